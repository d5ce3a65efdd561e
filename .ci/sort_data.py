#!/usr/bin/env python3
"""Put word lists in order: comments and header stay first, rows are sorted bytewise and unique."""
import sys

for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().splitlines()
    comments = [line for line in lines if line.startswith("#")]
    rows = [line for line in lines if line and not line.startswith("#")]
    if not rows:
        continue
    ordered = [*comments, rows[0], *sorted(set(rows[1:]), key=lambda row: row.encode())]
    if ordered != lines:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write("\n".join(ordered) + "\n")
        print("sorted", path)
