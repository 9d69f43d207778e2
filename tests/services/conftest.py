"""Ways on from STS that tests of several services begin from."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from app.services.transfer import answering, checklist, conditions
from models.transfer import Transfer
from models.vocabulary.episodes import AssessmentDecision
from models.vocabulary.plans import PlanKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind
from tests.builders import visit


@pytest.fixture
def postgres_office(desk_office):
    """As a desk's own login has it, whom the server refuses what no desk may."""
    return desk_office


@dataclass(frozen=True)
class Ready:
    """An episode of which nothing is missing any more before the move."""

    episode: UUID
    transfer: UUID

    def seen(self, office):
        return office.version(Transfer, self.transfer)


@pytest.fixture
def make_ready():
    """A function that brings a new episode to the point where it can be handed over."""

    def make(office, *visits, route=TransferRoute.INTERIM_TEAM, person=None):
        episode = office.an_episode(
            *visits, person=person, started_at=office.now - timedelta(days=20), goal_setter_id=office.staff["OT"]
        )
        at = office.now - timedelta(days=4)
        office.do(conditions.agree_maximum_independence, episode=episode, at=at)
        office.do(
            conditions.record_assessment, episode=episode, at=at, decision=AssessmentDecision.ONGOING,
            assessed_by="SW North",
        )  # fmt: skip
        office.do(conditions.complete_support_plan, episode=episode, at=at)
        office.do(conditions.send_to_brokerage, episode=episode, at=at)
        office.do(conditions.agree_transfer, episode=episode, at=office.now - timedelta(days=1), reason="No offer yet")
        within = route is TransferRoute.WITHIN_STS
        made = office.do(
            conditions.choose_route,
            episode=episode,
            route=route,
            team=None if within else office.teams["Interim"],
            interim_dso=None if within else office.staff["Interim DSO"],
        ).made
        asked = (TransferStepKind.END_DATE_REQUEST,)
        if within:
            office.a_plan(episode, *(visits or (visit(),)), number=2, kind=PlanKind.LONG_TERM)
        else:
            asked = (
                TransferStepKind.CAPACITY_SPOKEN,
                TransferStepKind.PSP_SENT,
                *asked,
            )
        for step in asked:
            office.do(checklist.tick, transfer=made, step=step, note="Room from Monday")
        if not within:
            seen, at = office.version(Transfer, made), office.now - timedelta(days=1)
            office.do(answering.accept_hand_over, transfer=made, seen=seen, at=at)
        return Ready(episode, made)

    return make
