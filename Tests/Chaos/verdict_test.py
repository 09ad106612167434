"""Plants violations behind a round without faults, one after the other, and looks whether the verdict names them."""

import contextlib
import dataclasses
import subprocess
import sys

import facts
from chaos_round import Outcome, Round
from plan import Plan
from verdict import judge

TABLES = ("user_logins", "audit.quarantine", "audit.run")
A_ROW = "(SELECT message_id FROM user_logins ORDER BY message_id LIMIT 1)"
AN_ENTRY = "(SELECT message_id FROM audit.quarantine ORDER BY message_id LIMIT 1)"
A_RUN = "(SELECT run_id FROM audit.run WHERE loaded > 100 LIMIT 1)"
COPY = "INSERT INTO user_logins SELECT {id}, user_id, device_type, masked_ip, masked_device_id, locale, app_version, " \
       "create_date, run_id FROM user_logins WHERE message_id = " + A_ROW

#: What is planted, and what the verdict must say.
STATEMENTS = {
    "a row is missing": (f"DELETE FROM user_logins WHERE message_id = {A_ROW}", "lost: "),
    "a row is doubled": (COPY.format(id="message_id"), "doubled rows 1"),
    "a row of no message": (COPY.format(id="gen_random_uuid()"), "never sent 1"),
    "a broken message is loaded": (COPY.format(id=AN_ENTRY), "broken and loaded 1"),
    "a message is in two places": (COPY.format(id=AN_ENTRY), "in two places"),
    "a row has another version": (
        f"UPDATE user_logins SET app_version = '0.0.1' WHERE message_id = {A_ROW}", "differ from their message 1"),
    "a row has another user": (
        f"UPDATE user_logins SET user_id = 'x' WHERE message_id = {A_ROW}", "differ from their message 1"),
    "an address is not masked": (
        f"UPDATE user_logins SET masked_ip = NULL WHERE message_id = {A_ROW}", "masks that are missing"),
    "a valid message is in quarantine": (
        f"UPDATE audit.quarantine SET message_id = {A_ROW} WHERE message_id = {AN_ENTRY}", "valid and in quarantine"),
    "a valid message is said to have crashed programs that nobody killed": (
        f"""UPDATE audit.quarantine SET message_id = {A_ROW}, errors = '[{{"keyword": "message.crashed"}}]' """
        f"WHERE message_id = {AN_ENTRY}", "valid and in quarantine"),
    "an entry is missing": (f"DELETE FROM audit.quarantine WHERE message_id = {AN_ENTRY}", "lost: "),
    "an entry is closed": (
        f"UPDATE audit.quarantine SET status = 'discarded' WHERE message_id = {AN_ENTRY}", "lost: "),
    "a run is not reconciled": (
        f"""UPDATE audit.run SET report = jsonb_set(report, '{{reconciled}}', 'false') WHERE run_id = {A_RUN}""",
        "and not reconciled"),
    "a run never ended": (
        "INSERT INTO audit.run (run_id, contract, contract_version, contract_fingerprint, source, status) "
        "VALUES (gen_random_uuid(), 'user_logins', '1', '1', 's', 'running')", "still running, with 0"),
    "a run that ended is still running": (
        f"UPDATE audit.run SET status = 'running' WHERE run_id = {A_RUN}", "is still running and said"),
    "a run counts one row more": (
        f"UPDATE audit.run SET loaded = loaded + 1 WHERE run_id = {A_RUN}", "all runs together loaded"),
    "a run read one message more": (
        f"UPDATE audit.run SET read = read + 1 WHERE run_id = {A_RUN}", "and accounts for"),
    "a run holds one row more": (
        f"UPDATE audit.run SET rows_held = rows_held + 1 WHERE run_id = {A_RUN}", "rows and"),
    "a digest differs": (f"UPDATE audit.run SET digest = 'x' WHERE run_id = {A_RUN}", "another digest"),
}


def cases(harness):
    """Names of cases, each with what went wrong or None."""
    plan = Plan(seed=4_711, messages=240, broken=0.1, consumers=1, visibility=30, batch_rows=50, window=0)
    round_ = Round(plan, harness.audit, harness.directory / "self-test", harness.cluster, harness.server(plan.server))
    outcome = Outcome(plan)
    try:
        found = round_.run(outcome)
        clean = judge(found)
        yield "a round without faults has no violation", "; ".join(clean) or None
        stage = round_.stage
        _run(stage, "ALTER TABLE user_logins DROP CONSTRAINT IF EXISTS user_logins_pkey; "
             "DROP INDEX IF EXISTS user_logins_key; CREATE SCHEMA kept")
        for table in TABLES:
            _run(stage, f"CREATE TABLE kept.{table.split('.')[-1]} AS TABLE {table}")
        for name, (sql, expected) in STATEMENTS.items():
            with _changed_tables(stage, sql):
                yield name, _problem(_again(stage, found), expected)
        for name, plant, expected in OTHERS:
            with plant(stage):
                yield name, _problem(_again(stage, found), expected)
        for name, changes, expected in _changes(found):
            yield name, _problem(dataclasses.replace(_again(stage, found), **changes), expected)
        yield "nothing of all this is left", "; ".join(judge(_again(stage, found))) or None
    finally:
        round_.take_down(outcome)
    yield from _service_cases(harness)


