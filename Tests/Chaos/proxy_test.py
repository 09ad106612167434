"""Sees that the proxies do to traffic what their faults are called, and leave it alone otherwise."""

import contextlib
import socket
import threading
import uuid

import botocore.exceptions

from sqs_proxy import SQSProxy
from sqs_server import Queue
from tcp_proxy import TCPProxy
from windows import Windows


def cases(harness):
    """Names of cases, each with what went wrong or None."""
    for test in (_passes, _cuts, _stalls, _truncates, _half_closes, _cuts_at_commit):
        yield test.__doc__, _outcome(test)
    port = harness.server("ministack").port
    for test in (_queue_passes, _refuses, _skews, _rotates, _fails_deletes, _replays, _changes_bodies, _shows_again):
        with _QueueBehindProxy(port) as queue:
            yield test.__doc__, _outcome(lambda: test(queue))


def _outcome(test) -> str | None:
    try:
        test()
        return None
    except AssertionError as error:
        return str(error) or "not as expected"


class _Echo:
    """A server that sends back what it gets, and remembers it."""

    def __init__(self):
        self.got = b""
        self.saw_end = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        with contextlib.suppress(OSError):
            connection, _ = self._listener.accept()
            while data := connection.recv(65536):
                self.got += data
                connection.sendall(data)
            self.saw_end.set()
            connection.close()


@contextlib.contextmanager
def _line(seed: int = 1):
    """A client's socket, the server behind the proxy, the proxy and its faults."""
    echo, windows = _Echo(), Windows(seed)
    proxy = TCPProxy("line", echo.port, windows)
    client = socket.create_connection(("127.0.0.1", proxy.port))
    client.settimeout(30)
    try:
        yield client, echo, proxy, windows
    finally:
        client.close()
        proxy.close()


def _read(client: socket.socket) -> bytes:
    """What comes until the connection ends; None in place of a reset."""
    data = b""
    with contextlib.suppress(ConnectionResetError):
        while part := client.recv(65536):
            data += part
    return data


def _expect(found, wanted):
    assert found == wanted, f"expected {wanted!r}, found {found!r}"


def _passes():
    """a line without faults passes what is sent, and its end"""
    with _line() as (client, echo, _, windows):
        client.sendall(b"hello")
        client.shutdown(socket.SHUT_WR)
        _expect(_read(client), b"hello")
        assert echo.saw_end.wait(30)
        _expect(sum(windows.fired.values()), 0)


def _cuts():
    """a cut ends connections that are open"""
    with _line() as (client, _, proxy, _windows):
        client.sendall(b"hello")
        _expect(client.recv(5), b"hello")
        _expect(proxy.cut(), 1)
        _expect(_read(client), b"")


def _stalls():
    """a stall lets nothing pass until it is over"""
    with _line() as (client, _, _proxy, windows):
        windows.open("line-stall", 60)
        client.sendall(b"hello")
        client.settimeout(0.3)
        with contextlib.suppress(TimeoutError):
            _expect(client.recv(5), "nothing")
        windows.close_all()
        client.settimeout(30)
        _expect(client.recv(5), b"hello")
        assert windows.fired["line-stall"] > 0


def _truncates():
    """a truncated answer ends in the middle"""
    with _line() as (client, _, _proxy, windows):
        windows.open("line-truncate", 60)
        client.sendall(b"x" * 100)
        _expect(_read(client), b"x" * 50)
        _expect(windows.fired["line-truncate"], 1)


def _half_closes():
    """a half-closed line ends in one direction"""
    with _line() as (client, echo, _, windows):
        windows.open("line-half-close", 60)
        client.sendall(b"hello")
        assert echo.saw_end.wait(30)
        _expect(echo.got, b"")
        _expect(windows.fired["line-half-close"], 1)


def _cuts_at_commit():
    """a COMMIT is cut off before the server sees it, or its answer is"""
    seen = set()
    for seed in range(12):
        with _line(seed) as (client, echo, _, windows):
            windows.open("line-cut-at-commit", 60)
            client.sendall(b"BEGIN\0")
            _expect(client.recv(6), b"BEGIN\0")
            client.sendall(b"COMMIT\0")
            # The answer may have come before the cut; the line has ended all the same.
            _read(client)
            seen.add(b"COMMIT" in echo.got)
            _expect(windows.fired["line-cut-at-commit"], 1)
    _expect(seen, {True, False})


