"""The transfer checklist: which steps apply for this person, in their order, and what each waits for."""

from dataclasses import dataclass
from enum import Enum

from models.rules.decision import Lack
from models.rules.sentences import NOT_TICKED, joined
from models.rules.transfer.recording import reason_lacks
from models.rules.who import DSO, NOBODY, STS_DSO
from models.vocabulary.agreement import Funding
from models.vocabulary.transfer import TransferRole, TransferRoute, TransferStepKind

_Step = TransferStepKind

_WAITS_FOR = {
    _Step.PSP_SENT: (_Step.CAPACITY_SPOKEN,),
    _Step.STS_PSP_FINISHED: (_Step.END_DATE_REQUEST,),
    _Step.TRANSFER_ACCEPTED: (_Step.PSP_SENT,),
    _Step.INTERIM_PSP: (_Step.TRANSFER_ACCEPTED,),
    _Step.INTERIM_FINISHED: (_Step.INTERIM_PSP,),
    _Step.REVIEW_PLAN_SENT: (_Step.PVI_CONFIRMED,),
    _Step.PVI_NOTIFIED: (_Step.PVI_CONFIRMED,),
    _Step.PVI_PO: (_Step.PVI_CONFIRMED,),
}

# Where the person stays with STS there is no interim DSO to speak with, to send to, or to accept.
_HAND_OVER = frozenset({_Step.CAPACITY_SPOKEN, _Step.PSP_SENT})
UPON_OFFER = frozenset({_Step.REVIEW_PLAN_SENT, _Step.PVI_CONFIRMED, _Step.PVI_NOTIFIED, _Step.PVI_PO})
# Without these the hand-over would have been refused, so they stay ticked once it is done.
_BEFORE_THE_MOVE = frozenset({_Step.END_DATE_REQUEST, _Step.TRANSFER_ACCEPTED})
_RULES = {
    TransferRole.STS_DSO: "INT-3",
    TransferRole.CASE_COORDINATOR: "INT-4",
    TransferRole.INTERIM_DSO: "INT-5",
    TransferRole.BROKERAGE: "INT-6",
}
# INT-3 names the request a gate; the plan is finished and the hand-over answered by those whose word it is (INT-9).
_ALWAYS_NEEDED = frozenset({_Step.END_DATE_REQUEST, _Step.STS_PSP_FINISHED, _Step.PSP_SENT, _Step.TRANSFER_ACCEPTED})


class StepState(Enum):
    """Where a step of the checklist stands."""

    DONE = "done"
    READY = "ready"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistFacts:
    """What decides which steps apply, and those that are done."""

    route: TransferRoute | None = None
    funding: Funding = Funding.NOT_KNOWN
    has_offer: bool = False
    has_moved: bool = False
    row_waits: bool = False  # the tracker's row of the move hasn't gone out yet
    has_interim_ended: bool = False
    done: frozenset[TransferStepKind] = frozenset()


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """One line of the checklist; `waits_for` are the steps before it that aren't done, `later` waits for an event."""

    rule: str
    kind: TransferStepKind
    state: StepState
    waits_for: tuple[TransferStepKind, ...] = ()
    later: str = ""

    @property
    def role(self) -> TransferRole:
        """In whose column it stands."""
        return self.kind.role


def checklist(facts: ChecklistFacts) -> tuple[ChecklistStep, ...]:
    """The steps that apply for this person, in the order of their roles.

    Source: OPG 5.3, 5.4; MG (INT-3, INT-4, INT-5, INT-6, INT-8).
    """
    return tuple(_step(kind, facts) for kind in TransferStepKind if applies(kind, facts))


def applies(kind: TransferStepKind, facts: ChecklistFacts) -> bool:
    """Whether a step belongs to this person's checklist; what was done stays on it.

    Source: OPG 5.4; MG (INT-4, INT-6, INT-8).
    """
    if kind in facts.done:
        return True
    if kind is _Step.FABO_REFERRAL:
        return facts.funding is Funding.CO_FUNDER
    if kind is _Step.REVIEW_PLAN_SENT:
        return facts.has_offer
    if facts.route is TransferRoute.WITHIN_STS:
        return kind.role is not TransferRole.INTERIM_DSO and kind not in _HAND_OVER
    return True


