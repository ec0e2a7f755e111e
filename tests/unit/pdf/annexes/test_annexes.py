"""Pages of others' files in a pack: nothing of them acts, all that they show is there, and none brings Briefer down."""

import io
import struct
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

import small_packs as sp
import validators
from briefer.pack.blocks import Annex, Pack
from briefer.pdf import facing
from briefer.pdf.annexes import preparing, reader
from briefer.pdf.annexes.reading import Reading, scale
from briefer.pdf.pages import paginate, renew, write
from briefer.pdf.sheets import Pages
from briefer.progress import Cancelled
from profiles import PROFILE

ROOM = (165 / 25.4 * 72, 240 / 25.4 * 72)
PLANTED = "PLANTED"


def sound(*texts: str) -> bytes:
    """A PDF that keeps the standards, a page for each text."""
    parts = [sp.part(f"p{at}", "1", sp.text(text), label="") for at, text in enumerate(texts)]
    return sp.printed(sp.pack(sp.section("1", *parts), duplex=False))


def careless(*texts: str, size: tuple[float, float] = (400, 600)) -> bytes:
    """A PDF whose font is not embedded: it keeps no standard."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for text in texts:
        canvas.drawString(40, size[1] - 60, text)
        canvas.rect(0, 0, size[0] / 4, size[1] / 8, fill=1)  # black in the lower left corner
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None], **how: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out, **how)
    return out.getvalue()


def pack_of(*, as_made: bool = False) -> Pack:
    block = Annex(
        "a" * 64, "Letter of intent", "Annex 2, page {page} of {pages}", "to come", as_made
    )
    part = sp.part(
        "annex", "14.2", block, label="Annex 2", title="Letter of intent", running=block.words
    )
    return sp.pack(sp.section("14", part))


def placed(content: bytes | None, *, as_made: bool = False) -> Pages:
    files = {} if content is None else {"a" * 64: content}
    return paginate(pack_of(as_made=as_made), files, book=sp.BOOK)


def rules(pages: Pages) -> list[str]:
    return [found.rule for found in pages.findings]


def read(content: bytes, *, as_made: bool = False) -> Reading:
    return reader.read(content, ROOM, as_made=as_made)


def everything_in(content: bytes) -> bytes:
    """All objects and all streams of a file, unpacked."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            found.append(each.unparse(resolved=True) if not isinstance(each, Stream) else b"")
            if isinstance(each, Stream):
                found.append(each.unparse())
                found.append(b" ".join(str(key).encode() for key in each))
                try:
                    found.append(each.read_bytes())
                except pikepdf.PdfError:  # a picture
                    found.append(each.read_raw_bytes())
    return b"\n".join(found)


def plant(pdf: pikepdf.Pdf) -> None:
    """All that can act, lead away or carry a file."""
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{PLANTED}')"))
    file = pdf.make_stream(PLANTED.encode())
    file.Type = Name.EmbeddedFile
    spec = Dictionary(Type=Name.Filespec, F=String(PLANTED), EF=Dictionary(F=file))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.AF = Array([spec])
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script])),
        EmbeddedFiles=Dictionary(Names=Array([String("a"), spec])),
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String(PLANTED), V=String("filled"),
            Rect=Array([50, 50, 150, 70]), AA=Dictionary(K=script), F=4, DA=String("/Helv 9 Tf 0 g"),
        )
    )  # fmt: skip
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), XFA=String(PLANTED), DA=String("/Helv 9 Tf 0 g")
    )
    links = [
        Dictionary(S=Name.URI, URI=String(f"https://{PLANTED}.example")),
        Dictionary(S=Name.Launch, F=String(f"/bin/{PLANTED}")),
        Dictionary(S=Name.SubmitForm, F=String(PLANTED)),
        script,
    ]
    page = pdf.pages[0]
    page.obj.Annots = Array(
        [
            field,
            *(
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), A=action)
                for action in links
            ),
            Dictionary(
                Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=spec
            ),
        ]
    )
    page.obj.AA = Dictionary(O=script)
    page.obj.PieceInfo = Dictionary(Other=Dictionary(Private=String(PLANTED)))
    page.obj.Metadata = pdf.make_stream(PLANTED.encode())
    resources = page.obj.Resources
    postscript = pdf.make_stream(PLANTED.encode())
    postscript.Type, postscript.Subtype = Name.XObject, Name.PS
    reference = pdf.make_stream(b"")
    reference.Type, reference.Subtype = Name.XObject, Name.Form
    reference.BBox = Array([0, 0, 1, 1])
    reference.Ref = Dictionary(F=String(PLANTED), Page=0)
    reference.OPI = Dictionary(F=String(PLANTED))
    resources.XObject = Dictionary(A=postscript, JS=reference)
    resources.Properties = Dictionary(MC0=Dictionary(Note=String(PLANTED)))


