"""Whether the form about a referral asks for urgent or planned support (STC-1)."""

from app.door.turn import Turn


def pathway_asked(turn: Turn) -> bool:
    """Whether the office tells urgent and planned support apart. Source: STCH (STC-1)."""
    return turn.policy.urgent_and_planned
