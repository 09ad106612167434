"""One peer on one data set: `peers.py PEER WORK SCHEMA DATA ROUNDS` prints one JSON object as ValidatorBenchmark does.

Each does what its documentation advises: the validator is made once, formats are asserted, and the errors of what fails
are all made where the library can.
"""

import json
import sys
import time

# A document is validated so often in a row, as the benchmark of Blaze's command line does.
REPETITIONS = 20


def jsonschema_rs(schema):
    import jsonschema_rs as library
    import orjson

    validator = library.validator_for(schema, validate_formats=True)
    return orjson.loads, validator.is_valid, lambda document: list(validator.iter_errors(document))


def fastjsonschema(schema):
    import fastjsonschema as library
    import orjson

    check = library.compile(schema)

    def is_valid(document):
        try:
            check(document)
            return True
        except library.JsonSchemaException:
            return False

    return orjson.loads, is_valid, lambda document: None


def jsonschema(schema):
    import jsonschema as library

    kind = library.validators.validator_for(schema)
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    return json.loads, validator.is_valid, lambda document: list(validator.iter_errors(document))


def works(parts, lines):
    """The works by name: each returns how many documents are valid."""
    load, is_valid, errors = parts

    def judge():
        valid = 0
        for line in lines:
            try:
                document = load(line)
            except ValueError:
                continue
            if is_valid(document):
                valid += 1
            else:
                errors(document)
        return valid

    def validate(documents):
        return lambda: sum(is_valid(document) for document in documents for _ in range(REPETITIONS)) // REPETITIONS

    return {"judge": lambda: judge, "validate": lambda: validate([load(line) for line in lines])}


def main():
    peer, work, schema_path, data_path, rounds = sys.argv[1:]
    with open(schema_path, "rb") as file:
        schema = json.load(file)
    with open(data_path, "rb") as file:
        lines = file.read().splitlines()
    make = globals()[peer]
    if work == "compile":
        run = lambda: 0 if make(schema) is None else 1
    else:
        run = works(make(schema), lines)[work]()
    repetitions = REPETITIONS if work == "validate" else 1
    valid = run()
    seconds = []
    for _ in range(int(rounds)):
        start = time.perf_counter()
        valid = run()
        seconds.append((time.perf_counter() - start) / repetitions)
    print(json.dumps({"rounds": seconds, "documents": len(lines), "valid": valid}))


if __name__ == "__main__":
    main()
