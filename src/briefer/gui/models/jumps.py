"""Places in the visit at work that are named by a number, a date or a time: `#8`, `9 March`, `10:30`.

Not here: what is found in the index (`services.search`).
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from briefer.gui import shown, typed_dates, typed_times
from briefer.gui.item_edits import days_of
from briefer.gui.models.briefs import items_in_order
from briefer.gui.models.hits import Hit
from briefer.gui.models.rows import Row
from briefer.i18n import say
from briefer.records import dates
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile


def jumps(file: VisitFile, current: UUID | None, text: str) -> list[Row]:
    """The rows for a typed text; none where it names no place. A time is meant on the day of the `current` item."""
    if text.startswith("#"):
        return [*_numbered(file, text[1:].strip())]
    day = dates.day(typed_dates.read(text, days_of(file)) or "")
    if day:
        return [*_at(file, day, "")]
    typed = typed_times.read(text) if ":" in text else None
    if typed and typed.start:
        here = next((item.day for item in file.items if item.id == current), "")
        first = next(iter(days_of(file)), None)
        day = dates.day(here) or first
        return [*_at(file, day, typed.start)] if day else []
    return []


def _numbered(file: VisitFile, number: str) -> Iterator[Row]:
    """The items whose number begins with these digits, all for none; the one that has just that number first."""
    found = [
        (item, shown_number)
        for item, shown_number, _group in items_in_order(file)
        if shown_number and shown_number.startswith(shown.digits(number))
    ]
    for item, own in sorted(found, key=lambda one: one[1] != shown.digits(number)):
        yield _row(file, item, f"{own}  {item.title}")


def _at(file: VisitFile, day: date, time: str) -> Iterator[Row]:
    """The first item of a day, or the first that begins at a time or after it; none where the day has no item."""
    items = sorted((item for item in file.items if dates.day(item.day) == day), key=shown.later)
    later = [item for item in items if item.start >= time] if time else items
    if items:
        item = (later or items[-1:])[0]
        when = shown.joined((shown.day(day, "EEEE d MMMM"), shown.digits(time)))
        yield _row(file, item, say("Go to {when}").format(when=when), item.title)


def _row(file: VisitFile, item: ProgrammeItem, title: str, second: str = "") -> Row:
    when = shown.joined((shown.when(item.day), shown.times(item)))
    return Row(
        Hit("item", item.id, file.visit.key, title),
        title,
        second=shown.joined((second, when)) if second else when,
        end=say("Item"),
        icon="calendar-range",
    )
