# Recipes for people; `.ci/run` calls the same commands. `just` alone lists them.

eval := "../shared/eval"
release := "target/release/claimdiff"

_default:
    @just --list --unsorted

# format, lints, docs, licences: everything but the tests
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items
    cargo deny check

# every test
test:
    cargo test

# the optional sentence encoder: lints and tests; with a MODEL folder also beside the figures of its reference
test-semantic MODEL="":
    cargo clippy --all-targets --features semantic -- -D warnings
    cargo test --features semantic --lib --test semantic
    [ -z "{{MODEL}}" ] || CLAIMDIFF_TEST_MODEL="{{MODEL}}" cargo test --features semantic --test semantic -- --ignored

# throughput of every stage, and of the whole on a generated corpus
bench *FILTER:
    cargo bench -- {{FILTER}}

# pairs of sentences beside rapidfuzz and TF-IDF on the same sentences (`pip install rapidfuzz scikit-learn sparse_dot_topn`)
bench-matching SIZES="10000,20000":
    cargo bench --bench matching -- {{SIZES}}

# time, memory and growth of `compare` on parts of a corpus of real news
bench-corpus CORPUS=(eval / "data/corpus_20k.jsonl.gz") SIZES="1000,2000,4000":
    cargo build --release
    python3 benches/scale.py {{CORPUS}} --bin {{release}} --sizes {{SIZES}}

# figures on labelled data: `just score aleppo`, `just score all`
score TASK="all" *OPTIONS:
    cargo build --release
    python3 {{eval}}/score.py {{TASK}} --bin {{release}} {{OPTIONS}}

# shootings told by several outlets: how often the toll that `compare` groups is the archive's count
tolls *OPTIONS:
    cargo build --release
    python3 .ci/tolls.py --eval {{eval}} --bin {{release}} {{OPTIONS}}

# cross-validated figures of the learned weights beside the shipped ones: `just cv align`, `just cv match`, `just cv quotes`, `just cv relations`
cv TASK:
    cargo build --release --examples --bin claimdiff
    python3 .ci/cv.py {{TASK}} --eval {{eval}}

# the same of `match` with a sentence encoder
cv-semantic MODEL:
    cargo build --release --examples --bin claimdiff --features semantic
    python3 .ci/cv.py match --eval {{eval}} --model {{MODEL}}

# the golden rules of sentence splitting beside `sentencex`: what is exact, and which texts are not and why
golden:
    cargo build --release
    cargo build --release --example sentencex
    python3 .ci/golden.py --eval {{eval}} --bin {{release}} --beside target/release/examples/sentencex

# the scorer's quick tasks against the thresholds that this repository records
thresholds:
    cargo build --release
    python3 .ci/thresholds.py --eval {{eval}} --bin {{release}}

# puts every word list in its order (header and comments first, then bytewise)
sort-data:
    python3 .ci/sort_data.py data/*/*.csv
