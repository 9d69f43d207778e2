"""The individual service agreement: gathered, refused or drafted in words, issued as frozen, drawn again as signed."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import msgspec

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.reach import office_or_dso, out_of_hours, reach
from app.papers.words import words_as_printed, words_lacks, words_of
from app.queries.agreement.basis import AgreementBasis, agreement_basis, issued_paper
from app.queries.agreement.paper_files import issued_file, newest_issued
from app.queries.agreement.who_may_sign import Signatories, WhoSigns, signatories
from app.queries.episodes.in_service import Colleague, InService, in_service
from app.queries.people.formats import formats_told
from models.rules.agreement.charging import Liability, charge_lacks, charged_from, liability
from models.rules.agreement.issued_papers import ended_lacks, hash_of_values
from models.rules.agreement.signing import issuing_lacks
from models.rules.agreement.weekly_cost import RateFacts, costed_on, rate_lacks, rate_on, weekly_cost
from models.rules.closure.deaths import paper_lacks
from models.rules.decision import Lack
from models.rules.plans.totals import totals
from models.values import Money, PlannedVisit, london_day
from models.vocabulary.agreement import Funding, PowerKind, SignsAs
from models.vocabulary.people import PaperFormat
from reports.agreement.agreement import render
from reports.agreement.paper import AgreementPaper, MoneyLine, Signatory
from reports.layout.day_and_time import duration, moment_in_words
from reports.layout.page import Standing
from reports.layout.styles import Edition
from reports.layout.wording import Wording

_THE_PERSON = WhoSigns()

_FORMATS = {Edition.STANDARD: PaperFormat.STANDARD, Edition.LARGE_PRINT: PaperFormat.LARGE_PRINT}


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
    words: Wording
    replaces_signed: bool = False  # another was signed for this episode before

    @property
    def frozen(self) -> str:
        """The paper as the record keeps it."""
        return msgspec.json.encode(self.paper).decode()


def prepare(turn: Turn, *, episode: UUID, who: WhoSigns = _THE_PERSON) -> PreparedAgreement:
    """Gather the agreement for those who sign it. Short-term, a death, and no plan are refused; what else is missing
    makes a draft.

    Source: OPG 1.2, 5.5, 5.6; Mental Capacity Act 2005 (FUND-1 to FUND-5, END-6).
    """
    known = in_service(turn, episode=episode)
    refuse_if(charge_lacks(known.kind))
    refuse_if(paper_lacks(known.death))
    basis = agreement_basis(turn, known=known)
    decided = liability(basis.charged, turn.policy)
    costed = costed_on(charged_from(decided), turn.day)
    rate = rate_on(basis.rates, costed)
    lines, total = _money(known, rate)
    words = words_of(turn, paper="agreement")
    signers = signatories(turn, person=known.person, answer=who)
    missing = (
        *ended_lacks(known.ended_at),
        *issuing_lacks(known.funding),
        *decided.lacks,
        *(rate_lacks(basis.rates, costed) if known.funding is Funding.SELF_FUNDER else ()),
        *words_lacks(words, paper="agreement"),
    )
    missing = (*missing, *signers.lacks)
    paper = replace(
        _paper(turn, known, decided, _reference(known, basis)),
        lines=lines,
        week_total=total,
        signatories=_signatories(signers),
        missing=tuple(lack.sentence for lack in missing),
        wording=words.version,
    )
    return PreparedAgreement(
        paper,
        episode,
        known.plan,
        basis.rate_keys[rate.from_day] if rate else None,
        decided.since,
        total.in_pence if total else 0,
        known.paper_format,
        missing,
        words,
        basis.has_signed,
    )


def _signatories(signers: Signatories) -> tuple[Signatory, ...]:
    """Exactly those whom the gate will ask, with the power by which they sign (FUND-5)."""
    power = signers.power
    if power is None:
        return ()
    role = SignsAs.DEPUTY if power.facts.kind is PowerKind.DEPUTY else SignsAs.ATTORNEY
    authority, facts = power.facts.kind.authority, power.facts
    return tuple(
        Signatory(name, authority, telephone, role, facts.dated, power.reference, power.seen_by, facts.seen_on)
        for name, telephone in signers.people
    )


def draw(prepared: PreparedAgreement, *, edition: Edition) -> bytes:
    """The PDF as it is issued. With something missing only a draft can be had: the refusal names all of it."""
    if edition is not Edition.DRAFT:
        refuse_if(prepared.missing, saying="The agreement can't be printed yet (a draft can):")
    return render(prepared.paper, edition, prepared.words, proof=hash_of_values(prepared.frozen))


def draw_draft(prepared: PreparedAgreement, *, edition: Edition) -> bytes:
    """What would be issued, to look at: marked, without number, code, and place to sign (FUND-4)."""
    return render(prepared.paper, edition, prepared.words, standing=Standing.NOT_ISSUED)


def draw_again(turn: Turn, *, agreement: UUID, edition: Edition) -> bytes:
    """An agreement as it was issued, byte for byte, whatever has become of rates, words, fonts and this program.

    One of an earlier release, which kept no bytes, is drawn from its frozen values and says so.
    """
    needed = _FORMATS.get(edition)
    if needed is not None:
        issued = issued_file(turn, agreement=agreement, edition=needed)
        if issued is not None:
            return issued.content
    paper = msgspec.json.decode(issued_paper(turn, agreement=agreement), type=AgreementPaper)
    words = words_as_printed(turn, paper="agreement", version=paper.wording)
    return render(paper, edition, words, standing=Standing.DRAWN_AGAIN)


def issued(turn: Turn, *, person: UUID, reference: str | None, edition: Edition | None) -> bytes:
    """What was issued for somebody: the newest, or the one of this reference; in the print in which it was handed over.

    A copy can always be had, also after the end and after a death (FUND-4).
    """
    found = newest_issued(turn, person=person, reference=reference)
    return draw_again(turn, agreement=found.agreement, edition=edition or Edition(found.edition.value))


def _paper(turn: Turn, known: InService, decided: Liability, reference: str) -> AgreementPaper:
    sums, office, team = totals(known.week), known.office, known.team
    return AgreementPaper(
        reference=reference,
        issued_on=turn.day,
        council=office.council,
        person=known.name,
        preferred_name=known.preferred,
        born=known.born,
        address=known.address,
        mosaic_id=known.mosaic_id,
        team=team.name,
        team_telephone=team.telephone,
        dso=reach(known.dso),
        case_coordinator=reach(known.coordinator or Colleague("your case coordinator", team.telephone)),
        complaints=office_or_dso("Complaints", office.complaints_telephone, known),
        finance=office_or_dso("Finance", office.finance_telephone, known),
        kind=known.kind,
        begins_on=london_day(known.started_at),
        week=known.week,
        visits_a_week=sums.visits,
        contact_minutes=sums.contact_minutes,
        worker_minutes=sums.worker_minutes,
        funding=known.funding,
        liable_from=decided.since,
        charged_from=charged_from(decided),
        facts=_told(decided),
        break_days=turn.policy.interim_break_days,
        out_of_hours=out_of_hours(office),
        formats=formats_told(turn, person=known.person),
    )


def _told(decided: Liability) -> tuple[str, ...]:
    """What happened before the person pays, in the order in which it happened."""
    dated = sorted((line.counts_from, line.told) for line in decided.lines if line.counts_from)
    return tuple(f"{moment_in_words(at)}: {told}." for at, told in dated)


def _reference(known: InService, basis: AgreementBasis) -> str:
    """Stable and unique: the person's MOSAIC id and how many agreements they have had, in whatever episode."""
    return f"ISA-{known.mosaic_id or str(known.person)[-8:]}-{basis.issued_before + 1}"


def _money(known: InService, rate: RateFacts | None) -> tuple[tuple[MoneyLine, ...], Money | None]:
    if rate is None or known.funding is not Funding.SELF_FUNDER:
        return (), None
    cost = weekly_cost(known.week, rate)
    lines = tuple(
        MoneyLine(_label(visit), duration(line.minutes), line.rate, line.cost)
        for visit, line in zip(known.week, cost.lines, strict=True)
    )
    return lines, cost.total


def _label(visit: PlannedVisit) -> str:
    workers = ", two workers" if visit.workers > 1 else ""
    when = f"{visit.at:%H:%M}" if visit.at else visit.call.label
    return f"{when}, {visit.days_text}, {visit.minutes} minutes{workers}"
