//! The command line as users meet it: help, the main job, and input that is not as it should be.

#[test]
fn the_command_line() {
    // the README's first screen is a real input and its real output
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("README.md");
}
