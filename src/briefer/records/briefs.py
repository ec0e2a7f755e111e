"""The paper for one item: its objective, its points, and its two kinds of background."""

from typing import Literal

from briefer.records.base import (
    BriefRef,
    InstitutionRef,
    InstrumentRef,
    ItemRef,
    Line,
    Marked,
    Record,
    Text,
    ThemeRef,
    Value,
    When,
)


class Addendum(Value, frozen=True, kw_only=True):
    """A text added later under the same number."""

    title: Line
    text: Text = ""
    date: When = ""


class Brief(Marked, frozen=True, kw_only=True):
    """Objective in one or two lines; background that may be used, and that must not be disclosed."""

    item: ItemRef
    objective: Text = ""
    background_open: Text = ""
    """May be used freely; Markdown."""
    background_closed: Text = ""
    """Must not be disclosed; Markdown."""
    owner: Line = ""
    date: When = ""
    due: When = ""
    status: Literal["empty", "asked", "in draft", "final"] = "empty"
    addenda: tuple[Addendum, ...] = ()


class BriefPoint(Record, frozen=True, kw_only=True):
    """One line of a brief in note form.

    `agenda` is what is to be discussed, `to make` what our principal says, `if raised` the answer kept ready,
    `contribution` what one side brings (with its direction).
    """

    brief: BriefRef
    kind: Literal["agenda", "to make", "if raised", "contribution"] = "to make"
    order: int = 0
    text: Text
    card_text: Line = ""
    """The shorter form for the card in large type; empty: the same."""
    addressee: Line = ""
    speaker: Line = ""
    """Who speaks to it, where it is an agenda point or a contribution."""
    direction: Literal["", "host to visitor", "visitor to host", "both"] = ""
    institutions: tuple[InstitutionRef, ...] = ()
    themes: tuple[ThemeRef, ...] = ()
    instruments: tuple[InstrumentRef, ...] = ()
