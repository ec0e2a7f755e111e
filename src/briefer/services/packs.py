"""Packs: a visit is cut, compiled, set on pages and written; the one way from records to paper.

`compile_file`, `renew` and `paginate` serve the preview, `export` ends in a file. Not here: what a reader may see
(`pack.audience`), what a section says (`pack.compiler`), how a page looks (`pdf`), what is checked (`rules.checks`).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Unpack
from uuid import UUID

import msgspec

from briefer import i18n, settings
from briefer.errors import KnownError
from briefer.findings import Finding, Place
from briefer.i18n import mark, say
from briefer.progress import Report, silent
from briefer.records.markings import Audience, MarkingScheme
from briefer.records.packs import OwnData, Recipe
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Visit
from briefer.services import office, pack_edits, visits
from briefer.services.documents import Document, How

if TYPE_CHECKING:
    from briefer.pack.audience import Cut
    from briefer.pack.blocks import Pack
    from briefer.pdf.file.imposition import Imposed
    from briefer.pdf.pages import Cache
    from briefer.pdf.sheets import Pages
    from briefer.pdf.type.fonts import FontBook
    from briefer.rules.precedence import RuleSet
    from briefer.workspace.database import Workspace


class Exported(NamedTuple):
    """What an export made, and what its pages have to tell."""

    path: Path
    sheets: int
    findings: tuple[Finding, ...]


class Made(NamedTuple):
    """A PDF in memory, and what its pages have to tell."""

    content: bytes
    sheets: int
    findings: tuple[Finding, ...]
    size: tuple[float, float]
    """Of the sheet, mm, as wide as it is high."""


def own_data(workspace: "Workspace") -> tuple[OwnData, ...]:
    """The office's own recipes, audiences, marking schemes and the like."""
    with workspace.reading() as rows:
        return rows.all(OwnData)


def recipes(own: tuple[OwnData, ...] = ()) -> tuple[Recipe, ...]:
    """All recipes there are, in the order of their names."""
    from briefer.pack import shipped

    return tuple(shipped.recipe(name, own) for name in shipped.names(Recipe, own))


class SectionName(NamedTuple):
    """What a section is called: by a pack that holds it, and by people."""

    key: str
    title: str


def section_names() -> dict[str, SectionName]:
    """All sections that a recipe may name, by the names that recipes use."""
    from briefer.pack import compiler

    return {
        name: SectionName(compiler.section_key(name), say(rule.title))
        for name, rule in compiler.SECTIONS.items()
    }


def rule_sets(own: tuple[OwnData, ...] = ()) -> tuple["RuleSet", ...]:
    """All rule sets for the order of people, in the order of their names; raises as `pack.shipped.rule_set`."""
    from briefer.pack import shipped
    from briefer.rules.precedence import RuleSet

    return tuple(shipped.rule_set(name, own) for name in shipped.names(RuleSet, own))


def languages() -> tuple[str, ...]:
    """What a pack may be asked for in: each language that has a catalogue, and two on facing pages."""
    known = i18n.languages()
    return (*known, *("+".join(pair) for pair in _FACING if {*pair} <= {*known}))


_FACING = (("en", "ar"),)


def choose(recipe: str, audience: str, own: tuple[OwnData, ...]) -> tuple[Recipe, Audience]:
    """The recipe of a name and who it is made for: its own audience, or a narrower one.

    Raises:
        KnownError: a name does not exist, or the audience sees more than the recipe is for.

    """
    from briefer.pack import shipped
    from briefer.pack.audience import narrows

    found = shipped.recipe(recipe, own)
    readers = shipped.audience(audience or found.audience, own)
    if not narrows(readers, found.audience):
        sentence = say(
            "The recipe “{recipe}” is for the audience “{own}”; “{audience}” sees more than that. "
            "Choose a narrower audience, or another recipe."
        )
        words = sentence.format(recipe=recipe, own=found.audience, audience=audience)
        raise KnownError(words)
    return found, readers


