"""One of the ways to load in Python: `load_peers.py WAY FILE CONNECTION`, for scripts/benchmark load.

Each reads NDJSON, drops or sets aside what is broken, masks two fields with SHA-256 and a key, and appends to the table
`user_logins`, which is there with its index. Message ids come from the place in the file, in order, so that the index
grows at its end, as audit's do.

    pandas, pandas-multi    json, hashlib, pandas to_sql; the checks are those of a usual script: names and types
    copy-text, copy-binary  orjson, jsonschema-rs with formats and all errors, hashlib, psycopg 3 COPY; broken messages
                            go to the table `quarantine` with their errors, in the same transaction
"""

import datetime
import hashlib
import json
import sys
import uuid

KEY = b"0123456789abcdef0123456789abcdef"
COLUMNS = [
    "message_id", "user_id", "device_type", "masked_ip", "masked_device_id", "locale", "app_version", "create_date",
    "run_id",
]
TYPES = ["uuid", "varchar", "varchar", "varchar", "varchar", "varchar", "varchar", "date", "uuid"]
BATCH = 25_000
TODAY = datetime.date.today()
RUN = uuid.uuid4()


def mask(value):
    return hashlib.sha256(KEY + value.encode()).hexdigest()


# MARK: pandas


def usual(line):
    """The message of a line, or None: what a script that checks at all does."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    if not isinstance(message, dict):
        return None
    for name in ("user_id", "app_version", "device_type", "ip", "device_id"):
        if not isinstance(message.get(name), str):
            return None
    return message


def with_pandas(path, connection, **options):
    import pandas
    import psycopg
    import sqlalchemy

    engine = sqlalchemy.create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(connection))
    types = {"message_id": sqlalchemy.Uuid, "run_id": sqlalchemy.Uuid, "create_date": sqlalchemy.Date}
    broken = 0
    with open(path, "rb") as file, engine.connect() as database:
        rows = []

        def write():
            pandas.DataFrame(rows, columns=COLUMNS).to_sql(
                "user_logins", database, if_exists="append", index=False, dtype=types, **options)
            database.commit()
            rows.clear()

        offset = 0
        for line in file:
            message = usual(line)
            if message is None:
                broken += 1
            else:
                rows.append((
                    uuid.UUID(int=offset), message["user_id"], message["device_type"], mask(message["ip"]),
                    mask(message["device_id"]), message.get("locale"), message["app_version"], TODAY, RUN))
            offset += len(line)
            if len(rows) == BATCH:
                write()
        write()
    return broken


# MARK: COPY


def judged(path):
    """For each line its offset, its message or None, and its errors."""
    import jsonschema_rs
    import orjson
    import yaml

    with open("contract.yaml", "rb") as file:
        validator = jsonschema_rs.validator_for(yaml.safe_load(file)["message"], validate_formats=True)
    offset = 0
    with open(path, "rb") as file:
        for line in file:
            try:
                message = orjson.loads(line)
            except ValueError:
                yield offset, None, [{"keyword": "json"}]
            else:
                if validator.is_valid(message):
                    yield offset, message, None
                else:
                    yield offset, None, [
                        {"pointer": list(error.instance_path), "keyword": list(error.schema_path)}
                        for error in validator.iter_errors(message)]
            offset += len(line)


def as_text(rows):
    """COPY's text form. What the contract lets through holds no tab, backslash or line break."""
    today, run = TODAY.isoformat(), str(RUN)
    return "".join([
        f"{uuid.UUID(int=offset)}\t{m['user_id']}\t{m['device_type']}\t{mask(m['ip'])}\t{mask(m['device_id'])}\t"
        f"{m.get('locale') or chr(92) + 'N'}\t{m['app_version']}\t{today}\t{run}\n" for offset, m in rows])


def write_text(cursor, rows):
    with cursor.copy(f"COPY user_logins ({', '.join(COLUMNS)}) FROM STDIN") as copy:
        copy.write(as_text(rows))


def write_binary(cursor, rows):
    with cursor.copy(f"COPY user_logins ({', '.join(COLUMNS)}) FROM STDIN (FORMAT binary)") as copy:
        copy.set_types(TYPES)
        for offset, m in rows:
            copy.write_row((
                uuid.UUID(int=offset), m["user_id"], m["device_type"], mask(m["ip"]), mask(m["device_id"]),
                m.get("locale"), m["app_version"], TODAY, RUN))


def with_copy(path, connection, write_rows):
    import orjson
    import psycopg

    broken = 0
    with psycopg.connect(connection) as database, database.cursor() as cursor:
        rows, refused = [], []

        def write():
            if rows:
                write_rows(cursor, rows)
            if refused:
                with cursor.copy("COPY quarantine (message_id, errors) FROM STDIN") as copy:
                    for offset, errors in refused:
                        copy.write_row((uuid.UUID(int=offset), orjson.dumps(errors).decode()))
            database.commit()
            rows.clear()
            refused.clear()

        for offset, message, errors in judged(path):
            if errors is None:
                rows.append((offset, message))
            else:
                refused.append((offset, errors))
                broken += 1
            if len(rows) + len(refused) == BATCH:
                write()
        write()
    return broken


WAYS = {
    "pandas": lambda path, connection: with_pandas(path, connection),
    "pandas-multi": lambda path, connection: with_pandas(path, connection, method="multi", chunksize=1_000),
    "copy-text": lambda path, connection: with_copy(path, connection, write_text),
    "copy-binary": lambda path, connection: with_copy(path, connection, write_binary),
}

if __name__ == "__main__":
    print(json.dumps({"broken": WAYS[sys.argv[1]](sys.argv[2], sys.argv[3])}))
