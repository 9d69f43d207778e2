"""The agreement as it is gathered: whole, refused in words, or a draft; and drawn again as it was issued."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec
import pytest
from sqlalchemy import select

from app.door.changes import Topic, changes
from app.door.errors import Refused
from app.papers.agreement import draw, draw_again, prepare
from app.papers.issuing import issue_agreement
from app.services.agreement import powers
from app.services.closure import deaths
from app.services.people import details
from models.agreement import Rate
from models.episodes import Episode
from models.people import Person
from models.plans import Plan
from models.rules.agreement.who_signs import WhoSigns
from models.signers import AgreementSigner
from models.transfer import Transfer
from models.values import Call, Money, PlannedVisit, from_london
from models.vocabulary.agreement import Acting, Authority, Funding, PowerKind, SignsAs, SignsBecause
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.transfer import TransferRoute
from reports.agreement.paper import AgreementPaper
from reports.layout.styles import Edition
from tests.builders import EVERY_DAY, visit


def a_rate(office, *, from_day=date(2026, 4, 1), single=2480, double=4960):
    rate = Rate(from_day=from_day, single_handed_pence=single, double_handed_pence=double)
    office.store(rate)
    return rate.id


def an_interim(office, *visits, funding=Funding.SELF_FUNDER, person=None, began=None, **facts):
    """Somebody in interim support for two days, on the list for four; the interim episode's id."""
    person = person or office.a_person(funding=funding, given="Łukasz", family="O'Brien")
    began = began or office.now - timedelta(days=2)
    first = office.an_episode(
        person=person, started_at=office.now - timedelta(days=30), ended_at=began, end_reason="transferred"
    )
    second = office.an_episode(
        *visits,
        person=person,
        kind=EpisodeKind.INTERIM_TEAM,
        team_id=office.teams["Interim"],
        dso_id=office.staff["Interim DSO"],
        started_at=began,
        follows_id=first,
    )
    told = {
        "sent_to_brokerage_at": office.now - timedelta(days=5),
        "listed_at": office.now - timedelta(days=4, hours=1),
        "need_confirmed_at": office.now - timedelta(days=6),
        "route": TransferRoute.INTERIM_TEAM,
        "to_team_id": office.teams["Interim"],
        "interim_dso_id": office.staff["Interim DSO"],
    } | facts
    office.store(Transfer(episode_id=first, to_episode_id=second, handed_over_at=began, **told))
    return second


def issue(office, prepared):
    return office.do(issue_agreement, episode=prepared.episode, edition=prepared.paper_format).made


@pytest.mark.rule("FUND-3", "FUND-4")
def test_the_paper_says_who_what_from_when_why_and_how_much(office):
    a_rate(office)
    tea = PlannedVisit(EVERY_DAY, Call.TEA, 45, 2)
    prepared = office.ask(prepare, episode=an_interim(office, visit(), tea))
    paper = prepared.paper
    assert prepared.missing == ()
    assert (paper.person, paper.council, paper.team) == ("Łukasz O'Brien", "Derbyshire County Council", "Interim")
    assert paper.address == ("1 Mill Bank", "Matlock", "DE4 3AA")
    assert (paper.dso.name, paper.dso.telephone) == ("DSO Interim", "0114 496 0001")
    assert paper.liable_from == prepared.liable_from == office.now - timedelta(days=2)
    assert (paper.begins_on, paper.charged_from) == (date(2026, 11, 18), date(2026, 11, 19))
    assert [each.replace("\u00a0", " ") for each in paper.facts] == [
        "09:00 on Saturday 14 November 2026: it was confirmed that you need ongoing support.",
        "09:00 on Sunday 15 November 2026: we began to look for a long-term provider for you.",
        "08:00 on Wednesday 18 November 2026: 48 hours on the waiting list for a provider were over.",
        "09:00 on Wednesday 18 November 2026: your interim support began.",
    ]
    assert [(line.label, line.hours, line.amount) for line in paper.lines] == [
        ("Morning, every day, 30 minutes", "3\xa0hours 30\xa0minutes", Money.pence(8680)),
        ("Tea, every day, 45 minutes, two care workers", "5\xa0hours 15\xa0minutes", Money.pence(26040)),
    ]
    assert paper.week_total == Money.pence(34720)
    assert prepared.weekly_pence == 34720
    assert (paper.visits_a_week, paper.contact_minutes, paper.worker_minutes) == (14, 525, 840)


