"""The people of a visit as the tab Delegation lists them: who travels, in order, and whom they meet.

Records go in, plain values come out; the views and delegates read nothing else. Not here: drawing
(`delegates.delegation`), changing anything (`services.delegation_edits`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple
from uuid import UUID

from PySide6.QtCore import QLocale

from briefer.gui import shown
from briefer.gui.models.programme import AUDIENCE, Names, kind_rules
from briefer.gui.models.rows import Mark, Row
from briefer.i18n import say, say_many
from briefer.records import dates
from briefer.records.naming import initials
from briefer.records.people import Person, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate
from briefer.rules import attendance, precedence, programme
from briefer.rules.attendance import Attendee
from briefer.rules.precedence import RuleSet

What = Literal["person", "post", "group", "institution"]
_NOBODY = UUID(int=0)
_NO_RULES = RuleSet(name="none", title="", by=("order",))


class Listed(NamedTuple):
    """One line of the delegation, or of its hosts."""

    id: UUID
    """The delegate's; of a host whoever it is: person, post, or their first part in an item."""
    what: What
    place: int
    """From 1."""
    name: str
    post: str
    """Under the name: the post with where it belongs, or what is still open."""
    function: str
    """Of a host the roles."""
    address: str
    """What they are called in speech."""
    languages: str
    """Short: "AR EN"."""
    marks: tuple[Mark, ...] = ()
    """Needs, and what is open."""
    spoken: str = ""
    delegate: Delegate | None = None
    person: Person | None = None
    private: PrivateData | None = None
    parts: tuple[Participant, ...] = ()
    """What they take part in."""

    @property
    def initials(self) -> str:
        """In place of a photograph; nothing for what is not a person."""
        return initials(self.person) if self.person else ""

    @property
    def icon(self) -> str:
        """The sign of what is not a person."""
        return {"group": "users", "institution": "network"}.get(self.what, "user-round")


class Advice(NamedTuple):
    """Somebody stands elsewhere than a rule of precedence would have it, and no reason is recorded."""

    id: UUID
    """The delegate's."""
    place: int
    advised: int
    sentence: str


def function_words() -> dict[str, str]:
    """The functions in words."""
    return {
        "head": say("Head"),
        "deputy": say("Deputy head"),
        "member": say("Member"),
        "adviser": say("Adviser"),
        "interpreter": say("Interpreter"),
        "security": say("Security"),
        "press": say("Press"),
        "support": say("Support"),
    }


def in_order(file: VisitFile, rules: RuleSet | None = None) -> tuple[Delegate, ...]:
    """The delegates as they are printed."""
    placed = precedence.placed(file.delegates, precedence.posts_of(file), rules or _NO_RULES)
    return tuple(each.delegate for each in placed)


def guests(file: VisitFile, rules: RuleSet | None = None) -> tuple[Listed, ...]:
    """Who travels, in order."""
    names = Names(file)
    private = {one.person: one for one in file.private}
    parts = defaultdict(list)
    for part in file.participants:
        if part.delegate:
            parts[part.delegate].append(part)
    return tuple(
        _guest(one, place, names, private, tuple(parts[one.id]))
        for place, one in enumerate(in_order(file, rules), 1)
    )


def advice(file: VisitFile, rules: RuleSet) -> tuple[Advice, ...]:
    """Where the order differs from what the rules advise, in the order of the list."""
    posts = precedence.posts_of(file)
    placed = precedence.placed(file.delegates, posts, rules)
    lines = {one.id: one for one in guests(file, rules)}
    why = {
        "function": say("by their functions"),
        "rank": say("by the rank of their posts"),
        "order": say("by their order"),
    }
    sentence = say(
        "The rule “{rule}” puts {name} at {place}, behind {other}: {why}. You may keep your order and say why."
    )
    found = []
    for each in precedence.surprises(placed):
        passed = [one for one in placed[each.place :] if one.advised < each.advised]
        last = max(passed, key=lambda one: one.advised)
        told = precedence.criterion(each.delegate, last.delegate, posts, rules)
        words = sentence.format(
            rule=say(rules.title),
            name=lines[each.delegate.id].name,
            place=shown.digits(each.advised),
            other=lines[last.delegate.id].name,
            why=why[told],
        )
        found.append(Advice(each.delegate.id, each.place, each.advised, words))
    return tuple(found)


