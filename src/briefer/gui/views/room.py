"""Which panes of a screen stand beside each other: panels, lists and the work, by the room that there is.

No pane ever lies over another. Laid over the work from its edge, a panel cut words, fields and tables in two, and what
was below it could be neither read nor reached; so a panel stands beside the work as long as that keeps `WORK`, and
where it would keep less, the panel has the whole place until it is closed. A list goes before the work is squeezed: it
is where one came from, and it comes back when the panel goes. Not here: which panels a screen has (the screens), those
that every place shares (`end_panels`).
"""

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from briefer.gui import theme
from briefer.gui.views.controls import small_tool
from briefer.gui.views.panes import Panes

WORK = 480
"""What the work keeps beside a panel, at 10 pt type."""
Side = Literal["lists", "work"]


class Needs(NamedTuple):
    """How wide a pane is at the least, and as it is at first or was drawn."""

    least: int
    usual: int


class Shown(NamedTuple):
    """Which panes stand there."""

    work: bool
    lists: bool
    panels: tuple[int, ...]
    """The places of the panels among those that are wanted."""


def stands_beside(whole: int, panel: int, work: int) -> bool:
    """Whether a panel so wide leaves the work what it needs."""
    return whole - panel >= work


def shown_panes(
    whole: int,
    least: int,
    roomy: int,
    lists: Sequence[Needs],
    panels: Sequence[Needs],
    called: int | None,
    line: int,
) -> Shown:
    """What stands in a place `whole` wide, of the panels that are wanted, the latest first; all in pixels.

    The panel that was `called` by hand is there in any case, and may leave the work `least`, as lists may where no
    panel is. What else is there beside a panel, and a panel that nobody has called, leaves it `roomy`; a second panel
    takes all its usual width. `line` is what stands between two panes.
    """

    def taken(with_lists: bool, some: Sequence[int]) -> int:
        left = [one.least for one in lists] if with_lists else []
        widths = [panels[at].least if len(some) == 1 else panels[at].usual for at in some]
        return sum(left) + sum(widths) + line * (len(left) + len(widths))

    def fits(with_lists: bool, some: Sequence[int], work: int) -> bool:
        return stands_beside(whole, taken(with_lists, some), work)

    there = [] if called is None else [called]
    if called is not None and not fits(False, there, least):
        return Shown(work=False, lists=False, panels=(called,))
    with_lists = bool(lists) and fits(True, there, roomy if there else least)
    for at in range(len(panels)):
        if at not in there and with_lists == bool(lists) and fits(with_lists, [*there, at], roomy):
            there.append(
                at
            )  # a list that has made room comes back before a panel that nobody has called
    return Shown(work=True, lists=with_lists, panels=tuple(sorted(there)))


