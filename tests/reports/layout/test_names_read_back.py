"""Names as families write them come out of a paper as they were typed, in both readers that people have.

What is compared are the letters, in their order. Readers guess at the rest of a line that runs both ways: where a
bracket or a number beside Arabic belongs, and which way a bracket inside it faces. So what stands between is counted.
"""

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
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
from reports.layout.text import bold, plain, typed

NAMES = (
    "Maureen Wójcik", "Siân O’Brien-Łukasz", "Ŵyn Tŷ", "Żółć Gęślą-Jaźń", "Nguyễn Thị Hồng", "İbrahim Şahin ığ",
    "Ştefan Țărnă", "Cabdi Maxamed", "O'Neill & Sons <Ltd>", "Zoe\u0308 Brontë", "x\u0302yz Ade\u0323\u0301",
    "Анна Соколова", "Ελένη Παπαδοπούλου", "Ann\u00a0Marie\u00a0Smith", "Mr Smith (Jack)", "fi ffl office", "A. B. 12",
    "محمد", "محمد بن علي", "(محمد)", "Mr محمد (son)", "محمد (Ann) علي", "[علي]", "سلام", "عبد الله", "مُحَمَّد", "علي 12",
    "لندن فلیٹ 12", "شَهْلا رضا", "می\u200cخواهم", "ٹیپو گڑھ ےھ", "محمد\u00a0علي", "علي بن محمد", "שָׁלוֹם כהן", "יעקב",
    "রহিমা বেগম", "শ্রীমতী জ্যোৎস্না", "ਹਰਪ੍ਰੀਤ ਕੌਰ", "પટેલ હર્ષા", "प्रिया शर्मा", "தமிழ்ச்செல்வி", "李小龍", "Ann 李 Smith",
)  # fmt: skip
IN_PIECES = ("فلیٹ 12 لندن", "محمد، علي")
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


def is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM"


def letters(text: str) -> str:
    """The letters in order; which of two marks on one letter comes first means nothing (NFC)."""
    return "".join(filter(is_letter, unicodedata.normalize("NFC", text)))


def others(text: str) -> Counter[str]:
    """How often each other sign is there; a bracket is one whichever way it faces."""
    seen = (sign for sign in text if not is_letter(sign) and unicodedata.category(sign)[0] not in "CZ")
    return Counter("bracket" if unicodedata.mirrored(sign) else sign for sign in seen)


def read_back(read: Reader, draw: Draw, font: str, folder: Path) -> dict[str, str]:
    """What a reader says of each name."""
    pages = read(paper(draw, font), folder)
    return {
        name: page.split("English one.")[-1].strip()
        for name, page in zip((*NAMES, *IN_PIECES, LONG), pages, strict=True)
    }


@in_every_way
def test_every_letter_that_was_typed_is_read_back_in_its_order(read, draw, font, tmp_path):
    assert len(NAMES) >= 40
    said = read_back(read, draw, font, tmp_path)
    for name in (*NAMES, LONG):
        assert letters(said[name]) == letters(plain(name)), ascii((name, said[name]))
        assert others(said[name]) == others(name)


@in_every_way
def test_a_name_that_runs_from_left_to_right_is_read_back_whole(read, draw, font, tmp_path):
    said = read_back(read, draw, font, tmp_path)
    for name in (name for name in NAMES if not turns(name)):
        assert said[name] == plain(name).replace("\u00a0", " ")


@in_every_way
def test_an_arabic_line_with_a_number_or_comma_inside_is_read_back_word_by_word(read, draw, font, tmp_path):
    # pdftotext goes through the pieces around them from left to right: it has each word, in another order.
    said = read_back(read, draw, font, tmp_path)
    for name in IN_PIECES:
        words = re.findall(r"\w+", said[name])
        assert sorted(words) == sorted(re.findall(r"\w+", name))
        assert read is by_poppler or words == re.findall(r"\w+", name)
