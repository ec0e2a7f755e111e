"""Running text: lines, looks, breaks, directions, and that it comes back unchanged."""

import difflib
import io
import re
import unicodedata
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

import small_packs as sp
from briefer.pack.blocks import KeyValue, Labelled, Look, Paragraph, Run, Stop
from briefer.pdf.pages import paginate, write
from briefer.pdf.paper import ACCENT, INK, SOFT
from briefer.pdf.type import division
from briefer.pdf.type.bidi import levels_of, reads_rtl
from briefer.pdf.type.lines import Trouble
from briefer.pdf.type.painting import places
from briefer.pdf.type.setting import Setter
from briefer.pdf.type.styles import STYLES, Style


def setter(language: str = "en", **more: object) -> Setter:
    return Setter(sp.BOOK, language, rtl=language == "ar", **more)  # type: ignore[arg-type]


def lines(said: object, width: float, style: str | Style = "body", **more: object) -> list[str]:
    return list(sp.lines(setter().set(said, style, width, **more)))  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------- the styles


def test_the_table_of_styles_is_the_page_designs() -> None:
    """face, pt, leading, first baseline, colour"""
    table = {
        name: (style.weight, style.size, style.leading, style.first, style.colour)
        for name, style in STYLES.items()
    }
    assert {name: table[name] for name in EXPECTED_STYLES} == EXPECTED_STYLES


EXPECTED_STYLES = {
    "cover": ("light", 30, 12.5, 9.6, INK),
    "title": ("light", 24, 10, 7.6, INK),
    "city": ("semibold", 14, 5, 4.6, INK),
    "head": ("semibold", 14, 7.5, 5.4, INK),
    "person": ("semibold", 14, 6.25, 4.4, INK),
    "quote": ("light", 14, 7, 4.9, INK),
    "quote long": ("light", 12, 6, 4.3, INK),
    "point": ("regular", 12, 6, 4.3, INK),
    "body": ("regular", 10.25, 5, 3.6, INK),
    "strong": ("semibold", 10.25, 5, 3.6, INK),
    "label": ("semibold", 10.25, 5, 3.6, ACCENT),
    "label point": ("semibold", 10.25, 6, 4.3, ACCENT),
    "small": ("regular", 9, 4.25, 3.6, INK),
    "key": ("regular", 9, 5, 3.6, SOFT),
    "card": ("regular", 15, 7.25, 5.2, INK),
    "pocket": ("regular", 9.75, 4.5, 3.4, INK),
    "guest": ("regular", 11, 5.5, 4.0, INK),
    "guest day": ("light", 22, 10, 7.0, INK),
    "guest name": ("light", 23, 10, 7.4, INK),
}


def test_nothing_is_smaller_than_it_may_be() -> None:
    assert min(style.size for style in STYLES.values()) == 8.25


# ------------------------------------------------------------------------------------- lines


def test_words_fill_lines_and_heights_are_whole_leadings() -> None:
    setting = setter().set("Six services sit at one table and warn the public", "body", 40)
    assert sp.lines(setting) == ["Six services sit at one", "table and warn the", "public"]
    assert setting.height == 15
    assert all(line.width <= 40 * 72 / 25.4 for line in setting.lines)


def test_nothing_has_no_lines() -> None:
    assert (setter().set("", "body", 40).height, setter().set((), "body", 40).lines) == (0, ())


def test_a_setting_can_be_split_between_lines() -> None:
    setting = setter().set("one two three four", "body", 10)
    head, tail = setting.split(1)
    assert (sp.lines(head), sp.lines(tail)) == (["one"], ["two", "three", "four"])


