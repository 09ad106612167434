#!/usr/bin/env python3
"""Breaks what audit depends on while it loads, and proves afterwards that nothing was lost and nothing doubled.

Each round takes everything from its seed: the messages, the consumers, which fault comes when. Exit code 1 where a
round found a violation; its directory is kept then, and the command that runs it again is printed.
"""

import argparse
import os
import pathlib
import shutil
import signal
import sys
import tempfile

from catalog import FAULTS
from chaos_round import Round
from cluster import Cluster
from plan import make_plan
from self_test import self_test
from sqs_server import SQSServer


def arguments():
    parser = argparse.ArgumentParser(
        prog="scripts/chaos", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="faults:\n" + "".join(f"  {name:<24}{text}\n" for name, text in FAULTS.items()))
    parser.add_argument("--audit", metavar="PATH", default=os.environ.get("AUDIT_BINARY"), help="the built program")
    parser.add_argument("--rounds", type=int, default=10, metavar="N", help="how many rounds (default: 10)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="of the first round; the next has S + 1")
    parser.add_argument("--seeds", metavar="S,S,…", help="these seeds instead")
    parser.add_argument("--only", choices=list(FAULTS), metavar="FAULT", help="no other fault")
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


def run_rounds(harness: Harness, options) -> int:
    """Runs the rounds and returns how many failed."""
    seeds = [int(seed) for seed in options.seeds.split(",")] if options.seeds else \
        range(options.seed, options.seed + options.rounds)
    passed = failed = 0
    for seed in seeds:
        outcome = harness.perform(make_plan(seed, options.only))
        print(outcome.line(), flush=True)
        if not outcome.violations:
            passed += 1
            continue
        failed += 1
        for violation in outcome.violations:
            print(f"    {violation}")
        only = f" --only {options.only}" if options.only else ""
        print(f"    kept: {harness.directory}/round-{seed}")
        print(f"    again: scripts/chaos --rounds 1 --seed {seed}{only}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return failed


def main() -> int:
    options = arguments()
    # SIGTERM ends the servers too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    harness = Harness(options.audit)
    try:
        failed = self_test(harness) if options.self_test else run_rounds(harness, options)
    finally:
        harness.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
