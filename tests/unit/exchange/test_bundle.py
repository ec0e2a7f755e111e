"""What a file says is read with its places; what is broken or hostile is refused with a sentence."""

import json
import os
import random
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefer.errors import KnownError
from briefer.exchange import bundle
from briefer.records.kinds import KINDS
from briefer.records.visits import Phase, Stop, Visit
from every_kind import everything


def _written(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "file.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def _refused(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        bundle.read(path)
    return str(caught.value).replace(str(path), "F")


def test_entries_stand_in_order_with_their_places_and_keys(tmp_path: Path) -> None:
    file = {
        "format": 1,
        "institutions": [{"key": "mfa", "name": "Ministry", "contacts": [{"value": "+45 1"}]}],
        "visits": [
            {
                "key": "iraq-2022",
                "title": "Iraq",
                "items": [
                    {
                        "title": "Call",
                        "institutions": ["mfa"],
                        "participants": [{}, {"title": "Director"}],
                    },
                    {"key": "lunch", "title": "Lunch", "steps": [{"words": "Toast"}]},
                ],
            }
        ],
    }
    read = bundle.read(_written(tmp_path, file))
    assert [
        (entry.place, entry.kind, entry.key, entry.keyed, entry.whole) for entry in read.entries
    ] == [
        ("institutions[0]", "institution", "mfa", True, None),
        ("institutions[0].contacts[0]", "contact", "mfa/contact-1", False, 0),
        ("visits[0]", "visit", "iraq-2022", True, None),
        ("visits[0].items[0]", "item", "iraq-2022/item-1", False, 2),
        (
            "visits[0].items[0].participants[0]",
            "participant",
            "iraq-2022/item-1/participant-1",
            False,
            3,
        ),
        (
            "visits[0].items[0].participants[1]",
            "participant",
            "iraq-2022/item-1/participant-2",
            False,
            3,
        ),
        ("visits[0].items[1]", "item", "lunch", True, 2),
        ("visits[0].items[1].steps[0]", "step", "lunch/step-1", False, 6),
    ]
    assert read.entries[3].fields == {"title": "Call", "institutions": ["mfa"]}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "F is no exchange file of Briefer."),
        (
            b'{"format": 1,\n "visits": [\n  {"key" "a"}]}',
            "F is broken JSON at line 3, column 10: Expecting ':' delimiter.",
        ),
        (b'{"format": 1}\n]', "F is broken JSON at line 2, column 1: Extra data."),
        (b"[]", "F is no exchange file of Briefer: “format” is missing."),
        (b'"x"', "F is no exchange file of Briefer: “format” is missing."),
        (b'{"visits": []}', "F is no exchange file of Briefer: “format” is missing."),
        (
            b'{"format": 2, "new": 1}',
            "F was made by a newer Briefer. Install the newer one to import it.",
        ),
        (b'{"format": true}', "F: format does not fit: Expected `int`, got `bool`."),
        (b"\xff\xfe{\x00}\x00", "F is not UTF-8 text: line 1."),
        (b'{"format": 1}\n\n\xe9', "F is not UTF-8 text: line 3."),
        (b"[" * 1_000_000, "F is nested too deeply."),
        (b'{"format": 1, "visits": ' + b'{"a": ' * 100_000, "F is nested too deeply."),
        (b'{"format": NaN}', "F holds what an exchange file cannot hold: NaN."),
        (
            b'{"format": ' + b"9" * 5000 + b"}",
            "F holds what an exchange file cannot hold: a number of 5000 digits.",
        ),
        (
            b'{"format": 1, "format": 1}',
            "F holds what an exchange file cannot hold: “format” twice in one record.",
        ),
    ],
)
def test_broken_files(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert _refused(_written(tmp_path, content)) == sentence


@pytest.mark.parametrize("depth", range(300, 1500, 100))
def test_any_depth_is_refused(tmp_path: Path, depth: int) -> None:
    content = b'{"format": 1, "visits": ' + b"[" * depth + b"]" * depth + b"}"
    assert _refused(_written(tmp_path, content)) in (
        "F is nested too deeply.",
        "F: visits[0] does not fit: Expected `object`, got `array`.",
    )


@pytest.mark.parametrize(
    ("visit", "sentence"),
    [
        (
            {"items": [{}, {}, {}, {"titel": "x"}]},
            "F: visits[0].items[3].titel is unknown. Did you mean “title”?",
        ),
        ({"zzz": 1}, "F: visits[0].zzz is unknown. “briefer schema” lists what there is."),
        (
            {"objectives": [{"txt": "x"}]},
            "F: visits[0].objectives[0].txt is unknown. Did you mean “text”?",
        ),
        ({"version": 3}, "F: visits[0].version is unknown. “briefer schema” lists what there is."),
        ({"title": 5}, "F: visits[0].title does not fit: Expected `str`, got `int`."),
        ({"title": "x" * 501}, "F: visits[0].title is longer than 500 characters."),
        ({"items": {}}, "F: visits[0].items does not fit: Expected `array`, got `object`."),
        (
            {"start": "29 May"},
            "F: visits[0].start is not a date such as 2018-05-29, 2022-12, “early 2022-12” or 2022.",
        ),
        (
            {"items": [{"start": "9:30"}]},
            "F: visits[0].items[0].start is not a time such as 09:30.",
        ),
        (
            {"key": "Iraq 2022"},
            "F: visits[0].key is not a key: small letters, digits and - . _ / such as “danish-mfa”.",
        ),
        (
            {"our_side": "us"},
            "F: visits[0].our_side is 'us', but must be one of: host, guest, facilitator.",
        ),
        ({"title": "a\x00"}, "F: visits[0].title holds a character that cannot be printed."),
        (
            {"key_messages": ["ok", "\ud800"]},
            "F: visits[0].key_messages[1] holds a character that cannot be printed.",
        ),
        ({"stops": [{"order": 10**12}]}, "F: visits[0].stops[0].order is too large a number."),
        (
            {"stops": [{"key": "s"}, {"key": "t"}, {"key": "s"}]},
            "F: visits[0].stops[2] has the same key as visits[0].stops[0]: s.",
        ),
        (
            {"stops": [{"id": str(UUID(int=1))}, {"id": str(UUID(int=1))}]},
            f"F: visits[0].stops[1] has the same id as visits[0].stops[0]: {UUID(int=1)}.",
        ),
        (
            {"stops": [{"id": str(UUID(int=0))}]},
            "F: visits[0].stops[0].id is nothing but zeros. Leave it out, and the record gets one of its own.",
        ),
        ({"\ud800": 1}, "F: visits[0]. holds a character that cannot be printed."),
    ],
)
def test_a_refusal_names_the_place(tmp_path: Path, visit: dict[str, Any], sentence: str) -> None:
    file = {"format": 1, "visits": [{"key": "a", "title": "A", **visit}]}
    assert _refused(_written(tmp_path, file)) == sentence


def test_a_number_without_end(tmp_path: Path) -> None:
    content = b'{"format": 1, "places": [{"key": "a", "name": "A", "latitude": 1e999}]}'
    assert _refused(_written(tmp_path, content)).startswith("F: places[0].latitude ")


def test_a_file_with_a_mark_at_its_start_and_windows_line_ends(tmp_path: Path) -> None:
    content = (
        b'\xef\xbb\xbf{"format": 1,\r\n"notes": [{"key": "n", "title": "N", "text": "a\\r\\nb"}]}'
    )
    (entry,) = bundle.read(_written(tmp_path, content)).entries
    assert entry.fields["text"] == "a\nb"


def test_files_that_are_none(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none.json") == "There is no file F."
    assert _refused(tmp_path) == "F is a folder, not an exchange file."
    os.mkfifo(tmp_path / "pipe")
    assert _refused(tmp_path / "pipe") == "F is not a file."


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert _refused(path) == "F is too large: more than 100 MB."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace"))
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    try:
        bundle.read(_written(tmp_path, content))
    except KnownError as error:
        str(error).encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_a_good_file_with_something_exchanged_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    value = bundle.build({name: [record] for name, record in everything("a" * 64).items()})
    spots = list(_spots(value))
    holder, name = pick.choice(spots)
    holder[name] = pick.choice(
        [None, True, -1, 1e300, "", "x" * 1000, [], {}, [[]], {"": {}}, "\ud800", ["a"]]
    )
    try:
        bundle.read(_written(tmp_path, value))
    except KnownError as error:
        str(error).encode()


def _spots(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for name, each in list(pairs):
        yield value, name
        if isinstance(each, (dict, list)):
            yield from _spots(each)


# --------------------------------------------------------------------------------- files it names


PICTURE = b"\x89PNG\r\n\x1a\n picture"


def _with_photo(name: str) -> dict[str, Any]:
    return {"format": 1, "people": [{"key": "jens", "family_name": "Jens", "photo": name}]}


def _photo(path: Path) -> bytes | None:
    read = bundle.read(path)
    return read.file(read.entries[0].fields["photo"], "people[0].photo")


def test_a_picture_beside_the_file(tmp_path: Path) -> None:
    hash_ = sha256(PICTURE).hexdigest()
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "jens.png").write_bytes(PICTURE)
    (tmp_path / "files" / f"{hash_}.png").write_bytes(PICTURE)
    assert _photo(_written(tmp_path, _with_photo("files/jens.png"))) == PICTURE
    assert _photo(_written(tmp_path, _with_photo(hash_))) == PICTURE
    assert _photo(_written(tmp_path, _with_photo("files/none.png"))) is None
    assert _photo(_written(tmp_path, _with_photo("a" * 64))) is None


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "/etc/passwd",
        "files/../../secret",
        "..\\secret",
        "C:\\secret",
        "files/link",
        "files/linked/secret",
    ],
)
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "here"
    (folder / "files").mkdir(parents=True)
    (tmp_path / "secret").write_bytes(PICTURE)
    (folder / "files" / "link").symlink_to(tmp_path / "secret")
    (folder / "files" / "linked").symlink_to(tmp_path)
    path = _written(folder, _with_photo(name))
    with pytest.raises(KnownError, match="outside the folder"):
        _photo(path)


