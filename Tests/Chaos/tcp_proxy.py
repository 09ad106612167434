"""A TCP proxy that cuts, stalls, delays, truncates and half-closes what passes through it."""

import socket
import struct
import threading
import time

from windows import Windows

_RESET = struct.pack("ii", 1, 0)
_COMMIT = b"COMMIT\0"


class Link:
    """One client's connection and the one to the server behind it."""

    def __init__(self, client: socket.socket, server: socket.socket):
        self.client = client
        self.server = server
        self.ended = threading.Event()

    def reset(self):
        """Ends both connections at once, as a firewall does: what is on its way is lost."""
        if self.ended.is_set():
            return
        self.ended.set()
        for end in (self.client, self.server):
            try:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                # Wakes the thread that reads from it, which close() does not.
                end.shutdown(socket.SHUT_RD)
            except OSError:
                pass
            end.close()


class TCPProxy:
    """Stands on a port of its own before a server; `name` is the first part of its faults' names."""

    def __init__(self, name: str, target: int, windows: Windows):
        self.name = name
        #: Called when a COMMIT passes, before the server has it and after; true: it never gets there.
        self.at_commit = lambda moment: False
        self._target = target
        self._windows = windows
        self._links = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        """Takes no more connections and ends those that are open."""
        try:
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._listener.close()
        for link in self._open_links():
            link.reset()

    def cut(self) -> int:
        """Resets every connection that is open; returns their number."""
        links = self._open_links()
        for link in links:
            link.reset()
        return len(links)

    def _open_links(self) -> list[Link]:
        with self._lock:
            return list(self._links)

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket):
        try:
            server = socket.create_connection(("127.0.0.1", self._target), timeout=10)
        except OSError:
            client.close()
            return
        server.settimeout(None)
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link = Link(client, server)
        with self._lock:
            self._links.add(link)
        upstream = threading.Thread(target=self._pump, args=(link, client, server, True), daemon=True)
        upstream.start()
        self._pump(link, server, client, False)
        upstream.join()
        link.reset()
        with self._lock:
            self._links.discard(link)

    def _pump(self, link: Link, source: socket.socket, sink: socket.socket, is_request: bool):
        try:
            while data := source.recv(1 << 16):
                if not self._pass(link, data, sink, is_request):
                    return
            # One side has said all; the other may go on.
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            link.reset()

    def _pass(self, link: Link, data: bytes, sink: socket.socket, is_request: bool) -> bool:
        """Hands a piece of traffic on, or does to it what a fault asks for; false where this direction has ended."""
        self._hold(link)
        if is_request and _COMMIT in data:
            return self._commit(link, data, sink)
        if not is_request and len(data) > 1 and self._windows.hits_once(f"{self.name}-truncate"):
            sink.sendall(data[:len(data) // 2])
            sink.shutdown(socket.SHUT_WR)
            link.server.close()
            return False
        if self._windows.hits_once(f"{self.name}-half-close"):
            sink.shutdown(socket.SHUT_WR)
            return False
        sink.sendall(data)
        return True

    def _commit(self, link: Link, data: bytes, sink: socket.socket) -> bool:
        is_cut = self._windows.hits_once(f"{self.name}-cut-at-commit")
        if self.at_commit("before") or is_cut and self._windows.random() < 0.5:
            link.reset()
            return False
        sink.sendall(data)
        if self.at_commit("after") or is_cut:
            # The server commits; its answer is what gets lost.
            time.sleep(0.05)
            link.reset()
            return False
        return True

    def _hold(self, link: Link):
        if self._windows.hits(f"{self.name}-delay"):
            time.sleep(0.02 + 0.1 * self._windows.random())
        if self._windows.is_open(f"{self.name}-stall"):
            self._windows.count(f"{self.name}-stall")
            while self._windows.is_open(f"{self.name}-stall") and not link.ended.is_set():
                time.sleep(0.02)
