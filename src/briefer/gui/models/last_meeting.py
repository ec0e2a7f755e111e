"""The meeting before an item: when its institutions were met last, and what was noted then.

Not here: all that an institution is tied to (`services.library`), what of it a pack prints (`pack.history`).
"""

from uuid import UUID

from briefer.gui import shown
from briefer.gui.item_edits import of_last_meeting
from briefer.gui.models.hits import Hit
from briefer.gui.models.programme import kind_rules
from briefer.gui.models.rows import Row
from briefer.records import dates
from briefer.records.kinds import name_of
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile


def last_meeting(file: VisitFile, item: ProgrammeItem) -> list[Row]:
    """The item of the last earlier visit with one of the same institutions, and the notes of the last conversation there."""
    from briefer.services.library import latest_first

    about = _institutions(file, item)
    rows = []
    for past in reversed(file.earlier):
        hosted = {
            one.item for one in past.participants if one.side == "host" and one.institution in about
        }
        met = [
            one
            for one in past.items
            if _is_meeting(one) and (one.id in hosted or about.intersection(one.institutions))
        ]
        if met:
            last = met[-1]
            when = shown.when(last.day or past.visit.start)
            rows.append(
                Row(
                    Hit("item", last.id, past.visit.key, last.title),
                    last.title,
                    second=shown.joined((when, past.visit.title)),
                    icon=kind_rules()[last.kind].icon,
                    lines=2,
                )
            )
            break
    begins = item.day or file.visit.start
    notes = latest_first(
        note
        for note in file.notes
        if about.intersection(note.institutions)
        and not (begins and note.date and dates.sort_key(note.date) >= dates.sort_key(begins))
    )
    rows += [
        Row(
            Hit("note", note.id, words=name_of(note)),
            name_of(note),
            second=shown.when(note.date),
            icon="notebook-pen",
            lines=2,
        )
        for note in of_last_meeting(notes)
        if note.item != item.id
    ]
    return rows


def _is_meeting(item: ProgrammeItem) -> bool:
    return item.status != "cancelled" and kind_rules()[item.kind].wants_brief


def _institutions(file: VisitFile, item: ProgrammeItem) -> set[UUID]:
    """What an item is about, and where its hosts are from."""
    hosts = (one for one in file.participants if one.item == item.id and one.side == "host")
    return {*item.institutions, *(one.institution for one in hosts if one.institution)}
