"""The place of one open visit: its header with tabs, and the screens that the tabs show.

It holds the one preview of the visit, which the tabs lend each other, and what was found in the visit. A new tab is a
word in `TABS` and a function that makes its screen; all but the programme are imported and made when they are first
wanted. Not here: the screens themselves.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from briefer import i18n
from briefer.findings import Finding
from briefer.gui import shown, theme
from briefer.gui.actions import Actions, Scope, names
from briefer.gui.building import Builder, Built
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages, announce
from briefer.gui.models.briefs import tally
from briefer.gui.models.followed import followed
from briefer.gui.models.hits import Hit
from briefer.gui.models.programme import kind_rules, owners_of_parts
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.controls import THIN_SPACE, Elided, button, column, hairline, row
from briefer.gui.views.finding import FindBar
from briefer.gui.views.place import Chosen, Pane, Place, VisitScreen
from briefer.gui.views.preview import Preview
from briefer.gui.views.programme import ProgrammeScreen
from briefer.gui.views.visit_header import HEADER, WIDE, Chip, Tabs
from briefer.i18n import say, say_many
from briefer.records.base import Record
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.kinds import kind_of, name_of
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.packs import OwnData
from briefer.records.sources import Attachment
from briefer.records.visit_file import VisitFile
from briefer.services.documents import Document

if TYPE_CHECKING:
    from briefer.gui.views.briefs import Briefs
    from briefer.gui.views.delegation import DelegationScreen
    from briefer.gui.views.joining import Sort
    from briefer.gui.views.outcomes import Outcomes
    from briefer.gui.views.overview import Overview
    from briefer.gui.views.pack import PackScreen
    from briefer.services.edits import Edit
    from briefer.services.pack_edits import Told
    from briefer.services.printed import Block

CHECK_RESTS = 600
"""Milliseconds without an edit before the rules look; what is edited is seen first."""
BETWEEN_TOLD = 5000
"""Milliseconds between two times that the ear is told of fresh pages."""
LEAST_TITLE = 120
"""Where less than this is left beside the tabs, at 10 pt type, the title of the visit stands in the window's title only."""
TABS = ("overview", "delegation", "programme", "briefs", "outcomes", "pack")


def _words() -> dict[str, str]:
    """What the tabs are called."""
    return {
        "overview": say("Overview"),
        "delegation": say("Delegation"),
        "programme": say("Programme"),
        "briefs": say("Briefs"),
        "outcomes": say("Outcomes"),
        "pack": say("Pack"),
    }


def _counts(file: VisitFile) -> dict[str, str]:
    """How much each tab holds; of the briefs how many are final."""
    final, briefs = tally(file)
    return {
        "delegation": str(len(file.delegates) or ""),
        "programme": str(len(file.items) or ""),
        "briefs": f"{final}/{briefs}" if briefs else "",
        "outcomes": str(len(file.outcomes) or ""),
    }


