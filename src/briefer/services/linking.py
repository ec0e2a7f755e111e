"""Edits that tie a record to another one, which may be made on the way, with their words.

Each function makes an `Edit` and changes nothing. Not here: what a form calls its fields.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.institutions import Institution, Place
from briefer.records.kinds import name_of
from briefer.records.notes import Instrument, Theme
from briefer.records.people import Person, Post
from briefer.records.sources import Source
from briefer.records.visit_file import VisitFile
from briefer.services import common_edits
from briefer.services.edits import Change, Edit


def new_record(kind: str, name: str, holder: Record | None = None) -> Record:
    """A record of the library that has a name and nothing else; a post is held by the person of `holder`.

    So it is at the institution of `holder`, where that names one, as a delegate does.

    Raises:
        KeyError: records of this kind are not made by a name alone.

    """
    if kind == "post":
        person, institution = (getattr(holder, one, None) for one in ("person", "institution"))
        return Post(title=name, person=person, institution=institution)
    return _MADE[kind](name)


def can_be_made(kind: str) -> bool:
    """Whether a record of this kind is made by a name alone."""
    return kind in _MADE or kind == "post"


def linked(record: Record, field: str, value: Any, called: str, made: Record | None = None) -> Edit:
    """A field refers to another record, or to others; `made` comes into the library with the same step."""
    edit = common_edits.change_field(record, field, value, called=called)
    if made is None:
        return edit
    words, past = say("Add {name}"), say("{name} added.")
    name = common_edits.named(made)
    return edit._replace(
        words=words.format(name=name),
        past=past.format(name=name),
        changes=(Change(None, made), *edit.changes),
    )


def names(file: VisitFile) -> dict[UUID, str]:
    """What the records are called that a visit is tied to, and its own stops, parties and items."""
    return {record.id: name_of(record) for kind in _TIED for record in file.of(kind)}


_TIED = (
    "theme",
    "instrument",
    "institution",
    "person",
    "post",
    "place",
    "source",
    "stop",
    "item",
)


def _person(name: str) -> Person:
    given, _, family = name.rpartition(" ")
    return Person(given_name=given, family_name=family)


_MADE: Mapping[str, Callable[[str], Record]] = {
    "theme": lambda name: Theme(name=name),
    "instrument": lambda name: Instrument(title=name),
    "institution": lambda name: Institution(name=name),
    "place": lambda name: Place(name=name),
    "source": lambda name: Source(title=name),
    "person": _person,
}
