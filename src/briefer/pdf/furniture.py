"""What stands around the frame of every page: marking, running head, foot, folio, square code.

All of it is artifact: a reader hears the content only. Baselines come from the paper (`paper.PAPERS`).
Not here: the opener of a part (`pages`), anything inside the frame.
"""

from dataclasses import replace

from briefer.pack.blocks import GuestCover, Issue, Marking, Pack, Run
from briefer.pack.page_map import grouped
from briefer.pdf.annexes.reading import numbered
from briefer.pdf.layout.covers import foot_of_card
from briefer.pdf.layout.measures import CARD_FOOT_ROW
from briefer.pdf.layout.pen import Pen
from briefer.pdf.paper import INK, Paper
from briefer.pdf.sheets import Pages, Sheet
from briefer.pdf.squares import dark_runs
from briefer.pdf.type.setting import Setter, Setting
from briefer.pdf.type.styles import STYLES, Align, Style

MARKING_LINES = 2
_MARKING_LEADING = 4.0
_MODULE = 0.5
_SQUARE = 10.5
_SQUARE_GAP = 2.5
_SQUARE_TOP = -3.1
"""mm from the foot's first baseline to the top of the square code."""
_BOUND, _FREE = 0.62, 0.36
_BOUND_NARROW, _FREE_NARROW = 0.72, 0.26
"""Of the frame's width, for the edition and for the page number."""
_HEAD_GAP = 2.4
_WIDE_CODE = "HHHH HHHH HH"
_BETWEEN_HEADS = 5.0
"""The least space between the two halves of a running head."""


def marking_setting(marking: Marking, paper: Paper, setter: Setter) -> Setting:
    """The marking in lines as wide as the frame."""
    style = STYLES["marking"].but(colour=marking.colour)
    return setter.set(marking.banner, style, paper.frame, align="center", balance=True)


def fitted(paper: Paper, pack: Pack, setter: Setter) -> Paper:
    """The paper with as many rows at its foot as edition, copy, page and marking need beside each other.

    A large sheet has room for all of them; on a narrow one a long edition takes two lines, and a long marking the row
    that the page code would share with it.
    """
    if not paper.narrow or pack.look in ("guest", "card"):
        return paper
    issue, style = pack.issue, STYLES["foot"]
    lines = len(_edition(issue, paper, setter, "start").lines)
    corner = max(setter.width(_WIDE_CODE, style), setter.width(issue.copy, style))
    markings = {part.marking or pack.marking for section in pack.sections for part in section.parts}
    widest = max(
        (marking_setting(each, paper, setter).natural_width for each in markings), default=0.0
    )
    own = widest / 2 + _SQUARE_GAP + corner > paper.frame / 2
    return _with_foot(paper, lines, code_row=own)


def fitted_for_both(one: Paper, other: Paper) -> Paper:
    """The paper of facing pages: each side has the rows that either needs."""
    lines = max(paper.foot_rows - paper.code_row for paper in (one, other))
    return _with_foot(one, lines, code_row=one.code_row or other.code_row)


def _with_foot(paper: Paper, lines: int, *, code_row: bool) -> Paper:
    rows = lines + code_row
    bottom = paper.bottom - (rows - paper.foot_rows) * paper.row
    return replace(paper, foot_rows=rows, code_row=code_row, bottom=bottom)


def draw(pen: Pen, pages: Pages, sheet: Sheet) -> None:
    """Everything around the frame of one sheet."""
    look = pages.pack.look
    marking = _marking(pen, sheet)
    # smaller sheets have their marking where a running head would stand
    headed = look == "working" and bool(sheet.page or sheet.part.running)
    if marking is not None or headed:
        with pen.around("Header"):
            if marking is not None:
                # a second line goes outwards
                outwards = (len(marking.lines) - 1) * _MARKING_LEADING
                _at(pen, marking, 0, pen.paper.marking_head - outwards)
            if headed:
                _running_head(pen, pages, sheet)
    with pen.around("Footer"):
        _foot(pen, pages, sheet)
        if marking is not None:
            _at(pen, marking, 0, pen.paper.marking_foot)


def _foot(pen: Pen, pages: Pages, sheet: Sheet) -> None:
    look = pages.pack.look
    if look == "guest":
        _guest_folio(pen, pages, sheet)
    elif look == "card":
        _card_foot(pen, pages, sheet)
    else:
        if sheet.page is not None:
            _bound_side(pen, pages, sheet)
        _free_side(pen, pages, sheet)


def _marking(pen: Pen, sheet: Sheet) -> Setting | None:
    """The marking in two lines at most: a third would leave the sheet, and `page_findings` tells."""
    if not sheet.marking.banner:
        return None
    setting = marking_setting(sheet.marking, pen.paper, pen.setter)
    return setting if len(setting.lines) <= MARKING_LINES else setting.split(MARKING_LINES)[0]


