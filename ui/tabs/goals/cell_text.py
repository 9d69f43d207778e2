"""What stands in a cell of the history, in one sentence, below the strip."""

from app.queries.goals.goals import HistoryCell, HistoryGoal
from app.queries.goals.not_made import VisitMissed
from ui.text import clock_text, full_day_text, listed


def cell_text(cell: HistoryCell | None, goal: HistoryGoal | None, missed: VisitMissed | None = None) -> str:
    """The chosen cell in one sentence: the visit, and each worker's letter; or that it wasn't made."""
    if cell is None or goal is None:
        return "At this visit the goal wasn't due." if goal is not None else ""
    where = f"{full_day_text(cell.day, cell.day)}, {cell.call.label.lower()}: "
    if cell.away is not None:
        return f"{where}{cell.away.label.lower()}."
    if not cell.given:
        return f"{where}{missed.sentence}." if missed else f"{where}not rated yet."
    each = tuple(
        f"{given.letter.value}, {given.letter.label.lower()}, by {given.worker_name} at {clock_text(given.at)}"
        + (f" (“{given.comment}”)" if given.comment else "")
        + (f", {given.late_text}" if given.late_text else "")
        for given in cell.given
    )
    disputed = ". They differ: the most help is shown" if cell.is_disputed else ""
    doubted = f". Yet the visit is recorded as {missed.sentence}: ask which is true" if missed else ""
    odd = dict(goal.odd).get((cell.day, cell.call), "")
    return f"{where}{listed(each)}{disputed}{doubted}. {odd}".strip()
