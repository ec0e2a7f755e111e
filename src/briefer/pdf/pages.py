"""From a pack to pages, once: every part is laid out into plain data, then numbered, named and mapped.

A part never knows its page numbers, so nothing is built twice: contents, references and folios are drawn when
the file is written (`write`). Parts that did not change come from the cache.
Not here: what blocks look like (`layout`), heads and feet (`furniture`), the file (`file.assemble`).
"""

import gc
import hashlib
import math
import re
import time
from collections.abc import Container, Iterable, Iterator, Mapping, MutableMapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Event
from typing import NamedTuple, TypeVar

import msgspec

from briefer.pack.blocks import Annex, Card, Cards, Issue, Message, Pack, Part
from briefer.pack.page_map import MappedPage, MappedPlace, PageMap, page_code
from briefer.pdf import furniture, page_findings
from briefer.pdf.annexes import preparing
from briefer.pdf.annexes.reading import Reading
from briefer.pdf.keeping import PageCache
from briefer.pdf.layout import annex_pages, footnotes, opener, sections
from briefer.pdf.layout.boxes import (
    BareSheet,
    Box,
    ContentsLine,
    Layout,
    Stack,
    WholePage,
    break_pages,
    pages_height,
    place_page,
)
from briefer.pdf.layout.pen import Drawn, Pen
from briefer.pdf.paper import NO_SPACE, POINT, paper_of
from briefer.pdf.pictures import Prepared, Unreadable, portrait
from briefer.pdf.sheets import Pages, PartPages, Sheet
from briefer.pdf.type.bidi import RIGHT_TO_LEFT
from briefer.pdf.type.fonts import FontBook
from briefer.pdf.type.setting import Setter
from briefer.progress import Cancelled, Report, silent

Cache = MutableMapping[str, PartPages | Prepared | Reading]
"""Laid-out parts, prepared pictures and annexes under the hash of what they come from. Keep one for as long as a preview
lives; the caller may bound it."""

Made = TypeVar("Made")

_REFERENCES = re.compile(rb'"page_of":("(?:[^"\\]|\\.)*")')
_ANCHORS = re.compile(rb'"anchor":("(?:[^"\\]|\\.)*")')
_PICTURES = re.compile(rb'"(?:picture|annex)":("(?:[^"\\]|\\.)*")')
_PORTRAITS = re.compile(rb'"picture":("(?:[^"\\]|\\.)*")')
_LISTING = b'"PagesInForce"'
"""A part that lists all pages, and so changes with each of them."""
_BETWEEN_REPORTS = 0.04
"""Seconds."""
_FOOT_SPACE = 5.0
_AIR = 20.0
"""mm at most that a part gives up to be a page shorter."""
_FRONT_LEADING, _BACK_LEADING = 6.0, 5.0
"""mm from line to line on the front and the back of a brief."""


def paginate(
    pack: Pack,
    pictures: Mapping[str, bytes],
    report: Report = silent,
    cache: Cache | None = None,
    book: FontBook | None = None,
) -> Pages:
    """Lay out a pack; `pictures` are the photographs that its blocks name, by hash.

    Raises:
        Cancelled: out of `report`, which is called for each part and several times a second.

    """
    with _collector_at_rest():
        return Pagination(pack, pictures, report, {} if cache is None else cache, book).pages()


def renew(
    before: Pages,
    pack: Pack,
    names: Sequence[str],
    pictures: Mapping[str, bytes],
    report: Report = silent,
    cache: Cache | None = None,
    book: FontBook | None = None,
) -> Pages | None:
    """What can be looked at before `paginate` has laid out all that an edit changed: one part is as it is now.

    It is the part called by the first of `names` that any part or block bears. Others that changed stand as they stood
    `before`, or not at all if they are new; the feet are those of `before`, and there are no findings. None where that
    part is as it was, or where the pages before are of another kind.

    Raises:
        Cancelled: out of `report`.

    """
    with _collector_at_rest():
        run = Pagination(pack, pictures, report, {} if cache is None else cache, book)
        return run.renewed(before, names)


