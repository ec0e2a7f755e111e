"""Fields that tie a record to others: one, or several in a list; by their names, with completion.

What is chosen is told; nothing is stored here. Not here: which fields a form has (`record_form`).
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal

from briefer.gui.desk import Desk
from briefer.gui.models.offers import Answer, Ask, Offered
from briefer.gui.models.rows import Row
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.controls import column, locked
from briefer.gui.views.fields import Field, LineField
from briefer.gui.views.lists import RowsView
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.services.search import Found

_SEARCHED = 7
SIGNS: Mapping[str, str] = {
    "institution": "landmark",
    "place": "map-pin",
    "person": "user-round",
    "post": "user-round",
    "theme": "tag",
    "instrument": "scroll-text",
    "source": "book-open",
    "item": "clock",
    "visit": "calendar-range",
}


def searcher(desk: Desk, kind: str) -> Ask:
    """Looks for records of a kind, and offers last to make a new one, where a name is enough for that."""

    def ask(text: str, answer: Answer) -> None:
        from briefer.services import linking, search

        def arrived(found: "tuple[Found, ...]") -> None:
            offers = [
                Offered(one.kind, one.id, one.label, one.line or one.visit, SIGNS[one.kind])
                for one in found
            ]
            new = Offered("new", None, say("New “{text}”").format(text=text), icon="plus")
            answer([*offers, new] if linking.can_be_made(kind) else offers)

        desk.ask(
            lambda workspace: search.search(workspace, text, _SEARCHED, search.Wanted((kind,))),
            arrived,
            lane=f"complete {kind}",
        )

    return ask


class LinkField(LineField):
    """The name of one record; emptied, there is none."""

    linked = Signal(object)
    """The `Offered` that was chosen; of kind `new` its words are the typed name. None: there shall be none."""

    def __init__(self, label: str, ask: Ask, *, name: str = "", hint: str = "") -> None:
        self._completion = CompletionEdit(name or label, ask)
        super().__init__(label, self._typed, hint=hint, edit=self._completion)
        self._completion.taken.connect(self._take)

    def _typed(self, text: str) -> str:
        if self._completion.is_open:
            return ""
        if not text.strip():
            self.linked.emit(None)
            return ""
        return say("Choose one of the list below the field, or its last line, “New”.")

    def _take(self, offered: Offered) -> None:
        text = self.edit.text().strip()
        if offered.id is None:
            offered = offered._replace(words=text)
        self.edit.stored = offered.words
        self.edit.setText(offered.words)
        self.linked.emit(offered)


class LinksField(Field):
    """Records in a list, and a line that adds one. Delete takes the chosen one off the list."""

    added = Signal(object)
    """An `Offered`; of kind `new` its words are the typed name."""
    removed = Signal(object)
    """The id of the record that is not tied any more."""

    def __init__(self, label: str, add: str, ask: Ask, sign: str) -> None:
        """`add` names the line that adds one, such as "Add a theme"."""
        self.edit = CompletionEdit(add, ask)
        self.list = RowsView(label, inset=0)
        super().__init__(label, column(self.list, self.edit, spacing=3))
        self.setFocusProxy(None)  # type: ignore[arg-type]  # with one, Tab would leave out the list before it
        self._sign = sign
        self.edit.setPlaceholderText(add)
        self.edit.taken.connect(self._take)
        self.edit.given_up.connect(self.edit.clear)
        self.list.deleted.connect(self._remove)
        self.show_links((), {})

    def show_links(self, ids: Sequence[UUID], names: Mapping[UUID, str]) -> None:
        """Show other records."""
        at = [row.id for row in self.list.rows].index(self.list.chosen_id) if self._chosen else -1
        rows = [Row(id_, names.get(id_, "…"), icon=self._sign) for id_ in ids]
        had_keyboard = self.list.hasFocus()
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(max(1, self.list.height_of_rows()))
        self._show_line()
        if rows and at >= 0 and not self._chosen:
            self.list.choose(rows[min(at, len(rows) - 1)].id)
        if had_keyboard and not rows:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def lock(self, reason: str) -> None:
        """Let the list be read only."""
        self.edit.setReadOnly(bool(reason))
        self.edit.setPlaceholderText(say("none") if reason else self.edit.accessibleName())
        self._show_line()

    def _show_line(self) -> None:
        """Where nothing can be added the line says that there is none, or is not there."""
        self.edit.setVisible(not (self.edit.isReadOnly() and self.list.rows))

    @property
    def _chosen(self) -> bool:
        return self.list.chosen_id is not None

    def _take(self, offered: Offered) -> None:
        text = self.edit.text().strip()
        self.edit.clear()
        self.added.emit(offered if offered.id else offered._replace(words=text))

    def _remove(self, id_: object) -> None:
        if not locked(self):
            self.removed.emit(id_)
