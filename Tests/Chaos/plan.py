"""What a seed decides: the messages, the consumers, and which fault comes when."""

import random
from dataclasses import dataclass, field

from catalog import DATABASE, NAMES

#: What needs the proxy before a database.
PROXIED = {*DATABASE, "kill-at-commit"}

#: A few seeds that together hold every fault, moto and the embedded cluster; the self-test sees that they do.
SHORT = (38_151, 1_514, 21_319, 3_485, 23_334, 106_869, 6_331, 39_445)


@dataclass(frozen=True)
class Fault:
    """One fault of a round: when it begins, how long it lasts, and a number between 0 and 1 that shapes it."""

    name: str
    at: float
    seconds: float
    share: float


@dataclass
class Plan:
    """A round before it runs; equal for equal seeds."""

    seed: int
    only: str | None = None
    server: str = "ministack"
    embedded: bool = False
    messages: int = 0
    broken: float = 0.05
    refused: int = 0
    oversize: int = 0
    consumers: int = 1
    visibility: int = 3
    batch_rows: int = 100
    window: float = 4.0
    sent_first: float = 1.0
    tables_first: bool = True
    #: Seconds of the windows where the consumers are services; None where they end with the queue.
    service_window: int | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def end(self) -> float:
        """When the last fault is over."""
        return max((fault.at + fault.seconds for fault in self.faults), default=0.0)

    @property
    def names(self) -> list[str]:
        """The names of the faults, each once, in the catalog's order."""
        return [name for name in NAMES if any(fault.name == name for fault in self.faults)]


def make_plan(seed: int, only: str | None = None, services: bool = False) -> Plan:
    """The plan of a seed; `only` leaves one fault, `services` makes services of all consumers that can be some."""
    chance = random.Random(seed)
    plan = Plan(seed, only)
    plan.server = "moto" if seed % 6 == 5 else "ministack"
    plan.embedded = seed % 11 == 10
    slow = plan.server == "moto"
    plan.messages = chance.randrange(120, 221) if slow else round(10 ** chance.uniform(2.3, 3.48))
    plan.broken = chance.choice((0, 0.02, 0.05, 0.3))
    plan.refused = chance.choice((0, 0, 3, 12))
    plan.oversize = chance.choice((0, 2))
    plan.consumers = chance.choice((1, 2, 2, 3, 4))
    plan.visibility = chance.randrange(2, 6)
    plan.batch_rows = chance.choice((20, 50, 100, 500))
    plan.window = chance.uniform(3, 5)
    # moto loses what is sent while something is deleted: its list of messages has no lock.
    plan.sent_first = 1.0 if slow else chance.choice((0.1, 0.3, 0.6))
    plan.tables_first = plan.refused > 0 or chance.random() < 0.5
    if plan.embedded:
        # The server is the consumers' own.
        plan.refused, plan.tables_first = 0, False
        plan.window += 3
    # Its own draw, so that the rest of a seed's plan does not depend on it.
    if not plan.embedded and (services or seed % 4 == 1):
        plan.service_window = random.Random(f"service {seed}").choice((1, 2, 4))
    plan.faults = sorted(_faults(chance, plan), key=lambda fault: fault.at)
    return plan


def _faults(chance: random.Random, plan: Plan) -> list[Fault]:
    """The seed's own fault, so that seeds in a row meet all of them, and some others by chance."""
    names = [NAMES[plan.seed % len(NAMES)], *chance.sample(NAMES, chance.randrange(1, 5))]
    if plan.embedded:
        # No proxy stands before a socket of the consumers' own.
        names = [name for name in names if name not in PROXIED or name == "database-kill"] or ["kill"]
    if plan.only:
        names = [plan.only]
    if "no-extension" in names:
        plan.visibility = 1
    faults = []
    for name in dict.fromkeys(names):
        for _ in range(chance.randrange(1, 4)):
            at = chance.uniform(0.2, plan.window)
            faults.append(Fault(name, at, chance.uniform(0.8, 3), chance.random()))
    return faults
