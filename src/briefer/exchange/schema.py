"""The form of the exchange file, made from the records: references are keys, parts stand inside their wholes.

Every field may be missing, since an import sets only what a file has; nothing unknown is allowed. One set of types
checks files and prints the JSON Schema. Not here: reading and writing files (`bundle`), what becomes of the values
(`services.imports`).
"""

import re
import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.records.base import Clock, FileHash, Key, When
from briefer.records.kinds import KINDS, Kind, by_name, references
from briefer.text import clean, nearest

FORMAT = 1
"""Number of the form; raised when an old program could misread a new file."""

FileName = Annotated[
    str,
    msgspec.Meta(
        max_length=500,
        description="SHA-256 of a file in the workspace or beside this one, or its name: files/portrait-01.png",
    ),
]
_OWN = frozenset({"version", "created_at", "changed_at", "changed_by"})
"""Fields that a workspace keeps for itself."""


@cache
def whole_fields(kind: str) -> frozenset[str]:
    """The fields of a part that say where it belongs; a file says it by where the part stands.

    What may belong to several records at once stands in one of them and names the others.
    """
    named = {field for each in KINDS for _, part, field in each.parts if part == kind}
    if "about" in named:
        return frozenset({"about", "about_kind"})
    return frozenset(named if len(named) == 1 else ())


def top_level() -> Iterator[Kind]:
    """The kinds that stand at the top of a file, in its order."""
    inside = {part for kind in KINDS for _, part, _ in kind.parts}
    return (kind for kind in KINDS if kind.name not in inside and not kind.stored_only)


def file_fields(kind: str) -> tuple[str, ...]:
    """The fields that a file may give of a record of this kind, parts not among them."""
    left_out = _OWN | whole_fields(kind)
    names = by_name()[kind].record.__struct_fields__
    return tuple(name for name in names if name not in left_out)


@cache
def form(kind: str) -> type[msgspec.Struct]:
    """The type of a record of this kind in a file; parts are lists of such types."""
    record = by_name()[kind].record
    hints = get_type_hints(record, include_extras=True)
    single = {each.field for each in references(record) if not each.many}
    many = {each.field for each in references(record) if each.many}
    fields: list[tuple[str, Any, Any]] = []
    for name in file_fields(kind):
        hint: Any = hints[name]
        if name in single:
            hint = Key | None if _is_optional(hint) else Key
        elif name in many:
            hint = tuple[Key, ...]
        elif hint == FileHash:
            hint = FileName
        fields.append((name, hint | UnsetType if name != "id" else UUID | UnsetType, UNSET))
    for name, part, _ in by_name()[kind].parts:
        fields.append((name, tuple[form(part), ...] | UnsetType, UNSET))  # type: ignore[misc]
    return msgspec.defstruct(
        record.__name__,
        fields,
        namespace={"__doc__": record.__doc__},
        kw_only=True,
        frozen=True,
        forbid_unknown_fields=True,
    )


@cache
def whole_file() -> type[msgspec.Struct]:
    """The type of an exchange file."""
    fields: list[tuple[str, Any, Any]] = [("format", Literal[1], msgspec.NODEFAULT)]
    fields += [
        (kind.plural, tuple[form(kind.name), ...] | UnsetType, UNSET)  # type: ignore[misc]
        for kind in top_level()
    ]
    return msgspec.defstruct(
        "ExchangeFile",
        fields,
        namespace={"__doc__": "Visits with what they need of the library, or a library alone."},
        kw_only=True,
        frozen=True,
        forbid_unknown_fields=True,
    )


def json_schema() -> dict[str, Any]:
    """The JSON Schema of an exchange file, draft 2020-12."""
    found = msgspec.json.schema(whole_file())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Briefer exchange file",
        **found,
    }


def _is_optional(hint: object) -> bool:
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)


# ------------------------------------------------------------------------------------- checking


