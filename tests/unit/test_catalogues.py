"""The catalogues of resources/locale: nothing that a pack prints lacks a translation, and nothing is stale."""

import ast
import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from briefer import i18n

ROOT = Path(__file__).parents[2]


@cache
def drawing() -> ModuleType:
    """The script behind `make catalogue`. What the source says is drawn once for all tests: they read it."""
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "packaging" / "catalogue.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    vars(module)["template"] = cache(module.template)
    return module


def test_every_language_of_packs_has_a_catalogue() -> None:
    assert ("en", *sorted(drawing().LANGUAGES)) == i18n.languages()
    assert tuple(drawing().languages("pack")) == drawing().LANGUAGES


@pytest.mark.parametrize("tag", i18n.languages()[1:])
def test_everything_that_a_pack_prints_is_translated(tag: str) -> None:
    assert [*drawing().faults(drawing().read("pack", tag))] == []


@pytest.mark.parametrize("tag", i18n.window_languages()[1:])
def test_what_the_window_says_in_a_language_names_the_same_places(tag: str) -> None:
    told = drawing().faults(drawing().read("window", tag))
    assert [fault for fault in told if not fault.startswith("not translated")] == []


def test_nothing_is_stale() -> None:
    stale = [
        path.name
        for path, content in drawing().files(["pack"])
        if not path.exists() or path.read_bytes() != content
    ]
    assert stale == [], "run `make catalogue`"


def test_texts_are_found_and_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "briefer"
    (source / "pack").mkdir(parents=True)
    monkeypatch.setattr(drawing(), "SOURCE", source)
    module = source / "pack" / "names.py"
    module.write_text(
        "from briefer.i18n import mark, say\n"
        'KINDS = {"a": mark("ministry")}\n'
        "def title(context):\n"
        "    say = context.say\n"
        '    return say("Owner"), say("open", of="time"), context.say("Two "\n'
        '        "lines"), context.language.say_many("one visit", "{count} visits", 2)\n'
        "def refuse():\n"
        '    raise KnownError(say("There is none."))\n'
    )
    assert [tuple(text) for text in drawing().texts(module)] == [
        ("ministry", "", "", False),
        ("Owner", "", "", False),
        ("open", "", "time", False),
        ("Two lines", "", "", False),
        ("one visit", "{count} visits", "", False),
        ("There is none.", "", "", True),
    ]


def test_what_is_wrong_with_a_translation_is_told() -> None:
    catalogue = Catalog(locale="ar")
    catalogue.add("Owner", "")
    catalogue.add("to {whom}", "إلى {who}")
    catalogue.add(("one visit", "{count} visits"), ("", "زيارة", "زيارتان", "{count}", "", ""))
    catalogue.add(
        ("{count} day from {date}", "{count} days from {date}"),
        ("{date}", "{date}", "يومان", "{count} {date}", "{count} {date}", "{count} {date}"),
    )
    assert [*drawing().faults(catalogue)] == [
        "not translated: 'Owner'",
        "other places: 'to {whom}' → 'إلى {who}'",
        "not translated: ('one visit', '{count} visits')",
        "other places: ('{count} day from {date}', '{count} days from {date}') → 'يومان'",
    ]


def test_a_text_of_data_files_is_drawn() -> None:
    drawn = drawing().template("pack")
    for text in ("Visit report", "courtesy call", "RESTRICTED"):
        assert drawn.get(text), text
    assert not drawn.get("There is no audience “{name}”.")
    assert drawing().template("window").get("There is no audience “{name}”.")