class VisitPlace(Place):
    """One visit."""

    loaded = Signal()
    preview_state = Signal()
    tab_changed = Signal(str)
    institution_wanted = Signal(object)
    begin_wanted = Signal(str)
    """A visit shall begin with the plan of this one: "copy" or "follow-up"."""
    record_wanted = Signal(object)
    """A `Hit`: a record of the library that is to be shown."""
    rename_wanted = Signal(object)
    """The id of a person whose name is to be typed over."""
    office_wanted = Signal(str)
    """The page of the settings to be shown."""

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
        self._desk, self._undo, self._tasks = desk, undo, tasks
        self._messages, self._actions = messages, actions
        self.visit = visit
        self.file: VisitFile | None = None
        self._rule_findings: tuple[Finding, ...] = ()
        self._looked = datetime.now().astimezone()
        """When the rules or the pages were looked at last."""
        self._built: Built | None = None
        self._edited = ""
        self._followed: UUID | None = None
        """The chosen item at which the preview beside the programme was put last."""
        self._unlike = False
        """Whether the office or its fonts were changed since the preview was built."""
        self._document = Document()
        """What the tab Pack shows."""
        self._makers: dict[str, Callable[[], VisitScreen]] = {
            "overview": self._make_overview,
            "delegation": self._make_delegation,
            "briefs": self._make_briefs,
            "outcomes": self._make_outcomes,
            "pack": self._make_pack,
        }
        self._stale: set[str] = set()
        self._wanted: UUID | None = None
        self.preview = Preview()
        self.builder = Builder(desk, tasks, lambda: self.preview.wanted(self._edited), self)
        self.programme = ProgrammeScreen(desk, undo, messages, actions, self.preview)
        self._screens: dict[str, VisitScreen] = {"programme": self.programme}
        self._title = Elided("title")
        self._dates = Elided("label", quiet=True)
        self._titles = column(self._title, self._dates, margins=(0, 4, 0, 5))
        self._titles.setMinimumWidth(theme.scaled(LEAST_TITLE))
        self._titles.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tabs = Tabs()
        for tab in TABS:
            self.tabs.setTabData(self.tabs.addTab(_words()[tab]), tab)
        self.tabs.currentChanged.connect(lambda at: self.show_tab(TABS[at]))
        self._chip = Chip()
        self._chip.clicked.connect(self.show_findings_list)
        export = button(say("Export…"), self.begin_export, "file-down", name=names()["export"])
        self._export = export
        self._gap = QWidget()
        self._header = header = row(
            self._titles,
            self.tabs,
            self._gap,
            self._chip,
            export,
            margins=(16, 0, 14, 0),
            spacing=8,
        )
        header.setFixedHeight(theme.scaled(HEADER))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.programme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.find_bar = FindBar(self._searched)
        for part in (header, hairline(), self.find_bar, self._stack):
            layout.addWidget(part)
        self._hush = QTimer(self, singleShot=True, interval=BETWEEN_TOLD)
        self._rest = QTimer(self, singleShot=True, interval=CHECK_RESTS)
        self._rest.timeout.connect(self._check)
        self._connect()
        self.tabs.setCurrentIndex(TABS.index("programme"))

    def _connect(self) -> None:
        self._desk.file_changed.connect(self._file_changed)
        self._desk.acted.connect(self._follow)
        self._desk.edited.connect(self._note_edit)
        self.builder.first_built.connect(self._show_pages)
        self.builder.built.connect(self._show_built)
        self.builder.busy.connect(self.preview.show_busy)
        self.builder.busy.connect(lambda busy: None if busy else self._build_if_seen())
        self.preview.opened.connect(self.open_block)
        self.builder.state_changed.connect(self._say_state)
        self.programme.preview_shown.connect(self._show_preview)
        self.programme.file_let_go.connect(self.attach)
        self.programme.item.record_wanted.connect(self.record_wanted)
        self.programme.current_changed.connect(self._follow_choice)
        self.programme.current_changed.connect(lambda _item: self.tab_changed.emit(self.tab))
        self.own_acts = {
            **{tab: partial(self._go_to_tab, tab) for tab in TABS},
            "tab-before": lambda: self._step_tab(-1),
            "tab-after": lambda: self._step_tab(1),
            **{view: partial(self._show_view, view) for view in ("days", "list", "minutes")},
            "new-delegate": lambda: self._begin_joining("person"),
            "new-unnamed": lambda: self._begin_joining("post"),
            "new-group": lambda: self._begin_joining("group"),
            "new-note": self._new_note,
            "new-outcome": self._new_outcome,
            "new-follow-up": self._new_follow_up,
            "new-stop": self._new_stop,
            "copy-visit": lambda: self.begin_wanted.emit("copy"),
            "follow-up-visit": lambda: self.begin_wanted.emit("follow-up"),
            "export": self.begin_export,
            "print": self.begin_print,
            "check": self.show_findings_list,
            "refresh": self.refresh,
            "its-brief": self._show_its_brief,
            "find": self.find_bar.begin,
            "find-next": lambda: self.find_bar.step(1),
            "find-previous": lambda: self.find_bar.step(-1),
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

    def screen_of(self, tab: str) -> VisitScreen:
        """The screen of a tab."""
        if tab not in self._screens:
            made = self._screens[tab] = self._makers[tab]()
            self._stack.addWidget(cast(QWidget, made))
            if tab == "overview":
                cast("Overview", made).show_pages_checked(checked=self._built is not None)
            made.show_findings(self.findings)
        return self._screens[tab]

    @property
    def pack(self) -> "PackScreen":
        """The tab Pack."""
        return cast("PackScreen", self.screen_of("pack"))

    def _make_overview(self) -> "Overview":
        from briefer.gui.views.overview import Overview

        made = Overview(self._desk, self._undo)
        made.wanted.connect(self.show_tab)
        return made

    @property
    def delegation(self) -> "DelegationScreen":
        """The tab Delegation."""
        return cast("DelegationScreen", self.screen_of("delegation"))

    def _make_delegation(self) -> "DelegationScreen":
        from briefer.gui.views.delegation import DelegationScreen

        made = DelegationScreen(self._desk, self._undo, self._messages, self._actions)
        made.item_wanted.connect(self.show_item)
        made.person_wanted.connect(lambda id_: self.record_wanted.emit(Hit("person", id_)))
        made.rename_wanted.connect(self.rename_wanted)
        return made

    @property
    def briefs(self) -> "Briefs":
        """The tab Briefs."""
        return cast("Briefs", self.screen_of("briefs"))

    def _make_briefs(self) -> "Briefs":
        from briefer.gui.views.briefs import Briefs

        made = Briefs(self._desk, self._undo, self._actions, self.preview)
        made.said.connect(self._messages.say)
        made.failed.connect(self._messages.show_error)
        made.programme_wanted.connect(partial(self.show_tab, "programme"))
        made.pages_shown.connect(self._build_if_seen)
        made.note_let_go.connect(self._add_note)
        made.item_wanted.connect(self.show_item)
        if self._built:
            made.show_built(self._built)
        return made

    def _add_note(self, item: UUID, note: UUID) -> None:
        """A note was dragged to a brief: what the programme does with one that is dragged to an item."""
        if self.file and "programme" in self._stale:
            self._stale.discard("programme")
            self.programme.show_file(self.file)
        self.programme.drops.add_to(item, "note", note)

    def inserts_in(self, view: QWidget) -> bool:
        """Whether Insert adds to what a list shows: the programme, the outcomes."""
        areas = {"programme": self.programme.work, "outcomes": self.shown_screen}
        area = cast("QWidget | None", areas.get(self.tab))
        return area is not None and area.isAncestorOf(view)

    @property
    def outcomes(self) -> "Outcomes":
        """The tab Outcomes."""
        return cast("Outcomes", self.screen_of("outcomes"))

    def _make_outcomes(self) -> "Outcomes":
        from briefer.gui.views.outcomes import Outcomes

        made = Outcomes(self._desk, self._undo, self._messages, self._actions)
        made.item_wanted.connect(self.show_item)
        return made

    def _make_pack(self) -> "PackScreen":
        from briefer.gui.views.pack import PackScreen

        made = PackScreen(
            self._desk, self._undo, self._tasks, self._messages, self._actions, self.preview
        )
        made.document_changed.connect(self._choose_document)
        made.finding_opened.connect(self.open_finding)
        self._load_choices(made)
        if self._built:
            made.show_built(self._built)
        made.show_checked(self._checked())
        made.show_muted(self._told.muted)
        return made

    @property
    def findings(self) -> list[Finding]:
        """What the rules and the pages found, the gravest first, but for what is muted."""
        return list(self._told.findings)

    @property
    def _told(self) -> "Told":
        """What was found, told or muted."""
        from briefer.services import pack_edits

        if self.file is None:
            return pack_edits.Told((), ())
        return pack_edits.told(self._found(), self.file.visit)

    def _found(self) -> list[Finding]:
        levels = ("error", "warning", "note")
        printed = self._built.findings if self._built else ()
        # what the check foretells of a part is told better with its page
        known = {(one.rule, one.place.key, one.sentence) for one in printed}
        early = [
            one
            for one in self._rule_findings
            if (one.rule, one.place.key, one.sentence) not in known
        ]
        found = (*early, *printed)
        return sorted(found, key=lambda one: levels.index(one.level))

    @property
    def shown_screen(self) -> VisitScreen:
        """The screen that is shown."""
        return self.screen_of(self.tab)

    @property
    def acts(self) -> dict[str, Callable[[], object]]:
        """What the commands of the table do here: the screen's own, then the visit's."""
        return {**self.own_acts, **self.shown_screen.acts}

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        return self.shown_screen.scopes | {"visit", "visits"}

    def show_tab(self, tab: str) -> None:
        """Go to a tab; one that is not known stays as it is."""
        if tab not in TABS:
            return
        at = TABS.index(tab)
        if self.tabs.currentIndex() != at:
            self.tabs.setCurrentIndex(at)  # comes back here
            return
        self._tasks.give_way()
        self.find_bar.leave()
        self.shown_screen.borrow_preview()
        self._show_stale()
        focus = QApplication.focusWidget()
        leaving = focus is not None and self._stack.isAncestorOf(focus)
        self._stack.setCurrentWidget(cast(QWidget, self.shown_screen))
        if leaving:
            self.take_keyboard()
        if tab in ("briefs", "pack"):  # there the pages are turned to something else
            self._followed = None
        self._build_if_seen()
        self._follow_choice()
        self.tab_title = self.tabs.tabText(at)
        self.tab_changed.emit(tab)

    def _searched(self) -> QWidget:
        """What Ctrl+F searches: the screen; of the briefs their list, or the one that is written."""
        if self.tab != "briefs":
            return cast(QWidget, self.shown_screen)
        return self.briefs.items if self.briefs.items.hasFocus() else self.briefs.editor

    def _go_to_tab(self, tab: str) -> None:
        """By its key: the keyboard goes into the screen, wherever it was."""
        self.show_tab(tab)
        self.take_keyboard()

    def _show_view(self, view: str) -> None:
        """Go to the days, the list or the minutes, from any tab."""
        self.show_tab("programme")
        self.programme.show_view(view)
        self.take_keyboard()

    @property
    def chosen_record(self) -> Chosen | None:
        """What is chosen in the screen, else the visit."""
        return self.shown_screen.chosen_record or Chosen("visit", self.visit)

    @property
    def end_panel(self) -> QWidget | None:
        """The item panel."""
        return self.programme.item if self.tab == "programme" else None

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

    def begin_print(self) -> None:
        """Go to the printers."""
        self.show_tab("pack")
        self.pack.begin_print()

    def show_item(self, item: UUID | None) -> None:
        """Go to an item of the programme, or to the programme."""
        self.show_tab("programme")
        if item:
            self.programme.show_item(item)
        self.programme.take_keyboard()

    def _begin_joining(self, sort: "Sort") -> None:
        """Go to the delegation, and add to it."""
        self.show_tab("delegation")
        self.delegation.begin_joining(sort)

    def _new_note(self) -> None:
        """A note tied to what is chosen, its title ready to be typed."""
        from briefer.gui import item_edits

        chosen = self.chosen_record
        if self.file is None:
            return
        edit = item_edits.add_note_on(self.file, chosen.id if chosen else None)
        if self._undo.do(edit):
            made = edit.changes[0].record
            self.record_wanted.emit(Hit("note", made.id, words=name_of(made)))

    def _new_outcome(self) -> None:
        """Go to the line in which outcomes are typed, at the item that was chosen."""
        self._go_to_outcomes()
        self.outcomes.take_keyboard()

    def _new_follow_up(self) -> None:
        self._go_to_outcomes()
        self.outcomes.new_follow_up()

    def _go_to_outcomes(self) -> None:
        item = self.programme.choice.current if self.tab == "programme" else None
        self.show_tab("outcomes")
        if item:
            self.outcomes.show_item(item)

    def attach(self, path: Path, item: UUID | None = None) -> None:
        """Take a PDF file as an annex, of an item if one is named, and go to where it is told what it is."""
        self.show_tab("overview")
        cast("Overview", self.screen_of("overview")).annexes.attach(path, item)

    def _show_annex(self, id_: UUID | None) -> None:
        """Go to an annex, its title ready to be typed over."""
        self.show_tab("overview")
        if id_:
            cast("Overview", self.screen_of("overview")).annexes.show_annex(id_)

    def _new_stop(self) -> None:
        self.show_tab("overview")
        cast("Overview", self.screen_of("overview")).stops.add()

    def show_findings_list(self) -> None:
        """Go to the findings."""
        self.show_tab("pack")
        self.pack.show_end("findings")
        self.pack.findings.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_finding(self, finding: Finding) -> None:
        """Go to the record of a finding, at its field."""
        place = finding.place
        parts = owners_of_parts(self.file) if self.file else {}
        item = parts.get((place.kind, place.key))
        name, _, key = place.key.partition(":")
        briefed = parts.get(("item", key)) if place.kind == "part" and name == "brief" else None
        if place.kind in ("brief", "point") or place.field == "briefs":
            briefed = item
        records = (*self.file.outcomes, *self.file.follow_ups) if self.file else ()
        noted = next((one for one in records if one.key == place.key), None)
        if place.kind in ("outcome", "follow_up") and noted:
            self._show_noted(noted.id)
        elif briefed and self.show_brief(briefed):
            pass
        elif item:
            self.show_tab("programme")
            self.programme.show_item(item)
            self.programme.edit_field(place.field if place.kind == "item" else "title")
        elif place.kind == "institution" and self.file:
            known = {one.key: one.id for one in self.file.institutions}
            self.institution_wanted.emit(known.get(place.key))
        elif place.kind == "delegate" and self.file:
            known = {one.key: one.id for one in self.file.delegates}
            self._show_delegate(known.get(place.key), place.field)
        elif place.kind == "own_data":
            self.office_wanted.emit("office")
        elif place.kind == "attachment" and self.file:
            known = {one.key: one.id for one in self.file.attachments}
            self._show_annex(known.get(place.key))
        elif place.kind in ("visit", "stop", "phase", "party"):
            self.show_tab("overview")
            self.take_keyboard()
        self._messages.say(finding.sentence)

    def open_block(self, block: "Block") -> None:
        """Go to the record of a printed piece of a page."""
        record, kind = block.record, kind_of(block.record).name
        parts = owners_of_parts(self.file) if self.file else {}
        item = parts.get((kind, record.key))
        if item and block.brief and self.show_brief(item):
            self.briefs.take_keyboard()
        elif item:
            self.show_item(item)
        elif kind == "attachment":
            self._show_annex(record.id)
        elif kind in ("visit", "stop"):
            self.show_tab("overview")
            self.take_keyboard()
        elif kind == "institution":
            self.institution_wanted.emit(record.id)
        elif kind in ("delegate", "outcome", "follow_up"):
            self.show_record(record.id)
        else:
            self.record_wanted.emit(Hit(kind, record.id, words=name_of(record)))

    def show_place(self, edit: "Edit") -> None:
        """Show the place of an edit that was undone or made again."""
        from briefer.services.delegation_edits import ATTENDANCE

        if self.file is None:
            return
        ids = {change.record.id for change in edit.changes}
        briefed = (self._item_of_brief(change.record) for change in edit.changes)
        if (of_brief := next(filter(None, briefed), None)) and self.show_brief(of_brief):
            return
        if any(isinstance(change.record, Attachment) for change in edit.changes):
            self.show_tab("overview")
            return
        if any(isinstance(change.record, Outcome | FollowUp) for change in edit.changes):
            self._show_noted(edit.changes[0].record.id)
            return
        owners = {getattr(change.record, "item", None) for change in edit.changes}
        item = next((one.id for one in self.file.items if one.id in ids or one.id in owners), None)
        if edit.place.field == ATTENDANCE:
            self.show_tab("delegation")
            self.delegation.show_cell(edit)
        elif item:
            self.show_tab("programme")
            self.programme.show_item(item)
        elif delegate := self._delegate_of(ids):
            self._show_delegate(delegate)
        elif edit.place.field == "precedence" or any(
            change.kind == "delegate" for change in edit.changes
        ):
            self.show_tab("delegation")
        elif edit.place.field in ("own_recipes", "muted"):
            self.show_tab("pack")
        elif any(change.record.id == self.visit for change in edit.changes):
            self.show_tab("overview")

    def _delegate_of(self, ids: set[UUID]) -> UUID | None:
        """The delegate whom one of some records is: their own, the person's, or their private data."""
        if self.file is None:
            return None
        people = {one.person for one in self.file.private if one.id in ids}
        return next(
            (one.id for one in self.file.delegates if one.id in ids or one.person in ids | people),
            None,
        )

    def _show_delegate(self, id_: UUID | None, field: str = "") -> None:
        self.show_tab("delegation")
        if id_:
            self.delegation.show_delegate(id_, field)

    def show_record(self, id_: UUID) -> None:
        """Show the item that a record is, or belongs to, as soon as the visit is there."""
        if self.file is None:
            self._wanted = id_
            return
        records = (*self.file.briefs, *self.file.points)
        briefed = next((self._item_of_brief(one) for one in records if one.id == id_), None)
        if briefed and self.show_brief(briefed):
            self.briefs.show_record(id_)
            self.briefs.take_keyboard()
            return
        if self._is_noted(id_):
            self._show_noted(id_)
            return
        item = briefed or id_
        if any(one.id == item for one in self.file.items):
            self.show_item(item)
        elif any(one.id == id_ for one in self.file.delegates):
            self._show_delegate(id_)
            self.delegation.take_keyboard()

    def show_draft(self, form: str, record: UUID) -> None:
        """Go to the form in which something was typed, as soon as the visit is there."""
        if self.file is None:
            once = Qt.ConnectionType.SingleShotConnection
            self.loaded.connect(lambda: self.show_draft(form, record), once)
        elif form in ("brief", "points"):
            self.show_brief(record)
        elif form in ("item", "delegate", "point", "outcome", "follow_up"):
            self.show_record(record)
        elif form in ("outcomes", "outcome cells"):
            self.show_tab("outcomes")
        elif form == "programme cells":
            self.show_tab("programme")
        elif form in ("export", "print", "findings"):
            self.show_tab("pack")
            self.pack.show_end(form)
        else:
            self.show_tab("overview")

    def show_brief(self, item: UUID) -> bool:
        """Go to the brief of an item; gives whether it has one or wants one."""
        if self.file is None:
            return False
        before = self.tab
        self.show_tab("briefs")
        there = self.briefs.show_item(item)
        if not there:
            self.show_tab(before)
        return there

    def _show_its_brief(self) -> None:
        item = self.programme.choice.current
        if item and (self.show_brief(item) or (self._begin_brief(item) and self.show_brief(item))):
            self.briefs.editor.take_keyboard()
        else:
            self._messages.say(say("This item has no brief."))

    def _begin_brief(self, id_: UUID) -> bool:
        """Make a brief for an item whose kind asks for none; gives whether one was made."""
        from briefer.services import brief_edits

        file = self.file
        item = next((one for one in file.items if one.id == id_), None) if file else None
        if file is None or item is None or item.status == "cancelled":
            return False
        rule, known = kind_rules()[item.kind], any(brief.item == id_ for brief in file.briefs)
        if known or rule.internal or not rule.numbered or self._desk.locked:
            return False
        return self._undo.do(brief_edits.begin(item))

    def _is_noted(self, id_: UUID) -> bool:
        assert self.file is not None
        return any(one.id == id_ for one in (*self.file.outcomes, *self.file.follow_ups))

    def _show_noted(self, id_: UUID) -> None:
        """Go to an outcome or a follow-up; one that is gone had its place there."""
        self.show_tab("outcomes")
        self.outcomes.show_record(id_)

    def _item_of_brief(self, record: Record) -> UUID | None:
        """The item of a brief, or of the brief of a point."""
        if isinstance(record, BriefPoint) and self.file:
            return next((one.item for one in self.file.briefs if one.id == record.brief), None)
        return record.item if isinstance(record, Brief) else None

    def refresh(self) -> None:
        """Read what others changed, and build the preview now."""
        self._desk.reload(self.visit)
        if self.file:
            self.builder.build_for(self.file)
            self.builder.build_now()

    def close_place(self) -> None:
        """The window closes, or the visit is taken off the rail."""
        super().close_place()
        self._desk.file_changed.disconnect(self._file_changed)
        self._desk.acted.disconnect(self._follow)
        self._desk.edited.disconnect(self._note_edit)
        self._rest.stop()
        for lane in ("check", "choices"):
            self._tasks.cancel(f"{lane} {self.visit}")  # or the answer finds no widget to show it
        self.builder.stop()
        self.preview.clear_pages()

    # ------------------------------------------------------------------------------------- changing

    def _file_changed(self, visit: object) -> None:
        if visit == self.visit and (file := self._desk.file(self.visit)):
            self._show_file(file)

    def _show_file(self, file: VisitFile) -> None:
        first = self.file is None
        muted = self.file.visit.muted if self.file else ()
        self.file = file
        self.text_languages = file.visit.languages
        visit = file.visit
        self.visit_key = visit.key
        self._title.show_words(visit.title)
        dates = shown.joined((shown.between(visit.start, visit.end), visit.cover_note))
        self._dates.show_words(dates)
        self._dates.setVisible(bool(dates))
        self.tabs.show_counts(_counts(file))
        self._fit_header()
        self._stale = set(TABS)
        self._show_stale()
        if file.visit.muted != muted and self._rule_findings:
            self._show_findings()
        self._rest.start()
        if first:
            self.loaded.emit()
            if self._wanted:
                self.show_record(self._wanted)
        self._build_if_seen()

    def _show_stale(self) -> None:
        """Bring the tab that is shown up to date; the others when they are shown."""
        if self.file and self.tab in self._stale:
            self._stale.discard(self.tab)
            self.shown_screen.show_file(self.file)

    def _load_choices(self, screen: "PackScreen") -> None:
        from briefer.services import choices, packs

        self._desk.ask(
            lambda workspace: choices.offered(packs.own_data(workspace)),
            screen.show_choices,
            lane=f"choices {self.visit}",
        )

    def _choose_document(self, document: Document) -> None:
        self._document = document
        self._build_if_seen()

    def _build_if_seen(self) -> None:
        """Build the preview again if its pages are old; one that nobody sees waits until somebody does."""
        if self.file is None:
            return
        if self.shown_screen.shows_preview or self.programme.shows_preview:
            # beside programme and briefs the dossier is wanted, as it leaves nothing out
            document = self._document if self.tab == "pack" else Document()
            if document != self.builder.document:
                self.builder.document = document
                self.builder.build_for(self.file)
                self.builder.build_now()
            elif self._unlike:
                self._unlike = False
                self.builder.build_soon()
            else:
                self.builder.build_for(self.file)
        elif self._built:
            self.builder.put_off(self.file)

    def set_anew(self) -> None:
        """Pages of the same records would look otherwise: check and build them again."""
        self._unlike = True
        self._rest.start()
        self._build_if_seen()

    def _follow(self, edit: "Edit") -> None:
        """The preview follows the item that is edited in this window."""
        if self.file:
            printed = self._built.printed if self._built else None
            self._edited = followed(edit, self.file, printed) or self._edited

    def _show_preview(self) -> None:
        """The preview was opened beside the programme."""
        self._followed = None
        self._build_if_seen()
        self._follow_choice()

    def _follow_choice(self, _item: object = None) -> None:
        """The preview beside the programme follows the chosen item, as soon as there are pages."""
        item = self.programme.choice.current
        printed = self._built.printed if self._built else None
        beside = self.tab == "programme" and self.programme.shows_preview
        if not beside or item == self._followed or item is None or printed is None:
            return
        self._followed = item
        place = printed.place_of(item)
        if place:
            self.preview.follow(place.anchor)

    def _note_edit(self, edit: "Edit") -> None:
        """The preview follows how the office shows itself."""
        own = [change.record for change in edit.changes if isinstance(change.record, OwnData)]
        if any(one.kind != "known word" for one in own):
            self.set_anew()
            if "pack" in self._screens:
                self._load_choices(self.pack)

    def _show_pages(self, built: Built) -> None:
        if self.preview.show_pages(built, at=self._edited):
            self._edited = ""

    def _show_built(self, built: Built) -> None:
        self._show_pages(built)
        self._edited = ""
        if self._built and self.isVisible() and not self._hush.isActive():
            self._hush.start()
            announce(self.preview_words)
        if self._built and self._built.document != built.document:
            self._followed = None
        self._built = built
        self._follow_choice()
        if "pack" in self._screens:
            self.pack.show_built(built)
        if "briefs" in self._screens:
            self.briefs.show_built(built)
        self._show_findings()

    def _check(self) -> None:
        from briefer.services import packs

        if self.file is None:
            return
        if self._desk.hurrying:
            self._rest.start()
            return
        file, language = self.file, i18n.window_language().tag

        def arrived(findings: tuple[Finding, ...]) -> None:
            self._rule_findings = findings
            self._show_findings()

        self._desk.ask(
            lambda workspace: packs.check_file(file, packs.own_data(workspace), language),
            arrived,
            lane=f"check {self.visit}",
        )

    def _show_findings(self) -> None:
        if self.file is None:
            return
        self._looked = datetime.now().astimezone()
        told = self._told
        found = list(told.findings)
        self._chip.show_findings(found)
        self._fit_header()
        if "pack" in self._screens:
            self.pack.show_checked(self._checked())
            self.pack.show_muted(told.muted)
        if "overview" in self._screens:
            overview = cast("Overview", self._screens["overview"])
            overview.show_pages_checked(checked=self._built is not None)
        for screen in self._screens.values():
            screen.show_findings(found)

    def _checked(self) -> str:
        """What was looked at, in words."""
        if self.file is None:
            return ""
        counts = (len(self.file.items), len(self.file.briefs), self.preview.pages)
        words = (
            say_many("{count} item", "{count} items", counts[0]),
            say_many("{count} brief", "{count} briefs", counts[1]),
            say_many("{count} page", "{count} pages", counts[2]),
        )
        items, briefs, pages = (
            each.format(count=shown.digits(count))
            for each, count in zip(words, counts, strict=True)
        )
        sentence = say("{items}, {briefs} and {pages} were checked at {time}.")
        time = shown.moment(self._looked)
        return sentence.format(items=items, briefs=briefs, pages=pages, time=time)

    def _say_state(self, words: str) -> None:
        self.preview_words = words
        self.preview_state.emit()

    @property
    def _header_needs(self) -> int:
        """What the header takes beside its tabs and the title."""
        layout = self._header.layout()
        assert layout is not None
        margins, ends = layout.contentsMargins(), [self._export.sizeHint().width()]
        if not self._chip.isHidden():
            ends.append(self._chip.width())
        between = layout.spacing() * (len(ends) + 1)
        return margins.left() + margins.right() + sum(ends) + between

    def _fit_header(self) -> None:
        """The tabs are whole; the title has what is left, where that is enough to read it."""
        room = self.width() - self._header_needs
        self.tabs.fit(room)
        layout = self._header.layout()
        assert layout is not None
        spare = room - self.tabs.wide - layout.spacing()
        there = spare >= theme.scaled(LEAST_TITLE)
        self._titles.setVisible(there)
        self._gap.setSizePolicy(
            QSizePolicy.Policy.Maximum if there else QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Fixed,
        )
        layout.activate()  # or tabs that fit are seen scrolled for a moment

    def _step_tab(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(TABS))
        self.take_keyboard()

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        # of the screen that is shown: the widest of all tabs does not tell what this one needs
        screen = cast(QWidget, self.shown_screen).minimumSizeHint()
        header = self._header_needs + self.tabs.minimumSizeHint().width()
        return QSize(max(screen.width(), header), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= theme.scaled(WIDE)
        self._export.setText(THIN_SPACE + say("Export…") if wide else "")
        self._export.setToolTip("" if wide else names()["export"])
        self._fit_header()
