"""How things look: a text that has no room ends with dots, boxes grow with their text, what stands together stands in line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui import theme
from briefer.gui.views.fields import LineEdit, TextField

TITLE = "Her Excellency Dr Samira al-Nadwari, Minister of the Interior"
LINE = "a line of its own"


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    theme.dress(made)
    made.resize(600, 400)
    return made


def picture(edit: LineEdit) -> QImage:
    return edit.grab().toImage()


def test_a_line_without_the_keyboard_ends_with_dots(page: QWidget, qtbot: QtBot) -> None:
    edit, like = (LineEdit("Address") for _ in range(2))
    for at, one in enumerate((edit, like)):
        one.setParent(page)
        one.setGeometry(10, 10 + at * 40, 160, 32)
    page.show()
    edit.setText(
        TITLE
    )  # the caret stands at its end: Qt would show the end, from the middle of a letter
    assert edit.seen == "Her Excellency Dr Sa…"
    like.setText(edit.seen)
    like.setCursorPosition(0)
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: not edit.hasFocus())
    assert picture(edit) == picture(like)
    page.activateWindow()
    edit.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(edit.hasFocus)
    assert edit.seen == TITLE
    like.setText("Her")
    assert like.seen == "Her"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 2),
        (LINE, 2),
        ("\n".join([LINE] * 2), 2),
        ("\n".join([LINE] * 4), 4),
        (" ".join([LINE] * 6), 3),
        ("\n".join([LINE] * 20), 6),
    ],
)
@pytest.mark.parametrize("points", [8.0, 10.0, 16.0])
def test_a_box_is_as_high_as_its_text(
    qapp: QApplication, page: QWidget, qtbot: QtBot, text: str, lines: int, points: float
) -> None:
    before = qapp.font()
    font = qapp.font()
    font.setPointSizeF(points)
    qapp.setFont(font)
    try:
        field = TextField("Purpose", lambda _text: "", lines=2)
        field.setParent(page)
        field.show_value(text)
        page.show()
        field.setGeometry(0, 0, round(260 * points / 10), 300)
        qapp.processEvents()
        rows = round(field.edit.document().size().height())
        assert min(max(rows, 2), 6) == lines
        assert field.edit.verticalScrollBar().isVisible() == (rows > lines)
    finally:
        qapp.setFont(before)
