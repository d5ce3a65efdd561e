//! The company that articles keep: two articles of one event resemble the same others, so that a story which was put together of
//! several events shows which articles tell of which.
//!
//! In: how alike the articles of a story are, two by two. Out: [`Company`]. Invariant: linear in the articles, each is
//! compared with the same [`LANDMARKS`] at most; where there are few articles, or all are alike, nothing is told.

/// Fewer articles keep no company to go by: that two of five resemble the same others is chance.
const LEAST: usize = 8;
/// Articles are compared with so many of the story, evenly chosen.
const LANDMARKS: usize = 64;
/// An article counts as half like itself: in a story of many words in common none is much more alike than that.
const SELF: f32 = 0.5;
/// The square of a likeness that is noise: chosen so that the articles of one event keep no company apart.
const NOISE: f32 = 0.003;
/// Beyond these it says no more: that two articles of one event have more in common than two others is told elsewhere.
const APART: f32 = -0.3;
const TOGETHER: f32 = 0.1;

/// How alike each article is to the landmarks, less what two articles of the story have in common on average.
#[derive(Debug, Default)]
pub(super) struct Company {
    landmarks: usize,
    /// A row an article.
    rows: Vec<f32>,
    /// The sum of the squares of each row.
    squares: Vec<f32>,
}

impl Company {
    /// Compares `articles` by `alike`, which tells of one how alike each of all is to it; nothing where there are too few.
    pub(super) fn of(articles: usize, alike: impl Fn(usize) -> Vec<f32>) -> Self {
        if articles < LEAST {
            return Self::default();
        }
        let landmarks = articles.min(LANDMARKS);
        let mut rows = vec![0.0; articles * landmarks];
        for i in 0..landmarks {
            let landmark = i * articles / landmarks;
            for (article, alike) in alike(landmark).into_iter().enumerate() {
                rows[article * landmarks + i] = if article == landmark { SELF } else { alike };
            }
        }
        let mean = rows.iter().sum::<f32>() / rows.len() as f32;
        for cell in &mut rows {
            *cell -= mean;
        }
        let squares = rows.chunks_exact(landmarks).map(|row| dot(row, row)).collect();
        Self { landmarks, rows, squares }
    }

    /// Whether two articles keep one company, from 0.1, they do, to -0.3, they do not; 0 where that is not known.
    pub(super) fn shared(&self, a: u32, b: u32) -> f32 {
        if self.rows.is_empty() {
            return 0.0;
        }
        let [x, y] = [a, b].map(|i| i as usize);
        let row = |i: usize| &self.rows[i * self.landmarks..(i + 1) * self.landmarks];
        let norm = (self.squares[x] * self.squares[y]).sqrt();
        let shared = dot(row(x), row(y)) / (norm + NOISE * self.landmarks as f32);
        shared.clamp(APART, TOGETHER)
    }
}

fn dot(x: &[f32], y: &[f32]) -> f32 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The company of so many articles.
    fn company(articles: usize, alike: impl Fn(usize, usize) -> f32) -> Company {
        Company::of(articles, |a| (0..articles).map(|b| alike(a, b)).collect())
    }

    /// Articles of two events, told apart by whether their index is even.
    fn two_events(a: usize, b: usize) -> f32 {
        if a % 2 == b % 2 { 0.3 } else { 0.1 }
    }

    #[test]
    fn articles_of_one_event_keep_one_company() {
        let kept = company(8, two_events);
        assert!(kept.shared(0, 2) == TOGETHER);
        assert!(kept.shared(0, 1) == APART);
    }

    #[test]
    fn articles_of_one_event_alone_keep_none_apart() {
        let kept = company(8, |a, b| 0.25 + (a + b) as f32 * 0.001);
        for (a, b) in [(0, 1), (0, 7), (3, 4)] {
            let shared = kept.shared(a, b);
            assert!(shared > APART / 2.0 && shared < TOGETHER, "{shared}");
        }
    }

    #[test]
    fn few_articles_tell_nothing() {
        assert!(company(7, two_events).shared(0, 2) == 0.0);
    }

    #[test]
    fn many_articles_are_compared_with_some() {
        let kept = company(1000, |a, b| if (a < 500) == (b < 500) { 0.3 } else { 0.1 });
        assert!(kept.shared(3, 400) == TOGETHER);
        assert!(kept.shared(3, 900) == APART);
    }
}
