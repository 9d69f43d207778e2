"""A letter that no font of ours has: an empty box on the page, read as that letter, and told before printing."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from reports.layout.flowables import heading, paragraph
from reports.layout.page import Furniture, make
from reports.layout.styles import Edition, scale_for
from reports.layout.text import typed
from reports.layout.unprintable import unprintable_letters


def paper(text: str, *, title: str = "Ann", person: str = "Ann") -> bytes:
    scale = scale_for(Edition.STANDARD)

    def story(root):
        return [heading(title, scale.heading(), root, 1), paragraph(typed(text), scale.text(), root)]

    return make(Furniture("Paper", "Kent", "R-1", person, "v2", Edition.STANDARD), story)


@pytest.mark.parametrize("text", ["Łukasz O’Brien £€½ Ŵ", "محمد", "রহিমা", "שָׁלוֹם", "می\u200cخواهم"])
def test_a_paper_whose_letters_are_all_there_lacks_none(text):
    assert unprintable_letters(paper(text)) == ""


def test_letters_that_are_nowhere_are_named_once_wherever_they_stand():
    assert unprintable_letters(paper("李 and 李", title="龍 Ann", person="小")) == "小李龍"


def test_they_are_still_known_in_a_file_made_of_several_papers():
    whole = pikepdf.new()
    for each in (paper("Ann"), paper("李")):
        with pikepdf.open(BytesIO(each)) as part:
            whole.pages.extend(part.pages)
    content = BytesIO()
    whole.save(content)
    assert unprintable_letters(content.getvalue()) == "李"


def test_a_box_is_read_as_the_letter_that_it_stands_for():
    document = pypdfium2.PdfDocument(paper("Ann 李 Smith"))
    assert "Ann 李 Smith" in document[0].get_textpage().get_text_range()
    document.close()
