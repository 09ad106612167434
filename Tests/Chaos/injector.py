"""Makes the faults of a plan happen, each at its time."""

import functools
import os
import re
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait

from consumer import write_credentials
from plan import Fault


class Injector:
    """Knows the parts of a round and what each fault does to them."""

    def __init__(self, stage):
        self.stage = stage
        self._actions = {
            "kill": lambda fault: self._signal("kill", signal.SIGKILL),
            "kill-at-commit": self._kill_at_commit,
            "kill-at-delete": self._kill_at_delete,
            "kill-at-report": self._kill_at_report,
            "term": lambda fault: self._signal("term", signal.SIGTERM),
            "pause": self._pause,
            "database-kill": self._kill_database,
            "database-cut": lambda fault: self._cut(self.stage.database_proxies),
            "queue-cut": lambda fault: self._cut([self.stage.queue_proxy]),
            "redelivery": self._redeliver,
            "credentials-rotated": self._rotate,
            "reports-full": self._fill,
            "reports-read-only": self._lock,
            "reports-blocked": self._block,
            "reports-limit": self._limit,
        }

    def perform(self, faults: list[Fault]):
        """Injects all faults and returns when the last one is over."""
        start = time.monotonic()
        with ThreadPoolExecutor(max(1, len(faults))) as pool:
            done = [pool.submit(self._at, start + fault.at, fault) for fault in faults]
            wait(done)
        for future in done:
            future.result()

    def _at(self, moment: float, fault: Fault):
        time.sleep(max(0.0, moment - time.monotonic()))
        self._actions.get(fault.name, self._window)(fault)

    # Faults that last, and strike what passes meanwhile.

    #: Shares of the requests, or pieces of traffic, that a fault strikes: from and to.
    SHARES = {
        "checksum": (0.02, 0.3), "body-changed": (0.02, 0.3), "replay": (0.1, 0.5), "delete-partial": (0.1, 0.6),
        "handles-expired": (0.1, 0.6), "http-500": (0.1, 1), "http-503": (0.1, 1), "throttled": (0.2, 1),
    }

    def _window(self, fault: Fault):
        low, high = self.SHARES.get(fault.name, (1, 1))
        seconds = fault.seconds
        if fault.name == "no-extension":
            # Longer than a message stays hidden, while a batch takes its time.
            self.stage.windows.open("database-delay", seconds + 2)
            seconds += 2
        if fault.name == "database-stall":
            seconds = min(seconds + self.stage.plan.visibility, 6)
        before = self.stage.windows.fired[fault.name]
        self.stage.windows.open(fault.name, seconds + self.LONGER, low + (high - low) * fault.share)
        time.sleep(seconds)
        self._wait_longer(lambda: self.stage.windows.fired[fault.name] > before)
        self.stage.windows.close(fault.name)

    #: How much longer a fault lasts that has found nothing to strike, in seconds.
    LONGER = 4

    def _wait_longer(self, has_struck):
        end = time.monotonic() + self.LONGER
        while not has_struck() and time.monotonic() < end:
            time.sleep(0.02)

    # Processes.

    def _victim(self, seconds: float = 1.5):
        """A consumer that is at work; None where there is none for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            running = [consumer for consumer in self.stage.consumers if consumer.is_at_work()]
            if running:
                return self.stage.windows.choose(running)
            time.sleep(0.01)
        return None

    def _signal(self, name: str, number: int):
        victim = self._victim()
        if victim and victim.signal(number):
            self.stage.windows.count(name)

    def _pause(self, fault: Fault):
        victim = self._victim()
        if victim and victim.signal(signal.SIGSTOP):
            self.stage.windows.count("pause")
            time.sleep(min(6, self.stage.plan.visibility + fault.seconds))
            victim.signal(signal.SIGCONT)

    def _kill_at_commit(self, fault: Fault):
        """The next consumer that commits dies, before or after the server did it."""
        strike, once = self._one_kill("kill-at-commit", "before" if fault.share < 0.5 else "after")
        pairs = list(zip(self.stage.consumers, self.stage.database_proxies))
        for consumer, proxy in pairs:
            proxy.at_commit = functools.partial(strike, consumer)
        time.sleep(fault.seconds)
        self._wait_longer(once.locked)
        for _, proxy in pairs:
            proxy.at_commit = lambda moment: False

    def _kill_at_delete(self, fault: Fault):
        """The next consumer that deletes dies, before or after the queue did what it asked."""
        strike, once = self._one_kill("kill-at-delete", "before" if fault.share < 0.5 else "after")
        consumers = {consumer.profile: consumer for consumer in self.stage.consumers}
        self.stage.queue_faults.at_delete = lambda key, moment: strike(consumers[key.split("-")[0]], moment)
        time.sleep(fault.seconds)
        self._wait_longer(once.locked)
        self.stage.queue_faults.at_delete = lambda key, moment: False

    def _one_kill(self, name: str, wanted: str):
        """A function that kills the first consumer that comes to a moment, and a lock that is held from then on.

        The function says whether what the consumer asked for is not to happen any more.
        """
        once = threading.Lock()

        def strike(consumer, moment: str) -> bool:
            if moment != wanted or not once.acquire(blocking=False):
                return False
            if consumer.signal(signal.SIGKILL):
                self.stage.windows.count(name)
            return True

        return strike, once

    def _kill_at_report(self, fault: Fault):
        """Waits for a temporary file of a report, which names its process, and kills that."""
        self._have_one_end()
        end = time.monotonic() + fault.seconds + 3
        while time.monotonic() < end:
            for consumer in self._writers():
                time.sleep(fault.share * 0.002)
                if consumer.signal(signal.SIGKILL):
                    self.stage.windows.count("kill-at-report")
                    return
            time.sleep(0.0002)

    def _have_one_end(self, prepare=lambda consumer: None):
        """Has a consumer end, so that it writes its report now; returns its process."""
        victim = self._victim()
        if victim is None:
            return None
        prepare(victim)
        victim.signal(signal.SIGTERM)
        return victim.runs[-1]

    def _writers(self):
        try:
            names = os.listdir(self.stage.reports.directory / "user_logins")
        except OSError:
            return []
        pids = {int(found.group(1)) for found in map(re.compile(r"\.(\d+)\.\d+\.tmp$").search, names) if found}
        return [one for one in self.stage.consumers if one.is_at_work() and one.runs and one.runs[-1].pid in pids]

    # The database and the network.

    def _kill_database(self, fault: Fault):
        if self.stage.home.strike(fault.seconds * 0.6):
            self.stage.windows.count("database-kill")

    def _cut(self, proxies):
        for _ in range(100):
            cut = sum(proxy.cut() for proxy in proxies)
            if cut:
                self.stage.windows.count(f"{proxies[0].name}-cut", cut)
                return
            time.sleep(0.01)

    # The queue.

    def _redeliver(self, fault: Fault):
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            handles = self.stage.deliveries.handles()
            if len(handles) > 1:
                chosen = self.stage.windows.sample(handles, len(handles) // 2)
                shown = self.stage.queue.show_again(chosen)
                if shown:
                    self.stage.windows.count("redelivery", shown)
                    return
            time.sleep(0.05)

    def _rotate(self, fault: Fault):
        old = {consumer.rotate() for consumer in self.stage.consumers}
        write_credentials(self.stage.directory, self.stage.consumers)
        self.stage.queue_faults.expired_keys |= old
        time.sleep(0.5)

    # The reports.

    def _while_one_ends(self, begin, seconds: float, end):
        """Has a consumer write its report while the disk is in trouble."""
        with self.stage.reports.turn:
            if begin():
                run = self._have_one_end()
                time.sleep(seconds)
                self._wait_longer(lambda: run is None or run.code is not None)
            end()

    def _fill(self, fault: Fault):
        reports = self.stage.reports
        self._while_one_ends(lambda: reports.fill(int(fault.share * 40_000)), fault.seconds, reports.empty)

    def _lock(self, fault: Fault):
        self._while_one_ends(self.stage.reports.lock, fault.seconds, self.stage.reports.unlock)

    def _block(self, fault: Fault):
        self._while_one_ends(self.stage.reports.block, fault.seconds, self.stage.reports.unblock)

    def _limit(self, fault: Fault):
        self._have_one_end(lambda consumer: consumer.limit_files(int(fault.share * 20_000)))
