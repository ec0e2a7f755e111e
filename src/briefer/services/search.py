"""Searching library, notes and programmes as one types.

Not here: the index (`workspace.search`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from briefer.records.visits import Visit
from briefer.text import terms

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

_AROUND = 90
"""Characters of a text that are shown around what was found in it."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One hit. `visit` is the key of its visit, for what belongs to one; `line` the words around the hit."""

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
                line=_around([words_of(getattr(record, field)) for field in bodies], wanted),
            )
        )
    return tuple(found)


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
