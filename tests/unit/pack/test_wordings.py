"""A pack in another language than its records: translated texts, originals with their language, marks of its script."""

from datetime import UTC, datetime

import msgspec
import pytest

from briefer.i18n import language
from briefer.pack import blocks, shipped
from briefer.pack.audience import cut
from briefer.pack.blocks import Pack
from briefer.pack.compiler import IssueFacts, compile_pack
from briefer.pack.phrases import Original, emphasised, paragraphs, phrase, strong
from briefer.pack.punctuation import finished
from briefer.pack.wordings import translatable, worded
from briefer.records.base import Record
from briefer.records.briefs import Brief
from briefer.records.institutions import Institution
from briefer.records.outcomes import Outcome
from briefer.records.people import Person, Post
from briefer.records.programme import ProgrammeItem
from briefer.records.sources import Wording
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Objective, Phase, Stop, Visit
from factories import filed, made
from outline import outline, part, words

AT = IssueFacts(datetime(2027, 2, 26, 14, 40, tzinfo=UTC))


def visit(**fields: object) -> Visit:
    return made(
        Visit, "v", **{"title": "Visit", "start": "2027-03-08", "end": "2027-03-12", **fields}
    )


def said(about: Record, field: str, text: str, tongue: str = "fr") -> Wording:
    key = f"{about.key}-{field}-{tongue}".translate({ord("["): "-", ord("]"): "-"})
    return made(Wording, key, about=about, field=field, language=tongue, text=text)


def packed(file: VisitFile, tongue: str, recipe: str = "dossier") -> Pack:
    chosen = shipped.recipe(recipe)
    seen = cut(
        file, shipped.audience(chosen.audience), shipped.scheme("plain"), shipped.item_kinds()
    )
    return compile_pack(seen, chosen, AT, language(tongue))


def test_what_has_no_wording_is_printed_as_it_was_written_in_its_language() -> None:
    of = visit()
    talks = made(
        ProgrammeItem, "v/talks", visit=of, title="Talks", note="bring maps", day="2027-03-09"
    )
    brief = made(Brief, "v/brief", item=talks, background_open="Water *rises*.\n\nOften.")
    file = filed(of, talks, brief, said(talks, "title", "Entretiens"))
    pack = packed(file, "fr")
    day = part(pack, "day:2027-03-09")
    assert "Entretiens" in day
    assert "en:bring maps" in day
    written = part(pack, "brief:v/talks")
    assert "en:Water en:/rises/en:." in written
    assert "en:Often." in written
    assert pack.untranslated == ("Visit", "bring maps", "Water ", "rises", ".", "Often.")
    assert "en:" not in outline(packed(file, "en"))


def test_a_title_without_a_wording_tells_its_language() -> None:
    of = visit()
    talks = made(
        ProgrammeItem, "v/talks", visit=of, title="Talks", kind="meeting", day="2027-03-09"
    )
    briefs = next(s for s in packed(filed(of, talks), "fr").sections if s.key == "section:briefs")
    assert [(each.title, each.lang) for each in briefs.parts] == [("Talks", "en")]
    worded_talks = filed(of, talks, said(talks, "title", "Entretiens"))
    briefs = next(s for s in packed(worded_talks, "fr").sections if s.key == "section:briefs")
    assert [(each.title, each.lang) for each in briefs.parts] == [("Entretiens", "")]


def test_records_in_another_language_than_english() -> None:
    of = visit(title="Besøg", languages=("da", "en"))
    assert packed(filed(of), "da").untranslated == ()
    assert packed(filed(of), "en").untranslated == ("Besøg",)


def test_texts_inside_a_field_have_wordings_of_their_own() -> None:
    of = visit(
        objectives=(Objective(text="to see"), Objective(scope="Port", text="to sign")),
        key_messages=("Water does not wait.", "Thank you."),
    )
    file = filed(
        of,
        said(of, "objectives[1].text", "signer"),
        said(of, "key_messages[0]", "L’eau n’attend pas."),
    )
    seen = worded(file, "fr").visit
    assert [(each.scope, each.text) for each in seen.objectives] == [
        ("", "to see"),
        ("Port", "signer"),
    ]
    assert seen.key_messages == ("L’eau n’attend pas.", "Thank you.")
    assert [isinstance(each, Original) for each in seen.key_messages] == [False, True]


def test_a_name_stands_first_in_the_script_of_the_pack() -> None:
    person = made(
        Person,
        "huda",
        honorific="Ms",
        given_name="Huda",
        family_name="Temsi",
        native_name="السيدة هدى التمسي",
        native_language="ar",
    )
    of = visit()
    file = filed(of, person, made(Delegate, "v/huda", visit=of, person=person, function="head"))
    row = next(line for line in part(packed(file, "ar"), "people").splitlines() if "هدى" in line)
    assert row.index("هدى التمسي") < row.index("Huda Temsi")
    row = next(line for line in part(packed(file, "fr"), "people").splitlines() if "هدى" in line)
    assert row.index("Huda Temsi") < row.index("هدى التمسي")


