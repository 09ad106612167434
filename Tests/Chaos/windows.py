"""Faults that last for a while, and the count of how often each really happened."""

import random
import threading
import time
from collections import Counter


class Windows:
    """Which faults are on, until when, and how likely each is to hit."""

    def __init__(self, seed: int):
        self.fired = Counter()
        self._chance = random.Random(seed)
        self._open = {}
        self._lock = threading.Lock()

    def open(self, name: str, seconds: float, share: float = 1.0):
        """Turns a fault on for so many seconds."""
        with self._lock:
            self._open[name] = (time.monotonic() + seconds, share)

    def close(self, name: str):
        """Turns a fault off."""
        with self._lock:
            self._open.pop(name, None)

    def close_all(self):
        with self._lock:
            self._open.clear()

    def is_open(self, name: str) -> bool:
        with self._lock:
            return self._open.get(name, (0, 0))[0] > time.monotonic()

    def hits(self, name: str) -> bool:
        """Whether the fault strikes now; counts it where it does."""
        with self._lock:
            until, share = self._open.get(name, (0, 0))
            if until <= time.monotonic() or self._chance.random() >= share:
                return False
            self.fired[name] += 1
            return True

    def hits_once(self, name: str) -> bool:
        """Like `hits`, and turns the fault off."""
        if not self.hits(name):
            return False
        self.close(name)
        return True

    def count(self, name: str, number: int = 1):
        """Notes that a fault struck."""
        with self._lock:
            self.fired[name] += number

    def choose(self, items: list):
        with self._lock:
            return self._chance.choice(items)

    def sample(self, items: list, number: int) -> list:
        with self._lock:
            return self._chance.sample(items, number)

    def random(self) -> float:
        with self._lock:
            return self._chance.random()