def outstanding(facts: ChecklistFacts) -> tuple[ChecklistStep, ...]:
    """The steps that somebody can do now. Source: MG (INT-3 to INT-6)."""
    return tuple(each for each in checklist(facts) if each.state is StepState.READY)


def rests_on(kind: TransferStepKind, done: frozenset[TransferStepKind]) -> tuple[TransferStepKind, ...]:
    """The steps that are done and waited for this one: their ticks are taken back first. Source: MG (INT-3, INT-5)."""
    return tuple(later for later, before in _WAITS_FOR.items() if kind in before and later in done)


def tick_lacks(kind: TransferStepKind, facts: ChecklistFacts, *, note: str, reason: str) -> tuple[Lack, ...]:
    """A step is ticked when it is this person's and its turn, with what goes with it; the first that fails.

    `reason` is that of the transfer. Source: OPG 5.4; MG (INT-3 to INT-6, INT-8).
    """
    asked = next((each for each in checklist(facts) if each.kind is kind), None)
    if asked is None:
        return (Lack("INT-8", "This step doesn't belong to this transfer.", DSO),)
    if asked.state is StepState.WAITING:
        before = _named(asked.waits_for) or asked.later
        return (Lack(asked.rule, f"This step waits for {before}.", asked.role.label),)
    if kind is _Step.CAPACITY_SPOKEN and not note.strip():
        return (Lack("INT-3", "Write the case note of the talk about capacity.", STS_DSO, "text"),)
    return reason_lacks(reason) if kind is _Step.PSP_SENT else ()


def not_needed_lacks(kind: TransferStepKind, facts: ChecklistFacts, *, because: str) -> tuple[Lack, ...]:
    """A step is left out when it is its turn, with the reason; never one that the move rests on: the first that fails.

    Source: good practice; MG (INT-3 to INT-6).
    """
    if kind in _ALWAYS_NEEDED:
        return (Lack("INT-3", "The move rests on this step: it is always needed.", NOBODY, "state"),)
    if not because.strip():
        return (Lack(_RULES[kind.role], "Write why this step is not needed.", kind.role.label, "text"),)
    return tick_lacks(kind, facts, note=because, reason=because)


def untick_lacks(kind: TransferStepKind, done: frozenset[TransferStepKind], *, has_moved: bool) -> tuple[Lack, ...]:
    """A tick is taken back while nothing that is done rests on it; the first that fails. Source: MG (INT-3, INT-7)."""
    if kind not in done:
        return (Lack("INT-3", NOT_TICKED, NOBODY),)
    if later := rests_on(kind, done):
        return (Lack("INT-3", f"Take back first what rests on this step: {_named(later)}.", kind.role.label),)
    if kind in _BEFORE_THE_MOVE and has_moved:
        return (Lack("INT-7", "The hand-over rests on this step, and it is done.", NOBODY),)
    return ()


def _named(steps: tuple[TransferStepKind, ...]) -> str:
    return joined([f"“{each.label}”" for each in steps])


def _step(kind: TransferStepKind, facts: ChecklistFacts) -> ChecklistStep:
    rule = _RULES[kind.role]
    if kind in facts.done:
        return ChecklistStep(rule, kind, StepState.DONE)
    before = tuple(each for each in _WAITS_FOR.get(kind, ()) if each not in facts.done and applies(each, facts))
    later = _event_awaited(kind, facts)
    state = StepState.WAITING if before or later else StepState.READY
    return ChecklistStep(rule, kind, state, before, later)


def _event_awaited(kind: TransferStepKind, facts: ChecklistFacts) -> str:
    """What has to happen first, beside the other steps; empty where nothing has."""
    if kind in UPON_OFFER and not facts.has_offer:
        return "a PVI offer"
    if kind is _Step.SCHEDULING_TOLD and not facts.has_moved:
        return "the hand-over, whose row goes to Scheduling"
    if kind is _Step.SCHEDULING_TOLD and facts.row_waits:
        return "the tracker's export: its row waits to go out"
    if kind is _Step.INTERIM_FINISHED and not facts.has_interim_ended:
        return "the end of interim support"
    return ""
