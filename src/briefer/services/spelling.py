"""Spelling: which words of a text nobody knows, judged by the dictionaries that the system has.

Enchant finds the dictionaries, whoever made them (Hunspell, Aspell, ...). Where its library is missing, or a dictionary
for the language, nothing is judged and a sentence says why. Names in the records, terms and acronyms count as known,
and so do words that the office says to know: each is a row of its own data, so that two officers never collide.
Not here: marking words on the screen (`gui.spelling`).
"""

import contextlib
import locale
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.institutions import Place as Somewhere
from briefer.records.notes import GlossaryTerm
from briefer.records.packs import OwnData
from briefer.records.people import Officer, Person
from briefer.records.visits import Stop
from briefer.services.edits import Change, Edit

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

MOST_SUGGESTIONS = 6
MOST_LOADED = 8
"""Dictionaries that are kept: each takes some ten megabytes."""
LONGEST_WORD = 60
"""Letters; what is longer is no word that a dictionary could judge."""
_NAMED: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Institution, ("name", "acronym", "native_name", "city")),
    (Person, ("honorific", "given_name", "family_name", "printed_name", "native_name")),
    (Somewhere, ("name", "address", "city")),
    (Stop, ("city",)),
    (Officer, ("name",)),
    (GlossaryTerm, ("acronym", "expansion")),
)
"""Fields that hold names as their own side writes them."""
_SCRIPTS = {
    "ARABIC": ("ar", "fa", "ps", "ur", "ckb"),
    "CYRILLIC": ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"),
    "GREEK": ("el",),
    "HEBREW": ("he", "yi"),
    "ARMENIAN": ("hy",),
    "GEORGIAN": ("ka",),
    "DEVANAGARI": ("hi", "mr", "ne"),
}
"""Languages that are not written in Latin letters."""


class Dictionary(Protocol):
    """What Enchant offers of one language."""

    def check(self, word: str) -> bool:
        """Whether it knows a word."""

    def suggest(self, word: str) -> list[str]:
        """The words that it knows which are most like it, the likeliest first."""


class Broker(Protocol):
    """Where Enchant finds dictionaries."""

    def list_languages(self) -> list[str]:
        """The tags of all: en_GB."""

    def request_dict(self, tag: str) -> Dictionary:
        """The dictionary of a tag."""


class Word(NamedTuple):
    """A word in a text, with where it stands."""

    first: int
    last: int
    text: str


# ------------------------------------------------------------------------------------------- words

_LINKED = re.compile(r"\[\[[^\]\n]{0,500}\]\]|\]\([^)\n]{0,2000}\)|`[^`\n]{0,2000}`")
_TOKEN = re.compile(r"\S+")
_NO_PROSE = re.compile(r"[\d_@/\\]|\w[.]\w")
"""A token with one of these is a number, an address, a path or a code."""
_GENITIVE = re.compile(r"['’]s?$")
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_WORD = re.compile(rf"[^\W\d_]+(?:[{_MARKS}'’]+[^\W\d_]+)*[{_MARKS}]*")


def words(text: str) -> Iterator[Word]:
    """The words of a text that a dictionary can judge: no acronyms, links to records, addresses, numbers or codes."""
    prose = _LINKED.sub(lambda found: " " * len(found[0]), text)
    for token in _TOKEN.finditer(prose):
        if _NO_PROSE.search(token[0]) and not _is_pair(token[0]):
            continue
        for found in _WORD.finditer(prose, token.start(), token.end()):
            word = found[0]
            if 1 < len(word) <= LONGEST_WORD and not _is_acronym(word):
                yield Word(found.start(), found.end(), word)


def _is_pair(token: str) -> bool:
    """Whether it is two words with a stroke between them: and/or."""
    return "/" in token and not re.search(r"[\d_@\\:.]|//", token.rstrip(".,;:"))


def _is_acronym(word: str) -> bool:
    name = _GENITIVE.sub("", word)
    return name.isupper() and name != name.lower()


# ------------------------------------------------------------------------------------------ judging


class _InTurn:
    """A dictionary that may be asked from any thread: Enchant's own are for one at a time."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary, self._lock = dictionary, Lock()

    def check(self, word: str) -> bool:
        with self._lock:
            return self._dictionary.check(word)

    def suggest(self, word: str) -> list[str]:
        with self._lock:
            return self._dictionary.suggest(word)


class Speller:
    """The dictionaries of some languages. May be asked from any thread."""

    def __init__(self, dictionaries: Sequence[tuple[str, Dictionary]], missing: str = "") -> None:
        """`dictionaries` by their tags; `missing` is the sentence that says why there is none."""
        self.tags = tuple(tag for tag, _ in dictionaries)
        self.missing = missing
        self._dictionaries = [(script_of(tag), found) for tag, found in dictionaries]

    def strangers(self, some: Iterable[str]) -> frozenset[str]:
        """Those of the words that none of the dictionaries knows; of a script that none has, none is judged."""
        return frozenset(word for word in some if self._is_strange(word))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What might have been meant, the likeliest first."""
        found = [one for each in self._for(word) for one in each.suggest(_plain(word))]
        return tuple(dict.fromkeys(found))[:MOST_SUGGESTIONS]

    def _is_strange(self, word: str) -> bool:
        asked = self._for(word)
        return bool(asked) and not any(each.check(_plain(word)) for each in asked)

    def _for(self, word: str) -> list[Dictionary]:
        script = _script(word)
        return [each for own, each in self._dictionaries if own == script]


