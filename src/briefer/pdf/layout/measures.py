"""The measures of the components: gaps, columns of tables, places inside a block. Data, no drawing.

Everything is mm as the page design has it; sheets and main columns are `paper`'s, sizes of type are
`type.STYLES`. Gaps are quarters of a row where nothing else is said.
"""

from dataclasses import dataclass
from typing import Literal

from briefer.pack import blocks
from briefer.pack.blocks import TableLayout
from briefer.pdf.type.styles import STYLES, Align, Style

QUARTER, HALF, THREE_QUARTERS, ROW = 1.25, 2.5, 3.75, 5.0
RULE_TO_TEXT = QUARTER
FOOT_GAP = HALF

HALF_WIDTH = 63.0
SECOND_HALF = 68.0
"""Two columns right of the axis: x of the second from where text begins."""

# ------------------------------------------------------------------------------------------- blocks

BETWEEN: dict[type[blocks.Block], tuple[float, float]] = {
    blocks.Labelled: (5, 5),
    blocks.LabelledRows: (5, 5),
    blocks.Strip: (5, 5),
    blocks.Line: (5, 5),
    blocks.History: (5, 5),
    blocks.People: (7.5, 7.5),
    blocks.Portraits: (7.5, 5),
    blocks.StopsLine: (7.5, 5),
    blocks.Biography: (0, 0),
    blocks.Who: (5, 5),
    blocks.Closed: (7.5, 5),
    blocks.Table: (5, 7.5),
    blocks.Figures: (7.5, 7.5),
    blocks.TwoColumns: (7.5, 7.5),
    blocks.CallFirst: (0, 10),
    blocks.Cards: (0, 0),
    blocks.Badges: (0, 0),
    blocks.Tents: (0, 0),
    blocks.Contents: (5, 10),
    blocks.BriefList: (15, 10),
    blocks.PagesInForce: (7.5, 7.5),
    blocks.Legend: (5, 5),
    blocks.FootLine: (5, 1.25),
    blocks.Cover: (0, 0),
    blocks.GuestCover: (0, 0),
    blocks.GuestDay: (16.5, 16.5),
    blocks.Message: (5, 5),
}
"""Space wanted above and below a block; between two blocks the greater of both counts."""
BEFORE_POINTS = 7.5
"""Above a labelled part in point size that follows one in body size."""
AFTER_POINTS = 6.0
"""Between points to make and what follows them: 1.5 under the last point and 4.5."""
SEPARATOR = THREE_QUARTERS
"""Above and below the rule between two things of a page."""
TIGHT_SEPARATOR = HALF
"""Where that spares the part a page."""
ROOMY_AFTER: tuple[type[blocks.Block], ...] = (blocks.Closed,)
ROOMY_BEFORE: tuple[type[blocks.Block], ...] = (blocks.Portraits, blocks.StopsLine)
"""Between these and a separator stands one row more: black cells and pictures want air."""

# ----------------------------------------------------------------------------------------- the line

MARK_DROP = 2.3
"""Centre of a mark under the top of its row; a bar stands on the x-height of its line."""
BAR_DROP = 2.6
CITY_DROP = 3.3
ITEM_GAP, STEP_GAP = 5.0, 2.5
WHOLE_ITEM = 1 / 3
"""Of the frame's height, sixteen lines: a programme item up to it stays whole, and leaves no more than that empty."""
ITEM_OVERLEAF = 4
"""Lines of a higher item that go to the next page at least."""
WHOLE_STEP = 40.0
"""Eight lines: a step, a past contact up to this height stays whole."""
SIDE_EXCESS = 3
"""A side column more than three lines longer than the main gives its last entries to the main."""
GLANCE_PITCH = 6.25
GLANCE_DAY_GAP = 2.5
GLANCE_CITY_GAP = 3.75
CITY_TO_COUNTRY = 2.0
SAMPLE_GAP = 1.5
"""In the legend, between a sample and its meaning."""
RAISED = 1.1
"""How far the +1 of the next day stands above its line."""
RAISED_APART = 0.7
"""How far it stands from the time where it comes on its left: +1 08:30 is no 108:30."""

