"""New agreements of many people in one go: each for the person to sign, those of others left, one PDF of them all."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.door.errors import Refused
from app.papers.issuing import issue_agreement, issue_renewal
from app.papers.renewing import drafts_pdf, renewals_pdf
from app.queries.agreement.renewals import renewals
from app.queries.agreement.to_renew import renewals_page
from app.services.agreement import powers, signing
from app.services.people import details
from models.agreement import Agreement, Rate
from models.episodes import Episode
from models.papers import PaperBytes, PaperFile
from models.rules.agreement.who_signs import WhoSigns
from models.vocabulary.agreement import Authority, Funding, PowerKind, SignsBecause
from models.vocabulary.people import PaperFormat
from tests.builders import visit
from tests.papers.test_agreement import a_rate, an_interim

APRIL = date(2027, 4, 1)


def signed(office, name, **person):
    """Somebody who pays in full and has signed; their episode."""
    episode = an_interim(
        office, visit(), person=office.a_person(given="Ann", family=name, funding=Funding.SELF_FUNDER, **person)
    )
    edition = person.get("paper_format", PaperFormat.STANDARD)
    agreement = office.do(issue_agreement, episode=episode, edition=edition).made
    office.do(signing.sign, agreement=agreement, seen=office.version(Agreement, agreement), signed_at=office.now)
    return episode


def by_attorney(office):
    """The episode of somebody whose attorney signed, with the person's permission."""
    episode = an_interim(
        office, visit(), person=office.a_person(given="Ann", family="Cole", funding=Funding.SELF_FUNDER)
    )
    person, today = office.get(Episode, episode).person_id, office.now.date()
    meg = office.do(
        details.add_representative, person=person, name="Meg Roe", authority=Authority.LPA_PROPERTY
    ).made  # fmt: skip
    power = office.do(
        powers.record_power, person=person, kind=PowerKind.LPA_PROPERTY, holders=(meg,), dated=today,
        registered_on=today, reference="7000-1", copy_seen=today,
    ).made  # fmt: skip
    who = WhoSigns(power=power, signers=(meg,), because=SignsBecause.PERMISSION)
    made = office.do(issue_agreement, episode=episode, edition=PaperFormat.STANDARD, who=who).made
    seen = office.version(Agreement, made)
    office.do(signing.sign, agreement=made, seen=seen, signed_at=office.now, representatives=(meg,))
    return episode


def april(office):
    """April's rate, entered an hour after they signed."""
    office.clock.advance(timedelta(hours=1))
    office.store(Rate(from_day=APRIL, single_handed_pence=2560, double_handed_pence=5120))


def titles(pdf):
    return [mark.title for mark in PdfReader(BytesIO(pdf)).outline if not isinstance(mark, list)]


@pytest.mark.rule("FUND-7")
def test_all_are_issued_for_the_new_rate_and_lie_in_one_file_each_with_its_bookmark(office):
    a_rate(office)
    first, second = signed(office, "Able"), signed(office, "Baker", paper_format=PaperFormat.LARGE_PRINT)
    april(office)
    page = office.ask(renewals_page)
    assert [each.episode for each in page.together] == [first, second]
    assert page.waiting == ()
    assert titles(office.ask(drafts_pdf)) == ["Ann Able", "Ann Baker"]
    for row in page.together:
        office.do(issue_renewal, episode=row.episode, seen=row.seen)
    page = office.ask(renewals_page)
    assert page.due == ()
    assert [(each.person, each.edition, each.from_day) for each in page.waiting] == [
        ("Ann Able", PaperFormat.STANDARD, APRIL),
        ("Ann Baker", PaperFormat.LARGE_PRINT, APRIL),
    ]
    made = office.ask(renewals_pdf)
    assert titles(made) == [f"{each.person}: {each.reference}" for each in page.waiting]
    pages = 0
    for each in page.waiting:
        with office.database.reading() as session:
            kept = session.scalars(
                select(PaperBytes.content)
                .join(PaperFile, PaperFile.id == PaperBytes.file_id)
                .where(PaperFile.agreement_id == each.agreement, PaperFile.edition == each.edition)
            ).one()
        pages += len(PdfReader(BytesIO(kept)).pages)
    assert len(PdfReader(BytesIO(made)).pages) == pages


@pytest.mark.rule("FUND-5", "FUND-7")
def test_where_somebody_else_signed_last_it_is_left_to_their_own_tab(office):
    a_rate(office)
    episode = by_attorney(office)
    april(office)
    page = office.ask(renewals_page)
    (row,) = page.due
    assert page.together == ()
    assert "Meg Roe signed last time" in row.how
    with pytest.raises(Refused, match="where it is asked who signs"):
        office.do(issue_renewal, episode=episode, seen=row.due.seen)
    with pytest.raises(Refused, match="Nobody needs"):
        office.ask(drafts_pdf)


@pytest.mark.rule("FUND-7")
def test_one_that_another_desk_has_issued_meanwhile_is_refused(office):
    a_rate(office)
    episode = signed(office, "Able")
    april(office)
    (row,) = office.ask(renewals)
    office.do(issue_agreement, episode=episode, edition=PaperFormat.STANDARD)
    with pytest.raises(Refused):
        office.do(issue_renewal, episode=episode, seen=row.seen)


def test_with_nothing_to_sign_there_is_no_file(office):
    with pytest.raises(Refused, match="No new agreement waits"):
        office.ask(renewals_pdf)


@pytest.mark.rule("FUND-7")
def test_the_page_takes_as_many_statements_for_one_as_for_four(office, count_statements):
    a_rate(office)
    signed(office, "Able")
    april(office)
    statements = count_statements(office.database)
    office.ask(renewals_page)
    few = len([each for each in statements if each != "BEGIN"])
    for name in ("Baker", "Cole", "Dean"):
        signed(office, name)
    statements.clear()
    assert len(office.ask(renewals_page).due) == 1  # the later ones say April's price already
    assert (len([each for each in statements if each != "BEGIN"]), few) == (6, 6)
