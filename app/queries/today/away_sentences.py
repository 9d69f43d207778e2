"""What a change of a record says in a sentence, from the audit's rows before and after; columns never show."""

from collections.abc import Callable, Mapping
from typing import Any

from models.vocabulary.choice import Choice
from models.vocabulary.closure import BreakKind, ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.meetings import DecisionKind
from models.vocabulary.plans import OnwardService, PlanChange, TwoWorkers
from models.vocabulary.referrals import HoldEnd, ReferralOutcome
from models.vocabulary.transfer import HandOverAnswer, OfferEnd, TransferStepKind

Columns = Mapping[str, Any]
Say = Callable[[Columns, Columns], str]  # before (empty where it is new), after


def sentence(table: str, before: Columns, after: Columns) -> str:
    """What happened, without the person's name; nothing where it needn't be told."""
    say = _SAID.get(table)
    return say(before, after) if say is not None else ""


def tab_of(table: str, after: Columns) -> str:
    """In which tab it is seen."""
    if table == "episode" and after.get("ended_at"):
        return "closure"
    if table == "chaser":
        return "referrals" if after.get("referral_id") else "transfer"
    return _TABS.get(table, "today")


def _label(kind: type[Choice], word: object) -> str:
    return kind(str(word)).label if word else ""


def _set(before: Columns, after: Columns, column: str) -> bool:
    """Whether this was empty and isn't any more."""
    return not before.get(column) and bool(after.get(column))


def _first(before: Columns, after: Columns, *said: tuple[str, str]) -> str:
    """The sentence of the first of these columns that was filled in."""
    return next((text for column, text in said if _set(before, after, column)), "")


def _referral(before: Columns, after: Columns) -> str:
    if not before:
        return f"Referred, reference {after['reference']}."
    if _set(before, after, "outcome"):
        return f"Referral: {_label(ReferralOutcome, after['outcome']).lower()}."
    if before.get("outcome") and not after.get("outcome"):
        return "The start was undone."
    if before.get("discharge_on") != after.get("discharge_on"):
        return "The discharge date changed."
    return _first(
        before,
        after,
        ("scheduling_confirmed_at", "Scheduling confirmed the capacity."),
        ("accepted_at", "Referral accepted."),
        ("chc_asked_at", "CHC was asked to take the support over."),
        ("chc_transferred_at", "CHC has taken the support over."),
    ) or ("" if _same_but_version(before, after) else "The referral's details changed.")


def _same_but_version(before: Columns, after: Columns) -> bool:
    ours = {"version", "operation_id", "created_at", "created_by", "updated_at", "updated_by"}
    return all(before.get(column) == value for column, value in after.items() if column not in ours)


def _hold(before: Columns, after: Columns) -> str:
    if not before:
        return "Capacity is held."
    return f"Held capacity: {_label(HoldEnd, after['ended_as']).lower()}." if _set(before, after, "ended_as") else ""


def _information(before: Columns, after: Columns) -> str:
    if not before:
        return f"Information asked of {after['of_whom']}: {after['what']}"
    if _set(before, after, "received_at"):
        return f"{after['of_whom']} answered: {after['answer']}"
    return f"{after['of_whom']} was chased." if before.get("chased_at") != after.get("chased_at") else ""


def _episode(before: Columns, after: Columns) -> str:
    if not before:
        return f"{_label(EpisodeKind, after['kind'])} support started."
    if before.get("end_reason") == EndReason.TRANSFERRED.value and not after.get("ended_at"):
        return "The hand-over was taken back: short-term support goes on."
    if before.get("ended_at") and not after.get("ended_at"):
        return "The closure was taken back: support goes on."
    return _first(
        before,
        after,
        ("undone_at", "The hand-over was taken back." if after.get("follows_id") else "The start was undone."),
        ("closed_at", "The package is closed."),
        ("ended_at", f"Support ended: {_label(EndReason, after.get('end_reason')) or 'no reason given'}."),
        ("support_plan_at", "The support plan is in place."),
        ("goal_setter_id", "Who sets the goals was agreed."),
    )


