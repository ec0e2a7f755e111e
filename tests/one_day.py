"""One day of a visit as an exchange file of its own, with the frame of the visit and what the day names of the library.

Of library records it holds what the day prints; what belongs to their profiles is typed in other stories.
"""

from collections.abc import Iterator
from typing import Any

_APART = ("visits", "officers", "notes", "own_data")
"""Records at the top of a file that no day needs."""
_FRAME = ("phases", "stops", "strands", "delegates")
"""Parts of a visit that a day may do without."""
_OF_OTHER_DAYS = {
    # of these the day has nothing, or what it has hangs on another visit, on files or on settings
    *("outcomes", "follow_ups", "tasks", "recipients", "attachments", "follows", "owner"),
}
_OF_PROFILES = {
    *("photo", "logo", "plan", "file", "biography", "profile", "facts", "mandate", "in_short", "access"),
    *("contacts", "private", "citations", "owner", "reviewed_on", "place", "member_of", "themes", "source", "supplied_on"),
}  # fmt: skip
"""Fields of library records that no page of the day prints."""


def one_day(value: dict[str, Any], visit: str, day: str) -> dict[str, Any]:
    """The file of one day of a visit."""
    chosen = next(one for one in value["visits"] if one["key"] == visit)
    whole = {name: part for name, part in chosen.items() if name not in _OF_OTHER_DAYS}
    whole["items"] = [one for one in whole["items"] if one.get("day") == day]
    whole["day_notes"] = [one for one in whole.get("day_notes", ()) if one["day"] == day]
    named = set(_words(whole["items"]))
    for plural in _FRAME:
        whole[plural] = [one for one in whole.get(plural, ()) if one["key"] in named]
        named |= set(_words(whole[plural]))
    strands = {one["key"] for one in whole["strands"]}
    whole["delegates"] = [_known(one, "strand", strands) for one in whole["delegates"]]
    whole["vehicles"] = [one for one in whole.get("vehicles", ()) if one.get("strand") in strands]
    library = {
        one["key"]: {name: part for name, part in one.items() if name not in _OF_PROFILES}
        for plural, records in value.items()
        if isinstance(records, list) and plural not in _APART
        for one in records
    }
    wanted = _reached(library, set(_words(whole)))
    found = {
        plural: [library[one["key"]] for one in records if one.get("key") in wanted]
        for plural, records in value.items()
        if isinstance(records, list) and plural not in _APART
    }
    parts = {name: part for name, part in whole.items() if part != []}
    named_ones = {plural: records for plural, records in found.items() if records}
    return {"format": value["format"], **named_ones, "visits": [parts]}


def _reached(library: dict[str, dict[str, Any]], named: set[str]) -> set[str]:
    """The keys of the library that are named, also by one another."""
    found: set[str] = set()
    while fresh := (named & library.keys()) - found:
        found |= fresh
        for key in fresh:
            named |= set(_words(library[key]))
    return found


def _known(record: dict[str, Any], field: str, keys: set[str]) -> dict[str, Any]:
    """A record without a reference to what is not here."""
    return {name: part for name, part in record.items() if name != field or part in keys}


def _words(value: Any) -> Iterator[str]:
    """All texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _words(part)
