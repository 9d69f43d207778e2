"""What is recorded about cost and charging: what was said, requests to reduce or stop, who was found eligible."""

from collections.abc import Sequence
from datetime import datetime

from models.rules.clocks import is_past
from models.rules.decision import Lack
from models.rules.who import CASE_COORDINATOR, DSO, NOBODY
from models.values import Money, PlannedVisit
from models.vocabulary.agreement import ChargeAsk, CostSaidHow
from models.vocabulary.episodes import EpisodeKind

_ZERO = Money.pence(0)


def cost_said_lacks(
    kind: EpisodeKind, said_to: str, said_at: datetime, how: CostSaidHow, leaflet: str, moment: datetime
) -> tuple[Lack, ...]:
    """To whom, when, and with which version of a leaflet; about interim support only.

    Source: OPG 1.2; `standards.md`, *Money and law* (FUND-1, FUND-8).
    """
    return (
        *_free_lacks(kind),
        *(() if said_to.strip() else (Lack("FUND-8", "Say to whom it was said.", DSO, "said_to"),)),
        *_future_lacks(said_at, moment, "said_at"),
        *(
            (Lack("FUND-8", "Say which version of the leaflet: it stands on it.", DSO, "leaflet"),)
            if how is CostSaidHow.LEAFLET and not leaflet.strip()
            else ()
        ),
    )


def cost_notice_lacks(*, times: int) -> tuple[Lack, ...]:
    """A notice of what was said about cost tells of one time at least. Source: `standards.md` (FUND-8)."""
    sentence = "Nothing is recorded of what was said about cost: record it first, in Transfer."
    return () if times else (Lack("FUND-8", sentence, DSO, "said_to"),)


def request_lacks(
    kind: EpisodeKind,
    asks: ChargeAsk,
    asked_by: str,
    asked_at: datetime,
    visits: Sequence[PlannedVisit],
    moment: datetime,
) -> tuple[Lack, ...]:
    """Who asked, when, and for which week instead; a stop asks for none. Source: `standards.md` (FUND-1, FUND-8)."""
    week = Lack("FUND-8", "Say which calls are asked for, or that all is to stop.", DSO, "calls")
    return (
        *_free_lacks(kind),
        *(() if asked_by.strip() else (Lack("FUND-8", "Say who asked.", DSO, "asked_by"),)),
        *_future_lacks(asked_at, moment, "asked_at"),
        *((week,) if asks is ChargeAsk.LESS and not visits else ()),
    )


def withdrawal_lacks(withdrawn_at: datetime | None, because: str) -> tuple[Lack, ...]:
    """A request is withdrawn once, with what was said. Source: `standards.md`, *Money and law* (FUND-8)."""
    if withdrawn_at is not None:
        return (Lack("FUND-8", "This request is withdrawn already.", NOBODY),)
    return () if because.strip() else (Lack("FUND-8", "Say why it is withdrawn, and by whom.", DSO, "because"),)


def eligible_lacks(
    identified_by: str, eligible_at: datetime, budget: Money | None, moment: datetime
) -> tuple[Lack, ...]:
    """Identified by somebody, not in the future; a budget is no debt. Source: MG Finance (FUND-2)."""
    who = Lack("FUND-2", "Say who identified the person as eligible.", CASE_COORDINATOR, "identified_by")
    late = Lack("FUND-2", "Nobody was found eligible at a moment still to come: correct it.", CASE_COORDINATOR, "at")
    sum_ = Lack("FUND-2", "A personal budget can't be less than nothing.", CASE_COORDINATOR, "budget")
    return (
        *(() if identified_by.strip() else (who,)),
        *((late,) if is_past(moment, eligible_at) else ()),
        *((sum_,) if budget is not None and budget.pounds < _ZERO.pounds else ()),
    )


def _free_lacks(kind: EpisodeKind) -> tuple[Lack, ...]:
    if kind.is_interim:
        return ()
    return (Lack("FUND-1", "The Short Term Service is free: nothing is said about its cost.", NOBODY),)


def _future_lacks(at: datetime, moment: datetime, field: str) -> tuple[Lack, ...]:
    if not is_past(moment, at):
        return ()
    return (Lack("FUND-8", "It is recorded once it has happened, not before.", DSO, field),)
