"""A finished file behind a password: AES-256, revision 6 of the standard handler (ISO 32000-2).

Only the password protects: permissions are a request that a viewer may ignore, so that none is made and a screen reader
may read. PDF/A forbids encryption, and the file no longer says that it is one. Not here: asking for a password.
"""

import io
import unicodedata

import pikepdf

from briefer.pdf import metadata

LONGEST = 127
"""Bytes of a password that count."""


def protect(content: bytes, passphrase: str) -> bytes:
    """The same file, to be opened with `passphrase`; it never has the same bytes twice."""
    # the form that viewers make of what is typed (SASLprep begins with it)
    password = unicodedata.normalize("NFKC", passphrase)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        metadata.no_archive(pdf)
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            encryption=pikepdf.Encryption(owner=password, user=password, R=6),
        )
    return out.getvalue()


def too_long(passphrase: str) -> bool:
    """Whether the end of a passphrase would not count."""
    return len(unicodedata.normalize("NFKC", passphrase).encode()) > LONGEST
