"""Rules about what is still wanted: chair, brief, greeter, place, time; and what precedence would advise."""

from briefer.records.briefs import Brief, BriefPoint
from briefer.rules import precedence
from briefer.rules.visit_view import Found, VisitView, who


def without_chair(visit: VisitView) -> Found:
    for item in visit.items:
        roles = {each.role for each in visit.participants(item)}
        if visit.kind(item).wants_chair and not roles & {"chair", "lead"}:
            yield item, "participants", visit.say("Nobody chairs or leads.")


def without_brief(visit: VisitView) -> Found:
    for item in visit.items:
        if visit.kind(item).wants_brief:
            briefs = visit.parts(Brief, "item", item.id)
            if not briefs:
                yield item, "briefs", visit.say("There is no brief.")
            elif not any(_written(visit, brief) for brief in briefs):
                yield item, "briefs", visit.say("The brief is empty.")


def _written(visit: VisitView, brief: Brief) -> bool:
    points = visit.parts(BriefPoint, "brief", brief.id)
    texts = (brief.objective, brief.background_open, brief.background_closed)
    return bool(points) or any(text.strip() for text in texts)


def without_greeter(visit: VisitView) -> Found:
    for item in visit.items:
        roles = {each.role for each in visit.participants(item)}
        if visit.kind(item).wants_greeter and not item.greeter and "greeter" not in roles:
            yield item, "greeter", visit.say("Nobody greets.")


def without_place(visit: VisitView) -> Found:
    for item in visit.items:
        wants = visit.kind(item).wants_place and item.form != "virtual"
        if wants and not item.place and not item.place_words:
            yield item, "place", visit.say("The place is open.")


def open_times(visit: VisitView) -> Found:
    for item in visit.items:
        legs = visit.legs(item)
        if not item.start and not item.time_words and not any(leg.start for leg in legs):
            yield item, "start", visit.say("The time is open.")


def order(visit: VisitView) -> Found:
    if visit.rules is None:
        return
    held = precedence.posts_of(visit.file)
    placed = precedence.placed(visit.file.delegates, held, visit.rules)
    sentence = visit.say("{name} stands at place {place}; the rules advise place {advised}.")
    for each in precedence.surprises(placed):
        name = who(visit, each.delegate) or visit.say("A delegate")
        words = sentence.format(
            name=name, place=visit.digits(each.place), advised=visit.digits(each.advised)
        )
        yield each.delegate, "order", words
