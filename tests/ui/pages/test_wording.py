"""The page Wording: every phrase that families read, where it stands, and a paper of nobody to look at."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from app.door.wording import shipped_papers, shipped_words
from app.papers.wording import example_pages
from app.queries.office.wording import wording_page
from app.services.office import wording as deeds
from models.wording import WordingVersion
from resources import read_toml
from ui.pages.office.wording import WordingPage


def test_every_phrase_of_every_paper_in_force_is_listed(sqlite_office):
    papers = sqlite_office.ask(wording_page).papers
    titles = {each.title: each.version for each in papers}
    assert titles["Individual service agreement"] == "v2.1"
    assert titles["Service plan"] == "v2"
    for each in papers:
        told = read_toml(f"wording/{each.paper}/{each.version.partition('.')[0]}.toml")
        count = sum(len(found) if isinstance(found, dict) else 1 for key, found in told.items() if key != "own")
        assert len(each.phrases) == len({phrase.name for phrase in each.phrases}) == count
    named = {phrase.name: phrase for phrase in papers[0].phrases}
    assert named["title"].part == "Head of the paper"
    assert named["rights.cancel"].part == "5. Your rights"
    assert named["terms.price"].part == "4. The money"
    assert named["summary.why"].limit == 11
    assert named["money.billing"].own == "how to pay"


@pytest.mark.parametrize("paper", shipped_papers())
def test_each_phrase_stands_somewhere_that_people_have_words_for(paper):
    phrases = shipped_words(paper).phrases.values()
    printed = {each.words for each in phrases} | {"Head of the paper"}
    assert {each.part for each in phrases} <= printed


@pytest.mark.parametrize(
    "paper",
    [
        "agreement",
        "co_funder",
        "cost_said",
        "council_funded",
        "end_pack",
        "progress",
        "review_letter",
        "service_plan",
    ],
)
@pytest.mark.parametrize("edition", ["standard", "large_print", "draft"])
def test_a_paper_of_nobody_is_drawn_in_each_edition(sqlite_office, paper, edition):
    sqlite_office.an_episode()
    pdf = sqlite_office.ask(example_pages, paper_name=paper, edition=edition)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "Example Person" in text
    assert "EXAMPLE" in text or edition == "draft"  # which has no number
    assert "Gill" not in text


def test_the_agreement_of_nobody_shows_the_phrases_about_cost_and_powers(sqlite_office):
    pdf = sqlite_office.ask(example_pages, paper_name="agreement", edition="standard")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    for part in (
        "You asked us for less", "This price counts from", "it was £520.80 a week", "it is £537.60 a week",
        "Not agreed yet", "Your first week is not a whole week", "The price changed from", "told Example Attorney",
        "Certified copy seen by", "I sign as attorney for Example Person", "You also get this paper as: Braille",
    ):  # fmt: skip
        assert part in text


def test_the_chosen_phrase_is_shown_whole_and_the_other_paper_by_its_name(open_page):
    page = open_page(WordingPage)
    page.list.choose(("agreement", "rights.cancel"))
    assert page.whole.text().startswith("You can stop at any time.")
    page.paper.set_value("service_plan")
    page.paper.picked.emit("service_plan")
    assert page.list.model().shown()[0].words == "Your service plan"
    assert page.version.text().startswith("Printed today: version v2, ")


def test_the_paper_is_looked_at_from_the_page(open_page, qtbot):
    page = open_page(WordingPage)
    page.look_at.click()
    qtbot.waitUntil(lambda: bool(page.preview.sheets))
    page.preview.reject()


def a_draft(office, by="Service manager", **phrases):
    """A draft of the agreement's words, sent for release."""
    told = phrases or {"summary.why": "Why is it so?"}
    made = [
        office.do_as(by, deeds.phrase_words, paper="agreement", phrase=name, words=words).made
        for name, words in told.items()
    ][-1]
    seen = office.version(WordingVersion, made)
    office.do_as(
        by, deeds.send_for_release, draft=made, seen=seen, from_day=office.now.date(), because="Families asked"
    )
    return made


