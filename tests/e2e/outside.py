#!/usr/bin/python3
"""Uses the running program as a screen reader, a keyboard and a pointer do, by the names that stay; tells what it saw.

Runs inside tests/guidrive/guienv.sh on Debian's own Python (pyatspi is not on PyPI); the test beside it reads the
JSON. Arguments: the program, and a folder for what it makes.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "guidrive"))
from guidrive import Gui

CALL = "Courtesy call on the Minister of Public Safety"


def until(what, seconds=30):
    """Wait until something is so; gives whether it came true."""
    end = time.time() + seconds
    while time.time() < end:
        if what():
            return True
        time.sleep(0.1)
    return False


def main(program, folder):
    seen = {}
    begun = time.time()
    running = subprocess.Popen([program])
    gui = Gui("briefer", 40)
    gui.find("frame/^Briefer$")
    gui.find("push button/^Open workspace$")
    seen["first screen after"] = time.time() - begun
    seen["unnamed"] = gui.unnamed()

    gui.act("push button/^Open the sample$")
    gui.find("list/^Visits$")
    gui.click("list item/^Visit of the Minister of the Interior", n=2)
    gui.find("text/^Start$")
    gui.find("/^Programme$")
    seen["unnamed"] += gui.unnamed()

    gui.click(f"list item/{CALL}")
    until(lambda: gui.text("text/^Title$") == CALL)
    seen["before"] = [gui.text("text/^Start$"), gui.text("text/^End$")]
    gui.act("check box/^Preview beside")
    gui.find("text/^Preview$")
    gui.click("text/^Start$")
    gui.key("ctrl+a")
    gui.type("0925")
    gui.key("Return")
    until(lambda: gui.text("text/^End$") == "10:10")
    seen["after"] = [gui.text("text/^Start$"), gui.text("text/^End$")]
    seen["in the preview"] = until(lambda: "09:25" in gui.text("text/^Preview$"))
    gui.shot(f"{folder}/changed.png")

    gui.act("push button/^Export$")
    gui.find("list/^Sections$")
    until(lambda: gui.text("text/^File$"))
    gui.set_text("text/^File$", f"{folder}/dossier.pdf")
    gui.act("push button/^Export 1 file$")
    seen["exported"] = gui.exists("push button/^Open folder$", 40) is not None
    seen["unnamed"] += gui.unnamed()

    gui.act("push button/^Undo$")
    gui.find("/^Programme$")
    gui.find("text/^Start$")
    until(lambda: gui.text("text/^Start$") == seen["before"][0])
    seen["undone"] = [gui.text("text/^Start$"), gui.text("text/^End$")]
    gui.act("push button/^Redo$")
    until(lambda: gui.text("text/^Start$") == "09:25")
    seen["redone"] = [gui.text("text/^Start$"), gui.text("text/^End$")]

    gui.act("check box/^Preview beside")
    if not gui.exists("list/^Institutions$"):
        gui.act("check box/^Library panel$")
    gui.set_text("text/^Search$", "maritime court")
    gui.find("list item/^Maritime Court")
    until(lambda: len(gui.matches("list item/, used .* times$")) == 0)
    gui.drag("list item/^Maritime Court", "list/^Monday 8 March", fy=0.3)
    seen["dropped"] = gui.exists("list item/meeting, Maritime Court", 10) is not None
    seen["unnamed"] += gui.unnamed()
    ring = gui.tab_order(limit=90)
    seen["trap"] = [name for name in ring if name in ("TRAP", "LIMIT")]
    gui.key("ctrl+q")
    seen["exit status"] = running.wait(20)

    begun = time.time()
    running = subprocess.Popen(
        [program, "open", next(Path(folder, "data").rglob("sample.briefer"))]
    )
    gui.find("frame/^Briefer$")
    seen["second start, first paint after"] = time.time() - begun
    gui.find("text/^Start$")
    seen["second start, programme after"] = time.time() - begun
    gui.key("ctrl+q")
    running.wait(20)
    print(json.dumps(seen))


main(*sys.argv[1:])
