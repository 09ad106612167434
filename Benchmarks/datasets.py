"""Makes the data sets of the validator's benchmark: DIRECTORY/NAME.schema.json and DIRECTORY/NAME.ndjson.

The same seed always gives the same bytes. Where a schema must be of draft 7 for a peer that knows no later one, there
is NAME.draft7.schema.json too. NAME.hot.jsonl holds the first documents that are JSON: few enough to stay in a cache,
for works that do not parse.
"""

import json
import pathlib
import random
import subprocess
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
DRAFT7 = "http://json-schema.org/draft-07/schema#"
HOT_DOCUMENTS = {"logins": 1_000, "wide": 40, "tree": 2, "unique": 4, "forest": 100}
LATEST = "https://json-schema.org/draft/2020-12/schema"


def write(directory, name, schema, documents):
    """Writes one data set; a document that is a text stands as it is."""
    lines = [text if isinstance(text, str) else json.dumps(text, separators=(",", ":")) for text in documents]
    (directory / f"{name}.schema.json").write_text(json.dumps({**schema, "$schema": LATEST}))
    older = json.loads(json.dumps(schema).replace("$defs", "definitions"))
    (directory / f"{name}.draft7.schema.json").write_text(json.dumps({**older, "$schema": DRAFT7}))
    (directory / f"{name}.ndjson").write_text("\n".join(lines) + "\n")
    hot = list(filter(is_json, lines))[:HOT_DOCUMENTS[name]]
    (directory / f"{name}.hot.jsonl").write_text("\n".join(hot) + "\n")


def is_json(text):
    try:
        json.loads(text)
        return True
    except ValueError:
        return False


def logins(directory, count):
    """Login messages of some 160 bytes, 5 % broken in ten ways."""
    contract = yaml.safe_load((ROOT / "schemas/user_logins.yaml").read_text())
    made = subprocess.run(
        [sys.executable, ROOT / "scripts/generate-messages", str(count), "--broken", "5%", "--seed", "7", "--quiet"],
        check=True, capture_output=True, text=True)
    write(directory, "logins", contract["message"], made.stdout.splitlines())


def wide(directory, count, source):
    """Objects of 200 properties of all kinds; one of twenty has two that are wrong."""
    kinds = [
        ({"type": "integer", "minimum": 0, "maximum": 1000}, lambda: source.randrange(1001)),
        ({"type": "string", "maxLength": 40}, lambda: "x" * source.randrange(40)),
        ({"type": "number"}, lambda: round(source.random(), 6)),
        ({"type": "boolean"}, lambda: source.random() < 0.5),
        ({"enum": ["red", "green", "blue"]}, lambda: source.choice(["red", "green", "blue"])),
        ({"type": "string", "pattern": "^[a-z]{3}-[0-9]{4}$"}, lambda: f"abc-{source.randrange(10000):04}"),
        ({"type": ["string", "null"], "format": "date"}, lambda: f"2024-{source.randrange(1, 13):02}-11"),
        ({"type": "array", "items": {"type": "integer"}}, lambda: [source.randrange(9) for _ in range(4)]),
    ]
    names = [f"property_{index:03}" for index in range(200)]
    properties = {name: kinds[index % len(kinds)] for index, name in enumerate(names)}
    schema = {
        "type": "object", "required": names[:150], "additionalProperties": False,
        "properties": {name: kind[0] for name, kind in properties.items()},
    }

    def document(number):
        members = {name: kind[1]() for name, kind in properties.items()}
        if number % 20 == 0:
            members.update({names[0]: "wrong", names[3]: []})
        return members

    write(directory, "wide", schema, [document(number) for number in range(count)])


def tree(directory, count, source):
    """Trees of some hundred nodes, twelve levels deep, by one recursive reference."""
    schema = {
        "$ref": "#/$defs/node",
        "$defs": {"node": {
            "type": "object", "required": ["value"], "additionalProperties": False,
            "properties": {
                "value": {"type": "integer"}, "name": {"type": "string", "minLength": 1},
                "children": {"type": "array", "items": {"$ref": "#/$defs/node"}},
            },
        }},
    }

    def node(depth):
        children = [node(depth - 1) for _ in range(source.choice([1, 1, 2, 2, 3]))] if depth else []
        return {"value": source.randrange(10**6), "name": f"n{depth}", "children": children}

    write(directory, "tree", schema, [node(12) for _ in range(count)])


def unique(directory, count, source):
    """Arrays of 10,000 different items, numbers and texts, and small objects in one of four."""
    schema = {"type": "array", "uniqueItems": True, "items": {"type": ["integer", "string", "object"]}}

    def document(number):
        if number % 4 == 3:
            return [{"id": item, "name": f"item {item}"} for item in range(10_000)]
        items = [item if item % 2 else f"item {item}" for item in range(10_000)]
        source.shuffle(items)
        return items

    write(directory, "unique", schema, [document(number) for number in range(count)])


def forest(directory, count, source):
    """A schema of 300 kB: definitions that are `anyOf` of objects, told apart by a constant; one of ten is wrong."""
    definitions = {}
    for group in range(150):
        branches = []
        for kind in range(8):
            fields = {f"field_{group}_{kind}_{index}": {"type": ["string", "integer"]} for index in range(4)}
            branches.append({
                "type": "object", "required": ["kind", *list(fields)[:2]],
                "properties": {"kind": {"const": f"kind_{kind}"}, **fields},
            })
        definitions[f"group_{group}"] = {"anyOf": branches}
    schema = {
        "type": "object", "additionalProperties": False, "$defs": definitions,
        "properties": {name: {"$ref": f"#/$defs/{name}"} for name in definitions},
    }

    def document(number):
        members = {}
        for group in source.sample(range(150), 20):
            kind = source.randrange(8)
            fields = {f"field_{group}_{kind}_{index}": index for index in range(4)}
            members[f"group_{group}"] = {"kind": f"kind_{kind}", **fields}
        if number % 10 == 0:
            members[next(iter(members))]["kind"] = "unknown"
        return members

    write(directory, "forest", schema, [document(number) for number in range(count)])


def make(directory, scale=1.0):
    """Makes all data sets; a scale below 1 makes them smaller."""
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    source = random.Random(11)
    logins(directory, max(100, int(200_000 * scale)))
    wide(directory, max(20, int(2_000 * scale)), source)
    tree(directory, max(5, int(40 * scale)), source)
    unique(directory, max(4, int(40 * scale)), source)
    forest(directory, max(10, int(4_000 * scale)), source)
