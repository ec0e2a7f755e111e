"""People: the delegation and its hosts in order of precedence, and biographies.

Not here: how anybody is named (`names`), who calls whom (`contacts`).
"""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from briefer.pack import history, markdown, names
from briefer.pack.blocks import (
    Biography,
    Flow,
    KeyValue,
    Paragraph,
    Part,
    People,
    PeopleGroup,
    PeopleRow,
    Run,
    Words,
)
from briefer.pack.context import Context, span
from briefer.pack.names import Somebody
from briefer.pack.phrases import WIDE, capital, filled, listed, phrase, strong
from briefer.pack.sections.overview import party_name
from briefer.pack.terms import FUNCTIONS, ROLES
from briefer.records.people import Person
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Delegate
from briefer.rules.precedence import Placed

_WHOLE_ROWS = 12
"""From the 13th member a list is compact."""
_ONE_PAGE = 9
"""So many rows of both sides stand together in one part."""


class Host(NamedTuple):
    """Somebody on the hosts' side, with all that they do in the programme."""

    somebody: Somebody
    items: list[ProgrammeItem]
    roles: dict[str, list[ProgrammeItem]]
    """What they are in which items: chair, speaker."""
    country: str


def people(context: Context, number: str) -> tuple[Part, ...]:
    """The delegation, and the hosts in the order in which they receive it."""
    say = context.say
    guests = [_delegate_row(context, each) for each in context.placed]
    hosts = list(_hosts(context))
    ours = _sender(context)
    note = _overrides(context)
    if not guests and not hosts:
        return ()
    if guests and hosts and len(guests) + len(hosts) <= _ONE_PAGE:
        groups = (
            PeopleGroup(ours or say("Delegation"), tuple(guests)),
            *_host_groups(context, hosts, len(guests) + 1),
        )
        quiet = _supplied(context)
        title = say("Delegation and hosts")
        return (Part("people", number, number, title, (People(groups, note),), quiet),)
    parts = []
    if guests:
        block = People((PeopleGroup("", tuple(guests)),), note)
        quiet = listed((ours, _supplied(context)), WIDE)
        parts.append(Part("people", f"{number}.1", number, say("Delegation"), (block,), quiet))
    if hosts:
        block = People(_host_groups(context, hosts, 1))
        quiet = phrase(say("In the order in which they receive the delegation"))
        key = "hosts" if guests else "people"
        parts.append(Part(key, f"{number}.2", number, say("Hosts"), (block,), quiet))
    return tuple(parts)


def delegation(context: Context, number: str) -> tuple[Part, ...]:
    """The delegation alone."""
    rows = tuple(_delegate_row(context, each) for each in context.placed)
    if not rows:
        return ()
    block = People((PeopleGroup("", rows),), _overrides(context))
    quiet = listed((_sender(context), _supplied(context)), WIDE)
    return (Part("people", number, number, context.say("Delegation"), (block,), quiet),)


def _sender(context: Context) -> str:
    """Who sends the delegation, else who leads it."""
    for role in ("sender", "lead"):
        for party in context.file.parties:
            name = (party.state or party_name(context, party)) if party.role == role else ""
            if name:
                return name
    return ""


def _supplied(context: Context) -> Words:
    """How the list is ordered, and when its names were supplied."""
    say = context.say
    dates = {
        post.supplied_on
        for delegate in context.delegation
        if (post := names.of_delegate(context, delegate).post) and span(post.supplied_on)
    }
    if not dates:
        return phrase(say("In order of precedence"))
    latest = context.language.when(span(max(dates)))
    return phrase(say("In order of precedence; names as supplied on {date}").format(date=latest))


def _overrides(context: Context) -> Words:
    """Where the order differs from what the rules advise, and why."""
    form = context.say("Order {place}: {reason}")
    lines = [
        filled(
            form.replace("{place}", str(each.place)),
            reason=each.delegate.override_reason.strip().rstrip("."),
        )
        for each in context.placed
        if each.delegate.override_reason
    ]
    return phrase(listed(lines, ". "), ".") if lines else ()


# -------------------------------------------------------------------------------------------- the delegation


def _delegate_row(context: Context, placed: Placed) -> PeopleRow:
    delegate, place = placed.delegate, placed.place
    somebody = names.of_delegate(context, delegate)
    compact = place > _WHOLE_ROWS
    name, under = _lines(context, delegate, somebody)
    side, note = _address(context, somebody)
    if compact:
        return PeopleRow(
            str(place),
            _function(context, delegate, somebody),
            name,
            under[:1] or ((_post_open(context, somebody),),),
            compact=True,
            anchor=context.anchor(delegate),
        )
    return PeopleRow(
        str(place),
        _function(context, delegate, somebody),
        name,
        under,
        names.native(somebody.person) if somebody.person else (),
        side,
        note,
        anchor=context.anchor(delegate),
    )


