"""The table of commands, read by menus, tooltips, the panel of keys (F1) and search; and the names that stay.

A command is declared here once: what it is called, its icon, its keys, where it works. What it does is bound by the
window and its screens. Keys that belong to somebody else (input methods, keyboard layouts, window managers) are not
used: nothing with Alt+Shift or Ctrl+Alt, no Super, F10, Ctrl+Space, Ctrl+Shift+U, Ctrl+Shift+E, Ctrl+full stop.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from briefer.gui.icons import icon
from briefer.i18n import once_a_language, say

Scope = Literal[
    "everywhere",
    "workspace",
    "visit",
    "visits",
    "programme",
    "days",
    "minutes",
    "delegation",
    "by item",
    "library",
    "records",
    "copies",
    "brief",
    "outcomes",
    "list",
    "conflicts",
    "import",
    "pack",
    "form",
]
"""Where a command works: `everywhere` also before there is a workspace; `visits` on one that is open or chosen in the
list; `records` in the lists of the library, `copies` in those whose records can be had twice; those after it in one
pane only."""

_OF_TEXT = ("close-paragraph", "release-paragraph", "ask-brief")
OF_FOCUS = ("cut", "copy", "paste", "delete", "select-all")
"""Commands of whatever has the keyboard, which says when they can be carried out."""
_BEGIN = ("new-visit", "copy-visit", "follow-up-visit")

Menu = Literal["", "file", "edit", "view", "go", "insert", "visit", "help"]


class Command(NamedTuple):
    """One thing that can be done. Without an `id` it is only told: the view itself takes the key."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    scope: Scope = "everywhere"
    menu: Menu = ""
    icon: str = ""
    group: str = ""
    """Commands of one group are choices: exactly one is checked."""
    checkable: bool = False
    rule_before: bool = False
    """A line stands before it in its menu."""
    also: tuple[Scope, ...] = ()
    """Where else it works."""

    @property
    def works_in(self) -> tuple[Scope, ...]:
        """All scopes in which it works."""
        return (self.scope, *self.also)

    @property
    def edits(self) -> bool:
        """Whether it changes records, which a workspace that can only be read does not allow."""
        own = self.scope in ("programme", "days", "delegation") and self.menu != "go"
        made_of_records = own or self.menu == "insert" or self.id in _OF_TEXT
        if self.id in OF_FOCUS:
            return False
        return bool(self.id) and (made_of_records or self.id in _BEGIN)


@once_a_language
def names() -> dict[str, str]:
    """Accessible names that stay, whatever the window looks like: outside driving finds its way by them."""
    return {
        "window": say("Briefer"),
        "visits": say("Visits"),
        "institutions": say("Institutions"),
        "people": say("People"),
        "notes": say("Notes"),
        "reference": say("Reference"),
        "findings": say("Findings"),
        "programme": say("Programme"),
        "search": say("Search"),
        "title": say("Title"),
        "start": say("Start"),
        "end": say("End"),
        "place": say("Place"),
        "new-visit": say("New visit"),
        "open": say("Open workspace"),
        "new-item": say("New item"),
        "export": say("Export"),
        "undo": say("Undo"),
        "redo": say("Redo"),
        "preview": say("Preview"),
    }


@once_a_language
def menus() -> tuple[tuple[Menu, str], ...]:
    """The menus in their order, with their mnemonics; no other letter gets one on the programme but D, L, M."""
    return (
        ("file", say("&File")),
        ("edit", say("&Edit")),
        ("view", say("&View")),
        ("go", say("&Go")),
        ("insert", say("&Insert")),
        ("visit", say("Vi&sit")),
        ("help", say("&Help")),
    )


