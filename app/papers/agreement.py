"""The individual service agreement: gathered, refused or drafted in words, issued as frozen, drawn again as signed."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import case, func, select

from app.door.errors import Refused, refuse_if
from app.door.turn import Turn
from app.papers.in_service import Gathered, gather
from models.agreement import Agreement, Rate
from models.episodes import Episode
from models.people import Representative
from models.rules.agreement.charging import Liability, charge_lacks, charged_from, liability
from models.rules.agreement.signing import covers_money, issuing_lacks
from models.rules.agreement.weekly_cost import RateFacts, rate_lacks, rate_on, weekly_cost
from models.rules.closure.deaths import paper_lacks
from models.rules.decision import Lack
from models.rules.plans.totals import totals
from models.transfer import Transfer
from models.transfer_facts import charge_facts, rate_facts
from models.values import Money, PlannedVisit, hours_text, london_day
from models.vocabulary import Funding, PaperFormat
from reports.agreement.agreement import render
from reports.agreement.paper import AgreementPaper, MoneyLine, Reach, Signatory
from reports.layout.day_and_time import moment_in_words
from reports.layout.styles import Edition


@dataclass(frozen=True, slots=True)
class PreparedAgreement:
    """A paper ready to be issued: what the record keeps beside it. `missing` is why it is only a draft."""

    paper: AgreementPaper
    episode: UUID
    plan: UUID
    rate: UUID | None
    liable_from: datetime | None
    weekly_pence: int
    paper_format: PaperFormat
    missing: tuple[Lack, ...]

    @property
    def frozen(self) -> str:
        """The paper as the record keeps it."""
        return msgspec.json.encode(self.paper).decode()


def prepare(turn: Turn, *, episode: UUID) -> PreparedAgreement:
    """Gather the agreement. Short-term, a death, and no plan are refused; what else is missing makes a draft.

    Source: OPG 1.2, 5.5, 5.6; Mental Capacity Act 2005 (FUND-1 to FUND-5, END-6).
    """
    known = gather(turn, episode=episode)
    person = known.person
    refuse_if(charge_lacks(known.episode.kind))
    refuse_if(paper_lacks(known.death))
    decided = liability(
        charge_facts(known.episode.kind, person.funding, known.episode.started_at, _transfer(turn, known.episode.id)),
        turn.policy,
    )
    rate_row = _rate(turn)
    rates = [rate_facts(rate_row)] if rate_row else []
    lines, total = _money(known, rate_on(rates, turn.day))
    representatives = _representatives(turn, known)
    missing = (
        *issuing_lacks(person.funding),
        *decided.lacks,
        *(rate_lacks(rates, turn.day) if person.funding is Funding.SELF_FUNDER else ()),
    )
    signatories = tuple(Signatory(each.name, each.authority, each.telephone) for each in representatives)
    paper = replace(
        _paper(turn, known, decided),
        lines=lines,
        week_total=total,
        signatories=signatories,
        missing=tuple(lack.sentence for lack in missing),
    )
    pence = total.in_pence if total else 0
    return PreparedAgreement(
        paper,
        episode,
        known.plan.id,
        rate_row.id if rate_row else None,
        decided.since,
        pence,
        person.paper_format,
        missing,
    )


def draw(prepared: PreparedAgreement, *, edition: Edition) -> bytes:
    """The PDF. With something missing only a draft can be had: the refusal names all of it."""
    if edition is not Edition.DRAFT:
        refuse_if(prepared.missing, saying="The agreement can't be printed yet (a draft can):")
    return render(prepared.paper, edition)


def draw_again(turn: Turn, *, agreement: UUID, edition: Edition) -> bytes:
    """An agreement as it was issued, whatever has changed since."""
    query = select(Agreement.paper).where(Agreement.id == agreement, Agreement.office_id == turn.office)
    kept = turn.session.scalars(query).one_or_none()
    if kept is None:
        raise Refused("This agreement isn't in your office's list.", who="the office that holds it")
    return render(msgspec.json.decode(kept, type=AgreementPaper), edition)


def _paper(turn: Turn, known: Gathered, decided: Liability) -> AgreementPaper:
    sums, office, team = totals(known.week), known.office, known.team
    return AgreementPaper(
        reference=_reference(turn, known),
        issued_on=turn.day,
        council=office.council,
        person=known.name,
        preferred_name=known.person.preferred,
        born=known.person.born,
        address=known.address,
        mosaic_id=known.person.mosaic_id or "",
        team=team.name,
        team_telephone=team.telephone,
        dso=known.dso,
        case_coordinator=known.coordinator or Reach("your case coordinator", team.telephone),
        complaints=Reach("Complaints", office.complaints_telephone),
        finance=Reach("Finance", office.finance_telephone),
        kind=known.episode.kind,
        begins_on=london_day(known.episode.started_at),
        week=known.week,
        visits_a_week=sums.visits,
        contact_minutes=sums.contact_minutes,
        worker_minutes=sums.worker_minutes,
        funding=known.person.funding,
        liable_from=decided.since,
        charged_from=charged_from(decided),
        facts=_told(decided),
        break_days=turn.policy.interim_break_days,
    )


def _told(decided: Liability) -> tuple[str, ...]:
    """What happened before the person pays, in the order in which it happened."""
    dated = sorted((line.counts_from, line.told) for line in decided.lines if line.counts_from)
    return tuple(f"{moment_in_words(at)}: {told}." for at, told in dated)


def _reference(turn: Turn, known: Gathered) -> str:
    """Stable and unique: the person's MOSAIC id and how many agreements they have had, in whatever episode."""
    query = (
        select(func.count())
        .select_from(Agreement)
        .join(Episode, Episode.id == Agreement.episode_id)
        .where(Episode.person_id == known.person.id)
    )
    number = (turn.session.scalar(query) or 0) + 1
    return f"ISA-{known.person.mosaic_id or str(known.person.id)[-8:]}-{number}"


