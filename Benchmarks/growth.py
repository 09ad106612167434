"""Measures check and load on more and more messages, and what the proof of a run costs in a large table.

    growth.py AUDIT [--most 10000000] [--results FILE]

The time of a message is that of the run without its start, which is the time of a run on 100 messages. Small sizes run
more often; medians count.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import sys
import tempfile

import measuring
import results
from measuring import Usage

SCHEMA = measuring.ROOT / "schemas/user_logins.yaml"
SMALL = 100
LATER = 100_000


def rounds(size):
    """How often a size runs: a run of milliseconds says little about a message."""
    return 30 if size <= 10_000 else 9 if size <= 100_000 else 3 if size <= 1_000_000 else 1


def inputs(directory, most):
    """Files of 100, 10,000, … messages. The largest repeats what is generated: ids come from the place in the file."""
    block = min(most, 1_000_000)
    whole = measuring.messages(directory, block)
    found = {}
    size = SMALL
    while size <= most:
        path = directory / f"{size}.ndjson"
        with path.open("wb") as output:
            for _ in range(max(1, size // block)):
                with whole.open("rb") as source:
                    if size >= block:
                        shutil.copyfileobj(source, output, 1 << 20)
                    else:
                        output.writelines(line for line, _ in zip(source, range(size)))
        found[size] = path
        size *= 100 if size == SMALL else 10
    return found


def check(options, cluster, path):
    return cluster.measure([options.audit, "check", "--quiet", "--schema", SCHEMA, path], accepted=(0, 1))


def load(options, cluster, path):
    cluster.empty()
    command = [options.audit, "load", "--quiet", "--database", "embedded", "--schema", SCHEMA, path]
    return cluster.measure(command, accepted=(0, 1))


def series(work, options, cluster, files):
    """The usage by size; the sizes take turns, and the last run is that of the largest."""
    runs = {size: [] for size in files}
    for number in reversed(range(max(map(rounds, files)))):
        for size, path in files.items():
            if number < rounds(size):
                runs[size].append(work(options, cluster, path))
    for size, found in runs.items():
        print(f"{work.__name__} {size:>12,} {Usage.median(found).wall:8.2f} s", file=sys.stderr, flush=True)
    return {size: Usage.median(found) for size, found in runs.items()}


def bare(cluster, sizes):
    """Bare COPY BINARY of the finished rows of the largest sizes, which the largest load has left."""
    cluster.sql("CREATE TABLE model (LIKE user_logins INCLUDING ALL)")
    for size in sizes:
        few = f"(SELECT * FROM user_logins LIMIT {size * 95 // 100})"
        cluster.sql(f"\\copy {few} TO rows-{size}.bin (FORMAT binary)")
    found = {}
    for size in sizes:
        cluster.empty()
        cluster.sql("CREATE TABLE user_logins (LIKE model INCLUDING ALL)")
        copy = f"\\copy user_logins FROM rows-{size}.bin (FORMAT binary)"
        found[size] = cluster.measure(["psql", "-X", "-q", cluster.connection, "-c", copy])
        print(f"bare {size:>12,} {found[size].wall:8.2f} s", file=sys.stderr, flush=True)
        (cluster.directory / f"rows-{size}.bin").unlink()
    return found


def rows(name, found):
    """Times of a message in microseconds, and how far from the series' middle they are."""
    start = found.get(SMALL, Usage(0, 0, 0))
    times = {size: (usage.wall - start.wall) / size * 1e6 for size, usage in found.items() if size > SMALL}
    work = {
        size: (usage.cpu + usage.server - start.cpu - start.server) / size * 1e6
        for size, usage in found.items() if size > SMALL}
    middle, work_middle = statistics.median(times.values()), statistics.median(work.values())
    for size, time in times.items():
        yield [
            f"{name} {size:,}", f"{found[size].wall:.2f} s", f"{time:.2f} µs", f"{time / middle - 1:+.0%}",
            f"{work[size]:.2f} µs", f"{work[size] / work_middle - 1:+.0%}", f"{found[size].memory:.0f} MB"]


# MARK: The proof


def later_load(options, cluster, path, source):
    """A night's load on top of what is there; its run id, and its usage."""
    command = [
        options.audit, "load", "--quiet", "--database", "embedded", "--schema", SCHEMA, "--source-id", source, path]
    usage = cluster.measure(command, accepted=(0, 1))
    return cluster.sql("SELECT run_id FROM audit.run ORDER BY started_at DESC LIMIT 1"), usage


def counting(cluster, run):
    """The seconds that the proof's count takes, by the server's own clock."""
    plan = f"EXPLAIN (ANALYZE, TIMING OFF) SELECT count(*) FROM user_logins WHERE run_id = '{run}'"
    times = []
    for _ in range(3):
        last = cluster.sql(plan).splitlines()[-1]
        times.append(float(last.split()[2]) / 1_000)
    return statistics.median(times)


def proof(options, cluster, files):
    """The count of one run's rows in the table that the largest load left, without and with a BRIN index."""
    path = files[max(size for size in files if size <= LATER)]
    before = cluster.sql("SELECT count(*) FROM user_logins")
    cluster.sql("VACUUM ANALYZE user_logins")
    found = []
    run, usage = later_load(options, cluster, path, "without")
    found.append(["no index", f"{counting(cluster, run):.4f} s", f"{usage.wall:.2f} s", "—"])
    indexes = {
        "BRIN on run_id": "CREATE INDEX proof ON user_logins USING brin (run_id) WITH (autosummarize = on)",
        "B-tree on run_id": "CREATE INDEX proof ON user_logins (run_id)",
    }
    for name, statement in indexes.items():
        cluster.sql("DROP INDEX IF EXISTS proof", statement, "ANALYZE user_logins")
        run, usage = later_load(options, cluster, path, name)
        size = cluster.sql("SELECT pg_size_pretty(pg_relation_size('proof'))")
        found.append([name, f"{counting(cluster, run):.4f} s", f"{usage.wall:.2f} s", size])
    head = ["index", "count of the run", f"load of {int(path.stem):,} more", "index size"]
    title = f"The proof's `count(*) … WHERE run_id` in a table of {int(before):,} rows:"
    return f"{title}\n\n{measuring.table(head, found)}"


def main():
    parser = argparse.ArgumentParser(prog="scripts/benchmark growth")
    parser.add_argument("audit", type=os.path.abspath)
    parser.add_argument("--most", type=int, default=10_000_000)
    parser.add_argument("--results")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(temporary)
        files = inputs(directory, options.most)
        cluster = measuring.Cluster(options.audit, directory)
        try:
            lines = list(rows("check", series(check, options, cluster, files)))
            lines += rows("load", series(load, options, cluster, files))
            cost = proof(options, cluster, files)
            lines += rows("bare COPY", bare(cluster, sorted(files)[-2:]))
            version = cluster.version()
        finally:
            cluster.stop()
    head = ["messages", "wall", "time a message", "from the middle (goal ±15 %)",
            "processor time a message, server's included", "from the middle", "peak memory"]
    text = ("5 % of the messages are broken; the start of the program is taken off. Bare COPY BINARY of the same rows "
            "shows what the growth of table, index and write-ahead log costs PostgreSQL itself.\n\n")
    text += measuring.table(head, lines) + "\n" + cost
    print(text)
    if options.results:
        results.replace(options.results, "growth", text, f"{measuring.audit_version(options.audit)}, {version}")


if __name__ == "__main__":
    main()