# ---------------------------------------------------------------------------------------- text

PARAGRAPH_GAP = HALF
MEASURE = 11.4
"""mm a pt of size: a line so long has no more than eighty letters."""
DASH, DASH_INDENT = "–", 5.0
NUMBER_INDENT = 8.0
POINT_GAP: dict[str, float] = {"point": 1.5, "body": 1.9, "small": 1.25}
ADDRESSEE_GAP = HALF
ADDRESSEE_LINE = 6.0
"""The line of an addressee is no higher than this, however large the points are."""
QUOTE_WORDS = 60
"""A quotation of more words is set a size smaller."""
SPEAKER_GAP = 1.9
GUTTER = 5.0

# ---------------------------------------------------------------------------------------- people

FUNCTION_X = 7.0
PERSON_OVER, PERSON_UNDER = 1.25, 1.9
COMPACT_POST_X, COMPACT_NAME_WIDTH = 94.0, 55.0
PORTRAIT_PITCH, PORTRAIT_WIDTH, PORTRAIT_HEIGHT = 34.0, 29.0, 36.25
PORTRAITS_A_ROW = 5
INITIALS_SIZE = 0.36
"""Of the tile's width."""
BIOGRAPHY = 70.0
"""Three a page."""
WHOLE_ROW = 60.0

STOP_PITCH = {1: 51.0, 2: 85.0, 3: 51.0, 4: 42.5, 5: 34.0}
"""Ticks of the flat line by the number of stops; more stops stand in rows of five."""
STOPS_A_ROW = 5

# ---------------------------------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: place, measure, style of its cells, side on which they line up."""

    x: float
    width: float
    style: Style
    align: Align = "start"
    soft: bool = False
    """Plain words stand back; strong ones, such as "late", stand out."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The layout of a table. `rules_x` is where its rules begin; dense rows take 6.25."""

    columns: tuple[Column, ...]
    rules_x: float = 0.0
    dense: bool = False

    @property
    def over(self) -> float:
        """Space above the text of a row."""
        return 0.6 if self.dense else 1.25

    @property
    def under(self) -> float:
        """Space between the text of a row and its rule."""
        return 0.65 if self.dense else 1.25


HEAD_UNDER = 0.6
"""Between the head of a table and its rule."""

_BODY, _SMALL = STYLES["body"], STYLES["small"]
_KEY = STYLES["key"].but(leading=_SMALL.leading)
_PHONE = _BODY.but(size=11.5)

TABLES: dict[TableLayout, Columns] = {
    "instruments": Columns(
        (
            Column(0, 29, _KEY),
            Column(34, 85, _BODY),
            Column(124, 24, _KEY),
            Column(148, 17, _SMALL, "end"),
        )
    ),
    "follow-ups": Columns(
        (
            Column(0, 29, _BODY, soft=True),
            Column(34, 80, _BODY),
            Column(119, 29, _SMALL),
            Column(148, 17, _BODY, "end"),
        )
    ),
    "missing": Columns(
        (
            Column(34, 8.5, STYLES["label"]),
            Column(44, 56, _BODY),
            Column(102, 37, _BODY, soft=True),
            Column(141, 24, _BODY, soft=True),
        ),
        rules_x=34,
        dense=True,
    ),
    "editions": Columns(
        (
            Column(34, 8.5, _BODY),
            Column(44, 32, _BODY),
            Column(78, 58, _BODY),
            Column(140, 25, _BODY),
        ),
        rules_x=34,
        dense=True,
    ),
    "contacts": Columns(
        (
            Column(0, 32, _KEY),
            Column(34, 80, _BODY),
            Column(119, 46, _PHONE),
        )
    ),
    "legs": Columns(
        (
            Column(0, 29, _BODY),
            Column(34, 63, _BODY),
            Column(102, 29, _SMALL),
            Column(136, 29, _SMALL),
        )
    ),
    "items": Columns(
        (
            Column(0, 29, _BODY),
            Column(34, 80, _BODY),
            Column(119, 46, _SMALL),
        )
    ),
}

