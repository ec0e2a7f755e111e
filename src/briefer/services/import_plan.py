"""What one exchange file changes in a workspace: new records, fields set, conflicts, keys, files.

Not here: which record an entry is (`matching`), the transaction (`imports`).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_type_hints
from uuid import UUID

import msgspec

from briefer.errors import KnownError
from briefer.exchange import bundle
from briefer.exchange.bundle import Bundle, Entry
from briefer.i18n import figures, say, say_many
from briefer.records.base import Record, new_id
from briefer.records.kinds import KINDS, by_name, file_fields, name_of, references
from briefer.rules.merging import changed, fields_of
from briefer.services.circles import CHAINS, closed
from briefer.services.edits import Change, Edit
from briefer.services.field_names import field_name
from briefer.services.fitting import fit
from briefer.services.history import value_words
from briefer.services.matching import Matching, whole_field, whole_values
from briefer.text import nearest

if TYPE_CHECKING:
    from briefer.workspace.load_save import Rows

_PICTURES = ("image/png", "image/jpeg")
_DRAWINGS = (*_PICTURES, "image/svg+xml")
_PICTURE_FIELDS = {"photo": _PICTURES, "logo": _DRAWINGS, "plan": _DRAWINGS}
"""Fields that hold a picture, and the media types that they take."""


class Remark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something to know about one record of a file.

    `renamed`: its key belongs to another record here, so it got `now`. `conflict`: the field was edited here since and
    is kept; `here` and `file` are the two values. `left out`: the field could not be taken in.
    """

    rule: Literal["renamed", "conflict", "left out"]
    file: str
    place: str
    kind: str
    key: str
    name: str
    field: str = ""
    here: Any = None
    theirs: Any = msgspec.field(name="file_value", default=None)
    now: str = ""
    sentence: str = ""


Happens = Literal["create", "change", "unclear", "same"]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One record of a file, and what happens with it unless somebody chooses otherwise.

    `unclear`: a field was edited here since the file last set it; what is here stays.
    """

    index: int
    whole: int | None
    """The line of the record that contains it."""
    place: str
    """In the file: `visits[0].items[3]`."""
    kind: str
    name: str
    happens: Happens
    fields: tuple[tuple[str, str, str], ...] = ()
    """Name, what is here, what the file says; of a new record what the file says."""


class Choices(NamedTuple):
    """What somebody chose of a file, by the indices of its lines."""

    without: frozenset[int] = frozenset()
    """Left out, with all that they contain."""
    theirs: frozenset[int] = frozenset()
    """The file's values are taken where they were edited here, too."""


