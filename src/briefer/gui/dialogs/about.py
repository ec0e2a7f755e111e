"""The dialog that tells what Briefer is, and which one."""

from importlib import metadata

from PySide6.QtWidgets import QMessageBox, QWidget

from briefer.gui import shown
from briefer.i18n import say


def show(parent: QWidget) -> None:
    """Show name, version, licence and log."""
    from briefer import logs

    box = QMessageBox(parent)
    box.setWindowTitle(say("About Briefer"))
    box.setText(say("Briefer {version}").format(version=metadata.version("briefer")))
    sentence = say(
        "Programmes of official visits, and the packs that go with them. Works without a network. "
        "Apache License 2.0; the licences of fonts and icons lie beside them. The log: {log}"
    )
    box.setInformativeText(sentence.format(log=shown.isolated(str(logs.place()))))
    box.addButton(say("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
