"""A small dictionary of our own, as Enchant finds it in a user's folder."""

from pathlib import Path

from needed import missing

ENGLISH = ("agree", "gate/S", "harbour", "meet", "of", "officers", "please", "the", "to", "we")


def enchant_or_skip() -> None:
    """Skip the test where the library of the system is missing."""
    try:
        import enchant  # noqa: F401
    except ImportError:
        missing("enchant", "libenchant-2-2")


def write_dictionary(folder: Path, tag: str, words: tuple[str, ...]) -> None:
    """Write one for Hunspell into the folder that ENCHANT_CONFIG_DIR names; /S adds an s."""
    place = folder / "hunspell"
    place.mkdir()
    (place / f"{tag}.aff").write_text("SET UTF-8\nTRY aeiourst\nSFX S Y 1\nSFX S 0 s .\n")
    (place / f"{tag}.dic").write_text("\n".join([str(len(words)), *words, ""]))
