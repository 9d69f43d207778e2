"""What was changed, told by the tables that were written."""

from collections.abc import Iterable

from app.door.changes import Changes, Topic
from models.transactions import Written

EVERYTHING = frozenset(Topic)
TOPICS: dict[str, frozenset[Topic]] = {
    "access_check": frozenset({Topic.PEOPLE}),
    "access_request": frozenset({Topic.PEOPLE}),
    "action": frozenset({Topic.MEETINGS}),
    "agreement": frozenset({Topic.AGREEMENTS}),
    "agreement_signer": frozenset({Topic.AGREEMENTS}),
    "agreement_price": frozenset({Topic.AGREEMENTS}),
    "asked_visit": frozenset({Topic.AGREEMENTS}),
    "attendance": frozenset({Topic.MEETINGS}),
    "break": frozenset({Topic.BREAKS}),
    "break_undone": frozenset({Topic.BREAKS}),
    "chaser": frozenset({Topic.REFERRALS, Topic.TRANSFERS}),
    "charge_request": frozenset({Topic.AGREEMENTS}),
    "chc_in_service": frozenset({Topic.EPISODES, Topic.REFERRALS}),
    "closing_step": frozenset({Topic.CLOSURES}),
    "closure": frozenset({Topic.CLOSURES}),
    "contracted_change": frozenset({Topic.SETTINGS, Topic.CAPACITY}),
    "concern": frozenset({Topic.PEOPLE}),
    "cost_said": frozenset({Topic.AGREEMENTS}),
    "decision": frozenset({Topic.MEETINGS}),
    "double_up_answer": frozenset({Topic.EPISODES, Topic.PLANS}),
    "eligibility": frozenset({Topic.TRANSFERS}),
    "episode": frozenset({Topic.EPISODES, Topic.CAPACITY}),
    "equipment": frozenset({Topic.EPISODES}),
    "expected_change": frozenset({Topic.EPISODES}),
    "explained": frozenset({Topic.EPISODES}),
    "extension": frozenset({Topic.EPISODES}),
    "extra_calls_said": frozenset({Topic.EPISODES, Topic.REFERRALS}),
    "format_maker": frozenset({Topic.SETTINGS}),
    "format_need": frozenset({Topic.PEOPLE}),
    "former_name": frozenset({Topic.SETTINGS}),
    "goal": frozenset({Topic.GOALS}),
    "goal_example": frozenset({Topic.SETTINGS}),
    "goal_wording": frozenset({Topic.GOALS}),
    "hand_over_answered": frozenset({Topic.TRANSFERS}),
    "hand_over_taken_back": frozenset({Topic.TRANSFERS}),
    "handover_note": frozenset({Topic.EPISODES}),
    "hold": frozenset({Topic.REFERRALS, Topic.CAPACITY}),
    "information_request": frozenset({Topic.REFERRALS}),
    "intervention_request": frozenset({Topic.EPISODES}),
    "key_safe": frozenset({Topic.PEOPLE}),
    "legal_hold": frozenset({Topic.PEOPLE}),
    "list_entry": frozenset({Topic.SETTINGS}),
    "login": frozenset({Topic.SETTINGS}),
    "long_term_review": frozenset({Topic.EPISODES}),
    "meeting": frozenset({Topic.MEETINGS}),
    "meeting_note": frozenset({Topic.MEETINGS}),
    "meeting_taken_back": frozenset({Topic.MEETINGS}),
    "membership": frozenset({Topic.SETTINGS}),
    "milestone": frozenset({Topic.EPISODES, Topic.GOALS}),
    "office": frozenset({Topic.SETTINGS}),
    "onward_connection": frozenset({Topic.EPISODES}),
    "owner_change": frozenset(
        {Topic.EPISODES, Topic.REFERRALS, Topic.PEOPLE, Topic.GOALS, Topic.MEETINGS, Topic.CAPACITY}
    ),
    "patch": frozenset({Topic.SETTINGS}),
    "patch_postcode": frozenset({Topic.SETTINGS}),
    "person": frozenset({Topic.PEOPLE}),
    "placement": frozenset({Topic.REFERRALS}),
    "plan": frozenset({Topic.PLANS, Topic.CAPACITY}),
    "plan_taken_back": frozenset({Topic.PLANS, Topic.CAPACITY}),
    "plan_visit": frozenset({Topic.PLANS, Topic.CAPACITY}),
    "power": frozenset({Topic.PEOPLE, Topic.AGREEMENTS}),
    "power_holder": frozenset({Topic.PEOPLE, Topic.AGREEMENTS}),
    "rate": frozenset({Topic.SETTINGS}),
    "rating": frozenset({Topic.RATINGS}),
    "rating_correction": frozenset({Topic.RATINGS}),
    "rating_import": frozenset({Topic.RATINGS}),
    "reassessment": frozenset({Topic.EPISODES, Topic.GOALS}),
    "reduction": frozenset({Topic.CAPACITY}),
    "referral": frozenset({Topic.REFERRALS, Topic.CAPACITY}),
    "reopening": frozenset({Topic.CLOSURES}),
    "representative": frozenset({Topic.PEOPLE}),
    "requested_visit": frozenset({Topic.REFERRALS, Topic.CAPACITY}),
    "retention_decision": frozenset({Topic.PEOPLE}),
    "review_programme": frozenset({Topic.EPISODES}),
    "shared_visit": frozenset({Topic.PLANS, Topic.CAPACITY}),
    "signature_refused": frozenset({Topic.AGREEMENTS}),
    "signing_basis": frozenset({Topic.AGREEMENTS}),
    "specialist_intervention": frozenset({Topic.EPISODES}),
    "staff": frozenset({Topic.SETTINGS}),
    "staff_leave": frozenset({Topic.SETTINGS}),
    "staff_role": frozenset({Topic.SETTINGS}),
    "staff_spell": frozenset({Topic.SETTINGS}),
    "staff_team": frozenset({Topic.SETTINGS}),
    "start_check": frozenset({Topic.REFERRALS}),
    "start_check_item": frozenset({Topic.SETTINGS}),
    "stored_setting": frozenset({Topic.SETTINGS}),
    "suggestion_dismissed": frozenset({Topic.GOALS}),
    "support_aim": frozenset({Topic.EPISODES, Topic.GOALS}),
    "team": frozenset({Topic.SETTINGS, Topic.CAPACITY}),
    "team_patch": frozenset({Topic.SETTINGS}),
    "tracker_book": frozenset({Topic.TRACKER}),
    "tracker_change": frozenset({Topic.TRACKER}),
    "transfer": frozenset({Topic.TRANSFERS}),
    "transfer_step": frozenset({Topic.TRANSFERS}),
    "at_given": frozenset({Topic.CLOSURES, Topic.TRANSFERS}),
    "paper_file": frozenset({Topic.AGREEMENTS}),
    "past_offer": frozenset({Topic.TRANSFERS}),
    "past_listing": frozenset({Topic.TRANSFERS}),
    "visit_not_made": frozenset({Topic.RATINGS}),
    "usual_hours": frozenset({Topic.SETTINGS, Topic.CAPACITY}),
    "wording_phrase": frozenset({Topic.SETTINGS}),
    "wording_version": frozenset({Topic.SETTINGS}),
    "who_decided": frozenset({Topic.REFERRALS, Topic.EPISODES, Topic.PLANS}),
}


