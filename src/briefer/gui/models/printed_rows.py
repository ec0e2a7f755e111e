"""What a printed piece of a page is called, for people who are to choose one."""

from briefer.gui.shown import isolated
from briefer.i18n import say
from briefer.records.institutions import Institution
from briefer.records.kinds import kind_of, name_of
from briefer.records.people import Person
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.services.printed import Block

_ICONS = {
    "item": "calendar-range",
    "institution": "landmark",
    "person": "user-round",
    "delegate": "users",
    "instrument": "scroll-text",
    "attachment": "paperclip",
    "leg": "route",
    "vehicle": "car",
    "step": "clock",
    "outcome": "target",
    "follow_up": "target",
    "visit": "book-open",
}


def block_icon(block: Block) -> str:
    """The icon of what is printed there."""
    return "file-text" if block.brief else _ICONS.get(kind_of(block.record).name, "file-text")


def block_words(block: Block) -> str:
    """What is printed there, in words."""
    record, name = block.record, isolated(name_of(block.record).replace("&", "&&"))
    if block.brief:
        return say("Brief: {name}").format(name=name)
    if isinstance(record, Visit):
        return say("The visit: {name}").format(name=name)
    if isinstance(record, Institution):
        return say("Profile: {name}").format(name=name)
    if isinstance(record, Person):
        return say("Biography: {name}").format(name=name)
    if isinstance(record, ProgrammeItem):
        return say("Item: {name}").format(name=name)
    return name
