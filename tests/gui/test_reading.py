"""What is read beside the work: the guide, the templates, the rules that are checked."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from briefer import i18n, resources
from briefer.gui.main_window import MainWindow
from briefer.gui.views import reading_panel
from briefer.gui.views.narrowing import Narrowing
from briefer.gui.views.reading_panel import ReadingPanel, TemplatesPanel
from briefer.gui.views.visit_place import VisitPlace
from briefer.rules.checks import RULES
from briefer.services import visits

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]


def test_the_guide_stands_beside_the_work(window: MainWindow) -> None:
    window.actions_["guide"].trigger()
    panel = window.findChild(ReadingPanel)
    assert panel is not None
    assert panel.isVisible()
    assert panel.text.hasFocus()
    assert panel.text.toPlainText().startswith("Your first visit\n")
    window.actions_["guide"].trigger()
    assert not panel.isVisible()


def test_the_guide_is_read_in_the_window_s_language() -> None:
    own = {path.stem for path in resources.folder("guide").iterdir()}
    assert own <= set(i18n.window_languages())
    heads = {}
    for tag in sorted(own):
        text = resources.folder("guide", f"{tag}.md").read_text("utf-8")
        steps = [line for line in text.splitlines() if line[:1].isdigit()]
        heads[tag] = len(steps), text.count("**") % 2, text.count("### ")
    assert set(heads.values()) == {(8, 0, 2)}


def test_a_template_begins_a_visit_or_brings_its_tasks(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    window.actions_["templates"].trigger()
    panel = window.findChild(TemplatesPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: len(panel.links) == 5, timeout=LONG)
    assert [one.accessibleName() for one in panel.links] == [
        "Begin a visit: Assessment visit",
        "Begin a visit: Courtesy visit",
        "Begin a visit: Minister travels abroad",
        "Begin a visit: Study visit",
        "Begin a visit: Working visit",
    ]
    text = panel.text.toPlainText()
    assert "Thanks written · 3 days after" in text
    assert "Preliminary findings told at the closing meeting · on the first day" in text
    panel.links[1].click()
    assert not panel.isVisible()
    begun = window.places.home.new_visit
    qtbot.waitUntil(lambda: begun.template.chooser.currentText() == "Courtesy visit", timeout=LONG)

    place = open_visit("iraq-2022")
    window.actions_["templates"].trigger()
    qtbot.waitUntil(
        lambda: panel.links[1].accessibleName().startswith("Add its tasks: "), timeout=LONG
    )
    panel.links[1].click()
    file = visits.load(window.desk.workspace, place.visit)
    assert [(one.what, one.days_before) for one in file.tasks][-2:] == [
        ("Flags, welcome and photographer confirmed", 2),
        ("Thanks written", -3),
    ]
    window.undo.undo()
    assert visits.load(window.desk.workspace, place.visit).tasks == ()


def test_the_rules_are_told_where_nothing_is_to_be_mended(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    place.show_tab("pack")
    place.pack.show_end("findings")
    panel = place.pack.findings_panel
    assert panel.about.text() == "Rules"
    panel.about.click()
    text = panel.rules.toPlainText()
    lines = text.splitlines()
    assert [line for line in lines if line in ("What cannot be", "What should be looked at")] == [
        "What cannot be", "What should be looked at",
    ]  # fmt: skip
    assert [rule.title for rule in RULES if rule.title not in text] == []
    assert panel.about.text() == "Findings"
    panel.about.click()
    assert not panel.rules.isVisible()


def test_see_as_opens_the_box_of_readers(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    place.show_tab("programme")
    window.actions_["see-as"].trigger()
    box = window.findChild(Narrowing)
    assert box is not None
    assert box.reader.view().isVisible()
    box.reader.hidePopup()
    assert box.reader.hasFocus()


def test_every_rule_is_told() -> None:
    assert reading_panel.rules_text().count("\n- ") + 3 == len(RULES) + 3
