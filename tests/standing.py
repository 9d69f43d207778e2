"""What a desk sees that has just looked: the version that each use case calls `seen`, as the database has it now.

So that a test names `seen` only where it is about two desks. A use case that isn't here gets it from its test.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.exchange.referrals import referrals_import
from app.papers import issuing
from app.services.agreement import signing
from app.services.capacity import contracted_hours
from app.services.closure import breaks, closing, ending
from app.services.episodes import milestones
from app.services.goals import not_made, ratings
from app.services.meetings import meetings, notes
from app.services.office import wording
from app.services.plans import support
from app.services.referrals import starting, taking_in
from app.services.referrals.care_hub_list import take_in
from app.services.requests import answering as access_answering
from app.services.requests import receiving
from app.services.retention import deciding as retention_deciding
from app.services.retention import holds
from app.services.reviews import joint_review, programmes
from app.services.transfer import checklist, conditions, offers, short_term_package
from models.assistive import AtGiven
from models.base import Recorded
from models.closure import ClosingStep, Closure
from models.episodes import Episode, Milestone
from models.meetings import Attendance, Meeting, MeetingNote
from models.ratings import Rating, VisitNotMade
from models.referrals import InformationRequest, Referral, StartCheck
from models.requests import AccessRequest
from models.retention import LegalHold, RetentionDecision
from models.reviews import LongTermReview, ReviewProgramme
from models.teams import UsualHours
from models.transfer import Transfer, TransferStep
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.meetings import DecisionKind
from models.wording import WordingPhrase, WordingVersion

Said = Mapping[str, Any]
Seen = Callable[[Turn, Said], Any]
ASKED_BY_TEST = "/* asked by a test */"  # statements that aren't the program's


def seen_now(turn: Turn, deed: Callable[..., Any], said: Said) -> dict[str, Any]:
    """The `seen` arguments that a test left out, and who was at a meeting of the MDT that it doesn't name."""
    wanted = _SEEN.get(deed, {})
    return {name: find(turn, said) for name, find in wanted.items() if name not in said}


def _version(turn: Turn, kind: type[Recorded], *conditions: Any) -> int | None:
    return turn.session.scalars(select(kind.version).where(*conditions).prefix_with(ASKED_BY_TEST)).one_or_none()


def _of(kind: type[Recorded], name: str) -> Seen:
    return lambda turn, said: _version(turn, kind, kind.id == said[name])


def _milestone(turn: Turn, episode: UUID, kind: MilestoneKind) -> int | None:
    stands = (Milestone.episode_id == episode, Milestone.kind == kind, Milestone.withdrawn_at.is_(None))
    return _version(turn, Milestone, *stands)


def _transfer_key(turn: Turn, episode: UUID) -> UUID | None:
    """Of the transfer that led to this episode, else of the one that goes out from it."""
    for leads in (
        Transfer.to_episode_id == episode,
        (Transfer.episode_id == episode) & Transfer.abandoned_at.is_(None),
    ):
        found = turn.session.scalars(select(Transfer.id).where(leads).prefix_with(ASKED_BY_TEST)).one_or_none()
        if found is not None:
            return found
    return None


def _transfer(turn: Turn, said: Said) -> int | None:
    return _version(turn, Transfer, Transfer.id == _transfer_key(turn, said["episode"]))


def _independence(turn: Turn, said: Said) -> int | None:
    return _milestone(turn, said["episode"], MilestoneKind.MAXIMUM_INDEPENDENCE)


def _assessment(turn: Turn, said: Said) -> int | None:
    led_here = select(Transfer.episode_id).where(Transfer.to_episode_id == said["episode"])
    before = turn.session.scalars(led_here.prefix_with(ASKED_BY_TEST)).one_or_none()
    return _milestone(turn, before or said["episode"], MilestoneKind.ASSESSED)


def _transfer_step(turn: Turn, said: Said) -> int | None:
    transfer = said["transfer"] or _transfer_key(turn, said["episode"])
    return _version(turn, TransferStep, TransferStep.transfer_id == transfer, TransferStep.step == said["step"])


def _closure(turn: Turn, said: Said) -> int | None:
    return _version(turn, Closure, Closure.episode_id == said["episode"]) or 0


