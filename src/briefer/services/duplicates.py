"""Records of the library that are likely the same: called alike, spelled with one slip, reached in the same way.

It only advises. Nobody is compared with everybody: records meet where they share a name or an address, or stand beside
each other in the order of their names. Not here: making two one (`merging`), which record a file means (`matching`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.kinds import by_name, name_of
from briefer.records.notes import GlossaryTerm, Instrument, Note, Theme
from briefer.records.people import Person, Post
from briefer.records.sources import Source
from briefer.text import fold, terms

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows

_LEAST_LETTERS = 8
"""Under this a slip makes another word: Iran, Iraq."""
_LEAST_WORD = 4
"""Letters of a word in which a slip is looked for."""
_CANDIDATES = 24
"""Records that are looked at for one."""
_CROWD = 40
"""More that are called alike are no duplicates of each other, but a habit: "Protocol Section"."""
_SMALL_WORDS = frozenset(
    {"the", "of", "for", "and", "de", "la", "le", "du", "des", "et", "og", "van"}
)


class Likely(NamedTuple):
    """Two records that are likely one, and why; the left one was there first."""

    left: Record
    right: Record
    reason: str


class _Face(NamedTuple):
    """What of a record is compared."""

    record: Record
    names: frozenset[str]
    """Folded; any of them in common is enough."""
    short: str = ""
    """An acronym, or a family name with an initial: enough where the place agrees, too."""
    places: frozenset[object] = frozenset()
    """Countries, or institutions; of two that both have some, one must be in common."""
    whole: UUID | None = None
    """The institution that it is a unit of; that of two units must be one, wherever it is."""
    reached: frozenset[str] = frozenset()
    """E-mail addresses."""


def of(workspace: "Workspace", kind: str, id_: UUID) -> tuple[Likely, ...]:
    """Those that are likely the same as one record; found by the index, in the time of a search."""
    from briefer.workspace.facets import Narrowing

    record = by_name()[kind].record
    with workspace.reading() as rows:
        own = rows.get(record, id_)
        if own is None:
            return ()
        ids = {id_}
        for name in _searched(own):
            hits = rows.search.search(name, _CANDIDATES, Narrowing((kind,)))
            ids |= {hit.record for hit in hits}
        faces = _faces(rows, rows.where(record, "id", ids))
    mine = next(face for face in faces if face.record.id == id_)
    found = ((face, _reason(mine, face)) for face in faces if face is not mine)
    return tuple(_likely(mine, face, reason) for face, reason in found if reason)


def among(workspace: "Workspace", kind: str) -> tuple[Likely, ...]:
    """All pairs of a kind that are likely the same, by name."""
    with workspace.reading() as rows:
        faces = _faces(rows, rows.all(by_name()[kind].record))
    found: dict[frozenset[UUID], Likely] = {}
    for one, other in _meetings(faces):
        both = frozenset((one.record.id, other.record.id))
        if both not in found and (reason := _reason(one, other)):
            found[both] = _likely(one, other, reason)
    return tuple(sorted(found.values(), key=_order))


def _order(likely: Likely) -> tuple[str, UUID, UUID]:
    return (fold(name_of(likely.left)), likely.left.id, likely.right.id)


def _likely(one: _Face, other: _Face, reason: str) -> Likely:
    left, right = sorted((one.record, other.record), key=lambda each: each.id)
    return Likely(left, right, reason)


def _meetings(faces: Sequence[_Face]) -> Iterator[tuple[_Face, _Face]]:
    """Pairs that are worth a look."""
    groups: dict[str, list[_Face]] = defaultdict(list)
    for face in faces:
        for key in (*face.names, *face.reached, f"={face.short}" if face.short else ""):
            if key:
                groups[key].append(face)
    for some in groups.values():
        if len(some) <= _CROWD:
            for at, one in enumerate(some):
                for other in some[at + 1 :]:
                    yield one, other
    forwards: Callable[[str], str] = str
    for turned in (forwards, lambda name: name[::-1]):  # a slip at the beginning, one at the end
        named = sorted(
            ((turned(name), face) for face in faces for name in face.names),
            key=lambda each: (each[0], each[1].record.id),
        )
        for (name, one), (another, other) in pairwise(named):
            if one is not other and name != another:
                yield one, other


def _reason(one: _Face, other: _Face) -> str:
    """Why two are likely the same; "" when they are not."""
    if one.reached & other.reached:
        return say("same e-mail address")
    if one.whole and other.whole:
        together, apart = one.whole == other.whole, one.whole != other.whole
    else:  # who types one in a hurry names no whole
        together = bool(one.places & other.places)
        apart = bool(one.places and other.places) and not together
    if apart and isinstance(one.record, Person) and one.names & other.names:
        return say("same name, another institution")
    if apart:
        return ""
    if one.names & other.names:
        return say("same name")
    if together and one.short and one.short == other.short:
        return say("same short form, same place")
    if any(_one_slip(name, another) for name in one.names for another in other.names):
        return say("one letter apart")
    return ""


def _one_slip(one: str, other: str) -> bool:
    """Whether two names differ by one letter, or by two that changed places."""
    if min(len(one), len(other)) < _LEAST_LETTERS or abs(len(one) - len(other)) > 1:
        return False
    if any(len(word) < _LEAST_WORD for word in set(one.split()) ^ set(other.split())):
        return False  # Section A is not Section B
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if any(letter.isdigit() for letter in left + right):
        return False  # Unit 3 is not Unit 4
    return (len(left) <= 1 and len(right) <= 1) or (len(left) == 2 and left == right[::-1])


# -------------------------------------------------------------------------------------- the kinds


def _faces(rows: "Rows", records: Sequence[Record]) -> list[_Face]:
    if records and isinstance(records[0], Person):
        return _people(rows, [each for each in records if isinstance(each, Person)])
    return [_face(each) for each in records]


def _face(record: Record) -> _Face:
    if isinstance(record, Institution):
        spellings = (spelling.text for spelling in record.spellings)
        names = _keys(record.name, record.native_name, *spellings)
        short = fold(record.acronym) if len(record.acronym) > 1 else ""
        countries = frozenset(filter(None, [fold(record.country)]))
        return _Face(record, names, short, countries, whole=record.parent)
    if isinstance(record, Place):
        whole = f"{record.name} {record.room}"
        return _Face(record, _keys(whole), places=frozenset(filter(None, [fold(record.city)])))
    if isinstance(record, Theme):
        return _Face(record, _keys(record.name, *record.synonyms))
    if isinstance(record, Instrument):
        whole = f"{record.kind} {record.number} {record.year} {record.issuer}"
        names = _keys(record.title, whole if record.number and record.year else "")
        return _Face(record, names, places=frozenset(filter(None, [record.year])))
    if isinstance(record, GlossaryTerm):
        expansion = frozenset(filter(None, [_key(record.expansion)]))
        return _Face(record, _keys(record.acronym), places=expansion)
    if isinstance(record, Note):
        return _Face(record, _keys(record.title), places=frozenset(filter(None, [record.date])))
    if isinstance(record, Source):
        when = frozenset(filter(None, [record.published_on]))
        return _Face(record, _keys(record.title), places=when)
    return _Face(record, _keys(name_of(record)))


def _people(rows: "Rows", people: Sequence[Person]) -> list[_Face]:
    ids = [person.id for person in people]
    at: dict[UUID, set[object]] = defaultdict(set)
    for post in rows.where(Post, "person", ids):
        if post.person and post.institution:
            at[post.person].add(post.institution)
    mail: dict[UUID, set[str]] = defaultdict(set)
    for contact in rows.where(ContactPoint, "person", ids):
        if contact.person and contact.kind == "e-mail":
            mail[contact.person].add(contact.value.casefold().strip())
    found = []
    for person in people:
        given, family = terms(person.given_name), terms(person.family_name)
        whole = f"{person.given_name} {person.family_name}" if given and family else ""
        printed = person.printed_name.removeprefix(person.honorific)
        names = frozenset(key for key in _keys(whole, printed, person.native_name) if " " in key)
        short = " ".join((*family, given[0][:1])) if given and family else ""
        found.append(
            _Face(
                person, names, short, frozenset(at[person.id]), reached=frozenset(mail[person.id])
            )
        )
    return found


def _keys(*names: str) -> frozenset[str]:
    """Names as they are compared: folded words in their order of letters, small ones left out."""
    return frozenset(filter(None, (_key(name) for name in names)))


def _key(name: str) -> str:
    words = terms(name)
    return " ".join(sorted(word for word in words if word not in _SMALL_WORDS) or words)


def _searched(record: Record) -> Iterable[str]:
    """What is looked up for one record: its names, and of a person the family name alone."""
    if isinstance(record, Person):
        names: tuple[str, ...] = (record.family_name, record.native_name, record.printed_name)
    elif isinstance(record, Institution):
        spellings = (spelling.text for spelling in record.spellings)
        names = (record.name, record.acronym, record.native_name, *spellings)
    else:
        names = (name_of(record),)
    return dict.fromkeys(filter(None, map(_key, names)))
