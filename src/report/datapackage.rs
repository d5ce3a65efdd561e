//! `datapackage.json`: what a folder of results holds, as a Frictionless data package.
//!
//! In: the files with their sizes and digests. Out: one JSON object; no clock in it.

use serde_json::{Value, json};

use super::{Column, ColumnType, TABLES, Table};

/// One file of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
}

/// Describes a folder.
#[must_use]
pub fn datapackage(files: &[FileEntry]) -> Value {
    json!({
        "profile": "data-package",
        "name": "claimdiff-report",
        "title": "Where accounts of the same events differ",
        "version": env!("CARGO_PKG_VERSION"),
        "resources": files.iter().map(resource).collect::<Vec<_>>(),
    })
}

fn resource(file: &FileEntry) -> Value {
    let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
    let mut resource = json!({
        "name": file.name.replace('.', "-"),
        "path": file.name,
        "format": ending,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
    });
    if let Some(table) = TABLES.iter().find(|table| table.name() == stem && ending == "csv") {
        resource["profile"] = json!("tabular-data-resource");
        resource["description"] = json!(table.description());
        resource["schema"] = schema(*table);
    }
    resource
}

/// The columns of a table as CSV holds them.
fn schema(table: &dyn Table) -> Value {
    let field = |c: &Column| json!({"name": c.name, "type": c.kind.frictionless(), "description": c.description});
    let columns = table.columns().iter().filter(|c| c.kind != ColumnType::Document);
    json!({"fields": columns.map(field).collect::<Vec<_>>(), "missingValues": [""]})
}
