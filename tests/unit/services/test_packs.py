"""From records to a file: who may see it, what time it bears, and that nothing is half-written."""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from briefer.errors import KnownError
from briefer.pack.blocks import Cover, GuestCover, Pack
from briefer.progress import Cancelled
from briefer.records.packs import OwnData
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.services import common_edits, edits, imports, packs, visits
from briefer.workspace.database import Workspace

AT = datetime(2027, 2, 26, 14, 40, tzinfo=UTC)


@pytest.fixture
def visit(workspace: Workspace) -> Visit:
    visit = Visit(title="Marsana", start="2027-03", home_zone="Asia/Baghdad")
    item = ProgrammeItem(visit=visit.id, title="Courtesy call")
    edits.apply(workspace, common_edits.add(visit, item))
    return visit


def test_each_recipe_is_for_its_audience_and_narrower_ones() -> None:
    for recipe, audience, seen_by in (
        ("dossier", "", "principal"),
        ("dossier", "visitors", "visitors"),
        ("visitors", "", "visitors"),
        ("visitors", "visitors", "visitors"),
    ):
        assert packs.choose(recipe, audience, ())[1].name == seen_by
    with pytest.raises(KnownError, match="sees more than that"):
        packs.choose("visitors", "principal", ())


def test_an_office_has_recipes_of_its_own(workspace: Workspace) -> None:
    own = OwnData(
        kind="recipe",
        name="short",
        json='{"name": "short", "title": "Short", "audience": "visitors", "sections": ["guest programme"]}',
    )
    edits.apply(workspace, common_edits.add(own))
    stored = packs.own_data(workspace)
    names = [recipe.name for recipe in packs.recipes(stored)]
    shipped = [recipe.name for recipe in packs.recipes()]
    assert names == sorted([*shipped, "short"])
    assert packs.choose("short", "", stored)[0].sections == ("guest programme",)


def test_an_office_shows_itself_on_covers(
    workspace: Workspace, visit: Visit, tmp_path: Path
) -> None:
    shown = ProgrammeItem(visit=visit.id, title="Dinner", distribution="visitors")
    edits.apply(workspace, common_edits.add(shown))
    plain = {name: packs.make(workspace, visit, recipe=name, at=AT).content for name in _COVERED}
    told = {
        "name": "Protocol Service",
        "accent": "#7a1f2b",
        "logo": base64.b64encode(LOGO).decode(),
    }
    own = {"key": "office", "kind": "office", "name": "office", "json": json.dumps(told)}
    file = tmp_path / "office.json"
    file.write_text(json.dumps({"format": 1, "own_data": [own]}))
    imports.import_files(workspace, [file])

    for recipe in _COVERED:
        pack = packs.compile_visit(workspace, visit.id, recipe=recipe, at=AT)
        cover = pack.sections[0].parts[0].blocks[0]
        assert isinstance(cover, Cover | GuestCover)
        assert (cover.office, cover.logo, pack.accent) == ("Protocol Service", LOGO, "#7a1f2b")
        assert msgspec.json.decode(msgspec.json.encode(pack), type=Pack) == pack
        made = packs.make(workspace, visit, recipe=recipe, at=AT)
        assert [each.rule for each in made.findings] == []
        assert made.content != plain[recipe]

    with workspace.reading() as rows:
        stored = rows.find(OwnData, "office")
    assert stored is not None
    edits.apply(workspace, common_edits.delete(stored))
    again = {name: packs.make(workspace, visit, recipe=name, at=AT).content for name in _COVERED}
    assert again == plain


_COVERED = ("dossier", "visitors", "pocket")
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>'


def test_the_time_of_making_is_on_the_clock_at_home(workspace: Workspace, visit: Visit) -> None:
    pack = packs.compile_visit(workspace, visit.id, at=AT)
    assert pack.issue.at == "2027-02-26T17:40:00+03:00"
    naive = datetime(2027, 2, 26, 17, 40)  # noqa: DTZ001 — as somebody types it
    assert packs.compile_visit(workspace, visit.id, at=naive) == pack


def test_paper_is_chosen_at_export(workspace: Workspace, visit: Visit) -> None:
    assert packs.compile_visit(workspace, visit.id, at=AT).paper == "A4"
    assert packs.compile_visit(workspace, visit.id, at=AT, paper="letter").paper == "letter"


