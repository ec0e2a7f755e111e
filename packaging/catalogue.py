"""Draw the catalogues of resources/locale (`make catalogue`): templates from the source and the shipped data, then each language.

Two domains. `pack` is what pages print, said by a pack's `Language`; it is translated into every language of packs.
`window` is all else: screen, command line, findings. A language has a file once somebody begins it
(`catalogue.py window fr` begins one). `--check` changes nothing and fails where something is stale or missing; of the
window's texts, which are English where a language lacks them, the number of those is told.
"""

import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE, RESOURCES = ROOT / "src" / "briefer", ROOT / "resources"
LOCALE = RESOURCES / "locale"
LANGUAGES = ("fr", "da", "nl", "ar")
DOMAINS = ("pack", "window")
_KEYWORDS = {"say": 1, "say_many": 2, "mark": 1}
"""Functions, and how many of their first arguments are texts."""
_DATA = ("recipes/*.toml", "audiences/*.toml", "item_kinds.toml")
"""Shipped files whose titles are printed."""
_SHOWN = ("precedence/*.toml", "templates/*.toml")
"""Shipped files whose titles and tasks the window shows."""
_UNTOLD = "not translated"
_LINE = 99
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""Catalogues do not tell when they were drawn: the same texts give the same bytes."""
_PLACES = re.compile(r"\{(\w*)\}")
_COUNTED = {"count", "days", "hours"}
"""Places that a plural form may say in words of its own: "two visits" is one word in Arabic."""


class Text(NamedTuple):
    """A text of the source, its plural, and whether the window says it."""

    one: str
    many: str
    of: str
    """What it is said of, where one word says two things."""
    window: bool


# ------------------------------------------------------------------------------------------- drawing


def texts(path: Path) -> Iterator[Text]:
    """The marked texts of a module.

    In `pack` and `i18n` a plain `say` is a pack's, unless it is the function imported from `i18n`: then no
    enclosing function has a `say` of its own.
    """
    source = path.read_text(encoding="utf-8")
    if not any(f"{name}(" in source for name in _KEYWORDS):
        return  # to parse all modules takes long
    tree = ast.parse(source)
    packs = path == SOURCE / "i18n.py" or SOURCE / "pack" in path.parents
    yield from _texts(tree, packs=packs, own_say=False)


def _texts(node: ast.AST, *, packs: bool, own_say: bool) -> Iterator[Text]:
    if isinstance(node, ast.FunctionDef):
        own_say = own_say or (packs and _binds_say(node))
    if isinstance(node, ast.Call):
        function = node.func
        plain = isinstance(function, ast.Name)
        name = (
            function.id if plain else function.attr if isinstance(function, ast.Attribute) else ""
        )
        said = [
            argument.value
            for argument in node.args[: _KEYWORDS.get(name, 0)]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if said:
            window = not packs or (plain and name != "mark" and not own_say)
            of = [each.value.value for each in node.keywords
                  if each.arg == "of" and isinstance(each.value, ast.Constant)]  # fmt: skip
            yield Text(said[0], said[1] if len(said) > 1 else "", of[0] if of else "", window)
    for child in ast.iter_child_nodes(node):
        yield from _texts(child, packs=packs, own_say=own_say)


def _binds_say(function: ast.FunctionDef) -> bool:
    arguments = [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]
    names = [node.id for node in ast.walk(function) if isinstance(node, ast.Name)
             and isinstance(node.ctx, ast.Store)]  # fmt: skip
    return "say" in arguments or "say" in names


def titles(path: Path) -> Iterator[str]:
    """The titles in a data file."""

    def found(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            if isinstance(title := value.get("title"), str):
                yield title
            for inner in value.values():
                yield from found(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from found(inner)

    yield from found(tomllib.loads(path.read_text(encoding="utf-8")))


def tasks(path: Path) -> Iterator[str]:
    """The tasks of a template."""
    made = tomllib.loads(path.read_text(encoding="utf-8"))
    yield from (what for what, _days in made.get("tasks", ()))


def banners(path: Path) -> Iterator[str]:
    """The banners of a marking scheme."""
    scheme = tomllib.loads(path.read_text(encoding="utf-8"))
    yield from (level["banner"] for level in scheme.get("levels", ()))


def shipped(domain: str) -> Iterator[tuple[str, Path]]:
    """The texts of shipped data, and the files they stand in."""
    if domain == "window":
        for pattern in _SHOWN:
            for path in sorted(RESOURCES.glob(pattern)):
                yield from ((words, path) for words in (*titles(path), *tasks(path)))
        return
    for pattern in _DATA:
        for path in sorted(RESOURCES.glob(pattern)):
            yield from ((title, path) for title in titles(path))
    for path in sorted(RESOURCES.glob("markings/*.toml")):
        yield from ((banner, path) for banner in banners(path))


def template(domain: str) -> Catalog:
    """All texts of a domain, in the order of their files."""
    catalogue = Catalog(project="Briefer", charset="utf-8", header_comment="#", fuzzy=False)
    for path in sorted(SOURCE.rglob("*.py")):
        for text in texts(path):
            if text.window == (domain == "window"):
                _add(catalogue, text, path)
    for words, path in shipped(domain):
        _add(catalogue, Text(words, "", "", window=domain == "window"), path)
    return catalogue


def _add(catalogue: Catalog, text: Text, path: Path) -> None:
    one, many, of = text.one, text.many, text.of or None
    place = str(path.relative_to(ROOT))
    known = catalogue.get(one, of)
    places = [*known.locations, (place, None)] if known else [(place, None)]
    if known and isinstance(known.id, tuple) and not many:
        many = known.id[1]
    catalogue.add((one, many) if many else one, locations=[*dict.fromkeys(places)], context=of)


# ----------------------------------------------------------------------------------------- languages


def languages(domain: str) -> list[str]:
    """The languages into which a domain is translated, or begun."""
    return [tag for tag in LANGUAGES if _file(domain, tag).exists()]


def _file(domain: str, tag: str) -> Path:
    return LOCALE / tag / "LC_MESSAGES" / f"{domain}.po"


def read(domain: str, tag: str) -> Catalog:
    """The translations of a language."""
    with _file(domain, tag).open("rb") as file:
        return read_po(file, locale=tag, domain=domain)


def renewed(domain: str, tag: str, drawn: Catalog) -> Catalog:
    """The translations with the texts that are there now; what is said no more is dropped."""
    kept = read(domain, tag)
    kept.update(drawn, no_fuzzy_matching=True, update_creation_date=False)
    kept.obsolete.clear()
    return kept


def faults(catalogue: Catalog) -> Iterator[str]:
    """Texts without a translation, and translations that name other places than the text."""
    for message in catalogue:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(forms) or message.fuzzy:
            yield f"{_UNTOLD}: {message.id!r}"
        else:
            yield from _misplaced(message, forms)


def _misplaced(message: Message, forms: tuple[str, ...]) -> Iterator[str]:
    """Nothing may go or come but the number that a plural form says itself."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = set().union(*(_PLACES.findall(each) for each in ids))
    always = set(_PLACES.findall(ids[0])).intersection(*(_PLACES.findall(each) for each in ids))
    if len(forms) > 1:
        always -= _COUNTED
    for form in forms:
        if not always <= set(_PLACES.findall(form)) <= wanted:
            yield f"other places: {message.id!r} → {form!r}"


