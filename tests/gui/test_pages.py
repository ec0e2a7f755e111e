"""The pages of the tab Pack: thumbnails, going to a page by its name, searching, and from a page to its records."""

from collections.abc import Callable
from itertools import pairwise
from typing import cast
from uuid import UUID

import msgspec
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefer.findings import Finding, Place
from briefer.gui.main_window import MainWindow
from briefer.gui.models.found_text import folded, occurrences
from briefer.gui.models.page_list import Levels, PageLine, PagesModel
from briefer.gui.views.pack import PackScreen
from briefer.gui.views.pages_view import Framed
from briefer.gui.views.preview import Preview
from briefer.gui.views.visit_place import VisitPlace
from briefer.services import edits

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]
NCTV = "iraq-2022/nctv"


@pytest.fixture
def place(open_visit: OpenVisit, qtbot: QtBot, window: MainWindow) -> VisitPlace:
    """The pack of the visit to Iraq's authorities, built."""
    found = open_visit("iraq-2022")
    with qtbot.waitSignal(found.builder.built, timeout=LONG):
        found.show_tab("pack")
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    return found


@pytest.fixture
def screen(place: VisitPlace) -> PackScreen:
    return place.pack


@pytest.fixture
def preview(screen: PackScreen) -> Preview:
    return screen.preview


def at(preview: Preview) -> str:
    """The page one is at."""
    return preview.page_name(preview.page)


def key(widget: QWidget, which: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, which, held or Qt.KeyboardModifier.NoModifier)


# ------------------------------------------------------------------------------------- thumbnails


def test_each_page_stands_in_the_strip_by_its_printed_name(screen: PackScreen) -> None:
    lines = screen.pages.strip.table.lines
    assert [line.words for line in lines[:3]] == [
        "1-1, Cover, page 1 of 51",
        "1-2, Cover, page 2 of 51",
        "2-1, Control sheet, page 3 of 51",
    ]
    assert len(lines) == screen.preview.pages


def test_the_strip_has_pages_that_were_made_before_it(
    open_visit: OpenVisit, qtbot: QtBot, window: MainWindow
) -> None:
    place = open_visit("iraq-2022")
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        place.show_tab("briefs")
    place.show_tab("pack")
    lines = place.pack.pages.strip.table.lines
    assert [line.name for line in lines[:3]] == ["1-1", "1-2", "2-1"]
    assert len(lines) == place.preview.pages == 51
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)


def test_only_thumbnails_in_sight_are_drawn(screen: PackScreen, qtbot: QtBot) -> None:
    strip = screen.pages.strip
    seen = strip.pages_in_sight()
    assert 3 < len(seen) < 12
    qtbot.waitUntil(
        lambda: all(strip.pictures.picture(page) is not None for page in seen), timeout=LONG
    )
    assert len(strip.pictures._kept) == len(seen)
    dark = strip.pictures.picture(0)
    assert dark is not None
    assert any(
        dark.pixelColor(x, y).alpha() for x in range(dark.width()) for y in range(dark.height())
    )


def test_pages_that_are_as_before_keep_their_pictures(
    window: MainWindow, place: VisitPlace, screen: PackScreen, qtbot: QtBot
) -> None:
    strip = screen.pages.strip
    qtbot.waitUntil(lambda: strip.pictures.picture(1) is not None, timeout=LONG)
    before = strip.pictures.picture(1)
    screen.sections.choose("glance")
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        key(screen.sections, Qt.Key.Key_Space)
    assert strip.pictures.picture(1) is before


def test_the_strip_and_the_pages_go_together(screen: PackScreen, preview: Preview) -> None:
    strip = screen.pages.strip
    strip.setFocus()
    key(strip, Qt.Key.Key_Down)
    key(strip, Qt.Key.Key_Down)
    assert (at(preview), screen.pages.page.text()) == ("2-1", "2-1")
    preview.setFocus()
    key(preview, Qt.Key.Key_PageDown)
    assert strip.currentIndex().row() == preview.page == 3
    key(preview, Qt.Key.Key_PageUp)
    assert (strip.currentIndex().row(), at(preview)) == (2, "2-1")


