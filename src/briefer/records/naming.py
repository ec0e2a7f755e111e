"""A person's name in one line, and the letters that stand for it; paper and window have both from here.

Not here: posts, groups and what else somebody may be called by (`pack.names`).
"""

from briefer.records.people import Person


def whole_name(person: Person) -> str:
    """The name exactly as its own side wrote it."""
    parts = (person.honorific, person.given_name, person.family_name)
    return person.printed_name or " ".join(filter(None, parts)) or person.native_name


def initials(person: Person) -> str:
    """At most two letters in place of a photograph: of the parts of the name, never of a rank or title before it."""
    parts = [part for part in (person.given_name, person.family_name) if part]
    if len(parts) < 2:
        name = parts[0] if parts else whole_name(person).removeprefix(person.honorific)
        parts = name.split()[-2:]
    return "".join(_capital(part) for part in parts)


def initials_of(name: str) -> str:
    """The same for a name of which no parts are known."""
    words = name.split()
    return "".join(_capital(word) for word in (*words[:1], *words[1:][-1:]))


def _capital(word: str) -> str:
    """The first capital, as of "al-Amin"; the first letter where there is none."""
    return next((letter for letter in word if letter.isupper()), word[:1])
