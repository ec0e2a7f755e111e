"""An item of the programme as a card: its words, its signs, what it is filled with.

Records and findings go in, plain values come out; the views and delegates read nothing else. Not here: in which column
a card stands (`columns`), pixels (`timeline`), drawing (`delegates.cards`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from briefer.findings import Finding
from briefer.gui import shown
from briefer.gui.models.programme import (
    AUDIENCE,
    Names,
    kind_rules,
    kind_words,
    owners_of_parts,
)
from briefer.i18n import language, say, say_many
from briefer.records.programme import Leg, Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.rules import clocks
from briefer.rules import programme as order
from briefer.rules.journeys import Seam, seams
from briefer.rules.programme import Number
from briefer.rules.visit_view import VisitView

TOO_SHORT = "transfer-impossible"
"""The rule that finds ways without enough time."""
Fill = Literal["engagement", "travel", "free", "internal"]

_CARRIERS = (
    # words that a leg or a title may hold, icon
    (("flight", "plane", "aircraft", "helicopter"), "plane"),
    (("train", "rail"), "train-front"),
    (("bus", "coach"), "bus"),
    (("boat", "ferry", "ship", "launch"), "ship"),
    (("foot", "walk"), "footprints"),
    (("car", "transfer", "motorcade", "drive", "vehicle"), "car"),
)


class Badge(NamedTuple):
    """A sign at the end of a card's time line, and what it means in words."""

    icon: str
    colour: str
    """One of `theme.Own`, or `accent`."""
    words: str


class Card(NamedTuple):
    """One item as it is drawn; over midnight it is drawn in two columns."""

    item: ProgrammeItem
    number: Number | None
    icon: str
    fill: Fill
    times: str
    strand: str
    place: str
    people: str
    badges: tuple[Badge, ...]
    findings: tuple[Finding, ...]
    spoken: str
    begin: float | None = None
    """Minutes since the column's midnight; None without a time."""
    finish: float = 0.0
    torn_before: bool = False
    torn_after: bool = False
    listed: bool = False
    """It stands in a list by stop, since no item has a day."""
    rank: int = 0
    """Place of its strand, the principal's first."""
    brief: Literal["", "missing", "in work", "complete"] = ""
    """How far its brief is; empty where none is wanted."""
    clocks: str = ""
    """By how much clocks are put forward or back on the way: "clocks 1 h forward"."""
    named: str = ""
    """Who of its people is named."""
    others: int = 0
    """How many take part besides them."""
    impossible: bool = False
    """It cannot be beside what is being dragged."""

    @property
    def id(self) -> UUID:
        """The item's."""
        return self.item.id

    @property
    def clash(self) -> bool:
        """Whether something about it cannot be."""
        return self.impossible or any(finding.level == "error" for finding in self.findings)

    @property
    def called(self) -> str:
        """Its number as it is shown."""
        return shown.digits(self.number.value) if self.number else ""

    @property
    def in_words(self) -> str:
        """It in plain words, for other programs."""
        parts = (self.item.day, self.times, self.item.title, self.place)
        return " ".join(part for part in parts if part)

    @property
    def unsure(self) -> bool:
        """Whether it is drawn with dashes: tentative, or on a day without a time."""
        return self.item.status == "tentative" or (self.begin is None and not self.listed)


