"""Briefer: the content as a pack of its own blocks, in its own page design; the pack is read while it is measured."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from content import GROUPS, MARKING, TITLE, Block, Section

if TYPE_CHECKING:
    from briefer.pack.blocks import Flow, Pack, Part, Words

_LOOKS = {"": "", "b": "strong", "i": "em", "bi": "strong em"}
_EDITED = "profile20"


def ready(sections: list[Section], folder: Path) -> None:
    """The pack as JSON, and the same with one word of one profile changed."""
    import msgspec

    for name, found in (("pack", sections), ("edited", edited(sections))):
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(pack(found)))


def make(folder: Path, fonts: Path, out: Path) -> None:
    """The PDF, tagged and archival; the fonts are Briefer's own."""
    _print(folder / "pack.json", out, {}, tagged=True)


def make_untagged(folder: Path, fonts: Path, out: Path) -> None:
    """The PDF as the preview wants it."""
    _print(folder / "pack.json", out, {}, tagged=False)


def again(folder: Path, fonts: Path, out: Path) -> Any:
    """Make the PDF, and give what makes it once more after an edit."""
    from briefer.pdf.keeping import PageCache

    cache = PageCache()
    _print(folder / "pack.json", out, cache, tagged=True)
    return lambda: _print(folder / "edited.json", out, cache, tagged=True)


def again_untagged(folder: Path, fonts: Path, out: Path) -> Any:
    """The same as the preview does it."""
    from briefer.pdf.keeping import PageCache

    cache = PageCache()
    _print(folder / "pack.json", out, cache, tagged=False)
    return lambda: _print(folder / "edited.json", out, cache, tagged=False)


def whole(folder: Path, fonts: Path, out: Path) -> None:
    """The edited pack in one go, for its size."""
    _print(folder / "edited.json", out, {}, tagged=True)


def _print(source: Path, out: Path, cache: Any, *, tagged: bool) -> None:
    import msgspec

    from briefer.pack.blocks import Pack
    from briefer.pdf import pages

    read = msgspec.json.decode(source.read_bytes(), type=Pack)
    pictures = {name: (source.parent / name).read_bytes() for name in read.pictures}
    out.write_bytes(pages.write(pages.paginate(read, pictures, cache=cache), tagged=tagged))


def edited(sections: list[Section]) -> list[Section]:
    """The same with one word more in a profile."""
    from dataclasses import replace

    return [
        replace(
            one,
            blocks=[Block("p", [[*one.blocks[0].entries[0], ("Agreed.", "")]]), *one.blocks[1:]],
        )
        if one.key == _EDITED
        else one
        for one in sections
    ]


# ------------------------------------------------------------------------------- content to blocks


def pack(sections: list[Section]) -> "Pack":
    """The whole document."""
    from briefer.pack import blocks as b

    front = b.Part("contents", "1", "1", "Contents", (b.Contents(),))
    cover = b.Cover("Dossier", TITLE, (b.Run("March 2027"),), (), ())
    out = [
        b.Section("cover", "", "", (b.Part("cover", "", "", TITLE, (cover,)),)),
        b.Section("contents", "1", "Contents", (front,)),
    ]
    for number, (group, title) in enumerate(GROUPS.items(), 2):
        members = [one for one in sections if one.group == group]
        if group == "biography":
            parts: tuple[Part, ...] = (_biographies(members, str(number), title),)
        else:
            draw = _day if group == "day" else _document
            parts = tuple(draw(one, f"{number}.{at}") for at, one in enumerate(members, 1))
        out.append(b.Section(f"group-{group}", str(number), title, parts))
    return b.Pack(
        title=TITLE, short_title=TITLE, recipe="dossier", audience="principal", language="en",
        marking=b.Marking(MARKING),
        issue=b.Issue("Edition 1", ", issued 1 March 2027", "", "2027-03-01T09:00:00+01:00", "x/1"),
        sections=tuple(out), duplex=False, pictures=tuple(one.photo for one in sections if one.photo),
    )  # fmt: skip


def _day(one: Section, number: str) -> "Part":
    from briefer.pack import blocks as b

    rows = []
    for at, (time, title, place, people) in enumerate(one.table[1:], 1):
        rows.append(
            b.ProgrammeRow(
                b.Mark(str(at), "confirmed", f"{at}, confirmed"),
                b.TimeCell(time),
                (b.Run(title, "strong"),),
                ((b.Run(place),),),
                (b.KeyValue("Participants", (b.Run(people),)),),
            )
        )
    lead = [_flow(block) for block in one.blocks]
    blocks = (*lead, b.Line(tuple(rows)))
    return b.Part(one.key, number, number, one.title, blocks, in_contents=True)


def _document(one: Section, number: str) -> "Part":
    from briefer.pack import blocks as b

    blocks: list[b.Block] = [_flow(block) for block in one.blocks]
    if one.table:
        head, *rows = ([(b.Run(text),) for text in row] for row in one.table)
        blocks.append(b.TextTable(tuple(head), tuple(tuple(row) for row in rows)))
    return b.Part(one.key, number, number, one.title, tuple(blocks), in_contents=True)


def _biographies(members: list[Section], number: str, title: str) -> "Part":
    from briefer.pack import blocks as b

    blocks = tuple(
        b.Biography(
            one.title,
            (b.Run(one.role),),
            tuple(_flow(block) for block in one.blocks),
            (),
            "".join(word[0] for word in one.title.split()),
            picture=one.photo,
            alt=one.title,
            anchor=one.key,
        )
        for one in members
    )
    outline = tuple((one.title, one.key) for one in members)
    return b.Part("biographies", number, number, title, blocks, outline=outline)


def _flow(block: Block) -> "Flow":
    from briefer.pack import blocks as b

    if block.kind == "h":
        return b.Heading(_words(block.entries[0]), 2)
    texts = [b.Paragraph(_words(entry)) for entry in block.entries]
    if block.kind == "p":
        return texts[0]
    items = tuple(b.Item((text,)) for text in texts)
    return b.Bullets(items) if block.kind == "ul" else b.Numbered(items)


def _words(runs: list[Any]) -> "Words":
    from briefer.pack import blocks as b

    return tuple(b.Run(text, _LOOKS[look]) for text, look in runs)
