//! Weights of features of a word and a code.
//!
//! In: weights by family, word and code, or by family and word for any code. Out: the weights of such a feature.
//! Invariant: a row has a cell for each code that its family knows, and one before them; that cell is the one of all other
//! codes, and the first row of a family, which is empty, that of all other words.

use super::boxed;
use super::packing::{Cell, Packing, gain};
use crate::text::{Code, Kind, Template, Word};

/// A feature with its weights: a family, a word, and a code, or none where the weights are those of any code.
pub(super) type Entry<const N: usize> = (Template, Word, Option<Code>, Cell<N>);

/// How many families there may be.
const FAMILIES: usize = Kind::WordCode.most();

/// Rows of a family start at multiples of so many cells.
const STEP: usize = 4;

/// How many cells there may be: a look-up need not check whether there is one. Those beyond the last take no memory.
const CELLS: usize = 1 << 19;

/// A row of weights a word and family.
#[derive(Debug)]
pub(super) struct Matrix<const N: usize>
where
    [i16; N]: Packing,
{
    rows: Box<[Rows; Word::MOST]>,
    columns: Box<[Columns; FAMILIES]>,
    cells: Box<[Cell<N>; CELLS]>,
}

/// How far a word's row of each family stands behind the first one of that family, in steps: all of them in one line of the
/// cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Rows([u16; FAMILIES]);

/// Where the cells of codes stand in the first row of a family.
type Columns = [u32; Code::COUNT];

/// The place of a cell.
#[inline]
const fn place(row: u16, column: u32) -> usize {
    // the compiler sees that there is a cell
    (row as usize * STEP + column as usize) % CELLS
}

impl<const N: usize> Matrix<N>
where
    [i16; N]: Packing,
{
    /// Makes a matrix of entries; the weights at one place add up. What has no place is not known.
    pub(super) fn new(mut entries: Vec<Entry<N>>) -> Self {
        // words of many features come first: their rows lie close together
        entries.sort_by_key(|(family, word, ..)| (family.number(), word.number));
        let (mut rows, mut columns) = (boxed(Rows([0; FAMILIES])), boxed([0; Code::COUNT]));
        let mut cells = boxed(Cell::<N>::default());
        let mut start = 0;
        for of_family in entries.chunk_by(|a, b| a.0.number() == b.0.number()) {
            let family = of_family.first().map(|(family, ..)| family.number());
            let Some(family) = family.filter(|_| start + Code::COUNT <= CELLS) else { break };
            let width = number_codes(&mut columns[family], start, of_family.iter().filter_map(|(_, _, code, _)| *code));
            let steps = width.div_ceil(STEP);
            let mut row = 0;
            for of_word in of_family.chunk_by(|a, b| a.1.number == b.1.number) {
                row += steps;
                let end = start + (row + steps) * STEP;
                let Some(row) = u16::try_from(row).ok().filter(|_| end <= CELLS) else { break };
                for (_, word, code, weights) in of_word {
                    rows[word.place()].0[family] = row;
                    let of_codes = match code {
                        Some(code) => {
                            let place = place(row, columns[family][code.number()]);
                            place..place + 1
                        }
                        None => end - steps * STEP..end,
                    };
                    cells[of_codes].iter_mut().for_each(|cell| gain::<N>(cell, *weights));
                }
            }
            start += (row + steps) * STEP;
        }
        Self { rows, columns, cells }
    }

    /// The weights of a feature.
    #[inline]
    pub(super) fn get(&self, family: Template, word: Word, code: Code) -> Cell<N> {
        let row = self.rows[word.place()].0[family.number()];
        self.cells[place(row, self.columns[family.number()][code.number()])]
    }
}

/// Gives each of some codes a column in a row that starts at `start`, the first to all others; returns how many there are.
fn number_codes(columns: &mut Columns, start: usize, codes: impl Iterator<Item = Code>) -> usize {
    let column = |width: usize| u32::try_from(start + width).unwrap_or(0);
    *columns = [column(0); Code::COUNT];
    let mut width = 1;
    for code in codes {
        let of_code = &mut columns[code.number()];
        if *of_code == column(0) {
            *of_code = column(width);
            width += 1;
        }
    }
    width
}
