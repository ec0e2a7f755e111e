"""Arabic-Indic figures: what is turned, what keeps its figures, and that pages print and tell them in order."""

import msgspec
import pytest

import small_packs as sp
from briefer.pack.blocks import Paragraph, Run
from briefer.pdf.pages import paginate, write
from briefer.pdf.type.bidi import levels_of, visual_order
from briefer.pdf.type.figures import arabic_indic
from briefer.pdf.type.setting import Setter

CALL = "\u2066+999 1 555 0142\u2069"


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("الاثنين 8 مارس 2027", "الاثنين ٨ مارس ٢٠٢٧"),
        ("من 09:00 إلى 09:45", "من ٠٩:٠٠ إلى ٠٩:٤٥"),
        ("القاعة 2.14، الطابق 3", "القاعة ٢.١٤، الطابق ٣"),
        ("القرار 1373 (2001)", "القرار ١٣٧٣ (٢٠٠١)"),
        ("2/3", "٢/٣"),
        ("\u20668.4-2\u2069", "\u2066٨.٤\u200e-\u200e٢\u2069"),
        ("+1", "+١"),
        (f"اتصل بالرقم {CALL} قبل 5 مارس", f"اتصل بالرقم {CALL} قبل ٥ مارس"),
        ("12:00 (UTC+3)", "١٢:٠٠ (UTC+3)"),
        ("رحلة QMR 201، 4 ساعات", "رحلة QMR 201، ٤ ساعات"),
        ("فندق، Strandvej 20، الطابق 2", "فندق، Strandvej 20، الطابق ٢"),
        ("A4", "A4"),
        ("1234 5678 90", "1234 5678 90"),
        ("لا أرقام", "لا أرقام"),
        ("", ""),
    ],
)
def test_an_arabic_text_gets_its_own_figures_and_latin_words_keep_theirs(
    said: str, printed: str
) -> None:
    assert arabic_indic(said) == printed


def seen(said: str) -> str:
    """What stands on the line, from left to right, figures in the order in which they are painted."""
    levels = levels_of(said, rtl=True)
    runs: list[tuple[int, str]] = []
    for letter, level in zip(said, levels, strict=True):
        if runs and runs[-1][0] == level:
            runs[-1] = level, runs[-1][1] + letter
        else:
            runs.append((level, letter))
    order = visual_order([level for level, _ in runs])
    painted = (runs[at][1][::-1] if runs[at][0] & 1 else runs[at][1] for at in order)
    return "".join(c for c in "".join(painted) if c.isprintable())


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("\u20668.4-2\u2069", "٨.٤-٢"),
        ("09:45", "٠٩:٤٥"),
        ("2.14", "٢.١٤"),
    ],
)
def test_numbers_of_several_parts_are_read_from_the_left(said: str, shown: str) -> None:
    assert seen(arabic_indic(said)) == shown


def test_only_words_in_the_language_of_the_pack_change() -> None:
    setter = Setter(sp.BOOK, "ar", rtl=True, figures="arabic-indic")
    said = (Run("البند 3، "), Run("cars 1 to 3", lang="en"))
    assert setter.set(said).text == "البند ٣، cars 1 to 3"
    assert Setter(sp.BOOK, "ar", rtl=True).set(said).text == "البند 3، cars 1 to 3"


def test_times_stand_under_one_another() -> None:
    """The figures of IBM Plex Sans Arabic differ in width by more than half."""
    setter = Setter(sp.BOOK, "ar", rtl=True, figures="arabic-indic")
    widths = {round(setter.width(f"{h}:{m}"), 3) for h in ("11", "03", "22") for m in ("10", "33")}
    assert len(widths) == 1
    assert setter.width("11") < setter.width("33") * 0.6  # in words they keep their own


def test_pages_print_their_numbers_in_them() -> None:
    lines = Paragraph((Run("انظر الصفحة "), Run("", page_of="b"), Run(" في 12 مارس")))
    made = sp.pack(
        sp.section("4", sp.part("a", "4.1", lines)),
        sp.section("7", sp.part("b", "7.3", sp.text("نص"))),
        language="ar",
        figures="arabic-indic",
        page_words="صفحة",
    )
    (page, _, other) = sp.read(write(paginate(made, {})))
    for expected in ("٧.٣-١", "٤.١-١", "١٢"):
        assert expected in page
    assert "٧.٣-١" in other
    western = sp.read(write(paginate(msgspec.structs.replace(made, figures="western"), {})))
    assert "7.3-1" in western[0]
