"""The dialog that asks for the passphrase of a workspace."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.i18n import say


def ask(parent: QWidget, sentence: str) -> str | None:
    """Ask for a passphrase; `sentence` says which, or why the last one did not do. None when nobody gave one."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(say("Passphrase"))
    words = theme.label(sentence)
    words.setWordWrap(True)
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(say("Passphrase"))
    buttons = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
    )
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    for part in (words, field, buttons):
        layout.addWidget(part)
    field.setFocus()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    return field.text() if accepted else None
