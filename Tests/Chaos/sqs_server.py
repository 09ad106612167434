"""A real SQS server on this machine, and a queue on it."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

from processes import free_port

# The server ends when the harness does: its input closes then.
_WATCH = "import os, sys, threading\n" \
         "threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()\n"
_SCRIPTS = {
    "ministack": "from ministack.app import main\nsys.argv = ['ministack']\nmain()",
    "moto": "from moto.server import main\nmain(['-H', '127.0.0.1', '-p', '{port}'])",
}


class SQSServer:
    """A process that runs ministack or moto."""

    def __init__(self, kind: str):
        self.kind = kind
        self.port = free_port()
        environment = {**os.environ, "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(self.port), "IOT_MTLS_ENABLED": "0",
                       "SFTP_ENABLED": "0"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _WATCH + _SCRIPTS[kind].format(port=self.port)], env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait_until_open()

    def _wait_until_open(self):
        for _ in range(600):
            if self._process.poll() is not None:
                break
            try:
                Queue(self.port, "ready").create().remove()
                return
            except Exception:  # whatever a server says that is not up yet
                time.sleep(0.1)
        self.stop()
        raise SystemExit(f"error: {self.kind} did not start. scripts/chaos installs it in the virtual environment.")

    def stop(self):
        self._process.kill()
        self._process.wait()


class Queue:
    """A queue, spoken to without any proxy."""

    def __init__(self, port: int, name: str, attempts: int = 3):
        self.name = name
        self.path = f"000000000000/{name}"
        self.url = f"http://127.0.0.1:{port}/{self.path}"
        self.client = boto3.session.Session().client(
            "sqs", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id="000000000000",
            aws_secret_access_key="test",
            config=Config(proxies={}, retries={"total_max_attempts": attempts}, read_timeout=60))

    def create(self) -> "Queue":
        self.url = self.client.create_queue(QueueName=self.name)["QueueUrl"]
        return self

    def remove(self):
        self.client.delete_queue(QueueUrl=self.url)

    def source(self, port: int) -> str:
        """The queue as --source takes it, behind a proxy's port or at the server itself."""
        return f"sqs://127.0.0.1:{port}/{self.path}"

    def send(self, bodies: list[str]) -> list[str]:
        """Sends bodies; returns the ids of the messages in the same order."""
        batches = [bodies[start:start + 10] for start in range(0, len(bodies), 10)]
        with ThreadPoolExecutor(2) as pool:
            return [message for batch in pool.map(self._send_batch, batches) for message in batch]

    def _send_batch(self, bodies: list[str]) -> list[str]:
        entries = [{"Id": str(number), "MessageBody": body} for number, body in enumerate(bodies)]
        answer = self.client.send_message_batch(QueueUrl=self.url, Entries=entries)
        if answer.get("Failed"):
            raise RuntimeError(f"the server did not take {len(answer['Failed'])} messages")
        ids = {entry["Id"]: entry["MessageId"] for entry in answer["Successful"]}
        return [ids[str(number)] for number in range(len(bodies))]

    def show_again(self, handles: list[str]) -> int:
        """Makes messages visible; returns for how many the server did it."""
        done = 0
        for start in range(0, len(handles), 10):
            entries = [{"Id": str(number), "ReceiptHandle": handle, "VisibilityTimeout": 0}
                       for number, handle in enumerate(handles[start:start + 10])]
            answer = self.client.change_message_visibility_batch(QueueUrl=self.url, Entries=entries)
            done += len(answer.get("Successful", []))
        return done

    def counts(self) -> dict[str, int]:
        """The queue's own counters: visible, hidden, delayed."""
        names = {"visible": "ApproximateNumberOfMessages", "hidden": "ApproximateNumberOfMessagesNotVisible",
                 "delayed": "ApproximateNumberOfMessagesDelayed"}
        found = self.client.get_queue_attributes(QueueUrl=self.url, AttributeNames=["All"])["Attributes"]
        return {name: int(found.get(attribute, 0)) for name, attribute in names.items()}

    def total(self) -> int:
        return sum(self.counts().values())
