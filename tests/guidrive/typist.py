#!/usr/bin/python3
"""Types records of an exchange file into the window, by keys alone, finding its way by what a screen reader is told.

    typist.py FILE.json VISIT-KEY NOTES.txt [--short]

Runs inside guienv.sh beside `briefer open EMPTY.briefer`. It presses keys and pastes text; it never points, never sets
a value through the accessible tree and never calls an accessible action. What has the keyboard it learns from the
events that a screen reader gets; what was changed, from the announcements. What it could not do goes to NOTES.txt.
"""
import json, sys, time
import pyatspi
from gi.repository import GLib
from guidrive import Gui

GO = {"institutions": "Institutions", "people": "People", "reference": "Reference", "home": "Home"}
LETTERS = dict(zip(("recommendation", "good practice", "shortfall", "progress", "joint priority", "quotation", "assessment",
                    "technical assistance", "statement", "key message", "discussed"), "rgspjqatemd"))
MONTHS = "January February March April May June July August September October November December".split()

class DeadEnd(Exception): pass

class Typist(Gui):
    def __init__(self):
        super().__init__("briefer", 60)
        self.at, self.said, self.notes, self.source = ("", ""), [], [], None
        self.row, self.keys, self.menus, self.task = "", 0, 0, "begin"
        pyatspi.Registry.registerEventListener(self._focused, "object:state-changed:focused")
        try: pyatspi.Registry.registerEventListener(self._said, "object:announcement")
        except Exception: self.notes.append("no announcements in this AT-SPI")

    # ------------------------------------------------------------------ what a screen reader is told
    def _focused(self, event):
        try:
            if not event.detail1: return
            one = event.source
            if one.getRoleName() in ("list item", "table cell", "tree item"):  # of a box, its choice is told
                self.row, held = one.name, one.parent
                one = held and held.parent
                if one is None or one.getRoleName() != "combo box":
                    if held is None or "focused" not in self.states(held): return
                    one = held
            role = one.getRoleName()  # the name of a box is what is chosen in it
            self.at, self.source = (role, one.description if role == "combo box" else one.name), one
            if not self.at[1].strip() and role not in ("frame", "filler", "panel"):
                around = [f"{up.getRoleName()} {up.name}" for up in (one.parent, one.parent and one.parent.parent) if up]
                self.notes.append(f"{self.task}: no name: {role} in {around}")
        except Exception: pass
    def _said(self, event): self.said.append(str(event.any_data))
    def hear(self, seconds=.0, until=None):
        "let events arrive"
        context, end = GLib.MainContext.default(), time.time() + seconds
        while True:
            while context.pending(): context.iteration(False)
            if until and until(): return True
            if time.time() >= end: return False
            time.sleep(.01)
    def x(self, *what):
        self.keys += {"key": len(what) - 2, "type": len(what[-1])}.get(what[0], 0)
        super().x(*what)
    def press(self, *keys, wait=.25):
        "Tab goes on when it is told where the keyboard is now: on a slow screen one would count on, past what is wanted"
        for key in keys:
            before = self.at
            if key.endswith("Tab"): wait = max(wait, 2)
            self.x("key", "--clearmodifiers", key)
            self.hear(wait, lambda: self.at != before)
            if key.startswith("alt+"): self.out_of_menu()
    def out_of_menu(self):
        "Alt that is heard late, and alone, opens the menus: as anybody would, Escape"
        if self.at[0].startswith("menu"): self.menus += 1; self.x("key", "Escape"); self.hear(1)
    def where(self, *names, wait=20):
        "wait until the keyboard is in a control of one of these names"
        self.hear(3, lambda: self.at[1] in names); self.out_of_menu()
        if not self.hear(wait, lambda: self.at[1] in names):
            found = self.focused()
            self.at = (found.getRoleName(), found.name) if found else ("", "")
            if self.at[1] not in names: raise DeadEnd(f"wanted {names}, the keyboard is in {self.at}")
    def write(self, text):
        "over what stands there"
        if "\n" not in text: self.x("key", "--clearmodifiers", "ctrl+a")
        self.type(text) if text.isascii() and len(text) < 12 and "\n" not in text else self.paste(text)
    def clear(self):
        for key in ("ctrl+a", "Delete", "Tab"): self.press(key)
    def row_of(self, words, most=60):
        "down a list to the row that says these words"
        self.press("Home", wait=.3)
        for _ in range(most):
            found = self.focused()
            if found and words in found.name: return
            self.press("Down", wait=.1); self.hear(.1)
        raise DeadEnd(f"no row says {words}")
    def paste(self, text):
        import subprocess
        subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), check=True); time.sleep(.05)
        self.x("key", "--clearmodifiers", "ctrl+v")
    def shown(self, target, wait=20): return self.find(target, wait)

    # ------------------------------------------------------------------ verbs
    def go(self, place):
        "Ctrl+K, the command, Return"
        self.press("ctrl+k"); self.where("Search")
        self.write("> " + GO[place]); offers = self.shown("list/^Found$")
        self.hear(20, lambda: any(row.name.startswith(GO[place]) for row in offers))
        self.press("Return"); self.hear(5, lambda: self.at[1] != "Search"); self.hear(.3)
    def tab_to(self, *names, most=140):
        "Tab until the keyboard is there; the way back is longer than any screen"
        seen = []
        for _ in range(most):
            if self.at[1] in names: return
            self.press("Tab")
            seen.append(self.at[1])
        raise DeadEnd(f"Tab does not come to {names} among {seen}")
    def back_to(self, name, most=12):
        for _ in range(most):
            if self.at[1] == name: return
            self.press("shift+Tab")
        raise DeadEnd(f"Shift+Tab does not come to {name}")
    def fill(self, **values): self.fill_all({k.replace("_", " "): v for k, v in values.items()})
    def fill_all(self, values, most=140):
        "go on with Tab through a form, writing where a value is known for the control"
        seen = []
        left = {k: v for k, v in values.items() if v not in ("", None, [], ())}
        for _ in range(most):
            if not left: return
            name = self.at[1]
            if name in left: self.put(name, left.pop(name))
            self.press("Tab")
            seen.append(self.at)
        raise DeadEnd(f"no control called {sorted(left)} among {seen}")
    def put(self, name, value):
        if self.at[0] == "combo box": self.choose(value)
        elif isinstance(value, list): [self.complete(name, one) for one in value]
        elif isinstance(value, tuple): self.complete(name, value[0])
        else: self.write(value)
    def choose(self, words):
        "open the box, type how the choice begins, Down to the one of several that begin so, Return; on a slow screen again"
        words, box = WORDS.get(words, words), self.source
        for _ in range(4):
            if box.name.lower() == words.lower(): return
            self.out_of_menu()
            self.row, begins = "", words[:9].lower()
            menus = self.menus
            self.press("alt+Down")
            if self.menus > menus: continue  # the box did not open
            self.hear(3, lambda: self.row or self.at[0] == "list")  # the box is open
            self.x("type", "--delay", 5, words[:9]); self.hear(2, lambda: self.row.lower().startswith(begins))
            while self.row.lower() != words.lower() and self.row.lower().startswith(begins):
                before = self.row
                self.x("key", "Down"); self.hear(1, lambda: self.row != before)
                if self.row == before: break
            if self.row: self.press("Return" if self.row.lower() == words.lower() else "Escape")  # where none is open, Escape leaves the form
            self.hear(1.5, lambda: box.name.lower() == words.lower())
        if box.name.lower() != words.lower(): raise DeadEnd(f"{self.at[1]} is {box.name}, not {words}")
    def pick(self, name, text):
        "of a list that offers nothing new"
        self.write(text)
        offers = self.shown(f"list/^Completions for {name}$")
        rows = lambda: [row.name for row in offers]
        self.hear(20, lambda: any(row.split(" · ")[0] == text for row in rows()))
        for _ in range([row.split(" · ")[0] for row in rows()].index(text)): self.press("Down", wait=.05)
        self.press("Return"); self.hear(.4)
    def complete(self, name, text, new="New"):
        "type, wait for the list below, choose the row of exactly this name, or the one that begins with `new` and ends with it"
        self.write(SOUGHT.get(text, text))
        offers = self.shown(f"list/^Completions for {name}$")
        rows = lambda: [row.name for row in offers]
        began, again = time.time(), 6
        while not any(SOUGHT.get(text, text) in row and row.endswith("”") for row in rows()):
            if time.time() > began + 30: raise DeadEnd(f"{name} offers {rows()} for {text}")
            if time.time() > began + again: again += 8; self.write(SOUGHT.get(text, text))  # on a slow screen the clipboard may be the one before
            self.hear(.2)
        exact = [at for at, row in enumerate(rows()) if row.split(" · ")[0] == text and new == "New"]
        made = [at for at, row in enumerate(rows()) if row.startswith(new)]
        for _ in range((exact or made)[0]): self.press("Down", wait=.05)
        self.press("Return"); self.hear(.4)
    def try_(self, what, act):
        said, self.task = len(self.said), what
        try:
            act()
            if not self.hear(3, lambda: len(self.said) > said): self.notes.append(f"{what}: nothing was announced")
        except Exception as error:
            self.notes.append(f"{what}: {error}"); self.press("Escape")
            print(self.notes[-1], file=sys.stderr, flush=True)

    # ------------------------------------------------------------------ the library
    def new_reference(self, segment, first, values):
        self.go("reference"); self.focus_segment("What of the reference", segment)
        self.press("ctrl+n"); self.where(first); self.fill_all(values)
    def focus_segment(self, group, segment):
        "radio buttons: Tab to the group, arrows inside"
        names = ("Themes", "Instruments", "Places", "Sources", "Glossary")
        for _ in range(60):
            if self.at[0] == "radio button" and self.at[1] in names: break
            self.press("Tab")
        for _ in range(len(names)):
            if self.at[1] == segment: self.press("space"); return
            self.press("Right" if names.index(segment) > names.index(self.at[1]) else "Left")
        raise DeadEnd(f"no segment {segment}")
    def theme(self, r):
        self.new_reference("Themes", "Name of the theme", {"Name of the theme": r["name"],
            "Reach": "cross-cutting" if r.get("cross_cutting") else "", "Qualifier": r.get("qualifier", ""),
            "Also called, one a line": "\n".join(r.get("synonyms", ()))})
        self.word(r.get("wordings", ()))
    def instrument(self, r):
        self.new_reference("Instruments", "Title of the instrument", {"Title of the instrument": r.get("title", " "),
            "Kind": r.get("kind", ""), "Number": r.get("number", ""), "Year or date": r.get("year", ""), "Issued by": r.get("issuer", ""),
            "Country": r.get("country", ""), "How often it is renewed": r.get("periodicity", ""), "What it is about": r.get("subject", "")})
        self.word(r.get("wordings", ()))
    def place(self, r):
        self.new_reference("Places", "Name of the place", {"Name of the place": r["name"], "Room": r.get("room", ""), "Address": r.get("address", ""),
            "City": r.get("city", ""), "Country": r.get("country", ""), "Time zone": r.get("zone", ""), "Degrees north": str(r.get("latitude", "")),
            "Degrees east": str(r.get("longitude", "")), "Open": r.get("opening_hours", ""), "How to get in": r.get("access", "")})
        self.word(r.get("wordings", ()))
    def source_(self, r):
        self.new_reference("Sources", "Title of the source", {"Title of the source": r["title"], "Publisher": r.get("publisher", ""),
            "Published on": spoken(r.get("published_on", "")), "Read on": r.get("captured_at", ""),
            "Time stamp as printed": r.get("captured_stamp", ""), "Tags, one a line": "\n".join(r.get("tags", ()))})
    def person(self, r, posts, names):
        self.go("people"); self.press("ctrl+n"); self.where("Family name", "Given name", "Title")
        while self.at[1] != "Title": self.press("shift+Tab")
        self.fill_all({"Title": r.get("honorific", ""), "Given name": r.get("given_name", ""), "Family name": r.get("family_name", ""), "Printed form, if another": r.get("printed_name", ""),
            "Sorted under": r.get("sort_key", ""), "Address in writing": r.get("address_written", ""), "In speech": r.get("address_spoken", ""),
            "In their own script": r.get("native_name", ""), "Its language": r.get("native_language", ""), "How to say it": r.get("pronounced", ""),
            "Languages": ", ".join(r.get("languages", ()))})
        for post in posts:
            self.tab_to("Add post"); self.press("space"); self.where("Title as supplied")
            self.fill_all({"Title as supplied": post["title"], "Institution of the post": (names[post["institution"]],) if post.get("institution") else "",
                "The post begins": spoken(post.get("start", "")), "The post ends": spoken(post.get("end", "")),
                "Rank of the post": str(post.get("rank", "")), "Supplied on": spoken(post.get("supplied_on", "")),
                "Source of the post": (names[post["source"]],) if post.get("source") else ""})
        self.cite(r.get("citations", ()), names); self.word(r.get("wordings", ()), "The person" if posts else "")
        for post in posts: self.word(post.get("wordings", ()), post["title"])
    def vacant_posts(self, posts, names):
        "those that nobody holds stand with their institution"
        for post in posts:
            self.tab_to("Add post"); self.press("space"); self.where("Title of the post")
            self.fill_all({"Title of the post": post["title"], "Rank of the post": str(post.get("rank", "")), "The post begins": spoken(post.get("start", "")),
                "The post ends": spoken(post.get("end", "")), "Supplied on": spoken(post.get("supplied_on", "")),
                "Source of the post": (names[post["source"]],) if post.get("source") else ""})
    def marked(self, r, names):
        "an instrument, once there is a visit whose scheme it is marked by"
        self.go("reference"); self.focus_segment("What of the reference", "Instruments"); self.hear(.5)
        self.press("ctrl+f"); self.where("Search"); self.write(names[r["key"]]); self.hear(2)
        self.tab_to("Title of the instrument"); self.marks(r, "record")
    def cite(self, records, names):
        for one in records:
            self.tab_to("Add source"); self.press("space"); self.where("Source")
            self.fill_all({"Source": (names[one["source"]],), "What of the record": one.get("field", ""),
                "As printed there": one.get("as_printed", ""), "Preferred form": one.get("preferred", ""), "Remark on the source": one.get("remark", "")})
    def term(self, r):
        self.new_reference("Glossary", "Term or acronym", {"Term or acronym": r["acronym"], "Language": r.get("language", ""),
            "What it stands for": r.get("expansion", "")})
        self.word(r.get("wordings", ()))
    def institution(self, r, names, posts=()):
        self.go("institutions"); self.press("ctrl+n"); self.where("Name")
        self.fill_all({"Name": r["name"], "Acronym": r.get("acronym", ""), "Name in its own language": r.get("native_name", ""),
            "Its language": r.get("native_language", ""), "Kind": r.get("kind", ""), "City": r.get("city", ""),
            "Country": r.get("country", ""), "Mandate": r.get("mandate", ""), "In short, for the head of the profile": r.get("in_short", ""),
            "Part of": (names[r["parent"]],) if r.get("parent") else "", "Kind as printed": r.get("kind_words", ""),
            "Also written": "\n".join(" | ".join((o["text"], o.get("language", ""), o.get("remark", ""))) for o in r.get("spellings", ())),
            "Member of": "\n".join(" | ".join((o["network"], o.get("owner", ""))) for o in r.get("memberships", ()))})
        self.vacant_posts(posts, names); self.cite(r.get("citations", ()), names); self.word(r.get("wordings", ()))

    # ------------------------------------------------------------------ the visit
    def visit(self, r):
        stop = r["stops"][0]
        self.go("home"); self.press("ctrl+n"); self.where("Title")
        self.fill_all({"Title": r["title"], "Dates": dates(r.get("start", ""), r.get("end", "")), "First stop": stop.get("city", ""),
            "Its time zone": stop["zone"], "We are": r.get("our_side", "")})
        self.press("Return"); self.shown("page tab/^Overview"); self.hear(.5)
    def overview(self, r):
        self.press("ctrl+1"); self.where("Title", "Short title")
        self.fill_all({"Short title": r.get("short_title", ""), "State": r.get("status", ""), "Purpose": r.get("purpose", ""),
            "Framework": r.get("framework", ""), "Objectives": "\n".join(" | ".join(filter(None, (o["text"], o.get("scope", ""))))
            for o in r.get("objectives", ())), "Kinds of visit": "\n".join(r.get("types", ())), "How far it reaches": r.get("scope", ""),
            "Note on the cover": r.get("cover_note", ""), "Notes for this office only": r.get("staff_notes", ""),
            "Prepared for": r.get("prepared_for", ""), "Key messages, one a line": "\n".join(r.get("key_messages", ())),
            "Languages of the visit": ", ".join(r.get("languages", ())), "Time zone at home": r.get("home_zone", ""),
            "Scheme of markings": SCHEMES.get(r.get("marking_scheme", ""), "")})
        self.marks(r, "visit")
    def marks(self, r, of):
        "what the scheme has comes when the visit has it"
        self.hear(.5)
        self.fill_all({f"Marking of the {of}": r.get("marking", ""), f"Distribution of the {of}": WHOM.get(r.get("distribution", ""), "")})
    def phase(self, r):
        self.press("ctrl+1"); self.tab_to("Add phase"); self.press("space"); self.where("Title of the phase")
        self.fill_all({"Title of the phase": r.get("title", ""), "How the phase is held": HELD.get(r.get("form", ""), ""),
            "First day of the phase": spoken(r.get("start", "")), "Last day of the phase": spoken(r.get("end", ""))})
    def strand(self, r):
        self.press("ctrl+1"); self.tab_to("Add strand"); self.press("space"); self.where("Title of the strand")
        self.fill_all({"Title of the strand": r["title"]})
    def day(self, r, names):
        self.press("ctrl+1"); self.tab_to("Add day"); self.press("space"); self.where("Which day")
        self.fill_all({"Which day": spoken(r["day"]), "Stop of the day": names.get(r.get("stop", ""), ""), "On duty that day": r.get("on_duty", ""),
            "Duty line": r.get("duty_phone", ""), "Dress of the day": r.get("dress", ""), "Cars of the day": r.get("cars", "")})
    def vehicle(self, r, names):
        self.press("ctrl+1"); self.tab_to("Add vehicle"); self.press("space"); self.where("Name of the vehicle")
        self.fill_all({"Name of the vehicle": r.get("call_sign", ""), "Kind of vehicle": r.get("kind", ""), "Number plate": r.get("plate", ""),
            "Seats": str(r.get("seats", "")), "Driver": r.get("driver", ""), "Contact of the driver": r.get("contact", ""),
            "Strand of the vehicle": names.get(f"strand {r.get('strand')}", "")})
    def number(self, r):
        self.press("ctrl+1"); self.tab_to("Add number"); self.press("space"); self.where("Kind of contact")
        self.fill_all({"Kind of contact": r.get("kind", ""), "Number or address": r.get("value", ""), "Whose contact it is": r.get("label", ""),
            "Who may see it": SEEN.get(r.get("seen_by", ""), "")})
    def word(self, records, whose=""):
        "the same in other languages: of a record, or of one of those that the list is for"
        for one in records:
            self.tab_to("Add wording"); self.press("space"); self.where("Whose words", "Which words"); self.hear(.3)
            if whose: self.fill_all({"Whose words": whose}); self.hear(.3)
            self.fill_all({"Which words": FIELDS.get(one["field"], one["field"])})
            self.fill_all({"Into which language": one["language"], "State of the wording": one.get("state", ""), "In that language": one["text"]})
    def stop(self, r, new, names):
        "the first one came with the visit"
        if new: self.tab_to("Add stop"); self.press("space")
        else: self.tab_to("Where and when"); self.press("Home", "Return")
        self.where("City of the stop")
        self.fill_all({"City of the stop": r.get("city", ""), "Country of the stop": r.get("country", ""), "Time zone of the stop": r["zone"],
            "First day of the stop": spoken(r.get("start", "")), "Last day of the stop": spoken(r.get("end", "")),
            "Hotel": (names[r["hotel"]],) if r.get("hotel") else "", "In its place": r.get("hotel_note", ""),
            "Phase of the stop": names.get(f"phase {r.get('phase')}", "")})
    def party(self, r, names):
        self.tab_to("Add party"); self.press("space"); self.where("Institution")
        self.fill_all({"Institution": (names[r["institution"]],) if r.get("institution") else "", "Role of the party": r.get("role", ""),
            "State": r.get("state", ""), "Party as printed": r.get("words", "")})
    def ties(self, r, names):
        self.fill_all({"Add a theme": [names[k] for k in r.get("themes", ())], "Add an instrument": [names[k] for k in r.get("instruments", ())]})
        self.cite(r.get("citations", ()), names)
    def item(self, r, names):
        self.press("ctrl+3"); self.hear(.3); self.press("ctrl+n"); self.where("Title")
        self.fill_all({"Title": r["title"], "Kind": r.get("kind", "")})
        if r.get("day"): self.fill_all({"Day": spoken(r["day"])})
        else: self.tab_to("Day"); self.clear()  # a new one stands at the chosen day and time
        self.fill_all({"Stop": names.get(r.get("stop", ""), "") or "none", "Start": r.get("start", "") or "?"})
        if r.get("end"): self.fill_all({"End": r["end"]})
        if r.get("status") == "confirmed":
            self.tab_to("Confirmed", "Tentative", "Cancelled")
            if self.at[1] == "Tentative": self.press("Left"); self.hear(.3)
        if r.get("day") and not r.get("end"): self.open_end()
        self.fill_all({"Institution": [names[k] for k in r.get("institutions", ())]})
        if r.get("place"): self.tab_to("Place"); self.pick("Place", names[r["place"]])
        elif r.get("place_words"): self.tab_to("Place"); self.write(r["place_words"]); self.hear(1); self.press("Escape", "Tab")
        for one in r.get("legs", ()): self.leg(one, names)
        for one in r.get("participants", ()): self.participant(one, names)
        self.fill_all({"Interpreter": r.get("interpreter", ""), "Language": r.get("language", ""), "Greeted by": r.get("greeter", ""),
            "Dress": r.get("dress", ""), "Transport": r.get("transport", ""), "Press": r.get("press", ""), "Gifts": r.get("gifts", ""),
            "Notes for this office only": r.get("staff_notes", ""), "How it is interpreted": r.get("interpreting", ""),
            "Contact": r.get("contact", ""), "Menu": r.get("menu", ""), "Note, printed under the place": r.get("note", ""), "Subject": r.get("subject", ""), "Note on the state": r.get("status_note", ""),
            "Add a theme": [names[k] for k in r.get("themes", ())], "Add an instrument": [names[k] for k in r.get("instruments", ())]})
        self.fill_all({"Strand": names.get(f"strand {r.get('strand')}", ""), "How it is held": HELD.get(r.get("form", ""), ""), "Link": r.get("link", ""),
            "Time in words": r.get("time_words", ""), "Zone at the end": r.get("end_zone", "")})
        self.marks(r, "item"); self.word(r.get("wordings", ()), "The item itself" if self.many(r) else "")
        if r.get("steps"): self.steps(r["steps"])
    def many(self, r):
        "whether the list of wordings is for several records"
        return any(one.get("group") or one.get("title") for one in r.get("participants", ())) or any(one.get("remark") for one in r.get("legs", ()))
    def open_end(self):
        "the length that a new item has is not that of this one"
        self.back_to("End"); self.write("?"); self.press("Tab")
    def leg(self, r, names):
        self.tab_to("Add leg"); self.press("space"); self.where("How one travels")
        self.fill_all({"How one travels": r.get("mode", ""), "Carrier": r.get("carrier", ""), "Number of the flight or train": r.get("number", ""),
            "From where": (names[r["origin"]],) if r.get("origin") else "", "Where to": (names[r["destination"]],) if r.get("destination") else "",
            "Leaves at": r.get("start", ""), "Arrives at": r.get("end", ""), "Who rides": r.get("riders", ""), "Remark on the leg": r.get("remark", "")})
    def steps(self, records):
        "minute by minute: a time and words in the empty row, then who and where"
        self.press("ctrl+3"); self.press("alt+m"); self.hear(5, lambda: self.at[1].endswith("minute by minute"))
        for _ in range(140):
            if self.at[1].endswith("minute by minute"): break
            self.press("Tab")
        else: raise DeadEnd("Tab does not come to the minutes")
        for one in records:
            self.press("Insert", wait=.5); self.hear(5, lambda: self.at[1].startswith("Time, row")); self.write(one.get("time") or f"{one.get('minutes', 0):+d}"); self.press("Return"); self.hear(5, lambda: self.at[1].startswith("What happens, row"))
            self.write(one["words"]); self.press("Return"); self.hear(.3)
            for column, field in ((1, "who"), (2, "where")):
                if one.get(field):
                    for _ in range(column): self.press("Right", wait=.1)
                    self.press("F2", wait=.5); self.write(one[field]); self.press("Return"); self.hear(.3)
                    for _ in range(column): self.press("Left", wait=.1)
            if one.get("internal"): self.press("space"); self.hear(.3)
        self.press("alt+d"); self.hear(.3)
    def participant(self, r, names):
        side = "guest" if r.get("side") == "guest" else "host"
        self.tab_to(f"Add a {side}")
        if r.get("group"): self.complete(f"Add a {side}", r["group"], "As a group")
        elif r.get("title"): self.complete(f"Add a {side}", r["title"], "As a post")
        elif r.get("post") and not (r.get("delegate") or r.get("person") or r.get("institution")): self.vacant(side, r, names); return
        else: self.complete(f"Add a {side}", names[r.get("delegate") or r.get("person") or r.get("institution")])
        if r.get("group_count") or r.get("represented_by") or r.get("role") or r.get("post") or r.get("state") or (r.get("institution") and (r.get("group") or r.get("title"))):
            who = "Guests" if side == "guest" else "Hosts"
            self.back_to(who); self.press("End")
            self.fill_all({f"Role of the {side}": ROLES.get(r.get("role", ""), ""), f"State of the {side}": r.get("state", ""),
                f"Of the {side}: post": (names[r["post"]],) if r.get("post") and (r.get("person") or r.get("institution")) else "",
                f"Of the {side}: number of people": str(r.get("group_count", "")), f"Of the {side}: representative": r.get("represented_by", ""),
                f"Of the {side}: institution": (names[r["institution"]],) if r.get("institution") and not r.get("person") else ""})
    def vacant(self, side, r, names):
        "a post that nobody holds"
        self.complete(f"Add a {side}", names[r["post"]])
        self.back_to("Guests" if side == "guest" else "Hosts"); self.press("End")
        self.fill_all({f"Role of the {side}": ROLES.get(r.get("role", ""), "")})
    def delegate(self, r, names):
        self.press("ctrl+2"); self.where("Guests", "Add the first guest")
        self.press("space" if self.at[0] == "push button" else "Insert"); self.where("Who is added")
        if r.get("person"): self.complete("Who is added", names[r["person"]])
        else:
            for _ in range(9):
                if self.at[0] == "radio button": break
                self.press("shift+Tab")
            for _ in range(2 if r.get("group") else 1): self.press("Right")
            self.press("Tab"); self.where("Who is added")
            if r.get("group"): self.complete("Who is added", r["group"], "As a group")
            else: self.complete("Who is added", names[r["institution"]])
        self.press("Escape"); self.hear(.3)
        self.fill_all({"Function": FUNCTIONS.get(r.get("function", ""), ""), "Title as supplied": r.get("title", ""),
            "Reason for the place": r.get("override_reason", ""), "Where they belong": r.get("affiliation", ""), "Room": r.get("room", ""), "Party of the delegate": names["party " + r["party"]] if r.get("party") else "",
            "Institution of the delegate": (names[r["institution"]],) if r.get("institution") else "",
            "Post of the delegate": (names[r["post"]],) if r.get("post") else "", "Strand of the delegate": names.get(f"strand {r.get('strand')}", ""),
            "Arrival": r.get("arrival", ""), "Departure": r.get("departure", ""), "Name promised by": spoken(r.get("named_by", "")),
            "Number": str(r.get("group_count", "")), "Stops of the delegate": "\n".join(names[k] for k in r.get("stops", ())),
            "Phases of the delegate": "\n".join(names[f"phase {k}"] for k in r.get("phases", ()))})
        self.marks(r, "delegate"); self.word(r.get("wordings", ()))
    def brief(self, title, r, names):
        "the points of the item of this title"
        self.press("ctrl+k"); self.where("Search"); self.write(title); offers = self.shown("list/^Found$")
        its = lambda name: name.startswith(f"{title}, ") and name.endswith(", Item")  # between them stands when it is
        self.hear(20, lambda: any(its(row.name) for row in offers)); self.hear(.5)
        rows = [row.name for row in offers if not row.name.startswith("This visit")]
        for _ in range([its(name) for name in rows].index(True)): self.press("Down", wait=.1)
        self.press("Return"); self.hear(5, lambda: self.at[1] != "Search"); self.hear(.8)
        self.press("ctrl+Return"); self.where("Objective")
        self.back_to("Owner")
        self.fill_all({"Owner": r.get("owner", ""), "Due": spoken(r.get("due", "")), "Dated": spoken(r.get("date", "")), 
            "Marking": r.get("marking", ""), "Distribution": WHOM.get(r.get("distribution", ""), ""), "Objective": r.get("objective", "")})
        for kind, called in (("to make", "To make"), ("if raised", "If raised"), ("agenda", "Agenda"), ("contribution", "Contributions")):
            some = [one for one in r.get("points", ()) if one.get("kind", "to make") == kind]
            if not some: continue
            for _ in range(40):
                if self.at[0] == "radio button" and self.at[1].split(" ")[0] in ("To", "If", "Agenda", "Contributions"): break
                self.press("Tab")
            for _ in range(3): self.press("Left", wait=.1)
            self.hear(.8)
            for _ in range(4):
                if self.at[1].startswith(called): break
                self.press("Right", wait=2)
            self.press("Tab")
            for one in some:
                self.where("Points"); self.press("Insert", wait=.5); self.paste(one["text"]); self.hear(.2)
                who = one.get("speaker" if kind in ("agenda", "contribution") else "addressee")
                if who: self.press("Tab", wait=.5); self.paste(who); self.hear(.2)
                self.press("Return", wait=.5); self.press("Escape", wait=.3); self.hear(.3)
                about = {"Which way": WAYS.get(one.get("direction", ""), ""), "Add a theme": [names[k] for k in one.get("themes", ())],
                    "On the card, where it is shorter": one.get("card_text", ""), "Add an institution": [names[k] for k in one.get("institutions", ())],
                    "Add an instrument": [names[k] for k in one.get("instruments", ())]}
                if not any(about.values()): continue
                self.press("Up", wait=.3); self.press("Tab"); self.fill_all(about)
                self.back_to("Points")
        self.fill_all({"Background that may be used, in Markdown": r.get("background_open", "")})
        if r.get("background_closed"):
            for _ in range(140):
                if self.at[1].startswith("Must not be disclosed"): break
                self.press("Tab")
            else: raise DeadEnd("Tab does not come to the head of the closed half")
            self.press("alt+Return"); self.where("Background that must not be disclosed, in Markdown")
            self.write(r["background_closed"]); self.hear(.5); self.press("Escape")
        self.fill_all({"State": STATES.get(r.get("status", ""), "")})  # a text that is typed is in work
        self.press("ctrl+s"); self.hear(.5)
    def cells(self, table, texts):
        "of the chosen row of a table: column and what is typed there"
        self.back_to(table); self.press("Home")
        at = 0
        for column, text in sorted(texts.items()):
            for _ in range(column - at): self.press("Right", wait=.1)
            at = column
            self.press("F2", wait=.5); self.write(text); self.press("Return"); self.hear(.3)
    def follow_up(self, r, names, items):
        self.press("ctrl+5"); self.where("New outcome"); self.tab_to("Add follow-up"); self.press("space"); self.hear(.5)
        self.write(r["action"]); self.press("Return"); self.hear(.3)
        self.cells("Follow-ups", {at: r[k] for at, k in ((0, "owner"), (2, "with_whom")) if r.get(k)})
        self.fill_all({"Item of the follow-up": items.get(r.get("item"), ""), "Where it is done": r.get("place", ""),
            "Add an institution": [names[k] for k in r.get("institutions", ())]})
    def outcome(self, r, place, names):
        self.press("ctrl+5"); self.where("New outcome"); self.back_to("Items with outcomes")
        self.press("End" if place is None else "Home"); self.hear(.2)
        for _ in range(place or 0): self.press("Down", wait=.1)
        self.tab_to("New outcome"); self.write(f"{LETTERS[r.get('kind', 'assessment')]} {r['text']}"); self.press("Return"); self.hear(.3)
        cells = {2: "; ".join(r.get("speakers", ())), 3: r.get("addressee", "")}
        if any(cells.values()): self.cells("Outcomes", {at: text for at, text in cells.items() if text})
        self.fill_all({"Heading": r.get("heading", ""), "Help is": r.get("direction", ""), "Language": r.get("language", ""),
            "Add a person": [names[k] for k in r.get("people", ())], "Add an institution": [names[k] for k in r.get("institutions", ())],
            "Add a theme": [names[k] for k in r.get("themes", ())], "Add an instrument": [names[k] for k in r.get("instruments", ())]})

    def look_round(self):
        "controls that a screen reader would tell without a name, on each screen; an empty cell has none"
        def nameless(where):
            self.hear(.5); self.notes.extend(f"{where}: no name: {one}" for one in self.unnamed() if "[table cell]" not in one)
        for tab in range(1, 7): self.press(f"ctrl+{tab}"); nameless(f"tab {tab}")
        for place in GO: self.go(place); nameless(place)

