"""The item card: what it shows by its height, and the look of each state.

Not here: where a card stands (`views.day_view`), and what it says (`models.cards`).
"""

import re
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPalette,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import Brush, apart, dashed, lines, safely
from briefer.gui.models.cards import Badge, Card
from briefer.gui.models.day import CARD_ROLE

FULL, TWO, ONE = 54, 36, 20
"""Least drawn heights of a card with place and people, with two rows, with one row; lower is a strip."""
NARROW = 132
BAR = 4
FADE = 9
_SMALL_RADIUS, _RADIUS = 3, 7
_ROW_TIME, _ROW_TITLE, _ROW_MORE = 15, 17, 15
_TWO_STRIPS = 22
_FEW, _FEWEST = 6, 4
"""Letters of a title for which signs give way, and under which it is left to the tip: two of them tell nothing."""


class Line(NamedTuple):
    """What stands beside the time of a card, and how the time is told there."""

    times: str
    icon: bool = True
    badges: tuple[Badge, ...] = ()
    number: bool = True
    title: bool = True
    """In a card of one row."""


class Content(NamedTuple):
    """What a card shows, top to bottom; the test of heights reads it."""

    times: str
    title: tuple[str, ...]
    more: tuple[str, ...] = ()
    """What happens to clocks on the way, place and people."""