def _function(context: Context, delegate: Delegate, somebody: Somebody) -> str:
    if somebody.kind == "group" and delegate.function == "member":
        return context.say("members")
    return context.say(FUNCTIONS[delegate.function])


def _lines(
    context: Context, delegate: Delegate, somebody: Somebody
) -> tuple[Words, tuple[Words, ...]]:
    """The name of a delegate, or what is open about it, and the lines under it."""
    say = context.say
    of = _affiliation(context, delegate, somebody)
    if somebody.kind == "person":
        post = phrase(somebody.title) or (_post_open(context, somebody),)
        return (strong(somebody.name),), (listed((post, of)),)
    if somebody.kind == "group":
        return (strong(capital(somebody.name)),), _group_lines(context, somebody, of)
    by = context.language.when(span(delegate.named_by), year=False)
    due = delegate.named_by if span(delegate.named_by) else ""
    if somebody.kind == "post":
        what = say("name of {who}").format(who=somebody.short)
        words = say("to be named by {date}").format(date=by) if by else say("name open")
        gap = context.gap(words, what, say("Delegation"), due=due)
        return (strong(somebody.name),), (listed((of, say("post without a name"), gap), "; "),)
    who = names.institution(context, somebody.institution) or of
    what = say("name of {who}").format(who=somebody.short or say("a delegate"))
    words = say("to be named by {date}").format(date=by) if by else say("name open")
    gap = context.gap(words, what, say("Delegation"), due=due)
    return (gap,), ((phrase(who),) if who else ())


def _group_lines(context: Context, somebody: Somebody, of: str) -> tuple[Words, ...]:
    say = context.say
    lines = [phrase(somebody.title)] if somebody.title else []
    if somebody.number is None:
        what = say("names and number of {who}").format(who=somebody.short)
        gap = context.gap(say("names and number open"), what, say("Delegation"))
        lines.append(listed((of, say("group"), gap)))
    else:
        many = context.language.say_many("{count} person", "{count} people", somebody.number)
        lines.append(listed((of, say("group"), many.format(count=somebody.number))))
    return tuple(lines)


def _affiliation(context: Context, delegate: Delegate, somebody: Somebody) -> str:
    """Where a delegate comes from, unless the title says it or it is the party itself."""
    if delegate.affiliation:
        return delegate.affiliation
    parties = {party.institution for party in context.file.parties if party.id == delegate.party}
    of = somebody.institution
    if of is None or of.id in parties or somebody.kind == "institution":
        return ""
    return names.beside(context, somebody.title or somebody.name, of)


def _post_open(context: Context, somebody: Somebody) -> Run:
    name = somebody.short or context.say("a delegate")
    return context.gap(
        context.say("post to be confirmed"),
        context.say("post"),
        name,
        counted=context.say("People"),
    )


def _address(context: Context, somebody: Somebody) -> tuple[tuple[KeyValue, ...], Words]:
    """The forms of address in writing and in speech, or what is open about them."""
    say = context.say
    person = somebody.person
    if person is None:
        return (), ()
    side = tuple(
        KeyValue(key, phrase(form))
        for key, form in (
            (say("in writing"), person.address_written),
            (say("in speech"), person.address_spoken),
        )
        if form
    )
    if side:
        return side, ()
    name = names.person_short(person)
    return (), (
        context.gap(
            say("form of address open"),
            say("form of address"),
            name,
            counted=say("People"),
            field="person.address_written",
        ),
    )


# ------------------------------------------------------------------------------------------------- the hosts


def _hosts(context: Context) -> Iterator[Host]:
    """Everybody on the hosts' side, each once, in the order in which they receive the delegation."""
    found: dict[object, Host] = {}
    for item in context.items:
        if item.status == "cancelled":
            continue
        stop = context.stop(item)
        for participant in context.hosts(item):
            somebody = names.of_participant(context, participant)
            if somebody.kind == "nobody":
                continue
            country = names.country(context, somebody.institution) or (stop.country if stop else "")
            host = found.setdefault(somebody.identity, Host(somebody, [], {}, country))
            if item.id not in [each.id for each in host.items]:
                host.items.append(item)
            if participant.role:
                host.roles.setdefault(participant.role, []).append(item)
    yield from found.values()


