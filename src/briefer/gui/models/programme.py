"""The programme of a visit as columns of cards: one a day, or one a stop while no item has a day.

Records go in, plain values come out; the views and delegates read nothing else. Not here: pixels (`timeline`),
drawing (`delegates.cards`), changing anything (`views.programme`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Literal, NamedTuple, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from briefer.findings import Finding
from briefer.gui import shown, timeline
from briefer.gui.models.offers import Offered
from briefer.i18n import say, say_many
from briefer.pack import shipped
from briefer.records import dates
from briefer.records.base import Side
from briefer.records.markings import ItemKindRule
from briefer.records.naming import whole_name
from briefer.records.people import Person
from briefer.records.programme import Leg, Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Stop
from briefer.rules import clocks
from briefer.rules import programme as order
from briefer.rules.programme import Number
from briefer.text import fold

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
_NOBODY = UUID(int=0)
AUDIENCE = "principal"
"""Whose numbers are shown."""
LONGEST_STOP = 31
"""Days; of a longer stop only the days that have items become columns."""
OPEN_MINUTES = 60
"""How long an item without an end is drawn."""
LEAST_TORN = 18
"""Least height of the first part of an item over midnight, in minutes at scale 1."""


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

    @property
    def id(self) -> UUID:
        """The item's."""
        return self.item.id

    @property
    def clash(self) -> bool:
        """Whether something about it cannot be."""
        return any(finding.level == "error" for finding in self.findings)

    @property
    def called(self) -> str:
        """Its number as it is shown."""
        return shown.digits(self.number.value) if self.number else ""

    @property
    def unsure(self) -> bool:
        """Whether it is drawn with dashes: tentative, or on a day without a time."""
        return self.item.status == "tentative" or (self.begin is None and not self.listed)


class Column(NamedTuple):
    """A day, or a stop of a programme without days."""

    key: str
    """The day as `YYYY-MM-DD`, or the stop's id."""
    day: date | None
    stop: Stop | None
    head: str
    """"Tue 13 Oct", or the city."""
    spoken: str
    band: str
    """The city of the strip above it, or "Online"."""
    band_note: str
    """Country and hotel."""
    zone: str
    """"UTC+2", with the difference to home."""
    cards: tuple[Card, ...]
    """With a time, in order; in a programme without days all of them."""
    tray: tuple[Card, ...] = ()
    midnight: datetime | None = None
    length: int = 1440
    hours: tuple[tuple[int, str], ...] = ()
    """The column's own hours where its clocks change: minute and local time."""

    @property
    def is_today(self) -> bool:
        """Whether it is today at that place."""
        return self.midnight is not None and self.day == datetime.now(self.midnight.tzinfo).date()


class Programme(NamedTuple):
    """All columns, and what they share."""

    columns: tuple[Column, ...] = ()
    dated: bool = False
    begin: int = timeline.EARLIEST
    end: int = timeline.LATEST
    items: int = 0


def programme(file: VisitFile, findings: Sequence[Finding] = ()) -> Programme:
    """The columns of a visit, numbered as its principal's pack is."""
    sheets = order.sheets(file.items, file.stops, file.phases)
    items = tuple(item for sheet in sheets for item in sheet.items)
    context = _Context(file, items, findings)
    dated = any(sheet.day for sheet in sheets)
    if not dated and (items or not any(dates.day(stop.start) for stop in file.stops)):
        return Programme(_stop_columns(file, items, context), items=len(items))
    columns = tuple(_day_columns(file, items, context))
    slots = [
        timeline.Slot(card.begin, card.finish)
        for column in columns
        for card in column.cards
        if card.begin is not None and not card.torn_before and not card.torn_after
    ]
    begin, end = timeline.unfolded(slots)
    return Programme(columns, dated=True, begin=begin, end=end, items=len(items))


@cache
def kind_rules() -> dict[str, ItemKindRule]:
    """What each kind of item wants, and how long a new one is."""
    return {rule.kind: rule for rule in shipped.item_kinds()}


def owners_of_parts(file: VisitFile) -> dict[tuple[str, str], UUID]:
    """The item that a finding on it, or on a part of it, belongs to: by kind and key of the record."""
    briefs = {brief.id: brief.item for brief in file.briefs}
    parts: list[tuple[str, str, UUID | None]] = [
        *(("item", one.key, one.id) for one in file.items),
        *(("step", one.key, one.item) for one in file.steps),
        *(("leg", one.key, one.item) for one in file.legs),
        *(("participant", one.key, one.item) for one in file.participants),
        *(("brief", one.key, one.item) for one in file.briefs),
        *(("point", one.key, briefs.get(one.brief)) for one in file.points),
    ]
    return {(kind, key): item for kind, key, item in parts if key and item}


