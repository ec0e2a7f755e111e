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
        pyatspi.Registry.registerEventListener(self._focused, "object:state-changed:focused")
        try: pyatspi.Registry.registerEventListener(self._said, "object:announcement")
        except Exception: self.notes.append("no announcements in this AT-SPI")

    # ------------------------------------------------------------------ what a screen reader is told
    def _focused(self, event):
        try:
            if not event.detail1: return
            one = event.source
            if one.getRoleName() in ("list item", "table cell", "tree item"):  # of a box, its choice is told
                one = one.parent and one.parent.parent
                if one is None or one.getRoleName() != "combo box": return
            role = one.getRoleName()  # the name of a box is what is chosen in it
            self.at, self.source = (role, one.description if role == "combo box" else one.name), one
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
    def press(self, *keys, wait=.25):
        for key in keys:
            before = self.at
            self.x("key", "--clearmodifiers", key)
            self.hear(wait, lambda: self.at != before)
    def where(self, *names, wait=20):
        "wait until the keyboard is in a control of one of these names"
        if not self.hear(wait, lambda: self.at[1] in names):
            found = self.focused()
            self.at = (found.getRoleName(), found.name) if found else ("", "")
            if self.at[1] not in names: raise DeadEnd(f"wanted {names}, the keyboard is in {self.at}")
    def write(self, text):
        "over what stands there"
        if "\n" not in text: self.x("key", "--clearmodifiers", "ctrl+a")
        self.type(text) if text.isascii() and len(text) < 12 else self.paste(text)
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
        subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), check=True)
        self.x("key", "--clearmodifiers", "ctrl+v")
    def shown(self, target, wait=20): return self.find(target, wait)

    # ------------------------------------------------------------------ verbs
    def go(self, place):
        "Ctrl+K, the command, Return"
        self.press("ctrl+k"); self.where("Search")
        self.write("> " + GO[place]); self.shown("list item/^" + GO[place]); self.press("Return"); self.hear(.3)
    def tab_to(self, *names, most=90):
        "Tab until the keyboard is there; the way back is longer than any screen"
        seen = []
        for _ in range(most):
            if self.at[1] in names: return
            self.press("Tab")
            seen.append(self.at[1])
        raise DeadEnd(f"Tab does not come to {names} among {seen}")
    def fill(self, **values): self.fill_all({k.replace("_", " "): v for k, v in values.items()})
    def fill_all(self, values, most=90):
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
        "open the box, type how the choice begins, Return; a slow screen takes the letters apart, so look and do it again"
        words, box = WORDS.get(words, words), self.source
        for _ in range(4):
            if box.name.lower() == words.lower(): return
            self.press("alt+Down"); self.hear(.2); self.x("type", "--delay", 5, words[:9]); self.hear(.2); self.press("Return"); self.hear(.3)
        if box.name.lower() != words.lower(): raise DeadEnd(f"{self.at[1]} is {box.name}, not {words}")
    def complete(self, name, text, new="New"):
        "type, wait for the list below, choose the row of exactly this name, or the one that begins with `new` and ends with it"
        self.write(SOUGHT.get(text, text))
        offers = self.shown(f"list/^Completions for {name}$")
        rows = lambda: [row.name for row in offers]
        end = time.time() + 20
        while not any(SOUGHT.get(text, text) in row and row.endswith("”") for row in rows()):
            if time.time() > end: raise DeadEnd(f"{name} offers {rows()} for {text}")
            self.hear(.2)
        exact = [at for at, row in enumerate(rows()) if row.split(" · ")[0] == text and new == "New"]
        made = [at for at, row in enumerate(rows()) if row.startswith(new)]
        for _ in range((exact or made)[0]): self.press("Down", wait=.05)
        self.press("Return"); self.hear(.4)
    def try_(self, what, act):
        try: act()
        except Exception as error:
            self.notes.append(f"{what}: {error}"); self.press("Escape")
            print(self.notes[-1], file=sys.stderr, flush=True)

    # ------------------------------------------------------------------ the library
    def new_reference(self, segment, first, values):
        self.go("reference"); self.focus_segment("What of the reference", segment)
        self.press("ctrl+n"); self.where(first); self.fill_all(values)
    def focus_segment(self, group, segment):
        "radio buttons: Tab to the group, arrows inside"
        names = ("Themes", "Instruments", "Sources", "Glossary")
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
    def instrument(self, r):
        self.new_reference("Instruments", "Title of the instrument", {"Title of the instrument": r.get("title", " "),
            "Kind": r.get("kind", ""), "Number": r.get("number", ""), "Year or date": r.get("year", ""), "Issued by": r.get("issuer", ""),
            "Country": r.get("country", ""), "How often it is renewed": r.get("periodicity", ""), "What it is about": r.get("subject", "")})
    def source_(self, r):
        self.new_reference("Sources", "Title of the source", {"Title of the source": r["title"], "Publisher": r.get("publisher", ""),
            "Published on": spoken(r.get("published_on", "")), "Read on": r.get("captured_at", ""),
            "Time stamp as printed": r.get("captured_stamp", ""), "Tags, one a line": "\n".join(r.get("tags", ()))})
    def person(self, r, posts, names):
        self.go("people"); self.press("ctrl+n"); self.where("Family name", "Given name", "Title")
        while self.at[1] != "Title": self.press("shift+Tab")
        self.fill_all({"Title": r.get("honorific", ""), "Given name": r.get("given_name", ""), "Family name": r.get("family_name", ""),
            "Sorted under": r.get("sort_key", "")})
        for post in posts:
            self.tab_to("Add post"); self.press("space"); self.where("Title as supplied")
            self.fill_all({"Title as supplied": post["title"], "Institution of the post": (names[post["institution"]],),
                "Supplied on": spoken(post.get("supplied_on", ""))})
    def cite(self, records, names):
        for one in records:
            self.tab_to("Add source"); self.press("space"); self.where("Source")
            self.fill_all({"Source": (names[one["source"]],), "What of the record": one.get("field", ""),
                "As printed there": one.get("as_printed", ""), "Preferred form": one.get("preferred", ""), "Remark on the source": one.get("remark", "")})
    def term(self, r):
        self.new_reference("Glossary", "Term or acronym", {"Term or acronym": r["acronym"], "Language": r.get("language", ""),
            "What it stands for": r.get("expansion", "")})
    def institution(self, r, names):
        self.go("institutions"); self.press("ctrl+n"); self.where("Name")
        self.fill_all({"Name": r["name"], "Acronym": r.get("acronym", ""), "Kind": r.get("kind", ""), "City": r.get("city", ""),
            "Country": r.get("country", ""), "Mandate": r.get("mandate", ""), "In short, for the head of the profile": r.get("in_short", ""),
            "Part of": (names[r["parent"]],) if r.get("parent") else "", "Kind as printed": r.get("kind_words", ""),
            "Also written": "\n".join(" | ".join((o["text"], o.get("language", ""), o.get("remark", ""))) for o in r.get("spellings", ())),
            "Member of": "\n".join(" | ".join((o["network"], o.get("owner", ""))) for o in r.get("memberships", ()))})
        self.cite(r.get("citations", ()), names)

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
            "Note on the cover": r.get("cover_note", ""), "Notes for this office only": r.get("staff_notes", "")})
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
        if not r.get("day"): self.tab_to("Day"); self.clear()  # a new one stands at the chosen day and time
        self.fill_all({"Stop": names.get(r.get("stop", ""), "") or "none", "Start": r.get("start", "") or "?"})
        if r.get("status") == "confirmed":
            self.tab_to("Confirmed", "Tentative", "Cancelled")
            if self.at[1] == "Tentative": self.press("Left"); self.hear(.3)
        self.fill_all({"Institution": [names[k] for k in r.get("institutions", ())]})
        for one in r.get("participants", ()): self.participant(one, names)
        self.fill_all({"Note, printed under the place": r.get("note", ""), "Subject": r.get("subject", ""), "Note on the state": r.get("status_note", ""),
            "Add a theme": [names[k] for k in r.get("themes", ())], "Add an instrument": [names[k] for k in r.get("instruments", ())]})
    def participant(self, r, names):
        side = "guest" if r.get("side") == "guest" else "host"
        self.tab_to(f"Add a {side}")
        if r.get("group"): self.complete(f"Add a {side}", r["group"], "As a group")
        elif r.get("title"): self.complete(f"Add a {side}", r["title"], "As a post")
        else: self.complete(f"Add a {side}", names[r.get("delegate") or r.get("person") or r.get("institution")])
        if r.get("role") or (r.get("institution") and (r.get("group") or r.get("title"))):
            who = "Guests" if side == "guest" else "Hosts"
            for _ in range(9):
                if self.at[1] == who: break
                self.press("shift+Tab")
            self.press("End")
            self.fill_all({f"Role of the {side}": ROLES.get(r.get("role", ""), ""),
                f"Of the {side}: institution": (names[r["institution"]],) if r.get("institution") and not r.get("person") else ""})
    def delegate(self, r, names):
        self.press("ctrl+2"); self.hear(.5)
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
        if r.get("person") or r.get("group"):
            self.fill_all({"Function": FUNCTIONS.get(r.get("function", ""), ""), "Title as supplied": r.get("title", "")})
    def brief(self, title, r):
        "the points of the item of this title"
        self.press("ctrl+4"); self.where("Briefs"); self.row_of(title)
        self.hear(.4); self.press("Return"); self.where("Objective")
        self.fill_all({"Objective": r.get("objective", "")})
        for kind, called in (("agenda", "Agenda"), ("contribution", "Contributions"), ("to make", "To make")):
            some = [one for one in r.get("points", ()) if one["kind"] == kind]
            if not some: continue
            for _ in range(40):
                if self.at[0] == "radio button" and self.at[1].split(" ")[0] in ("To", "If", "Agenda", "Contributions"): break
                self.press("Tab")
            for _ in range(4):
                if self.at[1].startswith(called): break
                self.press("Right")
            self.press("Tab")
            for one in some:
                self.press("Insert", wait=.5); self.paste(one["text"]); self.hear(.2); self.press("Return", wait=.5); self.press("Escape", wait=.3)
    def outcome(self, r, place):
        self.press("ctrl+5"); self.where("New outcome")
        for _ in range(9):
            if self.at[1] == "Items with outcomes": break
            self.press("shift+Tab")
        self.press("End" if place is None else "Home"); self.hear(.2)
        for _ in range(place or 0): self.press("Down", wait=.1)
        self.tab_to("New outcome"); self.write(f"{LETTERS[r.get('kind', 'assessment')]} {r['text']}"); self.press("Return"); self.hear(.3)

