"""How the office shows itself on what it prints: its name in each language, its logo, its accent colour.

All of it is one file of the office's own data, changed whole by one edit. What cannot be printed or read is refused
here, before it is kept. Not here: where it stands on a page (`pack.sections.front`, `pdf.layout.covers`).
"""

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefer import i18n
from briefer.errors import KnownError
from briefer.findings import Finding, Place
from briefer.i18n import say, tenths
from briefer.records.packs import Office, OwnData
from briefer.services.edits import Change, Edit
from briefer.text import clean, is_svg

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

KEY = "office"
SOURCE = "en"
"""The language of the name that stands wherever there is none in the pack's own."""
LONGEST_NAME = 200
_MOST_READ = 20_000_000
"""Bytes of a file that is offered as a logo."""
_MOST_KEPT = 130_000
"""Bytes of a logo that is kept: with the names it fits into one row of own data, in base64."""
_FINE_DPI = 600.0
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")


class PrintedLogo(NamedTuple):
    """A logo as it stands on a cover: a JPEG, and its size in mm."""

    jpeg: bytes
    width: float
    height: float
    room: tuple[float, float]
    """The room that it may fill, mm."""


# ------------------------------------------------------------------------------------------ what holds


def told(workspace: "Workspace") -> Office:
    """What the office tells of itself; empty where it tells nothing.

    Raises:
        KnownError: its own data cannot be read.

    """
    return _office(_stored(workspace))


def languages() -> tuple[str, ...]:
    """The languages of packs, in which the office may have a name: English, which stands in for all, then by name."""
    others = (tag for tag in i18n.languages() if tag != SOURCE)
    return (SOURCE, *sorted(others, key=lambda tag: language_name(tag).casefold()))


def language_name(tag: str) -> str:
    """What a language calls itself: "français"."""
    return i18n.language(tag).tongue(tag)


def findings(own: Iterable[OwnData]) -> Iterator[Finding]:
    """What of it cannot be printed, in the words of an export. Raises nothing: what cannot be read is a finding too."""
    try:
        office = _office(_of_office(own))
    except KnownError as error:
        place = Place(kind="own_data", key=KEY, words=say("Office"))
        yield Finding(level="error", rule="office-unreadable", place=place, sentence=str(error))
        return
    if not office.accent and not office.logo:
        return
    from briefer.pdf import page_findings  # not loaded for an office that shows nothing

    yield from page_findings.of_accent(office.accent)
    if office.logo and printed(office.logo) is None:
        yield page_findings.of_logo()


@lru_cache(maxsize=4)
def printed(logo: bytes) -> PrintedLogo | None:
    """The logo as it is printed on the cover of a dossier; None where it cannot be."""
    from briefer.pdf.annexes import preparing
    from briefer.pdf.layout import measures
    from briefer.pdf.paper import POINT

    width, height = measures.COVER_LOGO
    pages = preparing.logo(logo, (width * POINT, height * POINT)).pages
    if not pages:
        return None
    page = pages[0]
    return PrintedLogo(page.jpeg, page.width / POINT, page.height / POINT, (width, height))


class LogoSummary(msgspec.Struct, frozen=True):
    """A logo in few words; `printed` is its width and height in mm, None where it cannot be printed."""

    kind: str
    bytes: int
    sha256: str
    printed: tuple[float, float] | None


class Summary(msgspec.Struct, frozen=True):
    """What the office tells of itself, for a listing: `contrast` is that of the accent on white, 0 without one."""

    name: str
    names: Mapping[str, str]
    logo: LogoSummary | None
    accent: str
    contrast: float


def summary(workspace: "Workspace") -> Summary:
    """What holds now; raises as `told`."""
    office = told(workspace)
    return Summary(
        office.name,
        dict(sorted(office.names.items())),
        _logo_summary(office.logo) if office.logo else None,
        office.accent,
        math.floor(contrast(office.accent) * 100) / 100 if office.accent else 0.0,
    )


def summary_words(shown: Summary) -> list[tuple[str, str]]:
    """The lines of a listing: what, and what it is."""
    lines = [(say("name"), shown.name)] if shown.name else []
    lines += [
        (say("name ({language})").format(language=tag), name) for tag, name in shown.names.items()
    ]
    if shown.logo:
        lines.append((say("logo"), logo_words(shown.logo)))
    if shown.accent:
        lines.append((say("accent"), shown.accent))
        lines.append((say("contrast"), contrast_words(shown.accent)))
    return lines


