"""Recording what an OT answered about two workers on a plan's calls (PSP-10)."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look, refuse_if_changed
from app.services.episodes.open_episode import open_episode
from app.services.staff_of_day import chosen
from models.double_ups import DoubleUpAnswer
from models.plans import Plan
from models.rules.goals.double_ups import double_up_answer_lacks
from models.values import london_day
from models.vocabulary.plans import TwoWorkers


def record_double_up_answer(
    turn: Turn,
    *,
    plan: UUID,
    seen: int | None,
    answer: TwoWorkers,
    because: str,
    answered_by: UUID,
    answered_on: date | None = None,
    ask_again_on: date | None = None,
    again_is_meant: bool = False,
) -> Changes:
    """An OT looked whether one worker is enough at this version's calls for two, and said so.

    `seen` is the version of the answer that the plan's version has already, none where it has none: said anew, this one
    takes its place. It changes no plan: a step-down is a new version, agreed by the MDT (PSP-4). Two that are
    still needed are asked about again after as many rated visits as at first, not before `ask_again_on`, which is asked
    about itself where it is far ahead, until it is meant. Refused for anybody but an OT, without a reason, for a day
    ahead or before the service began, and once support has ended.
    Source: good practice on OPG 3.7 (PSP-10).
    """
    held = look(turn, Plan, plan)
    episode, on = open_episode(turn, held.episode_id), answered_on or turn.day
    said = turn.session.scalars(select(DoubleUpAnswer).where(DoubleUpAnswer.plan_id == plan)).one_or_none()
    refuse_if_changed(turn, said, seen)
    answering = chosen(turn, answered_by, on, field="ot")
    refuse_if(
        double_up_answer_lacks(
            answering.role,
            because,
            on,
            ask_again_on,
            turn.day,
            answer=answer,
            by_two=held.has_double_up,
            began=london_day(episode.started_at),
            policy=turn.policy,
            again_is_meant=again_is_meant,
        )
    )
    said = said or DoubleUpAnswer(plan_id=plan)
    said.answer, said.because, said.answered_on, said.ask_again_on = answer, because.strip(), on, ask_again_on
    said.answered_by_id, said.recorded_by_id = answering.id, turn.staff
    return changes(Topic.EPISODES, Topic.PLANS, person=episode.person_id, made=add(turn, said).id)
