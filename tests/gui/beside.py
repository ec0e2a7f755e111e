"""Whether panels stand beside the days: asked in a window of a test, and in a program with type of another size."""

from patience import wait
from PySide6.QtCore import QPoint, QRect

from briefer.gui import theme
from briefer.gui.views.programme import ProgrammeScreen


def panels_beside(screen: ProgrammeScreen) -> dict[str, bool]:
    """Of each panel, once it is called: whether it and nothing else stands beside the days, which keep their room."""
    panels = {"library": screen.library, "item": screen.item, "preview": screen.preview_pane}
    told = {}
    for name, panel in panels.items():
        screen.show_panel(name, on=True)
        wait(20)
        shown = [one for one in (screen.work, *panels.values()) if one.isVisible()]
        boxes = [QRect(one.mapTo(screen, QPoint()), one.size()) for one in shown]
        told[name] = (
            len(boxes) == 2
            and not boxes[0].intersects(boxes[1])
            and panel.isVisible()
            and screen.work.width() >= theme.scaled(480)
            and sum(box.width() for box in boxes) <= screen.width()
        )
    return told
