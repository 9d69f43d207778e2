"""The goal tracker's file as a preview: read on a worker, looked at against the records, then taken in (IPAD-2).

Which letter stands where a file says something else is settled by the rule (the later visit moment), not by a choice.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from app.desk.files import read_if_there
from app.door.door import Deed
from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.goals import ratings_import
from app.exchange.goals.ratings_file import RatingLine, read_ratings
from app.exchange.goals.ratings_import import digest_of
from app.exchange.reading import Reading, RefusedLine, all_refused, refused_csv
from app.services.goals.ratings_file.take_in import RatingsPlan, plan_import
from ui.dialogs.file_import import FileImport, Looked
from ui.dialogs.files import RATINGS
from ui.dialogs.import_preview import Arrives, Preview, PreviewRow


class RatingImport(FileImport[RatingLine]):
    """The goal tracker's ratings."""

    title = "Import the goal tracker's ratings"
    kind = RATINGS
    latest = "goals.import"
    is_taken = "The ratings are taken in"

    def reader(self) -> Callable[[Any, Path], Looked[RatingLine]]:
        return look_at

    def deed(self, looked: Looked[RatingLine], _chosen: frozenset[int]) -> Deed:
        return partial(
            ratings_import.take,
            reading=looked.reading,
            file_name=looked.preview.file.name,
            digest=looked.digest,
        )


def look_at(turn: Any, file: Path) -> Looked[RatingLine]:
    """Read the file and say what it would bring; stores nothing. Refused when it can't be read at all."""
    reading = read_ratings(read_sheet(file), UNASKED, turn.moment)
    plan = plan_import(turn, reading.good)
    refused = all_refused(reading, [(each.line, each.reason) for each in plan.refused])
    counts = [f"{plan.accepted:,} new", f"{plan.known:,} known already"]
    counts += [f"{plan.changed:,} corrected"] if plan.changed else []
    preview = Preview(
        file=file,
        sentence=", ".join([*counts, f"{len(refused):,} refused"]),
        rows=(*_rows(reading, plan), *(_refused_row(each) for each in refused)),
        refused_csv=refused_csv(reading.header, refused),
        brings=plan.accepted + plan.changed,
        changed=0,  # nothing is left to choose
        warnings=plan.warnings,
    )
    return Looked(reading, preview, digest_of(read_if_there(file) or b""))


def _rows(reading: Reading[RatingLine], plan: RatingsPlan) -> tuple[PreviewRow, ...]:
    unfit = {each.line for each in plan.refused}
    arrives = dict.fromkeys(plan.known_lines, Arrives.KNOWN) | dict.fromkeys(plan.changed_lines, Arrives.CHANGED)
    return tuple(
        PreviewRow(
            each.line,
            arrives.get(each.line, Arrives.NEW),
            each.person or each.mosaic_id,
            f"{each.letter.value}: {each.goal}",
        )
        for each in reading.good
        if each.line not in unfit
    )


def _refused_row(refused: RefusedLine) -> PreviewRow:
    words = [str(cell) for cell in refused.cells if isinstance(cell, str) and cell.strip()]
    return PreviewRow(refused.line, Arrives.REFUSED, words[0] if words else "", refused.reason)
