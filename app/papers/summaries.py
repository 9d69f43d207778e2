"""The summaries of a transfer and of a closure: gathered from what their tabs show, and from how the person got on."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.progress import gather as gather_progress
from app.queries.closure.page import closure_page
from app.queries.closure.view import BreakView, ClosureView, DeathView
from app.queries.episodes.assistive import AtView
from app.queries.episodes.in_service import address_lines
from app.queries.people.caseload import person_header
from app.queries.people.speakers import speakers
from app.queries.transfer.page import transfer_page
from app.queries.transfer.view import Facts, TransferView
from app.queries.transfer.view import StepLine as Step
from models.rules.closure.closing import summary_lacks as closure_lacks
from models.rules.sentences import day_text, moment_text
from models.rules.transfer.recording import summary_lacks as transfer_lacks
from models.values import london_day
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition
from reports.summaries import closure, transfer
from reports.summaries.closure import ClosureSummaryPaper
from reports.summaries.transfer import StepLine, TransferSummaryPaper


def begun(turn: Turn, *, person: UUID) -> TransferView:
    """The transfer of somebody's support, refused before anything of one is recorded. Source: MG (INT-3, INT-5)."""
    view = transfer_page(turn, person=person).view
    refuse_if(transfer_lacks(is_begun=view is not None and view.transfer is not None))
    if view is None:
        raise LookupError("a transfer that has begun has its page")
    return view


def gather_transfer(turn: Turn, *, person: UUID) -> TransferSummaryPaper:
    """What the interim DSO needs, refused before anything of a transfer is recorded. Source: MG (INT-3, INT-5)."""
    view = begun(turn, person=person)
    about, said = person_header(turn, person=person), gather_progress(turn, person=person)
    return TransferSummaryPaper(
        made_at=turn.moment,
        progress=said,
        address=address_lines(about.address, about.postcode),
        telephone=about.telephone,
        communication=about.communication,
        risks=about.risks,
        route=_route(view),
        move=_move(view),
        reason=view.facts.reason,
        agreed=tuple(_agreed(view.facts)),
        lacks=_lacks(view),
        brokerage=(*_brokerage(view), *(each.sentence for each in view.past_offers)),
        funding=view.funding.label,
        assistive=_assistive(view.at),
        contacts=tuple(
            ", ".join(part for part in (each.name, each.relation, each.telephone) if part)
            for each in speakers(turn, person=person)
        ),
        coming=said.coming,
        steps=tuple(
            StepLine(role=column.role.label, step=each.label, standing=_standing(each))
            for column in view.columns
            for each in column.steps
        ),
    )


def transfer_summary_pdf(turn: Turn, *, person: UUID, paper_format: PaperFormat) -> bytes:
    """The transfer summary as PDF."""
    return transfer.render(gather_transfer(turn, person=person), Edition(paper_format.value))


def ended(turn: Turn, *, person: UUID) -> tuple[ClosureView, datetime, DeathView]:
    """How somebody's latest support ended, when, and what is known of a death; refused while it goes on (END-4)."""
    page = closure_page(turn, person=person)
    view = page.view
    refuse_if(closure_lacks(has_ended=view is not None and view.ended_at is not None))
    if view is None or view.ended_at is None:
        raise LookupError("support that has ended has its page")
    return view, view.ended_at, page.death


def gather_closure(turn: Turn, *, person: UUID) -> ClosureSummaryPaper:
    """How the person's latest support ended, refused while it goes on. Source: OPG 6 (END-1 to END-6)."""
    view, ended_at, death = ended(turn, person=person)
    return ClosureSummaryPaper(
        made_at=turn.moment,
        progress=gather_progress(turn, person=person),
        began=view.started_at,
        ended=ended_at,
        reason=view.end_reason.label if view.end_reason else "",
        fact=view.fact,
        decided=_decided(view),
        death=_death(death),
        breaks=tuple(_break(each) for each in view.breaks if not each.undone_because),
        reassessments=tuple(
            f"{day_text(each.on)}, by {each.assessed_by}: {each.decided}" for each in view.reassessments if each.stands
        ),
        assistive=_assistive(view.at),
        steps=tuple(
            (each.label, f"{moment_text(each.done_at)}, {each.done_by}" if each.done_at else "Still to be done")
            for each in view.steps
        ),
        remains=tuple(each.sentence for each in view.remains),
        closed=_closed(view),
        reopened=tuple(
            f"{moment_text(each.reopened_at)}, {each.reopened_by}: {each.because}" for each in view.reopenings
        ),
    )


