"""The dialog that asks for the passphrase of a workspace."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.dialogs.box import Box
from briefer.i18n import say


def ask(parent: QWidget, sentence: str) -> str | None:
    """Ask for a passphrase; `sentence` says which, or why the last one did not do. None when nobody gave one."""
    dialog = Box(parent, say("Passphrase"))
    told = theme.label(sentence)
    told.setWordWrap(True)
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(say("Passphrase"))
    # without the dots it would be the word for what is not closed
    open_ = QPushButton(say("Open…").replace("…", "").strip())
    open_.setProperty("filled", True)
    open_.setDefault(True)
    open_.clicked.connect(dialog.accept)
    cancel = QPushButton(say("Cancel"))
    cancel.setAutoDefault(False)
    cancel.clicked.connect(dialog.reject)
    buttons = QHBoxLayout()
    buttons.addStretch(1)
    for each in (cancel, open_):  # what is done stands at the end, as everywhere
        buttons.addWidget(each)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.setSpacing(12)
    for part in (told, field):
        layout.addWidget(part)
    layout.addLayout(buttons)
    field.setFocus()
    return field.text() if dialog.ask() else None