def test_findings_mark_sections_pages_and_rows(place: VisitPlace, screen: PackScreen) -> None:
    def finding(level: str, **where: str) -> Finding:
        made = Place(**where)
        return Finding(level=level, rule="try", place=made, sentence="Look.")  # type: ignore[arg-type]

    brief = finding("error", kind="part", key="x", page="8.1-2")
    item = finding("warning", kind="item", key=NCTV)
    nowhere = finding("warning", kind="stop", key="elsewhere")
    screen.show_findings([brief, item, nowhere])

    marked = [
        (line.title, line.errors, line.warnings)
        for line in screen.sections.lines
        if line.errors or line.warnings
    ]
    assert marked == [("Day sheets", 0, 1), ("Briefs", 1, 0)]
    pages = [
        (line.name, *line.levels) for line in screen.pages.strip.table.lines if any(line.levels)
    ]
    assert [name for name, *_ in pages][-1] == "8.1-2"
    assert [tuple(levels) for _, *levels in pages] == [(0, 1), (1, 0)]
    rows = [row.end_second for row in screen.findings.rows if not row.is_head]
    assert rows == ["8.1-2", pages[0][0], ""]


def test_the_list_of_pages_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    model = PagesModel(parent)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    line = PageLine("1-1", "Cover", 1, 2)
    model.show([line, line])
    model.show([line, line._replace(levels=Levels(1, 2))])
    assert model.lines[1].words == "1-1, Cover, page 1 of 2, 1 error, 2 warnings"
    model.show([line])
    model.show([])


# ------------------------------------------------------------------------------------ going to a page


@pytest.mark.parametrize(
    ("typed", "there"), [("8.2-1", "8.2-1"), ("3", "2-1"), (" 6.1-1 ", "6.1-1")]
)
def test_a_page_is_reached_by_its_name_or_number(
    window: MainWindow, screen: PackScreen, preview: Preview, typed: str, there: str
) -> None:
    window.actions_["go-to-page"].trigger()
    field = screen.pages.page
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, typed)
    key(field, Qt.Key.Key_Return)
    assert (at(preview), field.text()) == (there, there)
    assert QApplication.focusWidget() is preview
    assert screen.pages.of.text() == f"page {preview.page + 1} of {preview.pages}"


def test_the_search_is_whole_beside_a_page_that_is_told_in_figures(
    screen: PackScreen, preview: Preview
) -> None:
    """Found where the field of the search ran out of its pane in the least window."""
    pages, told = screen.pages, []
    pages.setMinimumWidth(1)
    whole = pages._bar.minimumSizeHint().width()  # with the words: the pane is wide
    for width in (whole, whole - 1):
        pages.resize(width, pages.height())
        told.append(pages.of.text())
    assert told == [f"page 1 of {preview.pages}", f"1 / {preview.pages}"]
    assert pages._bar.minimumSizeHint().width() <= whole - 1


def test_a_page_that_is_not_there_is_told(
    window: MainWindow, screen: PackScreen, preview: Preview
) -> None:
    window.actions_["go-to-page"].trigger()
    QTest.keyClicks(screen.pages.page, "99-9")
    key(screen.pages.page, Qt.Key.Key_Return)
    assert window.status.words.text() == "No page is called “99-9”. There are pages 1 to 51."
    assert at(preview) == "1-1"
    key(screen.pages.page, Qt.Key.Key_Escape)
    assert screen.pages.page.text() == "1-1"


# ------------------------------------------------------------------------------------------ searching


def find(window: MainWindow, screen: PackScreen, words: str, qtbot: QtBot) -> None:
    window.actions_["find"].trigger()
    search = screen.pages.search
    assert QApplication.focusWidget() is search.field
    search.field.insert(words)  # QTest types no accents
    qtbot.waitUntil(lambda: None not in screen.preview.texts, timeout=LONG)
    search.look()


def test_words_are_found_framed_and_walked_through(
    window: MainWindow, screen: PackScreen, preview: Preview, qtbot: QtBot
) -> None:
    find(window, screen, "coordinátor", qtbot)  # in any spelling
    search = screen.pages.search
    count = len(search.hits)
    assert count > 2
    assert search.words.text() == f"1 of {count}"

    def framed() -> str:
        """The words in the frame."""
        hit = cast(Framed, preview.view._hit)
        height = preview.pdf.pagePointSize(hit.page).height()
        start, end = QPointF(hit.x0 + 1, height - hit.y1 + 2), QPointF(hit.x1 + 2, height - hit.y0 - 2)  # fmt: skip
        return preview.pdf.getSelection(hit.page, start, end).text()

    for step in range(count):
        assert "coordinator" in framed().casefold()
        hit = cast(Framed, preview.view._hit)
        assert hit.page == search.hits[search.at].page
        sight = QRectF(preview.view.viewport().rect())
        assert sight.contains(preview.view.box_of(hit))
        assert search.at == step
        window.actions_["find-next"].trigger()
    assert search.at == 0
    window.actions_["find-previous"].trigger()
    assert search.words.text() == f"{count} of {count}"


