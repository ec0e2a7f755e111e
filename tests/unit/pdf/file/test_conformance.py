"""Files keep PDF/UA-1 and PDF/A-2a whatever stands on their pages, and say of themselves what is so."""

import io
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image

import small_packs as sp
import validators
from briefer.pack.blocks import (
    Biography,
    Bullets,
    Card,
    Cards,
    Contents,
    Issue,
    Item,
    Labelled,
    Marking,
    Numbered,
    Pack,
    PointGroup,
    Portrait,
    Portraits,
    Quote,
    Row,
    Run,
    Table,
    TableGroup,
    TextTable,
)
from briefer.pdf import metadata
from briefer.pdf.document import deflated
from briefer.pdf.pages import paginate, write
from profiles import SIZE

ISSUE = Issue("Edition 2", ", issued 26 February 2027", "", "2027-02-26T17:40:00+03:00", "visit/2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pack.pdf"


def faults(path: Path, content: bytes) -> list[str]:
    """All that both validators say of a file."""
    path.write_bytes(content)
    return [
        *validators.broken_rules(path, "ua1"),
        *validators.broken_rules(path, "2a"),
        *validators.heard_errors(path),
    ]


def photograph() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (400, 500), "#446688").save(made, "JPEG")
    return made.getvalue()


def words(text: str) -> Any:
    return sp.words(text)


