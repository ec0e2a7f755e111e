"""What pages have to say to the user: missing glyphs, broken words, briefs too long, pictures, markings.

Layout notes troubles in plain data (`sheets.PartPages`), so that kept parts tell them again; here they become
sentences. Not here: layout (`pages`).
"""

import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from briefer.findings import Finding, Level, Place
from briefer.i18n import figures, say, say_many
from briefer.pack.blocks import Marking, Pack, Part
from briefer.pdf import furniture
from briefer.pdf.annexes.reading import Reading
from briefer.pdf.paper import LEAST_CONTRAST, Paper, contrast_on_white, ratio
from briefer.pdf.sheets import Pages, PartPages, Sheet
from briefer.pdf.type.coverage import covered
from briefer.pdf.type.fonts import FontBook
from briefer.pdf.type.lines import Trouble
from briefer.pdf.type.own_fonts import FontFault
from briefer.pdf.type.setting import Setter, shown


def of_pages(pages: Pages, setter: Setter) -> Iterator[Finding]:
    """What should be looked at, in the order of the pages."""
    yield from _untranslated(pages)
    for fault in pages.book.faults:
        sentence = font_fault(fault)
        yield _finding("warning", "font-unusable", pages.sheets[0].part, sentence, "")
    yield from of_accent(pages.pack.accent)
    markings: dict[Marking, Sheet] = {}
    for sheet in pages.sheets:
        markings.setdefault(sheet.marking, sheet)
    for marking, sheet in markings.items():
        yield from _marking_findings(marking, sheet, pages.paper, setter)
    for at, laid in enumerate(pages.parts):
        own = [sheet for sheet in pages.sheets if sheet.part_index == at]
        yield from _part_findings(own[0].part, laid, [sheet.name for sheet in own])


def of_pack(pack: Pack, book: FontBook) -> Iterator[Finding]:
    """What can be said before anything is laid out: characters that no font has, each once in a part."""
    covers = covered(book)
    for section in pack.sections:
        for part in section.parts:
            found: dict[str, None] = {}
            for text in texts(part):
                if not text.isascii():
                    plain = unicodedata.normalize("NFC", text)
                    found.update(dict.fromkeys(c for c in plain if not shown(c, covers)))
            for character in found:
                yield _finding("warning", "glyph-missing", part, _no_glyph(character), "")