@pytest.mark.rule("FUND-3")
def test_a_day_is_charged_only_when_it_is_liable_from_its_first_moment(sqlite_office):
    office = sqlite_office
    a_rate(office)
    midnight = from_london(datetime(2026, 11, 19))  # noqa: DTZ001  a wall clock's time
    prepared = office.ask(prepare, episode=an_interim(office, began=midnight))
    assert (prepared.liable_from, prepared.paper.charged_from) == (midnight, date(2026, 11, 19))
    later = office.ask(prepare, episode=an_interim(office, began=midnight + timedelta(seconds=1)))
    assert later.paper.charged_from == date(2026, 11, 20)


@pytest.mark.rule("FUND-1", "END-6")
def test_short_term_support_and_a_death_are_refused_in_a_sentence(sqlite_office):
    office = sqlite_office
    with pytest.raises(Refused, match="is free"):
        office.ask(prepare, episode=office.an_episode())
    episode = an_interim(office)
    office.do(deaths.report_death, person=office.get(Episode, episode).person_id, seen=1)
    with pytest.raises(Refused, match="death is reported") as refused:
        office.ask(prepare, episode=episode)
    assert refused.value.rule == "END-6"


@pytest.mark.rule("FUND-2", "FUND-3", "FUND-4")
@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"need_confirmed_at": None}, "Ongoing need confirmed"),
        ({"listed_at": None}, "More than 48 hours"),
        ({"funding": Funding.COUNCIL}, "for a self-funder"),
        ({"funding": Funding.CO_FUNDER}, "for a self-funder"),
    ],
)
def test_what_is_missing_leaves_only_a_draft_that_names_it(sqlite_office, facts, sentence):
    office = sqlite_office
    a_rate(office)
    prepared = office.ask(prepare, episode=an_interim(office, **facts))
    assert any(sentence in each for each in prepared.paper.missing)
    for edition in (Edition.STANDARD, Edition.LARGE_PRINT):
        with pytest.raises(Refused, match="a draft can") as refused:
            draw(prepared, edition=edition)
        assert sentence in refused.value.sentence
    assert draw(prepared, edition=Edition.DRAFT).startswith(b"%PDF")


@pytest.mark.rule("FUND-4")
def test_without_a_rate_that_has_begun_no_sum_is_told(sqlite_office):
    office = sqlite_office
    a_rate(office, from_day=date(2026, 11, 21))
    prepared = office.ask(prepare, episode=an_interim(office))
    assert (prepared.rate, prepared.paper.lines, prepared.paper.week_total) == (None, (), None)
    assert prepared.paper.missing == ("There is no rate for that day: enter the rates first.",)


@pytest.mark.rule("FUND-5")
def test_exactly_those_stand_on_the_paper_whom_the_gate_will_ask(sqlite_office):
    office = sqlite_office
    a_rate(office)
    episode = an_interim(office)
    person, today = office.get(Episode, episode).person_id, office.now.date()
    ann, tom = (
        office.do(details.add_representative, person=person, name=name, authority=Authority.LPA_PROPERTY).made
        for name in ("Ann Gill", "Tom Gill")
    )
    power = office.do(
        powers.record_power, person=person, kind=PowerKind.LPA_PROPERTY, holders=(ann, tom), dated=today,
        registered_on=today, reference="7000-1", acts=Acting.JOINTLY, copy_seen=today,
    ).made  # fmt: skip
    assert office.ask(prepare, episode=episode).paper.signatories == ()
    who = WhoSigns(power=power, signers=(ann,), because=SignsBecause.PERMISSION)
    prepared = office.ask(prepare, episode=episode, who=who)
    assert [each.sentence for each in prepared.missing] == ["The attorneys act jointly: Tom Gill has to sign as well."]
    who = replace(who, signers=(ann, tom))
    prepared = office.ask(prepare, episode=episode, who=who)
    assert prepared.missing == ()
    assert [(each.name, each.role, each.power_dated, each.power_number) for each in prepared.paper.signatories] == [
        ("Ann Gill", SignsAs.ATTORNEY, today, "7000-1"),
        ("Tom Gill", SignsAs.ATTORNEY, today, "7000-1"),
    ]
    assert {(each.copy_seen_by, each.copy_seen_on) for each in prepared.paper.signatories} == {("DSO North", today)}
    seen = office.version(Episode, episode)
    issued = office.do(issue_agreement, episode=episode, seen=seen, edition=PaperFormat.STANDARD, who=who).made
    with office.database.reading() as session:
        asked = session.scalars(select(AgreementSigner).where(AgreementSigner.agreement_id == issued)).all()
    assert sorted(each.name for each in asked) == ["Ann Gill", "Tom Gill"]


