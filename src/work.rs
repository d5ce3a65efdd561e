//! Work that falls into parts which do not wait for each other: who does it is no matter of the stages.
//!
//! In: a number of parts and what to do with each. Out: what they come to, in the order of the parts.
//! Invariant: the result is the same whoever does the work; only `pipeline` knows of threads.

/// Those who do the parts of some work.
pub trait Workers: Sync {
    /// What each of the parts `0..parts` comes to, in order.
    fn each<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Send + Sync) -> Vec<T>;

    /// What two pieces of work come to: while one cannot be parted, the parts of the other are done.
    fn both<A: Send, B: Send>(&self, a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B);
}

/// One part after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct OneThread;

impl Workers for OneThread {
    fn each<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
        (0..parts).map(work).collect()
    }

    fn both<A: Send, B: Send>(&self, a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
        (a(), b())
    }
}
