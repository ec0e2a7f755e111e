"""Rows on the axis: a page as a picture, times, marks, the line itself, breaks."""

import pytest

from briefer.pack.blocks import (
    CityRow,
    GlanceRow,
    History,
    HistoryRow,
    KeyValue,
    Line,
    Mark,
    Paragraph,
    ProgrammeRow,
    Run,
    StepRow,
    StopsLine,
    StopWords,
    Strip,
    TimeCell,
    Words,
)
from briefer.pdf.layout.line import time_words
from drawn import areas, pages, picture, structure, texts


def words(text: str) -> Words:
    return (Run(text),)


def side(**pairs: str) -> tuple[KeyValue, ...]:
    return tuple(KeyValue(key, words(value)) for key, value in pairs.items())


def item(number: int, **other: object) -> ProgrammeRow:
    row = {
        "mark": Mark(str(number), "confirmed", f"{number}, confirmed"),
        "time": TimeCell(f"{number % 24:02d}:00"),
        "title": words(f"Item {number}"),
        "lines": (words("Havnegade 1"),),
    }
    return ProgrammeRow(**{**row, **other})


DAY = (
    Strip(
        (
            ("On duty", (words("Lina Sahlani"), words("+999 1 555 0142"))),
            ("Hotel", (words("Sundgaard"), words("Strandvej 20"))),
            ("Dress and cars", (words("Business, all day"), words("Cars 1 and 2"))),
        )
    ),
    Line(
        (
            ProgrammeRow(
                Mark("3", "confirmed", "3, confirmed"),
                TimeCell("07:45", "08:30"),
                words("Internal briefing"),
                (words("Hotel Sundgaard, Blue Room, first floor"),),
                side(Attend="all members", Chair="Mr Darwan"),
            ),
            StepRow(TimeCell("08:40"), words("Cars leave from the east entrance")),
            StepRow(
                TimeCell("08:52"),
                words(
                    "Main entrance of the Ministry. Greeted by Henrik Sandvær, Chief of Protocol"
                ),
            ),
            ProgrammeRow(
                Mark("4", "confirmed", "4, confirmed"),
                TimeCell("09:00", "09:45"),
                words("Courtesy call on the Minister of Public Safety"),
                (
                    words("Ministry of Public Safety, Kongensvej 4, second floor, Room 2.14"),
                    words("Photograph at the start, then press leaves"),
                ),
                side(
                    Guests="the Minister, Mr Darwan, Ms Temsi",
                    Hosts="Minister Holmvang, Mr Sandvær, Dr Öström",
                ),
            ),
            ProgrammeRow(
                Mark("9", "tentative", "9, tentative"),
                TimeCell(form="open", words="time open"),
                words("Signing of the letter of intent"),
                ((Run("place to be confirmed", "gap"),),),
            ),
            StepRow(TimeCell("19:30"), words("Evening free")),
        )
    ),
)


def test_a_day_sheet_stands_on_its_lines_and_edges() -> None:
    laid = pages(*DAY, label="Day 2", title="Tuesday 9 March 2027", quiet=words("Halvenborg"))

    assert (
        picture(laid)
        == """\
 42.60  0:Day 2  34:Tuesday 9 March 2027
 49.85  34:Halvenborg
 63.60  34:On duty  76.5:Hotel  119:Dress and cars
 68.60  34:Lina Sahlani  76.5:Sundgaard  119:Business, all day
 73.60  34:+999 1 555 0142  76.5:Strandvej 20  119:Cars 1 and 2
 83.37  28.18:3
 83.60  0:07:45–08:30  34:Internal briefing  119:Attend\u2006 all members
 87.85  119:Chair\u2006 Mr Darwan
 88.60  34:Hotel Sundgaard, Blue Room, first floor
 98.60  0:08:40  34:Cars leave from the east entrance
106.10  0:08:52  34:Main entrance of the Ministry. Greeted by Henrik
111.10  34:Sandvær, Chief of Protocol
120.87  28.18:4
121.10  0:09:00–09:45  34:Courtesy call on the Minister of Public Safety  119:Guests\u2006 the Minister,
125.35  119:Mr Darwan, Ms Temsi
126.10  34:Ministry of Public Safety, Kongensvej 4, second
129.60  119:Hosts\u2006 Minister Holmvang,
131.10  34:floor, Room 2.14
133.85  119:Mr Sandvær, Dr Öström
136.10  34:Photograph at the start, then press leaves
145.87  28.18:9
146.10  0:time open  34:Signing of the letter of intent
151.10  34:place to be confirmed
161.10  0:19:30  34:Evening free"""
    )


