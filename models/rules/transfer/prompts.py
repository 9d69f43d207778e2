"""What Today says on the way to ongoing care: Brokerage, the list, the checklist, the agreement."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain

from models.policy import PolicySettings
from models.rules.agreement.charging import ChargeFacts, charged_from, liability, liable_whoever_pays
from models.rules.agreement.signing import AgreementFacts
from models.rules.clocks import end_of_day, in_utc
from models.rules.decision import Prompt
from models.rules.sentences import day_text
from models.rules.transfer.answering import AnswerFacts, answer_prompts
from models.rules.transfer.checklist import ChecklistFacts, ChecklistStep, outstanding
from models.rules.transfer.conditions import TransferFacts, brokerage_limit, is_listing_missing, listing_limit
from models.rules.transfer.offers import open_offer
from models.values import london_day, start_of_day
from models.vocabulary.agreement import Funding
from models.vocabulary.today import DeedOf
from models.vocabulary.transfer import TransferRole, TransferStepKind

_DAY = timedelta(days=1)
_AWAITED = {
    TransferRole.STS_DSO: "the STS DSO",
    TransferRole.CASE_COORDINATOR: "the case coordinator",
    TransferRole.INTERIM_DSO: "the interim DSO",
    TransferRole.BROKERAGE: "news from Brokerage",
}
_DEEDS_OF = {  # news from Brokerage is recorded by whichever DSO is responsible now
    TransferRole.STS_DSO: DeedOf.STS_DSO,
    TransferRole.CASE_COORDINATOR: DeedOf.CASE_COORDINATOR,
    TransferRole.INTERIM_DSO: DeedOf.INTERIM_DSO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferPromptFacts:
    """What the prompts about a transfer rest on.

    `handed_over_at` is when the interim episode began, `is_over` that interim support has ended too; `provider` is who
    made the offer that stands, `pvi_started_on` the day on which ongoing care began, `charged` what decides about
    payment, `is_cost_said` whether it is recorded what was said about cost.
    """

    name: str
    transfer: TransferFacts = field(default_factory=TransferFacts)
    checklist: ChecklistFacts = field(default_factory=ChecklistFacts)
    agreement: AgreementFacts = field(default_factory=AgreementFacts)
    answer: AnswerFacts = field(default_factory=AnswerFacts)
    handed_over_at: datetime | None = None
    is_over: bool = False
    provider: str = ""
    pvi_started_on: date | None = None
    end_expected_at: datetime | None = None  # of the support that goes on, recorded ahead (END-9)
    charged: ChargeFacts | None = None
    is_cost_said: bool = False


def transfer_prompts(facts: TransferPromptFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Everything to be shown about this transfer at the moment.

    Source: OPG 5.1–5.6; MG (INT-1 to INT-6, FUND-4, FUND-6, FUND-8).
    """
    prompts = chain(
        agreeing_prompts(facts, moment, policy),
        listing_prompts(facts, moment, policy),
        offer_prompts(facts, moment),
        step_prompts(facts),
        telling_prompts(facts),
        who_pays_prompts(facts, policy),
        cost_prompts(facts, policy),
        answer_prompts(facts.name, facts.answer),
        agreement_prompts(facts),
    )
    return tuple(each for each in prompts if each.is_due_at(moment))


