"""The programme of a visit: library at the start, days or list in the middle, item and preview at the end.

It holds the panes together: one choice, one set of commands, which panels are open. Not here: what any of them does.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefer.findings import Finding
from briefer.gui import shown, theme
from briefer.gui.actions import Actions, names
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.kept_places import KeptPlace, Part, of_box, of_id
from briefer.gui.messages import Messages
from briefer.gui.models.columns import Programme, programme
from briefer.gui.models.day import Choice
from briefer.gui.models.minutes import FIELDS, NEW
from briefer.gui.models.programme import Names
from briefer.gui.soon import soon
from briefer.gui.trials import Judge
from briefer.gui.views.band import Band
from briefer.gui.views.bubble import Bubble
from briefer.gui.views.cells import CellEdit, Where
from briefer.gui.views.controls import (
    THIN_SPACE,
    Empty,
    Segment,
    Segments,
    button,
    column,
    hairline,
    link,
    on_base,
    panel_head,
    row,
    tool,
)
from briefer.gui.views.days_pane import TITLE, DaysPane
from briefer.gui.views.finding import step_row
from briefer.gui.views.item_list import ItemList
from briefer.gui.views.item_panel import ItemPanel
from briefer.gui.views.library_panel import LibraryPanel
from briefer.gui.views.list_pane import ListPane
from briefer.gui.views.minutes import MinutesView
from briefer.gui.views.narrowing import Narrowing
from briefer.gui.views.place import Chosen, Pane
from briefer.gui.views.preview import Preview, PreviewPane
from briefer.gui.views.programme_commands import ItemCommands
from briefer.gui.views.programme_drops import Drops
from briefer.gui.views.room import Room
from briefer.gui.views.several import Several
from briefer.gui.views.step_commands import StepCommands
from briefer.gui.views.visit_header import WIDE
from briefer.i18n import say
from briefer.records import dates
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.gui.actions import Scope

LIBRARY, ITEM, PREVIEW = 252, 312, 380
ROOMY = 560
"""What the days keep beside panels that nobody has opened: three days in a narrow window, and the list its filters."""
TOOLBAR = 44


class ProgrammeScreen(QWidget):
    """The tab Programme of one visit."""

    preview_shown = Signal()
    file_let_go = Signal(object, object)
    """The path of a PDF file, and the id of the item that it shall be an annex of, or None."""
    current_changed = Signal(object)
    """The id of the item that the item panel shows, or None."""

    def __init__(
        self, desk: Desk, undo: Undo, messages: Messages, actions: Actions, preview: Preview
    ) -> None:
        super().__init__()
        self._desk, self._messages, self._actions = desk, messages, actions
        self._file: VisitFile | None = None
        self._findings: tuple[Finding, ...] = ()
        self._unseen = False
        self._programme = Programme()
        self._view = "days"
        self._had_library, self._had_preview = True, False
        self._left_with: tuple[UUID, ...] = ()
        """What was chosen when the days were left."""
        self.choice = Choice(self)
        self.days = DaysPane(self.choice)
        self.list = ItemList(self.choice)
        self.list_pane = ListPane(self.list)
        self.several = Several(self.choice)
        self.minutes = MinutesView(self.choice)
        self.library = LibraryPanel(desk)
        self.days.tab_after = self.library.notes
        self.item = ItemPanel(desk, undo)
        self.preview_pane = PreviewPane(
            preview, panel_head(say("Preview"), close=lambda: self.show_panel("preview", on=False))
        )
        self.commands = ItemCommands(desk, undo, messages, self.choice, self.days)
        self.drops = Drops(desk, undo, messages, self.choice, self.days, self.commands)
        self.steps = StepCommands(undo, self.minutes, self.commands)
        self.narrowing = Narrowing(desk)
        self.judge = Judge()
        self.bubble = Bubble(self)
        self._cells = undo.drafts.form("programme cells", self, {})
        self._cells.open_cell = self._type_on
        self._build()
        self._connect()
        self.kept = KeptPlace(self, "programme", self._parts())

    # ------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self._views = Segments(
            say("How the programme is shown"),
            [
                # the letter is the command's: two of one letter would be ambiguous, and neither would be done
                Segment("days", say("&Days").replace("&", ""), "columns-3"),
                Segment("list", say("&List").replace("&", ""), "list"),
                Segment("minutes", say("&Minutes").replace("&", ""), "clock"),
            ],
        )
        self._views.choose("days")
        actions = self._actions
        self._zoom = row(tool(actions["smaller"]), tool(actions["larger"]), spacing=2)
        self._new = button(
            say("New item"),
            self._new_item,
            "plus",
            filled=True,
            name=names()["new-item"],
            edits=True,
        )
        self._toolbar = toolbar = row(
            self._views,
            8,
            self._zoom,
            None,
            self.narrowing,
            tool(actions["library-panel"]),
            tool(actions["item-panel"]),
            tool(actions["preview-panel"]),
            4,
            self._new,
            margins=(12, 0, 14, 0),
            spacing=6,
        )
        toolbar.setFixedHeight(theme.scaled(TOOLBAR))
        self._no_days = Band(
            "calendar-range",
            say(
                "No item has a day. The order stands, and the pack prints it as a list. Drag an item on a date, or type its day in the item panel, once you know it."
            ),
            link(say("Give dates to the stops"), self._actions["overview"].trigger),
        )
        self._copy_button = button(
            say("Copy from an earlier visit…"), self._offer_visits, "copy", edits=True
        )
        self._empty = Empty(
            "calendar-range",
            say("The days are empty"),
            say(
                "Drag an institution from the library into a day, or use the keys: F9 for the library, letters to find,"
                " Return to add at the time cursor, Ctrl+N for your own item."
            ),
            [
                button(
                    say("New item"), self._new_item, "plus", name=say("New first item"), edits=True
                ),
                self._copy_button,
                button(say("Use a template"), self._actions["templates"].trigger, edits=True),
            ],
        )
        self.work = QStackedWidget()
        self._copy_link = link(
            say("Copy from an earlier visit…"), self._offer_visits, "copy", edits=True
        )
        self._no_items = Band(
            "calendar-range",
            say(
                "Drag an institution from the library into a day, or use the keys: F9 for the library, letters to find,"
                " Return to add at the time cursor, Ctrl+N for your own item."
            ),
            self._copy_link,
            link(say("Use a template"), self._actions["templates"].trigger, edits=True),
        )
        on_base(self._empty)
        for part in (self.days, self.list_pane, self.minutes, self._empty):
            self.work.addWidget(part)
        self._middle = column(self.work, self.several)
        self.panes = Room(LIBRARY, 900, ITEM, PREVIEW, forms={2})
        for pane, least in (
            (self.library, max(theme.scaled(200), self.library.whole_width)),
            (self._middle, theme.scaled(400)),
            (self.item, theme.scaled(292)),
            (self.preview_pane, theme.scaled(280)),
        ):
            pane.setMinimumWidth(least)
            self.panes.addWidget(pane)
        for at, stretch in enumerate((0, 1, 0, 0)):
            self.panes.setStretchFactor(at, stretch)
        self.panes.give_back()
        panels = [self.item, self.preview_pane, self.library]
        self.panes.share(self._middle, panels=panels, roomy=ROOMY)
        self.panes.allow(self.preview_pane, on=False)
        self.panes.settled.connect(self._settled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (toolbar, hairline(), self._no_days, self._no_items, self.panes):
            layout.addWidget(widget, 1 if widget is self.panes else 0)

    def _parts(self) -> dict[str, Part]:
        """What is kept of it between starts."""
        return {
            "strand": of_box(self.narrowing.strand),
            "reader": Part(self.narrowing.wanted_reader, self.narrowing.show_reader),
            "scale": Part(lambda: self.days.scale, self.days.show_scale),
            "view": Part(lambda: "" if self._view == "days" else self._view, self._begin_with),
            "item": of_id(lambda: self.choice.current, lambda id_: self.choice.choose([id_])),
            **self.list_pane.parts,
        }

    def _connect(self) -> None:
        commands, drops, days = self.commands, self.drops, self.days
        self._views.chosen.connect(self.show_view)
        self.choice.changed.connect(self._show_item)
        self.narrowing.changed.connect(self._narrow)
        for opened in (days.opened, self.list.opened, self.minutes.opened):
            opened.connect(lambda: self.edit_field("title"))
        days.crowded.connect(self._open_in_list)
        days.cursor_moved.connect(self._show_place)
        for words in (days.refused, days.told):
            words.connect(self._messages.say)
        days.take_text = self._take_card
        for begun in (days, self.minutes.table.cells):
            begun.begun = partial(self._cell_begun, begun)
        days.stretched.connect(commands.stretch_to)
        days.file_let_go.connect(self.file_let_go)
        days.moved.connect(
            lambda dragged, column, target, copy: drops.drop(dragged, column, target, copy=copy)
        )
        days.judge, days.find_ends = self.judge.judge, self.judge.ends
        days.judged.connect(self.bubble.show_verdict)
        commands.judge_items = self._judge_items
        self.list.typed.connect(self._type_in_list)
        several = self.several
        several.left.connect(self.take_keyboard)
        days.lent = lambda: several.height() if several.wanted else 0
        several.moved_by.connect(commands.move_by)
        several.moved_to_day.connect(commands.to_day)
        several.state_set.connect(commands.set_state)
        several.transport_set.connect(commands.set_transport)
        several.duplicated.connect(commands.duplicate)
        several.deleted.connect(commands.delete)
        self.library.closed.connect(lambda: self.show_panel("library", on=False))
        self.library.opened.connect(drops.add_record)
        self.library.added.connect(lambda kind, id_: drops.add_to(self.choice.current, kind, id_))
        self.library.new_wanted.connect(self._new_in_library)
        self.item.closed.connect(lambda: self.show_panel("item", on=False))
        self.item.left.connect(self._leave_item)
        self.item.duplicate_wanted.connect(commands.duplicate)
        self.item.delete_wanted.connect(commands.delete)
        for pane in (self.days, self.list, self.minutes):
            self._actions.attach("programme", pane)
            self._actions.attach("days", pane)
        drops.paste_list = self._actions["paste-list"].trigger
        self.acts = self._acts()

    def _acts(self) -> dict[str, Callable[[], object]]:
        """What the commands of the table do here."""
        commands = self.commands
        return {
            "earlier": lambda: commands.move(-1),
            "later": lambda: commands.move(1),
            "hour-earlier": lambda: commands.move_hours(-1),
            "hour-later": lambda: commands.move_hours(1),
            "column-left": lambda: commands.to_column(-1),
            "column-right": lambda: commands.to_column(1),
            "shorter": lambda: commands.stretch(-1),
            "longer": lambda: commands.stretch(1),
            "tentative": commands.toggle_tentative,
            "time-form": commands.next_time_form,
            "cancel": commands.cancel,
            "delete": lambda: self._of_row(self.steps.delete, commands.delete),
            "duplicate": lambda: self._of_row(self.steps.duplicate, commands.duplicate),
            "rename": self._rename,
            "cut": self.drops.cut,
            "copy": self.drops.copy,
            "paste": self.drops.paste,
            "add-guests": lambda: self._add_people("guest"),
            "add-hosts": lambda: self._add_people("host"),
            "new": self.new_item,
            "new-item": self.new_item,
            "days": lambda: self.show_view("days"),
            "list": lambda: self.show_view("list"),
            "minutes": lambda: self.show_view("minutes"),
            "library-panel": lambda: self.toggle_panel("library"),
            "item-panel": lambda: self.toggle_panel("item"),
            "preview-panel": lambda: self.toggle_panel("preview"),
            "larger": lambda: self.days.zoom(1),
            "smaller": lambda: self.days.zoom(-1),
            "fit": self.days.fit,
            "nights": self.days.show_nights,
            "find": self._find,
            "find-next": lambda: self._find_beside(1),
            "find-previous": lambda: self._find_beside(-1),
            "accept": self._accept,
            "select-all": self._choose_all,
            "see-as": self.narrowing.choose_reader,
        }

    def _take_card(self, where: Where, text: str) -> str:
        """Store what was typed on a card; gives the sentence that says why it cannot be."""
        take = self.commands.rename if where.field == TITLE else self.commands.type_time
        return take(where.record, text)

    def _cell_begun(self, where_from: object, edit: CellEdit) -> None:
        """A cell or a card is typed in: what is typed is kept like that of a field."""
        view = "days" if where_from is self.days else "minutes"
        name = f"{view} {edit.where.field} {edit.where.record}"
        self._cells.watch_cell(name, edit, self._accept_cells)

    def _type_on(self, name: str) -> None:
        """Type in a cell or on a card again, as one did before a crash."""
        view, field, id_ = name.split(" ")
        record = UUID(id_)
        self.show_view(view)
        steps = {one.id: one.item for one in self._file.steps} if self._file else {}
        if record != NEW:
            self.choice.choose([steps.get(record, record)])
        if view == "days":
            self.days.edit_here("", title=field == TITLE)
            return
        self.minutes.take_keyboard()
        columns = {name: column for column, name in FIELDS.items()}
        if self.minutes.table.go_to(record, columns[field]):
            self.minutes.table.type_in(columns[field])

    def _accept_cells(self) -> None:
        self.minutes.accept()
        self.days.accept()

    def _accept(self) -> None:
        self._accept_cells()
        self.item.editor.accept_all()

    # -------------------------------------------------------------------------------------- showing

    def show_file(self, file: VisitFile) -> None:
        """Show the visit as it is now."""
        first = self._file is None
        self._file = file
        self.commands.file = file
        self.narrowing.show_file(file)
        if first:
            self._programme = programme(file)
            self.list_pane.show_programme(self._programme)  # its days can be chosen from now on
            self.kept.begin(self._desk.workspace.path, file.visit.id)
        self._show_programme()
        self.library.show_file(file)
        there = {item.id for item in file.items}
        chosen = [id_ for id_ in self.choice.items if id_ in there]
        if first and not chosen:
            chosen = [item.id for item in file.items[:1]]
        self.choice.choose(chosen)
        self._show_item()
        self._cells.show(file.visit.id, file.visit.id)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the rules found, on the cards; while nobody sees them, when they are seen again."""
        if tuple(findings) == self._findings:
            return
        self._findings = tuple(findings)
        self._unseen = True
        if self.isVisible():
            self._show_findings()

    def _show_findings(self) -> None:
        if self._file and self._unseen:
            self._show_programme()
            self._show_item()

    def show_view(self, view: str) -> None:
        """Days, list or minutes; the tables take the room of the library."""
        had_keyboard = _holds_keyboard(self._middle)  # what asks for several stands below the work
        wide, was_wide = view != "days", self._view != "days"
        if wide != was_wide:
            if wide:
                self._had_library = self.panes.wants(self.library)
                self._left_with = self.choice.items
            self.panes.allow(self.library, on=not wide and self._had_library)
            self._check_panels()
        self._views.choose(view)
        self._view = view
        self._actions[view].setChecked(True)
        self._show_work()
        self._show_rows()
        if had_keyboard:
            self.take_keyboard()
        if was_wide and not wide and self.choice.items != self._left_with:
            soon(self, self._show_chosen)  # once the days have their width

    def _show_chosen(self) -> None:
        """What was chosen in a table comes into sight among the days."""
        if self.choice.current and self.work.currentWidget() is self.days:
            self.days.show_item(self.choice.current)

    def _open_in_list(self, item: UUID) -> None:
        """What finds no place among the days stands in the list, at its time."""
        self.show_view("list")
        self.choice.choose([item])
        self.take_keyboard()

    def show_panel(self, panel: str, *, on: bool) -> None:
        """Open or close the library, the item or the preview; those that have no room beside it make room."""
        widgets = {"library": self.library, "item": self.item, "preview": self.preview_pane}
        widget = widgets[panel]
        had_keyboard = _holds_keyboard(widget)
        (self.panes.call if on else self.panes.dismiss)(widget)
        self._check_panels()
        if not on and had_keyboard:
            self.take_keyboard()
        if on and panel == "library":
            self.library.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _settled(self) -> None:
        """Other panels are there than before."""
        self._check_panels()
        if self.shows_preview and not self._had_preview:
            self.preview_shown.emit()
        self._had_preview = self.shows_preview

    def toggle_panel(self, panel: str) -> None:
        """Open a panel that is closed, close one that is open."""
        widget = {"library": self.library, "item": self.item, "preview": self.preview_pane}[panel]
        self.show_panel(panel, on=widget.isHidden())

    def edit_field(self, field: str) -> None:
        """Open the item panel at a field."""
        if self.choice.current:
            if self.item.isHidden():
                self.show_panel("item", on=True)
            self.item.editor.focus_field(field)

    def show_item(self, item: UUID) -> None:
        """Choose an item and bring it into sight."""
        self.choice.choose([item])
        if self.work.currentWidget() is self.days:
            self.days.show_item(item)

    def take_keyboard(self) -> None:
        """Give the keyboard to the days or the list."""
        view = self.work.currentWidget()
        if view is self.days:
            self.days.take_keyboard()
        elif view is self.list_pane:
            self.list_pane.take_keyboard()
        elif view is self.minutes:
            self.minutes.take_keyboard()
        else:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def scopes(self) -> "frozenset[Scope]":
        """The commands that work here."""
        return frozenset({"programme", "days", "minutes", "library", "list", "form"})

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes: library, work, item panel, preview."""
        views: dict[str, QWidget] = {
            "days": self.days.keyboard_view,
            "list": self.list,
            "minutes": self.minutes.table,
        }
        work = views[self._view]
        panes = (
            Pane(self.library, self.library.search_field),
            Pane(self._middle, work),
            Pane(self.item, self.item.editor.fields["title"]),
            Pane(self.preview_pane, self.preview_pane.preview),
        )
        return [pane for pane in panes if pane.area.isVisible() and pane.target.isVisible()]

    @property
    def chosen_record(self) -> Chosen | None:
        """The item that is chosen."""
        item = self.choice.current
        return Chosen("item", item) if item else None

    @property
    def shows_preview(self) -> bool:
        """Whether the preview stands beside the programme."""
        return not self.preview_pane.isHidden()

    def borrow_preview(self) -> None:
        """Take the preview beside the programme."""
        self.preview_pane.take()

    def _judge_items(self, items: Sequence[ProgrammeItem]) -> str:
        """The worst of what is wrong with items as they would be stored."""
        days = {column.day: column for column in self._programme.columns if column.day}
        day = dates.day(items[0].day)
        column = days.get(day) if day else None
        return self.judge.judge_items(items, column).worst if column else ""

    def _find(self) -> None:
        if self._view == "list":
            self.list_pane.begin_filter()
        else:
            self.show_panel("library", on=True)

    def _find_beside(self, step: int) -> None:
        """The next of the items that fit the filter; beside the days, of what the library panel found."""
        if self._view == "list":
            step_row(self.list_pane.table, step)
        elif self.library.isVisible():
            step_row(self.library.shown_list, step)
        else:
            self._find()

    def _show_programme(self) -> None:
        assert self._file is not None
        self._unseen = False
        narrowed = self.narrowing.narrowed
        self._programme = programme(self._file, self._findings, narrowed)
        self.judge.show_file(self._file, self._programme)
        self.drops.programme = self._programme
        self.days.show_programme(self._programme)
        self.list_pane.show_programme(self._programme)
        self.several.show_programme(self._programme)
        self.minutes.show_without(narrowed.hidden)
        self._show_rows()
        self._show_work()

    def _begin_with(self, view: str) -> None:
        if view in ("list", "minutes"):
            self.show_view(view)

    def _narrow(self) -> None:
        """Show another strand, or what another reader sees."""
        if self._file:
            self._show_programme()
            self._show_item()

    def _show_rows(self) -> None:
        """Show the minutes, where they are looked at."""
        if self._file and self._view == "minutes":
            self.minutes.show_programme(self._file, self._programme)

    def _of_row(self, of_step: Callable[[], object], of_items: Callable[[], object]) -> None:
        """Do something with the step whose row has the keyboard, else with the chosen items."""
        if self.work.currentWidget() is self.minutes and self.steps.step:
            of_step()
        else:
            of_items()

    def _show_work(self) -> None:
        current = self._programme
        items = self._file.items if self._file else ()
        nothing = not items and not current.dated
        shown_now = {"days": self.days, "list": self.list_pane, "minutes": self.minutes}[self._view]
        self.work.setCurrentWidget(self._empty if nothing else shown_now)
        self.several.allow(on=self._view != "minutes" and not nothing)
        self._no_days.setVisible(bool(current.items) and not current.dated)
        self._no_items.setVisible(bool(self._file) and not items and not nothing)
        self._zoom.setVisible(current.dated and self._view == "days")

    def _show_item(self) -> None:
        found = self.days.card(self.choice.current) if self.choice.current else None
        names_ = Names(self._file) if self._file else None
        self.item.show_item(self._file, found[1] if found else None, names_)
        self._show_place()
        self.current_changed.emit(self.choice.current)

    def _show_place(self) -> None:
        """Tell the library where Return would put an item."""
        column = self.days.column
        if column is None:
            return
        cities = (column.stop.city,) if column.stop else ()
        if column.day:
            when = shown.joined((column.head, shown.hour(round(self.days.time_cursor))))
        else:
            when = column.band
        hint = say("Return adds it: {when}").format(when=when)
        if not column.day and not column.stop:
            hint = say("Return adds it to the programme.")
        self.library.show_place(cities, "" if self._desk.locked else hint)

    def _check_panels(self) -> None:
        for name, widget in (
            ("library-panel", self.library),
            ("item-panel", self.item),
            ("preview-panel", self.preview_pane),
        ):
            self._actions[name].setChecked(not widget.isHidden())

    # --------------------------------------------------------------------------------------- acting

    def _offer_visits(self) -> None:
        """The visits whose programme may be copied."""
        own = self._file.visit.id if self._file else None
        menu = QMenu(self)
        for one in self._desk.overview:
            if one.id != own:
                act = menu.addAction(one.title)
                act.triggered.connect(lambda _on=False, id_=one.id: self.drops.copy_programme(id_))
        menu.aboutToHide.connect(menu.deleteLater)
        below = self._copy_button if self._copy_button.isVisible() else self._copy_link
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _new_in_library(self, kind: str, name: str) -> None:
        if self.drops.add_to_library(kind, name):
            self.library.refresh()

    def _new_item(self) -> None:
        self.new_item()

    def new_item(self) -> None:
        """A new item at the time cursor, its title ready to be typed."""
        if self.commands.new_item():
            self.edit_field("title")

    def _choose_all(self) -> None:
        """All items that are shown, of all days."""
        shown_now = [card.id for card in self.list.table.cards]
        if self._view != "list":
            columns = self._programme.columns
            shown_now = [card.id for one in columns for card in (*one.tray, *one.cards)]
        self.choice.choose(shown_now, self.choice.current)

    def _rename(self) -> None:
        if self.work.currentWidget() is self.days and self.commands.chosen:
            self.days.edit_here(self.commands.chosen[-1].title, title=True)
        elif self.work.currentWidget() is self.minutes:
            self.minutes.table.type_here()
        else:
            self.edit_field("title")

    def _type_in_list(self, text: str) -> None:
        self.edit_field("start")
        field = self.item.editor.fields["start"]
        edit = getattr(field, "edit", None)
        if edit is not None:
            edit.setText(text)

    def _add_people(self, side: str) -> None:
        self.edit_field("title")
        editor = self.item.editor
        (editor.guests if side == "guest" else editor.hosts).add.setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def _leave_item(self) -> None:
        """Escape goes back to the work; the panel goes where that has made room for it."""
        if self.panes.crowded:
            self.show_panel("item", on=False)
        self.take_keyboard()

    def _fit_toolbar(self) -> None:
        """In a narrow window strand and reader stand under one button; that of new items loses its words where need be."""
        self.narrowing.fold(on=self.window().width() < theme.scaled(WIDE))
        layout, words = self._toolbar.layout(), say("New item")
        assert layout is not None
        self._new.setText(THIN_SPACE + words)
        layout.invalidate()
        cut = layout.minimumSize().width() > self.width()
        if cut:
            self._new.setText("")
        if self._new.isEnabled():
            self._new.setToolTip(words if cut else "")

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_findings()
        self._check_panels()  # the commands are the window's: another visit's panels may be others

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_toolbar()


def _holds_keyboard(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and widget.isAncestorOf(focus)
