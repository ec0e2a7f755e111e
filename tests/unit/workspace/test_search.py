"""Whoever types a name in any spelling finds it; and finds it at once among 20,000."""

import random
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from briefer.records.base import Record
from briefer.records.institutions import Institution, Spelling
from briefer.records.notes import Instrument, Note, Theme
from briefer.records.people import Person
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.workspace import database
from briefer.workspace.database import Workspace
from briefer.workspace.facets import Narrowing
from profiles import SIZE

PAIRS = [
    # as it is written, as somebody types it
    ("København", "kobenhavn"),
    ("København", "koebenhavn"),
    ("Århus", "aarhus"),
    ("Århus", "arhus"),
    ("Østergaard", "ostergaard"),
    ("Ærø", "aeroe"),
    ("Müller", "mueller"),
    ("Müller", "muller"),
    ("Straße", "strasse"),
    ("Łukaszewicz", "lukaszewicz"),
    ("Yılmaz", "yilmaz"),
    ("François Lefèvre", "francois lefevre"),
    ("Nguyễn", "nguyen"),
    ("مُحَمَّد", "محمد"),
    ("أحمد", "احمد"),
    ("محـــمد", "محمد"),
    ("وزارة الداخلية", "داخلية"),
    ("فاطمة", "فاطمه"),
    ("مصطفى", "مصطفي"),
    ("٢٠٢٦", "2026"),
    ("ʿAbd al-Raḥmān", "abd alrahman"),
    ("O'Neill", "oneill"),
    ("Hans-Jörg", "hansjorg"),
    # Danish and other Nordic
    ("Sønderborg", "soenderborg"),
    ("Århus", "Aarhus"),
    ("Ålborg Værft", "aalborg vaerft"),
    ("Rødovre", "Roedovre"),
    ("Åse Bjørnø", "aase bjoernoe"),
    ("Sundén", "sunde"),
    ("Malmö", "malmoe"),
    ("Jyväskylä", "jyvaskyla"),
    ("Þórður", "thordur"),
    # French
    ("l'Intérieur", "interieur"),
    ("d'Éléphant", "elephant"),
    ("Œuvre", "oeuvre"),
    ("Garçon-Noël", "garconnoel"),
    ("Besançon", "besancon"),
    ("L’Haÿ", "lhay"),
    # other Latin
    ("Großmann", "grossmann"),
    ("Göttingen", "goettingen"),
    ("Çelik", "celik"),
    ("Đorđe", "dorde"),
    ("Şişli", "sisli"),
    ("İstanbul", "istanbul"),
    ("Kraków", "krakow"),
    ("Székesfehérvár", "szekesfehervar"),
    ("ＦＵＬＬ", "full"),
    ("efﬁcient", "efficient"),
    # Arabic and Persian
    ("إبراهيم", "ابراهيم"),
    ("آمنة", "امنه"),
    ("القاهرة", "قاهره"),
    ("الأمم المتحدة", "امم متحده"),
    ("علي", "على"),
    ("کابل", "كابل"),
    ("۱۴۰۳", "1403"),
    ("رؤوف", "رووف"),
    # transliterated
    ("Ḥusayn al-Ṣabāḥ", "husayn alsabah"),
    ("Qurʾān", "quran"),
    ("Al-Jazeera", "aljazeera"),
    ("Saʿūd", "saud"),
    ("Dar es-Salaam", "dar essalaam"),
    ("Nūr al-Dīn", "nur aldin"),
    ("Tadjikistān", "tadjikistan"),
    ("T’bilisi", "tbilisi"),
]
"""The 23 of the report on storage, and as many again of what officers meet; each is looked for in both directions."""

ALIKE = [
    ("Mohammed Hussein", "Muhammad Husayn"),
    ("Mohamed", "محمد"),
    ("Abdul-Rahman", "عبد الرحمن"),
    ("Abderrahmane", "Abdurrahman"),
    ("Abdallah", "Abdullah"),
    ("عبد الله", "Abdoullah"),
    ("Youssef", "يوسف"),
    ("Khaled", "Khalid"),
    ("Cherif", "Sharif"),
    ("شريف", "Shareef"),
    ("Gamal", "جمال"),
    ("Djamel", "Jamal"),
    ("Moustapha", "Mustafa"),
    ("Sulayman", "Soliman"),
    ("Faisal", "فيصل"),
    ("Nasser", "Nasir"),
    ("Fatimah", "Fatma"),
    ("القذافي", "Kadhafi"),
    ("Tschaikowski", "Tchaïkowsky"),
    ("Baghdad", "بغداد"),
]
"""Names that are written in many ways: found when they sound alike, by name only."""


