"""Sees that plans are what their seeds say."""

from catalog import NAMES
from messages import make_messages
from plan import SHORT, make_plan


def cases():
    """Names of cases, each with what went wrong or None."""
    plans = [make_plan(seed) for seed in SHORT]
    missing = set(NAMES) - {name for plan in plans for name in plan.names}
    yield "the short rounds hold every fault", ", ".join(sorted(missing)) or None
    kinds = {plan.server for plan in plans} | {"embedded" for plan in plans if plan.embedded}
    yield "the short rounds hold both servers and the embedded cluster", None if len(kinds) == 3 else str(kinds)
    services = {plan.server for plan in plans if plan.service_window}
    yield "the short rounds hold services of both servers' queues", None if len(services) == 2 else str(services)
    same = all(make_plan(seed) == make_plan(seed) and make_messages(make_plan(seed)) == make_messages(make_plan(seed))
               for seed in range(20))
    yield "a seed always makes the same plan and the same messages", None if same else "they differ"
    seen = {name for seed in range(3 * len(NAMES)) for name in make_plan(seed).names}
    yield "seeds in a row meet every fault", ", ".join(sorted(set(NAMES) - seen)) or None
