"""Sees that the harness itself does not lie: planted violations are found, and the proxies do what they say."""

import plan_test
import proxy_test
import verdict_test


def self_test(harness) -> int:
    """Prints a line for each case; returns how many failed."""
    passed = failed = 0
    for name, problem in [*plan_test.cases(), *proxy_test.cases(harness), *verdict_test.cases(harness)]:
        print(f"{'FAILED' if problem else 'ok    '} {name}{': ' + problem if problem else ''}", flush=True)
        passed, failed = passed + (not problem), failed + bool(problem)
    print(f"{passed} passed, {failed} failed")
    return failed
