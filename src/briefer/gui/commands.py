"""Undo: every edit of this window, with its words, taken back and made again.

The stack belongs to the window: it holds edits as the services stored them and takes back its last, wherever one is.
While a field holds text that is not accepted yet, Ctrl+Z is the field's own. Not here: how an edit is made
(`services.common_edits`) or stored (`services.edits`).
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from briefer.errors import KnownError
from briefer.gui import shown
from briefer.gui.decisions import Decisions
from briefer.gui.desk import Desk
from briefer.gui.drafts import Drafts, copied
from briefer.gui.messages import Messages, Offer, Trouble
from briefer.gui.readings import Readings
from briefer.gui.tasks import Task
from briefer.i18n import say
from briefer.progress import Report

if TYPE_CHECKING:
    from briefer.records.base import Record
    from briefer.services.edits import Conflict, Edit
    from briefer.services.others import News
    from briefer.services.waiting import Case, Choice, Choices, Unread
    from briefer.workspace.database import Workspace

MANY = 50
"""So many records at once are taken back in the worker: that takes longer than a window may stand still."""
_SHOWN_LETTERS = 60
"""So much of a text is quoted when it is asked about."""


class Undo(QObject):
    """Makes edits, keeps them, takes them back."""

    changed = Signal()
    """What can be undone or redone is another."""
    revealed = Signal(object)
    """An edit was taken back or made again: show its place."""
    put_aside = Signal()
    """An edit met somebody else's and waits for a decision: what was typed for it is kept, and is shown no longer."""
    comparison_wanted = Signal(object)
    """The id of what waits: show it beside what stands."""

    def __init__(self, desk: Desk, messages: Messages) -> None:
        super().__init__()
        self._desk, self._messages = desk, messages
        self.drafts = Drafts(desk, messages)
        """What is typed and is no edit yet."""
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._run = ""
        self._question: Trouble | None = None
        """The bar that asks whether closed text may come into the open."""
        self._waiting: Trouble | None = None
        """The bar that says that nothing can be changed just now."""
        self.turned_back = False
        """Whether the last thing done was to take one back."""
        desk.rested.connect(self._rested)
        desk.forgotten.connect(self.forget)
        self.decisions = Decisions(desk)
        self.readings = Readings(desk)
        for part in (self.drafts, self.decisions, self.readings):
            part.setParent(self)
        self.readings.met.connect(self._tell_met)
        self.decisions.unread.connect(self._tell_unread)

    @property
    def undo_words(self) -> str:
        """What undo would take back, or nothing."""
        return self._done[-1].words if self._done else ""

    @property
    def redo_words(self) -> str:
        """What redo would make again, or nothing."""
        return self._undone[-1].words if self._undone else ""

    def do(self, edit: "Edit", *, run: str = "") -> bool:
        """Make an edit and say so; gives whether it was stored, or waits for a decision.

        Edits of one `run`, such as one stay in one field, are one step.
        """
        if self._waits():
            return False
        try:
            stored = self._desk.apply(self.readings.as_read(edit))
        except KnownError as error:
            return self._refused(error)
        if stored.changes:
            self._keep(stored, run)
        return True

    def do_beside(
        self,
        title: str,
        make: Callable[["Workspace", Report], "Edit"],
        done: Callable[[bool], object],
    ) -> Task | None:
        """Make an edit of many records in the worker, so that the window goes on; `done` gets what `do` gives.

        `make` carries it out, `title` says what is done meanwhile: "Importing ports.json". Nothing is begun, and None
        given, while another such edit goes on.
        """

        def arrived(stored: "Edit") -> None:
            self._desk.take_on(stored)
            if stored.changes:
                self._keep(stored)
            done(True)

        def failed(error: BaseException) -> None:
            if isinstance(error, KnownError):
                done(self._refused(error))
            else:
                self._messages.show_error(error)
                done(False)

        if self._waits():
            return None
        task = self._desk.write_beside(title, make, arrived, failed)
        task.cancelled.connect(self._tell_stopped)
        return task

    def do_many(self, edit: "Edit", done: Callable[[bool], object], more: int = 0) -> None:
        """Make an edit that may be of many records, and those in the worker; `done` gets what `do` gives, then or at once.

        `more` are those that hang on what it deletes, and go or change with it.
        """
        from briefer.services import edits

        if len(edit.changes) + more < MANY:
            done(self.do(edit))
            return
        wanted = self.readings.as_read(edit)
        self.do_beside(
            edit.words, lambda workspace, report: edits.apply(workspace, wanted, report), done
        )

    def restore(self, edit: "Edit", versions: "Iterable[Record]") -> None:
        """Bring back an earlier version; what was closed in any of the versions is not opened unasked."""
        from briefer.services import brief_edits
        from briefer.services.edits import Change, Edit

        reverse = edit._replace(changes=tuple(Change(new, old) for old, new in edit.changes))
        known = Edit("", tuple(Change(None, one) for one in versions))
        if part := "\n\n".join(brief_edits.opens(reverse, (known,))):
            self._ask_to_open(part, partial(self.do, edit))
        else:
            self.do(edit)

    def settle(self, case: "Case", choices: "Choices") -> bool:
        """Make an edit that waited, as it was decided; it is a step like others. Gives whether it waits no longer."""
        from briefer.services.edits import Conflict

        if self._waits():
            return False
        try:
            stored = self._desk.settle(case, choices)
        except Conflict as again:
            sentence = say("{who} has changed “{name}” again. Compare once more.")
            who = again.fields[0].who or say("Somebody")
            words = sentence.format(who=who, name=again.fields[0].name)
            self._messages.show(Trouble("warning", words))
            return False
        except KnownError as error:
            self._messages.show_unsaved(error)
            return False
        finally:
            self.decisions.refresh()
        self._messages.clear()
        if stored.changes:
            self._keep(stored)
        else:
            self._messages.say(say("Theirs is kept; yours is in the history."))
        return True

    def _keep(self, stored: "Edit", run: str = "") -> None:
        """Take a stored edit on the stack and say it."""
        if run and run == self._run and self._done and goes_on(self._done[-1], stored):
            stored = joined(self._done.pop(), stored)
        self._run = run
        self._drop_question()
        self._done.append(stored)
        self._undone.clear()
        self.turned_back = False
        if not ((bar := self._messages.shown) and bar.asks):
            self._messages.clear(but=self.drafts.bar)
        self._messages.say_saved(stored.past or stored.words)
        self.changed.emit()

    def end_run(self) -> None:
        """The field was left: what comes next is a step of its own."""
        self._run = ""

    def undo(self) -> None:
        """Take back the last edit."""
        self._step(self._done, self._undone, say("Undone: {words}"), say("Undoing: {words}"))

    def redo(self) -> None:
        """Make the last edit again that was taken back."""
        self._step(
            self._undone, self._done, say("Done again: {words}"), say("Doing again: {words}")
        )

    def forget(self) -> None:
        """Another workspace was opened, or somebody forgotten: nothing of before is brought back."""
        self._done.clear()
        self._undone.clear()
        self.turned_back = False
        self.changed.emit()

    def _step(
        self,
        source: list["Edit"],
        target: list["Edit"],
        sentence: str,
        title: str,
        *,
        opening: "Edit | None" = None,
    ) -> None:
        """Turn the last edit of `source` round; `sentence` says that it is done, `title` that it is being done.

        `opening` is the edit that may bring closed text into the open: somebody has said so.
        """
        if not source or self._waits():
            return
        edit = source[-1]
        if opening and edit is not opening:  # something else was done since the question
            return
        if not opening and (part := self._opened_by(edit)):
            go_on = partial(self._step, source, target, sentence, title, opening=edit)
            self._ask_to_open(part, go_on)
            return

        def done(inverse: "Edit") -> None:
            self._drop_question()
            source.pop()
            target.append(inverse)
            self._run = ""
            self.turned_back = source is self._done
            self._messages.say_saved(sentence.format(words=edit.words))
            self.revealed.emit(edit)
            self.changed.emit()

        def failed(error: BaseException) -> None:
            if not isinstance(error, KnownError):
                self._messages.show_error(error)
            elif self._refused(error):
                source.pop()  # it waits for a decision, and is in the way of no other
                self.changed.emit()

        if len(edit.changes) >= MANY:
            self._step_beside(title.format(words=edit.words), edit, done, failed)
            return
        try:
            inverse = self._desk.take_back(edit)
        except KnownError as error:
            failed(error)
        else:
            done(inverse)

    def _step_beside(
        self,
        title: str,
        edit: "Edit",
        done: "Callable[[Edit], None]",
        failed: Callable[[BaseException], None],
    ) -> None:
        from briefer.services import edits

        def arrived(inverse: "Edit") -> None:
            self._desk.take_on(inverse)
            done(inverse)

        self._desk.write_beside(
            title, lambda workspace, report: edits.undo(workspace, edit, report), arrived, failed
        ).cancelled.connect(self._tell_stopped)

    def _tell_stopped(self) -> None:
        self._messages.say(say("Stopped; nothing was changed."))

    def _waits(self) -> bool:
        """Whether a long edit goes on, and no other can be made; says so."""
        if not (title := self._desk.writing):
            return False
        sentence = say(
            "{work}… What you type waits in its field; do anything else when this has ended."
        )
        self._waiting = Trouble("note", sentence.format(work=title))
        self._messages.show(self._waiting)
        if self._messages.shown is not self._waiting:  # something graver stays
            self._messages.say(self._waiting.sentence, assertive=True)
        return True

    def _rested(self) -> None:
        if self._waiting and self._messages.shown is self._waiting:
            self._messages.clear()
        self._waiting = None

    def _opened_by(self, edit: "Edit") -> str:
        """What must not be disclosed and would stand in the open again, or nothing."""
        from briefer.services import brief_edits

        return "\n\n".join(brief_edits.opens(edit, (*self._done, *self._undone)))

    def _ask_to_open(self, part: str, go_on: Callable[[], object]) -> None:
        sentence = say("This would move text that must not be disclosed to the open half: “{text}”")
        words = " ".join(part.split())
        text = f"{words[:_SHOWN_LETTERS].rstrip()}…" if len(words) > _SHOWN_LETTERS else words
        offers = (Offer(say("Keep it closed"), lambda: None), Offer(say("Move it"), go_on))
        self._messages.clear()
        self._question = Trouble("warning", sentence.format(text=text), offers, asks=True)
        self._messages.show(self._question)

    def _drop_question(self) -> None:
        """Something else was done instead of an answer: that would now be about another edit."""
        if self._question and self._messages.shown is self._question:
            self._messages.clear()
        self._question = None

    def _refused(self, error: KnownError) -> bool:
        """Show why an edit was not made; gives whether it is kept until somebody decides."""
        from briefer.services.edits import Conflict

        if not isinstance(error, Conflict):
            self._messages.show_unsaved(error)
            return False
        if error.tied:
            self._messages.show(Trouble("warning", _tied(error)))
            return False
        try:
            kept = self._desk.put_aside(error)
        except KnownError as unkept:
            self._messages.show_unsaved(unkept)
            return False
        self._run = ""
        self.put_aside.emit()
        self._desk.read_again()
        self.decisions.refresh()
        offers = (
            Offer(say("Take mine"), partial(self._decide, kept, "mine")),
            Offer(say("Keep theirs"), partial(self._decide, kept, "theirs")),
            Offer(say("Compare"), partial(self.comparison_wanted.emit, kept)),
        )
        self._messages.show(Trouble("warning", _met(error), offers))
        return True

    def _tell_met(self, news: "News") -> None:
        sentence = say("{who} changed this at {time}, while you are editing it.")
        words = sentence.format(
            who=news.who or say("Somebody"), time=shown.moment(news.at.astimezone())
        )
        self._messages.show(Trouble("note", words))

    def _tell_unread(self, unread: "Unread") -> None:
        """What waits and cannot be read is not lost: its words can be had."""
        sentence = say(
            "“{words}” waits for a decision since {time}, and this Briefer cannot read it. Copy what was typed, or open the workspace with a newer Briefer."
        )
        time = say("{day}, {time}").format(
            day=shown.day(unread.at.astimezone().date(), "d MMM"),
            time=shown.moment(unread.at.astimezone()),
        )
        offers = (
            Offer(say("Copy the text"), lambda: copied(unread.text), closes=False),
            Offer(say("Drop"), partial(self._drop_unread, unread)),
        )
        self._messages.show(
            Trouble("warning", sentence.format(words=unread.words or "…", time=time), offers)
        )

    def _drop_unread(self, unread: "Unread") -> None:
        from briefer.services import waiting

        if self._waits():
            return
        try:
            waiting.drop(self._desk.workspace, unread.id)
        except KnownError as error:
            self._messages.show_error(error)

    def _decide(self, kept: UUID, choice: "Choice") -> None:
        """Decide on all of an edit that waits at once."""
        for case in self._desk.cases():
            if case.id == kept:
                keys = [(each.record, each.fields) for each in case.decisions]
                self.settle(case, dict.fromkeys(keys, choice))


