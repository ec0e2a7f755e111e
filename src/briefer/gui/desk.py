"""The open workspace, as one window knows it: the one place in this room that calls for services.

Several windows of a process may share a workspace (`Holding`): each has a desk of its own, and an edit made at one is
taken in at the others before it is said to be done. What other processes write is seen by looking at the audit.

Nothing here imports SQLAlchemy or ReportLab before `open` runs in the worker, after the first paint. Reading that may
take long goes through the task runner; an edit is one short transaction and is made at once, so that the window says
"Saved" when it is.
Not here: undo (`commands`), and what any screen shows.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from briefer.gui.messages import Messages
from briefer.gui.tasks import Task, TaskRunner
from briefer.i18n import say
from briefer.progress import Report
from briefer.records.base import Record
from briefer.records.briefs import BriefPoint
from briefer.records.kinds import kind_of
from briefer.records.programme import ProgrammeItem
from briefer.records.sources import Citation, Wording
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Visit
from briefer.rules import programme

if TYPE_CHECKING:
    from briefer.services.edits import Change, Conflict, Edit
    from briefer.services.others import Since
    from briefer.services.visits import VisitSummary
    from briefer.services.waiting import Case, Choices
    from briefer.workspace.database import Workspace

Answer = TypeVar("Answer")
READING_RESTS = 400
"""Milliseconds without an edit before a file is read again that holds all it needs: the preview goes first."""
LOOK_EVERY = 1500
"""Milliseconds between two looks at whether another process has written something."""
WARM_AFTER = 1500
"""Milliseconds after opening; the first place is on the screen by then."""


class Opened(msgspec.Struct, frozen=True):
    """What a workspace brings when it is opened: itself, and the first list to be shown."""

    workspace: "Workspace"
    overview: tuple["VisitSummary", ...]
    last: int
    """The number of the audit's last entry."""


class Holding:
    """An open workspace and the desks that it lies on, one for each window; the last that leaves closes it."""

    def __init__(self, workspace: "Workspace", last: int) -> None:
        self.workspace = workspace
        self.last = last
        """The number of the audit's last entry that the desks know of."""
        self.own: set[UUID | None] = set()
        """Edits made here that are not yet known to be in the audit."""
        self.turns = 0
        """How often the records became other than before: by edits made here, and by others' when they were heard of."""
        self.desks: list[Desk] = []
        self.writing: Task | None = None
        """A long edit that a worker carries out: nothing else is written meanwhile, or the window would wait for it."""

    def leave(self, desk: "Desk") -> None:
        """Take the workspace off a desk."""
        self.desks.remove(desk)
        if not self.desks:
            self.workspace.close()

    def rest(self, task: Task) -> None:
        """A long edit has come to its end, whatever that was."""
        if self.writing in (None, task):  # else the next has begun
            self.writing = None
            for desk in tuple(self.desks):
                desk.rested.emit()


