"""What a queue in trouble answers. Each fault counts how often it struck."""

import calendar
import email.utils
import json
import time

from deliveries import Deliveries
from exchange import Answer
from windows import Windows

#: How far the queue's clock is off while `clock-skew` is on, and how much of that it forgives, in seconds.
SKEW = 20 * 60
FORGIVEN = 5 * 60
#: Handles of messages that are handed out again though they were deleted.
REPLAY = "replayed-"


class SQSFaults:
    """Decides for each request whether a fault strikes, and what the answer is then."""

    def __init__(self, windows: Windows, deliveries: Deliveries):
        self._windows = windows
        self._deliveries = deliveries
        #: Keys that have expired.
        self.expired_keys = set()
        #: Called when a consumer deletes, with its key, before the server does it and after; true: it does not.
        self.at_delete = lambda key, moment: False

    # What is refused before the server sees it.

    def refuse(self, request):
        """An error in place of an answer, or None."""
        hits = self._windows.hits
        if request.key in self.expired_keys:
            self._windows.count("credentials-rotated")
            return self._expired()
        if hits("credentials-expired"):
            return self._expired()
        if self._is_skewed(request):
            self._windows.count("clock-skew")
            return self.dated(Answer.error(403, "RequestTimeTooSkewed", "The clocks differ too much."))
        if hits("throttled"):
            name, status = self._windows.choose([("ThrottlingException", 400), ("RequestThrottled", 403)])
            return Answer.error(status, name, "Rate exceeded.")
        if hits("http-503"):
            return Answer.of(503, b"<html><body><h1>503 Service Unavailable</h1></body></html>", "text/html")
        return None

    def _expired(self):
        return Answer.error(403, "ExpiredTokenException", "The security token included in the request is expired.")

    def _is_skewed(self, request) -> bool:
        written = {name.lower(): value for name, value in request.headers.items()}.get("x-amz-date", "")
        try:
            asked = calendar.timegm(time.strptime(written, "%Y%m%dT%H%M%SZ"))
        except ValueError:
            return False
        return abs(asked - self.clock()) > FORGIVEN

    def clock(self) -> float:
        """The time as the queue believes it to be."""
        return time.time() + (SKEW if self._windows.is_open("clock-skew") else 0)

    def dated(self, answer):
        """The answer with the queue's own date."""
        headers = {name: value for name, value in answer.headers.items() if name.lower() != "date"}
        answer.headers = {**headers, "Date": email.utils.formatdate(self.clock(), usegmt=True)}
        return answer

    # What is done, and told otherwise.

    def change(self, request, forward):
        """The server's answer, or what a fault makes of it."""
        if self._windows.hits("http-500"):
            if self._windows.random() < 0.5 and request.action != "ReceiveMessage":
                forward(request)
            return Answer.error(500, "InternalFailure", "The request processing has failed.")
        if request.action == "ReceiveMessage":
            return self._received(forward(request))
        if request.action == "DeleteMessageBatch":
            return self._deleted(request, forward)
        if request.action == "ChangeMessageVisibilityBatch":
            return self._extended(request, forward)
        return forward(request)

    def _received(self, answer):
        if answer.status != 200:
            return answer
        messages = answer.result.get("Messages") or []
        self._deliveries.note(messages)
        if messages and self._windows.hits("replay"):
            copies = self._deliveries.copies(lambda known: self._windows.sample(known, min(3, len(known))))
            for number, message in enumerate(copies):
                message["ReceiptHandle"] = f"{REPLAY}{number}-{message['ReceiptHandle']}"
            messages = (messages + copies)[:10]
        for message in messages:
            if self._windows.hits("checksum"):
                message["MD5OfBody"] = "0" * 32
            elif self._windows.hits("body-changed"):
                message["Body"] = _another(message["Body"])
        return answer.replaced({"Messages": messages}) if messages else answer

    def _deleted(self, request, forward):
        if self.at_delete(request.key, "before"):
            return Answer.error(500, "InternalFailure", "Nobody hears this.")
        failed, left = [], []
        for entry in request.parameters["Entries"]:
            if entry["ReceiptHandle"].startswith(REPLAY):
                continue
            if self._windows.hits("delete-partial"):
                failed.append(_failure(entry, "InternalError", is_sender=False))
            elif self._windows.hits("handles-expired"):
                failed.append(_failure(entry, "ReceiptHandleIsInvalid", is_sender=True))
            else:
                left.append(entry)
        answer = self._batch(request, forward, left, failed)
        self._deliveries.forget({entry["ReceiptHandle"] for entry in left})
        self.at_delete(request.key, "after")
        return answer

    def _extended(self, request, forward):
        entries = request.parameters["Entries"]
        if any(entry["VisibilityTimeout"] > 0 for entry in entries) and self._windows.hits("no-extension"):
            return Answer.error(500, "InternalFailure", "The request processing has failed.")
        return self._batch(
            request, forward, [entry for entry in entries if not entry["ReceiptHandle"].startswith(REPLAY)], [])

    def _batch(self, request, forward, left: list[dict], failed: list[dict]):
        """Has the server do what is left of a batch; what no fault hit and no server knows has succeeded."""
        entries = request.parameters["Entries"]
        if len(left) == len(entries):
            return forward(request)
        known = {entry["Id"] for entry in left + failed}
        result = {"Successful": [{"Id": entry["Id"]} for entry in entries if entry["Id"] not in known],
                  "Failed": failed}
        if left:
            answer = forward(request.replaced({**request.parameters, "Entries": left}))
            if answer.status != 200:
                return answer
            result["Successful"] += answer.result.get("Successful") or []
            result["Failed"] += answer.result.get("Failed") or []
        return Answer.of(200, json.dumps(result).encode())


def _another(body: str) -> str:
    """A body that differs, and is as valid as the one that was sent where that is possible."""
    changed = body.replace("android", "ios").replace("1", "2")
    return changed if changed != body else body + " "


def _failure(entry: dict, code: str, is_sender: bool) -> dict:
    return {"Id": entry["Id"], "Code": code, "Message": code, "SenderFault": is_sender}
