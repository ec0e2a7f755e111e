"""The folder `NAME.briefer`: what lies in it, the clear `workspace.json`, and who has it open.

    workspace.json   what the folder is: format, id, cipher and key slots, schema revision; nothing of visits
    records.db       everything else
    backups/         backups of each day, from before migrations, and those asked for
    open/            a small file for each process that has it open
    next/            for a moment: what takes the place of its namesakes (`replacing`)

Not here: the database in it (`database`).
"""

import contextlib
import errno
import getpass
import glob
import os
import platform
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.records.base import new_id

SUFFIX = ".briefer"
FORMAT = 1
"""Of `workspace.json`; raised when an old program could misread a new folder."""
_LARGEST_IDENTITY = 1_000_000


class KeySlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The database's key, wrapped with one passphrase or code. Texts are base64."""

    label: str
    salt: str
    nonce: str
    wrapped: str
    iterations: int
    lanes: int
    memory: int
    """KiB."""
    check: str = ""
    """A sum over all the rest, which tells a damaged slot from a wrong passphrase; empty in slots of old programs."""


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `workspace.json` says. It is readable without the key, so it says nothing of visits."""

    format: int
    id: UUID
    label: str
    made_by: str = ""
    """Version of the program that made it."""
    cipher: Literal["none", "sqlcipher"] = "none"
    slots: tuple[KeySlot, ...] = ()
    revision: str = ""
    """The database's schema revision when it was last opened; the database itself has the last word."""


class Folder(NamedTuple):
    """The places in a workspace."""

    path: Path

    @property
    def identity(self) -> Path:
        return self.path / "workspace.json"

    @property
    def database(self) -> Path:
        return self.path / "records.db"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def holders(self) -> Path:
        return self.path / "open"

    @property
    def next(self) -> Path:
        return self.path / "next"


def read_identity(folder: Folder) -> Identity:
    """What the folder says of itself.

    Raises:
        KnownError: it is no workspace, damaged, or made by a newer Briefer.

    """
    path = folder.path
    try:
        if not path.exists():
            raise KnownError(say("There is no workspace at {path}.").format(path=path))
        if not folder.identity.is_file():
            raise KnownError(
                say("{path} is not a workspace: it has no workspace.json.").format(path=path)
            )
        with folder.identity.open("rb") as file:
            content = file.read(_LARGEST_IDENTITY)
    except OSError as error:
        raise unreadable(folder.identity, error) from error
    damaged = say("{path} is damaged. Restore a backup of the workspace.")
    try:
        number = msgspec.json.decode(content, type=_Format).format
        if number > FORMAT:
            raise newer(path)
        return msgspec.json.decode(content, type=Identity)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise KnownError(damaged.format(path=folder.identity)) from error


class _Format(msgspec.Struct):
    format: int


def newer(path: Path) -> KnownError:
    """The error for a workspace that this program is too old for."""
    sentence = say("{path} was made by a newer Briefer. Install the newer one to open it.")
    return KnownError(sentence.format(path=path))


def unreadable(path: Path, error: OSError) -> KnownError:
    """The error for a file that cannot be read."""
    if error.errno == errno.ENAMETOOLONG:
        return _too_long(path)
    sentence = say("{path} cannot be read: {reason}.")
    return KnownError(sentence.format(path=path, reason=error.strerror or error))


_SHOWN = 60
"""Letters of a name that is too long."""


def _too_long(path: Path) -> KnownError:
    longest = max(path.parts, key=len)
    if len(longest) <= _SHOWN:
        longest = str(path)
    sentence = say("“{name}…” is a longer name than the system allows. Choose a shorter one.")
    return KnownError(sentence.format(name=longest[:_SHOWN]))


def unwritable(path: Path, error: OSError) -> KnownError:
    """The error for a file that cannot be written."""
    if error.errno == errno.ENAMETOOLONG:
        return _too_long(path)
    sentence = say("{path} cannot be written: {reason}.")
    return KnownError(sentence.format(path=path, reason=error.strerror or error))


