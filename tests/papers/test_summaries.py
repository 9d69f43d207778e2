"""The transfer summary for the interim DSO and the closure summary, which stays after a death."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.door.errors import Refused
from app.papers.summaries import closure_summary_pdf, gather_closure, gather_transfer, transfer_summary_pdf
from app.services.closure import closing, deaths, ending
from models.episodes import Episode
from models.people import Person, Representative
from models.transfer import Transfer
from models.values import Call
from models.vocabulary.closure import ClosingStepKind, EndReason
from models.vocabulary.people import PaperFormat
from models.vocabulary.transfer import TransferRoute
from tests.builders import visit

STANDARD = PaperFormat.STANDARD
DAY = timedelta(days=1)


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def selects(statements):
    return len([each for each in statements if each.startswith("SELECT")])


@pytest.fixture
def person(office):
    return office.a_person(given="Nora", family="Pearce", communication="hearing aid left", risks="keysafe 4821")


@pytest.fixture
def episode(office, person):
    made = office.an_episode(
        visit(Call.MORNING, 45, 2), visit(Call.TEA), person=person, started_at=office.now - 30 * DAY
    )
    office.a_goal(made, number=1, statement="I will make my own tea", set_at=office.now - 28 * DAY)
    return made


@pytest.fixture
def transfer(office, episode):
    told = Transfer(
        episode_id=episode, route=TransferRoute.INTERIM_TEAM, to_team_id=office.teams["Interim"],
        interim_dso_id=office.staff["Interim DSO"], support_plan_at=office.now - 3 * DAY,
        agreed_at=office.now - DAY, reason="No provider has offered", sent_to_brokerage_at=office.now - 4 * DAY,
        offer_provider="Peak Care", offer_at=office.now - DAY, offer_starts_on=office.now.date() + 5 * DAY,
    )  # fmt: skip
    office.store(told)
    return told


@pytest.mark.usefixtures("transfer")
@pytest.mark.rule("INT-3", "INT-5")
def test_the_interim_dso_reads_why_what_was_agreed_and_what_stands_with_brokerage(office, person):
    office.store(Representative(person_id=person, name="Anna Gill", relation="daughter", telephone="0114 496 0344"))
    said = words_of(office.ask(transfer_summary_pdf, person=person, paper_format=STANDARD))
    for part in (
        "Interim Home Care team, Interim, DSO Interim",
        "Not handed over yet",
        "No provider has offered",
        "19 Nov 2026 at 09:00: The MDT agreed this transfer",
        "17 Nov 2026 at 09:00: The support plan is complete.",
        "The package was sent to Brokerage on 16 Nov 2026 at 09:00.",
        "Peak Care offered on 19 Nov 2026 at 09:00, to start 25 Nov 2026.",
        "Morning 45 min, 2 workers, every day",
        "I will make my own tea",
        "hearing aid left",
        "keysafe (code not printed)",
        "Anna Gill, daughter, 0114 496 0344",
        "Service end date request sent to PST",
    ):
        assert part in said
    assert "Still missing for the transfer" in said


@pytest.mark.rule("INT-3")
def test_before_anything_of_a_transfer_is_recorded_there_is_no_summary(office, person, episode):
    assert episode
    with pytest.raises(Refused, match="Nothing is recorded about a transfer"):
        office.ask(gather_transfer, person=person)


def end(office, episode, reason=EndReason.GOALS_ACHIEVED, **told):
    office.do(
        ending.end, episode=episode, seen=office.version(Episode, episode), reason=reason, ends_at=office.now, **told
    )


@pytest.mark.rule("END-1", "END-4", "END-5")
def test_the_closure_summary_says_how_it_ended_what_was_reached_and_what_remains(office, person, episode):
    with pytest.raises(Refused, match="No support has ended yet"):
        office.ask(gather_closure, person=person)
    end(office, episode)
    office.do(closing.tick, episode=episode, step=ClosingStepKind.UPDATE_CCL, seen=None)
    paper = office.ask(gather_closure, person=person)
    assert paper.reason == "Goals achieved, no formal support needed"
    assert dict(paper.steps)["Update CCL with start and end dates"] == "20 Nov 2026 at 09:00, DSO North"
    assert dict(paper.steps)["Update MOSAIC"] == "Still to be done"
    assert paper.remains
    said = words_of(office.ask(closure_summary_pdf, person=person, paper_format=STANDARD))
    for part in ("The package isn't closed yet.", "At the end, 20 November 2026", "I will make my own tea"):
        assert part in said


@pytest.mark.rule("END-6")
def test_after_a_death_the_closure_summary_stays_and_says_so_first(office, person, episode):
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    office.do(deaths.confirm_death, person=person, seen=office.version(Person, person), died_on=office.now.date())
    end(office, episode, EndReason.DIED)
    said = words_of(office.ask(closure_summary_pdf, person=person, paper_format=STANDARD))
    assert "Nora Pearce has died. Ask the DSO before any contact." in said
    assert "Died on 20 Nov 2026" in said


@pytest.mark.usefixtures("transfer")
def test_both_are_gathered_in_a_fixed_number_of_statements(office, person, episode, count_statements):
    statements = count_statements(office.database)
    office.ask(gather_transfer, person=person)
    first = selects(statements)
    for number in range(2, 6):
        office.a_goal(episode, number=number)
    del statements[:]
    office.ask(gather_transfer, person=person)
    assert selects(statements) == first
    end(office, episode)
    del statements[:]
    office.ask(gather_closure, person=person)
    assert selects(statements) <= first