def _plan(before: Columns, after: Columns) -> str:
    if before:
        return "The service plan was finished." if _set(before, after, "finished_at") else ""
    if after["change"] == PlanChange.START.value:
        return ""
    return f"New version of the service plan: {_label(PlanChange, after['change']).lower()}."


def _goal(before: Columns, after: Columns) -> str:
    if not before:
        return f"Goal set: {after['statement']}"
    if before.get("state") != after.get("state"):
        return f"Goal {after['state']}: {after['statement']}"
    return f"Goal reworded: {after['statement']}" if before.get("wording") != after.get("wording") else ""


def _break(before: Columns, after: Columns) -> str:
    if not before:
        return f"A break began: {_label(BreakKind, after['kind']).lower()}."
    was_none = after.get("returned_at") == after.get("began_at")  # so it is stored of a break that was undone
    back = "A break was undone: it was a mistake." if was_none else "Back from the break."
    return _first(before, after, ("returned_at", back))


_TOLD_OTHERWISE = {MilestoneKind.START.value, MilestoneKind.GOALS_SET.value}


def _milestone(before: Columns, after: Columns) -> str:
    is_news = not before and after["kind"] not in _TOLD_OTHERWISE
    return f"Milestone: {_label(MilestoneKind, after['kind']).lower()}." if is_news else ""


def _onward(before: Columns, after: Columns) -> str:
    if not before:
        return f"{_label(OnwardService, after['service'])} was asked: {after['what']}."
    return f"{_label(OnwardService, after['service'])} answered: {after['outcome']}."


def _two_workers(_before: Columns, after: Columns) -> str:
    return f"An OT looked at two workers: {_label(TwoWorkers, after['answer']).lower()}."


def _reassessment(before: Columns, after: Columns) -> str:
    if not before:
        return f"Needs were reassessed by {after['assessed_by']}: {after['decided']}"
    return _first(before, after, ("withdrawn_at", "A reassessment was taken back: it was a mistake."))


def _chc_in_service(before: Columns, after: Columns) -> str:
    if not before:
        return "CHC was found: the support is given on their behalf."
    return _first(
        before,
        after,
        ("withdrawn_at", "A record of CHC was taken back: it was a mistake."),
        ("transferred_at", "CHC has taken the support over."),
        ("asked_at", "CHC was asked to take the support over."),
    ) or ("CHC was chased." if before.get("chased_at") != after.get("chased_at") else "")


def _transfer(before: Columns, after: Columns) -> str:
    return _first(
        before,
        after,
        ("handed_over_at", "Handed over to interim support."),
        ("abandoned_at", "The transfer was given up."),
        ("offer_accepted_at", f"The offer of {after.get('offer_provider') or 'a provider'} was accepted."),
        ("offer_at", f"A provider has offered: {after.get('offer_provider') or 'not named'}."),
        ("listed_at", "On the lack of provision list."),
        ("agreed_at", "The MDT agreed the transfer."),
        ("sent_to_brokerage_at", "The package was sent to Brokerage."),
    )


def _past_offer(before: Columns, after: Columns) -> str:
    ended = _label(OfferEnd, after["ended_as"]).lower()
    return "" if before else f"The offer of {after['provider']} came to nothing: {ended}."


def _answered(before: Columns, after: Columns) -> str:
    if before:
        return "The acceptance of the hand-over no longer counts." if _set(before, after, "withdrawn_at") else ""
    said = f"Hand-over {_label(HandOverAnswer, after['answer']).lower()}"
    return f"{said}: {after['because']}" if after["because"] else f"{said}."


def _chaser(before: Columns, after: Columns) -> str:
    return "" if before else f"{after['whom']} was chased."


