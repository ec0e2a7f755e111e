"""JPEGs in annexes: not a pixel changes, and nothing is left of what a camera or an editor wrote into them."""

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms, ImageDraw, TiffImagePlugin

from briefer.pdf.annexes import reader
from briefer.pdf.annexes.camera_words import Unusual, without_words

ROOM = (400.0, 600.0)
WORD = b"PLANTED"


def drawing(mode: str = "RGB") -> Image.Image:
    made = Image.radial_gradient("L").resize((90, 60)).convert("RGB")
    ImageDraw.Draw(made).rectangle((10, 10, 40, 30), fill="#c02040")
    return made.convert(mode)


def telling(mode: str = "RGB", **options: object) -> bytes:
    """A JPEG with a marked word wherever Pillow can write one."""
    exif = Image.Exif()
    exif[0x010E] = WORD.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (TiffImagePlugin.IFDRational(48), 12, 30)})
    out = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    drawing(mode).save(
        out, "JPEG", exif=exif, xmp=b"<x>" + WORD + b"</x>", comment=WORD, icc_profile=profile,
        extra=segment(0xED, b"Photoshop 3.0\0" + WORD) + segment(0xEE, b"Ducky" + WORD), **options,
    )  # fmt: skip
    return out.getvalue()


def segment(kind: int, content: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(content) + 2).to_bytes(2, "big") + content


def segments(jpeg: bytes) -> list[str]:
    with Image.open(io.BytesIO(jpeg)) as image:
        return [name for name, _ in image.applist]  # type: ignore[attr-defined]


def pixels(jpeg: bytes) -> bytes:
    with Image.open(io.BytesIO(jpeg)) as image:
        return f"{image.mode} {image.size} ".encode() + image.tobytes()


@pytest.mark.parametrize(
    ("mode", "options", "kept"),
    [
        ("RGB", {}, ["APP0"]),
        ("RGB", {"progressive": True, "optimize": True}, ["APP0"]),
        ("RGB", {"keep_rgb": True}, ["APP14"]),
        ("L", {}, ["APP0"]),
        ("CMYK", {}, ["APP14"]),
    ],
)
def test_words_go_and_pixels_stay(mode: str, options: dict[str, object], kept: list[str]) -> None:
    jpeg = telling(mode, **options)
    assert jpeg.count(WORD) == 5
    bare = without_words(jpeg)
    assert WORD not in bare
    assert b"Exif" not in bare
    assert segments(bare) == kept
    assert pixels(bare) == pixels(jpeg)


def test_a_bare_picture_is_not_touched() -> None:
    bare = without_words(telling())
    assert without_words(bare) == bare


def test_what_follows_the_picture_goes() -> None:
    """A telephone's second picture, with its own place and time."""
    jpeg = telling()
    assert without_words(jpeg + telling() + WORD) == without_words(jpeg)


def test_the_small_picture_of_a_head_goes() -> None:
    head = b"JFIF\0\1\1\0\0\1\0\1"
    jpeg = without_words(telling())
    plain = segment(0xE0, head + b"\0\0")
    assert jpeg.count(plain) == 1
    small = segment(0xE0, head + b"\3\1" + b"PLANTED..")
    assert without_words(jpeg.replace(plain, small)) == jpeg


def test_words_between_two_scans_are_unusual() -> None:
    jpeg = without_words(telling(progressive=True))
    second = jpeg.rindex(b"\xff\xda")
    with pytest.raises(Unusual):
        without_words(jpeg[:second] + segment(0xFE, WORD) + jpeg[second:])


