"""Portraits: dropped, pasted, chosen; cut in place by keys; undone."""

import io
from pathlib import Path

import drags
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.gui import crop
from briefer.gui.crop import Square
from briefer.gui.main_window import MainWindow
from briefer.gui.views.people import People
from briefer.gui.views.portrait import Portrait
from briefer.records.people import Person
from briefer.services import library, listing
from briefer.services.listing import Wanted

LONG = 20_000


# --------------------------------------------------------------------------------------- the square


@pytest.mark.parametrize(
    ("size", "square"),
    [
        ((400, 1000), Square(0, 80, 400)),
        ((1000, 400), Square(300, 0, 400)),
        ((400, 410), Square(0, 10, 400)),
        ((1, 1), Square(0, 0, 1)),
    ],
)
def test_the_first_square(size: tuple[int, int], square: Square) -> None:
    assert crop.first(*size) == square


def test_the_square_moves_and_grows_about_its_middle() -> None:
    square = Square(300, 0, 400)
    assert crop.moved(square, 50, 50, 1000, 400) == Square(350, 0, 400)
    assert crop.sized(square, 200, 1000, 400) == Square(400, 100, 200)
    assert crop.sized(square, 1, 1000, 400) == Square(480, 180, 40)


@given(
    st.integers(1, 5000),
    st.integers(1, 5000),
    st.lists(st.tuples(st.integers(-6000, 6000), st.integers(-6000, 6000), st.booleans())),
)
def test_the_square_never_leaves_the_picture(
    width: int, height: int, acts: list[tuple[int, int, bool]]
) -> None:
    square = crop.first(width, height)
    for one, other, moves in acts:
        square = (
            crop.moved(square, one, other, width, height)
            if moves
            else crop.sized(square, one, width, height)
        )
        assert square.side >= 1
        assert 0 <= square.left <= width - square.side
        assert 0 <= square.top <= height - square.side


@given(
    st.tuples(st.integers(1, 3000), st.integers(1, 3000)),
    st.lists(st.tuples(st.integers(-4000, 4000), st.integers(-4000, 4000), st.booleans())),
)
def test_a_box_never_leaves_its_picture(
    size: tuple[int, int], acts: list[tuple[int, int, bool]]
) -> None:
    width, height = size
    box = crop.Box(0, 0, width, height)
    for one, other, moves in acts:
        act = crop.shifted if moves else crop.stretched
        box = act(box, one, other, width, height)
        assert min(box.width, box.height) >= 1
        assert 0 <= box.left <= width - box.width
        assert 0 <= box.top <= height - box.height


# ------------------------------------------------------------------------------------ in the window


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> People:
    """The people of the sample; one without a portrait chosen."""
    window.places.go_to("people")
    found = window.places.people
    workspace, wanted = window.desk.workspace, Wanted("person", "halmagean")
    (judge,) = listing.page(workspace, wanted, listing.contents(workspace, wanted).starts[0])
    found.show_person(judge.id)
    qtbot.waitUntil(
        lambda: found.profile is not None and found.profile.person.id == judge.id, timeout=LONG
    )
    return found


@pytest.fixture
def portrait(screen: People) -> Portrait:
    assert screen.editor.portrait.circle.accessibleName() == (
        "Portrait of Judge Sorina Halmagean: none yet"
    )
    return screen.editor.portrait


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """A photograph of 1000 × 800: red, its right fifth blue."""
    path = tmp_path / "judge.jpg"
    picture = Image.new("RGB", (1000, 800), "red")
    picture.paste("blue", (800, 0, 1000, 800))
    picture.save(path, "JPEG")
    return path


def photo(window: MainWindow, screen: People) -> str:
    """The portrait that the database knows."""
    assert screen.profile is not None
    person = library.get(window.desk.workspace, Person, screen.profile.person.id)
    assert person is not None
    return person.photo


def drop(portrait: Portrait, data: QMimeData) -> bool:
    """Something is let go over the circle; whether it is taken."""
    return drags.drop(portrait.circle, data, QPoint(20, 20), copy=True)