def agreeing_prompts(facts: TransferPromptFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Long enough with Brokerage without an offer: the MDT can agree a transfer. Source: OPG 5.2; MG (INT-1)."""
    limit, offer = brokerage_limit(facts.transfer, policy), open_offer(facts.transfer.offers, moment)
    if limit is None or offer or facts.is_over or facts.handed_over_at or facts.transfer.agreed_at is not None:
        return ()
    sentence = f"{facts.name} has no offer from a PVI provider: the MDT can agree a transfer to interim support."
    return (Prompt("INT-1", sentence, limit, None, "transfer.conditions"),)


def listing_prompts(facts: TransferPromptFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Brokerage should have listed the package by now, and nobody has heard. Source: OPG 5.2; MG (INT-2)."""
    limit = listing_limit(facts.transfer, policy)
    if limit is None or facts.is_over or not is_listing_missing(facts.transfer, moment, policy):
        return ()
    sentence = f"{facts.name} is not known to be on the lack of provision list: ask Brokerage and record their answer."
    ended = [each.ended_at for each in facts.transfer.offers if each.ended_at is not None]
    return (Prompt("INT-2", sentence, max((limit, *map(in_utc, ended))), None, "transfer.listed"),)


def offer_prompts(facts: TransferPromptFacts, moment: datetime) -> tuple[Prompt, ...]:
    """An offer without the person's answer; on the day that it named, whether it has begun; then the end of ours.

    A start is confirmed on its day, and overdue the next morning. Source: OPG 5.2; MG (INT-1, INT-6, END-2).
    """
    if facts.is_over:
        return ()
    if facts.pvi_started_on is not None:
        what = "interim" if facts.handed_over_at else "short-term"
        sentence = (
            f"{facts.name}'s provider of ongoing care started on {day_text(facts.pvi_started_on)}: "
            f"end the {what} support."
        )
        rule = "END-2" if facts.handed_over_at else "END-1"
        return (Prompt(rule, sentence, start_of_day(facts.pvi_started_on), None, "closure.end"),)
    offer = open_offer(facts.transfer.offers, moment)
    if offer is None:
        return ()
    starts, provider = offer.starts_on, facts.provider or "a PVI provider"
    if starts is not None and is_pvi_start_due(facts.transfer, facts.pvi_started_on, moment):
        if facts.end_expected_at is not None and london_day(facts.end_expected_at) <= london_day(moment):
            return ()  # asked with the end itself, in one line (END-9)
        sentence = f"{facts.name}'s care by {provider} was to start on {day_text(starts)}: did it?"
        return (Prompt("INT-1", sentence, start_of_day(starts), end_of_day(starts), "transfer.pvi_start"),)
    if offer.accepted_at is not None:
        return ()
    sentence = f"{facts.name} has an offer from {provider}: ask for their answer and record it."
    return (Prompt("INT-1", sentence, offer.offered_at, None, "transfer.answer"),)


def is_pvi_start_due(facts: TransferFacts, started_on: date | None, moment: datetime) -> bool:
    """The day has come on which an open offer was to start, and nobody has said that it did. Source: MG (INT-1)."""
    offer = open_offer(facts.offers, moment)
    if offer is None or offer.starts_on is None or started_on is not None:
        return False
    return offer.starts_on <= london_day(moment)


def step_prompts(facts: TransferPromptFacts) -> tuple[Prompt, ...]:
    """One prompt a role for the steps that it can do now, from the agreement of the transfer on.

    Staying allocated is a state and no deed, so it is never prompted. After interim has ended only the interim DSO's
    own last step is still asked. Source: MG (INT-3, INT-4, INT-5, INT-6).
    """
    agreed = facts.transfer.agreed_at
    if agreed is None:
        return ()
    last, moot = TransferStepKind.INTERIM_FINISHED, {TransferStepKind.STAYS_ALLOCATED}
    if facts.answer.is_asked:  # a line of its own, with whom it is asked of
        moot.add(TransferStepKind.TRANSFER_ACCEPTED)
    ready = [
        each
        for each in outstanding(facts.checklist)
        if each.kind not in moot and (not facts.is_over or each.kind is last)
    ]
    roles = {each.role: each.rule for each in ready}
    return tuple(
        Prompt(
            rule,
            _steps_sentence(facts.name, role, ready),
            agreed,
            None,
            f"transfer.checklist.{role.value}",
            _DEEDS_OF.get(role, DeedOf.DSO),
        )
        for role, rule in roles.items()
    )


def telling_prompts(facts: TransferPromptFacts) -> tuple[Prompt, ...]:
    """Scheduling is told when the row of the move has gone out, not while it waits. Source: MG (INT-3)."""
    if facts.handed_over_at is None or not facts.checklist.row_waits:
        return ()
    sentence = f"{facts.name}'s move to interim support waits in the tracker: export it, so that Scheduling hears."
    return (Prompt("INT-3", sentence, facts.handed_over_at, None, "transfer.export_tracker", DeedOf.STS_DSO),)


def who_pays_prompts(facts: TransferPromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Nobody has said who pays: asked from the sending to Brokerage on, late once somebody who pays would be liable.

    Source: OPG 5.5, 5.6; good practice (FUND-6).
    """
    sent = facts.transfer.sent_to_brokerage_at
    if sent is None or facts.checklist.funding is not Funding.NOT_KNOWN:
        return ()
    due = liable_whoever_pays(facts.charged, policy) if facts.charged is not None else None
    sentence = f"{facts.name}'s ongoing support: it is not known who pays. Ask the case coordinator and record it."
    return (Prompt("FUND-6", sentence, sent, due, "transfer.funding"),)


def cost_prompts(facts: TransferPromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """What was said about cost is recorded by the day before the first charged one; it stops nothing.

    Source: `standards.md`, *Money and law* (FUND-8).
    """
    since = facts.handed_over_at
    if since is None or facts.is_over or facts.is_cost_said or facts.charged is None:
        return ()
    first = charged_from(liability(facts.charged, policy))
    if first is None:
        return ()
    sentence = (
        f"{facts.name} is charged from {day_text(first)}: tell them what it costs, and record who told whom, and how."
    )
    return (Prompt("FUND-8", sentence, since, end_of_day(first - _DAY), "transfer.cost_said"),)


def agreement_prompts(facts: TransferPromptFacts) -> tuple[Prompt, ...]:
    """A self-funder in interim support: sign, then upload, then raise the PO. Source: OPG 5.6 (FUND-4)."""
    since, agreement = facts.handed_over_at, facts.agreement
    if since is None or facts.is_over or facts.checklist.funding is not Funding.SELF_FUNDER:
        return ()
    if agreement.signed_at is None:
        if agreement.refused_at is not None:
            return ()
        sentence = f"{facts.name}'s agreement for interim home care is not signed yet: print it and have it signed."
        return (Prompt("FUND-4", sentence, since, None, "transfer.agreement"),)
    if agreement.uploaded_at is None:
        sentence = f"{facts.name}'s agreement is signed: upload it to MOSAIC."
        return (Prompt("FUND-4", sentence, agreement.signed_at, None, "transfer.upload"),)
    if agreement.po_raised_at is None:
        sentence = f"{facts.name}'s agreement is uploaded: raise the PO “direct care full cost”."
        return (Prompt("FUND-4", sentence, agreement.uploaded_at, None, "transfer.po"),)
    return ()


def _steps_sentence(name: str, role: TransferRole, ready: list[ChecklistStep]) -> str:
    steps = "; ".join(each.kind.label for each in ready if each.role is role)
    return f"{name}'s transfer waits for {_AWAITED[role]}. Not ticked yet: {steps}."
