"""One round: fill a queue, start consumers, inject faults, drain, judge."""

import pathlib
import shutil
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import facts
from consumer import run_once
from injector import Injector
from messages import fresh_messages, make_messages
from plan import Plan
from processes import send_signal
from report_disk import count_unwritten
from stage import Stage
from verdict import judge

#: How long the consumers may take to end after the last fault, in seconds: longer than the program's own retries.
PATIENCE = 75
#: How long a service may take to end when it is told to, in seconds: longer than its grace.
GRACE = 20
#: Valid messages that are sent after the faults, to see that work goes on.
FRESH = 5


@dataclass
class Outcome:
    """What a round came to."""

    plan: Plan
    violations: list[str] = field(default_factory=list)
    fired: Counter = field(default_factory=Counter)
    sent: int = 0
    loaded: int = 0
    quarantined: int = 0
    left: int = 0
    repeated: int = 0
    starts: int = 0
    seconds: float = 0

    def line(self) -> str:
        """The round in one line."""
        plan = self.plan
        counts = " ".join(f"{name}={self.fired[name]}" for name in plan.names) or "none"
        idle = "" if not plan.faults or sum(self.fired.values()) else " NO FAULT FIRED"
        verdict = "VIOLATED" if self.violations else "ok"
        place = f"{plan.server}{' embedded' if plan.embedded else ''}{' services' if plan.service_window else ''}"
        found = f"sent={self.sent} loaded={self.loaded} quarantined={self.quarantined} left={self.left}"
        return (f"seed {plan.seed} {place} consumers={plan.consumers} starts={self.starts} faults: {counts}{idle} "
                f"{found} repeated={self.repeated} {self.seconds:.1f} s {verdict}")


class Round:
    """Runs a plan on a cluster and a server that other rounds use too."""

    def __init__(self, plan: Plan, audit: str, directory: pathlib.Path, cluster, server):
        directory.mkdir(mode=0o755)
        self.plan = plan
        self.directory = directory
        self.stage = Stage(plan, audit, directory, cluster, server)
        self.sent = {}
        self._feeding_failed = None

    def perform(self) -> Outcome:
        start = time.monotonic()
        outcome = Outcome(self.plan)
        try:
            found = self.run(outcome)
            outcome.violations = judge(found)
            self._count(outcome, found)
        except Exception as error:  # the harness's own trouble is no pass
            outcome.violations.append(f"the round could not be carried out: {type(error).__name__}: {error}")
        finally:
            self.take_down(outcome)
        outcome.seconds = time.monotonic() - start
        return outcome

    def run(self, outcome: Outcome) -> "facts.Facts":
        """Everything up to what there is in the end."""
        stage, plan = self.stage, self.plan
        messages = make_messages(plan)
        first = round(len(messages) * plan.sent_first)
        self._send(messages[:first])
        for consumer in stage.consumers:
            consumer.start()
        feeder = threading.Thread(target=self._feed, args=(messages[first:],), daemon=True)
        feeder.start()
        Injector(stage).perform(plan.faults)
        feeder.join()
        if self._feeding_failed:
            raise self._feeding_failed
        stage.calm()
        end = time.monotonic() + PATIENCE
        if plan.service_window:
            self._wait_until_drained(end)
        for consumer in stage.consumers:
            consumer.stop()
        for consumer in stage.consumers:
            consumer.wait_until(max(end, time.monotonic() + GRACE))
        return self._finish(outcome)

    def _finish(self, outcome: Outcome) -> "facts.Facts":
        """The clean run, and what there is after it."""
        stage = self.stage
        sent_before, queued = len(self.sent), stage.queue.total()
        stored = self._stored()
        outcome.left = queued
        if any(consumer.runs and consumer.runs[-1].was_killed for consumer in stage.consumers):
            # The server still answers the long polls of a service that was killed, and hides what it gives them.
            time.sleep(stage.job.poll)
        self._send(fresh_messages(self.plan.seed, FRESH))
        self._wait_until_visible()
        last = run_once(stage.job)
        ended = [run for consumer in stage.consumers for run in consumer.runs]
        found = facts.collect(stage, self.sent, ended, last)
        found.sent_before_last, found.queued_before_last, found.stored_before_last = sent_before, queued, stored
        return found

    def _stored(self) -> int:
        """Messages that the database has, loaded or refused; none where no consumer came so far as to make tables."""
        with self.stage.home.open() as database:
            if database.run("SELECT to_regclass('user_logins') IS NOT NULL").strip() != "t":
                return 0
            return int(database.run(
                "SELECT count(*) FROM (SELECT message_id FROM user_logins "
                "UNION SELECT message_id FROM audit.quarantine) t"))

    def _wait_until_drained(self, end: float):
        """Services go on when the faults are over, and load what is left without being started again."""
        while self.stage.queue.total():
            if time.monotonic() > end:
                raise RuntimeError(f"the services left messages in the queue: {self.stage.queue.counts()}")
            time.sleep(0.2)

    def _wait_until_visible(self):
        """What processes that were killed held comes back when its time is over."""
        end = time.monotonic() + self.plan.visibility + 10
        while self.stage.queue.counts()["hidden"] and time.monotonic() < end:
            time.sleep(0.1)

    def _send(self, messages):
        names = self.stage.queue.send([message.body for message in messages]) if messages else []
        self.sent.update(zip(names, messages))

    def _feed(self, messages):
        """Sends the rest bit by bit while the faults happen."""
        try:
            size = max(10, len(messages) // 20)
            for start in range(0, len(messages), size):
                self._send(messages[start:start + size])
                time.sleep(self.plan.end / 20)
        except Exception as error:  # told by the round's own thread
            self._feeding_failed = error

    def _count(self, outcome: Outcome, found: "facts.Facts"):
        outcome.sent, outcome.loaded, outcome.quarantined = len(found.sent), len(found.rows), len(found.entries)
        outcome.starts = len(found.ended)
        outcome.fired = Counter(self.stage.windows.fired)
        for name, number in count_unwritten(found.ended).items():
            outcome.fired[name] += number
        outcome.repeated = self.stage.deliveries.repeated()

    def take_down(self, outcome: Outcome):
        """Ends what the round started; keeps its directory where a promise was broken."""
        self._kill_left()
        try:
            self.stage.close()
        except Exception as error:  # a database that is down must not hide the verdict
            outcome.violations.append(f"the round could not be taken down: {error}")
        if outcome.violations:
            self._keep_evidence(outcome)
        self.stage.reports.remove()
        if not outcome.violations:
            shutil.rmtree(self.directory)

    def _kill_left(self):
        for consumer in self.stage.consumers:
            consumer.stop()
            for run in consumer.runs:
                if run.code is None:
                    send_signal(run.pid, signal.SIGKILL)
            if consumer.ident:
                consumer.join(10)

    def _keep_evidence(self, outcome: Outcome):
        if self.stage.reports.is_mounted:
            shutil.copytree(self.stage.reports.directory, self.directory / "reports-kept", symlinks=True)
        with open(self.directory / "violations.txt", "w") as text:
            text.writelines(violation + "\n" for violation in outcome.violations)
        for consumer in self.stage.consumers:
            for number, run in enumerate(consumer.runs):
                text = f"signals {run.signals} exit code {run.code}\n{run.errors}\n{run.output}\n"
                (self.directory / f"{consumer.profile}-{number}-{run.pid}.log").write_text(text)
