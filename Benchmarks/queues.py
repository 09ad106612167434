"""Measures `audit load` from SQS, and writes the tables of Benchmarks/RESULTS.md.

    queues.py AUDIT STUB [--messages 15000] [--stub-messages 100000] [--results FILE]

Against ministack, whose own limit a loop that only receives and deletes shows; and against a stub that answers from
memory, at once or after the time that AWS needs. The server has one processor, audit the other. PostgreSQL shares that
of the stub, because the ceiling in question there is audit's, and that of audit beside ministack, whose own is asked for.
"""

import argparse
import importlib.metadata
import os
import statistics
import tempfile

import measuring
import results
import sqs

SCHEMA = measuring.ROOT / "schemas/user_logins.yaml"


def load(options, cluster, source, messages, receivers):
    """One load of so many messages by audit on one processor."""
    cluster.empty()
    command = [
        options.audit, "load", "--quiet", "--database", cluster.connection, "--schema", SCHEMA, "--source", source,
        "--max-messages", messages, "--receivers", receivers]
    running = measuring.Running(measuring.pinned(0, command), cwd=cluster.directory, env=sqs.ENVIRONMENT)
    usage = running.wait(accepted=(0, 1))
    if f"{messages:,} read: " not in running.text or "INCOMPLETE" in running.text:
        measuring.fail(f"audit load from the queue: {running.text}")
    return usage


# MARK: ministack


FEW = 10


def ministack(options, cluster, bodies):
    """The loop's rate, and audit's with more receivers, in turn; medians, without a run's beginning and end."""
    server = sqs.Ministack()
    loops, loads = {2: [], 4: [], 8: []}, {4: [], 8: []}
    try:
        server.fill("few", bodies, FEW)
        start = load(options, cluster, server.location("few"), FEW, 4).wall
        for number in range(options.rounds):
            for threads, rates in loops.items():
                queue = f"loop-{threads}-{number}"
                server.fill(queue, bodies, options.messages)
                rates.append(options.messages / sqs.drain(server.port, server.url(queue), options.messages, threads))
            for receivers, found in loads.items():
                queue = f"audit-{receivers}-{number}"
                server.fill(queue, bodies, options.messages)
                usage = load(options, cluster, server.location(queue), options.messages, receivers)
                if server.left(queue) != 0:
                    measuring.fail(f"{server.left(queue)} messages are left in the queue")
                found.append(((options.messages - FEW) / (usage.wall - start), usage.cpu / options.messages))
    finally:
        server.stop()
    best = max(statistics.median(rates) for rates in loops.values())
    rows = [[f"receive and delete, {threads} threads", f"{statistics.median(rates):,.0f}", "", ""]
            for threads, rates in loops.items()]
    for receivers, found in loads.items():
        rate, cpu = (statistics.median(values) for values in zip(*found))
        rows.append([f"**audit load**, {receivers} receivers", f"{rate:,.0f}", f"{rate / best:.2f}", f"{cpu * 1e6:.0f} µs"])
    return measuring.table(
        ["against ministack", "messages/s", "of the loop's best (goal 0.95)", "audit's processor time a message"], rows)


# MARK: The stub


def stub_row(options, cluster, bodies, messages, receivers, latency):
    server = sqs.Stub(options.stub, bodies, messages, latency)
    try:
        usage = load(options, cluster, server.location(), messages, receivers)
        found = server.statistics()
    finally:
        server_cpu = server.stop()
    if found["deleted"] != messages:
        measuring.fail(f"the stub saw {found['deleted']} of {messages} messages deleted")
    return [
        f"{latency:g} ms", f"{receivers}", f"{messages / found['seconds']:,.0f}",
        f"{usage.cpu / messages * 1e6:.1f} µs", f"{messages / usage.cpu:,.0f}", f"{found['requests'] / messages:.3f}",
        f"{server_cpu / messages * 1e6:.1f} µs", f"{usage.memory:.0f} MB"]


def stub(options, cluster, bodies):
    rows = []
    for latency, receivers in ((0, 4), (0, 8), (15, 4), (15, 16), (15, 64)):
        # With latency the rate is known beforehand, about 10 messages for each receiver and exchange: 8 seconds.
        most = 8 * 10 * receivers * 1_000 / latency if latency else options.stub_messages
        messages = min(options.stub_messages, int(most) // 1_000 * 1_000)
        rows.append(stub_row(options, cluster, bodies, messages, receivers, latency))
    return measuring.table(
        ["the stub answers after", "receivers", "messages/s", "audit's processor time a message",
         "messages a processor second (goal 20,000)", "requests a message", "the stub's processor time a message",
         "peak memory"], rows)


def main():
    parser = argparse.ArgumentParser(prog="scripts/benchmark queue")
    parser.add_argument("audit", type=os.path.abspath)
    parser.add_argument("stub", type=os.path.abspath)
    parser.add_argument("--messages", type=int, default=12_000, help="for ministack")
    parser.add_argument("--rounds", type=int, default=3, help="with ministack")
    parser.add_argument("--stub-messages", type=int, default=100_000)
    parser.add_argument("--results")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        bodies = measuring.messages(temporary, max(options.messages, 10_000))
        cluster = measuring.Cluster(options.audit, temporary)
        try:
            cluster.pin(1)
            text = stub(options, cluster, bodies)
            cluster.pin(0)
            text += "\n" + ministack(options, cluster, bodies)
            version = cluster.version()
        finally:
            cluster.stop()
    text = ("audit has one processor, the SQS server the other; PostgreSQL is beside the stub, or beside audit where "
            "ministack serves. 5 % of the messages are broken. Beside ministack: medians in turn, and a run's beginning "
            f"and end, which a run of {FEW} messages shows, are taken off.\n\n") + text
    print(text)
    if options.results:
        versions = [measuring.audit_version(options.audit), version]
        versions.append(f"ministack {importlib.metadata.version('ministack')}")
        results.replace(options.results, "queue", text, ", ".join(versions))


if __name__ == "__main__":
    main()
