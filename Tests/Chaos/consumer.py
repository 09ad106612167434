"""Consumers: `audit load` in drain mode, started again and again as cron would, or as a service."""

import json
import os
import pathlib
import random
import resource
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field

from messages import LARGEST_BODY, ROOT
from processes import send_signal


@dataclass
class Run:
    """One process: how it was treated, and how it ended."""

    pid: int
    is_service: bool = False
    signals: list[int] = field(default_factory=list)
    code: int | None = None
    output: str = ""
    errors: str = ""
    is_stuck: bool = False

    @property
    def printed(self) -> list[dict]:
        """The JSON objects that the process printed, up to one that was cut off."""
        found, rest = [], self.output.lstrip()
        while rest:
            try:
                value, end = json.JSONDecoder().raw_decode(rest)
            except ValueError:
                break
            found.append(value)
            rest = rest[end:].lstrip()
        return found

    @property
    def reports(self) -> list[dict]:
        """The audits that the process printed: one at its end, or one for each window of a service."""
        return [value for value in self.printed if "run" in value]

    @property
    def summary(self) -> dict | None:
        """What a service says at its end; None where it did not come so far."""
        return next((value["follow"] for value in self.printed if "follow" in value), None)

    @property
    def was_killed(self) -> bool:
        return self.code is not None and self.code < 0 and -self.code in self.signals


@dataclass(frozen=True)
class Job:
    """What every consumer of a round is started with."""

    audit: str
    directory: pathlib.Path
    source: str
    database: str
    visibility: int
    batch_rows: int
    #: Seconds that a poll of a service takes at most: half of its grace.
    poll: int = 5
    #: Seconds of a service's windows; None: the consumer ends when the queue is empty.
    window: int | None = None

    @property
    def reports(self) -> pathlib.Path:
        return self.directory / "reports"

    @property
    def temporary(self) -> pathlib.Path:
        return self.directory / "tmp"

    def command(self) -> list[str]:
        return [
            self.audit, "load", "--schema", str(ROOT / "schemas" / "user_logins.yaml"), "--keyring",
            str(self.directory / "keyring.json"), "--reports", str(self.reports), "--database", self.database,
            "--source", self.source, *self._mode, "--visibility", f"{self.visibility}s", "--batch-rows",
            str(self.batch_rows), "--max-message-bytes", str(LARGEST_BODY), "--json",
        ]

    @property
    def _mode(self) -> list[str]:
        if self.window is None:
            return ["--idle", "2s"]
        return ["--follow", "--every", f"{self.window}s", "--grace", f"{2 * self.poll}s"]

    def environment(self, profile: str) -> dict[str, str]:
        """Nothing of the harness's own settings; the keys come from a profile, so that they can be replaced."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        return {**kept, "HOME": str(self.directory), "TMPDIR": str(self.temporary), "AWS_PROFILE": profile,
                "AWS_SHARED_CREDENTIALS_FILE": str(self.directory / "credentials"),
                "AWS_CONFIG_FILE": str(self.directory / "config")}

    def start(self, profile: str) -> subprocess.Popen:
        """Starts a consumer that takes its keys from a profile."""
        return subprocess.Popen(
            self.command(), cwd=self.directory, env=self.environment(profile), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


class Consumer(threading.Thread):
    """One place for a consumer: a thread that keeps a process in it until it is told to stop."""

    MOST_STARTS = 80

    def __init__(self, number: int, job: Job, seed: int):
        super().__init__(daemon=True)
        self.profile = f"chaos{number}"
        self.runs: list[Run] = []
        self._generation = 0
        self._job = job
        self._chance = random.Random(seed * 31 + number)
        self._lock = threading.Lock()
        self._process = None
        self._begun = threading.Event()
        self._stopping = threading.Event()

    @property
    def key(self) -> str:
        """The access key of the profile as it is now."""
        return f"{self.profile}-{self._generation}"

    def rotate(self) -> str:
        """Moves on to a new key; returns the old one."""
        old = self.key
        self._generation += 1
        return old

    def start(self):
        """Returns when the first process has been started."""
        super().start()
        self._begun.wait(30)

    def run(self):
        while not self._stopping.is_set() and len(self.runs) < self.MOST_STARTS:
            self._run_once()
            # A consumer that cannot work must not turn in circles.
            self._stopping.wait(self._chance.uniform(0.05, 0.4) * min(8, 1 + len(self.runs) / 5))

    def _run_once(self):
        with self._lock:
            if self._stopping.is_set():
                return
            self._process = self._job.start(self.profile)
            run = Run(self._process.pid, self._job.window is not None)
            self.runs.append(run)
        self._begun.set()
        output, errors = self._process.communicate()
        run.output, run.errors = output.decode(errors="replace"), errors.decode(errors="replace")
        run.code = self._process.returncode

    def is_at_work(self) -> bool:
        with self._lock:
            return self._process is not None and self._process.poll() is None

    def signal(self, number: int) -> bool:
        """Sends a signal to the process, where one runs.

        None is sent twice but SIGCONT and SIGSTOP: a second SIGTERM ends the program at once, and a second SIGKILL
        would be counted as a fault and be none.
        """
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                return False
            if number in (signal.SIGTERM, signal.SIGKILL) and number in self.runs[-1].signals:
                return False
            self.runs[-1].signals.append(number)
            return send_signal(self._process.pid, number)

    def limit_files(self, largest: int) -> bool:
        """Sets the RLIMIT_FSIZE of the process, where one runs and the system can."""
        with self._lock:
            if self._process is None or self._process.poll() is not None or not hasattr(resource, "prlimit"):
                return False
            _, most = resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (largest, most))
            return True

    def stop(self):
        """No process is started any more; the one that runs ends by itself, or is a service and is told to."""
        self._stopping.set()
        if self._job.window is not None:
            self.signal(signal.SIGTERM)

    def wait_until(self, end: float):
        """Waits for the last process; one that does not end is killed and said to be stuck."""
        self.join(max(0.0, end - time.monotonic()))
        if self.is_alive():
            self.runs[-1].is_stuck = True
            self.signal(signal.SIGKILL)
            self.join(30)


def write_credentials(directory: pathlib.Path, consumers: list[Consumer]):
    """The profiles' keys as they are now, put in place at once."""
    text = "".join(
        f"[{consumer.profile}]\naws_access_key_id = {consumer.key}\naws_secret_access_key = made-up\n"
        for consumer in consumers)
    (directory / "credentials.new").write_text(text)
    os.replace(directory / "credentials.new", directory / "credentials")


def run_once(job: Job, profile: str = "chaos0", seconds: float = 180) -> Run:
    """Runs one consumer to its end, without any fault."""
    process = job.start(profile)
    run = Run(process.pid)
    try:
        output, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        run.is_stuck = True
        process.kill()
        output, errors = process.communicate()
    run.output, run.errors = output.decode(errors="replace"), errors.decode(errors="replace")
    run.code = process.returncode
    return run
