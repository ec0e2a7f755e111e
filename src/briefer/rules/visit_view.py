"""What the rules read of a visit: its records by id, its programme without what was cancelled, when things are.

Not here: rules (`checks` lists them), anything that is printed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import combinations
from typing import TypeVar, get_type_hints
from uuid import UUID

from briefer.findings import Place
from briefer.i18n import Language
from briefer.records import dates, institutions
from briefer.records.base import Line, Record, Text
from briefer.records.kinds import KINDS, kind_of, parts_below
from briefer.records.markings import ItemKindRule
from briefer.records.people import Person, Post
from briefer.records.programme import Leg, Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Stop
from briefer.rules import clocks, programme
from briefer.rules.clocks import Interval
from briefer.rules.precedence import RuleSet

R = TypeVar("R", bound=Record)

Found = Iterator[tuple[Record, str, str]]
"""What a rule yields: the record, its field, and the sentence."""


class VisitView:
    """A visit file with what several rules ask of it."""

    def __init__(
        self,
        file: VisitFile,
        kinds: Mapping[str, ItemKindRule],
        language: Language,
        rules: RuleSet | None,
    ) -> None:
        self.file = file
        self.kinds = kinds
        self.language = language
        self.rules = rules
        self._indexes: dict[tuple[type, str], dict[UUID, list[Record]]] = {}

    def say(self, message: str) -> str:
        """The words in the language of the findings."""
        return self.language.say(message)

    def digits(self, number: object) -> str:
        """A number, a time or a date as the language of the findings writes it."""
        return self.language.digits(number)

    @cached_property
    def records(self) -> dict[UUID, Record]:
        """All records of the file by id."""
        plural = VisitFile.__struct_fields__
        return {
            record.id: record
            for kind in KINDS
            if kind.name == "visit" or kind.plural in plural
            for record in self.file.of(kind.name)
        }

    def get(self, of: type[R], id_: UUID | None) -> R | None:
        """The record of an id; None when there is none."""
        record = self.records.get(id_) if id_ else None
        return record if isinstance(record, of) else None

    @cached_property
    def items(self) -> tuple[ProgrammeItem, ...]:
        """The programme in its order, without what was cancelled."""
        sheets = programme.sheets(self.file.items, self.file.stops, self.file.phases)
        return tuple(item for sheet in sheets for item in sheet.items if item.status != "cancelled")

    @cached_property
    def numbers(self) -> dict[UUID, programme.Number]:
        """The numbers in packs for the principal, which sees all."""
        sheets = programme.sheets(self.file.items, self.file.stops, self.file.phases)
        issued = {
            each.item: each.number
            for each in self.file.issued_numbers
            if each.audience == "principal"
        }
        items = (item for sheet in sheets for item in sheet.items)
        return programme.numbers(items, issued, self.kinds.values())

    def kind(self, item: ProgrammeItem) -> ItemKindRule:
        """What an item's kind wants."""
        rule = self.kinds.get(item.kind)
        return rule or ItemKindRule(kind=item.kind, title=item.kind, icon="", minutes=60)

    def stop(self, item: ProgrammeItem) -> Stop | None:
        """The stop of an item."""
        return self.get(Stop, item.stop)

    def parts(self, of: type[R], field: str, whole: UUID) -> tuple[R, ...]:
        """The parts of a record: those of a kind that name it in a field."""
        if (of, field) not in self._indexes:
            index = self._indexes[of, field] = defaultdict(list)
            for record in self.records.values():
                if isinstance(record, of):
                    index[getattr(record, field)].append(record)
        return tuple(self._indexes[of, field].get(whole, ()))  # type: ignore[arg-type]  # by kind

    def legs(self, item: ProgrammeItem) -> tuple[Leg, ...]:
        """The legs of an item."""
        return self.parts(Leg, "item", item.id)

    def participants(self, item: ProgrammeItem) -> tuple[Participant, ...]:
        """Who takes part in an item."""
        return self.parts(Participant, "item", item.id)

    @cached_property
    def intervals(self) -> dict[UUID, Interval]:
        """When items are, those of which day and start are known; a journey goes by its legs too."""
        found = ((item.id, self.interval(item)) for item in self.items)
        return {id_: interval for id_, interval in found if interval}

    def interval(self, item: ProgrammeItem) -> Interval | None:
        """When an item is, where its day and its start are known."""
        stop, legs = self.stop(item), self.legs(item)
        start, end, days = item.start, item.end, item.end_days
        if not start and legs:
            start = legs[0].start
            end, days = (end, days) if end else (legs[-1].end, legs[-1].end_days)
        zones = (stop.zone if stop else "", clocks.end_zone(item, stop, legs, self._places))
        return clocks.interval(item.day, start, end, days, zones)

    def leg_interval(self, item: ProgrammeItem, leg: Leg) -> Interval | None:
        """When a leg of an item is."""
        stop = self.stop(item)
        ends = [self.get(institutions.Place, each) for each in (leg.origin, leg.destination)]
        start, end = (
            (place.zone if place else "") or other
            for place, other in zip(ends, (stop.zone if stop else "", item.end_zone), strict=True)
        )
        return clocks.interval(item.day, leg.start, leg.end, leg.end_days, (start, end or start))

    def travel_time(self, item: ProgrammeItem) -> timedelta | None:
        """How long a journey takes: from first departure to last arrival, else the sum of its legs."""
        whole = self.intervals.get(item.id)
        if whole and whole.length:
            return whole.length
        lengths = [self._leg_length(item, leg) for leg in self.legs(item)]
        return sum(filter(None, lengths), timedelta()) or None

    def _leg_length(self, item: ProgrammeItem, leg: Leg) -> timedelta | None:
        if day_of(item.day) is None or not leg.start or not leg.end:
            return None
        interval = self.leg_interval(item, leg)
        return interval.length if interval else None

    @cached_property
    def _places(self) -> dict[UUID, institutions.Place]:
        return {place.id: place for place in self.file.places}

    def overlapping(
        self, items: Iterable[ProgrammeItem]
    ) -> Iterator[tuple[ProgrammeItem, ProgrammeItem]]:
        """Pairs of items that are at one time, in the order of the programme."""
        timed = [item for item in items if item.id in self.intervals]
        for first, second in combinations(timed, 2):
            if self.intervals[first.id].overlaps(self.intervals[second.id]):
                yield first, second

    def named(self, item: ProgrammeItem) -> str:
        """An item as a sentence names it: "item 8, Round table at the Saltmarsh Institute"."""
        if item.id not in self.numbers:
            return item.title
        form = self.say("item {number}, {title}")
        return form.format(number=self.digits(self.numbers[item.id].value), title=item.title)

    def place(self, record: Record, field: str) -> Place:
        """Where a finding belongs."""
        return Place(
            visit=self.file.visit.key,
            kind=kind_of(record).name,
            key=record.key,
            field=field,
            words=self._words(record),
        )

    def _words(self, record: Record) -> str:
        if isinstance(record, ProgrammeItem):
            return self.named(record)
        whole = self.get(ProgrammeItem, getattr(record, "item", None))
        if whole:
            return self.named(whole)
        if isinstance(record, Delegate):
            return who(self, record) or self.say("a delegate")
        if isinstance(record, Person):
            return person_name(record)
        return str(getattr(record, kind_of(record).title, "") or "")


