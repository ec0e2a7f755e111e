"""For whom a document is made, in which language, and how it is marked: chosen beside the pages, which follow at once.

Not here: which recipe (`recipe_pane`), what may be chosen (`services.choices`).
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer import i18n
from briefer.gui import icons
from briefer.gui.views.fields import ChoiceField
from briefer.i18n import say
from briefer.services import choices
from briefer.services.documents import Document

if TYPE_CHECKING:
    from briefer.records.visits import Visit

GUESTS = "guests"
"""In place of a marking, where a document bears none."""


class DocumentChoosers(QWidget):
    """The three choices of one document."""

    changed = Signal(object)
    """The `Document` as it is wanted now."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: choices.Choices | None = None
        self._visit: Visit | None = None
        self._least: choices.Least | None = None
        self.document = Document()
        """What is chosen."""
        self.audience = ChoiceField(say("For"), {}, self._choose_audience, name=say("For whom"))
        self.language = ChoiceField(
            say("Language"), {}, self._choose_language, name=say("Language of the pages")
        )
        self.marking = ChoiceField(say("Marking"), {}, self._choose_marking)
        for field in (self.audience, self.language, self.marking):
            field.edits = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for field in (self.audience, self.language, self.marking):  # half a line cuts their words
            layout.addWidget(field)

    def show_choices(self, offered: choices.Choices) -> None:
        """Show what can be chosen."""
        self._choices = offered
        self._fill(self.language, [(tag, tongues(tag), "") for tag in offered.languages])
        self._show()

    def show_visit(self, visit: "Visit") -> None:
        """Show the markings of a visit."""
        before, self._visit = self._visit, visit
        if before is None or before.marking_scheme != visit.marking_scheme:
            self._show()

    def show_document(self, document: Document) -> None:
        """Show what is chosen."""
        if document.recipe != self.document.recipe:
            self._least = None
        self.document = document
        for field in (self.audience, self.language, self.marking):
            field.trouble.say("")
        self._show()

    def show_least(self, least: choices.Least | None) -> None:
        """Show what the document that was built must bear at least."""
        self._least = least
        self._show()
        if self._choices and self._visit:
            levels = self._choices.levels(self._visit)
            self.marking.trouble.say(choices.refusal(self.document.marking, least, levels))

    def _show(self) -> None:
        if self._choices is None or self._visit is None:
            return
        document, offered = self.document, self._choices
        readers = offered.audiences.get(document.recipe, ())
        self._fill(
            self.audience,
            [("" if not at else one.name, say(one.title), "eye") for at, one in enumerate(readers)],
        )
        self.audience.show_value(document.audience)
        self.language.show_value(document.language)
        self._show_markings(offered, self._visit)

    def _show_markings(self, offered: choices.Choices, visit: "Visit") -> None:
        marked = offered.can_be_marked(self.document.recipe)
        if not marked:
            self._fill(self.marking, [(GUESTS, say("None: guests keep it"), "shield")])
            self.marking.show_value(GUESTS)
        else:
            levels = offered.levels(visit)
            banners = {one.name: one.banner for one in levels}
            needed = banners.get(self._least.marking) if self._least else None
            own = (
                say("{marking}, by its parts").format(marking=needed)
                if needed
                else say("From its parts")
            )
            some = [("", own, "shield"), *((one.name, one.banner, "shield") for one in levels)]
            self._fill(self.marking, some)
            self.marking.show_value(self.document.marking)
        self.marking.chooser.setEnabled(marked)

    @staticmethod
    def _fill(field: ChoiceField, some: list[tuple[str, str, str]]) -> None:
        """The choices of a field: value, words, icon."""
        chooser = field.chooser
        there = [(chooser.itemData(at), chooser.itemText(at)) for at in range(chooser.count())]
        if there == [(value, words) for value, words, _icon in some]:
            return
        chooser.clear()
        for value, words, icon in some:
            chooser.addItem(icons.icon(icon) if icon else QIcon(), words, value)

    def _choose_audience(self, audience: str) -> str:
        self._least = None  # another reader sees less
        self._take(self.document._replace(audience=audience))
        return ""

    def _choose_language(self, language: str) -> str:
        self._take(self.document._replace(language=language))
        return ""

    def _choose_marking(self, marking: str) -> str:
        if self._choices is None or self._visit is None:
            return ""
        levels = self._choices.levels(self._visit)
        if reason := choices.refusal(marking, self._least, levels):
            self.marking.show_value(self.document.marking)
            return reason
        self._take(self.document._replace(marking=marking))
        return ""

    def _take(self, document: Document) -> None:
        self.show_document(document)
        self.changed.emit(document)


def tongues(tag: str) -> str:
    """A language of pages, or two on facing pages, in words: "English and Arabic"."""
    window = i18n.window_language()
    return window.headline(window.enumerated(window.tongue(one) for one in tag.split("+")))
