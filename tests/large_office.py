"""The workspace of a large office after ten years: what the window must stay quick in. The same for the same numbers.

`fill(workspace, LARGE)` puts in 5,000 institutions, 20,000 people with their posts, 50,000 notes, some earlier visits
and one visit whose dossier has some 180 pages. Nothing in it is anybody's.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from typing import TYPE_CHECKING, NamedTuple

from briefer.records.base import Record
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import Institution, Place
from briefer.records.notes import GlossaryTerm, Note, Theme
from briefer.records.people import Officer, Person, Post
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visits import Delegate, Party, Stop, Visit

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

KEY = "grand-tour"
"""Of the large visit."""
_AT_ONCE = 5_000
_FIRST_DAY = date(2027, 3, 1)
_MEETINGS_A_DAY = 5
_STAFF = 40
"""Those who travel for the office."""
_COUNTRIES = ("Norvik", "Aurenne", "Karavia", "Qamaria", "Aldermark", "Teskari", "Osmund", "Velay")
_GIVEN = """Åse Bjørn Chloé Dario Elif François Gülşen Håkon Inês Jürgen Karim Łucja Márton Nadia Øystein Paulo
Quentin Reyhan Søren Tomáš Ulrike Václav Wim Xenia Yılmaz Zoë""".split()  # noqa: SIM905
_FAMILY = """Aaberg Brandt Çelik Dąbrowski Eide Fontaine Grøn Haddad Ivanov Jansen Kjær Lefèvre Müller Nguyễn Okafor
Petit Quist Rahmani Sørensen Tóth Urquhart Vestergaard Weiss Yıldız Zahran""".split()  # noqa: SIM905
_SUBJECTS = """Border Customs Fire Flood Harbour Rail Road Forest Civil Coast River Document Passport Prison Police
Rescue Statistics Identity Asylum Radio Water Energy Health Aviation""".split()  # noqa: SIM905
_BODIES = (
    ("Ministry of {} Affairs", "ministry"),
    ("{} Agency", "agency"),
    ("National {} Office", "agency"),
    ("Centre for {} Studies", "centre"),
    ("{} Authority", "agency"),
    ("Institute of {} Law", "academia"),
)
_WORDS = """the office of the minister asked whether the joint centre could share what it learns about forged
documents with its neighbours before the summer and the director answered that a first exchange had begun in spring
with two officers on each side who meet every month and report in writing while the question of cost stays open until
the budget is voted which nobody expects before autumn so that a visit of experts was proposed for the time between""".split()  # noqa: SIM905


class Office(NamedTuple):
    """How much there is."""

    institutions: int
    people: int
    notes: int
    meetings: int
    """Of the large visit; each brings some ten pages: brief, card, profile."""
    earlier: int
    """Visits before."""


LARGE = Office(institutions=5_000, people=20_000, notes=50_000, meetings=14, earlier=60)
SMALL = Office(institutions=60, people=240, notes=600, meetings=6, earlier=3)


def fill(workspace: "Workspace", office: Office) -> None:
    """Put everything into an empty workspace."""
    records = _records(office)
    while some := list(islice(records, _AT_ONCE)):
        with workspace.writing() as rows:
            rows.insert(some)


def _records(office: Office) -> Iterator[Record]:
    """In an order in which what is referred to comes first."""
    chance = random.Random(7)
    numbers = count(1)
    officer = Officer(key="brandt", name="Elin Brandt", initials="EB")
    themes = [Theme(key=f"theme-{at}", name=f"{word} safety") for at, word in enumerate(_SUBJECTS)]
    yield officer
    yield from themes
    yield from (
        GlossaryTerm(key=f"term-{at}", acronym=f"{word[:2].upper()}X{at}", expansion=word)
        for at, word in enumerate(_SUBJECTS)
    )
    institutions = list(_institutions(office.institutions, themes, officer, chance))
    yield from institutions
    people = [_person(number, chance) for number in range(office.people)]
    yield from people
    posts = [_post(number, one, institutions, chance) for number, one in enumerate(people)]
    yield from posts
    for number in range(office.notes):
        yield _note(number, institutions, people, themes, chance)
    for number in range(office.earlier):
        begins = _FIRST_DAY - timedelta(days=40 * (number + 1))
        yield from _visit(f"earlier-{number}", begins, 4, institutions, posts, numbers, chance)
    yield from _visit(KEY, _FIRST_DAY, office.meetings, institutions, posts, numbers, chance)


def _institutions(
    many: int, themes: list[Theme], officer: Officer, chance: random.Random
) -> Iterator[Institution]:
    made: list[Institution] = []
    for number in range(many):
        form, kind = _BODIES[number % len(_BODIES)]
        subject = _SUBJECTS[number % len(_SUBJECTS)]
        parent = chance.choice(made[: many // 4]) if number >= many // 4 else None
        one = Institution(
            key=f"institution-{number}",
            name=f"{form.format(subject)} {number}",
            acronym=f"{subject[0]}{kind[0].upper()}{number}",
            native_name=f"Direktoratet for {subject} {number}",
            kind="unit" if parent and number % 3 else kind,  # type: ignore[arg-type]
            parent=parent.id if parent else None,
            country=_COUNTRIES[number % len(_COUNTRIES)],
            city=f"City {number % 97}",
            in_short=_text(chance, 25),
            mandate=_text(chance, 40),
            profile=f"{_text(chance, 110)}\n\n{_text(chance, 90)}",
            themes=(chance.choice(themes).id,),
            owner=officer.id,
            reviewed_on="2026-05",
        )
        made.append(one)
        yield one


def _person(number: int, chance: random.Random) -> Person:
    given, family = chance.choice(_GIVEN), f"{chance.choice(_FAMILY)}-{chance.choice(_FAMILY)}"
    return Person(
        key=f"person-{number}",
        honorific=chance.choice(("Mr", "Ms", "Dr")),
        given_name=given,
        family_name=family,
        printed_name=f"{given} {family}",
        languages=("English",),
        biography=_text(chance, 60),
    )


def _post(
    number: int, person: Person, institutions: list[Institution], chance: random.Random
) -> Post:
    return Post(
        key=f"post-{number}",
        person=person.id,
        institution=institutions[number % len(institutions)].id,
        title=f"{chance.choice(('Head', 'Director', 'Adviser', 'Deputy Head'))} of {chance.choice(_SUBJECTS)}",
        start=str(2015 + number % 11),
        rank=number % 9,
    )


def _note(
    number: int,
    institutions: list[Institution],
    people: list[Person],
    themes: list[Theme],
    chance: random.Random,
) -> Note:
    at = number % len(institutions)
    return Note(
        key=f"note-{number}",
        title=f"{chance.choice(_SUBJECTS)}: {_text(chance, 5)}",
        text=f"{_text(chance, 50)}\n\n- {_text(chance, 12)}\n- {_text(chance, 12)}",
        date=str(date(2016, 1, 1) + timedelta(days=number % 3_900)),
        author="Elin Brandt",
        institutions=(institutions[at].id,),
        people=(people[at % len(people)].id,),
        themes=(chance.choice(themes).id,),
    )


def _visit(
    key: str,
    begins: date,
    meetings: int,
    institutions: list[Institution],
    posts: list[Post],
    numbers: "count[int]",
    chance: random.Random,
) -> Iterator[Record]:
    """A visit with a delegation of twelve, five meetings a day, each with its brief."""
    days = -(-meetings // _MEETINGS_A_DAY)
    last = begins + timedelta(days=days - 1)
    visit = Visit(
        key=key,
        title=f"Working visit {key}",
        short_title=key[:11],
        purpose=_text(chance, 30),
        start=str(begins),
        end=str(last),
        home_zone="Europe/Copenhagen",
    )
    yield visit
    party = Party(key=f"{key}/us", visit=visit.id, institution=institutions[0].id, role="sender")
    yield party
    stop = Stop(
        key=f"{key}/stop",
        visit=visit.id,
        city="Vesterhavn",
        country="Norvik",
        zone="Europe/Oslo",
        start=str(begins),
        end=str(last),
    )
    yield stop
    delegates = [
        Delegate(
            key=f"{key}/delegate-{at}",
            visit=visit.id,
            party=party.id,
            person=post.person,
            post=post.id,
            function="head" if at == 0 else "member",
            order=at,
        )
        for at, post in enumerate(chance.sample(posts[:_STAFF], 12))
    ]
    yield from delegates
    for number in range(meetings):
        host = posts[next(numbers) * 7 % len(posts)]
        day, turn = divmod(number, _MEETINGS_A_DAY)
        yield from _meeting(
            f"{key}/item-{number}", visit, stop, begins + timedelta(days=day), turn, host,
            institutions, delegates, chance,
        )  # fmt: skip


def _meeting(
    key: str,
    visit: Visit,
    stop: Stop,
    day: date,
    turn: int,
    host: Post,
    institutions: list[Institution],
    delegates: list[Delegate],
    chance: random.Random,
) -> Iterator[Record]:
    own = next(one for one in institutions if one.id == host.institution)
    place = Place(key=f"{key}/place", name=own.name, room=f"room {turn + 1}", city="Vesterhavn")
    item = ProgrammeItem(
        key=key,
        visit=visit.id,
        kind="courtesy call" if turn == 0 else "meeting",
        title=f"Talks with the {own.name}",
        stop=stop.id,
        day=str(day),
        order=turn * 10,
        start=f"{8 + 2 * turn:02}:00",
        end=f"{9 + 2 * turn:02}:15",
        time_form="exact",
        status="confirmed",
        place=place.id,
        institutions=(own.id,),
        transport="cars 1 and 2",
    )
    ride = ProgrammeItem(
        key=f"{key}/ride",
        visit=visit.id,
        kind="travel",
        title=f"Transfer to the {own.name}",
        stop=stop.id,
        day=str(day),
        order=turn * 10 - 5,
        start=f"{7 + 2 * turn:02}:35",
        end=f"{7 + 2 * turn:02}:55",
        time_form="exact",
        status="confirmed",
        transport="cars 1 and 2",
    )
    yield from (place, ride, item)
    yield Participant(
        key=f"{key}/host", item=item.id, side="host", role="chair",
        institution=own.id, post=host.id, person=host.person,
    )  # fmt: skip
    yield from (
        Participant(key=f"{key}/guest-{at}", item=item.id, side="guest", order=at, delegate=one.id)
        for at, one in enumerate(delegates[:6])
    )
    brief = Brief(
        key=f"{key}/brief",
        item=item.id,
        objective=_text(chance, 25),
        background_open="\n\n".join(_text(chance, 60) for _ in range(2)),
        background_closed=_text(chance, 50),
        owner="Elin Brandt",
        status="final",
    )
    yield brief
    yield from (
        BriefPoint(key=f"{key}/point-{at}", brief=brief.id, order=at, text=_text(chance, 18))
        for at in range(6)
    )


def _text(chance: random.Random, words: int) -> str:
    """Running words that differ from text to text."""
    begin = chance.randrange(len(_WORDS))
    some = [_WORDS[(begin + at * (1 + begin % 3)) % len(_WORDS)] for at in range(words)]
    return f"{' '.join(some).capitalize()} ({chance.randrange(1000)})."
