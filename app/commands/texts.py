"""Rows as lines of text, for the commands and the demonstration: aligned columns, nothing elided."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.queries.goals.goals import GoalsView
from app.queries.referrals.queue import QueueRow
from app.queries.today.prompts import PromptGroup, PromptRow
from models.rules.clocks import duration_text
from models.rules.sentences import counted
from models.values import hours_text, to_london
from models.vocabulary.goals import Letter


def table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Cells in columns as wide as their widest; the last takes the rest."""
    cells = [tuple(map(printed, row)) for row in rows]
    if not cells:
        return []
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]) - 1)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in cells
    ]


def printed(text: str) -> str:
    """Text as a terminal may be given it: what was typed can't move the cursor, break a line or turn its direction."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def queue_lines(rows: Sequence[QueueRow]) -> list[str]:
    """The queue in order: band and why, who, what is asked, where it stands."""
    if not rows:
        return ["Nobody waits."]
    return table(
        (
            f"{number:2}",
            row.reference,
            f"{row.person}, reported to have died" if row.death_reported else row.person,
            row.patch,
            f"{hours_text(row.minutes)} h" + (" ×2" if row.double_up else ""),
            row.stage.label,
            row.why,
        )
        for number, row in enumerate(rows, start=1)
    )


def deadline_text(due: datetime | None, moment: datetime) -> str:
    """A deadline as somebody would say it."""
    if due is None:
        return "open"
    return f"{duration_text(moment - due)} late" if due < moment else f"in {duration_text(due - moment)}"


def today_lines(rows: Sequence[PromptRow], moment: datetime) -> list[str]:
    """The prompts under their headings, each with its deadline and who it is for."""
    lines: list[str] = []
    for group in PromptGroup:
        of_group = [row for row in rows if row.group is group]
        if of_group:
            lines.append(f"{group.label} ({len(of_group)})")
            lines += [
                f"  {line}"
                for line in table(
                    (deadline_text(row.due, moment), row.rule, _whose(row), row.sentence) for row in of_group
                )
            ]
    return lines or ["Nothing is due."]


def _whose(row: PromptRow) -> str:
    return f"{row.owner}, {row.away}" if row.away else row.owner or "no owner"


def history_lines(view: GoalsView) -> list[str]:
    """A person's IPAD history: a line a goal, a letter a visit, and what it suggests."""
    lines = [
        f"{printed(view.name)}: {counted(len(view.history.visits), 'visit')} since {view.history.first_day:%d %b %Y}"
    ]
    cells = {(cell.goal, cell.day, cell.call): cell for cell in view.history.cells}
    for goal in view.goals:
        shown = [cells.get((goal.id, *visit.key)) for visit in view.history.visits]
        letters = " ".join(_letter(cell.letter) for cell in shown if cell is not None)
        lines.append(f"  {goal.number}. {printed(goal.statement)}")
        lines += [f"     {printed(each)}" for each in goal.beside]
        lines.append(f"     {letters or 'no visits yet'}")
        lines += [f"     → {each.sentence}" for each in goal.suggestions]
    reached = [f"{row.kind.label} {to_london(row.at):%d %b}" for row in view.milestones if row.at is not None]
    return [*lines, "  Milestones: " + ", ".join(reached)]


def _letter(letter: Letter | None) -> str:
    return "·" if letter is None else letter.value
