"""What would be wrong where something is being dragged to, in words; and the nearest times that are free.

The rules look at the records in memory (`rules.trial`), so that an answer comes within a move of the pointer. Without Qt.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from briefer.findings import Level
from briefer.gui import placing, shown
from briefer.gui.models.columns import Column, Programme
from briefer.gui.models.drags import Dragged, Target
from briefer.gui.models.programme import kind_rules
from briefer.i18n import language, say, say_many
from briefer.records.base import new_id
from briefer.records.programme import ItemKind, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.rules import clocks
from briefer.rules.trial import Day, Flying, Reason, Trial, delegation, people
from briefer.rules.visit_view import VisitView, identity

MOST_REASONS = 2
NEAR_DAYS = 3
"""Days before and after in which a free time is looked for."""


class Verdict(NamedTuple):
    """What would be wrong: sentences with their levels, the worst first; the items they speak of; free times."""

    reasons: tuple[tuple[Level, str], ...] = ()
    items: frozenset[UUID] = frozenset()
    free: str = ""

    @property
    def worst(self) -> str:
        """The first sentence, empty where all is well."""
        return self.reasons[0][1] if self.reasons else ""


class Judge:
    """Says of one visit what would be wrong where something is dragged to."""

    def __init__(self) -> None:
        self._file: VisitFile | None = None
        self._programme = Programme()
        self._visit: VisitView | None = None
        self._dragged: tuple[Dragged, UUID | None] | None = None
        self._trial: Trial | None = None
        self._new: ProgrammeItem | None = None

    def show_file(self, file: VisitFile, programme: Programme) -> None:
        """The visit is another than before."""
        self._file, self._programme = file, programme
        self._visit = self._dragged = self._trial = None

    def judge(self, dragged: Dragged, column: Column, target: Target) -> Verdict:
        """What would be wrong if this were let go there."""
        placed = self._placed(dragged, column, target)
        if not placed or self._trial is None or target.begin < 0:
            return Verdict()
        return self._verdict(placed, column, onto=target.onto is not None)

    def judge_items(self, items: Sequence[ProgrammeItem], column: Column) -> Verdict:
        """What is wrong with items as they would be stored."""
        visit = self._view()
        if visit is None:
            return Verdict()
        self._dragged = None
        self._trial = Trial(visit, [Flying(one, people(visit, one)) for one in items])
        return self._verdict(items, column, onto=False)

    def ends(self, dragged: Dragged, column: Column) -> list[float]:
        """Minutes of a column that a card's top may snap to: ends of others, with and without the way from there."""
        self._begin(dragged, None)
        found = []
        flying = self._new or next(iter(self._items(dragged)), None)
        for card in column.cards:
            if card.id in dragged.ids:
                continue
            found.append(card.finish)
            way = self._trial.journey(card.item, flying) if self._trial and flying else None
            if way:
                found.append(card.finish + way.minutes)
        return found

    # ---------------------------------------------------------------------------------- what flies

    def _view(self) -> VisitView | None:
        if self._visit is None and self._file:
            self._visit = VisitView(self._file, kind_rules(), language("en"), None)
        return self._visit

    def _items(self, dragged: Dragged) -> list[ProgrammeItem]:
        by_id = {item.id: item for item in self._file.items} if self._file else {}
        return [by_id[id_] for id_ in dragged.ids if id_ in by_id]

    def _begin(self, dragged: Dragged, onto: UUID | None) -> None:
        """Find out once what does not depend on where it is dragged to."""
        if self._dragged == (dragged, onto):
            return
        self._dragged, self._trial, self._new = (dragged, onto), None, None
        visit = self._view()
        if visit is None or self._file is None:
            return
        if dragged.kind in ("item", "edge"):
            items = self._items(dragged)
            self._trial = Trial(visit, [Flying(one, people(visit, one)) for one in items])
        elif dragged.kind in ("institution", "person"):
            self._new = next((one for one in self._file.items if one.id == onto), None)
            joining = _who(visit, dragged)
            if self._new is None:
                self._new = self._made(dragged)
                joining |= delegation(visit, self._new)
            self._trial = Trial(visit, [Flying(self._new, joining)])

    def _made(self, dragged: Dragged) -> ProgrammeItem:
        assert self._file is not None
        kind: ItemKind = "courtesy call" if dragged.kind == "person" else "meeting"
        known = next((one for one in self._file.institutions if one.id in dragged.ids), None)
        place = known.place if known else None
        visit = self._file.visit.id
        return ProgrammeItem(id=new_id(), visit=visit, title="-", kind=kind, place=place)

    def _placed(
        self, dragged: Dragged, column: Column, target: Target
    ) -> Sequence[ProgrammeItem] | None:
        self._begin(dragged, target.onto)
        if target.onto and self._new:
            return [self._new]
        if column.day is None or target.onto:
            return None
        if self._new:
            minutes = kind_rules()[self._new.kind].minutes
            fields = placing.new_at(column, target.begin, minutes)
            return [msgspec.structs.replace(self._new, **fields)]
        items = self._items(dragged)
        if not items:
            return None
        if dragged.kind == "edge" and items[0].start:
            minutes = clocks.minutes(items[0].start)
            begin = round(target.begin)
            return [placing.stretched(items[0], begin - minutes, target.length)]
        return placing.moved_to(items, items[0], column, target, self._programme.columns)

    # --------------------------------------------------------------------------------------- words

    def _verdict(self, placed: Sequence[ProgrammeItem], column: Column, *, onto: bool) -> Verdict:
        assert self._trial is not None
        reasons = self._trial.reasons(placed)
        if onto:
            reasons = tuple(one for one in reasons if one.cause == "people")
        sentences = tuple(
            dict.fromkeys((one.level, _sentence(one, placed, column)) for one in reasons)
        )
        grave = [one for one in reasons if one.level == "error"]
        items = frozenset(one.other.id for one in grave if one.other)
        free = self._free(placed[0], column) if grave and not onto else ""
        return Verdict(sentences[:MOST_REASONS], items, free)

    def _free(self, item: ProgrammeItem, column: Column) -> str:
        assert self._trial is not None
        near = [
            Day(one.day, str(one.midnight.tzinfo), one.stop)
            for one in self._programme.columns
            if one.day and one.midnight and column.day
            if abs((one.day - column.day).days) <= NEAR_DAYS
        ]
        zones = {one.day: one.zone for one in near}
        programme = self._programme
        found = self._trial.free(item, near, (programme.begin, programme.end))
        words = []
        for start in found:
            for day, zone in zones.items():
                local = start.astimezone(clocks.zone(zone))
                if local.date() == day:
                    words.append(f"{shown.day(day, 'EEE d')} {_clock(local)}")
                    break
        if not words:
            return ""
        return say("Free for all: {times}. Esc cancels.").format(times=say(", ").join(words))


