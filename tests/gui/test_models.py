"""Every item model there is keeps the rules that Qt's views rely on, whatever it is told to show.

`SCENES` says of each model what it is made from and what it shows in turn; a model without a scene fails. Not here:
what rows say.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    Qt,
    qInstallMessageHandler,
)
from PySide6.QtGui import Qt as RichText
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from briefer import app, gui
from briefer.gui.models import by_item, delegation, minutes, outcomes
from briefer.gui.models.by_item import ByItem
from briefer.gui.models.cards import Cards
from briefer.gui.models.columns import programme
from briefer.gui.models.day import DayModel
from briefer.gui.models.delegation_table import DelegationTable
from briefer.gui.models.institution_tree import InstitutionTree
from briefer.gui.models.item_table import ItemTable
from briefer.gui.models.list_table import Line, ListTable
from briefer.gui.models.minutes import Minutes
from briefer.gui.models.outcomes import Lines
from briefer.gui.models.page_list import PageLine, PagesModel
from briefer.gui.models.paged import Column, PagedTable
from briefer.gui.models.points import PointsModel
from briefer.gui.models.rows import Row, RowsModel
from briefer.gui.models.sections import SectionLine, SectionsModel
from briefer.records.visit_file import VisitFile
from briefer.rules.minutes import lines
from briefer.services import institution_tree, visits
from briefer.services.institution_tree import Narrowed
from briefer.services.list_rows import Planned

PAGE = 3


class Scene(NamedTuple):
    """How a model is made, and how it shows something of a file."""

    make: Callable[[QObject], Any]
    show: Callable[[Any, VisitFile], object]


def fewer(file: VisitFile) -> VisitFile:
    """The same visit with less in it."""
    some = {
        name: getattr(file, name)[:2]
        for name in ("items", "participants", "delegates", "points", "outcomes", "institutions")
    }
    return msgspec.structs.replace(file, **some)


def otherwise(file: VisitFile) -> VisitFile:
    """The same records, saying something else."""
    return msgspec.structs.replace(
        file,
        items=tuple(msgspec.structs.replace(one, title=f"{one.title}!") for one in file.items),
        points=tuple(msgspec.structs.replace(one, text=f"{one.text}!") for one in file.points),
        delegates=tuple(
            msgspec.structs.replace(one, title=f"{one.title}!") for one in file.delegates
        ),
        outcomes=tuple(msgspec.structs.replace(one, text=f"{one.text}!") for one in file.outcomes),
        institutions=tuple(
            msgspec.structs.replace(one, name=f"{one.name}!") for one in file.institutions
        ),
    )


def nothing(file: VisitFile) -> VisitFile:
    """A visit in which nothing is known."""
    return VisitFile(visit=file.visit)


def show_cards(model: DayModel, file: VisitFile) -> None:
    columns = programme(file).columns
    model.set_cards(max((one.cards for one in columns), key=len, default=()))


def show_grid(model: ByItem, file: VisitFile) -> None:
    people = delegation.guests(file), delegation.hosts(file)
    model.show_grid(by_item.grid(file, *people, {}))


def show_pages(model: PagedTable, file: VisitFile) -> None:
    names = [one.title for one in file.items]
    model.show(len(names))
    model.page_wanted.connect(
        lambda number: model.take_page(number, names[number * PAGE : (number + 1) * PAGE])
    )
    for row in range(len(names)):
        model.line(row)
    model.page_wanted.disconnect()
    model.renew()
    for number in range(-(-len(names) // PAGE)):
        model.take_page(number, names[number * PAGE : (number + 1) * PAGE])


def show_minutes(model: Minutes, file: VisitFile) -> None:
    made = Cards(file, file.items, ())
    cards = [made.card(item) for item in file.items]
    model.show(minutes.rows(lines(file.items, file.steps), cards))
    model.show(minutes.rows(lines(file.items[2:], file.steps), cards))


def show_tree(model: InstitutionTree, file: VisitFile) -> None:
    tree = institution_tree.tree(file.institutions)
    model.show(tree.whole)
    model.show(institution_tree.narrowed(tree, Narrowed("agency"), model.today))
    model.show(tree.whole)


def show_list(model: ListTable, file: VisitFile) -> None:
    lines = [
        Line((one.title, one.start), Planned("new", records=(one,)), "take") for one in file.items
    ]
    model.show_lines(lines, ["Title", "Start"])


def columns() -> Sequence[Column]:
    return Column("title", "Title", str), Column("length", "Length", lambda line: str(len(line)))


SCENES: dict[type[QAbstractItemModel], Scene] = {
    RowsModel: Scene(
        RowsModel,
        lambda model, file: model.set_rows(
            (Row(title="Items"), *(Row(one.id, one.title) for one in file.items))
        ),
    ),
    DayModel: Scene(DayModel, show_cards),
    ItemTable: Scene(ItemTable, lambda model, file: model.show_programme(programme(file))),
    Minutes: Scene(Minutes, show_minutes),
    PagesModel: Scene(
        PagesModel,
        lambda model, file: model.show(
            PageLine(f"1-{at}", one.title, at, len(file.items))
            for at, one in enumerate(file.items, 1)
        ),
    ),
    InstitutionTree: Scene(InstitutionTree, show_tree),
    DelegationTable: Scene(
        lambda parent: DelegationTable(parent, "Function", ordered=True),
        lambda model, file: model.show_people(delegation.guests(file)),
    ),
    ByItem: Scene(ByItem, show_grid),
    PointsModel: Scene(PointsModel, lambda model, file: model.show(file.points, "to make")),
    Lines: Scene(
        lambda parent: Lines([""] * 5, parent),
        lambda model, file: model.show(outcomes.outcome_lines(file)),
    ),
    ListTable: Scene(ListTable, show_list),
    SectionsModel: Scene(
        SectionsModel,
        lambda model, file: model.show(
            SectionLine(one.key, one.title, not at % 2, at) for at, one in enumerate(file.items)
        ),
    ),
    PagedTable: Scene(lambda parent: PagedTable(parent, columns(), PAGE), show_pages),
}


def models_of(package: Any) -> set[type[QAbstractItemModel]]:
    """All item models that are defined in a package."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    found: set[type[QAbstractItemModel]] = set()
    queue: list[type[QAbstractItemModel]] = [QAbstractItemModel]
    while queue:
        below = queue.pop().__subclasses__()
        queue += below
        found |= {one for one in below if one.__module__.startswith(f"{package.__name__}.")}
    return found