class Cards(Names):
    """Makes the cards of a visit: what they need to know of the rest of it is looked up once."""

    def __init__(
        self,
        file: VisitFile,
        items: Sequence[ProgrammeItem],
        findings: Sequence[Finding],
        audience: str = AUDIENCE,
    ) -> None:
        """`items` are numbered in their order, as in the packs of an audience."""
        super().__init__(file)
        self.file = file
        self.seams = _seams(file, findings)
        issued = {one.item: one.number for one in file.issued_numbers if one.audience == audience}
        self.rules = kind_rules()
        self.numbers = order.numbers(items, issued, self.rules.values())
        self.stops = {stop.id: stop for stop in file.stops}
        self.strands = {strand.id: strand for strand in file.strands}
        self.briefs = {brief.item: brief for brief in file.briefs}
        self.kinds = kind_words()
        self.participants: dict[UUID, list[Participant]] = defaultdict(list)
        for participant in file.participants:
            self.participants[participant.item].append(participant)
        self.legs: dict[UUID, tuple[Leg, ...]] = defaultdict(tuple)
        for leg in file.legs:
            self.legs[leg.item] += (leg,)
        self.findings: dict[UUID, list[Finding]] = defaultdict(list)
        self._cards: dict[UUID, Card] = {}
        owners = owners_of_parts(file)
        for finding in findings:
            owner = owners.get((finding.place.kind, finding.place.key))
            if owner:
                self.findings[owner].append(finding)

    def zones(self, item: ProgrammeItem, otherwise: str) -> tuple[str, str]:
        """The zones in which an item starts and ends."""
        stop = self.stops.get(item.stop) if item.stop else None
        start = stop.zone if stop else otherwise
        return start, clocks.end_zone(item, stop, self.legs[item.id], self.places) or start

    def fill(self, item: ProgrammeItem) -> Fill:
        """What a card is filled with."""
        if item.kind == "travel":
            return "travel"
        if item.kind == "free time":
            return "free"
        return "internal" if self.rules[item.kind].internal else "engagement"

    def taking_part(self, item: ProgrammeItem) -> tuple[str, str, int]:
        """Who takes part, in few words: the chair or first host, then how many guests; who is named, how many are not."""
        taking_part = self.participants.get(item.id, [])
        hosts = [one for one in taking_part if one.side == "host"]
        guests = [one for one in taking_part if one.side == "guest"]
        first = next((one for one in hosts if one.role == "chair"), hosts[0] if hosts else None)
        if first is None and len(guests) == 1:
            first = guests.pop()
        named = self.who(first) if first else ""
        parts = [named]
        if others := len(hosts) - 1 if len(hosts) > 1 else 0:
            more = say_many("{count} more host", "{count} more hosts", others)
            parts.append(more.format(count=shown.digits(others)))
        if guests:
            some = say_many("{count} guest", "{count} guests", len(guests))
            parts.append(some.format(count=shown.digits(len(guests))))
        return say(", ").join(filter(None, parts)), named, others + len(guests)

    def icon(self, item: ProgrammeItem) -> str:
        """The icon of an item's kind; of travel, by its carrier."""
        if item.kind != "travel":
            return self.rules[item.kind].icon
        modes = " ".join(f"{leg.mode} {leg.carrier}" for leg in self.legs[item.id][:1])
        return carrier_icon(f"{modes} {item.title}") or self.rules["travel"].icon

    def badges(self, item: ProgrammeItem, findings: Sequence[Finding]) -> tuple[Badge, ...]:
        """The three gravest signs."""
        levels = [finding.level for finding in findings]
        brief = self.briefs.get(item.id)
        wants_brief = any(finding.rule == "missing-brief" for finding in findings)
        found = []
        if "error" in levels:
            found.append(Badge("circle-alert", "danger", _counted("error", levels.count("error"))))
        if "warning" in levels and not (wants_brief and levels.count("warning") == 1):
            found.append(
                Badge("triangle-alert", "warning", _counted("warning", levels.count("warning")))
            )
        if wants_brief:
            found.append(Badge("file-text", "danger", say("brief missing")))
        elif brief and brief.status in ("asked", "in draft"):
            found.append(Badge("file-text", "warning", say("brief in work")))
        if item.status == "tentative":
            found.append(Badge("circle-question-mark", "accent", say("tentative")))
        if item.status == "cancelled":
            found.append(Badge("ban", "secondary", say("cancelled")))
        if self.rules[item.kind].internal:
            found.append(Badge("eye-off", "secondary", say("internal")))
        return tuple(found[:3])

    def brief_state(self, item: ProgrammeItem) -> Literal["", "missing", "in work", "complete"]:
        """How far the brief of an item is."""
        brief = self.briefs.get(item.id)
        if brief:
            return "complete" if brief.status == "final" else "in work"
        wants = self.rules[item.kind].wants_brief and item.status != "cancelled"
        return "missing" if wants else ""

    def card(self, item: ProgrammeItem) -> Card:
        """The card of an item, without its place in a column; made once, however many columns ask."""
        if item.id not in self._cards:
            self._cards[item.id] = self._card(item)
        return self._cards[item.id]

    def _card(self, item: ProgrammeItem) -> Card:
        findings = tuple(self.findings.get(item.id, ()))
        badges = self.badges(item, findings)
        strand = self.strands.get(item.strand) if item.strand else None
        place = self.place(item)
        number = self.numbers.get(item.id)
        signs = [badge.words for badge in badges if badge.icon != "eye-off"]
        people, named, others = self.taking_part(item)
        spoken = [shown.times_spoken(item), self.kinds[item.kind], item.title, place, *signs]
        return Card(
            item,
            number,
            self.icon(item),
            self.fill(item),
            shown.times(item),
            strand.title if strand else "",
            place,
            people,
            badges,
            findings,
            say(", ").join(filter(None, spoken)),
            rank=strand.order if strand else -1,
            brief=self.brief_state(item),
            named=named,
            others=others,
        )


def carrier_icon(words: str) -> str:
    """The icon of what carries, by a word for it among others; empty for none that is known."""
    some = words.casefold().split()
    for known, name in _CARRIERS:
        if any(word.startswith(known) for word in some):
            return name
    return ""


def _seams(file: VisitFile, findings: Iterable[Finding]) -> tuple[Seam, ...]:
    """Where there is too little time for the way; looked for only where a finding says that there is such a place."""
    if not any(finding.rule == TOO_SHORT for finding in findings):
        return ()
    found = seams(VisitView(file, kind_rules(), language("en"), None))
    return tuple(dict.fromkeys(found))  # each strand tells of what is everybody's


def _counted(level: Literal["error", "warning"], count: int) -> str:
    if level == "error":
        return say_many("{count} error", "{count} errors", count).format(count=shown.digits(count))
    return say_many("{count} warning", "{count} warnings", count).format(count=shown.digits(count))