def closure_summary_pdf(turn: Turn, *, person: UUID, paper_format: PaperFormat) -> bytes:
    """The closure summary as PDF."""
    return closure.render(gather_closure(turn, person=person), Edition(paper_format.value))


def _route(view: TransferView) -> str:
    route = view.route
    named = (route.route.label if route.route else "Not decided yet", route.team_name, route.dso_name)
    return ", ".join(part for part in named if part)


def _move(view: TransferView) -> str:
    if view.handed_over_at:
        return f"Handed over {moment_text(view.handed_over_at)}"
    if view.expected_move:
        return f"Expected {moment_text(view.expected_move.expected_at)}, not confirmed yet"
    return "Not handed over yet"


def _agreed(facts: Facts) -> Iterator[str]:
    """What was agreed on the way, each with its moment and whose word it was."""
    assessed = facts.decision.label if facts.decision else "Ongoing need was assessed"
    told = (
        (facts.independence_agreed_at, "The MDT agreed maximum independence", facts.independence_by),
        (facts.assessed_at, assessed, ""),
        (facts.support_plan_at, "The support plan is complete", ""),
        (facts.agreed_at, "The MDT agreed this transfer", facts.agreed_by),
        (facts.need_confirmed_at, "The case coordinator confirmed ongoing need", facts.need_confirmed_by),
        (facts.fabo_at, "The FABO referral was made", ""),
    )
    for at, what, by in told:
        if at is not None:
            yield f"{moment_text(at)}: {what}" + (f" ({by})." if by else ".")


def _lacks(view: TransferView) -> tuple[str, ...]:
    """What still fails while the move is ahead; nothing once it is done."""
    if not view.can_move:
        return ()
    missing = [each.sentence for each in view.conditions if not each.holds]
    if not view.one_alternative_holds:
        missing += [each.sentence for each in view.alternatives]
    return tuple(missing)


def _brokerage(view: TransferView) -> Iterator[str]:
    facts = view.facts
    if facts.sent_to_brokerage_at:
        yield f"The package was sent to Brokerage on {moment_text(facts.sent_to_brokerage_at)}."
    if facts.listed_at:
        off = "; an accepted offer took it off again" if view.is_off_list else ""
        yield f"On the lack of provision list from {moment_text(facts.listed_at)}{off}."
    if facts.offer_at:
        starts = f", to start {day_text(facts.offer_starts_on)}" if facts.offer_starts_on else ""
        accepted = f", accepted on {moment_text(facts.offer_accepted_at)}" if facts.offer_accepted_at else ""
        yield f"{facts.offer_provider or 'A provider'} offered on {moment_text(facts.offer_at)}{starts}{accepted}."
    if facts.own_search_since:
        since = day_text(facts.own_search_since)
        yield f"The person has looked for a provider since {since}: {facts.own_search_evidence}"


def _standing(step: Step) -> str:
    if step.done_at is not None and step.not_needed:
        return f"Not needed, {moment_text(step.done_at)}, {step.done_by}: {step.not_needed}"
    if step.done_at is not None:
        return f"Done {moment_text(step.done_at)}, {step.done_by}" + (f": {step.note}" if step.note else "")
    return step.waits_for or "Still to be done"


def _assistive(at: AtView) -> str:
    if at.given is None:
        return "Not asked yet"
    if not at.given:
        return "None was given"
    return at.outcome.label if at.outcome else "Given; its review is still to be done"


def _decided(view: ClosureView) -> str:
    at = moment_text(view.end_decided_at) if view.end_decided_at else ""
    return ", ".join(part for part in (at, view.end_decided_by) if part)


def _death(death: DeathView) -> str:
    if death.died_on:
        return f"Died on {day_text(death.died_on)}"
    return f"Reported {moment_text(death.reported_at)}, not confirmed yet" if death.reported_at else ""


def _break(each: BreakView) -> str:
    began = f"{each.kind.label}, from {day_text(london_day(each.began_at))}"
    return f"{began} to {day_text(london_day(each.returned_at))}" if each.returned_at else f"{began}, no return"


def _closed(view: ClosureView) -> str:
    if view.closed_at is None:
        return "The package isn't closed yet."
    return f"Closed {moment_text(view.closed_at)}" + (f", {view.closed_by}." if view.closed_by else ".")