@pytest.mark.parametrize(
    ("said", "width", "expected"),
    [
        ("very well-informed", 20, ["very well-", "informed"]),
        # inside a compound only where the line would stay under two thirds, or the word fits no line
        (
            "An assessment that is evidence-based and shared",
            47,
            ["An assessment that is", "evidence-based and shared"],
        ),
        (
            "An assessment that is evidence-based and shared",
            55,
            ["An assessment that is evidence-", "based and shared"],
        ),
        ("We share it, evidence-based", 40, ["We share it, evidence-", "based"]),
        ("We all share it, evidence-based", 32, ["We all share it,", "evidence-based"]),
        ("We all agree on under\u00adstanding", 36, ["We all agree on", "understanding"]),
        ("We under\u00adstanding", 24, ["We under-", "standing"]),
        ("all about information-sharing", 26, ["all about", "information-", "sharing"]),
        ("Ingeborg Thrane-Løvdal", 30, ["Ingeborg", "Thrane-Løvdal"]),
        ("Thrane-Løvdal", 20, ["Thrane-", "Løvdal"]),
        ("from the 27–28", 20, ["from the", "27–28"]),
        ("open 09:00–09:45", 20, ["open", "09:00–09:45"]),
        ("the CT/CVE group", 15, ["the", "CT/CVE", "group"]),
        ("+45-33-12 at night", 17, ["+45-33-12", "at night"]),
        ("a\u00a0b c", 5, ["a b", "c"]),
        ("Donau\u00addampf\u00adschiff", 20, ["Donau-", "dampfschiff"]),
        ("Donau\u00addampf", 60, ["Donaudampf"]),
        ("one\ntwo", 60, ["one", "two"]),
        ("Warnings—many", 20, ["Warnings—", "many"]),
        ("ไปเที่ยวไทย", 6, None),
    ],
)
def test_where_lines_end(said: str, width: float, expected: list[str] | None) -> None:
    got = lines(said, width)
    if expected is None:
        assert len(got) > 1
        assert "".join(got) == said
    else:
        assert got == expected


def test_a_title_is_balanced_and_broken_by_sense() -> None:
    title = "Visit of the Minister of the Interior of Qamaria to Aldermark and Pellandia"
    assert lines(title, 131, "title", balance=True) == [
        "Visit of the Minister",
        "of the Interior of Qamaria",
        "to Aldermark and Pellandia",
    ]


def test_what_is_joined_is_parted_before_a_word_is_broken() -> None:
    setting = setter().set("by\u00a01\u00a0March\u00a02027", "body", 16)
    assert (sp.lines(setting), setting.troubles) == (["by 1", "March", "2027"], ())


def test_an_address_is_broken_at_its_joints_in_silence() -> None:
    setting = setter().set("https://kystvagten.example.org/duty", "body", 29)
    assert sp.lines(setting) == ["https://", "kystvagten", ".example.org/", "duty"]
    assert setting.troubles == ()


def test_a_word_wider_than_its_column_is_broken_and_told() -> None:
    setting = setter().set("Lopadotemachoselachogaleo", "body", 20)
    assert "".join(sp.lines(setting)) == "Lopadotemachoselachogaleo"
    assert setting.troubles == (Trouble("wide-word", "Lopadotemachoselachogaleo"),)
    assert all(line.width <= 20 * 72 / 25.4 for line in setting.lines)


def test_a_word_of_eighty_thousand_letters_is_set_in_a_moment() -> None:
    """A setter that shapes the rest again for every line would take minutes."""
    said = "Wörter" * 13_334
    setting = setter().set(said, "body", 80)
    assert "".join(sp.lines(setting)) == said
    assert 1500 < len(setting.lines) < 2500


def test_a_character_without_a_glyph_is_told_and_comes_back() -> None:
    setting = setter().set("a 漢 b 漢", "body", 80)
    assert setting.troubles == (Trouble("no-glyph", "漢"),)
    assert sp.body(sp.one_page("a 漢 b")) == "a 漢 b"


# ------------------------------------------------------------------------------------- divided words

LONG = (
    "The Agency runs one duty room for rivers, coast and harbours, and its responsibilities have been "
    "considerably extended since the establishment of the interministerial commission on environmental "
    "catastrophes. Representatives of municipal administrations participate in weekly consultations; "
    "responsibility for communication remains with the directorate, irrespective of boundaries."
)


