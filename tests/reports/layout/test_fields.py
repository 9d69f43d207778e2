"""Fields show what is typed into them, letter for letter, in both readers; empty, they look as on paper."""

import shutil
import subprocess
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from reports.agreement.agreement import render
from reports.layout import fonts
from reports.layout.styles import Edition
from ui.dialogs.sheets import page_images

NAMES = ["Łukasz Tŷ", "Ħăż Ɓello", "Ωmega Жанна", "O’Brien £5 €"]


@pytest.fixture
def made(agreement):
    return render(agreement, Edition.STANDARD)


def place(made, name):
    """On which page a field stands, and its box."""
    with pikepdf.open(BytesIO(made)) as pdf:
        for number, sheet in enumerate(pdf.pages):
            for widget in sheet.obj.get("/Annots", ()):
                if str(widget.T) == name:
                    return number, [float(edge) for edge in widget.Rect]
    raise LookupError(name)


def typed_in_pdfium(made, name, text):
    """The file once somebody typed into a field as in Chrome or Edge."""
    number, (left, bottom, right, top) = place(made, name)
    document = pypdfium2.PdfDocument(made)
    document.init_forms()
    form, sheet = document.formenv, document[number]
    at = ((left + right) / 2, (bottom + top) / 2)
    pdfium.FORM_OnMouseMove(form, sheet, 0, *at)
    pdfium.FORM_OnLButtonDown(form, sheet, 0, *at)
    pdfium.FORM_OnLButtonUp(form, sheet, 0, *at)
    for letter in text:
        pdfium.FORM_OnChar(form, sheet, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(form)
    kept = BytesIO()
    document.save(kept)
    document.close()
    return kept.getvalue()


def field(pdf, name):
    return next(each for each in pdf.Root.AcroForm.Fields if str(each.T) == name)


def shown(look):
    """The letters of an appearance that are drawn in our font; those of any other are told apart as a question mark."""
    told, ours = "", False
    for operands, operator in pikepdf.parse_content_stream(look):
        if str(operator) == "Tf":
            ours = look.Resources.Font[str(operands[0])].Subtype == "/Type0"
        if str(operator) == "Tj":
            told += bytes(operands[0]).decode("utf-16-be") if ours else "?"
    return told


@pytest.mark.parametrize("name", NAMES)
def test_a_name_typed_in_pdfium_is_drawn_in_our_font_letter_for_letter(made, name):
    with pikepdf.open(BytesIO(typed_in_pdfium(made, "signer1_signature", name))) as pdf:
        filled = field(pdf, "signer1_signature")
        assert str(filled.V) == name
        assert shown(filled.AP.N) == name


def test_every_letter_of_our_text_font_can_be_typed(made):
    with pikepdf.open(BytesIO(made)) as pdf:
        (font,) = pdf.Root.AcroForm.DR.Font.values()
        glyphs = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
        ranges = font.ToUnicode.read_bytes().decode("ascii")
    letters = [code for code in fonts.face(fonts.TEXT).letters if ord(" ") <= code < 0xFFFE and code != 0xFEFF]
    assert len(letters) > 2000
    assert all(glyphs[2 * code : 2 * code + 2] != b"\0\0" for code in letters)
    told = set()
    for line in ranges.splitlines():
        if line.startswith("<") and line.count("<") == 3:
            first, last, letter = (int(each.strip("<>"), 16) for each in line.split())
            assert first == letter
            told |= set(range(first, last + 1))
    assert told == set(letters)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's programs aren't installed here")
@pytest.mark.parametrize("name", NAMES)
def test_a_name_filled_in_is_read_by_poppler(made, name, tmp_path):
    file = tmp_path / "filled.pdf"
    with pikepdf.open(BytesIO(made)) as pdf:
        filled = field(pdf, "council_name")
        filled.V = pikepdf.String(name)
        del filled.AP  # whoever fills it in draws it anew
        pdf.save(file)
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout
    assert name in told.decode("utf-8")


def test_the_preview_shows_what_is_filled_in(made):
    filled = typed_in_pdfium(made, "signer1_signature", "Łukasz Tŷ")
    assert [each.pixels for each in page_images(made, 50)] != [each.pixels for each in page_images(filled, 50)]


def test_a_tick_is_drawn_where_it_is_set(made):
    number, box = place(made, "signer1_read")
    with pikepdf.open(BytesIO(made)) as pdf:
        tick = field(pdf, "signer1_read")
        assert (tick.V, tick.AS) == ("/Off", "/Off")
        tick.V = tick.AS = pikepdf.Name.Yes
        kept = BytesIO()
        pdf.save(kept)
    before, after = (dark(each, number, box) for each in (made, kept.getvalue()))
    assert after > before


def test_an_appearance_has_its_usual_look_only_as_archives_want(made):
    with pikepdf.open(BytesIO(made)) as pdf:
        assert all(list(each.AP.keys()) == ["/N"] for each in pdf.Root.AcroForm.Fields)
        assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_who_read_it_out_has_room_for_a_long_name(made):
    _, (left, bottom, right, top) = place(made, "signer1_read_by")
    assert top - bottom > 2 * 12 * 1.2
    assert right - left > 250
    long = "Wilhelmina Charlotte Featherstonehaugh-Cholmondeley"
    with pikepdf.open(BytesIO(typed_in_pdfium(made, "signer1_read_by", long))) as pdf:
        look = field(pdf, "signer1_read_by").AP.N
        lines = [operands for operands, operator in pikepdf.parse_content_stream(look) if str(operator) == "Tj"]
    assert len(lines) >= 2


def dark(made, number, box):
    """How many points of a box are dark."""
    document = pypdfium2.PdfDocument(made)
    document.init_forms()
    sheet = document[number]
    tall = sheet.get_height()
    picture = sheet.render(scale=4).to_pil().convert("L")
    left, bottom, right, top = box
    found = picture.crop((int(left * 4), int((tall - top) * 4), int(right * 4), int((tall - bottom) * 4)))
    document.close()
    return sum(found.histogram()[:128])
