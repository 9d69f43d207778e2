"""The interim DSO's answer to a hand-over: accepted by name before its moment, or returned and asked again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import ChangedMeanwhile, Refused
from app.queries.today.prompts import today
from app.queries.transfer.transfer import transfer
from app.services.transfer import answering, checklist, conditions, handing_over
from models.handing_over import HandOverAnswered
from models.transfer import Transfer, TransferStep
from models.vocabulary.transfer import HandOverAnswer, TransferRoute, TransferStepKind

pytestmark = pytest.mark.rule("INT-9")
K = TransferStepKind
HOUR = timedelta(hours=1)


@pytest.fixture
def asked(office, make_ready):
    """Somebody whose hand-over is asked for and not answered."""
    ready = make_ready(office)
    office.do(checklist.untick, transfer=ready.transfer, step=K.TRANSFER_ACCEPTED)
    return ready


def accept(office, ready, *, as_="DSO", **told):
    return office.do_as(
        as_, answering.accept_hand_over, transfer=ready.transfer, seen=ready.seen(office), **told
    )  # fmt: skip


def give_back(office, ready, *, as_="DSO", because="The tea call isn't in the plan", **told):
    return office.do_as(
        as_, answering.return_hand_over, transfer=ready.transfer, seen=ready.seen(office), because=because, **told
    )  # fmt: skip


def answers(office):
    names = {key: name for name, key in office.staff.items()}
    with office.database.reading() as session:
        rows = session.scalars(select(HandOverAnswered).order_by(HandOverAnswered.id)).all()
    return [
        (each.answer, names[each.answered_by_id], names[each.recorded_by_id], each.because, bool(each.withdrawn_at))
        for each in rows
    ]


def done(office, ready):
    with office.database.reading() as session:
        rows = session.scalars(
            select(TransferStep).where(TransferStep.transfer_id == ready.transfer, TransferStep.done_at.is_not(None))
        )
        return {each.step: each for each in rows}


def lines(office, **only):
    fields = {"transfer.accepted", "transfer.checklist.sts_dso"}
    return [
        (each.owner, each.field) for each in office.ask(today, **only) if each.rule == "INT-9" and each.field in fields
    ]


def test_the_dso_of_the_receiving_team_accepts_herself_or_is_recorded_by_name(office, asked):
    assert lines(office) == [("DSO Interim", "transfer.accepted")]
    assert lines(office, team=office.teams["Interim"]) == lines(office)
    said_at = office.now - HOUR
    accept(office, asked, at=said_at, accepted_by=office.staff["Interim DSO"])
    step = done(office, asked)[K.TRANSFER_ACCEPTED]
    assert (step.done_at, step.done_by_id) == (said_at, office.staff["Interim DSO"])
    assert lines(office) == []
    office.do(checklist.untick, transfer=asked.transfer, step=K.TRANSFER_ACCEPTED)
    accept(office, asked, as_="Interim DSO")
    assert answers(office)[1:] == [
        (HandOverAnswer.ACCEPTED, "Interim DSO", "DSO", "", True),
        (HandOverAnswer.ACCEPTED, "Interim DSO", "Interim DSO", "", False),
    ]
    view = office.ask(transfer, episode=asked.episode)
    assert [each.what for each in view.answer.past][:2] == ["Accepted", "Accepted, then no longer"]


def test_a_plain_tick_is_recorded_as_the_word_of_the_dso_who_was_chosen(office, asked):
    office.do(checklist.tick, transfer=asked.transfer, step=K.TRANSFER_ACCEPTED)
    assert answers(office)[-1] == (HandOverAnswer.ACCEPTED, "Interim DSO", "DSO", "", False)


@pytest.mark.parametrize("who", ["DSO", "OT", "Second CWC"])
def test_nobody_outside_the_receiving_team_and_nobody_but_a_dso_answers(office, asked, who):
    for deed in (lambda: accept(office, asked, accepted_by=office.staff[who]),
                 lambda: give_back(office, asked, returned_by=office.staff[who])):  # fmt: skip
        with pytest.raises(Refused, match=r"isn't of the receiving team|is on the staff as"):
            deed()
    assert len(answers(office)) == 1


def test_the_move_is_refused_before_the_moment_of_the_acceptance(office, asked):
    accept(office, asked, at=office.now - HOUR)
    told = {"transfer": asked.transfer, "seen": asked.seen(office)}
    with pytest.raises(Refused, match="can't be before"):
        office.do(handing_over.hand_over, at=office.now - HOUR - timedelta(seconds=1), **told)
    office.do(handing_over.hand_over, at=office.now - HOUR, **told)


def test_an_acceptance_ahead_of_now_or_over_what_was_not_seen_is_refused(office, asked):
    with pytest.raises(Refused, match="lies in the future"):
        accept(office, asked, at=office.now + timedelta(seconds=1))
    seen = asked.seen(office)
    accept(office, asked)
    with pytest.raises(ChangedMeanwhile):
        office.do(answering.return_hand_over, transfer=asked.transfer, seen=seen, because="No room")


def test_returned_with_a_reason_nothing_moves_and_it_is_asked_again(office, asked):
    with pytest.raises(Refused, match="Say why"):
        give_back(office, asked, because=" ")
    give_back(office, asked, as_="Interim DSO")
    assert set(done(office, asked)) == {K.END_DATE_REQUEST}
    assert lines(office) == [("DSO North", "transfer.checklist.sts_dso")]
    assert lines(office, team=office.teams["North"]) == lines(office)
    with pytest.raises(Refused, match="has not accepted"):
        office.do(handing_over.hand_over, transfer=asked.transfer, seen=asked.seen(office), at=office.now)
    with pytest.raises(Refused, match="Nothing is asked"):
        give_back(office, asked)
    office.do(checklist.tick, transfer=asked.transfer, step=K.CAPACITY_SPOKEN, note="Tea added")
    office.do(checklist.tick, transfer=asked.transfer, step=K.PSP_SENT)
    assert lines(office) == [("DSO Interim", "transfer.accepted")]
    accept(office, asked)
    office.do(handing_over.hand_over, transfer=asked.transfer, seen=asked.seen(office), at=office.now)
    assert [each[0].value for each in answers(office)] == ["accepted", "returned", "accepted"]


def test_after_accepting_it_can_still_be_returned_but_not_after_the_move(office, asked):
    accept(office, asked)
    give_back(office, asked)
    assert answers(office)[1:] == [
        (HandOverAnswer.ACCEPTED, "Interim DSO", "DSO", "", True),
        (HandOverAnswer.RETURNED, "Interim DSO", "DSO", "The tea call isn't in the plan", False),
    ]
    office.do(checklist.tick, transfer=asked.transfer, step=K.CAPACITY_SPOKEN, note="Tea added")
    office.do(checklist.tick, transfer=asked.transfer, step=K.PSP_SENT)
    accept(office, asked)
    office.do(handing_over.hand_over, transfer=asked.transfer, seen=asked.seen(office), at=office.now)
    with pytest.raises(Refused, match="has moved already"):
        give_back(office, asked)


def test_returned_another_way_is_open_and_nothing_is_asked_for_any_more(office, asked):
    give_back(office, asked)
    office.do(conditions.choose_route, episode=asked.episode, route=TransferRoute.WITHIN_STS)
    assert lines(office) == []
    office.do(conditions.abandon, episode=asked.episode)
    with pytest.raises(Refused, match="was given up"):
        give_back(office, asked)
    assert office.get(Transfer, asked.transfer).abandoned_at is not None


@pytest.mark.rule("END-10")
def test_no_schedulers_seat_types_in_the_interim_dsos_word(office, make_ready):
    case = make_ready(office)
    told = {"transfer": case.transfer, "seen": case.seen(office), "because": "No room"}
    with pytest.raises(Refused, match="A scheduler's seat doesn't record this") as refused:
        office.do_as("Scheduler", answering.return_hand_over, **told, returned_by=office.staff["Interim DSO"])
    assert refused.value.rule == "END-10"
