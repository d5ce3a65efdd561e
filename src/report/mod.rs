//! A comparison written as bytes: one writer a format, all over the same tables.
