"""One valid row of every table, so that a test breaks just one thing about it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from models.agreement import Agreement, Rate
from models.assistive import AtGiven
from models.base import Base
from models.breaks import Break, BreakUndone
from models.chc import ChcInService
from models.closure import ClosingStep, Closure, Reopening
from models.deciding import WhoDecided
from models.episodes import (
    Episode,
    Equipment,
    Extension,
    HandoverNote,
    InterventionRequest,
    Milestone,
    SpecialistIntervention,
)
from models.expected import ExpectedChange
from models.extra_calls import ExtraCallsSaid
from models.handing_over import HandOverAnswered, HandOverTakenBack
from models.meetings import Action, Attendance, Decision, Meeting
from models.onward import OnwardConnection
from models.people import Concern, Person, Representative
from models.plans import Plan, PlanTakenBack, PlanVisit
from models.ratings import Rating, RatingCorrection, RatingImport
from models.reassessments import Reassessment
from models.referrals import Hold, InformationRequest, Placement, Referral, RequestedVisit, StartCheck
from models.settings import StartCheckItem, StoredSetting
from models.staff import Staff
from models.teams import Patch, Reduction, Team, TeamPatch, UsualHours
from models.tracker import TrackerChange
from models.transfer import Chaser, PastListing, PastOffer, Transfer, TransferStep
from models.values import Call
from models.vocabulary.closure import BreakKind, ClosingStepKind, ExpectedKind
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import Letter
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.plans import OnwardService, PlanChange, PlanKind
from models.vocabulary.referrals import Band
from models.vocabulary.staff import Role, TeamKind
from models.vocabulary.today import ChaserAbout
from models.vocabulary.tracker import TrackerChangeKind
from models.vocabulary.transfer import HandOverAnswer, OfferEnd, TransferStepKind
from tests.administered import postgres_office  # noqa: F401  here the database itself is changed
from tests.builders import SmallOffice
from tests.models.changed_hands import change_of_owner
from tests.models.recipes_of_staff import recipes_of_staff
from tests.models.rows_of_care_at_home import of_care_at_home
from tests.models.rows_of_costs import of_costs
from tests.models.rows_of_goals import of_goals
from tests.models.rows_of_meetings import of_meetings
from tests.models.rows_of_own_office import of_own_office
from tests.models.rows_of_records import of_records
from tests.models.rows_of_reviews import of_reviews
from tests.models.rows_of_signed_papers import of_signed_papers

Make = Callable[..., Any]
DAY = date(2026, 11, 20)


@pytest.fixture
def make(office: SmallOffice) -> Make:
    """A function that builds a valid record of a mapped class with these values changed; it isn't stored yet."""

    def build(kind: type[Base], /, **values: Any) -> Any:
        return kind(**(resolved(office, kind) | values))

    return build


@pytest.fixture
def one_of_each(office: SmallOffice, make: Make) -> Mapping[type[Base], Any]:
    """A stored row of every table that carries stamps."""
    rows = {}
    for kind in stamped_classes():
        rows[kind] = make(kind)
        office.store(rows[kind])
    return rows


def stamped_classes() -> list[type[Base]]:
    """Every mapped class whose table carries row stamps."""
    return [each.class_ for each in Base.registry.mappers if "updated_at" in each.local_table.c]