def _ticked(kind: type[Choice]) -> Say:
    def say(before: Columns, after: Columns) -> str:
        what = "Not needed" if after.get("not_needed_because") else "Done"
        return f"{what}: {_label(kind, after['step'])}." if _set(before, after, "done_at") else ""

    return say


def _agreement(before: Columns, after: Columns) -> str:
    return _first(
        before,
        after,
        ("po_raised_at", "The PO was raised."),
        ("uploaded_at", "The signed agreement was uploaded."),
        ("signed_at", "The agreement was signed."),
        ("refused_at", "The agreement was refused."),
        ("issued_at", "The agreement was printed for signature."),
    )


def _concern(before: Columns, after: Columns) -> str:
    if _set(before, after, "told_at"):
        return f"A safeguarding concern was told to {after['told_whom']}."
    return "" if before else "A safeguarding concern was raised."


def _person(before: Columns, after: Columns) -> str:
    if not before:
        return ""
    if before.get("death_reported_at") and not after.get("death_reported_at"):
        return "The report of a death was undone."
    return _first(
        before,
        after,
        ("death_confirmed_at", "Died: the death is confirmed."),
        ("death_reported_at", "Reported to have died."),
    ) or ("" if _same_but_version(before, after) else "Personal details changed.")


def _decision(before: Columns, after: Columns) -> str:
    return "" if before else f"MDT: {_label(DecisionKind, after['kind']).lower()}."


def _action(before: Columns, after: Columns) -> str:
    if not before:
        return f"Taken on in a meeting: {after['what']}"
    return f"Done: {after['what']}" if _set(before, after, "done_at") else ""


def _scheduling(before: Columns, after: Columns) -> str:
    if not before or before.get("ccl") == after.get("ccl"):
        return ""
    if after.get("ccl") == "query":
        return f"Scheduling asks: {after['ccl_query']}"
    return "Scheduling has put the change into CCL." if after.get("ccl") == "yes" else ""


def _new(text: str) -> Say:
    return lambda before, _after: "" if before else text


_SAID: dict[str, Say] = {
    "referral": _referral,
    "hold": _hold,
    "information_request": _information,
    "placement": _new("Placed out of order in the queue."),
    "episode": _episode,
    "extension": _new("Extended beyond six weeks."),
    "plan": _plan,
    "plan_taken_back": _new("A version of the service plan was taken back before its day."),
    "goal": _goal,
    "rating": _new("Visits were rated."),
    "break": _break,
    "milestone": _milestone,
    "reassessment": _reassessment,
    "chc_in_service": _chc_in_service,
    "extra_calls_said": _new("What was said about extra calls beside another provider was recorded."),
    "transfer": _transfer,
    "hand_over_answered": _answered,
    "chaser": _chaser,
    "past_offer": _past_offer,
    "transfer_step": _ticked(TransferStepKind),
    "closing_step": _ticked(ClosingStepKind),
    "reopening": _new("The closure was reopened."),
    "agreement": _agreement,
    "concern": _concern,
    "person": _person,
    "decision": _decision,
    "action": _action,
    "tracker_change": _scheduling,
    "double_up_answer": _two_workers,
    "equipment": _new("Equipment was ordered."),
    "onward_connection": _onward,
}
TOLD = tuple(_SAID)
_TABS = {
    **dict.fromkeys(("referral", "hold", "information_request", "placement"), "referrals"),
    **dict.fromkeys(("episode", "extension", "plan", "plan_taken_back", "tracker_change", "equipment"), "plans"),
    "onward_connection": "plans",
    "double_up_answer": "plans",
    **dict.fromkeys(("person", "chc_in_service", "extra_calls_said"), "plans"),
    **dict.fromkeys(("goal", "rating", "milestone"), "goals"),
    **dict.fromkeys(("transfer", "transfer_step", "past_offer", "agreement", "hand_over_answered"), "transfer"),
    **dict.fromkeys(("closing_step", "break", "reopening", "reassessment"), "closure"),
    **dict.fromkeys(("decision", "action"), "meetings"),
}
