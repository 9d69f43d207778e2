"""Figures about referrals: by the day they came in, starts by the day of the start."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from models.rules.clocks import duration_text, elapsed, in_utc
from models.rules.figures.figure import (
    NONE_YET,
    Figure,
    FigurePeriod,
    FigureRow,
    middle_of,
    none_in_period,
    share_row,
    share_text,
)
from models.rules.sentences import counted
from models.vocabulary.referrals import Band, ComesFrom, Pathway, ReferralOutcome

_HOUR = timedelta(hours=1)
_WAITING = "Waiting"
_IN_PART = "In part"
_WAITED = (
    ("Up to 1 day", timedelta(days=1)),
    ("Over 1, up to 3 days", timedelta(days=3)),
    ("Over 3, up to 7 days", timedelta(days=7)),
    ("Over 1, up to 2 weeks", timedelta(weeks=2)),
    ("Over 2, up to 4 weeks", timedelta(weeks=4)),
    ("Over 4 weeks", timedelta.max),
)


class ReferralFigureFacts(NamedTuple):
    """A referral as the figures count it, once; `started_at` is when its service began, if it did.

    `rest` says what became of each further part of one that was taken on in part. (REF-17).
    """

    band: Band
    first_asked_at: datetime
    received_at: datetime
    outcome: ReferralOutcome | None = None
    rest: tuple[ReferralOutcome | None, ...] = ()
    started_at: datetime | None = None
    pathway: Pathway | None = None
    comes_from: ComesFrom | None = None


def referrals_by_band(referrals: Iterable[ReferralFigureFacts], period: FigurePeriod) -> Figure:
    """How many referrals came in, by band, and what became of them. Source: CASE; CAB (FIG-1)."""
    begins, ends = period.bounds
    of_band: dict[Band, Counter[str]] = {band: Counter() for band in Band}
    for each in referrals:
        if begins <= each.received_at < ends:
            of_band[each.band][_became(each)] += 1
    became = sum(of_band.values(), Counter())
    came = became.total()
    rows = tuple(_band_row(band, counts, came) for band, counts in of_band.items())
    started, waiting, in_part = became[ReferralOutcome.STARTED.label], became[_WAITING], became[_IN_PART]
    sentence = (
        f"{counted(came, 'referral')} came in: {started} started, "
        f"{f'{in_part} in part, ' if in_part else ''}{waiting} still waiting, "
        f"{came - started - in_part - waiting} left the queue otherwise."
    )
    return Figure(
        "Referrals and outcomes by band",
        sentence if came else none_in_period("referral"),
        "referrals",
        rows,
        "Referrals that were received on these days, by the band of the Care Hub's order, with what has become of them "
        "by now. One that was taken on in part counts once; “in part” where its parts went different ways.",
        "OPG 2.2; CASE; CAB",
    )


def time_to_start(referrals: Iterable[ReferralFigureFacts], period: FigurePeriod, moment: datetime | None) -> Figure:
    """From the moment first asked to the start: the middle and the longest, by band. Source: CASE; CAB (FIG-1).

    Who waits at the moment is said too; of a period before another there is none.
    """
    known = tuple(referrals)
    begins, ends = period.bounds
    by_band: dict[Band, list[timedelta]] = {band: [] for band in Band}
    for each in known:
        if each.started_at is not None and begins <= each.started_at < ends:
            by_band[each.band].append(elapsed(each.first_asked_at, each.started_at))
    rows = [_waits_row(f"Band {band.roman}", waits) for band, waits in by_band.items()]
    waits = [wait for some in by_band.values() for wait in some]
    oldest = min((in_utc(each.first_asked_at) for each in known if _waits_yet(each)), default=None)
    said = none_in_period("start")
    if len(waits) == 1:
        said = f"1 start, after {duration_text(waits[0])}."
    elif waits:
        said = (
            f"{len(waits)} starts: half had waited {duration_text(middle_of(waits))} or less, the longest "
            f"{duration_text(max(waits))}."
        )
    if oldest is not None and moment is not None:
        said += f" The oldest referral that waits now was first asked {duration_text(elapsed(oldest, moment))} ago."
    return Figure(
        "Time from referral to start",
        said,
        "hours, median",
        tuple(rows),
        "For services that started on these days: the hours that really passed, nights and weekends too, from the "
        "moment the support was first asked for until the start. A re-referral counts from the first time; the first "
        "start of one taken on in part counts.",
        "OPG 2.2; CASE; CAB",
    )


def waiting_now(referrals: Iterable[ReferralFigureFacts], moment: datetime) -> Figure:
    """How long those who wait at a moment have waited, by band. Source: OPG 2.2; CAB (FIG-1, REF-10)."""
    waits = [(elapsed(each.first_asked_at, moment), each.band) for each in referrals if _waits_yet(each)]
    rows, least = [], timedelta.min
    for label, most in _WAITED:
        bands = Counter(band for span, band in waits if least < span <= most)
        row = share_row(label, bands.total(), len(waits))
        rows.append(replace(row, parts=tuple((f"Band {band.roman}", bands[band]) for band in Band)))
        least = most
    spans = [span for span, _ in waits]
    sentence = "No referral waits now."
    if len(spans) == 1:
        sentence = f"1 referral waits now, for {duration_text(spans[0])}."
    elif spans:
        sentence = (
            f"{len(spans)} referrals wait now: half for {duration_text(middle_of(spans))} or less, the longest for "
            f"{duration_text(max(spans))}."
        )
    return Figure(
        "Waiting now",
        sentence,
        "referrals",
        tuple(rows),
        "Referrals that wait at this moment, whatever the period, by the time since the support was first asked for. "
        "One that was taken on in part waits as long as any part of it does, and counts once.",
        "OPG 2.2; CAB",
        of_now=True,
    )


def _band_row(band: Band, became: Counter[str], whole: int) -> FigureRow:
    came = became.total()
    labels = (*(each.label for each in ReferralOutcome), _IN_PART, _WAITING)
    said = ", ".join(f"{became[label]} {label.lower()}" for label in labels if became[label])
    parts = tuple((label, became[label]) for label in labels)
    share = share_text(came, whole)
    return FigureRow(f"Band {band.roman}", came if whole else None, f"{share}: {said}" if said else share, whole, parts)


def _waits_yet(each: ReferralFigureFacts) -> bool:
    return each.outcome is None or None in each.rest


def _became(each: ReferralFigureFacts) -> str:
    """What became of a referral; one whose parts differ says so. (FIG-1, REF-17)."""
    if each.rest and len({each.outcome, *each.rest}) > 1:
        return _IN_PART
    return each.outcome.label if each.outcome else _WAITING


def _waits_row(label: str, waits: Sequence[timedelta]) -> FigureRow:
    if not waits:
        return FigureRow(label, None, NONE_YET, 0)
    middle = middle_of(waits)
    text = f"{duration_text(middle)}, longest {duration_text(max(waits))} ({counted(len(waits), 'start')})"
    return FigureRow(label, round(middle / _HOUR, 1), text, len(waits))
