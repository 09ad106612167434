"""An HTTP proxy before an SQS server that answers as a queue in trouble does."""

import http.client
import http.server
import re
import socket
import threading

from deliveries import Deliveries
from exchange import Answer, Request
from sqs_faults import SQSFaults
from windows import Windows


class SQSProxy:
    """Stands on a port of its own; a consumer's access key says which consumer speaks."""

    def __init__(self, target: int, windows: Windows):
        self.deliveries = Deliveries()
        self.faults = SQSFaults(windows, self.deliveries)
        self.target = target
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: Request, forward) -> Answer:
        """The answer to a request; `forward` asks the server."""
        refusal = self.faults.refuse(request)
        if refusal:
            return refusal
        answer = self.faults.change(request, forward)
        return self.faults.dated(answer)


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A client that went away is no news here."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    _upstream = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        answer = self.server.proxy.answer(self._request(body), self._forward)
        self.send_response_only(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def finish(self):
        if self._upstream:
            self._upstream.close()
        super().finish()

    def _request(self, body: bytes) -> Request:
        headers = dict(self.headers.items())
        credential = re.search(r"Credential=([^/]+)/", self.headers.get("Authorization", ""))
        action = self.headers.get("X-Amz-Target", "").rsplit(".", 1)[-1]
        return Request(action, credential.group(1) if credential else "", headers, body)

    def _forward(self, request: Request) -> Answer:
        headers = {name: value for name, value in request.headers.items()
                   if name.lower() not in ("connection", "content-length")}
        for is_last in (False, True):
            fresh = self._upstream is None
            try:
                connection = self._connect()
                connection.request("POST", "/", request.body, headers)
                response = connection.getresponse()
                kept = {name: value for name, value in response.getheaders()
                        if name.lower() not in ("connection", "content-length", "transfer-encoding", "keep-alive")}
                return Answer(response.status, kept, response.read())
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                # The server closed a connection that had been idle: nothing was asked yet.
                self._upstream = None
                if is_last or fresh:
                    raise
        raise ConnectionError

    def _connect(self) -> http.client.HTTPConnection:
        if self._upstream is None:
            self._upstream = http.client.HTTPConnection("127.0.0.1", self.server.proxy.target, timeout=60)
            self._upstream.connect()
            self._upstream.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._upstream

    def log_message(self, format, *arguments):
        """Nothing: a line a request says nothing to anybody."""
