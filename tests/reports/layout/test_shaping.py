"""One shaped line: letters joined in one font and direction at a time, measured and broken as they are drawn."""

from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops, ImageStat
from PIL.Image import Image
from reportlab.pdfgen.canvas import Canvas

import resources
from reports.layout import fonts
from reports.layout.faces import LEAPS, SIGNS
from reports.layout.shaped_paragraph import ShapedParagraph, _as_seen
from reports.layout.shaping import draw_line, drawn_width, is_plain, one_line, text_width
from reports.layout.styles import Edition, scale_for
from reports.layout.text import Markup, bold, phrase, plain, typed

UNSEEN = dict.fromkeys((0x200B, 0x200E, 0x200F))
PROSE = "كان رجل يدعى محمد يسكن في البيت رقم 12 من شارع الملك في مدينة لندن وكان له ثلاثة أبناء (منهم طبيب) وابنتان"


def as_typed(drawn: str) -> str:
    """The letters that drawn ones stand for."""
    drawn = "".join(letter for letter in drawn if letter not in LEAPS)
    return "".join(SIGNS[letter].text if letter in SIGNS else letter for letter in drawn)


def lines_of(written: ShapedParagraph) -> list[str]:
    """The lines of a paragraph, each in the order in which it was typed."""
    broken = written.blPara
    if broken.kind == 0:
        return [as_typed(" ".join(words)) for _, words in broken.lines]
    return [as_typed("".join(piece.text for piece in line.words)).strip() for line in broken.lines]


def written_in(markup: Markup, width: float) -> ShapedParagraph:
    fonts.register()
    written = ShapedParagraph(markup, scale_for(Edition.STANDARD).text())
    written.wrap(width, 10_000)
    return written


def test_plain_text_goes_through_untouched():
    assert is_plain("Łukasz Ŵyn £12", fonts.TEXT)
    assert one_line("Łukasz Ŵyn £12", fonts.BOLD) == ((fonts.BOLD, "Łukasz Ŵyn £12"),)
    assert one_line("", fonts.TEXT) == ()


@pytest.mark.parametrize(
    ("text", "fonts_used"),
    [
        ("(محمد)", ["Text", "Arabic-Regular", "Text"]),
        ("Ann রহিমা", ["Text", "Bengali-Regular"]),
        ("李 Ann", ["Text"]),
    ],
)
def test_a_line_is_drawn_in_runs_of_one_font(text, fonts_used):
    assert [font for font, _ in one_line(text, fonts.TEXT)] == fonts_used


def test_bold_names_are_bold_in_every_script():
    assert one_line("رضا", fonts.BOLD)[0][0] == "Arabic-Bold"
    assert one_line("রহিমা", fonts.BOLD)[0][0] == "Bengali-Bold"


def test_an_arabic_name_is_joined_but_never_made_one_sign():
    ((font, drawn),) = one_line("محمد", fonts.TEXT)
    assert len(drawn) == 4  # seen from left to right
    assert drawn[3] != drawn[1]  # the first م is joined on one side, the second on both
    assert as_typed(drawn[3]) == as_typed(drawn[1]) == "م"
    assert (font, fonts.face(font).letters.isdisjoint(map(ord, drawn))) == ("Arabic-Regular", True)


def test_brackets_in_right_to_left_text_are_mirrored_and_still_read_as_typed():
    left, right = (drawn for font, drawn in one_line("محمد (علي)", fonts.TEXT) if font == fonts.TEXT)
    assert (SIGNS[left[-1]].text, SIGNS[right[0]].text) == (")", "(")
    glyphs = fonts.face(fonts.TEXT).face.charToGlyph
    assert (glyphs[ord(left[-1])], glyphs[ord(right[0])]) == (glyphs[ord("(")], glyphs[ord(")")])


def test_a_mark_stands_on_its_letter_as_one_sign():
    ((_, drawn),) = one_line("x\u0302", fonts.TEXT)
    assert len(drawn) == 1
    assert text_width("x\u0302", fonts.TEXT, 10) == text_width("x", fonts.TEXT, 10)


@given(st.text(alphabet=st.sampled_from("aé 1(علم)\u064e\u200cশ্রী李x\u0302"), max_size=20))
def test_nothing_typed_is_lost_or_doubled_by_shaping(text):
    shaped = "".join(as_typed(drawn) for _, drawn in one_line(text, fonts.TEXT)).translate(
        {0x200B: None, 0x200E: None, 0x200F: None}
    )
    assert sorted(shaped) == sorted(text.replace("\u200c", ""))


def test_long_arabic_prose_is_broken_in_the_order_in_which_it_was_typed_regular_and_bold():
    for markup in (typed(PROSE), bold(PROSE)):
        lines = lines_of(written_in(markup, 200))
        assert len(lines) > 2
        assert " ".join(lines) == PROSE