def check(value: Any, file: str) -> None:
    """See whether the value of a file has the form of an exchange file.

    Raises:
        KnownError: the sentence names the file, the place (`visits[0].items[3].titel`) and what is wrong there.

    """
    number = value.get("format") if isinstance(value, dict) else None
    if isinstance(number, int) and not isinstance(number, bool) and number > FORMAT:
        sentence = say("{file} was made by a newer Briefer. Install the newer one to import it.")
        raise KnownError(sentence.format(file=file))
    if number is None:
        sentence = say("{file} is no exchange file of Briefer: “format” is missing.")
        raise KnownError(sentence.format(file=file))
    try:
        msgspec.convert(value, whole_file())
    except msgspec.ValidationError as error:
        raise KnownError(clean(_explained(str(error), file))) from error


_UNKNOWN = re.compile(r"^Object contains unknown field `(.*?)`", re.DOTALL)
_CHOICE = re.compile(r"^Invalid enum value (.*)", re.DOTALL)
_LONG = re.compile(r"^Expected `str` of length <= (\d+)")
_PATTERN = re.compile(r"^Expected `str` matching regex '(.*?)'", re.DOTALL)
_PLACE = re.compile(r" - at (?:`\$\.?(.*)`)$", re.DOTALL)


def _explained(said: str, file: str) -> str:
    """What msgspec found, as a sentence with its place."""
    at = _PLACE.search(said)
    place = at.group(1) if at else ""
    reason = said[: at.start()] if at else said
    unknown = _UNKNOWN.match(reason)
    if unknown:
        return _unknown_field(file, place, unknown.group(1))
    place = place or say("its top level")
    choice = _CHOICE.match(reason)
    if choice:
        sentence = say("{file}: {place} is {value}, but must be one of: {choices}.")
        choices = ", ".join(_choices(_type_at(place)))
        return sentence.format(file=file, place=place, value=choice.group(1), choices=choices)
    long = _LONG.match(reason)
    if long:
        sentence = say("{file}: {place} is longer than {limit} characters.")
        return sentence.format(file=file, place=place, limit=long.group(1))
    pattern = _PATTERN.match(reason)
    if pattern and pattern.group(1) in _forms():
        sentence = say("{file}: {place} is not {form}.")
        return sentence.format(file=file, place=place, form=_forms()[pattern.group(1)])
    sentence = say("{file}: {place} does not fit: {reason}.")
    return sentence.format(file=file, place=place, reason=reason)


def _unknown_field(file: str, place: str, field: str) -> str:
    full = f"{place}.{field}" if place else field
    like = nearest(field, _names_at(place))
    if like:
        sentence = say("{file}: {place} is unknown. Did you mean “{like}”?")
    else:
        sentence = say("{file}: {place} is unknown. “briefer schema” lists what there is.")
    return sentence.format(file=file, place=full[:200], like=like)


def _names_at(place: str) -> tuple[str, ...]:
    """The names that may stand at a place such as `visits[0].items[3]`."""
    found = _struct_in(_type_at(place))
    return tuple(found.__struct_fields__) if found else ()


def _type_at(place: str) -> Any:
    """The type of what may stand at a place; None where nothing may."""
    found: Any = whole_file()
    for name in re.findall(r"[a-z_]+", re.sub(r"\[.*?\]", "", place)):
        struct = _struct_in(found)
        found = get_type_hints(struct).get(name) if struct else None
    return found


def _choices(hint: object) -> list[str]:
    if get_origin(hint) is Literal:
        return [str(each) for each in get_args(hint)]
    return [each for inner in get_args(hint) for each in _choices(inner)]


def _struct_in(hint: object) -> type[msgspec.Struct] | None:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    for inner in get_args(hint):
        found = _struct_in(inner)
        if found:
            return found
    return None


def _forms() -> dict[str, str]:
    """The patterns of the records' text types, and what they want in words."""
    return {
        _pattern(When): say("a date such as 2018-05-29, 2022-12, “early 2022-12” or 2022"),
        _pattern(Clock): say("a time such as 09:30"),
        _pattern(Key): say("a key: small letters, digits and - . _ / such as “danish-mfa”"),
    }


def _pattern(hint: object) -> str:
    """The pattern of a text type as msgspec quotes it."""
    notes = [note for note in get_args(hint) if isinstance(note, msgspec.Meta)]
    return repr(notes[0].pattern)[1:-1]
