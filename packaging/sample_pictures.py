"""Draw the pictures of the invented visit: portraits, two logos, a plan of a building.

The persons do not exist, so that their portraits are drawn: flat, without features, told apart by hair, beard, headdress
and clothes. The face stands where the pages crop a photograph: eyes at two fifths of the height, head half of it.
Everything is drawn four times too large and made small, so that edges are smooth. Not here: the annexes
(`sample_annexes.py`), and who the persons are (resources/samples/showcase.json).
"""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FILES = RESOURCES / "samples" / "files"
WIDTH, HEIGHT = 480, 600
FINER = 4

Point = tuple[float, float]

GROUNDS = {
    "mist": "#dfe3e2",
    "sand": "#e4e0d9",
    "sky": "#dce1e5",
    "moss": "#dee2d9",
    "rose": "#e5dfdd",
}
SKINS = {
    "pale": "#d3c6bd",
    "fair": "#cbbdb2",
    "warm": "#bfaea1",
    "tan": "#b09d8f",
    "brown": "#94806f",
    "dark": "#786657",
}
HAIRS = {
    "black": "#3d3b3a",
    "dark": "#544b44",
    "brown": "#736456",
    "ash": "#8d8379",
    "blond": "#b09c7e",
    "red": "#94715c",
    "grey": "#a3a3a0",
    "white": "#c9c8c4",
}


class Portrait(NamedTuple):
    """How one person looks; the words are keys of the tables below and above."""

    ground: str
    skin: str
    hair: str
    cut: str
    dress: str
    cloth: str
    beard: str = ""
    extra: str = ""
    scarf: str = ""


PORTRAITS = {
    "samira-al-nadwari": Portrait(
        "mist", "warm", "black", "headscarf", "round", "#3f4f57", scarf="#5d6a70"
    ),
    "yusuf-darwan": Portrait("sand", "tan", "black", "bald", "tie", "#4c545b", "full"),
    "khalil-rashmani": Portrait("sky", "tan", "grey", "crop", "uniform", "#4a5560", "moustache"),
    "huda-temsi": Portrait("rose", "warm", "dark", "shawl", "round", "#4d5660", scarf="#8c7f7b"),
    "maria-wisniewicz": Portrait(
        "moss", "pale", "grey", "bun", "blazer", "#56505a", extra="glasses"
    ),
    "nour-selmani": Portrait(
        "sand", "warm", "black", "headscarf", "round", "#55595c", scarf="#a19384"
    ),
    "rana-qasrin": Portrait("mist", "tan", "black", "curls", "round", "#5f6b62"),
    "lubna-merjani": Portrait(
        "sky", "brown", "black", "headscarf", "round", "#454d52", scarf="#75808a"
    ),
    "hisham-barakani": Portrait(
        "moss", "tan", "white", "receding", "open", "#6b6257", "full", "glasses"
    ),
    "nabil-qindal": Portrait("sky", "tan", "dark", "receding", "tie", "#434b55", "moustache"),
    "astrid-holmvang": Portrait("mist", "pale", "blond", "long", "blazer", "#46545b"),
    "henrik-sandvaer": Portrait("rose", "fair", "grey", "parted", "tie", "#3f454b"),
    "birgitte-aasgaard": Portrait(
        "sky", "pale", "ash", "bob", "blazer", "#5b5552", extra="glasses"
    ),
    "jesper-lundqvig": Portrait("moss", "fair", "red", "crop", "open", "#4f5a55", "full"),
    "mikael-ostrom": Portrait("sky", "fair", "ash", "crop", "tie", "#55606a"),
    "jannik-ekdal": Portrait("sand", "pale", "blond", "parted", "open", "#5b6772"),
    "kirsten-vadum": Portrait("rose", "fair", "brown", "tail", "blazer", "#4a5358"),
    "sigrid-hjelmaa": Portrait("moss", "pale", "blond", "bun", "round", "#526068"),
    "ingeborg-thrane-lovdal": Portrait("sand", "fair", "grey", "bob", "blazer", "#3f5058"),
    "aksel-roende": Portrait("mist", "fair", "brown", "cap", "uniform", "#3d4852"),
    "freja-lykkeholt": Portrait("sky", "pale", "red", "waves", "round", "#5c6a6b"),
    "nils-hedebro": Portrait(
        "moss", "fair", "ash", "receding", "open", "#665d52", "full", "glasses"
    ),
    "amina-ferhat-lind": Portrait("rose", "tan", "black", "waves", "blazer", "#55505c"),
    "poul-ravnkjaer": Portrait(
        "mist", "fair", "white", "receding", "tie", "#474f56", extra="glasses"
    ),
    "rasmus-flint": Portrait("sky", "warm", "grey", "cap", "uniform", "#39444e", "full"),
    "stine-vestbirk": Portrait("sand", "fair", "brown", "bun", "uniform", "#4b564d"),
    "ilie-castrin": Portrait("mist", "warm", "dark", "parted", "tie", "#4b5058"),
    "mirela-doncea": Portrait("sand", "warm", "brown", "bob", "round", "#5d5a63"),
    "vasil-petrenic": Portrait("moss", "fair", "dark", "crop", "uniform", "#47524a"),
    "anka-morovic": Portrait("sky", "warm", "black", "tail", "uniform", "#3b4650"),
    "elise-montcalvert": Portrait("rose", "fair", "brown", "waves", "blazer", "#5a4e55"),
    "etienne-roqueval": Portrait("sand", "warm", "white", "parted", "tie", "#3e454d"),
    "clemence-daubrelac": Portrait("mist", "brown", "black", "bob", "blazer", "#4e5a60"),
    "apolline-vergnat": Portrait(
        "sky", "dark", "grey", "curls", "round", "#5b5f68", extra="glasses"
    ),
}


