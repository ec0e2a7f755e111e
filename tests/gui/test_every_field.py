"""Every field of every record has a control in the window, or it is said here why it needs none."""

from collections.abc import Callable, Iterator

from every_form import walk
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.views.overview import Overview
from briefer.gui.views.record_form import RecordForm
from briefer.gui.views.record_list import RecordList
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.base import Record
from briefer.records.kinds import KINDS, by_name, kind_of

BOOKS = set(Record.__struct_fields__)
"""What the program keeps itself of every record."""
OTHER_CONTROLS = {
    "Dates": {"visit": "start end"},
    "Order of precedence": {"visit": "precedence"},
    "Sections": {"visit": "own_recipes"},
    "Mute": {"visit": "muted"},
    "Day": {"item": "day"},
    "How sure the time is": {"item": "time_form"},
    "State": {"item": "status"},
    "Stop": {"item": "phase"},
    "End": {"item": "end_days"},
    "Place": {"item": "place_words"},
    "Institutions of the item": {"item": "institutions"},
    "Add a line": {"step": "time minutes words who where internal"},
    "Guests": {"participant": "side delegate person"},
    "Role of the guest": {"participant": "role"},
    "State of the guest": {"participant": "state"},
    "Of the guest: title": {"participant": "title"},
    "Of the guest: group": {"participant": "group"},
    "Of the guest: number of people": {"participant": "group_count"},
    "Of the guest: institution": {"participant": "institution"},
    "Of the guest: post": {"participant": "post"},
    "Of the guest: representative": {"participant": "represented_by"},
    "Add addendum": {"brief": "addenda"},
    "Kind of points": {"point": "kind"},
    "Points": {"point": "text"},
    "Outcomes": {"outcome": "kind text speakers addressee"},
    "Follow-ups": {"follow_up": "action owner with_whom due state"},
    "Logo of the institution": {"institution": "logo"},
    "Choose a portrait": {"person": "photo"},
    "Choose a PDF…": {"attachment": "file"},
    "Kind": {"note": "kind"},
}  # fmt: skip
"""Controls that are no field of a form, by what a screen reader calls them, with what they change."""
WITHOUT = {
    "the list in which it stands, moved with Alt+Up and Alt+Down or by dragging": {
        "attachment": "order",
        "citation": "order",
        "contact": "order",
        "day_note": "order",
        "delegate": "order",
        "follow_up": "order",
        "item": "order",
        "leg": "order",
        "outcome": "order",
        "participant": "order",
        "party": "order",
        "phase": "order",
        "point": "order",
        "post": "order",
        "recipient": "order",
        "step": "order",
        "stop": "order",
        "strand": "order",
        "task": "order",
        "vehicle": "order",
    },
    "whose it is, which the form in which it is made knows": {
        "attachment": "visit",
        "brief": "item",
        "citation": "about_kind about",
        "contact": "person institution place visit",
        "day_note": "visit",
        "delegate": "visit",
        "follow_up": "visit outcome",
        "item": "visit",
        "leg": "item",
        "outcome": "visit",
        "participant": "item",
        "party": "visit",
        "phase": "visit",
        "point": "brief",
        "private_data": "person",
        "recipient": "visit",
        "step": "item",
        "stop": "visit",
        "strand": "visit",
        "task": "visit",
        "vehicle": "visit",
        "wording": "about_kind",
    },
    "read from the file that is attached": {"attachment": "name pages"},
    "printed in no pack and shown nowhere: it comes and goes with an exchange file": {
        "place": "plan",
        "source": "file",
    },
    "frozen when a pack is issued": {
        "edition": "visit recipe audience language number state issued_at issued_by pack page_map"
        " finished program",
        "issued_number": "visit item audience number",
        "copy": "edition recipient number state",
    },
    "what a reviewer wrote in a PDF": {
        "comment": "visit edition item section page rectangle quoted author at text reply_to state"
        " source",
    },
    "a file of the office, written by the screens that change it": {"own_data": "kind name json"},
}
"""Fields that no control changes, by what they are instead."""


def spread(table: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    return [
        (kind, field)
        for kinds in table.values()
        for kind, fields in kinds.items()
        for field in fields.split()
    ]


def fields_of_lists(window: MainWindow) -> Iterator[tuple[str, str]]:
    """What the forms below lists change, whether or not a record is chosen in them now."""
    for list_ in window.findChildren(RecordList):
        made = list_._new()
        if made is not None:
            yield from ((kind_of(made).name, field) for field in list_.form.fields)


def fields_of_forms(window: MainWindow) -> Iterator[tuple[str, str]]:
    for form in window.findChildren(RecordForm):
        if form.record is not None:
            yield from ((kind_of(form.record).name, field) for field in form.fields)
    for typed in window.undo.drafts._forms:
        kind = "private_data" if typed.form == "private" else typed.form
        if kind in by_name():
            own = getattr(typed.owner, "forms", {}).get(kind) or getattr(typed.owner, "fields", {})
            yield from ((kind, field) for field in (*typed.controls, *own))


def test_every_field_has_a_control_or_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    in_forms, called = set(), set()
    for _ in walk(window, qtbot):
        in_forms |= {*fields_of_lists(window), *fields_of_forms(window)}
        called |= {one.accessibleName() for one in window.findChildren(QWidget)}
    assert set(OTHER_CONTROLS) - called == set()
    kept = {(one.name, field) for one in KINDS for field in one.record.__struct_fields__}
    kept -= {(one.name, field) for one in KINDS for field in BOOKS}
    told = [*spread(OTHER_CONTROLS), *spread(WITHOUT)]
    assert sorted(kept - in_forms - set(told)) == []  # has no control, and nobody said why
    assert sorted(set(told) - kept) == []  # is no field any more
    assert sorted(set(spread(WITHOUT)) & in_forms) == []  # has one meanwhile
    assert len(told) == len(set(told))


def test_a_field_without_a_control_is_noticed(
    open_visit: Callable[[str], VisitPlace], window: MainWindow
) -> None:
    place = open_visit("showcase")
    place.show_tab("overview")
    there = set(fields_of_lists(window))
    assert ("recipient", "watermark") in there
    form = window.findChild(Overview).recipients.form
    del form.fields["watermark"]
    assert there - set(fields_of_lists(window)) == {("recipient", "watermark")}
