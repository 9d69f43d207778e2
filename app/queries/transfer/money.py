"""The money part of the tab Interim transfer: from when and why, what a week costs, and the agreements."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.agreement.charged_days import NO_DAYS, charged_days
from app.queries.agreement.who_may_sign import AskedLine, PowerView, asked_to_sign
from app.queries.office.wording import owed_words_lacks
from app.queries.transfer.conditions_and_checklist import Known, lack_lines
from app.queries.transfer.lacks import LackLine
from app.queries.transfer.money_view import AgreementRow, MoneyView, PeriodLine, Representative, RequestLine
from models.agreement import Agreement
from models.costs import AgreementPrice, AskedVisit, ChargeRequest
from models.people import Representative as RepresentativeRecord
from models.policy import PolicySettings
from models.rules.agreement.charging import charge_lacks, liability
from models.rules.agreement.issued_papers import PaperOfPeriod, ended_lacks, first_day_of, told_of_periods
from models.rules.agreement.periods import Period, charged_text, price_lacks
from models.rules.agreement.signing import AgreementFacts, covers_money, issuing_lacks
from models.rules.agreement.told import bill_text, period_text, request_text, said_text, turn_text
from models.rules.agreement.who_signs import without_power_lacks
from models.rules.closure.deaths import paper_lacks
from models.rules.decision import Lack
from models.rules.sentences import joined
from models.staff import Staff
from models.together import Together
from models.transfer_facts import agreement_facts, charge_facts
from models.values import Money, PlannedVisit
from models.vocabulary.agreement import Funding


def money(turn: Turn, known: Known) -> MoneyView:
    """Liability with its explanation; the cost of a week for a self-funder. Source: OPG 5.5, 5.6 (FUND-1 to FUND-3)."""
    decided = liability(
        charge_facts(
            known.kind,
            known.funding,
            known.started_at,
            known.record,
            known.past,
            known.reached,
            known.eligibility.eligible_at if known.eligibility else None,
        ),
        turn.policy,
    )
    is_charged = known.kind.is_interim
    pays_in_full = is_charged and known.funding is Funding.SELF_FUNDER
    together, days = Together(turn.session), NO_DAYS
    requests: Callable[[], tuple[RequestLine, ...]] = tuple
    owed_words: Callable[[], tuple[Lack, ...]] = tuple
    if is_charged:
        requests = together.ask(_requests, turn, known.episode)
        if pays_in_full:
            owed_words = together.ask(owed_words_lacks, turn, paper="agreement")
        days = together.ask(charged_days, turn, episode=known.episode, decided=decided, ended_at=known.ended_at)()
    now = days.now if pays_in_full else None
    cost = now.cost if now is not None else None
    return MoneyView(
        decided.rule,
        decided.since,
        decided.is_after,
        decided.sentence,
        tuple(each.sentence for each in decided.lines),
        lack_lines(
            (
                *decided.lacks,
                *(price_lacks(days.periods) if pays_in_full else ()),
                *owed_words(),
            )
        ),
        _working(now) if now is not None else (),
        cost.total if cost else None,
        now.lighter if now is not None else None,
        charged=charged_text(decided, turn.moment),
        periods=tuple(_period(each, turn.policy) for each in days.periods) if pays_in_full else (),
        first_bill=bill_text(days.bill) if days.bill and pays_in_full and decided.since else "",
        requests=requests(),
        said=tuple(said_text(each.said_to, each.said_by, each.said_at, each.how, each.leaflet) for each in days.said),
    )


def _requests(turn: Turn, episode: UUID) -> tuple[RequestLine, ...]:
    """The requests to reduce or stop, the newest first. (FUND-8)."""
    query = (
        select(ChargeRequest, AskedVisit)
        .outerjoin(AskedVisit, AskedVisit.request_id == ChargeRequest.id)
        .where(ChargeRequest.episode_id == episode, ChargeRequest.office_id == turn.office)
        .order_by(ChargeRequest.asked_at.desc(), ChargeRequest.id, AskedVisit.number)
    )
    weeks: dict[UUID, list[PlannedVisit]] = {}
    asked: dict[UUID, ChargeRequest] = {}
    for request, line in turn.session.execute(query):
        asked[request.id] = request
        weeks.setdefault(request.id, []).extend([line.planned] if line is not None else [])
    return tuple(
        RequestLine(
            key,
            each.version,
            request_text(
                each.asked_by, each.asked_at, each.asks, weeks[key], each.withdrawn_at, each.withdrawn_because
            ),
            each.withdrawn_at is None,
        )
        for key, each in asked.items()
    )


def _period(period: Period, policy: PolicySettings) -> PeriodLine:
    turns = _turns(period) if period.lighter is not None else ()
    return PeriodLine(period_text(period, policy), _working(period), period.agreed, turns)


def _turns(period: Period) -> tuple[str, ...]:
    return tuple(turn_text(period, number) for number in range(len(period.costs)))


def _working(period: Period) -> tuple[str, ...]:
    """Line by line; of two weeks that take turns the one that comes first, then the other, each with its day."""
    lines = tuple(tuple(each.working for each in cost.lines) for cost in period.costs)
    return (
        lines[0]
        if len(lines) == 1
        else tuple(line for head, some in zip(_turns(period), lines, strict=True) for line in (head, *some))
    )


def issuing(known: Known, told: MoneyView) -> tuple[LackLine, ...]:
    """Why an agreement can't be issued now. Source: OPG 1.2, 5.6 (FUND-1, FUND-4); good practice (END-6)."""
    if not known.kind.is_interim or known.death.is_known:
        return lack_lines((*charge_lacks(known.kind), *paper_lacks(known.death)))
    if known.funding is not Funding.SELF_FUNDER:
        return lack_lines(issuing_lacks(known.funding))
    return (*lack_lines(ended_lacks(known.ended_at)), *told.lacks)