@pytest.fixture(scope="module")
def showcase(made_sample: Path) -> VisitFile:
    with app.open_workspace(made_sample, officer="") as workspace:
        return visits.load(workspace, visits.find(workspace, "showcase").id)


@pytest.fixture
def complaints(qapp: QApplication) -> Iterator[list[str]]:
    """What testers say."""
    said: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _where, words: said.append(words))
    yield said
    qInstallMessageHandler(before)


def names(models: set[type[QAbstractItemModel]]) -> list[str]:
    return sorted(one.__name__ for one in models)


def test_every_model_has_a_scene(qapp: QApplication) -> None:
    assert names(models_of(gui)) == names(set(SCENES))


@pytest.mark.parametrize("model", SCENES, ids=lambda one: one.__name__)
def test_a_model_keeps_the_rules(
    model: type[QAbstractItemModel],
    showcase: VisitFile,
    complaints: list[str],
) -> None:
    scene, owner = SCENES[model], QObject()
    made = scene.make(owner)
    tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Warning, owner
    )
    shown = []
    for file in (
        nothing(showcase),
        nothing(showcase),
        showcase,
        otherwise(showcase),
        fewer(showcase),
        showcase,
        nothing(showcase),
    ):
        scene.show(made, file)
        shown.append(made.rowCount())
        read_all(made)
    assert complaints == []
    assert shown[2] == shown[3] == shown[5] > shown[4] >= shown[6] == shown[1] == shown[0]
    del tester


def read_all(model: QAbstractItemModel, parent: QModelIndex | None = None) -> None:
    """Ask for everything that a view could ask for, one row beyond the last, too."""
    parent = parent or QModelIndex()
    for row in range(model.rowCount(parent) + 1):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (*Qt.ItemDataRole, Qt.ItemDataRole.UserRole):
                model.data(index, role)
            model.flags(index)
        first = model.index(row, 0, parent)
        if first.isValid() and model.rowCount(first):
            read_all(model, first)


PLANTED = "R&D <b>Unit</b> <Coast & Sea>"


def planted(record: Any) -> Any:
    """The same record with signs of a web page in all that a user may have typed as its name or title."""
    typed = {"title", "name", "text", "given_name", "family_name", "place_words", "label"}
    values = {
        field: PLANTED
        for field in record.__struct_fields__
        if field in typed and getattr(record, field)
    }
    return msgspec.structs.replace(record, **values)


def tips(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    """All that stands under the pointer, of cells and heads."""
    parent = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    role = Qt.ItemDataRole.ToolTipRole
    for row in range(model.rowCount(parent)):
        yield str(model.headerData(row, Qt.Orientation.Vertical, role) or "")
        for column in range(columns):
            yield str(model.index(row, column, parent).data(role) or "")
        yield from tips(model, model.index(row, 0, parent))
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")


WITHOUT_TIPS = {InstitutionTree, ItemTable, Lines, Minutes, PointsModel}


@pytest.mark.parametrize("model", SCENES, ids=lambda one: one.__name__)
def test_signs_of_a_name_are_no_marks_of_a_web_page(
    model: type[QAbstractItemModel], showcase: VisitFile
) -> None:
    lists = {
        name: getattr(showcase, name) for name in showcase.__struct_fields__ if name != "visit"
    }
    file = msgspec.structs.replace(
        showcase,
        **{
            name: tuple(map(planted, some))
            for name, some in lists.items()
            if isinstance(some, tuple) and some and isinstance(some[0], msgspec.Struct)
        },
    )
    owner = QObject()
    made = SCENES[model].make(owner)
    SCENES[model].show(made, file)
    seen = set()
    for tip in tips(made):
        page = QTextDocument()
        if RichText.mightBeRichText(tip):
            page.setHtml(tip)
        else:
            page.setPlainText(tip)
        seen.add(page.toPlainText())
    assert any(PLANTED in words for words in seen) == (model not in WITHOUT_TIPS)
    assert not any("Unit" in words and "<b>Unit</b>" not in words for words in seen)


class Careless(RowsModel):
    """Says that nothing changed."""

    def set_rows(self, rows: Any) -> None:
        self.rows = tuple(rows)
        self.dataChanged.emit(self.index(0), self.index(99))


def test_a_careless_model_is_caught(qapp: QApplication, complaints: list[str]) -> None:
    owner = QObject()
    model = Careless(owner)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, owner
    )
    model.set_rows([Row(1, "one")])
    assert complaints != []
    del tester
