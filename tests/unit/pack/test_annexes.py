"""Annexes in a pack: which of them, under which number, marking and words."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from briefer.i18n import language
from briefer.pack import shipped
from briefer.pack.audience import cut
from briefer.pack.blocks import Annex, Marking, Pack, Part
from briefer.pack.compiler import IssueFacts, compile_pack
from briefer.records.sources import Attachment
from briefer.records.visits import Visit
from factories import filed, made

VISIT = made(Visit, "v", title="Visit", marking="confidential")
AT = datetime(2027, 2, 26, 14, 40, tzinfo=UTC)


def attachment(key: str, **fields: Any) -> Attachment:
    given: dict[str, Any] = {"visit": VISIT, "file": key[0] * 64, "name": f"{key}.pdf", **fields}
    return made(Attachment, key, **given)


def packed(*found: Attachment, audience: str = "principal", switches: tuple[str, ...] = ()) -> Pack:
    file = filed(VISIT, *found)
    recipe = msgspec.structs.replace(
        shipped.recipe("dossier"), sections=("cover", "annexes"), switches=switches
    )
    seen = cut(file, shipped.audience(audience), shipped.scheme("office"), shipped.item_kinds())
    return compile_pack(seen, recipe, IssueFacts(AT), language("en"))


def parts(pack: Pack) -> tuple[Part, ...]:
    return next((each.parts for each in pack.sections if each.key == "section:annexes"), ())


def test_each_annex_is_a_part_in_the_order_of_the_visit() -> None:
    pack = packed(
        attachment("b", title="Letter of intent", order=1),
        attachment("a", title="Plans", order=0, marking="restricted"),
        attachment("c", title="Photograph", kind="picture", order=2),
    )
    assert [(each.number, each.label, each.title) for each in parts(pack)] == [
        ("14.1", "Annex 1", "Plans"),
        ("14.2", "Annex 2", "Letter of intent"),
    ]
    assert [each.running for each in parts(pack)] == [
        "Annex 1, page {page} of {pages}",
        "Annex 2, page {page} of {pages}",
    ]
    assert [each.blocks for each in parts(pack)] == [
        (Annex("a" * 64, "Plans", "Annex 1, page {page} of {pages}", "annex to be added"),),
        (Annex("b" * 64, "Letter of intent", "Annex 2, page {page} of {pages}", "annex to be added"),),
    ]  # fmt: skip
    assert pack.pictures == ("a" * 64, "b" * 64)


def test_an_annex_bears_its_own_marking_for_it_gets_detached() -> None:
    pack = packed(
        attachment("a", marking="restricted"),
        attachment("b", marking="unclassified"),
        attachment("c"),
    )
    assert pack.marking == Marking("CONFIDENTIAL", "#5b2a86")
    assert [each.marking for each in parts(pack)] == [
        Marking("RESTRICTED", "#a6192e"),
        Marking("UNCLASSIFIED", "#595959"),
        None,
    ]


def test_a_title_with_braces_stays_a_title() -> None:
    (part,) = parts(packed(attachment("a", title="{pages} {0}")))
    assert (part.title, part.running) == ("{pages} {0}", "Annex 1, page {page} of {pages}")


def test_what_a_reader_may_not_see_is_no_annex_and_leaves_no_number() -> None:
    pack = packed(
        attachment("a", marking="secret", title="Secret", order=0),
        attachment("b", title="Open", order=1),
        audience="visitors",
    )
    assert all("Secret" not in each.title for each in parts(pack))
    assert "a" * 64 not in pack.pictures


def test_an_annex_without_a_file_is_a_missing_fact() -> None:
    (part,) = parts(packed(attachment("a", file="", title="Letter")))
    assert part.blocks == (
        Annex("", "Letter", "Annex 1, page {page} of {pages}", "annex to be added"),
    )


def test_the_office_may_keep_annexes_as_they_were_made() -> None:
    (part,) = parts(packed(attachment("a"), switches=("annexes as made",)))
    block = part.blocks[0]
    assert isinstance(block, Annex)
    assert block.as_made
