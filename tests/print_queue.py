"""A CUPS server of the test's own, with one queue that prints into PDF files (printer-driver-cups-pdf)."""

import os
import pwd
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

QUEUE = "Office"
_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")

_FILES = """\
ServerRoot {place}/root
RequestRoot {place}/spool
StateDir {place}/run
CacheDir {place}/cache
TempDir {place}/tmp
AccessLog {place}/log
ErrorLog {place}/log
PageLog {place}/log
"""
_SERVER = """\
Listen {place}/run/socket
LogLevel warn
Browsing No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  SubscriptionPrivateAccess default
  SubscriptionPrivateValues default
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""


class Queue(NamedTuple):
    """A queue that works."""

    server: Path
    """What CUPS_SERVER has to say."""
    out: Path
    """Where the printed files land: the folder that cups-pdf chose for this user."""
    title: str
    """A title that nobody else prints under."""

    def printed(self) -> list[Path]:
        """The files that lie there."""
        return sorted(self.out.glob(f"{self.title}*.pdf"))


@contextmanager
def queue() -> Iterator[Queue]:
    """Start the server; only root may, since the printer's driver answers to nobody else."""
    with tempfile.TemporaryDirectory(prefix="cups-", dir="/tmp") as folder:  # read by lp
        place = Path(folder)
        place.chmod(0o755)
        for name in ("root", "spool", "run", "cache", "tmp"):
            (place / name).mkdir()
        (place / "tmp").chmod(0o1777)
        files, server = place / "root/cups-files.conf", place / "root/cupsd.conf"
        files.write_text(_FILES.format(place=place))
        server.write_text(_SERVER.format(place=place))
        daemon = subprocess.Popen(
            ["/usr/sbin/cupsd", "-f", "-c", server, "-s", files],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        socket = place / "run/socket"
        made = Queue(socket, _home() / "PDF", f"briefer-{uuid.uuid4().hex[:8]}")
        try:
            _make_queue(socket)
            yield made
        finally:
            daemon.terminate()
            daemon.wait(30)
            for one in made.printed():
                one.unlink()


def wait_for(queue: Queue, job: str) -> None:
    """Until the printer has done with a job."""
    surroundings = {**os.environ, "CUPS_SERVER": str(queue.server)}
    for _attempt in range(3000):
        told = subprocess.run(
            ["lpstat", "-W", "completed", "-o"],
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        if any(line.startswith(f"{job} ") for line in told.stdout.splitlines()):
            return
    raise RuntimeError(f"{job} is not printed")


def _make_queue(socket: Path) -> None:
    """Ask until the server is there; `lpadmin` itself waits for nobody."""
    command = ["lpadmin", "-p", QUEUE, "-D", "Second floor", "-v", "cups-pdf:/", "-E", "-P", _PPD]
    surroundings = {**os.environ, "CUPS_SERVER": str(socket)}
    for _attempt in range(2000):
        told = subprocess.run(command, env=surroundings, capture_output=True, check=False)
        if told.returncode == 0:
            subprocess.run(["lpadmin", "-d", QUEUE], env=surroundings, check=True)
            return
    raise RuntimeError("the print server does not answer")


def _home() -> Path:
    return Path(pwd.getpwuid(os.getuid()).pw_dir)
