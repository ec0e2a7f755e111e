"""The programme on the real sample: what its views show, and what is done in them by key."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from briefer.findings import Finding, Place
from briefer.gui.models.columns import Programme
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.programme import ProgrammeItem

LONG = 20_000
CALL = "Courtesy call on the Minister of Public Safety"
OpenVisit = Callable[[str], VisitPlace]


def item(place: VisitPlace, title: str) -> ProgrammeItem:
    assert place.file is not None
    return next(one for one in place.file.items if one.title == title)


# ----------------------------------------------------------------------------------------- findings


def test_findings_lay_the_days_out_only_while_somebody_sees_them(
    open_visit: OpenVisit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = open_visit("showcase")
    qtbot.waitUntil(place.programme.isVisible)
    laid: list[Programme] = []
    show = place.programme.days.show_programme
    monkeypatch.setattr(
        place.programme.days, "show_programme", lambda one: (laid.append(one), show(one))
    )
    key = item(place, CALL).key
    where = Place(kind="item", key=key)
    found = Finding(level="error", rule="made-up", place=where, sentence="It cannot be.")
    place.show_tab("overview")
    place.programme.show_findings([found])
    assert laid == []
    place.show_tab("programme")
    assert len(laid) == 1
    card = place.programme.days.card(item(place, CALL).id)
    assert card is not None
    assert [one.sentence for one in card[1].findings] == ["It cannot be."]
    place.programme.show_findings([found])  # the same again
    assert len(laid) == 1