def test_an_outcome_is_written_in_its_own_language() -> None:
    of = visit()
    quoted = made(Outcome, "v/said", visit=of, kind="quotation", text="La mer", language="fr")
    assert worded(filed(of, quoted), "fr").outcomes[0].text == "La mer"
    text = worded(filed(of, quoted), "da").outcomes[0].text
    assert isinstance(text, Original)
    assert text.lang == "fr"


@pytest.mark.parametrize(
    "made_of",
    [phrase(Original("Talks", "en")), (strong(Original("Talks", "en")),), paragraphs(Original("Talks", "en")),
     emphasised(Original("Talks", "en"), ["Other"])],
)  # fmt: skip
def test_words_know_the_language_of_their_text(made_of: tuple[blocks.Run, ...]) -> None:
    assert (
        "en:" in outline(*made_of) if isinstance(made_of[0], blocks.Paragraph) else words(made_of)
    )
    assert b"Talks" in msgspec.json.encode(made_of)


def test_no_text_of_another_language_keeps_a_pack_from_being_stored() -> None:
    of = visit(cover_note="A sample", purpose="To sign", scope="All")
    talks = made(ProgrammeItem, "v/talks", visit=of, title="Talks", time_words="evening")
    pack = packed(filed(of, talks), "ar")
    assert msgspec.json.decode(msgspec.json.encode(pack), type=Pack) == pack


# ------------------------------------------------------------------------------------------ punctuation


def touched(text: str, tongue: str, *, lang: str = "") -> str:
    run = blocks.Run(text, lang=lang)
    section = blocks.Section(
        "s", "1", "", (blocks.Part("p", "1", "", "", (blocks.Paragraph((run,)),)),)
    )
    empty = packed(filed(visit()), "en")
    pack = msgspec.structs.replace(empty, language=tongue, sections=(section,))
    block = finished(pack, "en").sections[0].parts[0].blocks[0]
    assert isinstance(block, blocks.Paragraph)
    shown = block.words[0].text.replace("\u200f", "")
    return shown.replace("\u202f", "_").replace("\u2066", "⟨").replace("\u2069", "⟩")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Profils: adresse; mandat", "Profils_: adresse_; mandat"),
        ("Vraiment ?", "Vraiment_?"),
        ("à 10:30, UTC+3:30", "à 10:30, UTC+3:30"),
        ("https://x.org/a;b", "https://x.org/a;b"),
    ],
)
def test_french_sets_a_narrow_space_before_high_marks(text: str, printed: str) -> None:
    assert touched(text, "fr") == printed
    assert touched(text, "fr", lang="en") == text
    assert touched(text, "da") == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("الوزيرة, المدير; نعم?", "الوزيرة، المدير؛ نعم؟"),
        ("Ms Temsi, Mr Darwan", "Ms Temsi, Mr Darwan"),
        ("Ms Temsi, السيد دروان", "Ms Temsi، السيد دروان"),
        ("البنود 1, 3", "البنود 1، 3"),
        ("Trust, the sea   البنود 1, 3", "Trust, the sea   البنود 1، 3"),
        ("Trust 10, 16", "Trust 10، 16"),
        ("12 (2024), Passing of warnings", "⟨12 (2024)⟩, Passing of warnings"),
        ("Lina Sahlani +999 1 555 0142, مقعد", "Lina Sahlani ⟨+999 1 555 0142⟩، مقعد"),
        ("car, PS 70-11, مقعد", "car, PS 70-11، مقعد"),
        ("08:30 +1", "08:30 ⟨+1⟩"),
        ("1,5 مليون", "1,5 مليون"),
        ("الهاتف +999 1 555 0142", "الهاتف ⟨+999 1 555 0142⟩"),
        ("صفحة 8.3-1", "صفحة ⟨8.3-1⟩"),
        ("القرار 1373 (2001)", "القرار ⟨1373 (2001)⟩"),
        ("قرار, UTC+3", "قرار، ⟨UTC+3⟩"),
    ],
)
def test_arabic_has_marks_of_its_own_and_isolates_numbers(text: str, printed: str) -> None:
    assert touched(text, "ar") == printed
    assert touched(text, "ar", lang="en") == text


