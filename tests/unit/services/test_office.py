"""How the office shows itself: what is kept, what is refused, what a check says, and the name in each language."""

import base64
import io
import json
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from briefer import i18n
from briefer.errors import KnownError
from briefer.pack.blocks import Cover
from briefer.records.packs import Office, OwnData
from briefer.records.visits import Visit
from briefer.services import beginnings, common_edits, edits, office, packs
from briefer.workspace.database import Workspace

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10" fill="#a01e28"/></svg>'
PALE = (
    "#e8a0b0 is too light to be read on white paper: its contrast is 2.0, 4.5 is needed. "
    "Choose a darker colour."
)


def picture(width: int, height: int, kind: str = "PNG", mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), "#a01e28").save(out, kind, **more)  # type: ignore[arg-type]
    return out.getvalue()


def noise(width: int, height: int, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    picture = Image.effect_noise((width, height), 90).convert(mode)
    picture.save(out, "PNG")
    return out.getvalue()


def imported(workspace: Workspace, **told: object) -> None:
    """Own data as it comes out of a file that somebody else made."""
    own = OwnData(key="office", kind="office", name="office", json=json.dumps(told))
    edits.apply(workspace, common_edits.add(own))


def rules(workspace: Workspace, visit: Visit) -> list[tuple[str, str, str]]:
    return [
        (found.level, found.rule, found.place.words)
        for found in packs.check(workspace, visit)
        if found.place.kind == "own_data"
    ]


@pytest.fixture
def visit(workspace: Workspace) -> Visit:
    made = Visit(title="Marsana")
    edits.apply(workspace, common_edits.add(made))
    return made


# ------------------------------------------------------------------------------------------ changing


def test_each_change_is_one_edit_with_words_and_can_be_taken_back(workspace: Workspace) -> None:
    changes = [
        {"names": {"en": " Protocol\n Service "}},
        {"names": {"fr": "Service du protocole"}},
        {"logo": SVG},
        {"accent": "#7a1f2b"},
        {"names": {"fr": ""}},
        {"logo": b""},
        {"accent": ""},
        {"names": {"en": ""}},
    ]
    stored = [edits.apply(workspace, office.change(workspace, **each)) for each in changes]  # type: ignore[arg-type]
    assert [(edit.words, edit.past) for edit in stored] == [
        ("Change the name of the office (English)", "Changed the name of the office (English)."),
        ("Change the name of the office (français)", "Changed the name of the office (français)."),
        ("Change the logo of the office", "Changed the logo of the office."),
        ("Change the accent colour to #7a1f2b", "Changed the accent colour to #7a1f2b."),
        ("Change the name of the office (français)", "Changed the name of the office (français)."),
        ("Remove the logo of the office", "The logo of the office removed."),
        ("Remove the accent colour", "The accent colour removed."),
        ("Change the name of the office (English)", "Changed the name of the office (English)."),
    ]
    assert packs.own_data(workspace) == ()  # nothing is told: the page design's own again
    for edit in reversed(stored[4:]):
        edits.undo(workspace, edit)
    assert office.told(workspace) == Office(
        name="Protocol Service", names={"fr": "Service du protocole"}, accent="#7a1f2b", logo=SVG
    )


def test_several_changes_are_one_edit(workspace: Workspace) -> None:
    edit = office.change(workspace, names={"en": "Protocol", "da": "Protokollen"}, accent="#7a1f2b")
    assert (edit.words, len(edit.changes)) == ("Change how the office shows itself", 1)
    edits.apply(workspace, edit)
    assert office.change(workspace, accent="#7a1f2b").changes == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"accent": "#e8a0b0"}, PALE),
        (
            {"logo": SVG},
            "A logo needs the name of the office, which a screen reader says in its place. Give the name first.",
        ),
        ({"names": {"en": "x" * 201}}, "The name is longer than 200 characters. Shorten it."),
        (
            {"names": {"sv": "Protokollet"}},
            "There are no packs in the language “sv”. There are: en, da, fr, nl, ar.",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    workspace: Workspace, change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(KnownError) as refused:
        office.change(workspace, **change)  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_a_name_stays_as_long_as_the_logo_that_it_describes(workspace: Workspace) -> None:
    edits.apply(workspace, office.change(workspace, names={"en": "Protocol"}, logo=SVG))
    with pytest.raises(KnownError, match="A logo needs the name of the office"):
        office.change(workspace, names={"en": "  "})
    assert office.change(workspace, names={"en": ""}, logo=b"").changes[0].after is None


# ------------------------------------------------------------------------------------------ colours


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("#7A1F2B", "#7a1f2b"),
        (" 7a1f2b ", "#7a1f2b"),
        ("#a12", "#aa1122"),
        ("", ""),
        ("red", ""),
        ("#12345", ""),
        ("#1234567", ""),
        ("٧٧٧", ""),
    ],
)
def test_a_colour_as_people_type_it(typed: str, kept: str) -> None:
    assert office.colour(typed) == kept


