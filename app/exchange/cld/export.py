"""The statutory return out of an office: looked at first, noted, then written whole or not at all. (FIG-2)."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from app.desk.files import put_in_place, read_if_there
from app.door.errors import refuse_if
from app.door.work import Work
from app.queries.cld.our_records import OurRecords, our_records
from app.services.history.noting import note_access
from models.rules.cld.checks import (
    CheckLine,
    changed_lacks,
    copies_lacks,
    known_services,
    no_return_lacks,
    settings_lacks,
    to_mend,
    typed_lacks,
    words_lacks,
)
from models.rules.cld.events import Span
from models.rules.cld.measure_2a import Episode2A, episodes_2a
from models.rules.cld.our_events import (
    OurEvent,
    in_period,
    left_out_in,
    of_assessment,
    of_equipment,
    of_request,
    of_support,
)
from models.rules.cld.release import Release
from models.rules.cld.rows import row_of
from models.rules.decision import Lack
from models.rules.sentences import counted
from models.vocabulary.access import Access
from models.vocabulary.cld import InterimType

BACK = timedelta(days=366)  # what happened before the period tells who is a new client, and which episodes are one
_CHANGED = (
    "The department would take these for other services than were sent before. Mend them, write to another file, or "
    "say why it is meant so:"
)


@dataclass(frozen=True, slots=True)
class Return:
    """What would leave for a period: its events, the rows of the file, what refuses it, and what is to be mended.

    `release` says by which, and whether the council has approved it.
    `known` are all events that the office knows, with the packages that others provide; `episodes` are 2A's by them.
    `changed` is what refuses it unless it is said why: a service of the file sent before (`before`, its bytes, none
    where there is none) that the department would take for another.
    """

    first: date
    last: date
    release: str
    known: tuple[OurEvent, ...]
    rows: tuple[dict[str, str], ...]
    lacks: tuple[Lack, ...]
    to_mend: tuple[CheckLine, ...]
    episodes: tuple[Episode2A, ...]
    changed: tuple[Lack, ...] = ()
    before: bytes | None = None


def look_at_return(work: Work, *, release: Release, first: date, last: date, path: Path | None = None) -> Return:
    """The return of a period as it would leave to `path`, and everything to be said about it beforehand.

    A file that is there is what was sent before, and is compared. Unavailable: it can't be read.
    """
    records = work.read(our_records, first=first - BACK, last=last + BACK)
    known = our_events(records, release, records.interim)
    sent = in_period(known, release, first, last)
    period, all_days = Span(first, last), Span(date.min, date.max)
    episodes = episodes_2a((each.event for each in known if not each.left_out), release, period=period, data=all_days)
    has_interim = any(
        each.kind.is_interim and each.started <= last and (each.ended is None or each.ended >= first)
        for each in records.support
    )
    lacks = (
        *settings_lacks(records.policy.return_council_code, records.interim, has_interim=has_interim),
        *copies_lacks(sent, release),
        *words_lacks(sent, release),
        *typed_lacks(sent),
    )
    rows = [row_of(each, release, code=records.policy.return_council_code, first=first, last=last) for each in sent]
    running = {each.person.name for each in sent if each.event.end is None}
    unconfirmed = [each for each in records.unconfirmed if each in running]
    before = None if path is None else read_if_there(path)
    changed: tuple[Lack, ...] = ()
    if path is not None and before is not None:
        sent_before = _rows_of(before, release)
        if sent_before is None:
            lacks += no_return_lacks(path.name)
        else:
            named = known_services(records.support, records.undone, known, first, last)
            changed = changed_lacks(sent_before, rows, named)
    return Return(
        first=first,
        last=last,
        release=release.said(records.policy),
        known=tuple(known),
        rows=tuple(rows),
        lacks=lacks,
        to_mend=tuple(to_mend(sent, episodes, release, unconfirmed, left_out_in(known, release, first, last))),
        episodes=episodes,
        changed=changed,
        before=before,
    )


def export_return(
    work: Work,
    path: Path,
    *,
    release: Release,
    first: date,
    last: date,
    because: str = "",
    meant: frozenset[str] | None = None,
) -> Return:
    """Write the return of a period as CSV in UTF-8; a file of that name is what was sent before, and is compared.

    A refusal names people, so that it is noted too.
    Refused: what the council has to set first, an outcome that may not be sent, an open copy of an ended service, a
    file of that name that is no return and, unless `because` says why it is meant so, a service that ran in the file
    sent before and that the department would take for another or miss; `meant` are those changes in the words in which
    they were looked at, and `because` is said of no others. Unavailable: the file can't be read or written.
    """
    found, because = look_at_return(work, release=release, first=first, last=last, path=path), because.strip()
    what = f"Client Level Data of {first:%d/%m/%Y} to {last:%d/%m/%Y} as {path.name}"
    changed = found.changed
    if because and (meant is None or meant.issuperset(each.sentence for each in changed)):
        changed = ()
    refused = found.lacks or changed
    if refused:
        named = partial(note_access, did=Access.PREVIEWED, what=f"{what}: refused, and why", rows=len(refused))
        work.write(named)
    refuse_if(found.lacks)
    refuse_if(changed, saying=_CHANGED)
    if found.changed:
        what += f", with {counted(len(found.changed), 'change')} to what was sent before, for: {because}"
    work.write(partial(note_access, did=Access.EXPORTED, what=what, rows=len(found.rows)))
    put_in_place(path, _written(found.rows, release), replaces=found.before)
    return found


def our_events(records: OurRecords, release: Release, interim: InterimType) -> list[OurEvent]:
    """What the records are as events, by what interim support is in the return. (FIG-2)."""
    found = [event for each in records.support for event in of_support(each, release, interim)]
    found += [of_request(each, release) for each in records.asked]
    found += [of_assessment(each, release) for each in records.assessed]
    found += [of_equipment(each, release) for each in records.equipment]
    return [each._replace(event=each.event._replace(record=number)) for number, each in enumerate(found, 1)]


def _written(rows: Sequence[dict[str, str]], release: Release) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, release.events.columns)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _rows_of(content: bytes, release: Release) -> list[dict[str, str]] | None:
    """The rows of a file of this return, none where it isn't one: another heading, or a row of another width."""
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        if tuple(rows.fieldnames or ()) != tuple(release.events.columns):
            return None
        found = [*rows]
    except (UnicodeDecodeError, csv.Error):
        return None
    # A longer row has a cell without a heading, a shorter one a heading without a cell: so DictReader tells them.
    return None if any(None in row or None in row.values() for row in found) else found
