"""What an archive asks of a file: who and what it is, in which words said twice alike, and what its colours mean.

XMP with PDF/A-2a's and PDF/UA-1's marks (the latter by a schema declared in the file itself), the same in the old
properties, and sRGB as output intent. No moment stands here: the same paper has the same bytes. ISO 19005-2, 6.6.
"""

from dataclasses import dataclass
from functools import cache
from html import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

import resources

PROGRAM = "Homeward"
_RGB = 3  # colours of a pixel

_DECLARED = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{program}</pdf:Producer><xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{declared}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Told:
    """What the file says of itself; plain text, composed and without control signs."""

    title: str
    author: str
    subject: str
    language: str


def describe(pdf: pikepdf.Pdf, told: Told) -> None:
    """Write it as XMP and, the same, as the old properties; and what the colours mean."""
    packet = _PACKET.format(
        title=escape(told.title),
        author=escape(told.author),
        subject=escape(told.subject),
        language=told.language,
        program=PROGRAM,
        declared=_DECLARED,
    )
    metadata = pdf.make_stream(packet.encode("utf-8"))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(told.title),
            Author=String(told.author),
            Subject=String(told.subject),
            Creator=String(PROGRAM),
            Producer=String(PROGRAM),
        )
    )
    profile = pdf.make_stream(_profile())
    profile.N, profile.Alternate = _RGB, Name.DeviceRGB
    name = String("sRGB IEC61966-2.1")
    meant = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=name, Info=name, DestOutputProfile=profile
    )
    pdf.Root.OutputIntents = Array([meant])


@cache
def _profile() -> bytes:
    return resources.read_bytes("colour/sRGB.icc")
