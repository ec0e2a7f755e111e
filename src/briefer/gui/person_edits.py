"""Edits of people that the window needs beside `services.common_edits`, with their words. Without Qt.

Each function makes an `Edit` and changes nothing. What is private is never named in words: they stay in the audit.
Services are imported when one is asked for.
"""

from typing import TYPE_CHECKING, Any

import msgspec

from briefer.i18n import say
from briefer.records.institutions import ContactPoint, Institution
from briefer.records.kinds import name_of
from briefer.records.people import Person, Post, PrivateData

if TYPE_CHECKING:
    from briefer.services.edits import Edit


def add_post(person: Person, post: Post) -> "Edit":
    """Somebody gets a post."""
    from briefer.services import common_edits

    return _worded(
        common_edits.add(post), person, say("Add post of {name}"), say("Added post of {name}.")
    )


def add_contact(person: Person, contact: ContactPoint) -> "Edit":
    """Somebody can be reached in another way."""
    from briefer.services import common_edits

    return _worded(
        common_edits.add(contact),
        person,
        say("Add contact of {name}"),
        say("Added contact of {name}."),
    )


def post_at_new_institution(post: Post, name: str) -> "Edit":
    """A post that is stored is at an institution that is not in the library yet: it is added."""
    from briefer.services import common_edits, edits

    made = Institution(name=name)
    changed = edits.Change(post, msgspec.structs.replace(post, institution=made.id))
    edit = common_edits.add(made)
    return edit._replace(changes=(*edit.changes, changed))


def keep_private(person: Person, private: PrivateData | None, field: str, value: Any) -> "Edit":
    """A private fact of somebody; what is kept of them begins with the first."""
    from briefer.services import common_edits

    if private is None:
        edit = common_edits.add(PrivateData(person=person.id, **{field: value}))
    else:
        edit = common_edits.change_field(private, field, value)
    return _worded(
        edit, person, say("Change private data of {name}"), say("Changed private data of {name}.")
    )


def delete_private(person: Person, private: PrivateData) -> "Edit":
    """What is private of somebody goes; the person stays."""
    from briefer.services import common_edits

    return _worded(
        common_edits.delete(private),
        person,
        say("Delete private data of {name}"),
        say("Private data of {name} deleted."),
    )


def _worded(edit: "Edit", person: Person, words: str, past: str) -> "Edit":
    from briefer.services import common_edits

    name = common_edits.shortened(name_of(person))
    return edit._replace(words=words.format(name=name), past=past.format(name=name))
