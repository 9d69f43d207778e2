"""What the statements of `plain_sql` answer, by the titles and labels that people read: to hold the figures against."""

from collections import defaultdict
from datetime import timedelta

from models.base import SQLITE_FORMAT
from models.rules.figures.endings import Ending
from models.rules.figures.figure import FigurePeriod
from models.vocabulary.episodes import ExplainedKind
from models.vocabulary.goals import GoalState
from models.vocabulary.referrals import ComesFrom, HoldEnd, Pathway, ReferralOutcome
from models.vocabulary.transfer import TransferRoute
from tests.queries.figures import plain_sql

_LOST = {"GOALS": "Goals", "ASSESSMENT": "Assessment", "BROKERAGE": "Brokerage", "PVI": "PVI provider"}
_WAITED = ("Up to 1 day", "Over 1, up to 3 days", "Over 3, up to 7 days", "Over 1, up to 2 weeks",
           "Over 2, up to 4 weeks", "Over 4 weeks")  # fmt: skip
_LENGTHS = ("1 to 14 days", "15 to 28 days", "29 to 42 days", "Over 42 days")
_IN_TIME = {
    "within": "Within 48 hours",
    "later": "Later",
    "none": "No complete goal",
    "recuperates": "Recuperate first",
}


def recomputed(turn, first, last):
    """Of each title its rows with what they count, those alone of which there is something; a part has two labels."""
    begins, after = FigurePeriod(first, last).bounds
    told = {
        "office": turn.office.hex,
        "now": turn.moment.strftime(SQLITE_FORMAT),
        "within": turn.policy.goals_within // timedelta(hours=1),
        "first": begins.strftime(SQLITE_FORMAT),
        "after": after.strftime(SQLITE_FORMAT),
    }

    def ask(statement):
        return turn.session.connection().exec_driver_sql(statement, told).fetchall()

    found = {
        "Referrals and outcomes by band": {f"Band ({band})": number for band, number in ask(plain_sql.BY_BAND)}
        | {f"became {_became(what)}": number for what, number in ask(plain_sql.BECAME)},
        "Time from referral to start": {
            f"Band ({band})": round(round(hours, 4), 1) for band, hours in ask(plain_sql.TO_START)
        },
        "Goals within 48 hours": {_IN_TIME[what]: number for what, number in ask(plain_sql.GOALS_IN_TIME)},
        "Days lost waiting": {
            _LOST.get(what, "once"): round(round(days, 4), 1)
            for what, days in ask(plain_sql.DAYS_LOST)
            if days is not None
        },
        "Length of stay": {_LENGTHS[place]: number for place, number in ask(plain_sql.LENGTH)},
        "Hours at start and end": {what: round(minutes / 60, 1) for what, minutes in ask(plain_sql.HOURS)},
        "Support after the stay": {Ending[what].value: number for what, number in ask(plain_sql.AFTER)},
        "Support after the stay, by team": _grouped(ask(plain_sql.BY_TEAM)),
        "What became of goals": {_state(what): number for what, number in ask(plain_sql.GOALS)},
        "Moves to interim support": {TransferRoute(what).label: number for what, number in ask(plain_sql.MOVES)},
        "Capacity held": {HoldEnd(what).label: number for what, number in ask(plain_sql.HOLDS)},
        "Discussed and agreed": {ExplainedKind(what).label: number for what, number in ask(plain_sql.DISCUSSED)},
        "Waiting now": {_WAITED[place]: number for place, number in ask(plain_sql.WAITING)},
        "Support after the stay, by year": _grouped(
            (f"{year}/{(int(year) + 1) % 100:02}", *rest) for year, *rest in ask(plain_sql.BY_YEAR)
        ),
    }
    if turn.policy.urgent_and_planned:
        found["Urgent and planned support"] = {_pathway(*row[:2]): row[2] for row in ask(plain_sql.PATHWAYS)}
    if turn.policy.block_hours:
        found["Block hours"] = {area: round(round(hours, 4), 1) for area, hours in ask(plain_sql.BLOCK)}
    return found


def as_counted(view):
    """The same of the figures that the program counted."""
    found = {}
    for figure in view.figures:
        rows = defaultdict(float, {row.label: row.value for row in figure.rows if row.value})
        for row in figure.rows:
            for part, number in row.parts:
                if number and figure.title == "Referrals and outcomes by band":
                    rows[f"became {part}"] += number
                elif number and figure.title.startswith("Support after the stay, by"):
                    rows[f"{row.label}: {part}"] = number
        if figure.title == "Days lost waiting" and not figure.is_empty:
            rows["once"] = float(figure.sentence.partition(" day")[0].replace(",", ""))
        found[figure.title] = dict(rows)
    return found


def _grouped(rows):
    found = defaultdict(int)
    for label, ending, number in rows:
        found[label] += number
        found[f"{label}: {Ending[ending].value}"] = number
    return dict(found)


def _became(what):
    return {"waiting": "Waiting", "in part": "In part"}.get(what) or ReferralOutcome(what).label


def _state(what):
    return "Still open at the end" if what == "open" else GoalState(what).label


def _pathway(pathway, origin):
    if not pathway:
        return "Not said"
    return f"{Pathway(pathway).label}: {ComesFrom(origin).label.lower() if origin else 'not said from where'}"
