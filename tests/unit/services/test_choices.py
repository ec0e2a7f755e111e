"""What can be chosen for a document, what was once and cannot be any more, and why a marking is refused."""

from datetime import UTC, datetime

import msgspec
import pytest

from briefer.errors import KnownError
from briefer.pack.blocks import Cover
from briefer.pack.context import CopyFacts
from briefer.records.notes import Note
from briefer.records.packs import OwnData
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Recipient, Visit
from briefer.services import choices, packs
from briefer.services.documents import Document

AT = datetime(2027, 2, 26, 14, 40, tzinfo=UTC)
VISIT = Visit(title="Marsana", marking="restricted", marking_scheme="office")
CABINET = OwnData(
    kind="audience",
    name="cabinet",
    json='{"name": "cabinet", "title": "Cabinet", "level": "confidential", "narrower_than": ["principal"]}',
)
"""Who sees more than what the visit itself is marked."""
NOTE = Note(title="Talks on returns", marking="confidential", visit=VISIT.id)


def test_a_document_is_offered_to_its_audience_and_to_narrower_ones() -> None:
    offered = choices.offered()
    readers = {
        name: [one.title for one in offered.audiences[name]] for name in ("dossier", "visitors")
    }
    assert readers == {
        "dossier": ["Principal", "Delegation", "Logistics", "Press", "Registration", "Visitors"],
        "visitors": ["Visitors"],
    }
    assert offered.languages == ("en", "ar", "da", "fr", "nl", "en+ar")


def test_markings_are_those_of_the_visits_scheme() -> None:
    offered = choices.offered()
    names = [
        [one.name for one in offered.levels(Visit(title="", marking_scheme=scheme))]
        for scheme in ("plain", "office", "gone")
    ]
    assert names == [
        ["unclassified", "restricted"],
        ["unclassified", "restricted", "confidential", "secret"],
        [],
    ]


@pytest.mark.parametrize(
    ("wanted", "possible"),
    [
        (
            Document("dossier", "press", "en+ar", "secret"),
            Document("dossier", "press", "en+ar", "secret"),
        ),
        (Document("dossier", "nobody", "xx", "cosmic"), Document("dossier")),
        (Document("visitors", "principal", "fr", "secret"), Document("visitors", "", "fr")),
        (Document("dossier", "principal"), Document("dossier")),
    ],
)
def test_what_is_not_offered_any_more_is_as_at_first(wanted: Document, possible: Document) -> None:
    assert choices.offered().possible(wanted, VISIT) == possible


def test_an_office_offers_audiences_of_its_own() -> None:
    own = OwnData(
        kind="audience",
        name="escort",
        json='{"name": "escort", "title": "Escort", "narrower_than": ["logistics"]}',
    )
    offered = choices.offered((own,))
    assert [one.title for one in offered.audiences["logistics"]] == ["Logistics", "Escort"]


@pytest.mark.parametrize(
    ("notes", "marking", "reason"),
    [
        ((), "restricted", ""),
        ((), "secret", ""),
        ((), "", ""),
        ((), "unclassified", "The visit itself is RESTRICTED: its documents cannot bear less."),
        ((NOTE,), "confidential", ""),
        (
            (NOTE,),
            "restricted",
            "“Talks on returns” stands in it and is CONFIDENTIAL: it cannot bear less.",
        ),
    ],
)
def test_a_marking_is_never_below_what_stands_under_it(
    notes: tuple[Note, ...], marking: str, reason: str
) -> None:
    made = packs.compiled(
        VisitFile(visit=VISIT, notes=notes), (CABINET,), audience="cabinet", at=AT
    )
    levels = choices.offered().levels(VISIT)
    assert choices.refusal(marking, choices.least(made.cut), levels) == reason


@pytest.mark.parametrize(
    ("recipe", "audience", "marking", "banner"),
    [
        ("dossier", "", "", "RESTRICTED"),
        ("dossier", "cabinet", "", "CONFIDENTIAL"),
        ("dossier", "cabinet", "secret", "SECRET"),
        ("dossier", "cabinet", "unclassified", "CONFIDENTIAL"),
        ("dossier", "logistics", "", "UNCLASSIFIED"),
        ("dossier", "logistics", "restricted", "RESTRICTED"),
        ("visitors", "", "secret", ""),
    ],
)
def test_a_pack_bears_the_chosen_marking_or_what_it_needs(
    recipe: str, audience: str, marking: str, banner: str
) -> None:
    file = VisitFile(visit=VISIT, notes=(NOTE,))
    pack = packs.compile_file(
        file, (CABINET,), recipe=recipe, audience=audience, marking=marking, at=AT
    )
    assert pack.marking.banner == banner


def test_each_recipient_has_a_numbered_copy_and_nobody_elses() -> None:
    """Who may see more than the recipe tells gets what it tells; what is not known is refused when it is made."""
    recipients = (
        Recipient(visit=VISIT.id, name="Minister", audience="principal", copy_number=1),
        Recipient(visit=VISIT.id, name="Driver", recipe="logistics", audience="principal"),
        Recipient(visit=VISIT.id, name="Embassy", audience="delegation", language="fr"),
        Recipient(visit=VISIT.id, name="Escort", audience="escort", copy_number=7),
    )
    file = VisitFile(visit=VISIT, recipients=recipients)
    made = choices.copies(choices.offered(), file)
    assert [made[one.id] for one in recipients] == [
        Document("dossier", copy=CopyFacts(1, 7, "Minister")),
        Document("logistics", copy=CopyFacts(1, 1, "Driver")),
        Document("dossier", "delegation", "fr", copy=CopyFacts(2, 7, "Embassy")),
        Document("dossier", "escort", copy=CopyFacts(7, 7, "Escort")),
    ]
    with pytest.raises(KnownError, match="no audience “escort”"):
        packs.compile_file(file, **made[recipients[3].id]._asdict())


@pytest.mark.parametrize(
    ("language", "foot", "cover"),
    [
        ("en", "Copy 2 of 7", ("Copy", "2 of\u00a07, for Embassy")),
        ("fr", "Exemplaire 2 sur 7", ("Exemplaire", "2 sur\u00a07, pour Embassy")),
    ],
)
def test_a_copy_says_whose_it_is(language: str, foot: str, cover: tuple[str, str]) -> None:
    copy = CopyFacts(2, 7, "Embassy")
    pack = packs.compile_file(VisitFile(visit=VISIT), language=language, copy=copy, at=AT)
    page = pack.sections[0].parts[0].blocks[0]
    assert isinstance(page, Cover)
    rows = [(row.key, "".join(run.text for run in row.value)) for row in page.rows]
    assert (pack.issue.copy, cover in rows) == (foot, True)
    plain = packs.compile_file(VisitFile(visit=VISIT), language=language, at=AT)
    assert plain.issue == msgspec.structs.replace(pack.issue, copy="")


def test_a_marking_that_is_none_is_refused() -> None:
    with pytest.raises(KnownError) as refused:
        packs.compile_file(VisitFile(visit=VISIT), marking="cosmic")
    assert str(refused.value) == (
        "There is no marking “cosmic” in “Four national levels”. "
        "There are: unclassified, restricted, confidential, secret."
    )
