"""The individual service agreement: gathered, refused or drafted in words, issued as frozen, drawn again as signed."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import msgspec

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.cost_on_paper import cost_periods, first_days, money_lines, told_of_cost
from app.papers.reach import office_or_dso, out_of_hours, reach
from app.papers.words import words_as_printed, words_lacks, words_of
from app.queries.agreement.basis import AgreementBasis, agreement_basis, issued_paper
from app.queries.agreement.charged_days import charged_days
from app.queries.agreement.paper_files import issued_file, newest_issued
from app.queries.agreement.who_may_sign import Signatories, WhoSigns, signatories
from app.queries.episodes.in_service import Colleague, InService, in_service
from app.queries.people.formats import formats_told
from models.rules.agreement.charging import Liability, charge_lacks, charged_from, liability
from models.rules.agreement.issued_papers import ended_lacks, hash_of_values
from models.rules.agreement.periods import is_conditional, price_lacks
from models.rules.agreement.renewal import ToldPrice
from models.rules.agreement.signing import issuing_lacks
from models.rules.closure.deaths import paper_lacks
from models.rules.decision import Lack
from models.rules.plans.totals import totals
from models.values import london_day
from models.vocabulary.agreement import Funding, PowerKind, SignsAs
from models.vocabulary.languages import Language
from models.vocabulary.people import PaperFormat
from reports.agreement.agreement import render
from reports.agreement.paper import AgreementPaper, Signatory
from reports.layout.day_and_time import moment_in_words
from reports.layout.page import Standing
from reports.layout.styles import Edition
from reports.layout.wording import Wording

_THE_PERSON = WhoSigns()

_FORMATS = {Edition.STANDARD: PaperFormat.STANDARD, Edition.LARGE_PRINT: PaperFormat.LARGE_PRINT}


@dataclass(frozen=True, slots=True)
class PreparedAgreement:
    """A paper ready to be issued: what the record keeps beside it. `missing` is why it is only a draft.

    `paper_format` is the print that whoever signs needs.
    """

    paper: AgreementPaper
    episode: UUID
    plan: UUID
    rate: UUID | None
    liable_from: datetime | None
    weekly_pence: int
    paper_format: PaperFormat
    missing: tuple[Lack, ...]
    words: Wording

    @property
    def prices(self) -> tuple[ToldPrice, ...]:
        """What the paper says that a week costs, from which day on (FUND-7)."""
        return tuple(
            ToldPrice(each.from_day, each.total, each.lighter, each.dearer_week) for each in self.paper.periods
        )

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
    days = charged_days(turn, episode=episode, decided=decided, ended_at=known.ended_at)
    pays_in_full = known.funding is Funding.SELF_FUNDER
    cost = days.now.cost if days.now is not None and pays_in_full else None
    words = words_of(turn, paper="agreement")
    signers = signatories(turn, person=known.person, answer=who)
    missing = (
        *ended_lacks(known.ended_at),
        *issuing_lacks(known.funding),
        *decided.lacks,
        *(price_lacks(days.periods) if pays_in_full else ()),
        *words_lacks(words, paper="agreement"),
    )
    missing = (*missing, *signers.lacks)
    paper = replace(
        _paper(turn, known, decided, _reference(known, basis)),
        lines=money_lines(cost) if cost else (),
        week_total=cost.total if cost else None,
        week_lighter=days.now.lighter if cost and days.now is not None else None,
        periods=cost_periods(days, turn.policy) if pays_in_full else (),
        first_days=first_days(days, turn.policy) if pays_in_full and decided.since else None,
        bill_weeks=turn.policy.bill_weeks,
        is_conditional=is_conditional(decided, turn.moment),
        said_of_cost=tuple(map(told_of_cost, days.said)),
        signatories=_signatories(signers),
        missing=tuple(lack.sentence for lack in missing),
        wording=words.version,
    )
    return PreparedAgreement(
        paper,
        episode,
        known.plan,
        days.rate_keys[days.now.rate.from_day] if cost and days.now and days.now.rate else None,
        decided.since,
        cost.total.in_pence if cost else 0,
        signers.paper_format or known.paper_format,
        missing,
        words,
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


def draw_translated(turn: Turn, *, agreement: UUID, edition: Edition, language: Language) -> bytes:
    """What was issued, to be read in another language beside it: without a place to sign, for the English is signed.

    What people typed and an office's own words stay as they are.
    """
    paper = msgspec.json.decode(issued_paper(turn, agreement=agreement), type=AgreementPaper)
    words = words_as_printed(turn, paper="agreement", version=paper.wording)
    return render(paper, edition, words, language=language)


def issued(
    turn: Turn, *, person: UUID, reference: str | None, edition: Edition | None, language: Language | None = None
) -> bytes:
    """What was issued for somebody: the newest, or the one of this reference; in the print in which it was handed over.

    A copy can always be had, also after the end and after a death (FUND-4).
    """
    found = newest_issued(turn, person=person, reference=reference)
    chosen = edition or Edition(found.edition.value)
    if language is not None:
        return draw_translated(turn, agreement=found.agreement, edition=chosen, language=language)
    return draw_again(turn, agreement=found.agreement, edition=chosen)


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
        facts=_told(decided, turn.moment),
        break_days=turn.policy.interim_break_days,
        out_of_hours=out_of_hours(office),
        formats=formats_told(turn, person=known.person),
        covered=known.covered,
        why_short=known.why_short,
    )


def _told(decided: Liability, moment: datetime) -> tuple[str, ...]:
    """What happened before the person pays, in the order in which it happened; what lies ahead with its condition."""
    dated = sorted((each.counts_from, each.told, each.told_ahead) for each in decided.lines if each.counts_from)
    return tuple(f"{moment_in_words(at)}: {ahead if at > moment and ahead else told}." for at, told, ahead in dated)


def _reference(known: InService, basis: AgreementBasis) -> str:
    """Stable and unique: the person's MOSAIC id and how many agreements they have had, in whatever episode."""
    return f"ISA-{known.mosaic_id or str(known.person)[-8:]}-{basis.issued_before + 1}"
