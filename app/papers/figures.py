"""Figures as they leave the office, on paper or in a workbook: gathered in one read from what the tab shows."""

from datetime import date
from uuid import UUID

from app.door.turn import Turn
from app.queries.figures.figures import FiguresView, figures
from app.queries.office.choices import here
from reports.figures.printed import render
from reports.figures.shapes import FigureLine, FiguresPaper, FigureTable


def gather(
    turn: Turn, *, first: date, last: date, program: str, team: UUID | None = None, patch: UUID | None = None
) -> FiguresPaper:
    """The figures of one team or patch, or of the whole office, both days included. Source: CASE; CAB (FIG-1)."""
    return gather_shown(turn, view=figures(turn, first=first, last=last, team=team, patch=patch), program=program)


def gather_shown(turn: Turn, *, view: FiguresView, program: str) -> FiguresPaper:
    """Figures that were counted already, as a window shows them: they aren't counted again. (FIG-1)."""
    office = here(turn)
    return FiguresPaper(
        moment=turn.moment,
        program=program,
        council=office.council,
        office=office.name,
        whose=view.whose,
        first=view.first,
        last=view.last,
        tables=_tables(view),
    )


def figures_pdf(
    turn: Turn, *, first: date, last: date, program: str, team: UUID | None = None, patch: UUID | None = None
) -> bytes:
    """The figures as a PDF; no name of a person is in it."""
    return render(gather(turn, first=first, last=last, program=program, team=team, patch=patch))


def shown_pdf(turn: Turn, *, view: FiguresView, program: str) -> bytes:
    """The same of figures that were counted already."""
    return render(gather_shown(turn, view=view, program=program))


def _tables(view: FiguresView) -> tuple[FigureTable, ...]:
    return tuple(
        FigureTable(
            each.title,
            each.sentence,
            each.unit,
            tuple(
                FigureLine(
                    row.label, row.value, row.text, row.of, row.parts, row.before.value if row.before else None,
                    row.before_text,
                )
                for row in each.rows
            ),
            each.definition,
            each.source,
            each.before,
        )
        for each in view.figures
    )  # fmt: skip