# ---------------------------------------------------------------------------------- nothing acts


@pytest.mark.parametrize("make", [sound, careless], ids=["as forms", "as pictures"])
@pytest.mark.parametrize("as_made", [False, True])
def test_nothing_of_it_acts_or_hides(make: Callable[[str], bytes], as_made: bool) -> None:
    planted = changed(make("Read this."), plant)
    assert everything_in(planted).count(PLANTED.encode()) >= 10
    pages = placed(planted, as_made=as_made)
    content = write(pages)
    assert PLANTED.encode() not in everything_in(content)
    for name in (b"JavaScript", b"Launch", b"EmbeddedFile", b"AcroForm", b"/AA", b"OpenAction"):
        assert name not in everything_in(content)
    assert "Read this." in sp.read_all(content)
    assert {"annex-active", "annex-links"} <= set(rules(pages))


def test_a_plain_annex_gives_no_finding() -> None:
    assert rules(placed(sound("One", "Two"))) == []


def test_what_is_drawn_over_a_page_becomes_part_of_it() -> None:
    def stamp(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"1 0 0 rg 0 0 100 50 re f")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 50])
        pdf.pages[0].obj.Annots = Array(
            [
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Stamp, F=4, AP=Dictionary(N=look),
                    Rect=Array([100, 300, 200, 350]),
                )
            ]
        )  # fmt: skip

    for make in (sound, careless):
        pages = placed(changed(make("text"), stamp))
        red = [
            colour
            for _, colour in picture(write(pages)).getcolors(1 << 20) or ()
            if colour[0] > 240 and colour[1] < 20
        ]
        assert red
        assert "annex-links" not in rules(pages)


# ------------------------------------------------------------------------------ how it is printed


def picture(content: bytes, page: int = 0) -> Image.Image:
    made = pypdfium2.PdfDocument(content)[page].render(scale=1).to_pil().convert("RGB")
    assert isinstance(made, Image.Image)
    return made


def test_what_keeps_the_standards_stays_drawn_and_its_words_words(tmp_path: Path) -> None:
    pages = placed(sound("The river rises.", "It falls."))
    path = tmp_path / "pack.pdf"
    path.write_bytes(write(pages))
    assert [len(annex.forms) > 0 for part in pages.parts for annex in part.annexes] == [True]
    assert faults(path) == []
    told = sp.read(path.read_bytes())
    assert "The river rises." in told[0]
    assert "It falls." in told[1]


def test_what_breaks_them_is_a_picture_with_its_words_kept(tmp_path: Path) -> None:
    pages = placed(careless("The river rises."))
    path = tmp_path / "pack.pdf"
    path.write_bytes(write(pages))
    assert rules(pages) == ["annex-pictured"]
    assert faults(path) == []
    assert "The river rises." in sp.read_all(path.read_bytes())
    (jpeg,) = (page.jpeg for page in pages.parts[0].annexes[0].pages)
    with Image.open(io.BytesIO(jpeg)) as made:
        # 400 points at 200 dots per inch
        assert (made.format, made.width) == ("JPEG", 1112)


def test_the_words_of_a_picture_stand_where_they_are_seen() -> None:
    content = write(placed(careless("The river rises.")))
    page = pypdfium2.PdfDocument(content)[0]
    words = page.get_textpage()
    at = words.search("river").get_next()
    assert at
    x0, y0, x1, y1 = words.get_rect(words.count_rects(0, at[0]) - 1)
    # 400 points wide in a frame of 467.7 that begins at 70.9; the text at 40 of it, 60 under its top
    left, top = 70.9 + (467.7 - 400) / 2, (297 - 30) / 25.4 * 72
    assert left + 30 < x0 < left + 75
    assert top - 65 < y0 < y1 < top - 45
    assert x1 > x0


def faults(path: Path) -> list[str]:
    return [
        *validators.broken_rules(path, "ua1"),
        *validators.broken_rules(path, "2a"),
        *validators.heard_errors(path),
    ]


