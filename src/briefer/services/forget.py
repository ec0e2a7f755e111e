"""All that is held about a person, and forgetting somebody: what is emptied, what is erased, what is left to decide.

A person who is forgotten stays as an empty record, so that a visit still tells how many travelled. Their private data,
contact points, portrait, drafts and refused edits go; what was supplied about them for one visit is emptied; what the
history, the search index and the notes of imports hold of them is erased. It cannot be undone. Texts of others that
name them, and issued editions, are for an officer to decide on. Not here: copies of the workspace, which roll.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.records.base import Record, new_id
from briefer.records.institutions import ContactPoint
from briefer.records.kinds import KINDS, by_name, file_fields, kind_of, name_of
from briefer.records.packs import Edition
from briefer.records.people import Person, Post, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visits import Delegate
from briefer.rules.merging import BOOKKEEPING
from briefer.services import survivors
from briefer.services.field_names import field_name
from briefer.services.history import value_words
from briefer.services.naming import name_keys
from briefer.services.visits import refers_to

if TYPE_CHECKING:
    from briefer.workspace.audit import Entry
    from briefer.workspace.database import Workspace
    from briefer.workspace.drafts import Draft
    from briefer.workspace.load_save import Imported, Rows
    from briefer.workspace.waiting import Kept

_NAMES = ("printed_name", "native_name", "sort_key")
"""Fields of a person that name them whole."""
_FEWEST_LETTERS = 3
"""Of a name, or a word of one, that is looked for in texts."""
_GONE: tuple[type[Record], ...] = (PrivateData, ContactPoint)
"""What goes with the person."""
_EMPTIED: dict[type[Record], tuple[str, ...]] = {
    Post: (),
    Delegate: ("title", "affiliation", "override_reason", "arrival", "departure", "room", "named_by"),
    Participant: ("title", "represented_by"),
}  # fmt: skip
"""What stays, each with what was supplied about the person and is emptied."""
_TO_UNDO = timedelta(days=1)
_TIES = ("person", "about")
"""Fields by which a record tells of one person alone."""


class Held(NamedTuple):
    """All that a workspace holds about a person."""

    person: Person
    own: tuple[Record, ...]
    """What tells of this person alone: private data, contact points, and the parts of these and of `roles`."""
    roles: tuple[Record, ...]
    """Where the person stands in an institution or a visit: posts, delegates, participants."""
    mentions: tuple[Record, ...]
    """Other records that refer to the person, or in whose text the name stands."""
    editions: tuple[Edition, ...]
    """Issued packs of the visits that the person takes part in."""
    entries: "tuple[tuple[int, Entry], ...]"
    """What the history tells of the person, each with its number."""
    drafts: "tuple[Draft, ...]"
    waiting: "tuple[Kept, ...]"
    imported: "tuple[Imported, ...]"
    files: tuple[str, ...]
    """Hashes of portraits, of earlier ones too, that nothing else shows."""
    names: Mapping[str, str]
    """By their ids: what the records are called that these refer to."""


def about(workspace: "Workspace", person: UUID) -> Held:
    """All that is held about a person.

    Raises:
        KnownError: there is no such person.

    """
    with workspace.reading() as rows:
        return _held(rows, person)


def forget(workspace: "Workspace", person: UUID) -> Held:
    """Forget a person for good; gives what was held, whose `mentions` and `editions` are left to decide.

    Raises:
        KnownError: there is no such person, or the workspace cannot be written.

    """
    with workspace.writing() as rows:
        held = _held(rows, person)
        emptied = _emptied(rows, held, workspace.officer)
        for before, after in zip((held.person, *held.roles), emptied, strict=True):
            rows.update(after, before.version)
        rows.delete(held.own)
        rows.audit.erase(number for number, _ in held.entries)
        rows.audit.add(_notes(held, workspace.officer))
        rows.drafts.remove(each.id for each in held.drafts)
        for each in held.waiting:
            rows.waiting.remove(each.id)
        rows.forget_imported(held.imported)
        rows.delete_files(held.files)
        rows.search.tidy()
    workspace.settle()
    return held


def erase_private(workspace: "Workspace", now: datetime) -> int:
    """Erase what is still told of private data that were deleted; gives of how many.

    A day is left to undo in. What backups hold goes as they roll.

    Raises:
        KnownError: the workspace cannot be written.

    """
    with workspace.reading() as rows:
        there = {one.id for one in rows.all(PrivateData)}
        entries = rows.audit.numbered(0, "private_data")
        late = {
            one.record
            for _, one in entries
            if one.action == "delete" and one.fields
            if one.record not in there and now - one.at > _TO_UNDO
        }
    if not late:
        return 0
    with workspace.writing() as rows:
        rows.audit.erase(number for number, one in entries if one.record in late)
        rows.drafts.remove(each.id for each in rows.drafts.of(late))
        rows.forget_imported(rows.imported(None, late))
    workspace.settle()
    return len(late)


def lines(held: Held) -> Iterator[str]:
    """All that is held, in words: each record with its fields, then the traces of it."""
    for record in (held.person, *held.own, *held.roles):
        yield f"{kind_of(record).name} {record.key}"
        for field, value in _filled(record).items():
            yield f"    {field_name(field)}: {_line(value, held.names)}"
    for number, one in held.entries:
        yield say("history, entry {number}: {at}, {who}: {words}").format(
            number=number, at=f"{one.at:%Y-%m-%d %H:%M}", who=one.who, words=one.words
        )
        for field, sides in one.fields.items():
            texts = (_line(side, held.names) or "–" for side in sides)
            yield f"    {field_name(field)}: {' → '.join(texts)}"
    for draft in held.drafts:
        yield say("draft of {who}, {field}: {text}").format(
            who=draft.who, field=draft.label, text=draft.text
        )
    for kept in held.waiting:
        yield say("edit of {who} that waits for a decision: {words}").format(
            who=kept.who, words=kept.edit.get("words", "")
        )
    for one_import in held.imported:
        yield say("said by {file}: {words}").format(
            file=one_import.file, words=_line(one_import.fields, held.names)
        )
    yield from left_lines(held)


def _line(value: Any, names: Mapping[str, str]) -> str:
    return "; ".join(value_words(value, names).splitlines())


def _filled(record: Record) -> dict[str, Any]:
    """The fields that say something, as plain values."""
    plain = msgspec.to_builtins(record)
    return {
        field.name: plain[field.name]
        for field in msgspec.structs.fields(type(record))
        if field.name not in BOOKKEEPING and field.name not in ("key", "about", "about_kind")
        if getattr(record, field.name) != field.default
    }


def left_lines(held: Held) -> Iterator[str]:
    """What forgetting leaves for an officer to decide: texts of others that name the person, and issued packs."""
    for record in held.mentions:
        yield say("named in {kind} {key}: {name}").format(
            kind=kind_of(record).name, key=record.key, name=name_of(record)
        )
    for edition in held.editions:
        yield say("issued pack: {recipe} for {audience}, edition {number}").format(
            recipe=edition.recipe, audience=edition.audience, number=edition.number
        )


def _emptied(rows: "Rows", held: Held, officer: str) -> list[Record]:
    """The person and the roles as they stay: without what was told of them, and with keys that name nobody."""
    person = Person(id=held.person.id, version=held.person.version)
    bare = [person, *(_without(role) for role in held.roles)]
    named = name_keys(rows, [msgspec.structs.replace(each, key="") for each in bare])
    now = datetime.now(UTC)
    return [
        msgspec.structs.replace(
            named[each.id], version=each.version + 1, changed_at=now, changed_by=officer
        )
        for each in bare
    ]


def _without(role: Record) -> Record:
    defaults = {field.name: field.default for field in msgspec.structs.fields(type(role))}
    return msgspec.structs.replace(role, **{name: defaults[name] for name in _EMPTIED[type(role)]})


def _notes(held: Held, officer: str) -> "Iterator[Entry]":
    """The entries that say that somebody was forgotten, and not who."""
    from briefer.workspace.audit import Entry

    number, now = new_id(), datetime.now(UTC)
    words = say("Forget a person")
    for record in (held.person, *held.roles):
        yield Entry(number, now, officer, words, "change", kind_of(record).name, record.id, {})
    for record in held.own:
        yield Entry(number, now, officer, words, "delete", kind_of(record).name, record.id, {})


# ------------------------------------------------------------------------------------ what is held


def _held(rows: "Rows", id_: UUID) -> Held:
    person = rows.get(Person, id_)
    if person is None:
        raise KnownError(say("This person is not there any more."))
    gone = [part for kind in _GONE for part in rows.where(kind, "person", [id_])]
    roles = [role for kind in _EMPTIED for role in rows.where(kind, "person", [id_])]
    own = [*gone, *_parts(rows, [person, *gone, *roles])]
    entries = rows.audit.numbered(0)
    ids = _ever(entries, {each.id for each in (person, *own, *roles)})
    about_them = [one for _, one in entries if one.record in ids and not survivors.is_note(one)]
    names = _names(person, about_them)
    seen = {each.id for each in (person, *own, *roles)}
    return Held(
        person=person,
        own=tuple(own),
        roles=tuple(roles),
        mentions=tuple(_mentions(rows, id_, names, seen)),
        editions=_editions(rows, roles),
        entries=_told(entries, ids, names),
        drafts=rows.drafts.of(ids),
        waiting=tuple(each for each in rows.waiting.all() if _changes(each, ids)),
        imported=tuple(each for each in rows.imported(None) if each.record in ids),
        files=tuple(_portraits(rows, person, about_them)),
        names=_names_of(rows, [person, *own, *roles]),
    )


def _parts(rows: "Rows", wholes: Sequence[Record]) -> Iterator[Record]:
    """What is contained in the records, but for what is there already."""
    for whole in wholes:
        for _, part, field in kind_of(whole).parts:
            kind = by_name()[part].record
            if kind not in _GONE:
                yield from rows.where(kind, field, [whole.id])


def _names_of(rows: "Rows", records: Iterable[Record]) -> dict[str, str]:
    """What the records are called that some refer to."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for record in records:
        for kind, id_ in refers_to(record):
            wanted[kind].add(id_)
    return {
        str(one.id): name_of(one) or one.key
        for kind, ids in wanted.items()
        for one in rows.where(by_name()[kind].record, "id", ids)
    }


