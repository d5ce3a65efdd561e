//! Weights of features of a word and a code.
//!
//! In: weights by family, word and code, or by family and word for any code. Out: the weights of such a feature.
//! Invariant: a row of a family is as wide as the family has codes, and one cell wider; the first row of a family and the
//! first cell of a row are those of words and codes that it does not tell apart.

use super::boxed;
use super::packing::{Cell, Packing, gain};
use crate::text::{Code, Kind, Template, Word};

/// A feature with its weights: a family, a word, and a code, or none where the weights are those of any code.
pub(super) type Entry<const N: usize> = (Template, Word, Option<Code>, Cell<N>);

/// How many families there may be.
const FAMILIES: usize = Kind::WordCode.most();

/// A row of weights a word and family.
#[derive(Debug)]
pub(super) struct Matrix<const N: usize>
where
    [i16; N]: Packing,
{
    rows: Box<[Rows; Word::MOST]>,
    families: Box<[Columns; FAMILIES]>,
    cells: Vec<Cell<N>>,
}

/// A word's row of each family, among the rows of that family: all of them in one line of the cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Rows([u16; FAMILIES]);

/// Where the cells of a family stand.
#[derive(Debug, Clone, Copy)]
struct Columns {
    /// Where its first row starts.
    start: u32,
    /// How wide its rows are.
    width: u32,
    /// Where in a row the codes stand.
    of_codes: [u8; Code::COUNT],
}

impl Columns {
    const NONE: Self = Self { start: 0, width: 1, of_codes: [0; Code::COUNT] };

    /// The column of a code, which gets one.
    fn add(&mut self, code: Code) {
        let column = &mut self.of_codes[code.number()];
        if *column == 0 {
            *column = u8::try_from(self.width).unwrap_or(0);
            self.width += 1;
        }
    }

    /// The place of a code's cell in a row.
    #[inline]
    fn place(&self, row: u16, code: Code) -> usize {
        self.start as usize + usize::from(row) * self.width as usize + usize::from(self.of_codes[code.number()])
    }
}

impl<const N: usize> Matrix<N>
where
    [i16; N]: Packing,
{
    /// Makes a matrix of entries; the weights at one place add up.
    pub(super) fn new(mut entries: Vec<Entry<N>>) -> Self {
        // words of many features come first: their rows lie close together
        entries.sort_by_key(|(family, word, ..)| (family.number(), word.number));
        let (mut rows, mut families) = (boxed(Rows([0; FAMILIES])), boxed(Columns::NONE));
        let mut cells: Vec<Cell<N>> = Vec::new();
        for of_family in entries.chunk_by(|a, b| a.0.number() == b.0.number()) {
            let Some((family, ..)) = of_family.first() else { continue };
            let columns = &mut families[family.number()];
            of_family.iter().filter_map(|(_, _, code, _)| *code).for_each(|code| columns.add(code));
            columns.start = u32::try_from(cells.len()).unwrap_or(0);
            let width = columns.width as usize;
            cells.resize(cells.len() + width, Cell::<N>::default());
            for (row, of_word) in (1..).zip(of_family.chunk_by(|a, b| a.1.number == b.1.number)) {
                let start = cells.len();
                cells.resize(start + width, Cell::<N>::default());
                for (_, word, code, weights) in of_word {
                    rows[word.place()].0[family.number()] = row;
                    let of_codes = code.map_or(start..start + width, |code| {
                        let place = columns.place(row, code);
                        place..place + 1
                    });
                    cells[of_codes].iter_mut().for_each(|cell| gain::<N>(cell, *weights));
                }
            }
        }
        Self { rows, families, cells }
    }

    /// The weights of a feature.
    #[inline]
    pub(super) fn get(&self, family: Template, word: Word, code: Code) -> Cell<N> {
        let row = self.rows[word.place()].0[family.number()];
        self.cells.get(self.families[family.number()].place(row, code)).map_or(Cell::<N>::default(), |cell| *cell)
    }
}