class Desk(QObject):
    """The open workspace with the files of the visits that lie on it."""

    opened = Signal()
    settled = Signal()
    """What was opened stands: what only comes next may be loaded beside it."""
    leaving = Signal()
    """Another workspace is there and takes the place of this one: what is typed belongs here, and is taken now."""
    overview_changed = Signal()
    officer_changed = Signal()
    """Who is at work is called otherwise."""
    file_changed = Signal(object)
    """A visit's id: its file is another than before, by an edit here or by somebody else's."""
    acted = Signal(object)
    """An `Edit` as it was stored, made in this window; before `edited`."""
    edited = Signal(object)
    """An `Edit` as it was stored, made in any window of this process."""
    forgotten = Signal()
    """Somebody was forgotten for good: nothing may be kept that was read before."""
    others_wrote = Signal(object)
    """What was written elsewhere, as several `News`; told before anything that holds it is shown."""
    changed_elsewhere = Signal()
    """Another process has written something; the files on the desk are read again by themselves."""

    rested = Signal()
    """A long edit has ended, in whatever window of this process: what waited for it can be made."""

    def __init__(self, tasks: TaskRunner, messages: Messages) -> None:
        super().__init__()
        self._tasks, self._messages = tasks, messages
        self.neighbours: Callable[[], Iterable[Desk]] = tuple
        """The desks of all windows of this process."""
        self.holding: Holding | None = None
        self.overview: tuple[VisitSummary, ...] = ()
        self._files: dict[UUID, VisitFile] = {}
        self._to_be_read: set[UUID] = set()
        self._hurrying: set[object] = set()
        """Who makes a page that somebody waits for."""
        self._overview_waits = False
        """The list of visits is read when the page is there."""
        self._writing: Task | None = None
        """The long edit that was begun last at this desk."""
        self._rest = QTimer(self, singleShot=True, interval=READING_RESTS)
        self._rest.timeout.connect(self._read_again)
        self._look = QTimer(self, interval=LOOK_EVERY)
        self._look.timeout.connect(self._look_for_all)
        self._warm_soon = QTimer(self, singleShot=True, interval=WARM_AFTER)
        self._warm_soon.timeout.connect(self._warm)

    # ------------------------------------------------------------------------------- the workspace

    @property
    def is_open(self) -> bool:
        """Whether there is a workspace."""
        return self.holding is not None

    @property
    def workspace(self) -> "Workspace":
        """The open workspace, for calls of services."""
        assert self.holding is not None
        return self.holding.workspace

    def call_officer(self, name: str) -> None:
        """Let who is at work be called so from now on."""
        from briefer.services import officers

        if self.is_open:
            officers.call(self.workspace, name)
            for desk in {self, *self.neighbours()}:
                if (
                    desk.holding is self.holding
                ):  # what is waiting, due and mine is told by the name
                    desk.officer_changed.emit()

    @property
    def locked(self) -> str:
        """Why nothing can be changed here; empty where it can."""
        if not self.holding or not self.workspace.read_only:
            return ""
        sentence = say(
            "{path} can only be read: its folder or disk is read-only. Copy the folder elsewhere to change it."
        )
        return sentence.format(path=self.workspace.path)

    def open(
        self,
        path: Path,
        *,
        create: bool = False,
        sample: bool = False,
        passphrase: str | None = None,
        recovery_code: str | None = None,
        keyring: bool = True,
        officer: str = "",
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Open or make a workspace in the worker; `opened` tells when it is there.

        One that is open in another window is shared with it.
        """
        for other in self.neighbours():
            if other is not self and other.is_open and _is_at(other.workspace, path):
                self.share(other)
                return

        def work(report: Report) -> Opened:
            from briefer import app
            from briefer.services import others, visits

            report(0, 0)
            if create or sample:
                workspace = app.create_workspace(
                    path,
                    officer=officer,
                    passphrase=passphrase,
                    recovery_code=recovery_code,
                    sample=sample,
                )
            else:
                workspace = app.open_workspace(
                    path, officer=officer, passphrase=passphrase, keyring=keyring, report=report
                )
            last = others.last(workspace)
            return Opened(workspace, visits.overview(workspace), last)

        self._tasks.start(work, self._take, title="", lane="open", failed=failed)

    def share(self, other: "Desk") -> None:
        """Open the workspace of another window."""
        assert other.holding is not None
        self._begin(other.holding, other.overview)

    def _take(self, opened: Opened) -> None:
        self._begin(Holding(opened.workspace, opened.last), opened.overview)

    def _begin(self, holding: Holding, overview: tuple["VisitSummary", ...]) -> None:
        if self.is_open:
            self.leaving.emit()
        holding.desks.append(self)  # first, so that one who opens the same again does not close it
        self._let_go()
        self.holding, self.overview = holding, overview
        if not holding.workspace.read_only:
            self._look.start()
        self.opened.emit()
        self._warm_soon.start()

    def _warm(self) -> None:
        """Load what searching, packs and editing need; better now than at the first letter."""
        if self.is_open:
            self.ask(_search_once, lambda _nothing: None, lane="warm")
            self.settled.emit()

    def close(self) -> None:
        """Let go of the workspace at the end. The task runner must have been closed."""
        if self.holding and self._writing and self.holding.writing is self._writing:
            self.holding.rest(self._writing)  # nobody is told of its end any more
        self._let_go()

    def _let_go(self) -> None:
        if self.holding:
            self.holding.leave(self)
        for timer in (self._rest, self._look, self._warm_soon):
            timer.stop()
        self._to_be_read.clear()
        self._hurrying.clear()
        self._overview_waits = False
        self.holding, self.overview, self._files = None, (), {}

    # ------------------------------------------------------------------------------------- reading

    def ask(
        self,
        question: Callable[["Workspace"], Answer],
        done: Callable[[Answer], None],
        *,
        lane: str = "",
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Ask the services something in the worker; of one lane only the last answer arrives.

        Whatever others wrote that an answer may hold is told before the answer (`others_wrote`). An answer that was
        read before an edit which the window knows by now is asked for again: shown, it would take the edit back
        from the screen. One from a workspace that is open no longer is dropped.
        """
        from briefer.services import others

        holding = self.holding
        assert holding is not None

        def work(_report: Report) -> tuple[Answer, "Since", int]:
            turns = holding.turns  # first: an edit from here on may be missing in the answer
            answer = question(holding.workspace)
            return answer, others.since(holding.workspace, holding.last), turns

        def arrived(told: tuple[Answer, "Since", int]) -> None:
            answer, since, turns = told
            if self.holding is not holding:
                return
            self._hear(since)
            if not _is_there(done):
                return
            if turns == holding.turns:
                done(answer)
            elif not self._tasks.runs(lane):  # else something younger was asked meanwhile
                self.ask(question, done, lane=lane, failed=failed)

        self._tasks.start(work, arrived, lane=lane, failed=failed)

    def file(self, visit: UUID) -> VisitFile | None:
        """The file of a visit, if it lies on the desk; else None, and `file_changed` tells when it does."""
        if visit not in self._files and not self._tasks.runs(_lane(visit)):
            self.reload(visit)
        return self._files.get(visit)

    def reload(self, visit: UUID) -> None:
        """Read a visit's file anew in the worker."""
        from briefer.services import visits

        def arrived(file: VisitFile) -> None:
            if self._files.get(visit) != file:
                self._files[visit] = file
                self.file_changed.emit(visit)

        self.ask(lambda workspace: visits.load(workspace, visit), arrived, lane=_lane(visit))

    def refresh_overview(self) -> None:
        """Read the list of visits anew, once no page is waited for."""
        from briefer.services import visits

        self._overview_waits = bool(self._hurrying)
        if self._overview_waits:
            return

        def arrived(overview: tuple["VisitSummary", ...]) -> None:
            self.overview = overview
            self.overview_changed.emit()

        self.ask(visits.overview, arrived, lane="overview")

    # ------------------------------------------------------------------------------------- editing

    def apply(self, edit: "Edit") -> "Edit":
        """Carry out an edit; when this returns it is on the disk and in the files on the desk.

        Raises:
            Conflict, KnownError: as `services.edits.apply`.

        """
        from briefer.services import edits

        return self._taken_in(edits.apply(self.workspace, edit))

    @property
    def writing(self) -> str:
        """The long edit that is being carried out, in words; empty where there is none."""
        return self.holding.writing.title if self.holding and self.holding.writing else ""

    def forget(
        self,
        person: UUID,
        done: Callable[[], object],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Forget a person for good, in the worker; what holds older records in any window lets go of them."""
        from briefer.services import forget

        holding = self.holding
        assert holding is not None

        def arrived(_held: object) -> None:
            for desk in tuple(holding.desks):
                desk.forgotten.emit()
                desk.read_again()
            done()

        self.write_beside(
            say("Forgetting a person"),
            lambda workspace, _report: forget.forget(workspace, person),
            arrived,
            failed,
        )

    def write_beside(
        self,
        title: str,
        work: Callable[["Workspace", Report], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[BaseException], None],
    ) -> Task:
        """Carry out an edit of many records in the worker; `take_on` is for `done` to call.

        Nothing else shall be written meanwhile, in no window (`writing`); `rested` tells when it can be. It has no lane:
        what is read because somebody else wrote must not stop it.
        """
        holding = self.holding
        assert holding is not None
        workspace = holding.workspace

        def arrived(stored: Answer) -> None:
            holding.writing = None
            done(stored)

        def missed(error: BaseException) -> None:
            holding.writing = None
            failed(error)

        task = self._tasks.start(
            lambda report: work(workspace, report),
            arrived,
            title=title,
            failed=missed,
            writes=True,
        )
        holding.writing = self._writing = task
        task.ended.connect(lambda: holding.rest(task))
        return task

    def take_back(self, edit: "Edit") -> "Edit":
        """Undo a stored edit; gives what redoes it.

        Raises:
            Conflict, KnownError: as `services.edits.undo`.

        """
        from briefer.services import edits

        return self._taken_in(edits.undo(self.workspace, edit))

    def take_on(self, stored: "Edit") -> None:
        """Bring everything up to date with an edit that was made in the worker."""
        self._taken_in(stored)

    def put_aside(self, conflict: "Conflict") -> UUID:
        """Keep an edit that met somebody else's until somebody decides; gives what it is known by.

        Raises:
            KnownError: as `services.waiting.keep`.

        """
        from briefer.services import waiting

        return waiting.keep(self.workspace, conflict)

    def cases(self) -> "tuple[Case, ...]":
        """What waits for a decision of this officer."""
        from briefer.services import waiting

        return waiting.cases(self.workspace)

    def settle(self, case: "Case", choices: "Choices") -> "Edit":
        """Carry out what was decided on an edit that waited.

        Raises:
            Conflict, KnownError: as `services.waiting.settle`.

        """
        from briefer.services import waiting

        return self._taken_in(waiting.settle(self.workspace, case, choices))

    def _taken_in(self, stored: "Edit") -> "Edit":
        from briefer.services import others

        if not stored.changes or self.holding is None:
            return stored
        self.holding.own.add(stored.number)
        self.holding.turns += 1
        self.take_in(stored)
        self.acted.emit(stored)
        for desk in tuple(self.holding.desks):
            if desk is not self:
                desk.others_wrote.emit(others.news_of(stored))
                desk.take_in(stored)
            desk.edited.emit(stored)
        return stored

    def take_in(self, stored: "Edit") -> None:
        """Bring the files on the desk up to date with an edit that is in the database."""
        for visit, file in list(self._files.items()):
            after = patched(file, stored.changes)
            if after is None:
                del self._files[visit]
            elif after != file:
                self._files[visit] = after
                self.file_changed.emit(visit)
                self._read_soon(visit, after)
            else:  # a new post of somebody in it, an earlier visit: only reading tells
                self._to_be_read.add(visit)
                self._rest.start()
        self.refresh_overview()

    def _look_for_all(self) -> None:
        """One desk looks for all."""
        if self.holding and self.holding.desks[0] is self:
            self.look_for_others()

    def look_for_others(self) -> None:
        """Look in the worker whether another process has written."""
        if self.holding is None:
            return

        # a look that fails is tried again; what is wrong is said when something is read
        self.ask(
            lambda _workspace: None, lambda _nothing: None, lane="look", failed=lambda _error: None
        )

    def _hear(self, since: "Since") -> None:
        """Tell what others wrote, and read what lies on the desks again."""
        holding = self.holding
        if holding is None or since.last <= holding.last:
            return
        fresh = [news for number, news in since.news if number > holding.last]
        holding.last = since.last
        others = tuple(news for news in fresh if news.edit not in holding.own)
        holding.own -= {news.edit for news in fresh}
        if others:
            holding.turns += 1
            for desk in tuple(holding.desks):
                desk.others_wrote.emit(others)
                desk.read_again()

    def read_again(self) -> None:
        """Another process has written: read what lies on the desk."""
        for visit in tuple(self._files):
            self.reload(visit)
        self.refresh_overview()
        self.changed_elsewhere.emit()

    def _read_soon(self, visit: UUID, file: VisitFile) -> None:
        """What is patched is read again: at once where it lacks something, else when the edits rest."""
        from briefer.services import visits

        if visits.is_whole(file):
            self._tasks.cancel(_lane(visit))  # it was begun before the edit
            self._to_be_read.add(visit)
            self._rest.start()
        else:
            self.reload(visit)

    def hurry(self, who: object) -> None:
        """Somebody waits for a page that `who` makes: what can be read later is read later."""
        self._hurrying.add(who)

    def hurry_no_more(self, who: object) -> None:
        """The page is there, or will not come."""
        self._hurrying.discard(who)
        if self._hurrying or not self.is_open:
            return
        if self._to_be_read and not self._rest.isActive():
            self._read_again()
        if self._overview_waits:
            self.refresh_overview()

    @property
    def hurrying(self) -> bool:
        """Whether somebody waits for a page."""
        return bool(self._hurrying)

    def _read_again(self) -> None:
        if self._hurrying or not self.is_open:
            return
        for visit in self._to_be_read & set(self._files):
            self.reload(visit)
        self._to_be_read.clear()


def _is_there(done: Callable[..., object]) -> bool:
    """Whether who asked is there to hear the answer: the visit of a screen may have been closed meanwhile.

    That is whose method it is, or of whom a function knows that was made in a method.
    """
    told = getattr(done, "func", done)
    known = [cell.cell_contents for cell in getattr(told, "__closure__", None) or ()]
    askers = (getattr(told, "__self__", None), *known)
    return all(isValid(one) for one in askers if isinstance(one, QObject))


def _lane(visit: UUID) -> str:
    return f"file {visit}"


def _is_at(workspace: "Workspace", path: Path) -> bool:
    try:
        return workspace.path.samefile(path)
    except OSError:
        return False


def _search_once(workspace: "Workspace") -> None:
    from briefer.services import edits, library, packs, search

    del edits, library, packs
    search.search(workspace, "a", 1)


def patched(file: VisitFile, changes: Iterable["Change"]) -> VisitFile | None:
    """A visit's file after some changes; None when the visit itself is gone.

    What the changes newly refer to is not in it yet: that comes with the next reading.
    """
    from briefer.services import visits

    fields: dict[str, tuple[Record, ...]] = {}
    visit = file.visit
    for change in changes:
        record = change.record
        if record.id == file.visit.id:
            if not isinstance(change.after, Visit):
                return None
            visit = change.after
            continue
        plural = kind_of(record).plural
        wholes = (*fields.get("items", file.items), *fields.get("briefs", file.briefs))
        if plural not in VisitFile.__struct_fields__ or not _belongs(record, file, wholes):
            continue
        fields[plural] = _replaced(fields.get(plural, getattr(file, plural)), change)
    fields = {plural: tuple(visits.in_order(some)) for plural, some in fields.items()}
    if "items" in fields:
        items = [record for record in fields["items"] if isinstance(record, ProgrammeItem)]
        sheets = programme.sheets(items, file.stops, file.phases)
        fields["items"] = tuple(item for sheet in sheets for item in sheet.items)
    return msgspec.structs.replace(file, visit=visit, **fields)


def _belongs(record: Record, file: VisitFile, wholes: Iterable[Record]) -> bool:
    """Whether a record is, or could be, part of the file: of this visit, its items and briefs, or known to it."""
    visit = getattr(record, "visit", None)
    if visit is not None:
        return bool(visit == file.visit.id)
    item = getattr(record, "item", None)
    if item is not None:
        return any(known.id == item for known in wholes)
    if isinstance(record, BriefPoint):
        return any(known.id == record.brief for known in wholes)
    if isinstance(record, Citation | Wording):
        about = record.about_kind
        return any(known.id == record.about for known in (file.of(about) if about else ()))
    return any(known.id == record.id for known in file.of(kind_of(record).name))


def _replaced(records: tuple[Record, ...], change: "Change") -> tuple[Record, ...]:
    kept = [record for record in records if record.id != change.record.id]
    if change.after is None:
        return tuple(kept)
    places = [place for place, record in enumerate(records) if record.id == change.record.id]
    kept.insert(places[0] if places else len(kept), change.after)
    return tuple(kept)