def _met(conflict: "Conflict") -> str:
    """Who changed the same, when, and that nothing is lost."""
    first = conflict.fields[0]
    who = first.who or say("Somebody")
    if first.theirs is None:
        sentence = say("{who} deleted “{name}” at {time}, while you were editing it.")
    else:
        sentence = say("{who} changed “{name}” at {time}, while you were editing it.")
    time = shown.moment(first.when.astimezone()) if first.when else "…"
    told = sentence.format(who=who, name=first.name, time=time)
    return f"{told} {say('What you typed is kept.')}"


def _tied(conflict: "Conflict") -> str:
    first = conflict.fields[0]
    sentence = say("{who} has tied “{name}” to it since. It stays; delete it if you want it gone.")
    return sentence.format(who=first.who or say("Somebody"), name=first.name)


def goes_on(first: "Edit", second: "Edit") -> bool:
    """Whether nobody has changed its records between two edits; what others wrote is no part of a step."""
    from briefer.rules.merging import fields_of

    left = {change.record.id: change.after for change in first.changes}
    return all(
        (after := left[change.record.id]) is not None
        and change.before is not None
        and fields_of(after) == fields_of(change.before)
        for change in second.changes
        if change.record.id in left
    )


def joined(first: "Edit", second: "Edit") -> "Edit":
    """Two edits of one run as one step: from before the first to after the second, in the words of the second."""
    after = {change.record.id: change for change in second.changes}
    changes = [
        change._replace(after=after.pop(change.record.id).after)
        if change.record.id in after
        else change
        for change in first.changes
    ]
    return second._replace(changes=(*changes, *after.values()))
