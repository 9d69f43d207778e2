"""Which weeks are A and B, below the planned weeks then and now: who reads it knows no letters of ours."""

from reportlab.platypus import Flowable

from reports.layout.by_turns import turns_note
from reports.layout.sheet import Sheet
from reports.layout.text import typed
from reports.progress.paper import ProgressPaper


def turns_told(sheet: Sheet, paper: ProgressPaper) -> list[Flowable]:
    """A sentence where a call of either week takes turns, or one of a week that is to come; else nothing. (PSP-1)."""
    note = turns_note((*paper.at_start.visits, *paper.now.visits), paper.now.day, paper.coming)
    return [sheet.say(typed(note))] if note else []
