"""A portrait: dropped, pasted or chosen, cut square in place, shown in a circle.

Not here: decoding and keeping (`services.portraits`), the square (`cropper`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import dashed, painting
from briefer.gui.desk import Desk
from briefer.gui.dialogs import file_dialogs
from briefer.gui.views.controls import button, row, small_tool
from briefer.gui.views.cropper import Cropper
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
        self._picture: Picture | None = None
        self.circle = Circle()
        self.circle.given.connect(self.take_data)
        self.circle.wanted.connect(self.choose)
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
        self.cropper = Cropper()
        self.cropper.taken.connect(self.keep)
        self.cropper.left.connect(self.leave)
        self._coarse = theme.label("", "label", quiet=True)
        self._coarse.setWordWrap(True)
        self.cropper.changed.connect(self._show_coarse)
        self._bench = QWidget()
        bench = QVBoxLayout(self._bench)
        bench.setContentsMargins(0, 8, 0, 0)
        bench.setSpacing(6)
        bench.addWidget(self.cropper)
        bench.addWidget(self._coarse)
        take = button(say("Keep this portrait"), self.keep, "check")
        bench.addWidget(row(take, button(say("Leave it"), self.leave), None))
        self._bench.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._bench)

    @property
    def is_cropping(self) -> bool:
        """Whether a picture lies ready to be cut."""
        return not self._bench.isHidden()

    def show_person(self, person: Person) -> None:
        """Show the portrait of somebody, or their initials."""
        other = self._person is None or self._person.id != person.id
        before = self._person.photo if self._person else ""
        self._person = person
        if other:
            self.leave()
        locked = bool(self._desk.locked)
        self._choose.setEnabled(not locked)
        for tool in (self._crop, self._remove):
            tool.setVisible(bool(person.photo) and not locked)
        self.circle.setAcceptDrops(not locked)
        self.circle.show_initials(initials(person), whole_name(person), there=bool(person.photo))
        if not person.photo or other:
            self.circle.show_image(None)
        if person.photo and (other or person.photo != before or self.circle.image is None):
            self._fetch(lambda picture: self.circle.show_image(_image(picture)))

    def take_data(self, data: QMimeData) -> None:
        """A picture was dropped or pasted: an image, or a file that holds one."""
        from briefer.services import portraits

        if self._desk.locked:
            return
        path = _file_of(data)
        if path is not None:
            self.take_file(path)
        elif content := _content_of(data):
            self._read(lambda _workspace: portraits.read(content))

    def choose(self) -> None:
        """Ask for a file."""
        if not self._desk.locked and (path := file_dialogs.open_photograph(self)):
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Cut the picture in a file."""
        from briefer.services import portraits

        self._read(lambda _workspace: portraits.read_file(path))

    def _read(self, question: "Callable[[Workspace], Picture]") -> None:
        """Begin to cut what was given, unless somebody else is looked at by then."""
        person = self._person

        def arrived(picture: "Picture") -> None:
            if person and self._person and self._person.id == person.id:
                self._begin(picture)

        self._desk.ask(question, arrived, lane="picture")

    def crop_again(self) -> None:
        """Cut what is kept anew."""

        def arrived(picture: "Picture | None") -> None:
            if picture:
                self._begin(picture)

        self._fetch(arrived)

    def remove(self) -> None:
        """Take the portrait away."""
        if self._person and self._person.photo and not self._desk.locked:
            self._name(self._person, "")

    def keep(self) -> None:
        """Cut the square and keep it."""
        from briefer.services import portraits

        picture, person = self._picture, self._person
        if picture is None or person is None:
            return
        square = self.cropper.square

        def arrived(hash_: str) -> None:
            now = self._person
            if now and now.id == person.id:
                self._name(now, hash_)
                self.leave()
            else:
                self._name(person, hash_)  # somebody else is looked at by now

        self._desk.ask(
            lambda workspace: portraits.keep(workspace, picture.content, *square),
            arrived,
            lane="picture",
        )

    def leave(self) -> None:
        """Put the picture that is being cut away."""
        focus = QApplication.focusWidget()
        if self.is_cropping and focus and self._bench.isAncestorOf(focus):
            self.circle.setFocus(Qt.FocusReason.OtherFocusReason)
        self._picture = None
        self._bench.hide()

    def _begin(self, picture: "Picture") -> None:
        image = _image(picture)
        if image is None:
            return
        self._picture = picture
        self._bench.show()
        self.cropper.show_picture(image, picture.width, picture.height)
        self.cropper.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self._coarse.setText(words)

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


class Circle(QWidget):
    """The portrait in a circle, initials where there is none; takes what is dropped and pasted."""

    given = Signal(object)
    """Mime data with a picture."""
    wanted = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self._initials = ""
        self._over = False
        size = theme.scaled(CIRCLE)
        self.setFixedSize(size, size)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            data = QApplication.clipboard().mimeData()
            if _holds_picture(data):
                self.given.emit(data)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self.wanted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _holds_picture(event.mimeData()):
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: object) -> None:
        del event
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.given.emit(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            painter, box = brush.painter, self.rect().adjusted(3, 3, -3, -3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self.image is not None:
                path = QPainterPath()
                path.addEllipse(QRectF(box))
                painter.save()
                painter.setClipPath(path)
                side = min(self.image.width(), self.image.height())
                left, top = (self.image.width() - side) // 2, (self.image.height() - side) // 2
                painter.drawImage(box, self.image, QRect(left, top, side, side))
                painter.restore()
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


def _image(picture: "Picture | None") -> QImage | None:
    image = QImage.fromData(picture.shown) if picture else QImage()
    return None if image.isNull() else image


def _holds_picture(data: QMimeData) -> bool:
    return data.hasImage() or _file_of(data) is not None


def _file_of(data: QMimeData) -> Path | None:
    """The one file that was dropped."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None


def _content_of(data: QMimeData) -> bytes:
    """The image of a clipboard, as a file."""
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())
