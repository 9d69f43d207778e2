"""Lists as an office could fill them in: the headings that are known by themselves, and two invented rows.

CSV that every spreadsheet opens; days are written so that none of them is read the American way.
"""

import csv
import io
from collections.abc import Sequence

_STAFF = (
    ("Name", "Role", "Team", "Telephone", "Trained for equipment", "From"),
    ("Anna Example", "DSO", "", "0114 496 0000", "No", "1 Apr 2024"),
    ("Ben Invented", "Care worker", "", "07700 900001", "Yes", ""),
)
_PEOPLE = (
    (
        "Surname", "Forename", "DOB", "NHS number", "MOSAIC id", "Address", "Postcode", "Telephone", "Team", "Patch",
        "Kind", "Start", "Interim since", "Calls", "DSO", "Case coordinator", "Goals", "Funding", "Risks",
    ),
    (
        "Example", "Edith", "3 May 1941", "", "M000001", "1 Invented Lane", "DE4 3AA", "0114 496 0000", "", "",
        "Short-term", "9 Nov 2026", "", "morning 45 x2, lunch 30, bed 30 daily", "Anna Example", "",
        "I will wash at the basin; I will make my own lunch", "Not known", "",
    ),
    (
        "Invented", "Frank", "12 Aug 1938", "", "M000002", "2 Invented Lane", "DE4 3AA", "", "", "", "Interim",
        "1 Sep 2026", "15 Oct 2026", "morning 30 Mon-Fri, tea 30 daily", "Anna Example", "", "", "Self-funder",
        "Dog in the yard",
    ),
)  # fmt: skip


def example_staff() -> bytes:
    """A list of staff."""
    return _csv(_STAFF)


def example_people() -> bytes:
    """A list of people in service."""
    return _csv(_PEOPLE)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")