def test_marks_between_runs_follow_the_words_around_them() -> None:
    both = (blocks.Run("وزارة"), blocks.Run(", "), blocks.Run("مدينة"))
    latin = (blocks.Run("Temsi"), blocks.Run(", "), blocks.Run("Darwan"))
    section = blocks.Section(
        "s", "1", "", (blocks.Part("p", "1", "", "", tuple(map(blocks.Paragraph, (both, latin)))),)
    )
    pack = msgspec.structs.replace(packed(filed(visit()), "ar"), sections=(section,))
    shown = [words(each.words) for each in finished(pack, "en").sections[0].parts[0].blocks]  # type: ignore[union-attr]
    assert shown == ["وزارة،\u200f مدينة", "Temsi, Darwan"]


def test_a_name_is_translated_alike_wherever_it_stands_and_a_title_for_its_bearer() -> None:
    of = visit()
    ministry = made(Institution, "ministry", name="Ministry", city="Port")
    phase = made(Phase, "v/phase", visit=of, title="On site")
    stop = made(Stop, "v/port", visit=of, phase=phase, city="Port", zone="UTC")
    huda, ole = (made(Person, key, family_name=key) for key in ("huda", "ole"))
    posts = [
        made(Post, f"{who.key}-post", person=who, institution=ministry, title="Director")
        for who in (huda, ole)
    ]
    there = [
        made(Delegate, f"v/{who.key}", visit=of, person=who, title="Director")
        for who in (huda, ole)
    ]
    file = filed(
        of, phase, ministry, stop, huda, ole, *posts, *there,
        said(stop, "city", "Le Port"), said(posts[0], "title", "Directrice"),
    )  # fmt: skip
    french = worded(file, "fr")
    assert [each.city for each in french.institutions] == ["Le Port"]
    assert [each.title for each in french.delegates] == ["Directrice", "Director"]


def test_beside_another_language_what_is_not_translated_is_a_gap() -> None:
    of = visit(title="Visit", languages=("en", "fr"))
    talks = made(ProgrammeItem, "v/talks", visit=of, title="Talks", note="bring maps", day="2027-03-09")  # fmt: skip
    brief = made(Brief, "v/brief", item=talks, background_open="Water.\n\nOften.\n\n- a list")
    file = filed(of, talks, brief, said(talks, "title", "Entretiens"))
    chosen = shipped.recipe("dossier")
    seen = cut(file, shipped.audience("principal"), shipped.scheme("plain"), shipped.item_kinds())
    sides = [compile_pack(seen, chosen, AT, language(tag), facing=True) for tag in ("en", "fr")]
    english, french = (part(side, "day:2027-03-09") for side in sides)
    assert ["bring maps" in english, "not translated" in english] == [True, False]
    assert ["bring maps" in french, "[non traduit]" in french] == [False, True]
    written = part(sides[1], "brief:v/talks")
    assert ["Water" in written, "Often" in written, "a list" in written] == [False] * 3
    background = written.split("Contexte, utilisable librement")[1].splitlines()
    assert [line.strip() for line in background[1:4]].count("[non traduit]") == 1
    assert [each.title for s in sides[1].sections for each in s.parts if each.key == "cover"] == [
        "Couverture"
    ]


def test_what_can_be_told_in_another_language() -> None:
    """The fields with words, those of lists at their places; nothing that is the same everywhere."""
    objectives = (Objective(text="See", scope="Oslo"), Objective(text="Learn"))
    record = visit(
        short_title="V", purpose="To see", objectives=objectives, key_messages=("Water",)
    )
    assert translatable(record) == {
        "title": "Visit",
        "purpose": "To see",
        "key_messages[0]": "Water",
        "objectives[0].text": "See",
        "objectives[0].scope": "Oslo",
        "objectives[1].text": "Learn",
    }
    person = made(Person, "p", given_name="Ada", family_name="Lund", pronounced="AH-da")
    assert translatable(person) == {"printed_name": "Ada Lund"}
    assert translatable(made(Stop, "s", visit=record, zone="UTC")) == {}


def test_each_thing_that_is_not_translated_has_its_gap() -> None:
    Run = blocks.Run  # noqa: N806  # as it is called
    gap = Run("–", "gap")
    said = (
        Run("Send the list", lang="en"), Run(" (owner: K. Rashmani, with "), Run("Gauges", lang="en"), Run(", "),
        Run("Port", lang="en"), Run(", by 3 May)"),
    )  # fmt: skip
    section = blocks.Section(
        "s", "1", "", (blocks.Part("p", "1", "", "", (blocks.Paragraph(said),)),)
    )
    pack = msgspec.structs.replace(packed(filed(visit()), "da"), sections=(section,))
    (shown,) = finished(pack, "en", gap).sections[0].parts[0].blocks
    assert words(shown.words) == "[–] (owner: K. Rashmani, with [–], by 3 May)"  # type: ignore[union-attr]