SOUGHT = {}
"What is typed to find what is called so: of an instrument its number, of a person no title."
WORDS = {"academia": "university or institute", "host": "host"}
FUNCTIONS = {"head": "Head"}
ROLES = {"chair": "chairs", "lead": "leads", "speaker": "speaks", "greeter": "greets", "interpreter": "interprets", "note taker": "takes notes"}
def spoken(day):
    if not day: return ""
    part, _, rest = day.rpartition(" ")
    bits = rest.split("-")
    words = [str(int(bits[2]))] if len(bits) > 2 else []
    words += [MONTHS[int(bits[1]) - 1]] if len(bits) > 1 else []
    return " ".join(filter(None, (part, *words, bits[0])))
def dates(start, end): return spoken(start) if start == end or not end else f"{spoken(start)} – {spoken(end)}"

def main():
    file, key, notes = sys.argv[1:4]
    short = "--short" in sys.argv
    value = json.load(open(file))
    visit = next(one for one in value["visits"] if one["key"] == key)
    names = {}
    for plural in ("sources", "themes", "instruments", "institutions"):
        for one in value.get(plural, ()): names[one["key"]] = one.get("name") or one.get("title") or f"{one['kind']} {one['number']} ({one['year']})"
    for one in value.get("people", ()): names[one["key"]] = " ".join(filter(None, (one.get("honorific"), one.get("given_name"), one.get("family_name"))))
    for one in visit["stops"]: names[one["key"]] = one.get("city", "")
    for one in visit.get("delegates", ()): names[one["key"]] = names.get(one.get("person"), one.get("group", ""))
    for one in value.get("instruments", ()): SOUGHT[names[one["key"]]] = one.get("title") or one["number"]
    for one in value.get("people", ()): SOUGHT[names[one["key"]]] = " ".join(filter(None, (one.get("given_name"), one.get("family_name"))))
    t = Typist()
    t.shown("push button/^New visit", 60); t.hear(1)
    cut = slice(0, 1) if short else slice(None)
    parts = lambda plural: [] if short and plural in ("sources", "people") else value.get(plural, ())[cut]
    for record in parts("sources"): t.try_(f"source {record['key']}", lambda: t.source_(record))
    for verb, plural in (("theme", "themes"), ("instrument", "instruments"), ("term", "glossary")):
        for record in parts(plural): t.try_(f"{verb} {record['key']}", lambda: getattr(t, verb)(record))
    for record in parts("institutions"): t.try_(f"institution {record['key']}", lambda: t.institution(dict(record, citations=()) if short else record, names))
    for record in parts("people"):
        posts = [one for one in value.get("posts", ()) if one.get("person") == record["key"]]
        t.try_(f"person {record['key']}", lambda: t.person(record, posts, names))
    t.try_("visit", lambda: t.visit(visit))
    t.try_("overview", lambda: t.overview(visit))
    if not short: t.try_("ties", lambda: t.ties(visit, names))
    for party in visit["parties"][cut]: t.try_(f"party {party['key']}", lambda: t.party(party, names))
    if not short:
        for one in visit.get("delegates", ()): t.try_(f"delegate {one['key']}", lambda: t.delegate(one, names))
    for item in visit["items"][cut]:
        known = dict(item, participants=(), institutions=(), themes=()) if short else item
        t.try_(f"item {item['key']}", lambda: t.item(known, names))
    if not short:
        for item in visit["items"]:
            for brief in item.get("briefs", ()): t.try_(f"brief {item['key']}", lambda: t.brief(item["title"], brief))
        noted = [one["key"] for one in visit["items"] if one.get("kind") != "travel"]
        for at, one in enumerate(visit.get("outcomes", ())):
            t.try_(f"outcome {at}", lambda: t.outcome(one, noted.index(one["item"]) if one.get("item") else None))
    t.press("ctrl+s"); t.hear(.5)
    open(notes, "w").write("\n".join(t.notes + ["announced:"] + t.said) + "\n")
    t.press("ctrl+q")

if __name__ == "__main__": main()
