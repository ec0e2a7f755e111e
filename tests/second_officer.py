"""An officer in a process of his own: opens a workspace and edits it by what he is told, as a window would.

Reads lines of JSON: the path with his name, then what to write, as often as wanted, then `end`; answers each with a line.
"""

import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from briefer.records.base import Record
from briefer.records.kinds import KINDS, by_name
from briefer.services import edits, waiting
from briefer.services.edits import Change, Conflict, Edit
from briefer.workspace import database
from briefer.workspace.database import Workspace

LISTS = ("key_messages",)


def hear() -> Any:
    return json.loads(sys.stdin.readline())


def answer(value: object) -> None:
    print(json.dumps(value), flush=True)


def written(record: Record, values: dict[str, Any]) -> Record:
    """The record with what is typed; a list gets one more entry."""
    own = {
        field: (*getattr(record, field), value) if field in LISTS else value
        for field, value in values.items()
    }
    return msgspec.structs.replace(record, **own)


def write(workspace: Workspace, jobs: list[Any], read: dict[str, Record]) -> list[Any]:
    """Each job: kind, id, whether it is read anew first, and what is typed on what was read last."""
    told = []
    for kind, id_, anew, values in jobs:
        if anew or id_ not in read:
            read[id_] = fresh(workspace, kind, id_)
        before = read[id_]
        after = written(before, values)
        base = {field: getattr(before, field) for field in values}
        try:
            stored = edits.apply(workspace, Edit("Write", (Change(before, after),)))
        except Conflict as conflict:
            waiting.keep(workspace, conflict)
            read[id_] = fresh(workspace, kind, id_)
            told.append(["waits", id_, base, values])
            continue
        if stored.changes and stored.changes[0].after:
            read[id_] = stored.changes[0].after
        told.append(["stored", id_, base, values])
    return told


def fresh(workspace: Workspace, kind: str, id_: str) -> Record:
    with workspace.reading() as rows:
        found = rows.get(by_name()[kind].record, UUID(id_))
    assert found is not None
    return found


def everything(workspace: Workspace) -> list[Any]:
    with workspace.reading() as rows:
        records = [record for kind in KINDS for record in rows.all(kind.record)]
    plain: list[Any] = msgspec.to_builtins(sorted(records, key=lambda record: record.id))
    return plain


def main() -> None:
    path, officer = hear()
    while path:
        with database.open_(Path(path), officer=officer) as workspace:
            answer("open")
            read: dict[str, Record] = {}
            while (jobs := hear()) != "end":
                answer(write(workspace, jobs, read))
            answer(everything(workspace))
        path, officer = hear()


if __name__ == "__main__":
    main()