def test_a_word_is_divided_where_its_line_would_stay_under_two_thirds() -> None:
    said = "harbours, and its responsibilities have been established in catastrophes"
    assert lines(said, 46) == [
        "harbours, and its",
        "responsibilities have been",
        "established in catastrophes",
    ]
    assert lines(said, 46, divide=True) == [
        "harbours, and its responsib-",
        "ilities have been established",
        "in catastrophes",
    ]


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("responsibilities", "en", "respons-ib-il-it-ies"),
        ("“responsibilities”,", "en", "“respons-ib-il-it-ies”,"),
        ("l’administration", "fr", "l’admi-nis-tra-tion"),
        ("sikkerhedspolitik", "da", "sik-ker-heds-po-li-tik"),
        ("veiligheidsdienst", "nl", "vei-lig-heids-dienst"),
        ("Responsibilities", "en", "Responsibilities"),  # may be a name
        ("INTERPOLATION", "en", "INTERPOLATION"),
        ("under2standing", "en", "under2standing"),
        ("evidence-based", "en", "evidence-based"),
        ("river", "en", "river"),
        ("المسؤوليات", "ar", "المسؤوليات"),
    ],
)
def test_words_are_divided_by_the_rules_of_their_language(
    word: str, language: str, parts: str
) -> None:
    places = [0, *division.places(word, language), len(word)]
    assert "-".join(word[start:end] for start, end in pairwise(places)) == parts


def test_readers_are_told_that_a_hyphen_only_ends_a_line() -> None:
    said = "harbours, and its responsibilities have been established in catastrophes"
    block = Labelled(
        "Text",
        (Paragraph(sp.words(f"We see {said}, we see {said}"), running=True),),
        side=(KeyValue("Kind", sp.words("x")),),
    )
    content = sp.printed(sp.pack(sp.section("1", sp.part("p", "1", block)), justified=True))
    page = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert "\ufffe" in page  # so PDFium shows a soft hyphen
    assert said in " ".join(page.replace("\ufffe", "").split())


def test_an_undivided_word_keeps_its_ligatures() -> None:
    for line in setter().set("an office affirms " * 20, "body", 46, justify=True).lines:
        shapes = [set(item.shape.glyphs.values()) for item in line.items]
        assert all("ffi" in shape for shape in shapes if {"o", "c"} <= shape)


# ------------------------------------------------------------------------------------- two straight edges


@pytest.mark.parametrize(("width", "share"), [(131, 0.95), (80, 0.75), (60, 0.65)])
def test_justified_lines_end_at_the_edge_and_their_spaces_stay_in_bounds(
    width: float, share: float
) -> None:
    """Rather a ragged end than a space of more than twice its width: the text is one of long words."""
    setting = setter().set(LONG * 3, "body", width, justify=True)
    own = setter().width("a b") - setter().width("ab")
    spaces = [
        {round(item.width * 25.4 / 72 / own, 2) for item in line.items if item.text == " "}
        for line in setting.lines
    ]
    assert all(len(each) <= 1 for each in spaces)  # all spaces of a line are alike
    assert all(0.84 <= space <= 2.0 for each in spaces for space in each)
    full = [line.width * 25.4 / 72 for line in setting.lines[:-1]]
    assert all(0.9 * width < length <= width + 0.01 for length in full)
    assert sum(length > width - 0.01 for length in full) >= share * len(full)
    assert spaces[-1] <= {1.0}  # the last line keeps its own


def test_no_river_runs_through_a_justified_column() -> None:
    """A river: spaces under one another on four lines, each overlapping the next by half a space."""
    setting = setter().set(LONG * 6, "body", 131, justify=True)
    rivers: list[list[tuple[float, float]]] = []
    for line in setting.lines:
        x, spaces = 0.0, []
        for item in line.items:
            if item.text == " ":
                spaces.append((x, x + item.width))
            x += item.width
        rivers = [
            [*river, space]
            for space in spaces
            for river in [[], *rivers]
            if not river or min(space[1], river[-1][1]) - max(space[0], river[-1][0]) > 1.5
        ]
        assert max(map(len, rivers), default=0) < 5