def _host_groups(context: Context, hosts: Iterable[Host], first: int) -> tuple[PeopleGroup, ...]:
    groups: dict[str, list[Host]] = {}
    for host in hosts:
        groups.setdefault(host.country, []).append(host)
    place = count(first)
    return tuple(
        PeopleGroup(country, tuple(_host_row(context, host, next(place)) for host in some))
        for country, some in groups.items()
    )


def _host_row(context: Context, host: Host, place: int) -> PeopleRow:
    somebody = host.somebody
    item = host.items[0]
    name: Words = (strong(capital(somebody.name) if somebody.kind == "group" else somebody.name),)
    under = phrase(names.post(context, somebody))
    if somebody.kind == "institution":
        under = ()
    if gap := names.open_words(context, somebody, item):
        under = listed((under, gap), "; ")
    side, note = _address(context, somebody)
    compact = place > _WHOLE_ROWS
    return PeopleRow(
        str(place),
        _host_function(context, host),
        name,
        (under,) if under else (),
        names.native(somebody.person) if somebody.person and not compact else (),
        () if compact else side,
        () if compact else note,
        compact=compact,
    )


def _host_function(context: Context, host: Host) -> str:
    """Where a host meets the delegation, and as what: "item 5, chair", "items 2, 3 and 5; chair item 3"."""
    told = context.items_words(host.items)
    for role, items in host.roles.items():
        word = context.say(ROLES[role])
        everywhere = len(items) == len(host.items)
        told += f", {word}" if everywhere else f"; {word} {context.items_words(items)}"
    return told


# ----------------------------------------------------------------------------------------------- biographies


def biographies(context: Context, number: str) -> tuple[Part, ...]:
    """Who heads, chairs, leads or greets, and everybody of whom there is a text or a photograph."""
    found: dict[object, tuple[Somebody, bool]] = {}
    for delegate in context.delegation:
        somebody = names.of_delegate(context, delegate)
        first = delegate.function in ("head", "deputy")
        _collect(found, somebody, first=first)
    for host in _hosts(context):
        _collect(found, host.somebody, first=bool({"chair", "lead", "greeter"} & set(host.roles)))
    blocks = tuple(_biography(context, somebody) for somebody, _ in found.values())
    if not blocks:
        return ()
    return (Part("biographies", number, number, context.say("Biographies"), blocks),)


def _collect(
    found: dict[object, tuple[Somebody, bool]], somebody: Somebody, *, first: bool
) -> None:
    person = somebody.person
    if person and (first or person.biography.strip() or person.photo):
        found.setdefault(somebody.identity, (somebody, first))


def _biography(context: Context, somebody: Somebody) -> Biography:
    say = context.say
    person = somebody.person
    assert person is not None
    name = names.person(person)
    body: tuple[Flow, ...] = markdown.flow(person.biography)
    if not body:
        gap = context.gap(
            say("to be written"),
            say("biography"),
            names.person_short(person),
            counted=say("People"),
            field="person.biography",
        )
        body = (Paragraph((gap,)),)
    return Biography(
        name,
        phrase(names.post_and_country(context, somebody)) or (_post_open(context, somebody),),
        body,
        tuple(_beside_biography(context, person)),
        names.initials(person),
        names.native(person),
        person.photo,
        say("Portrait of {name}").format(name=name) if person.photo else "",
        context.anchor(person),
    )


def _beside_biography(context: Context, person: Person) -> Iterator[KeyValue]:
    say = context.say
    short = names.person_short(person)
    if not (
        person.address_written or person.address_spoken or context.hides("person.address_written")
    ):
        gap = context.gap(say("to be asked"), say("form of address"), short, counted=say("People"))
        yield KeyValue(say("in writing"), (gap,))
    for key, value in (
        (say("in writing"), person.address_written),
        (say("in speech"), person.address_spoken),
        (say("pronounced"), person.pronounced.replace("-", "\u2011")),
        (say("speaks", of="languages"), ", ".join(person.languages)),
    ):
        if value:
            yield KeyValue(key, phrase(value))
    private = context.private(person)
    for key, value in (
        (say("diet"), private.dietary if private else ""),
        (say("access"), private.access_needs if private else ""),
    ):
        if value:
            yield KeyValue(key, phrase(value))
    met = [
        context.language.when(span(each.start), short=True)
        for each in history.met(context, person.id)
        if span(each.start)
    ]
    if met:
        yield KeyValue(say("met"), phrase(", ".join(dict.fromkeys(met))))
    if not person.photo and not context.hides("person.photo"):
        gap = context.gap(say("not supplied"), say("photograph"), short, counted=say("People"))
        yield KeyValue(say("photo"), (gap,))
