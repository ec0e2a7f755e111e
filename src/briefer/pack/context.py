"""What every section is made from: the cut file in the pack's language, its programme, numbers, and missing facts.

A section asks for a gap here and nowhere else, so that every missing fact that a pack prints is counted and listed.
Not here: names (`names`), times (`times`), what a section says.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from briefer.i18n import Language
from briefer.pack import numbering
from briefer.pack.audience import Cut
from briefer.pack.blocks import Mark, Run, State
from briefer.pack.phrases import ranges, run
from briefer.pack.terms import MARKS
from briefer.pack.wordings import worded
from briefer.records import dates
from briefer.records.base import Record
from briefer.records.briefs import Brief
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.kinds import KINDS, kind_of, parts_below
from briefer.records.markings import ItemKindRule
from briefer.records.notes import Instrument, Theme
from briefer.records.packs import Office, Recipe
from briefer.records.people import Officer, Person, Post, PrivateData
from briefer.records.programme import Leg, Participant, ProgrammeItem, Step
from briefer.records.sources import Citation, Source
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Phase, Stop
from briefer.rules import clocks, precedence
from briefer.rules.programme import Number, Sheet, stops_in_order

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class CopyFacts(NamedTuple):
    """Which of several copies one is, and whose."""

    number: int
    of: int
    name: str


class IssueFacts(NamedTuple):
    """What a pack says about its own issue. Edition 0 is a draft."""

    at: datetime
    """The moment of making, with its zone."""
    edition: int = 0
    marking: str = ""
    """The least that it bears: a level of the visit's scheme, or empty for what its content needs."""
    copy: CopyFacts | None = None
    """None where it is nobody's own."""


class Hours(NamedTuple):
    """Wall-clock times of an item; empty where open."""

    start: str
    end: str
    end_days: int


class MissingFact(NamedTuple):
    """A fact that the pack prints as a gap."""

    item: UUID | None
    about: str
    """What it is a fact of, where that is no item."""
    what: str
    owner: str
    due: str
    """By when it is promised, in words of the pack's language."""
    counted: str = ""
    """What it is counted with instead of being listed: profiles, people."""