def _ever(entries: "Sequence[tuple[int, Entry]]", ids: set[UUID]) -> set[UUID]:
    """The records with those that told of the same person once: merged with them, or deleted."""
    found = set(ids)
    count = 0
    while len(found) > count:
        count = len(found)
        texts = {str(id_) for id_ in found}
        for _, one in entries:
            if survivors.is_note(one) and one.record in found:
                found.add(UUID(survivors.lost_in(one)))
            elif one.action == "delete" and any(
                str(side) in texts for field in _TIES for side in one.fields.get(field, ())
            ):
                found.add(one.record)
    return found


def _names(person: Person, entries: "Iterable[Entry]") -> frozenset[str]:
    """The names that somebody bears or bore, in all forms."""
    states = [person]
    for one in entries:
        if one.kind == "person":
            same = one.record == person.id
            for at in (0, 1):
                sides = {field: pair[at] or "" for field, pair in one.fields.items()}
                known = {
                    field: sides.get(field, getattr(person, field) if same else "")
                    for field in ("honorific", "given_name", "family_name", *_NAMES)
                }
                states.append(msgspec.convert(known, Person))
    return frozenset(
        form for each in states for form in _forms(each) if len(form) >= _FEWEST_LETTERS
    )


def _forms(person: Person) -> Iterator[str]:
    """How a person may be called in a text."""
    given, family = person.given_name, person.family_name
    yield name_of(person)
    yield f"{given} {family}".strip()
    yield f"{family} {given}".strip()
    yield f"{family}, {given}".strip(", ")
    yield from (getattr(person, field) for field in _NAMES)


