"""What closes the short-term package of somebody who moved to interim support, within the transfer's checklist."""

from models.rules.decision import Lack
from models.rules.who import STS_DSO
from models.vocabulary.closure import ClosingStepKind

AFTER_THE_MOVE = "the hand-over"


def package_step_lacks(*, has_moved: bool) -> tuple[Lack, ...]:
    """The short-term package is closed once the person has moved. Source: OPG 6.3; MG (END-4, INT-3)."""
    return () if has_moved else (Lack("END-4", f"This step waits for {AFTER_THE_MOVE}.", STS_DSO),)


def is_all_done(done: frozenset[ClosingStepKind]) -> bool:
    """Whether the package is closed: every step of END-4 is done. Source: OPG 6.3 (END-4)."""
    return done >= frozenset(ClosingStepKind)
