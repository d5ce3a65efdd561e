#!/usr/bin/env python3
"""How often the toll that `compare` groups over several outlets is the count of an archive of shootings.

usage: tolls.py --eval FOLDER --bin claimdiff [--verbose]

An incident of casualties_gva becomes a story. For each fate, the groups of people of that fate that two articles or more
tell are looked at, and of those the one that most articles tell (then the one of the higher figure). It is right where the
archive's count is its one value, held where the count lies between its lowest and its highest. An incident whose count is 0 is
left out: that nobody was hurt is seldom told.
"""
import argparse, csv, gzip, json, subprocess, tempfile
from collections import defaultdict
from pathlib import Path

FATES = "killed", "injured"


def stories(archive, path):
    """Writes the articles of each incident told twice or more as a story; the incidents by story."""
    incidents = {}
    with open(path, "w", encoding="utf-8") as out:
        for line in gzip.open(archive, "rt", encoding="utf-8"):
            incident = json.loads(line)
            if len(incident["articles"]) < 2:
                continue
            incidents[incident["id"]] = incident
            for number, article in enumerate(incident["articles"]):
                row = {"id": f"{incident['id']}-{number}", "story": incident["id"], "title": article.get("title"),
                       "text": article["text"], "outlet": article.get("outlet") or f"outlet {number}"}
                if article.get("dct"):
                    row["published"] = article["dct"]
                out.write(json.dumps(row) + "\n")
    return incidents


def groups(folder):
    """For each story and fate: how many articles tell each group, and its lowest and highest value."""
    csv.field_size_limit(1 << 30)
    values = {}
    with open(folder / "groups.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "casualty":
                values[row["group_id"]] = float(row["value_low"]), float(row["value_high"])
    articles = defaultdict(set)
    with open(folder / "claims.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["group_id"] in values and row["role"] in FATES and not row["relation"]:
                articles[row["story_id"], row["role"], row["group_id"]].add(row["article_id"])
    found = defaultdict(list)
    for (story, fate, group), telling in articles.items():
        low, high = values[group]
        if len(telling) > 1:
            found[story, fate].append((len(telling), high, low))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", required=True, type=Path)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--verbose", action="store_true", help="every incident whose toll is another")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        incidents = stories(args.eval / "data/casualties_gva.jsonl.gz", work / "incidents.jsonl")
        subprocess.run([args.bin, "compare", work / "incidents.jsonl", "--all", "-o", f"{work}/out/"],
                       check=True, stderr=subprocess.DEVNULL)
        found = groups(work / "out")
    for fate in FATES:
        told = right = held = counted = 0
        for name, incident in incidents.items():
            count = incident[fate]
            if not count:
                continue
            counted += 1
            if (name, fate) not in found:
                continue
            _, high, low = max(found[name, fate])
            told += 1
            right += low == high == count
            held += low <= count <= high
            if args.verbose and not low == high == count:
                print(f"   {name}: {low:g} to {high:g}, archive {count}")
        print(f"{fate:10} incidents {counted}  with a group {told}  right {right / told:.3f}  held {held / told:.3f}")


if __name__ == "__main__":
    main()
