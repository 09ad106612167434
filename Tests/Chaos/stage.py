"""The parts of one round: a database, a queue, the proxies before both, and a directory."""

import dataclasses
import pathlib
import subprocess
import uuid

from cluster import Cluster
from consumer import Consumer, Job, write_credentials
from homes import EmbeddedHome, SharedHome
from messages import REFUSED_VERSION, ROOT
from plan import Plan
from report_disk import ReportDisk
from sqs_proxy import SQSProxy
from sqs_server import Queue, SQSServer
from tcp_proxy import TCPProxy
from windows import Windows


class Stage:
    """Set up before a round and taken down after it."""

    def __init__(self, plan: Plan, audit: str, directory: pathlib.Path, cluster: Cluster, server: SQSServer):
        self.plan = plan
        self.directory = directory
        self.windows = Windows(plan.seed)
        name = f"round_{plan.seed}_{uuid.uuid4().hex[:8]}"
        self.queue = Queue(server.port, name).create()
        (directory / "tmp").mkdir()
        (directory / "config").write_text("")
        self.reports = ReportDisk(directory / "reports", any(name.startswith("reports-") for name in plan.names))
        # A consumer's way to the queue: its connection first, then what the queue answers.
        self._answers = SQSProxy(server.port, self.windows)
        self.queue_proxy = TCPProxy("queue", self._answers.port, self.windows)
        # One for each consumer, so that it is known whose transaction commits.
        self.database_proxies = [TCPProxy("database", cluster.port, self.windows) for _ in range(plan.consumers)]
        self.job = Job(
            audit, directory, self.queue.source(server.port), "embedded" if plan.embedded else cluster.uri(name), 30,
            plan.batch_rows)
        self.consumers = [
            Consumer(number, self._faulty_job(cluster.uri(name, proxy.port)), plan.seed)
            for number, proxy in enumerate(self.database_proxies)
        ]
        write_credentials(directory, self.consumers)
        if plan.embedded:
            self.home = EmbeddedHome(cluster.binaries, audit, directory, self.job.environment("chaos0"))
        else:
            self.home = SharedHome(cluster, name)
        self._audit("keys", "create", "--keyring", str(directory / "keyring.json"))
        if plan.tables_first:
            self._make_tables()

    def _faulty_job(self, database: str) -> Job:
        """The job through the proxies, with the settings of the plan."""
        return dataclasses.replace(
            self.job, source=self.queue.source(self.queue_proxy.port), visibility=self.plan.visibility,
            window=self.plan.service_window,
            database=self.job.database if self.plan.embedded else database)

    @property
    def queue_faults(self):
        return self._answers.faults

    @property
    def deliveries(self):
        return self._answers.deliveries

    def _make_tables(self):
        """Has audit make the tables of an empty load, and adds a constraint that refuses some rows."""
        (self.directory / "empty").write_text("")
        self._audit(
            "load", "--quiet", "--allow-empty", "--schema", str(ROOT / "schemas" / "user_logins.yaml"), "--keyring",
            str(self.directory / "keyring.json"), "--reports", str(self.directory / "first-reports"), "--database",
            self.job.database, "empty", codes=(0, 1))
        with self.home.open() as database:
            database.run(f"ALTER TABLE user_logins ADD CHECK (app_version <> '{REFUSED_VERSION}')")

    def _audit(self, *arguments: str, codes=(0,)):
        done = subprocess.run(
            [self.job.audit, *arguments], cwd=self.directory, env=self.job.environment("chaos0"),
            stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode not in codes:
            raise RuntimeError(f"audit {' '.join(arguments[:2])}: exit code {done.returncode}: {done.stderr}")

    def calm(self):
        """Ends every fault."""
        self.windows.close_all()
        self.reports.restore()

    def close(self):
        """Takes the round down; its directory stays."""
        for consumer in self.consumers:
            consumer.stop()
        self.queue_proxy.close()
        for proxy in self.database_proxies:
            proxy.close()
        self._answers.close()
        self.queue.remove()
        self.home.remove()