OUTLINES = {
    "body": (
        "50,600 50,500 88,448 150,424 172,414 190,404 203,390 220,396 260,396 277,390 290,404 "
        "308,414 330,424 392,448 430,500 430,600 300,600 180,600 50,600"
    ),
    "long, behind": (
        "143,396 138,330 138,250 146,200 160,120 320,120 334,200 342,250 342,330 337,396 "
        "334,412 318,412 312,400 270,380 210,380 168,400 162,412 146,412 143,396"
    ),
    "bob, behind": (
        "140,330 130,250 140,120 240,122 340,120 350,250 340,330 338,352 306,356 292,352 "
        "260,340 220,340 188,352 174,356 142,352 140,330"
    ),
    "waves, behind": (
        "132,390 112,366 142,344 128,310 112,276 142,256 140,220 150,110 330,110 340,220 "
        "338,256 368,276 352,310 338,344 368,366 348,390 334,414 312,408 300,392 260,372 "
        "220,372 180,392 168,408 146,414 132,390"
    ),
    "tail, behind": (
        "286,290 326,306 342,360 334,432 330,460 300,460 294,440 288,410 282,360 262,320 "
        "266,310 276,298 286,290"
    ),
    "headscarf, behind": (
        "136,430 132,360 132,290 136,240 142,92 338,92 344,240 348,290 348,360 344,430 "
        "300,470 180,470 136,430"
    ),
    "neck": (
        "202,300 230,310 250,310 278,300 278,340 278,380 280,420 262,450 218,450 200,420 "
        "202,380 202,340 202,300"
    ),
    "shadow of the chin": (
        "202,322 216,360 264,360 278,322 278,340 278,352 278,362 262,386 218,386 202,362 "
        "202,352 202,340 202,322"
    ),
    "collar": (
        "203,388 216,404 230,418 240,430 250,418 264,404 277,388 262,400 250,408 240,412 "
        "230,408 218,400 203,388"
    ),
    "lapel": (
        "203,389 196,398 184,410 168,420 170,440 176,450 182,458 190,460 196,462 200,464 "
        "212,496 228,520 240,532 236,500 214,440 203,389"
    ),
    "open collar": "203,388 208,404 218,432 226,446 232,440 236,432 240,424 226,414 214,402 203,388",
    "round collar": (
        "198,378 214,390 266,390 282,378 288,388 292,398 296,408 276,432 204,432 184,408 "
        "188,398 192,388 198,378"
    ),
    "shoulder strap": (
        "96,462 112,446 130,438 150,430 154,436 156,442 158,448 138,454 120,464 106,478 "
        "102,474 98,468 96,462"
    ),
    "strap mark": (
        "112,455 114,453 116,452 118,450 122,456 124,459 126,462 124,464 122,465 120,467 "
        "116,463 114,459 112,455"
    ),
    "ear": "164,240 152,236 150,252 154,268 157,280 164,284 168,280 170,266 170,252 164,240",
    "full beard": (
        "162,246 164,280 176,300 204,296 222,290 258,290 276,296 304,300 316,280 318,246 "
        "324,300 306,354 240,356 174,354 156,300 162,246"
    ),
    "mouth": "216,312 228,318 252,318 264,312 256,326 224,326 216,312",
    "moustache": (
        "240,290 226,282 206,292 198,308 212,314 230,310 240,302 250,310 268,314 282,308 "
        "274,292 254,282 240,290"
    ),
    "crop": (
        "156,240 150,190 158,156 180,140 214,120 268,120 302,140 322,156 330,190 324,240 "
        "314,226 310,206 300,194 270,180 210,180 180,194 170,206 166,226 156,240"
    ),
    "parted": (
        "157,244 146,196 152,158 184,138 212,118 286,116 314,154 332,184 330,210 323,244 "
        "318,224 316,212 308,200 276,202 224,192 200,166 192,180 178,192 172,202 166,214 "
        "162,226 157,244"
    ),
    "receding": (
        "160,256 150,224 152,192 166,172 174,160 188,154 202,160 192,172 186,190 178,212 "
        "172,230 166,244 158,258"
    ),
    "long": (
        "148,330 136,240 142,176 178,142 208,114 272,114 302,142 338,176 344,240 332,330 "
        "326,330 318,330 312,326 326,260 316,196 262,176 226,190 184,214 166,262 160,290 "
        "166,310 168,328 160,330 154,330 148,330"
    ),
    "bob": (
        "144,330 130,240 140,172 180,142 212,118 268,118 300,142 340,172 350,240 336,330 "
        "330,344 308,346 304,334 322,270 314,226 300,206 260,202 220,202 180,206 166,226 "
        "158,270 176,334 172,346 150,344 144,330"
    ),
    "bun": (
        "160,248 146,190 160,152 192,140 222,128 258,128 288,140 320,152 334,190 320,248 "
        "318,214 300,190 240,186 180,190 162,214 160,248"
    ),
    "tail": (
        "160,250 144,186 160,146 200,132 232,122 276,122 304,146 334,172 334,210 320,250 "
        "320,214 306,188 256,174 226,194 184,206 172,222 166,232 162,240 160,250"
    ),
    "cap": (
        "150,186 136,168 128,150 134,138 170,112 310,112 346,138 352,150 344,168 330,186 "
        "300,176 180,176 150,186"
    ),
    "band of the cap": (
        "152,176 190,164 290,164 328,176 330,188 330,196 328,206 290,194 190,194 152,206 "
        "150,196 150,188 152,176"
    ),
    "peak": "152,206 186,192 294,192 328,206 300,228 180,228 152,206",
    "headscarf": (
        "134,410 128,330 132,260 140,220 152,128 196,108 240,108 284,108 328,128 340,220 "
        "348,260 352,330 346,410 336,456 290,494 240,494 190,494 144,456 134,410"
    ),
    "face in a headscarf": (
        "240,172 284,172 306,206 306,252 306,300 276,340 240,340 204,340 174,300 174,252 "
        "174,206 196,172 240,172"
    ),
    "fold": (
        "172,250 164,340 200,408 240,408 280,408 316,340 308,250 318,290 300,372 240,372 "
        "180,372 162,290 172,250"
    ),
    "face in a shawl": (
        "240,146 292,146 316,196 316,250 316,304 280,348 240,348 200,348 164,304 164,250 "
        "164,196 188,146 240,146"
    ),
    "hair in a shawl": (
        "165,262 160,190 190,146 240,146 290,146 320,190 315,262 312,226 296,198 262,178 "
        "236,190 196,204 165,262"
    ),
    "waves": (
        "146,300 132,240 138,172 182,140 214,114 280,116 308,146 340,178 346,240 334,300 "
        "326,316 312,304 318,284 322,250 312,206 282,186 262,178 246,182 226,190 196,212 "
        "172,226 162,262 160,280 170,306 154,316"
    ),
}
"""Closed outlines in units of a portrait: a start, then for each piece two points to steer by and one to reach."""


