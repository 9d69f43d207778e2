"""Two desks looked at the same and press at the same moment: one saves, the other is told, on both databases.

Real processes; also where there was nothing yet, so that no version can tell, only the parent's row that is held.
"""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.door.errors import Refused
from app.services.transfer import checklist, conditions
from models.episodes import Episode, Extension, Milestone
from models.transfer import Transfer, TransferStep
from models.vocabulary.transfer import TransferStepKind
from tests.racing import Press, race
from tests.told_deeds import says_that_it_changed

ROUNDS = 10
WANTED = {"agree the transfer": Transfer, "tick": TransferStep, "date": Milestone, "extend": Extension}


@pytest.mark.parametrize("deed", WANTED)
def test_of_two_desks_at_once_one_saves_and_the_other_is_told(office, deed):
    begun = office.now - timedelta(days=20)
    episodes = [office.an_episode(started_at=begun) for _ in range(ROUNDS)]
    presses = tuple(Press(deed, each, office.version(Episode, each) if deed == "extend" else None) for each in episodes)
    url = office.database.url.render_as_string(hide_password=False)
    answers = race(url, office.now, office.staff["DSO"], (presses, presses))
    became = Counter(tuple(sorted(map(_in_short, each))) for each in answers)
    assert became == {("done", "told"): ROUNDS}
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(WANTED[deed])) == ROUNDS


def _in_short(answer):
    return "told" if says_that_it_changed(answer.removeprefix("refused: ")) else answer


def test_two_desks_at_different_steps_do_not_disturb_each_other(office):
    episode = office.an_episode()
    transfer = office.do(conditions.agree_transfer, episode=episode, at=office.now, reason="No offer").made
    seen = office.version(Transfer, transfer)
    for step in (TransferStepKind.STAYS_ALLOCATED, TransferStepKind.INTERIM_PO):
        office.do(checklist.tick, transfer=transfer, step=step, seen=None)
    office.do(conditions.send_to_brokerage, episode=episode, seen=seen, at=office.now)
    with pytest.raises(Refused, match="This has changed since it was looked at"):
        office.do(checklist.untick, transfer=transfer, step=TransferStepKind.INTERIM_PO, seen=None)