def test_a_drawn_arabic_line_reads_from_right_to_left():
    written = written_in(typed(PROSE), 200)
    content = BytesIO()
    canvas = Canvas(content, initialFontName=fonts.TEXT)
    written.drawOn(canvas, 60, 500)
    canvas.save()
    document = pypdfium2.PdfDocument(content.getvalue())
    said = document[0].get_textpage().get_text_range().split()
    document.close()
    assert [word.strip("()") for word in said] == [word.strip("()") for word in PROSE.split()]


def test_a_name_of_no_break_spaces_that_fits_stays_on_one_line():
    assert (
        lines_of(written_in(typed("Please see Ann\u00a0Marie\u00a0Smith محمد"), 120))[1] == "Ann\u00a0Marie\u00a0Smith"
    )


@pytest.mark.parametrize("markup", [typed, bold])
@pytest.mark.parametrize("first", ["Maria", "মারিয়া"])
def test_a_name_of_no_break_spaces_wider_than_its_cell_is_broken_at_them_and_never_inside_a_word(markup, first):
    name = f"{first}\u00a0Anastasia\u00a0Wójcik-Kowalska\u00a0Ashford"
    lines = lines_of(written_in(markup(name), 130))
    assert len(lines) > 1
    assert " ".join(lines).replace("\u00a0", " ").split() == name.replace("\u00a0", " ").split()


def test_a_name_given_more_room_later_is_broken_for_that_room():
    written = written_in(typed("Ann\u00a0Marie\u00a0Smith and\u00a0sons"), 60)
    assert len(written.blPara.lines) == 3
    written.wrap(120, 500)
    assert [words for _, words in written.blPara.lines] == [["Ann\u00a0Marie\u00a0Smith"], ["and\u00a0sons"]]


@pytest.mark.parametrize("name", ["W" * 120, "م" * 120, "শ্রী" * 40])
def test_a_word_without_a_place_to_break_is_broken_at_the_cell_s_edge_and_none_of_it_is_lost(name):
    lines = lines_of(written_in(typed(name), 120))
    assert len(lines) > 3
    assert "".join(lines) == name


def test_both_halves_of_a_split_paragraph_keep_every_letter():
    whole = " ".join([PROSE] * 3)
    written = written_in(typed(whole), 200)
    said = []
    for half in written.split(200, written.height / 2):
        half.wrap(200, 10_000)
        said += lines_of(half)
    assert " ".join(said) == whole


def test_the_same_names_give_the_same_bytes_whatever_was_drawn_before():
    def made() -> bytes:
        content = BytesIO()
        canvas = Canvas(content, invariant=1, initialFontName=fonts.TEXT)
        draw_line(canvas, "محمد রহিমা 李", fonts.TEXT, 12, (60, 600))
        canvas.save()
        return content.getvalue()

    first = made()
    for other in ("علي بن محمد", "শ্রীমতী", "龍", "x\u0302"):
        one_line(other, fonts.TEXT)
    assert made() == first


def test_every_font_has_the_units_that_composed_signs_are_measured_in():
    for file in resources.names("fonts"):
        if file.endswith(".ttf"):
            face = fonts.face({"Text-Regular": fonts.TEXT}.get(file[:-4], file[:-4])).face
            assert face.unitsPerEm == 1000, file
            assert len(resources.read_bytes(f"fonts/{file}")) < 530_000


def test_what_is_plain_is_measured_as_it_is_drawn():
    assert text_width("Ann", fonts.TEXT, 12) == drawn_width("Ann", fonts.TEXT, 12)
    assert text_width(plain("محمد"), fonts.TEXT, 12) == sum(
        drawn_width(drawn, font, 12) for font, drawn in one_line("محمد", fonts.TEXT)
    )


@pytest.mark.parametrize("name", ["محمد", "محمد 12", "(محمد)"])
def test_a_right_to_left_name_doesn_t_take_the_number_after_it_with_it(name):
    written = written_in(phrase("For {name} · {day}, 12.30", name=name, day="20 November"), 400)
    (line,) = _as_seen(written.blPara).lines
    seen = as_typed("".join(piece.text for piece in line.words))
    assert seen.endswith(" · 20 November, 12.30")
    assert seen.startswith("For ")


def picture_of(text: str, at: float) -> Image:
    """The right part of a page on which this line is drawn, from a place that is the same for all."""
    content = BytesIO()
    canvas = Canvas(content, pagesize=(300, 40), initialFontName=fonts.TEXT)
    draw_line(canvas, text, fonts.TEXT, 20, (at, 12))
    canvas.save()
    document = pypdfium2.PdfDocument(content.getvalue())
    drawn = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    return drawn.crop((220, 0, 600, 80))


def test_a_name_whose_words_are_written_in_the_order_of_typing_stands_where_it_is_seen():
    fonts.register()
    before = text_width("x ", fonts.TEXT, 20)
    alone, after = picture_of("علي بن محمد", 110), picture_of("x علي بن محمد", 110 - before)
    assert alone.getextrema()[0] < 50  # something is drawn
    assert ImageStat.Stat(ImageChops.difference(alone, after)).mean[0] < 0.5