class Pen:
    """Draws in units of the finished picture on a picture that is finer."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.size = (width, height)
        self.image = Image.new("RGB", (width * FINER, height * FINER), ground)
        self.draw = ImageDraw.Draw(self.image)

    def shape(self, name: str, colour: str) -> None:
        """One of `OUTLINES`."""
        self.corners(outline(name), colour)

    def both(self, name: str, colour: str) -> None:
        """One of `OUTLINES` and its mirror image about the middle of a portrait."""
        self.shape(name, colour)
        self.corners([(WIDTH - x, y) for x, y in outline(name)], colour)

    def corners(self, points: Sequence[Point], colour: str) -> None:
        self.draw.polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)

    def oval(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """An ellipse about a middle, with its two radii."""
        box = [(x - across) * FINER, (y - down) * FINER, (x + across) * FINER, (y + down) * FINER]
        self.draw.ellipse(box, fill=colour)

    def ring(self, x: float, y: float, radius: float, colour: str, width: float) -> None:
        box = [n * FINER for n in (x - radius, y - radius, x + radius, y + radius)]
        self.draw.ellipse(box, outline=colour, width=round(width * FINER))

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        self.draw.line(
            [(x * FINER, y * FINER) for x, y in points], colour, round(width * FINER), "curve"
        )

    def words(self, x: float, y: float, text: str, size: float, colour: str) -> None:
        face = ImageFont.truetype(
            RESOURCES / "fonts" / "briefer-sans-regular.ttf", round(size * FINER)
        )
        self.draw.text((x * FINER, y * FINER), text, fill=colour, font=face, anchor="mm")

    def finished(self) -> Image.Image:
        return self.image.resize(self.size, Image.Resampling.LANCZOS)


def outline(name: str) -> list[Point]:
    """The corners of an outline, so many that they look like a curve."""
    numbers = [pair.split(",") for pair in OUTLINES[name].split()]
    start, *rest = [(float(x), float(y)) for x, y in numbers]
    points = [start]
    for at in range(0, len(rest), 3):
        piece = (points[-1], *rest[at : at + 3])
        points += [_on_curve(piece, step / 24) for step in range(1, 25)]
    return points


def _on_curve(piece: Sequence[Point], t: float) -> Point:
    """A point of a cubic Bézier curve given by four points; `t` from 0 to 1."""
    u = 1 - t
    weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    x, y = (
        sum(weight * point[axis] for weight, point in zip(weights, piece, strict=True))
        for axis in (0, 1)
    )
    return x, y


def shade(colour: str, share: float) -> str:
    """A colour made darker (below 1) or lighter (above)."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{min(255, round(part * share)):02x}" for part in parts)


