"""Adds to a tracker that Scheduling works in: what is new goes below, our changed cells are put back, theirs stay."""

from collections.abc import Iterator

from reports.layout.workbook_limits import NotAWorkbook, check_workbook
from reports.tracker.page import TrackerPage, TrackerResult, TrackerUnreadable
from reports.tracker.patch.sheet import patch
from reports.tracker.patch.told import Patched
from reports.tracker.patch.workbook import patch_workbook
from reports.tracker.people import KEY
from reports.tracker.sentences import told_of
from reports.tracker.sheets import CAPACITY, PEOPLE, TRACKER, due_about, due_capacity, due_people, due_tracker

WORK_OUT = (
    "The workbook holds formulas: Excel works them out when it opens it. LibreOffice doesn't: press Ctrl+Shift+F9 "
    "there, or they show what they showed before."
)
_MADE = (
    "The workbook had no sheet “{}”, so a new one was made, at the end: if theirs was only renamed, it isn't kept up "
    "under its new name."
)


def merge(page: TrackerPage, existing: bytes, *, is_checked: bool = False) -> TrackerResult:
    """The existing workbook with what is new; see `reports.tracker.workbook.render`."""
    try:
        if not is_checked:
            check_workbook(existing)
    except NotAWorkbook as error:
        raise TrackerUnreadable(
            f"The tracker that is there can't be added to. {str(error).replace(' or as CSV', '')}"
        ) from error
    dues = (due_tracker(page), due_capacity(page), due_people(page), due_about(page, len(page.rows)))
    result = patch_workbook(existing, dues, patch, frozenset({KEY.title}))
    tracker = result.sheets[TRACKER]
    is_other = any(result.sheets[name].added or result.sheets[name].put_back for name in (TRACKER, CAPACITY, PEOPLE))
    made = (_MADE.format(name) for name in result.made if name in {CAPACITY, PEOPLE})
    notices = (*_notices(tracker), *made, *((WORK_OUT,) if is_other and result.has_formulas else ()))
    return TrackerResult(result.content, tracker.added, tuple(_restored(page, tracker)), notices)


def _restored(page: TrackerPage, tracker: Patched) -> Iterator[str]:
    """A sentence for each cell of ours that said something else, and each row that was gone."""
    rows = {row.ref: row for row in page.rows}
    for each in tracker.put_back:
        yield told_of(each, rows[each.key])
    for ref in tracker.added:
        if rows[ref].sent:
            yield f"{ref} was gone from the sheet and stands below the others again."


def _notices(tracker: Patched) -> Iterator[str]:
    """A sentence for each Ref that stands twice or was never ours, in the order of their rows."""
    found = [
        (row, f"{ref} stands in rows {first} and {row}: row {row} was left as it is.")
        for ref, (first, *again) in tracker.twice.items()
        for row in again
    ]
    found += [
        (row, f"Row {row} has the Ref “{ref}”, which this office did not send: it was left as it is.")
        for ref, row in tracker.unknown.items()
    ]
    yield from (sentence for _, sentence in sorted(found))
