"""Figures out of the office as an Excel workbook."""

from functools import partial
from pathlib import Path

from app.desk.files import put_in_place
from app.door.work import Work
from app.services.history.noting import note_access
from models.vocabulary.access import Access
from reports.figures.shapes import FiguresPaper
from reports.figures.workbook import render


def write(work: Work, paper: FiguresPaper, path: Path) -> None:
    """Write figures beside the file of that name, then in its place; who exports them is noted first.

    The same figures make the same bytes. Unavailable: the folder is missing, the file is open elsewhere or can't be
    written.
    """
    rows = sum(len(table.lines) for table in paper.tables)
    what = f"figures of {paper.first:%d/%m/%Y} to {paper.last:%d/%m/%Y} as {path.name}"
    work.write(partial(note_access, did=Access.EXPORTED, what=what, rows=rows))
    put_in_place(path, render(paper))
