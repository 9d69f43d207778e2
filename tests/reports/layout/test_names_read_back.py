"""Names as families write them come out of a paper as they were typed, in both readers that people have.

The readers add unseen marks that say which way a piece runs; they are left out here, and a no-break space is a blank.
Two things can't be taught to them: pdftotext goes through the pieces around a number or comma in Arabic from left to
right, and pdfium shows a bracket between two Arabic words facing the other way.
"""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from reports.layout import fonts
from reports.layout.bidi import turns
from reports.layout.shaped_paragraph import ShapedParagraph
from reports.layout.shaping import draw_line
from reports.layout.styles import Edition, scale_for
from reports.layout.text import bold, phrase, plain, typed

BRACKET_INSIDE = "محمد (علي)"
NAMES = (
    "Maureen Wójcik", "Siân O’Brien-Łukasz", "Ŵyn Tŷ", "Żółć Gęślą-Jaźń", "Nguyễn Thị Hồng", "İbrahim Şahin ığ",
    "Ştefan Țărnă", "Cabdi Maxamed", "O'Neill & Sons <Ltd>", "Zoe\u0308 Brontë", "x\u0302yz Ade\u0323\u0301",
    "Анна Соколова", "Ελένη Παπαδοπούλου", "Ann\u00a0Marie\u00a0Smith", "Mr Smith (Jack)", "fi ffl office", "A. B. 12",
    "محمد", "محمد بن علي", "(محمد)", "Mr محمد (son)", "محمد (Ann) علي", "[علي]", "سلام",
    "عبد الله", "مُحَمَّد", "شَهْلا رضا", "می\u200cخواهم", "ٹیپو گڑھ ےھ", "محمد\u00a0علي", "علي بن محمد", "שָׁלוֹם כהן", "יעקב",
    "রহিমা বেগম", "শ্রীমতী জ্যোৎস্না", "ਹਰਪ੍ਰੀਤ ਕੌਰ", "પટેલ હર્ષા", "प्रिया शर्मा", "தமிழ்ச்செல்வி", "李小龍", "Ann 李 Smith",
    BRACKET_INSIDE,
)  # fmt: skip
IN_PIECES = ("فلیٹ 12 لندن", "محمد، علي", "علي 12")
LONG = "و" * 60 + " " + "m" * 59
ENGLISH = "Most of what stands on this paper is English, so readers take it for an English one."

Draw = Callable[[Canvas, str, str], None]
Reader = Callable[[bytes, Path], list[str]]


def in_a_line(canvas: Canvas, name: str, font: str) -> None:
    draw_line(canvas, plain(name), font, 4 if name == LONG else 12, (60, 600))


def in_a_paragraph(canvas: Canvas, name: str, font: str) -> None:
    written = ShapedParagraph(bold(name) if font == fonts.BOLD else typed(name), scale_for(Edition.STANDARD).text())
    written.wrap(470, 500)
    written.drawOn(canvas, 60, 500)


def in_a_sentence(canvas: Canvas, name: str, _font: str) -> None:
    said = phrase("For {name} · 20 November. **Ask {name} for the keys.**", name=name)
    written = ShapedParagraph(said, scale_for(Edition.STANDARD).text())
    written.wrap(470, 500)
    written.drawOn(canvas, 60, 500)


@cache
def paper(draw: Draw, font: str) -> bytes:
    """A page a name, under some lines of English."""
    fonts.register()
    content = BytesIO()
    canvas = Canvas(content, pagesize=A4, invariant=1, initialFontName=font)
    for name in (*NAMES, *IN_PIECES, LONG):
        for line in range(4):
            draw_line(canvas, ENGLISH, font, 9, (60, 800 - 12 * line))
        draw(canvas, name, font)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def by_poppler(pdf: bytes, folder: Path) -> list[str]:
    (folder / "paper.pdf").write_bytes(pdf)
    command = ["pdftotext", "-enc", "UTF-8", folder / "paper.pdf", "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")[:-1]


def by_pdfium(pdf: bytes, _folder: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return pages


UNSEEN = re.compile("[\u200b\u200c\u200e\u200f\u202a-\u202e]")
WORD = re.compile(r"[^\W\d]+|\d+")
NO_POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="bare machines have no poppler")


def in_every_way(test):
    """In both readers, as a line and as a paragraph, regular and bold."""
    for name, values in (
        ("font", [fonts.TEXT, fonts.BOLD]),
        ("draw", [in_a_line, in_a_paragraph]),
        ("read", [pytest.param(by_poppler, marks=NO_POPPLER), by_pdfium]),
    ):
        test = pytest.mark.parametrize(name, values)(test)
    return test


def whole(text: str) -> str:
    """The text without unseen marks; which of two marks on one letter comes first means nothing (NFC)."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def facing_one_way(text: str) -> str:
    return text.translate(str.maketrans("([{", ")]}"))


def read_back(read: Reader, draw: Draw, font: str, folder: Path) -> dict[str, str]:
    """What a reader says of each name."""
    pages = read(paper(draw, font), folder)
    return {
        name: whole(page.split("English one.")[-1].strip())
        for name, page in zip((*NAMES, *IN_PIECES, LONG), pages, strict=True)
    }


@in_every_way
def test_a_name_is_read_back_as_it_was_typed(read, draw, font, tmp_path):
    assert len(NAMES) >= 40
    said = read_back(read, draw, font, tmp_path)
    for name in NAMES:
        if read is by_pdfium and turns(name):
            assert facing_one_way(said[name]) == facing_one_way(whole(name))
        else:
            assert said[name] == whole(name)


@in_every_way
def test_a_name_of_120_letters_is_read_back_with_every_letter(read, draw, font, tmp_path):
    assert "".join(read_back(read, draw, font, tmp_path)[LONG].split()) == LONG.replace(" ", "")


@in_every_way
def test_an_arabic_line_with_a_number_or_comma_inside_is_read_back_word_by_word(read, draw, font, tmp_path):
    # pdftotext goes through the pieces around them from left to right: it has each word, in another order.
    said = read_back(read, draw, font, tmp_path)
    for name in IN_PIECES:
        words = WORD.findall(said[name])
        assert sorted(words) == sorted(WORD.findall(name))
        assert read is by_poppler or words == WORD.findall(name)


@pytest.mark.parametrize("read", [pytest.param(by_poppler, marks=NO_POPPLER), by_pdfium])
def test_a_name_in_a_sentence_is_read_back_in_its_place_and_order(read, tmp_path):
    said = read_back(read, in_a_sentence, fonts.TEXT, tmp_path)
    for name in NAMES:
        if read is by_pdfium and name == BRACKET_INSIDE:  # two fonts: its words come from left to right
            continue
        wanted = f"For {whole(name)} · 20 November. Ask {whole(name)} for the keys."
        if read is by_pdfium and turns(name):
            assert facing_one_way(said[name]) == facing_one_way(wanted)
        else:
            assert said[name] == wanted