def on_paper(recipe: Recipe, paper: str | None, layout: str | None) -> Recipe:
    """The recipe on the paper that lies in the printer: A4 or letter, or its own paper if None.

    What is folded is made in half that size. Cards are four to a sheet, or of a size of which eight are cut.

    Raises:
        KnownError: the layout is not for what the recipe makes.

    """
    if layout == "eight-up":
        if recipe.look != "card":
            sentence = say(
                "Eight to a sheet are cards only. Export “{recipe}” without that layout."
            )
            raise KnownError(sentence.format(recipe=recipe.name))
        return msgspec.structs.replace(recipe, paper="eighth letter" if paper == "letter" else "A7")
    if layout and recipe.look == "card":
        sentence = say(
            "Cards are cut, not folded. Export “{recipe}” without the layout “{layout}”."
        )
        raise KnownError(sentence.format(recipe=recipe.name, layout=layout))
    if not paper:
        return recipe
    if recipe.look == "card":
        return msgspec.structs.replace(recipe, paper=paper, look="working")
    if recipe.look != "working":
        return msgspec.structs.replace(recipe, paper="letter" if paper == "letter" else "A5")
    return msgspec.structs.replace(recipe, paper=paper)


def compile_visit(workspace: "Workspace", visit: UUID, **how: Unpack[How]) -> "Pack":
    """The pack of a visit as its records are now; see `compiled`."""
    return compile_file(visits.load(workspace, visit), own_data(workspace), **how)


def compile_file(file: VisitFile, own: tuple[OwnData, ...] = (), **how: Unpack[How]) -> "Pack":
    """The pack of a visit's file alone; see `compiled`."""
    return compiled(file, own, **how).pack


class Compiled(NamedTuple):
    """A pack, and the records that its reader may see."""

    pack: "Pack"
    cut: "Cut"


def compiled(file: VisitFile, own: tuple[OwnData, ...] = (), **how: Unpack[How]) -> Compiled:
    """A visit's file cut for its audience, then compiled from the visit's own copy of the recipe; `how` as `Document`.

    Raises:
        KnownError: recipe, audience, scheme, marking or language do not exist, the audience is wider than the
            recipe's, or the layout is not for what the recipe makes.

    """
    from briefer.pack import shipped
    from briefer.pack.audience import cut
    from briefer.pack.compiler import compile_pack
    from briefer.pack.context import IssueFacts

    wanted = Document(**how)
    chosen, readers = choose(wanted.recipe, wanted.audience, own)
    chosen = on_paper(pack_edits.of_visit(chosen, file.visit), wanted.paper, wanted.layout)
    tongues = [_language(tag) for tag in wanted.language.split("+")]
    scheme = shipped.scheme(file.visit.marking_scheme, own)
    _check_marking(wanted.marking, scheme)
    seen = cut(file, readers, scheme, shipped.item_kinds(own))
    order = shipped.rule_set(file.visit.precedence, own)
    issue = IssueFacts(_moment(file.visit, wanted.at), marking=wanted.marking, copy=wanted.copy)
    shows = shipped.office(own)
    packs = [
        compile_pack(seen, chosen, issue, tongue, order, facing=len(tongues) > 1, office=shows)
        for tongue in tongues
    ]
    return Compiled(packs[0] if len(packs) == 1 else _facing(packs[0], packs[1]), seen)


def _check_marking(marking: str, scheme: MarkingScheme) -> None:
    names = [each.name for each in scheme.levels]
    if marking and marking not in names:
        sentence = say("There is no marking “{marking}” in “{scheme}”. There are: {names}.")
        words = sentence.format(marking=marking, scheme=scheme.title, names=", ".join(names))
        raise KnownError(words)


def cover(workspace: "Workspace", language: str = "en") -> bytes:
    """The cover of a dossier alone, as PDF: of the latest visit, or of one without any facts where there is none yet.

    Raises:
        KnownError: the office's own data cannot be read.

    """
    from briefer.pack.blocks import Cover
    from briefer.pdf import pages

    latest = next(iter(visits.overview(workspace)), None)
    if latest:
        file = visits.load(workspace, latest.id)
    else:
        file = VisitFile(visit=Visit(title=_language(language).say(mark("Visit"))))
    pack = compile_file(file, own_data(workspace), language=language)
    covers = tuple(
        section
        for section in pack.sections
        if any(isinstance(block, Cover) for block in section.parts[0].blocks)
    )
    alone = msgspec.structs.replace(pack, sections=covers or pack.sections[:1])
    return pages.write(paginate(workspace, alone))


