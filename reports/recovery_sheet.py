"""The recovery key of an encrypted database, to be printed and locked away: what opens it where the keyring can't.

Nothing about anybody is on it.
"""

from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable

from reports.layout.day_and_time import short_day
from reports.layout.page import make
from reports.layout.sheet import DeskFurniture, Sheet
from reports.layout.styles import Edition
from reports.layout.tagging import Node
from reports.layout.text import bold, typed

_VERSION = "v1"
_LONGEST = 60  # signs of a name; a file's may be longer than a line


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """`groups` are the key's, in their order; `sign` tells its files from those of another key."""

    council: str
    office: str
    file: str
    sign: str
    written_on: date
    groups: tuple[str, ...] = field(repr=False)


def render(paper: RecoverySheet) -> bytes:
    """The sheet as PDF; the same paper gives the same bytes."""
    furniture = DeskFurniture(
        title=f"Recovery key of {paper.office[:_LONGEST]}",
        council=paper.council,
        reference=paper.sign[:_LONGEST],
        person="",
        wording=_VERSION,
        edition=Edition.STANDARD,
    )

    def story(root: Node) -> list[Flowable]:
        return _told(paper, Sheet(furniture.scale, root))

    return make(furniture, story)


def _told(paper: RecoverySheet, sheet: Sheet) -> list[Flowable]:
    return [
        sheet.title("Recovery key"),
        sheet.say(bold("Whoever has this sheet and the file can read every record in it. Lock it away.")),
        *sheet.facts(
            ("Office", typed(paper.office)),
            ("Database", typed(paper.file)),
            ("Key", typed(paper.sign)),
            ("Printed on", typed(short_day(paper.written_on))),
        ),
        *sheet.part("The key", 10),
        *sheet.facts(*((f"Group {place}", bold(group)) for place, group in enumerate(paper.groups, 1))),
        sheet.say(
            typed(
                "There is no letter I, L, O or U in it: what looks like one is a 1, a 0 or a V. Capitals or small "
                "letters, with or without blanks. The last sign of each group checks the group."
            )
        ),
        *sheet.part("When it is needed", 6),
        *sheet.listed((
            "On another computer, or where this one's keyring has lost it: to open the database, a copy or a backup.",
            "Without this sheet and the keyring nobody can open them, not even whoever made Homeward.",
            "Keep it away from the computer. Two people should know where it is.",
        )),
    ]  # fmt: skip
