"""The place of one open visit: its header with tabs, and the screens that the tabs show.

It holds the one preview of the visit, which the tabs lend each other, and what was found in the visit. Not here: the
screens themselves.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
)

from briefer.findings import Finding
from briefer.gui import shown, theme
from briefer.gui.actions import Actions, Scope, names
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import painting
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.models.findings import summary
from briefer.gui.models.programme import owners_of_parts
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.controls import Elided, button, column, hairline, row
from briefer.gui.views.overview import Overview
from briefer.gui.views.pack import PackScreen
from briefer.gui.views.place import Pane, Place
from briefer.gui.views.preview import Builder, Built, Preview
from briefer.gui.views.programme import ProgrammeScreen
from briefer.i18n import say
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.workspace.database import Workspace

HEADER = 48
CHECK_RESTS = 250
"""Milliseconds without an edit before the rules look."""
TABS = ("overview", "programme", "pack")


class VisitPlace(Place):
    """One visit."""

    loaded = Signal()
    preview_state = Signal()
    tab_changed = Signal(str)
    institution_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        undo: Undo,
        tasks: TaskRunner,
        messages: Messages,
        actions: Actions,
        visit: UUID,
    ) -> None:
        super().__init__()
        self._desk, self._messages, self._actions = desk, messages, actions
        self.visit = visit
        self.file: VisitFile | None = None
        self._rule_findings: tuple[Finding, ...] = ()
        self._page_findings: tuple[Finding, ...] = ()
        self._edited = ""
        self._stale: set[str] = set()
        self._wanted: UUID | None = None
        self.preview = Preview()
        self.builder = Builder(desk, tasks, visit, self)
        self.overview = Overview(undo)
        self.programme = ProgrammeScreen(desk, undo, messages, actions, self.preview)
        self.pack = PackScreen(desk, tasks, messages, actions, self.preview)
        self._title = Elided("title")
        self._dates = Elided("label", quiet=True)
        titles = column(self._title, self._dates, margins=(0, 4, 0, 5))
        titles.setMinimumWidth(theme.scaled(110))
        self.tabs = Tabs()
        for tab, words in zip(TABS, (say("Overview"), say("Programme"), say("Pack")), strict=True):
            self.tabs.addTab(words)
            self.tabs.setTabData(self.tabs.count() - 1, tab)
        self.tabs.currentChanged.connect(lambda at: self.show_tab(TABS[at]))
        self._chip = _Chip()
        self._chip.clicked.connect(self.show_findings_list)
        export = button(say("Export…"), self.begin_export, "file-down", name=names()["export"])
        header = row(titles, self.tabs, 8, self._chip, export, margins=(16, 0, 14, 0), spacing=8)
        header.setFixedHeight(theme.scaled(HEADER))
        self._stack = QStackedWidget()
        for screen in (self.overview, self.programme, self.pack):
            self._stack.addWidget(screen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (header, hairline(), self._stack):
            layout.addWidget(part)
        self._rest = QTimer(self, singleShot=True, interval=CHECK_RESTS)
        self._rest.timeout.connect(self._check)
        self._connect()
        self.tabs.setCurrentIndex(TABS.index("programme"))

    def _connect(self) -> None:
        self._desk.file_changed.connect(self._file_changed)
        self._desk.edited.connect(self._note_edit)
        self.builder.built.connect(self._show_built)
        self.builder.busy.connect(self.preview.show_busy)
        self.builder.state_changed.connect(self._say_state)
        self.overview.wanted.connect(self.show_tab)
        self.programme.preview_shown.connect(self._build_if_seen)
        self.pack.recipe_changed.connect(self._choose_recipe)
        self.pack.finding_opened.connect(self.open_finding)
        self.programme.current_changed.connect(lambda _item: self.tab_changed.emit(self.tab))
        self.own_acts = {
            "overview": lambda: self.show_tab("overview"),
            "programme": lambda: self.show_tab("programme"),
            "pack": lambda: self.show_tab("pack"),
            "tab-before": lambda: self._step_tab(-1),
            "tab-after": lambda: self._step_tab(1),
            "export": self.begin_export,
            "check": self.show_findings_list,
            "refresh": self.refresh,
            "next-finding": lambda: self.pack.step_finding(1),
            "previous-finding": lambda: self.pack.step_finding(-1),
        }

    def open(self) -> None:
        """Show what lies on the desk, or wait for it."""
        file = self._desk.file(self.visit)
        if file:
            self._show_file(file)

    # -------------------------------------------------------------------------------------- showing

    @property
    def tab(self) -> str:
        """The tab that is shown."""
        return TABS[self.tabs.currentIndex()]

    @property
    def shown_screen(self) -> Overview | ProgrammeScreen | PackScreen:
        """The screen that is shown."""
        screens: dict[str, Overview | ProgrammeScreen | PackScreen] = {
            "overview": self.overview,
            "programme": self.programme,
            "pack": self.pack,
        }
        return screens[self.tab]

    @property
    def acts(self) -> dict[str, Callable[[], object]]:
        """What the commands of the table do here: the screen's own, then the visit's."""
        return {**self.own_acts, **self.shown_screen.acts}

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        inner: frozenset[Scope] = frozenset({"pack", "list", "form"})
        if self.tab == "programme":
            inner = self.programme.scopes
        elif self.tab == "overview":
            inner = frozenset({"form"})
        return inner | {"visit"}

    def show_tab(self, tab: str) -> None:
        """Go to a tab."""
        at = TABS.index(tab)
        if self.tabs.currentIndex() != at:
            self.tabs.setCurrentIndex(at)  # comes back here
            return
        if tab == "pack":
            self.pack.borrow_preview()
        elif tab == "programme":
            self.programme.borrow_preview()
        self._show_stale()
        focus = QApplication.focusWidget()
        leaving = focus is not None and self._stack.isAncestorOf(focus)
        self._stack.setCurrentWidget(self.shown_screen)
        if leaving:
            self.take_keyboard()
        self._build_if_seen()
        self.tab_title = self.tabs.tabText(at)
        self.tab_changed.emit(tab)

    def take_keyboard(self) -> None:
        """Give the keyboard to the screen; to the tabs, while the visit is still on its way."""
        if self.file:
            self.shown_screen.take_keyboard()
        else:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return self.shown_screen.panes_in_order()

    def begin_export(self) -> None:
        """Go to the export."""
        self.show_tab("pack")
        self.pack.begin_export()

    def show_findings_list(self) -> None:
        """Go to the findings."""
        self.show_tab("pack")
        self.pack.show_end("findings")
        self.pack.findings.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_finding(self, finding: Finding) -> None:
        """Go to the record of a finding, at its field."""
        place = finding.place
        item = owners_of_parts(self.file).get((place.kind, place.key)) if self.file else None
        if item:
            self.show_tab("programme")
            self.programme.show_item(item)
            self.programme.edit_field(place.field if place.kind == "item" else "title")
        elif place.kind == "institution" and self.file:
            known = {one.key: one.id for one in self.file.institutions}
            self.institution_wanted.emit(known.get(place.key))
        elif place.kind in ("visit", "stop", "phase", "party"):
            self.show_tab("overview")
            self.overview.take_keyboard()
        self._messages.say(finding.sentence)

    def show_place(self, edit: "Edit") -> None:
        """Show the place of an edit that was undone or made again."""
        if self.file is None:
            return
        ids = {change.record.id for change in edit.changes}
        owners = {getattr(change.record, "item", None) for change in edit.changes}
        item = next((one.id for one in self.file.items if one.id in ids or one.id in owners), None)
        if item:
            self.show_tab("programme")
            self.programme.show_item(item)
        elif any(change.record.id == self.visit for change in edit.changes):
            self.show_tab("overview")

    def show_record(self, id_: UUID) -> None:
        """Show the item that a record is, or belongs to, as soon as the visit is there."""
        if self.file is None:
            self._wanted = id_
            return
        briefs = {one.id: one.item for one in self.file.briefs}
        points = {one.id: briefs.get(one.brief) for one in self.file.points}
        outcomes = {one.id: one.item for one in self.file.outcomes}
        item = briefs.get(id_) or points.get(id_) or outcomes.get(id_) or id_
        if any(one.id == item for one in self.file.items):
            self.show_tab("programme")
            self.programme.show_item(item)
            self.programme.take_keyboard()

    def refresh(self) -> None:
        """Read what others changed, and build the preview now."""
        self._desk.reload(self.visit)
        self.builder.build_now()

    def close_place(self) -> None:
        """The window closes, or the visit is taken off the rail."""
        super().close_place()
        self._desk.file_changed.disconnect(self._file_changed)
        self._desk.edited.disconnect(self._note_edit)
        self._rest.stop()
        self.builder.stop()
        self.preview.clear_pages()

    # ------------------------------------------------------------------------------------- changing

    def _file_changed(self, visit: object) -> None:
        if visit == self.visit and (file := self._desk.file(self.visit)):
            self._show_file(file)

    def _show_file(self, file: VisitFile) -> None:
        first = self.file is None
        self.file = file
        visit = file.visit
        self.visit_key = visit.key
        self._title.show_words(visit.title)
        self._dates.show_words(
            shown.joined((shown.between(visit.start, visit.end), visit.cover_note))
        )
        self.tabs.count_items(len(file.items))
        self._stale = {"overview", "programme", "pack"}
        self._show_stale()
        self._rest.start()
        if first:
            self._load_recipes()
            self._check()
            self.loaded.emit()
            if self._wanted:
                self.show_record(self._wanted)
        self._build_if_seen()

    def _show_stale(self) -> None:
        """Bring the tab that is shown up to date; the others when they are shown."""
        if self.file and self.tab in self._stale:
            self._stale.discard(self.tab)
            self.shown_screen.show_file(self.file)

    def _load_recipes(self) -> None:
        from briefer.services import packs

        def question(workspace: "Workspace") -> tuple[tuple[str, str], ...]:
            return tuple((one.name, one.title) for one in packs.recipes(packs.own_data(workspace)))

        self._desk.ask(question, self.pack.show_recipes, lane=f"recipes {self.visit}")

    def _choose_recipe(self, recipe: str) -> None:
        self.builder.recipe = recipe
        self.builder.build_now()

    def _build_if_seen(self) -> None:
        """Build the preview again if its pages are old; one that nobody sees waits until somebody does."""
        if self.file is None:
            return
        if self.tab == "pack" or self.programme.shows_preview:
            self.builder.build_for(self.file)

    def _note_edit(self, edit: "Edit") -> None:
        """The preview follows the item under edit."""
        for change in edit.changes:
            if change.kind == "item":
                self._edited = f"item:{change.record.key}"

    def _show_built(self, built: Built) -> None:
        self.preview.show_pages(built, at=self._edited)
        self._edited = ""
        self._page_findings = built.findings
        self.pack.show_built(built)
        self._show_findings()

    def _check(self) -> None:
        from briefer.services import packs

        if self.file is None:
            return
        visit = self.file.visit

        def arrived(findings: tuple[Finding, ...]) -> None:
            self._rule_findings = findings
            self._show_findings()

        self._desk.ask(
            lambda workspace: packs.check(workspace, visit), arrived, lane=f"check {self.visit}"
        )

    def _show_findings(self) -> None:
        if self.file is None:
            return
        levels = ("error", "warning", "note")
        found = sorted(
            (*self._rule_findings, *self._page_findings), key=lambda one: levels.index(one.level)
        )
        items, briefs, pages = (
            shown.digits(count)
            for count in (len(self.file.items), len(self.file.briefs), self.preview.pages)
        )
        checked = say("{items} items, {briefs} briefs and {pages} pages were checked.")
        self.pack.show_findings(found, checked.format(items=items, briefs=briefs, pages=pages))
        self.programme.show_findings(found)
        self.overview.show_findings(found)
        self._chip.show_findings(found)

    def _say_state(self, words: str) -> None:
        self.preview_words = words
        self.preview_state.emit()

    def _step_tab(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(TABS))
        self.take_keyboard()

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tabs.lay_out()


class Tabs(QTabBar):
    """Tabs with a word, a count, and a line under the current one."""

    def __init__(self) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName(say("Parts of the visit"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        self._items = ""

    def count_items(self, count: int) -> None:
        """Show how many items the programme has."""
        self._items = shown.digits(count)
        self.lay_out()

    def lay_out(self) -> None:
        """Measure the tabs anew: a count or the window's width is another."""
        for at in range(self.count()):
            self.setTabText(at, self.tabText(at))

    def _count_of(self, at: int) -> str:
        wide = self.window().width() >= theme.scaled(1400)
        return self._items if self.tabData(at) == "programme" and wide else ""

    # Qt's own names

    def tabSizeHint(self, index: int) -> QSize:
        title = QFontMetrics(theme.font("title")).horizontalAdvance(self.tabText(index))
        count = QFontMetrics(theme.font("small")).horizontalAdvance(self._count_of(index))
        return QSize(title + (count + 8 if count else 0) + theme.scaled(24), theme.scaled(HEADER))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            for at in range(self.count()):
                box = self.tabRect(at)
                chosen = at == self.currentIndex()
                inner = box.adjusted(theme.scaled(12), 0, -theme.scaled(8), 0)
                colour = brush.colour("accent" if chosen else QPalette.ColorRole.Text)
                part = brush.within(inner)
                font = theme.font("title" if chosen else "body")
                used = part.text(inner, self.tabText(at), font, colour)
                if count := self._count_of(at):
                    rest = inner.adjusted(used + 8, 1, 0, 0)
                    part.text(rest, count, theme.font("small"), brush.colour("secondary"))
                if chosen:
                    line = QRect(inner.left(), box.bottom() - 3, used, 3)
                    part.rounded(line, 1.5, brush.colour("accent"))
                if chosen and self.hasFocus():
                    brush.ring(box.adjusted(2, 6, -2, -6), 6)


