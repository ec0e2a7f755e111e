"""What is wrong, doubtful or missing in a visit: a table of rules, each a function that yields findings.

A finding stops nobody. Errors cannot be true (a person in two places at once), warnings should be looked at, notes are
good to know. The order is that of the table, within a rule that of the programme. Not here: what a page can hold.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from briefer.findings import Finding, Level
from briefer.i18n import Language, mark
from briefer.records.markings import ItemKindRule
from briefer.records.visit_file import VisitFile
from briefer.rules import clash_rules, time_rules, want_rules, word_rules
from briefer.rules.precedence import RuleSet
from briefer.rules.visit_view import Found, VisitView


class Rule(NamedTuple):
    """One rule of the table."""

    name: str
    level: Level
    title: str
    """What it watches, in words."""
    find: Callable[[VisitView], Found]


def check(
    file: VisitFile,
    kinds: Iterable[ItemKindRule],
    language: Language,
    rules: RuleSet | None = None,
) -> tuple[Finding, ...]:
    """All findings of a visit. `kinds` says what items want, `rules` advises on precedence; sentences are in `language`."""
    visit = VisitView(file, {rule.kind: rule for rule in kinds}, language, rules)
    found = [
        Finding(
            level=rule.level, rule=rule.name, place=visit.place(record, field), sentence=sentence
        )
        for rule in RULES
        for record, field, sentence in rule.find(visit)
    ]
    return tuple(dict.fromkeys(found))


RULES: tuple[Rule, ...] = (
    Rule("no-such-date", "error", mark("Dates that do not exist"), time_rules.no_such_date),
    Rule("no-such-zone", "error", mark("Time zones that do not exist"), time_rules.no_such_zone),
    Rule(
        "ends-before-start",
        "error",
        mark("Items that end before they begin"),
        time_rules.ends_before_start,
    ),
    Rule(
        "dates-backwards", "error", mark("Periods that end before they begin"), time_rules.backwards
    ),
    Rule(
        "person-in-two-places",
        "error",
        mark("People in two places at once"),
        clash_rules.person_twice,
    ),
    Rule("room-taken-twice", "error", mark("Rooms taken twice at once"), clash_rules.room_twice),
    Rule(
        "vehicle-taken-twice",
        "error",
        mark("Vehicles taken twice at once"),
        clash_rules.vehicle_twice,
    ),
    Rule("transfer-impossible", "error", mark("Journeys that do not fit"), clash_rules.transfers),
    Rule(
        "place-taken-twice", "warning", mark("Places taken twice at once"), clash_rules.place_twice
    ),
    Rule("outside-dates", "warning", mark("Items outside their dates"), clash_rules.outside),
    Rule("delegate-absent", "warning", mark("Delegates who are elsewhere"), clash_rules.absent),
    Rule("clock-change", "warning", mark("Times at which clocks change"), time_rules.clock_changes),
    Rule("wrong-weekday", "warning", mark("Weekdays that are wrong"), time_rules.wrong_weekday),
    Rule("no-chair", "warning", mark("Meetings without a chair"), want_rules.without_chair),
    Rule("no-brief", "warning", mark("Items without a brief"), want_rules.without_brief),
    Rule("no-greeter", "warning", mark("Arrivals without a greeter"), want_rules.without_greeter),
    Rule("two-expansions", "warning", mark("Acronyms with two expansions"), word_rules.expansions),
    Rule("two-acronyms", "warning", mark("Names with two acronyms"), word_rules.two_acronyms),
    Rule(
        "wrong-spelling", "warning", mark("Spellings that are not preferred"), word_rules.spellings
    ),
    Rule("two-spellings", "note", mark("Names in two spellings"), word_rules.discrepancies),
    Rule("no-place", "note", mark("Open places"), want_rules.without_place),
    Rule("no-time", "note", mark("Open times"), want_rules.open_times),
    Rule("precedence", "note", mark("Places that the rules would not advise"), want_rules.order),
)
"""Errors first, as they are shown."""