# ---------------------------------------------------------------------------------------- portraits

GOLD = "#b7a77f"
WHITE = "#fafaf8"


def portrait(who: Portrait) -> Image.Image:
    pen = Pen(WIDTH, HEIGHT, GROUNDS[who.ground])
    _behind(pen, who)
    skin = SKINS[who.skin]
    pen.shape("neck", skin)
    pen.shape("shadow of the chin", shade(skin, 0.88))
    DRESSES[who.dress](pen, who.cloth)
    _face(pen, who)
    BEARDS[who.beard](pen, HAIRS[who.hair])
    CUTS.get(who.cut, _hair)(pen, who)
    if who.extra == "glasses":
        _glasses(pen)
    return pen.finished()


def _behind(pen: Pen, who: Portrait) -> None:
    """Hair and cloth behind the neck."""
    hair = HAIRS[who.hair]
    back = shade(hair, 0.9)
    if who.scarf:
        pen.shape("headscarf, behind", shade(who.scarf, 0.93))
    elif f"{who.cut}, behind" in OUTLINES:
        pen.shape(f"{who.cut}, behind", back)
    elif who.cut == "bun":
        pen.oval(240, 122, 44, 38, back)
    elif who.cut == "curls":
        _arch_of_curls(pen, 6, (92, 100), (40, 40), back)
    if who.cut in ("crop", "parted", "bun", "tail", "cap"):
        # fills what would show between hair and face
        arch = [math.radians(180 + step * 5) for step in range(37)]
        pen.corners([(240 + 86 * math.cos(a), 244 + 112 * math.sin(a)) for a in arch], hair)


def _face(pen: Pen, who: Portrait) -> None:
    skin = SKINS[who.skin]
    if not who.scarf and who.cut not in ("long", "bob", "waves"):
        pen.both("ear", shade(skin, 0.94))
    pen.oval(240, 252, 78, 96, skin)


def _glasses(pen: Pen) -> None:
    frame = "#535353"
    for side in (-1, 1):
        pen.ring(240 + side * 33, 244, 24, frame, 4)
    for points in (
        [(231, 242), (240, 238), (249, 242)],
        [(184, 240), (166, 234)],
        [(296, 240), (314, 234)],
    ):
        pen.line(points, frame, 4)


# clothes


