"""What two validators that others wrote say of a file: nothing, where it keeps PDF/UA-1 and PDF/A-2a.

`page-validation` checks both standards rule by rule, `outloud` PDF/UA-1 and what a listener would stumble over. Three of
their complaints are false alarms; each is let pass only where a look at the file shows that it is one.
"""

import io
from pathlib import Path
from typing import Any

import outloud
import page
import pikepdf

_LIMITS = page.SafetyLimits(max_reference_depth=20_000, max_table_grid_rows=60_000)
_HEAD, _FOOT = 0.925, 0.085
"""Shares of a page's height above and below which only its head and its foot stand."""
_STREAM_LENGTH = "PDFA2A-STREAM-LENGTH-001"


def broken_rules(path: Path, standard: str) -> list[str]:
    """The rules of a standard (`ua1`, `2a`, `2b`) that a file breaks, with what is said about them."""
    content = path.read_bytes()
    report = page.validate_pdf_bytes(content, profile=standard, limits=_LIMITS)
    return [
        f"{failure.rule_id}: {failure.message}"
        for failure in report.failures
        if not (failure.rule_id == _STREAM_LENGTH and _ends_in_return(content, failure))
    ]


def heard_errors(path: Path) -> list[str]:
    """The errors that a listener would meet."""
    result = outloud.check(str(path))
    assert result.error is None, result.error
    return [
        f"{found.rule} on page {found.page}: {found.message}: {found.evidence}"
        for found in result.findings
        if found.severity == "error" and not _is_furniture(found, path)
    ]


def _ends_in_return(content: bytes, failure: Any) -> bool:
    """A stream whose last byte is a carriage return is told to be one byte too long; its length is right."""
    if failure.object_id is None:
        return b"\r\nendstream" in content
    number = failure.object_id.object_number
    at = content.index(b"\n%d 0 obj" % number)
    start = content.index(b"stream\n", at) + len(b"stream\n")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        length = int(pdf.get_object(number, 0).get("/Length"))
    return content[start + length - 1 : start + length + 10] == b"\r\nendstream"


def _is_furniture(found: Any, path: Path) -> bool:
    """Artifacts of eight words or more are taken for lost text unless three pages bear the same: so are heads and feet.

    They are, where all that is complained of stands above or below the frame of every paper.
    """
    if found.rule != "TAG-002":
        return False
    with pikepdf.open(path) as pdf:
        heights = [float(page.mediabox[3]) for page in pdf.pages]
    return all(
        box["y0"] > _HEAD * heights[box["page"] - 1] or box["y1"] < _FOOT * heights[box["page"] - 1]
        for box in found.boxes
    )