def _guest(
    one: Delegate,
    place: int,
    names: Names,
    private: Mapping[UUID, PrivateData],
    parts: tuple[Participant, ...],
) -> Listed:
    part = Participant(item=_NOBODY, delegate=one.id)
    person = names.person_of(part)
    post = names.posts.get(one.post) if one.post else None
    title = one.title or (post.title if post else "")
    known = person or one.person
    of_institution = not title and (one.institution or one.affiliation)
    what: What = (
        "person" if known else "group" if one.group else "institution" if of_institution else "post"
    )
    if known and not person:
        name = say("…")  # made a moment ago: comes with the next reading
    else:
        name = names.who(part) or one.affiliation or say("nobody yet")
    second = _second(one, what, title, names.institution_of(part))
    function = function_words()[one.function]
    return listed(one.id, what, place, name, second, function, person, private)._replace(
        delegate=one, parts=parts
    )


def listed(
    id_: UUID,
    what: What,
    place: int,
    name: str,
    post: str,
    function: str,
    person: Person | None,
    private: Mapping[UUID, PrivateData],
) -> Listed:
    """A line with what is known of a person."""
    kept = private.get(person.id) if person else None
    needs = (kept.dietary, kept.access_needs) if kept else ()
    marks = [Mark(words, "warning") for words in needs if words]
    kinds = {"post": say("no name"), "group": say("group"), "institution": say("institution")}
    if what in kinds:
        marks.append(Mark(kinds[what], "warning" if what == "post" else "secondary"))
    address = (person.address_spoken or person.address_written) if person else ""
    languages = person.languages if person else ()
    words = [mark.words for mark in marks]
    heard = (shown.digits(place), name, post, function, address, *languages, *words)
    return Listed(
        id_,
        what,
        place,
        name,
        post,
        function,
        address,
        " ".join(codes(languages)),
        tuple(marks),
        say(", ").join(filter(None, heard)),
        person=person,
        private=kept,
    )


def _second(one: Delegate, what: What, title: str, of: str) -> str:
    """The line under a name."""
    if what == "person":
        return _second_of_person(title, of)
    of = of if of and of.casefold() not in title.casefold() else ""
    if what == "group":
        count = say("number open") if one.group_count is None else _people(one.group_count)
        return shown.joined((count, title, of))
    if what == "institution":
        return say("who comes is theirs to say")
    by = shown.when(one.named_by)
    follows = say("name to follow by {date}").format(date=by) if by else say("name to follow")
    return shown.joined((follows, of))


def _second_of_person(title: str, of: str) -> str:
    of = of if of and of.casefold() not in title.casefold() else ""
    return shown.joined((title, of)) or say("post to follow")


def _people(count: int) -> str:
    return say_many("{count} person", "{count} people", count).format(count=shown.digits(count))


def codes(languages: Iterable[str]) -> list[str]:
    """Languages as short as they can be told: "Arabic" is AR, "some French" FR; what is not known stays as it is."""
    known = _language_codes()
    found = []
    for language in languages:
        code = next((known[word] for word in language.casefold().split() if word in known), "")
        found.append(code or language)
    return list(dict.fromkeys(found))


@cache
def _language_codes() -> dict[str, str]:
    """Codes of languages by their English names and by their own."""
    found = {}
    for language in QLocale.Language:
        code = QLocale.languageToCode(language).upper()
        if code and len(code) == 2:
            found[QLocale.languageToString(language).casefold()] = code
            found[QLocale(language).nativeLanguageName().casefold()] = code
    return found


def hosts(file: VisitFile) -> tuple[Listed, ...]:
    """Whom the delegation meets, each once, in the order of the programme."""
    names = Names(file)
    private = {one.person: one for one in file.private}
    people = [one for one in attendance.attendees(file, ()) if one.side == "host"]
    return tuple(_host(one, place, names, private) for place, one in enumerate(people, 1))