def _coat(pen: Pen, cloth: str, deep: float) -> None:
    """A coat with lapels, open down to `deep`."""
    pen.shape("body", cloth)
    pen.corners([(203, 389), (277, 389), (240, deep)], "#eeeeec")
    pen.both("lapel", shade(cloth, 0.86))


def _tie(pen: Pen, cloth: str) -> None:
    _coat(pen, cloth, 520)
    pen.shape("collar", WHITE)
    tie = shade(cloth, 0.62)
    pen.corners([(230, 418), (250, 418), (246, 436), (234, 436)], shade(tie, 1.25))
    pen.corners([(234, 436), (246, 436), (256, 498), (240, 522), (224, 498)], tie)


def _open(pen: Pen, cloth: str) -> None:
    """A shirt with an open collar under the coat."""
    _coat(pen, cloth, 520)
    pen.both("open collar", WHITE)
    pen.line([(240, 426), (240, 512)], "#dcdcd8", 2)


def _blazer(pen: Pen, cloth: str) -> None:
    _coat(pen, cloth, 512)


def _round(pen: Pen, cloth: str) -> None:
    pen.shape("body", cloth)
    pen.shape("round collar", shade(cloth, 0.86))


def _uniform(pen: Pen, cloth: str) -> None:
    _tie(pen, cloth)
    pen.both("shoulder strap", shade(cloth, 0.74))
    pen.both("strap mark", GOLD)
    for y in (552, 584):
        for x in (212, 268):
            pen.oval(x, y, 5, 5, GOLD)
    for x, colour in ((304, "#8f8a80"), (320, GOLD), (336, "#7d8790")):
        pen.corners([(x, 498), (x + 14, 498), (x + 14, 508), (x, 508)], colour)


DRESSES: dict[str, Callable[[Pen, str], None]] = {
    "tie": _tie,
    "open": _open,
    "blazer": _blazer,
    "round": _round,
    "uniform": _uniform,
}


# beards and hair


def _full(pen: Pen, colour: str) -> None:
    pen.shape("full beard", colour)
    pen.shape("mouth", shade(colour, 0.82))


BEARDS: dict[str, Callable[[Pen, str], None]] = {
    "": lambda _pen, _colour: None,
    "full": _full,
    "moustache": lambda pen, colour: pen.shape("moustache", colour),
}


def _hair(pen: Pen, who: Portrait) -> None:
    """A cut that is one outline over the forehead."""
    pen.shape(who.cut, HAIRS[who.hair])


def _bald(_pen: Pen, _who: Portrait) -> None:
    pass


def _receding(pen: Pen, who: Portrait) -> None:
    pen.both("receding", HAIRS[who.hair])


def _curls(pen: Pen, who: Portrait) -> None:
    hair = HAIRS[who.hair]
    _arch_of_curls(pen, 4, (78, 86), (27, 25), hair)
    pen.oval(240, 166, 66, 24, hair)


def _arch_of_curls(pen: Pen, half: int, arch: Point, curl: Point, colour: str) -> None:
    """Ovals about the upper part of the head, `half` on each side of the crown."""
    for step in range(-half, half + 1):
        angle = math.radians(-90 + step * (19 if half > 4 else 20))
        x, y = 240 + arch[0] * math.cos(angle), 236 + arch[1] * math.sin(angle)
        pen.oval(x, y, *curl, colour)


def _cap(pen: Pen, who: Portrait) -> None:
    pen.shape("crop", HAIRS[who.hair])
    pen.shape("cap", who.cloth)
    pen.shape("band of the cap", shade(who.cloth, 0.72))
    pen.shape("peak", shade(who.cloth, 0.55))
    pen.oval(240, 172, 11, 10, GOLD)


def _headscarf(pen: Pen, who: Portrait) -> None:
    """Cloth all round the face, a fold under the chin."""
    pen.shape("headscarf", who.scarf)
    pen.shape("fold", shade(who.scarf, 0.88))
    pen.shape("face in a headscarf", SKINS[who.skin])


def _shawl(pen: Pen, who: Portrait) -> None:
    """A scarf worn back, hair to be seen in front."""
    _headscarf(pen, who)
    pen.shape("face in a shawl", SKINS[who.skin])
    pen.shape("hair in a shawl", HAIRS[who.hair])


CUTS: dict[str, Callable[[Pen, Portrait], None]] = {
    "bald": _bald,
    "cap": _cap,
    "curls": _curls,
    "headscarf": _headscarf,
    "receding": _receding,
    "shawl": _shawl,
}


# ------------------------------------------------------------------------------- logos and a plan

