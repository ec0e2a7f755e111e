"""A portrait: dropped, pasted or chosen, cut square in place, shown in a circle.

Not here: decoding and keeping (`services.portraits`), how a picture comes here (`picture_well`), cutting (`picture_bench`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import apart, dashed, painting
from briefer.gui.desk import Desk
from briefer.gui.dialogs import file_dialogs
from briefer.gui.views.controls import row, small_tool
from briefer.gui.views.cropper import Cropper
from briefer.gui.views.picture_bench import PictureBench, image_of
from briefer.gui.views.picture_well import PictureWell
from briefer.i18n import say
from briefer.records.naming import initials, whole_name
from briefer.records.people import Person

if TYPE_CHECKING:
    from briefer.services.portraits import Picture
    from briefer.workspace.database import Workspace

CIRCLE = 88


class Portrait(QWidget):
    """The portrait of one person, and beside it whatever is given."""

    def __init__(self, desk: Desk, undo: Undo, beside: QWidget) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self._person: Person | None = None
        self.circle = Circle()
        self.circle.file_given.connect(self.take_file)
        self.circle.picture_given.connect(self.take_picture)
        self.circle.choosing.connect(self.choose)
        self.circle.removed.connect(self.remove)
        self._choose = small_tool("image", say("Choose a portrait"), self.choose)
        self._crop = small_tool("crop", say("Cut the portrait anew"), self.crop_again)
        self._remove = small_tool("trash-2", say("Remove the portrait"), self.remove)
        tools = row(self._choose, self._crop, self._remove, None, spacing=2)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(beside)
        words.addWidget(tools)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.circle, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.cropper = Cropper(say("Square of the portrait"))
        self.bench = PictureBench(self.cropper, say("Keep this portrait"), self.circle)
        self.bench.taken.connect(self.keep)
        self.cropper.changed.connect(self._show_coarse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.bench)

    @property
    def is_cropping(self) -> bool:
        """Whether a picture lies ready to be cut."""
        return not self.bench.isHidden()

    def show_person(self, person: Person) -> None:
        """Show the portrait of somebody, or their initials."""
        other = self._person is None or self._person.id != person.id
        before = self._person.photo if self._person else ""
        self._person = person
        if other:
            self.bench.leave()
        locked = bool(self._desk.locked)
        self._choose.setEnabled(not locked)
        for tool in (self._crop, self._remove):
            tool.setVisible(bool(person.photo) and not locked)
        self.circle.locked = locked
        self.circle.show_initials(initials(person), whole_name(person), there=bool(person.photo))
        if not person.photo or other:
            self.circle.show_image(None)
        if person.photo and (other or person.photo != before or self.circle.image is None):
            self._fetch(lambda picture: self.circle.show_image(image_of(picture)))

    def take_picture(self, content: bytes) -> None:
        """Cut a picture of the clipboard."""
        from briefer.services import portraits

        if not self._desk.locked:
            self._read(lambda _workspace: portraits.read(content))

    def choose(self) -> None:
        """Ask for a file."""
        if not self._desk.locked and (path := file_dialogs.open_photograph(self)):
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Cut the picture in a file."""
        from briefer.services import portraits

        if not self._desk.locked:
            self._read(lambda _workspace: portraits.read_file(path))

    def _read(self, question: "Callable[[Workspace], Picture]") -> None:
        """Begin to cut what was given, unless somebody else is looked at by then."""
        person = self._person

        def arrived(picture: "Picture") -> None:
            if person and self._person and self._person.id == person.id:
                self.bench.begin(picture)

        self._desk.ask(question, arrived, lane="picture")

    def crop_again(self) -> None:
        """Cut what is kept anew."""

        def arrived(picture: "Picture | None") -> None:
            if picture:
                self.bench.begin(picture)

        self._fetch(arrived)

    def remove(self) -> None:
        """Take the portrait away."""
        if self._person and self._person.photo and not self._desk.locked:
            self._name(self._person, "")

    def keep(self) -> None:
        """Cut the square and keep it."""
        from briefer.services import portraits

        picture, person = self.bench.picture, self._person
        if picture is None or person is None:
            return
        square = self.cropper.square

        def arrived(hash_: str) -> None:
            now = self._person
            if now and now.id == person.id:
                self._name(now, hash_)
                self.bench.leave()
            else:
                self._name(person, hash_)  # somebody else is looked at by now

        self._desk.ask(
            lambda workspace: portraits.keep(workspace, picture.content, *square),
            arrived,
            lane="picture",
        )

    def _show_coarse(self) -> None:
        from briefer.services import portraits

        dots = portraits.coarse(self.cropper.square.side)
        sentence = say("Prints with {dots} dots per inch; {needed} are needed.")
        if dots:
            words = sentence.format(dots=shown.digits(dots), needed=shown.digits(portraits.NEEDED))
        else:
            words = say(
                "Arrows move, + and − size, Return keeps. Pages print what is between the lines."
            )
        self.bench.words.setText(words)

    def _fetch(self, done: "Callable[[Picture | None], None]") -> None:
        from briefer.services import portraits

        assert self._person is not None
        person = self._person

        def question(workspace: "Workspace") -> "Picture | None":
            return portraits.kept(workspace, person.photo)

        def arrived(picture: "Picture | None") -> None:
            if self._person and self._person.photo == person.photo:
                done(picture)

        self._desk.ask(question, arrived, lane="portrait")

    def _name(self, person: Person, hash_: str) -> None:
        from briefer.services import common_edits

        self._undo.end_run()
        self._undo.do(common_edits.change_field(person, "photo", hash_, called=say("portrait")))


class Circle(PictureWell):
    """The portrait in a circle, initials where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self._initials = ""
        size = theme.scaled(CIRCLE)
        self.setFixedSize(size, size)
        self.setToolTip(say("Drop or paste a picture here, or press Return to choose one"))

    def show_initials(self, letters: str, name: str, *, there: bool) -> None:
        """Say whose it is."""
        self._initials = letters
        words = say("Portrait of {name}") if there else say("Portrait of {name}: none yet")
        self.setAccessibleName(words.format(name=name))
        self.update()

    def show_image(self, image: QImage | None) -> None:
        """Show a picture, or the initials."""
        self.image = image
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            painter, box = brush.painter, self.rect().adjusted(3, 3, -3, -3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self.image is not None:
                path = QPainterPath()
                path.addEllipse(QRectF(box))
                with apart(painter):
                    painter.setClipPath(path)
                    side = min(self.image.width(), self.image.height())
                    left, top = (self.image.width() - side) // 2, (self.image.height() - side) // 2
                    painter.drawImage(box, self.image, QRect(left, top, side, side))
            else:
                accent = theme.mix(brush.colour("accent"), 0.5, brush.colour("secondary"))
                brush.rounded(box, box.width() / 2, accent)
                white = brush.colour(QPalette.ColorRole.Base)
                font = theme.font("screen")
                font.setPointSizeF(font.pointSizeF() * 1.6)
                brush.text(box, self._initials, font, white, Qt.AlignmentFlag.AlignHCenter)
            if self._over:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(dashed(brush.colour("accent"), width=2))
                painter.drawEllipse(box)
            if self.hasFocus():
                brush.ring(self.rect(), self.width() / 2)
