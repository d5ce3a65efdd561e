//! Work that falls into parts which do not wait for each other: who does it is no matter of the stages.
//!
//! In: a number of parts and what to do with each. Out: what they come to, in the order of the parts.
//! Invariant: the result is the same whoever does the work; only `pipeline` knows of threads.

/// Those who do the parts of some work.
pub trait Workers: Sync {
    /// What each of the parts `0..parts` comes to, in order.
    fn each<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Send + Sync) -> Vec<T>;
}

/// One part after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct OneThread;

impl Workers for OneThread {
    fn each<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
        (0..parts).map(work).collect()
    }
}
