"""The fonts that an office adds in the settings: what each brings to its pages, or why it cannot be used.

They are this computer's, not a workspace's. Not here: reading font files (`pdf.type.own_fonts`), keeping the list
(`settings`).
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from briefer.i18n import Language, say, say_many

_SHARED = ("Zyyy", "Zinh", "Zzzz")
"""No scripts of their own: digits, punctuation, signs, what is not assigned."""
_NAMED_SCRIPTS = 4


class FontLine(NamedTuple):
    """One font file; with a `fault` it cannot be used and brings nothing."""

    file: str
    characters: int = 0
    """How many it brings that neither Briefer nor a font before it has."""
    scripts: tuple[str, ...] = ()
    """ISO 15924 codes of the scripts they belong to, the one with most characters first."""
    fault: str = ""
    """A sentence."""


class FontPlace(NamedTuple):
    """A font file or a folder of them, as the settings have it."""

    place: str
    folder: bool
    fonts: tuple[FontLine, ...]


def listed(places: Iterable[str]) -> tuple[FontPlace, ...]:
    """What stands in the settings, in the order in which fonts are asked for a character."""
    from briefer.pdf.page_findings import font_fault
    from briefer.pdf.type.coverage import covered
    from briefer.pdf.type.fonts import FontBook
    from briefer.pdf.type.own_fonts import FontFault, opened

    known = set(covered(FontBook()))
    found = []
    for place in places:
        lines = []
        for font in opened([Path(place)]):
            if isinstance(font, FontFault):
                lines.append(FontLine(font.file, fault=font_fault(font)))
                continue
            new = set(font.face.unicodes) - known
            known |= new
            lines.append(FontLine(font.file, len(new), _scripts(new)))
        found.append(FontPlace(place, Path(place).is_dir(), tuple(lines)))
    return tuple(found)


def brings(line: FontLine, language: Language) -> str:
    """What a font is good for, in a sentence; `language` names the scripts."""
    if line.fault:
        return line.fault
    if not line.characters:
        return say("Brings no character that the other fonts lack.")
    count = say_many(
        "{count} character that the other fonts lack",
        "{count} characters that the other fonts lack",
        line.characters,
    ).format(count=line.characters)
    if not line.scripts:
        return count
    scripts = ", ".join(language.script(code) for code in line.scripts[:_NAMED_SCRIPTS])
    if len(line.scripts) > _NAMED_SCRIPTS:
        scripts = say("{scripts} and more").format(scripts=scripts)
    return say("{scripts}: {count}").format(scripts=scripts, count=count)


def _scripts(characters: set[int]) -> tuple[str, ...]:
    from fontTools.unicodedata import script

    found = Counter(script(chr(each)) for each in sorted(characters))
    return tuple(code for code, _ in found.most_common() if code not in _SHARED)
