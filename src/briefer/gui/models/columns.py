"""The programme of a visit as columns of cards: one a day, or one a stop while no item has a day.

Not here: what a card says (`cards`), pixels (`timeline`), changing anything (`views.programme_commands`).
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from briefer.findings import Finding
from briefer.gui import shown, timeline
from briefer.gui.models import clock_changes
from briefer.gui.models.cards import Badge, Card, Cards
from briefer.gui.models.programme import AUDIENCE
from briefer.i18n import say, say_many
from briefer.records import dates
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Stop
from briefer.rules import clocks
from briefer.rules import programme as order

LONGEST_STOP = 31
"""Days; of a longer stop only the days that have items become columns."""
OPEN_MINUTES = 60
"""How long an item without an end is drawn."""
LEAST_TORN = 18
"""Least height of the first part of an item over midnight, in minutes at scale 1."""


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
    seams: tuple[tuple[float, str], ...] = ()
    """Where there is too little time for the way between two cards: minute and words."""

    notes: tuple[tuple[float, str], ...] = ()
    """Where its clocks are put forward or back, and no card says it: minute and words."""

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


class Narrowed(NamedTuple):
    """What of a programme is shown."""

    strand: UUID | None = None
    """One strand with what is everybody's."""
    reader: str = ""
    """The audience whose view and whose numbers are shown; empty: everything, numbered as the principal's pack is."""
    hidden: frozenset[UUID] = frozenset()
    """Items and steps that the reader does not see."""


_EVERYTHING = Narrowed()


def programme(
    file: VisitFile, findings: Sequence[Finding] = (), narrowed: Narrowed = _EVERYTHING
) -> Programme:
    """The columns of a visit, as far as they are to be shown."""
    sheets = order.sheets(file.items, file.stops, file.phases)
    items = tuple(
        item for sheet in sheets for item in sheet.items if item.id not in narrowed.hidden
    )
    context = Cards(file, items, findings, narrowed.reader or AUDIENCE)
    strand = narrowed.strand
    items = tuple(item for item in items if strand is None or item.strand in (None, strand))
    dated = any(sheet.day for sheet in sheets)
    if not dated and (items or not any(dates.day(stop.start) for stop in file.stops)):
        return Programme(_stop_columns(file, items, context), items=len(items))
    columns = _noted(tuple(_day_columns(file, items, context)))
    slots = [
        timeline.Slot(card.begin, card.finish)
        for column in columns
        for card in column.cards
        if card.begin is not None and not card.torn_before and not card.torn_after
    ]
    begin, end = timeline.unfolded(slots)
    return Programme(columns, dated=True, begin=begin, end=end, items=len(items))


def _noted(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Days with what they say of their clocks."""
    days = [
        clock_changes.Day(column.midnight, column.length, column.cards)
        for column in columns
        if column.midnight
    ]
    noted = []
    for column, notes in zip(columns, clock_changes.notes(days), strict=True):
        spoken = say(", ").join((column.spoken, *(words for _, words in notes)))
        noted.append(column._replace(notes=notes, spoken=spoken))
    return tuple(noted)


def _stop_columns(
    file: VisitFile, items: Sequence[ProgrammeItem], context: Cards
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


def _listed(card: Card, context: Cards) -> Card:
    """A card of a list by stop: its kind stands where a time would."""
    open_ = Badge("", "secondary", say("time open"))
    asks = card.fill == "engagement" and card.item.status != "cancelled" and not card.item.start
    badges = (*card.badges, open_) if asks else card.badges
    times = card.times or context.kinds[card.item.kind]
    return card._replace(listed=True, times=times, badges=badges)


def _day_columns(
    file: VisitFile, items: Sequence[ProgrammeItem], context: Cards
) -> Iterable[Column]:
    days = days_of(file.stops, items)
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
        yield _day_column(context, day, stop, midnight, length, timed, tray)


def _day_column(
    context: Cards,
    day: date,
    stop: Stop | None,
    midnight: datetime,
    length: int,
    timed: Sequence[Card],
    tray: Sequence[Card],
) -> Column:
    file, offset = context.file, _offset(midnight, length)
    zone = [shown.offset(offset)]
    if file.visit.home_zone and stop:
        hours = clocks.ahead(stop.zone, file.visit.home_zone, day) / timedelta(hours=1)
        if hours:
            ahead = shown.digits(f"{'+' if hours > 0 else '−'}{abs(hours):g}")
            zone.append(say("{hours} h").format(hours=ahead))
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
        shown.joined(zone),
        tuple(timed),
        tuple(tray),
        midnight,
        length,
        _own_hours(midnight, length, timed, context),
        tuple(_seams(timed, context)),
    )


def _seams(cards: Sequence[Card], context: Cards) -> Iterable[tuple[float, str]]:
    begins = {card.id: card.begin for card in cards if card.begin is not None}
    planned = say("{way}, {there} planned")
    for seam in context.seams:
        if seam.before in begins and seam.after in begins:
            way = shown.way(seam.needed, seam.mode)
            words = planned.format(way=way, there=shown.length(seam.there))
            yield begins[seam.after], words


def days_of(stops: Iterable[Stop], items: Iterable[ProgrammeItem]) -> list[date]:
    """The days that stops cover and that items have, in order."""
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


def _stop_of_items(day: date, items: Iterable[ProgrammeItem], context: Cards) -> Stop | None:
    here = [item.stop for item in items if dates.day(item.day) == day and item.stop]
    return context.stops.get(here[0]) if here else None


def _placed(
    card: Card, midnight: datetime, length: int, context: Cards, otherwise: str
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
    start_zone, end_zone = (clocks.zone(name) or UTC for name in zones)
    moved = clock_changes.between(held.start, start_zone, held.end, end_zone) if item.end else 0
    put = "" if finish > length else clock_changes.words(moved)
    return card._replace(
        clocks=put,
        spoken=say(", ").join(filter(None, (card.spoken, put))),
        times=_arrival(card) if begin < 0 else card.times,
        begin=min(max(begin, 0), length - LEAST_TORN) if finish > length else max(begin, 0),
        finish=min(finish, length),
        torn_before=begin < 0,
        torn_after=finish > length,
    )


def _arrival(card: Card) -> str:
    """When what began the day before comes to its end."""
    time = shown.digits(card.item.end)
    if card.fill != "travel":
        return f"–{time}"
    words = say("lands {time}") if card.icon.startswith("plane") else say("arrives {time}")
    return words.format(time=time)


def _own_hours(
    midnight: datetime, length: int, cards: Iterable[Card], context: Cards
) -> tuple[tuple[int, str], ...]:
    """Local times beside the column after its clocks have changed: by an item's zone, or on the day of the change."""
    changed_at, zone = length, cast("ZoneInfo | None", midnight.tzinfo)
    for card in cards:
        if card.clocks:
            changed_at = int(card.finish)
            zone = clocks.zone(context.zones(card.item, str(midnight.tzinfo))[1])
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
