"""Renew resources/icons (`make icons`): the Lucide icons that the window uses, drawn with a finer stroke. Needs npm.

An icon is asked for by its Lucide name; a new one is added to the list here and fetched by running this again.
"""

import base64
import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
PACKAGE = "lucide-static@1.62.0"
SHA512 = "WBZA/m2PvkFpMGHDtsBck5P2A9G4ehLlYu4GwwICcmEm1BvYVgj00lCDxKRWLlbMlOibLaiwdQ88G5pHkSWgwA=="

NAMES = {
    "places": "house landmark users notebook-pen library calendar-range settings search",
    "item kinds": "handshake map-pin message-square door-open list-checks utensils plane plane-takeoff plane-landing train-front bus car footprints route mic flag"
    " pen-line coffee eye-off ship bed",
    "item state": "circle-question-mark ban circle-alert triangle-alert file-text circle-check circle-dashed clock-alert info",
    "records": "university building-2 network user-round tag scroll-text book-open target shield lock lock-open languages",
    "actions": "plus minus x check pencil copy trash-2 undo-2 redo-2 history filter sliders-horizontal ellipsis grip-vertical link-2 git-merge crop mail"
    " refresh-cw rotate-ccw save folder-open file-up file-down printer download upload external-link zoom-in zoom-out panel-left panel-right columns-3"
    " list clock eye keyboard sun moon monitor corner-down-left image paperclip phone",
    "directions": "chevron-up chevron-down chevron-left chevron-right chevrons-up-down arrow-up arrow-down arrow-left arrow-right",
}


def download() -> tarfile.TarFile:
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=place, check=True, stdout=subprocess.DEVNULL
        )
        archive = next(Path(place).glob("*.tgz"))
        if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != SHA512:
            raise SystemExit(f"{PACKAGE} is not the package that was looked at")
        return tarfile.open(archive)  # stays readable after the folder is gone: the file is open


def read(package: tarfile.TarFile, name: str) -> str:
    member = package.extractfile(f"package/{name}")
    assert member is not None, name
    return member.read().decode()


def main() -> None:
    package = download()
    ICONS.mkdir(parents=True, exist_ok=True)
    for old in ICONS.glob("*.svg"):
        old.unlink()
    for name in " ".join(NAMES.values()).split():
        svg = read(package, f"icons/{name}.svg")
        fine = svg.replace('stroke-width="2"', 'stroke-width="1.75"')
        assert fine != svg, f"{name}: its stroke is drawn in a new way"
        (ICONS / f"{name}.svg").write_text(fine, encoding="utf-8")
    (ICONS / "LICENSE.txt").write_text(read(package, "LICENSE"), encoding="utf-8")


if __name__ == "__main__":
    main()