def test_contrast_is_told_with_the_least_that_is_needed() -> None:
    assert office.contrast_words("#7a1f2b") == "10.2 on white, at least 4.5 is needed"
    assert [office.too_light(each) for each in ("#767676", "#e8a0b0")] == ["", PALE]


# ------------------------------------------------------------------------------------------ logos


def test_a_logo_is_kept_no_finer_than_print_asks_for_and_without_metadata() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of A. N. Other"
    content = picture(4000, 1000, "JPEG", exif=exif, icc_profile=b"Profile of A. N. Other")
    assert content.count(b"A. N. Other") == 2
    kept = Image.open(io.BytesIO(office.logo_from(content)))
    assert (kept.size, kept.info) == ((1200, 300), {})


def test_what_is_clear_in_a_logo_stays_clear() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (60, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(office.logo_from(out.getvalue()))).getpixel((3, 3)) == (0, 0, 0, 0)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "1", "P", "LA"])
def test_a_heavy_logo_is_made_light_enough_to_be_kept(workspace: Workspace, mode: str) -> None:
    kept = office.logo_from(noise(2400, 800, mode))
    edits.apply(workspace, office.change(workspace, names={"en": "Protocol"}, logo=kept))
    assert office.told(workspace).logo == kept
    assert office.printed(kept) is not None


def test_a_drawing_is_kept_as_it_is_and_a_heavy_one_as_a_picture_of_itself(
    workspace: Workspace,
) -> None:
    assert office.logo_from(SVG) == SVG
    inside = base64.b64encode(noise(500, 200)).decode()
    heavy = SVG.replace(
        b"<rect",
        f'<image href="data:image/png;base64,{inside}" width="30" height="10"/><rect'.encode(),
    )
    assert len(heavy) > 130_000
    kept = office.logo_from(heavy)
    # a drawing's shape is told by a picture of few pixels
    assert Image.open(io.BytesIO(kept)).size == pytest.approx((963, 321), abs=4)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("logo.gif", b"GIF89a", "logo.gif is no PNG, JPEG or SVG. Save the logo as one of these."),
        ("a.pdf", b"%PDF-1.7", "a.pdf is no PNG, JPEG or SVG. Save the logo as one of these."),
        ("empty.png", b"", "empty.png is no PNG, JPEG or SVG. Save the logo as one of these."),
        (
            "torn.png",
            picture(300, 100)[:60],
            "torn.png cannot be printed: it is damaged, or has more than 40 million pixels. Choose another file.",
        ),
        (
            "torn.svg",
            b"<svg xmlns='x'><",
            "torn.svg cannot be printed: it is damaged, or has more than 40 million pixels. Choose another file.",
        ),
        (
            "huge.png",
            picture(1, 1).replace(b"\0\0\0\1\0\0\0\1", b"\0\0\xff\xff\0\0\xff\xff"),
            "huge.png cannot be printed: it is damaged, or has more than 40 million pixels. Choose another file.",
        ),
        (
            "long.svg",
            SVG + b" " * 20_000_000,
            "long.svg is larger than 20 megabytes. Save the logo smaller.",
        ),
        (
            "gone.png",
            None,
            "gone.png is not there or cannot be read. Choose another file.",
        ),
    ],
)
def test_a_file_that_is_no_logo_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(KnownError) as refused:
        office.logo_of(tmp_path / name)
    assert str(refused.value) == sentence


def test_a_logo_is_told_as_it_is_printed() -> None:
    shown = office.printed(picture(1200, 400))
    assert shown is not None
    assert (round(shown.width, 1), round(shown.height, 1)) == (42.0, 14.0)
    assert office.printed(b"%PDF") is None


