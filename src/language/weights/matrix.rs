//! Weights of features of a word and a code.
//!
//! In: weights by family, word and code, or by family and word for any code. Out: the weights of such a feature.
//! Invariant: a row of a family is as wide as the family has codes, and one cell wider; what has no weights leads to cells
//! that have none.

use super::add;
use crate::text::{Code, Kind, Template, Word};

/// A feature's place with its weights: a family, a word, and a code, or none where the weights are those of any code.
pub(super) type Cell<const N: usize> = (Template, Word, Option<Code>, [i16; N]);

/// How many families there may be.
const FAMILIES: usize = Kind::WordCode.most();

/// A row of weights a word and family.
#[derive(Debug)]
pub(super) struct Matrix<const N: usize> {
    /// Where a word's row of a family starts among the cells: those of one word stand beside each other.
    rows: Box<[[u32; FAMILIES]; Word::MOST]>,
    /// Where in the rows of a family a code stands; the first cell of a row is that of all other codes.
    columns: [[u8; Code::COUNT]; FAMILIES],
    cells: Vec<[i16; N]>,
}

impl<const N: usize> Matrix<N> {
    /// Makes a matrix of cells; the weights at one place add up.
    pub(super) fn new(mut cells: Vec<Cell<N>>) -> Self {
        cells.sort_by_key(|(family, word, ..)| (word.number, family.number()));
        let mut columns = [[0; Code::COUNT]; FAMILIES];
        let mut widths = [1; FAMILIES];
        for (family, _, code, _) in &cells {
            let Some(code) = code else { continue };
            let (column, width) = (&mut columns[family.number()][code.number()], &mut widths[family.number()]);
            if *column == 0 {
                *column = *width;
                *width += 1;
            }
        }
        let mut found = Self { rows: super::boxed([0; FAMILIES]), columns, cells: vec![[0; N]; Code::COUNT + 1] };
        for (family, word, code, weights) in cells {
            let width = widths[family.number()] as usize;
            let row = &mut found.rows[word.place()][family.number()];
            if *row == 0 {
                *row = u32::try_from(found.cells.len()).unwrap_or(0);
                found.cells.resize(found.cells.len() + width, [0; N]);
            }
            let row = &mut found.cells[*row as usize..][..width];
            let columns = code.map_or(0..width, |code| {
                let column = columns[family.number()][code.number()] as usize;
                column..column + 1
            });
            row[columns].iter_mut().for_each(|cell| *cell = add(*cell, weights));
        }
        found
    }

    /// The weights of a feature.
    #[inline]
    pub(super) fn get(&self, family: Template, word: Word, code: Code) -> [i16; N] {
        let row = self.rows[word.place()][family.number()];
        let column = self.columns[family.number()][code.number()];
        self.cells.get(row as usize + column as usize).map_or([0; N], |weights| *weights)
    }
}