def _facing(first: "Pack", second: "Pack") -> "Pack":
    """A pack with the same in a second language beside it; page codes are those of the two together."""
    issue = first.issue
    parts = issue.code.split("/")
    parts[3] = f"{first.language}+{second.language}"
    both = msgspec.structs.replace(issue, code="/".join(parts))
    return msgspec.structs.replace(first, issue=both, facing=second)


def _language(tag: str) -> i18n.Language:
    """The language of a pack, if it can be printed in it.

    Raises:
        KnownError: there are none in it yet.

    """
    if tag not in i18n.languages():
        sentence = say("Packs in the language “{language}” do not exist yet. Choose en.")
        raise KnownError(sentence.format(language=tag))
    return i18n.language(tag)


def _moment(visit: Visit, at: datetime | None) -> datetime:
    """The time of making on the clock at home; a time without an offset is meant there."""
    from briefer.rules import clocks

    home = clocks.zone(visit.home_zone) or UTC
    if at is None:
        return datetime.now(home)
    return at.replace(tzinfo=home) if at.tzinfo is None else at.astimezone(home)


def paginate(
    workspace: "Workspace", pack: "Pack", cache: "Cache | None" = None, report: Report = silent
) -> "Pages":
    """The pages of a pack, for preview and file alike. Keep one `cache` for as long as a preview lives."""
    from briefer.pdf import facing, pages

    found, book = _pictures(workspace, pack), font_book()
    if pack.facing:
        return facing.paginate((pack, pack.facing), found, report, cache, book)
    return pages.paginate(pack, found, report, cache, book)


def renew(
    workspace: "Workspace",
    before: "Pages",
    pack: "Pack",
    names: Sequence[str],
    cache: "Cache",
    report: Report = silent,
) -> "Pages | None":
    """For a preview, in a hurry: the pages before with the part that one edits as it is now; see `pdf.pages.renew`."""
    from briefer.pdf import pages

    found = _pictures(workspace, pack)
    return pages.renew(before, pack, names, found, report, cache, font_book())


def _pictures(workspace: "Workspace", pack: "Pack") -> dict[str, bytes]:
    """The files that a pack names, as far as they are there."""
    with workspace.reading() as rows:
        return {name: file.content for name in pack.pictures if (file := rows.file(name))}


def font_book() -> "FontBook":
    """The fonts there are: those that Briefer ships, and those of the settings."""
    from briefer.pdf.type.fonts import FontBook

    return FontBook(Path(place) for place in settings.load().fonts)


def export(
    workspace: "Workspace",
    visit: Visit,
    path: Path,
    *,
    file: VisitFile | None = None,
    cache: "Cache | None" = None,
    passphrase: str | None = None,
    force: bool = False,
    report: Report = silent,
    **how: Unpack[How],
) -> Exported:
    """Write the PDF of a visit; a file that is there is replaced at once, or stays as it was.

    With a passphrase the file opens to nobody without it, and is no archive file. `file` and `cache` as of `make`.

    Raises:
        KnownError: see `compiled`; or something stands there and `force` is not set, the disk is full, or the
            passphrase is empty or too long.
        Cancelled: out of `report`; nothing was written.

    """
    from briefer.workspace import files

    files.refuse_existing(path, force=force)
    if passphrase is not None:
        _check_passphrase(passphrase)
    made = make(workspace, visit, file=file, cache=cache, report=report, **how)
    content, findings = made.content, made.findings
    if passphrase is not None:
        from briefer.pdf.file import protect

        content = protect.protect(content, passphrase)
        sentence = say(
            "The file opens with its passphrase only, and is no archive file: PDF/A forbids encryption."
        )
        findings = (
            *findings,
            Finding(level="note", rule="protected", place=Place(), sentence=sentence),
        )
    files.replace(path, content)
    return Exported(path, made.sheets, findings)


def _check_passphrase(passphrase: str) -> None:
    from briefer.pdf.file import protect

    if not passphrase:
        raise KnownError(say("An empty passphrase protects nothing. Give another."))
    if protect.too_long(passphrase):
        sentence = say("Only the first {count} bytes of a passphrase count. Give a shorter one.")
        raise KnownError(sentence.format(count=protect.LONGEST))


