"""What a client asks a queue, and what it is told."""

import json
from dataclasses import dataclass


@dataclass
class Request:
    """One action. `key` is the access key that signed it, which says which consumer speaks."""

    action: str
    key: str
    headers: dict
    body: bytes

    @property
    def parameters(self) -> dict:
        return json.loads(self.body or b"{}")

    def replaced(self, parameters: dict) -> "Request":
        return Request(self.action, self.key, self.headers, json.dumps(parameters).encode())


@dataclass
class Answer:
    """The answer to one action."""

    status: int
    headers: dict
    body: bytes

    @classmethod
    def of(cls, status: int, body: bytes, kind: str = "application/x-amz-json-1.0") -> "Answer":
        return cls(status, {"Content-Type": kind}, body)

    @classmethod
    def error(cls, status: int, name: str, text: str) -> "Answer":
        return cls.of(status, json.dumps({"__type": f"com.amazonaws.sqs#{name}", "message": text}).encode())

    @property
    def result(self) -> dict:
        return json.loads(self.body or b"{}")

    def replaced(self, result: dict) -> "Answer":
        return Answer(self.status, self.headers, json.dumps(result).encode())