def write(pages: Pages, report: Report = silent, *, tagged: bool = True) -> bytes:
    """The file. The same pages give the same bytes, in any process. A preview need not be `tagged`.

    Raises:
        Cancelled: out of `report`.

    """
    from briefer.pdf.file import assemble  # ReportLab takes its time to import

    with _collector_at_rest():
        return assemble.assemble(pages, report, tagged=tagged)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Hundreds of thousands of small objects are made that no circle holds: looking for circles takes a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if not gc.get_freeze_count():  # or what somebody else has frozen would melt
                # what has been made counts as old: else the next thing done would be to look through all of it
                gc.freeze()
                gc.unfreeze()
            gc.enable()


class Pagination:
    """One run of `paginate`: the pack, its surroundings, and what is known so far."""

    def __init__(
        self,
        pack: Pack,
        pictures: Mapping[str, bytes],
        report: Report,
        cache: Cache,
        book: FontBook | None,
    ) -> None:
        self.pack = pack
        self.pictures = pictures
        self.report = report
        self.cache = cache
        self.book = cache.fonts(book) if isinstance(cache, PageCache) else book or FontBook()
        self.rtl = pack.language.split("-")[0] in RIGHT_TO_LEFT
        self.parts = [part for section in pack.sections for part in section.parts]
        self.section_starts = {id(section.parts[0]) for section in pack.sections if section.parts}
        self.encoded = [msgspec.json.encode(part) for part in self.parts]
        self.guesses = self._guess_names()
        self.contents = _contents(pack)
        self.begun: dict[str, Future[Prepared]] = {}
        self.begun_annexes: dict[str, Future[Reading]] = {}
        self.ended = Event()
        self.keys: dict[tuple[int, tuple[str, ...]], str] = {}
        self.done = 0
        self.last_report = 0.0
        self.setter = Setter(
            self.book,
            pack.language,
            rtl=self.rtl,
            accent=pack.accent,
            page_name=lambda key: self.guesses.get(key, ""),
            tick=self.tick,
            figures=pack.figures,
        )
        self.paper = furniture.fitted(paper_of(pack.paper, pack.look), pack, self.setter)

    def pages(self) -> Pages:
        """The whole run."""
        with self.prepared(range(len(self.parts))):
            return self._pages()

    @contextmanager
    def prepared(self, wanted: Sequence[int]) -> Iterator[None]:
        """Beside what is done inside, photographs of some parts are prepared, two at a time, and annexes read, one by one."""
        with ThreadPoolExecutor(2, "picture") as workers, ThreadPoolExecutor(1, "annex") as reader:
            try:
                self.begin_annexes(reader, wanted)
                self.begin_pictures(workers, wanted)
                yield
            finally:
                self.ended.set()
                for pool in (workers, reader):
                    pool.shutdown(wait=False, cancel_futures=True)

    def renewed(self, before: Pages, names: Sequence[str]) -> Pages | None:
        """The pages before with one part as it is now; see `renew`."""
        at = self._bearer(names)
        if at is None or not self._continues(before):
            return None
        stood = {sheet.part.key: before.parts[sheet.part_index] for sheet in before.sheets}
        with self.prepared((at,)):
            made = self._part(at, ())
        if made is stood.get(self.parts[at].key):
            return None
        found = [self.cache.get(self.key(each, ())) for each in range(len(self.parts))]
        parts = tuple(
            one if isinstance(one, PartPages) else stood.get(part.key) or PartPages(Drawn())
            for one, part in zip(found, self.parts, strict=True)
        )
        printed = {part.key for part, laid in zip(self.parts, parts, strict=True) if laid.shape()}
        return self._numbered(_without(self.pack, printed, before.pack.issue), parts)

    def _bearer(self, names: Sequence[str]) -> int | None:
        """The part that is called by the first of the names that any is, or whose block is."""
        for name in filter(None, names):
            block = b'"anchor":' + msgspec.json.encode(name)
            for at, part in enumerate(self.parts):
                if part.key == name or block in self.encoded[at]:
                    return None if _LISTING in self.encoded[at] else at
        return None

    def _continues(self, before: Pages) -> bool:
        """Whether parts of the pages before may stand among those of this pack."""
        was, now = before.pack, self.pack
        same_kind = (was.recipe, was.audience, was.language) == (
            now.recipe,
            now.audience,
            now.language,
        )
        facing = was.facing or now.facing
        return same_kind and not facing and (before.paper, before.book) == (self.paper, self.book)

    def _pages(self) -> Pages:
        laid: dict[int, PartPages] = {}
        for at, part in enumerate(self.parts):
            self.tell(at, part.title)
            if _LISTING not in self.encoded[at]:
                laid[at] = self._part(at, ())
        self._lay_pages_in_force(laid)
        parts = tuple(laid[at] for at in range(len(self.parts)))
        self.tell(len(self.parts), "")
        pages = self._numbered(self.pack, parts)
        return replace(pages, findings=tuple(page_findings.of_pages(pages, self.setter)))

    def _numbered(self, pack: Pack, parts: tuple[PartPages, ...]) -> Pages:
        """Laid-out parts with their sheets and their map."""
        sheets = self._sheets([part.shape() for part in parts])
        pages = Pages(
            pack=pack,
            paper=self.paper,
            mirrored=self.rtl,
            sheets=sheets,
            parts=parts,
            book=self.book,
        )
        return replace(pages, page_map=page_map(pages))

    # ------------------------------------------------------------------------- reporting

    def tell(self, done: int, words: str) -> None:
        """Report how many parts are laid out, and the words of the one under way."""
        self.done = done
        self.last_report = time.monotonic()
        self.report(done, len(self.parts), words)

    def tick(self) -> None:
        if time.monotonic() - self.last_report > _BETWEEN_REPORTS:
            under_way = self.parts[self.done : self.done + 1]  # none once all are laid out
            self.tell(self.done, under_way[0].title if under_way else "")

    # ------------------------------------------------------------------------- numbering

    def _guess_names(self) -> dict[str, str]:
        """For each key a name as wide as the name of its page will be."""
        through = "888" if len(self.parts) > 60 else "88"
        out: dict[str, str] = {}
        for section in self.pack.sections:
            for part in section.parts:
                name = through
                if self.pack.counting == "section":
                    name = f"{part.number}-1" if part.number else "1"
                out.setdefault(section.key, name)
                out.setdefault(part.key, name)
        for part, encoded in zip(self.parts, self.encoded, strict=True):
            for key in _strings(_ANCHORS, encoded):
                out.setdefault(key, out[part.key])
        return out

    def _sheets(self, shapes: Sequence[Sequence[bool]]) -> tuple[Sheet, ...]:
        """Every printed page in order, blank versos among them; a shape says of each page whether it is bare."""
        out: list[Sheet] = []
        counters: dict[str, int] = {}
        for at, (part, shape) in enumerate(zip(self.parts, shapes, strict=True)):
            numbers: list[int | None] = []
            for number, bare in enumerate(shape):
                numbers.append(number)
                if bare and self._starts_on_recto(part):
                    numbers.append(None)  # what is cut into cards has nothing on its back
            if at + 1 < len(self.parts) and self._starts_on_recto(self.parts[at + 1]):
                numbers += [None] * ((len(out) + len(numbers)) % 2)
            for page in numbers:
                recto = not self._facing() or len(out) % 2 == 0
                name = self.name(part, counters, len(out) + 1)
                code = page_code(self.pack.issue.code, name)
                marking = part.marking or self.pack.marking
                out.append(Sheet(name, code, part, at, page, recto, marking))
        return tuple(out)

    def _facing(self) -> bool:
        """Whether left and right pages differ: printed on both sides, or folded as a booklet."""
        return self.pack.duplex or self.pack.look in ("guest", "pocket")

    def _starts_on_recto(self, part: Part) -> bool:
        if not self.pack.duplex or self.pack.look != "working":
            return False
        # where sheets are replaced one by one, no leaf may belong to two parts
        return self.pack.counting == "section" or id(part) in self.section_starts

    def name(self, part: Part, counters: dict[str, int], through: int) -> str:
        """The name of the next page of a part; `counters` count the pages of each number."""
        if self.pack.counting == "through":
            return str(through)
        counters[part.number] = counters.get(part.number, 0) + 1
        number = counters[part.number]
        return f"{part.number}-{number}" if part.number else str(number)

    # ------------------------------------------------------------------------- one part

    def _lay_pages_in_force(self, laid: dict[int, PartPages]) -> None:
        """The parts that list all pages come last: their height depends on how many there are."""
        listing = [at for at in range(len(self.parts)) if at not in laid]
        shapes = [laid[at].shape() if at in laid else (False,) for at in range(len(self.parts))]
        for _ in range(3 if listing else 0):
            names = tuple(sheet.name for sheet in self._sheets(shapes))
            before = list(shapes)
            for at in listing:
                laid[at] = self._part(at, names)
                shapes[at] = laid[at].shape()
            if shapes == before:
                return

    def _part(self, at: int, page_names: tuple[str, ...]) -> PartPages:
        key = self.key(at, page_names)
        found = self.cache.get(key)
        if isinstance(found, PartPages):
            return found
        made = PartLayout(self, self.numbered(at), page_names).lay()
        self.cache[key] = made
        return made

    def numbered(self, at: int) -> Part:
        """A part with the numbers of its footnotes."""
        part = self.parts[at]
        return footnotes.numbered(part) if b'"note":[' in self.encoded[at] else part

    def key(self, at: int, page_names: tuple[str, ...]) -> str:
        """The hash of all that the pages of a part come from."""
        made = self.keys.get((at, page_names))
        if made is None:
            made = self.keys[at, page_names] = self._key(at, page_names)
        return made

    def _key(self, at: int, page_names: tuple[str, ...]) -> str:
        encoded = self.encoded[at]
        pack = self.pack
        known = [name in self.pictures for name in _strings(_PICTURES, encoded)]
        names = [self.guesses.get(key, "") for key in _strings(_REFERENCES, encoded)]
        contents = self.contents if b'"Contents"' in encoded else ()
        issue = (pack.issue.edition, pack.issue.copy) if b'"Cards"' in encoded else None
        around = (
            pack.paper, pack.look, pack.justified, pack.language, pack.marking, pack.accent, pack.figures, issue,
            known, names, contents, page_names, self.book.own, self.paper.bottom,
        )  # fmt: skip
        return hashlib.sha256(encoded + repr(around).encode()).hexdigest()

    def picture(self, name: str) -> Prepared | None:
        """The photograph of a hash, None where it is missing or damaged."""
        key = f"picture {name}"
        found = self.cache.get(key)
        if isinstance(found, Prepared):
            return found
        begun = self.begun.get(name)
        if begun is None:
            return None
        try:
            self.cache[key] = made = self.awaited(begun)
        except Unreadable:
            return None
        return made

    def annex(self, name: str, as_made: bool) -> Reading:
        """The annex of a hash; what is read depends on the frame."""
        key = self.annex_key(name, as_made)
        found = self.cache.get(key)
        if isinstance(found, Reading):
            return found
        begun = self.begun_annexes.get(key)
        if begun is None:
            return Reading(fault="missing")
        self.cache[key] = made = self.awaited(begun)
        return made

    def annex_key(self, name: str, as_made: bool) -> str:
        return f"annex {name} {as_made} {annex_pages.room(self.paper)}"

    def awaited(self, begun: Future[Made]) -> Made:
        """What has been begun beside, once it is there."""
        while True:
            self.tick()
            try:
                return begun.result(timeout=_BETWEEN_REPORTS)
            except TimeoutError:
                continue

    def logo(self, content: bytes, room: tuple[float, float]) -> Reading:
        """A logo that fills `room` (pt), or why it cannot be printed."""
        key = f"logo {hashlib.sha256(content).hexdigest()} {room}"
        found = self.cache.get(key)
        if isinstance(found, Reading):
            return found
        self.cache[key] = made = preparing.logo(content, room, self.tick)
        return made

    def begin_annexes(self, reader: ThreadPoolExecutor, wanted: Iterable[int]) -> None:
        """Start to read those that parts to be laid out will ask for."""

        def still_wanted() -> None:
            if self.ended.is_set():
                raise Cancelled

        for at in wanted:
            if b'"Annex"' not in self.encoded[at] or self.key(at, ()) in self.cache:
                continue
            for block in (*self.parts[at].blocks, *self.parts[at].back):
                content = self.pictures.get(block.annex) if isinstance(block, Annex) else None
                if content is None or not isinstance(block, Annex):
                    continue
                key = self.annex_key(block.annex, block.as_made)
                if key not in self.begun_annexes and key not in self.cache:
                    self.begun_annexes[key] = reader.submit(
                        preparing.prepare,
                        content,
                        annex_pages.room(self.paper),
                        as_made=block.as_made,
                        tick=still_wanted,
                    )

    def begin_pictures(self, workers: ThreadPoolExecutor, wanted: Iterable[int]) -> None:
        """Start with those that parts to be laid out will ask for, in that order."""
        for at in wanted:
            if self.key(at, ()) in self.cache:
                continue
            for name in _strings(_PORTRAITS, self.encoded[at]):
                content = self.pictures.get(name)
                if name in self.begun or content is None or f"picture {name}" in self.cache:
                    continue
                self.begun[name] = workers.submit(portrait, content)


