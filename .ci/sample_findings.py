#!/usr/bin/env python3
"""Draw findings to be read one by one, for the table of precision in docs/severity.md.

usage: sample_findings.py REPORT.csv [--count 100] [--seed 1] [--kind KIND ...] [--brief]

The rows drawn are those whose seeded digest is smallest, so a row that was read stays drawn when others come or go.
Judge each against both texts: right where a careful editor would want to know of the difference.
"""
import argparse, csv, hashlib, sys


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--kind", action="append")
    parser.add_argument("--brief", action="store_true", help="ids and kinds alone")
    args = parser.parse_args()
    csv.field_size_limit(1 << 30)
    with open(args.report, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not args.kind or row["kind"] in args.kind]

    def digest(row):
        return hashlib.sha256(f"{args.seed}:{row['discrepancy_id']}".encode()).digest()

    drawn = sorted(rows, key=digest)[: args.count]
    for row in sorted(drawn, key=lambda row: (row["kind"], row["discrepancy_id"])):
        print(row["discrepancy_id"], row["kind"], row["severity"], row["story_id"])
        if not args.brief:
            print("   ", row["summary"])
            for side in "ab":
                print(f"    {row['outlet_' + side]} {row['published_' + side]}: {row['text_' + side]}")
            print("    difference:", row["difference"])
            print("    why:", row["why"], "\n")
    print(f"{len(drawn)} of {len(rows)}", file=sys.stderr)


if __name__ == "__main__":
    main()