SCHEMES = {"office": "Four national levels", "eu": "European Union", "plain": "Two levels"}
WHOM = {"visitors": "Released to the visitors", "ministry": "Own ministry only", "office": "This office only"}
HELD = {"virtual": "online", "mixed": "mixed", "on site": "on site"}
STATES = {"asked": "asked for", "in draft": "in work", "final": "final"}
SEEN = {"all": "everybody", "office": "this office only"}
FIELDS = {"cover_note": "note on the cover", "printed_name": "printed name", "time_words": "time in words"}
SOUGHT = {}
"What is typed to find what is called so: of an instrument its number, of a person no title."
WORDS = {"academia": "university or institute", "host": "host"}
FUNCTIONS = {"head": "Head", "deputy": "Deputy head", "member": "", "adviser": "Adviser", "interpreter": "Interpreter", "security": "Security", "press": "Press", "support": "Support"}
WAYS = {"host to visitor": "from the host to the visitor", "visitor to host": "from the visitor to the host", "both": "both ways"}
ROLES = {"chair": "chairs", "lead": "leads", "speaker": "speaks", "greeter": "greets", "interpreter": "interprets", "note taker": "takes notes"}
def frame(visit):
    "what of the overview has words in other languages, and what it is called there"
    day = lambda one: time.strftime("%A", time.strptime(one["day"], "%Y-%m-%d")) + " " + " ".join(spoken(one["day"]).split()[:2])
    place = lambda one: ", ".join(filter(None, (one.get("city") or "Online", one.get("country"))))
    some = [("The whole visit", visit), *((one["title"], one) for one in visit.get("phases", ())), *((place(one), one) for one in visit["stops"]),
        *((one["title"], one) for one in visit.get("strands", ())), *((day(one), one) for one in visit.get("day_notes", ()))]
    return [(whose, one) for whose, one in some if one.get("wordings")]
