"""What the file tells viewers and screen readers: bookmarks, labels, destinations, links, structure, metadata."""

import io
from typing import Any

import pikepdf
import pytest

import small_packs as sp
from briefer.pack.blocks import (
    Contents,
    FootLine,
    Heading,
    Issue,
    Labelled,
    Message,
    Pack,
    Run,
    Separator,
)


def brief(number: int) -> Any:
    link = Run("the site", link="https://example.org/a?b=1")
    return sp.part(
        f"brief-{number}",
        f"8.{number}",
        Labelled(
            "Objective", (sp.text(sp.words("See ", link, ".")),), anchor=f"objective-{number}"
        ),
        Separator(),
        sp.text(sp.words("Mr ", Run("سميرة", lang="ar"), " and ", Run("gone", link="#nowhere"))),
        title=f"Talks {number}",
        outline=(("Objective", f"objective-{number}"), ("Nothing", "nowhere")),
        foot=(FootLine("Owner", sp.words("K. Rashmani")),),
    )


def dossier(**more: Any) -> Pack:
    given = {
        "issue": Issue("Edition 2", "", "", "2027-02-26T17:40:00+03:00", "visit/2"),
        "author": "Protocol Office",
        **more,
    }
    return sp.pack(
        sp.section("3", sp.part("contents", "3", Contents(), title="Contents")),
        sp.section("8", brief(1), brief(2)),
        **given,
    )


@pytest.fixture(scope="module")
def file() -> Any:
    with pikepdf.open(io.BytesIO(sp.printed(dossier()))) as pdf:
        yield pdf


def tree(element: Any) -> Any:
    """The structure as nested pictures: `[role, kids…]`; marks and links of an element are counted out."""
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    inner = [tree(kid) for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [str(element.S)[1:], *inner]


def flat(nested: Any, depth: int = 0) -> list[str]:
    return [
        "  " * depth + nested[0],
        *(line for kid in nested[1:] for line in flat(kid, depth + 1)),
    ]


def test_bookmarks_name_sections_parts_and_items(file: Any) -> None:
    with file.open_outline() as outline:
        shown = [
            (
                top.title,
                [(own.title, [each.title for each in own.children]) for own in top.children],
            )
            for top in outline.root
        ]
    assert shown == [
        ("3  Section 3", []),
        (
            "8  Section 8",
            [("8.1  Talks 1", ["Objective"]), ("8.2  Talks 2", ["Objective"])],
        ),
    ]


def test_viewers_show_the_printed_page_names(file: Any) -> None:
    numbers = list(file.Root.PageLabels.Nums)
    assert [str(label.P) for label in numbers[1::2]] == ["3-1", "3-2", "8.1-1", "8.1-2", "8.2-1"]


def test_destinations_are_keys_in_order(file: Any) -> None:
    names = [str(name) for name in list(file.Root.Names.Dests.Names)[::2]]
    assert names == sorted(names)
    assert set(names) == {
        "section-3", "contents", "section-8", "brief-1", "brief-2", "objective-1", "objective-2",
    }  # fmt: skip


def test_the_file_says_what_it_is(file: Any) -> None:
    root = file.Root
    assert str(root.Lang) == "en"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(root.PageMode) == "/UseOutlines"
    assert {key: str(file.docinfo[key]) for key in file.docinfo} == {
        "/Title": "Visit to Aldermark",
        "/Author": "Protocol Office",
        "/Creator": "Briefer",
        "/Producer": "Briefer",
        "/CreationDate": "D:20270226174000+03'00'",
        "/ModDate": "D:20270226174000+03'00'",
    }
    with file.open_metadata() as metadata:
        assert metadata["dc:title"] == "Visit to Aldermark"


def test_links_lead_to_pages_and_safe_addresses_only(file: Any) -> None:
    found = []
    for page in file.pages:
        for link in page.get("/Annots", []):
            target = str(link.Dest) if "/Dest" in link else str(link.A.URI)
            found.append((target, str(link.Contents), int(link.F)))
    assert found == [
        ("section-3", "3", 4),
        ("section-3", "Section 3", 4),
        ("section-3", "3-1", 4),
        ("section-8", "8", 4),
        ("section-8", "Section 8", 4),
        ("section-8", "8.1-1", 4),
        ("https://example.org/a?b=1", "the site", 4),
        ("https://example.org/a?b=1", "the site", 4),
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:x", "#no"])
def test_other_addresses_stay_text(address: str) -> None:
    with pikepdf.open(
        io.BytesIO(sp.printed(sp.one_page(sp.words(Run("here", link=address)))))
    ) as pdf:
        assert all("/Annots" not in page for page in pdf.pages)
        assert address.encode() not in b"".join(
            bytes(each.unparse()) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)
        )


def test_the_structure_of_a_brief(file: Any) -> None:
    document = file.Root.StructTreeRoot.K
    part, section = document.K[1], document.K[1].K[0]
    assert (str(document.S), str(part.S)) == ("/Document", "/Part")
    assert str(section.T) == "Talks 1"
    assert flat(tree(section)) == [
        "Sect",
        "  H1",
        "  H2",
        "  P",
        "    Link",
        "  P",
        "    Span",  # سميرة
        "    Span",  # leads nowhere
        "  P",
        "  P",
    ]


def test_a_stretch_in_another_language_says_so(file: Any) -> None:
    spans = [
        each
        for each in file.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Span" and "/Lang" in each
    ]
    assert {str(span.Lang) for span in spans} == {"ar"}


def test_every_mark_on_a_page_has_an_owner_and_every_link_too(file: Any) -> None:
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip((int(number) for number in numbers[::2]), numbers[1::2], strict=True))
    for page in file.pages:
        content = b"".join(each.read_bytes() for each in _streams(page))
        marks = content.count(b"/MCID")
        if marks:
            owners = parents[int(page.obj.StructParents)]
            assert len(owners) == marks
        for link in page.get("/Annots", []):
            assert str(parents[int(link.StructParent)].S) == "/Link"


def _streams(page: Any) -> list[Any]:
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def test_everything_on_a_page_is_content_or_artifact(file: Any) -> None:
    """Between marked contents only the graphics state may change."""
    for page in file.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif depth == 0:
                assert name in ("q", "Q", "cm"), (operands, name)
        assert depth == 0


def test_only_embedded_subsets_are_used(file: Any) -> None:
    seen = set()
    for page in file.pages:
        for font in page.obj.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor
            assert "/ToUnicode" in font
            seen.add(str(font.BaseFont))
    assert all(name[7] == "+" and name[1:7].isupper() for name in seen)


def test_nothing_of_the_machine_or_the_moment_is_in_the_file() -> None:
    content = sp.printed(dossier(issue=Issue("Draft", "", "", "", "visit/2")))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/CreationDate" not in pdf.docinfo
    assert content == sp.printed(dossier(issue=Issue("Draft", "", "", "", "visit/2")))


def test_an_empty_pack_is_a_page_that_says_so() -> None:
    made = sp.pack(
        sp.section("1", sp.part("empty", "1", Message(sp.words(Run("No programme yet", "gap")))))
    )
    assert "No programme yet" in sp.read(sp.printed(made))[0]


def test_headings_inside_a_part_are_one_step_below_its_title() -> None:
    made = sp.pack(sp.section("1", sp.part("a", "1", Heading(sp.words("More")), sp.text("b"))))
    with pikepdf.open(io.BytesIO(sp.printed(made))) as pdf:
        section = pdf.Root.StructTreeRoot.K.K[0].K[0]
        assert flat(tree(section)) == ["Sect", "  H1", "  H2", "  P"]
