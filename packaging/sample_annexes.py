"""Write the two annexes of the invented visit: plans of three walks, and a draft letter of intent.

They stand for papers that come from elsewhere, and so look unlike a pack: another face, other margins, their own
marking. The pages of the letter keep PDF/A, those of the plans do not: a pack of the sample shows what becomes of
either. The same program gives the same bytes. Not here: pictures (`sample_pictures.py`).
"""

import math
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FILES = RESOURCES / "samples" / "files"
LETTER_FILE = "letter-of-intent-draft-3.pdf"
WIDTH, HEIGHT = A4
TEXT, ITALIC, PLAIN, BOLD = "Text", "Text-Italic", "Plain", "Plain-Bold"
FACES = {
    TEXT: "briefer-serif-regular.ttf",
    ITALIC: "briefer-serif-italic.ttf",
    PLAIN: "briefer-sans-regular.ttf",
    BOLD: "briefer-sans-semibold.ttf",
}
LEFT, RIGHT = 32 * mm, WIDTH - 32 * mm
INK, SOFT, WATER, LAND, ROAD = "#1c1c1c", "#595959", "#d5e0e4", "#f0f0ec", "#14475a"

Point = tuple[float, float]

LETTER: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "",
        "Preamble",
        (
            "The Ministry of the Interior of the State of Qamaria, the Ministry of Public Safety of the Kingdom of Aldermark and the Ministry of the Interior of the Republic of Pellandia, hereinafter the Sides,",
            "recalling the exchange of letters on shared waters of 14 May 2025 between Qamaria and Aldermark,",
            "mindful of resolution 12 (2024) of the Conference of the Inner Sea, by which a state that warns its own public warns its neighbours within one hour,",
            "having in mind the night of 17 October 2026, in which a warning was five hours on its way,",
            "state the following intentions.",
        ),
    ),
    (
        "1",
        "Duty rooms",
        (
            "The duty rooms in Tell Qamar, Lindøy and Port Serin pass warnings to each other directly, at any hour, from 1 June 2027.",
            "The officer on watch decides. No other permission is needed in order to call.",
        ),
    ),
    (
        "2",
        "Events",
        (
            "Warnings are passed on floods of rivers that reach a coast, on storm surges, on storms of force ten and above, and on ships adrift with dangerous cargo.",
            "In doubt the officer on watch calls.",
        ),
    ),
    (
        "3",
        "Words",
        (
            "The Sides use the list of eleven words agreed by their experts. Each word has one meaning in English, Arabic, Aldermarkish and Pellandian.",
            "The first sentence of a warning says what people should do.",
        ),
    ),
    (
        "4",
        "Language, hours, test",
        (
            "The language of the line is English. Each Side keeps its own language at home.",
            "The line is tested on the first Monday of each month, at an hour drawn by lot. The first test is held on 7 June 2027.",
            "A call is answered within ten minutes, even if the answer is that there is none yet.",
        ),
    ),
    (
        "5",
        "Gauges",
        (
            "The Sides exchange lists of their gauges with the state of repair, on 1 March and 1 September of each year.",
            "Readings are open to the duty rooms of all three Sides.",
        ),
    ),
    (
        "6",
        "[Warnings given in good faith",
        (
            "A Side does not claim damages from another for a warning that was given in good faith and turned out not to be needed.]",
        ),
    ),
    (
        "7",
        "Training and exercises",
        (
            "Aldermark keeps four places a year in the course for duty officers. Pellandia offers two watch places of three months. Qamaria invites both Sides to a flood exercise on the Suhayl.",
        ),
    ),
    (
        "8",
        "Costs",
        ("Each Side pays its own end of the line and the travel of its own officers.",),
    ),
    (
        "9",
        "Nature of this letter",
        (
            "This letter states intentions. It creates no obligation under international law and may be ended by any Side with three months’ notice.",
            "Done in Halvenborg on __ March 2027 in four copies, in the English and the Arabic language.",
        ),
    ),
)


