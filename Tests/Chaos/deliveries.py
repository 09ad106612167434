"""What the queue has handed out, as its proxy saw it."""

import copy
import threading


class Deliveries:
    """The newest receipt handle of each message, how often each came, and copies to hand out again."""

    def __init__(self):
        self._lock = threading.Lock()
        self._times = {}
        self._handles = {}
        self._messages = {}

    def note(self, messages: list[dict]):
        """Messages that are on their way to a consumer."""
        with self._lock:
            for message in messages:
                name = message["MessageId"]
                self._times[name] = self._times.get(name, 0) + 1
                self._handles[name] = message["ReceiptHandle"]
                self._messages[name] = copy.deepcopy(message)

    def forget(self, handles: set[str]):
        """These were deleted."""
        with self._lock:
            self._handles = {name: handle for name, handle in self._handles.items() if handle not in handles}

    def handles(self) -> list[str]:
        """Of the messages that are in work."""
        with self._lock:
            return list(self._handles.values())

    def repeated(self) -> int:
        """How many messages came more than once."""
        with self._lock:
            return sum(times > 1 for times in self._times.values())

    def copies(self, choose) -> list[dict]:
        """Some messages that were handed out before; `choose` picks among them."""
        with self._lock:
            return [copy.deepcopy(message) for message in choose(list(self._messages.values()))]
