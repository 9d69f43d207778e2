"""What the interim DSO answered to a hand-over, moves that were taken back, and what can be answered now (INT-9)."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Text, cast, literal, null, select, union_all
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.statement import AnyRow
from app.queries.transfer.conditions_and_checklist import Known
from app.queries.transfer.view import AnswerView, Column, PastAnswer
from models.handing_over import HandOverAnswered, HandOverTakenBack
from models.rules.transfer.checklist import StepState
from models.staff import Staff
from models.vocabulary.transfer import HandOverAnswer, TransferRoute, TransferStepKind

_TAKEN_BACK = "taken_back"


def answer_view(known: Known, columns: Iterable[Column], past: tuple[PastAnswer, ...]) -> AnswerView:
    """What can be answered as things stand, and the history of it. Source: MG (INT-9)."""
    record = known.record
    states = {each.step: each.state for column in columns for each in column.steps}
    goes_on = known.ended_at is None and record is not None and record.route is TransferRoute.INTERIM_TEAM
    is_before = goes_on and not known.has_moved
    return AnswerView(
        can_accept=is_before and states.get(TransferStepKind.TRANSFER_ACCEPTED) is StepState.READY,
        can_return=is_before and states.get(TransferStepKind.PSP_SENT) is StepState.DONE,
        can_take_back=known.kind.is_interim and known.ended_at is None and known.has_moved,
        past=past,
    )


def past_answers(turn: Turn, transfer: UUID | None) -> tuple[PastAnswer, ...]:
    """What was answered, and the moves that were taken back, the newest first, in one statement.

    Asked even where there is no transfer, so that the tab always costs the same.
    """
    answerer, recorder = aliased(Staff), aliased(Staff)
    answered = (
        select(
            cast(HandOverAnswered.answer, Text).label("what"), HandOverAnswered.answered_at.label("at"),
            answerer.name.label("by"), recorder.name.label("recorded_by"), HandOverAnswered.because,
            HandOverAnswered.withdrawn_at, HandOverAnswered.id,
        )
        .join(answerer, answerer.id == HandOverAnswered.answered_by_id)
        .join(recorder, recorder.id == HandOverAnswered.recorded_by_id)
        .where(HandOverAnswered.transfer_id == transfer)
    )  # fmt: skip
    taken_back = (
        select(
            literal(_TAKEN_BACK), HandOverTakenBack.taken_back_at, recorder.name, recorder.name,
            HandOverTakenBack.because, null(), HandOverTakenBack.id,
        )
        .join(recorder, recorder.id == HandOverTakenBack.taken_back_by_id)
        .where(HandOverTakenBack.transfer_id == transfer)
    )  # fmt: skip
    rows: list[AnyRow] = list(turn.session.execute(union_all(answered, taken_back)))
    newest = sorted(rows, key=lambda row: row.id, reverse=True)
    return tuple(PastAnswer(_said(row), row.at, row.by, row.recorded_by, row.because) for row in newest)


def _said(row: AnyRow) -> str:
    if row.what == _TAKEN_BACK:
        return "Hand-over taken back"
    said = HandOverAnswer(row.what).label
    return f"{said}, then no longer" if row.withdrawn_at is not None else said