class _QueueBehindProxy:
    """A queue, and a client of it that asks the proxy and repeats nothing."""

    def __init__(self, port: int):
        self.windows = Windows(1)
        self.proxy = SQSProxy(port, self.windows)
        self.queue = Queue(port, f"self-test-{uuid.uuid4().hex}").create()
        self.url = self.queue.url
        self.client = Queue(self.proxy.port, self.queue.name, attempts=1).client

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.proxy.close()
        self.queue.remove()

    def send(self, body: str = "body") -> str:
        return self.queue.send([body])[0]

    def receive(self) -> list[dict]:
        return self.client.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10, WaitTimeSeconds=1).get(
            "Messages", [])

    def delete(self, message: dict) -> dict:
        return self.client.delete_message_batch(
            QueueUrl=self.url, Entries=[{"Id": "0", "ReceiptHandle": message["ReceiptHandle"]}])

    def error(self) -> tuple[int, str, str]:
        """How a receive is refused: status, code, the answer's date."""
        try:
            self.receive()
        except botocore.exceptions.ClientError as error:
            answer = error.response["ResponseMetadata"]
            return answer["HTTPStatusCode"], error.response["Error"]["Code"], answer["HTTPHeaders"].get("date", "")
        return 200, "", ""


def _queue_passes(queue):
    """a queue without faults gives and deletes"""
    name = queue.send()
    message = queue.receive()[0]
    _expect(message["MessageId"], name)
    _expect([entry["Id"] for entry in queue.delete(message)["Successful"]], ["0"])
    _expect(queue.queue.total(), 0)
    _expect(sum(queue.windows.fired.values()), 0)


def _refuses(queue):
    """500, 503, throttling and expired tokens are answered as such, and counted"""
    for fault, wanted in (("http-500", {(500, "InternalFailure")}), ("http-503", {(503, "503")}),
                          ("throttled", {(400, "ThrottlingException"), (403, "RequestThrottled")}),
                          ("credentials-expired", {(403, "ExpiredTokenException")})):
        queue.windows.open(fault, 60)
        status, code, _ = queue.error()
        queue.windows.close_all()
        assert (status, code) in wanted, f"{fault} is answered with {status} {code}"
        _expect(queue.windows.fired[fault], 1)


def _skews(queue):
    """a skewed clock refuses what is signed with another time, and tells its own"""
    queue.windows.open("clock-skew", 60)
    status, code, date = queue.error()
    _expect((status, code), (403, "RequestTimeTooSkewed"))
    queue.windows.close_all()
    _expect(queue.error()[0], 200)
    assert date, "there is no Date"


def _rotates(queue):
    """a key that was replaced has expired"""
    queue.proxy.faults.expired_keys = {"000000000000"}
    _expect(queue.error()[:2], (403, "ExpiredTokenException"))


def _fails_deletes(queue):
    """deletes that fail leave the message in the queue"""
    queue.send()
    message = queue.receive()[0]
    for fault, code, is_sender in (("delete-partial", "InternalError", False),
                                   ("handles-expired", "ReceiptHandleIsInvalid", True)):
        queue.windows.open(fault, 60)
        failed = queue.delete(message)["Failed"][0]
        queue.windows.close_all()
        _expect((failed["Code"], failed["SenderFault"]), (code, is_sender))
    _expect(queue.queue.total(), 1)


def _replays(queue):
    """a message that was deleted is handed out again, and can be deleted again"""
    name = queue.send()
    queue.delete(queue.receive()[0])
    queue.send("another")
    queue.windows.open("replay", 60)
    again = [message for message in queue.receive() if message["MessageId"] == name]
    assert again, "it did not come again"
    _expect([entry["Id"] for entry in queue.delete(again[0])["Successful"]], ["0"])
    _expect(queue.proxy.deliveries.repeated(), 0)


def _changes_bodies(queue):
    """bodies and checksums that are changed do not fit each other"""
    queue.send("android 1.1")
    message = queue.receive()[0]
    for fault, is_same in (("checksum", True), ("body-changed", False)):
        queue.queue.show_again([message["ReceiptHandle"]])
        queue.windows.open(fault, 60)
        changed = queue.receive()[0]
        queue.windows.close_all()
        _expect(changed["Body"] == message["Body"], is_same)
        _expect(changed["MD5OfBody"] == message["MD5OfBody"], not is_same)
        message = {**message, "ReceiptHandle": changed["ReceiptHandle"]}


def _shows_again(queue):
    """messages in work can be made visible, and come a second time"""
    name = queue.send()
    queue.receive()
    _expect(queue.queue.show_again(queue.proxy.deliveries.handles()), 1)
    _expect(queue.receive()[0]["MessageId"], name)
    _expect(queue.proxy.deliveries.repeated(), 1)
