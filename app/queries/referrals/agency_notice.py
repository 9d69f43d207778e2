"""The last day of an agency to which notice is given, shown while it is typed (REF-9)."""

from datetime import date

from app.door.turn import Turn
from models.rules.referrals.suitability import notice_last_day


def agency_last_day(turn: Turn, *, given_on: date) -> date:
    """The last day on which the agency works or is paid; asks the policy only. Source: OPG 1.4 (REF-9)."""
    return notice_last_day(given_on, turn.policy)