class Content(NamedTuple):
    """The boxes of a part before they are divided over pages."""

    front: list[Box]
    back: list[Box]
    foot: Stack

    @property
    def foot_height(self) -> float:
        """mm that the foot takes of the last page."""
        return self.foot.height + _FOOT_SPACE if self.foot.boxes else 0.0


class PartLayout:
    """Lays out one part."""

    def __init__(self, run: Pagination, part: Part, page_names: tuple[str, ...]) -> None:
        self.run = run
        self.part = part
        self.paper = run.paper
        self.setter = run.setter
        self.unreadable: dict[str, None] = {}
        self.coarse: dict[str, int] = {}
        self.annexes: list[Reading] = []
        self.logo_unreadable = False
        self.room = run.paper.bottom - run.paper.top
        self.layout = Layout(
            paper=run.paper,
            setter=run.setter,
            look=run.pack.look,
            picture=self._picture,
            annex=self._annex,
            logo=self._logo,
            marking=part.marking or run.pack.marking,
            issue=run.pack.issue,
            contents=run.contents,
            page_names=page_names,
            justified=run.pack.justified,
        )
        self.notes = footnotes.Footnotes(self.layout)

    def lay(self) -> PartPages:
        content = self.content()
        front, back = self._broken(content)
        if self.nearly_fits(front) or self.nearly_fits(back):
            closer = self.tightened()
            pages = self._broken(closer)
            if len(pages[0]) + len(pages[1]) < len(front) + len(back):
                return self.drawn(*pages, closer)
        return self.drawn(front, back, content)

    def _broken(self, content: Content) -> tuple[list[tuple[Box, ...]], list[tuple[Box, ...]]]:
        """The pages of the front and of the back."""
        front, back, foot_height = content.front, content.back, content.foot_height
        notes = self.notes.height
        front_pages = break_pages(front, self.room, 0.0 if back else foot_height, notes)
        return front_pages, break_pages(back, self.room, foot_height, notes) if back else []

    def nearly_fits(self, pages: Sequence[Sequence[Box]]) -> bool:
        """Whether a second page would not be needed with less air."""
        return len(pages) == 2 and sum(map(pages_height, pages)) <= self.room + _AIR

    def tightened(self) -> Content:
        """The same with less air."""
        self.layout = replace(self.layout, tight=True)
        return self.content()

    def content(self) -> Content:
        """What the part holds, in boxes."""
        foot = Stack(sections.foot(self.part.foot, self.layout))
        return Content(self._front(), sections.lay(self.part.back, self.layout), foot)

    def drawn(
        self,
        front_pages: Sequence[Sequence[Box]],
        back_pages: Sequence[Sequence[Box]],
        content: Content,
    ) -> PartPages:
        """The pages of the part, drawn."""
        part, paper, room, notes = self.part, self.paper, self.room, self.notes
        foot, foot_height = content.foot, content.foot_height
        pen = Pen(paper, self.setter, mirrored=self.run.rtl)
        too_high = []
        pages = [*front_pages, *back_pages]
        for at, page in enumerate(pages):
            bare = len(page) == 1 and isinstance(page[0], BareSheet)
            self.run.tick()
            pen.new_page(bare=bare)
            place_page(pen, page, 0.0 if bare else paper.top)
            taken = foot_height if at == len(pages) - 1 else 0.0
            notes.place(pen, page, paper.bottom - taken)
            if not bare and pages_height(page) + notes.height(page) > room + NO_SPACE:
                too_high.append(at)
        if foot.boxes:
            foot.place(pen, paper.bottom - foot.height)
        made = PartPages(
            pen.finish(),
            too_high=too_high,
            unreadable=list(self.unreadable),
            coarse=list(self.coarse.items()),
            annexes=self.annexes,
            logo_unreadable=self.logo_unreadable,
        )
        if not part.two_sides:
            return made
        sides = ((front_pages, _FRONT_LEADING), (back_pages, _BACK_LEADING))
        heights = [sum(map(pages_height, pages)) for pages, _leading in sides]
        heights[bool(back_pages)] += foot_height
        over = [_lines_over(pages, leading) for pages, leading in sides]
        left = [
            max(0, math.floor((room - height) / leading + NO_SPACE))
            for height, (_pages, leading) in zip(heights, sides, strict=True)
        ]
        return replace(
            made,
            lines_to_cut=(over[0], over[1]),
            filled=(heights[0] / room, heights[1] / room),
            lines_left=(left[0], left[1]),
        )

    def _front(self) -> list[Box]:
        blocks = self.part.blocks
        if self.run.pack.look == "card":  # where there are none, one says so
            blocks = tuple(
                self._card(each) if isinstance(each, Message) else each for each in blocks
            )
        content = sections.lay(blocks, self.layout)
        bare = any(isinstance(box, BareSheet | WholePage) for box in content)
        if not self.part.label or self.part.running or bare or self.run.pack.look == "guest":
            return content
        opening = opener.opener(self.part, self.layout)
        return [opening, Stack(content)] if content else [opening]

    def _card(self, said: Message) -> Cards:
        return Cards((Card(self.part.label, self.part.title, said.words, ()),))

    def _annex(self, name: str, as_made: bool) -> Reading:
        made = self.run.annex(name, as_made)
        self.annexes.append(made)
        return made

    def _logo(self, content: bytes, room: tuple[float, float]) -> Reading:
        made = self.run.logo(content, room)
        self.logo_unreadable |= bool(made.fault)
        return made

    def _picture(self, name: str) -> Prepared | None:
        found = self.run.picture(name)
        if found is None:
            self.unreadable[name] = None
        elif found.coarse:
            self.coarse[name] = round(found.dpi)
        return found


