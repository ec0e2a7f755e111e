"""Reading and writing exchange files: JSON, or a zip with the JSON and the files that it names.

Reading gives `Entry` after `Entry`, wholes before parts, each with its place in the file, nothing resolved. What comes
in may be hostile: sizes are limited, nothing is extracted, no file outside the JSON's own folder or zip is read. Not
here: matching with a workspace (`services.imports`).
"""

import errno
import json
import math
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from briefer.errors import KnownError
from briefer.exchange import schema
from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Record
from briefer.records.kinds import by_name, file_fields, part_key, references
from briefer.text import clean, is_svg

LARGEST_JSON = 100_000_000
"""Bytes of the JSON: a library of some hundred thousand records."""
LARGEST_FILE = 50_000_000
"""Bytes of one photograph or annex."""
_LARGEST_NUMBER = 2**31
"""Databases hold whole numbers below this."""
JSON_IN_ZIP = "records.json"
FILES = "files"
"""The folder, beside the JSON or in the zip, of the files that a dump names."""

_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,  # a way of packing that Python lacks
    RuntimeError,  # a password is wanted
)

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"%PDF-", "application/pdf", "pdf"),
)
OTHER_TYPE = "application/octet-stream"


class Entry(NamedTuple):
    """One record of a file as it stands there; references are keys, files are names.

    `number` is its place among its like, from 1; `whole` the index of the entry that contains it. A part that was given
    no key has one by its place, and `keyed` is false.
    """

    kind: str
    place: str
    key: str
    keyed: bool
    id: UUID | None
    fields: dict[str, Any]
    whole: int | None
    number: int


class Bundle(NamedTuple):
    """An exchange file that was read. `file` gives the bytes of a file that it names, None where it is missing."""

    name: str
    """Without its folder: by this an earlier import of it is known."""
    shown: str
    """As the user typed it, for messages."""
    hash: str
    entries: tuple[Entry, ...]
    file: Callable[[str, str], bytes | None]


# --------------------------------------------------------------------------------------- reading


def read(path: Path) -> Bundle:
    """Read an exchange file.

    Raises:
        KnownError: it is not there, too large, broken (with line and column), or does not have the form (with place).

    """
    with _opened(path) as file:
        start = file.read(8)
        if start[:4] in (b"PK\x03\x04", b"PK\x05\x06"):  # the second is a zip that holds nothing
            return _read_zip(path)
        if not start or media_type(start)[0] != OTHER_TYPE:
            raise KnownError(say("{path} is no exchange file of Briefer.").format(path=path))
        file.seek(0)
        content = file.read(LARGEST_JSON + 1)
    return _bundle(path, content, lambda name, place: _whole(path, name, place, _beside))


def _opened(path: Path) -> Any:
    try:
        if path.is_dir():
            raise KnownError(say("{path} is a folder, not an exchange file.").format(path=path))
        if path.exists() and not path.is_file():
            raise KnownError(say("{path} is not a file.").format(path=path))
        return path.open("rb")
    except FileNotFoundError as error:
        raise KnownError(say("There is no file {path}.").format(path=path)) from error
    except (OSError, ValueError) as error:
        if getattr(error, "errno", 0) == errno.ENAMETOOLONG:
            sentence = say("“{name}…” is a longer name than the system allows.")
            raise KnownError(sentence.format(name=path.name[:60])) from error
        reason = getattr(error, "strerror", None) or error
        sentence = say("{path} cannot be read: {reason}.")
        raise KnownError(sentence.format(path=path, reason=reason)) from error


def _read_zip(path: Path) -> Bundle:
    content = _member(path, JSON_IN_ZIP, LARGEST_JSON)
    if content is None:
        sentence = say("{path} is no exchange file of Briefer: it holds no {name}.")
        raise KnownError(sentence.format(path=path, name=JSON_IN_ZIP))
    return _bundle(path, content, lambda name, place: _whole(path, name, place, _in_zip))


