"""Judges what a round left behind. Each function returns the violations of one promise, as sentences."""

import re
from collections import Counter

from facts import Facts
from messages import Fate
from report_disk import UNWRITTEN

FINISHED = ("passed", "warned", "failed")
UNFINISHED = ("incomplete", "interrupted")
#: Exit codes of a run that ended by itself, and the statuses that they stand for.
CODES = {0: ("passed", "warned"), 1: ("failed",), 2: ("incomplete",), 143: ("interrupted",)}
#: The keyword of an entry that was made without looking into the message.
CRASHED = "message.crashed"
#: What a service says that could not end in time.
GRACE_OVER = "The grace is over"
TEMPORARY = re.compile(r"\.(\d+)\.\d+\.tmp$")


def judge(facts: Facts) -> list[str]:
    """Every violation; none where the round held all promises."""
    checks = (_places, _fates, _doubles, _payloads, _nothing_lost_meanwhile, _runs, _sums, _codes, _services, _reports,
              _last_run, _left_behind)
    return [violation for check in checks for violation in check(facts)]


def _some(ids) -> str:
    """A few of many, so that a line stays one."""
    ids = sorted(ids)
    return f"{len(ids)}: {', '.join(ids[:3])}{', …' if len(ids) > 3 else ''}"


def _loaded(facts: Facts) -> set[str]:
    return {row["message_id"] for row in facts.rows}


def _open_entries(facts: Facts) -> set[str]:
    return {entry["message_id"] for entry in facts.entries if entry["status"] == "open"}


def _places(facts: Facts) -> list[str]:
    """Each sent message is in one place, and the queue is empty."""
    loaded, refused, sent = _loaded(facts), _open_entries(facts), set(facts.sent)
    found = []
    if lost := sent - loaded - refused:
        found.append(f"lost: neither loaded nor in quarantine {_some(lost)}")
    if both := loaded & refused:
        found.append(f"in two places: loaded and in quarantine {_some(both)}")
    if strange := (loaded | {entry["message_id"] for entry in facts.entries}) - sent:
        found.append(f"never sent {_some(strange)}")
    if sum(facts.queue.values()):
        found.append(f"the queue is not empty after the last run: {facts.queue}")
    return found


def _fates(facts: Facts) -> list[str]:
    """Valid messages are loaded, broken ones are not.

    One fault excuses a valid message in quarantine: two programs that were killed while they judged it.
    """
    loaded, refused = _loaded(facts), _open_entries(facts)
    if sum(run.was_killed for run in facts.ended) >= 2:
        refused -= {entry["message_id"] for entry in facts.entries if entry["keyword"] == CRASHED}
    valid = {name for name, message in facts.sent.items() if message.fate is Fate.LOADED}
    found = []
    if wrong := valid & refused:
        found.append(f"valid and in quarantine {_some(wrong)}")
    if wrong := (set(facts.sent) - valid) & loaded:
        found.append(f"broken and loaded {_some(wrong)}")
    return found


def _doubles(facts: Facts) -> list[str]:
    found = []
    for what, rows in (("rows", facts.rows), ("entries", facts.entries)):
        times = Counter(row["message_id"] for row in rows)
        if doubled := {name for name, number in times.items() if number > 1}:
            found.append(f"doubled {what} {_some(doubled)}")
    return found


def _payloads(facts: Facts) -> list[str]:
    """A row's columns are those of the message that was sent, and what is masked is masked."""
    wrong, plain, masks = set(), set(), {}
    for row in facts.rows:
        message = facts.sent.get(row["message_id"])
        if message is None or message.fate is not Fate.LOADED:
            continue
        fields = message.fields
        if any((fields.get(name) or "") != row[name] for name in ("user_id", "device_type", "locale", "app_version")):
            wrong.add(row["message_id"])
        for name, column in (("ip", "masked_ip"), ("device_id", "masked_device_id")):
            known = masks.setdefault((name, fields[name]), row[column])
            if not row[column] or fields[name] in row[column] or known != row[column]:
                plain.add(row["message_id"])
    found = [f"rows that differ from their message {_some(wrong)}"] if wrong else []
    return found + ([f"masks that are missing, plain or not the same for equal values {_some(plain)}"] if plain else [])


def _nothing_lost_meanwhile(facts: Facts) -> list[str]:
    """Between the faults and the last run: what had left the queue was in the database."""
    if facts.queued_before_last + facts.stored_before_last >= facts.sent_before_last:
        return []
    return [f"before the last run {facts.sent_before_last} were sent, but {facts.queued_before_last} were queued and "
            f"{facts.stored_before_last} stored"]


def _runs(facts: Facts) -> list[str]:
    """Each run of `audit.run` is reconciled, or says that it is not complete, or its process was killed."""
    found = []
    printed = {report["run"]["id"]: report for report in _printed(facts)}
    running = []
    for run in facts.runs:
        name, status = run["run_id"], run["status"]
        if status == "running":
            told = printed.get(name)
            if told is None:
                running.append(name)
            elif told["run"]["status"] not in UNFINISHED:
                found.append(f"run {name} is still running and said that it was {told['run']['status']}")
        elif status in FINISHED and run["reconciled"] != "true":
            found.append(f"run {name} is {status} and not reconciled")
        elif status not in FINISHED + UNFINISHED:
            found.append(f"run {name} has the status {status}")
        if status != "running" and run["reported"] != status:
            found.append(f"run {name} is {status}, and its report says {run['reported']}")
    silent = sum(run.was_killed for run in facts.ended if run.is_service or not run.reports)
    if len(running) > silent:
        found.append(f"still running, with {silent} processes that were killed {_some(running)}")
    return found


