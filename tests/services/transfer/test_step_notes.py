"""Notes on checklists leave ticks alone; a first tick makes the transfer's record; signing by those on record."""

from datetime import date

import pytest

from app.door.errors import Refused
from app.services.agreement import signing
from app.services.closure import closing, ending
from app.services.people import details
from app.services.transfer import checklist
from models.agreement import Agreement, Rate
from models.closure import ClosingStep
from models.episodes import Episode
from models.plans import Plan
from models.transfer import Transfer, TransferStep
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.closure import ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.transfer import TransferStepKind


@pytest.fixture
def an_issued_agreement():
    """A function that stores an agreement just issued; the record and its person."""

    def make(office):
        person = office.a_person(funding=Funding.SELF_FUNDER)
        episode = office.an_episode(person=person, kind=EpisodeKind.INTERIM_TEAM)
        with office.database.reading() as session:
            plan = session.query(Plan).filter(Plan.episode_id == episode).one()
            rate = session.query(Rate).first()
        if rate is None:
            rate = Rate(from_day=date(2026, 4, 1), single_handed_pence=2480, double_handed_pence=4960)
            office.store(rate)
        agreement = Agreement(
            episode_id=episode, plan_id=plan.id, rate_id=rate.id, reference=f"ISA-{person}", wording_version="v1",
            edition=PaperFormat.STANDARD, paper="{}", liable_from=office.now, weekly_pence=8680,
            issued_at=office.now, issued_by_id=office.staff["DSO"],
        )  # fmt: skip
        office.store(agreement)
        return office.get(Agreement, agreement.id), person

    return make


def only(office, kind):
    with office.database.reading() as session:
        return session.query(kind).one()


@pytest.mark.rule("INT-4")
def test_a_first_tick_makes_the_transfer(office):
    episode = office.an_episode()
    made = office.do(checklist.tick_step, episode=episode, transfer=None, step=TransferStepKind.STAYS_ALLOCATED).made
    assert only(office, Transfer).id == made
    assert only(office, TransferStep).done_by_id == office.staff["DSO"]


def test_a_note_keeps_who_ticked_and_when(office):
    episode = office.an_episode()
    step = TransferStepKind.STAYS_ALLOCATED
    made = office.do(checklist.tick_step, episode=episode, transfer=None, step=step).made
    done_at = only(office, TransferStep).done_at
    office.do_as("SW", checklist.write_note, episode=episode, transfer=made, step=step, note=" Until May ")
    kept = only(office, TransferStep)
    assert (kept.note, kept.done_at, kept.done_by_id) == ("Until May", done_at, office.staff["DSO"])


def test_a_note_is_kept_without_a_tick(office):
    episode = office.an_episode()
    step = TransferStepKind.INTERIM_PO
    office.do(checklist.write_note, episode=episode, transfer=None, step=step, note="Asked on Monday")
    assert only(office, TransferStep).done_at is None


@pytest.mark.rule("INT-3", "INT-6")
def test_a_step_is_asked_with_a_reference_or_left_out_with_a_reason_and_opened_again(office):
    episode = office.an_episode()
    of = {"episode": episode, "transfer": None, "step": TransferStepKind.INTERIM_PO}
    of["transfer"] = office.do(checklist.ask_step, **of, note="Rung", reference=" PO 12 ").made
    kept = only(office, TransferStep)
    assert (kept.asked_at, kept.reference, kept.note, kept.done_at) == (office.now, "PO 12", "Rung", None)
    of["step"] = TransferStepKind.STAYS_ALLOCATED
    with pytest.raises(Refused, match="Write why"):
        office.do(checklist.leave_step_out, **of, because=" ")
    office.do(checklist.leave_step_out, **of, because="Moves away")

    def left_out():
        with office.database.reading() as session:
            return session.query(TransferStep).filter(TransferStep.step == TransferStepKind.STAYS_ALLOCATED).one()

    assert (left_out().not_needed_because, left_out().done_by_id) == ("Moves away", office.staff["DSO"])
    office.do(checklist.untick, transfer=of["transfer"], step=of["step"])
    assert (left_out().not_needed_because, left_out().done_at) == (None, None)


@pytest.mark.rule("INT-3", "INT-9")
@pytest.mark.parametrize(
    "step", [TransferStepKind.END_DATE_REQUEST, TransferStepKind.STS_PSP_FINISHED, TransferStepKind.TRANSFER_ACCEPTED]
)
def test_a_step_that_the_move_rests_on_is_never_left_out(office, step):
    episode = office.an_episode()
    with pytest.raises(Refused, match="always needed"):
        office.do(checklist.leave_step_out, episode=episode, transfer=None, step=step, because="Not ours")


@pytest.mark.rule("END-4")
def test_a_note_on_a_closing_step_waits_for_the_end(office):
    episode = office.an_episode()
    step = ClosingStepKind.UPDATE_CCL
    with pytest.raises(Refused, match="End the episode first"):
        office.do(closing.write_note, episode=episode, step=step, note="Rung")
    office.do(
        ending.end,
        episode=episode,
        seen=office.version(Episode, episode),
        reason=EndReason.GOALS_ACHIEVED,
        ends_at=office.now,
    )
    office.do(closing.write_note, episode=episode, step=step, note="Rung")
    kept = only(office, ClosingStep)
    assert (kept.note, kept.done_at) == ("Rung", None)


@pytest.mark.rule("FUND-5")
@pytest.mark.parametrize(
    ("authority", "reaches", "evidence", "why"),
    [
        (Authority.NONE, True, "Seen", "without legal authority"),
        (Authority.LPA_PROPERTY, False, "Seen", "not registered yet"),
        (Authority.DEPUTY, False, "Seen", "order does not cover"),
        (Authority.EPA, True, "", "See the evidence"),
    ],
)
def test_who_may_not_sign_is_refused_with_the_reason(office, an_issued_agreement, authority, reaches, evidence, why):
    agreement, person = an_issued_agreement(office)
    tom = office.do(details.add_representative, person=person, name="Tom Gill", authority=authority).made
    with pytest.raises(Refused, match=why):
        office.do(
            signing.sign,
            agreement=agreement.id,
            seen=agreement.version,
            signed_at=office.now,
            representatives=(tom,),
            document_reaches=reaches,
            evidence=evidence,
        )


@pytest.mark.rule("FUND-5")
def test_the_person_signs_by_name_and_an_attorney_with_evidence(office, an_issued_agreement):
    for number, authority in enumerate((None, Authority.LPA_PROPERTY)):
        agreement, person = an_issued_agreement(office)
        signs = ()
        if authority is not None:
            signs = (office.do(details.add_representative, person=person, name="Tom Gill", authority=authority).made,)
        office.do(
            signing.sign,
            agreement=agreement.id,
            seen=agreement.version,
            signed_at=office.now,
            representatives=signs,
            evidence="Registered LPA" if signs else "",
        )
        kept = office.get(type(agreement), agreement.id)
        assert kept.signed_as is authority
        assert kept.signed_by.startswith("Tom Gill" if number else "Jean Gill")
