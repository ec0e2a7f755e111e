"""The dialog that tells what Briefer is, and which one."""

from importlib import metadata

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.dialogs.box import Box
from briefer.i18n import say


def show(parent: QWidget) -> None:
    """Show name, version, licence and log."""
    from briefer import logs

    dialog = Box(parent, say("About Briefer"))
    name = theme.label(
        say("Briefer {version}").format(version=metadata.version("briefer")), "record"
    )
    sentence = say(
        "Programmes of official visits, and the packs that go with them. Works without a network. "
        "Apache License 2.0; the licences of fonts and icons lie beside them. The log: {log}"
    )
    told = theme.label(sentence.format(log=f"\n{shown.isolated(str(logs.place()))}"))
    told.setWordWrap(True)
    buttons = QDialogButtonBox()
    buttons.addButton(say("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.accepted.connect(dialog.accept)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.setSpacing(12)
    for part in (name, told, buttons):
        layout.addWidget(part)
    dialog.ask()
