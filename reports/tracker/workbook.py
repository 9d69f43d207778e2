"""The scheduling tracker as an Excel workbook: a first one, or the one that is there, with what is new.

Our rows are ours, Scheduling's columns, order, filters, widths, notes, extra columns and sheets are theirs.
"""

from reports.tracker.merge import merge
from reports.tracker.page import TrackerPage, TrackerResult


def render(page: TrackerPage, existing: bytes | None = None, *, is_checked: bool = False) -> TrackerResult:
    """The workbook's bytes after this export. Nothing is removed that Scheduling wrote.

    `is_checked`: the guard (`check_workbook`) has let these very bytes pass already, and isn't asked again.
    Raises `TrackerUnreadable` where the existing workbook can't be added to; it stays as it is.
    """
    if existing is not None:
        return merge(page, existing, is_checked=is_checked)
    from reports.tracker import first  # noqa: PLC0415  its library costs half a second, for one export

    made = merge(page, first.render(page), is_checked=True)
    return TrackerResult(made.content, made.added)
