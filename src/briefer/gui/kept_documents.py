"""What was chosen for the documents of a visit, kept by the settings: of each recipe for whom, in which language, how marked.

It is this user's own and changes no record. Not here: what can be chosen (`services.choices`).
"""

from uuid import UUID

import msgspec

from briefer import settings
from briefer.services.documents import Document


class _Chosen(msgspec.Struct, frozen=True, omit_defaults=True):
    audience: str = ""
    language: str = "en"
    marking: str = ""


class _Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    recipe: str = "dossier"
    """The one that was looked at last."""
    documents: dict[str, _Chosen] = {}
    """By their recipes, where anything was chosen."""


def recipe(visit: UUID) -> str:
    """The recipe that was looked at last."""
    return _kept(settings.load(), visit).recipe


def document(visit: UUID, recipe: str) -> Document:
    """The document of a recipe as it was chosen last."""
    chosen = _kept(settings.load(), visit).documents.get(recipe, _Chosen())
    return Document(recipe, chosen.audience, chosen.language, chosen.marking)


def keep(visit: UUID, document: Document) -> None:
    """Remember what was chosen; what needs no choice leaves nothing behind."""
    now = settings.load()
    before = _kept(now, visit)
    documents = dict(before.documents)
    documents[document.recipe] = _Chosen(document.audience, document.language, document.marking)
    if documents[document.recipe] == _Chosen():
        del documents[document.recipe]
    after = _Kept(document.recipe, documents)
    if after == before:
        return
    if after == _Kept():
        now.window.pop(_name(visit), None)
    else:
        now.window[_name(visit)] = msgspec.json.encode(after).decode()
    settings.save(now)


def _name(visit: UUID) -> str:
    return f"pack of {visit}"


def _kept(kept: settings.Settings, visit: UUID) -> _Kept:
    try:
        return msgspec.json.decode(kept.window.get(_name(visit), "{}"), type=_Kept)
    except msgspec.MsgspecError:
        return _Kept()
