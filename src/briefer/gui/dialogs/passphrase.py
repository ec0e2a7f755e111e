"""The dialog that asks for the passphrase of a workspace."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.i18n import say


def ask(parent: QWidget, sentence: str) -> str | None:
    """Ask for a passphrase; `sentence` says which, or why the last one did not do. None when nobody gave one."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(say("Passphrase"))
    told = theme.label(sentence)
    told.setWordWrap(True)
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(say("Passphrase"))
    buttons = QDialogButtonBox()
    # without the dots it would be the word for what is not closed
    words = say("Open…").replace("…", "").strip()
    open_ = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    open_.setProperty("filled", True)
    buttons.addButton(say("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    dialog.setMinimumWidth(theme.scaled(400))
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.setSpacing(12)
    for part in (told, field, buttons):
        layout.addWidget(part)
    field.setFocus()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    return field.text() if accepted else None
