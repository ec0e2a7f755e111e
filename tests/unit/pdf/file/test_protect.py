"""A protected file opens with its password alone, and does not say that it is an archive file."""

import io
import unicodedata

import pikepdf
import pypdfium2
import pytest

import small_packs as sp
from briefer.pdf.file.protect import protect, too_long

PASSPHRASE = "Elf Pferde übers Meer"


@pytest.fixture(scope="module")
def plain() -> bytes:
    return sp.printed(sp.one_page("The river rises."))


@pytest.fixture(scope="module")
def file(plain: bytes) -> bytes:
    return protect(plain, PASSPHRASE)


@pytest.mark.parametrize("password", ["", "Elf Pferde", PASSPHRASE.upper()])
def test_it_stays_shut_to_others(file: bytes, password: str) -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(file), password=password)


def test_it_opens_with_its_passphrase(file: bytes) -> None:
    page = pypdfium2.PdfDocument(file, password=PASSPHRASE)[0]
    assert "The river rises." in page.get_textpage().get_text_range()


def test_how_a_keyboard_composes_its_letters_makes_no_difference(plain: bytes) -> None:
    typed = unicodedata.normalize("NFD", PASSPHRASE)
    with pikepdf.open(io.BytesIO(protect(plain, typed)), password=PASSPHRASE) as pdf:
        assert len(pdf.pages) == 1


def test_it_is_aes_256_and_a_screen_reader_may_read(file: bytes) -> None:
    with pikepdf.open(io.BytesIO(file), password=PASSPHRASE) as pdf:
        told = pdf.encryption
        assert (told.R, told.V, told.bits) == (6, 5, 256)
        assert told.stream_method == told.string_method == pikepdf.models.EncryptionMethod.aesv3
        assert pdf.allow.accessibility
        assert bool(pdf.Root.MarkInfo.Marked)


def test_it_says_that_it_is_accessible_and_not_that_it_is_an_archive_file(
    plain: bytes, file: bytes
) -> None:
    with pikepdf.open(io.BytesIO(plain)) as before:
        packet = before.Root.Metadata.read_bytes().decode()
        assert "pdfaid:part" in packet
    with pikepdf.open(io.BytesIO(file), password=PASSPHRASE) as pdf:
        assert "/OutputIntents" not in pdf.Root
        with pdf.open_metadata() as packet_now:
            assert packet_now["pdfuaid:part"] == "1"
            assert packet_now["dc:title"] == "Visit to Aldermark"
            assert "pdfaid:part" not in packet_now
            assert "pdfaid:conformance" not in packet_now


def test_no_word_of_it_can_be_read_without(file: bytes) -> None:
    assert b"Aldermark" not in file
    assert "Aldermark".encode("utf-16-be") not in file


def test_more_than_counts_is_told() -> None:
    assert not too_long("é" * 63)
    assert too_long("é" * 64)
