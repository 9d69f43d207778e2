"""The measures of an office's own records: both editions of 2A, what each interim type does to it, and 2D's proxy."""

from dataclasses import dataclass
from datetime import date

from app.door.cld_releases import release_on
from app.door.turn import Turn
from app.door.work import Work
from app.exchange.cld.export import BACK, our_events
from app.queries.cld.hospital_stays import hospital_stays
from app.queries.cld.our_records import OurRecords, our_records
from models.rules.cld.events import CldEvent, Span, nhs_number_of
from models.rules.cld.measure_2a import Episode2A, Line2A, episodes_2a, figure_2a
from models.rules.cld.measure_2d import Episode2D, Linked, episodes_2d
from models.rules.cld.release import Release
from models.rules.cld.reporting_year import reporting_year_of
from models.rules.sentences import day_text
from models.vocabulary.cld import InterimType

_EVER = date.max


@dataclass(frozen=True, slots=True)
class OfficeMeasures:
    """By which release, 2A's episodes as the first edition has them and as the revised one has; 2A by interim type; 2D.

    `undated` is how many of those that count in 2D are reported to have died, on a day that isn't recorded.
    """

    release: str
    interim: InterimType
    first_edition: tuple[Episode2A, ...]
    revised_edition: tuple[Episode2A, ...]
    by_interim: tuple[tuple[InterimType, Line2A], ...]
    reablement: tuple[Episode2D, ...]
    undated: int


def office_measures(work: Work, *, release: Release, period: Span, today: date) -> OfficeMeasures:
    """Both measures of a period, of what the office knows: also of packages that others provide. (FIG-2)."""
    first, last = period.first - BACK, period.last + BACK
    records = work.read(our_records, first=first, last=last)
    stays = work.read(hospital_stays, first=first, last=last)

    def counted(events: list[CldEvent], until: date) -> tuple[Episode2A, ...]:
        return episodes_2a(events, release, period=period, data=Span(date.min, until))

    chosen = _sent(records, release, records.interim)
    reablement = episodes_2d(chosen, stays, release, period=period, data=Span(date.min, _EVER), today=today)
    in_2d = {nhs_number_of(each.person) for each in reablement if each.linked in {Linked.SUCCESS, Linked.FAILURE}}
    return OfficeMeasures(
        release=release.said(records.policy),
        interim=records.interim,
        first_edition=counted(chosen, period.last),
        revised_edition=counted(chosen, _EVER),
        by_interim=_by_interim(records, release, period),
        reablement=reablement,
        undated=len(in_2d & records.undated),
    )


def interim_choices(turn: Turn) -> tuple[str, ...]:
    """What each answer to the setting for interim support does to 2A, revised edition, of the reporting year to date.

    A sentence for each, after one that says of which days. Source: standards.md, CLD (FIG-2).
    """
    release, period = release_on(turn.day), Span(reporting_year_of(turn.day), turn.day)
    records = our_records(turn, first=period.first - BACK, last=period.last + BACK)
    lines = _by_interim(records, release, period)
    return (
        f"ASCOF 2A, all ages, from {day_text(period.first)} to today, as known today, for interim support as",
        *(f"“{each.label}” gives {share_2a(line)}" for each, line in lines),
    )


def share_2a(line: Line2A) -> str:
    """A share with what it is of."""
    return f"{line.percent} % ({line.successes} of {line.denominator})" if line.denominator else "none counted yet"


def _by_interim(records: OurRecords, release: Release, period: Span) -> tuple[tuple[InterimType, Line2A], ...]:
    data = Span(date.min, _EVER)
    return tuple(
        (
            each,
            figure_2a(episodes_2a(_sent(records, release, each), release, period=period, data=data), release)[-1],
        )
        for each in InterimType
        if each is not InterimType.NOT_CHOSEN
    )


def _sent(records: OurRecords, release: Release, interim: InterimType) -> list[CldEvent]:
    return [each.event for each in our_events(records, release, interim) if not each.left_out]
