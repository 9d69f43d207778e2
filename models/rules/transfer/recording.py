"""What is recorded on the way from STS to ongoing care: each fact when it has happened, in its order, with its source.

Whether the facts suffice for the move is asked in `conditions`.
"""

from datetime import date, datetime

from models.rules.clocks import is_past
from models.rules.decision import Lack
from models.rules.who import BROKERAGE, CASE_COORDINATOR, DSO, INTERIM_DSO, MDT, NOBODY, STS_DSO
from models.vocabulary.staff import TeamKind


def given_up_lacks(abandoned_at: datetime | None) -> tuple[Lack, ...]:
    """Nothing is done for a transfer that was given up. Source: OPG 5.2 (INT-1)."""
    if abandoned_at is None:
        return ()
    return (Lack("INT-1", "This transfer was given up.", "the MDT, by agreeing a new one"),)


def under_way_lacks(*, is_under_way: bool) -> tuple[Lack, ...]:
    """Only a transfer that is under way is given up. Source: OPG 5.2 (INT-1)."""
    return () if is_under_way else (Lack("INT-1", "No transfer is under way for this person.", NOBODY),)


def moved_lacks(*, has_moved: bool) -> tuple[Lack, ...]:
    """Nobody moves to interim support twice. Source: good practice; OPG 5.3; MG (INT-7)."""
    return (Lack("INT-7", "This person has moved to interim support already.", NOBODY),) if has_moved else ()


def move_moment_lacks(at: datetime, started_at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """The move lies within the episode that it ends, and not ahead. Source: good practice; OPG 5.3; MG (INT-7)."""
    if not (is_past(moment, at) or is_past(at, started_at)):
        return ()
    return (Lack("INT-7", "The move lies between the start of the episode and now.", STS_DSO, "at"),)


def happened_lacks(what: str, at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """A fact of the way on (`what` begins the sentence) is recorded when it has happened. Source: OPG 5.1 (INT-1)."""
    if not is_past(moment, at):
        return ()
    return (Lack("INT-1", f"{what} lies in the future: record it when it has happened.", DSO, "at"),)


def sending_lacks(at: datetime, listed_at: datetime | None) -> tuple[Lack, ...]:
    """Brokerage lists what was sent to it. Source: OPG 5.2; MG (INT-2)."""
    if listed_at is None or not is_past(listed_at, at):
        return ()
    return (Lack("INT-2", "It can't be sent to Brokerage after Brokerage listed it.", DSO, "at"),)


def listing_lacks(at: datetime, sent_at: datetime | None) -> tuple[Lack, ...]:
    """Brokerage lists what was sent to it. Source: OPG 5.2; MG (INT-2)."""
    if sent_at is not None and not is_past(at, sent_at):
        return ()
    sentence = "Record first when the package was sent to Brokerage; it is listed after that."
    return (Lack("INT-2", sentence, CASE_COORDINATOR),)


def provider_lacks(provider: str) -> tuple[Lack, ...]:
    """An offer is somebody's. Source: OPG 5.2; MG (INT-6)."""
    return () if provider.strip() else (Lack("INT-6", "Name the provider who offered.", BROKERAGE, "provider"),)


def offer_lacks(offer_at: datetime | None) -> tuple[Lack, ...]:
    """Only an offer that was made falls through. Source: OPG 5.2; MG (INT-6)."""
    return (Lack("INT-6", "No offer is recorded for this person.", BROKERAGE),) if offer_at is None else ()


def own_search_lacks(since: date, evidence: str, today: date) -> tuple[Lack, ...]:
    """The person's own search is dated and evidenced. Source: OPG 5.6 (INT-1)."""
    if since <= today and evidence.strip():
        return ()
    sentence = "Say since when the person has looked for a provider, and what shows it."
    return (Lack("INT-1", sentence, "the person", "since" if evidence.strip() else "evidence"),)


def reason_lacks(reason: str) -> tuple[Lack, ...]:
    """A transfer has a reason, which the PSP takes along. Source: OPG 5.2; MG (INT-3)."""
    if reason.strip():
        return ()
    return (Lack("INT-3", "Give the reason for the transfer: it goes with the PSP.", MDT, "reason"),)


def receiver_lacks(*, has_team: bool, has_dso: bool) -> tuple[Lack, ...]:
    """An interim team receives the person, and one DSO there. Source: OPG 5.2; MG (INT-3)."""
    return () if has_team and has_dso else (Lack("INT-3", "Choose the interim team and its DSO.", STS_DSO, "team"),)


def receiving_team_lacks(kind: TeamKind) -> tuple[Lack, ...]:
    """Interim support outside STS is an Interim Home Care team's. Source: OPG 5.2; MG (INT-3)."""
    if kind is TeamKind.INTERIM:
        return ()
    return (Lack("INT-3", "This team isn't an Interim Home Care team.", STS_DSO),)


def another_route_lacks(*, is_another: bool, is_accepted: bool) -> tuple[Lack, ...]:
    """Who has accepted a transfer isn't passed over. Source: MG (INT-5)."""
    if not (is_another and is_accepted):
        return ()
    sentence = "The interim DSO has accepted this transfer: take back that tick before another team is chosen."
    return (Lack("INT-5", sentence, INTERIM_DSO),)


def summary_lacks(*, is_begun: bool) -> tuple[Lack, ...]:
    """A transfer summary is of a transfer that something is recorded about. Source: MG (INT-3)."""
    return () if is_begun else (Lack("INT-3", "Nothing is recorded about a transfer to interim support yet.", DSO),)
