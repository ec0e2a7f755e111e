"""Drafts: what is typed in a window and not accepted is kept every two seconds, and comes back when its form does.

A form says which record its fields show (`FormDrafts`); everything else happens here. What a process that is gone left
behind is brought back into the fields, and a bar asks whether it shall be kept, compared with what is stored, or
dropped; until then it is neither accepted nor lost. What cannot be accepted when another record is chosen waits
likewise, and comes back without a question.
Not here: the fields (`views.fields`), storing (`services.drafts`).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Union
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from briefer.errors import KnownError
from briefer.gui import shown
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages, Offer, Trouble
from briefer.gui.soon import soon
from briefer.gui.tasks import TaskRunner
from briefer.i18n import say
from briefer.progress import Report
from briefer.records.base import new_id

if TYPE_CHECKING:
    from briefer.gui.views.fields import LineEdit, TextEdit
    from briefer.services.drafts import Waiting
    from briefer.workspace.database import Workspace
    from briefer.workspace.drafts import Draft

EVERY = 1500
"""Milliseconds between two looks; with the time that a small transaction takes on a busy machine, some two seconds."""
_LABEL = 500


Key = tuple[str, UUID, str]
"""Form, record and field."""


class Control(NamedTuple):
    """A control with what accepts its text and what takes it back."""

    typed: Union["LineEdit", "TextEdit"]
    accept: Callable[[], object]
    give_up: Callable[[], object]
    whole: bool = False
    """Its record is made of the form as a whole: what it holds is unfinished as long as it holds anything."""

    @property
    def is_unfinished(self) -> bool:
        """Whether it holds what stands in no record, and is not asked about."""
        return (
            bool(self.typed.words) if self.whole else self.typed.touched
        ) and not self.typed.asks


class FormDrafts:
    """What is typed in one form, for the record that it shows."""

    def __init__(
        self, drafts: "Drafts", form: str, owner: QWidget, controls: Mapping[str, Control]
    ) -> None:
        self._drafts, self.form, self.owner = drafts, form, owner
        self.controls: dict[str, Control] = {}
        self.record: UUID | None = None
        self.visit: UUID | None = None
        self.open_cell: Callable[[str], object] | None = None
        """Begins to type in a cell of a table, whose control is there only as long as somebody does."""
        for name, control in controls.items():
            self.watch(name, control)

    def watch(self, name: str, control: Control) -> None:
        """Look after one more control."""
        self.controls[name] = control
        control.typed.textChanged.connect(self._drafts.soon)
        control.typed.done.connect(self._drafts.soon)

    def unwatch(self) -> None:
        """Nothing is typed any more in what was asked."""
        self.controls.clear()
        self._drafts.soon()

    def watch_cell(self, name: str, edit: "LineEdit", accept: Callable[[], object]) -> None:
        """Look after a cell of a table as long as somebody types in it."""
        control = Control(edit, accept, lambda: None)
        self.watch(name, control)
        edit.destroyed.connect(lambda: self._unwatch(name, control))

    def _unwatch(self, name: str, control: Control) -> None:
        """A cell is left, its text is accepted or given up."""
        if self.controls.get(name) is control:  # else somebody types in it again
            del self.controls[name]
            self._drafts.soon()

    def leave(self) -> None:
        """Another record is chosen: what could not be accepted waits until this one comes back."""
        for name, control in self.controls.items():
            if control.is_unfinished and self.record is not None:
                self._drafts.park(self.key(name), self, control)
            control.typed.asks = False
            if self.record is not None:
                control.give_up()
        self._drafts.put_away(self)
        self.record = None

    def key(self, name: str) -> Key:
        """What a field of the record that is shown is kept by."""
        assert self.record is not None
        return self.form, self.record, name

    def show(self, record: UUID, visit: UUID | None = None) -> None:
        """The fields show a record, as it is stored: what waits for it comes back."""
        self.record, self.visit = record, visit
        self._drafts.bring_back(self)

    @property
    def asking(self) -> list[tuple[str, Control]]:
        """The controls whose text waits for an answer."""
        return [(name, one) for name, one in self.controls.items() if one.typed.asks]


class Drafts(QObject):
    """The drafts of one window."""

    wanted = Signal(str, object, object)
    """Form, record and visit of what came back: go there."""
    compared = Signal(object)
    """Label, stored and typed text of each field that shall be compared."""

    def __init__(self, desk: Desk, messages: Messages) -> None:
        super().__init__()
        self._desk, self._messages = desk, messages
        self._tasks = self._runner()
        self._forms: list[FormDrafts] = []
        self._kept: dict[Key, Draft] = {}
        self._under_way: dict[Key, Draft] = {}
        """What the transaction writes that is under way: it may be kept, or not."""
        self._parked: dict[Key, Draft] = {}
        self._waiting: dict[Key, Waiting] = {}
        self._brought: set[Key] = set()
        """Those of them that stand in their fields now."""
        self._bar: Trouble | None = None
        self._closed = self._writing = self._late = False
        """Whether a transaction is under way, and whether a look was due meanwhile."""
        self._timer = QTimer(self, singleShot=True, interval=EVERY)
        self._timer.timeout.connect(self._keep)
        desk.opened.connect(self._take_over)

    def form(self, form: str, owner: QWidget, controls: Mapping[str, Control]) -> FormDrafts:
        """Look after the controls of a form as long as `owner` is there."""
        made = FormDrafts(self, form, owner, controls)
        self._forms.append(made)
        owner.destroyed.connect(lambda: self._forms.remove(made))
        return made

    def leave(self, area: QWidget) -> None:
        """A part of the window goes away: what its forms hold and cannot be accepted waits."""
        for form in self._forms:
            if area.isAncestorOf(form.owner):
                form.leave()

    @property
    def bar(self) -> Trouble | None:
        """What is asked about them now."""
        return self._bar

    @property
    def waiting(self) -> "list[Waiting]":
        """What came back and waits for an answer, oldest first."""
        return list(self._waiting.values())

    def secure(self) -> None:
        """Keep at once what is not accepted, before it is asked to go: nothing has been given up yet.

        Raises:
            KnownError: it cannot be kept, as when the disk is full.

        """
        from briefer.services import drafts

        if not self._desk.is_open or self._desk.locked:
            return
        self._note_answers()
        if self._writing:
            self._tasks.close()  # what is under way ends first, and nobody is told of it any more
            self._tasks = self._runner()
            self._writing = self._late = False
        put, dropped = self._changes()
        if put or dropped:
            drafts.keep(self._desk.workspace, put, dropped)
            self._is_kept(put, dropped)
        self._under_way = {}

    def close(self) -> None:
        """The window closes: what is still not accepted waits for the next one."""
        self._note_answers()
        self._closed = True
        self._let_go()

    def put_down(self) -> None:
        """The workspace is left for another: what is not accepted waits here until this one is opened again."""
        for form in self._forms:
            form.leave()
        self._let_go()
        self._tasks = self._runner()
        self._kept, self._parked, self._waiting = {}, {}, {}

    def _let_go(self) -> None:
        from briefer.services import drafts

        self._timer.stop()
        self._tasks.close()
        self._writing = self._late = False
        if self._desk.is_open and not self._desk.locked:
            put, dropped = self._changes()
            held = [one.id for one in (*self._kept.values(), *put)]
            held += [one.draft.id for one in self._waiting.values()]
            if put or dropped or held:
                try:
                    drafts.keep(self._desk.workspace, put, dropped)
                    drafts.let_go(self._desk.workspace, held)
                except KnownError as error:  # told before by `secure`; the window goes on without
                    self._messages.show_error(error)
        self._under_way = {}

    def _runner(self) -> TaskRunner:
        return TaskRunner(self._messages.show_error, threads=1)  # waits behind no preview

    # -------------------------------------------------------------------------------------- keeping

    def soon(self) -> None:
        """Something was typed or accepted: see within two seconds what is to be kept."""
        if not self._closed and not self._timer.isActive():
            self._timer.start(EVERY)

    def park(self, key: Key, form: FormDrafts, control: Control) -> None:
        """A text cannot be accepted and its record goes out of sight."""
        self._parked[key] = self._draft(key, form.visit, control)
        self.soon()

    def waits(self, form: str, record: UUID) -> bool:
        """Whether something that was typed for a record waits until its form comes."""
        keys = (*self._parked, *(key for key in self._waiting if key not in self._brought))
        return any(key[:2] == (form, record) for key in keys)

    def put_away(self, form: FormDrafts) -> None:
        """The record of a form goes out of sight, and with it what it asks."""
        keys = {form.key(name) for name in form.controls} if form.record is not None else set()
        if keys & self._brought:
            self._brought -= keys
            self._show_bar(None)

    def _draft(self, key: Key, visit: UUID | None, control: Control) -> "Draft":
        from briefer.workspace.drafts import Draft

        kept, typed = self._known.get(key), control.typed
        form, record, field = key
        return Draft(
            kept.id if kept else new_id(),
            self._desk.workspace.officer,
            kept.at if kept else datetime.now(UTC),
            form,
            record,
            visit,
            field,
            typed.accessibleName()[:_LABEL],
            typed.words,
            "" if control.whole else typed.stored,
        )

    def _changes(self) -> "tuple[list[Draft], list[UUID]]":
        """What is to be kept and is not yet, or otherwise; and what is kept and was accepted or given up."""
        now = dict(self._parked)
        for form in self._forms:
            for name, control in form.controls.items() if form.record is not None else ():
                if control.is_unfinished:
                    now[form.key(name)] = self._draft(form.key(name), form.visit, control)
        put = [draft for key, draft in now.items() if self._kept.get(key) != draft]
        dropped = [draft.id for key, draft in self._known.items() if key not in now]
        return put, dropped

    @property
    def _known(self) -> "dict[Key, Draft]":
        """What is in the database as far as is known, and what may be in it."""
        return self._kept | self._under_way

    def _keep(self) -> None:
        if not self._desk.is_open or self._desk.locked:
            return
        self._note_answers()
        if self._writing:
            self._late = True
            return
        from briefer.services import drafts

        put, dropped = self._changes()
        if not put and not dropped:
            return
        workspace = self._desk.workspace
        self._writing = True
        self._under_way = {_key(one): one for one in put}

        def work(_report: Report) -> None:
            drafts.keep(workspace, put, dropped)

        def ended() -> None:
            self._writing, self._under_way = False, {}
            if self._late:
                self._late = False
                self._timer.start(0)

        def done(_nothing: None) -> None:
            self._is_kept(put, dropped)

        self._tasks.start(work, done).ended.connect(ended)

    def _is_kept(self, put: "list[Draft]", dropped: "list[UUID]") -> None:
        gone = set(dropped)
        self._kept = {key: one for key, one in self._kept.items() if one.id not in gone}
        self._kept.update({_key(one): one for one in put})

    # --------------------------------------------------------------------------------- coming back

    def _take_over(self) -> None:
        from briefer.services import drafts

        self._kept, self._parked, self._waiting = {}, {}, {}
        self._brought.clear()
        if self._desk.locked:
            return

        def arrived(found: "tuple[Waiting, ...]") -> None:
            self._waiting = {_key(one.draft): one for one in found}
            for form in self._forms:
                if form.record is not None:
                    self.bring_back(form)
            if self._waiting and self._bar is None:
                self._offer(found[-1])
                self._go_to(found[-1])

        workspace: Workspace = self._desk.workspace
        self._tasks.start(lambda _report: drafts.take_over(workspace), arrived)

    def bring_back(self, form: FormDrafts) -> None:
        """Put what waits for the record of a form into its fields."""
        self._note_answers()
        for name, control in form.controls.items():
            key = form.key(name)
            if parked := self._parked.pop(key, None):
                control.typed.bring_back(parked.text)
                control.typed.asks = False
                if control.whole or parked.stored == control.typed.stored:
                    control.accept()
                else:
                    self._tell_changed(parked)
            elif (waiting := self._waiting.get(key)) and key not in self._brought:
                if control.typed.words == waiting.draft.text:
                    self._forget([key])  # it was stored before the end came
                elif not control.typed.touched:
                    control.typed.bring_back(waiting.draft.text)
                    self._brought.add(key)
        if form.open_cell and form.owner.isVisible():
            # when all is shown: whoever gives the keyboard to something else on the way would accept what is half typed
            soon(form.owner, partial(self._open_cells, form, form.open_cell))
        if form.asking:
            self._ask(form)

    def _open_cells(self, form: FormDrafts, open_cell: Callable[[str], object]) -> None:
        """What was typed in a cell is typed on: the text stands in it, and Return takes it."""
        own = (form.form, form.record)
        key = next((key for key in (*self._waiting, *self._parked) if key[:2] == own), None)
        if key is None or not form.owner.isVisible():
            return
        one = self._waiting.get(key)
        draft = one.draft if one else self._parked.pop(key)
        self._forget([key])
        open_cell(key[2])
        control = form.controls.get(key[2])
        if control is None:  # its row is gone
            self._offer_text(draft)
            return
        control.typed.bring_back(draft.text)
        control.typed.asks = False
        if one:
            self._show_bar(None)
            self._messages.say(_sentence([one]))
        if not control.whole and draft.stored != control.typed.stored:
            self._tell_changed(draft)

    def _offer_text(self, draft: "Draft") -> None:
        """The cell of a text is there no more."""
        words = f"{draft.label}: {say('Its record is gone.')}"
        copy = Offer(say("Copy the text"), lambda: copied(draft.text))
        self._messages.show(Trouble("warning", words, (copy,)))

    def _tell_changed(self, draft: "Draft") -> None:
        """A text that is typed on stands over what others have written since: nobody shall do that unknowingly."""
        words = say("What is stored has been changed since.")
        self._messages.show(Trouble("warning", f"{draft.label}: {words}"))

    def _note_answers(self) -> None:
        """Who typed on in a field that asks, or went back to what is stored, has answered."""
        for form in self._forms:
            if form.record is None:
                continue
            answered = [
                form.key(name)
                for name, control in form.controls.items()
                if form.key(name) in self._brought and not control.typed.asks
            ]
            if answered:
                self._forget(answered)
                self._show_bar(None)

    def _show_bar(self, bar: Trouble | None) -> None:
        """Show what is asked in place of what was, or nothing."""
        if self._bar:
            if self._messages.shown is self._bar:
                self._messages.clear()
            self.compared.emit(())
        self._bar = bar
        if bar:
            self._messages.show(bar)

    def _ask(self, form: FormDrafts) -> None:
        found = [(self._waiting.get(form.key(name)), one.typed) for name, one in form.asking]
        some = [(one, typed) for one, typed in found if one]
        if not some:
            return
        sentence = _sentence([one for one, _ in some])
        if any(one.draft.stored != typed.stored for one, typed in some):
            sentence = f"{sentence} {say('What is stored has been changed since.')}"
        offers = (
            Offer(say("Keep"), lambda: self._keep_all(form)),
            Offer(say("Compare"), lambda: self._compare(form), closes=False),
            Offer(say("Drop"), lambda: self._drop_all(form)),
        )
        shown = self._bar
        if shown is None or (shown.sentence, len(shown.offers)) != (sentence, len(offers)):
            self._show_bar(Trouble("warning", sentence, offers))
        elif self._messages.shown is None:
            self._messages.show(shown)

    def _keep_all(self, form: FormDrafts) -> None:
        self._end(form, lambda control: control.accept())

    def _drop_all(self, form: FormDrafts) -> None:
        self._end(form, lambda control: control.give_up())

    def _end(self, form: FormDrafts, act: Callable[[Control], object]) -> None:
        """An answer was given: it holds for all fields of the form that ask."""
        self._show_bar(None)
        asking = form.asking
        self._forget([form.key(name) for name, _ in asking])
        for _, control in asking:
            control.typed.asks = False
            act(control)
        if asking and (field := asking[0][1].typed).isVisible():
            field.setFocus(Qt.FocusReason.OtherFocusReason)  # the bar that had the keyboard is gone
        if self._waiting:
            self._offer(next(reversed(self._waiting.values())))

    def _compare(self, form: FormDrafts) -> None:
        some = [control.typed for _, control in form.asking]
        self.compared.emit(tuple((one.accessibleName(), one.stored, one.words) for one in some))

    def _forget(self, keys: Iterable[Key]) -> None:
        """What waited was answered: it is dropped, or is typed text like any other from now on."""
        for key in keys:
            self._brought.discard(key)
            if found := self._waiting.pop(key, None):
                self._kept[key] = found.draft
        self.soon()

    # ------------------------------------------------------------------------- elsewhere, and gone

    def _go_to(self, one: "Waiting") -> None:
        """The form opens; of a record that is gone the text is offered."""
        if one.name or one.draft.form in HOMELESS:
            self.wanted.emit(one.draft.form, one.draft.record, one.draft.visit)
        else:
            self._offer(one)

    def _offer(self, one: "Waiting") -> None:
        """Tell of something that waits elsewhere."""
        draft = one.draft
        key = _key(draft)
        sentence = _sentence([one])
        drop = Offer(say("Drop"), lambda: self._forget([key]))
        if one.name or draft.form in HOMELESS:
            show = Offer(say("Show"), lambda: self._go_to(one))
            self._show_bar(Trouble("warning", sentence, (show, drop)))
            return
        gone = f"{sentence} {say('Its record is gone.')}"
        copy = Offer(say("Copy the text"), lambda: copied(draft.text), closes=False)
        self._show_bar(Trouble("warning", gone, (copy, drop)))


def _key(draft: "Draft") -> Key:
    return draft.form, draft.record, draft.field


NOT_MADE = UUID(int=0)
"""Stands for the record of a form whose record is not made yet."""
HOMELESS = ("new visit", "office")
"""Those forms, and the one of the office's own."""


def _sentence(some: "list[Waiting]") -> str:
    """Since when what is unfinished, and of which record."""
    first = min(one.draft.at for one in some).astimezone()
    today = datetime.now().astimezone().date()
    time = shown.moment(first)
    if first.date() != today:
        time = say("{day}, {time}").format(day=shown.day(first.date(), "d MMM"), time=time)
    labels = say(", ").join(one.draft.label for one in some)
    if some[0].name:
        words = say("Unfinished since {time}: {fields} of “{name}”.")
        return words.format(time=time, fields=labels, name=some[0].name)
    return say("Unfinished since {time}: {fields}.").format(time=time, fields=labels)


def copied(words: str) -> None:
    """Put words on the clipboard, as somebody asked."""
    QGuiApplication.clipboard().setText(words)
