"""SQS servers for the benchmarks, and a client that does nothing but receive and delete."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time

import measuring

HANDLE = re.compile(rb'"ReceiptHandle": ?"([^"]+)"')
CREDENTIAL = "Credential=test/20260101/us-east-1/sqs/aws4_request"
HEADERS = {
    "Content-Type": "application/x-amz-json-1.0",
    "Authorization": f"AWS4-HMAC-SHA256 {CREDENTIAL}, SignedHeaders=host, Signature=0",
}
ENVIRONMENT = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
MINISTACK = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
from ministack.app import main
sys.argv = ["ministack"]
main()
"""


class Server:
    """A server on 127.0.0.1 that ends with this program."""

    def __init__(self, command, port, env=None):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE if port is None else self.log,
            stderr=self.log, env={**os.environ, **(env or {})})
        self.port = port if port is not None else int(self.process.stdout.readline() or 0)
        self.wait_until_open()

    def wait_until_open(self):
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        self.log.seek(0)
        measuring.fail(f"a server did not start\n{self.log.read().decode(errors='replace')[-2000:]}")

    def location(self, queue="stub"):
        return f"sqs://127.0.0.1:{self.port}/000000000000/{queue}"

    def stop(self):
        """Ends the server; returns the processor seconds that it used."""
        self.process.stdin.close()
        _, status, used = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        if self.process.stdout:
            self.process.stdout.close()
        self.log.close()
        return used.ru_utime + used.ru_stime


class Stub(Server):
    """The server of Benchmarks/Sources/SQSStub, which answers from memory."""

    def __init__(self, binary, bodies, messages, latency=0.0, processor=1):
        super().__init__(measuring.pinned(processor, [binary, bodies, messages, latency]), None)

    def statistics(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/statistics")
        found = json.loads(connection.getresponse().read())
        connection.close()
        return found


class Ministack(Server):
    """ministack from PyPI: a whole SQS, in Python, on one processor."""

    def __init__(self, processor=1):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        env = {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0"}
        super().__init__(measuring.pinned(processor, [sys.executable, "-c", MINISTACK]), port, env)

    def url(self, queue):
        return f"http://127.0.0.1:{self.port}/000000000000/{queue}"

    def fill(self, queue, path, messages):
        """A new queue with the first messages of a file."""
        client = Client(self.port)
        client.call("CreateQueue", {"QueueName": queue})
        with open(path) as file:
            bodies = [line.rstrip("\n") for line, _ in zip(file, range(messages))]
        for start in range(0, len(bodies), 10):
            entries = [{"Id": str(index), "MessageBody": body} for index, body in enumerate(bodies[start : start + 10])]
            client.call("SendMessageBatch", {"QueueUrl": self.url(queue), "Entries": entries})
        client.close()

    def left(self, queue):
        """The messages that are still in the queue, in work or not."""
        client = Client(self.port)
        found = client.call("GetQueueAttributes", {"QueueUrl": self.url(queue), "AttributeNames": ["All"]})
        client.close()
        attributes = json.loads(found)["Attributes"]
        return int(attributes["ApproximateNumberOfMessages"]) + int(attributes["ApproximateNumberOfMessagesNotVisible"])


class Client:
    """One connection that is kept open."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def call(self, action, parameters):
        body = parameters if isinstance(parameters, bytes) else json.dumps(parameters).encode()
        self.connection.request("POST", "/", body, {**HEADERS, "X-Amz-Target": f"AmazonSQS.{action}"})
        response = self.connection.getresponse()
        content = response.read()
        if response.status != 200:
            measuring.fail(f"{action}: {response.status} {content[:500]}")
        return content

    def close(self):
        self.connection.close()


def drain(port, url, messages, threads):
    """Receives and deletes so many messages and does nothing else; returns the seconds."""
    receive = json.dumps({"QueueUrl": url, "MaxNumberOfMessages": 10, "WaitTimeSeconds": 1}).encode()
    lock = threading.Lock()
    done = 0

    def work():
        nonlocal done
        client = Client(port)
        while done < messages:
            handles = HANDLE.findall(client.call("ReceiveMessage", receive))
            if not handles:
                continue
            entries = [{"Id": str(index), "ReceiptHandle": handle.decode()} for index, handle in enumerate(handles)]
            client.call("DeleteMessageBatch", {"QueueUrl": url, "Entries": entries})
            with lock:
                done += len(handles)
        client.close()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    start = time.monotonic()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.monotonic() - start
