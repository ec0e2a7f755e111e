"""Columns of the tables of themes, instruments, places, sources and terms: records in, words out."""

from collections.abc import Callable
from typing import Any

from briefer.gui import shown
from briefer.gui.models.paged import Column
from briefer.i18n import say
from briefer.records.notes import GlossaryTerm, Instrument, Theme
from briefer.records.sources import Source


def columns() -> dict[str, tuple[Column, ...]]:
    """The columns of each kind."""
    return {
        "theme": (
            Column("name", say("Theme"), _field("name"), 3.5),
            Column("synonyms", say("Also called"), _synonyms, 2.0, plain=False),
            Column("cross", say("Reach"), _reach, 1.2, plain=False),
            Column("qualifier", say("Qualifier"), _field("qualifier"), 2.8, plain=False),
        ),
        "instrument": (
            Column("title", say("Instrument"), instrument_name, 3.4),
            Column("number", say("Number"), _field("number"), 1.9),
            Column("kind", say("Kind"), _kind, 1.4, plain=False),
            Column("year", say("Year"), _year, 1.9, plain=False),
            Column("issuer", say("Issued by"), _field("issuer"), 2.2, plain=False),
        ),
        "place": (
            Column("name", say("Place"), _field("name"), 2.6),
            Column("room", say("Room", of="place"), _field("room"), 1.4, plain=False),
            Column("address", say("Address"), _field("address"), 2.6, plain=False),
            Column("city", say("City"), _field("city"), 1.2, plain=False),
            Column("country", say("Country"), _field("country"), 1.8, plain=False, keep_end=True),
        ),
        "source": (
            Column("title", say("Source"), _field("title"), 4.0),
            Column("publisher", say("Publisher"), _field("publisher"), 2.0),
            Column("published", say("Published"), _published, 1.6, plain=False),
        ),
        "term": (
            Column("acronym", say("Term"), _field("acronym"), 1.6),
            Column("expansion", say("Stands for"), _expansion, 4.0),
            Column("language", say("Language"), _field("language"), 1.2, plain=False),
        ),
    }


def instrument_kinds() -> dict[str, str]:
    """The kinds of instrument in words."""
    return {
        "resolution": say("resolution"),
        "strategy": say("strategy"),
        "action plan": say("action plan"),
        "assessment": say("assessment"),
        "agreement": say("agreement"),
        "framework": say("framework"),
        "law": say("law"),
        "report": say("report"),
        "other": say("other"),
    }


def instrument_name(instrument: Instrument) -> str:
    """The title; of one without any its kind and number."""
    kind = instrument_kinds()[instrument.kind]
    return instrument.title or say("{kind} {number}").format(kind=kind, number=instrument.number)


def _field(name: str) -> Callable[[Any], str]:
    def words(record: Any) -> str:
        return str(getattr(record, name))

    return words


def _reach(theme: Theme) -> str:
    return say("cross-cutting") if theme.cross_cutting else ""


def _synonyms(theme: Theme) -> str:
    return say(", ").join(theme.synonyms)


def _kind(instrument: Instrument) -> str:
    return instrument_kinds()[instrument.kind]


def _year(instrument: Instrument) -> str:
    return shown.when(instrument.year)


def _published(source: Source) -> str:
    return shown.when(source.published_on)


def _expansion(term: GlossaryTerm) -> str:
    return term.expansion or say("not spelled out yet")