def _bundle(path: Path, content: bytes, file: Callable[[str, str], bytes | None]) -> Bundle:
    value = parse(content, str(path))
    try:
        _check_values(value, "", str(path))
        schema.check(value, str(path))
    except RecursionError as error:
        raise KnownError(say("{file} is nested too deeply.").format(file=path)) from error
    entries = tuple(_entries(value))
    _refuse_nobody(entries, str(path))
    _refuse_doubles(entries, str(path))
    name = path.name.encode(errors="replace").decode()  # no database keeps half characters
    return Bundle(name, str(path), sha256(content).hexdigest(), entries, file)


def parse(content: bytes, file: str) -> Any:
    """The value of a JSON text.

    Raises:
        KnownError: it is too large or broken; the sentence names line and column.

    """
    if len(content) > LARGEST_JSON:
        sentence = say("{file} is too large: more than {limit} MB.")
        raise KnownError(sentence.format(file=file, limit=LARGEST_JSON // 1_000_000))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = say("{file} is not UTF-8 text: line {line}.")
        raise KnownError(sentence.format(file=file, line=line)) from error
    try:
        return json.loads(
            text, object_pairs_hook=_no_doubles, parse_constant=_no_constant, parse_int=_number
        )
    except json.JSONDecodeError as error:
        sentence = say("{file} is broken JSON at line {line}, column {column}: {reason}.")
        raise KnownError(
            sentence.format(
                file=file,
                line=error.lineno,
                column=error.colno,
                reason=error.msg.removesuffix(" at"),
            )
        ) from error
    except RecursionError as error:
        raise KnownError(say("{file} is nested too deeply.").format(file=file)) from error
    except _BadValue as error:
        sentence = say("{file} holds what an exchange file cannot hold: {reason}.")
        raise KnownError(sentence.format(file=file, reason=error)) from error


class _BadValue(Exception):
    """Something JSON allows and an exchange file does not."""


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise _BadValue(say("“{name}” twice in one record").format(name=double[:100]))
    return found


def _no_constant(name: str) -> Any:
    raise _BadValue(name)


_LONGEST_NUMBER = 20


def _number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _BadValue(say("a number of {count} digits").format(count=len(digits)))
    return int(digits)


def _check_values(value: Any, place: str, file: str) -> None:
    """Refuse what no database keeps: NUL and other controls, half characters, endless numbers."""
    if isinstance(value, dict):
        for name, each in value.items():
            where = f"{place}.{name}" if place else name
            _check_values(name, clean(where), file)
            _check_values(each, where, file)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            _check_values(each, f"{place}[{number}]", file)
    elif isinstance(value, str):
        if clean(value) != value.replace("\r\n", "\n").replace("\r", "\n"):
            sentence = say("{file}: {place} holds a character that cannot be printed.")
            raise KnownError(sentence.format(file=file, place=place))
    elif isinstance(value, (int, float)) and not (
        math.isfinite(value) and -_LARGEST_NUMBER < value < _LARGEST_NUMBER
    ):
        sentence = say("{file}: {place} is too large a number.")
        raise KnownError(sentence.format(file=file, place=place or say("its top level")))


def _refuse_nobody(entries: Iterable[Entry], file: str) -> None:
    """The id of zeros stands for nothing wherever ids are used."""
    for entry in entries:
        if entry.id is not None and not entry.id.int:
            sentence = say(
                "{file}: {place}.id is nothing but zeros. Leave it out, and the record gets one of its own."
            )
            raise KnownError(sentence.format(file=file, place=entry.place))


def _refuse_doubles(entries: Sequence[Entry], file: str) -> None:
    """Two records of a file that would be one cannot both be meant."""
    for what in ("id", "key"):
        places: dict[tuple[str, object], str] = {}
        for entry in entries:
            word = entry.id if what == "id" else entry.keyed and entry.key
            if word and places.setdefault((entry.kind, word), entry.place) != entry.place:
                sentence = say("{file}: {place} has the same {what} as {other}: {word}.")
                other = places[entry.kind, word]
                raise KnownError(
                    sentence.format(file=file, place=entry.place, what=what, other=other, word=word)
                )


def _entries(value: dict[str, Any]) -> Iterator[Entry]:
    found: list[Entry] = []
    for kind in schema.top_level():
        for index, record in enumerate(value.get(kind.plural, ())):
            _flatten(found, kind.name, f"{kind.plural}[{index}]", record, None, index + 1)
    yield from found


def _flatten(
    found: list[Entry], kind: str, place: str, value: dict[str, Any], whole: int | None, number: int
) -> None:
    fields = {name: value[name] for name in schema.file_fields(kind) if name in value}
    id_ = fields.pop("id", None)
    key = fields.pop("key", "")
    above = found[whole].key if whole is not None else ""
    entry = Entry(
        kind=kind,
        place=place,
        key=key or (part_key(above, kind, number) if above else ""),
        keyed=bool(key),
        id=UUID(id_) if id_ else None,
        fields={name: _tidy(each) for name, each in fields.items()},
        whole=whole,
        number=number,
    )
    own = len(found)
    found.append(entry)
    for name, part, _ in by_name()[kind].parts:
        for index, each in enumerate(value.get(name, ())):
            _flatten(found, part, f"{place}.{name}[{index}]", each, own, index + 1)


def _tidy(value: Any) -> Any:
    """Line ends as the workspace keeps them."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_tidy(each) for each in value]
    if isinstance(value, dict):
        return {name: _tidy(each) for name, each in value.items()}
    return value


# ------------------------------------------------------------------------ files that a file names


def media_type(content: bytes) -> tuple[str, str]:
    """The media type of a file and the ending of its name, by how it begins; never by its name."""
    for start, kind, ending in _SIGNATURES:
        if content.startswith(start):
            return kind, ending
    if is_svg(content):
        return "image/svg+xml", "svg"
    return OTHER_TYPE, "bin"


def _whole(
    path: Path, name: str, place: str, find: Callable[[Path, str, str], bytes | None]
) -> bytes | None:
    """A file that is named, as it was when it was named: a hash says what the content must be."""
    content = find(path, name, place)
    if content is not None and _is_hash(name) and sha256(content).hexdigest() != name:
        sentence = say(
            "{file}: {place} names {name}, but what stands under that name is damaged. "
            "Copy the file and its folder anew."
        )
        raise KnownError(sentence.format(file=path, place=place, name=name))
    return content


def _beside(path: Path, name: str, place: str) -> bytes | None:
    """A file beside the JSON, by its relative name or its hash; never outside the JSON's folder."""
    folder = path.parent.resolve()
    if _is_hash(name):
        candidates: Iterable[Path] = sorted((folder / FILES).glob(f"{name}.*"))
    else:
        _refuse_escape(path, name, place)
        candidates = [folder / name]
    for candidate in candidates:
        try:
            real = candidate.resolve()
            if not real.is_file():
                continue
            inside = real.is_relative_to(folder)
            with real.open("rb") as file:
                content = file.read(LARGEST_FILE + 1) if inside else b""
        except (OSError, ValueError, RuntimeError) as error:
            sentence = say("{file}: {place} names {name}, which cannot be read.")
            raise KnownError(sentence.format(file=path, place=place, name=name)) from error
        if not inside:
            raise _outside(path, name, place)
        _refuse_large(path, name, place, len(content))
        return content
    return None


def _in_zip(path: Path, name: str, place: str) -> bytes | None:
    if not _is_hash(name):
        _refuse_escape(path, name, place)
        return _member(path, name, LARGEST_FILE, place)
    for ending in ("png", "jpg", "pdf", "svg", "bin"):
        found = _member(path, f"{FILES}/{name}.{ending}", LARGEST_FILE, place)
        if found is not None:
            return found
    return None


def _member(path: Path, name: str, largest: int, place: str = "") -> bytes | None:
    """One member of a zip, by its exact name, no more than `largest` bytes; None when it is not there."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = [info for info in archive.infolist() if info.filename == name]
            if not found:
                return None
            with archive.open(found[0]) as member:
                content = member.read(largest + 1)
    except _ZIP_ERRORS as error:
        raise KnownError(say("{path} is a damaged zip file.").format(path=path)) from error
    if len(found) > 1:
        raise KnownError(say("{path} holds {name} twice.").format(path=path, name=name))
    _refuse_large(path, name, place, len(content), largest)
    return content


def _is_hash(name: str) -> bool:
    return len(name) == 64 and all(letter in "0123456789abcdef" for letter in name)


def _refuse_escape(path: Path, name: str, place: str) -> None:
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or "\\" in name or ":" in name:
        raise _outside(path, name, place)


def _outside(path: Path, name: str, place: str) -> KnownError:
    sentence = say("{file}: {place} names {name}, which is outside the folder of the file.")
    return KnownError(sentence.format(file=path, place=place, name=name))


def _refuse_large(
    path: Path, name: str, place: str, size: int, largest: int = LARGEST_FILE
) -> None:
    if size > largest:
        sentence = say("{file}: {name} is larger than {limit} MB.")
        named = f"{place} {name}".strip()
        raise KnownError(sentence.format(file=path, name=named, limit=largest // 1_000_000))


# --------------------------------------------------------------------------------------- writing


def build(records: Mapping[str, Collection[Record]]) -> dict[str, Any]:
    """The value of an exchange file with these records, by kind. References to records not among them are left out.

    The order is that of keys, of parts that of their `order`, so that the same records always give the same file.
    """
    keys = {record.id: record.key for some in records.values() for record in some}
    by_whole: dict[tuple[str, str, UUID], list[Record]] = {}
    placed: set[UUID] = set()
    for kind in by_name().values():
        for _, part, field in kind.parts:
            for record in records.get(part, ()):
                whole = getattr(record, field)
                fits = field != "about" or record.about_kind == kind.name  # type: ignore[attr-defined]
                if whole in keys and fits and record.id not in placed:
                    by_whole.setdefault((kind.name, part, whole), []).append(record)
                    placed.add(record.id)

    def value(kind: str, record: Record, above: str, index: int) -> dict[str, Any]:
        found = _fields(kind, record, keys, above, index)
        for name, part, field in by_name()[kind].parts:
            parts = sorted(by_whole.get((kind, part, record.id), ()), key=_place)
            if parts:
                found[name] = [
                    value(part, each, record.key, number) for number, each in enumerate(parts)
                ]
                for each in found[name]:
                    each.pop(field, None)
        return found

    file: dict[str, Any] = {"format": schema.FORMAT}
    for kind in schema.top_level():
        some = sorted(records.get(kind.name, ()), key=lambda each: each.key)
        if some:
            file[kind.plural] = [value(kind.name, each, "", 0) for each in some]
    return file


def _place(record: Record) -> tuple[tuple[bool, date, date], int, UUID]:
    return dates.sort_key(getattr(record, "day", "")), getattr(record, "order", 0), record.id


def _fields(
    kind: str, record: Record, keys: Mapping[UUID, str], above: str, index: int
) -> dict[str, Any]:
    """What a file says of one record: what differs from its default, or from its place."""
    plain = msgspec.to_builtins(record)
    found: dict[str, Any] = {"id": str(record.id)}
    if not above or record.key != part_key(above, kind, index + 1):
        found["key"] = record.key
    refers = {each.field: each.many for each in references(type(record))}
    for field in schema.file_fields(kind):
        if field in ("id", "key"):
            continue
        if field == "order" and above:
            if record.order != index:  # type: ignore[attr-defined]
                found[field] = record.order  # type: ignore[attr-defined]
        elif field not in plain:
            continue
        elif field in refers:
            named = getattr(record, field)
            if refers[field]:
                found[field] = [keys[id_] for id_ in named if id_ in keys]
            elif named in keys:
                found[field] = keys[named]
        else:
            found[field] = plain[field]
    return found


def to_json(value: dict[str, Any]) -> bytes:
    """An exchange file as text that a person can read and a program can compare."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def to_zip(value: dict[str, Any], files: Iterable[tuple[str, bytes]]) -> bytes:
    """An exchange file as a zip with the files that it names. The same content gives the same bytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [(JSON_IN_ZIP, to_json(value)), *files]:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()


def file_name(hash_: str, content: bytes) -> str:
    """The name under which a file stands beside the JSON or in the zip."""
    return f"{FILES}/{hash_}.{media_type(content)[1]}"


def named_files(records: Iterable[Record]) -> Sequence[str]:
    """The hashes of all files that records name, each once, in order."""
    hashes = {getattr(record, field) for record in records for field in file_fields(type(record))}
    return sorted(hashes - {""})