class Writer:
    """Sets running text down a page and begins a new one where it is full."""

    def __init__(self, canvas: Canvas, pages: int) -> None:
        self.canvas, self.pages, self.page = canvas, pages, 1
        self.y = 0.0
        self._begin()

    def _begin(self) -> None:
        self.canvas.setFillColor(HexColor("#1f6b3a"))
        self.canvas.setFont(BOLD, 9)
        for y in (HEIGHT - 14 * mm, 12 * mm):
            self.canvas.drawCentredString(WIDTH / 2, y, "RESTRICTED")
        self.canvas.setFillColor(HexColor(SOFT))
        self.canvas.setFont(TEXT, 8.5)
        self.canvas.drawString(LEFT, HEIGHT - 22 * mm, "Third draft, 15 February 2027")
        self.canvas.drawRightString(RIGHT, HEIGHT - 22 * mm, f"{self.page} of {self.pages}")
        self.y = HEIGHT - 38 * mm

    def next_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self._begin()

    def paragraph(
        self, text: str, face: str = TEXT, size: float = 11, indent: float = 0, after: float = 2.5
    ) -> None:
        """Ragged lines; never fewer than all of them on a page."""
        lines = simpleSplit(text, face, size, RIGHT - LEFT - indent)
        if self.y - len(lines) * size * 1.4 < 24 * mm:
            self.next_page()
        self.canvas.setFillColor(HexColor(INK))
        self.canvas.setFont(face, size)
        for line in lines:
            self.canvas.drawString(LEFT + indent, self.y, line)
            self.y -= size * 1.4
        self.y -= after * mm

    def number(self, text: str) -> None:
        self.canvas.setFillColor(HexColor(SOFT))
        self.canvas.setFont(TEXT, 11)
        self.canvas.drawRightString(LEFT + 5 * mm, self.y, text)