def test_justified_text_is_the_same_text() -> None:
    setting = setter().set(LONG, "body", 60, justify=True)
    said = "".join(
        line.removesuffix("-") if line.endswith("-") else line + " " for line in sp.lines(setting)
    )
    assert said.strip() == LONG


def test_a_forced_break_is_not_stretched_and_arabic_is() -> None:
    short, *_ = setter().set("one two\n" + LONG, "body", 80, justify=True).lines
    assert short.width * 25.4 / 72 == pytest.approx(setter().width("one two"))
    rtl = setter("ar").set(ARABIC, "body", 80, justify=True)
    ends = [line.width * 25.4 / 72 for line in rtl.lines[:-1]]
    assert ends == pytest.approx([80] * len(ends), abs=0.5)


# ------------------------------------------------------------------------------------- tab stops


def test_tabs_lead_to_stops() -> None:
    stops = (Stop(0.4), Stop(1, "end"))
    said = "Train\tBern\t09:02\nCar with escort\tThun\t11:45\nOn foot\t\t7:00\nno tab"
    setting = setter().set(said, "body", 100, stops=stops)
    stand = [
        [
            (item.text, round(x * 25.4 / 72, 1), round((x + item.width) * 25.4 / 72, 1))
            for item, x in zip(line.items, places(line.items, 0.0), strict=True)
            if item.text.strip() in ("Bern", "Thun", "09:02", "11:45", "7:00")
        ]
        for line in setting.lines
    ]
    assert [[(text, x) for text, x, _ in line if text.isalpha()] for line in stand] == [
        [("Bern", 40.0)],
        [("Thun", 40.0)],
        [],
        [],
    ]
    assert [[end for text, _, end in line if ":" in text] for line in stand] == [
        [100.0],
        [100.0],
        [100.0],
        [],
    ]


def test_a_tab_without_a_stop_is_a_space_and_one_past_the_last_ends_the_line() -> None:
    assert lines("a\tb", 100) == ["a\tb"]
    assert setter().width("a\tb") == pytest.approx(setter().width("a b"))
    assert lines("a\tb\tc", 100, stops=(Stop(0.5),)) == ["a\tb", "c"]


def test_figures_keep_one_width_so_that_times_stand_under_one_another() -> None:
    assert len({setter().width(f"{hour:02}:45", "strong") for hour in range(24)}) == 1


# ------------------------------------------------------------------------------------- looks


def test_raised_and_lowered_words() -> None:
    words = sp.words("km", Run("2", rise="super"), " of CO", Run("2", rise="sub"))
    (line,) = setter().set(words, "body", 80).lines
    assert [(item.text, item.size, round(item.rise, 2)) for item in line.items] == [
        ("km", 10.25, 0),
        ("2", 8.25, 3.07),
        (" ", 10.25, 0),
        ("of", 10.25, 0),
        (" ", 10.25, 0),
        ("CO", 10.25, 0),
        ("2", 8.25, -1.44),
    ]
    assert sp.body(sp.one_page(words)) == "km2 of CO2"


def test_rules_under_and_through_words() -> None:
    words = sp.words(Run("one", rule="under"), " ", Run("two", "strong", rule="under struck"))
    (line,) = setter().set(words, "body", 80).lines
    assert [(item.text, item.mark) for item in line.items if item.text != " "] == [
        ("one", "under"),
        ("two", "under struck"),
    ]
    laid = paginate(sp.one_page(words), {}, book=sp.BOOK)
    rules = re.findall(r"RG 0.5 w", " ".join(map(str, laid.parts[0].drawn.pages[0].code)))
    assert len(rules) == 3


