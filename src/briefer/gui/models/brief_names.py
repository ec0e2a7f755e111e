"""Names that are recognised in running text: institutions and people of a visit, and of the library.

Not here: how they are offered (`views.linking`).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefer.gui.models.offers import Offered
from briefer.records.institutions import Institution
from briefer.records.naming import whole_name
from briefer.records.people import Person
from briefer.records.visit_file import VisitFile
from briefer.text import fold

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

_MOST = 8


def known(file: VisitFile) -> list[Offered]:
    """The institutions and people of a visit."""
    return [*_institutions(file.institutions), *_people(file.people)]


def beginning(offers: Iterable[Offered], text: str) -> list[Offered]:
    """Those whose name or acronym begins with a text, in any spelling, the shortest first."""
    wanted = fold(text)
    found = [
        one
        for one in offers
        if fold(one.words).startswith(wanted) or fold(one.second).startswith(wanted)
    ]
    return sorted(found, key=lambda one: len(one.words))


def of_library(workspace: "Workspace", text: str) -> list[Offered]:
    """Those of the library."""
    from briefer.services import library

    institutions = library.page(workspace, "institution", 0, _MOST, text).records
    people = library.page(workspace, "person", 0, _MOST, text).records
    offers = [
        *_institutions(one for one in institutions if isinstance(one, Institution)),
        *_people(one for one in people if isinstance(one, Person)),
    ]
    return beginning(offers, text)


def _institutions(records: Iterable[Institution]) -> list[Offered]:
    return [Offered("institution", one.id, one.name, one.acronym, "landmark") for one in records]


def _people(records: Iterable[Person]) -> list[Offered]:
    return [
        Offered("person", one.id, whole_name(one), one.family_name, "user-round")
        for one in records
        if whole_name(one)
    ]
