#!/usr/bin/python3
"""Drag things in the programme of the sample with a real pointer, and tell after each what a screen reader finds.

Runs inside guienv.sh with Debian's own python3, while the program shows the visit of Qamaria. Times are found as an eye
finds them: by two cards whose times are told."""
import re, sys, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
from guidrive import Gui, NotFound

TIMED = re.compile(r"^(\d\d):(\d\d) to (\d\d):(\d\d), ")
MON, TUE, WED, THU, FRI = "Monday 8 March", "Tuesday 9 March", "Wednesday 10 March", "Thursday 11 March", "Friday 12 March"
FEB = "Tuesday 16 February"
TRAYS = {TUE: "Tue 9 Mar", FRI: "Fri 12 Mar"}

class Hand(Gui):
    def column(self, day, tray=False):
        for one in self.matches(f"list/^{TRAYS[day]}, without a time" if tray else f"list/^{day}"): return one
        raise NotFound(day)
    def y(self, clock):
        "the height of a time, by the cards that stand highest and lowest"
        known = {}
        for day in (FEB, MON, TUE, WED, FRI):  # on Thursday clocks change
           
            for card in self.column(day):
                if (m := TIMED.match(card.name)) and m[1] <= m[3]: known[int(m[1])*60 + int(m[2])] = self.box(card)[1]
        inside = {at: y for at, y in known.items() if 420 <= at <= 1320}
        a, b = min(inside), max(inside); h, m = map(int, clock.split(":"))
        return inside[a] + (h*60 + m - a) * (inside[b] - inside[a]) / (b - a)
    def card(self, day, title, tray=False):
        for one in self.column(day, tray):
            if title in one.name: return one
        raise NotFound(f"{title} in {day}")
    def at(self, day, clock):
        x, _, w, _ = self.box(self.column(day)); return int(x + w*.4), round(self.y(clock)) + 1
    def carry(self, x0, y0, x1, y1, hold=""):
        self.x("mousemove", x0, y0); time.sleep(.15); self.x("mousedown", 1); time.sleep(.15)
        steps = 12
        for i in range(1, steps + 1): self.x("mousemove", int(x0+(x1-x0)*i/steps), int(y0+(y1-y0)*i/steps)); time.sleep(.03)
        if hold: self.x("keydown", hold)
        self.x("mousemove", x1+1, y1); time.sleep(.15); self.x("mousemove", x1, y1); time.sleep(.25)
        self.x("mouseup", 1)
        if hold: self.x("keyup", hold)
        time.sleep(.2)
    def take(self, kind, words):
        "a row of the library, found by typing"
        self.act(f"radio button/^{kind}$"); self.set_text("text/^Search$", words)
        end = time.time() + self.timeout
        while time.time() < end:  # until the list holds little else
            rows = [one for one in self.find(f"list/^{kind}$") if self.box(one)[3] > 30]
            found = [one for one in rows if words in one.name]
            if found and len(rows) < 9: time.sleep(.2); return self.point(found[0], .3)
            time.sleep(.1)
        raise NotFound(words)
    def moved(self, day, title, to, clock, hold=""):
        x, y, w, h = self.box(self.card(day, title)); tx, ty = self.at(to, clock)
        self.carry(x + w//2, y + h//2, tx, ty + h//2, hold)
    def told(self, pattern, timeout=10):
        try: return self.find(f"label/{pattern}", timeout).name
        except NotFound: return f"not told: {pattern}"
    def row(self, day, title, clock, tray=False, timeout=10):
        end = time.time() + timeout
        while True:
            names = [one.name for one in self.column(day, tray)]
            for at, name in enumerate(names):
                if title in name and name.startswith(clock): return f"{day}, row {at + 1}: {', '.join(name.split(', ')[:3])}"
            if time.time() > end: return f"{day}: no {title} at {clock} in {names}"
            time.sleep(.1)

def main():
    Atspi.set_timeout(15_000, 30_000)  # milliseconds: on a busy machine an answer takes longer than the usual 0.8 s
    g, said, most = Hand("briefer", 30), [], int(sys.argv[1])
    def say(words):
        said.append(words); print(f"{len(said)} {words}", flush=True)
        if len(said) == most: sys.exit(0)
    window = g.window("Briefer"); g.x("windowsize", window, 1590, 960); g.x("windowmove", window, 0, 0); time.sleep(1)
    g.find(f"list/^{FRI}"); g.find("list item/^Coast and River Agency")
    for words, day, clock in (("Maritime Court", MON, "09:00"), ("Coastwatch Aldermark", MON, "11:30"), ("Landsting", FRI, "14:15"), ("Hydrographic Office", WED, "13:15")):
        g.carry(*g.take("Institutions", words), *g.at(day, clock)); say(g.row(day, words, clock))
    table = "Round table at the Saltmarsh Institute"
    g.carry(*g.take("Institutions", "Gauge Network"), *g.point(g.card(TUE, table))); say(g.told("^Added to Round table"))
    g.carry(*g.take("People", "Klitholm"), *g.at(THU, "17:45")); say(g.row(THU, "Klitholm", "17:45"))
    g.carry(*g.take("People", "Hedebro"), *g.point(g.card(MON, "Arrival, Halvenborg"))); say(g.told("^Added to Arrival"))
    g.carry(*g.take("Notes", "Ferhat-Lind"), *g.at(MON, "15:00")); say(g.told("^Drop a note"))
    g.carry(*g.take("Notes", "Ferhat-Lind"), *g.point(g.card(TUE, table))); say(g.told("^Note added to what must not be disclosed"))
    call, centre = "Courtesy call on the Minister of Public Safety", "Joint Warning Centre"
    for day, title, to, clock in ((TUE, call, TUE, "08:30"), (WED, centre, WED, "10:30"), (FRI, "President of the Maritime Court", FRI, "08:00"), (FEB, "Video conference", FEB, "13:00"),
                                  (MON, "Maritime Court", TUE, "19:00"), (TUE, "Talks with the Coast", MON, "13:00"), (FRI, "National Duty Room", THU, "18:30")):
        g.moved(day, title, to, clock); say(g.row(to, title, clock))
    x, y, w, h = g.box(g.card(FRI, "Lunch at the hotel")); tray = g.box(g.column(FRI, tray=True))
    g.carry(x + w//2, y + h//2, tray[0] + tray[2]//2, tray[1] + tray[3] - 6); say(g.row(FRI, "Lunch at the hotel", "", tray=True))
    x, y, w, h = g.box(g.card(TUE, "Signing of the letter", tray=True)); tx, ty = g.at(TUE, "14:30")
    g.carry(x + w//2, y + h//2, tx, ty + h//2); say(g.row(TUE, "Signing of the letter", "14:30"))
    x, y, w, h = g.box(g.card(WED, centre)); g.carry(x + w//2, y + h - 3, x + w//2, round(g.y("14:00"))); say(g.row(WED, centre, "10:30 to 14:00"))
    x, y, w, h = g.box(g.card(WED, centre)); g.carry(x + w//2, y + 2, x + w//2, round(g.y("11:00"))); say(g.row(WED, centre, "11:00 to 14:00"))
    g.moved(TUE, "Maritime Court", FRI, "19:00", hold="ctrl"); say(g.row(FRI, "Maritime Court", "19:00") + " and " + g.row(TUE, "Maritime Court", "19:00"))
    g.x("mousemove", *g.point(g.card(MON, "Talks with the Coast"))); g.x("click", 1); time.sleep(.2)
    g.x("keydown", "ctrl"); g.x("mousemove", *g.point(g.card(MON, "Coastwatch Aldermark"))); g.x("click", 1); g.x("keyup", "ctrl"); time.sleep(.3)
    g.moved(MON, "Coastwatch Aldermark", MON, "08:00"); say(g.row(MON, "Coastwatch Aldermark", "08:00") + " and " + g.row(MON, "Talks with the Coast", "09:30"))

if __name__ == "__main__": sys.exit(main())