def write_identity(folder: Folder, identity: Identity) -> None:
    """Replace `workspace.json`.

    Raises:
        KnownError: it cannot be written.

    """
    content = msgspec.json.format(msgspec.json.encode(identity), indent=2) + b"\n"
    replace(folder.identity, content)


def replace(path: Path, content: bytes) -> None:
    """Write a file at once: a temporary name in the same folder, to disk, then the right name.

    Raises:
        KnownError: it cannot be written; nothing has changed.

    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
            sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


def refuse_existing(path: Path, *, force: bool) -> None:
    """See that a file may be written, before the work on what goes into it begins.

    Raises:
        KnownError: its folder is missing; or something stands there, and it is no ordinary file or `force` is not set;
            or its name is too long.

    """
    try:
        path.with_name(f".{path.name}.{os.getpid()}.part").exists()  # as `replace` will call it
    except OSError as error:
        raise unwritable(path, error) from error
    if not path.parent.is_dir():
        sentence = say("{path} cannot be written: there is no folder {folder}.")
        raise KnownError(sentence.format(path=path, folder=path.parent))
    if path.is_dir():
        raise KnownError(say("{path} is a folder; name a file.").format(path=path))
    there = path.parent.resolve()  # a link at the path itself is replaced, not followed
    for folder in (there, *there.parents):
        _refuse_inside(path, Folder(folder))
    if (
        path.exists() and not path.is_file()
    ):  # a device or a pipe: replacing it would take it from everybody
        raise KnownError(say("{path} is no ordinary file; name another.").format(path=path))
    if path.exists() and not force:
        sentence = say("{path} exists already. Choose another name, or add --force to replace it.")
        raise KnownError(sentence.format(path=path))


def _refuse_inside(path: Path, folder: Folder) -> None:
    if folder.identity.is_file() and folder.database.is_file():
        sentence = say("{path} would stand inside the workspace {folder}. Choose another folder.")
        raise KnownError(sentence.format(path=path, folder=folder.path.name))


def refuse_unwritten(path: Path) -> None:
    """See that the database library can be told a path: it takes text, and a system may have names that are none.

    Raises:
        KnownError: it cannot.

    """
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        sentence = say("The name {path} is no UTF-8 text. Choose another name.")
        raise KnownError(sentence.format(path=path)) from error


def begin(path: Path) -> Folder:
    """An empty folder beside `path`, in which a workspace is made before it takes its name.

    What a process that died at this left behind is taken away.

    Raises:
        OSError: it cannot be made.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        if _is_abandoned(Folder(left)):
            shutil.rmtree(left, ignore_errors=True)
    made = path.with_name(f".{path.name}.{os.getpid()}.part")
    made.mkdir()
    return Folder(made)


def make_folder(path: Path) -> None:
    """See that a folder is there.

    Raises:
        KnownError: it cannot be made.

    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


def sync_folder(path: Path) -> None:
    """Bring the names in a folder to disk, where the system can."""
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


# ------------------------------------------------------------------------------- who has it open


class Holder(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One process that has the workspace open."""

    computer: str
    user: str
    process: int
    started: str = ""
    """When the process began, as the system tells it: a number may be given again."""
    since: datetime | None = None
    alone: bool = False
    """It replaces files of the workspace; nobody else may have it open meanwhile."""


def this_process(*, alone: bool = False) -> Holder:
    """What this process writes into `open/`."""
    return Holder(
        alone=alone,
        computer=platform.node(),
        user=_user(),
        process=os.getpid(),
        started=_started(os.getpid()),
        since=datetime.now(UTC).replace(microsecond=0),
    )


_UNWRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM)
"""What a system says where this user may not write, or nobody can."""


def hold(folder: Folder, *, alone: bool = False) -> Path | None:
    """Say that this process has the workspace open. Give the path back to `let_go` when it is closed.

    Processes of one user on one computer may share, since the database's own locks work between them. Each has its
    own file, so that nobody edits a common one. What a dead process of this computer left is removed. None where
    nothing can be written: whoever only reads leaves no mark. `alone` to replace its files: nobody shares it then.

    Raises:
        KnownError: another user or another computer has it open, or somebody has and may not; or the folder does not
            answer.

    """
    me = this_process(alone=alone)
    own = _mark(folder, me)
    try:
        _refuse_others(folder, me, own)
    except OSError as error:
        let_go(own)
        raise unreadable(folder.path, error) from error
    except KnownError:
        let_go(own)
        raise
    return own


