"""What is there after a round: in the database, in the queue, on the disk, among the processes."""

import json
import pathlib
import xml.etree.ElementTree
from dataclasses import dataclass, field

from consumer import Run
from messages import Message
from processes import mentioning

ROWS = """SELECT message_id, user_id, device_type, masked_ip, masked_device_id, locale, app_version, run_id
          FROM user_logins"""
ENTRIES = "SELECT message_id, status, run_id, errors->0->>'keyword' AS keyword FROM audit.quarantine"
RUNS = """SELECT run_id, status, read, valid, invalid, loaded, replaced, quarantined, released, acknowledged, rows_held,
                 quarantine_held, digest, report->'reconciled' AS reconciled, report->'run'->>'status' AS reported,
                 (SELECT count(*) FROM user_logins u WHERE u.run_id = r.run_id) AS rows_counted,
                 (SELECT count(*) FROM audit.quarantine q WHERE q.run_id = r.run_id) AS entries_counted
          FROM audit.run r ORDER BY started_at"""


@dataclass
class ReportFolder:
    """One directory beside `latest`."""

    name: str
    files: list[str]
    report: dict | None = None
    problems: list[str] = field(default_factory=list)


@dataclass
class Facts:
    """Everything that the verdict is made of."""

    sent: dict[str, Message]
    rows: list[dict]
    entries: list[dict]
    runs: list[dict]
    queue: dict[str, int]
    folders: list[ReportFolder]
    strays: list[str]
    temporary: list[str]
    processes: list[str]
    ended: list[Run]
    last: Run
    stored_before_last: int = 0
    queued_before_last: int = 0
    sent_before_last: int = 0


def collect(stage, sent: dict[str, Message], ended: list[Run], last: Run) -> Facts:
    """Looks at everything; `ended` are the consumers' processes, `last` is the clean run after them."""
    # Before the embedded server is started to be asked: it must be down by itself.
    processes = mentioning(str(stage.directory))
    folders, strays = read_reports(stage.job.reports)
    with stage.home.open() as database:
        rows, entries, runs = database.rows(ROWS), database.rows(ENTRIES), database.rows(RUNS)
    return Facts(
        sent=sent, rows=rows, entries=entries, runs=runs, queue=stage.queue.counts(), folders=folders, strays=strays,
        temporary=sorted(str(path) for path in stage.job.temporary.rglob("*")), processes=processes, ended=ended,
        last=last)


def read_reports(directory: pathlib.Path) -> tuple[list[ReportFolder], list[str]]:
    """The runs' directories, and what lies beside them and should not."""
    folders, strays = [], []
    for contract in sorted(directory.iterdir()):
        if contract.is_symlink() or not contract.is_dir():
            strays.append(contract.name)
            continue
        for entry in sorted(contract.iterdir()):
            if entry.name == "latest" and entry.is_symlink():
                if not (entry / "audit.json").is_file():
                    strays.append(f"latest, which points at {entry.readlink()} where no report is")
            elif entry.is_dir() and not entry.name.startswith("."):
                folders.append(_read_folder(entry))
            else:
                strays.append(entry.name)
    return folders, strays


def _read_folder(path: pathlib.Path) -> ReportFolder:
    folder = ReportFolder(path.name, sorted(entry.name for entry in path.iterdir()))
    try:
        folder.report = json.loads((path / "audit.json").read_text())
    except (OSError, ValueError) as error:
        folder.problems.append(f"audit.json: {type(error).__name__}")
    try:
        xml.etree.ElementTree.parse(path / "junit.xml")
    except (OSError, xml.etree.ElementTree.ParseError) as error:
        folder.problems.append(f"junit.xml: {type(error).__name__}")
    try:
        if not (path / "report.html").read_text().rstrip().endswith("</html>"):
            folder.problems.append("report.html has no end")
    except OSError as error:
        folder.problems.append(f"report.html: {type(error).__name__}")
    return folder
