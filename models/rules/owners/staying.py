"""What somebody has that isn't handed on by the deed for many, and what is done about it instead (DAY-4).

An extension of short-term support has no owner: it is the episode's, with whoever has that.
"""

from dataclasses import dataclass
from datetime import date

from models.rules.sentences import day_text


@dataclass(frozen=True, slots=True)
class Staying:
    """What they have, and what to do about it."""

    said: str
    to_do: str


def hand_over_staying(team: str, *, is_asked: bool, is_accepted: bool) -> Staying:
    """Somebody is to be received by them: it stands with the hand-over, of which the answer is one DSO's own word.

    Source: OPG 5.2; MG; STCH (DAY-4, INT-3, INT-9).
    """
    if is_accepted:
        to_do = "Move the person, or take the acceptance back in Transfer and choose another interim DSO."
        return Staying(f"accepted the hand-over to {team}", to_do)
    if is_asked:
        to_do = "Answer it, or choose another interim DSO in Transfer."
        return Staying(f"was asked to accept the hand-over to {team} and hasn't answered", to_do)
    return Staying(f"is to receive the hand-over to {team}", "Choose another interim DSO in Transfer.")


def note_staying(team: str, until: date) -> Staying:
    """A hand-over note of theirs is still shown: it says what it says without them. Source: good practice (DAY-2)."""
    said = f"wrote a hand-over note to {team}, shown until {day_text(until)}"
    return Staying(said, "It stays in view. Take it down in Today once it is done.")
