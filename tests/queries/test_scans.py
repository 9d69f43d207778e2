"""What a question reads from its first row to its last: of what grows with every year, only what `scans.txt` names.

Every query that can be asked by name is played on a small office, and each of its statements explained. A part of a
long table that is looked up by the office alone is the whole of it, since a database has one office; an index that
holds only open work is short however long the table. Written anew by `pytest tests/queries/test_scans.py
--write-scans`, which keeps the reasons that stand there.
"""

import inspect
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event

from app.commands.by_name.catalogue import QUERY, Offered, every
from app.door.errors import Refused
from models.agreement import Agreement, Rate
from models.base import Base
from models.breaks import Break
from models.closure import ClosingStep, Closure
from models.episodes import Extension, Milestone
from models.meetings import Action, Meeting
from models.migrations.statistics import FEW
from models.ratings import Rating
from models.tracker import TrackerChange
from models.transfer import Transfer
from models.values import Call
from models.vocabulary.closure import BreakKind, ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import Letter
from models.vocabulary.meetings import MeetingKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.tracker import TrackerChangeKind
from models.vocabulary.transfer import TransferRoute
from tests.builders import SmallOffice, visit

LISTED = Path(__file__).with_name("scans.txt")
NEW = "not looked at yet"
STEP = re.compile(
    r"(SCAN|SEARCH) (\w+)(?: USING (?:AUTOMATIC )?(?:PARTIAL )?(?:COVERING )?INDEX ?(\w*))?(?: \((.*)\))?"
)


def test_what_grows_is_read_whole_only_where_it_is_listed(sqlite_office, request):
    found = scans(sqlite_office)
    if request.config.getoption("--write-scans"):
        reasons = {line.partition("  ")[0]: line.partition("  ")[2].strip() for line in listed()}
        LISTED.write_text("".join(f"{each}  {reasons.get(each, NEW)}\n" for each in sorted(found)), encoding="utf-8")
    told = {line.partition("  ")[0] for line in listed() if line.partition("  ")[2].strip()}
    assert sorted(found - told) == [], "these read all of a table that grows: an index, or a line with its reason"
    assert sorted(told - found) == [], "these read it no more: take their lines away, or call with --write-scans"


def test_a_scan_is_told_from_a_look_into_open_work():
    open_work = {"ix_referral_waiting"}
    whole = ("SCAN referral", "SEARCH goal USING INDEX uq_goal_office_id (office_id=?)", "SCAN g USING INDEX ix_goal_x")
    for step in (*whole, "SEARCH goal USING AUTOMATIC COVERING INDEX (person_id=?)"):
        assert read_whole(step, open_work)
    for step in (
        "SCAN referral USING INDEX ix_referral_waiting",
        "SEARCH goal USING INDEX uq_goal_office_id (office_id=? AND id=?)",
        "SCAN (subquery-1)",
        "USE TEMP B-TREE FOR ORDER BY",
    ):
        assert not read_whole(step, open_work)


def listed() -> list[str]:
    return LISTED.read_text(encoding="utf-8").splitlines()


def scans(office: SmallOffice) -> set[str]:
    """Each query with a table that it reads whole."""
    known = arguments(office)
    raw = sqlite3.connect(str(office.database.url.database))
    open_work = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%WHERE%IS NULL%'")}
    found, played = set(), 0
    for query in every(QUERY):
        for said in calls(query, known):
            played += 1
            sent: set[tuple[str, int]] = set()
            with suppress(Refused), noted(office, sent):
                office.ask(query.call, **said)
            for statement, places in sent:
                steps = raw.execute(f"EXPLAIN QUERY PLAN {statement}", (None,) * places).fetchall()
                for table in whole_tables(statement, [step for *_, step in steps], open_work):
                    found.add(f"{query.name} {table}")
    raw.close()
    assert played > 100
    return found


def whole_tables(statement: str, steps: list[str], open_work: set[str]) -> Iterator[str]:
    """The long tables that these steps read whole."""
    aliases = {alias: table for table, alias in re.findall(r'"?(\w+)"? AS "?(\w+)"?', statement)}
    tables = Base.metadata.tables.keys() - FEW
    for step in steps:
        if read_whole(step, open_work):
            name = step.split()[1]
            table = aliases.get(name, name)
            if table in tables:
                yield table


def read_whole(step: str, open_work: set[str]) -> bool:
    """Whether a step of a plan reads a table from its first row of the office to the last."""
    match = STEP.fullmatch(step)
    if match is None:
        return False
    how, _, index, by = match.groups()
    if index in open_work:
        return False
    return how == "SCAN" or by == "office_id=?" or "AUTOMATIC" in step  # an index of the moment is made of all rows


