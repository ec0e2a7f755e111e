"""A fault in what draws a cell is told as any other, and takes neither the rest of the picture nor the process with it."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QStringListModel, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from pytestqt.exceptions import capture_exceptions

from briefer.gui.delegates.brush import apart, safely


class Careless(QStyledItemDelegate):
    """Moves all that comes after it, and falls over the second row."""

    @safely
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.translate(1000, 0)
        with apart(painter):
            if index.data() == "fall":
                raise ValueError("fell")
        painter.translate(-1000, 0)
        painter.fillRect(QRect(option.rect), Qt.GlobalColor.black)


class Shown(QListView):
    """Python stands between Qt and Qt, as in most lists here."""

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]


def test_the_other_rows_are_drawn_and_the_fault_is_told(qapp: QApplication) -> None:
    view = Shown()
    model = QStringListModel(["one", "fall", "three"])
    careless = Careless()
    view.setModel(model)
    view.setItemDelegate(careless)
    view.setFrameShape(QListView.Shape.NoFrame)
    view.resize(100, 100)
    with capture_exceptions() as told:
        picture = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = [view.visualRect(model.index(at, 0)).center() for at in range(3)]
    assert [picture.pixelColor(at).value() < 128 for at in rows] == [True, False, True]
    assert {str(one[1]) for one in told} == {"fell"}


def test_all_that_draws_cells_and_heads_is_drawn_safely(repository: Path) -> None:
    bare = {
        f"{path.name}: {owner.name}.{one.name}"
        for path in (repository / "src" / "briefer" / "gui").rglob("*.py")
        for owner in ast.walk(ast.parse(path.read_text()))
        if isinstance(owner, ast.ClassDef)
        for one in owner.body
        if isinstance(one, ast.FunctionDef)
        and one.name in {"paint", "paintSection"}
        and "safely" not in {ast.unparse(each) for each in one.decorator_list}
    }
    assert bare == {"icons.py: _Engine.paint"}  # it sets nothing


@pytest.mark.parametrize("name", ["save", "restore"])
def test_what_is_set_apart_comes_back_whatever_happens(repository: Path, name: str) -> None:
    """`apart` alone saves a painter, but for the room below it."""
    found = {
        path.name
        for path in (repository / "src" / "briefer" / "gui").rglob("*.py")
        if f"painter.{name}()" in path.read_text()
    }
    assert found == {"brush.py", "icons.py"}
