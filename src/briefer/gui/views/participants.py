"""Who takes part in an item, one side of the table: a list, a field to add, and role and state of the chosen one.

Not here: storing (`item_panel`), how a name is printed (`shown`).
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.models.offers import Answer, Ask, Offered
from briefer.gui.models.programme import Names
from briefer.gui.models.rows import Row
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.controls import Chooser, locked, row, small_tool
from briefer.gui.views.lists import RowsView
from briefer.gui.views.record_form import RecordForm
from briefer.i18n import say, say_many
from briefer.records.base import Side
from briefer.records.naming import initials
from briefer.records.programme import Participant

MOST_SHOWN = 6
"""Rows before the list scrolls by itself."""


def role_words() -> dict[str, str]:
    """The roles in words."""
    return {
        "": say("attends"),
        "chair": say("chairs"),
        "lead": say("leads"),
        "speaker": say("speaks"),
        "greeter": say("greets"),
        "interpreter": say("interprets"),
        "note taker": say("takes notes"),
    }


def state_words() -> dict[str, str]:
    """The states of an invitation in words."""
    return {
        "": say("not asked"),
        "asked": say("asked"),
        "accepted": say("accepted"),
        "declined": say("declined"),
        "came": say("came"),
    }


class Participants(QWidget):
    """One side of an item."""

    added = Signal(object)
    """A new `Participant`, without its item."""
    removed = Signal(object)
    changed = Signal(object, object)
    """A participant before and after."""
    person_wanted = Signal(str)
    """Somebody typed the name of a person who is not known: to be made, and to take part."""

    def __init__(self, side: Side, search: Ask, details: RecordForm) -> None:
        """`details` is the form of what else is told of the chosen one."""
        super().__init__()
        self.details = details
        self.side = side
        self._search = search
        self._people: tuple[Participant, ...] = ()
        self._names: Names | None = None
        guests = side == "guest"
        name = say("Guests") if guests else say("Hosts")
        self._head = theme.label(name, "label")
        bold = theme.font("label")
        bold.setWeight(theme.font("title").weight())
        self._head.setFont(bold)
        self._count = theme.label("", "label", quiet=True)
        self.list = RowsView(name, inset=0)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.list.deleted.connect(self._remove)
        self.list.chosen.connect(self._show_chosen)
        self.add = CompletionEdit(say("Add a guest") if guests else say("Add a host"), self._ask)
        self.add.setPlaceholderText(say("Add a person, post or group"))
        self.add.setProperty("quiet", True)
        self.add.taken.connect(self._take)
        self.add.done.connect(self._typed)
        self.add.given_up.connect(self.add.clear)
        self.role = Chooser(say("Role of the guest") if guests else say("Role of the host"))
        self.state = Chooser(say("State of the guest") if guests else say("State of the host"))
        for chooser, words in ((self.role, role_words()), (self.state, state_words())):
            for value, text in words.items():
                chooser.addItem(text, value)
        self.role.activated.connect(lambda at: self._change(role=self.role.itemData(at)))
        self.state.activated.connect(lambda at: self._change(state=self.state.itemData(at)))
        self.remove = small_tool(
            "x", say("Remove the guest") if guests else say("Remove the host"), self._remove_chosen
        )
        self._tools = row(self.role, self.state, None, self.remove, spacing=6)
        self._tools.hide()
        details.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for part in (row(self._head, None, self._count), self.list, self._tools, details, self.add):
            layout.addWidget(part)

    def show_people(self, people: Sequence[Participant], names: Names) -> None:
        """Show who takes part."""
        self._people, self._names = tuple(people), names
        self.list.show_rows([self._row(one, names) for one in self._people])
        self.list.setVisible(bool(self._people))
        self._fit()
        unnamed = sum(1 for one in self._people if not names.is_named(one))
        count = shown.digits(len(self._people)) if self._people else ""
        if unnamed and self._people:
            some = say("{count}, of them {open} without a name")
            form = say("{count}, without a name") if unnamed == len(self._people) else some
            self._count.setText(form.format(count=count, open=shown.digits(unnamed)))
        else:
            self._count.setText(count)
        self._show_chosen(self.list.chosen_id)

    def _fit(self) -> None:
        """Show the rows whole, some of many; how high they are hangs on the width."""
        whole = self.list.height_of_rows()
        per_row = whole // max(1, len(self._people))
        self.list.setFixedHeight(min(whole, per_row * MOST_SHOWN + per_row // 2))

    def _row(self, one: Participant, names: Names) -> Row:
        name = names.who(one) or say("nobody yet")
        words = (
            role_words()[one.role] if one.role else state_words()[one.state] if one.state else ""
        )
        if one.role and one.state in ("declined", "accepted"):
            words = shown.joined((words, state_words()[one.state]))
        person = names.person_of(one)
        number = (
            say_many("{count} person", "{count} people", one.group_count).format(
                count=shown.digits(one.group_count)
            )
            if one.group_count
            else ""
        )
        affiliation = names.institution_of(one)
        return Row(
            one.id,
            name,
            second=affiliation if affiliation != name else "",
            end=words or number,
            drops=True,
            icon=""
            if person
            else "users"
            if one.group
            else "network"
            if one.institution and not one.title and not one.post
            else "user-round",
            initials=initials(person) if person else "",
            dashed=person is None,
            muted=one.state == "declined",
        )

    def _chosen(self) -> Participant | None:
        return next((one for one in self._people if one.id == self.list.chosen_id), None)

    def _show_chosen(self, _id: object) -> None:
        one = self._chosen()
        for part in (self._tools, self.details):
            part.setVisible(one is not None)
        if one:
            names = self._names
            known = {id_: each.name for id_, each in names.institutions.items()} if names else {}
            posts = {id_: each.title for id_, each in names.posts.items()} if names else {}
            self.details.show_record(one, known | posts)
            self.role.setCurrentIndex(self.role.findData(one.role))
            self.state.setCurrentIndex(self.state.findData(one.state))

    def _change(self, **values: str) -> None:
        one = self._chosen()
        if one:
            self.changed.emit(one, msgspec.structs.replace(one, **values))

    def _remove(self, id_: object) -> None:
        one = next((one for one in self._people if one.id == id_), None)
        if one and not locked(self):
            self.removed.emit(one)

    def _remove_chosen(self) -> None:
        self._remove(self.list.chosen_id)

    # ---------------------------------------------------------------------------------------- adding

    def _ask(self, text: str, answer: Answer) -> None:
        names = self._names
        first = names.offers(text, self.side) if names else []
        last = [
            Offered("title", None, say("As a post: “{text}”").format(text=text), icon="user-round"),
            Offered("group", None, say("As a group: “{text}”").format(text=text), icon="users"),
            Offered("new", None, say("New person “{text}”").format(text=text), icon="plus"),
        ]

        def arrived(found: Sequence[Offered]) -> None:
            known = {offered.id for offered in first}
            others = [offered for offered in found if offered.id not in known]
            answer([*[*first, *others][:5], *last])

        self._search(text, arrived)

    def _take(self, offered: Offered) -> None:
        text = self.add.text().strip()
        self.add.clear()
        self._add(offered, text)

    def _typed(self) -> None:
        """Return without a completion: the text is a post as supplied."""
        text = self.add.text().strip()
        if text and self.add.hasFocus():
            self.add.clear()
            self._add(Offered("title", None, text), text)

    def _add(self, offered: Offered, text: str) -> None:
        nobody = UUID(int=0)
        id_ = offered.id
        if offered.kind == "new":
            self.person_wanted.emit(text)
            return
        fields: dict[str, UUID | str | None] = {
            "title": text,
            "group": text,
            "delegate": id_,
            "person": id_,
            "post": id_,
            "institution": id_,
        }
        chosen = offered.kind if offered.kind in fields else "title"
        one = Participant(item=nobody, side=self.side)
        self.added.emit(msgspec.structs.replace(one, **{chosen: fields[chosen]}))

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        reason = locked(self)
        self.add.setVisible(not reason)
        for part in (self.add, self.role, self.state, self.remove):
            part.setDisabled(bool(reason))
            part.setToolTip(reason or part.accessibleName())
