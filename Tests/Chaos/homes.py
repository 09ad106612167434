"""Where a round's rows go: a database of the harness's cluster, or the cluster that audit keeps itself."""

import contextlib
import pathlib
import subprocess

from cluster import Cluster, kill_server
from database import Database


class SharedHome:
    """A database of its own on the harness's cluster."""

    def __init__(self, cluster: Cluster, name: str):
        self._cluster = cluster
        self._name = name
        cluster.database("postgres").run(f"CREATE DATABASE {name}")

    @contextlib.contextmanager
    def open(self):
        """The database, for SQL."""
        yield self._cluster.database(self._name)

    def strike(self, seconds: float) -> bool:
        """Kills the server with all its processes, and starts it again so many seconds later."""
        return self._cluster.strike(seconds) > 0

    def remove(self):
        self._cluster.database("postgres").run(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")


class EmbeddedHome:
    """`--database embedded`: audit starts and stops the server, also one that a killed program left."""

    def __init__(self, binaries: str, audit: str, directory: pathlib.Path, environment: dict):
        self._binaries = binaries
        self._audit = audit
        self._directory = directory
        self._environment = environment
        # Made before the faults: consumers wait for it otherwise, and nothing strikes them.
        with self.open():
            pass

    def _command(self, what: str) -> str:
        done = subprocess.run(
            [self._audit, "database", what], cwd=self._directory, env=self._environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"audit database {what}: exit code {done.returncode}: {done.stderr}")
        return done.stdout

    @contextlib.contextmanager
    def open(self):
        """The database, for SQL; its server runs meanwhile."""
        address = self._command("start").splitlines()[-1]
        try:
            yield Database(self._binaries, address)
        finally:
            self._command("stop")

    def strike(self, seconds: float) -> bool:
        """Kills the server with all its processes, where it runs; the next program starts it."""
        return kill_server(self._directory / ".audit/postgres/data") > 0

    def remove(self):
        if (self._directory / ".audit/postgres").exists():
            self._command("stop")