def test_the_line_runs_from_the_first_mark_to_the_last() -> None:
    (axis,) = [area for area in areas(pages(*DAY)) if area.y1 - area.y0 > 10]

    # without a quiet line all stands 5 higher than above: 2.3 under the tops of the first row and the last
    assert (axis.x0, axis.x1, axis.colour) == (28.89, 29.1, "#5a7e8b")
    assert (axis.y0, axis.y1) == (pytest.approx(77.3), pytest.approx(154.8))


def test_only_known_sizes_and_colours() -> None:
    said = texts(pages(*DAY, quiet=words("Halvenborg")))

    assert {size for text in said for size in text.sizes} == {24, 10.25, 9, 8.5}
    assert {colour for text in said for colour in text.colours} == {
        "#14475a",  # accent: number of the opener, of a tentative item
        "#1c1c1c",  # ink
        "#595959",  # soft: keys, ends of times, gaps
        "#ffffff",  # number on a disc
    }


def test_weight_says_certainty() -> None:
    fixed = item(1, time=TimeCell("09:00", "09:45"))
    tentative = item(
        2, mark=Mark("2", "tentative", "2, tentative"), time=TimeCell("15:00", certain=False)
    )
    cancelled = item(3, mark=Mark("3", "cancelled", "3, omitted"), time=TimeCell(form="none"))
    faces = {text.words: text.faces for text in texts(pages(Line((fixed, tentative, cancelled))))}

    assert faces["09:00–09:45"] == ("sans-semibold", "sans-regular")
    assert faces["Item 1"] == ("sans-semibold",)
    assert faces["15:00"] == ("sans-regular",)
    assert faces["Item 2"] == ("sans-regular",)
    assert faces["Item 3"] == ("sans-regular",)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (TimeCell("09:00", "09:45"), [("09:00", "strong"), ("–09:45", "soft")]),
        (TimeCell("09:00"), [("09:00", "strong")]),
        (TimeCell(end="09:45"), [("–09:45", "soft")]),
        (
            TimeCell("12:30", form="about", words="about"),
            [("about ", "soft em"), ("12:30", "")],
        ),
        (TimeCell(form="open", words="time open"), [("time open", "gap")]),
        (TimeCell(form="words", words="afternoon"), [("afternoon", "")]),
        (TimeCell(form="none"), []),
    ],
)
def test_times(cell: TimeCell, shown: list[tuple[str, str]]) -> None:
    assert [(run.text, run.look) for run in time_words(cell, strong=True)] == shown


def test_the_next_day_is_raised_and_a_second_zone_stands_below() -> None:
    laid = pages(Line((item(1, time=TimeCell("23:50", "01:10", days=1, then="22:10 UTC")),)))

    assert [(text.x, text.y, text.words) for text in texts(laid) if text.x < 34][1:] == [
        (0, 58.6, "23:50–01:10"),
        (19.6, 57.5, "+1"),
        (0, 63.6, "22:10 UTC"),
        (28.18, 58.37, "1"),
    ]


def test_a_long_side_column_gives_its_last_entries_to_the_main() -> None:
    wraps = "a value of some words that wraps in the column"
    laid = pages(Line((item(1, side=side(A=wraps, B=wraps, C=wraps, D=wraps)), item(2))))

    said = texts(laid)
    assert [text.words[:1] for text in said if text.x == 119] == ["A", "w", "B", "w", "C", "w"]
    assert [text.words.replace("\u2006", "") for text in said if text.x == 34][2:] == [
        "Havnegade 1",
        "D a value of some words that wraps in the",
        "column",
        "Item 2",
        "Havnegade 1",
    ]


