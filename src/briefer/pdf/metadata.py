"""What a file says of itself: title, author, language, dates, and which standards it keeps.

The document information and the XMP packet say the same, as PDF/A asks. PDF/A-2a and PDF/UA-1 are claimed here;
that the claims are true is held by two validators in the tests. Nothing comes from a clock.
Not here: the pages and the rest of the file (`file`).
"""

from datetime import datetime
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from briefer.pack.blocks import Pack
from briefer.pdf.document import Document, Stream, text
from briefer.text import clean

if TYPE_CHECKING:
    import pikepdf

PROGRAM = "Briefer"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{properties}
</rdf:Description>
{more}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
_ARCHIVE = """<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>"""
_ACCESSIBLE = "<pdfuaid:part>1</pdfuaid:part>"
_EXTENSION = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/A lets a packet use a property that it does not know only if the packet explains it."""
_INTENT, _COLOURS, _COLOURS_IN_FULL = "GTS_PDFA1", "sRGB", "sRGB IEC61966-2.1"
_ICC_DATE = slice(24, 36)
"""Bytes of a colour profile that hold when it was made."""


class Facts(NamedTuple):
    """What is told about a file."""

    title: str
    author: str
    subject: str
    language: str
    moment: str
    """ISO 8601 with offset, empty where nothing was dated."""

    @classmethod
    def of(cls, pack: Pack) -> "Facts":
        """The facts of a pack; a file without a title would be called by its path."""
        title = clean(pack.title).strip() or clean(pack.subject).strip() or PROGRAM
        return cls(title, clean(pack.author), clean(pack.subject), pack.language, pack.issue.at)


def information(facts: Facts) -> str:
    """The document information dictionary."""
    told = {
        "Title": facts.title,
        "Author": facts.author,
        "Subject": facts.subject,
        "Creator": PROGRAM,
        "Producer": PROGRAM,
        "CreationDate": _pdf_date(facts.moment),
        "ModDate": _pdf_date(facts.moment),
    }
    return f"<<{''.join(f'/{key}{text(value)}' for key, value in told.items() if value)}>>"


def written(document: Document, facts: Facts, *, archive: bool, accessible: bool) -> str:
    """What the catalogue says of the file; see `describe`."""
    packet = _packet(facts, archive=archive, accessible=accessible).encode()
    out = f"/Metadata {document.add(Stream(packet, '/Type/Metadata/Subtype/XML'))} 0 R"
    if archive:
        profile = document.compressed(_srgb(), "/N 3")
        out += (
            f"/OutputIntents[<</Type/OutputIntent/S/{_INTENT}/OutputConditionIdentifier({_COLOURS})"
            f"/Info({_COLOURS_IN_FULL})/DestOutputProfile {profile} 0 R>>]"
        )
    return out


def describe(pdf: "pikepdf.Pdf", facts: Facts, *, archive: bool, accessible: bool = True) -> None:
    """Write what a file of other makers says of itself.

    `archive` claims PDF/A-2a and adds the colour space it asks for, `accessible` claims PDF/UA-1.
    """
    from pikepdf import Array, Dictionary, Name, String  # most exports do without

    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    told = {
        "/Title": facts.title,
        "/Author": facts.author,
        "/Subject": facts.subject,
        "/Creator": PROGRAM,
        "/Producer": PROGRAM,
        "/CreationDate": _pdf_date(facts.moment),
        "/ModDate": _pdf_date(facts.moment),
    }
    for key, value in told.items():
        if value:
            pdf.docinfo[key] = String(value)
    told_as_xml = _packet(facts, archive=archive, accessible=accessible)
    packet = pdf.make_stream(told_as_xml.encode())
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = packet
    if archive:
        profile = pdf.make_stream(_srgb())
        profile.N = 3
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name("/" + _INTENT),
            OutputConditionIdentifier=String(_COLOURS),
            Info=String(_COLOURS_IN_FULL),
            DestOutputProfile=profile,
        )
        pdf.Root.OutputIntents = Array([intent])


def no_archive(pdf: "pikepdf.Pdf") -> None:
    """Take back that a file that was written by `describe` is PDF/A; all else stays."""
    from pikepdf import Name

    told = pdf.Root.Metadata.read_bytes().decode()
    packet = pdf.make_stream(told.replace(_ARCHIVE, "").replace(_EXTENSION, "").encode())
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = packet
    if "/OutputIntents" in pdf.Root:
        del pdf.Root["/OutputIntents"]


def _packet(facts: Facts, *, archive: bool, accessible: bool) -> str:
    properties = [
        "<dc:format>application/pdf</dc:format>",
        _alternatives("dc:title", facts.title),
        _list("dc:creator", "Seq", facts.author),
        _alternatives("dc:description", facts.subject),
        _list("dc:language", "Bag", facts.language),
        f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>",
        f"<pdf:Producer>{PROGRAM}</pdf:Producer>",
        _value("xmp:CreateDate", facts.moment),
        _value("xmp:ModifyDate", facts.moment),
        _ACCESSIBLE if accessible else "",
        _ARCHIVE if archive else "",
    ]
    return _PACKET.format(
        properties="\n".join(filter(None, properties)), more=_EXTENSION if archive else ""
    )


def _value(name: str, value: str) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>" if value else ""


def _list(name: str, kind: str, value: str) -> str:
    if not value:
        return ""
    return (
        f"<{name}><rdf:{kind}><rdf:li>{escape(value, quote=False)}</rdf:li></rdf:{kind}></{name}>"
    )


def _alternatives(name: str, value: str) -> str:
    if not value:
        return ""
    words = f'<rdf:li xml:lang="x-default">{escape(value, quote=False)}</rdf:li>'
    return f"<{name}><rdf:Alt>{words}</rdf:Alt></{name}>"


def _pdf_date(moment: str) -> str:
    """`2027-02-26T17:40:00+03:00` as a PDF date; empty for an empty one."""
    if not moment:
        return ""
    at = datetime.fromisoformat(moment)
    stamp = at.strftime("D:%Y%m%d%H%M%S")
    offset = at.strftime("%z")
    return f"{stamp}{offset[:3]}'{offset[3:5]}'" if offset else stamp


@lru_cache(maxsize=1)
def _srgb() -> bytes:
    """The colour profile of sRGB, without the moment at which it was made."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_ICC_DATE] = bytes.fromhex("07d0 0001 0001 0000 0000 0000")  # 1 January 2000
    return bytes(profile)