def type_words(page, words):
    page.panel.form.findChild(QPlainTextEdit, "wording.phrase_words_form.words").setPlainText(words)


def test_a_phrase_is_changed_below_the_list_and_stands_in_a_draft(open_page, qtbot, settled):
    page = open_page(WordingPage)
    assert not page.draft.isVisible()
    page.list.choose(("agreement", "rights.cancel"))
    page.change.click()
    type_words(page, "Call {name} on {telephone}. You can stop at any time.")
    page.panel.form.confirm.click()
    qtbot.waitUntil(page.draft.isVisible)
    settled()
    assert page.drafted.text().startswith("v2.2, begun by DSO North: 1 phrase changed.")
    assert page.whole.text() == "Call {name} on {telephone}. You can stop at any time."
    assert "Released last: “You can stop at any time." in page.told.text()
    assert page.versions.sides.before.text().startswith("You can stop at any time. Call {name}")
    assert page.versions.sides.after.text() == "Call {name} on {telephone}. You can stop at any time."


def test_a_place_that_is_missing_is_said_beside_the_words_while_they_are_typed_and_when_they_are_kept(open_page, qtbot):
    page = open_page(WordingPage)
    page.list.choose(("agreement", "rights.cancel"))
    page.change.click()
    type_words(page, "Call us, {nobody}. " + "Notwithstanding considerations of applicability. " * 2)
    told = page.panel.form.findChild(QLabel, "wording.phrase_words_form.checked")
    qtbot.waitUntil(lambda: "{nobody} can't be filled in here. What can: {name} and {telephone}." in told.text())
    assert "Reading age" in told.text()
    page.panel.form.confirm.click()
    qtbot.waitUntil(lambda: "can't be filled in" in page.panel.form.notice.text.text())


def test_a_second_person_releases_and_the_writer_is_told_who_can(open_page, sqlite_office, qtbot, settled, elsewhere):
    a_draft(sqlite_office)
    page = open_page(WordingPage)
    assert page.release.isVisible()
    assert not page.send.isVisible()
    page.release.click()
    page.draft.form.confirm.click()
    qtbot.waitUntil(lambda: not page.draft.isVisible())
    settled()
    assert page.version.text().startswith("Printed today: version v2.2")
    elsewhere(lambda: a_draft(sqlite_office, by="DSO", title="Your agreement about help"))
    page.refresh()
    settled()
    assert not page.release.isVisible()
    assert "a second person reads and releases it" in page.drafted.text()


def test_what_the_office_still_owes_is_counted_and_gone_to_from_a_paper_that_lacks_it(open_page, sqlite_office, qtbot):
    made = a_draft(sqlite_office, **{"money.billing": ""})
    sqlite_office.do(deeds.release_words, draft=made, seen=sqlite_office.version(WordingVersion, made))
    page = open_page(WordingPage)
    assert page.owed.text() == "1 phrase to write before this paper can be final."
    page.open_at(None, "wording.agreement:money:billing")
    qtbot.waitUntil(lambda: page.panel.form is not None)
    assert page.list.current().name == "money.billing"
    assert "How often a bill comes" in page.told.text()


def test_controls_of_wording_are_listed(open_page, met, sqlite_office, settled, elsewhere):
    a_draft(sqlite_office)
    page = open_page(WordingPage)
    met.meet(page)
    for opener, panel in ((page.change, page.panel), (page.release, page.draft), (page.withdraw, page.draft)):
        opener.click()
        met.meet(page)
        panel.close_form()
    elsewhere(
        lambda: sqlite_office.do(
            deeds.phrase_words, paper="agreement", phrase="title", words="Your agreement about help"
        )
    )
    page.refresh()
    settled()
    page.list.choose(("agreement", "title"))
    met.meet(page)
    page.send.click()
    met.meet(page)
    assert met.differences("Wording") == []