def test_what_is_not_there_is_told_and_escape_ends_the_search(
    window: MainWindow, screen: PackScreen, preview: Preview, qtbot: QtBot
) -> None:
    find(window, screen, "zebra crossing", qtbot)
    assert (screen.pages.search.words.text(), preview.view._hit) == ("not found", None)
    key(screen.pages.search.field, Qt.Key.Key_Escape)
    assert (screen.pages.search.words.text(), screen.pages.search.field.text()) == ("", "")
    assert QApplication.focusWidget() is preview


def test_one_stays_at_the_hit_when_the_pages_are_made_anew(
    window: MainWindow, place: VisitPlace, screen: PackScreen, qtbot: QtBot
) -> None:
    find(window, screen, "coordinator", qtbot)
    qtbot.waitUntil(lambda: None not in screen.preview.texts, timeout=LONG)
    search = screen.pages.search
    search.step(1)
    count, page = len(search.hits), search.hits[search.at].page
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        screen.sections.switched.emit("logistics")
    qtbot.waitUntil(lambda: None not in screen.preview.texts, timeout=LONG)
    assert (search.at, search.hits[search.at].page) == (1, page)
    assert 0 < len(search.hits) <= count


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Dr Sundén, sunde", "sunde", ["Sundé", "sunde"]),
        ("border\r\n police", "Border  Police", ["border\r\n police"]),
        ("infor\u00ad\r\nmation", "infor", ["infor"]),
        ("infor\ufffemation", "information", ["infor\ufffemation"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("١٣:٠٠", "13:00", ["١٣:٠٠"]),
        ("abc", " ", []),
    ],
)
def test_words_are_found_in_any_spelling(text: str, wanted: str, found: list[str]) -> None:
    places = occurrences(folded(text), wanted)
    assert [text[first : first + length] for first, length in places] == found


# --------------------------------------------------------------------------- from a page to its records


def middle(preview: Preview, anchor: str) -> QPointF:
    """Where a block stands on the screen; its page is shown."""
    preview.go_to(anchor)
    place = next(one for one in preview._map.places if one.anchor == anchor)
    framed = Framed(place.page, place.x0, place.y0, place.x1, place.y1)
    preview.show_piece(framed)
    return preview.view.box_of(framed).center()


