#!/usr/bin/env python3
"""Breaks what audit depends on while it loads, and proves afterwards that nothing was lost and nothing doubled.

Each round takes everything from its seed: the messages, the consumers, which fault comes when. Exit code 1 where a
round found a violation; its directory is kept then, and the command that runs it again is printed.
"""

import argparse
import os
import pathlib
import queue
import shutil
import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed

from catalog import FAULTS
from chaos_round import Round
from cluster import Cluster
from plan import SHORT, make_plan
from self_test import self_test
from sqs_server import SQSServer


def arguments():
    parser = argparse.ArgumentParser(
        prog="scripts/chaos", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="faults:\n" + "".join(f"  {name:<24}{text}\n" for name, text in FAULTS.items()))
    parser.add_argument("--audit", metavar="PATH", default=os.environ.get("AUDIT_BINARY"), help="the built program")
    parser.add_argument("--rounds", type=int, default=10, metavar="N", help="how many rounds (default: 10)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="of the first round; the next has S + 1")
    parser.add_argument("--short", action="store_true", help="eight chosen rounds, which hold every fault")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="rounds at a time, each on servers of its own")
    parser.add_argument("--only", choices=list(FAULTS), metavar="FAULT", help="no other fault")
    parser.add_argument("--services", action="store_true", help="the consumers of every round are services")
    parser.add_argument("--self-test", action="store_true", help="see that the harness finds planted violations")
    options = parser.parse_args()
    if not options.audit or not os.access(options.audit, os.X_OK):
        parser.error("--audit or AUDIT_BINARY must name the built program")
    options.audit = os.path.abspath(options.audit)
    return options


class Harness:
    """The servers that all rounds share; they end with the harness."""

    def __init__(self, audit: str):
        self.audit = audit
        # Short: PostgreSQL's socket lies in it, and a socket's path may have 100 characters.
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="audit-chaos-", dir="/tmp"))
        self.directory.chmod(0o755)
        self.cluster = Cluster(self.directory / "postgres")
        self.cluster.start()
        self._servers = {}

    def server(self, kind: str) -> SQSServer:
        if kind not in self._servers:
            self._servers[kind] = SQSServer(kind)
        return self._servers[kind]

    def perform(self, plan):
        directory = self.directory / f"round-{plan.seed}"
        return Round(plan, self.audit, directory, self.cluster, self.server(plan.server)).perform()

    def close(self):
        """Ends the servers; what rounds with a violation left stays."""
        self.cluster.stop()
        for server in self._servers.values():
            server.stop()
        shutil.rmtree(self.directory / "postgres", ignore_errors=True)
        if not any(self.directory.iterdir()):
            self.directory.rmdir()


def run_rounds(harnesses: list[Harness], options) -> int:
    """Runs the rounds and returns how many failed."""
    seeds = SHORT if options.short else range(options.seed, options.seed + options.rounds)
    free = queue.SimpleQueue()
    for harness in harnesses:
        free.put(harness)

    def perform(seed: int):
        harness = free.get()
        try:
            return harness, harness.perform(make_plan(seed, options.only, options.services))
        finally:
            free.put(harness)

    failed = 0
    with ThreadPoolExecutor(len(harnesses)) as pool:
        try:
            for future in as_completed([pool.submit(perform, seed) for seed in seeds]):
                harness, outcome = future.result()
                failed += bool(outcome.violations)
                tell(outcome, harness, options)
        finally:
            pool.shutdown(cancel_futures=True)
    print(f"{len(seeds) - failed} passed, {failed} failed")
    return failed


def tell(outcome, harness: Harness, options):
    """Prints the round's line, and what to do where it was violated."""
    print(outcome.line(), flush=True)
    if not outcome.violations:
        return
    for violation in outcome.violations:
        print(f"    {violation}")
    print(f"    kept: {harness.directory}/round-{outcome.plan.seed}")
    again = f"scripts/chaos --rounds 1 --seed {outcome.plan.seed}"
    again += (f" --only {options.only}" if options.only else "") + (" --services" if options.services else "")
    print(f"    again: {again}", flush=True)


def main() -> int:
    options = arguments()
    # SIGTERM ends the servers too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    # What a thread waits for, such as a file that is there for a moment, must not be over when its turn comes.
    sys.setswitchinterval(0.001)
    harnesses = []
    try:
        for _ in range(1 if options.self_test else options.jobs):
            harnesses.append(Harness(options.audit))
        failed = self_test(harnesses[0]) if options.self_test else run_rounds(harnesses, options)
    finally:
        for harness in harnesses:
            harness.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
