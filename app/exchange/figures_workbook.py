"""Figures out of the office as an Excel workbook."""

from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.desk.files import put_in_place
from app.door.turn import Turn
from app.door.work import Work
from app.queries.figures.figures import figures
from app.queries.office.choices import here
from app.services.history.noting import note_access
from models.teams import Team
from models.vocabulary.access import Access
from reports.figures_workbook import FigureLine, FiguresPaper, FigureTable, render


def export_figures(work: Work, path: Path, *, first: date, last: date, program: str, team: UUID | None = None) -> None:
    """Write the figures of a period beside the file of that name, then in its place; the same figures, the same bytes.

    Unavailable: the folder is missing, the file is open elsewhere or can't be written.
    """
    paper = work.read(figures_paper, first=first, last=last, program=program, team=team)
    write(work, paper, path)


def write(work: Work, paper: FiguresPaper, path: Path) -> None:
    """Write figures that are gathered already; who exports them is noted first."""
    rows = sum(len(table.lines) for table in paper.tables)
    what = f"figures of {paper.first:%d/%m/%Y} to {paper.last:%d/%m/%Y} as {path.name}"
    work.write(partial(note_access, did=Access.EXPORTED, what=what, rows=rows))
    put_in_place(path, render(paper))


def figures_paper(turn: Turn, *, first: date, last: date, program: str, team: UUID | None = None) -> FiguresPaper:
    """What the workbook says."""
    view = figures(turn, first=first, last=last, team=team)
    name = "All teams" if team is None else turn.session.scalars(select(Team.name).where(Team.id == team)).one()
    tables = (
        FigureTable(
            each.title,
            each.sentence,
            each.unit,
            tuple(
                FigureLine(row.label, row.value, row.text, row.of, row.parts, row.before.value if row.before else None)
                for row in each.rows
            ),
            each.definition,
            each.source,
            each.before,
        )
        for each in view.figures
    )
    return FiguresPaper(
        moment=turn.moment,
        program=program,
        office=here(turn).name,
        team=name,
        first=first,
        last=last,
        tables=tuple(tables),
    )