def test_each_page_is_a_figure_that_says_which_it_is() -> None:
    with pikepdf.open(io.BytesIO(write(placed(sound("One", "Two"))))) as pdf:
        alts = [
            str(each.Alt)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
    assert alts == [
        "Annex 2, page 1 of 2: Letter of intent",
        "Annex 2, page 2 of 2: Letter of intent",
    ]


def test_every_page_has_our_head_and_foot() -> None:
    told = sp.read(write(placed(sound("One", "Two"))))
    for number, page in enumerate(told[:2], 1):
        assert f"Annex 2, page {number} of 2 Letter of intent" in page
        assert f"page 14.2-{number}" in page


def test_the_office_may_want_it_as_it_was_made() -> None:
    pages = placed(careless("The river rises."), as_made=True)
    assert rules(pages) == ["not-archival"]
    with pikepdf.open(io.BytesIO(write(pages))) as pdf:
        with pdf.open_metadata() as packet:
            assert "pdfaid:part" not in packet
            assert "pdfuaid:part" not in packet
        assert "/OutputIntents" not in pdf.Root
        assert any(str(name).startswith("/Annex") for name in pdf.pages[0].Resources.XObject)


# ------------------------------------------------------------------------- turned, cut and scaled


def dark_corner(made: Image.Image, reading: Reading) -> str:
    """In which corner of the page of an annex, which begins under our head, the ink is."""
    page = reading.pages[0]
    top = 30 / 25.4 * 72
    bottom = top + page.height * scale(page, ROOM)
    grey = made.convert("L").crop((0, int(top), made.width, int(bottom)))
    box = grey.point(lambda value: 255 if value < 60 else 0).getbbox()
    assert box
    across, down = (box[0] + box[2]) / 2 / grey.width, (box[1] + box[3]) / 2 / grey.height
    return f"{'upper' if down < 0.5 else 'lower'} {'left' if across < 0.5 else 'right'}"


def block_only(size: tuple[float, float] = (400, 600)) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, initialFontName="Helvetica")
    canvas.rect(0, 0, size[0] / 4, size[1] / 8, fill=1)
    canvas.showPage()
    canvas.save()
    return changed(out.getvalue(), lambda pdf: pdf.pages[0].Resources.__delitem__("/Font"))


@pytest.mark.parametrize(
    ("turn", "corner"),
    [(0, "lower left"), (90, "upper left"), (180, "upper right"), (270, "lower right")],
)
@pytest.mark.parametrize("as_picture", [False, True])
def test_a_turned_page_stands_upright(turn: int, corner: str, as_picture: bool) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = turn
        if as_picture:  # a colour that no output intent knows
            pdf.pages[0].contents_add(b"0 0 0 1 k 0 0 100 75 re f")

    reading = read(changed(block_only(), change))
    assert bool(reading.pages[0].jpeg) is as_picture
    assert (reading.pages[0].width, reading.pages[0].height) == (
        (400, 600) if turn % 180 == 0 else (600, 400)
    )
    pages = placed(changed(block_only(), change))
    assert dark_corner(picture(write(pages)), reading) == corner


@pytest.mark.parametrize("as_made", [False, True])
def test_what_is_cropped_away_is_not_seen(as_made: bool) -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.CropBox = Array([50, 200, 350, 550])
        pdf.pages[0].obj.TrimBox = Array([60, 210, 340, 540])

    reading = read(changed(careless("text"), crop), as_made=as_made)
    assert (reading.pages[0].width, reading.pages[0].height) == (300, 350)
    made = picture(write(placed(changed(block_only(), crop), as_made=as_made)))
    assert dark_free(made)


def dark_free(made: Image.Image) -> bool:
    grey = made.convert("L").crop((0, 80, made.width, made.height - 80))
    return grey.getextrema()[0] > 200


def test_a_unit_of_two_makes_the_page_twice_as_large_and_large_pages_are_scaled_into_the_frame() -> (
    None
):
    def unit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.UserUnit = 2

    for content in (careless("text"), block_only()):
        reading = read(changed(content, unit))
        page = reading.pages[0]
        assert (page.width, page.height) == (800, 1200)
        assert scale(page, ROOM) == pytest.approx(min(ROOM[0] / 800, ROOM[1] / 1200))
        made = picture(write(placed(changed(content, unit))))
        assert dark_corner(made, reading) == "lower left"


def test_small_pages_are_never_made_larger() -> None:
    page = read(careless("text", size=(100, 100))).pages[0]
    assert scale(page, ROOM) == 1.0


def test_what_a_layer_hides_is_neither_seen_nor_found() -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("notes")))
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([]))
        )
        page = pdf.pages[0]
        page.Resources.Properties = Dictionary(MC0=layer)
        old = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(b"/OC /MC0 BDC " + old + b" EMC")

    reading = read(changed(careless("A secret remark"), hide))
    assert reading.forms == b""
    assert [page.words for page in reading.pages] == [()]
    made = picture(write(placed(changed(block_only(), hide))))
    assert dark_free(made)


