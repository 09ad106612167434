"""SQL by psql."""

import csv
import io
import subprocess


class Database:
    """One database, by its connection string."""

    def __init__(self, binaries: str, address: str):
        self._binaries = binaries
        self._address = address

    def run(self, sql: str) -> str:
        """Runs statements and returns what psql prints."""
        command = [f"{self._binaries}/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", self._address,
                   "-c", sql]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"psql: {done.stderr.strip()}")
        return done.stdout

    def rows(self, query: str) -> list[dict]:
        """The rows of a query, each by its columns' names; NULL is an empty text."""
        return list(csv.DictReader(io.StringIO(self.run(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)"))))