def _retention(turn: Turn, said: Said) -> int | None:
    stands = (RetentionDecision.person_id == said["person"], RetentionDecision.withdrawn_on.is_(None))
    return _version(turn, RetentionDecision, *stands)


def _at_review(turn: Turn, said: Said) -> int | None:
    led_here = select(Transfer.episode_id).where(Transfer.to_episode_id == said["episode"])
    before = turn.session.scalars(led_here.prefix_with(ASKED_BY_TEST)).one_or_none()
    return _version(turn, AtGiven, AtGiven.episode_id == (before or said["episode"]))


def _closing_step(turn: Turn, said: Said) -> int | None:
    closure = select(Closure.id).where(Closure.episode_id == said["episode"]).scalar_subquery()
    return _version(turn, ClosingStep, ClosingStep.closure_id == closure, ClosingStep.step == said["step"])


def _package_step(turn: Turn, said: Said) -> int | None:
    episode = select(Transfer.episode_id).where(Transfer.id == said["transfer"]).scalar_subquery()
    closure = select(Closure.id).where(Closure.episode_id == episode).scalar_subquery()
    return _version(turn, ClosingStep, ClosingStep.closure_id == closure, ClosingStep.step == said["step"])


def _start_check(turn: Turn, said: Said) -> int | None:
    return _version(turn, StartCheck, StartCheck.referral_id == said["referral"], StartCheck.item == said["item"])


def _attendance(turn: Turn, said: Said) -> int | None:
    return _version(turn, Attendance, Attendance.meeting_id == said["meeting"], Attendance.staff_id == said["staff"])


def _note(turn: Turn, said: Said) -> int | None:
    about = (MeetingNote.meeting_id == said["meeting"], MeetingNote.episode_id == said["episode"])
    return _version(turn, MeetingNote, *about)


def _usual(turn: Turn, said: Said) -> int | None:
    places = (UsualHours.team_id, said["team"]), (UsualHours.patch_id, said["patch"]), (UsualHours.call, said["call"])
    return _version(turn, UsualHours, *(column == value for column, value in places))


def _letter(turn: Turn, said: Said) -> Any:
    key = (Rating.goal_id, said["goal"]), (Rating.day, said["day"]), (Rating.call, said["call"])
    stands = (Rating.worker_id == said["worker"], Rating.withdrawn_at.is_(None))
    query = select(Rating.letter).where(*(column == value for column, value in key), *stands)
    return turn.session.scalars(query.prefix_with(ASKED_BY_TEST)).one_or_none()


def _not_made(turn: Turn, said: Said) -> Any:
    key = (VisitNotMade.person_id, said["person"]), (VisitNotMade.day, said["day"]), (VisitNotMade.call, said["call"])
    query = select(VisitNotMade.reason, VisitNotMade.note).where(
        *(column == value for column, value in key), VisitNotMade.withdrawn_at.is_(None)
    )
    row = turn.session.execute(query.prefix_with(ASKED_BY_TEST)).one_or_none()
    return None if row is None else not_made.Said(*row)


def _decided_on(turn: Turn, said: Said) -> int | None:
    if said["kind"] is DecisionKind.MAXIMUM_INDEPENDENCE:
        return _independence(turn, said)
    if said["kind"] is DecisionKind.NFA:
        return _assessment(turn, said)
    return _transfer(turn, said) if said["kind"] is DecisionKind.TRANSFER else _of(Episode, "episode")(turn, said)


def _asked_about(turn: Turn, said: Said) -> int | None:
    about = select(InformationRequest.referral_id).where(InformationRequest.id == said["request"]).scalar_subquery()
    return _version(turn, Referral, Referral.id == about)


def _phrase(turn: Turn, said: Said) -> int | None:
    drafts = select(WordingVersion.id).where(
        WordingVersion.of_paper == said["paper"],
        WordingVersion.released_at.is_(None),
        WordingVersion.withdrawn_at.is_(None),
    )
    named = (WordingPhrase.of_version_id.in_(drafts), WordingPhrase.name == said["phrase"])
    return _version(turn, WordingPhrase, *named)


def _members(_turn: Turn, _said: Said) -> str:
    return "DSO North, OT North, SW North"