def kind_words() -> dict[str, str]:
    """The kinds of item in words."""
    return {
        "meeting": say("meeting"),
        "courtesy call": say("courtesy call"),
        "site visit": say("site visit"),
        "side meeting": say("side meeting"),
        "welcome": say("welcome"),
        "wrap-up": say("wrap-up"),
        "meal": say("meal"),
        "travel": say("travel"),
        "press": say("press"),
        "ceremony": say("ceremony"),
        "free time": say("free time"),
        "internal briefing": say("internal briefing"),
    }


class Names:
    """Who and where, in words: participants and places of a visit, looked up in its file."""

    def __init__(self, file: VisitFile) -> None:
        self.places = {place.id: place for place in file.places}
        self.institutions = {record.id: record for record in file.institutions}
        self.people = {record.id: record for record in file.people}
        self.posts = {record.id: record for record in file.posts}
        self.delegates = {record.id: record for record in file.delegates}

    def person_of(self, one: Participant) -> Person | None:
        """The person who takes part, by name, by post, or as a delegate."""
        delegate = self.delegates.get(one.delegate) if one.delegate else None
        post = self.posts.get(one.post or (delegate.post if delegate else None) or _NOBODY)
        wanted = (
            one.person or (delegate.person if delegate else None) or (post.person if post else None)
        )
        return self.people.get(wanted) if wanted else None

    def is_named(self, one: Participant) -> bool:
        """Whether it is a person whose name is known."""
        return self.person_of(one) is not None

    def who(self, one: Participant) -> str:
        """The name of a participant: person, post, institution, group, or a delegate's."""
        person = self.person_of(one)
        if person:
            return whole_name(person)
        delegate = self.delegates.get(one.delegate) if one.delegate else None
        post = self.posts.get(one.post or (delegate.post if delegate else None) or _NOBODY)
        supplied = one.title or one.group or (post.title if post else "")
        if not supplied and delegate:
            supplied = delegate.title or delegate.group
        return supplied or self.institution_of(one)

    def _called(self, delegate: Delegate) -> str:
        return self.who(Participant(item=_NOBODY, delegate=delegate.id))

    def institution_of(self, one: Participant) -> str:
        """Where a participant belongs, as short as it is called."""
        delegate = self.delegates.get(one.delegate) if one.delegate else None
        if delegate and delegate.affiliation:
            return delegate.affiliation
        known = self.institutions.get(
            one.institution or (delegate.institution if delegate else None) or _NOBODY
        )
        return known.acronym or known.name if known else ""

    def place(self, item: ProgrammeItem) -> str:
        """Where an item is, in one line; without a place, at whose."""
        return self.place_words(item) or self.institution_words(item)

    def place_words(self, item: ProgrammeItem) -> str:
        """The place of an item, in one line."""
        place = self.places.get(item.place) if item.place else None
        known = (place.name, place.room) if place else ()
        return ", ".join(filter(None, (*known, item.place_words)))

    def institution_words(self, item: ProgrammeItem) -> str:
        """The institutions of an item, as short as they are called."""
        known = [self.institutions[one] for one in item.institutions if one in self.institutions]
        return ", ".join(one.acronym or one.name for one in known)

    def offers(self, text: str, side: Side) -> list[Offered]:
        """Who of this visit may be meant by a text: for the guests' side the delegation first."""
        wanted = fold(text)
        delegates = [
            Offered("delegate", one.id, self._called(one), one.title, "user-round")
            for one in self.delegates.values()
            if side == "guest"
        ]
        guests = {one.person for one in self.delegates.values()} if side == "guest" else set()
        people = [
            Offered("person", one.id, whole_name(one), "", "user-round")
            for one in self.people.values()
            if one.id not in guests
        ]
        return [offered for offered in (*delegates, *people) if _begins(offered.words, wanted)]


def _begins(name: str, wanted: str) -> bool:
    """Whether a word of a name begins as wanted."""
    folded = fold(name)
    return folded.startswith(wanted) or f" {wanted}" in folded


