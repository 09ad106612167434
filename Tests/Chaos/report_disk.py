"""The directory of the reports, and what can be wrong with it."""

import errno
import os
import pathlib
import shutil
import subprocess
import threading

#: What a run says, in the system's words, when a fault kept it from writing its report.
CAUSES = {
    "reports-limit": ("File too large",),
    "reports-full": ("No space left on device",),
    "reports-read-only": ("Read-only file system", "Permission denied"),
    "reports-blocked": ("Not a directory", "File exists", "No such file or directory"),
}
UNWRITTEN = "could not be written"


class ReportDisk:
    """As root a file system of its own where that can be mounted; otherwise a plain directory."""

    SIZE = 4 << 20

    def __init__(self, directory: pathlib.Path, wants_own: bool):
        self.directory = directory
        #: Held by the fault that is on: they do not mix.
        self.turn = threading.Lock()
        directory.mkdir()
        self.is_mounted = wants_own and os.geteuid() == 0 and self._mount("-t", "tmpfs", "-o", f"size={self.SIZE}",
                                                                          "audit-chaos")

    def _mount(self, *options: str) -> bool:
        if not shutil.which("mount"):
            return False
        return subprocess.run(["mount", *options, str(self.directory)], capture_output=True).returncode == 0

    @property
    def _contract(self) -> pathlib.Path:
        return self.directory / "user_logins"

    @property
    def _aside(self) -> pathlib.Path:
        return self.directory / ".user_logins.aside"

    @property
    def _filler(self) -> pathlib.Path:
        return self.directory / ".filler"

    def fill(self, left: int) -> bool:
        """Fills the disk but for so many bytes; false where there is no disk that may be filled."""
        if not self.is_mounted:
            return False
        try:
            with open(self._filler, "wb", buffering=0) as filler:
                while filler.write(bytes(4096)):
                    pass
        except OSError as error:
            if error.errno != errno.ENOSPC:
                return False
        os.truncate(self._filler, max(0, self._filler.stat().st_size - left))
        return True

    def empty(self):
        self._filler.unlink(missing_ok=True)

    def lock(self) -> bool:
        """Makes the directory read-only; false where this user may write everywhere all the same."""
        if self.is_mounted:
            # Busy while a consumer has a file open for writing.
            return self._mount("-o", "remount,ro")
        if os.geteuid() == 0:
            return False
        for place in (self._contract, self.directory):
            if place.is_dir():
                place.chmod(0o555)
        return True

    def unlock(self):
        if self.is_mounted:
            self._mount("-o", "remount,rw")
            return
        for place in (self.directory, self._contract):
            if place.is_dir():
                place.chmod(0o755)

    def block(self) -> bool:
        """Puts a file where the contract's directory should be."""
        try:
            if self._contract.is_dir():
                self._contract.rename(self._aside)
            self._contract.write_text("")
            return True
        except OSError:
            return False

    def unblock(self):
        if self._contract.is_file():
            self._contract.unlink()
        if self._aside.is_dir():
            self._aside.rename(self._contract)

    def restore(self):
        """Takes every fault back."""
        self.unlock()
        self.empty()
        self.unblock()

    def remove(self):
        if self.is_mounted:
            subprocess.run(["umount", "-l", str(self.directory)], check=False)
            self.is_mounted = False


def count_unwritten(runs) -> dict[str, int]:
    """How many runs could not write their report, by the fault that their error names."""
    found = {}
    for run in runs:
        for name, causes in CAUSES.items():
            if UNWRITTEN in run.errors and any(cause in run.errors for cause in causes):
                found[name] = found.get(name, 0) + 1
                break
    return found