def _transfer(turn: Turn, episode: UUID) -> Transfer | None:
    """The transfer that led to this interim episode, or for somebody taken over in interim support that of its own."""
    led_here = Transfer.to_episode_id == episode
    own = (Transfer.episode_id == episode) & Transfer.abandoned_at.is_(None)
    query = select(Transfer).where(led_here | own, Transfer.office_id == turn.office)
    return turn.session.scalars(query.order_by(case((led_here, 0), else_=1)).limit(1)).one_or_none()


def _rate(turn: Turn) -> Rate | None:
    query = select(Rate).where(Rate.office_id == turn.office, Rate.from_day <= turn.day).order_by(Rate.from_day.desc())
    return turn.session.scalars(query.limit(1)).one_or_none()


def _money(known: Gathered, rate: RateFacts | None) -> tuple[tuple[MoneyLine, ...], Money | None]:
    if rate is None or known.person.funding is not Funding.SELF_FUNDER:
        return (), None
    cost = weekly_cost(known.week, rate)
    lines = tuple(
        MoneyLine(_label(visit), hours_text(line.minutes_a_week), line.rate, line.cost)
        for visit, line in zip(known.week, cost.lines, strict=True)
    )
    return lines, cost.total


def _label(visit: PlannedVisit) -> str:
    workers = ", two workers" if visit.workers > 1 else ""
    when = f"{visit.at:%H:%M}" if visit.at else visit.call.label
    return f"{when}, {visit.days_text}, {visit.minutes} minutes{workers}"


def _representatives(turn: Turn, known: Gathered) -> list[Representative]:
    """Those with an authority that is for money; somebody without one doesn't sign, so the person does (FUND-5).

    The evidence is seen when they sign: the paper is made before that.
    """
    query = select(Representative).where(Representative.person_id == known.person.id).order_by(Representative.id)
    return [each for each in turn.session.scalars(query) if covers_money(each.authority)]
