"""A keystroke of search among 100,000 people: thirty queries, and six with mistakes in them told apart.

Beside each stands the best that the driver alone can do for the same question, an indexed prefix scan of the people:
the first twelve by the word that was meant and then by name, each once, with what they have open. It walks a range of
an index made for it, for each column that may be meant, of a copy of the people that keeps nothing else, side by side.
Where there is a mistake it is told the right word, and of a word in the midst of a name it doesn't know. Processor
time, for a keystroke is shorter than a pause of the machine's.
"""

import gc
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.door.work import Work
from app.queries.people.search import AT_MOST, search
from models.values import fold
from models.words_of_file import lend_words
from tests.benchmarks.measure import Measure
from tests.benchmarks.offices import empty_office
from tests.benchmarks.people import PEOPLE, put_people

_GOAL, _GOAL_WITH_MISTAKES = 2.0, 6.0
_TIMES = 40  # each keystroke, in a turn
_NAMES, _CODES = ("given", "family", "preferred", "street"), ("mosaic_id", "nhs_number", "postcode")
_EXACT = (  # what is typed, in which columns the driver looks, and for what
    *((text, _NAMES, text) for text in ("s", "m", "gi", "mar", "smi", "gill", "jean", "doro", "kath", "marsd")),
    *((text, _NAMES, text) for text in ("wojc", "sian", "bradle", "hathfield", "church st", "dale ro")),
    *(
        ("mar gi", ("called",), "mar gi"),
        ("gill mar", ("listed",), "gill mar"),
        ("smith jean", ("listed",), "smith jean"),
    ),
    *(("jean smith", ("called",), "jean smith"), ("dor brad", ("called",), "dor brad"), ("o'n", _NAMES, "on")),
    *(("m70451", _CODES, "m70451"), ("4000 123", _CODES, "4000123"), ("4001234", _CODES, "4001234")),
    *(("de45 1", _CODES, "de45 1"), ("de4", _CODES, "de4")),
    *(("12/03/1941", ("born",), "1941-03-12"), ("12.3.41", ("born",), "1941-03-12")),
    ("3 march 1938", ("born",), "1938-03-03"),
)
_MISTAKEN = (
    *(
        (text, _NAMES, right)
        for text, right in (("margret", "margaret"), ("dorohty", "dorothy"), ("kathlen", "kathleen"))
    ),
    *((text, _NAMES, right) for text, right in (("smiht", "smith"), ("heathcoat", "heathcote"), ("gilll", "gill"))),
)


def measures(runs: int) -> Iterator[Measure]:
    """The median of the queries as they should be typed, and of those with a mistake."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "homeward.sqlite"
        database, work = empty_office(file)
        _fill(file, work)
        raw = _limit_of(file)
        gc.collect()
        gc.disable()
        for name, asked, goal in (
            (f"search {PEOPLE:,}, {len(_EXACT)} keystrokes", _EXACT, _GOAL),
            (f"the same, {len(_MISTAKEN)} with a mistake", _MISTAKEN, _GOAL_WITH_MISTAKES),
        ):
            pairs = [_pair(work, raw, *each, runs) for each in asked]
            ours, limit = (statistics.median(each) for each in zip(*pairs, strict=True))
            yield Measure(name, ours, limit, f"raw ranges of indexes, {AT_MOST} rows", goal)
        gc.enable()
        raw.close()
        database.close()


def _fill(file: Path, work: Work) -> None:
    raw = sqlite3.connect(file, isolation_level=None)
    raw.create_function("homeward_moment", 0, lambda: "2026-11-20 09:00:00.000000")
    raw.create_function("homeward_by", 0, lambda: "benchmark")
    lend_words(raw)
    raw.execute("BEGIN")
    put_people(raw, work.read(lambda turn: turn.office))
    raw.execute("COMMIT")
    raw.execute("ANALYZE")
    raw.close()


def _limit_of(file: Path) -> sqlite3.Connection:
    """The people alone, in a file of its own, with an index for each thing that is typed."""
    raw = sqlite3.connect(file.with_name("limit.sqlite"), isolation_level=None)
    raw.create_function("folded", 1, fold)
    raw.execute("ATTACH ? AS ours", (str(file),))
    raw.execute(
        "CREATE TABLE person AS SELECT id, given, family, born, nhs_number, mosaic_id, postcode, patch_id, "
        "given_folded, family_folded, family_folded || ' ' || given_folded AS listed_folded, "
        "given_folded || ' ' || family_folded AS called_folded, folded(preferred) AS preferred_folded, "
        "lower(mosaic_id) AS mosaic_id_folded, nhs_number AS nhs_number_folded, lower(postcode) AS postcode_folded, "
        "born AS born_folded, folded(substr(address, instr(address, ' ') + 1)) AS street_folded FROM ours.person"
    )
    raw.execute("CREATE INDEX by_id ON person (id)")
    for column in (*_NAMES, *_CODES, "listed", "called", "born"):
        raw.execute(f"CREATE INDEX by_{column} ON person ({column}_folded, listed_folded, id)")
    raw.execute("ANALYZE")
    return raw


def _asked(columns: tuple[str, ...], begins: str) -> tuple[str, tuple[str, ...]]:
    """The driver's own statement, and what it is told."""
    first, _, second = begins.partition(" ") if columns[0] in {"listed", "called"} else (begins, "", "")
    besides = " AND instr({column}_folded, ' " + second + "') > 0" if second else ""
    ranges = " UNION ".join(
        f"SELECT {column}_folded AS word, listed_folded, id FROM main.person "  # noqa: S608  our own
        f"WHERE {column}_folded >= ? AND {column}_folded < ?{besides.format(column=column)}"
        for column in columns
    )
    found = f"SELECT DISTINCT id FROM ({ranges} ORDER BY 1, 2, 3 LIMIT {AT_MOST * len(columns)}) LIMIT {AT_MOST}"  # noqa: S608
    return (
        "SELECT p.id, given, family, born, nhs_number, mosaic_id, postcode, patch.name, "  # noqa: S608  our own columns
        "(SELECT e.id FROM ours.episode AS e WHERE e.person_id = p.id AND e.ended_at IS NULL), "
        "(SELECT r.id FROM ours.referral AS r WHERE r.person_id = p.id AND r.outcome IS NULL) "
        f"FROM ({found}) AS found CROSS JOIN main.person AS p ON p.id = found.id "
        "LEFT JOIN ours.patch ON patch.id = coalesce((SELECT c.to_patch_id "
        "FROM ours.owner_change AS c WHERE c.person_id = p.id AND c.what = 'patch'), p.patch_id)"
    ), (first, f"{first}\U0010ffff") * len(columns)


def _pair(
    work: Work, raw: sqlite3.Connection, text: str, columns: tuple[str, ...], begins: str, runs: int
) -> tuple[float, float]:
    """Seconds of ours and of the limit for one keystroke."""
    asked, said = _asked(columns, begins)
    if not work.read(search, text=text) or not raw.execute(asked, said).fetchall():
        raise LookupError(f"nobody is found by {text}")
    pairs = [
        (_spent(lambda: work.read(search, text=text)), _spent(lambda: raw.execute(asked, said).fetchall()))
        for _ in range(runs)
    ]
    return statistics.median(ours for ours, _ in pairs), statistics.median(limit for _, limit in pairs)


def _spent(work: Callable[[], object]) -> float:
    """Seconds of the processor that one call takes, of many."""
    began = time.thread_time()
    for _ in range(_TIMES):
        work()
    return (time.thread_time() - began) / _TIMES
