//! Where results are written: nothing takes the place of what is no plain file.
#![cfg(unix)]

use std::fs;
use std::io;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::Command;
use std::thread;

fn claims(output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdiff"));
    command.args(["claims", "data/samples/ferry-fire", "--format", "csv", "--output"]).arg(output);
    command
}

fn written(output: &Path) -> io::Result<String> {
    assert!(claims(output).status()?.success());
    fs::read_to_string(output)
}

#[test]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("claims.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    // a pipe that nobody writes to is read forever: the test must not wait for its reader
    let reader = thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    assert!(claims(&pipe).status().unwrap().success());
    let read = reader.join().unwrap();
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert_eq!(read, written(&folder.path().join("plain.csv")).unwrap());
    assert!(read.lines().count() > 100);
}

#[test]
fn what_a_link_points_to_is_written_and_the_link_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("claims.csv"), folder.path().join("latest.csv"));
    fs::write(&file, "old").unwrap();
    symlink(&file, &link).unwrap();
    let read = written(&link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), read);
    assert!(read.starts_with("claim_id") && read.lines().count() > 100);
}
