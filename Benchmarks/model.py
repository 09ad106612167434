"""Simulates loads from one queue into one database, and says what the limit is.

    model.py [--consumer 0.00005] [--server 0.000003]

A discrete-event simulation of a closed network. Each consumer has `receivers` requests out, each of which comes back
after the network's and the queue's latency with up to 10 messages; they pass the consumer's processor, wait for their
transaction, pass a processor of PostgreSQL (one connection each, so one processor at a time), and are deleted 10 a
request. Receiving pauses at `unprocessed` messages for a consumer, and at SQS's own limit of messages in flight for all.
The times of processors are measured by scripts/benchmark scaling; the latency is what AWS's documentation leads one to
expect.
"""

import argparse
import dataclasses
import heapq
import random

import measuring

# SQS, by its documentation: a request's latency (20 ms on average, a bit less from EC2), messages a request, and
# messages in flight of a queue.
LATENCY = (0.010, 0.020)
BATCH = 10
IN_FLIGHT = 120_000
# About the bytes that a login message costs on the wire with receipt handle, attributes and its deletion.
WIRE_BYTES = 1_200


@dataclasses.dataclass(frozen=True)
class Demands:
    """The processor seconds of a message: a consumer's (receiving, judging, deleting) and PostgreSQL's."""

    consumer: float
    server: float
    commit: float = 0.005


@dataclasses.dataclass(frozen=True)
class Setup:
    """How many consumers, how each is set, and on how many processors PostgreSQL runs."""

    consumers: int
    receivers: int = 4
    server_processors: int = 2
    rows: int = 2_000
    queues: int = 1
    latency: tuple = LATENCY
    # What audit does: a transaction is written after so long, or when nothing has come for so long.
    age: float = 2.0
    idle: float = 0.25
    unprocessed: int = 20_000

    @property
    def settlers(self):
        return max(8, self.receivers)


class Station:
    """So many processors with one line of work before them."""

    def __init__(self, processors):
        self.free = [0.0] * processors
        self.busy = 0.0

    def serve(self, time, demand):
        """When work that comes now is done."""
        end = max(time, heapq.heappop(self.free)) + demand
        heapq.heappush(self.free, end)
        self.busy += demand
        return end


class Consumer:
    def __init__(self):
        self.processor = Station(1)
        self.held = 0           # received and not deleted
        self.waiting = 0        # judged, not in a transaction yet
        self.oldest = 0.0
        self.newest = 0.0
        self.is_writing = False
        self.settled = 0.0      # when the settlers will be free
        self.paused = 0         # receivers that wait for room


