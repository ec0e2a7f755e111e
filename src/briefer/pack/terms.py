"""The words for values that records keep as codes: kinds, functions, roles, states. Marked here, translated where said.

Not here: sentences and labels of sections, and kinds of items, which the office may name (`item_kinds.toml`).
"""

from briefer.i18n import mark

FUNCTIONS = {
    "head": mark("head"),
    "deputy": mark("deputy"),
    "member": mark("member"),
    "adviser": mark("adviser"),
    "interpreter": mark("interpreter"),
    "security": mark("security"),
    "press": mark("press"),
    "support": mark("support"),
}
"""Functions in a delegation."""

ROLES = {
    "chair": mark("chair"),
    "lead": mark("lead"),
    "speaker": mark("speaker"),
    "greeter": mark("greets"),
    "interpreter": mark("interpreter"),
    "note taker": mark("note taker"),
}
"""Roles in an item, as in a list."""

DOES = {
    "chair": mark("chairs"),
    "lead": mark("leads"),
    "speaker": mark("speaks"),
    "greeter": mark("greets"),
    "interpreter": mark("interprets"),
    "note taker": mark("takes notes"),
}
"""Roles in an item, behind a name."""

PARTIES = {
    "host": mark("host"),
    "sender": mark("sender"),
    "lead": mark("lead of the delegation"),
    "facilitator": mark("facilitator"),
    "mandating body": mark("mandating body"),
    "member organisation": mark("member organisation"),
    "observer": mark("observer"),
}
"""Roles of institutions and states in a visit."""

INSTITUTIONS = {
    "ministry": mark("ministry"),
    "agency": mark("agency"),
    "mission": mark("mission"),
    "centre": mark("centre"),
    "court": mark("court"),
    "academia": mark("academia"),
    "ngo": mark("non-governmental organisation"),
    "company": mark("company"),
    "international organisation": mark("international organisation"),
    "network": mark("network"),
    "parliament": mark("parliament"),
    "state": mark("State"),
    "unit": mark("unit"),
}
"""Kinds of institutions; `other` has no word."""

INSTRUMENTS = {
    "resolution": mark("resolution"),
    "strategy": mark("strategy"),
    "action plan": mark("action plan"),
    "assessment": mark("assessment"),
    "agreement": mark("agreement"),
    "framework": mark("framework"),
    "law": mark("law"),
    "report": mark("report"),
}
"""Kinds of instruments; `other` has no word."""

OUTCOMES = {
    "assessment": mark("Assessment"),
    "progress": mark("Progress"),
    "good practice": mark("Good practice"),
    "shortfall": mark("Shortfall"),
    "recommendation": mark("Recommendations"),
    "joint priority": mark("Joint priorities"),
    "key message": mark("Message"),
    "technical assistance": mark("Technical assistance"),
    "statement": mark("Statements"),
    "quotation": mark("Said"),
    "discussed": mark("Discussed"),
}
"""Labels of outcomes in a report, in the order in which they stand there."""

DIRECTIONS = {
    "host to visitor": mark("from the hosts"),
    "visitor to host": mark("from the guests"),
    "both": mark("from both sides"),
}
"""Who brings a contribution."""

ASSISTANCE = {"offered": mark("offered"), "needed": mark("needed")}
"""Directions of technical assistance."""

CONTACTS = {
    "office": mark("office"),
    "mobile": mark("mobile"),
    "duty line": mark("duty line"),
    "emergency": mark("emergency"),
    "e-mail": mark("e-mail"),
    "web": mark("web"),
    "fax": mark("fax"),
    "other": mark("contact"),
}
"""Kinds of contact points."""

BRIEFS = {"asked": mark("asked"), "in draft": mark("in draft"), "final": mark("final")}
"""States of a brief in the list of briefs."""

MARKS = {
    "confirmed": mark("confirmed"),
    "tentative": mark("tentative"),
    "cancelled": mark("omitted"),
}
"""What a screen reader says of an item's mark."""