def _mark(folder: Folder, me: Holder) -> Path | None:
    own = folder.holders / f"{new_id()}.json"
    unfinished = own.with_suffix(
        f".{me.process}.part"
    )  # nobody takes a half-written file for a dead one
    try:
        folder.holders.mkdir(exist_ok=True)
        unfinished.write_bytes(msgspec.json.encode(me))
        unfinished.replace(own)
    except OSError as error:
        let_go(unfinished)
        if error.errno not in _UNWRITABLE:
            raise unwritable(folder.path, error) from error
        return None
    return own


def _refuse_others(folder: Folder, me: Holder, own: Path | None) -> None:
    for path, other in _holders(folder):
        if path == own:
            continue
        if other.computer == me.computer and not _alive(other):
            let_go(path)
        elif (other.computer, other.user) != (me.computer, me.user):
            raise _held(folder, path, other)
        elif other.alone:
            sentence = say("{path} is being encrypted anew. Open it when that is done.")
            raise KnownError(sentence.format(path=folder.path))
        elif me.alone:
            sentence = say("{path} is open in another window or program. Close it there first.")
            raise KnownError(sentence.format(path=folder.path))


def _is_abandoned(folder: Folder) -> bool:
    """Whether whoever had it open was a process of this computer, and died."""
    here = platform.node()
    found = [holder for _, holder in _holders(folder)]
    return bool(found) and all(each.computer == here and not _alive(each) for each in found)


def clear_unfinished(folder: Folder) -> None:
    """Take away what processes that died had begun to write (`replace`, `hold`)."""
    here = platform.node()
    for each in (*folder.path.glob(".*.part"), *folder.holders.glob("*.part")):
        number = each.name.split(".")[-2]
        if number.isdecimal() and not _alive(Holder(computer=here, user="", process=int(number))):
            with contextlib.suppress(OSError):
                each.unlink()


def living(folder: Folder) -> set[str]:
    """The marks of all processes that have the workspace open, by the names that `hold` gave their files."""
    here = platform.node()
    return {path.stem for path, each in _holders(folder) if each.computer != here or _alive(each)}


def let_go(own: Path | None) -> None:
    """This process has closed the workspace."""
    if own:
        with contextlib.suppress(OSError):
            own.unlink(missing_ok=True)


def _holders(folder: Folder) -> list[tuple[Path, Holder]]:
    found = []
    for path in sorted(folder.holders.glob("*.json")):
        try:
            found.append((path, msgspec.json.decode(path.read_bytes(), type=Holder)))
        except FileNotFoundError:
            continue
        except (msgspec.MsgspecError, UnicodeDecodeError):  # half-written when its process died
            let_go(path)
    return found


def _held(folder: Folder, path: Path, other: Holder) -> KnownError:
    sentence = say(
        "{workspace} is open: {user} has it on the computer {computer} since {since}. Close it there. "
        "If that computer no longer runs, delete {path}."
    )
    since = f"{other.since:%Y-%m-%d %H:%M} UTC" if other.since else "?"
    return KnownError(
        sentence.format(
            workspace=folder.path, user=other.user, computer=other.computer, since=since, path=path
        )
    )


def _alive(holder: Holder) -> bool:
    if os.name != "posix":
        return True  # elsewhere the question would end the process
    try:
        os.kill(holder.process, 0)
    except (ProcessLookupError, OverflowError):  # no such process, or no such number
        return False
    except PermissionError:
        pass  # somebody else's, and running
    except OSError:
        return False
    return not holder.started or _started(holder.process) in ("", holder.started)


def _started(process: int) -> str:
    """The start of a process in ticks since the system began, and which beginning; "" where unknown."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip() + " " + fields[19]
    except (OSError, IndexError):
        return ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user
        return str(os.getuid()) if hasattr(os, "getuid") else "?"
