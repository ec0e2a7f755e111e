"""Searching library, notes and programmes as one types.

Not here: the index (`workspace.search`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from briefer.records.institutions import Institution
from briefer.records.people import Person, Post
from briefer.records.visits import Visit
from briefer.text import terms

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows

_AROUND = 90
"""Characters of a text that are shown around what was found in it."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One hit. `visit` is the key of its visit, for what belongs to one.

    `line` is the words around the hit; of a post whose it is and where.
    """

    kind: str
    id: UUID
    key: str
    label: str
    visit: str = ""
    line: str = ""


def search(
    workspace: "Workspace",
    words: str,
    limit: int = 20,
    *,
    kinds: Sequence[str] = (),
    visit: UUID | None = None,
) -> tuple[Found, ...]:
    """The best hits for all of the words, the last of which may be unfinished; names before texts."""
    from briefer.records.kinds import by_name
    from briefer.workspace.search import SEARCHED, words_of

    with workspace.reading() as rows:
        hits = rows.search.search(words, limit, kinds, visit)
        records = {
            record.id: record
            for kind in {hit.kind for hit in hits}
            for record in rows.where(
                by_name()[kind].record, "id", [hit.record for hit in hits if hit.kind == kind]
            )
        }
        visits = {
            each.id: each.key
            for each in rows.where(Visit, "id", {hit.visit for hit in hits if hit.visit})
        }
        posts = _held(rows, [one for one in records.values() if isinstance(one, Post)])
    wanted = terms(words)
    found = []
    for hit in hits:
        record = records.get(hit.record)
        if record is None:
            continue
        bodies = () if hit.title else SEARCHED[hit.kind].bodies
        found.append(
            Found(
                kind=hit.kind,
                id=hit.record,
                key=record.key,
                label=hit.label,
                visit=visits.get(hit.visit, "") if hit.visit else "",
                line=posts.get(hit.record)
                or _around([words_of(getattr(record, field)) for field in bodies], wanted),
            )
        )
    return tuple(found)


def _held(rows: "Rows", posts: Sequence[Post]) -> dict[UUID, str]:
    """Whose posts are, and where: many are called alike."""
    from briefer.records.kinds import name_of

    people = rows.where(Person, "id", {one.person for one in posts if one.person})
    institutions = rows.where(
        Institution, "id", {one.institution for one in posts if one.institution}
    )
    names = {one.id: name_of(one) for one in (*people, *institutions)}
    return {
        one.id: ", ".join(
            names[id_] for id_ in (one.person, one.institution) if id_ and id_ in names
        )
        for one in posts
    }


def _around(texts: Sequence[str], wanted: Sequence[str]) -> str:
    """Some words around the first place where one of the wanted terms begins a word."""
    for text in texts:
        words = text.split()
        for number, word in enumerate(words):
            if any(part.startswith(tuple(wanted)) for part in terms(word)):
                start = max(0, number - 5)
                line = " ".join(words[start : number + 12])
                return ("… " if start else "") + line[:_AROUND]
    return ""