@pytest.mark.parametrize("jpeg", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff", b"GIF89a", WORD])
def test_what_is_no_jpeg_is_unusual(jpeg: bytes) -> None:
    with pytest.raises(Unusual):
        without_words(jpeg)


# --------------------------------------------------------------------------------- inside an annex


def annex(jpeg: bytes, *, space: Name = Name.DeviceRGB, inline: bool = False) -> pikepdf.Pdf:
    """A page that shows the JPEG, with words wherever a PDF keeps them."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    packed = pdf.make_stream(jpeg)
    packed.write(jpeg, filter=Name.DCTDecode)
    packed.Type, packed.Subtype = Name.XObject, Name.Image
    packed.Width, packed.Height, packed.BitsPerComponent = 90, 60, 8
    packed.ColorSpace = space
    if space == Name.DeviceCMYK:
        packed.Decode = Array([1, 0, 1, 0, 1, 0, 1, 0])  # as Adobe writes it
    packed.Metadata = pdf.make_stream(WORD)
    packed.PieceInfo = Dictionary(Photoshop=Dictionary(Private=pdf.make_stream(WORD)))
    page.Resources = Dictionary(XObject=Dictionary(Im=packed))
    page.Contents = pdf.make_stream(b"q 270 0 0 180 10 10 cm /Im Do Q")
    page.obj.Metadata = pdf.make_stream(WORD)
    page.obj.PieceInfo = Dictionary(Illustrator=Dictionary(Private=pdf.make_stream(WORD)))
    pdf.Root.Metadata = pdf.make_stream(WORD)
    pdf.docinfo.Author = WORD.decode()
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def holds(content: bytes, word: bytes = WORD) -> bool:
    """Whether the word stands anywhere in a file, with all that can be unpacked unpacked."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    return word in out.getvalue()


def look(content: bytes) -> Image.Image:
    made = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("RGB")
    assert isinstance(made, Image.Image)
    return made


def as_form(pdf: pikepdf.Pdf) -> tuple[bytes, bytes]:
    """The annex, and its pages as form objects."""
    content = saved(pdf)
    assert holds(content)
    reading = reader.read(content, ROOM, as_made=True)
    assert reading.forms
    return content, reading.forms


@pytest.mark.parametrize(
    ("mode", "space"),
    [("RGB", Name.DeviceRGB), ("L", Name.DeviceGray), ("CMYK", Name.DeviceCMYK)],
    ids=["RGB", "grey", "CMYK"],
)
def test_a_picture_in_an_annex_looks_the_same_and_tells_nothing(mode: str, space: Name) -> None:
    content, forms = as_form(annex(telling(mode), space=space))
    assert not holds(forms)
    assert not holds(forms, b"Exif")
    assert look(forms).tobytes() == look(content).tobytes()
    assert len(look(content).getcolors(1 << 20) or ()) > 50


def test_a_picture_that_is_packed_twice_or_serves_as_mask_tells_nothing() -> None:
    pdf = annex(telling())
    image = pdf.pages[0].Resources.XObject.Im
    mask = pdf.make_stream(b"")
    mask.write(telling("L"), filter=Name.DCTDecode)
    mask.Type, mask.Subtype, mask.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    mask.Width, mask.Height, mask.BitsPerComponent = 90, 60, 8
    image.SMask = mask
    image.write(
        telling().hex().encode() + b">",
        filter=Array([Name.ASCIIHexDecode, Name.DCTDecode]),
        decode_parms=Array([None, Dictionary(ColorTransform=1)]),
    )
    content, forms = as_form(pdf)
    assert not holds(forms)
    assert look(forms).tobytes() == look(content).tobytes()


def test_a_picture_in_a_pattern_or_a_soft_mask_tells_nothing() -> None:
    pdf = annex(telling())
    page = pdf.pages[0]
    image = page.Resources.XObject.Im
    tile = pdf.make_stream(b"q 50 0 0 50 0 0 cm /Im Do Q")
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 50, 50]), 50, 50
    tile.Resources = Dictionary(XObject=Dictionary(Im=image))
    group = pdf.make_stream(b"q 300 0 0 200 0 0 cm /Im Do Q")
    group.Type, group.Subtype, group.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 200])
    group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    group.Resources = Dictionary(XObject=Dictionary(Im=image))
    page.Resources = Dictionary(
        Pattern=Dictionary(P=tile),
        ExtGState=Dictionary(G=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))),
    )
    page.Contents = pdf.make_stream(b"/G gs /Pattern cs /P scn 0 0 300 200 re f")
    content, forms = as_form(pdf)
    assert not holds(forms)
    assert look(forms).tobytes() == look(content).tobytes()


def unusual_jpeg() -> bytes:
    jpeg = telling(progressive=True)
    second = jpeg.rindex(b"\xff\xda")
    return jpeg[:second] + segment(0xFE, WORD) + jpeg[second:]


def test_a_picture_that_cannot_be_told_from_its_words_is_drawn_anew() -> None:
    """Also where the office wants the annex as it was made: what it cannot see must not leave the house."""
    reading = reader.read(saved(annex(unusual_jpeg())), ROOM, as_made=True)
    assert reading.forms == b""
    (page,) = reading.pages
    assert page.pixels == (834, 556)  # 300 × 200 points at 200 dots per inch
    assert WORD not in page.jpeg


def test_a_picture_in_the_midst_of_operators_is_drawn_anew() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    image = b"BI /W 90 /H 60 /BPC 8 /CS /RGB /F /DCT ID " + telling() + b"\nEI"
    page.Contents = pdf.make_stream(b"q 270 0 0 180 10 10 cm " + image + b" Q")
    content = saved(pdf)
    assert holds(content)
    reading = reader.read(content, ROOM, as_made=True)
    assert reading.forms == b""
    assert WORD not in reading.pages[0].jpeg


@pytest.mark.parametrize("told", [False, True])
def test_jpeg_2000_stays_where_it_has_no_words(told: bool) -> None:
    out = io.BytesIO()
    drawing().save(out, "JPEG2000")
    jpeg_2000 = out.getvalue()
    if told:
        box = b"xml <x>" + WORD + b"</x>"
        jpeg_2000 += (len(box) + 4).to_bytes(4, "big") + box
    pdf = annex(telling())
    pdf.pages[0].Resources.XObject.Im.write(jpeg_2000, filter=Name.JPXDecode)
    reading = reader.read(saved(pdf), ROOM, as_made=True)
    assert bool(reading.forms) is not told
