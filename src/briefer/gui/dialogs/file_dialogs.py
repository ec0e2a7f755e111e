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


def save_pdf(parent: QWidget, start: Path) -> Path | None:
    """Ask where a PDF shall be written; the dialog asks before it replaces one."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, say("Export to"), str(start), say("PDF files (*.pdf)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(".pdf")