def spoken(day):
    if not day: return ""
    part, _, rest = day.rpartition(" ")
    bits = rest.split("-")
    words = [str(int(bits[2]))] if len(bits) > 2 else []
    words += [MONTHS[int(bits[1]) - 1]] if len(bits) > 1 else []
    return " ".join(filter(None, (part, *words, bits[0])))
def dates(start, end): return spoken(start) if not end else f"{spoken(start)} – {spoken(end)}"

def main():
    file, key, notes = sys.argv[1:4]
    short = "--short" in sys.argv
    value = json.load(open(file))
    visit = next(one for one in value["visits"] if one["key"] == key)
    names = {}
    for plural in ("sources", "themes", "instruments", "places", "institutions"):
        for one in value.get(plural, ()): names[one["key"]] = one.get("name") or one.get("title") or f"{one['kind']} {one['number']} ({one['year']})"
    for one in value.get("people", ()): names[one["key"]] = " ".join(filter(None, (one.get("honorific"), one.get("given_name"), one.get("family_name"))))
    for one in value.get("posts", ()): names[one["key"]] = one["title"]
    for one in visit["stops"]: names[one["key"]] = one.get("city", "") or "Online"
    for kind in ("phase", "strand"):
        for one in visit.get(f"{kind}s", ()): names[f"{kind} {one['key']}"] = one["title"]
    for one in visit["parties"]: names["party " + one["key"]] = names.get(one.get("institution"), "") or one.get("state") or one.get("words", "")
    for one in visit.get("delegates", ()): names[one["key"]] = names.get(one.get("person"), one.get("group", ""))
    for one in value.get("instruments", ()): SOUGHT[names[one["key"]]] = one.get("title") or one["number"]
    for one in value.get("people", ()): SOUGHT[names[one["key"]]] = " ".join(filter(None, (one.get("given_name"), one.get("family_name"))))
    t = Typist()
    t.shown("push button/^New visit", 60); t.hear(1)
    cut = slice(0, 1) if short else slice(None)
    parts = lambda plural: [] if short and plural in ("sources", "people") else value.get(plural, ())[cut]
    for record in parts("sources"): t.try_(f"source {record['key']}", lambda: t.source_(record))
    for verb, plural in (("theme", "themes"), ("instrument", "instruments"), ("place", "places"), ("term", "glossary")):
        for record in parts(plural): t.try_(f"{verb} {record['key']}", lambda: getattr(t, verb)(record))
    for record in parts("institutions"): t.try_(f"institution {record['key']}", lambda: t.institution(dict(record, citations=()) if short else record, names,
        [one for one in value.get("posts", ()) if one.get("institution") == record["key"] and not (short or one.get("person"))]))
    for record in parts("people"):
        posts = [one for one in value.get("posts", ()) if one.get("person") == record["key"]]
        t.try_(f"person {record['key']}", lambda: t.person(record, posts, names))
    t.try_("visit", lambda: t.visit(visit))
    t.try_("overview", lambda: t.overview(visit))
    if not short: t.try_("ties", lambda: t.ties(visit, names))
    if not short:
        for one in visit.get("phases", ()): t.try_(f"phase {one['key']}", lambda: t.phase(one))
        for at, one in enumerate(visit["stops"]): t.try_(f"stop {one['key']}", lambda: t.stop(one, at, names))
        for one in visit.get("strands", ()): t.try_(f"strand {one['key']}", lambda: t.strand(one))
    for party in visit["parties"][cut]: t.try_(f"party {party['key']}", lambda: t.party(party, names))
    if not short:
        for one in visit.get("day_notes", ()): t.try_(f"day {one['day']}", lambda: t.day(one, names))
        for one in visit.get("vehicles", ()): t.try_(f"vehicle {one['key']}", lambda: t.vehicle(one, names))
        for one in visit.get("contacts", ()): t.try_(f"number {one['value']}", lambda: t.number(one))
        for whose, one in frame(visit): t.try_(f"words of {whose}", lambda: (t.press("ctrl+1"), t.word(one["wordings"], whose)))
    if not short:
        for one in visit.get("delegates", ()): t.try_(f"delegate {one['key']}", lambda: t.delegate(one, names))
    for item in visit["items"][cut]:
        known = dict(item, participants=(), institutions=(), themes=()) if short else item
        t.try_(f"item {item['key']}", lambda: t.item(known, names))
    if not short:
        for item in visit["items"]:
            for brief in item.get("briefs", ()): t.try_(f"brief {item['key']}", lambda: t.brief(item["title"], brief, names))
        noted = [one["key"] for one in visit["items"] if one.get("kind") != "travel"]
        for at, one in enumerate(visit.get("outcomes", ())):
            t.try_(f"outcome {at}", lambda: t.outcome(one, noted.index(one["item"]) if one.get("item") else None, names))
        items = {one["key"]: one["title"] for one in visit["items"]}
        for at, one in enumerate(visit.get("follow_ups", ())): t.try_(f"follow-up {at}", lambda: t.follow_up(one, names, items))
    t.press("ctrl+s"); t.hear(.5)
    if not short:
        t.look_round()
        for record in value.get("instruments", ()):
            if record.get("marking"): t.try_(f"marking of {record['key']}", lambda: t.marked(record, names))
    t.press("ctrl+s"); t.hear(.5)
    open(notes, "w").write("\n".join(t.notes + ["announced:"] + t.said + [f"keys: {t.keys}", f"menus that Alt opened: {t.menus}"]) + "\n")
    t.press("ctrl+q")

if __name__ == "__main__": main()
