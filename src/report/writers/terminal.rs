//! A table for a terminal: the columns that hold something, cut to the width.

use std::io::Write;

use comfy_table::{ContentArrangement, Table as Grid, presets};

use super::{Format, Output};
use crate::error::Result;
use crate::report::summary::one_line;
use crate::report::{Cell, Column, ColumnType, RowSink, Table};

pub(super) struct Terminal;

/// At most so many rows are laid out as one grid: their widths must be known before the first is drawn.
const ROWS: usize = 2000;
/// Cells are cut after so many characters.
const LONGEST: usize = 160;

impl Format for Terminal {
    fn name(&self) -> &'static str {
        "table"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[]
    }

    fn start<'w>(
        &self,
        table: &'static dyn Table,
        out: Box<dyn Write + 'w>,
        output: Output,
    ) -> Result<Box<dyn RowSink + 'w>> {
        Ok(Box::new(Sink { out, columns: table.columns(), rows: Vec::new(), width: output.width }))
    }
}

struct Sink<'w> {
    out: Box<dyn Write + 'w>,
    columns: &'static [Column],
    rows: Vec<Vec<String>>,
    width: Option<u16>,
}

/// Columns that are read by programs rather than people.
fn is_shown(column: &Column) -> bool {
    !matches!(column.kind, ColumnType::Document | ColumnType::List)
        && !matches!(column.name, "sha256" | "prefix" | "suffix")
}

impl RowSink for Sink<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let shown = self.columns.iter().zip(cells).filter(|(column, _)| is_shown(column));
        self.rows.push(shown.map(|(_, cell)| one_line(&cell.to_text(), LONGEST)).collect());
        if self.rows.len() == ROWS { self.draw() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.draw()?;
        Ok(self.out.flush()?)
    }
}

impl Sink<'_> {
    /// Draws the rows gathered, without the columns that are empty in all of them.
    fn draw(&mut self) -> Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let names = self.columns.iter().filter(|c| is_shown(c)).map(|c| c.name);
        let held: Vec<bool> = (0..self.rows[0].len()).map(|i| self.rows.iter().any(|row| !row[i].is_empty())).collect();
        let kept = |cells: Vec<String>| {
            cells.into_iter().zip(&held).filter(|(_, held)| **held).map(|(cell, _)| cell).collect::<Vec<_>>()
        };
        let mut grid = Grid::new();
        grid.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
        if let Some(width) = self.width {
            grid.set_width(width);
        }
        grid.set_header(kept(names.map(str::to_owned).collect()));
        for row in self.rows.drain(..) {
            grid.add_row(kept(row));
        }
        writeln!(self.out, "{grid}")?;
        Ok(())
    }
}