def texts(value: object) -> Iterator[str]:
    """All texts inside a piece of a pack."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))


def _trouble(trouble: Trouble) -> tuple[str, str]:
    """The rule that a text breaks, and what to say."""
    shown = _shortened(trouble.text)
    match trouble.kind:
        case "as-typed":
            sentence = say(
                "“{start}” is nested too deep for a page and is printed as it was typed."
            )
            return "nested-too-deep", sentence.format(start=shown)
        case "long-table":
            sentence = say(
                "A table of {count} rows stands in running text. It would be better read as an annex."
            )
            return "table-too-long", sentence.format(count=figures(int(trouble.text)))
        case "full-badge":
            sentence = say(
                "“{name}” and the post leave no room on the badge for the visit: its line is left out."
            )
            return "badge-too-full", sentence.format(name=shown)
        case "badge-over":
            sentence = say("“{name}” and the post run over the edge of the badge.")
            return "badge-too-full", sentence.format(name=shown)
        case _:
            sentence = say("“{word}” is wider than its column and was broken.")
            return "word-too-wide", sentence.format(word=shown)


def font_fault(fault: FontFault) -> str:
    """Why a font of the office is not used."""
    match fault.fault:
        case "missing":
            sentence = say("The font file {file} is not there or cannot be read.")
        case "damaged":
            sentence = say("The font file {file} is damaged and not used.")
        case "outlines":
            sentence = say(
                "The font file {file} has no TrueType outlines and is not used. Add it as a .ttf file."
            )
        case "restricted":
            sentence = say("The maker of the font {file} forbids to put it into documents.")
        case _:
            sentence = say("The font file {file} is larger than 60 megabytes and not used.")
    return sentence.format(file=fault.file)


def _no_glyph(character: str) -> str:
    sentence = say("No font has the character {character} (U+{code}).")
    return sentence.format(character=character, code=f"{ord(character[0]):04X}")


def _untranslated(pages: Pages) -> Iterator[Finding]:
    """What is printed as it was written, all in one: it is one task for one person."""
    texts = pages.pack.untranslated
    if not texts:
        return
    named = list(dict.fromkeys(_shortened(text, _NAMED_LETTERS) for text in texts))[:_NAMED_TEXTS]
    sentence = say_many(
        "{count} text has no wording in the language of this pack ({language}) and stands as it was "
        "written: {texts}.",
        "{count} texts have no wording in the language of this pack ({language}) and stand as they "
        "were written, among them {texts}.",
        len(texts),
    ).format(
        count=figures(len(texts)),
        language=pages.pack.language,
        texts=", ".join(say("“{text}”").format(text=text) for text in named),
    )
    yield _finding("warning", "not-translated", pages.sheets[0].part, sentence, "")


_NAMED_TEXTS, _NAMED_LETTERS = 5, 40
"""Of all texts that are not translated, so many are named, so much of each."""


def _part_findings(part: Part, laid: PartPages, names: Sequence[str]) -> Iterator[Finding]:
    missing: set[str] = set()
    for page, drawn in enumerate(laid.drawn.pages):
        for trouble in drawn.troubles:
            if trouble.kind == "no-glyph":
                if trouble.text not in missing:  # once in a part, with its first page
                    missing.add(trouble.text)
                    sentence = _no_glyph(trouble.text)
                    yield _finding("warning", "glyph-missing", part, sentence, names[page])
            else:
                rule, sentence = _trouble(trouble)
                yield _finding("warning", rule, part, sentence, names[page])
    front, back = laid.lines_to_cut
    if front:
        sentence = say_many(
            "The front of the brief is too long: {count} line to cut.",
            "The front of the brief is too long: {count} lines to cut.",
            front,
        ).format(count=figures(front))
        yield _finding("warning", "brief-over-two-sides", part, sentence, names[0])
    if back:
        sentence = say_many(
            "The back of the brief is too long: {count} line to cut.",
            "The back of the brief is too long: {count} lines to cut.",
            back,
        ).format(count=figures(back))
        yield _finding(
            "warning", "brief-over-two-sides", part, sentence, names[len(laid.drawn.pages) - 1]
        )
    for page in laid.too_high:
        sentence = say("Something on this page is higher than the page and runs over its foot.")
        yield _finding("error", "higher-than-page", part, sentence, names[page])
    for _ in laid.unreadable:
        sentence = say("A photograph cannot be read; the initials are printed in its place.")
        yield _finding("warning", "picture-unreadable", part, sentence, names[0])
    if laid.logo_unreadable:
        yield of_logo(names[0])
    for annex in laid.annexes:
        yield from _annex_findings(part, annex, names[0])
    for _, dpi in laid.coarse:
        sentence = say(
            "A photograph prints with {dpi} dots per inch; 300 are wanted, 200 needed."
        ).format(dpi=figures(dpi))
        yield _finding("warning", "picture-coarse", part, sentence, names[0])


def _annex_findings(part: Part, annex: Reading, page: str) -> Iterator[Finding]:
    if annex.fault:
        yield _finding("error", f"annex-{annex.fault.replace(' ', '-')}", part, _fault(annex), page)
        return
    if annex.pages_cut:
        sentence = say_many(
            "The annex is too long: only its first page is printed, {more} are not.",
            "The annex is too long: only its first {count} pages are printed, {more} are not.",
            len(annex.pages),
        ).format(count=figures(len(annex.pages)), more=figures(annex.pages_cut))
        yield _finding("error", "annex-too-long", part, sentence, page)
    if any(each.pixels[0] for each in annex.pages) and not annex.drawing:
        sentence = say(
            "The annex does not keep PDF/A: its pages are printed as pictures of 200 dots per inch, "
            "with their words kept for searching."
        )
        yield _finding("note", "annex-pictured", part, sentence, page)
    elif "2a" not in annex.keeps:
        sentence = say(
            "The annex stands as its maker left it, and does not keep PDF/A: this file is no archive file."
        )
        yield _finding("warning", "not-archival", part, sentence, page)
    if annex.active:
        sentence = say(
            "The annex held scripts, actions, forms or files; none of them is in the pack."
        )
        yield _finding("warning", "annex-active", part, sentence, page)
    if annex.left_out:
        sentence = say_many(
            "{count} link or note on the pages of the annex is left out.",
            "{count} links or notes on the pages of the annex are left out.",
            annex.left_out,
        ).format(count=figures(annex.left_out))
        yield _finding("note", "annex-links", part, sentence, page)


def _fault(annex: Reading) -> str:
    if annex.fault == "missing":
        return say("The file of the annex is missing. Add it, or take the annex out of the visit.")
    if annex.fault == "encrypted":
        return say(
            "The annex is encrypted and not printed. Add a copy that opens without a password."
        )
    if annex.fault == "too heavy":
        return say(
            "The annex is not printed: reading it takes too much time or memory. It may be damaged or meant to "
            "do harm."
        )
    return say("The annex is not printed: its file is damaged, or no PDF, JPEG or PNG.")


def of_accent(accent: str) -> Iterator[Finding]:
    """An accent of the office in which nothing is printed."""
    if accent and (contrast := contrast_on_white(accent)) < LEAST_CONTRAST:
        sentence = say(
            "The accent of the office, {colour}, is too light for white paper: its contrast is {contrast}, 4.5 is "
            "needed. The pages are printed in the accent of Briefer."
        ).format(colour=accent, contrast=ratio(contrast))
        yield _office_finding("accent-too-light", "accent", sentence)


def of_logo(page: str = "") -> Finding:
    """A logo of the office that cannot be printed, on the page that lacks it."""
    sentence = say(
        "The logo of the office is not printed: its file is damaged, too heavy, or no PNG, JPEG or SVG."
    )
    return _office_finding("logo-unreadable", "logo", sentence, page)


def _office_finding(rule: str, field: str, sentence: str, page: str = "") -> Finding:
    place = Place(kind="own_data", key="office", field=field, page=page, words=say("Office"))
    return Finding(level="warning", rule=rule, place=place, sentence=sentence)


def _marking_findings(
    marking: Marking, sheet: Sheet, paper: Paper, setter: Setter
) -> Iterator[Finding]:
    if not marking.banner:
        return
    if len(furniture.marking_setting(marking, paper, setter).lines) > furniture.MARKING_LINES:
        sentence = say("The marking “{banner}” needs more than two lines.").format(
            banner=_shortened(marking.banner)
        )
        yield _finding("error", "marking-too-long", sheet.part, sentence, sheet.name)
    contrast = contrast_on_white(marking.colour)
    if contrast < LEAST_CONTRAST:
        sentence = say(
            "The colour of the marking “{banner}” is too light for white paper: "
            "its contrast is {contrast}, 4.5 is needed."
        ).format(banner=_shortened(marking.banner), contrast=ratio(contrast))
        yield _finding("warning", "marking-too-light", sheet.part, sentence, sheet.name)


def _finding(level: Level, rule: str, part: Part, sentence: str, page: str) -> Finding:
    words = f"{part.label} {part.title}".strip()
    return Finding(
        level=level,
        rule=rule,
        place=Place(kind="part", key=part.key, page=page, words=words),
        sentence=sentence,
    )


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
