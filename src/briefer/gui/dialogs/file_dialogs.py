"""The dialogs that ask for a file or a folder: Qt's own, since the system's cannot be driven by tests everywhere.

Not here: what is read or written.
"""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from briefer.i18n import say


class OpenWorkspace(QFileDialog):
    """Chooses the folder of a workspace, by its name or by going into it, or a backup."""

    def __init__(self, parent: QWidget, start: Path) -> None:
        super().__init__(parent, say("Open workspace"), str(start))
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setNameFilter(say("Workspaces and copies of them (*.briefer *.brieferz)"))
        self.chosen: Path | None = None
        self.directoryEntered.connect(self._entered)

    def _entered(self, folder: str) -> None:
        if is_workspace(Path(folder)):
            self._choose(Path(folder))

    def _choose(self, path: Path) -> None:
        self.chosen = path
        self.done(QFileDialog.DialogCode.Accepted)

    # Qt's own names

    def accept(self) -> None:
        names = self.selectedFiles()
        path = Path(names[0]) if names else None
        if path and (path.is_file() or is_workspace(path)):
            self._choose(path)
        else:
            super().accept()  # goes into the folder


def is_workspace(folder: Path) -> bool:
    """Whether a folder is a workspace: by its name, or by what is in it."""
    return folder.is_dir() and (
        folder.suffix == ".briefer" or (folder / "workspace.json").is_file()
    )


def open_workspace(parent: QWidget, start: Path) -> Path | None:
    """Ask for the folder of a workspace, or for a backup of one."""
    dialog = OpenWorkspace(parent, start)
    try:
        return dialog.chosen if dialog.exec() else None
    finally:
        dialog.deleteLater()


def new_workspace(parent: QWidget, start: Path) -> Path | None:
    """Ask where a new workspace shall be."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, say("New workspace"), str(start), say("Workspaces (*.briefer)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == ".briefer" else path.with_name(path.name + ".briefer")


def restored_workspace(parent: QWidget, start: Path) -> Path | None:
    """Ask for the folder that shall be made of a backup."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        say("Restore into a new folder"),
        str(start),
        say("Workspaces (*.briefer)"),
        options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever overwritten
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == ".briefer" else path.with_name(path.name + ".briefer")


def road_copy(parent: QWidget, start: Path) -> Path | None:
    """Ask where a copy of the whole workspace shall be written."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, say("Copy for the road"), str(start), say("Copies of workspaces (*.brieferz)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == ".brieferz" else path.with_name(path.name + ".brieferz")


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


def open_pdf(parent: QWidget) -> Path | None:
    """Ask for a PDF file."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent, say("Choose a PDF"), "", say("PDF files (*.pdf)")
    )
    return Path(chosen) if chosen else None