# -------------------------------------------------------------------------------------------- files


def _po(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=_LINE, sort_by_file=False, include_lineno=False)
    dated = re.compile(rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|'
                       rb'Language-Team|Report-Msgid-Bugs-To):.*\n', re.MULTILINE)  # fmt: skip
    return dated.sub(b"", out.getvalue())


def _mo(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def files(domains: Iterable[str] = DOMAINS) -> Iterator[tuple[Path, bytes]]:
    """What resources/locale should hold of these domains."""
    for domain in domains:
        drawn = template(domain)
        yield LOCALE / f"{domain}.pot", _po(drawn)
        for tag in languages(domain):
            catalogue = renewed(domain, tag, drawn)
            content = _po(catalogue)
            yield _file(domain, tag), content
            # compiled from what is written, so that nobody can tell by which way it came
            again = read_po(io.BytesIO(content), locale=tag, domain=domain)
            again.creation_date = again.revision_date = _NO_DATE
            yield _file(domain, tag).with_suffix(".mo"), _mo(again)


def main(arguments: list[str]) -> int:
    """Renew all files, begin a language, or check."""
    if len(arguments) == 2:
        path = _file(arguments[0], arguments[1])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_po(Catalog(locale=arguments[1], project="Briefer", version="")))
    wanted = [*files()]
    stale = [path for path, content in wanted if not path.exists() or path.read_bytes() != content]
    told = [
        f"{path.relative_to(ROOT)}: {'stale' if arguments == ['--check'] else 'renewed'}"
        for path in stale
    ]
    if arguments != ["--check"]:
        for path, content in wanted:
            path.write_bytes(content)
    missing = [
        f"{tag}: {fault}" for tag in LANGUAGES if tag in languages("pack")
        for fault in faults(read("pack", tag))
    ]  # fmt: skip
    untold = [
        f"{tag}: {count} texts of the window are not translated"
        for tag in languages("window")
        if (count := sum(1 for fault in faults(read("window", tag)) if fault.startswith(_UNTOLD)))
    ]
    missing += [
        f"{tag}: {fault}" for tag in languages("window")
        for fault in faults(read("window", tag)) if not fault.startswith(_UNTOLD)
    ]  # fmt: skip
    print("\n".join([*told, *untold, *missing]) or "All catalogues are as they should be.")
    return 1 if missing or (told and arguments == ["--check"]) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
