"""Who decided a deed, checked and kept beside who typed it in (END-10)."""

from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from models.deciding import WhoDecided
from models.rules.deciding import OnStaff, dso_lacks
from models.staff import Staff
from models.values import london_day
from models.vocabulary.deciding import DecidedDeed


def dso_of(turn: Turn, deed: DecidedDeed, decided_by: UUID | None) -> UUID:
    """The DSO who decided: the one named, else the one whose seat this is; refused where that is no DSO.

    Source: OPG 1.3, 1.5, 2.1, 2.4, 3.2 (END-10).
    """
    with turn.session.no_autoflush:
        seat = on_staff(look(turn, Staff, turn.staff))
        said = on_staff(look(turn, Staff, decided_by)) if decided_by else None
    refuse_if(dso_lacks(deed, seat, said, turn.day))
    return decided_by or turn.staff


def keep(
    turn: Turn,
    deed: DecidedDeed,
    decided_by: UUID,
    *,
    referral: UUID | None = None,
    episode: UUID | None = None,
    plan: UUID | None = None,
) -> None:
    """Keep both names: who decided, and who typed it in at this seat."""
    add(
        turn,
        WhoDecided(
            deed=deed,
            referral_id=referral,
            episode_id=episode,
            plan_id=plan,
            decided_at=turn.moment,
            decided_by_id=decided_by,
            typed_by_id=turn.staff,
        ),
    )


def on_staff(record: Staff) -> OnStaff:
    """A member of staff, as the rules want them."""
    left = london_day(record.archived_at) if record.archived_at else None
    return OnStaff(record.name, record.role, left)
