"""The dialogs that ask for a file or a folder: Qt's own, since the system's cannot be driven by tests everywhere.

Not here: what is read or written.
"""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from briefer.i18n import say


def open_workspace(parent: QWidget, start: Path) -> Path | None:
    """Ask for the folder of a workspace."""
    chosen = QFileDialog.getExistingDirectory(
        parent,
        say("Open workspace: a folder ending in .briefer"),
        str(start),
        QFileDialog.Option.ShowDirsOnly,
    )
    return Path(chosen) if chosen else None


def new_workspace(parent: QWidget, start: Path) -> Path | None:
    """Ask where a new workspace shall be."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, say("New workspace"), str(start), say("Workspaces (*.briefer)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == ".briefer" else path.with_name(path.name + ".briefer")


def export_folder(parent: QWidget, start: Path) -> Path | None:
    """Ask for the folder into which PDF files shall be written."""
    chosen = QFileDialog.getExistingDirectory(
        parent, say("Export to"), str(start), QFileDialog.Option.ShowDirsOnly
    )
    return Path(chosen) if chosen else None


def save_form(parent: QWidget, start: Path) -> Path | None:
    """Ask where a form for word processors shall be written."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, say("Save the form"), str(start), say("Text documents (*.odt)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(".odt")


def open_picture(parent: QWidget, start: Path) -> Path | None:
    """Ask for a picture."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent, say("Choose a logo"), str(start), say("Pictures (*.png *.jpg *.jpeg *.svg)")
    )
    return Path(chosen) if chosen else None


def open_fonts(parent: QWidget, start: Path) -> list[Path]:
    """Ask for font files."""
    chosen, _ = QFileDialog.getOpenFileNames(
        parent, say("Add fonts"), str(start), say("Fonts (*.ttf *.otf *.ttc *.otc)")
    )
    return [Path(each) for each in chosen]


def open_font_folder(parent: QWidget, start: Path) -> Path | None:
    """Ask for a folder of fonts."""
    chosen = QFileDialog.getExistingDirectory(
        parent, say("Add a folder of fonts"), str(start), QFileDialog.Option.ShowDirsOnly
    )
    return Path(chosen) if chosen else None


def open_photograph(parent: QWidget) -> Path | None:
    """Ask for a photograph."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent, say("Choose a portrait"), "", say("Photographs (*.jpg *.jpeg *.png)")
    )
    return Path(chosen) if chosen else None


def open_exchange(parent: QWidget) -> Path | None:
    """Ask for an exchange file or a list."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent, say("Import"), "", say("Exchange files and lists (*.json *.zip *.csv *.tsv *.txt)")
    )
    return Path(chosen) if chosen else None
