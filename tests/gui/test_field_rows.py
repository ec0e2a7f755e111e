"""Fields beside each other lend one another width: a text is whole where the row has room for it."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.gui import theme
from briefer.gui.views.field_rows import FieldRows
from briefer.gui.views.fields import ChoiceField, LineField, SideBySide


@pytest.mark.parametrize(
    ("texts", "thirds"),
    [
        (("Halvenborg", "annual", "2026"), [True, True, True]),
        (("Bo", "Kingdom of Aldermark and Pellandia", "2026"), [False, False, False]),
        (("Kingdom of Aldermark " * 3,) * 3, [True, True, True]),  # nobody has anything to lend
    ],
)
def test_a_row_is_shared_by_what_its_fields_show(
    qapp: QApplication, qtbot: QtBot, texts: tuple[str, str, str], thirds: list[bool]
) -> None:
    """Found as "Kingdom of A…" beside an empty field of the same width."""
    fields = [LineField(label, lambda _text: "") for label in ("City", "Country", "Year")]
    choice = ChoiceField("Kind", {"": "assessment"}, lambda _value: "")
    rows = FieldRows([[(field, 2) for field in fields], [(choice, 3)]], beside=10, below=8)
    qtbot.addWidget(rows)
    theme.dress(rows)
    for field, text in zip(fields, texts, strict=True):
        field.show_value(text)
    rows.resize(400, 140)
    rows.show()
    qapp.processEvents()
    widths = [field.width() for field in fields]
    assert [abs(width - 380 / 3) < 2 for width in widths] == thirds
    assert [field.x() for field in fields] == [0, widths[0] + 10, sum(widths[:2]) + 20]
    assert (fields[1].edit.seen == texts[1]) is (len(texts[1]) < 40)
    assert abs(choice.width() - 195) < 6


def test_what_a_field_is_called_is_whole_before_a_value_is(
    qapp: QApplication, qtbot: QtBot
) -> None:
    """Found as "Fréquence de renouvelleme" beside a country that wanted the same room."""
    called = "Fréquence de renouvellement"
    fields = [LineField(label, lambda _text: "") for label in ("Pays", called)]
    rows = FieldRows([[(fields[0], 4), (fields[1], 2)]], beside=10, below=8)
    qtbot.addWidget(rows)
    theme.dress(rows)
    fields[0].show_value("Kingdom of Aldermark and Pellandia " * 2)
    rows.resize(400, 70)
    rows.show()
    qapp.processEvents()
    assert fields[1].width() >= fields[1].label_width > 400 // 3


@pytest.mark.parametrize(("day", "lends"), [("Tue 9 Mar 2027", False), ("none", True)])
def test_fields_of_a_line_lend_one_another_width(
    qapp: QApplication, qtbot: QtBot, day: str, lends: bool
) -> None:
    """Found as "Copenhag…" beside a day that is none."""
    field, stop = LineField("Day", lambda _text: ""), ChoiceField("Stop", {}, lambda _value: "")
    line = SideBySide([field, stop])
    qtbot.addWidget(line)
    theme.dress(line)
    field.show_value(day)
    stop.show_value("Copenhagen and" if lends else "Rome")
    line.resize(254, 60)
    line.show()
    qapp.processEvents()
    assert (stop.width() > field.width() + 4) is lends
    assert field.width() + stop.width() == 254 - 8
    if lends:
        assert stop.width() >= stop.room_for_value()