def _service_cases(harness):
    """The same for consumers that are services."""
    plan = Plan(seed=4_712, messages=240, broken=0.1, consumers=2, visibility=30, batch_rows=50, window=0,
                service_window=1)
    round_ = Round(plan, harness.audit, harness.directory / "self-test", harness.cluster, harness.server(plan.server))
    outcome = Outcome(plan)
    try:
        found = round_.run(outcome)
        yield "a round of services without faults has no violation", "; ".join(judge(found)) or None
        for name, changes, expected in _service_changes(found):
            yield name, _problem(dataclasses.replace(found, **changes), expected)
    finally:
        round_.take_down(outcome)


def _again(stage, found: "facts.Facts") -> "facts.Facts":
    return facts.collect(stage, found.sent, found.ended, found.last)


def _run(stage, sql: str):
    with stage.home.open() as database:
        database.run(sql)


def _problem(found: "facts.Facts", expected: str) -> str | None:
    violations = judge(found)
    if any(expected in violation for violation in violations):
        return None
    return f"expected \"{expected}\", found {violations or 'nothing'}"


@contextlib.contextmanager
def _changed_tables(stage, sql: str):
    _run(stage, sql)
    yield
    for table in TABLES:
        _run(stage, f"TRUNCATE {table}; INSERT INTO {table} SELECT * FROM kept.{table.split('.')[-1]}")


# Files, processes and the queue.

def _report_file(stage, name: str):
    return next(path for path in (stage.job.reports / "user_logins").iterdir() if not path.is_symlink()) / name


@contextlib.contextmanager
def _cut_file(stage, name: str):
    path = _report_file(stage, name)
    content = path.read_bytes()
    path.write_bytes(content[:len(content) // 2])
    yield
    path.write_bytes(content)


@contextlib.contextmanager
def _missing_file(stage, name: str):
    path = _report_file(stage, name)
    content = path.read_bytes()
    path.unlink()
    yield
    path.write_bytes(content)


@contextlib.contextmanager
def _missing_report(stage):
    folder = _report_file(stage, "audit.json").parent
    aside = stage.directory / "aside"
    folder.rename(aside)
    yield
    aside.rename(folder)


@contextlib.contextmanager
def _file(path):
    path.write_text("")
    yield
    path.unlink()


@contextlib.contextmanager
def _process(stage):
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", str(stage.directory)])
    yield
    sleeper.kill()
    sleeper.wait()


@contextlib.contextmanager
def _message(stage):
    stage.queue.send(["{}"])
    yield
    taken = stage.queue.client.receive_message(QueueUrl=stage.queue.url, WaitTimeSeconds=1)["Messages"][0]
    stage.queue.client.delete_message(QueueUrl=stage.queue.url, ReceiptHandle=taken["ReceiptHandle"])


OTHERS = [
    ("half of audit.json", lambda stage: _cut_file(stage, "audit.json"), "half a report"),
    ("half of junit.xml", lambda stage: _cut_file(stage, "junit.xml"), "half a report"),
    ("half of report.html", lambda stage: _cut_file(stage, "report.html"), "half a report"),
    ("no junit.xml", lambda stage: _missing_file(stage, "junit.xml"), "half a report"),
    ("a report is missing", _missing_report, "printed a report and wrote none"),
    ("a temporary file among the reports",
     lambda stage: _file(stage.job.reports / "user_logins" / ".audit.json.1.2.tmp"), "left among the reports"),
    ("a temporary file", lambda stage: _file(stage.job.temporary / "left"), "temporary file left"),
    ("a process is left", _process, "process left"),
    ("a message is left", _message, "the queue is not empty"),
]


def _ended(found: "facts.Facts", **changes):
    """The first process with another ending."""
    first, rest = found.ended[0], found.ended[1:]
    return {"ended": [dataclasses.replace(first, **changes), *rest]}


def _service_changes(found: "facts.Facts"):
    """Endings of services that no round without faults has."""
    output = found.ended[0].output
    summary = output.splitlines()[-1]
    loaded = found.ended[0].summary["counts"]["loaded"]
    more = summary.replace(f'"loaded":{loaded},', f'"loaded":{loaded + 1},')
    return [
        ("a service ended with another code", _ended(found, code=0), "ended with exit code 0"),
        ("a service said nothing at its end", _ended(found, output=output.replace(summary, "")), "without a summary"),
        ("a service's summary lacks a window", _ended(found, output=summary), "windows, and printed 0"),
        ("a service's summary counts one more",
         _ended(found, output=output.replace(summary, more)),
         f"sums up {loaded + 1} loaded"),
        ("a service did not end", _ended(found, is_stuck=True), "did not end"),
        ("a window is running whose service was not killed",
         {"runs": [{**run, "status": "running"} for run in found.runs]}, "is still running and said"),
    ]


def _changes(found: "facts.Facts"):
    """Endings of processes that no round without faults has."""

    def ended(**changes):
        return _ended(found, **changes)

    return [
        ("a process crashed", ended(code=-6), "died by signal 6, which nobody sent"),
        ("a process ended with another code", ended(code=2), "exit code 2 and says"),
        ("a process ended with a code of its own", ended(code=78), "exit code 78"),
        ("a process said nothing", ended(output=""), "without a report"),
        ("a process did not end", ended(is_stuck=True), "did not end"),
        ("the last run failed", {"last": dataclasses.replace(found.last, code=2)}, "the last run ended with"),
        ("the last run said nothing", {"last": dataclasses.replace(found.last, output="")}, "is not reconciled"),
        ("messages were nowhere", {"sent_before_last": 9, "queued_before_last": 4, "stored_before_last": 4},
         "before the last run"),
    ]
