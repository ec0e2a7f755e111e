"""Faces: shaping with HarfBuzz, coverage, subsets.

A `FontBook` belongs to whoever builds pages; nothing is loaded before a face is asked for. Faces hold caches of
shaped words and nothing of a document, so threads may share a book. Codes in a content stream are glyph
numbers of the font file, whatever the document: that is what lets laid-out pages be kept and replayed.
Not here: sizes, colours, lines (`setting`), putting them into a file (`file.embedding`).
"""

import re
import struct
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import add
from pathlib import Path
from typing import Any, Literal, NamedTuple

import uharfbuzz as hb

from briefer import resources
from briefer.pdf.type.own_fonts import FontFault, opened

Family = Literal["sans", "serif"]
Weight = Literal["light", "regular", "semibold"]


class FaceFile(NamedTuple):
    """A shipped font file; `code` is its name in page resources, `kern` whether kerning is on."""

    code: str
    file: str
    kern: bool = True


FILES: dict[str, FaceFile] = {
    "sans-light": FaceFile("SL", "briefer-sans-light.ttf"),
    "sans-regular": FaceFile("SR", "briefer-sans-regular.ttf"),
    "sans-semibold": FaceFile("SB", "briefer-sans-semibold.ttf"),
    "sans-italic": FaceFile("SI", "briefer-sans-italic.ttf"),
    "sans-semibold-italic": FaceFile("SJ", "briefer-sans-semibold-italic.ttf"),
    "serif-light": FaceFile("RL", "briefer-serif-light.ttf"),
    "serif-regular": FaceFile("RR", "briefer-serif-regular.ttf"),
    "serif-italic": FaceFile("RI", "briefer-serif-italic.ttf"),
    "plex-light": FaceFile("PL", "ibm-plex-sans-arabic-light.ttf"),
    "plex-regular": FaceFile("PR", "ibm-plex-sans-arabic-regular.ttf"),
    "plex-semibold": FaceFile("PB", "ibm-plex-sans-arabic-semibold.ttf"),
    # readers of the PDF take a wide kern of Amiri for a space
    "amiri": FaceFile("AM", "amiri-regular.ttf", kern=False),
}

STACKS: dict[tuple[Family, Weight, bool], tuple[str, ...]] = {
    ("sans", "light", False): ("sans-light", "plex-light", "amiri"),
    ("sans", "regular", False): ("sans-regular", "plex-regular", "amiri"),
    ("sans", "semibold", False): ("sans-semibold", "plex-semibold", "amiri"),
    ("sans", "light", True): ("sans-italic", "sans-regular", "plex-light", "amiri"),
    ("sans", "regular", True): ("sans-italic", "sans-regular", "plex-regular", "amiri"),
    ("sans", "semibold", True): (
        "sans-semibold-italic",
        "sans-semibold",
        "plex-semibold",
        "amiri",
    ),
    ("serif", "light", False): ("serif-light", "amiri", "sans-light", "plex-light"),
    ("serif", "regular", False): ("serif-regular", "amiri", "sans-regular", "plex-regular"),
    ("serif", "semibold", False): ("serif-regular", "amiri", "sans-semibold", "plex-semibold"),
    ("serif", "light", True): ("serif-italic", "serif-regular", "amiri", "sans-italic"),
    ("serif", "regular", True): ("serif-italic", "serif-regular", "amiri", "sans-italic"),
    ("serif", "semibold", True): ("serif-italic", "serif-regular", "amiri", "sans-italic"),
}
"""Which faces are asked in turn for a character: family, weight, italic. Arabic has no italic."""