def agreements(turn: Turn, episode: UUID) -> tuple[AgreementRow, ...]:
    """The agreements issued for this episode, the newest first (FUND-4, FUND-5)."""
    issuer, seer = aliased(Staff), aliased(Staff)
    weekly, lighter = (  # what a week costs on the first day that the paper is about: it may be after a change of price
        select(pence)
        .where(AgreementPrice.agreement_id == Agreement.id, AgreementPrice.from_day <= Agreement.counts_from)
        .order_by(AgreementPrice.from_day.desc())
        .limit(1)
        .correlate(Agreement)
        .scalar_subquery()
        for pence in (AgreementPrice.weekly_pence, AgreementPrice.lighter_pence)
    )
    query = (
        select(
            Agreement,
            issuer.name.label("issued_by"),
            seer.name.label("seen_by"),
            func.coalesce(weekly, Agreement.weekly_pence).label("weekly_pence"),
            lighter.label("lighter_pence"),
        )
        .join(issuer, issuer.id == Agreement.issued_by_id)
        .outerjoin(seer, seer.id == Agreement.evidence_seen_by_id)
        .where(Agreement.episode_id == episode, Agreement.office_id == turn.office)
        .order_by(Agreement.issued_at.desc(), Agreement.id.desc())
    )
    together = Together(turn.session)
    asked_signers = together.ask(asked_to_sign, turn, episode)
    rows = together.ask(lambda: turn.session.execute(query).all())()
    asked = asked_signers()
    periods = told_of_periods([_of_period(record) for record, *_ in reversed(rows)])
    return tuple(
        _agreement(
            record,
            issuer_name,
            seer_name,
            (pence, lighter_pence),
            tuple(each for each in asked if each.agreement == record.id),
            told,
        )
        for (record, issuer_name, seer_name, pence, lighter_pence), told in zip(rows, reversed(periods), strict=True)
    )


def _of_period(record: Agreement) -> PaperOfPeriod:
    first_day = first_day_of(record.counts_from, record.liable_from)
    return PaperOfPeriod(record.reference, first_day, is_signed=record.signed_at is not None)


def _agreement(
    record: Agreement,
    issued_by: str,
    seen_by: str | None,
    pence: tuple[int, int | None],
    asked: tuple[AskedLine, ...],
    period: str,
) -> AgreementRow:
    facts, (weekly, lighter) = agreement_facts(record), pence
    return AgreementRow(
        record.id,
        record.version,
        record.reference,
        record.edition,
        record.issued_at,
        issued_by,
        record.liable_from,
        Money.pence(weekly),
        record.signed_at,
        record.signed_by,
        record.signed_as,
        record.evidence,
        seen_by or "",
        record.refused_at,
        record.refused_because,
        record.uploaded_at,
        record.po_raised_at,
        _state(facts, asked),
        asked,
        period,
        record.counts_from,
        Money.pence(lighter) if lighter is not None else None,
    )


def _state(facts: AgreementFacts, asked: Sequence[AskedLine]) -> str:
    if facts.po_raised_at:
        return "PO raised"
    if facts.uploaded_at:
        return "Uploaded, PO to be raised"
    if facts.signed_at:
        return "Signed, to be uploaded to MOSAIC"
    if facts.refused_at:
        return "Refused"
    have, waits = ([each.name for each in asked if (each.signed_at is None) is still] for still in (False, True))
    return f"Signed by {joined(have)}, to be signed by {joined(waits)}" if have else "Issued, to be signed"


def speakers(turn: Turn, person: UUID) -> tuple[RepresentativeRecord, ...]:
    """The records of those who speak for the person, in one statement."""
    query = select(RepresentativeRecord).where(
        RepresentativeRecord.person_id == person, RepresentativeRecord.office_id == turn.office
    )
    return tuple(turn.session.scalars(query.order_by(RepresentativeRecord.id)))


def representatives(found: Sequence[RepresentativeRecord], powers: Sequence[PowerView]) -> tuple[Representative, ...]:
    """Those who speak for the person, and whether they may sign. Source: Mental Capacity Act 2005 (FUND-5)."""
    held = {each.key for power in powers for each in power.facts.holders}
    return tuple(_representative(each, holds_power=each.id in held) for each in found)


def _representative(record: RepresentativeRecord, *, holds_power: bool) -> Representative:
    lacks = () if holds_power else without_power_lacks([(record.name, record.authority)])
    return Representative(
        record.id,
        record.version,
        record.name,
        record.relation,
        record.authority,
        record.is_joint,
        record.evidence,
        record.evidence_seen_at,
        " ".join(each.sentence for each in lacks),
        record.paper_format,
        record.communication or "",
        record.telephone,
        holds_power,
        covers_money(record.authority) and not holds_power,
    )
