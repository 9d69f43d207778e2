#!/bin/sh
# PDFium: "Łukasz Tŷ" typed into a field loses its ŷ, which the field's embedded font has; called /Wingdings it doesn't.
#
# Version: pypdfium2 5.15.2, pikepdf 10.17.0, reportlab 5.1.0 (which cuts the font), fonts-dejavu-core.
# Most expect: a field's font (/DA, from /AcroForm /DR) that is embedded and has every letter is used for every letter typed.
# What happens: PDFium (Chrome, Edge) takes it for what it counts as Western letters only. Ł goes into a font of its own
#   that isn't embedded, ŷ, Ħ and Ж are left out of the picture, while the field's value keeps them. The file says nothing of
#   it. Under one of four names, of symbol fonts, PDFium asks the font itself: the same font as /Wingdings draws all.
# Why it matters: a Polish or Welsh name is filled in on screen, looks cut, and is printed and signed like that.
# Way round: name the font's entry in /DR and /DA "/Wingdings"; what the font is called inside may stay.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pypdfium2==5.15.2" "pikepdf==10.17.0" "reportlab==5.1.0"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfbase.ttfonts import TTFontFile

TYPED = "\u0141ukasz T\u0177"
LETTERS = sorted({ord(letter) for letter in TYPED})


def font(pdf):
    """DejaVu's letters as a Type0 font whose codes are Unicode, embedded, with ToUnicode."""
    face = TTFontFile("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    glyphs = bytearray(2 * 65536)
    for number, code in enumerate(LETTERS, start=1):
        glyphs[2 * code : 2 * code + 2] = number.to_bytes(2, "big")
    ranges = "\n".join(f"<{code:04X}> <{code:04X}>" for code in LETTERS)
    codes = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(LETTERS)} beginbfchar\n{ranges}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    told = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/DejaVu"), Flags=32, FontBBox=Array(face.bbox), ItalicAngle=0,
        Ascent=face.ascent, Descent=face.descent, CapHeight=face.capHeight, StemV=80,
        FontFile2=pdf.make_stream(face.makeSubset(LETTERS)),
    )
    widths = Array([each for code in LETTERS for each in (code, Array([round(face.charWidths[code])]))])
    drawn = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/DejaVu"), FontDescriptor=pdf.make_indirect(told),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=pdf.make_stream(bytes(glyphs)), W=widths,
    )
    return pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/DejaVu"), Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(drawn)]), ToUnicode=pdf.make_stream(codes.encode()),
    ))


def typed(name):
    """How the appearance reads that PDFium draws when the name is typed; "?" for what isn't in the field's font."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 100))
    widget = pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), F=4, Rect=Array([20, 40, 280, 70]),
        DA=String(f"{name} 14 Tf 0 g"),
    ))
    pdf.pages[0].Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]), DR=Dictionary(Font=Dictionary()))
    pdf.Root.AcroForm.DR.Font[name] = font(pdf)
    made = BytesIO()
    pdf.save(made)
    document = pypdfium2.PdfDocument(made.getvalue())
    document.init_forms()
    form, page = document.formenv, document[0]
    pdfium.FORM_OnMouseMove(form, page, 0, 150, 55)
    pdfium.FORM_OnLButtonDown(form, page, 0, 150, 55)
    pdfium.FORM_OnLButtonUp(form, page, 0, 150, 55)
    for letter in TYPED:
        pdfium.FORM_OnChar(form, page, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(form)
    kept = BytesIO()
    document.save(kept)
    told, ours = "", False
    with pikepdf.open(BytesIO(kept.getvalue())) as saved:
        field = saved.pages[0].Annots[0]
        assert str(field.V) == TYPED, "the value itself is right in both"
        for operands, operator in pikepdf.parse_content_stream(field.AP.N):
            if str(operator) == "Tf":
                ours = str(operands[0]) == name
            elif str(operator) == "Tj":
                told += bytes(operands[0]).decode("utf-16-be") if ours else "?"
    return told


ours, wingdings = typed("/OurFont"), typed("/Wingdings")
print("typed          ", ascii(TYPED))
print("as /OurFont    ", ascii(ours))
print("as /Wingdings  ", ascii(wingdings))
assert wingdings == TYPED, "PDFium has changed"
assert ours != TYPED and "\u0177" not in ours, "PDFium uses the field's font now, whatever it is called"
PYTHON
