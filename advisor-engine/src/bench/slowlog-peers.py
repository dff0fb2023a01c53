#!/usr/bin/env python3
"""Compares counts, sums and ranks of a slow query log with those of pt-query-digest or pgBadger, and with a count of lines.

usage: slowlog-peers.py [--advisor PATH] [--prefix LOG_LINE_PREFIX] LOG

LOG is a plain slow log of MySQL or MariaDB, or a PostgreSQL log to stderr. What differs is listed statement by statement;
the count of lines (regular expressions of this script, none of the advisor's code) tells who is right.
Exit status 0 when the advisor agrees with that count, 1 when it does not, 2 for wrong usage.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict


def advisor_facts(advisor, log):
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([advisor, "facts", log, "--output", out.name], check=True, stdout=subprocess.DEVNULL)
        document = json.load(open(out.name))
    stack = [document]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if "statements" in node and "log" in node:
                return node
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    sys.exit("no facts of a slow query log in the output")


def key(fingerprint):
    """Fingerprints without what programs write differently: blanks, semicolons, signs, the ends of pages."""
    text = re.sub(r"\s+", "", fingerprint.lower()).rstrip(";")
    text = re.sub(r"\(\?\+?\)|\(\.\.\.\)", "(?)", text)
    text = text.replace("?+", "?").replace("limit?offset?", "limit?").replace("limit?,?", "limit?")
    return re.sub(r"\?\?\?|\?[-+*/]\?|([a-z_])[-+*/]\?|([a-z_])\?\?", lambda m: (m.group(1) or m.group(2) or "") + "?", text)


def lines_of_mysql(log):
    count, total = 0, 0
    for line in open(log, errors="replace"):
        match = re.match(r"# Query_time: ([0-9.]+)", line)
        if match:
            count += 1
            total += float(match.group(1))
    return count, total


def lines_of_postgres(log):
    """A duration with its statement; the same duration before a plan is not another execution."""
    count, total = 0, 0.0
    for line in open(log, errors="replace"):
        match = re.search(r"LOG:  duration: ([0-9.]+) ms  (?:statement|execute [^:]*):", line)
        if match:
            count += 1
            total += float(match.group(1)) / 1000
    return count, total


def pt_query_digest(log):
    run = subprocess.run(["pt-query-digest", "--output", "json", "--limit", "100%", log], capture_output=True, text=True)
    classes = json.loads(run.stdout)["classes"]
    return [(c["fingerprint"], c["query_count"], float(c["metrics"]["Query_time"]["sum"])) for c in classes]


def pgbadger(log, prefix):
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run(["pgbadger", "-q", "-f", "stderr", "-p", prefix, "-x", "json", "-o", out.name, log], check=True)
        document = json.load(open(out.name))
    rows = []
    for database in document["normalyzed_info"].values():
        rows += [(text, int(v["count"]), float(v["duration"]) / 1000) for text, v in database.items()]
    return rows


def summed(rows):
    sums = defaultdict(lambda: [0, 0.0, ""])
    for text, count, total in rows:
        entry = sums[key(text)]
        entry[0] += count
        entry[1] += total
        entry[2] = entry[2] or text
    return sums


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--advisor", default="./advisor")
    parser.add_argument("--prefix", default="%m [%p] %u@%d %a %h ")
    parser.add_argument("log")
    options = parser.parse_args()

    head = open(options.log, errors="replace").read(65536)
    mysql = "# Query_time: " in head
    facts = advisor_facts(options.advisor, options.log)
    ours = [(s["fingerprint"], s["count"], s["total"]) for s in facts["statements"]]
    name = "pt-query-digest" if mysql else "pgBadger"
    peer = pt_query_digest(options.log) if mysql else pgbadger(options.log, options.prefix)
    lines = lines_of_mysql(options.log) if mysql else lines_of_postgres(options.log)

    log = facts["log"]
    print(f"{'':18} {'executions':>12} {'seconds':>14} {'statements':>11}")
    print(f"{'lines of the log':18} {lines[0]:12} {lines[1]:14.6f}")
    print(f"{'advisor':18} {log['entries']:12} {log['statementTime']:14.6f} {log['distinct']:11}")
    print(f"{name:18} {sum(r[1] for r in peer):12} {sum(r[2] for r in peer):14.6f} {len(peer):11}")

    mine, theirs = summed(ours), summed(peer)
    print(f"\nStatements that differ (count or sum beyond 0.01 %), of {len(mine)} and {len(theirs)}:")
    for k in sorted(set(mine) | set(theirs), key=lambda k: -max(mine[k][1], theirs[k][1])):
        a, b = mine[k], theirs[k]
        if a[0] != b[0] or abs(a[1] - b[1]) > 1e-4 * max(a[1], b[1], 1e-3):
            print(f"  advisor {a[0]:7} {a[1]:12.6f} s   {name} {b[0]:7} {b[1]:12.6f} s   {(a[2] or b[2])[:70]}")
    shared = [k for k in mine if k in theirs]
    rank = lambda sums: sorted(shared, key=lambda k: -sums[k][1])
    moved = sum(x != y for x, y in zip(rank(mine)[:20], rank(theirs)[:20]))
    print(f"\nOf the first 20 ranks by time {moved} differ.")
    agrees = log["entries"] == lines[0] and abs(log["statementTime"] - lines[1]) < 1e-6 * max(1, lines[1])
    print("The advisor agrees with the lines of the log." if agrees else "THE ADVISOR DIFFERS FROM THE LINES OF THE LOG.")
    sys.exit(0 if agrees else 1)


if __name__ == "__main__":
    main()
