"""The messages of a round, and what must become of each."""

import enum
import importlib.machinery
import importlib.util
import json
import pathlib
import random
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
#: Larger bodies are quarantined: --max-message-bytes of the consumers.
LARGEST_BODY = 1_000
#: The table refuses rows of this version by a constraint that the harness adds.
REFUSED_VERSION = "9999.9999"


class Fate(enum.Enum):
    """Where a message belongs in the end."""

    LOADED = "loaded"
    QUARANTINED = "quarantined"


@dataclass(frozen=True)
class Message:
    """A body and its fate."""

    body: str
    fate: Fate

    @property
    def fields(self) -> dict:
        return json.loads(self.body)


def _generator_module():
    """scripts/generate-messages, which has no suffix that Python would look for."""
    path = str(ROOT / "scripts" / "generate-messages")
    loader = importlib.machinery.SourceFileLoader("generate_messages", path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("generate_messages", loader))
    loader.exec_module(module)
    return module


_source = _generator_module()


def make_messages(plan) -> list[Message]:
    """The messages of a plan, in the order in which they are sent."""
    generator = _source.Generator(plan.seed)
    chance = random.Random(plan.seed + 1)
    messages = []
    for _ in range(plan.messages):
        if chance.random() < plan.broken:
            messages.append(Message(generator.broken(chance.choice(_source.KINDS)), Fate.QUARANTINED))
        else:
            messages.append(valid(generator))
    for _ in range(plan.refused):
        messages[chance.randrange(len(messages))] = _with(generator, "app_version", f'"{REFUSED_VERSION}"')
    for _ in range(plan.oversize):
        messages[chance.randrange(len(messages))] = _with(generator, "locale", '"' + "X" * LARGEST_BODY + '"')
    return messages


def fresh_messages(seed: int, count: int) -> list[Message]:
    """Valid messages that are sent after the faults."""
    generator = _source.Generator(seed + 1_000_000)
    return [valid(generator) for _ in range(count)]


def valid(generator) -> Message:
    return Message(generator.valid(), Fate.LOADED)


def _with(generator, name: str, value: str) -> Message:
    fields = dict(generator.fields())
    fields[name] = value
    return Message(_source.render(fields.items()), Fate.QUARANTINED)