def _printed(facts: Facts) -> list[dict]:
    return [report for run in [*facts.ended, facts.last] for report in run.reports]


def _sums(facts: Facts) -> list[str]:
    """Counters of the runs add up to what is there: each row was inserted once, whatever happened."""
    found = []
    for run in facts.runs:
        numbers = {name: int(run[name]) for name in ("read", "valid", "invalid", "loaded", "replaced", "quarantined",
                                                     "released", "rows_held", "quarantine_held", "rows_counted",
                                                     "entries_counted")}
        placed = numbers["loaded"] + numbers["replaced"] + numbers["quarantined"] + numbers["released"]
        if run["status"] in FINISHED and numbers["read"] != placed:
            found.append(f"run {run['run_id']} read {numbers['read']} and accounts for {placed}")
        if numbers["rows_held"] != numbers["rows_counted"] or numbers["quarantine_held"] != numbers["entries_counted"]:
            found.append(f"run {run['run_id']} holds {numbers['rows_counted']} rows and {numbers['entries_counted']} "
                         f"entries, and says {numbers['rows_held']} and {numbers['quarantine_held']}")
    loaded = sum(int(run["loaded"]) for run in facts.runs)
    if loaded != len(facts.rows):
        found.append(f"all runs together loaded {loaded} rows, the table has {len(facts.rows)}")
    if sum(int(run["quarantined"]) for run in facts.runs) < len(facts.entries):
        found.append("all runs together quarantined fewer messages than the quarantine has")
    return found


def _codes(facts: Facts) -> list[str]:
    """A process ends by a signal that it was sent, or with the exit code of what it reported."""
    found = []
    for run in facts.ended:
        if run.is_stuck:
            found.append(f"process {run.pid} did not end after the faults were over")
        elif run.code < 0:
            if not run.was_killed:
                found.append(f"process {run.pid} died by signal {-run.code}, which nobody sent: {run.errors[-300:]!r}")
        elif run.code not in CODES:
            found.append(f"process {run.pid} ended with exit code {run.code}: {run.errors[-300:]!r}")
        elif run.is_service:
            if run.code != 143:
                found.append(f"service {run.pid} ended with exit code {run.code}: {run.errors[-300:]!r}")
        elif not run.reports and run.code != 2:
            found.append(f"process {run.pid} ended with exit code {run.code} and without a report")
        elif run.reports and not _fits(run):
            said = run.reports[0]["run"]["status"]
            found.append(f"process {run.pid} ended with exit code {run.code} and says {said}")
    return found


def _fits(run) -> bool:
    return run.reports[0]["run"]["status"] in CODES[run.code] or run.code == 2 and UNWRITTEN in run.errors


def _services(facts: Facts) -> list[str]:
    """A service sums up its windows, unless its grace was over or it was killed."""
    found = []
    for run in facts.ended:
        if not run.is_service or run.was_killed:
            continue
        if run.summary is None:
            if GRACE_OVER not in run.errors:
                found.append(f"service {run.pid} ended without a summary: {run.errors[-300:]!r}")
            continue
        if run.summary["windows"] != len(run.reports):
            found.append(f"service {run.pid} counts {run.summary['windows']} windows, and printed {len(run.reports)}")
        for name in ("loaded", "replaced", "quarantined"):
            total = sum(report["counts"][name] for report in run.reports)
            if run.summary["counts"][name] != total:
                found.append(f"service {run.pid} sums up {run.summary['counts'][name]} {name}, its windows {total}")
    return found


def _reports(facts: Facts) -> list[str]:
    """Each report is whole or not there, and those that were printed were written unless the run says otherwise."""
    found = []
    digests = {run["run_id"]: run["digest"] for run in facts.runs if run["status"] != "running"}
    for folder in facts.folders:
        if folder.problems or folder.files != ["audit.json", "junit.xml", "report.html"]:
            found.append(f"half a report {folder.name}: has {folder.files}; {'; '.join(folder.problems)}")
        elif folder.report["run"]["id"] != folder.name:
            found.append(f"report {folder.name} is of run {folder.report['run']['id']}")
        elif digests.get(folder.name, folder.report["digest"]) != folder.report["digest"]:
            found.append(f"report {folder.name} has another digest than the database")
    names = {folder.name for folder in facts.folders}
    for run in [*facts.ended, facts.last]:
        missing = [report["run"]["id"] for report in run.reports if report["run"]["id"] not in names]
        if len(missing) > run.errors.count(UNWRITTEN) + run.was_killed:
            found.append(f"run {missing[0]} printed a report and wrote none: {run.errors[-200:]!r}")
    return found


def _last_run(facts: Facts) -> list[str]:
    """The clean run after the faults ends as on a good day."""
    if facts.last.code not in (0, 1):
        return [f"the last run ended with exit code {facts.last.code}: {facts.last.errors[-300:]!r}"]
    report = next(iter(facts.last.reports), None)
    if report is None or report["reconciled"] is not True:
        return ["the last run is not reconciled"]
    return [] if report["counts"]["loaded"] else ["the last run loaded none of the messages sent after the faults"]


def _left_behind(facts: Facts) -> list[str]:
    """No process, no temporary file; of processes that were killed only the temporary names of their reports."""
    killed = {run.pid for run in facts.ended if run.was_killed}
    found = [f"process left: {line}" for line in facts.processes]
    found += [f"temporary file left: {path}" for path in facts.temporary]
    for name in facts.strays:
        writer = TEMPORARY.search(name)
        if not (writer and int(writer.group(1)) in killed):
            found.append(f"left among the reports: {name}")
    return found
