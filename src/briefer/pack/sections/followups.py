"""Follow-ups as briefs, profiles and the report print them: what was promised, by whom, until when, and whether late."""

from collections.abc import Iterable
from datetime import date, timedelta

from briefer.i18n import HARD
from briefer.pack.blocks import HistoryRow, Paragraph, Row, Run, Words
from briefer.pack.context import Context, span
from briefer.pack.phrases import (
    filled,
    filled_text,
    joined,
    like,
    listed,
    phrase,
    soft,
    strong,
    text_of,
)
from briefer.records.outcomes import FollowUp

_FIRST_WORDS = 8


def due(follow_up: FollowUp) -> date | None:
    """The day on which a follow-up is due: its date, or some days after a base date."""
    at = span(follow_up.due)
    if at:
        return at.last
    base = span(follow_up.due_from)
    if base is None or follow_up.due_days is None:
        return None
    try:
        return base.last + timedelta(days=follow_up.due_days)
    except OverflowError:
        return None


def late(context: Context, follow_up: FollowUp) -> bool:
    """Whether an open follow-up was due before this pack was made."""
    by = due(follow_up)
    return follow_up.state == "open" and by is not None and by < context.moment.date()


def due_words(context: Context, follow_up: FollowUp, *, short: bool) -> Words:
    """The day on which a follow-up is due, in the precision in which it was given, or its gap."""
    if span(follow_up.due):
        return phrase(context.language.when(span(follow_up.due), year=not short, short=short))
    by = due(follow_up)
    if by:
        at = span(by.isoformat())
        return phrase(context.language.when(at, year=not short, short=short))
    return (no_date(context, follow_up),)


def no_date(context: Context, follow_up: FollowUp) -> Run:
    """The gap of a follow-up without a date."""
    about = _shortened(follow_up.action)
    say = context.say
    return context.gap(
        say("no date"), say("date"), about, owner=follow_up.owner, counted=say("Follow-ups")
    )


def promise(context: Context, follow_up: FollowUp) -> HistoryRow:
    """An open promise at the end of a history of contact."""
    say = context.say
    promised = context.language.when(span(follow_up.promised_on))
    by = due_words(context, follow_up, short=False)
    told: list[Words] = []
    if promised:
        told.append(phrase(say("promised on {date}").format(date=promised)))
    if follow_up.owner:
        told.append(filled(say("owner {name}"), name=follow_up.owner))
    told.append(_with(context, follow_up))
    told.append(filled(say("due {date}"), date=by) if due(follow_up) else by)
    if late(context, follow_up):
        told.append((strong(say("late")),))
    action = follow_up.action.strip().rstrip(".")
    words = phrase(action, " (", listed(told), ").")
    return HistoryRow((strong(say("open")),), (Paragraph(words),))


def elsewhere(
    context: Context, follow_ups: Iterable[FollowUp], part: str, number: str
) -> HistoryRow:
    """Open promises that another part tells in full: their first words, and the page of that part."""
    form = context.say("{promise}, see page {page}").replace(" {page}", f"{HARD}{{page}}")
    page = Run(number, link=f"#{part}", page_of=part)
    words = filled(
        form, promise=joined((_shortened(each.action) for each in follow_ups), "; "), page=page
    )
    return HistoryRow((strong(context.say("open")),), (Paragraph(words),))


def row(context: Context, follow_up: FollowUp) -> Row:
    """A row of the table of follow-ups: state, action, owner, due."""
    say = context.say
    states = {"open": say("open"), "done": say("done"), "dropped": say("dropped")}
    state = strong(say("late")) if late(context, follow_up) else soft(states[follow_up.state])
    owner: Run | str = follow_up.owner
    if not owner:
        owner = context.gap(
            say("owner open"), say("owner"), _shortened(follow_up.action), counted=say("Follow-ups")
        )
    by: Words = ()
    if due(follow_up) or follow_up.state == "open":
        by = due_words(context, follow_up, short=True)
    action = phrase(follow_up.action)
    if follow_up.due_from and follow_up.due_days and not follow_up.due:
        base = context.language.when(span(follow_up.due_from), year=False)
        form = context.language.say_many(
            "{days} day from {date}", "{days} days from {date}", follow_up.due_days
        )
        clock = form.format(days=follow_up.due_days, date=base)
        action = listed((follow_up.action.strip().rstrip("."), clock))
    with_whom = _with(context, follow_up)
    if with_whom:
        action = listed((action, Run(text_of(with_whom), "soft")), " ")
    return Row(((state,), action, phrase(owner), by), context.anchor(follow_up))


def _with(context: Context, follow_up: FollowUp) -> Words:
    """With whom a follow-up is done, and where."""
    whom = filled_text(context.say("with {whom}"), whom=follow_up.with_whom)
    return listed((whom if follow_up.with_whom else "", follow_up.place))


def _shortened(action: str) -> str:
    """The first words of an action, for the list of missing facts."""
    words = action.strip().rstrip(".").split()
    cut = " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
    return like(action, cut)
