"""Reads a PDF or SVG that somebody else made, in a process of its own: nothing that can act or hide comes out.

Its pages become form objects, rid of all that is not drawn; two validators' question is put to them as they will be
placed: do they keep PDF/A-2a and PDF/UA-1? Those that do not are drawn as pictures, with their words for searching. The
file is not trusted: memory and time are limited by `preparing`, which starts this process.
Not here: where a page stands (`layout.annex_pages`), what the user is told (`page_findings`).
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from briefer import resources
from briefer.pdf import metadata
from briefer.pdf.annexes.camera_words import Unusual, without_words
from briefer.pdf.annexes.reading import HiddenWords, Reading, ReadPage

MOST_PAGES = 300
_DPI = 200
_MOST_WORDS = 20_000
_PROBE = 64
"""Pixels across of the small picture that tells the shape of a drawing."""
_DRAWING_FONTS = ("briefer-sans-regular.ttf", "briefer-sans-semibold.ttf")
_DRAWING_FAMILY = "Briefer Sans"
_WITHIN = ("#", "data:image/png;", "data:image/jpeg;")
"""What a drawing may refer to: its own parts, and pictures that it holds."""
_MOST_CONTENT = 40_000_000
"""Bytes of operators in one stream, unpacked: a map of a whole country has fewer."""
_MOST_OBJECTS = 200_000
_SMALLEST, _LARGEST = 3.0, 14_400.0
"""pt; a page is so wide and high (ISO 32000-1, annex C)."""


def read(content: bytes, room: tuple[float, float], *, as_made: bool) -> Reading:
    """The pages of a PDF, to be scaled down into `room` (pt). `as_made`: no picture even where standards are broken."""
    try:
        with pikepdf.open(io.BytesIO(content)) as source:
            return _read(source, room, as_made=as_made)
    except pikepdf.PasswordError:
        return Reading(fault="encrypted")
    except MemoryError:
        return Reading(fault="too heavy")
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return Reading(
            fault="damaged"
        )  # pikepdf has no one error for what is not as the standard has it


def draw(content: bytes, room: tuple[float, float], dpi: float) -> Reading:
    """An SVG as a picture that fills `room` (pt) in one direction."""
    import resvg_py
    from lxml import etree  # type: ignore[import-untyped]

    from briefer.pdf.pictures import Unreadable, whole

    try:
        drawing = _own_words(content)
        fonts = [str(resources.folder("fonts", name)) for name in _DRAWING_FONTS]

        def painted(width: int) -> bytes:
            return bytes(
                resvg_py.svg_to_bytes(
                    svg_string=drawing,
                    width=width,
                    skip_system_fonts=True,
                    font_files=fonts,
                    font_family=_DRAWING_FAMILY,
                    sans_serif_family=_DRAWING_FAMILY,
                    serif_family=_DRAWING_FAMILY,
                )
            )

        with Image.open(io.BytesIO(painted(_PROBE)), formats=["PNG"]) as small:
            ratio = small.height / small.width
        width = min(room[0], room[1] / ratio)
        picture = whole(painted(max(1, round(width / 72 * dpi))), room, (dpi, dpi))
    except (ValueError, etree.LxmlError, Unreadable):
        return Reading(fault="damaged")
    except MemoryError:
        return Reading(fault="too heavy")
    size = (picture.width * 72 / picture.dpi, picture.height * 72 / picture.dpi)
    page = ReadPage(*size, jpeg=picture.jpeg, pixels=(picture.width, picture.height))
    return Reading(pages=(page,), keeps=("2a", "ua1"), drawing=True)


def _own_words(content: bytes) -> str:
    """An SVG without what stands outside itself: no file and no address is read for it, no entity grows."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(content, parser)
    for element in list(root.iter(etree.Element)):
        for name, value in element.items():
            inner = value.strip()
            if etree.QName(name).localname == "href" and not inner.startswith(_WITHIN):
                del element.attrib[name]
    return str(etree.tostring(root, encoding="unicode"))