def test_readers_are_told_of_rules_and_of_raised_and_lowered_words() -> None:
    words = sp.words(
        "rain of ", Run("4 h", rule="under"), " over ", Run("Suhayl and Serin", "struck"), " and 20 km",
        Run("2", rise="super"), ", CO", Run("2", rise="sub", rule="struck"), ", ", Run("open", "gap"),
        ", ", Run("day", rule="under", lang="fr"),
    )  # fmt: skip
    laid = paginate(sp.pack(sp.section("1", sp.part("a", "1", sp.text(words)))), {}, book=sp.BOOK)
    told = [(e.role, e.lang, e.layout) for e in laid.parts[0].drawn.elements if e.role == "Span"]
    under, through = "/TextDecorationType/Underline", "/TextDecorationType/LineThrough"
    assert told == [
        ("Span", "", under),
        ("Span", "", through),
        ("Span", "", "/BaselineShift 3.07"),
        ("Span", "", f"{through}/BaselineShift -1.44"),
        ("Span", "fr", under),
    ]
    file = write(laid)
    with pikepdf.open(io.BytesIO(file)) as pdf:
        found = [
            {str(key): str(value) for key, value in element.A.items()}
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Span"
        ]
    assert found[:1] == [{"/O": "/Layout", "/TextDecorationType": "/Underline"}]
    assert [each.get("/BaselineShift") for each in found] == [None, None, "3.07", "-1.44", None]


@pytest.mark.parametrize(
    ("look", "face", "colour", "mark"),
    [
        ("", "sans-regular", INK, ""),
        ("strong", "sans-semibold", INK, ""),
        ("em", "sans-italic", INK, ""),
        ("strong em", "sans-semibold-italic", INK, ""),
        ("soft", "sans-regular", SOFT, ""),
        ("soft em", "sans-italic", SOFT, ""),
        ("accent", "sans-regular", "#14475a", ""),
        ("strong accent", "sans-semibold", "#14475a", ""),
        ("gap", "sans-italic", SOFT, "gap"),
        ("struck", "sans-regular", SOFT, "struck"),
    ],
)
def test_looks(look: Look, face: str, colour: str, mark: str) -> None:
    (line,) = setter().set((Run("Words", look),), "body", 80).lines
    (item,) = line.items
    assert (item.shape.face.name, item.colour, item.mark) == (face, colour, mark)


def test_looks_may_change_inside_a_word() -> None:
    assert lines(sp.words(Run("strong", "strong"), "ly, ", Run("so", "em")), 80) == ["strongly, so"]


def test_a_missing_glyph_is_taken_from_the_next_face() -> None:
    (line,) = setter().set("Dr سميرة", "body", 80).lines
    faces = {item.shape.face.name: item.size for item in line.items}
    assert faces == {"sans-regular": 10.25, "plex-regular": 11.0}


def test_the_serif_falls_back_to_amiri() -> None:
    (line,) = setter().set("سميرة", "guest", 80).lines
    assert [(item.shape.face.name, item.size) for item in line.items] == [("amiri", 13.5)]


def test_a_reference_keeps_room_for_a_page_and_leads_there() -> None:
    names = {"brief-4": "8.4-1"}
    own = setter(page_name=lambda key: names.get(key, ""))
    (line,) = own.set(sp.words("See ", Run("", page_of="brief-4"), "."), "body", 80).lines
    reference = next(item for item in line.items if item.page_of)
    assert (reference.page_of, reference.link, reference.text) == ("brief-4", "#brief-4", "8.4-1")
    assert own.set((Run("brief 9", page_of="gone"),), "body", 80).text == "brief 9"


# ------------------------------------------------------------------------------------- it comes back

