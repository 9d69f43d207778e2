"""Ratings from the goal tracker app's file into the office's records: looked at first, then taken in (IPAD-2)."""

from collections.abc import Callable, Mapping
from functools import partial

from app.door.changes import Changes
from app.door.turn import Turn
from app.exchange.files.asked import Answers
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.goals.ratings_file import RATING_FIELDS, RatingLine, read_ratings
from app.exchange.look import ImportKind, Settled
from app.exchange.looked import Looked
from app.exchange.reading import Reading
from app.services.goals.ratings_file.take_in import RatingsPlan, import_ratings, plan_import


def take(turn: Turn, *, looked: Looked[RatingLine]) -> Changes:
    """Take the good rows in, in one transaction; what that has matched already isn't matched twice."""
    sheet, reading = looked.sheet, looked.reading
    if isinstance(looked.plan, RatingsPlan):
        stored = looked.plan.take_in(
            turn, file_name=sheet.name, digest=sheet.digest, refused_before=len(reading.refused)
        )
        if stored is not None:
            return stored
    return import_ratings(
        turn, rows=reading.good, file_name=sheet.name, digest=sheet.digest, refused_before=len(reading.refused)
    )


def _read(turn: Turn, sheet: Sheet, answers: Answers) -> Reading[RatingLine]:
    return read_ratings(sheet, answers, turn.moment)


def _settle(turn: Turn, reading: Reading[RatingLine]) -> Settled:
    plan = plan_import(turn, reading.good)
    return Settled(
        plan.accepted,
        plan.known_lines,
        plan.changed_lines,
        [(each.line, each.reason) for each in plan.refused],
        [*map(Notice, plan.warnings), *(Notice(sentence, line) for line, sentence in plan.asked)],
        plan=plan,
    )


def _tell(line: RatingLine) -> tuple[str, str]:
    return line.person or line.mosaic_id, f"{line.letter.value}: {line.goal}"


def _deed(looked: Looked[RatingLine], _seen: Mapping[int, int]) -> Callable[[Turn], Changes]:
    return partial(take, looked=looked)


RATINGS = ImportKind(
    RATING_FIELDS, (("person",), ("mosaic_id",)), _read, _settle, _tell, _deed, takes_changed=True
)  # which letter stands is settled by the later visit moment