def _running_head(pen: Pen, pages: Pages, sheet: Sheet) -> None:
    paper, setter = pen.paper, pen.setter
    style = STYLES["foot"]
    label = sheet.part.label
    if sheet.part.running and sheet.page is not None:
        label = numbered(sheet.part.running, sheet.page, len(pages.parts[sheet.part_index].shape()))
    number = setter.set((Run(label, "accent"),), style.but(weight="semibold"), paper.frame)
    x = number.natural_width + _HEAD_GAP if label else 0.0
    right = setter.set(pages.pack_of(sheet).short_title, style, paper.frame, align="end")
    left_width = setter.width(sheet.part.title, style)
    room = paper.frame - x
    if left_width + right.natural_width + _BETWEEN_HEADS <= room:
        pen.artifact_text(right, 0, paper.head - style.first)
    title = sheet.part.title
    if left_width > room:
        title = _cut_at_word(title, style, room, setter)
    pen.artifact_text(number, 0, paper.head - style.first)
    pen.artifact_text(setter.set(title, style, room), x, paper.head - style.first)


def _cut_at_word(text: str, style: Style, room: float, setter: Setter) -> str:
    """The only cut allowed: the whole title stands on the opener."""
    words = text.split()
    while len(words) > 1:
        words.pop()
        shorter = " ".join(words) + " …"
        if setter.width(shorter, style) <= room:
            return shorter
    return text


def _bound_side(pen: Pen, pages: Pages, sheet: Sheet) -> None:
    """Edition and date, copy."""
    issue, paper = pages.pack_of(sheet).issue, pen.paper
    bound = pages.bound_at_label(sheet)
    align: Align = "start" if bound else "end"
    setting = _edition(issue, paper, pen.setter, align)
    x = 0.0 if bound else paper.frame - setting.width
    up = (len(setting.lines) - 1) * setting.style.leading if paper.narrow else 0.0
    _at(pen, setting, x, _edition_row(paper) - up)
    if issue.copy:
        copy = pen.setter.set(issue.copy, STYLES["foot"], setting.width, align=align)
        _at(pen, copy, x, _code_row(paper))


def _edition(issue: Issue, paper: Paper, setter: Setter, align: Align) -> Setting:
    runs = (Run(issue.edition, ""), Run(issue.made, "soft"))
    width = paper.frame * (_BOUND_NARROW if paper.narrow else _BOUND)
    return setter.set(runs, STYLES["foot"].but(colour=INK), width, align=align)


def _edition_row(paper: Paper) -> float:
    """The baseline of the edition's last line, and of the page."""
    return paper.foot - STYLES["foot"].leading * paper.code_row


def _code_row(paper: Paper) -> float:
    """The baseline of the copy and of the page code."""
    return paper.foot if paper.code_row else paper.foot_second


def _card_foot(pen: Pen, pages: Pages, sheet: Sheet) -> None:
    """Beside the marking or over it the edition and the copy; a card has no room for more."""
    paper = pen.paper
    made = foot_of_card(pen.setter, sheet.marking, pages.pack.issue, paper.frame)
    baseline = paper.foot - (made.rows - 1) * CARD_FOOT_ROW
    _at(pen, made.edition, 0.0, baseline)
    _at(pen, made.copy, paper.frame / 2, baseline)


def _free_side(pen: Pen, pages: Pages, sheet: Sheet) -> None:
    """Page number, page code, and the square code at the edge."""
    pack, paper = pages.pack_of(sheet), pen.paper
    bound = pages.bound_at_label(sheet)
    style = STYLES["foot"].but(colour=INK)
    inset = _SQUARE + _SQUARE_GAP if paper.square else 0.0
    width = paper.frame * (_FREE_NARROW if paper.narrow else _FREE)
    align: Align = "end" if bound else "start"
    x = paper.frame - inset - width if bound else inset
    # the number is larger than the words around it: set as neighbours on one baseline
    pieces = [pen.setter.set(f"{pack.page_words} ", style, width)] if pack.page_words else []
    pieces.append(pen.setter.set(sheet.name, "folio", width))
    if pack.counting == "through":
        pieces.append(pen.setter.set(f"{pack.page_of} {len(pages.sheets)}", style, width))
    _in_a_row(pen, pieces, x, width, _edition_row(paper), align)
    code = pen.setter.set(grouped(sheet.code), STYLES["foot"], width, align=align)
    _at(pen, code, x, _code_row(paper))
    if paper.square:
        left = paper.frame - _SQUARE if bound else 0.0
        _square(pen, sheet.code, left, paper.foot + _SQUARE_TOP)


def _guest_folio(pen: Pen, pages: Pages, sheet: Sheet) -> None:
    if sheet.page is None or any(isinstance(block, GuestCover) for block in sheet.part.blocks):
        return
    align: Align = "end" if pages.bound_at_label(sheet) else "start"
    folio = pen.setter.set(sheet.name, "guest folio", pen.paper.frame, align=align)
    _at(pen, folio, 0, pen.paper.foot)


def _in_a_row(
    pen: Pen, pieces: list[Setting], x: float, width: float, baseline: float, align: Align
) -> None:
    space = 0.9
    total = sum(piece.natural_width for piece in pieces) + space * (len(pieces) - 1)
    at = x + width - total if align == "end" else x
    for piece in pieces:
        _at(pen, replace(piece, width=piece.natural_width), at, baseline)
        at += piece.natural_width + space


def _at(pen: Pen, setting: Setting, x: float, baseline: float) -> None:
    pen.artifact_text(setting, x, baseline - setting.style.first)


def _square(pen: Pen, code: str, left: float, top: float) -> None:
    """The page code for a scanner: ink on white, never mirrored."""
    pen.squares(dark_runs(code), left, top, _MODULE)