# ------------------------------------------------------------------------------------------ checks


def test_a_check_tells_of_an_accent_and_a_logo_in_the_words_of_an_export(
    workspace: Workspace, visit: Visit
) -> None:
    assert rules(workspace, visit) == []
    imported(workspace, name="Protocol", accent="#e8a0b0", logo=base64.b64encode(b"%PDF").decode())
    assert rules(workspace, visit) == [
        ("warning", "accent-too-light", "Office"),
        ("warning", "logo-unreadable", "Office"),
    ]
    exported = packs.make(workspace, visit).findings
    by_rule = {found.rule: found.sentence for found in exported}
    for found in packs.check(workspace, visit):
        if found.place.kind == "own_data":
            assert by_rule[found.rule] == found.sentence


def test_own_data_that_cannot_be_read_is_an_error_and_is_replaced_by_what_is_told_anew(
    workspace: Workspace, visit: Visit
) -> None:
    imported(workspace, name="Protocol", colour="red")
    edits.apply(
        workspace, common_edits.change_field(visit, "title", "北")
    )  # what a check compiles for
    assert rules(workspace, visit) == [("error", "office-unreadable", "Office")]
    with pytest.raises(KnownError, match="own office “office” cannot be read"):
        office.told(workspace)
    edits.apply(workspace, office.change(workspace, names={"en": "Protocol"}))
    assert (office.told(workspace), rules(workspace, visit)) == (Office(name="Protocol"), [])


# ------------------------------------------------------------------------------------------ languages


def covers(workspace: Workspace, visit: Visit, language: str) -> list[str]:
    pack = packs.compile_visit(workspace, visit.id, language=language)
    both = (pack, pack.facing) if pack.facing else (pack,)
    found = [each.sections[0].parts[0].blocks[0] for each in both]
    assert all(isinstance(cover, Cover) for cover in found)
    return [cover.office for cover in found if isinstance(cover, Cover)]


def test_the_office_bears_its_name_in_the_language_of_the_pack(
    workspace: Workspace, visit: Visit
) -> None:
    names = {"en": "Protocol Service", "fr": "Service du protocole", "ar": "إدارة المراسم"}
    edits.apply(workspace, office.change(workspace, names=names))
    printed = {tag: covers(workspace, visit, tag) for tag in ("en", "fr", "da", "ar", "en+ar")}
    assert printed == {
        "en": ["Protocol Service"],
        "fr": ["Service du protocole"],
        "da": ["Protocol Service"],
        "ar": ["إدارة المراسم"],
        "en+ar": ["Protocol Service", "إدارة المراسم"],
    }


def test_a_name_that_is_not_translated_is_told_and_never_gives_way_to_a_gap(
    workspace: Workspace, visit: Visit
) -> None:
    edits.apply(workspace, office.change(workspace, names={"en": "Protocol Service"}))
    assert covers(workspace, visit, "en+ar") == ["Protocol Service", "Protocol Service"]
    french = packs.compile_visit(workspace, visit.id, language="fr")
    assert french.untranslated == ("Marsana", "Protocol Service")
    edits.apply(workspace, office.change(workspace, names={"fr": "Service du protocole"}))
    french = packs.compile_visit(workspace, visit.id, language="fr")
    assert french.untranslated == ("Marsana",)


def test_the_cover_alone_with_and_without_a_visit(workspace: Workspace) -> None:
    edits.apply(workspace, office.change(workspace, names={"en": "Protocol Service"}))

    def words() -> list[str]:
        return [
            page.get_textpage().get_text_range()
            for page in pypdfium2.PdfDocument(packs.cover(workspace))
        ]

    (empty,) = words()
    edits.apply(workspace, beginnings.new("Marsana"))
    (cover,) = words()
    assert ["Protocol Service" in page for page in (empty, cover)] == [True, True]
    assert ["Marsana" in page for page in (empty, cover)] == [False, True]


def test_a_cover_without_a_visit_speaks_the_language_of_the_pack(workspace: Workspace) -> None:
    """Not that of the window."""
    i18n.use("fr")
    try:
        (cover,) = pypdfium2.PdfDocument(packs.cover(workspace, "da"))
        words = cover.get_textpage().get_text_range().splitlines()
        assert words[:3] == ["Mappe", "Besøg", "datoer ikke fastsat"]
    finally:
        i18n.use("en")