def _who(visit: VisitView, dragged: Dragged) -> dict[object, str]:
    """The person who is dragged, or the head of the institution, as far as the visit knows them."""
    from briefer.records.programme import Participant
    from briefer.services.common_edits import head_of

    person = next((one.id for one in visit.file.people if one.id in dragged.ids), None)
    if dragged.kind == "institution":
        posts = [one for one in visit.file.posts if one.institution in dragged.ids]
        head = head_of(posts)
        person = head.person if head else None
    if person is None:
        return {}
    known, name = identity(visit, Participant(item=new_id(), person=person))
    return {known: name} if known else {}


def _clock(at: datetime) -> str:
    return shown.digits(f"{at:%H:%M}")


def _sentence(reason: Reason, placed: Sequence[ProgrammeItem], column: Column) -> str:
    zone = column.midnight.tzinfo if column.midnight else None
    time = _clock(reason.until.astimezone(zone)) if reason.until else ""
    title = shown.isolated(reason.other.title) if reason.other else ""
    first = reason.names[0] if reason.names else ""
    if reason.cause == "people":
        more = len(reason.names) - 1
        if not more:
            return say("Clash: {name} is in “{title}” until {time}.").format(
                name=first, title=title, time=time
            )
        return say_many(
            "Clash: {name} and {count} other are in “{title}” until {time}.",
            "Clash: {name} and {count} others are in “{title}” until {time}.",
            more,
        ).format(name=first, count=shown.digits(more), title=title, time=time)
    if reason.cause in ("room", "place"):
        words = say("{place} is taken by “{title}” until {time}.")
        return words.format(place=first, title=title, time=time)
    if reason.cause == "vehicle":
        words = say("{vehicle} drives in “{title}” until {time}.")
        return words.format(vehicle=first or say("The vehicle"), title=title, time=time)
    if reason.cause == "journey":
        return _way(reason, placed, title)
    if reason.cause == "closed":
        return say("{place} is open {hours}.").format(place=first, hours=reason.names[1])
    if reason.cause == "dates":
        return say("The day is outside the dates of {city}.").format(city=first or say("this stop"))
    words = say("“{title}” arrives in {city} only at {time}.")
    return words.format(title=title, city=first, time=time)


def _way(reason: Reason, placed: Sequence[ProgrammeItem], title: str) -> str:
    item = next(one for one in placed if one.id == reason.flying)
    before = reason.other and (reason.other.day, reason.other.start) < (item.day, item.start)
    words = (
        say("{way} from “{title}”, {there} planned.")
        if before
        else say("{way} to “{title}”, {there} planned.")
    )
    way = shown.way(reason.needed, reason.mode)
    return words.format(way=way, title=title, there=shown.length(reason.there))
