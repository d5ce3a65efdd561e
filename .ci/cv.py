"""The cross-validated figures of the learned weights: `cv.py align|match|relations|quotes --eval DIR --bin CLAIMDIFF --examples DIR [--model DIR]`.

Folds are left out in turn (topics for `align`, pairs for `match`): weights are fitted to the rest, the program scores what was
left out with `--weights`, and the scorer reads the joined output. The shipped weights' figure, which is fitted, stands below.
"""
import argparse
import csv
import gzip
import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# how the shipped weights are fitted: data/README.md has the same commands
FITS = {
    "first_look": ["--ridge", "10", "--knots", "8", "--by-slope", "--fact", "--alone"],
    "similarity": ["--trees", "--by-slope", "--fact", "--leave", "articles", "--leave", "articles-local", "--leave", "articles-company", "--across", "0.5", "--raise", "-0.35"],
    "equivalence_given": ["--knots", "3", "--ridge", "5", "--texts"],
    "equivalence_semantic": ["--knots", "3", "--ridge", "5", "--texts", "--statements"],
    "equivalence_given_semantic": ["--knots", "3", "--ridge", "75", "--texts"],
    "equivalence_short": ["--knots", "0", "--ridge", "0.01", "--only", "semantic"],
    "contradiction": ["--trees", "--ridge", "3", "--least", "50"],
}
TASKS = {
    "align": {"features": ["align", "align_ecb_articles", "align_ecb_sentences"], "models": ["first_look", "similarity"], "folds": 6},
    "match": {"features": ["pairs", "pairs_mrpc"], "models": ["equivalence_given"], "folds": 10},
    "relations": {"features": ["contradictions", "relations"], "models": ["contradiction"], "folds": 8},
}


def run(*command, stdin=None):
    return subprocess.run([str(c) for c in command], input=stdin, capture_output=True, text=True, check=True).stdout


