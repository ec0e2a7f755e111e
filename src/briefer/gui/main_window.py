"""The window: a frame that never moves, and the places that take turns in it.

A shell: it makes the parts, sends each command to the place that is shown, and goes from place to place. Not here:
what any place does (`views`), what is undone (`commands`), what is read (`desk`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QDir, QPoint, QStandardPaths, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefer import settings
from briefer.gui import theme
from briefer.gui.actions import Actions, Scope, names
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.dialogs import about, file_dialogs, passphrase
from briefer.gui.messages import Messages
from briefer.gui.models.rows import Row
from briefer.gui.models.visits import short
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.controls import hairline
from briefer.gui.views.first_start import FirstStart
from briefer.gui.views.frame import Rail, StatusBar, TopBar, TroubleBar, places
from briefer.gui.views.home import Home
from briefer.gui.views.institutions import Institutions
from briefer.gui.views.keys_panel import KeysPanel
from briefer.gui.views.notes import Notes
from briefer.gui.views.search_panel import Hit, SearchPanel
from briefer.gui.views.visit_place import VisitPlace
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.visits import VisitSummary

SIZE, LEAST = (1440, 900), (900, 540)
ON_RAIL = 6
"""Open visits on the rail."""

Place = FirstStart | Home | Institutions | Notes | VisitPlace


class MainWindow(QMainWindow):
    """One window on one workspace."""

    ready = Signal()
    """The first place of the workspace is on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.messages = Messages()
        self.tasks = TaskRunner(self.messages.show_error)
        self.desk = Desk(self.tasks, self.messages)
        self.undo = Undo(self.desk, self.messages)
        self.actions_ = Actions(self)
        self.first_start = FirstStart()
        self.home = Home(self.undo)
        self.institutions = Institutions(self.desk, self.undo)
        self.notes = Notes(self.desk, self.undo)
        self.visits: dict[UUID, VisitPlace] = {}
        self._recent: list[Row] = []
        self._path: Path | None = None
        self._build()
        self._connect()
        self.setAccessibleName(names()["window"])
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self._show(self.first_start)

    # ------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.top = TopBar(self.actions_)
        self.rail = Rail()
        self.status = StatusBar()
        self.bar = TroubleBar()
        self.keys = KeysPanel()
        self.keys.hide()
        self._stack = QStackedWidget()
        for place in (self.first_start, self.home, self.institutions, self.notes):
            self._stack.addWidget(place)
        self.setMenuWidget(self.top)
        work = QVBoxLayout()
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self.bar)
        work.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self._rule = hairline(upright=True)
        for part in (self.rail, self._rule):
            middle.addWidget(part)
        middle.addLayout(work, 1)
        middle.addWidget(self.keys)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(inside)
        self.search = SearchPanel(self.desk, self.actions_, self)
        self._show_rail()

    def _connect(self) -> None:
        messages, desk = self.messages, self.desk
        messages.said.connect(lambda words: self.status.show_said(words, undoable=False))
        messages.saved.connect(self.top.show_saved)
        messages.trouble_changed.connect(self.bar.show_trouble)
        self.bar.dismissed.connect(messages.clear)
        self.tasks.started.connect(self.status.follow)
        desk.opened.connect(self._opened)
        desk.overview_changed.connect(self._show_overview)
        self.undo.changed.connect(self._show_undo)
        self.undo.revealed.connect(self._reveal)
        self.status.undo_wanted.connect(self.undo.undo)
        self.top.search_wanted.connect(self._open_search)
        self.search.chosen.connect(self._go_to_hit)
        self.search.added.connect(self._add_hit)
        self.rail.chosen.connect(self._go_to)
        self.rail.opened.connect(lambda _id: self.place.take_keyboard())
        self.rail.customContextMenuRequested.connect(self._rail_menu)
        self.home.opened.connect(self.open_visit)
        self.home.sample_wanted.connect(self._open_sample)
        self.first_start.sample_wanted.connect(self._open_sample)
        self.first_start.new_wanted.connect(self._new_workspace)
        self.first_start.open_wanted.connect(self._open_workspace)
        self.first_start.recent_wanted.connect(lambda path: self.open(Path(path)))
        self.institutions.visit_wanted.connect(self.open_visit)
        self.keys.closed.connect(self._close_keys)
        self.actions_.bind(self._act)
        self._acts: dict[str, Callable[[], object]] = {
            "new-workspace": self._new_workspace,
            "open": self._open_workspace,
            "sample": self._open_sample,
            "close": self.close,
            "quit": QApplication.closeAllWindows,
            "undo": self.undo.undo,
            "redo": self.undo.redo,
            "search": self._open_search,
            "home": lambda: self._go_to("home"),
            "institutions": lambda: self._go_to("institutions"),
            "notes": lambda: self._go_to("notes"),
            "new-visit": self._new_visit,
            "new-institution": self._new_institution,
            "new-note": self._new_note,
            "light": lambda: self._show_scheme("light"),
            "dark": lambda: self._show_scheme("dark"),
            "system": lambda: self._show_scheme("system"),
            "full-screen": self._full_screen,
            "next-pane": lambda: self._step_pane(1),
            "previous-pane": lambda: self._step_pane(-1),
            "keys": self._toggle_keys,
            "about": lambda: about.show(self),
        }
        scheme = settings.load().look or "system"
        self.actions_[scheme].setChecked(True)

    def _act(self, name: str) -> None:
        """Carry out a command: the place that is shown comes first."""
        act = self.place.acts.get(name) or self._acts.get(name)
        if act:
            act()

    # --------------------------------------------------------------------------------- the workspace

    def open(
        self, path: Path, *, create: bool = False, sample: bool = False, secret: str | None = None
    ) -> None:
        """Open a workspace, or make one; what is open stays until the other is there."""
        self._path = path
        self.first_start.setEnabled(False)
        self.desk.open(
            path, create=create, sample=sample, passphrase=secret, failed=self._not_opened
        )

    def _not_opened(self, error: BaseException) -> None:
        from briefer.workspace.database import PassphraseWanted

        self.first_start.setEnabled(True)
        if isinstance(error, PassphraseWanted) and self._path:
            secret = passphrase.ask(self, str(error))
            if secret is not None:
                self.open(self._path, secret=secret)
            return
        self.messages.show_error(error)

    def _opened(self) -> None:
        for visit in list(self.visits):
            self._close_visit(visit)
        self.first_start.setEnabled(True)
        self.undo.forget()
        self.messages.clear()
        workspace = self.desk.workspace
        self.status.workspace.setText(workspace.identity.label)
        self.top.show_officer(workspace.officer)
        self.top.show_saved(None, open_=True)
        settings.save(settings.with_recent(settings.load(), workspace.path))
        self._show_overview()
        self.institutions.refresh()
        self.notes.refresh()
        self.messages.say(say("Opened {workspace}.").format(workspace=workspace.identity.label))
        last = settings.load().window.get(f"visit of {workspace.path}", "")
        known = {str(one.id): one for one in self.desk.overview}
        if last in known:
            self.open_visit(known[last].id)
        else:
            self._go_to("home")
        self.place.take_keyboard()
        self.ready.emit()

    def _open_workspace(self) -> None:
        path = file_dialogs.open_workspace(self, Path(QDir.homePath()))
        if path:
            self.open(path)

    def _new_workspace(self) -> None:
        path = file_dialogs.new_workspace(self, Path(QDir.homePath(), "office.briefer"))
        if path:
            self.open(path, create=True)

    def _open_sample(self) -> None:
        """The sample in the user's documents; a second time the same one."""
        place = QStandardPaths.StandardLocation.AppDataLocation
        path = Path(QStandardPaths.writableLocation(place), "sample.briefer")
        self.open(path, sample=not path.exists())

    # -------------------------------------------------------------------------------- from place to place

    @property
    def place(self) -> Place:
        """The place that is shown."""
        shown_place = self._stack.currentWidget()
        assert isinstance(shown_place, (FirstStart, Home, Institutions, Notes, VisitPlace))
        return shown_place

    def open_visit(self, id_: object) -> None:
        """Go to a visit; opening it puts it on the rail."""
        if not isinstance(id_, UUID):
            return
        if id_ not in self.visits:
            place = VisitPlace(self.desk, self.undo, self.tasks, self.messages, self.actions_, id_)
            place.preview_state.connect(self.status.preview.setText)
            place.tab_changed.connect(lambda _tab: self._show_scopes())
            place.loaded.connect(self._visit_loaded)
            self._stack.addWidget(place)
            self.visits[id_] = place
            while len(self.visits) > ON_RAIL:
                self._close_visit(next(one for one in self.visits if one != id_))
            self._show_rail()
            place.open()
        self._go_to(id_)

    def _visit_loaded(self) -> None:
        if (
            isinstance(self.place, VisitPlace)
            and self.place is self.sender()
            and not self.search.isVisible()
        ):
            self.place.take_keyboard()

    def _go_to(self, id_: object) -> None:
        if id_ is None or not self.desk.is_open:
            return
        library: dict[object, Place] = {
            "home": self.home,
            "institutions": self.institutions,
            "notes": self.notes,
        }
        place = library.get(id_) or (self.visits.get(id_) if isinstance(id_, UUID) else None)
        if place is None:
            return
        self._show(place)
        self.rail.choose(id_)
        row = next(one for one in self.rail.rows if one.id == id_)
        hit = Hit("place", str(id_), words=row.title)
        known = [one for one in self._recent if one.id != hit]
        self._recent = [Row(hit, row.title, icon=row.icon), *known][:10]
        if isinstance(id_, UUID) and self.desk.is_open:
            kept = settings.load()
            kept.window[f"visit of {self.desk.workspace.path}"] = str(id_)
            settings.save(kept)

    def _show(self, place: Place) -> None:
        self._stack.setCurrentWidget(place)
        there = place is not self.first_start
        for part in (self.rail, self._rule):
            part.setVisible(there)
        self.status.preview.setVisible(isinstance(place, VisitPlace))
        if not there:
            self.first_start.show_recent(settings.load().recent)
            self.first_start.take_keyboard()
        self._show_scopes()

    def _show_scopes(self) -> None:
        place = self.place
        base: frozenset[Scope] = frozenset({"everywhere"})
        if self.desk.is_open:
            base |= {"workspace"}
        self.actions_.set_scopes(base | place.scopes)
        self.keys.show_keys(base | place.scopes)
        parts = [names()["window"]]
        if isinstance(place, VisitPlace):
            parts = [
                self._name_of(place.visit),
                place.tabs.tabText(place.tabs.currentIndex()),
                *parts,
            ]
        self.setWindowTitle(" – ".join(filter(None, parts)))

    def _show_overview(self) -> None:
        self.home.show_visits(self.desk.overview)
        there = {one.id for one in self.desk.overview}
        for visit in [one for one in self.visits if one not in there]:
            self._close_visit(visit)
        self._show_rail()

    def _show_rail(self) -> None:
        known: dict[UUID, VisitSummary] = {one.id: one for one in self.desk.overview}
        rows = [
            Row(
                id_,
                short(known[id_]) if id_ in known else "…",
                icon="calendar-range",
                spoken=known[id_].title if id_ in known else "",
            )
            for id_ in reversed(self.visits)
        ]
        self.rail.show_rows(places(rows))

    def _name_of(self, visit: UUID) -> str:
        return next((short(one) for one in self.desk.overview if one.id == visit), "")

    def _close_visit(self, visit: UUID) -> None:
        place = self.visits.pop(visit)
        if self.place is place:
            self._go_to("home")
        place.close_place()
        self._stack.removeWidget(place)
        place.deleteLater()
        self._show_rail()

    def _rail_menu(self, point: QPoint) -> None:
        id_ = self.rail.chosen_id
        if isinstance(id_, UUID):
            menu = QMenu(self)
            menu.addAction(say("Take off the rail")).triggered.connect(
                lambda: self._close_visit(id_)
            )
            menu.popup(self.rail.viewport().mapToGlobal(point))

    # ------------------------------------------------------------------------------ what is said and done

    def _show_undo(self) -> None:
        undo, redo = self.undo.undo_words, self.undo.redo_words
        for name, words, text in (
            ("undo", undo, say("Undo: {words}").format(words=undo) if undo else say("Undo")),
            ("redo", redo, say("Redo: {words}").format(words=redo) if redo else say("Redo")),
        ):
            self.actions_[name].setText(text)
            self.actions_[name].setToolTip(text)
            self.actions_[name].setEnabled(bool(words))
        if undo or redo:
            self.status.show_said(self.status.words.text(), undoable=bool(undo))

    def _reveal(self, edit: "Edit") -> None:
        """Show the place of an edit that was taken back or made again."""
        if edit.visit and edit.visit in self.visits:
            self._go_to(edit.visit)
            self.visits[edit.visit].show_place(edit)

    def _open_search(self) -> None:
        if self.desk.is_open:
            place = self.place
            key = place.file.visit.key if isinstance(place, VisitPlace) and place.file else ""
            self.search.open(key, self._recent[1:] + self._recent[:1])

    def _go_to_hit(self, hit: Hit) -> None:
        if hit.kind == "place":
            name = str(hit.id)
            self._go_to(UUID(name) if "-" in name else name)
            self.place.take_keyboard()
        elif hit.kind == "command":
            self.actions_[str(hit.id)].trigger()
        elif hit.kind == "new":
            self._go_to("institutions")
            self.institutions.new_institution(hit.words)
        elif hit.kind == "institution" and isinstance(hit.id, UUID):
            self._go_to("institutions")
            self.institutions.show_institution(hit.id)
        elif hit.kind == "note" and isinstance(hit.id, UUID):
            self._go_to("notes")
            self.notes.show_note(hit.id)
        elif hit.kind == "visit":
            self.open_visit(hit.id)
        elif hit.visit:
            self._go_to_part(hit)
        else:
            self.messages.say(say("“{name}” has no screen of its own yet.").format(name=hit.words))

    def _go_to_part(self, hit: Hit) -> None:
        """An item or something in it: the programme of its visit."""
        visit = next((one.id for one in self.desk.overview if one.key == hit.visit), None)
        self.open_visit(visit)
        place = self.place
        if isinstance(place, VisitPlace) and isinstance(hit.id, UUID):
            place.show_record(hit.id)

    def _add_hit(self, hit: Hit) -> None:
        place = self.place
        if isinstance(place, VisitPlace) and isinstance(hit.id, UUID):
            place.programme.commands.add_record(hit.kind, hit.id)

    def _new_visit(self) -> None:
        self._go_to("home")
        self.home.begin_new()

    def _new_institution(self) -> None:
        self._go_to("institutions")
        self.institutions.new_institution()

    def _new_note(self) -> None:
        self._go_to("notes")
        self.notes.new_note()

    def _show_scheme(self, scheme: theme.Scheme) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.show(app, scheme)
        kept = settings.load()
        settings.save(_with_look(kept, scheme))

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _toggle_keys(self) -> None:
        if self.keys.isVisible():
            self._close_keys()
        else:
            self.keys.show()
            self.keys.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _close_keys(self) -> None:
        self.keys.hide()
        self.place.take_keyboard()

    def _step_pane(self, step: int) -> None:
        """F6: rail, then the panes of the place."""
        panes = [*([self.rail] if self.rail.isVisible() else []), *self.place.panes_in_order()]
        focus = QApplication.focusWidget()
        at = next(
            (
                i
                for i, pane in enumerate(panes)
                if focus and (pane is focus or pane.isAncestorOf(focus))
            ),
            -step if step > 0 else 0,
        )
        pane = panes[(at + step) % len(panes)]
        if pane.focusPolicy() == Qt.FocusPolicy.NoFocus and pane.focusProxy() is None:
            pane = pane.nextInFocusChain() or pane
        pane.setFocus(Qt.FocusReason.TabFocusReason)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top.fit(event.size().width())
        self.rail.fit(event.size().width())
        if self.search.isVisible():
            self.search.close_panel()

    def closeEvent(self, event: QCloseEvent) -> None:
        open_places: tuple[Place, ...] = (
            self.home,
            self.institutions,
            self.notes,
            *self.visits.values(),
        )
        for place in open_places:
            if accept := place.acts.get("accept"):
                accept()
        for visit in self.visits.values():
            visit.close_place()
        self.tasks.close()
        self.desk.close()
        super().closeEvent(event)


def _with_look(kept: settings.Settings, scheme: str) -> settings.Settings:
    from msgspec import structs

    return structs.replace(kept, look="" if scheme == "system" else scheme)
