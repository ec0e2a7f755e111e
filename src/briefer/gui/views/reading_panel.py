"""Texts to be read beside the work: the guide, the rules that are checked, the templates with what each brings.

Not here: opening and closing the panel (`end_panels`), checking (`rules.checks`), beginning a visit (`new_visit`).
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer import i18n, resources
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.soon import soon
from briefer.gui.views.controls import column, hairline, link, panel_head
from briefer.gui.views.markdown import Printed
from briefer.gui.views.visit_duties import days_from_start
from briefer.i18n import say
from briefer.records.packs import Template
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


class ReadingPanel(QWidget):
    """A text with a head; what can be done with it stands below."""

    closed = Signal()

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self.text = Printed(title)
        self.text.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.text.show_markdown(text)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(title, close=self.closed.emit))
        layout.addWidget(self.text, 1)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    @property
    def target(self) -> QWidget:
        """What takes the keyboard."""
        return self.text

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        soon(self, lambda: self.text.verticalScrollBar().setValue(0))  # once it is laid out


class TemplatesPanel(ReadingPanel):
    """The templates of the office: what each brings, a visit that begins with one, its tasks for the visit that is open."""

    begun = Signal(str)
    """A visit shall begin with the template of this name."""

    def __init__(self, desk: Desk, undo: Undo, open_visit: Callable[[], VisitFile | None]) -> None:
        super().__init__(say("Templates"))
        self._desk, self._undo, self._open_visit = desk, undo, open_visit
        self._offers = QVBoxLayout()
        self._offers.setContentsMargins(10, 6, 10, 8)
        self._offers.setSpacing(2)
        foot = QWidget()
        foot.setLayout(self._offers)
        self._layout.addWidget(column(hairline(), foot))
        self.links: list[QWidget] = []

    def refresh(self) -> None:
        """Ask anew what there is, and for which visit."""
        if self._desk.is_open:
            self._desk.ask(_templates, self._show, lane="templates")

    def _show(self, templates: tuple[Template, ...]) -> None:
        self.text.show_markdown(templates_text(templates))
        for old in self.links:
            self._offers.removeWidget(old)
            old.hide()
            old.deleteLater()
        file = self._open_visit()
        self.links = []
        for one in templates:
            words = say("Begin a visit: {template}").format(template=say(one.title))
            if file:
                words = say("Add its tasks: {template}").format(template=say(one.title))
            made = link(words, partial(self._take, one), "plus", edits=True)
            self.links.append(made)
            self._offers.addWidget(made)

    def _take(self, template: Template) -> None:
        from briefer.services import beginnings, common_edits

        file = self._open_visit()
        if file is None:
            self.begun.emit(template.name)
            return
        order = max((one.order for one in file.tasks), default=-1) + 1
        made = beginnings.tasks(file.visit, template, order)
        title, visit = say(template.title), common_edits.named(file.visit)
        edit = common_edits.add(*made)._replace(
            words=say("Add the tasks of {template} to {visit}").format(template=title, visit=visit),
            past=say("The tasks of {template} are added to {visit}.").format(
                template=title, visit=visit
            ),
            visit=file.visit.id,
        )
        self._undo.do(edit)


def _templates(workspace: "Workspace") -> tuple[Template, ...]:
    from briefer.services import beginnings

    return beginnings.templates(workspace)


def templates_text(templates: Iterable[Template]) -> str:
    """What each template brings, as Markdown."""
    parts = [
        say(
            "A visit that begins with a template gets its kinds and these tasks, each so many days before or after it."
            " An office keeps templates of its own in an exchange file."
        )
    ]
    for one in templates:
        lines = [f"- {say(what)} · *{days_from_start(days)}*" for what, days in one.tasks]
        parts += [f"### {say(one.title)}", "\n".join(lines)]
    return "\n\n".join(parts)


def rules_text() -> str:
    """The rules that are checked, by how grave what they find is, as Markdown."""
    from briefer.rules.checks import RULES

    heads = {
        "error": say("What cannot be"),
        "warning": say("What should be looked at"),
        "note": say("What is good to know"),
    }
    parts = []
    for level, head in heads.items():
        lines = [f"- {say(rule.title)}" for rule in RULES if rule.level == level]
        parts += [f"### {head}", "\n".join(lines)]
    parts.append(
        say("The pages are looked at, too: texts that are too long, and letters that no font has.")
    )
    return "\n\n".join(parts)


def guide_text() -> str:
    """How to make the first visit, in the window's language; in English where there is no other."""
    guides = resources.folder("guide")
    own = guides / f"{i18n.window_language().tag}.md"
    return (own if own.exists() else guides / "en.md").read_text("utf-8")
