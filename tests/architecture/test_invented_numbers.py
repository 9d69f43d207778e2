"""A telephone number that stands in the project belongs to nobody, or to an institution that our papers name."""

import re
import zipfile

import pytest

from tests.architecture.test_no_addresses import BINARY, ROOT, tracked

HERE = "tests/architecture/test_invented_numbers.py"
# A number that could be dialled: a nought that no digit precedes, nine or ten more, in groups as people write them.
# Between groups stands a space (also one that doesn't break, or a thin one), a dash of whichever kind, a dot or slash.
BETWEEN = r"[ \u00a0\u2000-\u200a\u202f\-\u2010-\u2015./]?"
ABROAD = rf"(?:\+|00)44{BETWEEN}(?:\(0\){BETWEEN})?"
NUMBER = re.compile(rf"(?<![\w.])(?:{ABROAD}|\(?0)[1-9]\d{{1,4}}\)?{BETWEEN}\d{{2,4}}{BETWEEN}\d{{3,4}}(?![\w]|\.\d)")
# What Ofcom keeps for inventions: Sheffield’s, those of no area, mobile and free ones; one of ten digits begins so too.
INVENTED = re.compile(r"01144960\d{2,3}|01632960\d{2,3}|07700900\d{3}|08081570\d{3}")
# The Ombudsman, the Information Commissioner, the Care Quality Commission; 0300 123 1234 shows the shape of its kind.
INSTITUTIONS = {"03000610614", "03031231113", "03000616161", "03001231234"}
# All ten digits in their order are an alphabet, and the last of these is the first NHS number that was ever given.
NO_NUMBERS = {"0123456789", "0101000000"}


def numbers(text):
    """The telephone numbers in a text, each as it is dialled from here."""
    found = (re.sub(r"^(?:\+|00)44(?:0(?=[1-9]))?", "0", re.sub(r"[^\d+]", "", each)) for each in NUMBER.findall(text))
    return {each for each in found if len(each) in {10, 11}}


def text_of(path):
    """What a file says; of a workbook the text of all its parts."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(each).decode("utf-8") for each in book.namelist() if each.endswith(".xml"))


def test_no_telephone_number_could_be_somebodys():
    texts = {
        str(path.relative_to(ROOT)): text_of(path)
        for path in tracked()
        if (path.suffix not in BINARY or path.suffix == ".xlsx") and path.suffix != ".lock"
    }
    found = {
        name: sorted(each for each in numbers(text) - INSTITUTIONS - NO_NUMBERS if not INVENTED.fullmatch(each))
        for name, text in texts.items()
        if name != HERE
    }
    assert {name: each for name, each in found.items() if each} == {}


def test_the_demonstrations_list_is_looked_at_too():
    texts = [text_of(path) for path in tracked() if path.suffix == ".xlsx" and "demonstration" in path.parts]
    assert any(numbers(text) for text in texts)


@pytest.mark.parametrize(
    "written",
    [
        "01234 567890",
        "0123 456 7890",
        "(01234) 567890",
        "+44 1234 567890",
        "01234567890",
        "+44 (0)1234 567890",
        "01234\u00a0567890",
        "01234\u202f567890",
        "0123\u2009456\u20097890",
        "01234/567890",
        "01234-567-890",
        "01234\u2013567890",
        "0123.456.7890",
        "00441234567890",
        "0044 1234 567890",
        "0044 (0) 1234 567890",
        "+44\u00a01234\u00a0567890",
        "01234 567890.",
    ],
)
def test_a_number_is_seen_however_it_is_written(written):
    assert numbers(f"ring {written}, please") == {"01234567890"}
    assert not INVENTED.fullmatch("01234567890")
