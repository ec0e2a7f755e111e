"""What pages, rules, imports and text report to the user. Nothing is cut in silence: it is a finding."""

from typing import Literal

import msgspec

Level = Literal["error", "warning", "note"]


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a finding belongs. Empty fields say nothing."""

    visit: str = ""
    """Key of the visit."""
    kind: str = ""
    """Kind of the record, as in `records.kinds`."""
    key: str = ""
    """Key of the record."""
    field: str = ""
    """Field of the record."""
    page: str = ""
    """Page as printed, such as `8.3-2`."""
    words: str = ""
    """The place in words, for people: `item 8, Round table at the Saltmarsh Institute`."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that should be looked at.

    `rule` is a stable identifier in kebab case (`person-in-two-places`); `sentence` is translated.
    """

    level: Level
    rule: str
    place: Place
    sentence: str
