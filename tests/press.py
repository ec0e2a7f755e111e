"""Exports packs for tests that read them; each only once."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefer.pdf import pages
from briefer.services import packs, visits

if TYPE_CHECKING:
    from briefer.pdf.sheets import Pages
    from briefer.workspace.database import Workspace

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class Exported(NamedTuple):
    """An exported pack: the file, and what its maker says stands where."""

    path: Path
    pages: "Pages"


class Press:
    """Exports packs of a workspace."""

    def __init__(self, workspace: "Workspace", folder: Path) -> None:
        """Files go into the folder."""
        self.workspace = workspace
        self._folder = folder
        self._exported: dict[tuple[str, ...], Exported] = {}

    def export(
        self,
        visit: str,
        recipe: str = "dossier",
        audience: str = "",
        language: str = "en",
        paper: str = "",
    ) -> Exported:
        """The pack of a visit."""
        key = (visit, recipe, audience, language, paper)
        if key not in self._exported:
            path = self._folder / f"{'-'.join(filter(None, key))}.pdf"
            found = visits.find(self.workspace, visit)
            pack = packs.compile_visit(
                self.workspace,
                found.id,
                recipe=recipe,
                audience=audience,
                language=language,
                paper=paper or None,
                at=AT,
            )
            made = packs.paginate(self.workspace, pack)
            path.write_bytes(pages.write(made))  # as `packs.export` does
            self._exported[key] = Exported(path, made)
        return self._exported[key]