class Plan:
    """What one file changes in the workspace."""

    def __init__(
        self, rows: "Rows", file: Bundle, *, theirs: bool, choices: Choices | None = None
    ) -> None:
        self._rows = rows
        self._file = file
        self._theirs = theirs
        self._choices = choices or Choices()
        self._without = self._left_out()
        self.remarks: list[Remark] = []
        self.added: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.unchanged = 0
        self._last = {(row.kind, row.key): row for row in rows.imported(file.name)}
        matching = Matching(rows, file.entries, self._last)
        self._found, self._merged = matching.found, matching.merged
        self._ids = [
            record.id if record else self._new_id(entry)
            for entry, record in zip(file.entries, self._found, strict=True)
        ]
        # a key that was written down wins over one that another part has by its place
        by_keyed = sorted(zip(file.entries, self._ids, strict=True), key=lambda pair: pair[0].keyed)
        self._names = {(entry.kind, entry.key): id_ for entry, id_ in by_keyed if entry.key}
        self._keys_here: dict[str, dict[str, UUID]] = {}
        self._values: list[dict[str, Any]] = []
        self._kept: list[set[str]] = []
        self._nobody: set[UUID] = set()
        """New records that are left out: nothing refers to them."""

    def _left_out(self) -> frozenset[int]:
        """The lines that are left out, with those that they contain: wholes stand before their parts."""
        found = set(self._choices.without)
        for index, entry in enumerate(self._file.entries):
            if entry.whole in found:
                found.add(index)
        return frozenset(found)

    def edit(self) -> Edit:
        """The edit that takes the file in."""
        last_said = self._last_said()
        self._nobody = {self._ids[index] for index in self._without if self._found[index] is None}
        changes = []
        for index, entry in enumerate(self._file.entries):
            if index in self._without:
                self._values.append({})
                self._kept.append(set())
                continue
            values = self._resolved(entry)
            self._values.append(values)
            before = self._found[index]
            if before and index in self._merged:
                self._kept.append(set())
                self._pass_over(entry, before, values)
                continue
            if before is None:
                self._kept.append(set())
                changes.append(Change(None, self._new(index, entry, values)))
                self.added[entry.kind] += 1
                continue
            theirs = self._theirs or index in self._choices.theirs
            kept = self._conflicts(entry, before, values, last_said, theirs=theirs)
            self._kept.append(kept)
            wanted = {field: value for field, value in values.items() if field not in kept}
            after = self._fit(entry, msgspec.structs.replace(before, **wanted))
            if fields_of(after) == fields_of(before):
                self.unchanged += 1
            else:
                self.changed[entry.kind] += 1
                changes.append(Change(before, after))
        changes = self._without_circles(changes)
        self._free_keys(changes)
        count = len(changes)
        words = say_many(
            "Import {count} record from {file}", "Import {count} records from {file}", count
        )
        past = say_many(
            "{count} record imported from {file}.", "{count} records imported from {file}.", count
        )
        numbers = {"count": figures(count), "file": self._file.name}
        return Edit(words.format(**numbers), tuple(changes), past.format(**numbers))

    def _pass_over(self, entry: Entry, before: Record, values: dict[str, Any]) -> None:
        """The entry's own record was merged with another here: what was decided then is not taken back."""
        self.unchanged += 1
        last = self._last.get((entry.kind, entry.key))
        if last is None or any(
            last.fields.get(field) != msgspec.to_builtins(value) for field, value in values.items()
        ):
            sentence = say(
                "{place}: it was merged into {name} here; what the file says of it was left out."
            )
            remark = self._remark(entry, before, "left out", sentence, place=entry.place)
            self.remarks.append(remark)

    def _without_circles(self, changes: list[Change]) -> list[Change]:
        """The changes without the fields by which a record would come to stand below itself."""
        at = {id_: index for index, id_ in enumerate(self._ids) if index not in self._merged}
        cut: dict[UUID, Change] = {}
        for record in closed(self._rows, [change.after for change in changes if change.after]):
            index, field = at[record.id], CHAINS[type(record)]
            entry, before = self._file.entries[index], self._found[index]
            if field not in entry.fields:
                continue  # it stood here before and did not come with the file
            stays = getattr(before, field) if before else None
            cut[record.id] = Change(before, msgspec.structs.replace(record, **{field: stays}))
            self._kept[index].add(field)
            sentence = say("{place}: {name} would stand below itself; the field was left out.")
            place = f"{entry.place}.{field}"
            self.remarks.append(
                self._remark(entry, record, "left out", sentence, field, place=place)
            )
        kept = []
        for change in changes:
            change = cut.get(change.record.id, change)
            if (
                change.before
                and change.after
                and fields_of(change.before) == fields_of(change.after)
            ):
                self.changed[change.kind] -= 1
                self.unchanged += 1
            else:
                kept.append(change)
        self.changed = +self.changed
        return kept

    def lines(self, changes: Sequence[Change]) -> tuple[Line, ...]:
        """What happens with each record of the file; after `edit`, with the changes that it gave."""
        done = {change.record.id: change for change in changes}
        return tuple(
            self._line(index, entry, self._done(done, index))
            for index, entry in enumerate(self._file.entries)
        )

    def _done(self, done: dict[UUID, Change], index: int) -> Change | None:
        return None if index in self._merged else done.get(self._ids[index])

    def _line(self, index: int, entry: Entry, change: Change | None) -> Line:
        before, kept = self._found[index], self._kept[index]
        names = [field for field in entry.fields if before is None or field in kept]
        if before and change and change.after:
            names += changed(before, change.after)
        record = change.record if change else before
        title = by_name()[entry.kind].title
        name = name_of(record) if record else str(entry.fields.get(title, ""))
        happens: Happens = "unclear" if kept else "change" if change else "same"
        return Line(
            index=index,
            whole=entry.whole,
            place=entry.place,
            kind=entry.kind,
            name=name or entry.key,
            happens="create" if before is None else happens,
            fields=tuple(
                (
                    field_name(field),
                    value_words(self._shown(getattr(before, field)), {}) if before else "",
                    value_words(entry.fields.get(field), {}),
                )
                for field in dict.fromkeys(names)
            ),
        )

    def note(self, officer: str) -> None:
        """Remember what the file said, to tell its changes from edits made here the next time."""
        from briefer.workspace.load_save import Imported

        batch = new_id()
        noted = []
        for index, entry in enumerate(self._file.entries):
            if index in self._without or index in self._merged:
                continue
            kept = self._kept[index]
            said = {
                field: msgspec.to_builtins(value)
                for field, value in self._values[index].items()
                if field not in kept
            }
            before = self._last.get((entry.kind, entry.key))
            if before:
                said = {**before.fields, **said}
                if before.fields == said and before.record == self._ids[index]:
                    continue
            noted.append(
                Imported(self._file.name, entry.kind, entry.key, self._ids[index], batch, said)
            )
        if noted:
            self._rows.add_batch(
                {
                    "id": batch,
                    "file": self._file.name,
                    "hash": self._file.hash,
                    "at": datetime.now(UTC),
                    "who": officer,
                }
            )
            self._rows.note_imported(noted)

    def _new_id(self, entry: Entry) -> UUID:
        """The id that the file gives, unless a record elsewhere in the workspace has it."""
        if entry.id and not self._rows.get(by_name()[entry.kind].record, entry.id):
            return entry.id
        return new_id()

    def _new(self, index: int, entry: Entry, values: dict[str, Any]) -> Record:
        record = by_name()[entry.kind].record
        whole = whole_values(self._file.entries, index, self._ids)
        if "order" in record.__struct_fields__ and entry.whole is not None:
            values.setdefault("order", self._next_order(index, entry))
        missing = [name for name in _required(record) if name not in values and name not in whole]
        if missing:
            sentence = say("{file}: {place} is new and needs “{field}”.")
            raise KnownError(
                sentence.format(file=self._file.shown, place=entry.place, field=missing[0])
            )
        made = record(id=self._ids[index], key=entry.key, **{**values, **whole})
        return self._fit(entry, made)

    def _next_order(self, index: int, entry: Entry) -> int:
        """The place of a new part that names none: as in the file, behind what its whole has already."""
        assert entry.whole is not None
        if self._found[entry.whole] is None:
            return entry.number - 1
        record = by_name()[entry.kind].record
        field = whole_field(self._file.entries, index)
        here = self._rows.where(record, field, [self._ids[entry.whole]])
        return max((each.order for each in here), default=-1) + entry.number  # type: ignore[attr-defined]

    def _fit(self, entry: Entry, record: Record) -> Record:
        try:
            return fit(record)
        except KnownError as error:
            raise KnownError(f"{self._file.shown}: {entry.place}: {error}") from error

    # ------------------------------------------------------------------------------- conflicts

    def _last_said(self) -> dict[UUID, dict[str, Any]]:
        """What was last imported of each record: by this file, and of other fields by any."""
        ids = [record.id for record in self._found if record]
        said: dict[UUID, dict[str, Any]] = defaultdict(dict)
        for row in self._rows.imported(None, ids):
            if row.file != self._file.name:
                said[row.record].update(row.fields)
        for row in self._last.values():
            said[row.record].update(row.fields)
        return said

    def _conflicts(
        self,
        entry: Entry,
        before: Record,
        values: dict[str, Any],
        last_said: dict[UUID, dict[str, Any]],
        *,
        theirs: bool,
    ) -> set[str]:
        """The fields that were edited here since a file last set them, and differ."""
        kept = set()
        said = last_said.get(before.id, {})
        for field, value in values.items():
            here = getattr(before, field)
            if field not in said or here == value or msgspec.to_builtins(here) == said[field]:
                continue
            sentence = say("{name}: {field} was edited here since the last import and is kept.")
            if theirs:
                sentence = say("{name}: {field} was edited here; the file’s was taken.")
            remark = self._remark(entry, before, "conflict", sentence, field)
            here, told = self._shown(here), entry.fields.get(field)
            if not theirs:
                kept.add(field)
                self.remarks.append(msgspec.structs.replace(remark, here=here, theirs=told))
        return kept

    def _shown(self, value: Any) -> Any:
        """A value as a file would say it; ids of records as their keys."""
        if isinstance(value, UUID):
            for kind in KINDS:
                record = self._rows.get(kind.record, value)
                if record:
                    return record.key
        if isinstance(value, tuple):
            return [self._shown(each) for each in value]
        return msgspec.to_builtins(value)

    def _remark(
        self,
        entry: Entry,
        record: Record,
        rule: Literal["renamed", "conflict", "left out"],
        sentence: str,
        field: str = "",
        **words: str,
    ) -> Remark:
        name = name_of(record) or record.key or entry.key
        return Remark(
            rule=rule,
            file=self._file.shown,
            place=f"{entry.place}.{field}" if field else entry.place,
            kind=entry.kind,
            key=record.key or entry.key,
            name=name,
            field=field,
            sentence=sentence.format(name=name, field=field, **words),
        )

    def _free_keys(self, changes: list[Change]) -> None:
        """Give a free key to new records whose key belongs to another record, and say so."""
        taken: dict[str, set[str]] = {}
        new = {
            change.after.id: number
            for number, change in enumerate(changes)
            if not change.before and change.after
        }
        # keys that were written down come first; those by place take what is left
        order = sorted(
            range(len(self._file.entries)), key=lambda index: not self._file.entries[index].keyed
        )
        for index in order:
            entry, number = self._file.entries[index], new.get(self._ids[index])
            if number is None or not entry.key:
                continue
            if entry.kind not in taken:
                taken[entry.kind] = set(self._rows.keys(by_name()[entry.kind].record))
            key = _free(entry, taken[entry.kind])
            taken[entry.kind].add(key)
            if key == entry.key:
                continue
            record = changes[number].after
            assert record is not None
            changes[number] = Change(None, msgspec.structs.replace(record, key=key))
            if entry.keyed:
                sentence = say(
                    "{name}: the key {key} belongs to another record here; it became {now}."
                )
                remark = self._remark(entry, record, "renamed", sentence, key=entry.key, now=key)
                self.remarks.append(msgspec.structs.replace(remark, key=entry.key, now=key))

    # ------------------------------------------------------------------- from keys to ids, from names to files

    def _resolved(self, entry: Entry) -> dict[str, Any]:
        """The fields of an entry as a record holds them."""
        record = by_name()[entry.kind].record
        refers = {each.field: each for each in references(record)}
        files = file_fields(record)
        values: dict[str, Any] = {}
        for field, value in entry.fields.items():
            if field in refers:
                reference = refers[field]
                if reference.many:
                    places = [f"{field}[{number}]" for number in range(len(value))]
                    named = (
                        self._id_of(entry, place, reference.kind, key)
                        for place, key in zip(places, value, strict=True)
                    )
                    values[field] = tuple(id_ for id_ in named if id_ not in self._nobody)
                else:
                    id_ = self._id_of(entry, field, reference.kind, value) if value else None
                    values[field] = None if id_ in self._nobody else id_
            elif field in files:
                hash_ = self._hash_of(entry, field, value)
                if hash_ is not None:
                    values[field] = hash_
            else:
                values[field] = msgspec.convert(value, _hints(record)[field])
        return values

    def _id_of(self, entry: Entry, field: str, kind: str, key: str) -> UUID:
        found = self._names.get((kind, key)) or self._here(kind).get(key)
        if found:
            return found
        known = [name for of, name in self._names if of == kind] + list(self._here(kind))
        like = nearest(key, known)
        if like:
            sentence = say(
                "{file}: {place} names the {kind} “{key}”, which is not there. Did you mean “{like}”?"
            )
        else:
            sentence = say(
                "{file}: {place} names the {kind} “{key}”, which is neither in the file nor in the workspace."
            )
        raise KnownError(
            sentence.format(
                file=self._file.shown,
                place=f"{entry.place}.{field}",
                kind=kind.replace("_", " "),
                key=key,
                like=like,
            )
        )

    def _here(self, kind: str) -> dict[str, UUID]:
        if kind not in self._keys_here:
            self._keys_here[kind] = self._rows.keys(by_name()[kind].record)
        return self._keys_here[kind]

    def _hash_of(self, entry: Entry, field: str, name: str) -> str | None:
        """The hash of a file that the entry names, which is kept from now on; None, and a remark, when it is missing."""
        from briefer.workspace.load_save import File

        if not name or self._rows.files_present([name]):
            return name
        place = f"{entry.place}.{field}"
        content = self._file.file(name, place)
        if content is None:
            remark = Remark(
                rule="left out",
                file=self._file.shown,
                place=place,
                kind=entry.kind,
                key=entry.key,
                name=entry.key,
                field=field,
                sentence=say("{place}: there is no file {name}; the field was left out.").format(
                    place=place, name=name
                ),
            )
            self.remarks.append(remark)
            return None
        media_type = bundle.media_type(content)[0]
        if media_type not in _PICTURE_FIELDS.get(field, (media_type,)):
            sentence = say("{file}: {place} names {name}, which is neither PNG nor JPEG.")
            if "image/svg+xml" in _PICTURE_FIELDS[field]:
                sentence = say("{file}: {place} names {name}, which is no PNG, JPEG or SVG.")
            raise KnownError(sentence.format(file=self._file.shown, place=place, name=name))
        hash_ = sha256(content).hexdigest()
        self._rows.add_file(File(hash_, media_type, content))
        return hash_


@cache
def _required(record: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in msgspec.structs.fields(record) if field.required)


@cache
def _hints(record: type[Record]) -> dict[str, Any]:
    return get_type_hints(record, include_extras=True)


def _free(entry: Entry, taken: set[str]) -> str:
    """The key of an entry, or the next free one: `iraq-2022/item-8` by place, `danish-mfa-2` otherwise."""
    key, number = entry.key, entry.number if not entry.keyed else 1
    stem = entry.key.rsplit("-", 1)[0] if not entry.keyed else entry.key
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