def test_a_picture_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    with (tmp_path / "files" / "huge.png").open("wb") as file:
        file.truncate(60_000_000)
    path = _written(tmp_path, _with_photo("files/huge.png"))
    with pytest.raises(KnownError, match="larger than 50 MB"):
        _photo(path)


def _zip(tmp_path: Path, members: list[tuple[str, bytes]]) -> Path:
    path = tmp_path / "file.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_a_zip_with_its_pictures(tmp_path: Path) -> None:
    hash_ = sha256(PICTURE).hexdigest()
    for name, member in (("files/jens.png", "files/jens.png"), (hash_, f"files/{hash_}.png")):
        content = json.dumps(_with_photo(name)).encode()
        assert _photo(_zip(tmp_path, [("records.json", content), (member, PICTURE)])) == PICTURE
        assert _photo(_zip(tmp_path, [("records.json", content)])) is None


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_zips(tmp_path: Path) -> None:
    good = json.dumps(_with_photo("files/a.png")).encode()
    assert (
        _refused(_zip(tmp_path, [("other.json", good)]))
        == "F is no exchange file of Briefer: it holds no records.json."
    )
    assert (
        _refused(_zip(tmp_path, [("records.json", good), ("records.json", good)]))
        == "F holds records.json twice."
    )
    bomb = _zip(tmp_path, [("records.json", good), ("files/a.png", b"\x00" * 60_000_000)])
    with pytest.raises(KnownError, match="larger than 50 MB"):
        _photo(bomb)
    whole = bomb.read_bytes()
    bomb.write_bytes(whole[: len(whole) // 2])
    assert _refused(bomb) == "F is a damaged zip file."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_damaged_zip_is_read_as_it_was_or_refused(tmp_path: Path, at: float, byte: int) -> None:
    good = json.dumps(_with_photo("files/a.png")).encode()
    path = _zip(tmp_path, [("records.json", good)])
    whole = bundle.read(path)
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] = byte
    path.write_bytes(content)
    try:
        assert bundle.read(path).entries == whole.entries
    except KnownError as error:
        str(error).encode()


# -------------------------------------------------------------------------------------- writing


def test_a_written_file_reads_like_a_handwritten_one() -> None:
    visit = Visit(key="marsana", title="Marsana «وزارة»", types=("focused",), start="2027")
    other = Visit(key="other", title="Other")
    phase = Phase(key="marsana/phase-1", visit=visit.id, title="On site", order=0)
    late = Stop(key="marsana/stop-1", visit=visit.id, city="Ærø", order=7)
    early = Stop(key="harbour", visit=visit.id, city="Port Serin", phase=phase.id, order=3)
    visit = msgspec.structs.replace(visit, follows=other.id)
    value = bundle.build({"visit": [visit], "phase": [phase], "stop": [late, early]})
    assert json.loads(bundle.to_json(value)) == {
        "format": 1,
        "visits": [
            {
                "id": str(visit.id),
                "key": "marsana",
                "title": "Marsana «وزارة»",
                "types": ["focused"],
                "start": "2027",
                # what it follows is not in this file, and cannot be named in it
                "phases": [{"id": str(phase.id), "title": "On site"}],
                "stops": [
                    {
                        "id": str(early.id),
                        "key": "harbour",
                        "phase": "marsana/phase-1",
                        "city": "Port Serin",
                        "order": 3,
                    },
                    {"id": str(late.id), "key": "marsana/stop-1", "city": "Ærø", "order": 7},
                ],
            }
        ],
    }


def test_nothing_that_a_workspace_keeps_for_itself_is_written() -> None:
    text = bundle.to_json(
        bundle.build({name: [record] for name, record in everything().items()})
    ).decode()
    for kind in KINDS:
        if kind.stored_only:
            assert f'"{kind.plural}"' not in text
    for name in ("version", "changed_by", "changed_at", "created_at", "about_kind"):
        assert f'"{name}"' not in text


def test_the_same_content_gives_the_same_bytes() -> None:
    value = bundle.build({name: [record] for name, record in everything().items()})
    files = [("files/a.png", PICTURE)]
    assert bundle.to_zip(value, files) == bundle.to_zip(value, files)
