"""What is kept between one making of pages and the next: laid-out parts, prepared pictures, faces. It is bounded.

Not here: under which names things are kept (`pages`).
"""

from collections import OrderedDict
from collections.abc import Iterator, MutableMapping

from briefer.pdf.annexes.reading import Reading
from briefer.pdf.pictures import Prepared
from briefer.pdf.sheets import PartPages
from briefer.pdf.type.fonts import FontBook

MOST = 4000
"""Pages, pictures and annexes: some 150 MB."""
_SPARE = 100
"""Of them kept, beside one and a half times a pack that is laid out again and again."""

Kept = PartPages | Prepared | Reading


class PageCache(MutableMapping[str, Kept]):
    """Drops what was used longest ago. For one worker at a time."""

    def __init__(self, most: int = MOST) -> None:
        """`most` pages and other things are kept; a part weighs as much as it has pages."""
        self._book: FontBook | None = None
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def fonts(self, book: FontBook | None) -> FontBook:
        """The faces used last, whose words are known, if they are those of `book`."""
        wanted = book or FontBook()
        if self._book is None or self._book.own != wanted.own:
            self._book = wanted
        return self._book

    def __getitem__(self, key: str) -> Kept:
        found = self._kept[key]
        self._kept.move_to_end(key)
        return found

    def __setitem__(self, key: str, kept: Kept) -> None:
        if key in self._kept:
            del self[key]
        self._kept[key] = kept
        self._weight += _weight(kept)
        self._drop(self._most)

    def drop_older(self, pages: int) -> None:
        """After a pack of so many pages: what earlier edits left goes, but for the last few."""
        self._drop(min(self._most, pages + pages // 2 + _SPARE))

    def _drop(self, most: int) -> None:
        while self._weight > most and len(self._kept) > 1:
            del self[next(iter(self._kept))]

    def __delitem__(self, key: str) -> None:
        self._weight -= _weight(self._kept.pop(key))

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _weight(kept: Kept) -> int:
    return len(kept.drawn.pages) if isinstance(kept, PartPages) else 1
