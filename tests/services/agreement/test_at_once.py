"""Two desks at once: of two that issue for one episode one does; signed and refused never both. On both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.papers.agreement import draw_again
from app.papers.issuing import agreement_pages, issue_agreement
from app.services.office import wording
from models.agreement import Agreement
from models.costs import AgreementPrice
from models.episodes import Episode
from models.papers import PaperBytes, PaperFile
from models.signers import AgreementSigner
from models.vocabulary.people import PaperFormat
from models.wording import WordingVersion
from reports.layout.styles import Edition
from tests.papers.read_back import by_pdfium
from tests.papers.test_agreement import a_rate, an_interim
from tests.racing import Press, race
from tests.told_deeds import says_that_it_changed

ROUNDS = 2
STANDARD = PaperFormat.STANDARD


def raced(office, *desks):
    url = office.database.url.render_as_string(hide_password=False)
    answers = race(url, office.now, office.staff["DSO"], desks)
    return [sorted(each if each == "done" else _told(each) for each in told) for told in answers]


def _told(answer):
    return "told" if says_that_it_changed(answer.removeprefix("refused: ")) else answer


def number_of(office, kind):
    with office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(kind))


@pytest.mark.rule("FUND-4")
def test_of_two_desks_that_issue_at_once_one_does_and_nothing_is_half(office):
    a_rate(office)
    presses = tuple(Press("issue", each, office.version(Episode, each)) for each in _episodes(office))
    assert raced(office, presses, presses) == [["done", "told"]] * ROUNDS
    kept = {kind: number_of(office, kind) for kind in (Agreement, AgreementSigner, AgreementPrice)}
    assert kept == dict.fromkeys(kept, ROUNDS)
    assert (number_of(office, PaperFile), number_of(office, PaperBytes)) == (2 * ROUNDS, 2 * ROUNDS)


@pytest.mark.rule("FUND-4", "FUND-5")
def test_an_agreement_is_never_signed_and_refused_at_once(office):
    a_rate(office)
    made = [office.do(issue_agreement, episode=each, edition=STANDARD).made for each in _episodes(office)]
    seen = [office.version(Agreement, each) for each in made]
    desks = (
        tuple(Press(deed, each, version) for each, version in zip(made, seen, strict=True))
        for deed in ("sign", "refuse to sign")
    )
    assert raced(office, *desks) == [["done", "told"]] * ROUNDS
    for each in made:
        record = office.get(Agreement, each)
        assert (record.signed_at is None) is not (record.refused_at is None)


def _episodes(office):
    return [an_interim(office) for _ in range(ROUNDS)]


@pytest.mark.rule("FUND-4")
def test_released_words_and_a_new_rate_change_the_next_paper_and_not_the_issued_one(office):
    a_rate(office)
    episode = an_interim(office)
    made = office.do(issue_agreement, episode=episode, edition=STANDARD).made
    before = [office.ask(draw_again, agreement=made, edition=each) for each in (Edition.STANDARD, Edition.LARGE_PRINT)]
    said = "What you had before cost you nothing."
    draft = office.do_as(
        "Service manager", wording.phrase_words, paper="agreement", phrase="money.free", words=said, seen=None
    ).made
    told = {"draft": draft, "from_day": office.now.date(), "because": "plainer"}
    office.do_as("Service manager", wording.send_for_release, seen=office.version(WordingVersion, draft), **told)
    office.do(wording.release_words, draft=draft, seen=office.version(WordingVersion, draft))
    a_rate(office, from_day=office.now.date() - timedelta(days=1), single=9999, double=19999)
    next_one = by_pdfium(office.ask(agreement_pages, episode=episode, edition="standard"))
    assert said in " ".join(next_one.split())
    assert "£99.99" in next_one
    after = [office.ask(draw_again, agreement=made, edition=each) for each in (Edition.STANDARD, Edition.LARGE_PRINT)]
    assert after == before
