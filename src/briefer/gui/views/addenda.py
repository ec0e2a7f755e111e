"""The addenda of a brief, each with its title, its date and its text: what came later, under the same number.

Not here: storing them (`brief_editor`), how they print (`pack.sections.briefs`).
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from briefer.gui import shown, theme, typed_dates
from briefer.gui.commands import Undo
from briefer.gui.drafts import FormDrafts
from briefer.gui.views.controls import link, locked, row, small_tool, tab_goes
from briefer.gui.views.fields import Field, LineField, TextField, controls_of
from briefer.gui.views.markdown import Highlighter
from briefer.i18n import say
from briefer.records.briefs import Addendum

Take = Callable[[tuple[Addendum, ...]], str]
"""Stores the addenda; gives the sentence that says why not."""


class _Group(NamedTuple):
    """The fields of one of them."""

    whole: QWidget
    fields: dict[str, Field]
    remove: QWidget


class Addenda(QWidget):
    """All addenda of a brief below each other."""

    def __init__(self, undo: Undo, take: Take) -> None:
        super().__init__()
        self._undo, self._take = undo, take
        self.addenda: tuple[Addendum, ...] = ()
        self.drafts: FormDrafts | None = None
        """Of the brief, which they are a part of."""
        self.groups: list[_Group] = []
        self._begun = False
        self.more = link(say("Add addendum"), self.add, "plus")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addWidget(row(theme.label(say("Addenda"), "head"), None, self.more))

    def show_addenda(self, addenda: tuple[Addendum, ...], *, other: bool) -> None:
        """Show those of a brief; `other` says that it is another brief."""
        self.addenda = addenda
        while len(self.groups) < len(addenda):
            self._make(len(self.groups))
        for at, group in enumerate(self.groups):
            there = at < len(addenda)
            group.whole.setVisible(there)
            one = addenda[at] if there else Addendum(title="")
            values = {"title": one.title, "date": shown.when(one.date), "text": one.text}
            for name, field in group.fields.items():
                if isinstance(field, LineField | TextField):
                    field.show_value(values[name], other=other or not there)
        if self._begun and addenda:
            self._begun = False
            title = self.groups[len(addenda) - 1].fields["title"]
            title.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(title, LineField):
                title.edit.selectAll()

    @property
    def last_stop(self) -> QWidget:
        """Where Tab stops last."""
        if not self.groups:
            return self.more
        text = self.groups[-1].fields["text"]
        return text.focusProxy() or text

    def add(self) -> None:
        """One more behind the others, its title ready to be typed."""
        if not locked(self):
            self.accept_all()
            self._begun = True
            self._begun = not self._take((*self.addenda, Addendum(title=say("New addendum"))))

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        for group in self.groups[: len(self.addenda)]:
            for field in group.fields.values():
                field.accept()

    def _make(self, at: int) -> None:
        """The fields of the addendum at a place."""
        named = say("{field} of addendum {number}")

        def called(field: str) -> str:
            return named.format(field=field, number=shown.digits(at + 1))

        fields: dict[str, Field] = {
            "title": LineField(
                say("Title"), partial(self._set_title, at), name=called(say("Title"))
            ),
            "date": LineField(say("Dated"), partial(self._set_date, at), name=called(say("Date"))),
            "text": TextField(
                say("Text, in Markdown"),
                lambda text: self._set(at, "text", text),
                name=called(say("Text")),
                lines=3,
            ),
        }
        text = fields["text"]
        if isinstance(text, TextField):
            Highlighter(text.edit.document())
        remove = small_tool(
            "trash-2",
            say("Delete addendum {number}").format(number=shown.digits(at + 1)),
            partial(self._remove, at),
        )
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.addWidget(fields["title"], 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(fields["date"], 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(remove, 0, 2, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(fields["text"], 1, 0, 1, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)
        for field in fields.values():
            field.left.connect(self._undo.end_run)
        if self.drafts:
            for name, control in controls_of(fields).items():
                self.drafts.watch(f"addendum {at} {name}", control)
        before = self.last_stop
        self.groups.append(_Group(whole, fields, remove))
        self._layout.addWidget(whole)
        stops = (fields["title"], fields["date"], remove, fields["text"])
        tab_goes(before, *(one.focusProxy() or one for one in stops))

    def _set_title(self, at: int, text: str) -> str:
        if not text.strip():
            return say("This cannot be empty.")
        return self._set(at, "title", text.strip())

    def _set_date(self, at: int, text: str) -> str:
        found = typed_dates.read(text, [])
        if found is None:
            return say("There is no such date. Type 1 October, or early December 2022.")
        return self._set(at, "date", found)

    def _set(self, at: int, field: str, value: Any) -> str:
        if at >= len(self.addenda) or getattr(self.addenda[at], field) == value:
            return ""
        after = msgspec.structs.replace(self.addenda[at], **{field: value})
        return self._take((*self.addenda[:at], after, *self.addenda[at + 1 :]))

    def _remove(self, at: int) -> None:
        if not locked(self) and at < len(self.addenda):
            self._undo.end_run()
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)
            self._take((*self.addenda[:at], *self.addenda[at + 1 :]))

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        reason = locked(self)
        for part in (self.more, *(group.remove for group in self.groups)):
            part.setDisabled(bool(reason))
            part.setToolTip(reason or part.accessibleName())
