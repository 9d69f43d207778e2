"""The statutory return as a screen shows it: what would leave, what keeps it, what is to be mended, its measures."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from app.door.cld_releases import release_on
from app.door.errors import refuse_if
from app.door.work import Work
from app.exchange.cld.export import Return, export_return, look_at_return
from app.exchange.cld.measures import OfficeMeasures, office_measures, share_2a
from app.services.history.noting import note_access
from models.rules.cld.checks import CheckLine
from models.rules.cld.events import Span
from models.rules.cld.measure_2a import figure_2a, named_count
from models.rules.cld.measure_2d import Linked, percent_2d
from models.rules.cld.release import Release
from models.rules.cld.reporting_year import period_lacks
from models.rules.sentences import counted, day_text
from models.values import london_day
from models.vocabulary.access import Access

__all__ = ["CheckLine", "MeasureRow", "ReturnShown", "return_shown", "write_return"]
Of = TypeVar("Of")


class MeasureRow(NamedTuple):
    """One line of a measure; the editions' texts are empty where a line has but one, which stands in `revised`."""

    label: str
    first_edition: str
    revised: str


@dataclass(frozen=True, slots=True)
class ReturnShown:
    """A return looked at. `refused` keeps it from leaving, `changed` keeps it unless it is said why it is meant so.

    `shares` are 2A by age band and edition, `counts` under which name each episode counts or doesn't, `choices` what
    each type of interim support does to 2A's revised total, `proxy` the local 2D.
    """

    first: date
    last: date
    sentence: str
    release: str
    refused: tuple[CheckLine, ...]
    changed: tuple[CheckLine, ...]
    to_mend: tuple[CheckLine, ...]
    shares: tuple[MeasureRow, ...]
    counts: tuple[MeasureRow, ...]
    choices: tuple[MeasureRow, ...]
    proxy: tuple[MeasureRow, ...]
    provisos: tuple[str, ...]


def return_shown(work: Work, *, first: date, last: date, path: Path | None = None) -> ReturnShown:
    """The return of a period, compared with the file sent before where `path` is one, and its measures.

    It names people, so that the look is noted. Refused: days that no return can be of. Source: standards.md, CLD
    (FIG-2).
    """
    refuse_if(period_lacks(first, last))
    release = release_on(last)
    found = look_at_return(work, release=release, first=first, last=last, path=path)
    today = work.read(lambda turn: london_day(turn.moment))
    measured = office_measures(work, release=release, period=Span(first, last), today=today)
    what = f"Client Level Data of {first:%d/%m/%Y} to {last:%d/%m/%Y}: the check"
    work.write(partial(note_access, did=Access.PREVIEWED, what=what, rows=len(found.to_mend)))
    return ReturnShown(
        first=first,
        last=last,
        sentence=_sentence(found),
        release=f"By {found.release}, read from {release.source}.",
        refused=tuple(CheckLine("", each.sentence, each.who) for each in found.lacks),
        changed=tuple(CheckLine("", each.sentence, each.who) for each in found.changed),
        to_mend=found.to_mend,
        shares=tuple(_shares(measured, release)),
        counts=tuple(_counts(measured)),
        choices=tuple(MeasureRow(each.label, "", share_2a(line)) for each, line in measured.by_interim),
        proxy=tuple(_proxy(measured)),
        provisos=tuple(_provisos(measured, release, last, today)),
    )


def write_return(work: Work, path: Path, *, shown: ReturnShown, because: str = "") -> str:
    """Write the return that was shown; the sentence that says what was written.

    Refused as `export_return` says, and where `because` was said of other changes than there are now.
    """
    meant = frozenset(each.what for each in shown.changed)
    days = {"first": shown.first, "last": shown.last}
    found = export_return(work, path, release=release_on(shown.last), **days, because=because, meant=meant)
    return f"{path.name} is written: {_events(found)}."


def _sentence(found: Return) -> str:
    days = f"from {day_text(found.first)} to {day_text(found.last)}"
    if not found.rows:
        return f"Nothing would be in the file {days}: no request, assessment, service or review touches these days."
    if found.lacks:
        return f"The file {days} can't be written yet."
    return f"{_events(found)} {days} would be in the file."


def _events(found: Return) -> str:
    kinds = Counter(row["Event_Type"] for row in found.rows)
    said = ", ".join(counted(number, kind.lower()) for kind, number in sorted(kinds.items()))
    return f"{counted(len(found.rows), 'event')} ({said})" if said else counted(0, "event")


def _shares(measured: OfficeMeasures, release: Release) -> Iterable[MeasureRow]:
    editions = (figure_2a(each, release) for each in (measured.first_edition, measured.revised_edition))
    for early, late in zip(*editions, strict=True):
        yield MeasureRow(early.label, share_2a(early), share_2a(late))


def _counts(measured: OfficeMeasures) -> Iterable[MeasureRow]:
    early, late = (Counter(map(named_count, each)) for each in (measured.first_edition, measured.revised_edition))
    for label in sorted({*early, *late}):
        yield MeasureRow(label, str(early[label]), str(late[label]))


def _proxy(measured: OfficeMeasures) -> Iterable[MeasureRow]:
    good, whole, percent = percent_2d(measured.reablement)
    yield MeasureRow("the share", "", f"{percent} % ({good} of {whole})" if whole else "none counted yet")
    told = [each for each in measured.reablement if each.linked in {Linked.SUCCESS, Linked.FAILURE}]
    yield MeasureRow("of those, died", "", _number(told, lambda each: each.died))
    yield MeasureRow("of those, readmitted", "", _number(told, lambda each: each.readmitted))
    yield MeasureRow("of those, moved to a care home", "", _number(told, lambda each: each.care_home))
    yield MeasureRow("of those, with long-term community support", "", _number(told, lambda each: each.in_community))
    apart = Counter(each.linked.value for each in measured.reablement if each not in told)
    for label, number in sorted(apart.items()):
        yield MeasureRow(label, "", str(number))


def _number(told: Iterable[Of], is_so: Callable[[Of], bool]) -> str:
    return str(sum(map(is_so, told)))


def _provisos(measured: OfficeMeasures, release: Release, last: date, today: date) -> Iterable[str]:
    if (today - last).days <= release.measure_2a.sequel_within:
        yield "2A as known today: what follows the last ends may still come."
    yield f"Interim support is {measured.interim.label} in it: Office, Policy, Statutory return."
    behind = counted(release.measure_2d.months_behind, "month")
    yield (
        "2D is a local proxy, by the hospital stays that the office was told of: planned admissions aren't told from "
        f"emergencies, and the department's own runs {behind} behind."
    )
    if measured.undated:
        people = counted(measured.undated, "person", "people")
        yield f"{people} reported to have died on a day that isn't recorded: counted as living (the DSO)."
