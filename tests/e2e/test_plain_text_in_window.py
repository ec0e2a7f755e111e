"""The hunt in the window: a word typed into every field of it, found in no file of this computer while it is encrypted.

The window is driven as somebody at work would: types, leaves half of it as drafts, attaches, looks at pages, searches,
takes back, backs up, locks, unlocks, and is killed while it has drafts again. The same way through a plain workspace
finds the word in the workspace and nowhere else, or the hunt would prove nothing. Not here: the hunt behind the command
line (`test_plain_text`).
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefer import app
from profiles import SIZE

pytestmark = pytest.mark.long
PLANTED = "Marsana"

AT_WORK = """
import io
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from briefer import logs
from briefer.gui import application
from briefer.gui.windows import Windows
from briefer.workspace import keys
from every_form import showcase, walk
from patience import Bot, wait, wait_until

WORD, EACH = "Marsana", int(sys.argv[4])
keys._MEMORY = 64
path, given, secret = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] or None

def state(name):
    print(name, flush=True)
    sys.stdin.readline()

bot = Bot()

def rest():
    wait_until(lambda: window.tasks.idle)

def type_everywhere(accept):
    # half of the fields take what is typed; in the others it is left, and becomes a draft
    fields = [one for kind in (QLineEdit, QPlainTextEdit) for one in window.findChildren(kind)]
    for at, field in enumerate(fields):
        try:
            free = field.isVisible() and field.isEnabled() and not field.isReadOnly()
        except RuntimeError:  # it went with what was typed before
            continue
        if not free or field in typed:
            continue
        typed.append(field)
        if len(typed) % EACH:
            continue
        field.setFocus()
        QTest.keyClicks(field, WORD)
        if popup := QApplication.activePopupWidget():
            popup.close()
        if not hasattr(field, "done"):  # it narrows a list, which would stay empty
            wait(200)
            rest()
            field.clear()
        elif accept and at % 2:
            field.done.emit()

logs.start()
application.make()
windows, typed = Windows(), []
window = windows.open()
window.resize(1440, 900)
window.opener.open(path, secret=secret)
wait_until(lambda: window.desk.is_open)
rest()
state("opened")
for _ in walk(window, bot):
    rest()
    type_everywhere(True)
assert len(typed) > 60, len(typed)
window.undo.drafts.secure()
rest()
state("typed")
window.places.new_note()
rest()
type_everywhere(False)
window.undo.drafts.secure()
page = window.places.settings.office
page._change(names={"en": f"{WORD} office"})
page._take_file(given / f"{WORD}.png")
rest()
place = showcase(window, bot)
place.attach(given / f"{WORD}.pdf")
rest()
state("attached")
place.show_tab("pack")
wait_until(lambda: place.preview.pages > 0)
rest()
state("drawn")
window.actions_["search"].trigger()
QTest.keyClicks(window.search.field, WORD)
rest()
window.search.close_panel()
for _ in range(3):
    window.undo.undo()
rest()
state("undone")
for place in ("people", "institutions", "notes", "home"):
    left = [one for one in window.places.place.findChildren(QLineEdit) if one.isVisible()]
    for finder in [one for one in left if not hasattr(one, "done")]:
        QTest.keyClicks(finder, WORD)  # whether the settings keep what a list was narrowed to
    rest()
    window.places.go_to(place)
rest()
state("narrowed")
window.actions_["back-up"].trigger()
rest()
state("backed up")
if secret:
    window.actions_["lock"].trigger()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window = windows.all[-1]
    assert not window.desk.is_open
    state("locked")
    window.places.locked.field.setText(secret)
    window.places.locked.unlock.click()
    wait_until(lambda: window.desk.is_open)
    rest()
    state("unlocked")
typed.clear()
window.places.new_note()
rest()
type_everywhere(False)
window.undo.drafts.secure()
state("typed again")
"""


def hits(place: Path) -> list[str]:
    """The files in which the planted word stands or after which they are called, but those that were given."""
    ways = (PLANTED.encode(), PLANTED.encode("utf-16-le"), PLANTED.encode("utf-16-be"))
    return sorted(
        {
            str(each.relative_to(place))
            for each in place.rglob("*")
            if each.is_file()
            and place / "given" not in each.parents
            and (PLANTED in each.name or any(way in each.read_bytes() for way in ways))
        }
    )


def hunt(place: Path, secret: str, repository: Path, each: int = 1) -> dict[str, list[str]]:
    """What was found in each state of a window at work, and after it was killed.

    Each so-manieth field is typed into.
    """
    for name in ("tmp", "home", "given"):
        (place / name).mkdir()
    _give(place / "given")
    tests = repository / "tests"
    paths = (str(tests), str(tests / "gui"), os.environ.get("PYTHONPATH", ""))
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "HOME": str(place / "home"),
        **{name: str(place / "tmp") for name in ("TMPDIR", "SQLITE_TMPDIR")},
        **{
            f"XDG_{kind}": str(place / "home")
            for kind in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR")
        },
        "QT_QPA_PLATFORM": "offscreen",
    }
    (place / "home").chmod(0o700)
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", AT_WORK),
            *(str(place / "a.briefer"), str(place / "given"), secret, str(each)),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=surroundings,
    )
    assert process.stdin
    assert process.stdout
    found: dict[str, list[str]] = {}
    for line in process.stdout:
        found[line.strip()] = hits(place)
        if line.strip() == "typed again":
            break
        process.stdin.write("\n")
        process.stdin.flush()
    process.kill()
    process.stdin.close()
    process.wait()
    process.stdout.close()
    found["killed"] = hits(place)
    return found


def _give(folder: Path) -> None:
    """A picture and an annex with the word in their names and in what they hold."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo
    from reportlab.pdfgen.canvas import Canvas

    about = PngInfo()
    about.add_text("Comment", PLANTED)
    Image.new("RGB", (120, 40), "#a01e28").save(folder / f"{PLANTED}.png", pnginfo=about)
    paper = Canvas(str(folder / f"{PLANTED}.pdf"), pageCompression=0)
    paper.drawString(72, 720, PLANTED)
    paper.save()


STATES = ("opened", "typed", "attached", "drawn", "undone", "narrowed", "backed up")


def test_nothing_that_is_typed_into_the_window_stands_anywhere(
    tmp_path: Path, repository: Path
) -> None:
    app.create_workspace(tmp_path / "a.briefer", sample=True, passphrase="hest").close()
    found = hunt(tmp_path, "hest", repository, each=min(SIZE.every, 4))
    states = (*STATES, "locked", "unlocked", "typed again", "killed")
    assert found == {state: [] for state in states}


def test_the_same_hunt_finds_it_in_a_plain_workspace_and_nowhere_else(
    tmp_path: Path, repository: Path
) -> None:
    app.create_workspace(tmp_path / "a.briefer", sample=True).close()
    found = hunt(tmp_path, "", repository, each=min(SIZE.every, 8))
    assert tuple(found) == (*STATES, "typed again", "killed")
    assert found.pop("opened") == []
    assert all("a.briefer/records.db-wal" in files for files in found.values())
    everywhere = {file for files in found.values() for file in files}
    assert [file for file in everywhere if not file.startswith("a.briefer/")] == []
