"""The findings of a visit: each opens its place, Delete mutes it and asks why, muted ones are counted and told again.

Not here: what is found (`services.packs.check`, `pdf.page_findings`), where a finding leads (`visit_place`).
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.findings import Finding
from briefer.gui import shown
from briefer.gui.actions import names
from briefer.gui.commands import Undo
from briefer.gui.drafts import Control
from briefer.gui.models.findings import finding_rows, muted_rows
from briefer.gui.views.controls import Empty, column, hairline, link, locked, row
from briefer.gui.views.fields import LineField
from briefer.gui.views.lists import RowsView
from briefer.gui.views.markdown import Printed
from briefer.gui.views.reading_panel import rules_text
from briefer.i18n import say
from briefer.records.visit_file import VisitFile

LONGEST = 200
"""Letters of the name of a draft's field."""


class FindingsPanel(QWidget):
    """The panel Findings of one visit."""

    opened = Signal(object)
    """The `Finding` to be shown where it belongs."""

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._undo = undo
        self._file: VisitFile | None = None
        self._findings: tuple[Finding, ...] = ()
        self._pages: tuple[str, ...] = ()
        self._muted: tuple[tuple[Finding, str], ...] = ()
        self._all = False
        """Whether muted ones are listed too."""
        self._asked: Finding | None = None
        """The finding just muted, of which the reason is asked."""
        self.list = RowsView(names()["findings"])
        self.list.opened.connect(self._open)
        self.list.deleted.connect(self._mute_or_tell)
        self.list.chosen.connect(lambda _id: self._show_foot())
        self.none = Empty("circle-check", say("Nothing to mend"), "")
        self.rules = Printed(say("Rules"))
        self.rules.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._stack = QStackedWidget()
        for page in (self.list, self.none, self.rules):
            self._stack.addWidget(page)
        self.reason = LineField(say("Muted. Why?"), self._accept_reason, hint=say("not demanded"))
        self.reason.edit.entered.connect(self._back_to_list)
        self.reason.left.connect(self._end_asking)
        self._ask = column(hairline(), column(self.reason, margins=(14, 8, 14, 10)))
        self._ask.hide()
        self._drafts = undo.drafts.form("findings", self, {})
        self._drafts.open_cell = self._ask_again
        self.mute = link(say("Mute"), lambda: self._mute_or_tell(self.list.chosen_id))
        self.muted = link("", self._toggle_muted)
        self.about = link(say("Rules"), self.toggle_rules)
        ends = row(self.mute, None, self.muted, self.about, margins=(10, 4, 10, 5), spacing=8)
        self._foot = column(hairline(), ends)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._ask)
        layout.addWidget(self._foot)
        self._show()

    def show_file(self, file: VisitFile) -> None:
        """Show the visit as it is now."""
        self._file = file

    def show_findings(self, findings: Sequence[Finding], pages: Sequence[str]) -> None:
        """Show what is to be mended, and the names of the pages where it stands."""
        self._findings, self._pages = tuple(findings), tuple(pages)
        self._show()

    def show_muted(self, muted: Sequence[tuple[Finding, str]]) -> None:
        """Show what was muted, each with its reason."""
        self._muted = tuple(muted)
        self._all = self._all and bool(muted)
        self._show()
        if self._file:
            self._drafts.show(self._file.visit.id, self._file.visit.id)

    def step(self, step: int) -> None:
        """Go to the next finding, or the one before, and open its place."""
        ids = [one.id for one in self.list.rows if isinstance(one.id, int)]
        if not ids:
            return
        at = ids.index(self.list.chosen_id) + step if self.list.chosen_id in ids else 0
        id_ = ids[at % len(ids)]
        self.list.choose(id_)
        self._open(id_)

    def take_keyboard(self) -> None:
        """Give the keyboard to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        rows = finding_rows(self._findings, self._pages)
        if self._all:
            rows += muted_rows(self._muted)
        at = [one.id for one in self.list.rows].index(self.list.chosen_id) if self._on_row else 0
        self.list.show_rows(rows)
        if self.list.chosen_id is None and at and rows:
            near = [one.id for one in rows[at:] + rows[at - 1 :: -1] if not one.is_head]
            self.list.choose(near[0])  # who has muted one goes on to the next
        if self._stack.currentWidget() is not self.rules:
            self._stack.setCurrentWidget(self.list if rows else self.none)
        self._show_foot()

    def toggle_rules(self) -> None:
        """Show the rules that are checked, in words; or what they found again."""
        telling = self._stack.currentWidget() is not self.rules
        words = say("Findings") if telling else say("Rules")
        self.about.setText(words)
        self.about.setAccessibleName(words)
        if telling:
            self.rules.show_markdown(rules_text())
        found: QWidget = self.list if self.list.rows else self.none
        self._stack.setCurrentWidget(self.rules if telling else found)
        self._show_foot()

    @property
    def _on_row(self) -> bool:
        return self.list.chosen_id is not None

    def _show_foot(self) -> None:
        count = shown.digits(len(self._muted))
        words = say("Hide {count} muted") if self._all else say("{count} muted")
        self.muted.setText(words.format(count=count))
        self.muted.setAccessibleName(words.format(count=count))
        self.muted.setVisible(bool(self._muted))
        telling = isinstance(self.list.chosen_id, tuple)
        words = say("Tell it again") if telling else say("Mute")
        self.mute.setText(words)
        self.mute.setAccessibleName(words)
        reading = self._stack.currentWidget() is self.rules
        self.mute.setVisible(self._on_row and not reading)
        self.mute.setEnabled(not locked(self))
        self.mute.setToolTip(
            locked(self)
            or say("{command} ({key})").format(command=words, key=say("Delete", of="key"))
        )

    def _finding(self, id_: object) -> Finding | None:
        """The finding of a row; rows of muted ones have pairs as ids."""
        if isinstance(id_, int) and id_ < len(self._findings):
            return self._findings[id_]
        if isinstance(id_, tuple) and id_[1] < len(self._muted):
            return self._muted[id_[1]][0]
        return None

    def _open(self, id_: object) -> None:
        if finding := self._finding(id_):
            self.opened.emit(finding)

    def _mute_or_tell(self, id_: object) -> None:
        from briefer.services import pack_edits

        finding = self._finding(id_)
        if finding is None or self._file is None or locked(self):
            return
        if isinstance(id_, tuple):
            self._undo.do(pack_edits.tell_again(self._file.visit, [finding]))
            return
        self._undo.end_run()
        if self._undo.do(pack_edits.mute(self._file.visit, finding), run=_run(finding)):
            self._ask_why(finding)

    def _ask_why(self, finding: Finding, reason: str = "") -> None:
        self._asked = finding
        self.reason.show_value(reason, other=True)
        edit = self.reason.edit
        control = Control(edit, self.reason.accept, self.reason.give_up)
        self._drafts.watch(_name(finding), control)
        self._ask.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_again(self, name: str) -> None:
        """Ask for a reason that somebody was typing before a crash."""
        for finding, reason in self._muted:
            if _name(finding) == name:
                self._ask_why(finding, reason)
                return

    def _accept_reason(self, text: str) -> str:
        from briefer.services import pack_edits

        if self._asked and self._file and text.strip():
            edit = pack_edits.mute(self._file.visit, self._asked, text.strip())
            if not self._undo.do(edit, run=_run(self._asked)):
                return say("Not saved. The sentence above says why.")
            self.reason.edit.stored = text
        return ""

    def _end_asking(self) -> None:
        self._undo.end_run()
        if self.reason.trouble.words:
            return
        self._asked = None
        self._drafts.unwatch()
        self._ask.hide()

    def _back_to_list(self) -> None:
        self._end_asking()
        target = self.list if self.list.rows else self.muted
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_muted(self) -> None:
        self._all = not self._all
        self._show()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._ask.isVisible():
            self.reason.give_up()
            self._back_to_list()
        else:
            super().keyPressEvent(event)


def _name(finding: Finding) -> str:
    """What the reason of a finding is kept by until it is accepted."""
    return f"{finding.rule} {finding.place.key}"[:LONGEST]


def _run(finding: Finding) -> str:
    """Muting and saying why is one step for undo."""
    return f"mute {finding.rule} {finding.place.key} {finding.sentence}"
