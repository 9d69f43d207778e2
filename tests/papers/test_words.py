"""A paper takes its words from the office: the program's with the office's over them; a final one waits for its own."""

import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import papers
from app.door.errors import Refused
from app.door.wording import shipped_papers, shipped_words
from app.papers.agreement import draw, draw_again, prepare
from app.papers.words import final_words, words_as_printed, words_of
from models.wording import WordingPhrase, WordingVersion
from reports.layout.styles import Edition
from reports.layout.wording import wording
from tests.builders import every_own_word
from tests.papers.test_agreement import a_rate, an_interim, issue

TITLE = "Your agreement about help at home"


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def a_version(office, number, *, from_day=None, released=True, own=True, paper="agreement", **phrases):
    """A version of the office's words as it is stored, released from today unless said otherwise."""
    phrases = (every_own_word()[paper] if own else {}) | phrases
    version = WordingVersion(of_paper=paper, number=number, from_day=from_day or office.now.date())
    office.store(version)
    shipped = shipped_words(paper).phrases
    office.store(
        *(
            WordingPhrase(of_version_id=version.id, name=name, words=words, shipped=shipped[name].words)
            for name, words in phrases.items()
        )
    )
    if released:
        with office.database.writing() as session:
            session.get_one(WordingVersion, version.id).released_at = office.now
    return version.id


def test_the_words_of_a_day_are_those_of_the_highest_version_whose_day_has_come(office):
    a_version(office, 2, title="The second title")
    a_version(office, 3, from_day=date(2026, 12, 1), title="The third title")
    a_version(office, 4, released=False, title="A draft's title")
    assert office.ask(words_of, paper="agreement").version == "v2.2"
    office.clock.advance(timedelta(days=10, hours=14))  # 30 November, 23 h
    assert office.ask(words_of, paper="agreement").text("title") == "The second title"
    office.clock.advance(timedelta(hours=1))
    words = office.ask(words_of, paper="agreement")
    assert (words.version, words.text("title")) == ("v2.3", "The third title")
    assert words.text("summary.who") == wording("agreement", "v2").text("summary.who")
    assert office.ask(words_of, paper="service_plan").version == shipped_words("service_plan").version


def test_a_paper_is_printed_in_the_offices_words_and_again_in_those_that_it_names(sqlite_office):
    office = sqlite_office
    a_rate(office)
    episode = an_interim(office)
    prepared = office.ask(prepare, episode=episode)
    printed, made = draw(prepared, edition=Edition.STANDARD), issue(office, prepared)
    a_version(office, 2, title=TITLE)
    assert TITLE in text_of(draw(office.ask(prepare, episode=episode), edition=Edition.STANDARD))
    assert TITLE not in text_of(printed)
    assert office.ask(draw_again, agreement=made, edition=Edition.STANDARD) == printed
    assert office.ask(words_as_printed, paper="agreement", version="v1").text("title").startswith("Your agreement")


def test_a_final_paper_waits_for_the_words_that_only_the_office_can_say(sqlite_office):
    office = sqlite_office
    a_rate(office)
    a_version(office, 2, own=False)
    prepared = office.ask(prepare, episode=an_interim(office))
    lacks = [each for each in prepared.missing if "own words about how to pay" in each.sentence]
    assert [each.field for each in lacks] == ["wording.agreement:money:billing"]
    with pytest.raises(Refused, match="own words about how to pay"):
        draw(prepared, edition=Edition.STANDARD)
    assert "[the office’s words: how to pay]" in text_of(draw(prepared, edition=Edition.DRAFT))
    with pytest.raises(Refused, match="a draft can"):
        office.ask(final_words, paper="agreement", edition=Edition.LARGE_PRINT)
    assert office.ask(final_words, paper="agreement", edition=Edition.DRAFT).version == "v2.2"


def test_words_that_no_longer_fit_the_program_are_not_printed(sqlite_office):
    a_version(sqlite_office, 2, title="Now for {nobody}", **{"summary.why": "Why is it so?"})
    words = sqlite_office.ask(words_of, paper="agreement")
    assert words.text("title") == wording("agreement", "v2").text("title")
    assert words.text("summary.why") == "Why is it so?"


def test_every_paper_whose_words_are_shipped_asks_the_office_for_its_own():
    sources = [each.read_text(encoding="utf-8") for each in Path(papers.__file__).parent.glob("**/*.py")]
    asking = [each for each in sources if re.search(r"(?:words_of|final_words)\(turn, paper=", each)]
    assert {paper for paper in shipped_papers() if not any(f'"{paper}"' in each for each in asking)} == set()


def test_words_are_read_once_in_a_piece_of_work(sqlite_office, count_statements):
    statements = count_statements(sqlite_office.database)

    def twice(turn):
        statements.clear()
        return [words_of(turn, paper="agreement").version for _ in range(2)]

    assert sqlite_office.ask(twice) == ["v2.1", "v2.1"]
    assert len([each for each in statements if "wording_version" in each]) == 1
