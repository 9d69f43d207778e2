"""What to paste where each step of the transfer is done: MOSAIC, Brokerage, PST, CCL, FABO; it is sent nowhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.queries.transfer.conditions_and_checklist import Known, Week
from app.queries.transfer.short_term_package import ShortTermPackage
from app.queries.transfer.view import Column, PeriodLine
from models.rules.plans.totals import calls_in_words, totals
from models.rules.plans.two_weeks import alternates, turns_of
from models.rules.sentences import day_text, moment_text
from models.transfer import Transfer
from models.values import PlannedVisit, london_day
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import ClosingStepKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind

_NOT_YET = "not recorded yet"
_Step = TransferStepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTransfer:
    """The transfer as its texts tell it; a moment that nobody recorded is none, and said to be."""

    day: date  # on which it is told
    who: str
    dso: str
    coordinator: str
    receives: str
    funding: Funding
    reason: str = ""
    moved_at: datetime | None = None
    sent_at: datetime | None = None
    listed_at: datetime | None = None
    fabo_at: datetime | None = None
    provider: str = ""
    provider_from: str = ""
    week: tuple[PlannedVisit, ...] = ()


def told_of(known: Known, record: Transfer | None, week: Week, moment: datetime) -> ToldTransfer:
    """The facts of one read, as the texts need them."""
    who = f"{known.person_name} ({known.mosaic_id})" if known.mosaic_id else known.person_name
    told = ToldTransfer(
        day=london_day(moment),
        who=who,
        dso=known.dso_name,
        coordinator=known.coordinator_name,
        receives=_receives(known, record),
        funding=known.funding,
        week=week.visits,
    )
    if record is None:
        return told
    return replace(
        told,
        reason=record.reason,
        moved_at=record.handed_over_at,
        sent_at=record.sent_to_brokerage_at,
        listed_at=record.listed_at,
        fabo_at=record.fabo_at,
        provider=record.offer_provider,
        provider_from=day_text(record.offer_starts_on) if record.offer_starts_on else "",
    )


def _receives(known: Known, record: Transfer | None) -> str:
    if record is not None and record.route is TransferRoute.WITHIN_STS:
        return f"{known.team_name}, within STS"
    return ", ".join(each for each in (known.to_team_name, known.to_dso_name) if each) or "not chosen yet"


def with_texts(columns: Sequence[Column], told: ToldTransfer) -> tuple[Column, ...]:
    """The checklist, each step with what is pasted where it is done. Source: MG (INT-3 to INT-6)."""
    return tuple(
        replace(column, steps=tuple(replace(each, paste=step_text(each.step, told)) for each in column.steps))
        for column in columns
    )


def package_with_texts(package: ShortTermPackage, told: ToldTransfer) -> ShortTermPackage:
    """The short-term package's own steps likewise. Source: OPG 6.3 (END-4)."""
    return replace(package, steps=tuple(replace(each, paste=package_text(each.step, told)) for each in package.steps))


def step_text(step: TransferStepKind, told: ToldTransfer) -> str:
    """What to paste for this step, a fact a line; empty where nothing is written. Source: MG (INT-3 to INT-6)."""
    lines = _LINES.get(step)
    return _whole(told, *lines(told)) if lines is not None else ""


def package_text(step: ClosingStepKind, told: ToldTransfer) -> str:
    """What to paste for a closing step of the short-term package. Source: OPG 6.3 (END-4)."""
    ends = f"Short-term support ended: {_at(told.moved_at)}, moved to interim support with {told.receives}."
    lines: tuple[str, ...]
    match step:
        case ClosingStepKind.END_PO:
            lines = (f"Please end the purchase order for short-term support on {_day(told.moved_at)}.", ends)
        case ClosingStepKind.UPDATE_MOSAIC:
            lines = (ends, f"Reason: {told.reason or _NOT_YET}.", _plan(told), _hands(told))
        case ClosingStepKind.UPDATE_CCL:
            lines = (ends, f"End date of short-term support: {_day(told.moved_at)}.", _calls(told))
    return _whole(told, *lines, f"DSO: {told.dso}.")


def for_purchase(told: ToldTransfer, periods: Sequence[PeriodLine]) -> str:
    """The purchase adjustment request for the PO "direct care full cost", each period as agreed or not.

    Empty where nobody pays in full. Source: OPG 5.6 (FUND-4, FUND-7).
    """
    if told.funding is not Funding.SELF_FUNDER or not periods:
        return ""
    request = "Purchase adjustment request: please raise the PO “direct care full cost”."
    sums = (line for each in periods for line in (each.sentence, *(f"{turn}." for turn in each.turns)))
    return "\n".join((told.who, request, *sums, f"DSO: {told.dso}."))