class Simulation:
    def __init__(self, demands, setup, seed=1):
        self.demands, self.setup = demands, setup
        self.random = random.Random(seed)
        self.consumers = [Consumer() for _ in range(setup.consumers)]
        self.server = Station(setup.server_processors)
        self.in_flight = self.deleted = self.most_in_flight = 0
        self.events, self.count = [], 0

    def at(self, time, act, *arguments):
        self.count += 1
        heapq.heappush(self.events, (time, self.count, act, arguments))

    def latency(self):
        return self.random.uniform(*self.setup.latency)

    def run(self, seconds, warm_up):
        """Messages a second after the warm-up."""
        for consumer in self.consumers:
            for _ in range(self.setup.receivers):
                self.at(self.latency(), self.receive, consumer)
        start = None
        while self.events and self.events[0][0] < warm_up + seconds:
            time, _, act, arguments = heapq.heappop(self.events)
            if start is None and time >= warm_up:
                start = self.deleted, self.server.busy, [one.processor.busy for one in self.consumers]
            act(time, *arguments)
        self.server_share = (self.server.busy - start[1]) / seconds / self.setup.server_processors
        self.consumer_share = max(
            one.processor.busy - before for one, before in zip(self.consumers, start[2])) / seconds
        return (self.deleted - start[0]) / seconds

    def receive(self, time, consumer):
        """A request that comes now has been answered with a full batch."""
        if self.in_flight + BATCH > IN_FLIGHT * self.setup.queues:
            self.at(time + self.latency(), self.receive, consumer)
            return
        self.in_flight += BATCH
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        consumer.held += BATCH
        end = consumer.processor.serve(time, self.demands.consumer * BATCH)
        self.at(end, self.judged, consumer)
        if consumer.held + self.setup.receivers * BATCH > self.setup.unprocessed:
            consumer.paused += 1
        else:
            # The receiver parses its own answer before it asks again.
            self.at(end + self.latency(), self.receive, consumer)

    def judged(self, time, consumer):
        if consumer.waiting == 0:
            consumer.oldest = time
            self.at(time + self.setup.age, self.write, consumer)
        consumer.waiting += BATCH
        consumer.newest = time
        self.at(time + self.setup.idle, self.write, consumer)
        self.write(time, consumer)

    def write(self, time, consumer):
        is_due = (
            consumer.waiting >= self.setup.rows or time - consumer.oldest >= self.setup.age - 1e-9
            or time - consumer.newest >= self.setup.idle - 1e-9)
        if consumer.is_writing or consumer.waiting == 0 or not is_due:
            return
        rows, consumer.waiting, consumer.is_writing = consumer.waiting, 0, True
        end = self.server.serve(time, rows * self.demands.server) + self.demands.commit
        self.at(end, self.written, consumer, rows)

    def written(self, time, consumer, rows):
        consumer.is_writing = False
        start = max(time, consumer.settled)
        requests = -(-rows // BATCH)
        seconds = sum(self.setup.latency) / 2 * requests / self.setup.settlers
        slices = min(requests, 50)
        for number in range(slices):
            part = rows * (number + 1) // slices - rows * number // slices
            self.at(start + seconds * (number + 1) / slices, self.settle, consumer, part)
        consumer.settled = start + seconds
        self.write(time, consumer)

    def settle(self, time, consumer, messages):
        self.deleted += messages
        self.in_flight -= messages
        consumer.held -= messages
        while consumer.paused and consumer.held + self.setup.receivers * BATCH <= self.setup.unprocessed:
            consumer.paused -= 1
            self.at(time + self.latency(), self.receive, consumer)


def limit(simulation):
    """What holds the loads up."""
    if simulation.server_share > 0.9:
        return "PostgreSQL"
    if simulation.most_in_flight > 0.98 * IN_FLIGHT * simulation.setup.queues:
        return "messages in flight"
    if simulation.consumer_share > 0.9:
        return "the consumers' processors"
    return "the queue's latency: more receivers"


def simulate(demands, setup, seconds=4.0, warm_up=4.0):
    simulation = Simulation(demands, setup)
    rate = simulation.run(seconds, warm_up)
    return rate, simulation


SETUPS = [
    Setup(1), Setup(1, receivers=16), Setup(1, receivers=64), Setup(10), Setup(10, receivers=16), Setup(100),
    Setup(100, rows=500), Setup(100, receivers=16, rows=500), Setup(100, receivers=16, queues=10),
    Setup(100, receivers=16, queues=10, server_processors=16),
]


def row(demands, setup):
    rate, simulation = simulate(demands, setup)
    return [
        f"{setup.consumers}", f"{setup.receivers}", f"{setup.rows:,}", f"{setup.queues}", f"{setup.server_processors}",
        f"{rate:,.0f}", f"{simulation.consumer_share:.0%}", f"{simulation.server_share:.0%}",
        f"{simulation.most_in_flight:,}", f"{rate * WIRE_BYTES * 8 / 1e6:,.0f} Mbit/s", limit(simulation)]


def report(demands):
    """The forecast as text in Markdown."""
    head = ["consumers", "receivers each", "batch-rows", "queues", "PostgreSQL's processors", "messages/s",
            "a consumer's processor", "PostgreSQL's", "most in flight", "network", "the limit"]
    text = (f"Measured: {demands.consumer * 1e6:.1f} µs of a consumer's processor and {demands.server * 1e6:.1f} µs of "
            f"PostgreSQL's a message. Assumed: {LATENCY[0] * 1e3:.0f} to {LATENCY[1] * 1e3:.0f} ms a request of SQS, "
            "one processor for each consumer, one table.\n\n")
    return text + measuring.table(head, [row(demands, setup) for setup in SETUPS])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--consumer", type=float, default=50e-6, help="processor seconds of a message")
    parser.add_argument("--server", type=float, default=3e-6, help="PostgreSQL's processor seconds of a message")
    options = parser.parse_args()
    print(report(Demands(options.consumer, options.server)))


if __name__ == "__main__":
    main()