def _host(one: Attendee, place: int, names: Names, private: Mapping[UUID, PrivateData]) -> Listed:
    part = one.parts[0]
    person = names.person_of(part)
    what: What = (
        "person"
        if person
        else "group"
        if part.group
        else "post"
        if part.post or part.title or part.person
        else "institution"
    )
    title, of = post_of(part, person, names), names.institution_of(part)
    if what == "person":
        second = _second_of_person(title, of)
    elif what == "group":
        count = part.group_count
        second = shown.joined((_people(count) if count is not None else "", of))
    else:
        second = shown.joined((say("name to follow"), of)) if what == "post" else ""
    words = role_words()
    roles = dict.fromkeys(words[each.role] for each in one.parts if each.role)
    did = say(", ").join(roles) or words[""]
    name = names.who(part) or say("nobody yet")
    return listed(one.id, what, place, name, second, did, person, private)._replace(parts=one.parts)


def post_of(part: Participant, person: Person | None, names: Names) -> str:
    """The post in which somebody takes part: as supplied, as recorded, else the highest of theirs."""
    recorded = names.posts.get(part.post) if part.post else None
    if part.title or recorded or person is None:
        return part.title or (recorded.title if recorded else "")
    held = [post for post in names.posts.values() if post.person == person.id and not post.end]
    first = min(held, key=lambda post: (precedence.rank(post), post.order), default=None)
    return first.title if first else ""


def counted(people: Sequence[Listed]) -> str:
    """How many there are, and of what sort: "12 places: 1 without a name, 2 groups"."""
    count = len(people)
    words = say_many("{count} place", "{count} places", count).format(count=shown.digits(count))
    posts, groups, bodies = (
        sum(1 for each in people if each.what == what) for what in ("post", "group", "institution")
    )
    sorts = (
        (posts, say_many("{count} without a name", "{count} without a name", posts)),
        (groups, say_many("{count} group", "{count} groups", groups)),
        (bodies, say_many("{count} institution", "{count} institutions", bodies)),
    )
    parts = [form.format(count=shown.digits(some)) for some, form in sorts if some]
    if not parts:
        return words
    return say("{places}: {parts}").format(places=words, parts=say(", ").join(parts))


def met(people: Sequence[Listed], file: VisitFile) -> str:
    """How many are met, and where: "28 people and groups in 3 stops"."""
    stops = {item.id: item.stop for item in file.items}
    where = {stops.get(part.item) for one in people for part in one.parts} - {None}
    words = say_many("{count} person or group", "{count} people and groups", len(people))
    count = words.format(count=shown.digits(len(people)))
    if not where:
        return count
    in_stops = say_many("{people} in {count} stop", "{people} in {count} stops", len(where))
    return in_stops.format(people=count, count=shown.digits(len(where)))


def role_words() -> dict[str, str]:
    """What somebody does in an item."""
    return {
        "": say("attends"),
        "chair": say("chairs"),
        "lead": say("leads"),
        "speaker": say("speaks"),
        "greeter": say("greets"),
        "interpreter": say("interprets"),
        "note taker": say("takes notes"),
    }


def item_rows(file: VisitFile, parts: Iterable[Participant]) -> list[Row]:
    """The items in which somebody takes part, in the order of the programme."""
    mine = {part.item: part for part in parts}
    numbers = numbers_of(file)
    roles = role_words()
    rows = []
    for item in file.items:
        if item.id not in mine or item.status == "cancelled":
            continue
        part = mine[item.id]
        state = say("declined") if part.state == "declined" else roles[part.role]
        rows.append(
            Row(
                item.id,
                " ".join(filter(None, (numbers.get(item.id, ""), item.title))),
                second=shown.joined((when(item), state)),
                muted=part.state == "declined",
            )
        )
    return rows


def when(item: ProgrammeItem) -> str:
    """Day and time of an item: "Tue 13 Oct 09:15"."""
    day = dates.day(item.day)
    words = (shown.day(day, "EEE d MMM") if day else "", shown.times(item))
    return " ".join(filter(None, words))


def numbers_of(file: VisitFile) -> dict[UUID, str]:
    """The numbers of the items as the window shows them: those of the principal's pack."""
    issued = {one.item: one.number for one in file.issued_numbers if one.audience == AUDIENCE}
    found = programme.numbers(file.items, issued, kind_rules().values())
    return {item: shown.digits(number.value) for item, number in found.items()}
