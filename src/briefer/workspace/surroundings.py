"""Where a workspace may lie: on a disk of this computer, and in no folder that another program carries elsewhere.

A database whose log others copy at their own time, or whose locks a server does not keep, loses edits in silence. Which
places those are stands in the tables below. Not here: making a copy that may be used (`backup`).
"""

import os
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from briefer.errors import NotInPlace
from briefer.i18n import say

REMOTE = frozenset(
    {
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.curlftpfs",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "fuse.google-drive-ocamlfuse",
        "fuse.onedriver",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "fuse.vmhgfs-fuse",
        "glusterfs",
        "fuse.glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
    }
)
"""File systems, by their names in Linux, whose files lie on another computer."""


class Carrier(NamedTuple):
    """A program that keeps a folder the same on several computers."""

    name: str
    folders: tuple[str, ...]
    """What its folder is called, in small letters; a star stands for anything."""
    files: tuple[str, ...] = ()
    """Files that it leaves in its folder."""


CARRIERS = (
    Carrier("OneDrive", ("onedrive", "onedrive - *", "onedrive-*")),
    Carrier("Dropbox", ("dropbox", "dropbox (*)", "dropbox-*"), (".dropbox",)),
    Carrier(
        "iCloud Drive",
        (
            "icloud drive",
            "icloud drive (*)",
            "iclouddrive",
            "mobile documents",
            "com~apple~clouddocs",
        ),
    ),
    Carrier(
        "Nextcloud",
        ("nextcloud", "nextcloud[0-9]", "owncloud"),
        (".sync_*.db", "._sync_*.db", ".nextcloudsync.log", ".owncloudsync.log"),
    ),
    Carrier("Google Drive", ("google drive", "googledrive", "googledrive-*", "google-drive")),
)

_MOUNTS = Path("/proc/self/mountinfo")


def refuse(path: Path) -> None:
    """See that a workspace may be used at a path, whether there is one yet or not.

    Raises:
        NotInPlace: it lies on another computer, or in a folder that is carried to others.

    """
    try:
        there = path.resolve()
    except (OSError, RuntimeError):  # what reads it next says why
        return
    if kind := _remote(there):
        sentence = say(
            "{path} lies on a network share ({kind}), where edits can be lost. "
            "Work on a copy on a disk of this computer."
        )
        raise NotInPlace(sentence.format(path=path, kind=kind), path)
    if carrier := carrier_of(there):
        sentence = say(
            "{path} lies in a folder that {program} synchronises, where edits can be lost. "
            "Work on a copy in another folder of this computer."
        )
        raise NotInPlace(sentence.format(path=path, program=carrier), path)


def carrier_of(path: Path) -> str:
    """Which program keeps the folder of an absolute path the same elsewhere; "" for none."""
    for folder in path.parents:
        for carrier in CARRIERS:
            if any(fnmatchcase(folder.name.lower(), each) for each in carrier.folders):
                return carrier.name
            if any(_has_file(folder, each) for each in carrier.files):
                return carrier.name
    return ""


def _has_file(folder: Path, pattern: str) -> bool:
    try:
        if "*" in pattern:
            return any(each.is_file() for each in folder.glob(pattern))
        return (folder / pattern).is_file()
    except OSError:
        return False


def _remote(path: Path) -> str:
    if str(path).startswith("\\\\"):  # as Windows writes the name of another computer
        return "SMB"
    kind = file_system(path)
    return kind if kind in REMOTE else ""


def file_system(path: Path) -> str:
    """The kind of the file system that holds an absolute path, by its name in Linux; "" where it cannot be told."""
    try:
        lines = os.fsdecode(_MOUNTS.read_bytes()).splitlines()
    except OSError:
        return ""
    longest, found = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        mount = Path(re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), fields[4]))
        # of two at one place the later hides the earlier
        if len(mount.parts) >= longest and path.is_relative_to(mount):
            longest, found = len(mount.parts), after.split(" ", 1)[0]
    return found
