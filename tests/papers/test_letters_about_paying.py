"""The letters about who pays, as they are gathered: the one that fits, refused in words, with the days that hold."""

from datetime import date, timedelta

import pytest

from app.door.errors import Refused
from app.papers.letters_about_paying import draw_letter, prepare_letter
from app.services.people.formats import need_format
from models.vocabulary.agreement import Funding
from models.vocabulary.people import OtherFormat, PaperFormat
from reports.layout.styles import Edition
from tests.papers.test_agreement import an_interim


@pytest.mark.rule("FUND-2")
def test_a_co_funder_gets_a_final_letter_with_the_day_from_which_their_share_counts(office):
    facts = {"support_plan_at": office.now - timedelta(days=3), "fabo_at": office.now - timedelta(days=3)}
    episode = an_interim(office, funding=Funding.CO_FUNDER, **facts)
    prepared = office.ask(prepare_letter, episode=episode)
    assert prepared.paper.shared_from == date(2026, 11, 19)
    assert len(prepared.paper.facts) >= 3
    assert draw_letter(prepared, Edition.STANDARD).startswith(b"%PDF")


@pytest.mark.rule("FUND-2")
def test_without_every_fact_a_co_funder_is_told_that_the_day_is_not_known(sqlite_office):
    prepared = sqlite_office.ask(prepare_letter, episode=an_interim(sqlite_office, funding=Funding.CO_FUNDER))
    assert prepared.paper.shared_from is None
    assert draw_letter(prepared, Edition.LARGE_PRINT).startswith(b"%PDF")


@pytest.mark.rule("FUND-6")
def test_somebody_for_whom_the_council_pays_gets_good_news(office):
    person = office.a_person(funding=Funding.COUNCIL, paper_format=PaperFormat.LARGE_PRINT)
    office.do(need_format, person=person, of_format=OtherFormat.TRANSLATED, detail="Urdu")
    prepared = office.ask(prepare_letter, episode=an_interim(office, person=person))
    assert (prepared.paper.shared_from, prepared.paper_format) == (None, PaperFormat.LARGE_PRINT)
    assert prepared.paper.formats == ("Translation (Urdu)",)
    assert prepared.paper.reference.startswith("CP-")


@pytest.mark.rule("FUND-6")
@pytest.mark.parametrize(
    ("funding", "said"), [(Funding.NOT_KNOWN, "Say who pays"), (Funding.SELF_FUNDER, "agreement to sign")]
)
def test_others_get_no_letter(sqlite_office, funding, said):
    episode = an_interim(sqlite_office, funding=funding)
    with pytest.raises(Refused, match=said):
        sqlite_office.ask(prepare_letter, episode=episode)


@pytest.mark.rule("FUND-1")
def test_short_term_support_has_no_letter_about_who_pays(sqlite_office):
    person = sqlite_office.a_person(funding=Funding.CO_FUNDER)
    with pytest.raises(Refused, match="free"):
        sqlite_office.ask(prepare_letter, episode=sqlite_office.an_episode(person=person))


@pytest.mark.rule("END-6")
def test_no_letter_is_addressed_to_somebody_who_died(sqlite_office):
    died = sqlite_office.a_person(funding=Funding.COUNCIL, death_reported_at=sqlite_office.now)
    episode = an_interim(sqlite_office, person=died)
    with pytest.raises(Refused, match="death is reported"):
        sqlite_office.ask(prepare_letter, episode=episode)