def content(card: Card, width: int, height: int) -> Content:
    """What a card shows at a size: as many whole rows as fit, none cut through.

    Lower than two rows it is one: the short time, then the title.
    """
    narrow = width < theme.scaled(NARROW)
    if height < theme.scaled(TWO):
        return Content(_short_times(card), (card.item.title,))
    times = shown.digits(card.item.start) if narrow else card.times
    if card.listed:
        times = " ".join(filter(None, (card.called, card.times)))
    elif card.strand and not narrow:
        times = f"{shown.isolated(times)}  {shown.isolated(card.strand)}"
    room = height - theme.scaled(5) - theme.scaled(_ROW_TIME)
    fit = max(1, min(2, room // theme.scaled(_ROW_TITLE)))
    title = lines(card.item.title, theme.font("title"), width - theme.scaled(17), fit)
    if height < theme.scaled(FULL):
        return Content(times, tuple(title))
    room -= theme.scaled(_ROW_TITLE) * len(title)
    rows = max(0, room // theme.scaled(_ROW_MORE))
    return Content(times, tuple(title), tuple(_more(card, width - theme.scaled(17), rows)))


def _more(card: Card, width: int, rows: int) -> list[str]:
    """What happens to clocks on the way, place and people, a line each; what is longer has free ones too.

    Clocks are told whole before anything else is.
    """
    font, found = theme.font("label"), list[str]()
    if card.clocks:
        found = _counted(card.clocks, font, width, max(1, min(2, rows)))[:rows]
    some = [words for words in dict.fromkeys((card.place, card.people)) if words]
    some = some[: rows - len(found)]
    spare = rows - len(found) - len(some)
    for words in some:
        short = people_words(card, font, width) if words == card.people else words
        broken = _counted(words, font, width, 1 + min(spare, 2))
        fits = QFontMetrics(font).horizontalAdvance(short) <= width and "…" not in short
        if len(broken) == 1 or (fits and "…" in broken[-1]):
            broken = [short]
        spare -= len(broken) - 1
        found += broken
    return found


def _counted(words: str, font: QFont, width: int, most: int) -> list[str]:
    """A text in lines, none of which ends between a number and what it counts."""
    tied = re.sub(r"(?<=\d) ", "\N{NO-BREAK SPACE}", words)
    return [one.replace("\N{NO-BREAK SPACE}", " ") for one in lines(tied, font, width, most)]


def people_words(card: Card, font: QFont, width: int) -> str:
    """Who takes part; in less room who is named and how many others, of whom the name gives way."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(card.people) <= width or not (card.named and card.others):
        return card.people
    count = f" +{shown.digits(card.others)}"
    room = width - metrics.horizontalAdvance(count) - 1
    if room < metrics.averageCharWidth() * _FEW:
        return card.people
    return metrics.elidedText(card.named, Qt.TextElideMode.ElideRight, room) + count


def time_line(card: Card, width: int) -> Line:
    """The line over the title at a width: the time is never cut; what stands beside it goes, the sign of trouble last."""
    font = _fonts(card)[0]
    narrow = width < theme.scaled(NARROW)
    room = width - _inset(card) - theme.scaled(7)
    short = _short_times(card) or content(card, width, theme.scaled(FULL)).times
    whole = content(card, width, theme.scaled(FULL)).times
    plain = whole if card.listed or narrow else card.times
    badges = card.badges[: 1 if narrow else 3]
    numbered = bool(card.number) and not card.listed
    icon = not narrow and _kind_says_more(card, badges)
    wanted = [Line(times, icon, badges, numbered) for times in dict.fromkeys((whole, plain, short))]
    if narrow:
        wanted = [Line(short, icon, badges, numbered)]
    elif card.listed and icon:  # of those without days the sign tells the kind
        wanted.append(Line(card.called, icon, badges, numbered))
    wanted += [Line(short, False, badges[:count], numbered) for count in range(len(badges), 0, -1)]
    wanted += [Line(short, False, badges[:1], False), Line(short, False, (), False)]
    return next((one for one in wanted if _width(card, one, font) <= room), wanted[-1])


def one_row(card: Card, width: int, *, strip: bool = False) -> Line:
    """The one row of a low card: signs give way to a title of some letters; one of fewer is left out, not the time."""
    time_font, title_font = _fonts(card, strip=strip)
    advance = QFontMetrics(title_font).horizontalAdvance
    narrow = width < theme.scaled(NARROW)
    room = width - _inset(card) - 6
    badges = card.badges[: 1 if strip or narrow else 2]
    icon = not narrow and card.fill != "engagement" and _kind_says_more(card, badges)
    short, title = _short_times(card), card.item.title
    wanted = [Line(short, icon, badges, False)]
    wanted += [Line(short, False, badges[:count], False) for count in range(len(badges), -1, -1)]
    gap = theme.scaled(5) if short else 0

    def fits(line: Line, letters: int) -> bool:
        least = advance(title if len(title) <= letters else f"{title[:letters]}…") if letters else 0
        return _width(card, line, time_font) + gap + least <= room

    for letters, some in ((_FEW, wanted), (_FEWEST, wanted[-1:])):
        if found := next((one for one in some if fits(one, letters)), None):
            return found
    if not card.item.start:  # words such as "late morning" go before the title
        line, gap = Line("", False, badges[:1], False), 0
        return line if fits(line, _FEWEST) else line._replace(badges=())
    without, gap = [one._replace(title=False) for one in wanted], 0
    return next((one for one in without if fits(one, 0)), without[-1])


def _kind_says_more(card: Card, badges: tuple[Badge, ...]) -> bool:
    """Whether the sign of the kind says more than the badges: that of internal items is one of them."""
    return all(badge.icon != card.icon for badge in badges)


def _inset(card: Card) -> int:
    return theme.scaled(10 if card.fill == "engagement" else 7)


def _width(card: Card, line: Line, font: QFont) -> int:
    """What time and signs take beside each other."""
    metrics, chip = QFontMetrics(font), QFontMetrics(theme.font("small"))
    sign = theme.scaled(13) + 4
    badges = sum(
        sign if badge.icon else chip.horizontalAdvance(badge.words) + theme.scaled(16) + 6
        for badge in line.badges
    )
    number = chip.horizontalAdvance(card.called) + theme.scaled(5) if line.number else 0
    return metrics.horizontalAdvance(line.times) + sign * line.icon + badges + number


def head_height(card: Card, width: int, height: int) -> int:
    """How far down time and title reach in a card: what is typed on it covers them, and no line in part."""
    if height < theme.scaled(FULL):
        return height
    rows = len(content(card, width, height).title)
    return 4 + theme.scaled(_ROW_TIME) + theme.scaled(_ROW_TITLE) * rows + 1


def paint_card(brush: Brush, card: Card, state: QStyle.StateFlag, *, keyboard: bool) -> None:
    """Draw a card into the brush's box. `keyboard`: its column has the keyboard; State_Active: one of them has it."""
    painter = brush.painter
    with apart(painter):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(brush, card, state)
        strip = brush.box.height() < theme.scaled(ONE)
        if strip or brush.box.height() < theme.scaled(TWO):
            _paint_row(brush, card, strip=strip)
        else:
            _paint_rows(brush, card)
        if keyboard and state & QStyle.StateFlag.State_HasFocus:
            radius = (_SMALL_RADIUS if strip else _RADIUS) + 2
            brush.rounded(brush.box.adjusted(-3, -3, 3, 3), radius, None, brush.colour("accent"), 2)


class CardDelegate(QStyledItemDelegate):
    """Draws the card of an index."""

    # Qt's own names

    @safely
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        card: Card = index.data(CARD_ROLE)
        keyboard = option.widget.hasFocus()
        paint_card(Brush.of(painter, option), card, option.state, keyboard=keyboard)


# ------------------------------------------------------------------------------------ the ground


def _paint_ground(brush: Brush, card: Card, state: QStyle.StateFlag) -> None:
    painter, box = brush.painter, brush.box
    radius = _SMALL_RADIUS if box.height() < theme.scaled(ONE) else _RADIUS
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    fill = _fill(brush, card, state)
    path = _outline(brush, card, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_faded(brush, card, fill))
    painter.drawPath(path)
    if card.fill == "internal" and card.item.status != "cancelled":
        painter.setBrush(QBrush(brush.colour(QPalette.ColorRole.Mid), Qt.BrushStyle.BDiagPattern))
        painter.drawPath(path)
    if card.fill == "engagement" and card.item.status != "cancelled":
        _paint_bar(brush, card, path)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    accent = brush.colour("accent")
    if card.item.status == "cancelled":
        painter.setPen(dashed(brush.colour("secondary"), Qt.PenStyle.DotLine, 1))
    elif card.clash:
        painter.setPen(brush.colour("danger"))
    elif card.unsure:
        painter.setPen(dashed(accent))
    elif card.fill in ("free", "internal"):
        painter.setPen(brush.colour(QPalette.ColorRole.Mid))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    if card.clash or chosen:
        pen = painter.pen()
        pen.setWidthF(1.6)
        if chosen and not card.clash:
            pen = dashed(accent, width=2) if card.unsure else pen
            pen.setColor(accent)
            pen.setWidthF(2)
            pen.setStyle(pen.style() if card.unsure else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
    painter.drawPath(path)


def _fill(brush: Brush, card: Card, state: QStyle.StateFlag) -> QColor:
    """The colour of the ground: a tint of the accent over Base by state, or the colour of its kind."""
    base = brush.colour(QPalette.ColorRole.Base)
    accent = brush.colour("accent")
    if card.clash:
        accent = brush.colour("danger")
    if state & QStyle.StateFlag.State_Selected:
        here = state & QStyle.StateFlag.State_Active
        return theme.mix(accent, theme.TINTS["chosen" if here else "row"], base)
    if state & QStyle.StateFlag.State_MouseOver:
        return theme.mix(accent, theme.TINTS["hover"], base)
    if card.item.status == "cancelled" or card.fill == "free":
        return base
    if card.clash:
        return theme.mix(accent, theme.TINTS["clash"], base)
    if card.fill == "travel":
        return brush.colour("travel")
    if card.fill == "internal":
        return brush.colour(QPalette.ColorRole.AlternateBase)
    share = "tentative" if card.unsure else "engagement"
    return theme.mix(accent, theme.TINTS[share], base)


def _faded(brush: Brush, card: Card, fill: QColor) -> QBrush:
    """The fill, fading at both edges when the time is approximate and over the lower half when the end is open."""
    base = brush.colour(QPalette.ColorRole.Base)
    box = QRectF(brush.box)
    if not card.item.start or card.item.time_form not in ("about", "open"):
        return QBrush(fill)
    gradient = QLinearGradient(box.topLeft(), box.bottomLeft())
    if card.item.time_form == "about":
        edge = min(0.5, FADE / box.height())
        for at, colour in ((0, base), (edge, fill), (1 - edge, fill), (1, base)):
            gradient.setColorAt(at, colour)
    elif not card.item.end:
        for at, colour in ((0, fill), (0.5, fill), (1, base)):
            gradient.setColorAt(at, colour)
    else:
        return QBrush(fill)
    return QBrush(gradient)


def _paint_bar(brush: Brush, card: Card, path: QPainterPath) -> None:
    painter = brush.painter
    bar = brush.place(QRect(brush.box.left(), brush.box.top(), BAR, brush.box.height()))
    colour = brush.colour("danger" if card.clash else "accent")
    with apart(painter):
        painter.setClipPath(path)
        if card.unsure:
            for top in range(bar.top(), bar.bottom(), 9):
                painter.fillRect(QRect(bar.left(), top, bar.width(), 5), colour)
        else:
            painter.fillRect(bar, _faded(brush, card, colour))


def _outline(brush: Brush, card: Card, radius: float) -> QPainterPath:
    """The card's edge; torn where it goes on in another column."""
    box = QRectF(brush.box).adjusted(0.5, 0.5, -0.5, -0.5)
    path = QPainterPath()
    if not card.torn_before and not card.torn_after:
        path.addRoundedRect(box, radius, radius)
        return path
    tooth = 4.0
    whole = QPainterPath()
    whole.addRoundedRect(
        box.adjusted(
            0, -2 * radius if card.torn_before else 0, 0, 2 * radius if card.torn_after else 0
        ),
        radius,
        radius,
    )
    path.moveTo(box.left(), box.top() + (tooth if card.torn_before else 0))
    steps = max(2, int(box.width() // 8))
    width = box.width() / steps
    for step in range(steps):
        if card.torn_before:
            path.lineTo(box.left() + (step + 0.5) * width, box.top())
            path.lineTo(box.left() + (step + 1) * width, box.top() + tooth)
    path.lineTo(box.right(), box.top() + (tooth if card.torn_before else 0))
    path.lineTo(box.right(), box.bottom() - (tooth if card.torn_after else 0))
    for step in range(steps):
        if card.torn_after:
            path.lineTo(box.right() - (step + 0.5) * width, box.bottom())
            path.lineTo(box.right() - (step + 1) * width, box.bottom() - tooth)
    path.lineTo(box.left(), box.bottom() - (tooth if card.torn_after else 0))
    path.closeSubpath()
    return path.intersected(whole)


# -------------------------------------------------------------------------------------- the words


def _colours(brush: Brush, card: Card) -> tuple[QColor, QColor]:
    """Of the title, and of everything else."""
    quiet = brush.colour("secondary")
    cancelled = card.item.status == "cancelled"
    return quiet if cancelled else brush.colour(QPalette.ColorRole.Text), quiet


def _fonts(card: Card, *, strip: bool = False) -> tuple[QFont, QFont]:
    """Of the time, and of the title."""
    time, title = (
        theme.font("strip" if strip else "small"),
        theme.font("strip" if strip else "title"),
    )
    if strip:
        title.setWeight(QFont.Weight.DemiBold)
    time.setWeight(QFont.Weight.Normal)
    title.setStrikeOut(card.item.status == "cancelled")
    return time, title


def _paint_row(brush: Brush, card: Card, *, strip: bool) -> None:
    """Time and title in one row, with the gravest badges where the title has room beside them."""
    box = brush.box
    narrow = box.width() < theme.scaled(NARROW)
    title_colour, quiet = _colours(brush, card)
    time_font, title_font = _fonts(card, strip=strip)
    line = one_row(card, box.width(), strip=strip)
    if card.listed and _paint_listed(brush, card):
        return
    if narrow and box.height() >= theme.scaled(_TWO_STRIPS):
        words = QFontMetrics(title_font).horizontalAdvance(card.item.title)
        if _width(card, line, time_font) + words > box.width() - _inset(card) - theme.scaled(11):
            _paint_strips(brush, card)
            return
    left = box.left() + _inset(card)
    end = _paint_badges(brush, line.badges, box.right() + 1 - 6, box.center().y() + 1)
    if line.icon:
        size = theme.scaled(11 if strip else 13)
        brush.icon(QRect(left, box.center().y() - size // 2 + 1, size, size), card.icon, quiet)
        left += size + 4
    used = brush.text(
        QRect(left, box.top(), end - left, box.height()), line.times, time_font, quiet
    )
    left += used + (theme.scaled(5) if used else 0)
    if not line.title:
        return
    title = brush.text(
        QRect(left, box.top(), end - left, box.height()), card.item.title, title_font, title_colour
    )
    left += title + theme.scaled(8)
    more = card.clocks or card.place
    if not strip and more and end - left > theme.scaled(60) and not narrow:
        brush.text(
            QRect(left, box.top(), end - left, box.height()), more, theme.font("label"), quiet
        )


def _paint_listed(brush: Brush, card: Card) -> bool:
    """A way in a list of items without days, in two lines where one is too short: where it goes stands at its end."""
    box = brush.box
    size, title_font = theme.scaled(13), _fonts(card)[1]
    left = box.left() + _inset(card) + size + 4
    end = box.right() - theme.scaled(6)
    badges = len(card.badges[:2]) * (size + 4)
    if QFontMetrics(title_font).horizontalAdvance(card.item.title) <= end - left - badges:
        return False
    title_font.setPointSizeF(theme.font("strip").pointSizeF())
    step = QFontMetrics(title_font).height() - 1
    if box.height() < 2 * step:
        return False
    colour, quiet = _colours(brush, card)
    end = _paint_badges(brush, card.badges[:2], end, box.center().y() + 1)
    sign = QRect(box.left() + _inset(card), box.center().y() - size // 2 + 1, size, size)
    brush.icon(sign, card.icon, quiet)
    some = lines(card.item.title, title_font, end - left, 2)
    top = box.center().y() + 1 - step * len(some) // 2
    for at, words in enumerate(some):
        brush.text(QRect(left, top + at * step, end - left, step), words, title_font, colour)
    return True


def _paint_strips(brush: Brush, card: Card) -> None:
    """Time over title, both small: a narrow card that is too low for two rows and high enough for two lines."""
    box = brush.box
    title_colour, quiet = _colours(brush, card)
    time_font, title_font = _fonts(card, strip=True)
    left, room = box.left() + _inset(card), box.width() - _inset(card) - 5
    height = box.height() // 2
    low = height < QFontMetrics(title_font).height() - 1  # nothing reaches below the card
    upper = QRect(left, box.top() + (-1 if low else 1), room, height)
    line = one_row(card, box.width(), strip=True)
    badges = card.badges[:1]
    if _width(card, line._replace(badges=badges, icon=False), time_font) <= room:
        _paint_badges(brush, badges, left + room, upper.center().y() + 1)
    brush.text(upper, _short_times(card), time_font, quiet)
    lower = QRect(left, upper.bottom(), room, height)
    brush.text(lower, card.item.title, title_font, title_colour)


def _short_times(card: Card) -> str:
    if card.torn_before or card.listed:
        return "" if card.listed else card.times
    about = "≈ " if card.item.time_form == "about" else ""
    return about + shown.digits(card.item.start) if card.item.start else card.times


def _paint_rows(brush: Brush, card: Card) -> None:
    """The time line, the title, then as many whole rows as fit."""
    box = brush.box
    title_colour, quiet = _colours(brush, card)
    time_font, title_font = _fonts(card)
    left = box.left() + theme.scaled(10 if card.fill == "engagement" else 7)
    top = box.top() + (theme.scaled(8) if card.listed else 4)
    shown_rows = content(card, box.width(), box.height())
    line = theme.scaled(_ROW_TIME + (4 if card.listed else 0))
    end = box.right() + 1 - theme.scaled(7)
    beside = time_line(card, box.width())
    if beside.number:
        end = _paint_number(brush, card, end, top + line // 2)
    end = _paint_badges(brush, beside.badges, end, top + line // 2)
    start = left
    if beside.icon:
        size = theme.scaled(13)
        brush.icon(QRect(start, top + (line - size) // 2, size, size), card.icon, quiet)
        start += size + 4
    brush.text(QRect(start, top, end - start, line), beside.times, time_font, quiet)
    top += line
    width = box.right() - theme.scaled(6) - left
    for row in shown_rows.title:
        step = theme.scaled(_ROW_TITLE)
        brush.text(QRect(left, top, width, step), row, title_font, title_colour)
        top += step
    for row in shown_rows.more:
        step = theme.scaled(_ROW_MORE)
        of_clocks = card.clocks and row.rstrip("…") in card.clocks
        colour = brush.colour("accent") if of_clocks else quiet
        brush.text(QRect(left, top, width, step), row, theme.font("label"), colour)
        top += step


def _paint_number(brush: Brush, card: Card, end: int, middle: int) -> int:
    """The item's number: outlined while provisional; gives where it begins."""
    if not card.number or card.listed:
        return end
    font = theme.font("small")
    font.setWeight(QFont.Weight.Normal)
    width = QFontMetrics(font).horizontalAdvance(card.called)
    box = QRect(end - width, middle - theme.scaled(8), width, theme.scaled(16))
    brush.text(box, card.called, font, brush.colour("secondary"), Qt.AlignmentFlag.AlignHCenter)
    return end - width - theme.scaled(5)


def _paint_badges(brush: Brush, badges: tuple[Badge, ...], end: int, middle: int) -> int:
    """Badges from the end; gives where the first begins."""
    size = theme.scaled(13)
    for badge in reversed(badges):
        if not badge.icon:
            end = (
                brush.chip(end, middle - 1, badge.words, brush.colour("secondary"), filled=False)
                - 6
            )
            continue
        brush.icon(
            QRect(end - size, middle - size // 2, size, size),
            badge.icon,
            brush.colour(badge.colour),
        )
        end -= size + 4
    return end
