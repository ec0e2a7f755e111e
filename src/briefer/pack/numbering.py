"""The numbers of items for one audience.

A number is given when an item first appears in an issued pack of that audience, and kept for that audience for life;
until then it is provisional. Counted among what the audience sees, so that no gap tells of an item left out.
Not here: which kinds are numbered (data), the order of items (`rules.programme`).
"""

from uuid import UUID

from briefer.pack.audience import Cut
from briefer.rules import programme
from briefer.rules.programme import Number, Sheet


def numbers(cut: Cut) -> dict[UUID, Number]:
    """The number of each numbered item."""
    issued = {each.item: each.number for each in cut.file.issued_numbers}
    items = (item for sheet in sheets(cut) for item in sheet.items)
    return programme.numbers(items, issued, cut.kinds)


def sheets(cut: Cut) -> tuple[Sheet, ...]:
    """The programme in its order, by day or stop."""
    return programme.sheets(cut.file.items, cut.file.stops, cut.file.phases)
