"""What of a visit is printed where: from a place on a page to its record, from a record or a finding to its page.

Made from the page map of a pack and the cut that it was compiled from, so that it knows no more than the pack's reader.
Not here: who opens what.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from briefer.findings import Finding
from briefer.pack.audience import Cut
from briefer.pack.compiler import record_at
from briefer.pack.page_map import MappedPlace, PageMap
from briefer.records.base import Record
from briefer.records.kinds import kind_of

_OF_THE_VISIT = ("cover", "overview", "control-sheet")
"""Parts that print the visit itself."""
_OF_BRIEFS = ("brief", "card")
"""What anchors and parts are called that print an item's brief."""
_BRIEFLY = ("glance", "card")
"""A record is shown where it is printed in full, if it is."""


class Block(NamedTuple):
    """A piece of a page: where it stands, the record behind it, and whether that is the record's brief."""

    place: MappedPlace
    record: Record
    brief: bool


class Printed:
    """One pack, as it was printed."""

    def __init__(self, cut: Cut, page_map: PageMap) -> None:
        self._map = page_map
        known: dict[str, Record | None] = {}

        def record(anchor: str) -> Record | None:
            if anchor not in known:
                name = anchor.partition(":")[0]
                known[anchor] = cut.file.visit if name in _OF_THE_VISIT else record_at(cut, anchor)
            return known[anchor]

        self._blocks: dict[int, list[Block]] = {}
        for place in (*page_map.places, *_whole_pages(page_map)):
            found = record(place.anchor)
            if found:
                brief = place.anchor.partition(":")[0] in _OF_BRIEFS
                self._blocks.setdefault(place.page, []).append(Block(place, found, brief))
        self._first: dict[tuple[UUID, bool], MappedPlace] = {}
        self._keys: dict[tuple[str, str], UUID] = {}
        for block in sorted(self._all(), key=_rank):
            self._first.setdefault((block.record.id, block.brief), block.place)
            self._keys.setdefault((kind_of(block.record).name, block.record.key), block.record.id)
        self._points = {
            ("brief", one.key): one.item for one in cut.file.briefs
        } | {
            ("point", one.key): item
            for one in cut.file.points
            for item in (each.item for each in cut.file.briefs if each.id == one.brief)
        }  # fmt: skip

    def block_at(self, page: int, x: float, y: float) -> Block | None:
        """The smallest piece of a page that holds a point, in points from the lower left."""
        held = [each for each in self._blocks.get(page, ()) if _holds(each.place, x, y)]
        return min(held, key=lambda each: _area(each.place), default=None)

    def blocks_on(self, page: int) -> tuple[Block, ...]:
        """What is printed on a page, from its head to its foot, each record once; what the whole page is of, first."""
        seen: dict[tuple[UUID, bool], Block] = {}
        for each in sorted(
            self._blocks.get(page, ()), key=lambda one: (-one.place.y1, one.place.x0)
        ):
            seen.setdefault((each.record.id, each.brief), each)
        return tuple(seen.values())

    def place_of(self, record: UUID, *, brief: bool = False) -> MappedPlace | None:
        """Where a record, or the brief of an item, is printed first and in full; None where it is not."""
        wanted = ((record, brief), (record, not brief))
        return next((self._first[one] for one in wanted if one in self._first), None)

    def page_of(self, finding: Finding) -> int | None:
        """The page to which a finding belongs; None where nothing of it is printed."""
        place = finding.place
        if place.page:
            return next(
                (at for at, page in enumerate(self._map.pages) if page.name == place.page), None
            )
        key = (place.kind, place.key)
        brief = place.kind in ("brief", "point") or place.field == "briefs"
        record = self._points.get(key) or self._keys.get(key)
        found = self.place_of(record, brief=brief) if record else None
        return found.page if found else None

    def _all(self) -> Iterator[Block]:
        for blocks in self._blocks.values():
            yield from blocks


def _whole_pages(page_map: PageMap) -> Iterable[MappedPlace]:
    """Each page as a place of its part."""
    for at, page in enumerate(page_map.pages):
        if not page.blank:
            yield MappedPlace(page.part, at, 0.0, 0.0, page_map.width, page_map.height)


def _rank(block: Block) -> tuple[bool, int, float]:
    return block.place.anchor.partition(":")[0] in _BRIEFLY, block.place.page, -block.place.y1


def _holds(place: MappedPlace, x: float, y: float) -> bool:
    return place.x0 <= x <= place.x1 and place.y0 <= y <= place.y1


def _area(place: MappedPlace) -> float:
    return (place.x1 - place.x0) * (place.y1 - place.y0)