def speller(languages: Sequence[str], broker: Callable[[], Broker | None] | None = None) -> Speller:
    """What judges words of these languages; where nothing can, it judges none and says why."""
    made = (broker or _enchant)()
    if made is None:
        sentence = say("Spelling is off: the library Enchant is not installed on this computer.")
        return Speller((), sentence)
    tags = sorted(made.list_languages())
    found = []
    for language in dict.fromkeys(languages):
        # "en" does not say whose English: what is right here or in Britain is right
        nearest = (nearest_tag(language, tags, _region()), nearest_tag(language, tags))
        for tag in dict.fromkeys(filter(None, nearest)):
            with contextlib.suppress(Exception):  # a dictionary that is damaged is like none
                found.append((tag, _InTurn(made.request_dict(tag)) if broker else _loaded(tag)))
    if not found:
        sentence = say("Spelling is off: this computer has no dictionary for {languages}.")
        return Speller((), sentence.format(languages=_called(languages)))
    return Speller(found)


def nearest_tag(language: str, tags: Iterable[str], region: str = "") -> str:
    """The tag of the dictionary for a language: as it is spelled here, British English first, then any."""
    wanted = language.replace("-", "_")
    short = wanted.split("_")[0]
    fitting = [tag for tag in tags if tag.replace("-", "_").split("_")[0] == short]
    preferred = (wanted, f"{short}_{region}", "en_GB", short, f"{short}_{short.upper()}")
    places = {tag: at for at, tag in reversed(list(enumerate(preferred)))}
    return min(
        fitting, key=lambda tag: (places.get(tag.replace("-", "_"), 9), len(tag), tag), default=""
    )


def script_of(tag: str) -> str:
    """The script that a language is written in, as Unicode calls it."""
    short = tag.replace("-", "_").split("_")[0]
    return next((script for script, tags in _SCRIPTS.items() if short in tags), "LATIN")


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]


def _plain(word: str) -> str:
    return word.replace("’", "'")


def _region() -> str:
    """The country of this computer's language."""
    name = locale.getlocale()[0] or ""
    return name.partition("_")[2][:2]


def _called(languages: Iterable[str]) -> str:
    from babel import Locale, UnknownLocaleError

    names = []
    for tag in languages:
        try:
            names.append(Locale.parse(tag.replace("-", "_")).get_display_name() or tag)
        except (ValueError, UnknownLocaleError):
            names.append(tag)
    return ", ".join(names)


def _enchant() -> Broker | None:
    try:
        import enchant
    except (ImportError, OSError):  # the package, or the library of the system that it loads
        return None
    try:
        broker: Broker = enchant.Broker()
    except Exception:  # noqa: BLE001  # whatever a library of the system does: there is no spelling then
        return None
    return broker


@lru_cache(MOST_LOADED)
def _loaded(tag: str) -> _InTurn:
    """A dictionary of this computer, the same for all windows: to read one, and to let it go, takes a tenth of a second."""
    broker = _enchant()
    assert broker is not None  # it has just told its tags
    return _InTurn(broker.request_dict(tag))


# ------------------------------------------------------------------------------------- known words


def known_words(workspace: "Workspace") -> frozenset[str]:
    """The words that count as known in this workspace, without regard to capitals."""
    with workspace.reading() as rows:
        texts = [
            text
            for kind, fields in _NAMED
            for field in fields
            for text in rows.distinct(kind, field)
        ]
        told = rows.where(OwnData, "kind", ("known word",))
    found = {_plain(word.text).casefold() for text in texts for word in words(text)}
    return frozenset(found | {_plain(one.name).casefold() for one in told})


def is_known(word: str, known: frozenset[str]) -> bool:
    """Whether a word, or what it is the genitive of, is one of the known ones."""
    plain = _plain(word).casefold()
    return plain in known or _GENITIVE.sub("", plain) in known


def names_change(edit: Edit) -> bool:
    """Whether an edit may have changed which words are known."""
    naming = {kind for kind, _ in _NAMED} | {OwnData}
    return any(type(change.record) in naming for change in edit.changes)


def count_as_known(word: str) -> Edit:
    """From now on a word counts as known in the whole workspace."""
    return Edit(
        say("Count “{word}” as known").format(word=word),
        (Change(None, OwnData(kind="known word", name=word, json="{}")),),
        say("“{word}” counts as known now.").format(word=word),
    )