def _put(workspace: Workspace, *records: Record) -> None:
    with workspace.writing() as rows:
        rows.insert(records)


def _labels(workspace: Workspace, words: str, limit: int = 20) -> list[str]:
    with workspace.reading() as rows:
        return [hit.label for hit in rows.search.search(words, limit)]


ONE_WAY = {"sunde", "داخلية"}
"""What is a part of what is written, and so no spelling of the whole."""
BOTH = [*PAIRS, *((typed, written) for written, typed in PAIRS if typed not in ONE_WAY)]


@pytest.mark.parametrize(("written", "typed"), BOTH)
@pytest.mark.parametrize("where", ["name", "text"])
def test_the_spellings_that_people_type(
    shared: Workspace, written: str, typed: str, where: str
) -> None:
    note = Note(title=written if where == "name" else "Something else", text=written)
    assert note.id in _found(shared, note, typed)


@pytest.mark.parametrize(
    ("written", "typed"), [*ALIKE, *((typed, written) for written, typed in ALIKE)]
)
def test_names_that_sound_alike(shared: Workspace, written: str, typed: str) -> None:
    named, told = Note(title=written, text="…"), Note(title="…", text=written)
    assert named.id in _found(shared, named, typed)
    assert told.id not in _found(shared, told, typed)


def _found(workspace: Workspace, note: Note, words: str) -> set[UUID]:
    _put(workspace, msgspec.structs.replace(note, key=str(note.id)))
    with workspace.reading() as rows:
        return {hit.record for hit in rows.search.search(words, 1000)}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("search") / "office.briefer"
    with database.create(path) as made:
        _put(made, *(Note(key=f"note-{n}", title=f"Other {n}", text="nothing") for n in range(50)))
        yield made


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Dr. Jane Doe", "Dr Jane Doe"),
        ("jane", "Dr Jane Doe"),
        ("Minister Roe", "H.E. the Minister John Roe"),
        ("UNSCR 2178 (2014)", "resolution UNSCR 2178 (2014)"),
        ("resolution UNSCR 2178 (2014)", "resolution UNSCR 2178 (2014)"),
        ("Plan of 2026", "Plan of action"),
    ],
)
def test_people_and_instruments_by_their_names_as_shown(
    workspace: Workspace, typed: str, label: str
) -> None:
    """A list of a kind knows names only, and finds them with their titles and years."""
    _put(
        workspace,
        Person(key="jane", honorific="Dr", given_name="Jane", family_name="Doe"),
        Person(key="jan", honorific="Mr", given_name="Jan", family_name="Doe"),
        Person(key="roe", printed_name="H.E. the Minister John Roe", family_name="Roe"),
        Instrument(key="2178", kind="resolution", number="UNSCR 2178", year="2014"),
        Instrument(key="1373", kind="resolution", number="UNSCR 1373", year="2001"),
        Instrument(key="plan", kind="action plan", title="Plan of action", year="2026"),
    )
    assert label in _labels(workspace, typed)[:1]
    kind = "person" if "J" in label else "instrument"
    with workspace.reading() as rows:
        assert rows.search.page(kind, typed, 0, 9)[1] == 1


def test_names_come_before_texts_and_beginnings_first(workspace: Workspace) -> None:
    _put(
        workspace,
        Note(key="a", title="Ports of the north", text="Customs at the border"),
        Institution(key="b", name="Border Agency"),
        Note(key="c", title="On the border", text="…"),
        Theme(key="d", name="customs"),
    )
    assert _labels(workspace, "bor") == ["Border Agency", "On the border", "Ports of the north"]
    assert sorted(_labels(workspace, "border")[:2]) == ["Border Agency", "On the border"]
    assert _labels(workspace, "border customs") == ["Ports of the north"]
    assert _labels(workspace, "border cus") == ["Ports of the north"]
    assert _labels(workspace, "border", limit=1) != []
    assert _labels(workspace, "nowhere") == []


@pytest.mark.parametrize(
    "words", ["", "  ", '"', "*", "AND", "a OR b", "NEAR(", "x:y", "-", "'; DROP", "\x00"]
)
def test_no_query_language_can_be_typed(workspace: Workspace, words: str) -> None:
    _put(workspace, Theme(key="d", name="customs"))
    assert _labels(workspace, words) == []