def _holds(values: Any, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the texts of plain values, as whole words."""
    text = _text(values)
    return any(
        name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names
    )


def _told(
    entries: "Sequence[tuple[int, Entry]]", ids: Collection[UUID], names: Collection[str]
) -> "tuple[tuple[int, Entry], ...]":
    """The entries that tell of somebody: those of the records, and whatever holds a name."""
    return tuple(
        (number, one)
        for number, one in entries
        if (one.words or one.fields)
        if one.record in ids or _holds((one.words, one.fields), names)
    )


def _text(values: Any) -> str:
    """All texts in plain values, one below the other."""
    if isinstance(values, str):
        return values
    if isinstance(values, dict):
        return "\n".join(_text(each) for each in values.values())
    if isinstance(values, list | tuple):
        return "\n".join(_text(each) for each in values)
    return ""


def _mentions(rows: "Rows", id_: UUID, names: Iterable[str], seen: set[UUID]) -> Iterator[Record]:
    found = [record for _, _, record in rows.referring("person", [id_])]
    for name in names:
        found += (one for one in rows.containing(name) if _holds(msgspec.to_builtins(one), [name]))
    for record in found:
        if record.id not in seen:
            seen.add(record.id)
            yield record


def _editions(rows: "Rows", roles: Iterable[Record]) -> tuple[Edition, ...]:
    items = {each.item for each in roles if isinstance(each, Participant)}
    visits = {one.visit for one in rows.where(ProgrammeItem, "id", items)}
    visits |= {each.visit for each in roles if isinstance(each, Delegate)}
    return rows.where(Edition, "visit", visits)


def _changes(kept: "Kept", ids: Collection[UUID]) -> bool:
    """Whether a refused edit is about one of the records."""
    texts = {str(id_) for id_ in ids}
    changes = kept.edit.get("changes")
    return any(
        (change.get(side) or {}).get("id") in texts
        for change in (changes if isinstance(changes, list) else ())
        for side in ("before", "after")
    )


def _portraits(rows: "Rows", person: Person, entries: "Iterable[Entry]") -> Iterator[str]:
    """The pictures of somebody, now and before, that no other record shows."""
    hashes = {person.photo} | {
        str(side) for one in entries for side in one.fields.get("photo", ()) if side
    }
    for hash_ in sorted(hashes - {""}):
        shown = (
            record
            for kind in KINDS
            for field in file_fields(kind.record)
            for record in rows.where(kind.record, field, [hash_])
        )
        if all(record.id == person.id for record in shown):
            yield hash_
