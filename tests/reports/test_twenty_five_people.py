"""Every paper of the 25 people is made, and names its person."""

from io import BytesIO

from pypdf import PdfReader

from tests.reports.twenty_five_people import PEOPLE, papers


def test_each_of_the_25_people_has_every_paper():
    assert len(PEOPLE) == 25
    made = dict(papers())
    assert len(made) == 25 * 5
    for name, content in made.items():
        pages = PdfReader(BytesIO(content)).pages
        assert 1 <= len(pages) <= 25, name
