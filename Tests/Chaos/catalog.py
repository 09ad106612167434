"""The faults that a round can hold, by name."""

PROCESS = {
    "kill": "SIGKILL of a consumer",
    "kill-at-commit": "SIGKILL of a consumer before its COMMIT reaches the server, or before it hears of it",
    "kill-at-delete": "SIGKILL of a consumer after its commit, before its delete or before it hears of that",
    "kill-at-report": "SIGKILL of a consumer while it writes its report",
    "term": "SIGTERM of a consumer",
    "pause": "SIGSTOP of a consumer for longer than its messages stay hidden, then SIGCONT",
}

DATABASE = {
    "database-kill": "SIGKILL of the postmaster and every backend, then a restart",
    "database-cut": "all connections to the database are reset",
    "database-cut-at-commit": "a connection is reset at COMMIT: before the server sees it, or before its answer",
    "database-stall": "nothing moves between loader and database for longer than messages stay hidden",
    "database-delay": "each piece of traffic with the database is late",
    "database-truncate": "an answer of the database stops in the middle, and the connection ends",
    "database-half-close": "one direction of a database connection ends, the other goes on",
}

NETWORK = {
    "queue-cut": "all connections to the queue are reset",
    "queue-stall": "nothing moves between loader and queue",
    "queue-delay": "each piece of traffic with the queue is late",
    "queue-truncate": "an answer of the queue stops in the middle, and the connection ends",
    "queue-half-close": "one direction of a queue connection ends, the other goes on",
}

QUEUE = {
    "http-500": "the queue answers 500, before or after it did what was asked",
    "http-503": "a gateway's page of HTML with status 503",
    "throttled": "ThrottlingException and RequestThrottled",
    "delete-partial": "entries of DeleteMessageBatch fail with InternalError",
    "handles-expired": "entries of DeleteMessageBatch fail with ReceiptHandleIsInvalid",
    "redelivery": "half of the messages in work become visible at once",
    "replay": "messages are handed out again after they were deleted, also twice in one answer",
    "no-extension": "visibility timeouts of one second that cannot be extended",
    "checksum": "MD5OfBody is wrong",
    "body-changed": "a body is not what was sent",
    "clock-skew": "the queue's clock is 20 minutes off: RequestTimeTooSkewed",
    "credentials-expired": "ExpiredToken for a while, whatever the keys",
    "credentials-rotated": "the keys in the profile are replaced, the old ones have expired",
}

REPORTS = {
    "reports-full": "the disk of the reports is full",
    "reports-read-only": "the directory of the reports cannot be written",
    "reports-blocked": "a file stands where the directory of the reports should be",
    "reports-limit": "RLIMIT_FSIZE is smaller than a report",
}

FAULTS = {**PROCESS, **DATABASE, **NETWORK, **QUEUE, **REPORTS}
NAMES = list(FAULTS)
