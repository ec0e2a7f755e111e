"""Findings as rows: by level, the sentence, its place, its page."""

from collections.abc import Iterable, Sequence

from briefer.findings import Finding
from briefer.gui import shown
from briefer.gui.models.page_list import Levels
from briefer.gui.models.rows import Row
from briefer.i18n import say, say_many

SIGNS = {
    "error": ("circle-alert", "danger"),
    "warning": ("triangle-alert", "warning"),
    "note": ("info", "accent"),
}


def levels_on_pages(findings: Sequence[Finding], pages: Sequence[int | None]) -> dict[int, Levels]:
    """How many errors and warnings stand on each page; `pages` are those of the findings."""
    found: dict[int, Levels] = {}
    for one, page in zip(findings, pages, strict=True):
        if page is not None and one.level != "note":
            errors, warnings = found.get(page, Levels())
            grave = one.level == "error"
            found[page] = Levels(errors + grave, warnings + (not grave))
    return found


def finding_rows(findings: Sequence[Finding], pages: Sequence[str] = ()) -> list[Row]:
    """The rows of all findings, the gravest first, each level under its head; `pages` are the names of their pages."""
    pages = pages or [one.place.page for one in findings]
    heads = {
        "error": say("Errors"),
        "warning": say("Warnings"),
        "note": say("Notes", of="findings"),
    }
    levels = {"error": say("error"), "warning": say("warning"), "note": say("note")}
    rows: list[Row] = []
    for level, head in heads.items():
        some = [(at, one) for at, one in enumerate(findings) if one.level == level]
        if some:
            rows.append(Row(title=head, end=shown.digits(len(some))))
        for at, one in some:
            icon, colour = SIGNS[level]
            spoken = say(", ").join(
                filter(None, (levels[level], one.sentence, one.place.words, pages[at]))
            )
            rows.append(
                Row(
                    at,
                    one.sentence,
                    second=one.place.words,
                    end_second=pages[at],
                    icon=icon,
                    icon_colour=colour,
                    wraps=True,
                    spoken=spoken,
                )
            )
    return rows


def muted_rows(muted: Sequence[tuple[Finding, str]]) -> list[Row]:
    """The rows of findings that are muted, with their reasons; their ids are pairs."""
    if not muted:
        return []
    rows = [Row(title=say("Muted"), end=shown.digits(len(muted)))]
    for at, (one, reason) in enumerate(muted):
        spoken = say(", ").join(filter(None, (say("muted"), one.sentence, one.place.words, reason)))
        words = " · ".join(filter(None, (one.place.words, reason)))
        rows.append(
            Row(
                ("muted", at),
                one.sentence,
                second=words,
                icon=SIGNS[one.level][0],
                muted=True,
                wraps=True,
                spoken=spoken,
            )
        )
    return rows


def summary(findings: Iterable[Finding]) -> str:
    """How many there are, by level, in words."""
    levels = [one.level for one in findings]
    parts = []
    if errors := levels.count("error"):
        parts.append(say_many("{count} error", "{count} errors", errors).format(count=errors))
    if warnings := levels.count("warning"):
        parts.append(
            say_many("{count} warning", "{count} warnings", warnings).format(count=warnings)
        )
    if notes := levels.count("note"):
        parts.append(say_many("{count} note", "{count} notes", notes).format(count=notes))
    return say(", ").join(parts) or say("no findings")
