//! A sentence encoder of the BERT family (all-MiniLM-L6-v2 is one) on one thread of the processor.
//!
//! In: a model's configuration, tokenizer and weights, then texts. Out: the mean of the vectors of a text's tokens,
//! and of those of each word.
//! Invariant: every matrix has the shape that the configuration tells, so that no text can stop the program.

use std::f32::consts::FRAC_1_SQRT_2;

use ndarray::{Array1, Array2, ArrayBase, ArrayViewMut1, Axis, Data, Ix2, Slice};
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;
use tokenizers::{Tokenizer, TruncationParams};

use super::{FILES, Vector};
use crate::error::{Error, Result};

/// A sentence encoder.
pub struct Encoder {
    tokenizer: Tokenizer,
    /// A row for each token of the vocabulary.
    words: Array2<f32>,
    /// A row for each place of a text; what tells first from second texts is added already.
    places: Array2<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    /// So many parts of a vector attend to the text each for itself.
    heads: usize,
}

/// What `config.json` says of a model.
#[derive(Deserialize)]
struct Config {
    model_type: String,
    hidden_act: String,
    #[serde(default = "absolute")]
    position_embedding_type: String,
    vocab_size: usize,
    max_position_embeddings: usize,
    type_vocab_size: usize,
    hidden_size: usize,
    intermediate_size: usize,
    num_hidden_layers: usize,
    num_attention_heads: usize,
    layer_norm_eps: f32,
}

fn absolute() -> String {
    "absolute".into()
}

impl Config {
    fn read(json: &[u8]) -> Result<Self> {
        let config: Self = serde_json::from_slice(json)?;
        for (key, found, known) in [
            ("model_type", &config.model_type, "bert"),
            ("hidden_act", &config.hidden_act, "gelu"),
            ("position_embedding_type", &config.position_embedding_type, "absolute"),
        ] {
            if found != known {
                return Err(Error::usage(format!("`{key}` is `{found}`: only `{known}` is known")));
            }
        }
        if config.num_attention_heads == 0 || !config.hidden_size.is_multiple_of(config.num_attention_heads) {
            return Err(Error::malformed("`num_attention_heads` does not divide `hidden_size`"));
        }
        Ok(config)
    }
}

impl Encoder {
    /// Reads a model; `file` gives the content of each of [`FILES`].
    ///
    /// # Errors
    /// Those of `file`, and a file that is not of the form or the kind of model that is known.
    pub fn read(mut file: impl FnMut(&str) -> Result<Vec<u8>>) -> Result<Self> {
        let [config, tokenizer, weights] = FILES;
        let named = |name: &'static str| move |e: Error| e.in_source(name);
        let (config_json, tokenizer_json, tensors) = (file(config)?, file(tokenizer)?, file(weights)?);
        let config = Config::read(&config_json).map_err(named(config))?;
        let tokenizer = read_tokenizer(&tokenizer_json, &config).map_err(named(tokenizer))?;
        Tensors::read(&tensors).and_then(|tensors| Self::assemble(tokenizer, &tensors, &config)).map_err(named(weights))
    }

    fn assemble(tokenizer: Tokenizer, tensors: &Tensors<'_>, config: &Config) -> Result<Self> {
        let size = config.hidden_size;
        let table = |name: &str, rows| tensors.matrix(&format!("embeddings.{name}_embeddings.weight"), [rows, size]);
        let kinds = table("token_type", config.type_vocab_size)?;
        let first = kinds.row(0);
        Ok(Self {
            tokenizer,
            words: table("word", config.vocab_size)?,
            places: table("position", config.max_position_embeddings)? + first,
            norm: Norm::read(tensors, "embeddings", config)?,
            layers: (0..config.num_hidden_layers).map(|i| Layer::read(tensors, i, config)).collect::<Result<_>>()?,
            heads: config.num_attention_heads,
        })
    }

    /// The meaning of a text; what is beyond the longest text that the model reads is left out.
    #[must_use]
    pub fn meaning(&self, text: &str) -> Vector {
        mean(&self.encode(&self.pieces(text)))
    }

    /// The meaning of a text, and of each of its words where it stands.
    #[must_use]
    pub fn meaning_and_words(&self, text: &str) -> (Vector, Vec<Vector>) {
        let pieces = self.pieces(text);
        let x = self.encode(&pieces);
        let numbered: Vec<(usize, u32)> = (0..).zip(&pieces).filter_map(|(i, piece)| Some((i, piece.word?))).collect();
        let words = numbered.chunk_by(|(_, word), (_, next)| word == next);
        (mean(&x), words.map(|rows| mean(&x.slice_axis(Axis(0), run_of(rows)))).collect())
    }