def test_a_side_column_pushes_the_next_row_down() -> None:
    wraps = "a value of some words that wraps in the column"
    said = texts(pages(Line((item(1, side=side(A=wraps, B=wraps)), item(2)))))

    last = max(text.y for text in said if text.x == 119)
    (second,) = [text for text in said if text.words == "Item 2"]
    assert second.y > last + 5


def test_an_item_stays_whole_and_a_step_with_the_item_after_it() -> None:
    rows = [item(number) for number in range(1, 15)]
    laid = pages(Line((*rows, StepRow(TimeCell("20:00"), words("Step")), item(15))))

    first, second = texts(laid, 0), texts(laid, 1)
    assert (first[-2].words, first[-1].y) == ("Item 14", 258.6)  # there is room for the step
    assert [text.words for text in second][:4] == ["20:00", "Step", "15:00", "15"]


def test_over_a_break_the_line_runs_to_the_edges_of_the_frame() -> None:
    laid = pages(Line(tuple(item(number) for number in range(1, 25))))

    def axis(page: int) -> tuple[float, float]:
        (area,) = [a for a in areas(laid, page) if a.y1 - a.y0 > 10 and a.x1 - a.x0 < 0.5]
        return area.y0, area.y1

    assert axis(0) == (57.3, 270)
    assert axis(1)[0] == 30


GLANCE = Line(
    (
        CityRow(words("Halvenborg"), "Kingdom of Aldermark", "UTC+1"),
        GlanceRow(
            Mark("1", "confirmed", "1, confirmed"),
            TimeCell("16:20", "17:00"),
            words("Arrival"),
            words("Terminal 2"),
            "Mon 8",
        ),
        GlanceRow(
            Mark("2", "tentative", "2, tentative"),
            TimeCell("12:30", form="about", words="c."),
            words("Lunch"),
            new_day=True,
            travel=True,
            day="Tuesday 9",
        ),
        CityRow(words("Port Serin"), "Republic of Pellandia", "UTC+2", "one hour forward"),
        GlanceRow(
            Mark("2", "tentative", "2, tentative"),
            TimeCell(form="open", words="open"),
            words("Dinner"),
        ),
    ),
    "glance",
)


def test_the_glance_has_one_line_an_item_and_a_long_day_its_own() -> None:
    assert (
        picture(pages(GLANCE))
        == """\
 42.60  0:1  34:Title
 59.60  34:Halvenborg  62.92:Kingdom of Aldermark  154.54:UTC+1
 68.37  28.18:1
 68.60  0:Mon 8  16.16:16:20  34:Arrival  119:Terminal 2
 77.35  0:Tuesday 9
 82.12  28.18:2
 82.35  12.92:c. 12:30  34:Lunch
 93.35  34:Port Serin  58.81:Republic of Pellandia  123.04:UTC+2, one hour forward
102.12  28.18:2
102.35  17.46:open  34:Dinner"""
    )


def test_on_a_narrow_sheet_a_day_that_begins_in_a_city_stands_beside_it() -> None:
    assert (
        picture(pages(GLANCE, look="pocket", paper="A5"))
        == """\
 26.30  0:1  24:Title
 42.10  0:Mon 8  24:Halvenborg  52.92:Kingdom of Aldermark  111.05:UTC+1
 49.18  19.22:1
 49.27  7.6:16:20  24:Arrival
 57.15  0:Tuesday 9
 61.56  19.22:2
 61.65  4.52:c. 12:30  24:Lunch
 71.85  24:Port Serin  81.09:UTC+2, one hour forward
 76.85  24:Republic of Pellandia
 83.43  19.22:2
 83.53  8.83:open  24:Dinner"""
    )