@pytest.mark.parametrize(
    ("recipe", "paper", "layout", "made"),
    [
        ("dossier", None, None, ("A4", "working")),
        ("dossier", "letter", "booklet", ("letter", "working")),
        ("pocket", None, "booklet", ("A5", "pocket")),
        ("pocket", "A4", None, ("A5", "pocket")),
        ("visitors", "letter", "booklet", ("letter", "guest")),
        ("cards", None, None, ("A6", "card")),
        ("cards", "A4", None, ("A4", "working")),  # four to a sheet
        ("cards", "letter", None, ("letter", "working")),
        ("cards", None, "eight-up", ("A7", "card")),
        ("cards", "letter", "eight-up", ("eighth letter", "card")),
    ],
)
def test_paper_is_what_lies_in_the_printer(
    recipe: str, paper: str | None, layout: str | None, made: tuple[str, str]
) -> None:
    found = packs.on_paper(packs.choose(recipe, "", ())[0], paper, layout)
    assert (found.paper, found.look) == made


@pytest.mark.parametrize(
    ("recipe", "layout", "words"),
    [
        ("dossier", "eight-up", "Eight to a sheet are cards only. Export “dossier” without"),
        ("cards", "booklet", "Cards are cut, not folded. Export “cards” without"),
    ],
)
def test_a_layout_that_does_not_fit_is_refused(recipe: str, layout: str, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        packs.on_paper(packs.choose(recipe, "", ())[0], None, layout)


def test_a_booklet_says_that_it_is_for_the_printer(workspace: Workspace, visit: Visit) -> None:
    made = packs.make(workspace, visit, recipe="pocket", layout="booklet", at=AT)
    assert (made.sheets, made.size) == (2, (296.0, 210.0))
    (note,) = (each for each in made.findings if each.rule == "for-the-printer")
    assert note.sentence == (
        "This file is for the printer: it is no archive file and not made for screen readers. The sheets measure "
        "296 by 210 mm. Print on both sides, turned over the short edge, without scaling; fold and staple."
    )


def test_an_export_that_is_cancelled_leaves_the_old_file(
    workspace: Workspace, visit: Visit, tmp_path: Path
) -> None:
    path = tmp_path / "out.pdf"
    path.write_text("mine")

    def stop(done: int, total: int, words: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        packs.export(workspace, visit, path, at=AT, force=True, report=stop)
    assert (path.read_text(), [each.name for each in tmp_path.iterdir() if each.is_file()]) == (
        "mine",
        ["out.pdf"],
    )


def test_documents_of_one_go_are_all_of_the_visit_as_it_was(
    workspace: Workspace, visit: Visit, tmp_path: Path
) -> None:
    before = visits.load(workspace, visit.id)
    first = packs.make(workspace, visit, recipe="pocket", at=AT).content
    edits.apply(workspace, common_edits.change_field(visit, "title", "Marsana and Aurenne"))
    path = tmp_path / "pocket.pdf"
    packs.export(workspace, visit, path, file=before, recipe="pocket", at=AT)
    assert path.read_bytes() == first
    assert packs.make(workspace, visit, recipe="pocket", at=AT).content != first


def test_an_export_says_what_it_made(workspace: Workspace, visit: Visit, tmp_path: Path) -> None:
    done = packs.export(workspace, visit, tmp_path / "out.pdf", recipe="visitors", at=AT)
    assert (done.path, done.sheets > 0) == (tmp_path / "out.pdf", True)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


def test_findings_of_a_visit(workspace: Workspace, visit: Visit) -> None:
    found = packs.check(workspace, visit)
    assert "item 1, Courtesy call" in {finding.place.words for finding in found}


def test_a_check_tells_what_no_font_has_and_compiles_only_then(
    workspace: Workspace, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def glyphs() -> list[str]:
        found = packs.check(workspace, visit)
        return [each.sentence for each in found if each.rule == "glyph-missing"]

    def write(text: str) -> None:
        now = visits.load(workspace, visit.id).visit
        edits.apply(workspace, common_edits.change_field(now, "purpose", text))

    write("Ærø e\u200d \u2066A\u0301\u2069 وزارة\u2003ﬁ")
    with monkeypatch.context() as patch:
        patch.delattr(packs, "compile_file")
        assert glyphs() == []
    write("漢 and 漢字")
    assert glyphs() == [
        "No font has the character 漢 (U+6F22).",
        "No font has the character 字 (U+5B57).",
    ]


@pytest.mark.parametrize("layout", [None, "booklet"])
def test_the_time_of_making_alone_makes_the_file(
    workspace: Workspace, visit: Visit, layout: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What builds reproducibly sets a time in the environment; PDF libraries look at it by themselves."""

    def made() -> bytes:
        return packs.make(workspace, visit, layout=layout, at=AT).content

    before = made()
    for epoch in ("7", "1803663600"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert made() == before


def test_the_rule_sets_of_precedence_are_the_shipped_ones_and_the_offices_own() -> None:
    own = OwnData(
        kind="precedence", name="protocol", json='{"name":"protocol","title":"As protocol says"}'
    )
    assert [(each.name, each.title) for each in packs.rule_sets((own,))] == [
        ("office", "By function, then by rank"),
        ("protocol", "As protocol says"),
        ("rank", "By rank alone"),
    ]
