"""Settings, third page: who is at work; language, type and colours of the window.

They are this user's. Language and type hold from the next start on: every length of the window is measured by its type.
Not here: the languages that packs are printed in.
"""

import msgspec
from babel import Locale
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer import app, i18n, settings
from briefer.gui import shown, theme
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.views.controls import Segment, Segments, column, on_base
from briefer.gui.views.fields import ChoiceField, LineField
from briefer.gui.views.place import Pane, alone
from briefer.i18n import say, say_many

WIDEST = 420
POINTS = (8, 9, 10, 11, 12, 13, 14, 15, 16)
"""Sizes of type that can be chosen."""


class WindowPage(QWidget):
    """How the window looks, and what it speaks."""

    scheme_wanted = Signal(str)
    """Light, dark or system."""

    def __init__(self, desk: Desk, messages: Messages) -> None:
        super().__init__()
        self._desk, self._messages = desk, messages
        self.officer = LineField(
            say("Your name, as tasks and briefs have it"), self._take_officer, name=say("Your name")
        )
        self.officer.edits = False
        languages = {"": say("As the system")}
        languages |= {tag: _called(tag) for tag in i18n.window_languages()}
        self.language = ChoiceField(say("Language of the window"), languages, self._choose_language)
        sizes = {
            str(size): say_many("{count} point", "{count} points", size, of="type").format(
                count=shown.digits(size)
            )
            for size in POINTS
        }
        self.points = ChoiceField(say("Size of type"), sizes, self._choose_points)
        self.look = Segments(
            say("Colours of the window"),
            [
                Segment("light", say("Light"), "sun"),
                Segment("dark", say("Dark"), "moon"),
                Segment("system", say("As the system"), "monitor"),
            ],
        )
        self.look.chosen.connect(self.scheme_wanted)
        words = theme.label(
            say("Language and type hold when Briefer is started the next time."),
            "label",
            quiet=True,
        )
        words.setWordWrap(True)
        inside = column(
            self.officer,
            10,
            self.language,
            10,
            self.points,
            10,
            theme.label(say("Colours of the window"), "label", quiet=True),
            3,
            self.look,
            16,
            words,
            None,
            margins=(20, 16, 20, 16),
        )
        inside.setMaximumWidth(theme.scaled(WIDEST))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside, 1)
        on_base(self)

    @property
    def target(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.officer.edit

    @property
    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return alone(self.officer.edit)

    def refresh(self) -> None:
        """Show what is chosen."""
        kept = settings.load()
        self.officer.show_value(kept.officer)
        self.officer.edit.setPlaceholderText(app.officer_name())
        self.language.show_value(kept.language)
        self.points.show_value(f"{kept.points:g}")
        self.look.choose(kept.look or "system")

    def accept_all(self) -> None:
        """Take the name that is being typed; all else is accepted when it is chosen."""
        self.officer.accept()

    def _take_officer(self, name: str) -> str:
        kept = settings.load()
        if kept.officer != name.strip():
            settings.save(msgspec.structs.replace(kept, officer=name.strip()))
            self._desk.call_officer(app.officer_name())
            self._messages.say(say("From now on you are {name}.").format(name=app.officer_name()))
        self.officer.edit.stored = name.strip()
        return ""

    def _choose_language(self, tag: str) -> str:
        settings.save(msgspec.structs.replace(settings.load(), language=tag))
        self._say()
        return ""

    def _choose_points(self, size: str) -> str:
        settings.save(msgspec.structs.replace(settings.load(), points=float(size)))
        self._say()
        return ""

    def _say(self) -> None:
        self._messages.say(say("Kept. It holds when Briefer is started the next time."))

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def _called(tag: str) -> str:
    """A language by its own name: whoever wants it can read that."""
    locale = Locale.parse(tag, sep="-")
    name = locale.get_display_name(tag) or tag
    return name[:1].upper() + name[1:]
