"""Runs programs and says what they used: wall time, processor seconds, peak memory, and the database server's part."""

import dataclasses
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
TICKS = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass
class Usage:
    """What one run, or the middle of several, took. Seconds and megabytes; `server` is the database's processor time."""

    wall: float
    cpu: float
    memory: float
    server: float = 0.0

    @staticmethod
    def median(runs):
        def middle(name):
            return statistics.median(getattr(run, name) for run in runs)

        # The server's time is counted in hundredths of a second: the mean of many runs is finer than that.
        server = statistics.fmean(run.server for run in runs)
        return Usage(middle("wall"), middle("cpu"), middle("memory"), server)


def fail(message):
    sys.exit(f"error: {message}")


class Running:
    """A program that has been started; its output goes to a file, so that it never waits for a reader."""

    def __init__(self, command, cwd=None, env=None):
        self.command = [str(part) for part in command]
        self.output = tempfile.TemporaryFile()
        self.start = time.monotonic()
        self.process = subprocess.Popen(
            self.command, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, stdout=self.output,
            stderr=subprocess.STDOUT)

    def wait(self, accepted=(0,)):
        """Waits for the end and says what the program and those that it waited for used."""
        _, status, used = os.wait4(self.process.pid, 0)
        wall = time.monotonic() - self.start
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.output.seek(0)
        self.text = self.output.read().decode(errors="replace")
        self.output.close()
        if self.process.returncode not in accepted:
            fail(f"{' '.join(self.command)[:200]}: exit code {self.process.returncode}\n{self.text[-2000:]}")
        scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def run(command, accepted=(0,), cwd=None, env=None):
    return Running(command, cwd, env).wait(accepted)


def processors():
    """The processors that programs can be kept on; 1 where that cannot be done."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def pinned(processor, command):
    """The command on one processor; as it is where there is no other."""
    if processors() == 1:
        return list(command)
    return ["taskset", "-c", str(sorted(os.sched_getaffinity(0))[processor]), *command]


class Cluster:
    """A private PostgreSQL cluster in a directory, as `audit database start` makes it; autovacuum is off, because it
    would now and then fall into a measurement."""

    def __init__(self, audit, directory):
        self.audit, self.directory = audit, pathlib.Path(directory)
        subprocess.run([audit, "keys", "create"], cwd=directory, check=True, capture_output=True)
        started = subprocess.run([audit, "database", "start"], cwd=directory, check=True, capture_output=True, text=True)
        self.connection = started.stdout.splitlines()[-1]
        self.sql("ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()")
        subprocess.run([audit, "database", "migrate"], cwd=directory, check=True, capture_output=True)
        data = pathlib.Path(self.sql("SHOW data_directory"))
        self.postmaster = int((data / "postmaster.pid").read_text().split("\n", 1)[0])

    def stop(self):
        """Stops it and removes its data, which lies elsewhere where the server's user cannot enter the directory."""
        subprocess.run([self.audit, "database", "stop"], cwd=self.directory, capture_output=True)
        shutil.rmtree((self.directory / ".audit/postgres").resolve(), ignore_errors=True)

    def sql(self, *statements):
        """Runs statements, a transaction each; returns what they print."""
        command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", self.connection]
        for statement in statements:
            command += ["-c", statement]
        done = subprocess.run(command, cwd=self.directory, capture_output=True, text=True)
        if done.returncode != 0:
            fail(done.stderr)
        return done.stdout.strip()

    def version(self):
        return "PostgreSQL " + re.match(r"[0-9.]+", self.sql("SHOW server_version")).group(0)

    def empty(self):
        """No rows, no entries, no runs, no table of the contract; what is dirty is written."""
        self.sql("DROP TABLE IF EXISTS user_logins", "TRUNCATE audit.run, audit.quarantine, audit.ledger", "CHECKPOINT")

    def pin(self, processor):
        """Keeps the server on one processor, and so what it starts from now on."""
        if processors() > 1:
            os.sched_setaffinity(self.postmaster, {sorted(os.sched_getaffinity(0))[processor]})

    def cpu(self):
        """The processor seconds of all server processes so far, those that have ended included."""
        if not pathlib.Path("/proc").is_dir():
            return 0.0
        total = 0
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if entry.name == str(self.postmaster):
                total += sum(int(field) for field in fields[11:15])
            elif int(fields[1]) == self.postmaster:
                total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def measure(self, command, accepted=(0,)):
        """One program that uses the database, and the server's part of the work."""
        before = self.cpu()
        usage = run(command, accepted, cwd=self.directory)
        usage.server = self.cpu() - before
        return usage


def messages(directory, count, name="messages.ndjson"):
    """A file of generated messages, 5 % of them broken."""
    path = pathlib.Path(directory) / name
    run([sys.executable, ROOT / "scripts/generate-messages", count, "--broken", "5%", "--seed", "7", "--output", path])
    return path


def audit_version(audit):
    return subprocess.run([audit, "--version"], capture_output=True, text=True).stdout.strip()


def table(head, rows):
    """A table in Markdown: the first column to the left, the others to the right."""
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