def test_all_names_of_an_institution_and_a_person(workspace: Workspace) -> None:
    _put(
        workspace,
        Institution(
            key="mfa",
            name="Ministry of Foreign Affairs",
            acronym="MFA",
            native_name="Udenrigsministeriet",
            spellings=(Spelling(text="Foreign Office"),),
        ),
        Person(key="jens", honorific="Mr.", given_name="Jens", family_name="Haarløv"),
    )
    for words in ("mfa", "udenrigs", "foreign off"):
        assert _labels(workspace, words) == ["Ministry of Foreign Affairs"]
    assert _labels(workspace, "haarlov jens") == ["Mr. Jens Haarløv"]


def test_what_changes_is_found_anew_and_what_goes_is_not(workspace: Workspace) -> None:
    theme = Theme(key="d", name="customs")
    _put(workspace, theme)
    with workspace.writing() as rows:
        rows.update(msgspec.structs.replace(theme, name="borders", version=2), 1)
    assert (_labels(workspace, "customs"), _labels(workspace, "borders")) == ([], ["borders"])
    with workspace.writing() as rows:
        rows.delete([theme])
    assert _labels(workspace, "borders") == []


def test_narrowed_to_kinds_and_to_a_visit(workspace: Workspace) -> None:
    one, other = Visit(key="one", title="Ports one"), Visit(key="other", title="Ports other")
    _put(
        workspace,
        one,
        other,
        ProgrammeItem(key="one/1", visit=one.id, title="Ports in the one"),
        ProgrammeItem(key="other/1", visit=other.id, title="Ports in the other"),
    )
    with workspace.reading() as rows:
        items = rows.search.search("ports", 10, Narrowing(("item",)))
        of_one = rows.search.search("ports", 10, Narrowing(visit=one.id))
    assert sorted(hit.label for hit in items) == ["Ports in the one", "Ports in the other"]
    assert [hit.label for hit in of_one] == ["Ports in the one"]


def test_pages_are_in_the_order_of_names(workspace: Workspace) -> None:
    names = [("Östberg", "Åsa"), ("Abel", "Zoë"), ("Zimmer", "Ann"), ("Ärlig", "Bo")]
    _put(
        workspace,
        *(
            Person(key=str(number), family_name=family, given_name=given)
            for number, (family, given) in enumerate(names)
        ),
    )
    with workspace.reading() as rows:
        ids, count = rows.search.page("person", "", 1, 2)
        by_id = {each.id: each.family_name for each in rows.all(Person)}
        narrowed = rows.search.page("person", "a", 0, 10)
    assert ([by_id[id_] for id_ in ids], count) == (["Ärlig", "Östberg"], 4)
    assert sorted(by_id[id_] for id_ in narrowed[0]) == ["Abel", "Zimmer", "Ärlig", "Östberg"]


def test_the_index_can_be_made_anew(workspace: Workspace) -> None:
    _put(workspace, Theme(key="d", name="customs"), Theme(key="e", name="borders"))
    with workspace.writing() as rows:
        assert rows.index_is_whole()
        rows._connection.exec_driver_sql("DELETE FROM search_title WHERE rowid = 1")
        assert not rows.index_is_whole()
        rows.rebuild_index()
        assert rows.index_is_whole()
    assert _labels(workspace, "customs") == ["customs"]


def test_every_beginning_of_a_name_is_found_among_many_people(tmp_path: Path) -> None:
    syllables = [
        "sø",
        "ren",
        "åg",
        "ård",
        "mül",
        "ler",
        "nie",
        "lsen",
        "ben",
        "ali",
        "kow",
        "als",
        "ki",
        "gar",
        "cía",
        "fra",
        "nço",
        "is",
        "لي",
        "لى",
        "حم",
        "د",
    ]
    pick = random.Random(7)

    def word() -> str:
        return "".join(pick.choices(syllables, k=pick.randint(2, 4))).title()

    people = [
        Person(
            key=f"person-{number}",
            given_name=word(),
            family_name=word(),
            biography=" ".join(word() for _ in range(20)),
        )
        for number in range(SIZE.people)
    ]
    with database.create(tmp_path / "office.briefer") as workspace:
        _put(workspace, *people)
        for person in pick.sample(people, 20):
            whole = f"{person.family_name} {person.given_name}"
            for typed in (whole[:1], whole[:2], whole[:4], whole[:8], person.biography[:6], whole):
                with workspace.reading() as rows:
                    assert rows.search.search(typed, 20)
            with workspace.reading() as rows:
                ids, count = rows.search.page("person", "", SIZE.people // 2, 50)
                page = rows.where(Person, "id", ids)
            assert (len(page), count) == (50, SIZE.people)
