"""The list of the programme with its filters above.

Not here: the table itself (`item_list`), what the band does (`programme_commands`).
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import painting
from briefer.gui.kept_places import Part, of_box
from briefer.gui.models.columns import Programme
from briefer.gui.models.item_table import Wanted
from briefer.gui.models.programme import kind_words
from briefer.gui.views.controls import Chooser, Elided, SearchField, hairline
from briefer.gui.views.filter_bar import FilterBar
from briefer.gui.views.item_list import ItemList
from briefer.i18n import say, say_many

BAR, MOST_FIELD = 44, 320


class ListPane(QWidget):
    """All items in a table, narrowed while one types."""

    def __init__(self, table: ItemList) -> None:
        super().__init__()
        self.table = table
        self._programme = Programme()
        self.search_field = _Filter(
            say("Filter the items"), say("Filter: place, person, institution, kind")
        )
        self.search_field.textChanged.connect(lambda _text: self._filter())
        self.search_field.left_down.connect(self.take_keyboard)
        self.days = self._chooser(say("Day"), say("All days"))
        self.kinds = self._chooser(say("Kind"), say("All kinds"))
        self.states = self._chooser(say("State"), say("All states"))
        for kind, words in kind_words().items():
            self.kinds.addItem(words, kind)
        for state, words in _states().items():
            self.states.addItem(words, state)
        self._told = _Told()
        bar = FilterBar(
            self.search_field,
            self.days,
            self.kinds,
            self.states,
            12,
            self._told,
            margins=(12, 0, 14, 0),
            most=MOST_FIELD,
        )
        bar.setFixedHeight(theme.scaled(BAR))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (bar, hairline(), table):
            layout.addWidget(part, 1 if part is table else 0)

    @property
    def parts(self) -> dict[str, Part]:
        """What is kept of its filters between starts; not what was typed, which may be of a record."""
        boxes = {"day": self.days, "kind": self.kinds, "state": self.states}
        return {name: of_box(box) for name, box in boxes.items()}

    def show_programme(self, programme: Programme) -> None:
        """Show other items; filters and choice stay."""
        self._programme = programme
        self._offer_days()
        self._filter()

    def take_keyboard(self) -> None:
        """Give the keyboard to the table."""
        self.table.take_keyboard()

    def begin_filter(self) -> None:
        """Give the keyboard to the filter."""
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def _chooser(self, name: str, everything: str) -> Chooser:
        made = Chooser(name, quiet=True)
        made.addItem(everything, "")
        made.currentIndexChanged.connect(lambda _at: self._filter())
        return made

    def _offer_days(self) -> None:
        chosen = self.days.currentData()
        self.days.blockSignals(True)
        while self.days.count() > 1:
            self.days.removeItem(1)
        for column in self._programme.columns:
            self.days.addItem(column.head if column.day else column.band, column.key)
        self.days.setCurrentIndex(max(0, self.days.findData(chosen)))
        self.days.blockSignals(False)

    def _filter(self) -> None:
        wanted = Wanted(
            self.search_field.text().strip(),
            self.days.currentData() or "",
            self.kinds.currentData() or "",
            self.states.currentData() or "",
        )
        self.table.show_programme(self._programme, wanted)
        self._told.show_counts(self._counts())

    def _counts(self) -> list[str]:
        cards = self.table.table.cards
        statuses = [card.item.status for card in cards]
        open_ = sum(1 for card in cards if not card.item.start)
        tentative, cancelled = statuses.count("tentative"), statuses.count("cancelled")
        counts = (
            (len(cards), say_many("{count} item", "{count} items", len(cards))),
            (tentative, say_many("{count} tentative", "{count} tentative", tentative)),
            (cancelled, say_many("{count} cancelled", "{count} cancelled", cancelled)),
            (open_, say("{count} without a time")),
        )
        told = [words.format(count=shown.digits(count)) for count, words in counts if count]
        return told or [say("no item")]


class _Told(Elided):
    """How many items there are, and of which sort: as many whole counts as there is room for."""

    def __init__(self) -> None:
        super().__init__("label", quiet=True)
        self._counts: list[str] = []

    def show_counts(self, counts: list[str]) -> None:
        """Show others."""
        self._counts = counts
        self.show_words(say(", ").join(counts))

    @property
    def seen(self) -> str:
        """The words that there is room for; the first count in any case."""
        advance = QFontMetrics(theme.font("label")).horizontalAdvance
        forms = [say(", ").join(self._counts[:count]) for count in range(len(self._counts), 0, -1)]
        return next((one for one in forms if advance(one) <= self.width()), (forms or [""])[-1])

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            colour = brush.colour("secondary")
            brush.text(self.rect(), self.seen, theme.font("label"), colour)


class _Filter(SearchField):
    """The field over the list: Escape empties it, then goes back to the list."""

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.text():
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


def _states() -> dict[str, str]:
    return {
        "confirmed": say("confirmed"),
        "tentative": say("tentative"),
        "cancelled": say("cancelled"),
    }
