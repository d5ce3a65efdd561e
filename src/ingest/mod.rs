//! Bytes read as articles: one reader a format, told by content and ending.
