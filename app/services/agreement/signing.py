"""Service agreements: issued as they were printed, signed in an authority, uploaded, the PO raised (FUND-4)."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.agreement.signatures import SignedOn, asked_keys, keep_refusal, record_signatures
from app.services.deed import add, load, look
from app.services.people.deaths import death_of
from models.agreement import Agreement, Rate
from models.costs import AgreementPrice
from models.episodes import Episode
from models.people import Person, Representative
from models.plans import Plan
from models.rules.agreement.charging import charge_lacks
from models.rules.agreement.issued_papers import counting_lacks, ended_lacks, first_day_of
from models.rules.agreement.renewal import ToldPrice, prices_from
from models.rules.agreement.signing import (
    Signer,
    evidence_lacks,
    issuing_lacks,
    plan_lacks,
    po_again_lacks,
    po_lacks,
    refusal_lacks,
    signature_lacks,
    signed_already_lacks,
    signing_moment_lacks,
    upload_lacks,
    upload_moment_lacks,
    withdrawn_rate_lacks,
)
from models.rules.closure.deaths import paper_lacks
from models.transfer_facts import agreement_facts
from models.values import whole_name
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.people import PaperFormat


def issue(
    turn: Turn,
    *,
    episode: UUID,
    seen: int,
    plan: UUID,
    rate: UUID,
    reference: str,
    wording_version: str,
    edition: PaperFormat,
    paper: str,
    liable_from: datetime,
    weekly_pence: int,
    counts_from: date | None = None,
    prices: Sequence[ToldPrice] = (),
) -> Changes:
    """Keep the agreement as it is printed (`paper` is the frozen paper as JSON), to be drawn again as it was signed.

    `counts_from` is the first day that it is about, so that each day has one paper (FUND-7).
    `prices` are what it says that a week costs, from which day on; kept from `counts_from` on (FUND-7).
    `seen` is the episode's version: another agreement that is issued for it counts as a change. Source: OPG 1.2, 5.6
    (FUND-1, FUND-4); good practice (END-6).
    """
    found = load(turn, Episode, episode, seen=seen, lock=True)
    person = look(turn, Person, found.person_id)
    death = death_of(person)
    refuse_if(
        (*charge_lacks(found.kind), *issuing_lacks(person.funding), *paper_lacks(death), *ended_lacks(found.ended_at))
    )
    refuse_if(plan_lacks(is_of_this_episode=look(turn, Plan, plan).episode_id == episode))
    refuse_if(withdrawn_rate_lacks(look(turn, Rate, rate).withdrawn_at))
    refuse_if(counting_lacks(counts_from, _signed_from(turn, episode)))
    made = add(
        turn,
        Agreement(
            episode_id=episode,
            plan_id=plan,
            rate_id=rate,
            reference=reference,
            wording_version=wording_version,
            edition=edition,
            paper=paper,
            liable_from=liable_from,
            weekly_pence=weekly_pence,
            issued_at=turn.moment,
            issued_by_id=turn.staff,
            counts_from=counts_from,
        ),
    )
    for each in prices_from(prices, counts_from) if counts_from is not None else prices:
        add(turn, _price(each, made.id, person.funding))
    return changes(Topic.AGREEMENTS, Topic.TRANSFERS, Topic.EPISODES, person=found.person_id, made=made.id)


def _price(told: ToldPrice, agreement: UUID, funding: Funding) -> AgreementPrice:
    return AgreementPrice(
        agreement_id=agreement,
        from_day=told.from_day,
        funding=funding,
        weekly_pence=told.weekly.in_pence if told.weekly is not None else None,
        lighter_pence=told.lighter.in_pence if told.lighter is not None else None,
        dearer_week=told.dearer_week,
    )


def _signed_from(turn: Turn, episode: UUID) -> date | None:
    """The first day of the newest signed agreement of this episode."""
    signed = select(Agreement.counts_from, Agreement.liable_from).where(
        Agreement.episode_id == episode, Agreement.office_id == turn.office, Agreement.signed_at.is_not(None)
    )
    return max((first_day_of(*row) for row in turn.session.execute(signed)), default=None)


def sign(
    turn: Turn,
    *,
    agreement: UUID,
    seen: int,
    signed_at: datetime,
    representatives: Sequence[UUID] = (),
    document_reaches: bool = True,
    evidence: str = "",
) -> Changes:
    """It was signed: by the person where no representative is named, else by these in their authority.

    Where it was asked at issue who signs, exactly those do. For what was issued before it was asked:
    `document_reaches` says that the power is registered, or the order covers an agreement; `evidence` what was seen.
    Source: OPG 5.6; Mental Capacity Act 2005 (FUND-4, FUND-5).
    """
    asked = asked_keys(turn, agreement, representatives)
    if asked is not None:
        signed = [SignedOn(each, signed_at) for each in asked]
        return record_signatures(turn, agreement=agreement, seen=seen, signed=signed)
    found = [look(turn, Representative, each) for each in representatives]
    signers = [_signer(each, evidence, reaches=document_reaches) for each in found] or [_person_signs(turn, agreement)]
    return record_signature(
        turn,
        agreement=agreement,
        seen=seen,
        signers=signers,
        signed_at=signed_at,
        evidence=evidence.strip() or " ".join(each.evidence for each in found),
    )


def record_signature(
    turn: Turn,
    *,
    agreement: UUID,
    seen: int,
    signers: Sequence[Signer],
    joint: Sequence[str] = (),
    signed_at: datetime,
    evidence: str = "",
) -> Changes:
    """It was signed: by the person, or in an authority that covers it and whose evidence was seen.

    Source: OPG 5.6; Mental Capacity Act 2005 (FUND-4, FUND-5).
    """
    record = load(turn, Agreement, agreement, seen=seen)
    refuse_if(signed_already_lacks(record.signed_at))
    refuse_if(signing_moment_lacks(signed_at, record.issued_at, turn.moment))
    jointly = (*joint, *_joint_attorneys(turn, record.episode_id, {each.authority for each in signers}))
    signers = [replace(each, is_joint=each.is_joint or each.name in jointly) for each in signers]
    refuse_if(signature_lacks(signers, tuple(dict.fromkeys(jointly))))
    first = next((each for each in signers if each.is_person), signers[0])
    if not first.is_person:
        refuse_if(evidence_lacks(evidence))
    record.signed_at, record.signed_by = signed_at, " and ".join(each.name for each in signers)
    record.signed_as = None if first.is_person else first.authority
    record.refused_at, record.refused_because = None, ""
    if not first.is_person:
        record.evidence, record.evidence_seen_at, record.evidence_seen_by_id = evidence.strip(), turn.moment, turn.staff
    return _changed(turn, record)


def _person_signs(turn: Turn, agreement: UUID) -> Signer:
    person = look(turn, Person, look(turn, Episode, look(turn, Agreement, agreement).episode_id).person_id)
    return Signer(name=whole_name(person.given, person.family), is_person=True)


def _signer(record: Representative, evidence: str, *, reaches: bool) -> Signer:
    return Signer(
        name=record.name,
        authority=record.authority,
        is_registered=reaches,
        order_covers_it=reaches,
        is_joint=record.is_joint,
        evidence_seen=bool(record.evidence_seen_at or evidence.strip()),
    )


def _joint_attorneys(turn: Turn, episode: UUID, authorities: Collection[Authority]) -> tuple[str, ...]:
    """Who is known to be able to act only together with the others of the same authority."""
    query = (
        select(Representative.name)
        .join(Episode, Episode.person_id == Representative.person_id)
        .where(
            Episode.id == episode,
            Representative.is_joint,
            Representative.authority.in_(authorities),
            Representative.office_id == turn.office,
        )
    )
    with turn.session.no_autoflush:  # one save, one version
        return tuple(turn.session.scalars(query))


def record_refusal(
    turn: Turn, *, agreement: UUID, seen: int, because: str, refused_by: str = "", said_of_cost: str = ""
) -> Changes:
    """*Refused to sign*, and why, is an outcome that is kept, also when somebody signs later.

    `refused_by` is one of those who were asked (all of them, if it isn't said); `said_of_cost` is what was said about
    the cost then. Source: OPG 5.6; Mental Capacity Act 2005 (FUND-5).
    """
    refuse_if(refusal_lacks(because))
    record = load(turn, Agreement, agreement, seen=seen)
    refuse_if(signed_already_lacks(record.signed_at))
    record.refused_at, record.refused_because = turn.moment, because.strip()
    keep_refusal(turn, agreement, because=because, refused_by=refused_by, said_of_cost=said_of_cost)
    return _changed(turn, record)


def record_upload(turn: Turn, *, agreement: UUID, seen: int, at: datetime) -> Changes:
    """The signed agreement is in MOSAIC. Source: OPG 5.6 (FUND-4)."""
    record = load(turn, Agreement, agreement, seen=seen)
    refuse_if(upload_lacks(agreement_facts(record)))
    refuse_if(upload_moment_lacks(at, record.signed_at, turn.moment))
    record.uploaded_at = at
    return _changed(turn, record)


def record_po(turn: Turn, *, agreement: UUID, seen: int) -> Changes:
    """The PO "direct care full cost" is raised by a purchase adjustment request. Source: OPG 5.6 (FUND-4)."""
    record = load(turn, Agreement, agreement, seen=seen)
    refuse_if(po_lacks(agreement_facts(record)))
    refuse_if(po_again_lacks(record.po_raised_at))
    record.po_raised_at = turn.moment
    return _changed(turn, record)


def _changed(turn: Turn, record: Agreement) -> Changes:
    turn.session.flush()
    person = look(turn, Episode, record.episode_id).person_id
    return changes(Topic.AGREEMENTS, Topic.TRANSFERS, person=person, made=record.id)
