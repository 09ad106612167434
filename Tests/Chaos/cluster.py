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
from processes import free_port, guarded, kill_tree, mentioning, send_signal

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


def postmaster(data: pathlib.Path) -> int | None:
    """The id of a server's first process, where it is alive: the file may name one that has long been another."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n")[0])
    except (OSError, ValueError):
        return None
    return pid if any(int(line.split()[0]) == pid for line in mentioning(str(data))) else None


def kill_server(data: pathlib.Path) -> int:
    """Kills a server with all its processes; returns their number."""
    pid = postmaster(data)
    return kill_tree(pid) if pid else 0


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
            self._start()

    def _start(self):
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
        for number in range(600):
            if self._answers():
                return True
            if number > 20 and postmaster(self.data) is None:
                break
            time.sleep(0.05)
        self._dismiss_guard()
        return False

    def _answers(self) -> bool:
        probe = subprocess.run(
            [f"{self.binaries}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)], check=False)
        return probe.returncode == 0

    def _log_end(self) -> str:
        return (self.directory / "log").read_text(errors="replace")[-600:]

    def strike(self, seconds: float) -> int:
        """Kills the postmaster and every backend, and starts the server again so many seconds later.

        Returns the number of processes that were killed.
        """
        with self._lock:
            killed = kill_server(self.data)
            self._dismiss_guard()
            time.sleep(seconds)
            self._start()
            return killed

    def stop(self):
        """Ends the server."""
        with self._lock:
            pid = postmaster(self.data)
            if pid:
                send_signal(pid, signal.SIGINT)
            self._dismiss_guard()

    def _dismiss_guard(self):
        """Ends the shell behind the server, and the server where it is still there."""
        if self._guard is None:
            return
        self._guard.stdin.close()
        try:
            self._guard.wait(timeout=20)
        except subprocess.TimeoutExpired:
            kill_server(self.data)
            self._guard.kill()
            self._guard.wait()
        self._guard = None

    def uri(self, database: str, port: int | None = None) -> str:
        return f"postgresql://chaos@127.0.0.1:{port or self.port}/{database}"

    def database(self, name: str) -> Database:
        return Database(self.binaries, self.uri(name))
