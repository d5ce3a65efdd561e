#!/usr/bin/env python3
"""The peers of `benches/matching.rs`: other ways to find the pairs of sentences that say the same, on the same sentences.

usage: peers.py FOLDER [--cells 20000000] [--workers 2]

FOLDER holds `sentences.jsonl` ({"text", "article"} a line) and `pairs.json`: {"queries": [...], "truth": [[a, b], ...],
"returned": [[a, b], ...]}, where the true pairs and those that we return hold a query each. Pairs of one article do not count.
Each peer is given the threshold at which it returns at least as many partners of the queries as we do. Prints one JSON object a peer: name, seconds (for all pairs of the sentences once), threshold, recall; a peer whose
package is not installed says so on standard error and is left out.

The slow ones are timed on as many evenly spaced rows as `--cells` pairs allow; their time is that of all pairs, by
proportion, and their recall that of the rows. What counts is the comparison alone: not the reading, not the making of vectors.
"""
import argparse, importlib, json, os, sys, time


def need(*names):
    """The modules, or nothing with a word on standard error."""
    try:
        return [importlib.import_module(name) for name in names]
    except ImportError as error:
        print(f"skipped: {error}; pip install rapidfuzz scikit-learn sparse_dot_topn", file=sys.stderr)
        return None


def partners(pairs):
    """The partners of each sentence."""
    found = {}
    for a, b in pairs:
        found.setdefault(a, []).append(b)
        found.setdefault(b, []).append(a)
    return found


def count(partners, rows):
    return sum(len(partners.get(row, ())) for row in rows)


class Task:
    def __init__(self, folder):
        with open(os.path.join(folder, "sentences.jsonl"), encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        with open(os.path.join(folder, "pairs.json"), encoding="utf-8") as source:
            pairs = json.load(source)
        self.texts = [row["text"] for row in rows]
        self.articles = [row["article"] for row in rows]
        self.queries = pairs["queries"]
        self.truth = partners(pairs["truth"])
        self.returned = partners(pairs["returned"])

    def all_pairs(self):
        return len(self.texts) * (len(self.texts) - 1) / 2

    def report(self, name, seconds, threshold, recall, note=""):
        print(json.dumps({"name": name, "seconds": seconds, "threshold": threshold, "recall": recall, "note": note}), flush=True)


def rapidfuzz(task, scorer, cells, workers):
    found = need("numpy", "rapidfuzz")
    if not found:
        return
    numpy = found[0]
    fuzz, process = need("rapidfuzz.fuzz", "rapidfuzz.process")
    n = len(task.texts)
    most = max(1, min(len(task.queries), cells // n))
    rows = [task.queries[i * len(task.queries) // most] for i in range(most)]
    articles = numpy.array(task.articles)
    counts, scores, seconds = numpy.zeros(1001, dtype=numpy.int64), [], 0.0
    for start in range(0, len(rows), 250):
        part = rows[start : start + 250]
        begin = time.monotonic()
        table = process.cdist([task.texts[i] for i in part], task.texts, scorer=getattr(fuzz, scorer), workers=workers, dtype=numpy.float32)
        seconds += time.monotonic() - begin
        bins = numpy.floor(table * 10).astype(numpy.int32)
        bins[articles[part][:, None] == articles[None, :]] = 0
        counts += numpy.bincount(bins.ravel(), minlength=1001)
        scores += [int(bins[at, y]) for at, row in enumerate(part) for y in task.truth.get(row, ())]
    beyond = numpy.cumsum(counts[::-1])[::-1]
    threshold = int(numpy.searchsorted(-beyond, -count(task.returned, rows), side="right")) - 1
    recall = sum(score >= threshold for score in scores) / max(1, len(scores))
    note = "" if len(rows) == n else f"timed on {len(rows)} of {n} rows, the rest by proportion"
    task.report(f"rapidfuzz {scorer}", seconds * task.all_pairs() / (len(rows) * n), threshold / 10, recall, note)


def tf_idf(task, workers):
    found = need("numpy", "sklearn.feature_extraction.text", "sparse_dot_topn")
    if not found:
        return
    numpy, text, sparse = found
    vectors = text.TfidfVectorizer(sublinear_tf=True, dtype=numpy.float32).fit_transform(task.texts)
    articles = numpy.array(task.articles)
    queries = numpy.array(task.queries)

    def product(rows, threshold):
        begin = time.monotonic()
        found = sparse.sp_matmul_topn(rows, other, top_n=200, threshold=threshold, n_threads=workers)
        return time.monotonic() - begin, found

    other = vectors.T.tocsr()
    _, table = product(vectors[queries], 0.2)
    table = table.tocoo()
    kept = articles[queries[table.row]] != articles[table.col]
    rows, columns, scores = queries[table.row][kept], table.col[kept], table.data[kept]
    order = numpy.argsort(-scores, kind="stable")[: count(task.returned, task.queries)]
    threshold = float(scores[order[-1]]) if len(order) else 1.0
    returned = set(zip(rows[order].tolist(), columns[order].tolist()))
    seen = sum((row, other) in returned for row in task.queries for other in task.truth.get(row, ()))
    recall = seen / max(1, count(task.truth, task.queries))
    seconds, _ = product(vectors, threshold)
    task.report("TF-IDF words, sparse_dot_topn", seconds, threshold, recall)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--cells", type=int, default=20_000_000, help="pairs that token_set_ratio is timed on; ratio on ten times as many")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    task = Task(args.folder)
    rapidfuzz(task, "ratio", 10 * args.cells, args.workers)
    rapidfuzz(task, "token_set_ratio", args.cells, args.workers)
    tf_idf(task, args.workers)


if __name__ == "__main__":
    main()
