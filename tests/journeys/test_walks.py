"""Lives at random: Hypothesis does deeds, takes the ways out that Today offers, and lets the clock move on.

After each step: nobody without a line on Today or a next date; nobody's hours counted twice or for nobody, on any day
of the next six weeks; never two open episodes; after a death only what is meant for others; nobody charged for
short-term support. A longer walk, with what it reached: `python -m pytest tests/journeys/test_walks.py -s --walks 500`.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.door.errors import Refused
from app.kept.comparing import compare
from app.kept.settling import settle as keep_lines
from app.queries.today.due_lines import to_derive
from app.queries.today.prompts import PromptRow, today
from app.queries.transfer.transfer import transfer
from app.services.transfer.taking_back import take_back_hand_over
from models.agreement import Rate
from models.people import Person
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind
from tests.builders import MovingClock, SmallOffice
from tests.databases import DIALECTS, OPENING, copied_file, opened, sqlite_url
from tests.journeys import plain
from tests.journeys.deeds import DEEDS
from tests.journeys.further_states import ALL_STATES
from tests.journeys.life import HOUR, Life, refer
from tests.journeys.reached import Reached, standing
from tests.journeys.ways_out import settle

_PEOPLE, _WALKS, _STEPS = 3, 3, 20
# What is owed to others once somebody has died: all else about them is moot (END-6).
_AFTER_A_DEATH = {"END-4", "END-5", "END-6", "END-8", "DAY-1"}
REACHED = Reached()


class Walk(RuleBasedStateMachine):
    """A small office with a few people, each somewhere on their way."""

    open_office: Callable[[], AbstractContextManager[SmallOffice]]

    @initialize()
    def begin(self) -> None:
        """An office of its own, with rates."""
        self._opened = ExitStack()
        self.office = self._opened.enter_context(type(self).open_office())
        self.office.store(Rate(from_day=date(2020, 1, 1), single_handed_pence=2400, double_handed_pence=4100))
        self.lives: list[Life] = []
        self.today: dict[UUID, list[PromptRow]] | None = None
        REACHED.walks += 1

    def teardown(self) -> None:
        self._opened.close()

    @precondition(lambda self: len(self.lives) < _PEOPLE)
    @rule(funding=st.sampled_from(Funding), has_at=st.booleans())
    def somebody_is_referred(self, funding: Funding, has_at: bool) -> None:  # noqa: FBT001  drawn by Hypothesis
        self.today = None
        self.lives.append(refer(self.office, person={"funding": funding, "has_at": has_at}))

    @precondition(lambda self: len(self.lives) < _PEOPLE)
    @rule(state=st.sampled_from(sorted(ALL_STATES)))
    def somebody_is_far_on_their_way(self, state: str) -> None:
        """So that walks reach what lies behind thirty deeds."""
        self.today = None
        self.lives.append(ALL_STATES[state](self.office))
        REACHED.step("", f"far on their way: {state}", "done", standing(self.lives[-1]))

    @precondition(lambda self: self.lives)
    @rule(data=st.data())
    def somebody_takes_a_way_out(self, data: st.DataObject) -> None:
        """A line of Today is settled: it succeeds, or refuses with a sentence that says who can help."""
        shown = self._shown()
        lines = [(life, row) for life in self.lives for row in shown[life.person]]
        if lines:
            life, row = data.draw(st.sampled_from(lines), label="line")
            self._try(life, lambda: settle(life, row), f"{row.rule} {row.field}")

    @precondition(lambda self: self.lives)
    @rule(who=st.integers(0, _PEOPLE - 1), deed=st.sampled_from(sorted(DEEDS)))
    def somebody_does_something(self, who: int, deed: str) -> None:
        """Any deed, whether or not its time has come."""
        life = self.lives[who % len(self.lives)]
        self._try(life, lambda: DEEDS[deed](life), deed)

    @rule(hours=st.sampled_from((1, 5, 25, 49, 73, 24 * 8, 24 * 15)))
    def time_passes(self, hours: int) -> None:
        self.today = None
        self.office.clock.advance(hours * HOUR)

    @precondition(lambda self: self.lives)
    @rule(who=st.integers(0, _PEOPLE - 1))
    def the_next_date_comes(self, who: int) -> None:
        """At the very moment of somebody's next date something of theirs is due; an instant before, nothing was."""
        life = self.lives[who % len(self.lives)]
        coming = None if self._shown()[life.person] else life.next()
        if coming is None or coming.is_due:
            return
        self.today = None
        self.office.clock.move_to(coming.shown_from - plain.INSTANT)
        assert life.lines() == ()
        self.office.clock.move_to(coming.shown_from)
        assert life.next().is_due

    def _try(self, life: Life, deed: Callable[[], None], label: str) -> None:
        """Refusals are answers, where they say something and who can help; whatever else goes wrong is a fault."""
        before, refused, self.today = standing(life), None, None
        try:
            deed()
        except Refused as answer:
            refused = answer
        except (AttributeError, IndexError) as missing:  # there is no such record yet, and so no button
            if not any(each in str(missing) for each in ("'NoneType' object", "list index out of range")):
                raise
            return
        if refused is not None:
            assert refused.sentence.strip(), label
            is_said = refused.who or all(each.who for each in refused.lacks)
            assert is_said or refused.sentence.startswith("This has changed"), (label, refused.sentence)
        REACHED.step(before, label, "refused" if refused else "done", standing(life))

    @invariant()
    def nobody_is_forgotten(self) -> None:
        """Whoever's record isn't over has a line on Today, or a next date on their page."""
        shown = self._shown()
        not_over = plain.people_not_over(self.office)
        for life in self.lives:
            if life.person in not_over and not shown[life.person]:
                assert life.next() is not None, f"forgotten after {life.done[-6:]}"

    @invariant()
    def after_a_death_only_what_is_owed_to_others_is_asked(self) -> None:
        shown = self._shown()
        for life in self.lives:
            if self.office.get(Person, life.person).death_reported_at is not None:
                assert {each.rule for each in shown[life.person]} <= _AFTER_A_DEATH

    @invariant()
    def hours_are_counted_for_those_who_have_them(self) -> None:
        assert plain.shown_by_team(self.office) == plain.used_by_team(self.office)
        assert not plain.people_with_two_open(self.office)
        assert plain.differing_days(self.office) == []

    @invariant()
    def nobody_is_charged_for_interim_support_that_was_taken_back(self) -> None:
        """Short-term support is free, also for the time that was interim for a while (FUND-1, INT-9)."""
        for life in self.lives:
            episode = life.episode if take_back_hand_over.__name__ in life.done else None
            if episode is not None and episode.ended_at is None and episode.kind is EpisodeKind.SHORT_TERM:
                charged = self.office.ask(transfer, episode=episode.id).money
                assert (charged.since, charged.week_total) == (None, None), charged.sentence

    @invariant()
    def what_today_keeps_is_what_the_records_ask_for(self) -> None:
        """Only those who are marked are derived anew, so that a mark that is forgotten shows."""
        desk = self.office.work()
        desk.keep(keep_lines)
        assert desk.read(compare).trouble == ""
        assert desk.read(to_derive) == frozenset()

    def _shown(self) -> dict[UUID, list[PromptRow]]:
        """What stands on Today now about each, asked once until something is done."""
        if self.today is None:
            self.today = {life.person: [] for life in self.lives}
            for row in self.office.ask(today):
                if row.person_id in self.today:
                    self.today[row.person_id].append(row)
        return self.today