def _read(source: pikepdf.Pdf, room: tuple[float, float], *, as_made: bool) -> Reading:
    count = len(source.pages)
    if not count:
        return Reading(fault="damaged")
    active = _is_active(source)
    layered = "/OCProperties" in source.Root
    left_out = sum(_undrawable(page) for page in source.pages[:MOST_PAGES])
    _flatten(source)
    forms, sizes, fit = _forms(source, min(count, MOST_PAGES))
    as_forms = fit and not layered
    keeps = _standards_kept(forms) if as_forms else ()
    annex = Reading(
        keeps=tuple(keeps),
        pages_cut=max(0, count - MOST_PAGES),
        left_out=left_out,
        active=active,
    )
    if as_forms and (as_made or set(keeps) == {"2a", "ua1"}):
        pages = tuple(ReadPage(width, height) for width, height in sizes)
        return msgspec.structs.replace(annex, pages=pages, forms=forms)
    # what layers hide cannot be told from what they show: no words of theirs are kept
    flat = forms if not layered else _saved(source)
    pages = tuple(_pictured(flat, sizes, room, with_words=not layered))
    return msgspec.structs.replace(annex, pages=pages, keeps=("2a", "ua1"))


# ------------------------------------------------------------------------------- what is left behind


def _is_active(source: pikepdf.Pdf) -> bool:
    """Whether it holds what acts, asks to be filled in, or carries other files."""
    root = source.Root
    names = root.get("/Names", Dictionary())
    return (
        any(key in root for key in ("/OpenAction", "/AA", "/AcroForm", "/Collection", "/AF"))
        or any(key in names for key in ("/JavaScript", "/EmbeddedFiles"))
        or any("/AA" in page.obj for page in source.pages)
        or any(_acts(each) for page in source.pages for each in _annotations(page))
    )


def _acts(annotation: Any) -> bool:
    if "/AA" in annotation or annotation.get("/Subtype") in (
        "/FileAttachment",
        "/Movie",
        "/Screen",
    ):
        return True
    action = annotation.get("/A")
    return isinstance(action, Dictionary) and action.get("/S") not in ("/URI", "/GoTo")


def _annotations(page: pikepdf.Page) -> Iterator[Any]:
    found = page.obj.get("/Annots")
    if isinstance(found, Array):
        yield from (each for each in found if isinstance(each, Dictionary))


def _undrawable(page: pikepdf.Page) -> int:
    """How many annotations have no look that could be drawn; pop-ups belong to another."""
    return sum(
        "/AP" not in each and each.get("/Subtype") not in ("/Popup", "/Widget")
        for each in _annotations(page)
    )


def _flatten(source: pikepdf.Pdf) -> None:
    """Annotations that would be printed become part of the page; all others go."""
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("print")
    for page in source.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


# ------------------------------------------------------------------------------- form objects


def _forms(source: pikepdf.Pdf, count: int) -> tuple[bytes, list[tuple[float, float]], bool]:
    """A PDF of clean pages, each with one form object, tagged as a figure; their sizes; whether they are fit to leave the house."""
    cleaner = _Cleaner()
    sizes = []
    with pikepdf.new() as made:
        for page in source.pages[:count]:
            page.trimbox = _seen(page)  # what viewers show; qpdf would take what is trimmed
            form = page.as_form_xobject()
            cleaner.form(form)
            placed, size = _from_corner(made, made.copy_foreign(form))
            sizes.append(size)
            own = made.add_blank_page(page_size=size)
            own.Resources = Dictionary(XObject=Dictionary(Annex=placed))
            own.Contents = Stream(made, b"/Figure <</MCID 0>> BDC /Annex Do EMC")
        _tag(made)
        return _saved(made), sizes, cleaner.fit


def _seen(page: pikepdf.Page) -> Array:
    """The part of a page that viewers show: what is cropped, no more than there is."""
    boxes = []
    for box in (page.mediabox, page.cropbox):
        x0, y0, x1, y1 = (float(value) for value in box)
        boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    (x0, y0, x1, y1), (a0, b0, a1, b1) = boxes
    inner = (max(x0, a0), max(y0, b0), min(x1, a1), min(y1, b1))
    return Array(inner if inner[0] < inner[2] and inner[1] < inner[3] else boxes[0])