def recipe(office: SmallOffice, kind: type[Base]) -> dict[str, Any]:
    """What a valid record of this class says; what has to be made first is a function."""
    number, now, dso, team = office._next(), office.now, office.staff["DSO"], office.teams["North"]
    told: dict[type[Base], dict[str, Any]] = {
        Action: {"meeting_id": lambda: one(office, Meeting), "what": "ring", "owner_id": dso, "due": DAY},
        Agreement: {
            "episode_id": office.an_episode,
            "plan_id": lambda: office.a_plan(office.an_episode(), number=2),
            "rate_id": lambda: one(office, Rate),
            "reference": f"A{number}",
            "wording_version": "v1",
            "edition": PaperFormat.STANDARD,
            "paper": "{}",
            "liable_from": now,
            "weekly_pence": 100,
            "issued_at": now,
            "issued_by_id": dso,
        },
        Attendance: {"meeting_id": lambda: one(office, Meeting), "staff_id": dso},
        Break: {
            "episode_id": office.an_episode,
            "kind": BreakKind.HOSPITAL,
            "episode_kind": EpisodeKind.SHORT_TERM,
            "began_at": now,
            "last_visit_on": DAY,
            "last_asked_at": now,
            "recorded_by_id": dso,
        },
        BreakUndone: {
            "break_id": lambda: one(office, Break),
            "undone_at": now,
            "undone_by_id": dso,
            "because": "The wrong person",
        },
        Chaser: {
            "person_id": office.a_person,
            "about": ChaserAbout.CHC,
            "referral_id": office.a_referral,
            "by_id": dso,
            "whom": "CHC",
            "chased_at": now,
        },
        ClosingStep: {"closure_id": lambda: one(office, Closure), "step": ClosingStepKind.END_PO},
        Closure: {"episode_id": office.an_episode},
        Concern: {"person_id": office.a_person, "raised_at": now, "raised_by_id": dso, "what": "bruises"},
        Decision: {
            "meeting_id": lambda: one(office, Meeting),
            "episode_id": office.an_episode,
            "kind": DecisionKind.CARRY_ON,
            "decided_at": now,
            "recorded_by_id": dso,
        },
        Episode: {
            "person_id": office.a_person,
            "kind": EpisodeKind.SHORT_TERM,
            "team_id": team,
            "dso_id": dso,
            "started_at": now,
            "first_support_at": now,
        },
        AtGiven: {"episode_id": office.an_episode, "given": True, "said_at": now, "said_by_id": dso},
        Equipment: {
            "episode_id": office.an_episode,
            "what": "rail",
            "ordered_at": now,
            "assessed_by_id": dso,
            "assessor_trained": True,
        },
        ExpectedChange: {
            "episode_id": office.an_episode,
            "kind": ExpectedKind.RETURN,
            "expected_at": now,
            "announced_at": now,
            "announced_by_id": dso,
            "told_id": lambda: stored(office, TrackerChange(**resolved(office, TrackerChange))),
        },
        Extension: {"episode_id": office.an_episode, "last_day": DAY, "agreed_at": now, "agreed_by_id": dso},
        HandoverNote: {"team_id": team, "by_id": dso, "written_at": now, "until": DAY, "note": "ring Jean"},
        Hold: {
            "referral_id": office.a_referral,
            "team_id": team,
            "found_at": now,
            "held_by_id": dso,
            "worker_minutes": 210,
        },
        InformationRequest: {
            "referral_id": office.a_referral,
            "asked_at": now,
            "asked_by_id": dso,
            "of_whom": "Ward 4",
            "what": "risks",
        },
        Meeting: {"team_id": team, "kind": MeetingKind.WEEKLY, "held_at": now, "opened_by_id": dso},
        Milestone: {"episode_id": office.an_episode, "kind": MilestoneKind.START, "at": now},
        Patch: {"name": f"Patch {number}"},
        Person: {
            "given": "Jean",
            "family": "Gill",
            "given_folded": "jean",
            "family_folded": "gill",
            "born": date(1940, 5, 1),
            "mosaic_id": f"M9{number}",
            "nhs_number": f"{9990000000 + number}",
        },
        Placement: {
            "referral_id": office.a_referral,
            "band": Band.URGENT,
            "because": "carer ill",
            "decided_at": now,
            "decided_by_id": dso,
            "consulted": "Care Hub",
        },
        Plan: {
            "episode_id": office.an_episode,
            "number": number + 1,
            "kind": PlanKind.SHORT_TERM,
            "change": PlanChange.START,
            "made_at": now,
            "effective_from": now,
            "visits_a_week": 7,
            "contact_minutes": 210,
            "worker_minutes": 210,
            "has_double_up": False,
        },
        PlanTakenBack: {
            "plan_id": lambda: office.a_plan(office.an_episode(), number=2),
            "taken_back_at": now,
            "taken_back_by_id": dso,
            "because": "Her daughter stays after all",
        },
        PlanVisit: {
            "plan_id": lambda: office.a_plan(office.an_episode(), number=2),
            "number": number + 10,
            "days": 127,
            "call": Call.TEA,
            "minutes": 30,
            "workers": 1,
        },
        Rate: {
            "from_day": date(2030, 1, 1) + timedelta(days=number),
            "single_handed_pence": 2480,
            "double_handed_pence": 4960,
        },
        Rating: {
            "office_id": office.id,
            "goal_id": lambda: office.a_goal(office.an_episode()),
            "day": DAY,
            "call": Call.LUNCH,
            "worker_id": office.staff["CWC"],
            "at": now,
            "letter": Letter.P,
            "wording": 1,
        },
        RatingCorrection: {
            **(rated(office) if kind is RatingCorrection else {}),
            "earlier_letter": Letter.A1,
            "earlier_at": now,
            "corrected_at": now,
        },
        RatingImport: {
            "file_name": "ratings.csv",
            "digest": "0" * 64,
            "read_at": now,
            **dict.fromkeys(("accepted", "known", "changed", "refused"), 0),
        },
        Reduction: {
            "team_id": team,
            "first_day": DAY,
            "last_day": DAY,
            "worker_minutes_a_week": 60,
            "because": "leave",
        },
        OnwardConnection: {
            "episode_id": office.an_episode,
            **dict.fromkeys(("asked_by_id", "recorded_by_id"), dso),
            "service": OnwardService.THERAPY,
            "what": "stairs",
            "asked_at": now,
        },
        Reassessment: {
            "episode_id": office.an_episode,
            "reassessed_on": DAY,
            "assessed_by": "Sam Lee, SW",
            "decided": "two calls more",
            "recorded_by_id": dso,
        },
        Referral: {
            "person_id": office.a_person,
            "team_id": team,
            "reference": f"R{number}",
            "received_at": now,
            "first_asked_at": now,
        },
        Reopening: {
            "episode_id": office.an_episode,
            "reopened_at": now,
            "reopened_by_id": dso,
            "because": "the wrong person",
        },
        Representative: {"person_id": office.a_person, "name": "Ann Gill"},
        RequestedVisit: {
            "referral_id": office.a_referral,
            "revision": 2,
            "days": 127,
            "call": Call.TEA,
            "minutes": 30,
            "workers": 1,
        },
        InterventionRequest: {
            "intervention_id": lambda: stored(
                office, SpecialistIntervention(episode_id=office.an_episode(), by_id=dso, at=now, what="kitchen")
            ),
            "asked_by_id": dso,
        },
        SpecialistIntervention: {"episode_id": office.an_episode, "by_id": dso, "at": now, "what": "kitchen"},
        Staff: {"name": f"Somebody {number}", "role": Role.CWC, "team_id": team},
        StartCheck: {"referral_id": office.a_referral, "item": f"Item {number}"},
        StartCheckItem: {"item": f"Item {number}", "position": number},
        StoredSetting: {
            "name": "hold_for",
            "number": 72,
            "from_at": now - timedelta(days=number),
            "set_by_id": dso,
            "because": "as decided",
        },
        Team: {"name": f"Team {number}", "kind": TeamKind.INTERIM, "worker_minutes_a_week": 60},
        TeamPatch: {"team_id": lambda: one(office, Team), "patch_id": office.patches["Matlock"]},
        UsualHours: {
            "team_id": team,
            "patch_id": office.patches["Matlock"],
            "call": Call.TEA,
            "worker_minutes_a_week": 60,
            "workers_at_once": 2,
        },
        ChcInService: dict.fromkeys(("fast_track", "out_of_hours"), False)
        | {"episode_id": office.an_episode, "known_at": now, "recorded_by_id": dso},
        TrackerChange: {
            "number": number,
            "kind": TrackerChangeKind.START,
            "person_id": office.a_person,
            "notified_at": now,
            "effective_at": now,
        },
        HandOverAnswered: {
            "transfer_id": lambda: transfer(office),
            "answer": HandOverAnswer.ACCEPTED,
            "answered_at": now,
            "answered_by_id": dso,
            "recorded_by_id": dso,
        },
        HandOverTakenBack: dict.fromkeys(("handed_over_at", "taken_back_at"), now)
        | {"transfer_id": lambda: transfer(office), "episode_id": office.an_episode}
        | {"taken_back_by_id": dso, "because": "The wrong person"},
        ExtraCallsSaid: dict.fromkeys(("said_by_id", "recorded_by_id"), dso)
        | {"referral_id": office.a_referral, "with_provider": True, "whom": "Ann", "said": "Yes", "said_at": now},
        Transfer: {"episode_id": office.an_episode},
        PastOffer: {
            "transfer_id": lambda: transfer(office),
            "provider": "Dove Care",
            "offered_at": now,
            "ended_at": now,
            "ended_as": OfferEnd.DECLINED,
            "because": "Too dear",
            "recorded_by_id": office.staff["DSO"],
        },
        PastListing: {"transfer_id": lambda: transfer(office), "listed_at": now},
        TransferStep: {"transfer_id": lambda: transfer(office), "step": TransferStepKind.PSP_SENT},
        WhoDecided: {
            "deed": DecidedDeed.ACCEPT,
            "referral_id": office.a_referral,
            "decided_at": now,
            "decided_by_id": office.staff["Interim DSO"],  # of whom no other row here says anything
            "typed_by_id": dso,
        },
    }
    own = recipes_of_staff(office, number) | change_of_owner(office, number) | of_own_office(office, number)
    own |= of_records(office)
    own |= of_goals(office, number) | of_reviews(office, number) | of_care_at_home(office) | of_meetings(office, one)
    own |= of_costs(office, lambda: one(office, Agreement)) | of_signed_papers(office, number)
    return (told | own)[kind]


def stored(office: SmallOffice, record: Any) -> Any:
    office.store(record)
    return record.id


def resolved(office: SmallOffice, kind: type[Base]) -> dict[str, Any]:
    return {name: value() if callable(value) else value for name, value in recipe(office, kind).items()}


def rated(office: SmallOffice) -> dict[str, Any]:
    office.store(rating := Rating(**resolved(office, Rating)))
    return {name: getattr(rating, name) for name in ("goal_id", "day", "call", "worker_id")}


def one(office: SmallOffice, kind: type[Any]) -> Any:
    return stored(office, kind(**resolved(office, kind)))


def transfer(office: SmallOffice) -> Any:
    return stored(office, Transfer(episode_id=office.an_episode()))