def everything() -> Pack:
    """Each way in which a page can hold text, a picture, a link."""
    follow_ups = Table(
        "follow-ups",
        ("state", "action", "owner", "due"),
        (TableGroup(tuple(Row(tuple(map(words, ("open", f"Step {n}", "KR", "May")))) for n in range(60))),),
    )  # fmt: skip
    phones = Table(
        "contacts",
        (),
        (TableGroup((Row((words("hotel"), words("Reception"), words("+999 1"))),), "Tell Qamar"),),
    )
    running = (
        Bullets((Item((sp.text("one"), Numbered((Item((sp.text("deeper"),)),)))),)),
        Quote((sp.text("said"),)),
        TextTable((words("River"), words("Level")), ((words("Aar"), words("4 m")),)),
        TextTable((), ((words("Aar"), words("4 m")),)),
        sp.text(
            sp.words(
                Run("سميرة النضوري", lang="ar"),
                " or ",
                Run("the site", link="https://example.org/"),
                Run(" struck", "struck"),
                Run(" under", rule="under struck"),
                Run("3", rise="super"),
                Run("2", rule="under", rise="sub", link="https://example.org/"),
                Run(" day open", "gap"),
                " ",
                Run("", page_of="far"),
                " 北",  # no font has it
            )
        ),
    )
    person = Biography(
        "Samira", words("Minister"), running[:1], (), "S", picture="face", alt="Samira"
    )
    faces = Portraits("Key people", (Portrait("Samira", words("Minister"), "S", "face", "Samira"),
                                     Portrait("Karim", words("Director"), "K")))  # fmt: skip
    card = Card("3", "Talks", words("Monday"), (PointGroup((words("one"), words("two"))),))
    return sp.pack(
        sp.section("3", sp.part("contents", "3", Contents(), title="Contents")),
        sp.section("4", sp.part("near", "4", faces, Labelled("Text", running), person)),
        sp.section("5", sp.part("far", "5", follow_ups, phones, title="Tables")),
        sp.section("9", sp.part("cards", "9", Cards((card, card)))),
        title="Visit “A” & <B>",
        author="Protocol Office",
        issue=ISSUE,
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_all_that_a_page_can_hold(path: Path, language: str) -> None:
    made = paginate(replace(everything(), language=language), {"face": photograph()}, book=sp.BOOK)
    assert faults(path, write(made)) == []


def test_a_pack_without_a_date_or_author(path: Path) -> None:
    assert faults(path, sp.printed(sp.one_page("Nothing more"))) == []


def test_a_large_pack(path: Path) -> None:
    rows = (
        TableGroup(
            tuple(Row(tuple(map(words, ("open", "Write", "KR", "May")))) for _ in range(20))
        ),
    )
    parts = [
        sp.part(
            f"part-{number}",
            f"8.{number}",
            sp.text("The river rises. " * 150),
            Table("follow-ups", ("state", "action", "owner", "due"), rows),
            title=f"Talks {number}",
        )
        for number in range(SIZE.pages // 2)
    ]  # fmt: skip
    contents = sp.section("3", sp.part("contents", "3", Contents(), title="Contents"))
    pages = paginate(sp.pack(contents, sp.section("8", *parts), issue=ISSUE), {}, book=sp.BOOK)
    assert len(pages.sheets) >= SIZE.pages
    assert faults(path, write(pages)) == []


def test_the_validators_see_a_fault_that_is_planted(path: Path) -> None:
    with pikepdf.open(io.BytesIO(sp.printed(everything()))) as pdf:
        del pdf.Root["/OutputIntents"]
        pdf.Root.MarkInfo.Marked = False
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH":
                element.S = pikepdf.Name.TD
        pdf.save(path)
    rules = {told.split(":")[0] for told in validators.broken_rules(path, "2a")}
    assert "PDFA2A-DEVICE-RGB-001" in rules
    assert {told.split(":")[0] for told in validators.broken_rules(path, "ua1")}
    assert any(told.startswith("TBL-001") for told in validators.heard_errors(path))


# ------------------------------------------------------------------------- what a file says of itself


def test_the_packet_says_what_the_document_information_says() -> None:
    with pikepdf.open(io.BytesIO(sp.printed(everything()))) as pdf:
        assert dict(pdf.docinfo.items()) == {
            "/Title": "Visit “A” & <B>",
            "/Author": "Protocol Office",
            "/Creator": "Briefer",
            "/Producer": "Briefer",
            "/CreationDate": "D:20270226174000+03'00'",
            "/ModDate": "D:20270226174000+03'00'",
        }
        with pdf.open_metadata() as packet:
            assert packet["dc:title"] == "Visit “A” & <B>"
            assert packet["dc:creator"] == ["Protocol Office"]
            assert packet["dc:language"] == {"en"}
            assert packet["xmp:CreatorTool"] == packet["pdf:Producer"] == "Briefer"
            assert packet["xmp:CreateDate"] == "2027-02-26T17:40:00+03:00"
            assert packet["xmp:ModifyDate"] == packet["xmp:CreateDate"]
            assert packet["pdfuaid:part"] == "1"
            assert (packet["pdfaid:part"], packet["pdfaid:conformance"]) == ("2", "A")


def test_a_file_without_a_title_has_one() -> None:
    nameless = sp.one_page("text", title=" \n", subject="Dossier")
    assert metadata.Facts.of(nameless).title == "Dossier"
    assert metadata.Facts.of(sp.one_page("text", title="")).title == "Briefer"


def test_colours_are_those_of_srgb_whenever_the_file_was_made() -> None:
    with pikepdf.open(io.BytesIO(sp.printed(sp.one_page("text")))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        profile = intent.DestOutputProfile.read_bytes()
    assert str(intent.OutputConditionIdentifier) == "sRGB"
    assert profile[16:20] == b"RGB "
    assert profile[24:36] == bytes.fromhex("07d0 0001 0001 0000 0000 0000")


def test_heads_and_feet_say_what_they_are() -> None:
    marked = sp.one_page("The river rises. " * 400, marking=Marking("RESTRICTED", "#a6192e"))
    with pikepdf.open(io.BytesIO(sp.printed(marked))) as pdf:
        told = [
            str(operands[1].Subtype)
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
        ]
        assert told == ["/Header", "/Footer"] * len(pdf.pages)


def test_no_stream_ends_like_a_line() -> None:
    awkward = b"\x0c"  # its check sum ends in 13
    assert zlib.compress(awkward).endswith(b"\r")
    packed = deflated(awkward)
    assert not packed.endswith(b"\r")
    assert zlib.decompress(packed) == awkward + b"\n"
    assert zlib.decompress(deflated(b"page")) == b"page"


def test_a_numbered_list_says_how_it_is_numbered() -> None:
    item = (Item((sp.text("one"),)),)
    made = sp.pack(sp.section("1", sp.part("a", "1", Numbered(item), Bullets(item))))
    with pikepdf.open(io.BytesIO(sp.printed(made))) as pdf:
        lists = [
            str(each.A.ListNumbering) if "/A" in each else "none"
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/L"
        ]
    assert sorted(lists) == ["/Decimal", "none"]
