"""Several papers of one person as one PDF: which can be printed, why others can't, and each as it is alone."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.door.errors import Refused
from app.papers.issuing import issue_agreement
from app.papers.issuing_letters import issue_letter
from app.papers.of_person import person_paper
from app.papers.service_plan import service_plan_pdf
from app.papers.together import papers_now, together_pdf
from app.services.agreement import costs
from app.services.closure import deaths
from app.services.people.key_safes import set_key_safe_code
from models.agreement import Agreement
from models.episodes import Episode
from models.people import Person
from models.referrals import Referral
from models.vocabulary.agreement import CostSaidHow, Funding
from models.vocabulary.closure import EndReason
from models.vocabulary.people import PaperFormat
from models.vocabulary.person_papers import PersonPaper
from models.vocabulary.print_packs import PackPaper, PrintPack
from models.vocabulary.referrals import ReferralOutcome
from tests.papers.test_agreement import a_rate, an_interim
from tests.papers.test_refused import words
from tests.papers.test_summaries import end
from tests.reports.test_conformance import check

STANDARD, LARGE = PaperFormat.STANDARD, PaperFormat.LARGE_PRINT
IN_SERVICE = {
    PackPaper.SERVICE_PLAN, PackPaper.IPAD_SHEET, PackPaper.CALL_SHEET, PackPaper.ASSESSOR_SHEET, PackPaper.END_PACK,
    PackPaper.PROGRESS,
}  # fmt: skip


def nobody_yet(office):
    return office.a_person(given="Nora", family="Pearce")


def begun(office):
    person = nobody_yet(office)
    office.a_goal(office.an_episode(person=person, started_at=office.now - timedelta(days=3)))
    return person


def referred(office):
    person = nobody_yet(office)
    came_by = office.a_referral(person=person, outcome=ReferralOutcome.STARTED, outcome_at=office.now)
    office.an_episode(person=person, referral_id=came_by)
    return person


def died(office):
    person = begun(office)
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    return person


def ended(office):
    person = nobody_yet(office)
    end(office, office.an_episode(person=person, started_at=office.now - timedelta(days=30)), EndReason.GOALS_ACHIEVED)
    return person


def pays(office):
    """In interim support, with a signed paper's forerunner issued, and told what it costs."""
    a_rate(office)
    episode = an_interim(office)
    office.do(issue_agreement, episode=episode, edition=STANDARD)
    told = {"said_to": "Ann Gill", "said_at": office.now, "how": CostSaidHow.BY_WORD}
    office.do(costs.record_cost_said, episode=episode, **told)
    return office.get(Episode, episode).person_id


def came_back(office):
    """In short-term support anew; the agreement is of the interim support that has ended."""
    person = support_ended(office)
    office.a_goal(office.an_episode(person=person, started_at=office.now))
    return person


def support_ended(office):
    person = pays(office)
    with office.database.reading() as session:
        episode = session.scalars(select(Agreement.episode_id)).one()
    end(office, episode, EndReason.PVI_FOUND, package_on=office.now.date())
    return person


def died_in_interim(office):
    person = pays(office)
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    return person


def waits(office):
    person = nobody_yet(office)
    office.a_referral(person=person, reference="CH00777")
    return person


def waits_again(office):
    person = nobody_yet(office)
    came_by = office.a_referral(person=person, outcome=ReferralOutcome.STARTED, outcome_at=office.now)
    episode = office.an_episode(person=person, referral_id=came_by, started_at=office.now - timedelta(days=30))
    end(office, episode, EndReason.GOALS_ACHIEVED)
    office.a_referral(person=person, reference="CH00777")
    return person


def shares(office):
    return office.get(Episode, an_interim(office, funding=Funding.CO_FUNDER)).person_id


def was_written_to(office):
    episode = an_interim(office, funding=Funding.COUNCIL)
    office.do(issue_letter, episode=episode, seen=office.version(Episode, episode))
    return office.get(Episode, episode).person_id


