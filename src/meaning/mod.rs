//! What a sentence means, as a vector: an optional sentence encoder that the user brings (feature `semantic`).
//!
//! In: the files of a model's folder, then texts. Out: [`Vector`]s, the closer the more alike two texts are in meaning.
//! Invariant: a text gives the same vector whatever the number of threads; a build without the feature knows no encoder.

#[cfg(not(feature = "semantic"))]
mod absent;
#[cfg(feature = "semantic")]
mod bert;

#[cfg(not(feature = "semantic"))]
pub use absent::Encoder;
#[cfg(feature = "semantic")]
pub use bert::Encoder;

/// The files of a model's folder that are read, as sentence-transformers names them.
pub const FILES: [&str; 3] = ["config.json", "tokenizer.json", "model.safetensors"];

/// The direction in which the meaning of a text points.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector(Box<[f32]>);

impl Vector {
    /// A vector of these numbers, brought to length one.
    #[must_use]
    pub fn new(numbers: Vec<f32>) -> Self {
        let length = numbers.iter().map(|x| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        Self(numbers.into_iter().map(|x| x / length).collect())
    }

    /// Its numbers; their squares add up to one.
    #[must_use]
    pub fn numbers(&self) -> &[f32] {
        &self.0
    }

    /// The cosine of the angle between two, in thousandths: what comes after them differs from machine to machine.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        let product: f32 = self.0.iter().zip(&other.0).map(|(x, y)| x * y).sum();
        (product.clamp(-1.0, 1.0) * 1000.0).round() / 1000.0
    }
}

/// Two encoders are equal where they are one.
impl PartialEq for Encoder {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_is_that_of_the_angle_whatever_the_lengths() {
        let east = Vector::new(vec![2.0, 0.0]);
        for (numbers, cosine) in
            [([5.0, 0.0], 1.0), ([0.0, 1.0], 0.0), ([-1.0, 0.0], -1.0), ([1.0, 1.0], 0.707), ([0.0, 0.0], 0.0)]
        {
            assert!((Vector::new(numbers.to_vec()).cosine(&east) - cosine).abs() < 1e-6, "{numbers:?}");
        }
    }
}
