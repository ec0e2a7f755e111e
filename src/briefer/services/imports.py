"""Exchange files in and out: matching with what is here, conflicts, one transaction for all files of a call.

A file sets the fields that it has and deletes nothing. What was edited here since that file last said something is
kept and listed. Not here: the form of the file (`exchange`), what a file changes (`import_plan`), applying (`edits`).
"""

import contextlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec

from briefer import resources
from briefer.errors import KnownError
from briefer.exchange import bundle, schema
from briefer.exchange.bundle import Bundle
from briefer.i18n import say
from briefer.progress import Report, silent
from briefer.records.base import Record
from briefer.records.kinds import KINDS
from briefer.records.visits import Visit
from briefer.services import edits, visits
from briefer.services.edits import Edit
from briefer.services.import_plan import Choices, Line, Plan, Remark

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, or would do: how many records of which kind, and what should be looked at."""

    files: tuple[str, ...]
    added: dict[str, int]
    changed: dict[str, int]
    unchanged: int
    remarks: tuple[Remark, ...]

    @property
    def all_in(self) -> bool:
        """Nothing was left out and nothing is in conflict."""
        return all(remark.rule == "renamed" for remark in self.remarks)


class Import(NamedTuple):
    """The outcome, and the edits as stored, the last of which is undone first."""

    outcome: Outcome
    edits: tuple[Edit, ...]


def import_files(
    workspace: "Workspace",
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    theirs: bool = False,
    report: Report = silent,
) -> Import:
    """Take in exchange files, all or none. `theirs` takes the file's value in a conflict.

    Raises:
        KnownError: a file is missing, broken, hostile or does not have the form, or names a record that is not there.

    """
    bundles = []
    for number, path in enumerate(paths):
        report(number, len(paths) * 2, say("Reading {name}").format(name=path.name))
        bundles.append(bundle.read(path))
    found: list[Plan] = []
    stored: list[Edit] = []
    try:
        with workspace.writing() as rows:
            for number, each in enumerate(bundles, len(bundles)):
                report(number, len(paths) * 2, say("Importing {name}").format(name=each.name))
                plan = Plan(rows, each, theirs=theirs)
                stored.append(edits.apply_in(rows, plan.edit(), workspace.officer))
                plan.note(workspace.officer)
                found.append(plan)
            _keep_unless(dry_run)
    except _Rehearsed:
        stored = []
    return Import(_outcome(bundles, found), tuple(edit for edit in stored if edit.changes))


class Preview(NamedTuple):
    """What an import of one file would do, a line for each record; nothing is written."""

    path: Path
    hash: str
    """Of the file's content, to tell whether it is still the same when it is taken in."""
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]


def preview(workspace: "Workspace", path: Path, report: Report = silent) -> Preview:
    """Say what an import of a file would do.

    Raises:
        KnownError: as `import_files`.

    """
    report(0, 2, say("Reading {name}").format(name=path.name))
    read = bundle.read(path)
    report(1, 2, say("Comparing {name}").format(name=path.name))
    found: list[Preview] = []
    with contextlib.suppress(_Rehearsed), workspace.writing() as rows:
        plan = Plan(rows, read, theirs=False)
        changes = plan.edit().changes
        found.append(Preview(path, read.hash, plan.lines(changes), tuple(plan.remarks)))
        raise _Rehearsed
    return found[0]


def take(workspace: "Workspace", shown: Preview, choices: Choices, report: Report = silent) -> Edit:
    """Take in a file as it was shown, with what was chosen; gives the edit as stored, one step of undo.

    Raises:
        KnownError: as `import_files`; or the file has changed since it was shown.

    """
    name = shown.path.name
    report(0, 2, say("Reading {name}").format(name=name))
    read = bundle.read(shown.path)
    if read.hash != shown.hash:
        raise KnownError(
            say("{name} has changed since it was read. Open it again.").format(name=name)
        )
    report(1, 2, say("Importing {name}").format(name=name))
    with workspace.writing() as rows:
        plan = Plan(rows, read, theirs=False, choices=choices)
        stored = edits.apply_in(rows, plan.edit(), workspace.officer)
        plan.note(workspace.officer)
    return stored


class _Rehearsed(Exception):
    """Everything went well and nothing shall be kept."""


def _keep_unless(dry_run: bool) -> None:
    if dry_run:
        raise _Rehearsed


def import_samples(workspace: "Workspace") -> Import:
    """Take in the sample library and visits that come with the program."""
    samples = sorted(
        path for path in resources.folder("samples").iterdir() if path.suffix in (".json", ".zip")
    )
    return import_files(workspace, samples)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of an exchange file."""
    return schema.json_schema()


def _outcome(bundles: Sequence[Bundle], plans: Sequence[Plan]) -> Outcome:
    added: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    for plan in plans:
        added += plan.added
        changed += plan.changed
    order = [kind.name for kind in KINDS]
    return Outcome(
        files=tuple(each.shown for each in bundles),
        added={kind: added[kind] for kind in order if added[kind]},
        changed={kind: changed[kind] for kind in order if changed[kind]},
        unchanged=sum(plan.unchanged for plan in plans),
        remarks=tuple(remark for plan in plans for remark in plan.remarks),
    )


# --------------------------------------------------------------------------------------------- out


def dump(
    workspace: "Workspace",
    path: Path,
    *,
    visit: Visit | None = None,
    force: bool = False,
) -> int:
    """Write an exchange file: the whole workspace, or a visit with all it needs of the library.

    The files that it names stand in a folder `files` beside it, or in the zip when its name ends in .zip. Gives how
    many there are.

    Raises:
        KnownError: something stands there and `force` is not set, or it cannot be written.

    """
    from briefer.workspace import files

    files.refuse_existing(path, force=force)
    with workspace.reading() as rows:
        records = _everything(rows) if visit is None else _of_visit(rows, visit.id)
        names = bundle.named_files(record for some in records.values() for record in some)
        found = [rows.file(hash_) for hash_ in names]
    contents = [(bundle.file_name(each.hash, each.content), each.content) for each in found if each]
    value = bundle.build(records)
    if path.suffix == ".zip":
        files.replace(path, bundle.to_zip(value, contents))
        return len(contents)
    _write_beside(path, bundle.to_json(value), contents, force=force)
    return len(contents)


def _write_beside(
    path: Path, content: bytes, contents: Sequence[tuple[str, bytes]], *, force: bool
) -> None:
    """Write the JSON and the files that it names; when one of them fails, none is left behind."""
    from briefer.workspace import files

    made: list[Path] = []
    try:
        for name, each in contents:
            beside = path.parent / name
            if beside.is_file() and beside.read_bytes() == each:
                continue
            files.make_folder(beside.parent)
            files.refuse_existing(beside, force=force)  # it has our name and another content
            there = beside.exists()
            files.replace(beside, each)
            if not there:
                made.append(beside)
        files.replace(path, content)
    except BaseException:
        for beside in made:
            beside.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # not empty: somebody else's
            (path.parent / bundle.FILES).rmdir()
        raise


def _everything(rows: "Rows") -> dict[str, Sequence[Record]]:
    return {kind.name: rows.all(kind.record) for kind in KINDS if not kind.stored_only}


def _of_visit(rows: "Rows", visit: UUID) -> dict[str, Sequence[Record]]:
    file = visits.collect(rows, visit, with_earlier=False)
    return {
        kind.name: file.of(kind.name)
        for kind in KINDS
        if not kind.stored_only and kind.name != "own_data"
    }
