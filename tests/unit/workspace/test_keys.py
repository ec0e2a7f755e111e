"""Key slots: only the right words open one, and a hostile slot asks for nothing."""

import re

import msgspec
import pytest

from briefer.errors import KnownError
from briefer.records.base import new_id
from briefer.workspace import keys

WORKSPACE = new_id()
KEY = keys.new_key()
SLOT = keys.wrap(KEY, WORKSPACE, "passphrase", "hest batteri")
"""As dear as those of users: made before the tests make it cheap."""


def test_the_passphrase_gives_the_key_and_nothing_else_does() -> None:
    assert keys.unwrap([SLOT], WORKSPACE, "hest batteri") == KEY
    with pytest.raises(keys.WrongPassphrase, match="does not open"):
        keys.unwrap([SLOT], WORKSPACE, "hest")
    # what was made for another workspace, or under another name, is not what was written here
    for workspace, slot in (
        (new_id(), SLOT),
        (WORKSPACE, msgspec.structs.replace(SLOT, label="other")),
        (new_id(), msgspec.structs.replace(SLOT, check="")),
    ):
        with pytest.raises(KnownError, match=r"damaged|does not open"):
            keys.unwrap([slot], workspace, "hest batteri")


def test_a_guess_takes_64_megabytes_three_times() -> None:
    assert (SLOT.memory, SLOT.iterations, SLOT.lanes) == (64 * 1024, 3, 4)


def test_the_right_slot_among_several() -> None:
    other = keys.wrap(KEY, WORKSPACE, "recovery code", "ABCDE")
    assert keys.unwrap([SLOT, other], WORKSPACE, "ABCDE") == KEY


@pytest.mark.parametrize(
    "change",
    [
        {"memory": 100 * 1024 * 1024},
        {"memory": 1},
        {"iterations": 10**6},
        {"iterations": 0},
        {"lanes": 1000},
        {"salt": "no base64"},
        {"nonce": ""},
        {"wrapped": ""},
    ],
)
def test_a_hostile_slot_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(KnownError):
        keys.unwrap([msgspec.structs.replace(SLOT, **change)], WORKSPACE, "hest batteri")


def test_a_recovery_code_can_be_read_aloud() -> None:
    code = keys.recovery_code()
    assert re.fullmatch(r"[A-HJ-NP-Z2-9]{5}(-[A-HJ-NP-Z2-9]{5}){4}", code)
    assert code != keys.recovery_code()