# -------------------------------------------------------------------------------- small questions


def _strings(pattern: re.Pattern[bytes], encoded: bytes) -> list[str]:
    """The values of a field in the JSON of a part, in order."""
    return [msgspec.json.decode(text, type=str) for text in pattern.findall(encoded)]


def _contents(pack: Pack) -> tuple[ContentsLine, ...]:
    out = []
    for section in pack.sections:
        if section.parts:
            out.append(ContentsLine(section.number, section.title, section.key))
            out += [
                ContentsLine(part.number, part.title, part.key)
                for part in section.parts
                if part.in_contents
            ]
    return tuple(out)


def _without(pack: Pack, printed: Container[str], issue: Issue) -> Pack:
    """A pack with those of its parts alone that are printed, and with the feet of another making of it."""
    sections = tuple(
        msgspec.structs.replace(
            section, parts=tuple(part for part in section.parts if part.key in printed)
        )
        for section in pack.sections
    )
    return msgspec.structs.replace(pack, sections=sections, issue=issue)


def _lines_over(pages: Sequence[Sequence[Box]], leading: float) -> int:
    """How many lines must go so that one page is enough."""
    over = sum(pages_height(page) for page in pages[1:])
    return math.ceil(over / leading - NO_SPACE)


def page_map(pages: Pages) -> PageMap:
    """Where everything stands that has a name."""
    paper = pages.paper
    places = []
    for at, sheet in enumerate(pages.sheets):
        body = pages.body(sheet)
        if body is None:
            continue
        left = pages.left(sheet)
        width = paper.width if body.bare else paper.frame
        x0, x1 = round(left * POINT, 2), round((left + width) * POINT, 2)
        for key, top, bottom in body.anchors:
            y0 = round((paper.height - bottom) * POINT, 2)
            y1 = round((paper.height - top) * POINT, 2)
            places.append(MappedPlace(key, at, x0, y0, x1, y1))
    return PageMap(
        pages=tuple(
            MappedPage(sheet.name, sheet.part.key, sheet.code, sheet.page is None)
            for sheet in pages.sheets
        ),
        places=tuple(places),
        width=round(paper.width * POINT, 2),
        height=round(paper.height * POINT, 2),
    )