def logo_words(logo: LogoSummary) -> str:
    """What kind of picture a logo is, and how large it stands on a cover."""
    if not logo.printed:
        return say("{kind}, cannot be printed").format(kind=logo.kind)
    width, height = (f"{side:.1f}" for side in logo.printed)
    sentence = say("{kind}, printed {width} × {height} mm")
    return sentence.format(kind=logo.kind, width=width, height=height)


def _logo_summary(logo: bytes) -> LogoSummary:
    shown = printed(logo)
    kind = "SVG" if is_svg(logo) else "PNG" if logo.startswith(b"\x89PNG") else "JPEG"
    size = (round(shown.width, 1), round(shown.height, 1)) if shown else None
    return LogoSummary(kind, len(logo), hashlib.sha256(logo).hexdigest(), size)


# ------------------------------------------------------------------------------------------ what is given


def colour(typed: str) -> str:
    """A colour as it is kept, `#14475a`, from what people type: with or without `#`, three digits too. Empty for none."""
    found = _HEX.fullmatch(typed.strip().lower())
    if not found:
        return ""
    digits = found[1]
    return "#" + (digits if len(digits) == 6 else "".join(2 * each for each in digits))


def contrast(accent: str) -> float:
    """The contrast of a colour on white paper, 1 to 21 (WCAG 2)."""
    from briefer.pdf.paper import contrast_on_white

    return contrast_on_white(accent)


def contrast_words(accent: str) -> str:
    """The contrast as it is told, with the least that is needed."""
    from briefer.pdf.paper import LEAST_CONTRAST, ratio

    sentence = say("{contrast} on white, at least {least} is needed")
    return sentence.format(contrast=ratio(contrast(accent)), least=tenths(LEAST_CONTRAST))


def own_accent() -> str:
    """The colour of the page design, which stands where an office has none."""
    from briefer.pdf.paper import ACCENT, inks

    return inks("")[ACCENT]


def too_light(accent: str) -> str:
    """The sentence that refuses a colour in which nobody could read; empty for one that will do."""
    from briefer.pdf.paper import LEAST_CONTRAST, ratio

    if (found := contrast(accent)) >= LEAST_CONTRAST:
        return ""
    sentence = say(
        "{colour} is too light to be read on white paper: its contrast is {contrast}, {least} is needed. "
        "Choose a darker colour."
    )
    return sentence.format(colour=accent, contrast=ratio(found), least=tenths(LEAST_CONTRAST))


