"""The page Wording: every phrase that families read, where it stands, and a paper of nobody to look at."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.papers.wording import example_pages
from app.queries.office.wording import wording_page
from resources import read_toml
from ui.pages.office.wording import WordingPage


def test_every_phrase_of_every_paper_in_force_is_listed(sqlite_office):
    papers = sqlite_office.ask(wording_page).papers
    titles = {each.title: each.version for each in papers}
    assert titles["Individual service agreement"] == "v2.1"
    assert titles["Service plan"] == "v1"
    for each in papers:
        told = read_toml(f"wording/{each.paper}/{each.version.partition('.')[0]}.toml")
        count = sum(len(found) if isinstance(found, dict) else 1 for key, found in told.items() if key != "own")
        assert len(each.phrases) == len({phrase.name for phrase in each.phrases}) == count
    named = {phrase.name: phrase for phrase in papers[0].phrases}
    assert named["title"].part == "Head of the paper"
    assert named["rights.cancel"].part == "5. Your rights"
    assert named["summary.why"].limit == 11
    assert named["money.billing"].own == "how to pay"


@pytest.mark.parametrize("paper", ["agreement", "service_plan"])
@pytest.mark.parametrize("edition", ["standard", "large_print", "draft"])
def test_a_paper_of_nobody_is_drawn_in_each_edition_and_names_no_price(sqlite_office, paper, edition):
    sqlite_office.an_episode()
    pdf = sqlite_office.ask(example_pages, paper_name=paper, edition=edition)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "Example Person" in text
    assert "EXAMPLE" in text
    assert "Gill" not in text


def test_the_chosen_phrase_is_shown_whole_and_the_other_paper_by_its_name(open_page):
    page = open_page(WordingPage)
    page.list.choose(("agreement", "rights.cancel"))
    assert page.whole.text().startswith("You can stop at any time.")
    page.paper.set_value("service_plan")
    page.paper.picked.emit("service_plan")
    assert page.list.model().shown()[0].words == "Your service plan"
    assert page.version.text().startswith("Printed today: version v1, ")


def test_the_paper_is_looked_at_from_the_page(open_page, qtbot):
    page = open_page(WordingPage)
    page.look_at.click()
    qtbot.waitUntil(lambda: bool(page.preview.sheets))
    page.preview.reject()


def test_controls_of_wording_are_listed(open_page, met):
    met.meet(open_page(WordingPage))
    assert met.differences("Wording") == []