STATES = {
    nobody_yet: (PrintPack.BEFORE_FIRST_VISIT, set()),
    begun: (PrintPack.BEFORE_FIRST_VISIT, IN_SERVICE),
    referred: (PrintPack.BEFORE_FIRST_VISIT, IN_SERVICE | {PackPaper.REFERRAL}),
    died: (PrintPack.BEFORE_FIRST_VISIT, {PackPaper.ASSESSOR_SHEET}),
    ended: (
        PrintPack.AT_END,
        (IN_SERVICE | {PackPaper.CLOSURE_SUMMARY}) - {PackPaper.IPAD_SHEET, PackPaper.CALL_SHEET},
    ),
    pays: (
        PrintPack.AT_TRANSFER,
        IN_SERVICE | {PackPaper.TRANSFER_SUMMARY, PackPaper.AGREEMENT, PackPaper.COST_SAID},
    ),
    came_back: (PrintPack.BEFORE_FIRST_VISIT, IN_SERVICE | {PackPaper.AGREEMENT}),
    died_in_interim: (
        PrintPack.AT_TRANSFER,
        {PackPaper.ASSESSOR_SHEET, PackPaper.TRANSFER_SUMMARY, PackPaper.AGREEMENT},
    ),
    waits: (PrintPack.BEFORE_FIRST_VISIT, {PackPaper.REFERRAL}),
    waits_again: (
        PrintPack.AT_END,
        (IN_SERVICE | {PackPaper.CLOSURE_SUMMARY, PackPaper.REFERRAL}) - {PackPaper.IPAD_SHEET, PackPaper.CALL_SHEET},
    ),
    shares: (PrintPack.AT_TRANSFER, IN_SERVICE | {PackPaper.TRANSFER_SUMMARY}),
    was_written_to: (PrintPack.AT_TRANSFER, IN_SERVICE | {PackPaper.TRANSFER_SUMMARY, PackPaper.LETTER}),
}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_can_be_printed_is_what_is_made_and_what_cant_says_why_in_its_own_words(office, state):
    person = state(office)
    now, (pack, can) = office.ask(papers_now, person=person), STATES[state]
    assert now.pack is pack
    assert [each.paper for each in now.papers] == list(PackPaper)
    assert {each.paper for each in now.papers if not each.why_not} == can
    for each in now.papers:
        asked = {"person": person, "papers": [each.paper], "paper_format": STANDARD}
        if not each.why_not:
            assert office.ask(together_pdf, **asked).startswith(b"%PDF")
            continue
        with pytest.raises(Refused) as why:
            office.ask(together_pdf, **asked)
        assert str(why.value) == each.why_not


def now_of(office, person, paper):
    return next(each for each in office.ask(papers_now, person=person).papers if each.paper is paper)