class Room(Panes):
    """Panes side by side, of which some make room for others."""

    settled = Signal()
    """Other panes stand there than before."""

    def __init__(self, *widths: int, forms: Collection[int] = ()) -> None:
        super().__init__(*widths, forms=forms)
        self._work: QWidget | None = None
        self._lists: tuple[QWidget, ...] = ()
        self._panels: tuple[QWidget, ...] = ()
        self._wanted: list[QWidget] = []
        """The panels that stand there where there is room, the latest first."""
        self._called: QWidget | None = None
        """The one of them that was opened by hand."""
        self._gone_for: dict[QWidget, list[QWidget]] = {}
        """Those that made room for one that was opened by hand, and come back with it."""
        self._lent: QWidget | None = None
        self._folded: Side | None = None
        """What was folded away by hand."""
        self._first: Side = "work"
        """What stands there where the lists and the work have no room beside each other."""
        self._least = self._roomy = WORK
        self._laid_out = False
        self._whole_lists: list[int] = []

    def share(
        self,
        work: QWidget,
        *,
        lists: Sequence[QWidget] = (),
        panels: Sequence[QWidget] = (),
        least: int = WORK,
        roomy: int = 0,
    ) -> None:
        """Tell which of the panes is the work and which may go, the panel first that stays longest.

        `least` is what the work keeps beside a panel that was opened by hand, `roomy` what it keeps beside one that
        stands there by itself, and beside the lists: both at 10 pt type.
        """
        self._work, self._lists, self._panels = work, tuple(lists), tuple(panels)
        self._wanted = list(panels)
        self._least, self._roomy = theme.scaled(least), theme.scaled(max(least, roomy))
        work.setMinimumWidth(self._least)

    @property
    def called(self) -> QWidget | None:
        """The panel that was opened by hand."""
        return self._called

    @property
    def crowded(self) -> bool:
        """Whether a list or the work has made room for a panel."""
        lists = () if self._folded == "lists" else self._lists
        made_room = (*lists, *((self._work,) if self._work else ()))
        return self._called is not None and any(one.isHidden() for one in made_room)

    def call(self, panel: QWidget) -> None:
        """Open a panel: it is there in any case, and beside the work where that has room."""
        self._folded, self._first = None if self._folded == "work" else self._folded, "work"
        before = [one for one in self._wanted if one is not panel and not one.isHidden()]
        for gone in self._gone_for.values():  # it has come back by itself
            if panel in gone:
                gone.remove(panel)
        self._wanted = [panel, *(one for one in self._wanted if one is not panel)]
        self._called = panel
        if self._lent is panel:
            self._lent = None
        self._settle()
        self._gone_for[panel] = [one for one in before if one.isHidden()]

    def dismiss(self, panel: QWidget) -> None:
        """Close a panel: what made room for it comes back, and nothing else."""
        back = self._gone_for.pop(panel, [])
        there = [one for one in self._wanted if not one.isHidden() or one is self._lent]
        others = [one for one in (*there, *back) if one is not panel]
        if self._called is panel:
            self._called = None
        if not self._stands_alone(panel):
            others.append(
                panel
            )  # it had no room of its own; where it gets some, it is there as before
        self._wanted = others
        self._settle()

    def _stands_alone(self, panel: QWidget) -> bool:
        """Whether a panel that nobody has called has room where no other one is."""
        return bool(self._shown([panel], None).panels)

    def allow(self, panel: QWidget, *, on: bool) -> None:
        """Let a panel stand there where there is room, or never."""
        self._wanted = [one for one in self._wanted if one is not panel]
        if on:
            self._wanted.append(panel)
        elif self._called is panel:
            self._called = None
        self._settle()

    def release(self, panel: QWidget) -> None:
        """Let an open panel make room again, like one that nobody has opened by hand."""
        if self._called is panel:
            self._called = None
            self._settle()

    def wants(self, panel: QWidget) -> bool:
        """Whether a panel stands there where there is room."""
        return panel in self._wanted

    @property
    def has_lists(self) -> bool:
        """Whether the lists stand there."""
        return self._stands(self._lists)

    def toggle_lists(self) -> bool:
        """Fold the lists away, or have them back in place of a panel that took their room; gives whether they are there."""
        self._toggle("lists")
        if self._folded is None and self._called and not self._stands(self._lists):
            self.dismiss(self._called)
        return self._stands(self._lists)

    def toggle_work(self) -> bool:
        """Fold the work away beside its lists, or have it back; gives whether it is there."""
        self._toggle("work")
        return self._stands(self._of_work)

    def _toggle(self, side: Side) -> None:
        """One side goes, or comes back: where both have no room, in place of the other."""
        lists, work = self._stands(self._lists), self._stands(self._of_work)
        if lists if side == "lists" else work:
            both = lists and work
            self._folded = side if both or self._folded else None
            self._first = "work" if side == "lists" else "lists"
        else:
            self._folded, self._first = None, side
        self._settle()
        if self._stands(self._lists) and self._stands(self._of_work):
            self._first = "work"

    def show_lists(self) -> None:
        """Have the lists there, whatever was folded away."""
        if not self._stands(self._lists):
            self.toggle_lists()

    def show_work(self) -> None:
        """Have the work there, whatever stands in its stead."""
        if self._called and not self._stands(self._of_work):
            self.dismiss(self._called)
        if not self._stands(self._of_work):
            self.toggle_work()

    @property
    def _of_work(self) -> tuple[QWidget, ...]:
        return (self._work,) if self._work else ()

    def _stands(self, some: Sequence[QWidget]) -> bool:
        return any(not one.isHidden() for one in some)

    @property
    def marks(self) -> dict[str, bool]:
        """Which commands are ticked, where a list stands at the start: those of the list, and of what is at the end."""
        if not self._lists:
            return {}
        end = self._panels or self._of_work
        return {"library-panel": self._stands(self._lists), "item-panel": self._stands(end)}

    def lend(self, panel: QWidget | None) -> None:
        """Have a panel make room for one of the whole window; None: it comes back."""
        self._lent = panel
        self._settle()

    def _needs(self, pane: QWidget) -> Needs:
        least = pane.minimumWidth() or pane.minimumSizeHint().width()
        return Needs(least, max(least, self.wanted_widths[self.indexOf(pane)]))

    def _whole(self, pane: QWidget) -> int:
        """The width in which the words over a list are whole, unless somebody has drawn its width."""
        is_list = pane in self._lists and not self._drawn
        return pane.minimumSizeHint().width() if is_list else 0

    def _shown(self, panels: Sequence[QWidget], called: QWidget | None) -> Shown:
        """What has room, when so many panels are wanted, the latest first."""
        if not self._laid_out:
            return Shown(work=True, lists=True, panels=tuple(range(len(panels))))
        there = () if self._folded == "lists" else self._lists
        lists, needs = ([self._needs(one) for one in some] for some in (there, panels))
        at = panels.index(called) if called in panels else None
        line = self.handleWidth()
        return shown_panes(self.width(), self._least, self._roomy, lists, needs, at, line)

    def _settle(self) -> None:
        """Show what has room."""
        if self._work is None:
            return
        panels = [one for one in self._wanted if one is not self._lent]
        shown = self._shown(panels, self._called)
        alone = bool(self._lists) and (
            self._folded == "work"
            or (not shown.lists and shown.work and self._first == "lists" and not self._called)
        )
        if alone:
            shown = Shown(work=False, lists=True, panels=())
        there = {panels[at] for at in shown.panels}
        before = [pane.isHidden() for pane in self._all]
        for pane in self._all:
            on = pane in there
            if pane is self._work:
                on = shown.work
            elif pane in self._lists:
                on = shown.lists and self._folded != "lists"
            if on == pane.isHidden():
                pane.setVisible(on)
        self._give_widths()
        if before != [pane.isHidden() for pane in self._all]:
            self.settled.emit()

    @property
    def _all(self) -> list[QWidget]:
        return [pane for at in range(self.count()) if (pane := self.widget(at))]

    def _give_widths(self) -> None:
        """To each its width: panels first, so far as the others keep what they need; lists and work share the rest."""
        shown = [pane for pane in self._all if not pane.isHidden()]
        if not self._laid_out or not shown:
            return
        rest = self.width() - self.handleWidth() * (len(shown) - 1)
        if self._work is None or self._work.isHidden():
            self.setSizes([rest if pane in shown else 0 for pane in self._all])
            return
        needs = {pane: self._needs(pane) for pane in shown}
        needs[self._work] = Needs(self._roomy, max(self._roomy, needs[self._work].usual))
        widths = {pane: need.least for pane, need in needs.items()}
        for pane in shown:
            spare = max(0, rest - sum(widths.values()))
            widths[pane] += min(spare, max(0, self._whole(pane) - widths[pane]))
        for some in (self._panels, self._lists):
            for pane in [one for one in shown if one in some]:
                need, left = needs[pane], max(0, rest - sum(widths.values()))
                more = max(0, need.usual - widths[pane])
                if pane in self._lists:
                    work = needs[self._work].usual - needs[self._work].least
                    left = left * more // max(1, more + work)
                widths[pane] += min(more, left)
        widths[self._work] = max(0, rest - sum(widths.values()) + widths[self._work])
        self.setSizes([widths.get(pane, 0) for pane in self._all])

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return least if self._work is None else QSize(self._least, least.height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._laid_out:
            whole = [self._whole(pane) for pane in self._lists]
            if whole != self._whole_lists:  # other words stand over a list
                self._whole_lists = whole
                self._give_widths()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid_out = True
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._give_widths()


class Aside(QObject):
    """A panel of a screen that stands there where there is room, and is opened and closed by hand."""

    def __init__(self, room: Room, panel: QWidget, *, name: str, home: QWidget) -> None:
        """`home` takes the keyboard when it is closed."""
        super().__init__(room)
        self._room, self._panel, self._home = room, panel, home
        self.opener = small_tool("panel-right", name, self.toggle)
        """Stands in the screen, where the panel is not."""
        self.opener.hide()
        room.settled.connect(self._settled)
        panel.installEventFilter(self)

    def _settled(self) -> None:
        self.opener.setVisible(self._panel.isHidden())

    def toggle(self) -> None:
        """Open the panel with the keyboard in it, or close it; what opens it stands where it is closed."""
        if not self._panel.isHidden():
            self._room.dismiss(self._panel)
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._room.call(self._panel)
        inside = (one for one in self._panel.findChildren(QWidget) if _takes_tab(one))
        next(inside, self._panel).setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self._room.crowded
            and not self._panel.isHidden()
        ):
            self.toggle()
            return True
        return super().eventFilter(watched, event)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible()
