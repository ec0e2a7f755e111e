"""Portraits: looked at without trust, cut square, kept once."""

import io
from pathlib import Path

import pytest
from PIL import Image

from briefer.errors import KnownError
from briefer.services import portraits
from briefer.workspace.database import Workspace


def photograph(width: int, height: int) -> bytes:
    """Red on the left half, blue on the right."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def test_a_square_is_kept_and_found(workspace: Workspace) -> None:
    content = photograph(800, 400)
    hash_ = portraits.keep(workspace, content, 400, 0, 400)
    assert portraits.keep(workspace, content, 400, 0, 400) == hash_
    kept = portraits.kept(workspace, hash_)
    assert kept is not None
    assert (kept.width, kept.height) == (400, 400)
    pixel = Image.open(io.BytesIO(kept.content)).getpixel((200, 200))
    assert isinstance(pixel, tuple)
    assert pixel[2] > 240 > 20 > pixel[0]
    with workspace.reading() as rows:
        assert rows.all_files() == [hash_]


def test_what_is_missing_or_no_picture_is_not_shown(workspace: Workspace) -> None:
    assert portraits.kept(workspace, "0" * 64) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<svg/>", photograph(9, 9)[:40]])
def test_what_is_no_picture_says_what_would_be_one(content: bytes) -> None:
    with pytest.raises(KnownError, match="Take a JPEG or PNG of at most 40 megapixels"):
        portraits.read(content)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"nobody.jpg cannot be read: No such file or directory\."):
        portraits.read_file(tmp_path / "nobody.jpg")
    large = tmp_path / "large.png"
    with large.open("wb") as file:
        file.truncate(portraits.LARGEST + 1)
    with pytest.raises(KnownError, match="larger than 50 MB"):
        portraits.read_file(large)


def test_few_pixels_are_told() -> None:
    assert [portraits.coarse(side) for side in (200, 284, 286, 1000)] == [140, 199, 0, 0]
