"""The recipe of a pack: which one, its sections on and off and in their order, and the way back to the office's.

A change is made in the visit's own copy of the recipe. Not here: choosing a recipe for an export (`export_panel`).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.commands import Undo
from briefer.gui.models.page_list import Levels
from briefer.gui.models.sections import SectionLine
from briefer.gui.views.controls import column, hairline, link, locked, row
from briefer.gui.views.document_choosers import DocumentChoosers
from briefer.gui.views.fields import ChoiceField
from briefer.gui.views.section_list import SectionsView
from briefer.i18n import say
from briefer.records.packs import Recipe
from briefer.records.visit_file import VisitFile
from briefer.services.documents import Document

if TYPE_CHECKING:
    from briefer.gui.building import Built
    from briefer.services.choices import Choices
    from briefer.services.packs import SectionName


class RecipePane(QWidget):
    """The start of the tab Pack."""

    recipe_changed = Signal(str)
    document_changed = Signal(object)
    """The `Document` as it is wanted now: another reader, language or marking."""
    section_wanted = Signal(str)
    """The key in the pack of a section whose pages are to be shown."""

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._undo = undo
        self._file: VisitFile | None = None
        self._recipes: Mapping[str, Recipe] = {}
        self._names: Mapping[str, SectionName] = {}
        self._built: Built | None = None
        self._found: Mapping[int, Levels] = {}
        self.recipe = ChoiceField(say("Recipe"), {}, self._choose)
        self.recipe.edits = False
        self.choosers = DocumentChoosers()
        self.choosers.changed.connect(self.document_changed)
        self.sections = SectionsView()
        self.sections.chosen.connect(self._go_to)
        self.sections.switched.connect(self._switch)
        self.sections.moved.connect(self._move)
        self.back = link(say("Back to the office’s recipe"), self._give_back, "rotate-ccw")
        self._foot = row(self.back, None, margins=(8, 4, 8, 6))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (
            column(self.recipe, self.choosers, margins=(14, 12, 14, 10), spacing=8),
            hairline(),
            row(
                theme.label(say("Sections"), "label", quiet=True),
                None,
                theme.label(say("pages"), "label", quiet=True),
                margins=(14, 8, 16, 2),
            ),
        ):
            layout.addWidget(part)
        layout.addWidget(self.sections, 1)
        layout.addWidget(self._foot)

    def show_choices(self, choices: "Choices") -> None:
        """Show what can be chosen."""
        self._recipes, self._names = choices.recipes, choices.sections
        self.recipe.chooser.clear()
        for one in choices.recipes.values():
            self.recipe.chooser.addItem(say(one.title), one.name)
        self.choosers.show_choices(choices)
        self.show_document(self.choosers.document)

    def show_document(self, document: Document) -> None:
        """Show what is chosen."""
        self.choosers.show_document(document)
        self.recipe.show_value(document.recipe)
        self._show()

    @property
    def chosen(self) -> str:
        """The name of the recipe that is shown."""
        return self.choosers.document.recipe

    def show_file(self, file: VisitFile) -> None:
        """Show the visit as it is now."""
        self._file = file
        self.choosers.show_visit(file.visit)
        self._show()

    def show_built(self, built: "Built") -> None:
        """Show how many pages the sections have."""
        self._built = built
        if built.document == self.choosers.document:
            self.choosers.show_least(built.least)
        self._show()

    def show_found(self, found: Mapping[int, Levels]) -> None:
        """Show which sections have findings on their pages."""
        self._found = found
        self._show()

    def _levels(self, first: int, count: int) -> Levels:
        """What was found on the pages of a section."""
        some = [levels for page, levels in self._found.items() if first <= page < first + count]
        return Levels(sum(one.errors for one in some), sum(one.warnings for one in some))

    def _show(self) -> None:
        from briefer.services import pack_edits

        recipe = self._recipes.get(self.chosen)
        if recipe is None or self._file is None:
            return
        built = (
            self._built if self._built and self._built.pages.pack.recipe == recipe.name else None
        )
        pages = {one[0]: one[2:] for one in built.sections} if built else {}
        lines = []
        for name, wanted in pack_edits.planned(recipe, self._file.visit):
            key, title = self._names.get(name, (name, name))
            count, first = pages.get(key, (0, 0))
            levels = self._levels(first, count) if wanted else Levels()
            shown = count if built and wanted else None
            lines.append(SectionLine(name, title, wanted, shown, *levels))
        self.sections.show_lines(lines)
        changed = pack_edits.is_changed(recipe, self._file.visit)
        self.back.setVisible(changed)
        self.back.setEnabled(not locked(self))

    def _choose(self, recipe: str) -> str:
        self.recipe_changed.emit(recipe)
        return ""

    def _go_to(self, name: str) -> None:
        if name in self._names:
            self.section_wanted.emit(self._names[name].key)

    def _title(self, name: str) -> str:
        return self._names[name].title if name in self._names else name

    def _switch(self, name: str) -> None:
        from briefer.services import pack_edits

        if self._file and not locked(self):
            visit, recipe = self._file.visit, self._recipes[self.chosen]
            self._undo.do(pack_edits.switch(visit, recipe, name, self._title(name)))

    def _move(self, name: str, step: int) -> None:
        from briefer.services import pack_edits

        if self._file and not locked(self):
            visit, recipe = self._file.visit, self._recipes[self.chosen]
            self._undo.do(pack_edits.move(visit, recipe, name, step, self._title(name)))

    def _give_back(self) -> None:
        from briefer.services import pack_edits

        if self._file and not locked(self):
            self._undo.do(pack_edits.give_back(self._file.visit, self._recipes[self.chosen]))
            self.sections.setFocus()