class _Context(Names):
    """What cards need to know of the rest of the visit, looked up once."""

    def __init__(
        self, file: VisitFile, items: Sequence[ProgrammeItem], findings: Sequence[Finding]
    ) -> None:
        super().__init__(file)
        issued = {one.item: one.number for one in file.issued_numbers if one.audience == AUDIENCE}
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

    def people_line(self, item: ProgrammeItem) -> str:
        """Who takes part, in few words: the chair or first host, then how many guests."""
        taking_part = self.participants.get(item.id, [])
        hosts = [one for one in taking_part if one.side == "host"]
        guests = [one for one in taking_part if one.side == "guest"]
        first = next((one for one in hosts if one.role == "chair"), hosts[0] if hosts else None)
        parts = [self.who(first)] if first else []
        if len(hosts) > 1:
            others = len(hosts) - 1
            parts.append(
                say_many("{count} more host", "{count} more hosts", others).format(
                    count=shown.digits(others)
                )
            )
        if len(guests) == 1 and not hosts:
            parts.append(self.who(guests[0]))
        elif guests:
            parts.append(
                say_many("{count} guest", "{count} guests", len(guests)).format(
                    count=shown.digits(len(guests))
                )
            )
        return ", ".join(filter(None, parts))

    def icon(self, item: ProgrammeItem) -> str:
        """The icon of an item's kind; of travel, by its carrier."""
        if item.kind != "travel":
            return self.rules[item.kind].icon
        modes = " ".join(f"{leg.mode} {leg.carrier}" for leg in self.legs[item.id][:1])
        words = f"{modes} {item.title}".casefold().split()
        for known, name in _CARRIERS:
            if any(word.startswith(known) for word in words):
                return name
        return self.rules["travel"].icon

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
        spoken = [shown.times_spoken(item), self.kinds[item.kind], item.title, place, *signs]
        return Card(
            item,
            number,
            self.icon(item),
            self.fill(item),
            shown.times(item),
            strand.title if strand else "",
            place,
            self.people_line(item),
            badges,
            findings,
            say(", ").join(filter(None, spoken)),
            rank=strand.order if strand else -1,
        )


def _counted(level: Literal["error", "warning"], count: int) -> str:
    if level == "error":
        return say_many("{count} error", "{count} errors", count).format(count=shown.digits(count))
    return say_many("{count} warning", "{count} warnings", count).format(count=shown.digits(count))


def _stop_columns(
    file: VisitFile, items: Sequence[ProgrammeItem], context: _Context
) -> tuple[Column, ...]:
    stops: list[Stop | None] = list(file.stops)
    known = {stop.id for stop in file.stops}
    if not stops or any(item.stop not in known for item in items):
        stops.append(None)
    columns = []
    for stop in stops:
        mine = [
            item for item in items if (item.stop == stop.id if stop else item.stop not in known)
        ]
        city = _city(stop) if stop else say("No stop yet")
        where = ", ".join(filter(None, (city, stop.country if stop else "")))
        head = say("in this order, no day yet")
        spoken = say("{where}, {head}, {count}").format(
            where=where, head=head, count=_items(len(mine))
        )
        columns.append(
            Column(
                str(stop.id) if stop else "none",
                None,
                stop,
                head,
                spoken,
                where,
                "",
                "",
                tuple(_listed(context.card(item), context) for item in mine),
            )
        )
    return tuple(columns)


def _listed(card: Card, context: _Context) -> Card:
    """A card of a list by stop: its kind stands where a time would."""
    open_ = Badge("", "secondary", say("time open"))
    asks = card.fill == "engagement" and card.item.status != "cancelled" and not card.item.start
    badges = (*card.badges, open_) if asks else card.badges
    times = card.times or context.kinds[card.item.kind]
    return card._replace(listed=True, times=times, badges=badges)


def _day_columns(
    file: VisitFile, items: Sequence[ProgrammeItem], context: _Context
) -> Iterable[Column]:
    days = _days(file.stops, items)
    held = {day: next((stop for stop in file.stops if _holds(stop, day)), None) for day in days}
    first_of_stop: dict[UUID, date] = {}
    for day, stop in held.items():
        if stop:
            first_of_stop.setdefault(stop.id, day)
    for day in days:
        stop = held[day] or _stop_of_items(day, items, context)
        zone = clocks.zone(stop.zone if stop else file.visit.home_zone) or ZoneInfo("UTC")
        midnight = datetime.combine(day, time(), zone)
        length = round(
            (_utc(datetime.combine(day + timedelta(1), time(), zone)) - _utc(midnight))
            / timedelta(minutes=1)
        )
        timed, tray = [], []
        for item in items:
            own = dates.day(item.day)
            if own is None:
                home = first_of_stop.get(item.stop) if item.stop else None
                if day == (home or days[0]):
                    tray.append(context.card(item))
            elif own == day and not item.start:
                tray.append(context.card(item))
            elif item.start and abs((own - day).days) <= 3:
                card = _placed(context.card(item), midnight, length, context, zone.key)
                if card:
                    timed.append(card)
        timed.sort(key=lambda card: (card.begin or 0, card.rank, card.item.order))
        yield _day_column(file, day, stop, midnight, length, timed, tray)