@pytest.mark.rule("FUND-4")
def test_references_never_repeat_in_another_episode_of_the_same_person(sqlite_office):
    office = sqlite_office
    a_rate(office)
    first = an_interim(office)
    person = office.get(Episode, first).person_id
    one = office.ask(prepare, episode=first)
    issue(office, one)

    def end(turn):
        episode = turn.session.get_one(Episode, first)
        episode.ended_at, episode.end_reason = turn.moment, "pvi_found"
        return changes(Topic.PEOPLE)

    office.do(end)
    office.clock.advance(timedelta(days=40))
    two = office.ask(prepare, episode=an_interim(office, person=person))
    issue(office, two)
    assert one.paper.reference.removesuffix("-1") == two.paper.reference.removesuffix("-2")


@pytest.mark.rule("FUND-4", "PSP-2")
def test_what_was_issued_is_drawn_again_to_the_byte_after_rates_and_plan_have_changed(office):
    a_rate(office)
    episode = an_interim(office)
    prepared = office.ask(prepare, episode=episode)
    printed = draw(prepared, edition=Edition.STANDARD)
    made = issue(office, prepared)
    assert msgspec.json.decode(prepared.frozen, type=AgreementPaper) == prepared.paper
    office.clock.advance(timedelta(days=200))
    a_rate(office, from_day=date(2027, 4, 1), single=2600, double=5200)
    office.a_plan(episode, visit(Call.BED, 60, 2), number=2)

    def move_house(turn):
        person = turn.session.scalars(select(Person)).one()
        person.address, person.family = "9 New Road, Bakewell", "Smith"
        return changes(Topic.PEOPLE)

    office.do(move_house)
    assert office.ask(draw_again, agreement=made, edition=Edition.STANDARD) == printed
    new = office.ask(prepare, episode=episode)
    assert (new.paper.person, new.paper.week_total) == ("Łukasz Smith", Money.pence(7 * 5200))
    assert new.paper.reference != prepared.paper.reference


def test_an_agreement_of_nobody_and_an_episode_without_a_plan_are_refused(sqlite_office):
    office = sqlite_office
    with pytest.raises(Refused, match="isn't in your office"):
        office.ask(draw_again, agreement=office.id, edition=Edition.STANDARD)
    with pytest.raises(Refused, match="isn't in your office"):
        office.ask(prepare, episode=office.id)
    bare = Episode(
        person_id=office.a_person(), kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"],
        dso_id=office.staff["DSO"], started_at=office.now, first_support_at=office.now,
    )  # fmt: skip
    office.store(bare)
    with pytest.raises(Refused, match="no service plan yet"):
        office.ask(prepare, episode=bare.id)


def test_the_newest_plan_is_printed_in_the_format_that_is_needed(sqlite_office):
    office = sqlite_office
    a_rate(office)
    person = office.a_person(funding=Funding.SELF_FUNDER, paper_format=PaperFormat.LARGE_PRINT)
    episode = an_interim(office, person=person)
    office.a_plan(episode, visit(Call.BED), number=2)
    prepared = office.ask(prepare, episode=episode)
    assert [each.call for each in prepared.paper.week] == [Call.BED]
    assert prepared.paper_format is PaperFormat.LARGE_PRINT
    assert office.get(Plan, prepared.plan).number == 2
