"""Themes, instruments and terms: found by what they say, and what uses them."""

from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.notes import GlossaryTerm, Instrument, Note, Theme
from briefer.records.outcomes import Outcome
from briefer.records.sources import Citation, Source
from briefer.records.visits import Visit
from briefer.services import common_edits, edits, listing, reference
from briefer.services.listing import Wanted
from briefer.workspace.database import Workspace


def _add(workspace: Workspace, *records: Record) -> None:
    edits.apply(workspace, common_edits.add(*records))


def _found(workspace: Workspace, wanted: Wanted) -> list[Record]:
    starts = listing.contents(workspace, wanted).starts
    return [each for start in starts for each in listing.page(workspace, wanted, start)]


def test_lists_are_narrowed_by_all_their_words(workspace: Workspace) -> None:
    act = Instrument(title="Storm Warnings Act", issuer="Landsting", number="114")
    plan, term = Instrument(title="Flood Plan"), GlossaryTerm(acronym="LT", expansion="Landsting")
    _add(workspace, act, plan, term)
    found = {
        words: [each.id for each in _found(workspace, Wanted("instrument", words))]
        for words in ("", "landst", "114", "storm landsting", "storm plan")
    }
    assert found == {
        "": [plan.id, act.id],
        "landst": [act.id],
        "114": [act.id],
        "storm landsting": [act.id],
        "storm plan": [],
    }
    assert [each.id for each in _found(workspace, Wanted("term", "landsting"))] == [term.id]


def test_what_uses_a_theme(workspace: Workspace) -> None:
    floods, other = Theme(name="Floods"), Theme(name="Other")
    visit = Visit(title="Study visit")
    outcome = Outcome(visit=visit.id, text="They warn early.", themes=(floods.id, other.id))
    _add(
        workspace,
        *(floods, other, visit, outcome),
        Institution(name="Water Board", themes=(floods.id,)),
        Institution(name="Elsewhere", themes=(other.id,)),
        Note(title="Talk", themes=(floods.id,)),
    )
    found = reference.uses(workspace, "theme", floods.id)
    assert [(use.kind, use.words, use.visit) for use in found] == [
        ("institution", "Water Board", ""),
        ("note", "Talk", ""),
        ("outcome", "They warn early.", "Study visit"),
    ]
    assert found[2].visit_id == visit.id


def test_what_rests_on_a_source_is_named(workspace: Workspace) -> None:
    letter, visit = Source(title="Letter of 2 May"), Visit(title="Study visit")
    board = Institution(name="Water Board")
    outcome = Outcome(visit=visit.id, text="They warn early.")
    _add(
        workspace,
        *(letter, visit, board, outcome),
        Citation(about_kind="institution", about=board.id, source=letter.id, field="city"),
        Citation(about_kind="institution", about=board.id, source=letter.id, field="country"),
        Citation(about_kind="outcome", about=outcome.id, source=letter.id),
        Citation(about_kind="institution", about=board.id, as_printed="WB", preferred="Board"),
    )
    found = reference.uses(workspace, "source", letter.id)
    assert [(use.kind, use.id, use.words, use.visit) for use in found] == [
        ("institution", board.id, "Water Board", ""),
        ("outcome", outcome.id, "They warn early.", "Study visit"),
    ]
