"""Writes the sections of Benchmarks/RESULTS.md, each with its date, versions and the machine's shape."""

import datetime
import os
import pathlib
import platform
import re


def time(nanoseconds):
    """A time in the unit that reads best."""
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.0f} ns"


def machine():
    """Processors, model and memory, without a name."""
    model = platform.machine()
    try:
        found = re.search(r"model name\s*: (.+)", pathlib.Path("/proc/cpuinfo").read_text())
        model = found.group(1) if found else model
        memory = int(re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text()).group(1)) >> 20
        return f"{os.cpu_count()} processors ({model}), {memory} GiB, {platform.system()} {platform.release().split('-')[0]}"
    except OSError:
        return f"{os.cpu_count()} processors ({model}), {platform.system()}"


def replace(path, name, text, versions):
    """Puts a section between its marks in place of what stands there, or at the end of the file."""
    path = pathlib.Path(path)
    old = path.read_text() if path.exists() else ""
    stamp = f"{datetime.date.today().isoformat()} · {machine()} · {versions}"
    section = f"<!-- {name} -->\n{stamp}\n\n{text}<!-- /{name} -->\n"
    pattern = re.compile(f"<!-- {name} -->\n.*<!-- /{name} -->\n", re.DOTALL)
    new = pattern.sub(lambda _: section, old) if pattern.search(old) else old + "\n" + section
    path.write_text(new)
