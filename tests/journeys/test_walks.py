"""Lives at random: Hypothesis does deeds, takes the ways out that Today offers, and lets the clock move on.

After each step: nobody without a line on Today or a next date; nobody's hours counted twice or for nobody; never two
open episodes. A longer walk: `python -m pytest tests/journeys/test_walks.py --walks 500`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
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
from app.services import referrals
from app.services.closure import deaths, ending
from app.services.today import concerns
from app.services.transfer import conditions, offers
from app.services.transfer.taking_back import take_back_hand_over
from models.agreement import Rate
from models.values import london_day
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import BreakKind
from tests.builders import MovingClock, SmallOffice
from tests.databases import DIALECTS, OPENING, copied_file, opened, sqlite_url
from tests.journeys import plain, states
from tests.journeys.life import DAY, HOUR, Life, refer
from tests.journeys.states import STATES
from tests.journeys.ways_out import come_back, leave, settle

_PEOPLE, _WALKS, _STEPS = 3, 4, 20
Deed = Callable[[Life], None]
REACHED: Counter[str] = Counter()


def _withdraw(life: Life) -> None:
    life.do(referrals.withdraw, referral=life.referral.id, care_hub_told_at=life.office.now, because="Son helps")


def _promise(life: Life) -> None:
    life.do(referrals.confirm_capacity, referral=life.referral.id, start_planned_at=life.office.now + DAY)


def _give_back(life: Life) -> None:
    life.do(referrals.give_back, referral=life.referral.id, because="The ward rang")


def _decline(life: Life) -> None:
    told = {"because": "Another service fits", "discussed_with_assessor": True}
    life.do(referrals.decline, referral=life.referral.id, **told)


def _undo_start(life: Life) -> None:
    life.do(referrals.undo_start, referral=life.referral.id, because="Wrong person")


def _refer_again(life: Life) -> None:
    life.do(referrals.refer_again, referral=life.referral.id)


def _go_away(kind: BreakKind) -> Deed:
    return lambda life: states.went(life, kind, life.office.now + 2 * DAY)


def _concern(life: Life) -> None:
    told = {"what": "A bruise", "raised_at": life.office.now}
    life.do(concerns.record_concern, person=life.person, **told)


def _send(life: Life) -> None:
    life.do(conditions.complete_support_plan, episode=life.episode.id, at=life.office.now)
    life.do(conditions.send_to_brokerage, episode=life.episode.id, at=life.office.now)


def _offer(life: Life) -> None:
    told = {"provider": "Peak Care", "starts_on": london_day(life.office.now + 5 * DAY)}
    life.do(conditions.record_offer, episode=life.episode.id, at=life.office.now, **told)


def _no_offer_any_more(life: Life) -> None:
    life.do(offers.withdraw_offer, episode=life.episode.id, at=life.office.now, because="No carers")


def _independence(life: Life) -> None:
    life.do(conditions.agree_maximum_independence, episode=life.episode.id, at=life.office.now)


def _route(life: Life) -> None:
    told = {"team": life.office.teams["Interim"], "interim_dso": life.office.staff["Interim DSO"]}
    life.do(conditions.choose_route, episode=life.episode.id, route=states.TransferRoute.INTERIM_TEAM, **told)


def _move(life: Life) -> None:
    life.do(states.handing_over.hand_over, transfer=life.transfer.id, at=life.office.now)


def _take_back(life: Life) -> None:
    life.do(take_back_hand_over, transfer=life.transfer.id, because="Wrong person")


def _abandon(life: Life) -> None:
    life.do(conditions.abandon, episode=life.episode.id)


def _reopen(life: Life) -> None:
    life.do(ending.reopen, episode=life.episode.id, because="A mistake")


def _report_death(life: Life) -> None:
    life.do(deaths.report_death, person=life.person)


def _undo_death(life: Life) -> None:
    life.do(deaths.undo_death, person=life.person)


DEEDS: dict[str, Deed] = {
    "withdraw": _withdraw, "promise": _promise, "give back": _give_back, "decline": _decline, "start": states.start,
    "undo start": _undo_start, "refer again": _refer_again, "hospital": _go_away(BreakKind.HOSPITAL),
    "care home": _go_away(BreakKind.CARE_HOME), "family": _go_away(BreakKind.FAMILY), "come back": come_back,
    "concern": _concern, "independence": _independence, "assess": states.assess, "send": _send, "offer": _offer,
    "no offer": _no_offer_any_more, "route": _route, "move": _move, "abandon": _abandon, "leave": leave,
    "take back the move": _take_back,
    "reopen": _reopen, "close": states.close, "report death": _report_death, "undo death": _undo_death,
    "meet": states.meet,
}  # fmt: skip


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

    def teardown(self) -> None:
        self._opened.close()

    @precondition(lambda self: len(self.lives) < _PEOPLE)
    @rule(funding=st.sampled_from(Funding), has_at=st.booleans())
    def somebody_is_referred(self, funding: Funding, has_at: bool) -> None:  # noqa: FBT001  drawn by Hypothesis
        self.lives.append(refer(self.office, person={"funding": funding, "has_at": has_at}))

    @precondition(lambda self: len(self.lives) < _PEOPLE)
    @rule(state=st.sampled_from(sorted(STATES)))
    def somebody_is_far_on_their_way(self, state: str) -> None:
        """So that walks reach what lies behind thirty deeds."""
        self.lives.append(STATES[state](self.office))
        REACHED[state] += 1

    @precondition(lambda self: self.lives)
    @rule(data=st.data())
    def somebody_takes_a_way_out(self, data: st.DataObject) -> None:
        """A line of Today is settled: it succeeds, or refuses with a sentence that says who can help."""
        lines = [(life, row) for life in self.lives for row in life.lines()]
        if lines:
            life, row = data.draw(st.sampled_from(lines), label="line")
            REACHED[row.field] += 1
            self._try(lambda: settle(life, row), f"{row.rule} {row.field}")

    @precondition(lambda self: self.lives)
    @rule(who=st.integers(0, _PEOPLE - 1), deed=st.sampled_from(sorted(DEEDS)))
    def somebody_does_something(self, who: int, deed: str) -> None:
        """Any deed, whether or not its time has come."""
        life = self.lives[who % len(self.lives)]
        self._try(lambda: DEEDS[deed](life), deed)

    @rule(hours=st.sampled_from((1, 5, 25, 49, 73, 24 * 8, 24 * 15)))
    def time_passes(self, hours: int) -> None:
        self.office.clock.advance(hours * HOUR)

    @precondition(lambda self: self.lives)
    @rule(who=st.integers(0, _PEOPLE - 1))
    def the_next_date_comes(self, who: int) -> None:
        """At the very moment of somebody's next date something of theirs is due; an instant before, nothing was."""
        life = self.lives[who % len(self.lives)]
        coming = life.next()
        if coming is None or coming.is_due:
            return
        self.office.clock.move_to(coming.shown_from - plain.INSTANT)
        assert life.lines() == ()
        self.office.clock.move_to(coming.shown_from)
        assert life.next().is_due

    def _try(self, deed: Callable[[], None], label: str) -> None:
        """Refusals are answers, where they say something and who can help; whatever else goes wrong is a fault."""
        refused: Refused | None = None
        try:
            deed()
        except Refused as answer:
            refused = answer
        except AttributeError as missing:  # there is no such record yet, and so no button
            if "'NoneType' object" not in str(missing):
                raise
        if refused is not None:
            assert refused.sentence.strip(), label
            is_said = refused.who or all(each.who for each in refused.lacks)
            assert is_said or refused.sentence.startswith("This has changed"), (label, refused.sentence)

    @invariant()
    def nobody_is_forgotten(self) -> None:
        """Whoever's record isn't over has a line on Today, or a next date on their page."""
        not_over = plain.people_not_over(self.office)
        for life in self.lives:
            if life.person in not_over:
                assert life.next() is not None, f"forgotten after {life.done[-6:]}"

    @invariant()
    def hours_are_counted_for_those_who_have_them(self) -> None:
        assert plain.shown_by_team(self.office) == plain.used_by_team(self.office)
        assert not plain.people_with_two_open(self.office)


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
        stateful_step_count=_STEPS,
        derandomize=not walks,
        suppress_health_check=list(HealthCheck),
        print_blob=bool(walks),
    )
    REACHED.clear()
    run_state_machine_as_test(type("Walking", (Walk,), {"open_office": staticmethod(open_office)}), settings=asked)
    print(*(f"{number:5}  {what}" for what, number in REACHED.most_common()), sep="\n")  # noqa: T201  by option -s
    assert REACHED