def _day_column(
    file: VisitFile,
    day: date,
    stop: Stop | None,
    midnight: datetime,
    length: int,
    timed: Sequence[Card],
    tray: Sequence[Card],
) -> Column:
    offset = _offset(midnight, length)
    zone = shown.offset(offset)
    if file.visit.home_zone and stop:
        hours = clocks.ahead(stop.zone, file.visit.home_zone, day) / timedelta(hours=1)
        if hours:
            zone += f" · {'+' if hours > 0 else '−'}{abs(hours):g} h"
    count = _items(len(timed) + len(tray))
    city = _city(stop) if stop else ""
    hotel = next((place.name for place in file.places if stop and place.id == stop.hotel), "")
    spoken = [shown.day(day, "EEEE d MMMM"), city, count, shown.offset(offset)]
    return Column(
        day.isoformat(),
        day,
        stop,
        shown.day(day, "EEE d MMM"),
        say(", ").join(filter(None, spoken)),
        city,
        shown.joined((stop.country if stop else "", hotel)),
        shown.digits(zone),
        tuple(timed),
        tuple(tray),
        midnight,
        length,
        _own_hours(midnight, length, timed),
    )


def _days(stops: Iterable[Stop], items: Iterable[ProgrammeItem]) -> list[date]:
    found = {day for item in items if (day := dates.day(item.day))}
    for stop in stops:
        first = dates.day(stop.start)
        last = dates.day(stop.end) or first
        if first and last and 0 <= (last - first).days < LONGEST_STOP:
            found.update(first + timedelta(days) for days in range((last - first).days + 1))
    return sorted(found)


def _holds(stop: Stop, day: date) -> bool:
    first = dates.day(stop.start)
    last = dates.day(stop.end) or first
    return first is not None and last is not None and first <= day <= last


def _stop_of_items(day: date, items: Iterable[ProgrammeItem], context: _Context) -> Stop | None:
    here = [item.stop for item in items if dates.day(item.day) == day and item.stop]
    return context.stops.get(here[0]) if here else None


def _placed(
    card: Card, midnight: datetime, length: int, context: _Context, otherwise: str
) -> Card | None:
    """The card at its true minutes of a column; None when it does not touch that day."""
    item = card.item
    zones = context.zones(item, otherwise)
    held = clocks.interval(item.day, item.start, item.end, item.end_days, zones)
    if held is None:
        return None
    begin = (held.start - _utc(midnight)) / timedelta(minutes=1)
    finish = (held.end - _utc(midnight)) / timedelta(minutes=1)
    if not item.end:
        finish = min(
            begin + min(OPEN_MINUTES, context.rules[item.kind].minutes), max(length, begin)
        )
    finish = max(finish, begin)
    if begin >= length or finish <= 0 < -begin or (begin < 0 and not item.end):
        return None
    return card._replace(
        times=f"–{shown.digits(item.end)}" if begin < 0 else card.times,
        begin=min(max(begin, 0), length - LEAST_TORN) if finish > length else max(begin, 0),
        finish=min(finish, length),
        torn_before=begin < 0,
        torn_after=finish > length,
    )


def _own_hours(
    midnight: datetime, length: int, cards: Iterable[Card]
) -> tuple[tuple[int, str], ...]:
    """Local times beside the column after its clocks have changed: by an item's zone, or on the day of the change."""
    changed_at, zone = length, cast("ZoneInfo | None", midnight.tzinfo)
    for card in cards:
        item = card.item
        if item.end_zone and item.end_zone != str(midnight.tzinfo) and not card.torn_after:
            changed_at, zone = int(card.finish), clocks.zone(item.end_zone)
            break
    if length != 1440:
        changed_at = min(changed_at, 180)
    hours = []
    for minute in range(-(-changed_at // 60) * 60, length, 60):
        local = (_utc(midnight) + timedelta(minutes=minute)).astimezone(zone)
        hours.append((minute, shown.digits(f"{local:%H:%M}")))
    return tuple(hours)


def _city(stop: Stop) -> str:
    return stop.city or say("Online")


def _items(count: int) -> str:
    return say_many("{count} item", "{count} items", count).format(count=shown.digits(count))


def _offset(moment: datetime, length: int) -> int:
    """Minutes from universal time, at noon."""
    offset = (_utc(moment) + timedelta(minutes=length / 2)).astimezone(moment.tzinfo).utcoffset()
    return round((offset or timedelta()) / timedelta(minutes=1))


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
