"""Visits: the list of them, one found by its key, and the file of one: all that a pack may print.

Not here: changing anything (`edits`), cutting for a reader (`pack.audience`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import msgspec

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Record
from briefer.records.briefs import Brief
from briefer.records.kinds import KINDS, by_name, kind_of, references
from briefer.records.notes import GlossaryTerm, Note
from briefer.records.packs import Comment, Edition, IssuedNumber
from briefer.records.people import Officer, Post
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Party, Stop, Visit
from briefer.rules import programme
from briefer.text import nearest

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows

R = TypeVar("R", bound=Record)

LIBRARY = frozenset(
    {"officer", "source", "theme", "place", "institution", "person", "private_data", "post"}
    | {"instrument", "term", "note", "contact", "citation", "wording"}
)
"""Kinds that a visit's file takes from the library, as far as the visit touches them."""
_OF_AN_EARLIER = frozenset({"phase", "stop", "party", "delegate", "item", "participant"}) | {
    "outcome",
    "follow_up",
    "citation",
    "wording",
}
"""Parts of an earlier visit that a history of contact tells."""


class VisitSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A line in the list of visits."""

    id: UUID
    key: str
    title: str
    short_title: str
    start: str
    end: str
    status: str
    cities: tuple[str, ...]
    items: dict[str, int]
    """How many items have which status."""
    briefs: int = 0
    final: int = 0
    """Of the briefs so many are final."""
    changed_at: datetime
    """When the visit, a stop or an item of it last changed."""


def overview(workspace: "Workspace") -> tuple[VisitSummary, ...]:
    """All visits, the latest first; those without a date stand before them."""
    from briefer.pack import shipped

    with workspace.reading() as rows:
        all_visits = rows.all(Visit)
        stops = _grouped(rows.all(Stop))
        counts = rows.tally(ProgrammeItem, "visit", "status")
        items = list(rows.tally(ProgrammeItem, "id", "visit", "kind", "status"))
        statuses = rows.tally(Brief, "item", "status")
        changed = [rows.latest(kind, "visit") for kind in (ProgrammeItem, Stop)]
    by_visit: dict[UUID, dict[str, int]] = defaultdict(dict)
    for (visit, status), count in counts.items():
        by_visit[visit][status] = count
    has_brief = {item for item, _status in statuses}
    is_final = {item for item, status in statuses if status == "final"}
    kinds = {rule.kind: rule for rule in shipped.item_kinds()}
    briefs: Counter[UUID] = Counter()
    final: Counter[UUID] = Counter()
    for item, visit, kind, status in items:
        if programme.prints_brief(kinds[kind], status, has_brief=item in has_brief):
            briefs[visit] += 1
            final[visit] += item in is_final
    found = [
        VisitSummary(
            id=visit.id,
            key=visit.key,
            title=visit.title,
            short_title=visit.short_title,
            start=visit.start,
            end=visit.end,
            status=visit.status,
            cities=tuple(
                dict.fromkeys(stop.city for stop in in_order(stops[visit.id]) if stop.city)
            ),
            items=by_visit[visit.id],
            briefs=briefs[visit.id],
            final=final[visit.id],
            changed_at=max(
                [visit.changed_at] + [times[visit.id] for times in changed if visit.id in times]
            ),
        )
        for visit in all_visits
    ]
    found.sort(key=lambda each: each.title)
    return tuple(sorted(found, key=lambda each: dates.sort_key(each.start), reverse=True))


def find(workspace: "Workspace", key: str) -> Visit:
    """The visit with this key.

    Raises:
        KnownError: there is none; the sentence names the nearest.

    """
    with workspace.reading() as rows:
        found = rows.find(Visit, key)
        if found:
            return found
        like = nearest(key, rows.keys(Visit))
    if like:
        sentence = say("{path} has no visit “{key}”. Did you mean “{like}”?")
    else:
        sentence = say("{path} has no visit “{key}”. “briefer visits” lists them.")
    raise KnownError(sentence.format(path=workspace.path, key=key, like=like))


def load(workspace: "Workspace", visit: UUID) -> VisitFile:
    """The visit and all that a pack may print of the library, as of one moment.

    Raises:
        KnownError: the visit is not there any more.

    """
    with workspace.reading() as rows:
        return collect(rows, visit)


def is_whole(file: VisitFile) -> bool:
    """Whether a file holds all that its records refer to in the library; one patched after an edit may not."""
    kinds = [kind.name for kind in KINDS if kind.plural in VisitFile.__struct_fields__]
    records = [record for kind in kinds for record in file.of(kind)]
    known = {record.id.int for record in records}
    return all(
        id_.int in known
        for record in records
        for kind, id_ in refers_to(record)
        if kind in LIBRARY and kind in kinds
    )


def collect(rows: "Rows", visit_id: UUID, *, with_earlier: bool = True) -> VisitFile:
    """`load` inside a transaction."""
    visit = rows.get(Visit, visit_id)
    if visit is None:
        raise KnownError(say("This visit has been deleted."))
    own = _Gathered(rows)
    own.add([visit])
    own.add_parts([visit])
    library = _Gathered(rows)
    library.follow(own.all())
    touched = set(library.ids("institution")) | set(library.ids("person"))
    library.add_library(_notes(rows, own, library))
    earlier = _earlier(rows, _earlier_visits(rows, visit, touched)) if with_earlier else []
    library.follow([record for past in earlier for record in past.all()])
    library.add_library(rows.all(GlossaryTerm))
    library.add_library(rows.all(Officer))
    of_packs = {
        "editions": rows.where(Edition, "visit", [visit_id]),
        "issued_numbers": rows.where(IssuedNumber, "visit", [visit_id]),
        "comments": rows.where(Comment, "visit", [visit_id]),
    }
    return own.file(visit, library, earlier=tuple(past.file() for past in earlier), **of_packs)


class _Gathered:
    """Records by kind, each once."""

    def __init__(self, rows: "Rows") -> None:
        self._rows = rows
        self._records: dict[str, dict[UUID, Record]] = defaultdict(dict)
        self._whole_of: dict[UUID, UUID] = {}

    def all(self) -> list[Record]:
        return [record for some in self._records.values() for record in some.values()]

    def ids(self, kind: str) -> Iterable[UUID]:
        return self._records[kind]

    def beside(self, other: "_Gathered", kind: str) -> list[Record]:
        """The records of a kind that the other has not."""
        own, theirs = self._records[kind], set(other.ids(kind))
        return [record for id_, record in own.items() if id_ not in theirs]

    def of(self, record: type[R]) -> list[R]:
        name = next(kind.name for kind in KINDS if kind.record is record)
        return list(self._records[name].values())  # type: ignore[arg-type]  # grouped by their kind

    def add(self, records: Iterable[Record]) -> list[Record]:
        """Take in records; gives those that are new."""
        fresh = []
        for record in records:
            some = self._records[kind_of(record).name]
            if record.id not in some:
                some[record.id] = record
                fresh.append(record)
        return fresh

    def add_parts(self, wholes: list[Record], kinds: frozenset[str] | None = None) -> list[Record]:
        """Take in all parts of records that are here; gives those that are new."""
        found: list[Record] = []
        queue = list(wholes)
        while queue:
            # a citation belongs to any kind by the same field: one question for all of them
            asked: dict[tuple[str, str], list[UUID]] = defaultdict(list)
            for whole in queue:
                for _, part, field in kind_of(whole).parts:
                    if kinds is None or part in kinds:
                        asked[part, field].append(whole.id)
            queue = []
            for (part, field), ids in asked.items():
                fresh = self.add(self._rows.where(by_name()[part].record, field, ids))
                self._whole_of |= {each.id: getattr(each, field) for each in fresh}
                queue += fresh
            found += queue
        return found

    def by_whole(self, wholes: list[Record]) -> "list[_Gathered]":
        """Each of these records with its parts and theirs, apart."""
        found = {whole.id: _Gathered(self._rows) for whole in wholes}
        for record in self.all():
            id_ = record.id
            while id_ not in found:
                id_ = self._whole_of[id_]
            found[id_].add([record])
        return list(found.values())

    def add_library(self, records: Iterable[Record]) -> None:
        """Take in records of the library, their parts, and what they refer to."""
        fresh = self.add(records)
        self.follow(fresh + self.add_parts(fresh))

    def follow(self, records: list[Record]) -> None:
        """Take in the records of the library that these refer to, and what those refer to in turn."""
        queue = records
        while queue:
            wanted: dict[str, set[UUID]] = defaultdict(set)
            for record in queue:
                for kind, id_ in refers_to(record):
                    if kind in LIBRARY and id_ not in self._records[kind]:
                        wanted[kind].add(id_)
            people = [record.id for record in queue if kind_of(record).name == "person"]
            queue = []
            for kind, ids in wanted.items():
                queue += self.add(self._rows.where(by_name()[kind].record, "id", ids))
            # past visits print the post held on their day
            queue += self.add(self._rows.where(Post, "person", people))
            queue += self.add_parts(queue)

    def file(
        self, visit: Visit | None = None, library: "_Gathered | None" = None, **more: Any
    ) -> VisitFile:
        """The file of what is here, in the order of print."""
        visit = visit or self.of(Visit)[0]
        fields: dict[str, tuple[Any, ...]] = {}
        for kind in KINDS:
            if kind.name == "visit" or kind.plural not in VisitFile.__struct_fields__:
                continue
            some = list(self._records[kind.name].values())
            if library:
                some += library.beside(self, kind.name)
            fields[kind.plural] = tuple(in_order(some))
        sheets = programme.sheets(fields["items"], fields["stops"], fields["phases"])
        fields["items"] = tuple(item for sheet in sheets for item in sheet.items)
        return VisitFile(visit=visit, **{**fields, **more})


def refers_to(record: Record) -> Iterator[tuple[str, UUID]]:
    """The kind and id of each record that this one refers to."""
    for field, kind, many in references(type(record)):
        value = getattr(record, field)
        if many:
            yield from ((kind, id_) for id_ in value)
        elif value is not None:
            yield kind, value


def _notes(rows: "Rows", own: _Gathered, library: _Gathered) -> list[Note]:
    """The notes tied to the visit, its items, and the institutions and people it touches."""
    return [
        *rows.where(Note, "visit", own.ids("visit")),
        *rows.where(Note, "item", own.ids("item")),
        *rows.where(Note, "institutions", library.ids("institution")),
        *rows.where(Note, "people", library.ids("person")),
    ]


def _earlier_visits(rows: "Rows", visit: Visit, touched: Iterable[UUID]) -> list[Visit]:
    """The visits before this one that touched one of the institutions, and those it follows."""
    items = {record.visit for record in rows.where(ProgrammeItem, "institutions", touched)}
    through = [record.item for record in rows.where(Participant, "institution", touched)]
    items |= {record.visit for record in rows.where(ProgrammeItem, "id", through)}
    parties = {record.visit for record in rows.where(Party, "institution", touched)}
    begins = dates.sort_key(visit.start)
    found = {
        past.id: past
        for past in rows.where(Visit, "id", items | parties)
        if past.id != visit.id and past.start and dates.sort_key(past.start) < begins
    }
    follows = visit.follows
    while follows and follows not in found and follows != visit.id:
        past = rows.get(Visit, follows)
        if past is None:
            break
        found[past.id] = past
        follows = past.follows
    return sorted(found.values(), key=lambda past: dates.sort_key(past.start))


def _earlier(rows: "Rows", visits: list[Visit]) -> list[_Gathered]:
    """What is told of some visits; all are asked for at once, since an office looks back on hundreds."""
    gathered = _Gathered(rows)
    wholes: list[Record] = [*gathered.add(visits)]
    gathered.add_parts(wholes, _OF_AN_EARLIER)
    return gathered.by_whole(wholes)


# ------------------------------------------------------------------------------------------- order


def in_order(records: Iterable[R]) -> list[R]:
    """Records by their `order`, then by the time they were made."""
    return sorted(
        records, key=lambda record: (getattr(record, "order", 0), record.created_at, record.id)
    )


def _grouped(stops: Iterable[Stop]) -> dict[UUID, list[Stop]]:
    found: dict[UUID, list[Stop]] = defaultdict(list)
    for stop in stops:
        found[stop.visit].append(stop)
    return found