INK, ACCENT, SOFT, PAPER = "#1c1c1c", "#14475a", "#595959", "#ffffff"


def _wave(pen: Pen, left: float, right: float, y: float, colour: str, width: float) -> None:
    """Two waves as a band that is `width` high everywhere."""
    top = [
        (x, y + 12 * math.sin((x - left) / (right - left) * 4 * math.pi))
        for x in range(round(left), round(right) + 1, 2)
    ]
    pen.corners(top + [(x, y + width) for x, y in reversed(top)], colour)


def agency_logo() -> Image.Image:
    """A gauge staff in three waves."""
    pen = Pen(480, 480, PAPER)
    pen.ring(240, 240, 220, ACCENT, 14)
    pen.corners([(222, 84), (258, 84), (258, 300), (222, 300)], ACCENT)
    for step in range(5):
        long = 44 if step % 2 == 0 else 26
        y = 104 + 40 * step
        pen.corners([(258, y), (258 + long, y), (258 + long, y + 10), (258, y + 10)], ACCENT)
    for row, colour in enumerate((ACCENT, "#5a7e8b", "#8fa9b2")):
        _wave(pen, 92 + 24 * row, 388 - 24 * row, 314 + 38 * row, colour, 16)
    return pen.finished()


def conference_logo() -> Image.Image:
    """Twelve states about one sea."""
    pen = Pen(480, 480, PAPER)
    for state in range(12):
        angle = math.radians(state * 30 - 75)
        along, aside = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
        ends = ((164, 13), (164, -13), (222, -20), (222, 20))
        pen.corners(
            [
                (240 + far * along[0] + off * aside[0], 240 + far * along[1] + off * aside[1])
                for far, off in ends
            ],
            "#7a5a2b",
        )
    for row in range(3):
        _wave(pen, 146, 334, 192 + 40 * row, ACCENT, 16)
    return pen.finished()


def pilot_house() -> Image.Image:
    """Ground floor of the Pilot House: where guests come in, sit and hear the recording."""
    pen = Pen(1200, 800, PAPER)
    wall = 8.0

    def room(x: float, y: float, across: float, down: float, name: str, note: str = "") -> None:
        pen.corners([(x, y), (x + across, y), (x + across, y + down), (x, y + down)], "#f0f0ec")
        outline = [(x, y), (x + across, y), (x + across, y + down), (x, y + down), (x, y)]
        pen.line(outline, INK, wall)
        pen.words(x + across / 2, y + down / 2 - (16 if note else 0), name, 30, INK)
        if note:
            pen.words(x + across / 2, y + down / 2 + 24, note, 22, SOFT)

    room(80, 90, 620, 330, "Duty room", "silence while the red lamp is on")
    room(80, 420, 300, 240, "Editors")
    room(380, 420, 320, 240, "Hall", "cloakroom, bags")
    room(700, 90, 420, 200, "Gallery", "recording of 17 October")
    room(700, 290, 420, 180, "Training")
    room(700, 470, 420, 190, "Kitchen", "sandwiches")
    for x, y, across, down in (
        (500, 656, 90, 8),
        (500, 416, 90, 8),
        (696, 160, 8, 80),
        (696, 336, 8, 64),
        (696, 540, 8, 70),
        (376, 520, 8, 70),
    ):
        left, top = x - 2, y - 2
        pen.corners(
            [(left, top), (left + across + 4, top), (left + across + 4, top + down + 4), (left, top + down + 4)],
            PAPER,
        )  # fmt: skip
    pen.line([(545, 740), (545, 676)], ACCENT, 5)
    pen.corners([(533, 690), (557, 690), (545, 664)], ACCENT)
    pen.words(545, 762, "from Quay 7", 26, ACCENT)
    pen.words(390, 46, "sea", 24, SOFT)
    return pen.finished()


def main() -> None:
    FILES.mkdir(parents=True, exist_ok=True)
    for key, who in PORTRAITS.items():
        portrait(who).save(FILES / f"portrait-{key}.jpg", quality=90, subsampling=0, dpi=(300, 300))
    drawings = {
        "logo-coast-river-agency": agency_logo,
        "logo-inner-sea-conference": conference_logo,
        "plan-pilot-house": pilot_house,
    }
    for name, drawn in drawings.items():
        drawn().quantize(64).save(FILES / f"{name}.png", optimize=True)
    print(f"{len(PORTRAITS)} portraits and {len(drawings)} drawings in {FILES}")


if __name__ == "__main__":
    main()
