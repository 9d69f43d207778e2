"""What is recorded about somebody's support beside the plan: extension, package, equipment, an OT's direct work."""

from datetime import date, datetime

from models.rules.clocks import is_past
from models.rules.decision import Lack
from models.rules.who import DSO, MDT, NOBODY
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.staff import Role


def extendable_lacks(kind: EpisodeKind) -> tuple[Lack, ...]:
    """Interim support has no last day to move. Source: STCH; OPG 5.4 (PSP-7)."""
    if kind is EpisodeKind.SHORT_TERM:
        return ()
    return (Lack("PSP-7", "Only short-term support has six weeks to extend.", NOBODY),)


def package_started_lacks(on: date, today: date) -> tuple[Lack, ...]:
    """A package's start is recorded when it has come; one ahead belongs to the end of support. Source: STCH (PSP-8)."""
    if on <= today:
        return ()
    return (Lack("PSP-8", "The package's start can't be in the future: record it when it has come.", DSO, "review"),)


def package_review_lacks(reviewed_on: date, started_on: date | None, today: date) -> tuple[Lack, ...]:
    """A long-term package is reviewed from its start on, and not ahead; the first that fails. Source: STCH (PSP-8)."""
    if started_on is None or reviewed_on < started_on:
        return (Lack("PSP-8", "A package is reviewed after it started: record its start first.", DSO, "review"),)
    if reviewed_on > today:
        return (Lack("PSP-8", "The review can't be in the future: record it when it is done.", DSO, "review"),)
    return ()


def equipment_lacks(what: str) -> tuple[Lack, ...]:
    """Equipment is named. Source: OPG 3.8 (PSP-10)."""
    return () if what.strip() else (Lack("PSP-10", "Say what was ordered.", "whoever assessed for it", "what"),)


def dated_ahead_lacks(at: datetime, moment: datetime, what: str) -> tuple[Lack, ...]:
    """What was ordered or done has happened: it can't lie in the future. Source: OPG 3.7, 3.8 (PSP-10)."""
    if not is_past(moment, at):
        return ()
    return (Lack("PSP-10", f"{what} can't be in the future: record it when it is done.", "whoever records it", "at"),)


def asked_by_lacks(role: Role | None) -> tuple[Lack, ...]:
    """An OT's direct work is asked for by a member of the MDT, or begun by the OT. Source: OPG 3.7 (PSP-10)."""
    if role is None or role.in_mdt:
        return ()
    said = f"A member of the MDT asks for an OT's work, not the role {role.label}; left empty, the OT began it."
    return (Lack("PSP-10", said, MDT, "asked_by"),)


def intervention_lacks(role: Role, what: str) -> tuple[Lack, ...]:
    """Direct work is an OT's own, and says what was done; all that fails is named. Source: OPG 3.7 (PSP-10)."""
    ot = Lack("PSP-10", "A specialist intervention is direct work by an OT: name the OT.", "the OT")
    said = Lack("PSP-10", "Say what the OT did.", "the OT")
    return (*(() if role is Role.OT else (ot,)), *(() if what.strip() else (said,)))
