"""A list of long-term packages into the programmes of their areas: looked at first, then taken in (LTR-1)."""

from collections.abc import Callable, Mapping
from functools import partial

from app.door.changes import Changes
from app.door.turn import Turn
from app.exchange.files.asked import Answers
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.look import ImportKind, Settled
from app.exchange.looked import Looked
from app.exchange.office.staff_list import name_missing
from app.exchange.reading import Reading
from app.exchange.reviews.package_line import PACKAGE_FIELDS, PackageLine
from app.exchange.reviews.package_list import read_packages
from app.services.reviews.taking_in_list import import_packages, plan_packages
from models.rules.sentences import counted
from models.values import hours_text, whole_name


def take(turn: Turn, *, reading: Reading[PackageLine]) -> Changes:
    """Take the good rows in, in one transaction."""
    return import_packages(turn, rows=reading.good)


def _read(turn: Turn, sheet: Sheet, answers: Answers) -> Reading[PackageLine]:
    return read_packages(sheet, answers, turn.moment)


def _settle(turn: Turn, reading: Reading[PackageLine]) -> Settled:
    plan = plan_packages(turn, reading.good)
    notices = [Notice(sentence, line) for line, sentence in plan.notices]
    return Settled(len(plan.new), plan.known, (), plan.refused, notices)


def _tell(line: PackageLine) -> tuple[str, str]:
    """Who it is, and what their package is."""
    visits = f"{counted(line.visits_a_week, 'visit')} a week" if line.visits_a_week is not None else ""
    hours = f"{hours_text(line.minutes_a_week)} h a week" if line.minutes_a_week is not None else ""
    return whole_name(line.given, line.family), "; ".join(filter(None, (line.area, visits, hours, line.speaks_for)))


def _deed(looked: Looked[PackageLine], _seen: Mapping[int, int]) -> Callable[[Turn], Changes]:
    return partial(take, reading=looked.reading)


PACKAGES = ImportKind(
    PACKAGE_FIELDS, (("name", "given", "family"),), _read, _settle, _tell, _deed, also_missing=name_missing
)