def topics_of(tables: Iterable[str]) -> frozenset[Topic]:
    """What screens have to ask again when these tables changed."""
    return frozenset[Topic]().union(*(TOPICS.get(table, EVERYTHING) for table in tables))


def told_by(written: Iterable[Written]) -> Changes:
    """The answer of a deed that was stored earlier; `made` only where what it wrote leaves no doubt which it is."""
    rows = tuple(written)
    made = {each.row for each in rows if each.is_new and each.table not in _COME_ALONG}
    return Changes(topics_of(each.table for each in rows), made=made.pop() if len(made) == 1 else None)


_COME_ALONG = {
    *("person", "requested_visit", "plan", "plan_visit", "milestone", "transfer", "transfer_step", "tracker_change"),
    *("attendance", "goal_wording", "rating", "rating_correction", "reopening", "closing_step", "start_check"),
    "who_decided",
    *("agreement_signer", "signing_basis", "power_holder", "signature_refused"),
    *("past_offer", "past_listing"),
    *("hand_over_answered", "hand_over_taken_back"),
    "at_given",
    "extra_calls_said",
    *("former_name", "staff_leave", "staff_role", "staff_spell", "staff_team"),
    *("plan_taken_back", "intervention_request", "break_undone"),
    "owner_change",
    "wording_phrase",
    *("agreement_price", "asked_visit"),
    *("paper_file", "suggestion_dismissed"),
}  # written by deeds that are about another record
