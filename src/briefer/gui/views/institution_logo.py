"""The logo of an institution: dropped, pasted, chosen, cut, taken away.

What is given is kept at once, and lies ready to be cut. Not here: the piece of paper that it lies on (`logo_field`),
which pictures can be used (`services.logos`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.dialogs import file_dialogs
from briefer.gui.views.controls import row, small_tool
from briefer.gui.views.cropper import Cropper
from briefer.gui.views.logo_field import LogoWell
from briefer.gui.views.picture_bench import PictureBench
from briefer.i18n import say
from briefer.records.institutions import Institution

if TYPE_CHECKING:
    from briefer.services.office import PrintedLogo
    from briefer.services.portraits import Picture
    from briefer.workspace.database import Workspace

WIDTH, HEIGHT = 104, 62


class InstitutionLogo(QWidget):
    """The logo of the institution that is shown."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self._institution: Institution | None = None
        self.well = LogoWell(
            say("Logo of the institution"),
            say("No logo yet. Drop or paste a PNG, JPEG or SVG, or press Return to choose one."),
            short=say("Logo"),
            height=HEIGHT,
        )
        self.well.setFixedWidth(theme.scaled(WIDTH))
        self.cropper = Cropper(say("What is kept of the logo"), free=True)
        self.bench = PictureBench(self.cropper, say("Keep this part"), self.well)
        self.bench.words.setText(
            say("Arrows move, Ctrl and arrows or + and − size, Return keeps this part of the logo.")
        )
        self.bench.taken.connect(self.keep)
        self._crop = small_tool("crop", say("Cut the logo"), self.crop_again)
        self._crop.hide()
        self.well.file_given.connect(self.take_file)
        self.well.picture_given.connect(self._take_picture)
        self.well.choosing.connect(self._choose)
        self.well.removed.connect(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.well)
        layout.addWidget(row(self._crop, None))

    def show_institution(self, institution: Institution) -> None:
        """Show the logo of an institution, or that it has none."""
        before = self._institution
        self._institution = institution
        self.well.locked = bool(self._desk.locked)
        self._crop.setVisible(bool(institution.logo) and not self._desk.locked)
        other = before is None or before.id != institution.id
        if other or not institution.logo:
            self.bench.leave()
        if not other and before and before.logo == institution.logo:
            return
        if other or not institution.logo:
            self.well.show_logo(None, "")
        if institution.logo:
            self._fetch(institution)

    def take_file(self, path: Path) -> None:
        """Keep the logo in a file, and lay it ready to be cut."""
        from briefer.services import logos

        self._take(lambda workspace: (logos.keep_file(workspace, path), logos.read_file(path)))

    def crop_again(self) -> None:
        """Cut what is kept."""
        from briefer.services import logos

        one = self._institution
        if one is None or not one.logo or self._desk.locked:
            return

        def arrived(picture: "Picture | None") -> None:
            if picture and self._institution and self._institution.logo == one.logo:
                self.bench.begin(picture)

        def question(workspace: "Workspace") -> "Picture | None":
            return logos.kept_to_cut(workspace, one.logo)

        self._desk.ask(question, arrived, lane="institution logo")

    def keep(self) -> None:
        """Keep what is in the box; all of it is kept already."""
        from briefer.services import logos

        picture, box = self.bench.picture, self.cropper.box
        self.bench.leave()
        if picture and box != (0, 0, picture.width, picture.height):
            self._take(lambda workspace: (logos.keep_cut(workspace, picture.content, box), None))

    def remove(self) -> None:
        """Take the logo away."""
        if self._institution and self._institution.logo and not self._desk.locked:
            self._name(self._institution, "")

    def _take_picture(self, content: bytes) -> None:
        from briefer.services import logos

        self._take(lambda workspace: (logos.keep(workspace, content), logos.to_cut(content)))

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        if path := file_dialogs.open_picture(self.window(), Path(folder)):
            self.take_file(path)

    def _take(self, keep: "Callable[[Workspace], tuple[str, Picture | None]]") -> None:
        one = self._institution
        if one is None or self._desk.locked:
            return

        def arrived(kept: "tuple[str, Picture | None]") -> None:
            hash_, picture = kept
            now = self._institution
            here = now is not None and now.id == one.id
            self._name(now if now and here else one, hash_)  # for whom it was given
            if here and picture:
                self.bench.begin(picture)

        self._desk.ask(keep, arrived, lane="institution logo")

    def _name(self, institution: Institution, hash_: str) -> None:
        from briefer.services import common_edits

        self._undo.end_run()
        edit = common_edits.change_field(institution, "logo", hash_, called=say("logo"))
        self._undo.do(edit)

    def _fetch(self, institution: Institution) -> None:
        from briefer.services import logos

        hash_ = institution.logo

        def question(workspace: "Workspace") -> "PrintedLogo | None":
            return logos.kept(workspace, hash_)

        def arrived(logo: "PrintedLogo | None") -> None:
            if self._institution and self._institution.logo == hash_:
                words = say("The logo of {name}").format(name=institution.name)
                self.well.show_logo(logo, words)

        self._desk.ask(question, arrived, lane="institution logo shown")