def logo_of(path: Path) -> bytes:
    """The logo in a file, as it is kept; raises as `logo_from`, and for a file that cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_READ + 1)
    except (OSError, ValueError) as error:
        sentence = say("{file} is not there or cannot be read. Choose another file.")
        raise KnownError(sentence.format(file=path.name)) from error
    return logo_from(content, path.name)


def logo_from(
    content: bytes, called: str = "", box: tuple[int, int, int, int] | None = None
) -> bytes:
    """A PNG, JPEG or SVG as it is kept: no finer than print asks for, and of a photograph no metadata.

    A `box` is cut out of a picture, as `pdf.pictures.emblem` does; a drawing is never cut.

    Raises:
        KnownError: it is none of these, damaged, or too heavy; `called` is its file's name.

    """
    from briefer.pdf.pictures import Unreadable, emblem, is_picture

    called = called or say("The picture")
    if len(content) > _MOST_READ:
        sentence = say("{file} is larger than 20 megabytes. Save the logo smaller.")
        raise KnownError(sentence.format(file=called))
    if is_svg(content):
        return _drawn(content, called)
    if not is_picture(content):
        sentence = say("{file} is no PNG, JPEG or SVG. Save the logo as one of these.")
        raise KnownError(sentence.format(file=called))
    try:
        return emblem(content, _MOST_KEPT, box)
    except Unreadable as error:
        raise KnownError(_unprintable(called)) from error


def _drawn(content: bytes, called: str) -> bytes:
    """A drawing as it is; as a fine picture of itself where it is too heavy to be kept."""
    from briefer.pdf.annexes import preparing
    from briefer.pdf.layout import measures
    from briefer.pdf.paper import POINT
    from briefer.pdf.pictures import emblem

    if len(content) <= _MOST_KEPT:
        if printed(content) is None:
            raise KnownError(_unprintable(called))
        return content
    width, height = measures.COVER_LOGO
    pages = preparing.drawing(content, (width * POINT, height * POINT), dpi=_FINE_DPI).pages
    if not pages:
        raise KnownError(_unprintable(called))
    return emblem(pages[0].jpeg, _MOST_KEPT)


def _unprintable(called: str) -> str:
    sentence = say(
        "{file} cannot be printed: it is damaged, or has more than 40 million pixels. Choose another file."
    )
    return sentence.format(file=called)


# ------------------------------------------------------------------------------------------ changing


def change(
    workspace: "Workspace",
    *,
    names: Mapping[str, str] | None = None,
    logo: bytes | None = None,
    accent: str | None = None,
) -> Edit:
    """One edit of what the office tells of itself; None leaves a thing as it is, empty takes it away.

    `names` are by language; the English one is that which stands in for others. Own data that cannot be read is replaced.

    Raises:
        KnownError: a name is too long or in a language without packs, a logo would stand without a name, or the accent
            is too light to be read.

    """
    before = _stored(workspace)
    try:
        office = _office(before)
    except KnownError:
        office = Office()
    fields: dict[str, object] = {}
    if names:
        fields |= _renamed(office, names)
    if logo is not None:
        fields["logo"] = logo
    if accent is not None:
        if accent and (sentence := too_light(accent)):
            raise KnownError(sentence)
        fields["accent"] = accent
    if fields.get("logo", office.logo) and not fields.get("name", office.name):
        sentence = say(
            "A logo needs the name of the office, which a screen reader says in its place. Give the name first."
        )
        raise KnownError(sentence)
    after = msgspec.structs.replace(office, **fields)
    words, past = _words(names or {}, logo, accent)
    place = Place(kind="own_data", key=KEY, words=say("Office"))
    if after == office:
        return Edit(words, (), past, place=place)
    return Edit(words, (_kept(before, after),), past, place=place)


def _kept(before: OwnData | None, after: Office) -> Change:
    if after == Office():
        return Change(before, None)
    json = msgspec.json.encode(after).decode()
    if before is None:
        return Change(None, OwnData(key=KEY, kind="office", name="office", json=json))
    return Change(before, msgspec.structs.replace(before, json=json))


def _renamed(office: Office, names: Mapping[str, str]) -> dict[str, object]:
    found = {**office.names, SOURCE: office.name}
    for language, name in names.items():
        if language not in languages():
            sentence = say("There are no packs in the language “{language}”. There are: {names}.")
            raise KnownError(sentence.format(language=language, names=", ".join(languages())))
        found[language] = " ".join(clean(name).split())
        if len(found[language]) > LONGEST_NAME:
            sentence = say("The name is longer than {limit} characters. Shorten it.")
            raise KnownError(sentence.format(limit=LONGEST_NAME))
    name = found.pop(SOURCE)
    return {"name": name, "names": {tag: text for tag, text in found.items() if text}}


def _words(names: Mapping[str, str], logo: bytes | None, accent: str | None) -> tuple[str, str]:
    """What the edit is called in the menu, and what is said when it is done."""
    if len(names) + (logo is not None) + (accent is not None) != 1:
        return say("Change how the office shows itself"), say(
            "Changed how the office shows itself."
        )
    if logo is not None:
        if not logo:
            return say("Remove the logo of the office"), say("The logo of the office removed.")
        return say("Change the logo of the office"), say("Changed the logo of the office.")
    if accent is not None:
        if not accent:
            return say("Remove the accent colour"), say("The accent colour removed.")
        return (
            say("Change the accent colour to {colour}").format(colour=accent),
            say("Changed the accent colour to {colour}.").format(colour=accent),
        )
    language = language_name(next(iter(names)))
    return (
        say("Change the name of the office ({language})").format(language=language),
        say("Changed the name of the office ({language}).").format(language=language),
    )


def _stored(workspace: "Workspace") -> OwnData | None:
    with workspace.reading() as rows:
        return _of_office(rows.all(OwnData))


def _of_office(own: Iterable[OwnData]) -> OwnData | None:
    return next((data for data in own if data.kind == "office"), None)


def _office(data: OwnData | None) -> Office:
    from briefer.pack import shipped

    return (data and shipped.office([data])) or Office()