    /// The pieces that the model reads of a text.
    fn pieces(&self, text: &str) -> Vec<Piece> {
        // a tokenizer fails on nothing but what its own file lacks: such a text means nothing
        let Ok(found) = self.tokenizer.encode(text, true) else { return Vec::new() };
        let spelt = |&(start, end): &(usize, usize)| {
            text.get(start..end).is_some_and(|piece| piece.contains(char::is_alphanumeric))
        };
        let ids = found.get_ids().iter().map(|id| *id as usize);
        let words = found.get_word_ids().iter().zip(found.get_offsets()).map(|(word, at)| word.filter(|_| spelt(at)));
        ids.zip(words)
            .filter(|(id, _)| *id < self.words.nrows())
            .take(self.places.nrows())
            .map(|(id, word)| Piece { id, word })
            .collect()
    }

    /// A row for each piece: what it means where it stands.
    fn encode(&self, pieces: &[Piece]) -> Array2<f32> {
        let ids: Vec<usize> = pieces.iter().map(|piece| piece.id).collect();
        let mut x = self.words.select(Axis(0), &ids) + self.places.slice_axis(Axis(0), Slice::from(..ids.len()));
        self.norm.apply(&mut x);
        for layer in &self.layers {
            x = layer.apply(x, self.heads);
        }
        x
    }
}

/// A word or a part of one, as the vocabulary has it.
struct Piece {
    id: usize,
    /// Which word of the text it is of; none of a mark, and of what only the model reads.
    word: Option<u32>,
}

/// The rows from the first to the last of these.
fn run_of(rows: &[(usize, u32)]) -> Slice {
    let [first, last] = [rows.first(), rows.last()].map(|row| row.map_or(0, |(i, _)| *i));
    Slice::from(first..=last)
}

/// The direction of the mean of rows.
fn mean(rows: &ArrayBase<impl Data<Elem = f32>, Ix2>) -> Vector {
    Vector::new(rows.mean_axis(Axis(0)).map(|mean| mean.to_vec()).unwrap_or_default())
}

/// The tokenizer of a model: one text at a time, never filled up to a length.
fn read_tokenizer(json: &[u8], config: &Config) -> Result<Tokenizer> {
    let mut tokenizer = Tokenizer::from_bytes(json).map_err(|e| Error::malformed(e.to_string()))?;
    tokenizer.with_padding(None);
    if tokenizer.get_truncation().is_none_or(|t| t.max_length > config.max_position_embeddings) {
        let longest = TruncationParams { max_length: config.max_position_embeddings, ..TruncationParams::default() };
        tokenizer.with_truncation(Some(longest)).map_err(|e| Error::malformed(e.to_string()))?;
    }
    Ok(tokenizer)
}

/// The named tables of numbers of `model.safetensors`.
struct Tensors<'a>(SafeTensors<'a>);

impl<'a> Tensors<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self> {
        SafeTensors::deserialize(bytes).map(Self).map_err(|e| Error::malformed(e.to_string()))
    }

    /// The numbers of a table of this shape.
    fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let tensor = self.0.tensor(name).map_err(|e| Error::malformed(e.to_string()))?;
        if tensor.dtype() != Dtype::F32 || tensor.shape() != shape {
            let (kind, found) = (tensor.dtype(), tensor.shape());
            return Err(Error::malformed(format!("`{name}` is {kind:?} {found:?}: F32 {shape:?} is known")));
        }
        let numbers = tensor.data().as_chunks::<4>().0;
        Ok(numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    fn matrix(&self, name: &str, [rows, columns]: [usize; 2]) -> Result<Array2<f32>> {
        let numbers = self.numbers(name, &[rows, columns])?;
        Array2::from_shape_vec((rows, columns), numbers).map_err(|e| Error::malformed(format!("`{name}`: {e}")))
    }

    fn vector(&self, name: &str, length: usize) -> Result<Array1<f32>> {
        Ok(self.numbers(name, &[length])?.into())
    }
}

/// A matrix, a row for each number that comes out, and what is added.
struct Linear {
    weight: Array2<f32>,
    bias: Array1<f32>,
}

impl Linear {
    fn read(tensors: &Tensors<'_>, name: &str, [to, from]: [usize; 2]) -> Result<Self> {
        Ok(Self {
            weight: tensors.matrix(&format!("{name}.weight"), [to, from])?,
            bias: tensors.vector(&format!("{name}.bias"), to)?,
        })
    }

