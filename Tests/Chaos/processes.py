"""Looking at processes and ending them."""

import os
import signal
import socket
import subprocess


def children_of(parent: int) -> list[int]:
    """The ids of the processes that a process started."""
    listing = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [line.split() for line in listing.splitlines()]
    return [int(pid) for pid, ppid in pairs if int(ppid) == parent]


def mentioning(text: str) -> list[str]:
    """The processes, but this one's `ps`, whose command line holds a text."""
    listing = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    found = [line.strip() for line in listing.splitlines() if text in line]
    return [line for line in found if int(line.split()[0]) != os.getpid() and not line.split()[1].startswith("Z")]


def send_signal(pid: int, number: int) -> bool:
    """Sends a signal; false where the process is gone."""
    try:
        os.kill(pid, number)
        return True
    except ProcessLookupError:
        return False


def kill_tree(pid: int) -> int:
    """Kills a process and its children as a power cut does: none of them can tidy up. Returns how many were killed."""
    if not send_signal(pid, signal.SIGSTOP):
        return 0
    return sum(send_signal(process, signal.SIGKILL) for process in [*children_of(pid), pid])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


#: A shell that ends its server when the harness is gone, however that came about: the pipe on its input closes then.
GUARD = '"$@" & server=$!; cat >/dev/null; kill -QUIT $server 2>/dev/null; wait $server'


def guarded(command: list[str], **options) -> subprocess.Popen:
    """Starts a server that does not outlive the harness; `guard.stdin.close()` ends it."""
    return subprocess.Popen(["/bin/sh", "-c", GUARD, "guard", *command], stdin=subprocess.PIPE, **options)
