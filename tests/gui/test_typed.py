"""Times, lengths and dates as people type them."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from briefer import i18n
from briefer.gui import shown, typed_dates, typed_times
from briefer.gui.typed_times import EndBeforeStart, Typed
from briefer.records.base import new_id
from briefer.records.programme import ProgrammeItem

VISIT = new_id()
DAYS = [date(2026, 10, day) for day in range(12, 17)]


def item(start: str = "", end: str = "", form: str = "exact", days: int = 0) -> ProgrammeItem:
    fields = {"visit": str(VISIT), "title": "Plenary", "start": start, "end": end}
    return msgspec.convert({**fields, "time_form": form, "end_days": days}, ProgrammeItem)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("9", Typed("09:00")),
        ("930", Typed("09:30")),
        ("9:30", Typed("09:30")),
        ("9.30", Typed("09:30")),
        ("9h30", Typed("09:30")),
        ("0930 HRS", Typed("09:30")),
        (" 9 : 30 ", Typed("09:30")),
        ("٠٩:٣٠", Typed("09:30")),
        ("؟", Typed("", "", "open")),
        ("1045-1130", Typed("10:45", "11:30")),
        ("10:45–11:30", Typed("10:45", "11:30")),
        ("2240-0705+1", Typed("22:40", "07:05", days=1)),
        ("930-", Typed("09:30", "", "open")),
        ("~930", Typed("09:30", form="about")),
        ("≈ 9:30-10", Typed("09:30", "10:00", "about")),
        ("?", Typed("", "", "open")),
        ("", Typed("", "", "open")),
        ("+15", Typed(shift=15)),
        ("−10", Typed(shift=-10)),
        ("25:10", None),
        ("2460", None),
        ("noon", None),
        ("9:3", None),
        ("123456", None),
    ],
)
def test_typed_times(text: str, typed: Typed | None) -> None:
    assert typed_times.read(text) == typed


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_none(text: str) -> None:
    typed = typed_times.read(text)
    if typed and typed.shift is None:
        msgspec.convert(
            msgspec.to_builtins(item("09:00", "10:00")) | {"start": typed.start}, ProgrammeItem
        )


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (item("09:00", "10:00"), "930", item("09:30", "10:30")),  # the end goes along
        (item("09:00", "10:00"), "930-1015", item("09:30", "10:15")),
        (item("09:00", "10:00"), "~930", item("09:30", "10:30", "about")),
        (item("09:00", "10:00"), "?", item("", "", "open")),
        (item("09:00", "10:00"), "930-", item("09:30", "", "open")),
        (item("09:00", "10:00"), "+15", item("09:15", "10:15")),
        (item("00:10", "01:00"), "-30", item("00:00", "00:50")),  # never out of its day
        (item("", "", "open"), "930", item("09:30", "", "exact")),
        (item("23:00", "23:50"), "2330", item("23:30", "00:20", days=1)),
        (item("20:00", "22:00"), "2240-0705", item("22:40", "07:05", days=1)),
    ],
)
def test_a_typed_time_applied(before: ProgrammeItem, text: str, after: ProgrammeItem) -> None:
    typed = typed_times.read(text)
    assert typed is not None
    now = typed_times.applied(before, typed)
    fields = ("start", "end", "end_days", "time_form")
    assert [getattr(now, field) for field in fields] == [getattr(after, field) for field in fields]


def test_an_end_before_the_start_is_a_slip() -> None:
    with pytest.raises(EndBeforeStart):
        typed_times.applied(item("09:00", "10:00"), Typed("10:00", "09:00"))
    with pytest.raises(EndBeforeStart):
        typed_times.ended(item("09:00", "10:00"), "08:00")
    assert typed_times.ended(item("09:00", "10:00"), "08:00", 1).end_days == 1


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("1 h 15", 75),
        ("1:15", 75),
        ("2 h", 120),
        ("1h", 60),
        ("", None),
        ("x", None),
        ("1:75:2", None),
    ],
)
def test_typed_lengths(text: str, minutes: int | None) -> None:
    assert typed_times.read_length(text) == minutes


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("13 Oct", "2026-10-13"),
        ("13 October 2027", "2027-10-13"),
        ("13.10.", "2026-10-13"),
        ("13/10/2026", "2026-10-13"),
        ("13.10.26", "2026-10-13"),
        ("13.10.98", "1998-10-13"),
        ("Tue 13 Oct 2026", "2026-10-13"),
        ("Tuesday, 13 October", "2026-10-13"),
        ("Wed 13 Oct 2026", None),  # it is a Tuesday
        ("Tue", "2026-10-13"),
        ("tuesday", "2026-10-13"),
        ("14", "2026-10-14"),
        ("2026-10-13", "2026-10-13"),
        ("early December 2022", "early 2022-12"),
        ("December 2022", "2022-12"),
        ("2022", "2022"),
        ("", ""),
        ("30 Feb 2026", None),
        ("Sat", None),  # not in this visit
        ("soon", None),
    ],
)
def test_typed_dates(text: str, when: str | None) -> None:
    assert typed_dates.read(text, DAYS) == when


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("12–16 October 2026", ("2026-10-12", "2026-10-16")),
        ("12-16 October 2026", ("2026-10-12", "2026-10-16")),
        ("29 May – 1 June 2018", ("2018-05-29", "2018-06-01")),
        ("2026-10-12 to 2026-10-16", ("2026-10-12", "2026-10-16")),
        ("early December 2022", ("early 2022-12", "")),
        ("", ("", "")),
        ("16–12 October 2026", None),
        ("sometime", None),
        ("12.–16. Oct 2026", ("2026-10-12", "2026-10-16")),
    ],
)
def test_typed_spans(text: str, span: tuple[str, str] | None) -> None:
    assert typed_dates.read_span(text) == span


@pytest.fixture(params=i18n.window_languages())
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """The window speaks a language."""
    before = QLocale()
    i18n.use(request.param)
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    i18n.use("en")
    QLocale.setDefault(before)


def test_a_date_is_read_as_the_window_writes_it(spoken: str) -> None:
    told = ["2026-10-01", "2026-10-13", "2027-03", "early 2022-12", "mid 2022-08", "late 2022-02"]
    assert [typed_dates.read(shown.when(one)) for one in told] == told, spoken
    assert typed_dates.read("early December 2022") == "early 2022-12", "English everywhere"
    assert typed_dates.read({"fr": "1er octobre 2026"}.get(spoken, "1. Oct 2026")) == "2026-10-01"


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en", ["9 March 2027", "1 March 2027", "8–12 March 2027", "28 Feb – 1 March 2027"]),
        ("da", ["9. marts 2027", "1. marts 2027", "8.–12. marts 2027", "28. feb. – 1. marts 2027"]),
        ("fr", ["9 mars 2027", "1er mars 2027", "8–12 mars 2027", "28 févr. – 1er mars 2027"]),
        ("nl", ["9 maart 2027", "1 maart 2027", "8–12 maart 2027", "28 feb – 1 maart 2027"]),
    ],
)
def test_the_day_is_written_as_its_language_does(tag: str, told: list[str]) -> None:
    before = QLocale()
    i18n.use(tag)
    QLocale.setDefault(QLocale(tag))
    try:
        spans = [("2027-03-08", "2027-03-12"), ("2027-02-28", "2027-03-01")]
        assert [
            *(shown.when(one) for one in ("2027-03-09", "2027-03-01")),
            *(shown.between(*span) for span in spans),
        ] == told
        assert [typed_dates.read_span(one) for one in told[2:]] == spans
    finally:
        i18n.use("en")
        QLocale.setDefault(before)
