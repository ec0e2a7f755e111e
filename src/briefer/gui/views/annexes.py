"""The annexes of a visit: PDF files with a title, a marking and the item they belong to, in the order of the pack.

A file is chosen by key or dropped. Not here: keeping it (`services.annexes`), the overview around them (`overview`).
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import shown
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.dialogs import file_dialogs
from briefer.gui.models.drags import dropped_pdf
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import link, locked, row
from briefer.gui.views.marks import MarkChoices, mark_slots
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.gui.views.record_list import RecordList, Words
from briefer.gui.views.visit_parts import WhichFile
from briefer.i18n import say
from briefer.records.sources import Attachment
from briefer.records.visit_file import VisitFile

_STEP = 10


class Annexes(QWidget):
    """The list of annexes with the form of the chosen one, and what gives it a file."""

    def __init__(self, desk: Desk, undo: Undo, file: WhichFile) -> None:
        super().__init__()
        self._desk, self._undo, self._file = desk, undo, file
        words = Words(
            say("Annexes"), say("Add annex"), say("Annex added."), say("Delete the annex")
        )
        self.records = RecordList(undo, words, RecordForm(desk, undo, _slots()), self._new)
        self._marks = MarkChoices(desk, self.records.form, say("As the visit"))
        self.choose_file = link(say("Choose a PDF…"), self._choose, "paperclip")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.records)
        layout.addWidget(row(self.choose_file, None))
        self.setAcceptDrops(True)

    def show_file(self, file: VisitFile, names: Mapping[UUID, str]) -> None:
        """Show the annexes of a visit."""
        self._marks.show_scheme(file.visit.marking_scheme)
        items = {str(item.id): item.title for item in file.items}
        self.records.form.show_choices("item", {"": say("the visit as a whole"), **items})
        self.records.show_records(_annexes(file), annex_rows(file), names)

    def show_annex(self, id_: UUID) -> None:
        """Choose an annex, the keyboard in its title."""
        if self.records.choose(id_):
            self.records.form.take_keyboard()

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        self.records.accept_all()

    def attach(self, path: Path, item: UUID | None = None) -> None:
        """Give a file to the chosen annex that has none, else make a new one of it; one of an `item` is always new."""
        from briefer.services import annexes

        if locked(self) or self._file() is None:
            return
        chosen = next((one for one in self._those() if one.id == self.records.list.chosen_id), None)
        wanted = chosen.id if chosen and not chosen.file and not item else None
        self._desk.ask(
            lambda workspace: annexes.keep_file(workspace, path),
            partial(self._kept, path, wanted, item),
        )

    def _kept(self, path: Path, wanted: UUID | None, item: UUID | None, hash_: str) -> None:
        from briefer.services import common_edits

        file = self._file()
        if file is None:
            return
        annex = next((one for one in self._those() if one.id == wanted), None)
        if annex:
            called = say("file")
            edit = common_edits.change_fields(annex, called=called, file=hash_, name=path.name)
            self._undo.do(edit)
        elif made := self._new():
            self.records.put(
                Attachment(
                    visit=made.visit,
                    item=item,
                    order=made.order,
                    file=hash_,
                    name=path.name,
                    title=path.stem.replace("_", " "),
                )
            )

    def _new(self) -> Attachment | None:
        file = self._file()
        if file is None:
            return None
        order = max((one.order for one in file.attachments), default=-_STEP) + _STEP
        return Attachment(visit=file.visit.id, order=order)

    def _those(self) -> tuple[Attachment, ...]:
        file = self._file()
        return _annexes(file) if file else ()

    def _choose(self) -> None:
        if path := file_dialogs.open_pdf(self.window()):
            self.attach(path)

    # Qt's own names

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_pdf(event.mimeData()) and not locked(self):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := dropped_pdf(event.mimeData()):
            event.acceptProposedAction()
            self.attach(path)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        reason = locked(self)
        self.choose_file.setDisabled(bool(reason))
        self.choose_file.setToolTip(reason)


def annex_rows(file: VisitFile) -> list[Row]:
    """The annexes, each with its file, what it belongs to and its marking."""
    items = {item.id: item.title for item in file.items}
    return [
        Row(
            one.id,
            one.title or one.name or say("Annex without a title"),
            second=shown.joined(
                (
                    one.name if one.file else say("no file yet"),
                    items.get(one.item, "") if one.item else "",
                )
            ),
            end=one.marking.upper(),
            icon="paperclip",
            dashed=not one.file,
        )
        for one in _annexes(file)
    ]


def _annexes(file: VisitFile) -> tuple[Attachment, ...]:
    return tuple(sorted(file.attachments, key=lambda one: one.order))


def _slots() -> tuple[Slot, ...]:
    kinds = {
        "annex": say("annex"),
        "picture": say("picture", of="annex"),
        "document": say("document"),
    }
    return (
        Slot("title", say("Title"), span=4, name=say("Title of the annex")),
        Slot("kind", say("Kind"), "choice", 2, choices=kinds, name=say("Kind of annex")),
        Slot("item", say("Item"), "choice", name=say("Item of the annex"), kind="item"),
        *mark_slots(say("Marking of the annex"), say("Distribution of the annex"), 3),
    )