def test_travel_is_bold_from_departure_to_arrival() -> None:
    (bold,) = [a for a in areas(pages(GLANCE)) if a.y1 - a.y0 > 3 and a.x1 - a.x0 > 0.5]

    assert (bold.colour, bold.y0, bold.y1) == ("#14475a", 81.05, 92.05)


def test_rows_are_lists_between_cities() -> None:
    assert (
        structure(pages(GLANCE))
        == """\
H1
H2
P
P
L
  LI
    Lbl
      Span “1, confirmed”
    LBody
      P
      P
  LI
    Lbl
      Span “2, tentative”
    LBody
      P
      P
H2
P
P
L
  LI
    Lbl
      Span “2, tentative”
    LBody
      P
      P"""
    )


def test_a_history_keeps_its_dates_left_of_the_bars() -> None:
    rows = (
        HistoryRow(
            words("13–15 May 2025"),
            (Paragraph(words("A visit"), "strong"), Paragraph(words("What came of it."))),
            "bar",
            words("led by somebody"),
        ),
        HistoryRow((Run("open", "strong"),), (Paragraph(words("A promise.")),)),
    )
    laid = pages(History("History", words("two visits"), rows))

    assert (
        picture(laid)
        == """\
 42.60  0:1  34:Title
 58.60  0:History  34:two visits
 66.10  0:13–15 May  34:A visit  119:led by somebody
 71.10  0:2025  34:What came of it.
 81.10  0:open  34:A promise."""
    )


def test_stops_lie_on_a_flat_line() -> None:
    stops = tuple(StopWords(f"City {n}", "Land", f"{n} March", "UTC+1") for n in range(1, 7))
    laid = pages(StopsLine("Where and when", (*stops, StopWords("Last", "Land", "", gap="open"))))

    assert [(text.x, text.y, text.words) for text in texts(laid) if "City" in text.words] == [
        (0, 76.1, "City 1"),
        (34, 76.1, "City 2"),
        (68, 76.1, "City 3"),
        (102, 76.1, "City 4"),
        (136, 76.1, "City 5"),
        (0, 102.1, "City 6"),
    ]
    assert texts(laid)[-1].words == "open"


@pytest.mark.parametrize("room", [7, 9, 11])
def test_stops_stay_on_one_page(room: int) -> None:
    stops = tuple(StopWords(f"City {n}", "Land", "8 March", "UTC+1", "forward") for n in range(3))
    filled = Paragraph(words("x\n" * (46 - room)))
    laid = pages(filled, StopsLine("Where and when", stops))

    on = [
        [text.words for text in texts(laid, page)] for page in range(len(laid.parts[0].drawn.pages))
    ]
    of_stops = [[said for said in page if said[0] in "WCU8"] for page in on]
    assert [said for said in of_stops if "City 0" in said] == [said for said in of_stops if said]


def rows_of(lines: int) -> tuple[int, int]:
    """Lines of an item on the first and the second page, where the first has room for thirteen."""
    tall = item(2, lines=tuple(words(f"line {n}") for n in range(lines - 1)))
    laid = pages(Paragraph(words("x\n" * 29)), Line((tall,)))
    first, second = (
        sum(text.words.startswith(("Item", "line")) for text in texts(laid, page))
        for page in (0, 1)
    )
    return first, second


@pytest.mark.parametrize(
    ("lines", "here_and_overleaf"), [(14, (0, 14)), (16, (0, 16)), (17, (13, 4)), (20, (13, 7))]
)
def test_an_item_is_broken_from_seventeen_lines_on(
    lines: int, here_and_overleaf: tuple[int, int]
) -> None:
    assert rows_of(lines) == here_and_overleaf


def test_four_lines_of_an_item_at_least_go_overleaf() -> None:
    tall = item(2, lines=tuple(words(f"line {n}") for n in range(43)))
    laid = pages(Line((tall,)))
    assert [text.words for text in texts(laid, 1)] == ["line 39", "line 40", "line 41", "line 42"]