def test_a_click_chooses_and_frames_the_block(preview: Preview) -> None:
    spot = middle(preview, f"item:{NCTV}").toPoint()
    QTest.mouseClick(preview.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert preview.block is not None
    assert (preview.block.place.anchor, preview.block.record.key) == (f"item:{NCTV}", NCTV)
    framed = preview.view.framed
    assert framed is not None
    assert preview.view.box_of(framed).contains(QPointF(spot))
    key(preview, Qt.Key.Key_Escape)
    assert (preview.block, preview.view.framed) == (None, None)


@pytest.mark.parametrize("way", ["double click", "Return"])
def test_the_record_of_a_block_is_opened(place: VisitPlace, preview: Preview, way: str) -> None:
    spot = middle(preview, f"item:{NCTV}").toPoint()
    viewport = preview.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    if way == "Return":
        key(preview, Qt.Key.Key_Return)
    else:
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    assert place.tab == "programme"
    assert place.file is not None
    item = next(one.id for one in place.file.items if one.key == NCTV)
    assert place.programme.choice.current == item


def test_a_page_of_a_brief_leads_to_the_brief(place: VisitPlace, preview: Preview) -> None:
    preview.go_to_part(f"brief:{NCTV}", anew=True)
    (block,) = preview.blocks_on(preview.page)
    assert (block.brief, block.record.key) == (True, NCTV)
    preview.opened.emit(block)
    assert place.tab == "briefs"


def test_a_page_lists_what_is_printed_on_it(
    place: VisitPlace, screen: PackScreen, preview: Preview
) -> None:
    middle(preview, f"item:{NCTV}")
    menu = screen.pages.records_menu()
    words = [action.text() for action in menu.actions()]
    title = "Item: Visit to the National Coordinator for Counterterrorism && Security"
    assert words[:2] == ["The Hague", title]
    menu.actions()[1].trigger()
    assert place.tab == "programme"
    menu.deleteLater()


def test_the_cover_leads_to_the_overview(place: VisitPlace, preview: Preview) -> None:
    preview.go_to_page(0)
    (block,) = preview.blocks_on(0)
    preview.opened.emit(block)
    assert place.tab == "overview"


def test_a_chosen_block_stays_chosen_when_pages_are_made_anew(
    place: VisitPlace, screen: PackScreen, preview: Preview, qtbot: QtBot
) -> None:
    spot = middle(preview, f"item:{NCTV}").toPoint()
    QTest.mouseClick(preview.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    before = preview.view.framed
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        screen.sections.switched.emit("contents")
    assert preview.block is not None
    assert preview.block.record.key == NCTV
    assert preview.view.framed is not None
    assert before is not None
    assert preview.view.framed.page == before.page - 2


# ------------------------------------------------------------------------------- following what is edited


def edit(window: MainWindow, place: VisitPlace, plural: str, key_: str, **values: object) -> None:
    """Some fields of a record become others."""
    assert place.file is not None
    record = next(one for one in getattr(place.file, plural) if one.key == key_)
    change = edits.Change(record, msgspec.structs.replace(record, **values))
    window.undo.do(edits.Edit("Change", (change,), visit=place.visit))


def followed_pages(
    window: MainWindow, place: VisitPlace, qtbot: QtBot, plural: str, key_: str, **values: object
) -> str:
    """The page that is seen after an edit; one was at the first."""
    place.preview.go_to_page(0)
    place.preview._jumped.stop()  # nothing was edited just before
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        edit(window, place, plural, key_, **values)
    return at(place.preview)


def test_the_preview_follows_what_is_edited(
    window: MainWindow, place: VisitPlace, qtbot: QtBot
) -> None:
    assert place.file is not None
    brief = next(
        one for one in place.file.briefs for item in place.file.items if one.item == item.id and item.key == NCTV
    )  # fmt: skip
    about = place.preview._stands(f"brief:{NCTV}")[0]
    profile = next(one for one in place.preview._map.pages if one.part.startswith("profile:"))
    institution = profile.part.removeprefix("profile:")
    seen = [
        followed_pages(window, place, qtbot, "items", NCTV, title="Another title"),
        followed_pages(window, place, qtbot, "briefs", brief.key, objective="Another objective"),
        followed_pages(window, place, qtbot, "institutions", institution, in_short="Another"),
    ]
    day = place.preview.page_name(place.preview._stands(f"item:{NCTV}")[0].page)
    assert seen == [day, place.preview.page_name(about.page), profile.name]


def test_the_preview_beside_the_programme_stands_at_the_chosen_item(
    place: VisitPlace, preview: Preview, qtbot: QtBot
) -> None:
    programme = place.programme
    place.show_tab("programme")
    programme.show_item(item_called(place, NCTV))
    programme.show_panel("preview", on=True)
    qtbot.waitUntil(lambda: at(preview) == "6.2-1", timeout=LONG)

    programme.show_item(item_called(place, "iraq-2022/cta"))
    qtbot.waitUntil(
        lambda: at(preview) == "6.1-1", timeout=LONG
    )  # not at once: it had jumped just before

    preview.go_to_page(0)
    programme.show_findings(())  # nothing else is chosen: one stays where one is
    programme.show_file(place.file)
    preview._jumped.timeout.emit()
    assert at(preview) == "1-1"

    place.show_tab("pack")
    preview.go_to_page(0)
    place.show_tab("programme")
    qtbot.waitUntil(lambda: at(preview) == "6.1-1", timeout=LONG)


def item_called(place: VisitPlace, key_: str) -> UUID:
    assert place.file is not None
    return next(one.id for one in place.file.items if one.key == key_)


def test_the_preview_jumps_once_where_edits_follow_each_other(
    place: VisitPlace, preview: Preview
) -> None:
    anchors = [one.anchor for one in preview._map.places if one.anchor.startswith("item:")]
    first, *_, other, last = anchors
    preview.go_to_page(0)
    assert preview.follow(first)
    seen = at(preview)
    assert preview.follow(other)
    assert preview.follow(last)
    assert at(preview) == seen
    preview._jumped.stop()  # as when its time is over
    preview._jump_late()
    assert preview.page == preview._stands(last)[0].page
    assert not preview.follow("item:nowhere")


def test_one_stays_at_the_item_when_the_page_before_it_grows(
    window: MainWindow, place: VisitPlace, preview: Preview, qtbot: QtBot
) -> None:
    """Not at the page: what stands before the item on its page becomes more."""
    some = [one for one in preview._map.places if one.anchor.startswith("item:")]
    above, here = next((one, two) for one, two in pairwise(some) if one.page == two.page)
    bar = preview.view.verticalScrollBar()

    def top() -> float:
        """Where the item stands on the screen."""
        found = preview._stands(here.anchor)[0]
        return preview.view.box_of(Framed(found.page, found.x0, found.y0, found.x1, found.y1)).top()

    preview.go_to_page(here.page)
    bar.setValue(bar.value() + round(top()) - 5)
    before, value = top(), bar.value()
    preview._jumped.start(LONG)  # it does not go to what is edited
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        key_ = above.anchor.removeprefix("item:")
        edit(window, place, "items", key_, title="A title of many words " * 10)
    assert bar.value() > value
    assert abs(top() - before) <= 1