def _whole(told: ToldTransfer, *lines: str) -> str:
    """The text, with which weeks are A and B where it names one: who reads it knows no letters of ours."""
    turns = turns_of("\n".join(lines), told.day) if alternates(told.week) else ""
    return "\n".join(filter(None, (told.who, *lines, turns)))


def _at(moment: datetime | None) -> str:
    return moment_text(moment) if moment else _NOT_YET


def _day(moment: datetime | None) -> str:
    return day_text(london_day(moment)) if moment else f"the day of the move ({_NOT_YET})"


def _plan(told: ToldTransfer) -> str:
    return f"Plan: {totals(told.week).sentence}." if told.week else f"Plan: {_NOT_YET}."


def _calls(told: ToldTransfer) -> str:
    return f"Visits: {calls_in_words(told.week)}" if told.week else "No visits are planned."


def _hands(told: ToldTransfer) -> str:
    return f"DSO: {told.dso}. Case coordinator: {told.coordinator or _NOT_YET}. Receiving: {told.receives}."


def _brokerage(told: ToldTransfer) -> str:
    return f"Sent to Brokerage: {_at(told.sent_at)}. On the lack of provision list: {_at(told.listed_at)}."


def _offer(told: ToldTransfer) -> str:
    start = f", from {told.provider_from}" if told.provider_from else ", no start day yet"
    return f"PVI provider: {told.provider}{start}." if told.provider else f"PVI provider: {_NOT_YET}."


def _capacity_spoken(told: ToldTransfer) -> tuple[str, ...]:
    spoken = f"Spoken with {told.receives} about capacity for interim support on {day_text(told.day)}."
    return (spoken, _plan(told), _calls(told))


_LINES: dict[TransferStepKind, Callable[[ToldTransfer], tuple[str, ...]]] = {
    _Step.CAPACITY_SPOKEN: _capacity_spoken,
    _Step.SCHEDULING_TOLD: lambda told: (f"Moved to interim support: {_at(told.moved_at)}.", _calls(told)),
    _Step.PSP_SENT: lambda told: (
        f"PSP sent to {told.receives} as a next action, outcome: sent immediately.",
        f"Reason: {told.reason or _NOT_YET}.",
        _plan(told),
        _hands(told),
    ),
    _Step.END_DATE_REQUEST: lambda told: (
        f"Service end date request: short-term support ends on {_day(told.moved_at)}.",
        f"Interim support goes on with {told.receives}.",
        f"DSO: {told.dso}.",
    ),
    _Step.STS_PSP_FINISHED: lambda told: (
        "STS PSP finished; the service end date request was sent to PST before it.",
        _plan(told),
        f"DSO: {told.dso}.",
    ),
    _Step.INTERIM_PO: lambda told: (
        f"Long-term PO requested for the interim service with {told.receives}.",
        "This can go straight to purchasing.",
        _plan(told),
        _brokerage(told),
        f"Case coordinator: {told.coordinator or _NOT_YET}.",
    ),
    _Step.FABO_REFERRAL: lambda told: (
        f"Referral for a financial assessment. Who pays, as known today: {told.funding.label.lower()}.",
        f"Interim support from: {_at(told.moved_at)}.",
        _brokerage(told),
        f"Case coordinator: {told.coordinator or _NOT_YET}.",
    ),
    _Step.REVIEW_PLAN_SENT: lambda told: ("Review support plan, on a PVI offer.", _offer(told), _plan(told)),
    _Step.TRANSFER_ACCEPTED: lambda told: (f"Transfer accepted by {told.receives}.", _plan(told), _hands(told)),
    _Step.INTERIM_PSP: lambda told: (f"PSP for interim support completed by {told.receives}.", _plan(told)),
    _Step.INTERIM_FINISHED: lambda told: ("Interim support ended: step and involvement finished.", _offer(told)),
    _Step.PVI_CONFIRMED: lambda told: ("PVI start date confirmed.", _offer(told)),
    _Step.PVI_NOTIFIED: lambda told: ("A PVI provider was found.", _offer(told), _hands(told)),
    _Step.PVI_PO: lambda told: ("PO request for PVI; it ends the interim PO.", _offer(told), _calls(told)),
}