@pytest.fixture(params=DIALECTS)
def open_office(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], AbstractContextManager[SmallOffice]]:
    """What opens a small office of its own for each walk, on each kind of database."""
    numbers = count()

    @contextmanager
    def on_a_file() -> Iterator[SmallOffice]:
        template, made = request.getfixturevalue("made_sqlite_office")
        path = copied_file(template, tmp_path / f"{next(numbers)}.sqlite")
        yield from opened(sqlite_url(path), made, MovingClock(OPENING))

    @contextmanager
    def on_a_server() -> Iterator[SmallOffice]:
        lent, made = request.getfixturevalue("made_postgres_office")
        for url in lent.lend():
            yield from opened(url, made, MovingClock(OPENING))

    return on_a_file if request.param == "sqlite" else on_a_server


def test_whoever_does_what_when_nobody_is_forgotten_and_no_hours_are_counted_for_nobody(open_office, request):
    walks = request.config.getoption("--walks")
    asked = settings(
        max_examples=walks or _WALKS,
        stateful_step_count=2 * _STEPS if walks else _STEPS,
        derandomize=not walks,
        phases=(Phase.generate, Phase.shrink) if walks else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
        print_blob=bool(walks),
    )
    REACHED.__init__()
    walking = type("Walking", (Walk,), {"open_office": staticmethod(open_office)})
    try:
        run_state_machine_as_test(seed(random.getrandbits(64))(walking) if walks else walking, settings=asked)
    finally:
        print(REACHED.summary())  # noqa: T201  by option -s
    assert REACHED.states