    fn apply(&self, x: &Array2<f32>) -> Array2<f32> {
        x.dot(&self.weight.t()) + &self.bias
    }
}

/// Brings each row to mean zero and variance one, then stretches and shifts it.
struct Norm {
    stretch: Array1<f32>,
    shift: Array1<f32>,
    /// Added to the variance.
    least: f32,
}

impl Norm {
    fn read(tensors: &Tensors<'_>, name: &str, config: &Config) -> Result<Self> {
        Ok(Self {
            stretch: tensors.vector(&format!("{name}.LayerNorm.weight"), config.hidden_size)?,
            shift: tensors.vector(&format!("{name}.LayerNorm.bias"), config.hidden_size)?,
            least: config.layer_norm_eps,
        })
    }

    fn apply(&self, x: &mut Array2<f32>) {
        for mut row in x.rows_mut() {
            let count = row.len() as f32;
            let mean = row.sum() / count;
            row -= mean;
            let variance = row.fold(0.0, |sum, x| sum + x * x) / count;
            row /= (variance + self.least).sqrt();
            row *= &self.stretch;
            row += &self.shift;
        }
    }
}

/// Every token attends to every other, then each is worked on alone.
struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    attended: Linear,
    attended_norm: Norm,
    wide: Linear,
    narrow: Linear,
    norm: Norm,
}

impl Layer {
    fn read(tensors: &Tensors<'_>, index: usize, config: &Config) -> Result<Self> {
        let name = |part: &str| format!("encoder.layer.{index}.{part}");
        let (size, wide) = (config.hidden_size, config.intermediate_size);
        let linear = |part: &str, shape| Linear::read(tensors, &name(part), shape);
        Ok(Self {
            query: linear("attention.self.query", [size, size])?,
            key: linear("attention.self.key", [size, size])?,
            value: linear("attention.self.value", [size, size])?,
            attended: linear("attention.output.dense", [size, size])?,
            attended_norm: Norm::read(tensors, &name("attention.output"), config)?,
            wide: linear("intermediate.dense", [wide, size])?,
            narrow: linear("output.dense", [size, wide])?,
            norm: Norm::read(tensors, &name("output"), config)?,
        })
    }

    fn apply(&self, mut x: Array2<f32>, heads: usize) -> Array2<f32> {
        x += &self.attended.apply(&self.attend(&x, heads));
        self.attended_norm.apply(&mut x);
        let wide = self.wide.apply(&x).mapv_into(gelu);
        x += &self.narrow.apply(&wide);
        self.norm.apply(&mut x);
        x
    }

    /// What each token takes from all, each head for its part of the vectors.
    fn attend(&self, x: &Array2<f32>, heads: usize) -> Array2<f32> {
        let [query, key, value] = [&self.query, &self.key, &self.value].map(|linear| linear.apply(x));
        let mut taken = Array2::zeros(x.raw_dim());
        let width = x.ncols() / heads;
        for head in 0..heads {
            let part = Slice::from(head * width..(head + 1) * width);
            let [query, key, value] = [&query, &key, &value].map(|x| x.slice_axis(Axis(1), part));
            let mut weights = query.dot(&key.t()) / (width as f32).sqrt();
            weights.rows_mut().into_iter().for_each(softmax);
            taken.slice_axis_mut(Axis(1), part).assign(&weights.dot(&value));
        }
        taken
    }
}

/// Turns the numbers of a row into shares that add up to one.
fn softmax(mut row: ArrayViewMut1<'_, f32>) {
    let most = row.fold(f32::NEG_INFINITY, |most, x| most.max(*x));
    row.mapv_inplace(|x| (x - most).exp());
    let sum = row.sum();
    row /= sum;
}

/// The Gaussian error linear unit.
fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + libm::erff(x * FRAC_1_SQRT_2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_is_half_of_a_number_at_zero_and_all_of_a_large_one() {
        for (x, expected) in [(0.0, 0.0), (1.0, 0.841_345), (-1.0, -0.158_655), (6.0, 6.0), (-6.0, 0.0)] {
            assert!((gelu(x) - expected).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn shares_add_up_to_one() {
        let mut row = Array1::from(vec![1000.0, 1000.0, 0.0]);
        softmax(row.view_mut());
        assert_eq!(row.to_vec(), [0.5, 0.5, 0.0]);
    }
}