_FACTS = (
    conditions.abandon, conditions.agree_transfer, conditions.choose_route, conditions.complete_support_plan,
    conditions.confirm_need, conditions.make_fabo_referral, conditions.record_listed, conditions.record_offer,
    conditions.record_own_search, conditions.send_to_brokerage, offers.accept_offer, offers.correct_offer,
    offers.decline_offer, offers.put_off_pvi_start, offers.record_pvi_start, offers.take_back_acceptance,
    offers.withdraw_offer,
)  # fmt: skip
_SEEN: dict[Callable[..., Any], dict[str, Seen]] = {
    signing.issue: {"seen": _of(Episode, "episode")},
    issuing.issue_agreement: {"seen": _of(Episode, "episode")},
    issuing.issue_renewal: {"seen": _of(Episode, "episode")},
    contracted_hours.set_usual: {"seen": _usual},
    breaks.begin: {"seen": _of(Episode, "episode")},
    ending.end: {"seen": _of(Episode, "episode")},
    ending.reopen: {"seen": _of(Episode, "episode")},
    closing.close: {"seen": _closure},
    closing.record_at_outcome: {"seen": _at_review},
    **{each: {"seen": _closing_step} for each in (closing.tick, closing.untick, closing.write_note)},
    **{
        each: {"seen": _package_step}
        for each in (short_term_package.tick_package_step, short_term_package.untick_package_step)
    },
    milestones.record: {
        "seen": lambda turn, said: _milestone(turn, said["episode"], said["kind"]),
        "present": _members,
    },
    milestones.record_assessment: {
        "seen": lambda turn, said: _milestone(turn, said["episode"], MilestoneKind.ASSESSED)
    },
    ratings.rate: {"seen": _letter, "is_meant": lambda _turn, _said: True},  # most tests rate where nothing is planned
    not_made.note_not_made: {"seen": _not_made},
    not_made.take_back_not_made: {"seen": _not_made},
    meetings.attend: {"seen": _attendance},
    meetings.leave: {"seen": _attendance},
    meetings.decide: {"seen": _decided_on},
    notes.note_about: {"seen": _note},
    meetings.finish_meeting: {"seen": _of(Meeting, "meeting")},
    support.extend: {"seen": _of(Episode, "episode")},
    wording.phrase_words: {"seen": _phrase},
    wording.take_program_words: {"seen": _phrase},
    starting.tick_start_check: {"seen": _start_check},
    starting.untick_start_check: {"seen": _start_check},
    taking_in.record_information: {"seen": _of(InformationRequest, "request"), "seen_referral": _asked_about},
    take_in.import_referrals: {"seen": lambda _turn, _said: {}},
    referrals_import.take: {"seen": lambda _turn, _said: {}},
    **{
        each: {"seen": _transfer_step}
        for each in (
            checklist.tick,
            checklist.tick_step,
            checklist.untick,
            checklist.write_note,
            checklist.ask_step,
            checklist.leave_step_out,
        )
    },
    conditions.agree_maximum_independence: {"seen": _independence, "present": _members},
    conditions.record_assessment: {"seen": _assessment},
    **{each: {"seen": _transfer} for each in _FACTS},
    conditions.agree_transfer: {"seen": _transfer, "present": _members},
    programmes.describe_programme: {"seen": _of(ReviewProgramme, "programme")},
    **{
        each: {"seen": _of(LongTermReview, "review")}
        for each in (
            joint_review.describe_package,
            joint_review.arrange_review,
            joint_review.record_met,
            joint_review.agree_change,
            joint_review.decide_outcome,
            joint_review.hand_over,
            joint_review.leave_programme,
            joint_review.take_up_again,
        )
    },
    **{
        each: {"seen": _of(AccessRequest, "request")}
        for each in (
            receiving.name_handler,
            receiving.ask_for_evidence,
            receiving.record_evidence,
            receiving.extend_request,
            access_answering.look_through,
            access_answering.record_copy,
            access_answering.release,
            access_answering.end_request,
        )
    },
    holds.lift_hold: {"seen": _of(LegalHold, "hold")},
    retention_deciding.approve_disposal: {"seen": _of(RetentionDecision, "decision")},
    retention_deciding.withdraw_decision: {"seen": _of(RetentionDecision, "decision")},
    retention_deciding.keep_records: {"seen": _retention},
    retention_deciding.propose_disposal: {"seen": _retention},
}
