"""Settings, first page: how the office shows itself on what it prints, with the cover of a dossier beside it.

Each change is one edit. Not here: what can be printed (`services.office`), showing the logo (`logo_field`).
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QColor, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from briefer.errors import KnownError
from briefer.gui import theme
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import painting
from briefer.gui.desk import Desk
from briefer.gui.dialogs import colours, file_dialogs
from briefer.gui.drafts import NOT_MADE
from briefer.gui.messages import Messages
from briefer.gui.models.rows import Row
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.controls import (
    LOCKED,
    Chooser,
    button,
    column,
    hairline,
    on_base,
    row,
)
from briefer.gui.views.fields import LineField, Trouble, controls_of
from briefer.gui.views.logo_field import LogoWell
from briefer.gui.views.panes import Panes
from briefer.gui.views.place import Pane
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.gui.views.record_list import RecordList, Words
from briefer.gui.views.sheet import Sheet
from briefer.i18n import say
from briefer.progress import Report
from briefer.records.packs import Office
from briefer.records.people import Officer

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.office import PrintedLogo, Summary

FORM, SHEET = 440, 760
RESTS = 150
"""Milliseconds without a change before the cover is built."""


class Shown(NamedTuple):
    """What the worker brings: the logo as it is printed, and the cover as PDF."""

    logo: "PrintedLogo | None"
    summary: "Summary"
    cover: bytes


class OfficePage(QWidget):
    """Name, logo and accent colour of the office."""

    def __init__(self, desk: Desk, undo: Undo, tasks: TaskRunner, messages: Messages) -> None:
        from briefer.services import office

        super().__init__()
        self._desk, self._undo, self._tasks, self._messages = desk, undo, tasks, messages
        self._office = Office()
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self._build)
        self.names = {
            tag: LineField(
                office.language_name(tag),
                partial(self._accept_name, tag),
                name=say("Name of the office ({language})").format(
                    language=office.language_name(tag)
                ),
            )
            for tag in office.languages()
        }
        self.logo = LogoWell(
            say("Logo of the office"), say("No logo. Choose, drop or paste a PNG, JPEG or SVG.")
        )
        self.logo_trouble = Trouble()
        self._logo_words = theme.label("", "label", quiet=True)
        self._logo_words.hide()
        self.accent = LineField(
            say("As #rrggbb"), self._accept_accent, name=say("Accent colour"), hint="#14475a"
        )
        self.contrast = theme.label("", "label", quiet=True)
        self._swatch = _Swatch()
        self._buttons = {
            "choose": button(
                say("Choose…"), self._choose_logo, "folder-open", name=say("Choose a logo")
            ),
            "paste": button(say("Paste"), self._paste, "copy", name=say("Paste a logo")),
            "remove": button(
                say("Remove"), self._remove_logo, "trash-2", name=say("Remove the logo")
            ),
            "colour": button(
                say("Choose…"), self._choose_colour, name=say("Choose the accent colour")
            ),
            "plain": button(
                say("Briefer’s own"),
                partial(self._take_colour, ""),
                name=say("Back to Briefer’s own accent colour"),
            ),
        }
        self.unreadable = Trouble()
        self.sheet = Sheet(say("Cover of a dossier"))
        self.language = Chooser(say("Language of the cover"), quiet=True)
        for tag in office.languages():
            self.language.addItem(office.language_name(tag), tag)
        self.language.activated.connect(lambda _at: self._rest.start())
        fields = {f"name {tag}": field for tag, field in self.names.items()}
        self._drafts = undo.drafts.form(
            "office", self, controls_of({**fields, "accent": self.accent})
        )
        self.officers = RecordList(
            undo,
            Words(
                say("Who works here"),
                say("Add officer"),
                say("Officer added."),
                say("Delete the officer"),
            ),
            RecordForm(desk, undo, _officer()),
            lambda: Officer(name=say("New officer")),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = QWidget()
        form = QVBoxLayout(inside)
        form.setContentsMargins(20, 16, 20, 20)
        form.setSpacing(10)
        form.addWidget(self.unreadable)
        form.addWidget(theme.label(say("Name"), "head"))
        form.addWidget(
            _quiet(
                say("On covers, in the language of the pack; the English one where it has none.")
            )
        )
        english, *others = self.names.values()
        form.addWidget(english)
        pairs = QGridLayout()
        pairs.setHorizontalSpacing(12)
        pairs.setVerticalSpacing(8)
        for at, field in enumerate(others):
            pairs.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        form.addLayout(pairs)
        form.addSpacing(6)
        form.addWidget(theme.label(say("Logo"), "head"))
        form.addWidget(column(self.logo, 4, self._logo_words, self.logo_trouble))
        pick = [self._buttons[name] for name in ("choose", "paste", "remove")]
        form.addWidget(row(*pick, None))
        form.addSpacing(6)
        form.addWidget(theme.label(say("Accent colour"), "head"))
        form.addWidget(_quiet(say("Of rules, numbers and labels. Markings keep their own.")))
        form.addWidget(column(self.accent, 4, self.contrast))
        pick = [self._buttons[name] for name in ("colour", "plain")]
        form.addWidget(row(self._swatch, *pick, None))
        form.addSpacing(6)
        form.addWidget(self.officers)
        form.addStretch(1)
        area = QScrollArea()
        area.setWidget(on_base(inside))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = row(
            theme.label(say("As it is printed"), "label", quiet=True),
            None,
            self.language,
            margins=(14, 0, 12, 0),
        )
        bar.setFixedHeight(theme.scaled(44))
        beside = column(bar, hairline(), self.sheet)
        self.panes = Panes(FORM, SHEET)
        self._form, self._beside = area, beside
        for pane, least in ((area, 340), (beside, 280)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        self.panes.setStretchFactor(1, 1)
        self.panes.give_back()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panes)

    def _connect(self) -> None:
        self._desk.edited.connect(self._edited)
        self.logo.file_given.connect(self._take_file)
        self.logo.picture_given.connect(self._take_picture)
        self.logo.choosing.connect(self._choose_logo)
        self.logo.removed.connect(self._remove_logo)
        self.accent.edit.textChanged.connect(self._show_contrast)
        for tag, field in self.names.items():
            field.left.connect(self._undo.end_run)
            field.edit.textEdited.connect(lambda _text, tag=tag: self._show_language(tag))

    @property
    def target(self) -> QWidget:
        """Where the keyboard goes first."""
        return next(iter(self.names.values())).edit

    @property
    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return [Pane(self._form, self.target), Pane(self._beside, self.language)]

    def accept_all(self) -> None:
        """Take what is being typed."""
        for field in (*self.names.values(), self.accent):
            field.accept()
        self.officers.accept_all()

    def refresh(self) -> None:
        """Show what is stored now."""
        from briefer.services import office

        if not self._desk.is_open:
            return
        try:
            self._office = office.told(self._desk.workspace)
            self.unreadable.say("")
        except KnownError as error:
            self._office = Office()
            self.unreadable.say(str(error))
        for tag, field in self.names.items():
            english = tag == office.SOURCE
            field.show_value(self._office.name if english else self._office.names.get(tag, ""))
            field.edit.setPlaceholderText("" if english else self._office.name)
        self.accent.show_value(self._office.accent)
        self._show_contrast()
        self._show_locked()
        self._drafts.show(NOT_MADE)
        self._ask_officers()
        self._rest.start()

    # ------------------------------------------------------------------------------------ changing

    def _change(
        self,
        *,
        names: dict[str, str] | None = None,
        logo: bytes | None = None,
        accent: str | None = None,
    ) -> str:
        """Make the edit and show what is stored; gives the sentence that says why it is refused, or nothing."""
        from briefer.services import office

        try:
            edit = office.change(self._desk.workspace, names=names, logo=logo, accent=accent)
        except KnownError as error:
            return str(error)
        if not self._undo.do(edit, run=f"office name {next(iter(names))}" if names else ""):
            return say("Not saved. The sentence above says why.")
        if not edit.changes:
            self.refresh()
        return ""

    def _accept_name(self, tag: str, typed: str) -> str:
        return self._change(names={tag: typed})

    def _accept_accent(self, typed: str) -> str:
        from briefer.services import office

        colour = office.colour(typed)
        if typed.strip() and not colour:
            return say("Type six hexadecimal digits, such as #14475a.")
        refused = self._change(accent=colour)
        if refused:
            self.contrast.setText("")  # the refusal says it
        return refused

    def _change_logo(self, logo: bytes) -> None:
        self.logo_trouble.say(self._change(logo=logo))

    def _choose_colour(self) -> None:
        from briefer.services import office

        start = self._office.accent or office.own_accent()
        if colour := colours.ask(self.window(), say("Choose the accent colour"), start):
            self._take_colour(colour)

    def _take_colour(self, colour: str) -> None:
        self.accent.edit.setText(colour)
        self.accent.accept()

    def _choose_logo(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        if path := file_dialogs.open_picture(self.window(), Path(folder)):
            self._take_file(path)

    def _paste(self) -> None:
        if not self.logo.paste():
            self.logo_trouble.say(say("There is no picture on the clipboard. Copy one first."))

    def _remove_logo(self) -> None:
        if self._office.logo:
            self._change_logo(b"")

    def _take_file(self, path: Path) -> None:
        from briefer.services import office

        self._prepare(lambda: office.logo_of(path))

    def _take_picture(self, content: bytes) -> None:
        from briefer.services import office

        self._prepare(lambda: office.logo_from(content))

    def _prepare(self, make: Callable[[], bytes]) -> None:
        """Read the picture in the worker: a drawing is read in a process of its own, and takes its time."""
        self.logo_trouble.say("")

        def work(_report: Report) -> bytes:
            return make()

        def failed(error: BaseException) -> None:
            if isinstance(error, KnownError):
                self.logo_trouble.say(str(error))
            else:
                self._messages.show_error(error)

        self._tasks.start(
            work,
            self._change_logo,
            title=say("Reading the logo"),
            lane="logo",
            failed=failed,
        )

    # ------------------------------------------------------------------------------------- showing

    def _edited(self, edit: "Edit") -> None:
        kinds = {change.kind for change in edit.changes}
        if "own_data" in kinds:
            self.refresh()
        elif "officer" in kinds:
            self._ask_officers()

    def _ask_officers(self) -> None:
        from briefer.services import library

        def arrived(officers: tuple[Officer, ...]) -> None:
            self.officers.show_records(officers, officer_rows(officers), {})

        if self._desk.is_open:
            self._desk.ask(
                lambda workspace: library.all_of(workspace, Officer), arrived, lane="officers"
            )

    def _show_language(self, tag: str) -> None:
        """The cover speaks the language whose name is typed."""
        self.language.setCurrentIndex(self.language.findData(tag))

    def _show_contrast(self) -> None:
        from briefer.services import office

        typed = self.accent.edit.text().strip()
        colour = office.colour(typed)
        shown = colour or office.own_accent()
        sentence = say("Contrast {words}.") if typed else say("Briefer’s own: contrast {words}.")
        words = sentence.format(words=office.contrast_words(shown))
        self.contrast.setText(words if colour or not typed else "")
        light = bool(colour and office.too_light(colour))
        theme.quieten(self.contrast, "danger" if light else "secondary")
        self.contrast.style().polish(self.contrast)
        self._swatch.show_colour(shown)

    def _build(self) -> None:
        from briefer.services import office, packs

        if not self._desk.is_open or not self.isVisible():
            return
        workspace, language = self._desk.workspace, str(self.language.currentData())

        def work(_report: Report) -> Shown:
            shown = office.summary(workspace)
            told = office.told(workspace)
            logo = office.printed(told.logo) if told.logo else None
            return Shown(logo, shown, packs.cover(workspace, language))

        self._tasks.start(
            work, self._show_built, lane="office", failed=lambda _error: self.sheet.show_none()
        )

    def _show_built(self, built: Shown) -> None:
        from briefer.services import office

        logo, kept = built.logo, built.summary.logo
        words = office.logo_words(kept) if kept else ""
        self._logo_words.setText(words)
        self._logo_words.setVisible(bool(words))
        self.logo.show_logo(logo, words)
        self.sheet.show_pdf(built.cover)

    def _show_locked(self) -> None:
        """Nothing can be changed in a workspace that can only be read, and each control says why."""
        reason = str(self.window().property(LOCKED) or "")
        self.logo.locked = bool(reason)
        self.logo.setToolTip(reason)
        for made in self._buttons.values():
            made.setDisabled(bool(reason))
            made.setToolTip(reason)
        if not reason:
            self._buttons["remove"].setEnabled(bool(self._office.logo))
            self._buttons["plain"].setEnabled(bool(self._office.accent))

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def officer_rows(officers: Iterable[Officer]) -> list[Row]:
    """Who works in the office, those who left muted."""
    return [
        Row(
            one.id,
            one.name,
            second=one.role,
            end=one.phone,
            icon="user-round",
            muted=one.active != "yes",
        )
        for one in officers
    ]


def _officer() -> tuple[Slot, ...]:
    active = {"yes": say("works here"), "no": say("has left")}
    return (
        Slot("name", say("Name"), span=4, name=say("Name of the officer"), needed=True),
        Slot("initials", say("Initials"), span=2),
        Slot("role", say("Function"), span=4, name=say("Function of the officer")),
        Slot("active", say("At work"), "choice", 2, choices=active),
        Slot("phone", say("Telephone"), span=3, name=say("Telephone of the officer")),
        Slot("email", say("E-mail"), span=3, name=say("E-mail of the officer")),
    )


class _Swatch(QWidget):
    """The accent as a spot on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.scaled(52), theme.scaled(28))
        self._colour = ""

    def show_colour(self, colour: str) -> None:
        """Show another colour."""
        self._colour = colour
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            white = QColor(Qt.GlobalColor.white)
            brush.rounded(self.rect(), 6, white, brush.colour("field"))
            inside = QRect(self.rect()).adjusted(5, 5, -5, -5)
            brush.rounded(inside, 3, QColor(self._colour))


def _quiet(words: str) -> QWidget:
    made = theme.label(words, "label", quiet=True)
    made.setWordWrap(True)
    return made
