"""The window: a frame that never moves, and the places that take turns in it.

A shell: it makes the parts and sends each command to the place that is shown. Not here: what any place does (`views`),
going from one to another (`places`), what is undone (`commands`), what is read (`desk`), several windows (`windows`).
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QByteArray, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from briefer import settings
from briefer.errors import KnownError
from briefer.gui import shown, theme
from briefer.gui.actions import OF_FOCUS, Actions, Scope, names
from briefer.gui.closed_text import Disclosure
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.dialogs import about
from briefer.gui.editing import Editing
from briefer.gui.end_panels import EndPanels
from briefer.gui.messages import Messages, Offer, Trouble
from briefer.gui.models.drags import dropped_pdf
from briefer.gui.models.hits import Hit
from briefer.gui.opening import ENDING, Apart, Opener, is_backup
from briefer.gui.pasted import SUFFIXES, holds_list
from briefer.gui.places import LIBRARY, Places
from briefer.gui.safety import Safety
from briefer.gui.spelling import Spelling
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.comparison import Comparison
from briefer.gui.views.controls import LOCKED, column, hairline
from briefer.gui.views.fields import Field, TextEdit, typed_in, unfinished
from briefer.gui.views.frame import RailFoot, StatusBar, TopBar, TroubleBar
from briefer.gui.views.place import alone
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.gui.views.search_panel import SearchPanel
    from briefer.gui.views.secret_form import Given
    from briefer.services.edits import Edit

SIZE, LEAST = (1440, 900), (900, 540)
IN_MENU = 60
"""Letters of what can be undone that a menu shows."""
FRAME = 32
"""Pixels that a window manager may put above the window."""
GEOMETRY = "geometry"
"""By this name the settings remember where the window was."""


class MainWindow(QMainWindow):
    """One window on one workspace."""

    ready = Signal()
    """The first place of the workspace is on the screen."""
    window_wanted = Signal(object)
    """Another window on the same workspace, which shows this `Hit`."""
    lock_wanted = Signal()
    """All windows on the workspace shall go, and one that asks for the passphrase stand in their place."""
    apart_wanted = Signal(object)
    """The same, and what this `Apart` says be done with the workspace meanwhile."""
    scheme_chosen = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._gives_up = False
        """What is typed and cannot be kept shall be lost: somebody has said so."""
        self._back: Callable[[], object] | None = None
        """What is to be shown when the workspace is open again."""
        self.messages = Messages()
        self.tasks = TaskRunner(self.messages.show_error)
        self.desk = Desk(self.tasks, self.messages)
        self.undo = Undo(self.desk, self.messages)
        Spelling(self.desk, self.undo, self)
        Disclosure(self.messages, self)
        self.actions_ = Actions(self)
        self.opener = Opener(self.desk, self.tasks, self.messages, self, self._secured)
        self.safety = Safety(self.desk, self.tasks, self.messages, self)
        self.messages.offers_for = self.safety.offers_for
        self.places = Places(self.desk, self.undo, self.tasks, self.messages, self.actions_)
        # what is connected to each other beyond Python's sight goes with the window, or nothing of it ever would
        for part in (self.messages, self.desk, self.undo, self.places):
            part.setParent(self)
        self._build()
        self._acts = self._own_acts()
        self._connect()
        theme.dress(self)
        self.setAccessibleName(names()["window"])
        self.setMinimumSize(*LEAST)
        self.setAcceptDrops(True)
        self._take_place()
        self.places.show(self.places.first_start)
        self.places.first_start.show_recent(settings.load().recent)

    def _build(self) -> None:
        self.top = TopBar(self.actions_)
        self.status = StatusBar()
        self.bar = TroubleBar()
        self.setMenuWidget(self.top)
        self._comparison = Comparison()
        self._rule = hairline(upright=True)
        self._rail_foot = RailFoot(self.actions_["settings"])
        work = QVBoxLayout()
        work.addWidget(self.bar)
        work.addWidget(self._comparison)
        work.addWidget(self.places.stack, 1)
        # the widest of all places, most of them hidden, does not tell how much room the one that is shown needs
        self.places.stack.setMinimumWidth(1)
        middle = QHBoxLayout()
        self._side = column(self.places.rail, self._rail_foot, 6)
        middle.addWidget(self._side)
        middle.addWidget(self._rule)
        middle.addLayout(work, 1)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        area = QWidget()
        area.setLayout(middle)
        self.panels = EndPanels(
            area, middle, work, self.desk, self.undo, self.messages, self.actions_, self.places
        )
        self.panels.record_wanted.connect(self.places.show_hit)
        outer.addWidget(area, 1)
        outer.addWidget(self.status)
        for layout in (work, middle, outer):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.setCentralWidget(inside)
        self._editing = Editing(inside, self.actions_)
        self._search: SearchPanel | None = None

    def _connect(self) -> None:
        messages, first_start = self.messages, self.places.first_start
        messages.said.connect(lambda words: self.status.show_said(words, undoable=False))
        messages.saved.connect(self.top.show_saved)
        messages.unsaved.connect(self.top.show_unsaved)
        messages.trouble_changed.connect(self.bar.show_trouble)
        self.bar.dismissed.connect(messages.clear)
        self.tasks.started.connect(self.status.follow)
        self.desk.opened.connect(self._opened)
        self.desk.leaving.connect(self._leave)
        self.desk.officer_changed.connect(
            lambda: self.top.show_officer(self.desk.workspace.officer)
        )
        self.desk.rested.connect(self._take_waiting)
        self.undo.changed.connect(self._show_undo)
        self._show_undo()
        self.undo.drafts.compared.connect(self._comparison.show_texts)
        self.undo.revealed.connect(self._reveal)
        self.undo.put_aside.connect(self._put_aside)
        self.undo.comparison_wanted.connect(self.places.show_conflicts)
        self.undo.decisions.changed.connect(
            lambda: self.top.show_waiting(self.undo.decisions.count)
        )
        self.top.decisions_wanted.connect(self.places.show_conflicts)
        self.undo.readings.typed = lambda: typed_in(self)
        self.undo.readings.losing.connect(self._accept_typed)
        self.status.undo_wanted.connect(self.undo.undo)
        self.status.redo_wanted.connect(self.undo.redo)
        self.places.changed.connect(self._show_place)
        self.top.search_wanted.connect(self._open_search)
        self.top.menu_opens.connect(self._mark_panels)
        self.top.menu_opens.connect(self._editing.look)
        self.places.home.sample_wanted.connect(self.opener.open_sample)
        first_start.sample_wanted.connect(self.opener.open_sample)
        first_start.new_wanted.connect(self._ask_for_new)
        first_start.open_wanted.connect(self.opener.ask_for_one)
        first_start.recent_wanted.connect(lambda path: self.opener.open(Path(path)))
        self.safety.changed.connect(self.places.show_backups)
        self.places.restore_wanted.connect(self.opener.restore)
        self.opener.busy.connect(first_start.setDisabled)
        places = self.places
        places.locked.unlock_wanted.connect(
            lambda path, words: self.opener.open(path, secret=words)
        )
        self.opener.refused.connect(self._show_refused)
        places.apart_wanted.connect(self.apart_wanted)
        self.actions_.bind(self._act)
        self.actions_[settings.load().look or "system"].setChecked(True)

    def _own_acts(self) -> dict[str, Callable[[], object]]:
        """What the commands do that belong to no place."""
        places, opener = self.places, self.opener
        return {
            "new-window": lambda: self.window_wanted.emit(places.shown_hit),
            "new-workspace": partial(opener.ask_for_new, offers=True),
            "open": opener.ask_for_one,
            "sample": opener.open_sample,
            "back-up": self.safety.back_up,
            "road-copy": self.safety.copy_for_the_road,
            "lock": self._ask_to_lock,
            "close": self.close,
            "quit": QApplication.closeAllWindows,
            "accept": self._accept,
            **{name: partial(self._edit, name) for name in OF_FOCUS},
            "undo": self.undo.undo,
            "redo": self.undo.redo,
            "search": self._open_search,
            **{name: partial(places.go_to, name) for name in ("home", *LIBRARY)},
            "merge": places.show_merge,
            "settings": places.show_settings,
            "conflicts": places.show_conflicts,
            "import": places.show_import,
            "paste-list": places.paste_list,
            "new-visit": places.new_visit,
            "new-person": places.new_person,
            "new-institution": places.new_institution,
            "new-note": places.new_note,
            "light": lambda: self._show_scheme("light"),
            "dark": lambda: self._show_scheme("dark"),
            "system": lambda: self._show_scheme("system"),
            "full-screen": lambda: self.setWindowState(
                self.windowState() ^ Qt.WindowState.WindowFullScreen
            ),
            "refresh": self.desk.look_for_others,
            "next-unknown": self._next_unknown,
            "next-finding": partial(places.step_finding, 1),
            "previous-finding": partial(places.step_finding, -1),
            "next-pane": lambda: self._step_pane(1),
            "previous-pane": lambda: self._step_pane(-1),
            "keys": lambda: self.panels.toggle("keys"),
            "history": lambda: self.panels.toggle("history"),
            "forget": lambda: self.panels.toggle("forget"),
            "guide": lambda: self.panels.toggle("guide"),
            "templates": lambda: self.panels.toggle("templates"),
            "about": lambda: about.show(self),
        }

    def _act(self, name: str) -> None:
        """Carry out a command: the place that is shown comes first."""
        if name in ("accept", *OF_FOCUS):
            self._acts[name]()
            return
        own = self.places.place.acts.get(name)
        if own:
            self.panels.make_way()
        act = own or self._acts.get(name)
        if act:
            act()

    def _accept(self) -> None:
        """Take what is being typed; where nothing is, say that all is saved, and since when."""
        told: list[str] = []
        self.messages.said.connect(told.append)
        self._accept_typed()
        self.messages.said.disconnect(told.append)
        if not told and not any(edit.touched for edit in unfinished(self)):
            self.messages.say(self.top.saved_words)

    def _edit(self, name: str) -> None:
        """Cut, copy, paste, delete, choose all: on what has the keyboard."""
        self._editing.do(name, self.places.place.acts.get(name))

    # -------------------------------------------------------------------------------- what is shown

    def _mark_panels(self) -> None:
        """The menu says which panes stand beside the work."""
        for name, there in self.places.place.marks.items():
            self.actions_[name].setChecked(there)

    def _secured(self, go_on: Callable[[], object]) -> bool:
        """Whether all that is typed is accepted or kept; where it cannot be, say so and offer to `go_on` without it."""
        if self._gives_up:
            return True
        self.places.accept_typed()
        try:
            self.undo.drafts.secure()
        except KnownError as error:
            sentence = say("{why} What you have typed and is not accepted yet would be lost.")
            offer = Offer(say("Go on without it"), partial(self._go_on_without, go_on))
            offers = (offer, *self.messages.offers_for(error))
            self.messages.show(Trouble("error", sentence.format(why=error), offers, asks=True))
            return False
        return True

    def _go_on_without(self, go_on: Callable[[], object]) -> None:
        self._gives_up = True
        try:
            go_on()
        finally:
            self._gives_up = False

    def _leave(self) -> None:
        """Another workspace takes the place of the open one: nothing of this one may get into that."""
        self.places.accept_typed()
        self.undo.drafts.put_down()
        self.tasks.drop_all()

    def _ask_to_lock(self) -> None:
        if self.desk.workspace.key is None:
            self.messages.say(say("This workspace is not encrypted, so it cannot be locked."))
        else:
            self.lock_wanted.emit()

    def show_locked(self, path: Path) -> None:
        """Show nothing but the form for the passphrase of a workspace."""
        self.opener.asks_beside = False
        self.places.locked.lock(path)
        self.places.show(self.places.locked)
        self.places.locked.take_keyboard()

    def _ask_for_new(self, given: "Given | None") -> None:
        self.opener.ask_for_new(*((given.new, given.code) if given else ()))

    def _offer_encryption(self) -> None:
        """A workspace was made without a word on its encryption."""
        self.opener.offers_encryption = False
        sentence = say("{workspace} is not encrypted: whoever gets at this computer reads it.")
        words = sentence.format(workspace=self.desk.workspace.identity.label)
        encrypt = Offer(say("Encrypt it…"), self._begin_to_encrypt)
        self.messages.show(Trouble("note", words, (encrypt,)))

    def _begin_to_encrypt(self) -> None:
        self.places.show_settings("encryption")
        self.places.settings.encryption.begin("encrypt")

    def show_working(self, apart: Apart) -> None:
        """Show nothing but that a workspace is being worked on."""
        self.places.working.begin(apart)
        self.places.show(self.places.working)

    def work_apart(self, apart: Apart) -> None:
        """Do what nobody may have the workspace open for, open it again, and come back to where it was wanted."""

        def keep(words: str, error: BaseException | None) -> None:
            def back() -> None:
                self.places.show_settings("encryption")
                if error:
                    self.messages.show_error(error)
                else:
                    self.messages.say(words)

            self._back = back

        self.places.working.follow(self.opener.work_apart(apart, keep))

    def _show_refused(self, words: str) -> None:
        """A workspace that this window has nothing but a word of does not open."""
        working = self.places.working
        if self.places.place is not working:
            self.places.locked.tell(words)
            return
        self._back = None  # it was to be opened again
        if working.asks:
            self.show_locked(working.path)
            self.places.locked.tell(words)
        else:
            self.opener.asks_beside = True
            self.places.show(self.places.first_start)
            self.places.first_start.take_keyboard()

    def _opened(self) -> None:
        workspace = self.desk.workspace
        self.undo.forget()
        self.messages.clear()
        self.status.show_workspace(workspace.identity.label)
        self.top.show_officer(workspace.officer)
        self.top.show_saved(None)
        self.messages.begin()
        locked = self.desk.locked
        self.setProperty(LOCKED, locked)
        self.actions_.lock(locked)
        self.places.begin()
        self.messages.say(say("Opened {workspace}.").format(workspace=workspace.identity.label))
        if locked:
            self.top.show_locked(locked)
            self.messages.show(Trouble("warning", locked))
        if self.opener.offers_encryption:
            self._offer_encryption()
        if self._back:
            back, self._back = self._back, None
            back()
        self.ready.emit()

    def _show_place(self) -> None:
        place = self.places.place
        there = place not in (self.places.first_start, self.places.locked, self.places.working)
        for part in (self._side, self._rule):
            part.setVisible(there)
        self._rail_foot.mark(here=self.places.in_settings)
        self.status.preview.setText(place.preview_words)
        scopes: set[Scope] = {"everywhere", *place.scopes}
        if self.desk.is_open:
            scopes.add("workspace")
        self.actions_.set_scopes(frozenset(scopes), {*self._acts, *place.acts})
        self._editing.look()
        self.panels.show_keys()
        self.setWindowTitle(" – ".join(filter(None, (self.places.title, names()["window"]))))

    def _show_undo(self) -> None:
        from briefer.services.common_edits import shortened

        undo, redo = self.undo.undo_words, self.undo.redo_words
        for name, words, text in (
            ("undo", undo, say("Undo: {words}").format(words=undo) if undo else say("Undo")),
            ("redo", redo, say("Redo: {words}").format(words=redo) if redo else say("Redo")),
        ):
            told = shortened(text, IN_MENU).replace("&", "&&")  # no mnemonic
            self.actions_[name].setText(told)
            self.actions_[name].setToolTip(shown.tip(text))
            self.actions_[name].setEnabled(bool(words))
        turned = bool(redo) and self.undo.turned_back
        self.status.show_said(self.status.words.text(), undoable=bool(undo), turned=turned)

    def _reveal(self, edit: "Edit") -> None:
        """Show the place of an edit that was taken back or made again."""
        if edit.visit and edit.visit in self.places.visits:
            self.places.go_to(edit.visit)
            self.places.visits[edit.visit].show_place(edit)
        elif edit.place.kind == "own_data":
            # a word that counts as known has no place but the text it stands in
            if any(getattr(change.record, "kind", "") == "office" for change in edit.changes):
                self.places.show_settings("office")
        elif not edit.visit:
            self.places.show_edited(edit)
        elif edit.place.kind == "visit":  # a whole visit has come back, or is gone again
            self.places.go_to("home")

    def _accept_typed(self) -> None:
        """Take what is being typed: the record that it belongs to is going."""
        if accept := self.places.place.acts.get("accept"):
            accept()

    def _take_waiting(self) -> None:
        """A long edit has ended: take what was typed and left meanwhile."""
        for edit in unfinished(self):
            if not edit.hasFocus() and not edit.asks:
                edit.done.emit()

    def _put_aside(self) -> None:
        """What is being typed waits for a decision: the form shows what is stored."""
        for field in self.findChildren(Field):
            field.put_aside()

    def _show_scheme(self, scheme: theme.Scheme) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.show(app, scheme)
        look = "" if scheme == "system" else scheme
        settings.save(msgspec.structs.replace(settings.load(), look=look))
        self.scheme_chosen.emit(scheme)

    def _take_place(self) -> None:
        """Where the window was when it was closed; the first time as large as planned, but within the screen."""
        kept = settings.load().window.get(GEOMETRY, "")
        if not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            room = self.screen().availableSize()
            self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height() - FRAME))

    def _keep_place(self) -> None:
        """Remember where the window is."""
        kept = settings.load()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        if kept.window.get(GEOMETRY) != geometry:
            kept.window[GEOMETRY] = geometry
            settings.save(kept)

    # ------------------------------------------------------------------------------ over everything

    @property
    def search(self) -> "SearchPanel":
        """The search; loaded when it is first wanted."""
        if self._search is None:
            from briefer.gui.views.search_panel import AtWork, SearchPanel

            self._search = SearchPanel(self.desk, self.actions_, self)
            self._search.at_work = lambda: AtWork(*self.places.at_work)
            self._search.chosen.connect(self._take_hit)
            self._search.chosen_aside.connect(self.window_wanted)
            self._search.added.connect(self.places.add_hit)
        return self._search

    def _open_search(self) -> None:
        if self.desk.is_open:
            recent = self.places.recent
            self._editing.look()
            self.search.open(self.places.place.visit_key, recent[1:] + recent[:1])

    def _take_hit(self, hit: Hit) -> None:
        if hit.kind == "command":
            self.actions_[str(hit.id)].trigger()
        else:
            self.places.show_hit(hit)

    def _next_unknown(self) -> None:
        """F7: the next word of the text that nobody knows."""
        text = QApplication.focusWidget()
        if isinstance(text, TextEdit) and text.marks:
            text.marks.go_to_next(self.messages.say)
        else:
            self.messages.say(say("Go into a text first: F7 finds its next unknown word."))

    def _step_pane(self, step: int) -> None:
        """F6: rail, then the panes of the place."""
        rail = self.places.rail
        panes = [*alone(rail), *self.places.place.panes_in_order()]
        panes = [pane for pane in panes if pane.target.isVisible()]
        focus = QApplication.focusWidget()
        holding = [at for at, pane in enumerate(panes) if focus and _holds(pane.area, focus)]
        at = holding[0] if holding else (-1 if step > 0 else 0)
        if panes:
            panes[(at + step) % len(panes)].target.setFocus(Qt.FocusReason.TabFocusReason)

    def _brings_list(self, event: QDropEvent) -> bool:
        """Whether lines of text come from another program, which no field below the pointer takes."""
        data = event.mimeData()
        lines = holds_list(data) and "\n" in data.text().strip()
        here = self.desk.is_open and not self.desk.locked
        return here and lines and event.source() is None and not data.hasUrls()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pastes = event.matches(QKeySequence.StandardKey.Paste) and not self.property(LOCKED)
        if pastes and isinstance(self.focusWidget(), QAbstractItemView):
            self.actions_["paste-list"].trigger()  # a list that no list took
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        path = dropped_file(event.mimeData())
        taken = path is not None and (self.desk.is_open or is_backup(path))
        annex = self.desk.is_open and not self.desk.locked and dropped_pdf(event.mimeData())
        if taken or annex or self._brings_list(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := dropped_file(event.mimeData()):
            event.acceptProposedAction()
            (self.opener.restore if is_backup(path) else self.places.show_import)(path)
        elif path := dropped_pdf(event.mimeData()):
            event.acceptProposedAction()
            self.places.attach(path)
        elif self._brings_list(event):
            event.acceptProposedAction()
            self.places.take_list(event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top.fit(event.size().width())
        for part in (self.places.rail, self._rail_foot):
            part.fit(event.size().width())
        self._side.setFixedWidth(self.places.rail.maximumWidth())
        if self._search and self._search.isVisible():
            self._search.close_panel()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._secured(self.close):
            event.ignore()
            return
        self._keep_place()
        self.safety.stop()
        self.places.close()
        self.undo.drafts.close()
        self.tasks.close()
        self.desk.close()
        super().closeEvent(event)
        self.closed.emit()


def dropped_file(data: QMimeData) -> Path | None:
    """The exchange file, list or backup that is dragged, None where it is something else."""
    urls = data.urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path and path.suffix.lower() in (".json", ".zip", ENDING, *SUFFIXES) else None


def _holds(area: QWidget, focus: QWidget) -> bool:
    return area is focus or area.isAncestorOf(focus)
