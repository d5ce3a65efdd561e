#!/usr/bin/env python3
"""Run the scorer's quick tasks and compare each figure with the one recorded in thresholds.toml.

usage: thresholds.py --eval ../shared/eval --bin target/release/claimdiff [--task TASK ...]

A figure below its floor (or above its ceiling) fails. Floors are raised by hand when a change earns it.
"""
import argparse, json, os, subprocess, sys, tomllib

HERE = os.path.dirname(os.path.abspath(__file__))


def figure(value):
    """A scorer's figure as a number: '26/44' counts as 26."""
    return float(value.split("/")[0]) if isinstance(value, str) else float(value)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", required=True)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--task", action="append")
    args = parser.parse_args()
    with open(os.path.join(HERE, "thresholds.toml"), "rb") as file:
        recorded = tomllib.load(file)
    passed = failed = 0
    for run in recorded["run"]:
        if args.task and run["task"] not in args.task:
            continue
        command = [sys.executable, os.path.join(args.eval, "score.py"), run["task"], "--bin", args.bin, "--json"]
        if "story" in run:
            command += ["--story", os.path.join(HERE, "..", run["story"])]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        if done.returncode != 0:
            print(f"{run['task']}: the scorer failed: {done.stderr.strip()[-400:]}")
            failed += 1
            continue
        rows = {row["set"]: row for row in map(json.loads, filter(None, done.stdout.splitlines()))}
        for part, bounds in run["sets"].items():
            for name, bound in bounds.items():
                got = figure(rows.get(part, {}).get(name, "nan"))
                least, most = bound.get("least", float("-inf")), bound.get("most", float("inf"))
                ok = least <= got <= most
                passed, failed = passed + ok, failed + (not ok)
                wanted = f">= {least:g}" if "least" in bound else f"<= {most:g}"
                print(f"{'ok  ' if ok else 'FAIL'} {run['task']:<10} {part:<34} {name:<16} {got:.3f} {wanted}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