def of_file(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def test_a_dropped_file_is_cut_by_keys(
    window: MainWindow, screen: People, portrait: Portrait, photograph: Path, qtbot: QtBot
) -> None:
    assert drop(portrait, of_file(photograph))
    qtbot.waitUntil(lambda: portrait.is_cropping, timeout=LONG)
    cropper = portrait.cropper
    assert (cropper.square, cropper.hasFocus()) == (Square(100, 0, 800), True)
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(cropper, key)
    assert cropper.square == Square(180, 80, 720)
    QTest.keyClick(cropper, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert cropper.square == Square(172, 80, 720)
    assert cropper.accessibleDescription() == (
        "720 by 720 pixels, 172 from the left, 80 from the top"
    )
    QTest.keyClick(cropper, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(photo(window, screen)), timeout=LONG)
    assert portrait.is_cropping is False
    file = library.file(window.desk.workspace, photo(window, screen))
    assert file is not None
    kept = Image.open(io.BytesIO(file.content))
    assert (kept.size, kept.format, file.media_type) == ((720, 720), "JPEG", "image/jpeg")
    qtbot.waitUntil(lambda: portrait.circle.image is not None, timeout=LONG)
    assert window.undo.undo_words == "Change portrait of Judge Sorina Halmagean"
    window.undo.undo()
    assert (photo(window, screen), portrait.circle.image) == ("", None)
    window.undo.redo()
    assert photo(window, screen) == file.hash


def test_a_picture_that_was_given_for_one_is_not_cut_for_the_next(
    window: MainWindow, portrait: Portrait, photograph: Path, qtbot: QtBot
) -> None:
    assert drop(portrait, of_file(photograph))
    portrait.show_person(Person(family_name="Zweig"))  # before it is read
    qtbot.waitUntil(lambda: not window.tasks.runs("picture"), timeout=LONG)
    assert portrait.is_cropping is False


def test_a_picture_is_pasted_and_left(
    window: MainWindow, screen: People, portrait: Portrait, qtbot: QtBot
) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    QApplication.clipboard().setImage(image)
    portrait.circle.setFocus()
    QTest.keyClick(portrait.circle, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: portrait.is_cropping, timeout=LONG)
    assert portrait.cropper.square == Square(50, 0, 200)
    assert portrait.bench.words.text() == "Prints with 140 dots per inch; 200 are needed."
    QTest.keyClick(portrait.cropper, Qt.Key.Key_Escape)
    assert (portrait.is_cropping, portrait.circle.hasFocus()) == (False, True)
    assert photo(window, screen) == ""
    QApplication.clipboard().clear()


def test_the_square_is_dragged_and_sized_at_its_corner(
    portrait: Portrait, photograph: Path, qtbot: QtBot
) -> None:
    portrait.take_file(photograph)
    qtbot.waitUntil(lambda: portrait.is_cropping, timeout=LONG)
    cropper = portrait.cropper
    qtbot.waitUntil(lambda: cropper.width() > 300, timeout=LONG)
    left, scale = Qt.MouseButton.LeftButton, cropper._scale()
    corner = cropper._box().bottomRight().toPoint()
    QTest.mousePress(cropper, left, pos=corner - QPoint(4, 4))
    QTest.mouseMove(cropper, corner - QPoint(44, 4))
    QTest.mouseRelease(cropper, left, pos=corner - QPoint(44, 4))
    assert cropper.square.side == 800 - round(40 / scale)
    before, middle = cropper.square, cropper._box().center().toPoint()
    QTest.mousePress(cropper, left, pos=middle)
    QTest.mouseMove(cropper, middle + QPoint(10, 5))
    QTest.mouseRelease(cropper, left, pos=middle + QPoint(10, 5))
    assert cropper.square == Square(
        before.left + round(10 / scale), before.top + round(5 / scale), before.side
    )


def test_what_is_no_picture_is_told(
    window: MainWindow, portrait: Portrait, tmp_path: Path, qtbot: QtBot
) -> None:
    text = QMimeData()
    text.setText("no picture")
    assert drop(portrait, text) is False
    path = tmp_path / "list.pdf"
    path.write_bytes(b"%PDF-1.7")
    assert drop(portrait, of_file(path))
    qtbot.waitUntil(window.bar.isVisible, timeout=LONG)
    assert window.bar.words.text() == (
        "This is no picture that can be printed. Take a JPEG or PNG of at most 40 megapixels."
    )
    assert portrait.is_cropping is False


def test_a_portrait_is_removed_and_another_person_shows_their_own(
    window: MainWindow, screen: People, portrait: Portrait, photograph: Path, qtbot: QtBot
) -> None:
    portrait.take_file(photograph)
    qtbot.waitUntil(lambda: portrait.is_cropping, timeout=LONG)
    portrait.keep()
    qtbot.waitUntil(lambda: portrait.circle.image is not None, timeout=LONG)
    portrait.circle.setFocus()
    QTest.keyClick(portrait.circle, Qt.Key.Key_Delete)
    assert (photo(window, screen), portrait.circle.image) == ("", None)
    portrait.take_file(photograph)
    qtbot.waitUntil(lambda: portrait.is_cropping, timeout=LONG)
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: portrait.circle.image is not None, timeout=LONG)
    assert portrait.is_cropping is False
    assert portrait.circle.accessibleName() == "Portrait of Dr Nils Hedebro"
