"""An import sets what the file has and deletes nothing; the same again changes nothing; a dump leads back."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefer.errors import KnownError
from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.kinds import KINDS
from briefer.records.people import Person
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.services import common_edits, edits, imports, merging
from briefer.services.edits import Edit
from briefer.services.imports import Outcome, import_files
from briefer.workspace import database, files
from briefer.workspace.database import Workspace
from every_kind import upright

MFA = {"key": "mfa", "name": "Ministry", "city": "Copenhagen"}
IRAQ: dict[str, Any] = {
    "key": "iraq",
    "title": "Iraq",
    "items": [
        {"title": "Call", "institutions": ["mfa"]},
        {"title": "Lunch"},
        {"title": "Tour"},
    ],
}
FILE: dict[str, Any] = {"format": 1, "institutions": [MFA], "visits": [IRAQ]}


def _file(tmp_path: Path, value: dict[str, Any], name: str = "office.json") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps(value))
    return path


def _import(workspace: Workspace, path: Path, **more: bool) -> Outcome:
    return import_files(workspace, [path], **more).outcome


def _find(workspace: Workspace, kind: type[Record], key: str) -> Any:
    with workspace.reading() as rows:
        found = rows.find(kind, key)
    assert found is not None
    return found


def _all(workspace: Workspace) -> dict[str, tuple[Record, ...]]:
    with workspace.reading() as rows:
        return {kind.name: rows.all(kind.record) for kind in KINDS}


def _remarks(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(each.rule, each.place, each.sentence) for each in outcome.remarks]


def test_a_handwritten_file_comes_in_with_keys_and_order(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = _file(tmp_path, FILE)
    outcome = _import(workspace, path)
    assert outcome == Outcome(
        files=(str(path),),
        added={"institution": 1, "visit": 1, "item": 3},
        changed={},
        unchanged=0,
        remarks=(),
    )
    with workspace.reading() as rows:
        found = [(each.key, each.title, each.order) for each in rows.all(ProgrammeItem)]
    assert found == [
        ("iraq/item-1", "Call", 0),
        ("iraq/item-2", "Lunch", 1),
        ("iraq/item-3", "Tour", 2),
    ]
    call, mfa = _find(workspace, ProgrammeItem, "iraq/item-1"), _find(workspace, Institution, "mfa")
    assert call.institutions == (mfa.id,)
    assert (mfa.changed_by, mfa.version) == ("Mette", 1)


def test_the_same_file_twice_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = _file(tmp_path, FILE)
    _import(workspace, path)
    before = _all(workspace)
    outcome = _import(workspace, path)
    assert (outcome.added, outcome.changed, outcome.unchanged) == ({}, {}, 5)
    assert _all(workspace) == before


def test_a_file_sets_only_what_it_has(workspace: Workspace, tmp_path: Path) -> None:
    _import(workspace, _file(tmp_path, FILE))
    part = {"format": 1, "institutions": [{"key": "mfa", "acronym": "MFA"}]}
    assert _import(workspace, _file(tmp_path, part, "part.json")).changed == {"institution": 1}
    mfa = _find(workspace, Institution, "mfa")
    assert (mfa.name, mfa.acronym, mfa.city, mfa.version) == ("Ministry", "MFA", "Copenhagen", 2)


def test_a_rehearsal_says_the_same_and_does_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = _file(tmp_path, FILE)
    rehearsed = _import(workspace, path, dry_run=True)
    assert all(records == () for records in _all(workspace).values())
    assert _import(workspace, path) == rehearsed


def test_an_import_is_one_undo_step(workspace: Workspace, tmp_path: Path) -> None:
    _import(workspace, _file(tmp_path, {"format": 1, "institutions": [MFA]}))
    before = _all(workspace)
    done = import_files(
        workspace, [_file(tmp_path, {**FILE, "institutions": [{**MFA, "city": "Aarhus"}]})]
    )
    (edit,) = done.edits
    assert (edit.words, edit.past) == (
        "Import 5 records from office.json",
        "5 records imported from office.json.",
    )
    edits.undo(workspace, edit)
    after = _all(workspace)
    assert {name: len(records) for name, records in after.items()} == {
        name: len(records) for name, records in before.items()
    }
    assert _find(workspace, Institution, "mfa").city == "Copenhagen"


# ---------------------------------------------------------------------------- which record is it


def test_by_id_before_anything_else(workspace: Workspace, tmp_path: Path) -> None:
    _import(workspace, _file(tmp_path, FILE))
    mfa = _find(workspace, Institution, "mfa")
    renamed = {
        "format": 1,
        "institutions": [{"id": str(mfa.id), "key": "x", "name": "Foreign Office"}],
    }
    assert _import(workspace, _file(tmp_path, renamed, "other.json")).changed == {"institution": 1}
    # the key is how the office knows it; only what is said of it changes
    assert _find(workspace, Institution, "mfa").name == "Foreign Office"


def test_a_key_that_belongs_to_another_record_is_renamed_and_said(
    workspace: Workspace, tmp_path: Path
) -> None:
    _import(workspace, _file(tmp_path, FILE))
    other = {
        "format": 1,
        "institutions": [{"key": "mfa", "name": "Museum of Fine Arts"}],
        "visits": [
            {
                "key": "museum",
                "title": "Museum",
                "items": [{"title": "Tour", "institutions": ["mfa"]}],
            }
        ],
    }
    path = _file(tmp_path, other, "other.json")
    outcome = _import(workspace, path)
    assert outcome.added == {"institution": 1, "visit": 1, "item": 1}
    assert _remarks(outcome) == [
        (
            "renamed",
            "institutions[0]",
            "Museum of Fine Arts: the key mfa belongs to another record here; it became mfa-2.",
        )
    ]
    assert outcome.all_in
    assert _find(workspace, Institution, "mfa").name == "Ministry"
    museum = _find(workspace, Institution, "mfa-2")
    # the file's own key means the file's own record
    assert _find(workspace, ProgrammeItem, "museum/item-1").institutions == (museum.id,)
    again = _import(workspace, path)
    assert (again.added, again.changed, again.remarks) == ({}, {}, ())


TWICE: dict[str, Any] = {
    "format": 1,
    "institutions": [
        {"key": "mfa", "name": "Ministry", "city": "Copenhagen"},
        {"key": "foreign", "name": "Foreign Ministry", "city": "Aarhus"},
    ],
    "visits": [{"key": "v", "title": "V", "items": [{"title": "A", "institutions": ["foreign"]}]}],
}


def _merged(workspace: Workspace, kept: str, lost: str) -> Edit:
    ids = [_find(workspace, Institution, key).id for key in (kept, lost)]
    plan = merging.plan(workspace, "institution", *ids)
    assert plan is not None
    left = {("", pair.field): "left" for pair in plan.pairs}
    return edits.apply(workspace, merging.edit(workspace, plan, left))  # type: ignore[arg-type]


def test_what_was_merged_away_here_does_not_come_back_with_its_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = _file(tmp_path, TWICE)
    _import(workspace, path)
    done = _merged(workspace, "mfa", "foreign")
    before = _all(workspace)
    assert [one.name for one in before["institution"]] == ["Ministry"]
    again = _import(workspace, path)
    assert (_all(workspace), again.added, again.changed, again.remarks) == (before, {}, {}, ())
    other = _file(tmp_path, TWICE, "copy.json")  # by its key alone
    passed_over = (
        "left out",
        "institutions[1]",
        "institutions[1]: it was merged into Ministry here; what the file says of it was left out.",
    )
    assert _remarks(_import(workspace, other)) == [passed_over]
    assert [one.city for one in _all(workspace)["institution"]] == ["Copenhagen"]
    news = msgspec.json.decode(msgspec.json.encode(TWICE))
    news["institutions"][1]["city"] = "Odense"
    assert _remarks(_import(workspace, _file(tmp_path, news))) == [passed_over]
    assert [one.city for one in _all(workspace)["institution"]] == ["Copenhagen"]
    edits.undo(workspace, done)
    assert _import(workspace, path).added == {}
    assert _find(workspace, Institution, "foreign").city == "Odense"


def test_what_became_one_is_followed_to_the_one_that_is_left(
    workspace: Workspace, tmp_path: Path
) -> None:
    third = {"key": "utrikes", "name": "Utrikes"}
    path = _file(tmp_path, {"format": 1, "institutions": [*TWICE["institutions"], third]})
    _import(workspace, path)
    _merged(workspace, "mfa", "foreign")
    _merged(workspace, "utrikes", "mfa")
    assert _import(workspace, path).added == {}
    edits.apply(workspace, common_edits.delete(_find(workspace, Institution, "utrikes")))
    assert _import(workspace, path).added == {"institution": 3}  # as whatever was deleted


def test_a_file_may_rename_what_it_brought(workspace: Workspace, tmp_path: Path) -> None:
    _import(workspace, _file(tmp_path, FILE))
    renamed = {"format": 1, "institutions": [{**MFA, "name": "Foreign Office"}]}
    outcome = _import(workspace, _file(tmp_path, renamed))
    assert (outcome.added, outcome.changed) == ({}, {"institution": 1})


def test_parts_without_keys_are_known_by_name_when_one_is_put_between(
    workspace: Workspace, tmp_path: Path
) -> None:
    _import(workspace, _file(tmp_path, FILE))
    ids = {
        title: _find(workspace, ProgrammeItem, f"iraq/item-{n}").id
        for n, title in enumerate(("Call", "Lunch", "Tour"), 1)
    }

    def imported(*titles: str) -> tuple[Outcome, dict[str, Any]]:
        items = [{"title": title} for title in titles]
        file = {"format": 1, "visits": [{**IRAQ, "items": items}]}
        outcome = _import(workspace, _file(tmp_path, file))
        with workspace.reading() as rows:
            return outcome, {each.title: each for each in rows.all(ProgrammeItem)}

    outcome, found = imported("Welcome", "Call", "Lunch", "Tour")
    assert (outcome.added, outcome.changed) == ({"item": 1}, {})
    assert {title: found[title].id for title in ids} == ids
    assert (found["Welcome"].key, found["Welcome"].order) == ("iraq/item-4", 3)
    # and a renamed one by the place it had the last time
    outcome, found = imported("Welcome", "Call", "Lunch", "Tour by boat")
    assert (outcome.added, outcome.changed) == ({}, {"item": 1})
    assert found["Tour by boat"].id == ids["Tour"]


def test_a_copied_visit_does_not_steal_the_items_of_the_first(
    workspace: Workspace, tmp_path: Path
) -> None:
    _import(workspace, _file(tmp_path, FILE))
    call = _find(workspace, ProgrammeItem, "iraq/item-1")
    copied = {
        "key": "iraq-2",
        "title": "Iraq again",
        "items": [{"id": str(call.id), "title": "Call"}],
    }
    outcome = _import(workspace, _file(tmp_path, {"format": 1, "visits": [copied]}, "copy.json"))
    assert outcome.added == {"visit": 1, "item": 1}
    assert _find(workspace, ProgrammeItem, "iraq/item-1") == call


# ------------------------------------------------------------------------------------ conflicts


def test_what_was_edited_here_is_kept_and_listed(workspace: Workspace, tmp_path: Path) -> None:
    path = _file(tmp_path, FILE)
    _import(workspace, path)
    edits.apply(
        workspace,
        common_edits.change_field(
            _find(workspace, ProgrammeItem, "iraq/item-2"), "title", "Dinner"
        ),
    )
    later = json.loads(json.dumps(FILE))
    later["visits"][0]["items"][1] |= {"title": "Supper", "dress": "dark"}
    outcome = _import(workspace, _file(tmp_path, later))
    (conflict,) = outcome.remarks
    assert msgspec.to_builtins(conflict) == {
        "rule": "conflict",
        "file": str(path),  # as it was typed; the records are matched by its name alone
        "place": "visits[0].items[1].title",
        "kind": "item",
        "key": "iraq/item-2",
        "name": "Dinner",
        "field": "title",
        "here": "Dinner",
        "file_value": "Supper",
        "sentence": "Dinner: title was edited here since the last import and is kept.",
    }
    assert not outcome.all_in
    lunch = _find(workspace, ProgrammeItem, "iraq/item-2")
    assert (lunch.title, lunch.dress) == ("Dinner", "dark")
    # it stays in conflict until somebody decides
    assert len(_import(workspace, path).remarks) == 1
    outcome = _import(workspace, path, theirs=True)
    assert (outcome.remarks, outcome.changed) == ((), {"item": 1})
    assert _find(workspace, ProgrammeItem, "iraq/item-2").title == "Supper"
    assert _import(workspace, path).changed == {}


def test_the_same_decision_on_both_sides_is_no_conflict(
    workspace: Workspace, tmp_path: Path
) -> None:
    _import(workspace, _file(tmp_path, FILE))
    edits.apply(
        workspace, common_edits.change_field(_find(workspace, Institution, "mfa"), "city", "Aarhus")
    )
    later = {"format": 1, "institutions": [{**MFA, "city": "Aarhus"}]}
    outcome = _import(workspace, _file(tmp_path, later))
    assert (outcome.changed, outcome.remarks) == ({}, ())


def test_another_file_does_not_overwrite_what_was_edited_here(
    workspace: Workspace, tmp_path: Path
) -> None:
    _import(workspace, _file(tmp_path, FILE))
    edits.apply(
        workspace, common_edits.change_field(_find(workspace, Institution, "mfa"), "city", "Aarhus")
    )
    other = {"format": 1, "institutions": [{"key": "mfa", "name": "Ministry", "city": "Odense"}]}
    outcome = _import(workspace, _file(tmp_path, other, "other.json"))
    assert [each.rule for each in outcome.remarks] == ["conflict"]
    assert _find(workspace, Institution, "mfa").city == "Aarhus"


def test_a_conflict_over_a_reference_shows_keys(workspace: Workspace, tmp_path: Path) -> None:
    path = _file(tmp_path, FILE)
    _import(workspace, path)
    call = _find(workspace, ProgrammeItem, "iraq/item-1")
    edits.apply(workspace, common_edits.change_field(call, "institutions", ()))
    (conflict,) = _import(workspace, path).remarks
    assert (conflict.field, conflict.here, conflict.theirs) == ("institutions", [], ["mfa"])


def test_what_would_stand_below_itself_is_left_out_and_said(
    workspace: Workspace, tmp_path: Path
) -> None:
    units = [
        {"key": "a", "name": "A", "parent": "b"},
        {"key": "b", "name": "B", "parent": "c"},
        {"key": "c", "name": "C", "parent": "b"},
        {"key": "d", "name": "D", "parent": "d"},
        {"key": "e", "name": "E", "parent": "a"},
    ]
    visits = [{"key": "v", "title": "V", "follows": "v"}]
    path = _file(tmp_path, {"format": 1, "institutions": units, "visits": visits})
    outcome = _import(workspace, path)
    assert (outcome.added, outcome.all_in) == ({"institution": 5, "visit": 1}, False)
    assert _remarks(outcome) == [
        ("left out", place, f"{place}: {name} would stand below itself; the field was left out.")
        for place, name in (
            ("institutions[1].parent", "B"),
            ("institutions[2].parent", "C"),
            ("institutions[3].parent", "D"),
            ("visits[0].follows", "V"),
        )
    ]
    a, b = _find(workspace, Institution, "a"), _find(workspace, Institution, "b")
    assert (a.parent, b.parent) == (b.id, None)
    assert _find(workspace, Institution, "e").parent == a.id
    assert _find(workspace, Visit, "v").follows is None
    # one that closes a circle with what is here already
    b_below_e = {"format": 1, "institutions": [{"key": "b", "parent": "e"}]}
    outcome = _import(workspace, _file(tmp_path, b_below_e, "other.json"))
    assert (outcome.changed, outcome.unchanged) == ({}, 1)
    assert [each.place for each in outcome.remarks] == ["institutions[0].parent"]
    assert _find(workspace, Institution, "b") == b


# -------------------------------------------------------------------------------------- refused


def _refused(workspace: Workspace, path: Path, *more: Path) -> str:
    before = _all(workspace)
    with pytest.raises(KnownError) as caught:
        import_files(workspace, [path, *more])
    assert _all(workspace) == before
    return str(caught.value)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (
            {
                "visits": [
                    {"key": "v", "title": "V", "items": [{"title": "I", "institutions": ["mfa"]}]}
                ]
            },
            (
                "office.json: visits[0].items[0].institutions[0] names the institution “mfa”, "
                "which is neither in the file nor in the workspace."
            ),
        ),
        (
            {
                "institutions": [MFA],
                "notes": [{"key": "n", "title": "N", "institutions": ["mfa", "mfaa"]}],
            },
            "office.json: notes[0].institutions[1] names the institution “mfaa”, which is not there. Did you mean “mfa”?",
        ),
        (
            {"visits": [{"key": "v", "title": "V", "stops": [{"city": "X", "zone": ""}]}]},
            "office.json: visits[0].stops[0]: A stop needs a time zone; an example is Europe/Copenhagen.",
        ),
        ({"visits": [{"key": "v"}]}, "office.json: visits[0] is new and needs “title”."),
        (
            {"visits": [{"key": "v", "title": "V", "start": "2027-02-30"}]},
            "office.json: visits[0]: There is no day 2027-02-30.",
        ),
        (
            {"visits": [{"key": "v", "title": "V", "stops": [{"zone": "Mars/Phobos"}]}]},
            "office.json: visits[0].stops[0]: There is no time zone Mars/Phobos; an example is Europe/Copenhagen.",
        ),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_whole(
    workspace: Workspace, tmp_path: Path, value: dict[str, Any], sentence: str
) -> None:
    good = _file(tmp_path, {"format": 1, "themes": [{"key": "t", "name": "T"}]}, "good.json")
    bad = _file(tmp_path, {"format": 1, **value})
    sentence = sentence.replace("office.json", str(bad))
    assert _refused(workspace, bad) == sentence
    assert _refused(workspace, good, bad) == sentence
    assert _refused(workspace, bad, good) == sentence


# ------------------------------------------------------------------------------- pictures, annexes

PICTURE = b"\x89PNG\r\n\x1a\n picture"
HASH = sha256(PICTURE).hexdigest()


def _with_photo(name: str) -> dict[str, Any]:
    return {"format": 1, "people": [{"key": "jens", "family_name": "Jens", "photo": name}]}


def test_a_named_picture_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "jens.png").write_bytes(PICTURE)
    path = _file(tmp_path, _with_photo("files/jens.png"))
    assert _import(workspace, path).remarks == ()
    assert _find(workspace, Person, "jens").photo == HASH
    with workspace.reading() as rows:
        file = rows.file(HASH)
    assert file is not None
    assert (file.media_type, file.content) == ("image/png", PICTURE)
    assert _import(workspace, path).changed == {}


def test_a_missing_picture_is_left_out_and_said(workspace: Workspace, tmp_path: Path) -> None:
    outcome = _import(workspace, _file(tmp_path, _with_photo("files/none.png")))
    assert _remarks(outcome) == [
        (
            "left out",
            "people[0].photo",
            "people[0].photo: there is no file files/none.png; the field was left out.",
        )
    ]
    assert (outcome.all_in, _find(workspace, Person, "jens").photo) == (False, "")


def test_what_is_no_picture_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "jens.png").write_bytes(b"%!PS-Adobe-3.0 EPSF")
    path = _file(tmp_path, _with_photo("files/jens.png"))
    assert _refused(workspace, path).endswith(
        "names files/jens.png, which is neither PNG nor JPEG."
    )


def test_a_logo_may_be_a_drawing_and_a_photograph_may_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    drawing = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "logo.svg").write_bytes(drawing)
    institution = {"key": "agency", "name": "Agency", "logo": "files/logo.svg"}
    assert (
        _import(workspace, _file(tmp_path, {"format": 1, "institutions": [institution]})).remarks
        == ()
    )
    with workspace.reading() as rows:
        file = rows.file(_find(workspace, Institution, "agency").logo)
    assert file is not None
    assert (file.media_type, file.content) == ("image/svg+xml", drawing)
    assert _refused(workspace, _file(tmp_path, _with_photo("files/logo.svg"))).endswith(
        "names files/logo.svg, which is neither PNG nor JPEG."
    )


# ----------------------------------------------------------------------------------------- dump


def test_a_dump_leads_to_the_same_dump(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.writing() as rows:
        rows.insert(upright(HASH).values())
        rows.add_file(imports_file())
    for name in ("one.json", "one.zip"):
        target = tmp_path / name
        imports.dump(workspace, target)
        with database.create(tmp_path / f"{target.suffix[1:]}.briefer") as again:
            assert _import(again, target).remarks == ()
            imports.dump(again, target.with_stem("two"))
        assert target.with_stem("two").read_bytes() == target.read_bytes()


def imports_file() -> Any:
    from briefer.workspace.load_save import File

    return File(HASH, "image/png", PICTURE)


def test_a_dump_of_the_samples_leads_to_the_same_dump(workspace: Workspace, tmp_path: Path) -> None:
    assert imports.import_samples(workspace).outcome.all_in
    imports.dump(workspace, tmp_path / "one.json")
    with database.create(tmp_path / "again.briefer") as again:
        assert _import(again, tmp_path / "one.json").all_in
        imports.dump(again, tmp_path / "two.json")
        assert (tmp_path / "two.json").read_bytes() == (tmp_path / "one.json").read_bytes()
        before = _all(again)
        assert _import(again, tmp_path / "one.json").changed == {}
        assert _all(again) == before


def test_a_visit_travels_with_all_it_needs_and_nothing_else(
    workspace: Workspace, tmp_path: Path
) -> None:
    other = {
        "key": "other",
        "title": "Other",
        "items": [{"title": "Elsewhere", "institutions": ["zoo"]}],
    }
    file = {
        **FILE,
        "institutions": [
            MFA,
            {"key": "unit", "name": "Unit", "parent": "mfa"},
            {"key": "zoo", "name": "Zoo"},
        ],
        "notes": [{"key": "talk", "title": "Talk", "institutions": ["unit"]}],
        "visits": [{**IRAQ, "items": [{"title": "Call", "institutions": ["unit"]}]}, other],
    }
    _import(workspace, _file(tmp_path, file))
    imports.dump(workspace, tmp_path / "iraq.json", visit=_find(workspace, Visit, "iraq"))
    found = json.loads((tmp_path / "iraq.json").read_text())
    assert {name: [each["key"] for each in found[name]] for name in found if name != "format"} == {
        "institutions": ["mfa", "unit"],
        "notes": ["talk"],
        "visits": ["iraq"],
    }
    before = _all(workspace)
    assert _import(workspace, tmp_path / "iraq.json").changed == {}
    assert _all(workspace) == before


def test_files_travel_beside_the_json_or_in_the_zip(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.writing() as rows:
        rows.insert([Person(key="jens", family_name="Jens", photo=HASH)])
        rows.add_file(imports_file())
    out = tmp_path / "out"
    out.mkdir()
    assert imports.dump(workspace, out / "a.json") == 1
    assert sorted(str(each.relative_to(out)) for each in out.rglob("*")) == [
        "a.json",
        "files",
        f"files/{HASH}.png",
    ]
    assert imports.dump(workspace, tmp_path / "a.zip") == 1
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["records.json", f"files/{HASH}.png"]


def test_a_dump_that_fails_leaves_no_files_behind(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.writing() as rows:
        rows.insert([Person(key="jens", family_name="Jens", photo=HASH)])
        rows.add_file(imports_file())
    replace = files.replace

    def full(path: Path, content: bytes) -> None:
        if path.suffix == ".json":
            raise KnownError("full")
        replace(path, content)

    monkeypatch.setattr(files, "replace", full)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(KnownError, match="full"):
        imports.dump(workspace, out / "a.json")
    assert list(out.iterdir()) == []


def test_a_dump_overwrites_nothing_unasked(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("mine")
    with pytest.raises(KnownError, match="exists already"):
        imports.dump(workspace, tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text() == "mine"
    imports.dump(workspace, tmp_path / "a.json", force=True)
    assert json.loads((tmp_path / "a.json").read_text()) == {"format": 1}
    with pytest.raises(KnownError, match="is a folder"):
        imports.dump(workspace, tmp_path, force=True)


# ------------------------------------------------------------------------------ looked at before


def _lines(shown: imports.Preview) -> list[tuple[str, str, str]]:
    return [(line.happens, line.kind, line.name) for line in shown.lines]


def test_a_file_is_shown_line_by_line_before_anything_is_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = _file(tmp_path, FILE)
    shown = imports.preview(workspace, path)
    assert _lines(shown) == [
        ("create", "institution", "Ministry"),
        ("create", "visit", "Iraq"),
        ("create", "item", "Call"),
        ("create", "item", "Lunch"),
        ("create", "item", "Tour"),
    ]
    assert shown.lines[0].fields == (("name", "", "Ministry"), ("city", "", "Copenhagen"))
    assert all(records == () for records in _all(workspace).values())
    stored = imports.take(workspace, shown, imports.Choices())
    assert stored.words == "Import 5 records from office.json"
    assert {line.happens for line in imports.preview(workspace, path).lines} == {"same"}
    edits.undo(workspace, stored)
    assert all(records == () for records in _all(workspace).values())


def test_what_is_left_out_is_named_by_nothing(workspace: Workspace, tmp_path: Path) -> None:
    shown = imports.preview(workspace, _file(tmp_path, FILE))
    imports.take(workspace, shown, imports.Choices(without=frozenset({0, 3})))
    with workspace.reading() as rows:
        assert rows.all(Institution) == ()
        assert [(each.title, each.institutions) for each in rows.all(ProgrammeItem)] == [
            ("Call", ()),
            ("Tour", ()),
        ]
    # a visit goes with all that it contains
    shown = imports.preview(workspace, _file(tmp_path, {**FILE, "visits": [{**IRAQ, "key": "x"}]}))
    imports.take(workspace, shown, imports.Choices(without=frozenset({1})))
    with workspace.reading() as rows:
        assert (len(rows.all(Visit)), len(rows.all(Institution))) == (1, 1)


def test_of_what_was_edited_here_either_can_be_taken(workspace: Workspace, tmp_path: Path) -> None:
    path = _file(tmp_path, {"format": 1, "institutions": [MFA]})
    _import(workspace, path)
    mfa = _find(workspace, Institution, "mfa")
    edits.apply(workspace, common_edits.change_field(mfa, "city", "Aarhus"))
    path = _file(tmp_path, {"format": 1, "institutions": [{**MFA, "city": "Odense"}]})
    shown = imports.preview(workspace, path)
    (line,) = shown.lines
    assert (line.happens, line.fields) == ("unclear", (("city", "Aarhus", "Odense"),))
    assert imports.take(workspace, shown, imports.Choices()).changes == ()
    imports.take(workspace, shown, imports.Choices(theirs=frozenset({0})))
    assert _find(workspace, Institution, "mfa").city == "Odense"


def test_a_file_that_changed_after_it_was_shown_is_not_taken(
    workspace: Workspace, tmp_path: Path
) -> None:
    shown = imports.preview(workspace, _file(tmp_path, FILE))
    _file(tmp_path, {"format": 1, "institutions": [MFA]})
    with pytest.raises(KnownError, match=r"office\.json has changed since it was read"):
        imports.take(workspace, shown, imports.Choices())
