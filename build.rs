//! Embeds the language packs: every folder of `data/` that holds a `pack.toml`.
//!
//! A new language is a new folder; nothing here or in `src` names one.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let data = root.join("data");
    println!("cargo::rerun-if-changed={}", data.display());

    let mut code = String::from("&[\n");
    for folder in sorted(&data)? {
        if folder.join("pack.toml").is_file() {
            println!("cargo::rerun-if-changed={}", folder.display());
            let _ = writeln!(code, "    ({:?}, &[", name_of(&folder));
            for file in sorted(&folder)?.iter().filter(|f| f.is_file()) {
                let _ =
                    writeln!(code, "        ({:?}, include_str!({:?})),", name_of(file), file.display().to_string());
            }
            code.push_str("    ]),\n");
        }
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("packs.rs"), code)
}

/// The entries of a folder in name order.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    entries.sort();
    Ok(entries)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}
