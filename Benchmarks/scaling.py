"""Measures 1, 2 and 4 loads at once, and computes from that what many more would do.

    scaling.py AUDIT STUB [--messages 600000] [--queue-messages 60000] [--ministack-messages 8000] [--results FILE]

The processes, PostgreSQL and the queue's server share this machine's processors. All load into one table; the messages
of a queue are whoever's gets them.
"""

import argparse
import importlib.metadata
import os
import tempfile

import measuring
import model
import results
import sqs

SCHEMA = measuring.ROOT / "schemas/user_logins.yaml"
CONSUMERS = (1, 2, 4)


def together(options, cluster, arguments):
    """Loads at once, one for each list of arguments; returns the wall time and the processor seconds of all."""
    cluster.empty()
    # The first load of all makes the table: that is not what is measured.
    load = [options.audit, "load", "--quiet", "--database", cluster.connection, "--schema", SCHEMA]
    measuring.run([*load, "--allow-empty", "/dev/null"], accepted=(0, 1), cwd=cluster.directory)
    cluster.sql("TRUNCATE audit.run", "CHECKPOINT")
    before = cluster.cpu()
    started = [
        measuring.Running([*load, *more], cwd=cluster.directory, env=sqs.ENVIRONMENT) for more in arguments]
    used = [one.wait(accepted=(0, 1)) for one in started]
    prove(cluster, len(started))
    return max(one.wall for one in used), sum(one.cpu for one in used), cluster.cpu() - before


def prove(cluster, consumers):
    """Every run is proven, and its numbers are those of the tables."""
    found = cluster.sql("""
        SELECT count(*), bool_and((report -> 'reconciled')::boolean), sum(loaded), sum(quarantined),
               (SELECT count(*) FROM user_logins), (SELECT count(*) FROM audit.quarantine) FROM audit.run""").split("|")
    if found[0] != str(consumers) or found[1] != "t" or found[2:4] != found[4:6]:
        measuring.fail(f"{consumers} loads at once do not add up: {found}")


class Series:
    """The rows of one kind of load, each compared with one consumer alone."""

    def __init__(self, name, messages):
        self.name, self.messages, self.rows = name, messages, []
        self.first = None

    def add(self, consumers, wall, cpu, server):
        rate, cpu, server = self.messages / wall, cpu / self.messages, server / self.messages
        if self.first is None:
            self.first, self.first_cpu, self.first_server = rate, cpu, server
        self.rows.append([
            self.name, f"{consumers}", f"{rate:,.0f}", f"{rate / self.first:.2f}", f"{cpu * 1e6:.1f} µs",
            f"{server * 1e6:.1f} µs"])


def split(path, parts):
    """A file in so many parts of whole lines."""
    with path.open("rb") as file:
        lines = file.readlines()
    size = -(-len(lines) // parts)
    found = []
    for number in range(parts):
        part = path.with_name(f"part-{parts}-{number}.ndjson")
        part.write_bytes(b"".join(lines[number * size : (number + 1) * size]))
        found.append(part)
    return found


def from_files(options, cluster, path):
    series = Series("files", options.messages)
    for consumers in CONSUMERS:
        parts = split(path, consumers)
        series.add(consumers, *together(options, cluster, [[part] for part in parts]))
        for part in parts:
            part.unlink()
    return series


def from_stub(options, cluster, path, latency):
    series = Series(f"the stub, answers after {latency:g} ms", options.queue_messages)
    for consumers in CONSUMERS:
        server = sqs.Stub(options.stub, path, options.queue_messages, latency)
        more = ["--source", server.location(), "--receivers", "8", "--max-messages", options.queue_messages // consumers]
        try:
            series.add(consumers, *together(options, cluster, [more] * consumers))
            if server.statistics()["deleted"] != options.queue_messages:
                measuring.fail(f"the stub saw other deletions: {server.statistics()}")
        finally:
            server.stop()
    return series


def from_ministack(options, cluster, path):
    series = Series("ministack", options.ministack_messages)
    server = sqs.Ministack()
    try:
        for consumers in CONSUMERS:
            queue = f"shared-{consumers}"
            server.fill(queue, path, options.ministack_messages)
            share = options.ministack_messages // consumers
            more = ["--source", server.location(queue), "--max-messages", share]
            series.add(consumers, *together(options, cluster, [more] * consumers))
    finally:
        server.stop()
    return series


def main():
    parser = argparse.ArgumentParser(prog="scripts/benchmark scaling")
    parser.add_argument("audit", type=os.path.abspath)
    parser.add_argument("stub", type=os.path.abspath)
    parser.add_argument("--messages", type=int, default=600_000, help="from files; a multiple of 4")
    parser.add_argument("--queue-messages", type=int, default=60_000, help="from the stub; a multiple of 4")
    parser.add_argument("--ministack-messages", type=int, default=8_000, help="a multiple of 4, at most 10,000")
    parser.add_argument("--results")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = measuring.messages(temporary, options.messages)
        bodies = measuring.messages(temporary, 10_000, "bodies.ndjson")
        cluster = measuring.Cluster(options.audit, temporary)
        try:
            files = from_files(options, cluster, path)
            quick, slow = (from_stub(options, cluster, bodies, latency) for latency in (0, 15))
            whole = from_ministack(options, cluster, bodies)
            version = cluster.version()
        finally:
            cluster.stop()
    head = ["source", "consumers", "messages/s together", "to one", "consumers' processor time a message",
            "PostgreSQL's"]
    text = measuring.table(head, [row for series in (files, quick, slow, whole) for row in series.rows])
    demands = model.Demands(consumer=slow.first_cpu, server=slow.first_server)
    expected, _ = model.simulate(demands, model.Setup(1, receivers=8, latency=(0.015, 0.015)))
    forecast = model.report(demands)
    forecast += (f"\nThe simulation of one consumer with 8 receivers and answers after 15 ms gives {expected:,.0f} "
                 f"messages/s; measured were {slow.first:,.0f}.\n")
    print(f"{text}\n{forecast}")
    if options.results:
        versions = [measuring.audit_version(options.audit), version]
        versions.append(f"ministack {importlib.metadata.version('ministack')}")
        results.replace(options.results, "scaling", text, ", ".join(versions))
        results.replace(options.results, "model", forecast, "simulated by Benchmarks/model.py")


if __name__ == "__main__":
    main()