# -------------------------------------------------------------------------------- what is no annex


def test_a_photograph_is_an_annex_of_one_page_without_what_the_camera_wrote(tmp_path: Path) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = PLANTED
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (1200, 800), "#446688").save(out, "JPEG", exif=exif)
    assert PLANTED.encode() in out.getvalue()
    pages = placed(out.getvalue())
    path = tmp_path / "pack.pdf"
    path.write_bytes(write(pages))
    assert rules(pages) == []
    assert faults(path) == []
    assert PLANTED.encode() not in everything_in(path.read_bytes())
    page = pages.parts[0].annexes[0].pages[0]
    assert b"Exif" not in page.jpeg
    assert page.width == pytest.approx(ROOM[0])


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (None, "annex-missing"),
        (b"", "annex-damaged"),
        (b"PK\x03\x04 a document of an office", "annex-damaged"),
        (b"%PDF-1.7\nnothing more", "annex-damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "annex-damaged"),
        (b"\x89PNG\r\n\x1a\n broken", "annex-damaged"),
        (
            changed(careless("text"), lambda _: None, encryption=pikepdf.Encryption(user="x", owner="y")),
            "annex-encrypted",
        ),
    ],
    ids=["missing", "empty", "zip", "pdf without pages", "noise", "broken picture", "encrypted"],
)  # fmt: skip
def test_what_cannot_be_printed_says_so_on_its_page(content: bytes | None, rule: str) -> None:
    pages = placed(content)
    assert rules(pages) == [rule]
    assert "to come" in sp.read_all(write(pages))


def test_a_file_that_only_its_maker_may_change_is_printed() -> None:
    locked = changed(
        sound("Read this."), lambda _: None, encryption=pikepdf.Encryption(user="", owner="y")
    )
    assert "Read this." in sp.read_all(write(placed(locked)))


def test_a_torn_file_never_stops_the_pack() -> None:
    whole = sound("One", "Two")
    for share in (0.2, 0.5, 0.9, 0.99):
        reading = read(whole[: int(len(whole) * share)])
        assert reading.fault in ("", "damaged")


def test_an_annex_of_too_many_pages_is_cut_and_says_so() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(reader.MOST_PAGES + 5):
            pdf.add_blank_page(page_size=(100, 100))
        pdf.save(out)
    pages = placed(out.getvalue())
    assert len(pages.parts[0].drawn.pages) == reader.MOST_PAGES
    assert rules(pages) == ["annex-too-long"]
    assert "5 are not" in pages.findings[0].sentence


# --------------------------------------------------------------------------------------- hostile


BOMBS = (b"0 0 1 1 re f ", b" ", b"q ", b"BT /F1 9 Tf (words) Tj ET EMC ")


