"""The fonts of the settings: what each brings, in their order, or why it cannot be used."""

from pathlib import Path

from briefer import settings
from briefer.i18n import language
from briefer.services import fonts
from briefer.services.fonts import FontLine, FontPlace
from briefer.settings import Settings
from made_fonts import square_font


def test_what_each_font_brings_that_those_before_it_lack(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    square_font(folder / "a.ttf", "北京ა")
    square_font(folder / "b.ttf", "京abc—ბგ①")
    (folder / "c.otf").write_bytes(b"OTTO")
    (folder / "notes.txt").write_text("no font")
    latin = square_font(tmp_path / "latin.ttf", "abc")
    places = [str(folder), str(latin), str(tmp_path / "gone.ttf"), str(tmp_path / "empty")]
    (tmp_path / "empty").mkdir()

    found = fonts.listed(places)

    assert found == (
        FontPlace(
            places[0],
            folder=True,
            fonts=(
                FontLine("a.ttf", 3, ("Hani", "Geor")),
                FontLine("b.ttf", 3, ("Geor",)),  # the sign has no script of its own
                FontLine("c.otf", fault="The font file c.otf is damaged and not used."),
            ),
        ),
        FontPlace(places[1], folder=False, fonts=(FontLine("latin.ttf"),)),
        FontPlace(
            places[2],
            folder=False,
            fonts=(
                FontLine(
                    "gone.ttf", fault="The font file gone.ttf is not there or cannot be read."
                ),
            ),
        ),
        FontPlace(places[3], folder=True, fonts=()),
    )
    lines = [line for place in found for line in place.fonts]
    assert [fonts.brings(line, language("en")) for line in lines] == [
        "Han, Georgian: 3 characters that the other fonts lack",
        "Georgian: 3 characters that the other fonts lack",
        "The font file c.otf is damaged and not used.",
        "Brings no character that the other fonts lack.",
        "The font file gone.ttf is not there or cannot be read.",
    ]


def test_many_scripts_and_none() -> None:
    many = FontLine("noto.ttf", 900, ("Hani", "Hang", "Geor", "Armn", "Ethi"))
    assert fonts.brings(many, language("fr")) == (
        "sinogrammes, hangûl, géorgien, arménien and more: 900 characters that the other fonts lack"
    )
    one = FontLine("signs.ttf", 1)
    assert fonts.brings(one, language("en")) == "1 character that the other fonts lack"


def test_places_stand_once_in_the_settings_and_in_their_order(tmp_path: Path) -> None:
    one, other = tmp_path / "a.ttf", tmp_path / "folder"
    held = settings.with_fonts(Settings(language="da"), [one, other])
    held = settings.with_fonts(held, [other, one])
    assert held == Settings(language="da", fonts=(str(one), str(other)))
    assert settings.without_fonts(held, str(one)).fonts == (str(other),)
    assert settings.without_fonts(held, "never there") == held
