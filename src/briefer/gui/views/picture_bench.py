"""Where a picture that was given is cut before it is kept: the picture with what is kept of it, and two buttons.

Not here: what takes pictures (`picture_well`), what becomes of them (`portrait`, `institution_logo`).
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.views.controls import button, row
from briefer.gui.views.cropper import Cropper
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.services.portraits import Picture


class PictureBench(QWidget):
    """A picture that lies ready to be cut; nothing is seen of it while there is none."""

    taken = Signal()
    """What is kept is chosen: `picture`, and the box of `cropper`."""

    def __init__(self, cropper: Cropper, keep: str, after: QWidget) -> None:
        """`keep` is what keeping is called; `after` takes the keyboard when the picture is put away."""
        super().__init__()
        self.cropper, self._after = cropper, after
        self.picture: Picture | None = None
        self.words = theme.label("", "label", quiet=True)
        self.words.setWordWrap(True)
        cropper.taken.connect(self.taken)
        cropper.left.connect(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(cropper)
        layout.addWidget(self.words)
        take = button(keep, self.taken.emit, "check")
        layout.addWidget(row(take, button(say("Leave it"), self.leave), None))
        self.hide()

    def begin(self, picture: "Picture") -> None:
        """Lay a picture ready; one that cannot be seen is passed over."""
        image = image_of(picture)
        if image is None:
            return
        self.picture = picture
        self.show()
        self.cropper.show_picture(image, picture.width, picture.height)
        self.cropper.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Put the picture away."""
        focus = QApplication.focusWidget()
        if not self.isHidden() and focus and self.isAncestorOf(focus):
            self._after.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picture = None
        self.hide()


def image_of(picture: "Picture | None") -> QImage | None:
    """What is to be looked at of a picture; None where there is none."""
    image = QImage.fromData(picture.shown) if picture else QImage()
    return None if image.isNull() else image