def test_what_is_said_is_never_kept_for_another_language(repository: Path) -> None:
    """Found when names of fields, read once in French, stayed French: `@cache` where `@once_a_language` belongs."""
    kept = {
        f"{path.name}: {made.name}"
        for path in (repository / "src").rglob("*.py")
        if "cache" in (source := path.read_text())
        for made in ast.walk(ast.parse(source))
        if isinstance(made, ast.FunctionDef)
        and "cache" in {ast.unparse(one) for one in made.decorator_list}
        and any(
            isinstance(one, ast.Name) and one.id in {"say", "say_many"} for one in ast.walk(made)
        )
    }
    assert kept == set()


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("ar", ["لا بنود", "بند واحد", "بندان", "3 بنود", "12 بنداً", "37 بنداً", "100 بند", "103 بنود"]),
        ("fr", ["0 point", "1 point", "2 points", "3 points", "12 points", "37 points", "100 points", "103 points"]),
    ],
)  # fmt: skip
def test_the_forms_of_a_plural_stand_where_the_rule_of_the_language_looks_for_them(
    tag: str, told: list[str]
) -> None:
    language = i18n.language(tag)
    counts = (0, 1, 2, 3, 12, 37, 100, 103)
    forms = [language.say_many("{count} item", "{count} items", count) for count in counts]
    assert [form.format(count=count) for form, count in zip(forms, counts, strict=True)] == told


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en", ["0.6 sides", "1 side", "1.5 sides", "2 sides", "7 sides"]),
        ("fr", ["0.6 page", "1 page", "1.5 page", "2 pages", "7 pages"]),
        ("da", ["0.6 side", "1 side", "1.5 side", "2 sider", "7 sider"]),
        ("nl", ["0.6 zijden", "1 zijde", "1.5 zijden", "2 zijden", "7 zijden"]),
        ("ar", ["0.6 وجه", "وجه واحد", "1.5 وجه", "وجهان", "7 أوجه"]),
    ],
)
def test_a_decimal_takes_the_form_that_its_language_gives_it(tag: str, told: list[str]) -> None:
    """Found in French as "0,6 pages"."""
    language = i18n.language(tag)
    counts = (0.6, 1.0, 1.5, 2.0, 7)
    forms = [language.say_many("{count} side", "{count} sides", count) for count in counts]
    assert [
        form.format(count=f"{count:g}") for form, count in zip(forms, counts, strict=True)
    ] == told


def test_every_sentence_with_a_number_in_it_is_asked_for_by_its_number() -> None:
    """A noun after a count has forms: seven pages are "٧ صفحات". What is counted stands in `say_many`."""
    nouns = "items|pages|points|briefs|records|people|groups|institutions|times|values|words|days|hours|files"
    found = {
        str(message.id)
        for message in drawing().template("window")
        if message.id
        and isinstance(message.id, str)
        and re.search(rf"\{{(count|items|pages|briefs|size|words)\}} ({nouns})\b", message.id)
    }
    assert found == set()


KEYS = {
    "fr": ("Entrée", "Échap", "Ctrl+Maj+O", "Alt+Haut"),
    "da": ("Enter", "Esc", "Ctrl+Shift+O", "Alt+Op"),
    "nl": ("Enter", "Esc", "Ctrl+Shift+O", "Alt+Omhoog"),
    "ar": ("Return", "Esc", "Ctrl+Shift+O", "Alt+Up"),
}


@pytest.mark.parametrize("tag", sorted(KEYS))
def test_a_sentence_calls_a_key_what_the_key_is_called(tag: str) -> None:
    """Found as "Retour" on the caps beside "Entrée" in the sentences; `gui.key_names` has the names."""
    names = dict(zip(("Return", "Esc", "Ctrl+Shift+O", "Alt+Up"), KEYS[tag], strict=True))
    missing = [
        (message.id, message.string)
        for message in drawing().read("window", tag)
        if message.id and isinstance(message.id, str) and not message.context
        for key, name in names.items()
        if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", message.id) and name not in message.string
    ]
    assert missing == []


def test_what_is_to_be_typed_keeps_its_order_in_arabic() -> None:
    """Found as "1015-930" for 930-1015: a sign beside digits goes to their other end unless it is isolated."""
    signed = re.compile(r"(?<![\w.{])([~+−#]\w+|[\d٠-٩]+[-:][\d٠-٩]+)")
    turned = []
    for message in drawing().read("window", "ar"):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        bare = [re.sub("\u2066[^\u2069]*\u2069", "", form) for form in forms]
        turned += [form for form in bare if message.id and signed.search(form)]
    assert turned == []


def test_names_and_paths_stand_by_themselves_in_arabic() -> None:
    """Found as "tmp/office.briefer/": the first slash of a path stood at its other end."""
    loose = []
    for message in drawing().read("window", "ar"):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        loose += [
            form
            for form in forms
            if message.id
            and re.search(r"(?<!\u2068)\{(path|file|folder|text|title|workspace)\}", form)
        ]
    assert loose == []