class _Chip(QPushButton):
    """How many findings there are; leads to them."""

    def __init__(self) -> None:
        super().__init__()
        self._count, self._grave = 0, False
        self.setFixedHeight(theme.scaled(26))
        self.setAutoDefault(False)
        self.hide()

    def show_findings(self, findings: list[Finding]) -> None:
        """Show how many."""
        self._count = sum(1 for one in findings if one.level != "note")
        self._grave = any(one.level == "error" for one in findings)
        self.setVisible(self._count > 0)
        words = summary(findings)
        self.setAccessibleName(words)
        self.setToolTip(words)
        width = QFontMetrics(theme.font("small")).horizontalAdvance(str(self._count))
        self.setFixedWidth(width + theme.scaled(36))
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            colour = brush.colour("danger" if self._grave else "warning")
            base = brush.colour(QPalette.ColorRole.Window)
            brush.rounded(self.rect(), 6, theme.mix(colour, theme.TINTS["chip"], base))
            if self.hasFocus():
                brush.ring(self.rect(), 6)
            sign = "circle-alert" if self._grave else "triangle-alert"
            brush.icon(QRect(9, (self.height() - 15) // 2, 15, 15), sign, colour)
            words = shown.digits(self._count)
            brush.text(self.rect().adjusted(29, 0, -6, 0), words, theme.font("small"), colour)
