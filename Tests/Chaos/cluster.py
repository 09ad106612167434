"""A private PostgreSQL with durable settings, which can be killed and started again."""

import glob
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import threading
import time

from database import Database
from processes import free_port, guarded, is_alive, kill_tree, send_signal

SETTINGS = {
    "listen_addresses": "127.0.0.1", "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on",
    "max_connections": "60", "shared_buffers": "32MB", "max_wal_size": "128MB", "timezone": "UTC",
}


def find_binaries() -> str:
    """The directory of the newest server binaries."""
    places = glob.glob("/usr/lib/postgresql/*/bin") + glob.glob("/opt/homebrew/opt/postgresql@*/bin")
    places += glob.glob("/usr/local/opt/postgresql@*/bin")
    named = shutil.which("initdb")
    places = [place for place in places if os.access(f"{place}/initdb", os.X_OK)]
    places.sort(key=lambda place: [int(number) for number in re.findall(r"\d+", place)])
    if not places and not named:
        raise SystemExit("error: there are no PostgreSQL server binaries. scripts/chaos installs them.")
    return places[-1] if places else os.path.dirname(named)


class Cluster:
    """One server for all rounds of a harness; each round has a database of its own."""

    def __init__(self, directory: pathlib.Path):
        self.directory = directory
        self.binaries = find_binaries()
        self.port = free_port()
        self._lock = threading.Lock()
        self._guard = None
        # PostgreSQL does not run as root.
        self._identity = {}
        directory.mkdir(mode=0o755)
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            self._identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [user.pw_gid]}
            os.chown(directory, user.pw_uid, user.pw_gid)
        self._initialise()

    @property
    def data(self) -> pathlib.Path:
        return self.directory / "data"

    def _initialise(self):
        command = [f"{self.binaries}/initdb", "-D", str(self.data), "-U", "chaos", "-A", "trust", "-E", "UTF8",
                   "--locale=C", "--data-checksums"]
        subprocess.run(command, check=True, cwd=self.directory, stdout=subprocess.DEVNULL, **self._identity)

    def start(self):
        """Starts the server and waits until it takes connections."""
        with self._lock:
            end = time.monotonic() + 60
            while not self._try_to_start():
                # After a SIGKILL the last process may hold the shared memory for a moment.
                if time.monotonic() > end:
                    raise RuntimeError(f"PostgreSQL does not start: {self._log_end()}")
                time.sleep(0.1)

    def _try_to_start(self) -> bool:
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = [f"{self.binaries}/postgres", "-D", str(self.data), "-p", str(self.port), "-k", str(self.directory),
                   *settings]
        with open(self.directory / "log", "ab") as log:
            self._guard = guarded(command, cwd=self.directory, stdout=log, stderr=log, **self._identity)
        for _ in range(600):
            if self._answers():
                return True
            if self.postmaster() is None and not self._is_starting():
                break
            time.sleep(0.05)
        self._dismiss_guard()
        return False

    def _is_starting(self) -> bool:
        time.sleep(0.3)
        return self.postmaster() is not None

    def _answers(self) -> bool:
        probe = subprocess.run(
            [f"{self.binaries}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)], check=False)
        return probe.returncode == 0

    def _log_end(self) -> str:
        return (self.directory / "log").read_text(errors="replace")[-600:]

    def postmaster(self) -> int | None:
        """The id of the server's first process, where it is alive."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (OSError, ValueError):
            return None
        return pid if is_alive(pid) else None

    def kill(self) -> int:
        """Kills the postmaster and every backend; returns the number of processes."""
        with self._lock:
            pid = self.postmaster()
            killed = kill_tree(pid) if pid else 0
            self._dismiss_guard()
            return killed

    def stop(self):
        """Ends the server."""
        with self._lock:
            pid = self.postmaster()
            if pid:
                send_signal(pid, signal.SIGINT)
            self._dismiss_guard()

    def _dismiss_guard(self):
        if self._guard:
            self._guard.stdin.close()
            self._guard.wait(timeout=60)
            self._guard = None

    def uri(self, database: str, port: int | None = None) -> str:
        return f"postgresql://chaos@127.0.0.1:{port or self.port}/{database}"

    def database(self, name: str) -> Database:
        return Database(self.binaries, self.uri(name))