GROUP_GAP = 5.0
CONTENTS_PITCH = 6.25
BRIEF_TITLE_WIDTH, BRIEF_OWNER = 74.0, (110.0, 22.0)
BRIEF_TITLE_NARROW, BRIEF_OWNER_WIDE = 66.0, (102.0, 30.0)
"""Where most owners would take two lines."""
BRIEF_STATE = (133.0, 20.0)
BRIEF_PAGE = (153.0, 12.0)
FIGURES_A_ROW = 5
FIGURE_PITCH = 27.2
PAGES_A_ROW = (16, 12, 10, 8, 6, 5, 4, 3, 2, 1)
"""The first that gives each page's name room."""
KEY_WIDTHS = (13.0, 20.0, 26.0)
"""Of a column of short keys with their texts: the first in which the widest fits."""

# ---------------------------------------------------------------------------------------- closed

CLOSED_LABEL_WIDTH = 31.5
CLOSED_INSET = 3.0
CLOSED_OVER, CLOSED_UNDER = 2.5, 3.5
CLOSED_TEXT_WIDTH = 126.0

# ---------------------------------------------------------------------------------------- covers

COVER_TITLE_DROP, COVER_TITLE_HIGHEST = 50.0, 15.0
"""Of the title under the cover's rule; higher where there is much to say."""
COVER_LABEL_DROP = 5.0
COVER_STOP_PITCH, COVER_STOP_TIGHT = 13.5, 7.5
COVER_STOPS_GAP, COVER_STOPS_TIGHT = 22.5, 10.0
COVER_LOGO, GUEST_LOGO = (50.0, 14.0), (44.0, 16.0)
"""The room for an office's logo: it fills it in one direction."""
COVER_FREE = 7.5
"""At least, between the last city and the rule at the foot."""
COVER_FOOT = 3.75
"""The rows at the cover's foot end this far above the frame's edge."""

GUEST_TIME_WIDTH = 17.5
GUEST_ENTRY_GAP = 5.5
GUEST_RULE = 14.0

# ---------------------------------------------------------------------------------------- cards


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMeasures:
    """A card: from its edge to its text, from its top to the rule, from the rule to the points at least."""

    edge: float
    rule: float
    head: float
    under: float
    """Points end so far above the lower edge; what is more goes to a second card of the same number."""
    second: float
    """Of that, what a second row of its foot takes more."""
    number: str
    number_width: float
    style: str
    indent: float
    gap: float


CARD = CardMeasures(
    edge=10,
    rule=17.3,
    head=16.4,
    under=14.5,
    second=0.0,
    number="card number",
    number_width=15,
    style="card",
    indent=6,
    gap=2.5,
)
SMALL_CARD = CardMeasures(
    edge=5,
    rule=12.5,
    head=14,
    under=10,
    second=4.0,
    number="number",
    number_width=11,
    style="point",
    indent=5,
    gap=1.5,
)
"""Of which eight are cut from a sheet."""
SMALL_CARD_BELOW = 90.0
"""mm of width."""
CARDS_A_SHEET = 4
CARD_MARKING, CARD_FOOT = 10.5, 7.5
"""Baselines, from the upper and from the lower edge."""
CARD_FOOT_ROW = 4.0
"""mm that edition and copy stand over a marking that leaves them no room beside it."""
BESIDE_MARKING = 2.5
"""mm between a marking and what stands beside it."""
CARD_TITLE_DROP = 2.1
CUT_WEIGHT = 0.3
"""pt."""

# ---------------------------------------------------------------------------------------- badges, tents

BADGE_WIDTH, BADGE_HEIGHT = 85.0, 60.0
BADGES_ACROSS, BADGES_DOWN = 2, 4
BADGE_INSET, BADGE_DROP, BADGE_FOOT = 6.0, 2.5, 5.0
BADGE_NAMES = ("title", "title small", "head", "person")
BADGE_POSTS = ("body", "small", "foot")
TENT_NAMES = ("tent", "tent long", "cover")
"""A long name is set in the next smaller of these."""
TENT_EDGE = 18.0
TENT_MARK = 6.0
"""mm of the fold shown at either edge."""

LabelLook = Literal["label", "key", "strong"]
