"""How hard a passphrase is to guess: words count as words, what everybody tries first counts as nothing."""

import pytest

from briefer.rules.strength import strength


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", "weak"),
        ("hest", "weak"),
        ("password1", "weak"),
        ("Passphrase2026", "weak"),
        ("qwertyuiop", "weak"),
        ("aaaaaaaaaaaaaaaaaaaa", "weak"),
        ("12345678901234567890", "weak"),
        ("hest hest hest hest hest", "weak"),
        ("Copenhagen2026", "weak"),
        ("hest batteri", "weak"),
        ("hest batteri klemme", "fair"),
        ("kV7#q9Zt", "fair"),
        ("سماء حصان بطارية", "fair"),
        ("hest batteri klemme korrekt sky", "strong"),
        ("kV7#q9Zt!pW2x", "strong"),
        ("ABCDE-7KQ2M-XXZ9P-4TRWN-H6YJD", "strong"),
    ],
)
def test_strength(words: str, expected: str) -> None:
    assert strength(words) == expected