WRITTEN = st.text(
    st.sampled_from(
        [
            *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
            *"àâçéèêëîïôùûüÿœæøåßñáíóúýþðłńśźżčďěňřšťůžőűșțğıİ",
            *"αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋΩ",
            *"абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґЉЊЋЏ",
            *"ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
            *"ḥṣṭẓʿʾāīūɓɗƙɛɔŋẹọṣ",
            *".,;:!?()[]«»“”’…&<>@/%§+=*#'\"_^~|\\{}–—",
        ]
    ),
    min_size=1,
    max_size=14,
)


@given(st.lists(WRITTEN, min_size=1, max_size=60))
def test_every_text_comes_back_from_the_file(said: list[str]) -> None:
    asked = " ".join(said)
    got = sp.body(sp.one_page(asked))
    # a line may end inside a word after a dash: readers then see a space
    assert got.replace(" ", "") == asked.replace(" ", "")


def test_names_print_as_themselves() -> None:
    said = "AT&T <Smith@x.org> & <b>not bold</b> &amp; 100 % \\n {x} $1"
    assert sp.body(sp.one_page(said)) == said


def test_words_over_lines_stay_words() -> None:
    said = "The Agency runs one duty room for rivers, coast and harbours. " * 12
    assert sp.body(sp.one_page(said.strip())) == said.strip()


# ------------------------------------------------------------------------------------- right to left

ARABIC = (
    "زيارة العمل إلى المؤسسات الثقافية في مدينة القاهرة يوم 12 مارس 2026 برفقة السيدة "
    "Anne-Marie Sørensen من وزارة الثقافة (Kulturministeriet) وممثلي المكتبة الوطنية."
)
MIXED = "الاجتماع مع Bibliotheca Alexandrina (الإسكندرية) الساعة 14:30"
LATIN = "Meeting with Ms Fatima Al-Zahra (فاطمة الزهراء) at 14:30 in Cairo"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_arabic_words_come_back_whole_and_in_order(language: str) -> None:
    asked = [ARABIC, ARABIC, MIXED, LATIN]
    latin = (Run(LATIN, lang="en" if language == "ar" else ""),)
    got = sp.body(sp.one_page(*asked[:3], latin, language=language))
    wanted, found = _plain_words(" ".join(asked)), _plain_words(got)
    match = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    assert sum(block.size for block in match.get_matching_blocks()) / len(wanted) >= 0.9


