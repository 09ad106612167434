"""Measures a load beside bare COPY and the usual ways in Python, and writes the table of Benchmarks/RESULTS.md.

    load.py AUDIT [--messages 1000000] [--rounds 3] [--slow-messages 100000] [--results FILE]

One PostgreSQL cluster; each contender gets a fresh table with the same index and a checkpoint before it; rounds in
turn; medians. The two pandas ways get fewer messages, because rates are compared and they would take minutes.
"""

import argparse
import dataclasses
import importlib.metadata
import json
import os
import pathlib
import shutil
import sys
import tempfile

import measuring
import results
from measuring import Usage

PEERS = measuring.HERE / "load_peers.py"
PACKAGES = ["pandas", "SQLAlchemy", "psycopg", "jsonschema-rs", "orjson"]


@dataclasses.dataclass
class Contender:
    """One way to load, its rounds, and the goal for audit's rate beside it."""

    title: str
    command: list
    messages: int
    goal: str = ""
    runs: list = dataclasses.field(default_factory=list)

    @property
    def usage(self):
        return Usage.median(self.runs)

    @property
    def rate(self):
        return self.messages / self.usage.wall


def contenders(options, cluster, everything, some):
    """The ways by name; audit's own first."""
    schema = measuring.ROOT / "schemas/user_logins.yaml"
    load = [options.audit, "load", "--quiet", "--database", "embedded", "--schema", schema, everything]

    def peer(way, path):
        return [sys.executable, PEERS, way, path, cluster.connection]

    copy = ["psql", "-X", "-q", cluster.connection, "-c", "\\copy user_logins FROM rows.bin (FORMAT binary)"]
    few = min(options.messages, options.slow_messages)
    return {
        "audit": Contender("**audit load**", load, options.messages),
        "bare": Contender("bare COPY BINARY of the finished rows", copy, options.messages, "at least 0.8"),
        "pandas": Contender("json, hashlib, pandas to_sql", peer("pandas", some), few, "20"),
        "pandas-multi": Contender(
            "the same, method='multi', chunksize=1000", peer("pandas-multi", some), few, "20"),
        "copy-text": Contender(
            "orjson, jsonschema-rs, hashlib, psycopg COPY", peer("copy-text", everything), options.messages, "3"),
        "copy-binary": Contender(
            "the same, COPY BINARY by write_row", peer("copy-binary", everything), options.messages, "3"),
    }


def prepare(cluster, name):
    """Fresh tables: audit makes its own, the others get the same."""
    cluster.empty()
    if name != "audit":
        cluster.sql("CREATE TABLE user_logins (LIKE model INCLUDING ALL)", "TRUNCATE quarantine", "CHECKPOINT")


def measure(options, ways, cluster):
    """All rounds. Audit's first load, which is not counted, leaves the table's model and its finished rows."""
    cluster.measure(ways["audit"].command, accepted=(0, 1))
    cluster.sql(
        "CREATE TABLE model (LIKE user_logins INCLUDING ALL)", "CREATE TABLE quarantine (message_id uuid, errors jsonb)",
        "\\copy user_logins TO rows.bin (FORMAT binary)")
    for number in range(options.rounds):
        for name, way in ways.items():
            prepare(cluster, name)
            way.runs.append(cluster.measure(way.command, accepted=(0, 1) if name == "audit" else (0,)))
            print(f"round {number + 1}  {way.title:<50} {way.runs[-1].wall:8.2f} s", file=sys.stderr, flush=True)
            check_rows(cluster, way)


def check_rows(cluster, way):
    """A way that loads nothing would win: at least 94 of 100 messages must be there."""
    rows = int(cluster.sql("SELECT count(*) FROM user_logins"))
    if not 0.94 * way.messages <= rows <= way.messages:
        measuring.fail(f"{way.title}: {rows} rows of {way.messages} messages")


def checks(options, everything):
    """Check alone, which needs no database: by one worker, by one on one processor, and by two."""
    schema = measuring.ROOT / "schemas/user_logins.yaml"
    check = [options.audit, "check", "--quiet", "--schema", schema, everything, "--workers"]
    ways = [
        Contender("audit check, 1 worker on one processor", measuring.pinned(0, [*check, 1]), options.messages),
        Contender("audit check, 1 worker", [*check, 1], options.messages),
        Contender("audit check, 2 workers", [*check, 2], options.messages),
    ]
    with tempfile.TemporaryDirectory() as directory:
        for _ in range(2 * options.rounds + 1):
            for way in ways:
                way.runs.append(measuring.run(way.command, (0, 1), cwd=directory))
    return ways


def stages(cluster, way):
    """The seconds of each stage, from one more load; stages overlap, and several threads share one."""
    cluster.empty()
    cluster.measure([*way.command, "--profile"], accepted=(0, 1))
    report = json.loads((cluster.directory / "reports/user_logins/latest/audit.json").read_text())
    rows = [
        [stage["name"], f"{stage['seconds']:.3f} s",
         f"{stage['seconds'] / stage['rows'] * 1e6:.2f} µs" if stage["rows"] else "—"]
        for stage in report["timing"]["stages"]]
    return "Stages, by `--profile`, in a run of its own; they overlap:\n\n" + measuring.table(
        ["stage", "seconds of all threads", "a row"], rows)


def row(way, own):
    usage = way.usage
    per = 1e6 / way.messages
    ratio = f"{own.rate / way.rate:.2f}" if own and way is not own else "—"
    return [
        way.title, f"{way.messages:,}", f"{usage.wall:.2f} s", f"{way.rate:,.0f}", f"{usage.cpu * per:.2f} s",
        f"{usage.server * per:.2f} s" if own else "—", f"{usage.memory:.0f} MB", ratio, way.goal or "—"]


def main():
    parser = argparse.ArgumentParser(prog="scripts/benchmark load")
    parser.add_argument("audit", type=os.path.abspath)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--slow-messages", type=int, default=100_000, help="for the pandas ways")
    parser.add_argument("--results")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(temporary)
        everything = measuring.messages(directory, options.messages)
        some = measuring.messages(directory, min(options.messages, options.slow_messages), "some.ndjson")
        shutil.copy(measuring.ROOT / "schemas/user_logins.yaml", directory / "contract.yaml")
        cluster = measuring.Cluster(options.audit, directory)
        try:
            ways = contenders(options, cluster, everything, some)
            measure(options, ways, cluster)
            profile = stages(cluster, ways["audit"])
            version = cluster.version()
        finally:
            cluster.stop()
        own = ways["audit"]
        rows = [row(way, own) for way in ways.values()]
        alone, *_, both = checked = checks(options, everything)
        rows += [row(way, None) for way in checked]
    head = ["way", "messages", "wall", "messages/s", "program, processor s a million", "server, processor s a million",
            "peak memory of the program", "audit's rate to it", "goal"]
    text = (f"{options.rounds} rounds in turn, medians; 5 % of the messages are broken; one cluster, a fresh table with "
            "the same index and a checkpoint before each.\n\n" + measuring.table(head, rows)
            + f"\nTwo workers check {both.rate / alone.rate:.2f} times as fast as one on one processor (goal 1.8).\n\n"
            + profile)
    print(text)
    if options.results:
        versions = [measuring.audit_version(options.audit), version, f"Python {sys.version.split()[0]}"]
        versions += [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
        results.replace(options.results, "load", text, ", ".join(versions))


if __name__ == "__main__":
    main()