class noted:  # noqa: N801  it is used like a function
    """Keeps what an office's database is asked, with how many values."""

    def __init__(self, office: SmallOffice, sent: set[tuple[str, int]]) -> None:
        self._engine, self._sent = office.database.engine, sent

    def __enter__(self) -> None:
        event.listen(self._engine, "before_cursor_execute", self._note)

    def __exit__(self, *_said: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.lstrip("(").startswith(("SELECT", "WITH")):
            self._sent.add((statement, len(parameters)))


# --- What is asked ---------------------------------------------------------------------------------------------


def calls(query: Offered, known: dict[str, tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    """With which arguments it is asked: about each of the people; none where it is a part that another query calls."""
    needed = [name for name, each in list(signature(query.call))[1:] if each.default is each.empty]
    if all(name in known for name in needed):
        for turn in range(max((len(known[name]) for name in needed), default=1)):
            yield {name: known[name][turn % len(known[name])] for name in needed}


def signature(call: Callable[..., Any]) -> Iterator[tuple[str, inspect.Parameter]]:
    yield from inspect.signature(call).parameters.items()


def arguments(office: SmallOffice) -> dict[str, tuple[Any, ...]]:
    """What can be asked about: three people, of whom one waits, one is in service and one has left it."""
    before = office.now - timedelta(days=20)
    people = tuple(office.a_person() for _ in range(3))
    referral = office.a_referral(person=people[0])
    office.a_referral(person=people[1], earlier_id=None, received_at=before)
    here = office.an_episode(visit(), person=people[1], started_at=before, goal_setter_id=office.staff["OT"])
    plan = office.a_plan(here, visit(minutes=15), number=2, effective_from=office.now - timedelta(days=5))
    goal = office.a_goal(here)
    gone = office.an_episode(
        person=people[2], started_at=before, ended_at=office.now, end_reason=EndReason.GOALS_ACHIEVED,
        end_decided_at=office.now,
    )  # fmt: skip
    closure = Closure(episode_id=gone)
    transfer = Transfer(episode_id=here, route=TransferRoute.INTERIM_TEAM, to_team_id=office.teams["Interim"])
    meeting = Meeting(
        team_id=office.teams["North"], kind=MeetingKind.WEEKLY, held_at=before, opened_by_id=office.staff["DSO"]
    )
    rate = Rate(from_day=date(2020, 1, 1), single_handed_pence=1500, double_handed_pence=3000)
    office.store(closure, transfer, meeting, rate)
    action = Action(
        meeting_id=meeting.id, episode_id=here, what="Ask", owner_id=office.staff["DSO"], due=office.now.date()
    )
    agreement = Agreement(
        episode_id=here, plan_id=plan, rate_id=rate.id, reference="A1", wording_version="1", paper="{}",
        edition=PaperFormat.STANDARD, liable_from=before, weekly_pence=100, issued_at=before,
        issued_by_id=office.staff["DSO"],
    )  # fmt: skip
    office.store(
        *(Milestone(episode_id=here, kind=each, at=before) for each in (MilestoneKind.START, MilestoneKind.GOALS_SET)),
        ClosingStep(closure_id=closure.id, step=ClosingStepKind.UPDATE_CCL),
        Extension(episode_id=here, last_day=office.now.date(), agreed_at=before, agreed_by_id=office.staff["DSO"]),
        TrackerChange(
            number=1, kind=TrackerChangeKind.START, person_id=people[1], episode_id=here, notified_at=before,
            effective_at=before,
        ),
        Break(
            episode_id=here, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=before,
            last_visit_on=before.date(), last_asked_at=before, recorded_by_id=office.staff["DSO"],
            returned_at=before + timedelta(days=1),
        ),
        action, agreement,
    )  # fmt: skip
    with office.database.writing() as session:
        session.add(
            Rating(
                goal_id=goal, day=before.date(), call=Call.LUNCH, worker_id=office.staff["CWC"], office_id=office.id,
                at=before, letter=Letter.P, wording=1,
            )
        )  # fmt: skip
    day = office.now.date()
    return {
        "person": people, "episode": (here, gone), "episodes": ((here, gone),), "referral": (referral,),
        "team": (office.teams["North"],), "kind": tuple(MeetingKind), "staff": (office.staff["DSO"],), "goal": (goal,),
        "record": (people[1], referral, here), "about": (people[1], here), "patch": (office.patches["Matlock"],),
        "name": ("Matlock",), "who": ("M000001", "Jean Gill 2"), "reference": ("CH00001",), "which": ("M000002/1",),
        "agreement": (agreement.id,), "meeting": (meeting.id,), "action": (action.id,), "transfer": (transfer.id,),
        "text": ("gil", "jean gi", "M00", "12 mil"), "first": (day - timedelta(days=28),), "last": (day,),
        "since": (before,), "at": (office.now,), "ahead": (day,), "from_day": (day,), "given_on": (day,),
        "table": ("referral",), "version": (1,), "plan": (plan,), "plans": ((plan,),), "old": (plan,), "new": (plan,),
        "week": ((visit(),),), "weeks": ({here: (visit(),)},), "starting": ((visit(),),), "has_moved": (False,),
        "book": (None,), "postcode": ("DE4 3AA",),
    }  # fmt: skip
