//! Weights of several classes in one number: one addition adds to the totals of all.
//!
//! In: weights by class. Out: cells of tables; the totals of what they add up to.
//! Invariant: a total is the sum of the weights of its class, as long as it stays below [`REACH`], which is more than
//! thirty of the heaviest weights.

use std::fmt::Debug;
use std::ops::AddAssign;

/// How the weights of a feature are held and added up.
pub trait Packing: Copy {
    /// The weights of a feature.
    type Cell: Copy + Default + Debug;
    /// The weights of features, added up.
    type Sum: Copy + Default + Debug + AddAssign + From<Self::Cell>;

    /// Weights by class in one number.
    fn pack(self) -> Self::Cell;
    /// The weights of two features together.
    fn join(a: Self::Cell, b: Self::Cell) -> Self::Cell;
    /// The total of a class.
    fn total(sum: Self::Sum, class: usize) -> i32;
}

/// What a table holds for a feature.
pub(super) type Cell<const N: usize> = <[i16; N] as Packing>::Cell;

/// Adds the weights of a feature to those of another.
pub(super) fn gain<const N: usize>(cell: &mut Cell<N>, more: Cell<N>)
where
    [i16; N]: Packing,
{
    *cell = <[i16; N]>::join(*cell, more);
}

/// How many bits each of three classes has.
const BITS: usize = 21;
/// What totals are below, whatever their sign.
const REACH: i64 = 1 << (BITS - 1);

impl Packing for [i16; 1] {
    type Cell = i16;
    type Sum = i32;

    fn pack(self) -> i16 {
        self[0]
    }

    fn join(a: i16, b: i16) -> i16 {
        a.saturating_add(b)
    }

    fn total(sum: i32, _: usize) -> i32 {
        sum
    }
}

impl Packing for [i16; 3] {
    type Cell = i64;
    type Sum = i64;

    fn pack(self) -> i64 {
        self.into_iter().rev().fold(0, |packed, weight| (packed << BITS) + i64::from(weight))
    }

    fn join(a: i64, b: i64) -> i64 {
        a + b
    }

    #[allow(clippy::cast_possible_truncation, reason = "no more bits than a class has")]
    fn total(sum: i64, class: usize) -> i32 {
        /// Makes each class positive, so that it takes nothing from the next.
        const RAISED: i64 = REACH | REACH << BITS | REACH << (2 * BITS);
        (((sum + RAISED) >> (class * BITS) & (2 * REACH - 1)) - REACH) as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_packed_weights_has_the_totals_of_its_classes() {
        let rows = [[1, -2, 3], [-300, 200, -100], [i16::MAX, i16::MIN, 0], [i16::MIN, i16::MIN, i16::MIN], [0, 5, -7]];
        for rows in [&rows[..], &rows[..2], &[[i16::MIN; 3]; 31]] {
            let sum: i64 = rows.iter().map(|row| row.pack()).sum();
            for class in 0..3 {
                let total: i32 = rows.iter().map(|row| i32::from(row[class])).sum();
                assert_eq!(<[i16; 3]>::total(sum, class), total);
            }
        }
    }
}