def _from_corner(made: pikepdf.Pdf, form: Any) -> tuple[Any, tuple[float, float]]:
    """The form inside one that begins at 0, 0 and is no larger than a page may be; and its width and height."""
    x0, y0, x1, y1 = _upright_box(form)
    smaller = min(1.0, _LARGEST / max(x1 - x0, y1 - y0, 1.0))
    size = tuple(max(side * smaller, _SMALLEST) for side in (x1 - x0, y1 - y0))
    matrix = " ".join(f"{v:.6f}" for v in (smaller, 0, 0, smaller, -x0 * smaller, -y0 * smaller))
    placed = made.make_stream(f"q {matrix} cm /Page Do Q".encode())
    placed.Type, placed.Subtype, placed.BBox = Name.XObject, Name.Form, Array([0, 0, *size])
    placed.Resources = Dictionary(XObject=Dictionary(Page=form))
    if "/Group" in form:
        placed.Group = form.Group
    return placed, (size[0], size[1])


def _upright_box(form: Any) -> tuple[float, float, float, float]:
    """What the form covers after its matrix: rotation and unit of the page are in it."""
    x0, y0, x1, y1 = (float(value) for value in form.BBox)
    matrix = pikepdf.Matrix(form.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
    corners = [matrix.transform(corner) for corner in ((x0, y0), (x0, y1), (x1, y0), (x1, y1))]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return out.getvalue()


_FORM_KEYS = frozenset(
    {"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/Length"}
    | {"/Filter", "/DecodeParms"}
)
_PATTERN_KEYS = _FORM_KEYS | {
    "/PatternType", "/PaintType", "/TilingType", "/XStep", "/YStep", "/Shading", "/ExtGState",
}  # fmt: skip
_IMAGE_KEYS = frozenset(
    {"/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent"}
    | {"/ImageMask", "/Mask", "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte"}
    | {"/Length", "/Filter", "/DecodeParms"}
)
_RESOURCES = {
    "/ExtGState": "plain",
    "/ColorSpace": "plain",
    "/Pattern": "pattern",
    "/Shading": "plain",
    "/XObject": "drawn",
    "/Font": "font",
}
"""What a page may use; lists of procedures and properties of marked content are not among it."""
_NEVER = frozenset(
    {"/JS", "/JavaScript", "/A", "/AA", "/OpenAction", "/AF", "/EF", "/Names", "/AcroForm", "/XFA"}
    | {"/Annots", "/Parent", "/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/OPI"}
    | {"/Ref", "/Alternates", "/PS", "/LastModified", "/OC", "/Properties", "/URI", "/Dest", "/Pages"}
    | {"/StructTreeRoot", "/Popup", "/F", "/FFilter", "/FDecodeParms"}
)  # fmt: skip
"""Keys that no look needs: what acts, leads elsewhere, or tells of the file they come from."""
_MARKED = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_MOST_PIXELS = 150_000_000
"""Of one picture: A2 scanned at 600 dots per inch has 139 million."""
_WORD_BOXES = (b"xml ", b"uuid")
"""Where JPEG 2000 keeps what is not drawn (ISO 15444-1, annex I)."""


class _Cleaner:
    """Takes all from form objects that is not drawn. Each object is cleaned once."""

    def __init__(self) -> None:
        self.fit = True
        """Whether no picture is left that holds what its camera wrote, or is too large to be opened by a recipient: such
        pages are drawn anew."""
        self._seen: set[tuple[int, int]] = set()
        self._count = 0

    def form(self, form: Any) -> None:
        """A form object, with all that it uses."""
        if self._met(form):
            return
        _keep(form, _FORM_KEYS)
        self._resources(form)
        self._plain(form.get("/Group"))
        self._unmark(form)

    def _met(self, value: Any) -> bool:
        self._count += 1
        if self._count > _MOST_OBJECTS:
            raise MemoryError
        if not value.is_indirect:
            return False
        if value.objgen in self._seen:
            return True
        self._seen.add(value.objgen)
        return False

    def _resources(self, owner: Any) -> None:
        found = owner.get("/Resources")
        if not isinstance(found, Dictionary):
            return
        if self._met(found):
            return
        _keep(found, _RESOURCES)
        for category, how in _RESOURCES.items():
            named = found.get(category)
            if not isinstance(named, Dictionary) or self._met(named):
                continue
            for name in list(named.keys()):
                value = named[name]
                if how == "drawn":
                    if not self._drawn(value):
                        del named[name]
                elif how == "pattern":
                    self._pattern(value)
                elif how == "font":
                    self._font(value)
                else:
                    self._plain(value)

    def _drawn(self, value: Any) -> bool:
        """A form or an image; anything else, such as PostScript, goes."""
        if not isinstance(value, Stream):
            return False
        if value.get("/Subtype") == "/Form":
            self.form(value)
        elif value.get("/Subtype") == "/Image":
            self._image(value)
        else:
            return False
        return True

    def _image(self, value: Any) -> None:
        if self._met(value):
            return
        _keep(value, _IMAGE_KEYS)
        self.fit = self.fit and _bared(value) and _is_printable(value)
        self._plain(value.get("/ColorSpace"))
        for key in ("/SMask", "/Mask"):
            if isinstance(mask := value.get(key), Stream):
                self._image(mask)

    def _pattern(self, value: Any) -> None:
        if not isinstance(value, (Dictionary, Stream)) or self._met(value):
            return
        _keep(value, _PATTERN_KEYS)
        self._resources(value)
        for key in ("/Shading", "/ExtGState"):
            self._plain(value.get(key))
        if isinstance(value, Stream):
            self._unmark(value)

    def _font(self, value: Any) -> None:
        if not isinstance(value, Dictionary):
            return
        glyphs = value.get("/CharProcs")
        self._resources(value)
        for key in list(value.keys()):
            if key in _NEVER:
                del value[key]
            elif key not in ("/CharProcs", "/Resources"):
                self._plain(value[key])
        if isinstance(glyphs, Dictionary):
            for each in glyphs.values():
                _keep(each, _FORM_KEYS)
                self._unmark(each)

    def _unmark(self, content: Any) -> None:
        """Take the structure of another document out of a content stream: its marks mean nothing here."""
        raw = content.read_bytes()
        if len(raw) > _MOST_CONTENT:
            raise MemoryError
        if not any(word.encode() in raw for word in (*_MARKED, "/DCT")):
            return
        operators = pikepdf.parse_content_stream(content)
        if any(_is_inline_jpeg(each) for each in operators):
            self.fit = False
        kept = [each for each in operators if str(each[1]) not in _MARKED]
        content.write(pikepdf.unparse_content_stream(kept))

    def _plain(self, value: Any) -> None:
        """Colours, shadings, states, fonts' parts: data, in which no key that acts has a place."""
        waiting = [value]
        while waiting:
            each = waiting.pop()
            if isinstance(each, Array):
                if not self._met(each):
                    waiting += [inside for inside in each if not _is_simple(inside)]
            elif isinstance(each, Stream) and each.get("/Subtype") == "/Form":
                self.form(each)  # a soft mask
            elif isinstance(each, (Dictionary, Stream)):
                if self._met(each):
                    continue
                for key in list(each.keys()):
                    if key in _NEVER:
                        del each[key]
                    elif not _is_simple(inside := each[key]):
                        waiting.append(inside)


def _is_simple(value: Any) -> bool:
    return not isinstance(value, (Array, Dictionary, Stream))


def _keep(value: Any, keys: Iterable[str]) -> None:
    allowed = set(keys)
    for key in list(value.keys()):
        if key not in allowed and key != "/Length":
            del value[key]


def _bared(image: Any) -> bool:
    """Take the words of its camera out of an image; False where they cannot be told from its pixels."""
    filters = image.get("/Filter")
    names = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)]
    if names[-1] == "/JPXDecode":
        coded = image.read_raw_bytes()
        return len(names) == 1 and not any(box in coded for box in _WORD_BOXES)
    if names[-1] not in ("/DCTDecode", "/DCT"):
        return True
    settings = image.get("/DecodeParms")
    settings = list(settings) if isinstance(settings, Array) else [settings]
    if outer := names[:-1]:  # packed once more
        image.Filter = Array([Name(name) for name in outer])
        image.DecodeParms = Array([_settings(each) for each in settings[:-1]])
        jpeg = image.read_bytes()
    else:
        jpeg = image.read_raw_bytes()
    try:
        jpeg = without_words(jpeg)
    except Unusual:
        return False
    finally:
        own = settings[-1] if len(settings) == len(names) else None
        image.write(jpeg, filter=Name.DCTDecode, decode_parms=_settings(own))
    return True


