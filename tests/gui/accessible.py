"""The window as a screen reader sees it, in process: a walk over the accessible tree."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

ROLE = QAccessible.Role
CONTROLS = {
    ROLE.PushButton: "button",
    ROLE.ButtonMenu: "button",
    ROLE.CheckBox: "check box",
    ROLE.RadioButton: "radio button",
    ROLE.EditableText: "text",
    ROLE.ComboBox: "combo box",
    ROLE.List: "list",
    ROLE.Table: "table",
    ROLE.Tree: "tree",
    ROLE.PageTab: "tab",
    ROLE.MenuItem: "menu item",
    ROLE.ProgressBar: "progress bar",
    ROLE.ListItem: "list item",
    ROLE.TreeItem: "tree item",
}
PARTS = {ROLE.ListItem, ROLE.TreeItem, ROLE.Cell}


def walk(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything that is on the screen."""
    for at in range(top.childCount()):
        child = top.child(at)
        if child is not None and child.isValid() and not child.state().invisible:
            yield child
            yield from walk(child)


def top_of(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def nameless(widget: QWidget) -> list[str]:
    """Controls that a screen reader would announce without a name."""
    return [
        f"{CONTROLS[one.role()]} {one.object()} {one.rect()}"
        for one in walk(top_of(widget))
        if one.role() in CONTROLS
        and not one.state().disabled
        and not one.text(QAccessible.Text.Name).strip()
    ]


def doubles(widget: QWidget) -> list[str]:
    """Controls that are called alike in one parent."""
    found: list[str] = []
    for parent in (top_of(widget), *walk(top_of(widget))):
        children = [parent.child(at) for at in range(parent.childCount())]
        names = Counter(
            (CONTROLS[one.role()], one.text(QAccessible.Text.Name))
            for one in children
            if one is not None
            and one.role() in CONTROLS
            and one.role() not in PARTS
            and not one.state().invisible
            and one.text(QAccessible.Text.Name)
        )
        found += [f"{role} {name}" for (role, name), count in names.items() if count > 1]
    return found
