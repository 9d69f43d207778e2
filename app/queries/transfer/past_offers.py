"""What came to nothing on somebody's way to ongoing care, in one statement: for the rules, and as lines of the tab."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, ScalarSelect, literal, null, select, union_all

from app.door.turn import Turn
from app.queries.transfer.view import PastOfferLine
from models.rules.sentences import moment_text
from models.rules.transfer.offers import OfferFacts
from models.staff import Staff
from models.transfer import PastListing, PastOffer
from models.transfer_facts import PastWithBrokerage


def came_to_nothing(turn: Turn, transfer: ScalarSelect[UUID]) -> tuple[PastWithBrokerage, tuple[PastOfferLine, ...]]:
    """The offers that fell through, the newest first, and the listings that one broke off. Source: OPG 5.2 (INT-1).

    Asked even where there is no transfer, so that the tab always costs the same.
    """
    offers = (
        select(
            PastOffer.id, PastOffer.offered_at.label("at"), PastOffer.starts_on, PastOffer.accepted_at,
            PastOffer.ended_at, PastOffer.provider, PastOffer.ended_as, PastOffer.because, Staff.name,
        )
        .join(Staff, Staff.id == PastOffer.recorded_by_id)
        .where(PastOffer.transfer_id == transfer)
    )  # fmt: skip
    listed = select(
        PastListing.id, PastListing.listed_at, null(), null(), null(), literal(""), null(), literal(""), literal("")
    ).where(PastListing.transfer_id == transfer)
    rows: Sequence[Row[*tuple[Any, ...]]] = turn.session.execute(union_all(offers, listed)).all()
    ended = sorted((row for row in rows if row.ended_at is not None), key=lambda row: row.ended_at, reverse=True)
    listings = tuple(row.at for row in rows if row.ended_at is None)
    return PastWithBrokerage(_facts(ended), listings), tuple(map(_line, ended))


def _facts(rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[OfferFacts, ...]:
    return tuple(
        OfferFacts(offered_at=row.at, starts_on=row.starts_on, accepted_at=row.accepted_at, ended_at=row.ended_at)
        for row in rows
    )


def _line(row: Row[*tuple[Any, ...]]) -> PastOfferLine:
    accepted = f", accepted {moment_text(row.accepted_at)}" if row.accepted_at else ""
    sentence = (
        f"{row.provider} offered {moment_text(row.at)}{accepted}. "
        f"{row.ended_as.label} {moment_text(row.ended_at)}: {row.because}"
    )
    return PastOfferLine(row.id, sentence, f"Recorded by {row.name}")