def _is_printable(image: Any) -> bool:
    return int(image.get("/Width", 0)) * int(image.get("/Height", 0)) <= _MOST_PIXELS


def _is_inline_jpeg(operator: Any) -> bool:
    """A picture in the midst of operators is small; few writers make it a JPEG."""
    if not isinstance(operator, pikepdf.ContentStreamInlineImage):
        return False
    return "/DCTDecode" in operator.iimage.filters


def _settings(value: Any) -> Any:
    return value if isinstance(value, Dictionary) else None


def _tag(pdf: pikepdf.Pdf) -> None:
    """The least structure that makes each page a figure, as it will be when it is placed."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    figures, numbers = Array(), Array()
    for at, page in enumerate(pdf.pages):
        _, _, width, height = (float(value) for value in page.mediabox)
        box = Array([0, 0, width, height])
        figure = pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem, S=Name.Figure, P=document, Pg=page.obj, K=0,
                Alt=String("Annex"), A=Dictionary(O=Name.Layout, BBox=box),
            )
        )  # fmt: skip
        figures.append(figure)
        numbers.append(at)
        numbers.append(Array([figure]))
        page.obj.StructParents = at
        page.obj.Tabs = Name.S
    document.K = figures
    root.K = document
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("en")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    metadata.describe(pdf, metadata.Facts("Annex", "", "", "en", ""), archive=True)


def _standards_kept(forms: bytes) -> Sequence[str]:
    """Which of PDF/A-2a and PDF/UA-1 the pages keep as they will be placed; none where nobody can tell."""
    try:
        import page
    except ImportError:
        return ()
    try:
        return [
            standard
            for standard in ("2a", "ua1")
            if page.is_pdf_compliant_bytes(forms, profile=standard)
        ]
    except page.PageError:
        return ()


# ------------------------------------------------------------------------------- pictures


def _pictured(
    pdf: bytes, sizes: Sequence[tuple[float, float]], room: tuple[float, float], *, with_words: bool
) -> Iterator[ReadPage]:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(pdf)
    for at, (width, height) in enumerate(sizes):
        page = document[at]
        scale = min(1.0, room[0] / width, room[1] / height) * _DPI / 72
        # PDFium knows no unit of a page: the page may be smaller than it is seen
        picture = page.render(scale=scale * width / page.get_width()).to_pil().convert("RGB")
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=85, optimize=True, dpi=(_DPI, _DPI))
        words = tuple(_words(page)) if with_words else ()
        yield ReadPage(width, height, out.getvalue(), picture.size, words)
        page.close()


def _words(page: Any) -> Iterator[HiddenWords]:
    """The words of a page in the order of its content."""
    from briefer.text import clean

    told = page.get_textpage()
    for at in range(min(told.count_rects(), _MOST_WORDS)):
        x0, y0, x1, y1 = told.get_rect(at)
        text = " ".join(clean(told.get_text_bounded(x0, y0, x1, y1)).split())
        if text and x1 > x0 and y1 > y0:
            yield HiddenWords(text, *(round(value, 2) for value in (x0, y0, x1, y1)))
