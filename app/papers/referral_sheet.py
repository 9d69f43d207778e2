"""The referral sheet as a paper: gathered in one read from what the Referrals tab shows of one referral."""

from datetime import datetime
from uuid import UUID

from app.door.turn import Turn
from app.queries.episodes.in_service import address_lines
from app.queries.office.choices import here
from app.queries.referrals.one import referral as in_full
from app.queries.referrals.view import ReferralView
from models.rules.sentences import day_text, moment_text
from models.values import NhsNumber
from models.vocabulary.people import PaperFormat
from models.vocabulary.referrals import ExistingPackage
from reports.agreement.paper import Reach
from reports.layout.styles import Edition
from reports.referral_sheet import Asked, HistoryLine, Needs, Origin, QuestionLine, ReferralSheetPaper, Who, render


def gather(turn: Turn, *, referral: UUID) -> ReferralSheetPaper:
    """The paper of one referral; refused when it isn't of this office.

    It is for workers and not addressed to the person: after a reported death it is still made, and says so at its
    top. Source: OPG 2.1; good practice (REF-1, END-6).
    """
    view = in_full(turn, referral=referral)
    office = here(turn)
    return ReferralSheetPaper(
        council=office.council,
        office=office.name,
        made_at=turn.moment,
        stage=view.stage.label,
        band=f"Band {view.reason_in_words if view.outcome else view.why}.",
        standing=_standing(view),
        death_reported_at=view.death_reported_at,
        who=_who(view),
        origin=_origin(view),
        asked=Asked(week=view.visits, totals=view.calls_sentence, written=view.calls_text),
        needs=_needs(view),
        questions=tuple(
            QuestionLine(
                each.what, each.of_whom, each.asked_at, each.asked_by, each.chased_at, each.received_at, each.answer
            )
            for each in view.questions
        ),
        history=tuple(HistoryLine(each.at, each.what, each.by) for each in view.history),
    )


def draw(paper: ReferralSheetPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The PDF; the same paper gives the same bytes."""
    return render(paper, edition)


def referral_sheet_pdf(turn: Turn, *, referral: UUID, paper_format: PaperFormat = PaperFormat.STANDARD) -> bytes:
    """The sheet as the referral stands now, in the format in which somebody needs it."""
    return draw(gather(turn, referral=referral), Edition(paper_format.value))


def _standing(view: ReferralView) -> tuple[str, ...]:
    ends = f"The last moment of the hold: {moment_text(view.hold_expires_at)}." if view.hold_expires_at else ""
    planned = f"The start is planned for {moment_text(view.start_planned_at)}." if view.start_planned_at else ""
    because = f"Because: {view.outcome_because}" if view.outcome_because else ""
    return tuple(said for said in (view.hold_sentence, ends, planned, because) if said)


def _who(view: ReferralView) -> Who:
    return Who(
        name=view.person,
        preferred=view.preferred,
        born=view.born,
        age=view.age,
        nhs_number=str(NhsNumber(view.nhs_number)) if view.nhs_number else "",
        mosaic_id=view.mosaic_id,
        address=address_lines(view.address, view.postcode),
        patch=view.patch,
        telephone=view.telephone,
        communication=view.communication,
    )


def _origin(view: ReferralView) -> Origin:
    return Origin(
        reference=view.reference,
        earlier_reference=view.earlier_reference,
        received_at=view.received_at,
        first_asked_at=view.first_asked_at,
        document=view.document.label if view.document else "",
        reason=view.reason.label if view.reason else "",
        pathway=view.pathway_said,
        urgent=view.urgent,
        hospital=_hospital(view),
        referrer=Reach(view.referrer, view.referrer_telephone),
        team=view.team,
    )


def _hospital(view: ReferralView) -> str:
    if not view.from_hospital and view.discharge_on is None:
        return ""
    admitted = f"admitted {day_text(view.admitted_on)}" if view.admitted_on else ""
    leaves = f"discharge {day_text(view.discharge_on)}" if view.discharge_on else "discharge date not stated"
    return ", ".join(part for part in (view.hospital or "Hospital not named", admitted, leaves) if part)


def _needs(view: ReferralView) -> Needs:
    label = view.support.label
    return Needs(
        support=f"{label}: {view.support_text}" if view.support_text else label,
        needs_and_risks=view.needs_and_risks,
        alternatives=view.alternatives_considered,
        provider=_provider(view),
        chc=_chc(view),
        end_of_life=_end_of_life(view),
        notes=view.notes,
    )


def _provider(view: ReferralView) -> tuple[str, ...]:
    """What happens to the package that is there, a sentence a line. Source: OPG 1.4 (REF-9)."""
    said = [view.existing_package.label if view.existing_package else "", view.provider]
    if view.existing_package is ExistingPackage.WHOLE_MOVES:
        said.append(view.notice.label if view.notice else "Notice not stated")
        if view.notice_given_on and view.notice_last_day:
            given, last = day_text(view.notice_given_on), day_text(view.notice_last_day)
            said.append(f"Notice given on {given}; the agency's last day is {last}")
    if view.existing_package is ExistingPackage.EXTRA_ONLY:
        said.append(f"Extra calls until {day_text(view.extra_until)}" if view.extra_until else "End not stated")
        agreed = view.provider_agreed_at
        said.append(f"The provider agreed on {moment_text(agreed)}" if agreed else "The provider hasn't agreed yet")
    return tuple(part for part in said if part)


def _chc(view: ReferralView) -> str:
    if not view.chc:
        return ""
    steps = (
        ("reviewed by the DSO", view.chc_reviewed_at),
        ("CHC asked to take it over", view.chc_asked_at),
        ("taken over by CHC's provider", view.chc_transferred_at),
    )
    return f"On behalf of CHC: {_dated(steps) or 'not reviewed yet'}"


def _dated(steps: tuple[tuple[str, datetime | None], ...]) -> str:
    return ", ".join(f"{word} {moment_text(at)}" for word, at in steps if at)


def _end_of_life(view: ReferralView) -> str:
    return (view.end_of_life_discussion or "Yes; the talk isn't recorded yet") if view.end_of_life else ""
