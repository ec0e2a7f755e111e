"""The neutral document: what a pack says, in the order in which it says it.

Blocks name what is said and how sure it is, never a measure: widths, sizes, colours and page breaks are
`pdf`'s. Every block is a frozen struct with a tag, so that a pack can be stored as JSON (`FORMAT`), compared
and searched. A missing fact is a run with look `gap`. Not here: records, translation, drawing.
"""

from typing import Literal

import msgspec

FORMAT = 1
"""Number of the stored form; raised when an old reader could misread a new pack."""

Look = Literal[
    "",
    "strong",  # fixed, a name, a title
    "em",
    "strong em",
    "soft",  # second rank: keys, ends of times, remarks
    "soft em",  # the word "about" before a time
    "accent",
    "strong accent",
    "gap",  # a missing fact: italic on a dotted rule
    "struck",  # cancelled
]
State = Literal["confirmed", "tentative", "cancelled"]


class Struct(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of all blocks."""


class Run(Struct, frozen=True):
    """A stretch of text in one look.

    `lang` is a BCP 47 tag where it differs from the pack's. `link` is an https or mailto address, or
    `#key` for a place in the pack. `page_of` is the key of a part or anchor: the run's text is then
    replaced by the page it stands on ("8.3-1") when pages are assembled.
    """

    text: str
    look: Look = ""
    lang: str = ""
    link: str = ""
    page_of: str = ""
    rise: Literal["", "super", "sub"] = ""
    rule: Literal["", "under", "struck", "under struck"] = ""
    """A line through or under it that says nothing about certainty: somebody wrote it so."""
    note: tuple["Run", ...] = ()
    """A footnote called here, such as a source. The run's text is its number, given when pages are made."""


Words = tuple[Run, ...]
"""Text in looks. Its characters print as they are: there is no mini-markup."""


# ------------------------------------------------------------------------------------------------ text


class Stop(Struct, frozen=True):
    """Where a tab leads: a share of the measure, and which side of what follows stands there."""

    share: float
    align: Literal["start", "end"] = "start"


class Paragraph(Struct, frozen=True, tag=True):
    """Running text; `style` is one of the styles of the page design."""

    words: Words
    style: Literal["body", "point", "small", "quote", "strong", "soft", "key"] = "body"
    running: bool = False
    """Of a note or a profile: words may be divided, lines justified where the pack is."""
    stops: tuple[Stop, ...] = ()
    """Where tabs lead, from the reading side; without stops a tab is a space."""
    as_typed: bool = False
    """What could not be set in its form, such as a list nested too deep: a finding."""


class Heading(Struct, frozen=True, tag=True):
    """A heading inside a part; level 1 is the second heading on a page, 2 and 3 stand in running text."""

    words: Words
    level: Literal[1, 2, 3] = 1


class Item(Struct, frozen=True):
    """One entry of a list; its first flow block stands beside the mark."""

    blocks: tuple["Flow", ...]


class Bullets(Struct, frozen=True, tag=True):
    """A list with dashes."""

    items: tuple[Item, ...]
    style: Literal["body", "point", "small"] = "body"


class Numbered(Struct, frozen=True, tag=True):
    """A numbered list; numbers stand in the accent, Light."""

    items: tuple[Item, ...]
    style: Literal["body", "point", "small"] = "body"
    start: int = 1


class PointGroup(Struct, frozen=True):
    """Points for one addressee; an empty addressee prints none."""

    points: tuple[Words, ...]
    addressee: Words = ()


class Points(Struct, frozen=True, tag=True):
    """Points to make, to discuss, or kept ready, in groups."""

    groups: tuple[PointGroup, ...]
    style: Literal["body", "point"] = "point"


class Quotation(Struct, frozen=True, tag=True):
    """Words somebody said, complete, in quotation marks; the speaker stands under them."""

    words: Words
    speaker: Words = ()


class Quote(Struct, frozen=True, tag=True):
    """A block quotation inside running text."""

    blocks: tuple["Flow", ...]


class TextTable(Struct, frozen=True, tag=True):
    """A table inside running text."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


class ThinRule(Struct, frozen=True, tag=True):
    """A thematic break inside running text."""


Flow = Paragraph | Heading | Bullets | Numbered | Points | Quotation | Quote | TextTable | ThinRule
"""What may stand in a column of text."""


class KeyValue(Struct, frozen=True):
    """A soft key and what it says, such as `Interpreter  Nour Selmani`."""

    key: str
    value: Words


# ------------------------------------------------------------------------------------ parts of a page


class Separator(Struct, frozen=True, tag=True):
    """A hairline across the frame between two things of a page."""


class Gap(Struct, frozen=True, tag=True):
    """Empty rows of the page's leading; may be quarters."""

    rows: float = 1


class Labelled(Struct, frozen=True, tag=True):
    """A label in the label column and text right of the axis.

    With `side`, the text takes the main column and the side column holds keys with values.
    """

    label: str
    body: tuple[Flow, ...]
    side: tuple[KeyValue, ...] = ()
    label_look: Literal["label", "key", "strong"] = "label"
    stacked_side: bool = False
    """Keys over their values instead of before them (the facts of an institution)."""
    anchor: str = ""


class Pair(Struct, frozen=True):
    """One row of `LabelledRows`: text, and what stands beside it."""

    body: tuple[Flow, ...]
    side: tuple[KeyValue, ...] = ()
    anchor: str = ""


class LabelledRows(Struct, frozen=True, tag=True):
    """A label, then rows of text with a remark beside each (outcomes, people without photographs)."""

    label: str
    rows: tuple[Pair, ...]


class Strip(Struct, frozen=True, tag=True):
    """Three keys with lines under them, side by side."""

    columns: tuple[tuple[str, tuple[Words, ...]], ...]


class Mark(Struct, frozen=True):
    """An item's number on the line. `words` is what a screen reader says: "3, confirmed"."""

    number: str
    state: State
    words: str
    provisional: bool = False


class TimeCell(Struct, frozen=True):
    """When something is; see "The line" of the page design.

    `form`: `exact` start and end; `about` is a word before the start; `open` prints `words` as a gap; `words`
    prints `words` as text. `certain` false sets the start Regular. `days` is the raised +1.
    `then` is a second time, in the zone of arrival.
    """

    start: str = ""
    end: str = ""
    form: Literal["exact", "about", "open", "words", "none"] = "exact"
    words: str = ""
    """The word "about", or the words in place of a time, in the language of the pack."""
    certain: bool = True
    days: int = 0
    then: str = ""
    to: str = "–"
    """Between start and end: a dash, or the word of a language in which a dash is read either way."""


class ProgrammeRow(Struct, frozen=True, tag=True):
    """An item on a day sheet."""

    mark: Mark
    time: TimeCell
    title: Words
    lines: tuple[Words, ...] = ()
    side: tuple[KeyValue, ...] = ()
    travel: bool = False
    """The line is bold from here to the next mark."""
    anchor: str = ""


class StepRow(Struct, frozen=True, tag=True):
    """A step between items: a tick on the line."""

    time: TimeCell
    words: Words
    anchor: str = ""


class CityRow(Struct, frozen=True, tag=True):
    """A stop on the line: a bar, the city, its country, the offset; `note` is strong ("one hour forward")."""

    city: Words
    country: str = ""
    offset: str = ""
    note: str = ""


class GlanceRow(Struct, frozen=True, tag=True):
    """One line of the programme at a glance; `day` only on a day's first row."""

    mark: Mark
    time: TimeCell
    title: Words
    place: Words = ()
    day: str = ""
    new_day: bool = False
    travel: bool = False
    anchor: str = ""


class Line(Struct, frozen=True, tag=True):
    """Rows along the axis, which is drawn from the first mark to the last."""

    rows: tuple[ProgrammeRow | StepRow | CityRow | GlanceRow, ...]
    pitch: Literal["day sheet", "glance"] = "day sheet"
    goes_on: bool = False
    """The day goes on overleaf or in the next part."""


class HistoryRow(Struct, frozen=True):
    """A past contact; a visit bears a bar, else a tick; no mark for a promise."""

    when: Words
    body: tuple[Flow, ...]
    mark: Literal["bar", "tick"] = "tick"
    side: Words = ()


class History(Struct, frozen=True, tag=True):
    """Past contacts on the line, last the open promises."""

    label: str
    quiet: Words
    rows: tuple[HistoryRow, ...]


class PeopleRow(Struct, frozen=True):
    """A person, post, group or institution in a list; `compact` is one line."""

    number: str
    function: str
    name: Words
    under: tuple[Words, ...] = ()
    native: Words = ()
    side: tuple[KeyValue, ...] = ()
    note: Words = ()
    """A gap in place of the side ("form of address open")."""
    compact: bool = False
    anchor: str = ""


class PeopleGroup(Struct, frozen=True):
    """A heading and the people under it."""

    title: str
    rows: tuple[PeopleRow, ...]


class People(Struct, frozen=True, tag=True):
    """Lists of people in order of precedence; `note` says where an order was overridden."""

    groups: tuple[PeopleGroup, ...]
    note: Words = ()
    compact_head: tuple[str, str, str] | None = None
    """Words over the columns of compact rows: order and function, name, post."""


class Portrait(Struct, frozen=True):
    """A portrait tile; without a picture the initials stand in it."""

    name: str
    post: Words
    initials: str
    picture: str = ""
    """Hash of the photograph."""
    alt: str = ""


class Portraits(Struct, frozen=True, tag=True):
    """Key people in rows of five."""

    label: str
    people: tuple[Portrait, ...]


class StopWords(Struct, frozen=True):
    """A stop on the flat line of the overview and on the cover."""

    city: str
    country: str
    dates: str
    offset: str = ""
    note: str = ""
    gap: str = ""
    """What stands in place of the dates where they are open: "days open"."""


class StopsLine(Struct, frozen=True, tag=True):
    """The cities as a line lying flat."""

    label: str
    stops: tuple[StopWords, ...]


class Biography(Struct, frozen=True, tag=True):
    """A portrait, a name, a post, a short text, and what to know beside it."""

    name: str
    post: Words
    body: tuple[Flow, ...]
    side: tuple[KeyValue, ...]
    initials: str
    native: Words = ()
    picture: str = ""
    alt: str = ""
    anchor: str = ""


class Who(Struct, frozen=True, tag=True):
    """Both sides of the table."""

    label: str
    guests_head: str
    hosts_head: str
    guests: tuple[Words, ...]
    hosts: tuple[Words, ...]
    note: Words = ()


class Closed(Struct, frozen=True, tag=True):
    """What must not be disclosed: a black cell with the label, text on tint. Never on a front."""

    label: str
    body: tuple[Flow, ...]


class Row(Struct, frozen=True):
    """A row of a table: one `Words` a column, in the order of the layout."""

    cells: tuple[Words, ...]
    anchor: str = ""


class TableGroup(Struct, frozen=True):
    """Rows under an optional heading of their own."""

    rows: tuple[Row, ...]
    title: str = ""


TableLayout = Literal[
    "instruments",  # kind, title, issuer, cited in
    "follow-ups",  # state, action, owner, due
    "missing",  # number, what, owner, due (under a label)
    "editions",  # number, issued, what changed, new pages (under a label)
    "contacts",  # function, name, telephone
    "legs",  # time, from and to, carrier, vehicle
    "items",  # time, what, what was asked for
]


class Table(Struct, frozen=True, tag=True):
    """A table whose head is repeated on each page. `layout` names columns and measures in `pdf`."""

    layout: TableLayout
    head: tuple[str, ...]
    groups: tuple[TableGroup, ...]
    label: str = ""


class Figures(Struct, frozen=True, tag=True):
    """Large figures with small captions, five across."""

    label: str
    figures: tuple[tuple[str, str], ...]


class TwoColumns(Struct, frozen=True, tag=True):
    """Pairs of a short key and a text in two columns (glossary, distribution)."""

    label: str
    pairs: tuple[tuple[Words, Words], ...]


class CallFirst(Struct, frozen=True, tag=True):
    """The first line of the contact sheet."""

    label: str
    words: Words
    phone: Words


class Card(Struct, frozen=True):
    """Points for one meeting in large type."""

    number: str
    title: str
    when: Words
    groups: tuple[PointGroup, ...]
    anchor: str = ""


class Cards(Struct, frozen=True, tag=True):
    """Cards, four to an A4."""

    cards: tuple[Card, ...]


class NameCard(Struct, frozen=True):
    """A name to be read from a distance, with what stands under it."""

    name: str
    native: Words = ()
    post: str = ""
    """With where it is held."""
    function: str = ""
    """Where there is no post."""
    anchor: str = ""


class Badges(Struct, frozen=True, tag=True):
    """Badges, eight to a sheet; each names the visit."""

    cards: tuple[NameCard, ...]
    title: str
    dates: str = ""


class Tents(Struct, frozen=True, tag=True):
    """Table tents, one to a sheet."""

    cards: tuple[NameCard, ...]


class Contents(Struct, frozen=True, tag=True):
    """The contents: filled from the pack's own sections when pages are assembled."""


class BriefLine(Struct, frozen=True):
    """A line in the list of briefs; `target` is the key of the brief's part, empty when there is none."""

    mark: Mark
    title: str
    owner: Words
    state: Words
    target: str = ""


class BriefList(Struct, frozen=True, tag=True):
    """The list of briefs, with their pages filled in at assembly."""

    title: str
    head: tuple[str, str, str, str]
    """Words for: item, owner, state, page."""
    rows: tuple[BriefLine, ...]


class PagesInForce(Struct, frozen=True, tag=True):
    """All pages of the pack, filled in at assembly; `note` explains how to read them."""

    label: str
    note: str


class Legend(Struct, frozen=True, tag=True):
    """How to read marks and times, in words."""

    label: str
    confirmed: str
    tentative: str
    omitted: str
    fixed: str
    about: str
    about_short: str
    open: str


class FootLine(Struct, frozen=True, tag=True):
    """A key and a text at the foot of the frame, under a hairline: owner, review, sources."""

    key: str
    words: Words


class Cover(Struct, frozen=True, tag=True):
    """The first page of a working pack."""

    kind: str
    title: str
    dates: Words
    stops: tuple[StopWords, ...]
    rows: tuple[KeyValue, ...]
    note: str = ""
    office: str = ""
    logo: bytes = b""
    """PNG, JPEG or SVG; `office` says in words what it shows."""


class GuestCover(Struct, frozen=True, tag=True):
    """The first page of what guests keep; names in both scripts."""

    parties: str
    kind: str
    names: tuple[str, ...]
    posts: tuple[str, ...]
    native_names: tuple[Words, ...]
    dates: str
    note: str = ""
    office: str = ""
    logo: bytes = b""
    """As on a `Cover`."""


class GuestEntry(Struct, frozen=True):
    """One entry of a guest's day: a time in words, what, and a second line in soft italic."""

    time: str
    words: Words
    second: Words = ()
    anchor: str = ""


class GuestDay(Struct, frozen=True, tag=True):
    """A day, or a stop of a programme without days, as guests see it."""

    title: str
    place: Words
    entries: tuple[GuestEntry, ...]


class Annex(Struct, frozen=True, tag=True):
    """A file of others, page by page; `annex` is its hash.

    `words` name a page, with the places {page} and {pages}: "Annex 2, page {page} of {pages}". `gap` stands in its place
    where it cannot be printed. `as_made` keeps its pages even where they make the pack no archive file.
    """

    annex: str
    title: str
    words: str
    gap: str
    as_made: bool = False


class Message(Struct, frozen=True, tag=True):
    """One page that names the gap where a recipe would be empty."""

    words: Words


Block = (
    Paragraph
    | Heading
    | Bullets
    | Numbered
    | Points
    | Quotation
    | Quote
    | TextTable
    | ThinRule
    | Separator
    | Gap
    | Labelled
    | LabelledRows
    | Strip
    | Line
    | History
    | People
    | Portraits
    | StopsLine
    | Biography
    | Who
    | Closed
    | Table
    | Figures
    | TwoColumns
    | CallFirst
    | Cards
    | Badges
    | Tents
    | Contents
    | BriefList
    | PagesInForce
    | Legend
    | FootLine
    | Cover
    | GuestCover
    | GuestDay
    | Annex
    | Message
)


# ------------------------------------------------------------------------------------------- the pack


class Marking(Struct, frozen=True):
    """The banner at head and foot, and its colour as `#rrggbb`; an empty banner prints none."""

    banner: str
    colour: str = "#595959"


class Part(Struct, frozen=True):
    """What starts on a page of its own and counts its own pages: a section, a day, a brief, a profile.

    `number` is the first half of the page number: page 2 of part `8.5` is `8.5-2`. `label` stands in the
    label column of the opener ("5", "Day 2"), empty for a page without an opener (cover). `front_only` blocks a
    brief's back: `break_before` names the index of the block that must start on a new page (the back).
    """

    key: str
    number: str
    label: str
    title: str
    blocks: tuple[Block, ...]
    quiet: Words = ()
    foot: tuple[Block, ...] = ()
    """Stands at the frame's foot of the part's last page."""
    marking: Marking | None = None
    """Where it differs from the pack's."""
    back: tuple[Block, ...] = ()
    """Blocks that start on a new page: the back of a brief."""
    two_sides: bool = False
    """Warn when front or back takes more than one page, with the lines to cut."""
    lang: str = ""
    """BCP 47 tag of the title where it is not the pack's."""
    in_contents: bool = False
    running: str = ""
    """Words for the head of each page, with the places {page} and {pages}; such a part has no opener."""
    outline: tuple[tuple[str, str], ...] = ()
    """Further bookmarks: (title, anchor)."""


class Section(Struct, frozen=True):
    """A numbered section of the pack; `key` is its destination. Its parts each start on a new page."""

    key: str
    number: str
    title: str
    parts: tuple[Part, ...]


class Issue(Struct, frozen=True):
    """What the foot and the cover say about this issue. Drafts say so instead of an edition."""

    edition: str
    """ "Edition 2", or "Draft"."""
    made: str
    """", issued 26 February 2027, 17:40 (UTC+3)", or ", not issued, made …"."""
    copy: str = ""
    at: str = ""
    """The same moment as ISO 8601 with offset, for the file's own dates."""
    code: str = ""
    """What page codes derive from: visit key, audience, edition."""


class Pack(Struct, frozen=True):
    """The compiled document. `pictures` are the hashes of all files that its blocks name."""

    title: str
    short_title: str
    """Right half of the running head: title and dates."""
    recipe: str
    audience: str
    language: str
    marking: Marking
    issue: Issue
    sections: tuple[Section, ...]
    author: str = ""
    subject: str = ""
    paper: Literal["A4", "letter", "A5", "A6", "A7", "eighth letter"] = "A4"
    look: Literal["working", "guest", "pocket", "card"] = "working"
    counting: Literal["section", "through"] = "section"
    page_words: str = "page"
    """The word before a page number; with `counting` through, `page_of` goes between."""
    page_of: str = "of"
    draft: bool = True
    duplex: bool = True
    justified: bool = False
    """Running text has two straight edges."""
    accent: str = ""
    """The office's own as `#rrggbb`; empty for the page design's."""
    figures: Literal["western", "arabic-indic"] = "western"
    """In which numbers are printed; what is read by a program keeps the western ones."""
    pictures: tuple[str, ...] = ()
    facing: "Pack | None" = None
    """The same pack in a second language, to be printed page beside page."""
    untranslated: tuple[str, ...] = ()
    """What it prints in the language of the records, for want of a wording in its own."""
    format: int = FORMAT