class Context:
    """A cut, a recipe, the facts of the issue, a language and an order of people, with what follows from them."""

    def __init__(
        self,
        cut: Cut,
        recipe: Recipe,
        issue: IssueFacts,
        language: Language,
        rules: precedence.RuleSet,
        sections: Mapping[str, str],
        office: Office | None = None,
    ) -> None:
        """Nothing is computed before a section asks."""
        self.cut = cut
        self.recipe = recipe
        self.issue = issue
        self.language = language
        self.file = worded(cut.file, language.tag)
        self.rules = rules
        self.office = office
        self.printed = ""
        """The text of the sections made in earlier stages."""
        self.sections = sections
        """The number of each section of the recipe, by its name."""
        self._known: dict[tuple[str, int], Any] = {}
        self._indexes: dict[tuple[type, str], dict[int, list[Record]]] = {}
        self.missing: dict[tuple[UUID | None, str, str], MissingFact] = {}
        self.kinds: Mapping[str, ItemKindRule] = {rule.kind: rule for rule in cut.kinds}

    # -------------------------------------------------------------------------------------- language

    def say(self, message: str, of: str = "") -> str:
        """A text in the pack's language; `of` tells what it is said of where one word says two things."""
        return self.language.say(message, of)

    def once(self, what: str, id_: UUID | None, make: Callable[[], T]) -> T:
        """What follows from a record, worked out once a pack: every section asks for the same names and contacts."""
        key = (what, id_.int if id_ else 0)
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]  # type: ignore[no-any-return]  # one name, one kind of thing

    def enumerated(self, said: Iterable[str]) -> str:
        """Several things in a sentence: "2018, 2020 and 2022"."""
        return self.language.enumerated(said)

    def gap(
        self,
        words: str,
        what: str,
        of: ProgrammeItem | str,
        *,
        owner: str = "",
        due: str = "",
        counted: str = "",
        field: str = "",
    ) -> Run:
        """A missing fact as it is printed; `what` names it in the list on the control sheet.

        `of` is the item it belongs to, or words for what else; `due` is a date as records keep it. Of what a library
        may lack a hundred times the list only tells how many, under the heading `counted`. `field` is where it would
        stand, `person.photo`: where the reader may not see that, nothing is said to be missing.
        """
        if field and self.hides(field):
            return run(self.say("not given here"), "soft")
        owner = owner or self.owner_name
        item, about = (None, of) if isinstance(of, str) else (of.id, "")
        known = self.missing.get((item, about, what))
        if known is None or not known.due:
            by = self.language.when(dates.read(due)) if due else ""
            self.missing[item, about, what] = MissingFact(item, about, what, owner, by, counted)
        return run(words, "gap")

    def hides(self, field: str) -> bool:
        """Whether the reader may not see a field, `item.link`, or a kind of record, whatever stands in it."""
        kind, _, name = field.partition(".")
        audience = self.cut.audience
        return (
            kind in audience.hides_kinds
            or name in audience.hides_fields.get(kind, ())
            or name in audience.hides_fields.get("*", ())
            or (kind == "contact" and "delegation" not in audience.contacts)
        )

    # --------------------------------------------------------------------------------------- records

    @cached_property
    def records(self) -> Mapping[UUID, Record]:
        """All records of the file and of earlier visits, by id."""
        files = (self.file, *self.file.earlier)
        return {record.id: record for file in files for record in _all(file)}

    @cached_property
    def _by_number(self) -> Mapping[int, Record]:
        """The same by the numbers of the ids: Python hashes an id ten times as slowly, and the pack asks often."""
        return {id_.int: record for id_, record in self.records.items()}

    @cached_property
    def own_records(self) -> tuple[Record, ...]:
        """The visit and its parts, without the library."""
        parts = ["visit", *(kind.name for kind in parts_below("visit"))]
        return tuple(record for kind in parts for record in self.file.of(kind))

    def get(self, of: type[R], id_: UUID | None) -> R | None:
        """The record of an id; None when there is none."""
        record = self._by_number.get(id_.int) if id_ else None
        return record if isinstance(record, of) else None

    def some(self, of: type[R], ids: Iterable[UUID]) -> tuple[R, ...]:
        """The records of several ids, in their order."""
        return tuple(record for id_ in ids if (record := self.get(of, id_)))

    def institution(self, id_: UUID | None) -> Institution | None:
        """The institution of an id."""
        return self.get(Institution, id_)

    def person(self, id_: UUID | None) -> Person | None:
        """The person of an id."""
        return self.get(Person, id_)

    def place(self, item: ProgrammeItem) -> Place | None:
        """The place of an item."""
        return self.get(Place, item.place)

    def anchor(self, record: Record) -> str:
        """Where a record stands in the pack: its kind and key, never its id.

        A key is a name that an officer chose, and counts among the office's words. So for an audience that sees less
        than another, and for a record without a key, it is the record's place among those of its kind in the cut.
        """
        kind = kind_of(record)
        if record.key and not self.cut.audience.narrower_than:
            return f"{kind.name}:{record.key}"
        return f"{kind.name}:#{self._places[record.id]}"

    @cached_property
    def _places(self) -> Mapping[UUID, int]:
        kinds = (kind for kind in KINDS if kind.plural in VisitFile.__struct_fields__)
        return {
            record.id: place
            for kind in kinds
            for place, record in enumerate(self.file.of(kind.name), 1)
        }

    def parts(self, of: type[R], field: str, id_: UUID) -> tuple[R, ...]:
        """The records of a kind that refer to something by a field, of this visit and of earlier ones."""
        if (of, field) not in self._indexes:
            index = self._indexes[of, field] = defaultdict(list)
            for record in self._of_kind.get(of, ()):
                held = getattr(record, field)
                if held:
                    index[held.int].append(record)
        return tuple(self._indexes[of, field].get(id_.int, ()))  # type: ignore[arg-type]  # indexed by kind

    @cached_property
    def _of_kind(self) -> Mapping[type[Record], list[Record]]:
        found: dict[type[Record], list[Record]] = defaultdict(list)
        for record in self.records.values():
            found[type(record)].append(record)
        return found

    def citations(self, record: Record) -> tuple[Citation, ...]:
        """The citations about a record."""
        return self.parts(Citation, "about", record.id)

    def sources(self, record: Record) -> tuple[Source, ...]:
        """The sources that a record rests on, each once."""
        ids = dict.fromkeys(each.source for each in self.citations(record) if each.source)
        return self.some(Source, ids)

    def contacts_of(self, record: Record) -> tuple[ContactPoint, ...]:
        """The contact points of a person, an institution, a place or a visit."""
        return self.parts(ContactPoint, kind_of(record).name, record.id)

    def private(self, person: Person) -> PrivateData | None:
        """What is kept apart of a person, as far as this reader may see it."""
        return next(iter(self.parts(PrivateData, "person", person.id)), None)

    def themes(self, ids: Iterable[UUID]) -> tuple[Theme, ...]:
        """The themes of several ids."""
        return self.some(Theme, ids)

    def instruments(self, ids: Iterable[UUID]) -> tuple[Instrument, ...]:
        """The instruments of several ids."""
        return self.some(Instrument, ids)

    # --------------------------------------------------------------------------------- the programme

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The programme by day or stop."""
        return numbering.sheets(self.cut) if self.file is self.cut.file else _sheets(self)

    @cached_property
    def items(self) -> tuple[ProgrammeItem, ...]:
        """The programme in its order."""
        return tuple(item for sheet in self.sheets for item in sheet.items)

    @cached_property
    def numbers(self) -> Mapping[UUID, Number]:
        """The numbers of the items that are numbered."""
        return numbering.numbers(self.cut)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """The stops in their order."""
        return stops_in_order(self.file.stops, self.file.phases)

    def number(self, item: ProgrammeItem) -> str:
        """The number of an item as printed; empty for a kind that is not numbered."""
        return str(self.numbers[item.id].value) if item.id in self.numbers else ""

    def mark(self, item: ProgrammeItem) -> Mark:
        """The mark of an item on the line."""
        number = self.numbers[item.id]
        state: State = item.status
        words = self.say("{number}, {state}").format(
            number=number.value, state=self.say(MARKS[state])
        )
        return Mark(str(number.value), state, words, number.provisional)

    def items_words(self, items: Iterable[ProgrammeItem]) -> str:
        """Items by their numbers: "item 2", "items 1, 3–5"; empty where none is numbered."""
        numbers = [self.numbers[item.id].value for item in items if item.id in self.numbers]
        if not numbers:
            return ""
        form = self.language.say_many("item {numbers}", "items {numbers}", len(set(numbers)))
        return form.format(numbers=ranges(numbers, self.language.to))

    def kind(self, item: ProgrammeItem) -> ItemKindRule:
        """What an item's kind wants."""
        known = self.kinds.get(item.kind)
        return known or ItemKindRule(kind=item.kind, title=item.kind, icon="", minutes=60)

    def stop(self, item: ProgrammeItem) -> Stop | None:
        """The stop of an item."""
        return self.get(Stop, item.stop)

    def phase(self, item: ProgrammeItem) -> Phase | None:
        """The phase of an item, its own or its stop's."""
        stop = self.stop(item)
        return self.get(Phase, item.phase or (stop.phase if stop else None))

    def steps(self, item: ProgrammeItem) -> tuple[Step, ...]:
        """The steps of an item."""
        return self.parts(Step, "item", item.id)

    def legs(self, item: ProgrammeItem) -> tuple[Leg, ...]:
        """The legs of an item."""
        return self.parts(Leg, "item", item.id)

    def participants(self, item: ProgrammeItem) -> tuple[Participant, ...]:
        """Who takes part in an item, of this visit or an earlier one."""
        return self.parts(Participant, "item", item.id)

    def hosts(self, item: ProgrammeItem) -> tuple[Participant, ...]:
        """The hosts of an item: who chairs or leads first, then by rank, then as given."""
        return self.once("hosts", item.id, lambda: self._side(item, "host"))

    def guests(self, item: ProgrammeItem) -> tuple[Participant, ...]:
        """The guests named for an item, in the same order; none where the whole delegation takes part."""
        return self.once("guests", item.id, lambda: self._side(item, "guest"))

    def present(self, item: ProgrammeItem) -> tuple[Delegate, ...]:
        """The delegates who take part where nobody is named: of the item's strand, at its stop, in its phase."""
        phase = self.phase(item)
        return tuple(
            each
            for each in self.delegation
            if (item.strand is None or each.strand == item.strand)
            and (not each.stops or item.stop is None or item.stop in each.stops)
            and (not each.phases or phase is None or phase.id in each.phases)
        )

    def _side(self, item: ProgrammeItem, side: str) -> tuple[Participant, ...]:
        def key(participant: Participant) -> tuple[int, int]:
            post = self.post(participant.post)
            return _FIRST.get(participant.role, len(_FIRST)), precedence.rank(post)

        there = (each for each in self.participants(item) if each.side == side)
        return tuple(sorted((each for each in there if each.state != "declined"), key=key))

    @cached_property
    def delegation(self) -> tuple[Delegate, ...]:
        """The delegates in the order in which they are printed."""
        return tuple(each.delegate for each in self.placed)

    @cached_property
    def placed(self) -> tuple[precedence.Placed, ...]:
        """The delegates with their places and what the rules advise."""
        day = self.day_of(self.file)
        posts = {
            delegate.id: post
            for delegate in self.file.delegates
            if (post := self.post(delegate.post) or self._held(delegate, day))
        }
        return precedence.placed(self.file.delegates, posts, self.rules)

    def _held(self, delegate: Delegate, day: date | None) -> Post | None:
        return self.held(delegate.person, day) if delegate.person else None

    def held(self, person: UUID, day: date | None) -> Post | None:
        """The post that a person held on a day; of several the highest, then the first."""
        posts = (post for post in self.parts(Post, "person", person) if _holds(post, day))
        return min(posts, key=lambda post: (precedence.rank(post), post.order), default=None)

    def file_of(self, item: ProgrammeItem) -> VisitFile:
        """The file that an item stands in: this visit's or an earlier one's."""
        return self.file_with(item.visit)

    def file_with(self, visit: UUID) -> VisitFile:
        """The file of a visit: this one's or an earlier one's."""
        files = (self.file, *self.file.earlier)
        return next((file for file in files if file.visit.id == visit), self.file)

    def brief(self, item: ProgrammeItem) -> Brief | None:
        """The brief of an item; of several the first."""
        return next(iter(self.parts(Brief, "item", item.id)), None)

    def briefed(self, item: ProgrammeItem) -> bool:
        """Whether an item has a brief or its kind wants one; one without a number has none, nor has it for who sees none."""
        if item.id not in self.numbers or self.hides("brief"):
            return False
        return self.kind(item).wants_brief or self.brief(item) is not None

    def brief_key(self, item: ProgrammeItem) -> str:
        """The key of the part that is an item's brief."""
        return self.anchor(item).replace("item:", "brief:", 1)

    def wants_interpreter(self, item: ProgrammeItem) -> bool:
        """Whether an interpreter was asked for: a way of interpreting, or a visit in several languages."""
        several = self.kind(item).wants_hosts and len(self.file.visit.languages) > 1
        return bool(item.interpreting) or several

    def hours(self, item: ProgrammeItem) -> Hours:
        """When an item begins and ends; a journey takes what is open from its legs."""
        legs = self.legs(item)
        if item.start or not legs or not legs[0].start:
            return Hours(item.start, item.end, item.end_days)
        last = legs[-1]
        return Hours(legs[0].start, item.end or last.end, item.end_days or last.end_days)

    def end_zone(self, item: ProgrammeItem) -> str:
        """The zone in which an item ends; a journey without a place of arrival ends in the next stop's."""
        places = {place.id: place for place in self.file.places}
        legs = self.legs(item)
        stop = self.stop(item)
        zone = clocks.end_zone(item, stop, legs, places)
        arrives = self.arrival(item)
        if arrives and not item.end_zone and zone == (stop.zone if stop else ""):
            return arrives.zone
        return zone

    def arrival(self, item: ProgrammeItem) -> Stop | None:
        """The stop that a journey leads to: that of the next item, if it is another one."""
        return self._arrivals.get(item.id.int) if item.kind == "travel" else None

    @cached_property
    def _arrivals(self) -> Mapping[int, Stop | None]:
        found: dict[int, Stop | None] = {}
        following: ProgrammeItem | None = None
        for item in reversed(self.items):
            there = following and following.stop != item.stop
            found[item.id.int] = self.stop(following) if following and there else None
            if item.status != "cancelled" and item.stop:
                following = item
        return found

    # -------------------------------------------------------------------------------------- the visit

    @cached_property
    def owner(self) -> Officer | None:
        """The officer who owns the visit."""
        return self.get(Officer, self.file.visit.owner)

    @property
    def owner_name(self) -> str:
        """The name of the visit's owner; empty when nobody is named."""
        return self.owner.name if self.owner else ""

    @cached_property
    def home_zone(self) -> str:
        """The office's time zone."""
        return self.file.visit.home_zone if clocks.zone(self.file.visit.home_zone) else "UTC"

    @cached_property
    def moment(self) -> datetime:
        """The moment of the issue, on the office's clock."""
        return self.issue.at.astimezone(ZoneInfo(self.home_zone))

    def day_of(self, file: VisitFile) -> date | None:
        """The day on which posts are held for a visit: its first."""
        start = span(file.visit.start) or span(file.visit.end)
        return start.first if start else None

    def offset(self, zone: str, day: date | None, clock: str = "12:00") -> timedelta | None:
        """How far a zone is ahead of UTC on a day, or at the beginning of the visit."""
        on = day or self.day_of(self.file) or self.moment.date()
        return clocks.offset(zone, on, clock)

    def delegate(self, id_: UUID | None) -> Delegate | None:
        """The delegate of an id."""
        return self.get(Delegate, id_)

    def post(self, id_: UUID | None) -> Post | None:
        """The post of an id."""
        return self.get(Post, id_)


_FIRST = {"chair": 0, "lead": 1, "greeter": 2, "speaker": 3}


def _holds(post: Post, day: date | None) -> bool:
    start, end = span(post.start), span(post.end)
    if day is None:
        return end is None
    return (start is None or start.first <= day) and (end is None or day <= end.last)


@lru_cache(maxsize=4096)  # few days, asked for in every section
def span(when: str) -> dates.Span | None:
    """What a date says; None when it is open, or is no date (a check reports it)."""
    try:
        return dates.read(when)
    except ValueError:
        return None


def _all(file: VisitFile) -> Iterator[Record]:
    for kind in KINDS:
        if kind.name == "visit" or kind.plural in VisitFile.__struct_fields__:
            yield from file.of(kind.name)


def _sheets(context: Context) -> tuple[Sheet, ...]:
    """The sheets with their items as worded in the pack's language."""
    items = {item.id: item for item in context.file.items}
    return tuple(
        sheet._replace(
            stop=context.get(Stop, sheet.stop.id) if sheet.stop else None,
            items=tuple(items[item.id] for item in sheet.items),
        )
        for sheet in numbering.sheets(context.cut)
    )
