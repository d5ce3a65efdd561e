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
    /// The weights of a feature in little room, for tables that are large and hardly ever asked for what they hold.
    type Small: Copy + Default + Debug;

    /// Weights by class in one number.
    fn pack(self) -> Self::Cell;
    /// The weights of two features together.
    fn join(a: Self::Cell, b: Self::Cell) -> Self::Cell;
    /// The weights of a feature in less room.
    fn shrink(cell: Self::Cell) -> Self::Small;
    /// The weights of a feature as they are added up.
    fn widen(small: Self::Small) -> Self::Cell;
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
/// Makes each class positive, so that it takes nothing from the next.
const RAISED: i64 = REACH | REACH << BITS | REACH << (2 * BITS);

/// How many bits each of three classes has in little room.
const FEW_BITS: usize = 10;

impl Packing for [i16; 1] {
    type Cell = i16;
    type Sum = i32;
    type Small = i16;

    fn pack(self) -> i16 {
        self[0]
    }

    fn join(a: i16, b: i16) -> i16 {
        a.saturating_add(b)
    }

    fn shrink(cell: i16) -> i16 {
        cell
    }

    #[inline]
    fn widen(small: i16) -> i16 {
        small
    }

    fn total(sum: i32, _: usize) -> i32 {
        sum
    }
}

impl Packing for [i16; 3] {
    type Cell = i64;
    type Sum = i64;
    type Small = i32;

    fn pack(self) -> i64 {
        self.into_iter().rev().fold(0, |packed, weight| (packed << BITS) + i64::from(weight))
    }

    fn join(a: i64, b: i64) -> i64 {
        a + b
    }

    fn shrink(cell: i64) -> i32 {
        /// A weight beyond 5.11 counts as 5.11: those of features of two words are far below.
        const MOST: i32 = (1 << (FEW_BITS - 1)) - 1;
        let weight = |class| Self::total(cell, class).clamp(-MOST, MOST);
        (0..3).rev().fold(0, |packed, class| (packed << FEW_BITS) + weight(class))
    }

    #[inline]
    fn widen(small: i32) -> i64 {
        /// As [`RAISED`], in little room, and with the classes apart.
        const FEW_RAISED: i32 = FEW_REACH | FEW_REACH << FEW_BITS | FEW_REACH << (2 * FEW_BITS);
        const FEW_REACH: i32 = 1 << (FEW_BITS - 1);
        const APART: i64 = spread(FEW_RAISED);
        /// Moves the bits of each class to where it stands in a cell.
        const fn spread(small: i32) -> i64 {
            const CLASS: i64 = (1 << FEW_BITS) - 1;
            let small = small as i64;
            (small & CLASS)
                | (small << (BITS - FEW_BITS) & CLASS << BITS)
                | (small << (2 * (BITS - FEW_BITS)) & CLASS << (2 * BITS))
        }
        spread(small + FEW_RAISED) - APART
    }

    #[allow(clippy::cast_possible_truncation, reason = "no more bits than a class has")]
    fn total(sum: i64, class: usize) -> i32 {
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

    #[test]
    fn weights_in_little_room_are_the_same() {
        for weights in [[0, 0, 0], [1, -2, 3], [-511, 511, -511], [511, -511, 511], [-1, -1, -1], [-7, 0, 0]] {
            let cell = weights.pack();
            assert_eq!(<[i16; 3]>::widen(<[i16; 3]>::shrink(cell)), cell, "{weights:?}");
        }
        assert_eq!(<[i16; 3]>::widen(<[i16; 3]>::shrink([600, 0, -600].pack())), [511, 0, -511].pack());
    }
}
