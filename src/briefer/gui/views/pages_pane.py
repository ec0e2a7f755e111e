"""The middle of the tab Pack: which page one is at, its scale, the search, the thumbnails and the pages.

Not here: the pages themselves (`preview`), building them (`building`).
"""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.actions import Actions
from briefer.gui.building import Built
from briefer.gui.icons import icon
from briefer.gui.messages import announce
from briefer.gui.models.page_list import Levels, page_lines
from briefer.gui.shown import digits
from briefer.gui.views.controls import hairline, row, small_tool, tab_goes, tool
from briefer.gui.views.fields import LineEdit
from briefer.gui.views.page_search import PageSearch
from briefer.gui.views.preview import Preview
from briefer.gui.views.thumbnails import ThumbnailStrip
from briefer.i18n import say

LEAST_WITH_STRIP = 520
"""The width under which the thumbnails go."""


_LONGEST, _AROUND = "10.12-12", 28
"""What a page may be called, and what a field has around its words."""


class PagesPane(QWidget):
    """The pages of a pack with their bar."""

    missed = Signal(str)
    """A sentence: there is no page of the name that was typed."""

    def __init__(
        self, actions: Actions, preview: Preview, before_all: QWidget, after_all: QWidget
    ) -> None:
        """Two buttons stand at the ends of the bar: they open what stands beside the pages."""
        super().__init__()
        self.preview, self._after_all = preview, after_all
        self._built: Built | None = None
        self._found: Mapping[int, Levels] = {}
        self.page = LineEdit(say("Page"))
        longest = QFontMetrics(theme.font("body")).horizontalAdvance(_LONGEST)
        self.page.setFixedWidth(longest + _AROUND)
        self.page.entered.connect(self.go_to_typed)
        self.page.given_up.connect(lambda: self.page.setText(self.page.stored))
        self.of = theme.label("", "label", quiet=True)
        self._of = self._of_short = ""
        """Which page it is, in words and in figures."""
        before = small_tool("chevron-up", say("Page before"), lambda: self._step(-1))
        after = small_tool("chevron-down", say("Page after"), lambda: self._step(1))
        self.search = PageSearch(preview)
        bar = self._bar = row(
            before_all,
            before,
            self.page,
            self.of,
            after,
            12,
            tool(actions["smaller"]),
            tool(actions["larger"]),
            None,
            self.search,
            after_all,
            margins=(12, 0, 12, 0),
            spacing=6,
        )
        bar.setFixedHeight(theme.scaled(44))
        self.strip = ThumbnailStrip()
        self.strip.chosen.connect(preview.go_to_page)
        self._rule = hairline(upright=True)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self.strip)
        self._middle.addWidget(self._rule)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(hairline())
        layout.addLayout(self._middle, 1)
        preview.page_changed.connect(self._show_page)
        preview.page_changed.connect(self._tell_page)
        preview.shown.connect(self._show_pages)
        preview.cleared.connect(self._clear)
        preview.listed.connect(self.list_records)
        if preview.built:  # beside the programme or a brief, before this was there
            self._show_pages(preview.built)

    def borrow_preview(self) -> None:
        """Take the preview beside the thumbnails."""
        self._middle.addWidget(self.preview, 1)
        self.preview.show()  # beside a brief it waits for its first pages
        tab_goes(self.search.field, self._after_all, self.strip, self.preview)
        self._show_page()

    def show_found(self, found: Mapping[int, Levels]) -> None:
        """Mark the pages on which something was found."""
        if found == self._found:
            return
        self._found = found
        if self._built:
            self.strip.show_lines(page_lines(self._built, found))

    def begin_typing_page(self) -> None:
        """Let the name or the number of a page be typed."""
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.selectAll()

    def go_to_typed(self) -> None:
        """Go to the page whose printed name, or number, is typed."""
        name = self.page.text().strip()
        there = self.preview.go_to_name(name)
        if not there and name.isdecimal() and 0 < int(name) <= self.preview.pages:
            self.preview.go_to_page(int(name) - 1)
            there = True
        if there:
            self.preview.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_page()
        else:
            words = say("No page is called “{name}”. There are pages 1 to {count}.")
            self.missed.emit(words.format(name=name, count=digits(self.preview.pages)))
            self.page.selectAll()

    def list_records(self) -> None:
        """Offer what is printed on the page one is at; choosing opens it."""
        menu = self.records_menu()
        if menu.isEmpty():
            return
        corner = self.preview.mapToGlobal(QPoint(theme.scaled(24), theme.scaled(24)))
        menu.popup(corner, menu.actions()[0])

    def records_menu(self) -> QMenu:
        """What is printed on the page one is at."""
        from briefer.gui.models.printed_rows import block_icon, block_words

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(say("Records on this page"))
        for block in self.preview.blocks_on(self.preview.page):
            action = menu.addAction(icon(block_icon(block)), block_words(block))
            action.triggered.connect(lambda _on=False, one=block: self._open(one))
            action.hovered.connect(lambda one=block: self.preview.choose_block(one))
        return menu

    def _open(self, block: object) -> None:
        self.preview.opened.emit(block)

    def _step(self, step: int) -> None:
        self.preview.go_to_page(self.preview.page + step)

    def _show_pages(self, built: Built) -> None:
        self._built = built
        self.strip.show_document(self.preview.pdf, built.prints, page_lines(built, self._found))
        self._show_page()

    def _clear(self) -> None:
        self._built = None
        self.strip.show_document(self.preview.pdf, (), ())

    def _tell_page(self, page: int) -> None:
        """Who walks through the pages by keys hears which one is reached."""
        if self.preview.hasFocus():
            announce(shown.joined((self.preview.page_name(page), self.of.text())))

    def _show_page(self, _page: int = 0) -> None:
        page = self.preview.page
        self.strip.choose(page)
        self.page.stored = self.preview.page_name(page)
        if not self.page.hasFocus():
            self.page.setText(self.page.stored)
        words = say("page {page} of {count}")
        count = self.preview.pages
        self._of = (
            words.format(page=shown.digits(page + 1), count=shown.digits(count)) if count else ""
        )
        self._of_short = f"{shown.digits(page + 1)} / {shown.digits(count)}" if count else ""
        self._fit_bar()

    def _fit_bar(self) -> None:
        """Say which page it is in words where the field of the search keeps its room beside them."""
        advance = self.of.fontMetrics().horizontalAdvance
        least = self._bar.minimumSizeHint().width() - advance(self.of.text()) + advance(self._of)
        whole = least <= self.width()
        self.of.setText(self._of if whole else self._of_short)
        self.of.setToolTip("" if whole else self._of)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()
        wide = event.size().width() >= theme.scaled(LEAST_WITH_STRIP)
        self.strip.setVisible(wide)
        self._rule.setVisible(wide)
