"""Schemes of markings, audiences, item kinds: data files of an office, copied into the workspace when changed."""

from typing import Annotated

import msgspec

from briefer.records.base import Line, Value, Word

Colour = Annotated[str, msgspec.Meta(pattern=r"^#[0-9a-f]{6}$")]


class MarkingLevel(Value, frozen=True, kw_only=True):
    """One level of a scheme; `banner` is printed at head and foot of each page."""

    name: Word
    banner: Line
    colour: Colour
    native_banner: Line = ""


class Distribution(Value, frozen=True, kw_only=True):
    """Who a text may go to, apart from its level."""

    name: Word
    words: Line


class MarkingScheme(Value, frozen=True, kw_only=True):
    """Levels from the lowest to the highest; all office rules about them are data."""

    name: Word
    title: Line
    levels: tuple[MarkingLevel, ...]
    distributions: tuple[Distribution, ...] = ()


class Audience(Value, frozen=True, kw_only=True):
    """A kind of reader, and what that reader may not see.

    The cut removes, in this order: kinds, records by condition, fields. Anything marked above `level` or
    with a distribution outside `distributions` goes too. Conditions compare a field with a value.
    """

    name: Word
    title: Line
    level: Word = ""
    """Highest level shown; empty: up to the visit's own marking. A name that the scheme does not have, such as
    `lowest`, stands for the scheme's lowest."""
    distributions: tuple[Word, ...] = ("",)
    """Distributions shown; empty text stands for records without one. `*`: all."""
    hides_kinds: tuple[Word, ...] = ()
    hides_records: dict[str, dict[str, tuple[str, ...]]] = {}
    """Kind → field → values: a record with one of these values goes, and all that it contains."""
    hides_fields: dict[str, tuple[str, ...]] = {}
    """Kind → fields that are emptied; `*` for all kinds that have them."""
    hides_internal: bool = False
    """Removes items of internal kinds, and every record that is itself marked `internal`."""
    hides_unreleased: dict[str, dict[str, tuple[Word, ...]]] = {}
    """Like `hides_records`, but a record stays when its distribution is one of `released_by`."""
    released_by: tuple[Word, ...] = ()
    earlier: bool = True
    """Whether earlier visits are shown."""
    strands: tuple[Word, ...] = ("*",)
    """Keys or titles (in any case) of strands whose items and logistics are shown; `*`: all; empty text: what
    belongs to no strand."""
    own_strands: tuple[Word, ...] = ()
    """Strands whose records need no release: they are this reader's own."""
    contacts: tuple[Word, ...] = ("all", "delegation", "office")
    narrower_than: tuple[Word, ...] = ()
    """Audiences that see at least as much as this one."""


class ItemKindRule(Value, frozen=True, kw_only=True):
    """What a kind of item wants, for checks, the window and the pack."""

    kind: Word
    title: Line
    icon: Word
    minutes: int
    """Length of a new one."""
    wants_brief: bool = False
    wants_chair: bool = False
    wants_greeter: bool = False
    wants_hosts: bool = False
    wants_place: bool = True
    internal: bool = False
    numbered: bool = True