_NO_NAME = re.compile("[^A-Za-z0-9-]")
_LONGEST_NAME = 60
"""Of what a font calls itself, so much goes into a file."""
_WORDS_KEPT = 60_000
_LONGEST_KEPT = 100
_ARABIC_LETTERS = (range(0x0620, 0x0700), range(0x0750, 0x0780), range(0x08A0, 0x0900))
_PRESENTATION = (range(0xFB00, 0xFE00), range(0xFE70, 0xFEFF))
_COMPOSED = re.compile("[\u0300-\u036f\u0590-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
"""Marks that combine, and scripts that need composition."""
LATIN = re.compile(
    "[!-,./-~\u00a1-\u00ac\u00ae-\u00b6\u00b8-\u024f\u1e00-\u1eff\u2018-\u201f\u2026\u2039\u203a\u20ac]+"
)
"""A word that needs no more than a look at its letters: no dash, no mark that combines, no other script, and no
middle dot, which looks at both its neighbours in Catalan."""
_LOOK_ALIKES = {"\u00a0": " ", "\u00ad": "-"}
"""Characters that print as another one: readers of the PDF get that one back."""


class Segment(NamedTuple):
    """A piece of a shaped word: the inside of a TJ array, raised by `rise` (1/1000 em).

    `actual` is the text where the glyphs do not tell it; it holds up to the next segment that `ends` it.
    """

    array: str
    rise: float = 0.0
    actual: str = ""
    ends: bool = False


class Shape:
    """A shaped word in one face: its width in 1/1000 em, what to paint, and which glyphs it needs.

    `array` is the inside of the one TJ array that paints it, empty where that takes more. A shape put together
    `of` others needs their glyphs. `letters` are those that are painted by their own glyphs.
    """

    __slots__ = ("_glyphs", "array", "count", "face", "letters", "of", "segments", "width")

    def __init__(
        self,
        face: "Face",
        width: float,
        segments: tuple[Segment, ...],
        glyphs: dict[int, str],
        count: int,
        of: "tuple[Shape, ...]" = (),
        letters: str = "",
    ) -> None:
        self.face = face
        self.width = width
        self.segments = segments
        self._glyphs = glyphs
        self.count = count
        self.of = of
        self.letters = letters
        only = segments[0] if len(segments) == 1 else None
        self.array = only.array if only and not only.rise and not only.actual else ""

    @property
    def glyphs(self) -> dict[int, str]:
        """Its glyphs and what they say."""
        return self.face.said(self.letters) if self.letters else self._glyphs


class _Pairs:
    """Two letters in a row, the second a line feed at the end of a word: how the first is painted before the second."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.codes: dict[str, str] = {}
        """Part of a TJ array; none where the first letter is not painted by its own glyph alone."""
        self.advances: dict[str, int] = {}
        """In font units."""


class Face:
    """A font file, ready for shaping."""

    def __init__(self, name: str, file: FaceFile, face: Any = None) -> None:
        """`face` is HarfBuzz's, of a file that is not shipped."""
        self.name = name
        self.code = file.code
        self._features = {} if file.kern else {"kern": False}
        self._whole_features = {**self._features, "ccmp": False}
        if face is None:
            path = resources.folder("fonts", file.file)
            face = hb.Face(hb.Blob.from_file_path(str(path)))
        self._face: Any = face
        self._font: Any = hb.Font(self._face)
        self._scale = 1000 / self._face.upem
        self.covers: frozenset[int] = frozenset(self._face.unicodes)
        self._words: dict[tuple[str, bool, str], Shape] = {}
        self._advances: dict[int, int] = {}
        self._pairs: dict[str, _Pairs] = {}
        self._own_glyphs: dict[str, int] = {}
        self.programs: dict[frozenset[int], tuple[int, bytes]] = {}
        """The subset that was embedded last: its glyphs, its length, and itself compressed (`embedding`)."""

    def joined(self, text: str, before: str, behind: str, language: str) -> Shape:
        """The glyphs of a stretch from right to left whose ends join letters of other stretches."""
        return self._shape(text, True, language, before, behind)

    def shape(self, text: str, *, rtl: bool = False, language: str = "en") -> Shape:
        """The glyphs of a word; `rtl` paints it from right to left."""
        key = (text, rtl, language)
        found = self._words.get(key)
        if found is None:
            found = self._shape(text, rtl, language)
            if len(text) <= _LONGEST_KEPT:
                if len(self._words) > _WORDS_KEPT:
                    self._words = {}
                self._words[key] = found
        return found

    def in_cells(self, text: str) -> Shape:
        """Figures and what stands between them, each figure in a cell of one width."""
        glyphs = [self._font.get_nominal_glyph(ord(letter)) or 0 for letter in text]
        zero = ord(text[0]) - int(text[0])
        every = (self._font.get_nominal_glyph(zero + at) or 0 for at in range(10))
        cell = sorted(map(self._advance, every))[-2]  # the widest has air beside it
        array, width = [], 0.0
        for letter, glyph in zip(text, glyphs, strict=True):
            advance = self._advance(glyph)
            beside = (cell - advance) / 2 if letter.isdecimal() else 0.0
            shift = f"{-beside * self._scale:g} " if beside else ""
            array.append(f"{shift}<{glyph:04X}>{shift}")
            width += advance + 2 * beside
        said = dict(zip(glyphs, text, strict=True))
        return Shape(self, width * self._scale, (Segment("".join(array)),), said, len(text))

    def latin(self, words: Sequence[str], language: str = "en") -> list[Shape]:
        """The shapes of words that match `LATIN`: what `shape` gives, in a fraction of the time.

        In the shipped faces the look of such a letter depends on itself and the next one: pairs are learned.
        """
        pairs = self._pairs.get(language)
        if pairs is None:
            pairs = self._pairs.setdefault(language, _Pairs())
        text = "\n".join(words) + "\n"
        unknown = set(map(add, text, text[1:])) - pairs.known
        if unknown:
            self._learn(sorted(unknown), pairs, language)
        return [
            self._of_pairs(word, pairs) or self.shape(word, language=language) for word in words
        ]

    def _of_pairs(self, word: str, pairs: _Pairs) -> Shape | None:
        """The shape of a word; None where letters are not painted one by one."""
        row = list(map(add, word, word[1:] + "\n"))
        try:
            codes = "".join(map(pairs.codes.__getitem__, row))
        except KeyError:
            return None
        width = sum(map(pairs.advances.__getitem__, row)) * self._scale
        return Shape(self, width, (Segment(f"<{codes}>"),), {}, len(word), (), word)

    def _learn(self, unknown: Sequence[str], pairs: _Pairs, language: str) -> None:
        """Shape all pairs at once, a line feed behind each."""
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.add_str("".join([f"{pair}\n" for pair in unknown]))
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", language
        hb.shape(self._font, buffer, self._whole_features)
        told = {
            info.cluster: (info.codepoint, place)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        }
        for at, pair in enumerate(unknown):
            glyph, place = told[3 * at]
            alone = 3 * at + 1 in told and not (place.x_offset or place.y_offset)
            if alone and self._texts.get(glyph) == pair[0]:
                rest = self._advance(glyph) - place.x_advance
                shift = f">{rest * self._scale:g} <" if rest else ""
                pairs.codes[pair] = f"{glyph:04X}{shift}"
                pairs.advances[pair] = place.x_advance
        pairs.known.update(unknown)

    def said(self, letters: Iterable[str]) -> dict[int, str]:
        """The glyphs of letters that are painted by their own, and what they say."""
        own = self._own_glyphs
        for letter in letters:
            if letter not in own:
                own[letter] = self._font.get_nominal_glyph(ord(letter))
        return {own[letter]: letter for letter in letters}

    def advances(self, text: str, *, rtl: bool = False, language: str = "en") -> list[float]:
        """The width in 1/1000 em that each character adds; characters drawn together count at the first."""
        infos, positions = self._glyphs(text, rtl, language)
        out = [0.0] * len(text)
        for info, position in zip(infos, positions, strict=True):
            out[info.cluster] += position.x_advance * self._scale
        return out

    def _glyphs(
        self, text: str, rtl: bool, language: str, before: str = "", behind: str = ""
    ) -> tuple[list[Any], list[Any]]:
        levels = hb.BufferClusterLevel
        buffer = hb.Buffer()
        # left to right, a letter and its marks are one; right to left, readers put single letters in order
        buffer.cluster_level = levels.MONOTONE_CHARACTERS if rtl else levels.MONOTONE_GRAPHEMES
        if before or behind:
            buffer.add_str(before + text + behind, len(before), len(text))
        else:
            buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.language = language
        features = self._features
        if not rtl and (text.isascii() or _COMPOSED.search(text) is None):
            # the face would split ṣ, ị, ǹ and a few more into two glyphs, though it has them in one
            features = self._whole_features
        hb.shape(self._font, buffer, features)
        return buffer.glyph_infos, buffer.glyph_positions

    def _shape(
        self, text: str, rtl: bool, language: str, before: str = "", behind: str = ""
    ) -> Shape:
        infos, positions = self._glyphs(text, rtl, language, before, behind)
        if not rtl and len(infos) == len(text):
            simple = self._simple(text, infos, positions)
            if simple is not None:
                return simple
        clusters = [info.cluster - len(before) for info in infos]
        starts = sorted(set(clusters))
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        alone = len(starts) == len(clusters)
        ink = _Ink(self._scale)
        glyphs: dict[int, str] = {}
        width = 0
        at = 0
        while at < len(clusters):
            after = at + 1
            while not alone and after < len(clusters) and clusters[after] == clusters[at]:
                after += 1
            said = text[clusters[at] : ends[clusters[at]]]
            known = self._text(infos[at].codepoint, rtl)
            actual = ""
            if known != said and (after > at + 1 or self._differs(known, said, rtl)):
                actual = said
                ink.begin(said)
            for info, position in zip(infos[at:after], positions[at:after], strict=True):
                glyph = info.codepoint
                if glyph not in glyphs:
                    glyphs[glyph] = self._text(glyph, rtl) or said
                ink.glyph(glyph, self._advance(glyph), position)
                width += position.x_advance
            if actual:
                if after > at + 1 and not rtl and self._nothing:
                    # readers take the way back from a mark for a space, unless something ends the letter
                    glyphs[self._nothing] = "\u200b"
                    ink.code(self._nothing)
                ink.end()
            at = after
        return Shape(self, width * self._scale, ink.segments(), glyphs, ink.count)

    def _simple(self, text: str, infos: list[Any], positions: list[Any]) -> Shape | None:
        """A word of one glyph a letter, each saying its letter, side by side: nearly all words."""
        texts, advances = self._texts, self._advances
        codes: list[str] = []
        array: list[str] = []
        glyphs: dict[int, str] = {}
        width = 0
        for letter, info, position in zip(text, infos, positions, strict=True):
            glyph = info.codepoint
            if texts.get(glyph) != letter or position.x_offset or position.y_offset:
                return None
            glyphs[glyph] = letter
            codes.append(f"{glyph:04X}")
            advance = position.x_advance
            width += advance
            own = advances.get(glyph)
            if own is None:
                own = self._advance(glyph)
            if own != advance:
                array.append(f"<{''.join(codes)}>{(own - advance) * self._scale:g} ")
                codes = []
        if codes:
            array.append(f"<{''.join(codes)}>")
        segments = (Segment("".join(array)),)
        return Shape(self, width * self._scale, segments, glyphs, len(infos))

    def _advance(self, glyph: int) -> int:
        found = self._advances.get(glyph)
        if found is None:
            found = self._advances[glyph] = self._font.get_glyph_h_advance(glyph)
        return found

    @cached_property
    def _nothing(self) -> int:
        glyph: int = self._font.get_nominal_glyph(0x200B) or 0
        return glyph

    def _text(self, glyph: int, rtl: bool) -> str:
        return self._texts.get(glyph) or (self._arabic_texts.get(glyph, "") if rtl else "")

    def _differs(self, known: str, said: str, rtl: bool) -> bool:
        """Whether a glyph that is known to say one thing must be told to say another."""
        if _LOOK_ALIKES.get(said) == known:
            return False
        # readers turn a right-to-left text round once more; what its glyphs say stays in order
        return not (rtl and (not known or _letters(known) == _letters(said)))

    @cached_property
    def _texts(self) -> dict[int, str]:
        """What each glyph says by itself: plain characters first, presentation forms as what they present."""
        glyph_of = self._font.get_nominal_glyph
        presenting = {point for block in _PRESENTATION for point in block} & self.covers
        out: dict[int, str] = {}
        for point in sorted(self.covers - presenting):
            out.setdefault(glyph_of(point), chr(point))
        for shown, meant in _LOOK_ALIKES.items():
            glyph = glyph_of(ord(shown))
            if glyph is not None and out.get(glyph) == shown:
                out[glyph] = meant
        for point in sorted(presenting):
            plain = unicodedata.normalize("NFKC", chr(point))
            arabic = point >= 0xFB50
            out.setdefault(glyph_of(point), chr(point) if arabic and len(plain) > 1 else plain)
        return out

    @cached_property
    def _arabic_texts(self) -> dict[int, str]:
        """The letter of each joined form, found by shaping every letter with neighbours."""
        out: dict[int, str] = {}
        for point in (p for block in _ARABIC_LETTERS for p in block if p in self.covers):
            letter = chr(point)
            for before, after in (("", "\u0640"), ("\u0640", "\u0640"), ("\u0640", "")):
                infos, _ = self._glyphs(before + letter + after, True, "ar")
                own = [info.codepoint for info in infos if info.cluster == len(before)]
                if len(own) == 1:
                    out.setdefault(own[0], letter)
        return out

    # ------------------------------------------------------------------------- for the file

    @cached_property
    def metrics(self) -> dict[str, Any]:
        """What a font descriptor says, in 1/1000 em."""
        head = self._face.reference_table("head").data
        os2 = self._face.reference_table("OS/2").data
        post = self._face.reference_table("post").data
        told = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or ""
        extents = self._font.get_font_extents("ltr")
        scale = self._scale
        return {
            "name": _NO_NAME.sub("", told)[:_LONGEST_NAME] or self.name,
            "box": [round(value * scale) for value in struct.unpack(">4h", head[36:44])],
            "ascent": round(extents.ascender * scale),
            "descent": round(extents.descender * scale),
            "capitals": round(
                struct.unpack(">h", os2[88:90])[0] * scale
                if len(os2) >= 90
                else extents.ascender * scale
            ),
            "slant": struct.unpack(">i", post[4:8])[0] / 65536 if len(post) >= 8 else 0.0,
        }

    def widths(self, glyphs: Iterable[int]) -> list[tuple[int, float]]:
        """Glyph numbers with their widths in 1/1000 em, sorted."""
        return [
            (g, round(self._font.get_glyph_h_advance(g) * self._scale, 1)) for g in sorted(glyphs)
        ]

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """The font file with these glyphs only, under their own numbers."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(sorted(glyphs))
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        wanted.drop_table_tag_set.update(
            int.from_bytes(tag)
            for tag in (b"GSUB", b"GPOS", b"GDEF", b"DSIG", b"STAT", b"BASE", b"name")
        )
        if self._face.has_var_data:
            wanted.pin_all_axes_to_default(self._face)
        data: bytes = hb.subset(self._face, wanted).blob.data
        return data


class FontBook:
    """The faces of one build or of several: opened when first asked for.

    Fonts of the office's `own` are asked last, for characters that the shipped ones lack.
    """

    def __init__(self, own: Iterable[Path] = ()) -> None:
        """`own` are font files and folders of them."""
        self._faces: dict[str, Face] = {}
        self.own: tuple[str, ...] = ()
        """The names of the office's faces; they change with what is in the files."""
        self.faults: tuple[FontFault, ...] = ()
        """Files of the office that cannot be used."""
        for found in opened(own):
            if isinstance(found, FontFault):
                self.faults += (found,)
                continue
            name = f"own-{found.digest[:12]}"
            if name not in self.own:
                file = FaceFile(f"X{found.digest[:8]}", found.file)
                self._faces[name] = Face(name, file, found.face)
                self.own += (name,)

    def names(self) -> tuple[str, ...]:
        """The names of all faces."""
        return (*FILES, *self.own)

    def face(self, name: str) -> Face:
        """The face of a name in `FILES` or `own`."""
        found = self._faces.get(name)
        if found is None:
            found = self._faces.setdefault(name, Face(name, FILES[name]))
        return found

    def stack(self, family: Family, weight: Weight, italic: bool) -> "tuple[str, ...]":
        """The names of faces to ask in turn; open them with `face`."""
        return STACKS[family, weight, italic] + self.own


class _Ink:
    """Collects the TJ arrays of one word; positions in font units."""

    def __init__(self, scale: float) -> None:
        self.count = 0
        """Glyphs so far."""
        self._scale = scale
        self._done: list[Segment] = []
        self._array: list[str] = []
        self._codes: list[str] = []
        self._rise = 0
        self._begun = 0
        self._actual = ""

    def begin(self, actual: str) -> None:
        """What follows up to `end` says `actual`."""
        self._close()
        self._begun, self._actual = len(self._done), actual

    def end(self) -> None:
        """See `begin`."""
        self._close()
        done = self._done
        done[self._begun] = done[self._begun]._replace(actual=self._actual)
        done[-1] = done[-1]._replace(ends=True)

    def glyph(self, glyph: int, advance: int, position: Any) -> None:
        """Paint one glyph where HarfBuzz wants it."""
        if position.y_offset != self._rise:
            self._close()
            self._rise = position.y_offset
        x_offset = position.x_offset
        if x_offset:
            self._move(-x_offset)
        self.code(glyph)
        rest = advance + x_offset - position.x_advance
        if rest:
            self._move(rest)

    def code(self, glyph: int) -> None:
        """Paint one glyph where we are."""
        self._codes.append(f"{glyph:04X}")
        self.count += 1

    def segments(self) -> tuple[Segment, ...]:
        self._close()
        return tuple(self._done)

    def _move(self, units: int) -> None:
        self._array.append(f"<{''.join(self._codes)}>" if self._codes else "")
        self._codes = []
        self._array.append(f"{units * self._scale:g} ")

    def _close(self) -> None:
        if self._codes:
            self._array.append(f"<{''.join(self._codes)}>")
            self._codes = []
        if self._array:
            self._done.append(Segment("".join(self._array), self._rise * self._scale))
            self._array = []


def _letters(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _ligatures() -> dict[str, str]:
    out = {}
    for point in (*range(0xFE70, 0xFEFD), *range(0xFBEA, 0xFDF3)):
        plain = unicodedata.normalize("NFKC", chr(point))
        if len(plain) > 1 and " " not in plain:
            out[plain] = chr(point)
    return out


_LIGATURES = _ligatures()
"""Letters to the one code of their ligature: readers reverse a right-to-left run, so it stays one code."""