def bomb(operators: bytes, megabytes: int) -> bytes:
    """A small PDF whose page inflates to so many megabytes of operators."""
    inner = zlib.compress(operators * (megabytes * 1_000_000 // len(operators)), 9)
    twice = zlib.compress(inner, 9)
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        content = pdf.make_stream(b"")
        content.write(twice, filter=Array([Name.FlateDecode, Name.FlateDecode]))
        pdf.add_blank_page(page_size=(300, 300)).Contents = content
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


@pytest.mark.parametrize("operators", BOMBS if PROFILE == "prove" else BOMBS[:1])
def test_two_kilobytes_that_inflate_to_360_megabytes(operators: bytes) -> None:
    content = bomb(operators, 360)
    assert len(content) < 10_000
    before = time.monotonic()
    reading = preparing.prepare(content, ROOM, seconds=20)
    assert time.monotonic() - before < 30
    assert reading == Reading(fault="too heavy")


def four_hundred_megapixels(kind: str) -> bytes:
    """A PDF whose page shows a picture of 20,000 × 20,000."""
    if kind == "packed":
        coded, how = zlib.compress(bytes(20_000 * 20_000 // 8)), Name.FlateDecode
    else:
        out = io.BytesIO()
        Image.new("L", (480, 600), 90).save(out, "JPEG", comment=PLANTED)
        frame = out.getvalue().index(b"\xff\xc0") + 5
        size = struct.pack(">HH", 20_000, 20_000)
        coded, how = out.getvalue()[:frame] + size + out.getvalue()[frame + 4 :], Name.DCTDecode
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        image = pdf.make_stream(b"")
        image.write(coded, filter=how)
        image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        image.Width = image.Height = 20_000
        image.BitsPerComponent = 1 if kind == "packed" else 8
        page = pdf.add_blank_page(page_size=(300, 300))
        page.Resources = Dictionary(XObject=Dictionary(Im=image))
        page.Contents = pdf.make_stream(b"q 300 0 0 300 0 0 cm /Im Do Q")
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["packed", "jpeg"])
@pytest.mark.parametrize("as_made", [False, True])
def test_four_hundred_megapixels_inside_an_annex(kind: str, as_made: bool) -> None:
    content = four_hundred_megapixels(kind)
    assert len(content) < 200_000
    before = time.monotonic()
    reading = preparing.prepare(content, ROOM, as_made=as_made, seconds=20)
    assert time.monotonic() - before < 30
    if kind == "packed":
        assert [page.pixels for page in reading.pages] == [(834, 834)]  # drawn anew
    else:  # it holds far less than it says
        assert reading.fault in ("", "too heavy", "damaged")
    assert reading.forms == b""


def test_a_form_that_draws_itself_ends() -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"/A Do /A Do")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(A=form))
        pdf.pages[0].Resources.XObject = Dictionary(A=form)
        pdf.pages[0].contents_add(b"/A Do")

    before = time.monotonic()
    reading = preparing.prepare(changed(careless("text"), loop), ROOM, seconds=3)
    assert reading.fault in ("", "too heavy", "damaged")
    assert time.monotonic() - before < 15


def test_ten_levels_of_ten_forms_end() -> None:
    def tree(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(b"0 0 9 9 re f")
        for level in range(10):
            form = pdf.make_stream(b"/A Do " * 10) if level else inner
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
            if level:
                form.Resources = Dictionary(XObject=Dictionary(A=inner))
            inner = form
        pdf.pages[0].Resources.XObject = Dictionary(A=inner)
        pdf.pages[0].contents_add(b"/A Do")

    before = time.monotonic()
    reading = preparing.prepare(changed(careless("text"), tree), ROOM, seconds=3)
    assert reading.fault in ("", "too heavy", "damaged")
    assert time.monotonic() - before < 15


def test_a_page_as_large_as_a_field_is_a_small_picture() -> None:
    def grow(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].mediabox = Array([0, 0, 2_000_000, 2_000_000])

    page = read(changed(careless("text"), grow)).pages[0]
    assert max(page.pixels) <= 1900


def test_who_waits_may_give_up() -> None:
    class GivenUpError(Exception):
        pass

    def tick() -> None:
        raise GivenUpError

    with pytest.raises(GivenUpError):
        preparing.prepare(careless("text"), ROOM, tick=tick)


def after_other_parts(*others: str) -> Pack:
    front = [sp.part(f"p{at}", "1", sp.text(text)) for at, text in enumerate(others)]
    return sp.pack(sp.section("1", *front), *pack_of().sections)


def test_an_annex_is_read_while_the_parts_before_it_are_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = threading.Event()
    found = Reading(fault="damaged")

    def prepare(*_: Any, **__: Any) -> Reading:
        begun.set()
        return found

    monkeypatch.setattr(preparing, "prepare", prepare)
    seen: list[bool] = []
    made = paginate(
        after_other_parts("one", "two"),
        {"a" * 64: b"%PDF-"},
        lambda done, _total, _words="": seen.append(begun.wait(10)) if done == 1 else None,
        book=sp.BOOK,
    )

    assert seen[0]
    assert made.parts[-1].annexes == [found]


def test_an_annex_is_read_for_two_languages_and_for_a_part_that_is_shown_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = Reading(fault="damaged")
    monkeypatch.setattr(preparing, "prepare", lambda *_, **__: found)
    files, now = {"a" * 64: b"%PDF-"}, pack_of()
    second = msgspec.structs.replace(now, language="ar")

    both = facing.paginate((now, second), files, book=sp.BOOK)
    first = renew(paginate(now, {}, book=sp.BOOK), now, ["annex"], files, book=sp.BOOK)

    assert [part.annexes for part in both.parts] == [[found], [found]]
    assert first is not None
    assert [part.annexes for part in first.parts] == [[found]]


def test_an_annex_is_no_longer_read_when_the_work_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = threading.Event()
    told: list[str] = []

    def prepare(*_: Any, tick: Callable[[], None], **__: Any) -> Reading:
        begun.set()
        try:
            while True:
                tick()
        except Cancelled:
            told.append("stopped")
            raise

    def report(done: int, _total: int, _words: str = "") -> None:
        if done == 1 and begun.wait(10):
            raise Cancelled

    monkeypatch.setattr(preparing, "prepare", prepare)
    with pytest.raises(Cancelled):
        paginate(after_other_parts("one", "two"), {"a" * 64: b"%PDF-"}, report, book=sp.BOOK)
    assert told == ["stopped"]
