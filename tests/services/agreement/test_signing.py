"""Service agreements: issued for a self-funder, signed in an authority, uploaded, and only then the PO."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.door.errors import Refused
from app.services.agreement import signing
from app.services.closure import deaths
from app.services.people import details
from models.agreement import Agreement, Rate
from models.audit import AuditEntry
from models.episodes import Episode
from models.people import Representative
from models.plans import Plan
from models.rules.agreement.signing import Signer
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat

HOUR = timedelta(hours=1)
PERSON = Signer(name="Jean Gill", is_person=True)


def attorney(name="Ann Gill", **values):
    return Signer(name=name, **({"authority": Authority.LPA_PROPERTY, "evidence_seen": True} | values))


@pytest.fixture
def issue(office):
    """A function that issues an agreement, and gives its id back."""
    rate = Rate(from_day=date(2026, 4, 1), single_handed_pence=2480, double_handed_pence=4960)
    office.store(rate)

    def do(*, kind=EpisodeKind.INTERIM_TEAM, funding=Funding.SELF_FUNDER, episode=None, **values):
        episode = episode or office.an_episode(kind=kind, person=office.a_person(funding=funding))
        with office.database.reading() as session:
            plan = session.scalars(select(Plan.id).where(Plan.episode_id == episode)).first()
        told = {
            "episode": episode,
            "plan": plan,
            "rate": rate.id,
            "reference": f"ISA-{office._next()}",
            "wording_version": "v1",
            "edition": PaperFormat.STANDARD,
            "paper": "{}",
            "liable_from": office.now,
            "weekly_pence": 8680,
        } | values
        return office.do(signing.issue, **told).made

    return do


def sign(office, agreement, *signers, seen=1, signed_at=None, **values):
    return office.do(
        signing.record_signature,
        agreement=agreement,
        seen=seen,
        signers=signers or (PERSON,),
        signed_at=signed_at or office.now,
        **values,
    )


def how_many(office):
    with office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Agreement))


@pytest.mark.rule("FUND-4")
def test_an_agreement_is_kept_as_it_was_issued_by_whom_and_when(office, issue):
    record = office.get(Agreement, issue(paper='{"a": 1}'))
    assert (record.paper, record.weekly_pence, record.issued_at) == ('{"a": 1}', 8680, office.now)
    assert record.issued_by_id == office.staff["DSO"]
    with office.database.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.row_id == record.id)).one()
    assert entry.operation_id == record.operation_id is not None


@pytest.mark.rule("FUND-1", "FUND-4")
@pytest.mark.parametrize(
    ("kind", "funding", "sentence"),
    [
        (EpisodeKind.SHORT_TERM, Funding.SELF_FUNDER, "is free"),
        (EpisodeKind.INTERIM_TEAM, Funding.COUNCIL, "for a self-funder"),
        (EpisodeKind.INTERIM_IN_STS, Funding.CO_FUNDER, "for a self-funder"),
    ],
)
def test_it_is_issued_for_nobody_but_a_self_funder_in_interim_support(office, issue, kind, funding, sentence):
    with pytest.raises(Refused, match=sentence):
        issue(kind=kind, funding=funding)
    assert how_many(office) == 0


@pytest.mark.rule("END-6", "FUND-4")
def test_it_is_not_issued_after_a_death_nor_for_another_episodes_plan_nor_twice_by_reference(office, issue):
    person = office.a_person(funding=Funding.SELF_FUNDER)
    episode = office.an_episode(kind=EpisodeKind.INTERIM_TEAM, person=person)
    other = office.an_episode()
    with office.database.reading() as session:
        plan = session.scalars(select(Plan.id).where(Plan.episode_id == other)).one()
    with pytest.raises(Refused, match="another episode"):
        issue(episode=episode, plan=plan)
    issue(episode=episode, reference="ISA-1")
    with pytest.raises(Refused, match="one of its rules"):
        issue(episode=episode, reference="ISA-1")
    office.do(deaths.report_death, person=person, seen=1)
    with pytest.raises(Refused, match="death is reported"):
        issue(episode=episode)
    assert how_many(office) == 1


@pytest.mark.rule("FUND-4")
def test_signed_uploaded_and_only_then_the_po(office, issue):
    made = issue()
    for deed, values in ((signing.record_upload, {"at": office.now}), (signing.record_po, {})):
        with pytest.raises(Refused, match="not signed yet"):
            office.do(deed, agreement=made, seen=1, **values)
    sign(office, made)
    with pytest.raises(Refused, match="Upload the signed agreement"):
        office.do(signing.record_po, agreement=made, seen=2)
    for at in (office.now - HOUR, office.now + HOUR):
        with pytest.raises(Refused, match="after it was signed"):
            office.do(signing.record_upload, agreement=made, seen=2, at=at)
    office.do(signing.record_upload, agreement=made, seen=2, at=office.now)
    office.do(signing.record_po, agreement=made, seen=3)
    record = office.get(Agreement, made)
    assert (record.signed_by, record.signed_as, record.evidence) == ("Jean Gill", None, "")
    assert (record.uploaded_at, record.po_raised_at) == (office.now, office.now)


@pytest.mark.rule("FUND-5")
def test_an_attorney_signs_with_evidence_and_who_saw_it(office, issue):
    made = issue()
    with pytest.raises(Refused, match="See the evidence"):
        sign(office, made, attorney(evidence_seen=False), evidence="Registered LPA")
    with pytest.raises(Refused, match="Say what was seen"):
        sign(office, made, attorney(), evidence=" ")
    sign(office, made, attorney(), evidence=" Registered LPA, 4 May 2024 ")
    record = office.get(Agreement, made)
    assert (record.signed_by, record.signed_as) == ("Ann Gill", Authority.LPA_PROPERTY)
    assert (record.evidence, record.evidence_seen_by_id) == ("Registered LPA, 4 May 2024", office.staff["DSO"])


@pytest.mark.rule("FUND-5")
@pytest.mark.parametrize("authority", [Authority.NONE, Authority.LPA_HEALTH, Authority.APPOINTEE])
def test_somebody_without_authority_over_money_does_not_sign(office, issue, authority):
    made = issue()
    with pytest.raises(Refused, match="Ann Gill can't sign"):
        sign(office, made, attorney(authority=authority), evidence="A letter")
    assert office.get(Agreement, made).signed_at is None


@pytest.mark.rule("FUND-5")
def test_attorneys_who_are_known_to_act_jointly_all_sign_whatever_the_form_says(office, issue):
    made = issue()
    person = office.get(Episode, office.get(Agreement, made).episode_id).person_id
    office.store(
        *(
            Representative(person_id=person, name=name, authority=Authority.LPA_PROPERTY, is_joint=True)
            for name in ("Ann Gill", "Tom Gill")
        )
    )
    with pytest.raises(Refused, match="act jointly: Tom Gill has to sign"):
        sign(office, made, attorney(), evidence="LPA")
    sign(office, made, attorney(), attorney("Tom Gill"), evidence="LPA")
    assert office.get(Agreement, made).signed_by == "Ann Gill and Tom Gill"


@pytest.mark.rule("FUND-5")
def test_a_refusal_to_sign_is_an_outcome_with_its_reason_and_can_be_followed_by_a_signature(office, issue):
    made = issue()
    with pytest.raises(Refused, match="Say why"):
        office.do(signing.record_refusal, agreement=made, seen=1, because=" ")
    office.do(signing.record_refusal, agreement=made, seen=1, because=" Wants to ask her son ")
    assert office.get(Agreement, made).refused_because == "Wants to ask her son"
    with pytest.raises(Refused, match="was refused"):
        office.do(signing.record_upload, agreement=made, seen=2, at=office.now)
    sign(office, made, seen=2)
    record = office.get(Agreement, made)
    assert (record.refused_at, record.signed_at) == (None, office.now)
    with pytest.raises(Refused, match="signed already"):
        office.do(signing.record_refusal, agreement=made, seen=3, because="Changed her mind")


@pytest.mark.rule("FUND-4")
def test_it_is_signed_once_between_printing_and_now_over_what_was_seen(office, issue):
    made = issue()
    for signed_at in (office.now - timedelta(days=1), office.now + HOUR):
        with pytest.raises(Refused, match="between the day it was printed"):
            sign(office, made, signed_at=signed_at)
    with pytest.raises(Refused, match="has changed since"):
        sign(office, made, seen=9)
    sign(office, made, signed_at=office.now - 8 * HOUR)  # earlier that day: the paper says no hour
    with pytest.raises(Refused, match="signed already"):
        sign(office, made, seen=2)


@pytest.mark.rule("FUND-5")
def test_only_attorneys_of_the_same_authority_sign_together(office, issue):
    person = office.a_person(funding=Funding.SELF_FUNDER)
    for name, authority in (
        ("Ann", Authority.LPA_PROPERTY),
        ("Ben", Authority.LPA_PROPERTY),
        ("Cy", Authority.LPA_HEALTH),
    ):
        office.do(details.add_representative, person=person, name=name, authority=authority, is_joint=True)
    agreement = issue(episode=office.an_episode(kind=EpisodeKind.INTERIM_TEAM, person=person))
    with pytest.raises(Refused, match="Ben has to sign as well"):
        sign(office, agreement, attorney("Ann"), evidence="Registered, seen")
    sign(office, agreement, attorney("Ann"), attorney("Ben"), evidence="Registered, seen")
    assert office.get(Agreement, agreement).signed_by == "Ann and Ben"


@pytest.mark.rule("FUND-4")
def test_the_po_is_raised_once(office, issue):
    agreement = issue()
    sign(office, agreement)
    office.do(signing.record_upload, agreement=agreement, seen=2, at=office.now)
    office.do(signing.record_po, agreement=agreement, seen=3)
    with pytest.raises(Refused, match="raised already"):
        office.do(signing.record_po, agreement=agreement, seen=4)
