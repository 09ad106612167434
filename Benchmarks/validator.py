"""Measures the validator beside its peers and writes the table of Benchmarks/RESULTS.md: see scripts/benchmark.

    validator.py BENCHMARK-BINARY [--scale 1.0] [--rounds 5] [--sets logins,wide] [--results FILE]

Everything runs on one processor, peer after peer, twice in turn; the medians of all rounds are compared. Peers that do
not come to the same verdicts are marked.
"""

import argparse
import importlib.metadata
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

import datasets
import results

HERE = pathlib.Path(__file__).resolve().parent
PEERS = {
    "jsonschema_rs": "jsonschema-rs + orjson", "fastjsonschema": "fastjsonschema", "jsonschema": "jsonschema",
    "blaze": "Blaze (fast)",
}
WORKS = {"judge": "parse + validate, all errors", "validate": "validate", "compile": "compile the schema"}
# Pure Python needs minutes where the others need a second; it gets the first documents of a set.
DOCUMENTS_OF_SLOW_PEERS = {"logins": 5_000, "wide": 100, "tree": 2, "forest": 40}
BLAZE_LINE = re.compile(r"(PASS|FAIL) ([0-9.]+) \+- [0-9.]+ us")


def pinned(command):
    return ["taskset", "-c", "0", *command] if shutil.which("taskset") else command


def run(command):
    done = subprocess.run(pinned(list(map(str, command))), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def blaze(work, schema, data, rounds):
    """The CLI's own benchmark: the mean microseconds of each document, looped; it measures nothing else."""
    if work != "validate":
        return None
    program = pathlib.Path(sys.executable).parent / "jsonschema"
    done = subprocess.run(
        pinned([str(program), "validate", str(schema), str(data), "--benchmark", "--loop", "20", "--fast",
                "--format-assertion", "--continue"]), capture_output=True, text=True)
    found = BLAZE_LINE.findall(done.stdout + done.stderr)
    if not found:
        return None
    total = sum(float(microseconds) for _, microseconds in found) / 1e6
    return {"rounds": [total], "documents": len(found), "valid": sum(verdict == "PASS" for verdict, _ in found)}


def shortened(data, name):
    """The first documents of a set, for slow peers."""
    path = data.with_suffix(".short")
    if not path.exists():
        with data.open() as file:
            path.write_text("".join(line for line, _ in zip(file, range(DOCUMENTS_OF_SLOW_PEERS.get(name, 1)))))
    return path


def measure(peer, work, directory, name, binary, rounds):
    schema = directory / f"{name}.schema.json"
    data = directory / (f"{name}.ndjson" if work == "judge" else f"{name}.hot.jsonl")
    if peer == "audit":
        return run([binary, work, schema, data, rounds])
    if peer == "blaze":
        return blaze(work, schema, data, rounds)
    if peer == "fastjsonschema":
        schema = directory / f"{name}.draft7.schema.json"
        if work == "judge":
            return None  # It stops at the first error.
    if peer == "jsonschema":
        if name == "unique" and work != "compile":
            return None  # It compares every pair of objects: minutes for a document.
        data, rounds = shortened(data, name), 1
    return run([sys.executable, HERE / "peers.py", peer, work, schema, data, rounds])


def row(directory, name, work, binary, rounds):
    """The nanoseconds a document of each peer, and which of them judged otherwise."""
    found = {}
    for _ in range(2):
        for peer in ["audit", *PEERS]:
            result = measure(peer, work, directory, name, binary, rounds)
            if result is None:
                continue
            documents = 1 if work == "compile" else result["documents"]
            times = [seconds / documents * 1e9 for seconds in result["rounds"]]
            entry = found.setdefault(peer, {"times": [], "valid": result["valid"], "documents": result["documents"]})
            entry["times"] += times
    own = found["audit"]
    for entry in found.values():
        entry["nanoseconds"] = statistics.median(entry["times"])
        entry["agrees"] = entry["documents"] != own["documents"] or entry["valid"] == own["valid"] or work == "compile"
    return found


def cell(found, peer):
    if peer not in found:
        return "—"
    ratio = found[peer]["nanoseconds"] / found["audit"]["nanoseconds"]
    mark = "" if found[peer]["agrees"] else " ¹"
    return f"{results.time(found[peer]['nanoseconds'])} ({ratio:.2f}×){mark}"


def versions():
    names = ["jsonschema-rs", "orjson", "fastjsonschema", "jsonschema", "sourcemeta-jsonschema"]
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sets", default=",".join(datasets.HOT_DOCUMENTS), help="the data sets, separated by commas")
    parser.add_argument("--results")
    options = parser.parse_args()
    lines = ["| data set | documents | work | audit | " + " | ".join(PEERS.values()) + " |",
             "| --- | ---: | --- | ---: |" + " ---: |" * len(PEERS)]
    print("\n".join(lines), flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(temporary)
        datasets.make(directory, options.scale)
        for name in options.sets.split(","):
            for work, title in WORKS.items():
                found = row(directory, name, work, options.binary, options.rounds)
                own = found["audit"]
                line = f"| {name} | {own['documents']:,} | {title} | {results.time(own['nanoseconds'])} | "
                line += " | ".join(cell(found, peer) for peer in PEERS) + " |"
                lines.append(line)
                print(line, flush=True)
    if options.results:
        text = "Times are for one document, or one schema; in brackets how many times as long as audit's.\n\n"
        text += "\n".join(lines) + "\n\n¹ other verdicts than audit's: it knows fewer formats or keywords.\n"
        results.replace(options.results, "validator", text, versions())


if __name__ == "__main__":
    main()
