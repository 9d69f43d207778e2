"""The command line makes no paper with boxes in place of letters unless it was told to."""

import pytest
from click.testing import CliRunner

from app import cli
from app.door.errors import Refused


@pytest.fixture
def printed(office, office_url, tmp_path):
    """A function that prints the sheet of 李小龍's referral, and the file that it makes."""
    office.a_referral(person=office.a_person(given="小龍", family="李"), reference="CH-1")
    file = tmp_path / "sheet.pdf"

    def run(*words):
        told = ["print", "referral", "--ref", "CH-1", str(file), *words, "--database", office_url]
        return CliRunner().invoke(cli.homeward, told, catch_exceptions=False)

    return run, file


def test_a_paper_with_letters_that_no_font_has_is_refused_and_says_which_and_what_to_do(printed):
    run, file = printed
    with pytest.raises(Refused, match=r"小 李 龍.*in Latin letters.*--with-boxes"):
        run()
    assert not file.exists()


def test_somebody_who_chooses_the_boxes_gets_the_paper(printed):
    run, file = printed
    made = run("--with-boxes")
    assert made.exit_code == 0, made.output
    assert file.read_bytes().startswith(b"%PDF")
