"""The golden rules of sentence splitting: exact texts, and what the others fail on.

`python3 .ci/golden.py --eval ../shared/eval --bin target/release/claimdiff [--beside COMMAND]` (`just golden`)
prints, for English and for the other languages, how many texts are cut exactly, the same with the texts apart whose
gold keeps several sentences of one quotation together (the treebanks split them, and so does the program), and every
text that is not cut exactly, by id and kind alone:

  quotation   the gold keeps several sentences of one quotation together, and nothing else differs
  quotation+  the same, and something else differs too
  rewritten   the gold is not a cutting of its text (markup removed, marks replaced): no splitter can be exact
  other       anything else

With `--beside`, a program of the same command line, texts that it cuts exactly and this one does not are marked.
"""

import argparse
import collections
import gzip
import json
import os
import re
import subprocess
import tempfile

QUOTES = re.compile("''|``|[\"'`“”‘’„«»「」]")


def solid(text):
    """A text without white space, and without the difference between marks that stand for each other."""
    return re.sub(r"\s+", "", text)


def ends(sentences):
    """The ends of sentences, counted in characters that are not white space."""
    at, out = 0, []
    for sentence in sentences:
        at += len(solid(sentence))
        out.append(at)
    return out


def cut(command, rows):
    """What a program makes of every text: lists of sentences, by the text's number."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as file:
        for number, row in enumerate(rows):
            file.write(json.dumps({"id": str(number), "text": row["text"], "language": row["lang"]}) + "\n")
    try:
        done = subprocess.run([command, "sentences", file.name, "--format", "jsonl"], capture_output=True, text=True, check=True)
    finally:
        os.unlink(file.name)
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        row = json.loads(line)
        text = rows[int(row["article_id"])]["text"]
        found[int(row["article_id"])].append(text[row["char_start"] : row["char_end"]])
    return found


def is_inside(sentence, end):
    """Whether a quotation stands open in a sentence after so many characters that are not white space."""
    seen = -1
    at = 0
    while at < len(sentence) and (seen := seen + (not sentence[at].isspace())) < end - 1:
        at += 1
    before, after, opened = sentence[: at + 1], sentence[at + 1 :], False
    for mark in QUOTES.finditer(before):
        left = before[mark.start() - 1] if mark.start() else " "
        right = sentence[mark.end()] if mark.end() < len(sentence) else " "
        if left.isalnum() and right.isalnum():
            continue  # an apostrophe
        if mark.group() in "”»」" or (not left.isspace() and left not in "([—–-" and mark.group() not in "“„«「``"):
            opened = False
        elif not right.isspace() or mark.group() in "“„«「``":
            opened = True
        else:
            opened = not opened  # apart on both sides
    closes = any(
        not (after[m.start() - 1 : m.start()].isalnum() and after[m.end() : m.end() + 1].isalnum())
        for m in QUOTES.finditer(after)
    )
    return opened and closes


def kind_of(row, sentences):
    """Why a text is not exact."""
    gold, found = ends(row["sentences"]), set(ends(sentences))
    starts = [0, *gold]
    further = [(end, sum(g < end for g in gold)) for end in sorted(found - set(gold))]
    inside = [i < len(gold) and is_inside(row["sentences"][i], end - starts[i]) for end, i in further]
    if any(inside):
        return "quotation" if all(inside) and found.issuperset(gold) else "quotation+"
    return "rewritten" if solid(row["text"]) != solid("".join(row["sentences"])) else "other"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", default="../shared/eval")
    parser.add_argument("--bin", default="target/release/claimdiff")
    parser.add_argument("--beside")
    args = parser.parse_args()
    with gzip.open(os.path.join(args.eval, "data", "sentences_golden.jsonl.gz"), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for name, part in (
        ("en", [row for row in rows if row["lang"] == "en"]),
        ("other languages", [row for row in rows if row["lang"] != "en"]),
    ):
        found = cut(args.bin, part)
        beside = cut(args.beside, part) if args.beside else {}
        exact = lambda cuts, i: list(map(solid, cuts[i])) == list(map(solid, part[i]["sentences"]))
        misses = [(row["id"], kind_of(row, found[i]), i) for i, row in enumerate(part) if not exact(found, i)]
        kinds = collections.Counter(kind for _, kind, _ in misses)
        right, apart = len(part) - len(misses), kinds["quotation"] + kinds["quotation+"]
        print(f"{name}: exact {right}/{len(part)} = {right / len(part):.3f}", end="; ")
        print(f"quotations kept whole apart {right}/{len(part) - apart} = {right / (len(part) - apart):.3f}", end="; ")
        print(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
        for identity, kind, i in misses:
            print(f"  {kind:<10} {identity}" + ("  (exact in the other)" if beside and exact(beside, i) else ""))


if __name__ == "__main__":
    main()