def person_name(record: Person) -> str:
    parts = (record.honorific, record.given_name, record.family_name)
    return record.printed_name or " ".join(filter(None, parts))


def who(visit: VisitView, delegate: Delegate) -> str:
    person = visit.get(Person, delegate.person)
    return (person_name(person) if person else "") or delegate.group or delegate.title


def identity(visit: VisitView, participant: Participant) -> tuple[object, str]:
    """Who takes part, if it is a person or a delegate, and their name."""
    delegate = visit.get(Delegate, participant.delegate)
    post = visit.get(Post, participant.post or (delegate.post if delegate else None))
    id_ = (
        participant.person
        or (delegate.person if delegate else None)
        or (post.person if post else None)
    )
    person = visit.get(Person, id_)
    if person:
        return person.id, person_name(person)
    if delegate and not delegate.group:
        return delegate.id, who(visit, delegate)
    return None, ""


def printed_texts(visit: VisitView) -> Iterator[tuple[Record, str, str]]:
    """The texts of the visit and its parts that may be printed."""
    parts = ["visit", *(kind.name for kind in parts_below("visit"))]
    for name in parts:
        if name in ("citation", "wording", "contact", "recipient", "task"):
            continue
        for record in visit.file.of(name):
            for field in _lines(type(record)):
                if text := getattr(record, field):
                    yield record, field, text


@cache
def _lines(record: type[Record]) -> tuple[str, ...]:
    hints = get_type_hints(record, include_extras=True)
    hidden = ("changed_by", "staff_notes")
    return tuple(f for f, hint in hints.items() if hint in (Line, Text) and f not in hidden)


def span(when: str) -> dates.Span | None:
    try:
        return dates.read(when)
    except ValueError:
        return None


def day_of(when: str) -> date | None:
    """The day of a date that is precise to the day."""
    at = span(when)
    return at.first if at and at.precision == "day" else None