@once_a_language
def commands() -> tuple[Command, ...]:
    """The table."""
    return (
        # file
        Command("new-visit", say("New visit"), (), "workspace", "file", "plus"),
        Command("new-window", say("New window"), ("Shift+F11",), "workspace", "file"),
        Command("new-workspace", say("New workspace…"), (), "everywhere", "file"),
        Command("open", say("Open workspace…"), ("Ctrl+O",), "everywhere", "file", "folder-open"),
        Command("sample", say("Open the sample"), (), "everywhere", "file", "book-open"),
        Command("import", say("Import…"), (), "workspace", "file", "file-up", rule_before=True),
        Command(
            "export", say("Export…"), ("Ctrl+E",), "visit", "file", "file-down", rule_before=True
        ),
        Command("print", say("Print…"), ("Ctrl+P",), "visit", "file", "printer"),
        Command("back-up", say("Back up"), (), "workspace", "file", "save", rule_before=True),
        Command("road-copy", say("Copy for the road…"), (), "workspace", "file", "copy"),
        Command("lock", say("Lock"), ("Ctrl+Shift+L",), "workspace", "file", "lock"),
        Command("close", say("Close window"), ("Ctrl+W",), "everywhere", "file", rule_before=True),
        Command("quit", say("Quit"), ("Ctrl+Q",), "everywhere", "file"),
        # edit
        Command("undo", say("Undo"), ("Ctrl+Z",), "workspace", "edit", "undo-2"),
        Command("redo", say("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "workspace", "edit", "redo-2"),
        Command(
            "accept",
            say("Accept what is being typed"),
            ("Ctrl+S",),
            "workspace",
            "edit",
            "save",
            rule_before=True,
        ),
        Command(
            "rename",
            say("Rename"),
            ("F2",),
            "programme",
            "edit",
            "pencil",
            rule_before=True,
            also=("records", "delegation"),
        ),
        Command("cut", say("Cut"), ("Ctrl+X",), "programme", "edit", also=("form",)),
        Command("copy", say("Copy"), ("Ctrl+C",), "programme", "edit", "copy", also=("form",)),
        Command("paste", say("Paste"), ("Ctrl+V",), "programme", "edit", also=("form",)),
        Command("paste-list", say("Paste a list…"), (), "workspace", "edit", "list"),
        Command(
            "duplicate",
            say("Duplicate"),
            ("Ctrl+D",),
            "programme",
            "edit",
            "copy",
            also=("copies",),
        ),
        Command(
            "delete", say("Delete"), ("Delete",), "programme", "edit", "trash-2", also=("form",)
        ),
        Command("select-all", say("Select all"), ("Ctrl+A",), "programme", "edit", also=("form",)),
        Command(
            "find",
            say("Find in this list or text"),
            ("Ctrl+F",),
            "workspace",
            "edit",
            "search",
            rule_before=True,
        ),
        Command("next-unknown", say("Next unknown word"), ("F7",), "workspace", "edit"),
        Command("history", say("History"), ("Ctrl+H",), "workspace", "edit", "history"),
        Command("forget", say("Forget a person…"), (), "workspace", "edit"),
        Command("find-next", say("Find next"), ("F3",), "workspace", "edit"),
        Command("find-previous", say("Find the one before"), ("Shift+F3",), "workspace", "edit"),
        Command(
            "close-paragraph",
            say("Close the paragraph: it must not be disclosed"),
            ("Ctrl+Shift+M",),
            "brief",
            "edit",
            "lock",
            rule_before=True,
        ),
        Command(
            "release-paragraph",
            say("Release a closed paragraph…"),
            ("Ctrl+Shift+O",),
            "brief",
            "edit",
            "lock-open",
        ),
        Command("ask-brief", say("Ask for a brief…"), (), "brief", "edit", "mail"),
        Command(
            "into-closed",
            say("Into the half that must not be disclosed"),
            ("Alt+Return",),
            "brief",
            "edit",
        ),
        Command(
            "merge",
            say("Merge duplicates…"),
            (),
            "workspace",
            "edit",
            "git-merge",
            rule_before=True,
        ),
        Command(
            "settings",
            say("Settings"),
            ("Ctrl+,",),
            "workspace",
            "edit",
            "settings",
            rule_before=True,
        ),
        # view
        Command("days", say("&Days"), ("Alt+D",), "visit", "view", "columns-3", "programme"),
        Command("list", say("&List"), ("Alt+L",), "visit", "view", "list", "programme"),
        Command("minutes", say("&Minutes"), ("Alt+M",), "visit", "view", "clock", "programme"),
        Command(
            "library-panel",
            say("Library panel"),
            ("F9",),
            "visit",
            "view",
            "panel-left",
            checkable=True,
            rule_before=True,
            also=("records",),
        ),
        Command(
            "item-panel",
            say("Item panel"),
            ("F12",),
            "visit",
            "view",
            "panel-right",
            checkable=True,
            also=("records", "visits"),
        ),
        Command(
            "preview-panel",
            say("Preview beside the programme"),
            ("Shift+F12",),
            "visit",
            "view",
            "eye",
            checkable=True,
        ),
        Command(
            "refresh",
            say("Read changes and build the preview"),
            ("F5",),
            "workspace",
            "view",
            "refresh-cw",
        ),
        Command(
            "larger",
            say("Larger"),
            ("Ctrl++", "Ctrl+="),
            "visit",
            "view",
            "zoom-in",
            rule_before=True,
        ),
        Command("smaller", say("Smaller"), ("Ctrl+-",), "visit", "view", "zoom-out"),
        Command("fit", say("Fit"), ("Ctrl+0",), "visit", "view"),
        Command("nights", say("Open or fold the nights"), (), "visit", "view"),
        Command("light", say("Light"), (), "everywhere", "view", "sun", "scheme", rule_before=True),
        Command("dark", say("Dark"), (), "everywhere", "view", "moon", "scheme"),
        Command("system", say("As the system"), (), "everywhere", "view", "monitor", "scheme"),
        Command(
            "full-screen",
            say("Full screen"),
            ("F11",),
            "everywhere",
            "view",
            checkable=True,
            rule_before=True,
        ),
        # go
        Command("search", say("Search or do anything"), ("Ctrl+K",), "workspace", "go", "search"),
        Command("home", say("Home"), ("Alt+Home",), "workspace", "go", "house", rule_before=True),
        Command("institutions", say("Institutions"), (), "workspace", "go", "landmark"),
        Command("people", say("People"), (), "workspace", "go", "users"),
        Command("notes", say("Notes"), (), "workspace", "go", "notebook-pen"),
        Command("reference", say("Reference"), (), "workspace", "go", "library"),
        Command("conflicts", say("Changes to decide on"), (), "workspace", "go", "git-merge"),
        Command("overview", say("Overview"), ("Ctrl+1",), "visit", "go", rule_before=True),
        Command("delegation", say("Delegation"), ("Ctrl+2",), "visit", "go", "users"),
        Command("programme", say("Programme"), ("Ctrl+3",), "visit", "go", "calendar-range"),
        Command("briefs", say("Briefs"), ("Ctrl+4",), "visit", "go", "file-text"),
        Command("outcomes", say("Outcomes"), ("Ctrl+5",), "visit", "go", "target"),
        Command("pack", say("Pack"), ("Ctrl+6",), "visit", "go", "book-open"),
        Command("its-brief", say("Brief of the item"), ("Ctrl+Return",), "programme", "go"),
        Command(
            "its-item",
            say("Item in the programme"),
            ("Ctrl+Return",),
            "brief",
            "go",
            also=("outcomes",),
        ),
        Command("tab-before", say("Tab before"), ("Ctrl+PgUp",), "visit", "go"),
        Command("tab-after", say("Tab after"), ("Ctrl+PgDown",), "visit", "go"),
        Command(
            "next-finding",
            say("Next finding"),
            ("F8",),
            "workspace",
            "go",
            "triangle-alert",
            rule_before=True,
        ),
        Command("previous-finding", say("Previous finding"), ("Shift+F8",), "workspace", "go"),
        Command("go-to-page", say("Go to page…"), ("Ctrl+G",), "pack", "go"),
        Command("next-pane", say("Next pane"), ("F6",), "everywhere", "go"),
        Command("previous-pane", say("Previous pane"), ("Shift+F6",), "everywhere", "go"),
        # insert
        Command(
            "new", say("New, of what the screen holds"), ("Ctrl+N",), "workspace", "insert", "plus"
        ),
        Command("new-item", say("New item"), (), "visit", "insert", "plus"),
        Command("new-delegate", say("Delegate"), (), "visit", "insert", "user-round"),
        Command("new-unnamed", say("Post without a name"), (), "visit", "insert", "user-round"),
        Command("new-group", say("Group"), (), "visit", "insert", "users"),
        Command("new-person", say("New person"), (), "workspace", "insert", "user-round"),
        Command("new-institution", say("New institution"), (), "workspace", "insert", "landmark"),
        Command(
            "new-note",
            say("New note tied to what is chosen"),
            ("Ctrl+Shift+N",),
            "workspace",
            "insert",
            "notebook-pen",
        ),
        Command("new-outcome", say("Outcome"), (), "visit", "insert", "target"),
        Command("new-follow-up", say("Follow-up"), (), "visit", "insert", "list-checks"),
        Command("new-stop", say("Stop"), (), "visit", "insert", "map-pin"),
        # visit
        Command("copy-visit", say("Copy this visit"), (), "visits", "visit", "copy"),
        Command("follow-up-visit", say("Follow-up visit"), (), "visits", "visit", "target"),
        Command("templates", say("Templates"), (), "workspace", "visit", "copy"),
        Command("see-as", say("See as…"), (), "programme", "visit", "eye"),
        Command("check", say("Check"), (), "visit", "visit", "list-checks"),
        Command(
            "tentative",
            say("Tentative or confirmed"),
            ("Ctrl+T",),
            "programme",
            "visit",
            "circle-question-mark",
            rule_before=True,
        ),
        Command(
            "time-form",
            say("Exact, approximate or open time"),
            ("Ctrl+Shift+T",),
            "programme",
            "visit",
            "clock",
        ),
        Command(
            "cancel",
            say("Cancel the item; it keeps its number"),
            ("Ctrl+Del",),
            "programme",
            "visit",
            "ban",
        ),
        Command("add-guests", say("Add guests"), ("Ctrl+Shift+G",), "programme", "visit", "users"),
        Command("add-hosts", say("Add hosts"), ("Ctrl+Shift+H",), "programme", "visit", "users"),
        Command(
            "earlier", say("Earlier"), ("Alt+Up",), "days", "visit", "arrow-up", rule_before=True
        ),
        Command("later", say("Later"), ("Alt+Down",), "days", "visit", "arrow-down"),
        Command("hour-earlier", say("One hour earlier"), ("Alt+PgUp",), "days", "visit"),
        Command("hour-later", say("One hour later"), ("Alt+PgDown",), "days", "visit"),
        Command(
            "column-left",
            say("To the column at the left"),
            ("Alt+Left",),
            "days",
            "visit",
            "arrow-left",
        ),
        Command(
            "column-right",
            say("To the column at the right"),
            ("Alt+Right",),
            "days",
            "visit",
            "arrow-right",
        ),
        Command("shorter", say("5 minutes shorter"), ("Ctrl+Shift+Up",), "days", "visit"),
        Command("longer", say("5 minutes longer"), ("Ctrl+Shift+Down",), "days", "visit"),
        Command(
            "place-up",
            say("One place up"),
            ("Alt+Up",),
            "delegation",
            "visit",
            "arrow-up",
            rule_before=True,
        ),
        Command(
            "place-down", say("One place down"), ("Alt+Down",), "delegation", "visit", "arrow-down"
        ),
        Command("add-delegate", say("Add to the delegation"), ("Ins",), "delegation", "visit"),
        Command(
            "remove-delegate",
            say("Remove from the delegation"),
            ("Delete",),
            "delegation",
            "visit",
            "trash-2",
        ),
        # help
        Command("keys", say("Keys of this screen"), ("F1",), "everywhere", "help", "keyboard"),
        Command("guide", say("Guide"), (), "everywhere", "help", "book-open"),
        Command("about", say("About Briefer"), (), "everywhere", "help", "info"),
        # told only: the views take these keys themselves
        Command(
            "",
            say("move; with Shift extend"),
            ("Up", "Down"),
            "list",
        ),
        Command("", say("open it in the panel"), ("Return",), "list"),
        Command("", say("item before, after"), ("Up", "Down"), "days"),
        Command("", say("column beside, nearest time"), ("Left", "Right"), "days"),
        Command("", say("first, last of the day"), ("Home", "End"), "days"),
        Command("", say("first, last of the visit"), ("Ctrl+Home", "Ctrl+End"), "days"),
        Command("", say("choose several"), ("Shift+Up", "Shift+Down"), "days"),
        Command("", say("move the time cursor"), ("Ctrl+Up", "Ctrl+Down"), "days"),
        Command(
            "",
            say("type a time: 1045, 1045-1130, +15, ~930, ?"),
            ("0…9", "+", "−", "~", "?"),
            "days",
        ),
        Command("", say("open it in the item panel"), ("Return",), "days"),
        Command("", say("new item at the time cursor"), ("Ins",), "days"),
        Command("", say("type in the chosen cell"), ("Return", "F2"), "minutes"),
        Command(
            "", say("type its time; in the empty row: add a line"), ("0…9", "+", "?"), "minutes"
        ),
        Command("", say("go to the empty row"), ("Ins",), "minutes"),
        Command("", say("a line for the own side only"), ("Space",), "minutes"),
        Command("", say("attends"), ("Space",), "by item"),
        Command(
            "",
            say("chairs, leads, speaks, interprets, takes notes, greets"),
            (
                say("C", of="chairs"),
                say("L", of="leads"),
                say("S", of="speaks"),
                say("I", of="interprets"),
                say("N", of="takes notes"),
                say("G", of="greets"),
            ),
            "by item",
        ),
        Command("", say("asked, accepted, declined, came"), ("Shift+Space",), "by item"),
        Command("", say("not there"), ("Delete",), "by item"),
        Command("", say("open the item"), ("Return",), "by item"),
        Command("", say("open the record of the person"), ("Ctrl+Return",), "delegation"),
        Command("", say("new item at the time cursor"), ("Return",), "library"),
        Command("", say("add to the chosen item"), ("Shift+Return",), "library"),
        Command("", say("bold, italic, or plain again"), ("Ctrl+B", "Ctrl+I"), "form"),
        Command("", say("link the word to a record"), ("Ctrl+L",), "brief"),
        Command("", say("take the completion"), ("Tab",), "brief"),
        Command("", say("next point"), ("Return",), "brief"),
        Command("", say("from a point to whom it is said"), ("Tab",), "brief"),
        Command("", say("remove an empty point"), ("Backspace",), "brief"),
        Command("", say("move a point"), ("Alt+Up", "Alt+Down"), "brief"),
        Command("", say("add what is typed to the chosen item"), ("Return",), "outcomes"),
        Command("", say("type in the chosen cell"), ("Return", "F2"), "outcomes"),
        Command("", say("a follow-up from the outcome"), ("Ctrl+D",), "outcomes"),
        Command("", say("next state of the follow-up"), ("Space",), "outcomes"),
        Command("", say("copy the row in words"), ("Ctrl+C",), "list"),
        Command("", say("add to the list"), ("Ins",), "records", also=("outcomes",)),
        Command("", say("paste a list"), ("Ctrl+V",), "list"),
        Command("", say("delete the chosen row; undo brings it back"), ("Delete",), "list"),
        Command("", say("next choice of the line"), ("Space", "Return"), "import"),
        Command("", say("mend the cell of a list"), ("F2",), "import"),
        Command("", say("import"), ("Ctrl+Return",), "import"),
        Command("", say("mine, theirs, before"), ("Left", "Right"), "conflicts"),
        Command("", say("take, and on to the next"), ("Return",), "conflicts"),
        Command("", say("save all"), ("Ctrl+Return",), "conflicts"),
        Command("", say("take what is typed"), ("Return",), "form"),
        Command("", say("back to the stored value, then to the list"), ("Esc",), "form"),
        Command(
            "",
            say("give a line of objectives or messages another place"),
            ("Alt+Up", "Alt+Down"),
            "form",
        ),
        Command(
            "",
            say("give the row another place, where rows have an order"),
            ("Alt+Up", "Alt+Down"),
            "list",
        ),
        Command("", say("section in the pack or left out"), ("Space",), "pack"),
        Command("", say("move a section"), ("Alt+Up", "Alt+Down"), "pack"),
        Command("", say("page before, after"), ("PgUp", "PgDown"), "pack"),
        Command(
            "",
            say("open the chosen block, else list what is printed on the page"),
            ("Return",),
            "pack",
        ),
        Command("", say("open the record of the finding"), ("Return",), "pack"),
        Command("", say("mute the finding; tell a muted one again"), ("Delete",), "pack"),
    )


@once_a_language
def scopes() -> tuple[tuple[Scope, str], ...]:
    """The heads under which the keys are listed."""
    return (
        ("days", say("In the days")),
        ("minutes", say("Minute by minute")),
        ("programme", say("On an item")),
        ("delegation", say("In the delegation")),
        ("by item", say("Among people and items")),
        ("library", say("In the library panel")),
        ("records", say("In the library")),
        ("copies", say("Among institutions, notes and reference")),
        ("brief", say("In a brief")),
        ("outcomes", say("In the outcomes")),
        ("list", say("In lists and tables")),
        ("conflicts", say("In changes to decide on")),
        ("import", say("In an import")),
        ("form", say("In a field")),
        ("pack", say("In the pack")),
        ("visits", say("On a visit")),
        ("visit", say("In a visit")),
        ("workspace", say("In a workspace")),
        ("everywhere", say("Everywhere")),
    )


class Actions(QObject):
    """The commands of one window as actions: one per row of the table that has an id."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._scopes: frozenset[Scope] = frozenset({"everywhere"})
        self._able: Collection[str] | None = None
        self._locked = ""
        self.own_keys: Mapping[str, tuple[str, ...]] = {}
        """The user's keys, by command, where they are other than in the table."""
        for command in commands():
            if command.id:
                self._actions[command.id] = self._make(command)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def bind(self, act: Callable[[str], object]) -> None:
        """Say what carries out the commands: it is given their ids."""
        for name, action in self._actions.items():
            action.triggered.connect(partial(_call, act, name))

    def attach(self, scope: Scope, pane: QWidget) -> None:
        """Let the keys of a scope work while the keyboard is in `pane`."""
        pane.addActions(
            [self[command.id] for command in commands() if command.id and scope in command.works_in]
        )

    def set_scopes(self, scopes: frozenset[Scope], able: Collection[str] | None = None) -> None:
        """Say which scopes are on the screen now, and which commands it can carry out: the others are off."""
        self._scopes, self._able = scopes, able
        for command in commands():
            if command.id and command.id not in ("undo", "redo", *OF_FOCUS):
                locked = bool(self._locked) and command.edits
                here = not scopes.isdisjoint(command.works_in) and self.can(command)
                self[command.id].setEnabled(here and not locked)

    def can(self, command: Command) -> bool:
        """Whether something on the screen carries a command out."""
        return not command.id or self._able is None or command.id in self._able

    def lock(self, reason: str) -> None:
        """Put off all that edits, and say why where the pointer rests on it; "" lets it work again."""
        self._locked = reason
        for command in commands():
            if command.edits:
                words = (tooltip(command, self.keys(command)), reason)
                self[command.id].setToolTip("\n".join(filter(None, words)))
        self.set_scopes(self._scopes, self._able)

    def keys(self, command: Command) -> tuple[str, ...]:
        """The keys of a command: the user's, else those of the table."""
        return self.own_keys.get(command.id, command.keys) if command.id else command.keys

    def take_keys(self, own: Mapping[str, tuple[str, ...]]) -> None:
        """Let commands have the user's keys."""
        self.own_keys = own
        for command in commands():
            if command.id:
                self[command.id].setShortcuts([QKeySequence(key) for key in self.keys(command)])
                self[command.id].setToolTip(tooltip(command, self.keys(command)))
        self.lock(self._locked)

    @property
    def scopes(self) -> frozenset[Scope]:
        """The scopes that are on the screen now."""
        return self._scopes

    def _make(self, command: Command) -> QAction:
        action = QAction(command.text, self._window)
        action.setData(command.id)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        if command.scope in (
            "programme",
            "days",
            "delegation",
            "library",
            "brief",
            "list",
            "pack",
            "form",
        ):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(action)
        if command.group:
            group = self._groups.setdefault(command.group, QActionGroup(self._window))
            group.addAction(action)
        action.setCheckable(command.checkable or bool(command.group))
        action.setToolTip(tooltip(command, command.keys))
        return action


def _call(act: Callable[[str], object], name: str, _checked: bool = False) -> None:  # a slot
    act(name)


def tooltip(command: Command, keys: tuple[str, ...]) -> str:
    """The command's words with its key beside them."""
    text = plain(command.text)
    if not keys:
        return text
    key = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return say("{command} ({key})").format(command=text, key=key)


def plain(text: str) -> str:
    """A command's words without mnemonic and dots."""
    return text.replace("&", "").removesuffix("…")
