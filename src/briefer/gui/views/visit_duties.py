"""Who gets a pack of a visit, and what is to be done for it, as lists with a form each.

Not here: making the copies (`services.choices`), what is due (`due_panel`), the overview around them (`overview`).
"""

from collections.abc import Mapping

from briefer.gui import shown
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.rows import Row
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.gui.views.record_list import RecordList, Words
from briefer.gui.views.visit_frame import after
from briefer.gui.views.visit_parts import WhichFile
from briefer.i18n import say, say_many
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Recipient, Task

_MOST_COPIES = 9_999
_MOST_DAYS = 3_650


def recipients_list(desk: Desk, undo: Undo, file: WhichFile) -> RecordList:
    """Who gets a copy of a pack."""
    slots = (
        Slot("name", say("Name"), span=3, name=say("Name of the recipient"), needed=True),
        Slot("post", say("Post"), span=3, name=say("Post of the recipient")),
        Slot("address", say("Address"), name=say("Address of the recipient")),
        Slot("recipe", say("Document"), "choice", 3, say("Document of the recipient"), choices={"": ""}),
        Slot("audience", say("For"), "choice", 3, say("Reader of the copy"), choices={"": ""}),
        Slot("language", say("Language"), "choice", 2, say("Language of the copy"), choices={"": ""}),
        Slot("copy_number", say("Copy number"), "number", 2, hint=say("counted"), most=_MOST_COPIES),
        Slot("watermark", say("Watermark"), span=2, hint=say("the name")),
        Slot("returned", say("Came back on"), "when", 3),
        Slot("destroyed", say("Destroyed on"), "when", 3),
    )  # fmt: skip

    def new() -> Recipient | None:
        known = file()
        if known is None:
            return None
        order = after(known.recipients)
        return Recipient(visit=known.visit.id, name=say("New recipient"), order=order)

    words = Words(
        say("Recipients"),
        say("Add recipient"),
        say("Recipient added."),
        say("Delete the recipient"),
    )
    return RecordList(undo, words, RecordForm(desk, undo, slots), new)


def recipient_rows(file: VisitFile, recipes: Mapping[str, str]) -> list[Row]:
    """Who gets what, and what became of it; `recipes` are documents by their names."""
    rows = []
    for one in file.recipients:
        came = say("came back on {date}").format(date=shown.when(one.returned))
        gone = say("destroyed on {date}").format(date=shown.when(one.destroyed))
        fate = gone if one.destroyed else came if one.returned else ""
        document = recipes.get(one.recipe, one.recipe)
        rows.append(
            Row(one.id, one.name, second=shown.joined((one.post, fate)), end=document, icon="mail")
        )
    return rows


def tasks_list(desk: Desk, undo: Undo, file: WhichFile) -> RecordList:
    """What is to be done for a visit."""
    states = {"open": say("open"), "done": say("done"), "dropped": say("dropped")}
    slots = (
        Slot("what", say("What is to be done"), span=6, needed=True),
        Slot("owner", say("Who does it"), "choice", 3, choices={"": say("nobody yet")}, kind="officer"),
        Slot("state", say("State"), "choice", 3, say("State of the task"), choices=states),
        Slot("due", say("Due on"), "when", 3, name=say("Day the task is due")),
        Slot("days_before", say("Or days before the visit"), "count", 3, hint=say("−7: after it"), most=_MOST_DAYS, least=-_MOST_DAYS),
    )  # fmt: skip

    def new() -> Task | None:
        known = file()
        if known is None:
            return None
        return Task(visit=known.visit.id, what=say("New task"), order=after(known.tasks))

    words = Words(say("Tasks"), say("Add task"), say("Task added."), say("Delete the task"))
    return RecordList(undo, words, RecordForm(desk, undo, slots), new)


def task_rows(file: VisitFile, officers: Mapping[str, str]) -> list[Row]:
    """The tasks with who does them, those that are over muted; `officers` are names by their ids."""
    return [
        Row(
            one.id,
            one.what,
            second=officers.get(str(one.owner), "") if one.owner else "",
            end=shown.when(one.due) or days_from_start(one.days_before),
            icon="circle-check" if one.state == "done" else "circle-dashed",
            muted=one.state != "open",
        )
        for one in file.tasks
    ]


def days_from_start(days: int | None) -> str:
    """When something is due that goes by the first day of a visit; negative after it."""
    if days is None:
        return ""
    if days == 0:
        return say("on the first day")
    if days < 0:
        words = say_many("{count} day after", "{count} days after", -days)
    else:
        words = say_many("{count} day before", "{count} days before", days)
    return words.format(count=shown.digits(abs(days)))