def canvas_for(name: str, title: str) -> Canvas:
    canvas = Canvas(str(FILES / name), pagesize=A4, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor("Invented for the sample of Briefer")
    return canvas


def letter() -> None:
    """Three pages: preamble, nine paragraphs, three signatures."""
    canvas = canvas_for(LETTER_FILE, "Draft letter of intent on direct warnings")
    write = Writer(canvas, 3)
    write.paragraph("Letter of intent", TEXT, 22, after=0)
    write.paragraph("on the direct passing of warnings between duty rooms", ITALIC, 13, after=8)
    for place, (number, title, texts) in enumerate(LETTER):
        if place in (4, 8):
            write.next_page()
        write.number(number)
        write.paragraph(title, BOLD, 10.5, indent=10 * mm, after=0.8)
        for text in texts:
            write.paragraph(text, indent=10 * mm)
        write.y -= 2.5 * mm
    write.y -= 20 * mm
    column = (RIGHT - LEFT - 10 * mm) / 3
    for place, side in enumerate(("Qamaria", "Aldermark", "Pellandia")):
        x = LEFT + 10 * mm + place * column
        canvas.setStrokeColor(HexColor(SOFT))
        canvas.line(x, write.y, x + column - 6 * mm, write.y)
        canvas.setFillColor(HexColor(INK))
        canvas.setFont(TEXT, 10)
        canvas.drawString(x, write.y - 5 * mm, f"for {side}")
    write.y -= 22 * mm
    write.paragraph(
        "Brackets: paragraph 6, asked for by Aldermark. This paper, the states and the persons are invented.",
        ITALIC,
        9,
        indent=10 * mm,
    )
    canvas.save()
    keep_standards(FILES / LETTER_FILE)


def keep_standards(path: Path) -> None:
    """ReportLab's fonts say of codes that nothing uses that they are U+0000: PDF/A forbids that."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                told = font.ToUnicode.read_bytes()
                font.ToUnicode.write(told.replace(b"> <0000>", b"> <0020>"))
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


# ----------------------------------------------------------------------------------------- plans


def _area(canvas: Canvas, points: Sequence[Point], colour: str) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.setFillColor(HexColor(colour))
    canvas.drawPath(path, stroke=0, fill=1)


def _coast(left: float, right: float, y: float, height: float, turn: float) -> list[Point]:
    """A shore line that waves a little."""
    return [
        (x, y + height * (math.sin(x / 31 + turn) + 0.5 * math.sin(x / 13 + 2 * turn)))
        for x in range(round(left), round(right) + 4, 4)
    ]


def _plan(
    canvas: Canvas,
    top: float,
    title: str,
    note: str,
    streets: Sequence[tuple[Point, Point]],
    walk: Sequence[Point],
    stops: Sequence[tuple[str, Point]],
    turn: float,
) -> None:
    """One plan, 90 mm high: water below, blocks between streets, the walk as a heavy line with numbered stops."""
    left, right, high = 25 * mm, WIDTH - 25 * mm, 82 * mm
    bottom = top - 12 * mm - high
    canvas.setFillColor(HexColor(INK))
    canvas.setFont(BOLD, 13)
    canvas.drawString(left, top, title)
    canvas.setFont(PLAIN, 9.5)
    canvas.setFillColor(HexColor(SOFT))
    canvas.drawString(left, top - 5.5 * mm, note)

    def at(point: Point) -> Point:
        return left + point[0] * mm, bottom + point[1] * mm

    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(left, bottom, right - left, high)
    canvas.clipPath(frame, stroke=0, fill=0)
    _area(canvas, [(left, bottom), (right, bottom), (right, top), (left, top)], LAND)
    canvas.setStrokeColor(HexColor("#ffffff"))
    canvas.setLineWidth(7)
    for start, end in streets:
        canvas.line(*at(start), *at(end))
    shore = _coast(left, right, bottom + 15 * mm, 2.2 * mm, turn)
    _area(canvas, [(left, bottom), *shore, (right, bottom)], WATER)
    canvas.setStrokeColor(HexColor(ROAD))
    canvas.setLineWidth(2.4)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    path.moveTo(*at(walk[0]))
    for point in walk[1:]:
        path.lineTo(*at(point))
    canvas.drawPath(path)
    for number, (name, point) in enumerate(stops, 1):
        x, y = at(point)
        canvas.setFillColor(HexColor(ROAD))
        canvas.circle(x, y, 8, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#ffffff"))
        canvas.setFont(BOLD, 9)
        canvas.drawCentredString(x, y - 3.2, str(number))
        canvas.setFillColor(HexColor(INK))
        canvas.setFont(PLAIN, 9.5)
        canvas.drawString(x + 12, y + 7, name)
    canvas.restoreState()
    canvas.setStrokeColor(HexColor("#8f8f8a"))
    canvas.setLineWidth(0.5)
    canvas.rect(left, bottom, right - left, high)


def plans() -> None:
    """Two pages: Halvenborg and Lindøy on the first, Port Serin and how to read on the second."""
    canvas = canvas_for("annex-1-walks-in-three-cities.pdf", "Walks in three cities")
    _plan(
        canvas,
        HEIGHT - 28 * mm,
        "Halvenborg: Ministry to Agency",
        "Four minutes on foot. No steps; a ramp on the left of the door at Havnegade 1.",
        [((0, 62), (160, 62)), ((0, 36), (160, 36)), ((38, 0), (38, 82)), ((84, 0), (84, 82)), ((128, 0), (128, 82))],
        [(20, 62), (38, 62), (38, 36), (84, 36), (84, 22), (104, 22)],
        [("Kongensvej 4, Ministry", (20, 62)), ("the square", (60, 36)), ("Havnegade 1, Agency", (104, 22))],
        0.4,
    )  # fmt: skip
    _plan(
        canvas,
        HEIGHT - 150 * mm,
        "Lindøy: station to Pilot House",
        "Twelve minutes on foot along the quays; cars for those who prefer.",
        [((0, 66), (160, 66)), ((0, 30), (160, 30)), ((26, 0), (26, 82)), ((112, 0), (112, 82))],
        [(14, 66), (26, 66), (26, 30), (66, 30), (112, 30), (112, 22), (136, 22)],
        [("Harbour Station", (14, 66)), ("Quay 2, Hotel Lantern", (66, 30)), ("Quay 7, Pilot House", (118, 22))],
        1.7,
    )  # fmt: skip
    canvas.showPage()
    _plan(
        canvas,
        HEIGHT - 28 * mm,
        "Port Serin: Town Hall to Ministry",
        "Nine minutes on foot, or by car through the inner court.",
        [((0, 58), (160, 58)), ((0, 34), (160, 34)), ((52, 0), (52, 82)), ((98, 0), (98, 82)), ((140, 0), (140, 82))],
        [(12, 34), (52, 34), (52, 58), (98, 58), (98, 66), (120, 66)],
        [("Place des Amarres 1", (12, 34)), ("arcade, if it rains", (60, 58)), ("Bulevard of the Republic 12", (104, 66))],
        2.9,
    )  # fmt: skip
    canvas.setFillColor(HexColor(INK))
    canvas.setFont(BOLD, 13)
    y = HEIGHT - 150 * mm
    canvas.drawString(25 * mm, y, "How to read the plans")
    canvas.setFont(PLAIN, 10.5)
    for line in (
        "The heavy line is the walk; the numbers are where the group waits for the last.",
        "North is at the top. The plans are not to scale; the minutes are.",
        "Protection walks ten metres ahead and ten behind. Press stays on the other pavement.",
        "If somebody is lost: Lina Sahlani, +999 1 555 0142.",
    ):
        y -= 7.5 * mm
        canvas.drawString(25 * mm, y, line)
    canvas.setFillColor(HexColor(SOFT))
    canvas.setFont(PLAIN, 9.5)
    canvas.drawString(25 * mm, y - 12 * mm, "Cities and streets are invented.")
    canvas.save()


def main() -> None:
    FILES.mkdir(parents=True, exist_ok=True)
    for face, file in FACES.items():
        pdfmetrics.registerFont(TTFont(face, str(RESOURCES / "fonts" / file)))
    letter()
    plans()
    print(f"two annexes in {FILES}")


if __name__ == "__main__":
    main()