def _plain_words(said: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", said))


@pytest.mark.parametrize(
    ("language", "said", "rtl"),
    [
        ("en", ARABIC, True),
        ("en", LATIN, False),
        ("en", "القاهرة is the capital of Egypt and a port", False),
        ("ar", MIXED, True),
        ("ar", LATIN, False),
        ("ar", "+999 1 555 0142", False),
    ],
)
def test_a_paragraph_reads_from_the_side_its_letters_say(
    language: str, said: str, rtl: bool
) -> None:
    assert reads_rtl(said, pack_rtl=language == "ar") is rtl


@pytest.mark.parametrize(
    ("language", "style", "said", "width", "leading"),
    [
        ("ar", "title", ARABIC, 131, 12.5),
        ("ar", "title", ARABIC, 1000, 10),  # one line has the room of the Latin beside it
        ("en", "title", LATIN.replace("فاطمة الزهراء", "interior"), 131, 10),
        ("en", "title", ARABIC, 131, 12.5),
        ("ar", "cover", ARABIC, 131, 15),
        ("ar", "guest day", ARABIC, 93, 13.75),
        ("ar", "guest", ARABIC, 1000, 6),
        ("ar", "small", ARABIC, 46, 4.5),
        ("ar", STYLES["day"].but(leading=4.25), ARABIC, 29, 5),
        ("ar", "body", ARABIC, 80, 5),
        ("ar", "point", ARABIC, 80, 6),
    ],
)
def test_arabic_has_the_leading_that_its_letters_need(
    language: str, style: str | Style, said: str, width: float, leading: float
) -> None:
    made = setter(language).set(said, style, width)
    assert made.style.leading == leading
    assert made.height == len(made.lines) * leading


def test_words_in_another_language_do_not_turn_a_paragraph_round() -> None:
    title, ministry = Run("Director, Division for Preparedness", lang="en"), Run("، وزارة السلامة")
    (line,) = setter("ar").set((title, ministry), "body", 150).lines
    stand = places(line.items, 0.0)
    at = {item.text: place for item, place in zip(line.items, stand, strict=True)}
    assert at["السلامة"] < at["وزارة"] < at["Director,"] < at["Preparedness"]


@given(st.text(st.sampled_from([*"ابتدرسعكلمنهوي ،.؟!()-/ \u064b\u0651«»"]), max_size=40))
def test_the_short_way_gives_the_levels_of_the_whole_algorithm(said: str) -> None:
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    whole = [1] * len(said)
    if said:
        for character in BidiParagraph(
            said, base_direction=TextDirection.RTL
        ).get_characters_with_embedding_level():
            whole[character.character_index] = character.embedding_level
    assert list(levels_of(said, rtl=True)) == whole


def test_letters_of_an_arabic_name_stand_from_right_to_left() -> None:
    (line,) = setter().set("Dr سميرة علي", "body", 80).lines
    stand = places(line.items, 0.0)
    at = {item.text: place for item, place in zip(line.items, stand, strict=True)}
    assert at["Dr"] < at["علي"] < at["سميرة"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_sentence_of_the_other_direction_keeps_its_full_stop(language: str) -> None:
    said = {"ar": "قانون الإنذار.", "en": "The night is calm."}
    other = "en" if language == "ar" else "ar"
    words = (Run(f"{said[language]} "), Run(said[other], lang=other))
    (line,) = setter(language).set(words, "body", 120).lines
    stand = sorted(zip(places(line.items, 0.0), (item.text for item in line.items), strict=True))
    shown = [word for _, word in stand if word.strip()]
    assert shown == ["The", "night", "is", "calm.", "الإنذار.", "قانون"]


def test_a_date_behind_a_title_in_arabic_stays_whole() -> None:
    (line,) = setter().set("Visit of سميرة علي, 29 May 2027", "body", 80).lines
    stand = places(line.items, 0.0)
    words = sorted(zip(stand, (item.text for item in line.items), strict=True))
    said = [word for _, word in words if word.strip()]
    assert said == ["Visit", "of", "علي", "سميرة", ",", "29", "May", "2027"]


@pytest.mark.parametrize(
    ("words", "rtl"),
    [
        ((Run("Send the list (", lang="en"), Run("المسؤول: K. Rashmani)")), True),
        ((Run("Market Square, the long side of the harbour"), Run("، هالفنبورغ")), True),
        ((Run("Send the list to القاهرة by May", lang="en"),), False),
        ((Run("K. Rashmani, 24 May"),), False),
        ((Run("Gauges and data   Sea rescue"),), True),  # things of a row begin where the page does
    ],
)
def test_what_an_arabic_pack_puts_together_reads_from_the_right(
    words: tuple[Run, ...], rtl: bool
) -> None:
    assert setter("ar").reads_rtl(words) is rtl


def test_quotation_marks_of_the_other_direction_stand_at_their_ends() -> None:
    (line,) = setter("ar").set((Run("يُلفظ "), Run("as in “earth”")), "body", 120).lines
    stand = sorted(zip(places(line.items, 0.0), (item.text for item in line.items), strict=True))
    assert [word for _, word in stand if word.strip()] == ["as", "in", "“earth”", "يُلفظ"]


def test_figures_behind_a_name_of_the_other_direction_stay_together() -> None:
    words = (Run("Sea rescue"), Run(" 7، 19", "soft"), Run("   "), Run("غرف"), Run(" 1", "soft"))
    (line,) = setter("ar").set(words, "body", 120).lines
    stand = sorted(zip(places(line.items, 0.0), (item.text for item in line.items), strict=True))
    shown = [word for _, word in stand if word.strip()]
    assert shown == ["1", "غرف", "19", "،", "7", "Sea", "rescue"]
