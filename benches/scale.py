#!/usr/bin/env python3
"""Time and memory of `claimdiff compare` on growing parts of a corpus, and the exponent of the growth.

usage: scale.py CORPUS.jsonl.gz [--bin target/release/claimdiff] [--sizes 1000,2000,4000] [--threads 0] [--runs 1] [--by-day]

Each size is run in a process of its own; time is wall clock, memory the peak of that process. The
exponent is the slope between the first and last size on logarithmic axes: 1 is linear. A part of a
corpus in no order holds fewer articles of each story than the whole, so the work per article grows with
the part; `--by-day` takes the articles in the order of their days, and the stories stay whole.
"""
import argparse, gzip, json, math, os, subprocess, sys, tempfile, time


def records(corpus, by_day):
    """The lines of a corpus, in their order or in that of their days (those without one last)."""
    opener = gzip.open if corpus.endswith(".gz") else open
    with opener(corpus, "rt", encoding="utf-8") as source:
        if not by_day:
            yield from source
            return
        yield from sorted(source, key=lambda line: json.loads(line).get("date") or "~")


def first(corpus, n, path, by_day):
    """Write the first n records to path; return the bytes of their texts."""
    size = written = 0
    with open(path, "w", encoding="utf-8") as out:
        for line in records(corpus, by_day):
            if written == n:
                break
            out.write(line)
            size += len(json.loads(line).get("text", "").encode())
            written += 1
    return written, size


def run(command):
    """Wall seconds and peak MiB of one process."""
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {errors.decode(errors='replace')[-600:]}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--bin", default="target/release/claimdiff")
    parser.add_argument("--sizes", default="1000,2000,4000")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--by-day", action="store_true")
    args = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for n in map(int, args.sizes.split(",")):
            path = os.path.join(folder, "corpus.jsonl")
            count, size = first(args.corpus, n, path, args.by_day)
            command = [args.bin, "compare", path, "-o", os.path.join(folder, "report.csv")]
            if args.threads:
                command += ["--threads", str(args.threads)]
            seconds, memory = min(run(command) for _ in range(args.runs))
            rows.append((count, seconds, memory))
            print(f"{count:>7} articles  {size / 1e6:7.1f} MB of text  {seconds:7.2f} s  {size / 1e6 / seconds:6.2f} MB/s  {memory:7.0f} MiB")
    (n0, t0, m0), (n1, t1, m1) = rows[0], rows[-1]
    if n1 > n0:
        scale = math.log(n1 / n0)
        print(f"growth from {n0} to {n1} articles: exponent {math.log(t1 / t0) / scale:.2f} in time, {math.log(m1 / m0) / scale:.2f} in memory")


if __name__ == "__main__":
    main()
