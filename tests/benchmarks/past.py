"""What a county's office has behind it: the lives of eight years, each from its referral to a closed package.

A life leaves what a life leaves: plans, goals with their ratings, milestones, a break here and there, a move to interim
support, the closing with its steps, what Scheduling was told, what meetings decided, who looked.
"""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import Connection, func, select

from models.access import AccessNote
from models.base import SQLITE_FORMAT
from models.breaks import Break
from models.closure import ClosingStep, Closure
from models.deciding import WhoDecided
from models.episodes import Episode, Equipment, HandoverNote, Milestone
from models.goals import Goal, GoalWording
from models.meetings import Action, Attendance, Decision, Meeting
from models.owners import OwnerChange
from models.people import Concern, Person
from models.plans import Plan, PlanVisit
from models.ratings import Rating
from models.referrals import Hold, InformationRequest, Referral, RequestedVisit
from models.rules.plans.totals import totals
from models.staff import Staff
from models.teams import Team, TeamPatch
from models.tracker import TrackerChange
from models.transfer import Chaser, Transfer, TransferStep
from models.values import Call, PlannedVisit, days_mask, fold
from models.vocabulary.access import Access
from models.vocabulary.closure import BreakKind, ClosingStepKind, EndReason
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind
from models.vocabulary.goals import GoalState
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.owners import OwnerOf
from models.vocabulary.plans import PlanChange, PlanKind
from models.vocabulary.referrals import HoldEnd, ReferralDocument, ReferralOutcome, ReferralReason, Support
from models.vocabulary.staff import Role, TeamKind
from models.vocabulary.today import ChaserAbout
from models.vocabulary.tracker import CclMark, TrackerChangeKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind
from tests.benchmarks.county import FAMILY, GIVEN, WEEKS
from tests.benchmarks.filling import BY, Filling

GOALS, VISITS_RATED = 4, 12
_AT_ONCE = 400  # lives that are sent together
_RATING = (
    *("goal_id", "day", "call", "worker_id", "office_id", "at", "letter", "wording"),
    *("created_at", "created_by", "updated_at", "updated_by"),
)
_LETTERS = ("A2", "A1", "A1", "A1", "P", "A1", "P", "P", "P", "I", "P", "I", "I", "I")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_SINCE = timedelta(days=120)  # the last life began, and has ended with all that came after