@pytest.mark.rule("FUND-4", "END-6")
@pytest.mark.parametrize(
    ("state", "aside"),
    [
        (pays, ""),
        (support_ended, "It isn't of support that goes on now, so it is among them only where it is asked for."),
        (came_back, "It isn't of support that goes on now, so it is among them only where it is asked for."),
        (died_in_interim, "The person's death is reported, so it is among them only where it is asked for."),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_an_agreement_goes_along_by_itself_only_while_its_support_goes_on_and_says_which_it_is(office, state, aside):
    now = now_of(office, state(office), PackPaper.AGREEMENT)
    with office.database.reading() as session:
        reference = session.scalars(select(Agreement.reference)).one()
    assert now.which == f"{reference}, issued on 20 Nov 2026."
    assert (now.why_not, now.aside) == ("", aside)
    goes_along = {pack for pack in PrintPack if now.goes_along(pack)}
    assert goes_along == (set() if aside else {PrintPack.BEFORE_FIRST_VISIT, PrintPack.AT_TRANSFER})


def test_before_the_agreement_of_a_second_interim_support_that_of_the_first_stays_aside(office):
    person = support_ended(office)
    an_interim(office, person=person, began=office.now)
    assert now_of(office, person, PackPaper.AGREEMENT).aside


@pytest.mark.rule("REF-1")
@pytest.mark.parametrize("state", [waits, waits_again])
def test_the_referral_sheet_is_that_of_the_referral_in_the_queue_where_there_is_one(sqlite_office, state):
    person = state(sqlite_office)
    now = now_of(sqlite_office, person, PackPaper.REFERRAL)
    assert (now.why_not, now.which) == ("", "CH00777, received on 19 Nov 2026; it is in the queue.")
    asked = {"person": person, "papers": [PackPaper.REFERRAL], "paper_format": STANDARD}
    assert "CH00777" in words(sqlite_office.ask(together_pdf, **asked))


@pytest.mark.rule("REF-1")
def test_else_it_is_that_by_which_the_support_came(sqlite_office):
    person = referred(sqlite_office)
    with sqlite_office.database.reading() as session:
        reference = session.scalars(select(Referral.reference)).one()
    now = now_of(sqlite_office, person, PackPaper.REFERRAL)
    assert now.which == f"{reference}, received on 19 Nov 2026; the support came by it."


@pytest.mark.rule("FUND-6")
def test_a_letter_that_isnt_issued_is_no_part_of_what_is_handed_over(office):
    person = shares(office)
    (letter,) = (each for each in office.ask(papers_now, person=person).papers if each.paper is PackPaper.LETTER)
    assert letter.why_not == "The letter about who pays isn't issued yet; a draft can be printed by itself."


def contents(pdf):
    """What is drawn on each page that isn't empty."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        drawn = [b"".join(each.read_bytes() for each in streams(page.obj)) for page in opened.pages]
    return [each for each in drawn if each]


def streams(page):
    found = page.get("/Contents", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def test_each_is_the_paper_that_is_printed_alone_in_the_order_given_and_begins_on_a_new_sheet(sqlite_office):
    office = sqlite_office
    person = pays(office)
    with office.database.reading() as session:
        episode = session.scalars(select(Agreement.episode_id)).one()
    kinds = {
        PackPaper.CALL_SHEET: PersonPaper.CALL_SHEET, PackPaper.END_PACK: PersonPaper.END_PACK,
        PackPaper.TRANSFER_SUMMARY: PersonPaper.TRANSFER_SUMMARY, PackPaper.ASSESSOR_SHEET: PersonPaper.ASSESSOR_SHEET,
    }  # fmt: skip
    alone = {
        paper: office.ask(person_paper, person=person, kind=kind, paper_format=LARGE) for paper, kind in kinds.items()
    }
    alone[PackPaper.SERVICE_PLAN] = office.ask(service_plan_pdf, episode=episode, paper_format=LARGE)
    wanted = list(alone)
    asked = {"person": person, "papers": wanted, "paper_format": LARGE, "pack": PrintPack.AT_TRANSFER}
    whole = office.ask(together_pdf, **asked)
    assert contents(whole) == [each for paper in wanted for each in contents(alone[paper])]
    reader = PdfReader(BytesIO(whole))
    tops = [each for each in reader.outline if not isinstance(each, list)]
    assert [each.title for each in tops] == [each.label for each in wanted]
    assert all(reader.get_destination_page_number(each) % 2 == 0 for each in tops)
    assert reader.metadata.title == "At the transfer: Łukasz O'Brien"
    one_sided = PdfReader(BytesIO(office.ask(together_pdf, **asked, on_both_sides=False)))
    assert len(one_sided.pages) == len(contents(whole)) < len(reader.pages)


def test_two_copies_of_what_is_signed_keep_their_fields_their_structure_and_their_language(sqlite_office):
    papers = [PackPaper.SERVICE_PLAN, PackPaper.AGREEMENT, PackPaper.AGREEMENT, PackPaper.END_PACK]
    whole = sqlite_office.ask(together_pdf, person=pays(sqlite_office), papers=papers, paper_format=STANDARD)
    check(whole)
    reader = PdfReader(BytesIO(whole))
    assert [each.title for each in reader.outline if not isinstance(each, list)] == [
        "Service plan", "Service agreement", "Service agreement, copy 2", PackPaper.END_PACK.label,
    ]  # fmt: skip
    assert {"2.signer1_date", "3.signer1_date"} <= set(reader.get_fields())
    with pikepdf.open(BytesIO(whole)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert len(pdf.Root.StructTreeRoot.K) == 5, "the end pack is two"


def test_the_code_of_the_key_safe_stands_in_it_for_a_look_that_was_noted_alone(sqlite_office):
    person = begun(sqlite_office)
    sqlite_office.do(set_key_safe_code, person=person, seen=None, code="C4711Y")
    papers = [PackPaper.SERVICE_PLAN, PackPaper.CALL_SHEET, PackPaper.ASSESSOR_SHEET]
    assert "4711" not in words(sqlite_office.ask(together_pdf, person=person, papers=papers, paper_format=STANDARD))