def read(folder, name):
    with gzip.open(folder / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def weights(args, task, features, fold, folder):
    """A weights file for one fold: the models of the task, each row with the name of its model."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["model", "tree", "node", "feature", "at", "log_odds"], lineterminator="\n")
    writer.writeheader()
    for model in task["models"]:
        table = run(args.examples / "train", features, *FITS[model], "--folds", task["folds"], "--fold", fold)
        writer.writerows({"model": model, **row} for row in csv.DictReader(io.StringIO(table)))
    path = folder / f"weights-{fold}.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def align(args, parts, folder):
    """Compares the topics of each fold with its weights; one report of all."""
    articles = read(args.eval, "align_ecb_articles")
    topics = {topic: i % len(parts) for i, topic in enumerate(sorted({a["topic"] for a in articles}))}
    joined = {"claims": [], "matches": []}
    for fold, path in enumerate(parts):
        rows = [{"id": a["id"], "story": a["topic"], "outlet": a["id"], "text": a["text"]} for a in articles if topics[a["topic"]] == fold]
        lines = folder / "articles.jsonl"
        lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        report = json.loads(run(args.bin, "compare", lines, "--weights", path, "--min-similarity", "0.05", "--format", "json"))
        for table in joined:
            joined[table] += report[table]
    return json.dumps(joined)


def match(args, parts, folder):
    """Scores the pairs of each fold with its weights."""
    pairs = read(args.eval, "pairs_mrpc")
    folds = {pair: i % len(parts) for i, pair in enumerate(sorted(p["id"] for p in pairs))}
    out = ""
    for fold, path in enumerate(parts):
        rows = [{k: p[k] for k in ("id", "text_a", "text_b")} for p in pairs if folds[p["id"]] == fold]
        lines = folder / "pairs.jsonl"
        lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        out += run(args.bin, "match", lines, "--weights", path, "--format", "jsonl")
    return out


def relations(args, parts, folder):
    """Judges the pairs of each fold with its weights: pairs of one first text, stated or denied, are in one fold, those of other sets in the first."""
    pairs = read(args.eval, "relations")
    lines = [line.split("\t", 2) for line in (folder / "features.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    numbers = {said: i for i, said in enumerate(sorted({said for said, *_ in lines}))}
    sets = {of for _, of, _ in lines}
    taught = [pair["id"] for pair in pairs if pair["set"] in sets]
    folds = {pair: numbers[said] % len(parts) for pair, (said, *_) in zip(taught, lines, strict=True)}
    fold_of = lambda pair: folds.get(pair["id"], 0)
    out = ""
    for fold, path in enumerate(parts):
        rows = [{k: p[k] for k in ("id", "text_a", "text_b")} for p in pairs if fold_of(p) == fold]
        lines = folder / "pairs.jsonl"
        lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        out += run(args.bin, "match", lines, "--weights", path, "--format", "jsonl")
    return out


def quotes(args, folder):
    """Scores the training articles, each read with weights that did not see it; the scorer knows its data by the name `quotes_dev`."""
    data = args.eval / "data" / "quotes_train.jsonl.gz"
    (folder / "quotes_dev.jsonl.gz").symlink_to(data.resolve())
    predictions = folder / "predictions.jsonl"
    predictions.write_text(run(args.examples / "train_attribution", data, "--folds", 5), encoding="utf-8")
    return ["--data", folder, "--predictions", predictions]


def calibration(args, predictions=None):
    """The calibration error of `similarity` over the pairs that the scorer's `align` judges, by the scorer's own five bins."""
    spec = importlib.util.spec_from_file_location("score", args.eval / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    judged = []
    average_precision = scorer.average_precision
    # all pairs first, then those inside one story
    scorer.average_precision = lambda scored: judged.append(scored) or average_precision(scored)
    scorer.show = lambda *_: None
    scorer.ARGS = argparse.Namespace(bin=str(args.bin), data=str(args.eval / "data"), predictions=predictions and str(predictions), limit=None, json=False, verbose=False)
    scorer.align()
    every, inside = (scorer.calibration(scored) for scored in judged[:2])
    print(f"            calibration error of similarity {every:.3f} (inside one story {inside:.3f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=[*TASKS, "quotes"])
    parser.add_argument("--eval", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--bin", type=Path, default=Path("target/release/claimdiff"))
    parser.add_argument("--examples", type=Path, default=Path("target/release/examples"))
    parser.add_argument("--model", type=Path, help="match: with this sentence encoder; needs a build with the feature `semantic`")
    args = parser.parse_args()
    score = [sys.executable, args.eval / "score.py", args.task, "--bin", args.bin]
    if args.task == "quotes":
        with tempfile.TemporaryDirectory() as folder:
            print("cross-validated on the training articles, 5 folds:")
            print(run(*score, *quotes(args, Path(folder))), end="")
        print("shipped weights, on articles that they did not see:")
        print(run(*score), end="")
        return
    else:
        task = TASKS[args.task]
        model = []
        if args.model and args.task == "match":
            task = {**task, "models": ["equivalence_given_semantic", "equivalence_short"]}
            model = [args.model]
            # for the program, here and under the scorer
            os.environ["CLAIMDIFF_MODEL"] = str(args.model)
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            features = folder / "features.tsv"
            mode, *names = task["features"]
            features.write_text(run(args.examples / "features", mode, *(args.eval / "data" / f"{n}.jsonl.gz" for n in names), *model), encoding="utf-8")
            parts = [weights(args, task, features, fold, folder) for fold in range(task["folds"])]
            joined = folder / "predictions.json"
            joined.write_text({"align": align, "match": match, "relations": relations}[args.task](args, parts, folder), encoding="utf-8")
            print(f"cross-validated, {task['folds']} folds:")
            print(run(*score, "--predictions", joined), end="")
            if args.task == "align":
                calibration(args, joined)
        print("shipped weights, fitted to these data:")
    print(run(*score), end="")
    if args.task == "align":
        calibration(args)


if __name__ == "__main__":
    main()