class Past:
    """The lives, told one after another into a filling; `now` is where they end."""

    def __init__(self, connection: Connection, office: UUID, now: datetime, seed: int, years: float) -> None:
        self._chance = Random(seed)  # noqa: S311  not a secret
        self._began = now - timedelta(days=365 * years) - _SINCE
        self._now = now
        self._filling = Filling(connection, office, self._began, self._chance)
        staff: dict[Role, list[UUID]] = {}
        for key, role in connection.execute(select(Staff.id, Staff.role)):
            staff.setdefault(role, []).append(key)
        self._dsos, self._ots, self._sws = staff[Role.DSO], staff[Role.OT], staff[Role.SW]
        self._workers = [key.hex for key in staff[Role.CWC]]
        self._office = office.hex
        served = select(TeamPatch.team_id, TeamPatch.patch_id).join(Team, Team.id == TeamPatch.team_id)
        self._teams = [
            (team, patch) for team, patch in connection.execute(served.where(Team.kind == TeamKind.SHORT_TERM))
        ]
        self._told = connection.scalar(select(func.coalesce(func.max(TrackerChange.number), 0))) or 0
        self._changed = connection.scalar(select(func.coalesce(func.max(OwnerChange.number), 0))) or 0
        self._people: list[UUID] = []
        self._ratings: list[tuple[object, ...]] = []
        self._meetings: dict[UUID, UUID] = {}

    def fill(self, lives: int) -> None:
        """So many lives, evenly over the years; the last of them has ended."""
        between = (self._now - _SINCE - self._began) / lives
        met = self._began
        for number in range(lives):
            began = self._began + number * between
            while met <= began:
                self._meet(met)
                met += _WEEK
            self._life(number, began)
            if number % _AT_ONCE == _AT_ONCE - 1:
                self._send()
        self._send()

    def rate_the_present(self, connection: Connection) -> None:
        """A letter a day for each goal that is open, from its first day to the day before now."""
        goals = connection.execute(select(Goal.id, Goal.set_at).where(Goal.state == GoalState.OPEN)).all()
        for place, (goal, set_at) in enumerate(goals):
            for day in range((self._now - set_at).days):
                self._rate(goal, set_at + day * _DAY, _LETTERS[min(day // 3, len(_LETTERS) - 1)], place)
        self._send()

    def close(self) -> None:
        """Leave the audit in order."""
        self._filling.close()

    def _send(self) -> None:
        self._filling.send()
        self._ratings.sort()
        self._filling.send_ready(Rating, _RATING, self._ratings)
        self._ratings.clear()

    def _seldom(self, in_100: int) -> bool:
        return self._chance.randrange(100) < in_100

    def _meet(self, at: datetime) -> None:
        """A week's meetings, and a note for the weekend: a team each."""
        self._filling.at = at
        for team, _ in self._teams:
            held = self._filling.add(
                Meeting, team_id=team, kind=MeetingKind.WEEKLY, held_at=at, opened_by_id=self._dsos[0],
                finished_at=at + timedelta(hours=1),
            )  # fmt: skip
            self._meetings[team] = held
            for member in (self._dsos[0], self._ots[0], self._sws[0]):
                self._filling.add(Attendance, meeting_id=held, staff_id=member)
            self._filling.add(
                HandoverNote, team_id=team, by_id=self._dsos[0], written_at=at, until=(at + 3 * _DAY).date(),
                note="Key safe of Mill Bank 12 was changed",
            )  # fmt: skip

    # --- One life ----------------------------------------------------------------------------------------------

    def _life(self, number: int, began: datetime) -> None:
        team, patch = self._teams[number % len(self._teams)]
        self._filling.at = asked = began - 3 * _DAY
        back = bool(self._people) and self._seldom(5)
        person = self._chance.choice(self._people) if back else self._person(number, patch, asked)
        if self._seldom(20):
            self._referral(person, team, f"CHD{number:06}", asked - 30 * _DAY, None)
        referral = self._referral(person, team, f"CHP{number:06}", asked, began)
        ended = began + (18 + self._chance.randrange(24)) * _DAY
        is_moving = self._seldom(12)
        episode = self._episode(person, team, referral, began, ended, is_moving=is_moving)
        if is_moving:
            self._transfer(person, team, episode, began, ended)
        self._filling.at = ended + 5 * _DAY
        for deed in (Access.OPENED, Access.PRINTED):
            self._filling.add(
                AccessNote, at=began, staff_id=self._chance.choice(self._dsos), deed=deed, what="person",
                person_id=person,
            )  # fmt: skip

    def _person(self, number: int, patch: UUID, at: datetime) -> UUID:
        given, family = self._chance.choice(GIVEN), self._chance.choice(FAMILY)
        died = at + 300 * _DAY if self._seldom(8) else None
        person = self._filling.add(
            Person, mosaic_id=f"M{1_000_000 + number}", given=given, family=family, given_folded=fold(given),
            family_folded=fold(family), born=at.date() - timedelta(days=self._chance.randrange(24_000, 36_000)),
            postcode=f"DE{1 + number % 75} {number % 9}{'ABDEFGHJLN'[number % 10]}{'PQRSTUWXYZ'[number // 10 % 10]}",
            address=f"{number % 90 + 1} Mill Bank", patch_id=patch, death_reported_at=died, death_confirmed_at=died,
            died_on=died.date() if died else None,
        )  # fmt: skip
        self._people.append(person)
        if self._seldom(3):
            self._filling.add(
                Concern, person_id=person, raised_at=at, raised_by_id=self._dsos[0], what="Bruise on the left arm",
                told_whom="Safeguarding", told_at=at,
            )  # fmt: skip
        return person

    def _week(self) -> tuple[PlannedVisit, ...]:
        chosen = self._chance.choice(WEEKS)
        return tuple(PlannedVisit(frozenset(range(7)), call, minutes, workers) for call, minutes, workers in chosen)

    def _referral(self, person: UUID, team: UUID, reference: str, asked: datetime, began: datetime | None) -> UUID:
        """Started at a moment, or else declined."""
        dso, hospital = self._chance.choice(self._dsos), self._seldom(45)
        settled = began or asked + _DAY
        referral = self._filling.add(
            Referral, person_id=person, team_id=team, reference=reference, received_at=asked, first_asked_at=asked,
            document=ReferralDocument.HOSPITAL if hospital else ReferralDocument.SHORT_TERM,
            reason=ReferralReason.HOSPITAL_DISCHARGE if hospital else ReferralReason.NEW_HOME_CARE,
            from_hospital=hospital, urgent=self._seldom(25), support=Support.SOME, referrer="Ward 4",
            needs_and_risks="Weak after pneumonia, one to mobilise with frame",
            accepted_at=asked if began else None, accepted_by_id=dso if began else None,
            scheduling_confirmed_at=asked if began else None, scheduling_confirmed_by_id=dso if began else None,
            capacity_found_at=asked if began else None, start_planned_at=began,
            outcome=ReferralOutcome.STARTED if began else ReferralOutcome.DECLINED, outcome_at=settled,
            outcome_by_id=dso, outcome_because="" if began else "Lives outside the area",
            discussed_with_assessor=began is None, care_hub_told_at=settled,
        )  # fmt: skip
        week = self._week()
        for visit in week:
            self._filling.add(
                RequestedVisit, referral_id=referral, revision=1, days=days_mask(visit.days), call=visit.call,
                minutes=visit.minutes, workers=visit.workers,
            )  # fmt: skip
        self._filling.add(
            WhoDecided, deed=DecidedDeed.ACCEPT if began else DecidedDeed.DECLINE, referral_id=referral,
            decided_at=asked, decided_by_id=dso, typed_by_id=dso,
        )  # fmt: skip
        if self._seldom(25):
            self._filling.add(
                InformationRequest, referral_id=referral, asked_at=asked, asked_by_id=dso, of_whom="Ward 4",
                what="Falls history", received_at=settled, answer="Two falls in a year",
            )  # fmt: skip
        if began and self._seldom(15):
            self._filling.add(
                Hold, referral_id=referral, team_id=team, found_at=asked, held_by_id=dso,
                worker_minutes=totals(week).worker_minutes, ended_at=began, ended_as=HoldEnd.STARTED, ended_by_id=dso,
            )  # fmt: skip
        return referral

    def _episode(
        self, person: UUID, team: UUID, referral: UUID | None, began: datetime, ended: datetime, *, is_moving: bool,
        follows: UUID | None = None, supported_since: datetime | None = None,
    ) -> UUID:  # fmt: skip
        """An episode with all that hangs on it; one that follows another is the interim one, of the same support."""
        self._filling.at = began
        dso, goal_setter = self._chance.choice(self._dsos), self._chance.choice(self._ots)
        kind = EpisodeKind.INTERIM_IN_STS if follows else EpisodeKind.SHORT_TERM
        end = EndReason.TRANSFERRED if is_moving else EndReason.PVI_FOUND if follows else EndReason.GOALS_ACHIEVED
        episode = self._filling.add(
            Episode, person_id=person, kind=kind, team_id=team, referral_id=referral, follows_id=follows, dso_id=dso,
            case_coordinator_id=self._chance.choice(self._sws), goal_setter_id=goal_setter, started_at=began,
            first_support_at=supported_since or began, support_plan_at=began, ended_at=ended, end_reason=end,
            end_decided_at=ended, closed_at=ended + 4 * _DAY,
        )  # fmt: skip
        for number, made in enumerate((began, began + 14 * _DAY), start=1):
            self._plan(episode, number, made, dso, kind)
        for milestone in MilestoneKind:
            self._filling.add(
                Milestone, episode_id=episode, kind=milestone, recorded_by_id=dso,
                at=began if milestone in {MilestoneKind.START, MilestoneKind.GOALS_SET} else ended,
                decision=AssessmentDecision.NFA if milestone is MilestoneKind.ASSESSED else None,
            )  # fmt: skip
        if follows is None:
            for number in range(1, GOALS + 1):
                self._goal(episode, person, number, began, ended, goal_setter)
        self._besides(episode, team, began, dso)
        for change, at in ((TrackerChangeKind.START, began), (TrackerChangeKind.END, ended)):
            self._tell(change, person, episode, at)
        self._close(episode, ended, dso)
        return episode

    def _plan(self, episode: UUID, number: int, made: datetime, dso: UUID, kind: EpisodeKind) -> None:
        week = self._week()
        sums = totals(week)
        plan = self._filling.add(
            Plan, episode_id=episode, number=number, made_at=made, made_by_id=dso, effective_from=made,
            kind=PlanKind.SHORT_TERM if kind is EpisodeKind.SHORT_TERM else PlanKind.LONG_TERM,
            change=PlanChange.START if number == 1 else PlanChange.STEP_DOWN, mdt_agreed_at=made, finished_at=None,
            visits_a_week=sums.visits, contact_minutes=sums.contact_minutes, worker_minutes=sums.worker_minutes,
            has_double_up=sums.double_ups > 0,
        )  # fmt: skip
        for line, visit in enumerate(week, start=1):
            self._filling.add(
                PlanVisit, plan_id=plan, number=line, days=days_mask(visit.days), call=visit.call,
                minutes=visit.minutes, workers=visit.workers,
            )  # fmt: skip

    def _goal(self, episode: UUID, person: UUID, number: int, began: datetime, ended: datetime, setter: UUID) -> None:
        was = {
            "statement": f"I will make my own lunch {number}", "measure": "Made on 6 of 7 days",
            "achievable": "Stands for ten minutes", "relevant": "No lunch call needed", "calls": "lunch",
            "target": (began + 40 * _DAY).date(),
        }  # fmt: skip
        reworded = self._seldom(5)
        goal = self._filling.add(
            Goal, episode_id=episode, person_id=person, number=number, set_at=began, set_by_id=setter,
            state=GoalState.ACHIEVED if self._seldom(70) else GoalState.NOT_ACHIEVED, closed_at=ended,
            held_record_at=began, mosaic_at=began, wording=1 + reworded, **was,
        )  # fmt: skip
        if reworded:
            self._filling.add(
                GoalWording, goal_id=goal, wording=1, changed_at=began + _DAY, changed_by_id=setter,
                because="Simpler words", **was,
            )  # fmt: skip
        for visit in range(VISITS_RATED):
            self._rate(goal, began + visit * _DAY, _LETTERS[visit], number + visit)

    def _rate(self, goal: UUID, at: datetime, letter: str, whose: int) -> None:
        day = at.date().isoformat()
        stamp = at.astimezone(UTC).strftime(SQLITE_FORMAT)
        worker = self._workers[whose % len(self._workers)]
        said = (goal.hex, day, Call.LUNCH.value, worker, self._office, stamp, letter, 1)
        self._ratings.append((*said, stamp, BY, stamp, BY))

    def _besides(self, episode: UUID, team: UUID, began: datetime, dso: UUID) -> None:
        """What comes to some only: a break, equipment, another DSO, what the meeting said of them."""
        if self._seldom(15):
            away = began + 6 * _DAY
            self._filling.add(
                Break, episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=away,
                last_visit_on=away.date(), last_asked_at=away, recorded_by_id=dso, returned_at=away + 2 * _DAY,
                next_visit_on=(away + 2 * _DAY).date(),
            )  # fmt: skip
        if self._seldom(10):
            self._filling.add(
                Equipment, episode_id=episode, what="Perching stool", ordered_at=began, assessed_by_id=self._ots[0],
                assessor_trained=True,
            )  # fmt: skip
        if self._seldom(10):
            self._changed += 1
            self._filling.add(
                OwnerChange, what=OwnerOf.DSO, episode_id=episode, to_staff_id=self._chance.choice(self._dsos),
                number=self._changed, effective_from=began + 10 * _DAY, because="On leave", made_at=began,
                made_by_id=dso,
            )  # fmt: skip
        meeting = self._meetings[team]
        self._filling.add(
            Decision, meeting_id=meeting, episode_id=episode, kind=DecisionKind.CARRY_ON, decided_at=began,
            recorded_by_id=dso,
        )  # fmt: skip
        if self._seldom(30):
            self._filling.add(
                Action, meeting_id=meeting, episode_id=episode, what="Ask the pharmacy for a dosette box", owner_id=dso,
                due=(began + _WEEK).date(), done_at=began + 3 * _DAY, done_by_id=dso,
            )  # fmt: skip

    def _tell(self, kind: TrackerChangeKind, person: UUID, episode: UUID, at: datetime) -> None:
        self._told += 1
        self._filling.add(
            TrackerChange, number=self._told, kind=kind, person_id=person, episode_id=episode, notified_at=at,
            effective_at=at, to_team="STS 01", visits_a_week=14, contact_minutes=420, calls="ML", dso="Priya Raman",
            exported_at=at + timedelta(hours=2), exported_to="tracker.xlsx", ccl=CclMark.YES, ccl_by="Scheduling",
            ccl_on=at + timedelta(hours=4),
        )  # fmt: skip

    def _close(self, episode: UUID, ended: datetime, dso: UUID) -> None:
        self._filling.at = ended
        closure = self._filling.add(
            Closure, episode_id=episode, fact_on=ended.date(), closed_at=ended + 4 * _DAY, closed_by_id=dso
        )
        for step in ClosingStepKind:
            self._filling.add(
                ClosingStep, closure_id=closure, step=step, done_at=ended + 2 * _DAY, done_by_id=dso
            )  # fmt: skip

    def _transfer(self, person: UUID, team: UUID, episode: UUID, began: datetime, ended: datetime) -> None:
        """A move to interim support within the team, which ended when a provider was found."""
        dso = self._chance.choice(self._dsos)
        interim = self._episode(
            person, team, None, ended, ended + 40 * _DAY, is_moving=False, follows=episode, supported_since=began
        )  # fmt: skip
        agreed = began + 10 * _DAY
        self._filling.at = agreed
        transfer = self._filling.add(
            Transfer, episode_id=episode, route=TransferRoute.WITHIN_STS, to_team_id=team, interim_dso_id=dso,
            to_episode_id=interim, support_plan_at=agreed, agreed_at=agreed, need_confirmed_at=agreed,
            sent_to_brokerage_at=agreed, listed_at=agreed + _DAY, offer_at=ended + 20 * _DAY,
            offer_provider="Peak Homecare", offer_starts_on=(ended + 30 * _DAY).date(),
            offer_accepted_at=ended + 22 * _DAY, handed_over_at=ended, reason="Waits for a provider",
        )  # fmt: skip
        for step in TransferStepKind:
            self._filling.add(TransferStep, transfer_id=transfer, step=step, done_at=ended, done_by_id=dso)
        self._filling.add(
            Chaser, person_id=person, about=ChaserAbout.BROKERAGE, transfer_id=transfer, by_id=dso, whom="Brokerage",
            chased_at=ended,
        )  # fmt: skip