def make(
    workspace: "Workspace",
    visit: Visit,
    *,
    file: VisitFile | None = None,
    cache: "Cache | None" = None,
    report: Report = silent,
    **how: Unpack[How],
) -> Made:
    """The PDF of a visit in memory, for a file or for a printer; of its `file` as it was read before, else as it is now.

    Who makes several of one visit keeps one `cache` for them: what is alike is laid out once.

    Raises:
        KnownError: see `compiled`.
        Cancelled: out of `report`.

    """
    from briefer.pdf import pages

    pack = compile_file(file or visits.load(workspace, visit.id), own_data(workspace), **how)
    laid = paginate(workspace, pack, cache, report)
    content = pages.write(laid, report)
    if layout := how.get("layout"):
        return _imposed(content, laid, layout, report)
    size = (laid.paper.width, laid.paper.height)
    return Made(content, len(laid.sheets), laid.findings, size)


def _imposed(content: bytes, laid: "Pages", layout: str, report: Report) -> Made:
    """Several pages on a sheet, and how such a file is to be used."""
    chosen = LAYOUTS[layout]
    made, how = chosen.impose(content, laid, report), say(chosen.use)
    measure = say("The sheets measure {width} by {height} mm.").format(
        width=round(made.width), height=round(made.height)
    )
    what = say(
        "This file is for the printer: it is no archive file and not made for screen readers."
    )
    finding = Finding(
        level="note", rule="for-the-printer", place=Place(), sentence=f"{what} {measure} {how}"
    )
    size = (made.width, made.height)
    return Made(made.content, made.sides, (*laid.findings, finding), size)


def _booklet(content: bytes, laid: "Pages", report: Report) -> "Imposed":
    from briefer.pdf.file import imposition

    return imposition.booklet(content, right_bound=laid.mirrored, report=report)


def _eight_up(content: bytes, laid: "Pages", report: Report) -> "Imposed":
    from briefer.pdf.file import imposition

    sheet: Literal["A4", "letter"] = "letter" if laid.pack.paper == "eighth letter" else "A4"
    return imposition.eight_up(content, sheet, right_bound=laid.mirrored, report=report)


class Layout(NamedTuple):
    """A way to place several pages on a sheet."""

    impose: "Callable[[bytes, Pages, Report], Imposed]"
    use: str
    """How the sheets are printed and what is done with them, in words."""


LAYOUTS: dict[str, Layout] = {
    "booklet": Layout(
        _booklet,
        mark("Print on both sides, turned over the short edge, without scaling; fold and staple."),
    ),
    "eight-up": Layout(
        _eight_up, mark("Print on one side, without scaling, and cut at the marks.")
    ),
}


def check(workspace: "Workspace", visit: Visit, language: str = "en") -> tuple[Finding, ...]:
    """What the rules find in a visit as its records are now; see `check_file`."""
    return check_file(visits.load(workspace, visit.id), own_data(workspace), language)


def open_findings(workspace: "Workspace", visit: UUID, language: str = "en") -> Counter[str]:
    """How many findings of a visit nobody has muted, by their level; nothing is laid out for it."""
    from briefer.services import pack_edits

    file = visits.load(workspace, visit)
    found = check_file(file, own_data(workspace), language)
    return Counter(one.level for one in pack_edits.told(found, file.visit).findings)


def check_file(
    file: VisitFile, own: tuple[OwnData, ...] = (), language: str = "en"
) -> tuple[Finding, ...]:
    """What the rules find in a visit's file, in their order, and what of its dossier cannot be printed.

    Sentences are in the window's `language`.
    """
    from briefer.pack import shipped
    from briefer.rules import checks

    found = checks.check(
        file,
        shipped.item_kinds(own),
        i18n.language(language),
        shipped.rule_set(file.visit.precedence, own),
    )
    shown = tuple(office.findings(own))
    if any(each.level == "error" for each in shown):  # no pack can be compiled
        return (*found, *shown)
    return (*found, *shown, *_missing_glyphs(file, own))


def _missing_glyphs(file: VisitFile, own: tuple[OwnData, ...]) -> tuple[Finding, ...]:
    """The characters of a visit's dossier that no font has, without laying anything out."""
    from briefer.pdf.type import coverage

    # to know the parts they stand in, the pack must be compiled: for most visits there is no need
    if coverage.all_covered(msgspec.json.encode((file, own)).decode()):
        return ()
    from briefer.pdf import page_findings

    return tuple(page_findings.of_pack(compile_file(file, own), font_book()))
