"""What was issued is a file: when it may be issued, how a paper in somebody's hand is known again, and its scan."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import DSO, NOBODY
from models.values import london_day, start_of_day

SHORT_HASH = 12  # the letters that stand readable in the foot: one chance in 280 million million of a false match


def hash_of_values(frozen: str) -> str:
    """The SHA-256 of a paper's frozen values, which stands in its foot and QR in every edition (FUND-4)."""
    return hashlib.sha256(frozen.encode()).hexdigest()


def ended_lacks(ended_at: datetime | None) -> tuple[Lack, ...]:
    """Nothing is issued for support that has ended; a copy of what was issued can always be had (FUND-4)."""
    if ended_at is None:
        return ()
    sentence = "This support has ended, so no agreement is issued for it. What was issued can still be printed."
    return (Lack("FUND-4", sentence, NOBODY),)


def counting_lacks(counts_from: date | None, earlier: date | None) -> tuple[Lack, ...]:
    """A paper that replaces another counts from a later day than that one, so that each day has one paper.

    `earlier` is the first day of the signed agreement before it. Source: OPG 5.6 (FUND-7).
    """
    if counts_from is None or earlier is None or counts_from > earlier:
        return ()
    sentence = f"The signed agreement counts from {day_text(earlier)}: the new one counts from a later day."
    return (Lack("FUND-7", sentence, DSO),)


def scan_lacks(signed_at: datetime | None) -> tuple[Lack, ...]:
    """The scan is of the signed paper, so the signature is recorded first. Source: OPG 5.6 (FUND-4)."""
    if signed_at is not None:
        return ()
    return (Lack("FUND-4", "Record the signature first: the scan is of the signed paper.", DSO),)


def scan_again_lacks(*, has_scan: bool, because: str) -> tuple[Lack, ...]:
    """Another scan takes the place of the one before with a reason; the old one stays. Source: OPG 5.6 (FUND-4)."""
    if not has_scan or because.strip():
        return ()
    return (Lack("FUND-4", "A scan is attached already: say why this one replaces it.", DSO, "because"),)


def is_hash_of(said: str, values_sha256: str) -> bool:
    """Whether what somebody read from a foot or a QR is the hash of these values: all of it, or its readable form."""
    read = "".join(said.split()).casefold()
    return len(read) >= SHORT_HASH and values_sha256.startswith(read)


@dataclass(frozen=True, slots=True)
class PaperOfPeriod:
    """An agreement among those of its episode: its reference, its first day, and whether it was signed."""

    reference: str
    first_day: date
    is_signed: bool


def first_day_of(counts_from: date | None, liable_from: datetime) -> date:
    """The first day that an agreement is about; of an earlier release, the first whole day that is charged (FUND-7)."""
    if counts_from is not None:
        return counts_from
    day = london_day(liable_from)
    return day if liable_from == start_of_day(day) else day + timedelta(days=1)


def told_of_periods(papers: Sequence[PaperOfPeriod]) -> tuple[str, ...]:
    """From when until when each counts and what it replaced, in a sentence; given and told in the order of issue.

    A signed one counts until the day before the next signed one; one that was never signed counts for no day, once
    another took its place. Source: OPG 5.6 (FUND-7).
    """
    return tuple(_told_of(place, papers) for place in range(len(papers)))


def _told_of(place: int, papers: Sequence[PaperOfPeriod]) -> str:
    this, later = papers[place], papers[place + 1 :]
    before = [each for each in papers[:place] if each.is_signed] or list(papers[:place])
    replaced = f"; replaces {before[-1].reference}" if before else ""
    from_day = day_text(this.first_day)
    if not this.is_signed:
        if later:
            return f"Counts for no day: it wasn't signed when {later[0].reference} took its place{replaced}"
        return f"Counts from {from_day}, once it is signed{replaced}"
    after = min((each.first_day for each in later if each.is_signed), default=None)
    until = f" until {day_text(after - timedelta(days=1))}" if after else ""
    return f"Counts from {from_day}{until}{replaced}"
