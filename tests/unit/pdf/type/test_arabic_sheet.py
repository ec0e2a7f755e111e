"""The Arabic proof sheet: names, mixed lines, harakat, digits, brackets, bold inside, cells of tables, justified text.

Glyphs are those of HarfBuzz for a whole line, not only for a word; words come back in a reader that we did not write.
"""

import difflib
import re
import unicodedata
from typing import Any

import pytest
import uharfbuzz as hb

import small_packs as sp
from briefer import resources
from briefer.pack import blocks as b
from briefer.pack.blocks import Run
from briefer.pdf.pages import paginate, write
from briefer.pdf.type.fonts import FILES
from briefer.pdf.type.lines import Item
from briefer.pdf.type.setting import Setter

NAMES = (
    "معالي السيدة سميرة بنت خالد النضوري، وزيرة الداخلية",
    "الأستاذ الدكتور عبد الرؤوف المؤيّد، رئيس اللجنة الوطنية لمكافحة الإرهاب",
    "اللواء الركن لؤي آل ثاني",
)
MIXED = (
    "الاجتماع مع Bibliotheca Alexandrina (الإسكندرية) الساعة 14:30 في القاعة 2.14.",
    "برفقة السيدة Anne-Marie Sørensen من وزارة الثقافة (Kulturministeriet) وممثلي المكتبة الوطنية.",
    "قرار مجلس الأمن 2396 (2017)، الفقرة 11، والهاتف ‎+999 1 555 0142‎.",
)
HARAKAT = (
    "كِتَابٌ مُقَدَّسٌ لِلْأَطْفَالِ فِي المَدْرَسَةِ",
    "مُحَمَّدٌ رَسُولٌ كَرِيمٌ",
)
DIGITS = ("من ١٢ إلى ١٤ آذار ٢٠٢٧، الغرفة ٣٫١٤", "من 12 إلى 14 مارس 2027، 100 %، 3.14")
BRACKETS = ("(أ) [ب] {ج} «د» ‹ه› “و” (Aar [ب] c)",)
LONG = (
    "تدير الوكالة غرفة مناوبة واحدة للأنهار والسواحل والموانئ، وقد توسعت مسؤولياتها كثيرا منذ إنشاء اللجنة "
    "الوزارية المشتركة المعنية بالكوارث البيئية. ويشارك ممثلو البلديات في مشاورات أسبوعية، وتبقى مسؤولية "
    "الاتصال لدى المديرية بصرف النظر عن الاعتبارات الجغرافية."
)
ALL = (*NAMES, *MIXED, *HARAKAT, *DIGITS, *BRACKETS, LONG)


def sheet(language: str = "ar", *, justified: bool = False) -> b.Pack:
    bold = sp.words(
        "يبقى ", Run("الوزير نفسه", "strong"), " على رأس الوفد، و", Run("لا أحد", "em"), " غيره."
    )
    cells = tuple((sp.words(name), sp.words("14:30"), sp.words("مؤكد")) for name in NAMES)
    head = tuple(map(sp.words, ("الاسم", "الساعة", "الحال")))
    blocks = (
        b.Labelled("الأسماء", tuple(map(sp.text, NAMES))),
        b.Labelled("مختلط", tuple(map(sp.text, MIXED))),
        b.Labelled("حركات", tuple(map(sp.text, HARAKAT))),
        b.Labelled("أرقام", tuple(map(sp.text, (*DIGITS, *BRACKETS)))),
        b.Labelled("غامق", (sp.text(bold),)),
        b.Labelled("جدول", (b.TextTable(head, cells),)),
        b.Labelled("فقرة", (b.Paragraph(sp.words(LONG * 2), running=True),)),
    )
    part = sp.part("sheet", "1", *blocks, title="صفحة التجربة")
    return sp.pack(sp.section("1", part), language=language, justified=justified)


def codes(item: Item) -> list[int]:
    """The glyphs of an item in the order of painting."""
    arrays = "".join(segment.array for segment in item.shape.segments)
    return [
        int(found[at : at + 4], 16)
        for found in re.findall("<([0-9A-F]+)>", arrays)
        for at in range(0, len(found), 4)
    ]


def whole(face: str, text: str) -> list[int]:
    """The glyphs of HarfBuzz for a text from right to left, in the order of painting."""
    font = hb.Font(
        hb.Face(hb.Blob.from_file_path(str(resources.folder("fonts", FILES[face].file))))
    )
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction, buffer.language = "rtl", "ar"
    hb.shape(font, buffer, {} if FILES[face].kern else {"kern": False})
    return [info.codepoint for info in buffer.glyph_infos]


@pytest.mark.parametrize("said", ALL)
@pytest.mark.parametrize("style", ["body", "strong", "guest"])
def test_glyphs_are_those_of_harfbuzz_for_the_whole_stretch(said: str, style: str) -> None:
    setter = Setter(sp.BOOK, "ar", rtl=True)
    compared = 0
    for line in setter.set(said, style, 1000).lines:
        stretch: list[Item] = []
        for item in (*line.items, None):
            if (
                stretch
                and item is not None
                and item.level & 1
                and item.shape.face is stretch[0].shape.face
            ):
                stretch.append(item)
                continue
            if stretch:
                painted = [code for each in reversed(stretch) for code in codes(each)]
                text = "".join(each.text for each in stretch)
                assert painted == whole(stretch[0].shape.face.name, text), text
                compared += 1
            stretch = [item] if item is not None and item.level & 1 else []
            if stretch and not re.search("[\u0600-\u06ff]", stretch[0].text):
                stretch = []
    assert compared


@pytest.mark.parametrize(("bold", "rest"), [("مس", "لم"), ("ال", "كتاب"), ("المحم", "ديون")])
def test_letters_join_across_a_change_of_weight_inside_a_word(bold: str, rest: str) -> None:
    (line,) = (
        Setter(sp.BOOK, "ar", rtl=True).set(sp.words(Run(bold, "strong"), rest), "body", 100).lines
    )
    first, second = line.items
    assert codes(second) == whole("plex-regular", bold + rest)[: len(codes(second))]
    assert codes(first) == whole("plex-semibold", bold + rest)[-len(codes(first)) :]


@pytest.mark.parametrize("justified", [False, True])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_words_of_the_sheet_come_back(language: str, justified: bool) -> None:
    got = sp.read_all(write(paginate(sheet(language, justified=justified), {}, book=sp.BOOK)))
    wanted, found = _words(" ".join((*ALL, LONG))), _words(got)
    match = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    assert sum(block.size for block in match.get_matching_blocks()) / len(wanted) >= 0.9


def _words(said: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", said)
    return re.findall(r"[^\W_]+", re.sub("[\u064b-\u0652]", "", plain))


def test_the_sheet_has_nothing_to_report() -> None:
    made: Any = paginate(sheet(), {}, book=sp.BOOK)
    assert made.findings == ()
