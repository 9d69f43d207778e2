"""What an MDT looks at: who is new, who could do with less, what stayed undone, and what a meeting may decide.

Opportunities are put to the meeting, never decided: each is one sentence with what it rests on.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from models.policy import PolicySettings
from models.rules.clocks import is_up_to
from models.rules.closure.deaths import DeathFacts
from models.rules.deciding import OnStaff
from models.rules.decision import Lack
from models.rules.goals.double_ups import NOTHING_KNOWN, DoubleUpFacts
from models.rules.goals.not_made import VisitMissed
from models.rules.goals.smart import setting_lacks
from models.rules.goals.suggestions import Suggestion, SuggestionKind
from models.rules.plans.changes import ShortTermState, short_term_day
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.sentences import counted, day_text, joined, moment_text, moments_told_apart
from models.rules.spoken_limits import weeks_said
from models.rules.transfer.recording import reason_lacks
from models.rules.who import DSO, MDT, NOBODY
from models.values import london_day
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import GoalState, Letter
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.plans import AimOfSupport
from models.vocabulary.staff import Role

_MEMBER = "any member of the MDT"


class OpportunityKind(Enum):
    """What a meeting may want to talk about. Source: OPG 3.5 (MDT-1, MDT-2)."""

    STEP_DOWN = "step_down"
    END = "end"
    MAXIMUM_INDEPENDENCE = "maximum_independence"
    MORE_HELP = "more_help"
    DECLINED = "declined"
    ONE_WORKER = "one_worker"
    SIX_WEEKS = "six_weeks"


_DECIDED_AS = {
    OpportunityKind.STEP_DOWN: DecisionKind.STEP_DOWN,
    OpportunityKind.END: DecisionKind.END,
    OpportunityKind.MAXIMUM_INDEPENDENCE: DecisionKind.MAXIMUM_INDEPENDENCE,
}


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One thing to talk about: why in a sentence, and in a few words for a list."""

    kind: OpportunityKind
    sentence: str
    short: str

    @property
    def decision(self) -> DecisionKind | None:
        """What a meeting would decide about it; none where talking is all. Source: OPG 3.1, 3.5 (MDT-1, MDT-2)."""
        return _DECIDED_AS.get(self.kind)


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """One goal as the meeting sees it: its number, where it stands, what its ratings suggest, and at what it aims."""

    number: int
    state: GoalState
    suggestions: tuple[Suggestion, ...] = ()
    aimed_at: Letter = Letter.I

    def suggests(self, kind: SuggestionKind) -> bool:
        """Whether its ratings suggest this."""
        return self.state is GoalState.OPEN and any(each.kind is kind for each in self.suggestions)

    @property
    def is_achieved(self) -> bool:
        """Whether it was achieved, or its ratings say that it may be."""
        return self.state is GoalState.ACHIEVED or self.suggests(SuggestionKind.ACHIEVED)

    @property
    def leaves_help_needed(self) -> bool:
        """Whether somebody still helps once its aim is reached, and nobody has closed it as achieved."""
        return self.state is GoalState.OPEN and self.aimed_at is not Letter.I


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaFacts:
    """What the agenda asks of one person's episode; `first_support_at` is when day 1 is counted from.

    `double_ups` tells of the last visits by two workers, and what an OT answered about them.
    """

    kind: EpisodeKind
    started_at: datetime
    first_support_at: datetime
    goals: tuple[GoalProgress, ...] = ()
    has_complete_goal: bool = False
    support_for: AimOfSupport | None = None
    goal_setter_agreed: bool = False
    maximum_independence_at: datetime | None = None
    extended_to: date | None = None
    double_ups: DoubleUpFacts = NOTHING_KNOWN
    death_reported: bool = False
    has_ended: bool = False

    @property
    def recuperates(self) -> bool:
        """Whether they recover and recuperate first, so that no goals and nobody to set them are asked for. (STC-2)."""
        return self.support_for is AimOfSupport.RECUPERATE and not self.has_complete_goal


def opportunities(facts: AgendaFacts, day: date, policy: PolicySettings) -> tuple[Opportunity, ...]:
    """What could be less, end, or has gone as far as it goes; nothing after a death, or once support has ended.

    Source: OPG 3.1, 3.5, 3.7 (MDT-1, MDT-2, IPAD-4, PSP-10); after a death END-6.
    """
    if facts.death_reported or facts.has_ended or facts.kind.is_interim:
        return ()
    found = (
        _less(facts),
        _as_far_as_it_goes(facts),
        _more_help(facts),
        _declined(facts),
        _one_worker(facts, policy),
        _six_weeks(facts, day, policy),
    )
    return tuple(each for each in found if each is not None)


def newness(facts: AgendaFacts, moment: datetime, policy: PolicySettings) -> str:
    """Why somebody counts as new to the service in the daily meeting; empty where they don't.

    New is who started within the time that goals are given, and who has no goals or no goal setter yet; none are
    asked of who recuperates first. Source: OPG 3.3, 3.5; STCH (MDT-2, GOAL-2, STC-2).
    """
    if facts.kind.is_interim or facts.death_reported or facts.has_ended:
        return ""
    started = is_up_to(facts.started_at, policy.at(facts.started_at).goals_within, moment)
    if facts.recuperates:
        return "Has just started, to recover and recuperate first: no goals yet." if started else ""
    if not facts.has_complete_goal and not facts.goal_setter_agreed:
        return "No complete goal yet, and the goal setter is to be agreed."
    if not facts.has_complete_goal:
        return "No complete goal yet."
    return "Has just started." if started else ""


def not_made_said(missed: Iterable[VisitMissed], last_held_at: datetime | None, facts: AgendaFacts) -> str:
    """How many visits weren't made, as noted since the last meeting of its kind, or since the start before the first.

    One noted afterwards counts too, as that meeting didn't know of it. With the reasons, each counted; empty where
    there is none, and after a death. Source: OPG 3.5 (MDT-1, IPAD-1); after a death END-6.
    """
    since = last_held_at or facts.started_at
    found = Counter([visit.reason for visit in missed if visit.at > since])
    if facts.death_reported or not found:
        return ""
    of_what = "since the last meeting" if last_held_at is not None else "since the start"
    each = " ({})" if found.total() > 1 else ""
    why = ", ".join([f"{reason.label.lower()}{each.format(often)}" for reason, often in found.most_common()])
    return f"{counted(found.total(), 'visit')} not made {of_what}: {why}."


def can_change(found: Iterable[Opportunity]) -> bool:
    """Whether the daily meeting looks at somebody: who can step down or end. Source: OPG 3.5 (MDT-2)."""
    daily = {OpportunityKind.STEP_DOWN, OpportunityKind.END, OpportunityKind.SIX_WEEKS}
    return any(each.kind in daily for each in found)


def is_expected(role: Role, kind: MeetingKind) -> bool:
    """Who comes: the whole MDT weekly, without CWCs daily. Source: OPG 3.5 (MDT-1, MDT-2)."""
    return role.in_mdt and (kind is MeetingKind.WEEKLY or role is not Role.CWC)


def is_followed_up(done_at: datetime | None, meeting_held_at: datetime | None) -> bool:
    """Whether an action belongs on an agenda: until it is done, and in the meeting in whose time it was done.

    `meeting_held_at` is when the meeting that looks at it began. Source: OPG 3.5 (MDT-3).
    """
    return done_at is None or (meeting_held_at is not None and done_at >= meeting_held_at)


def decision_lacks(
    kind: DecisionKind, episode: EpisodeKind, *, note: str = "", goal_setter: Role | None = None
) -> tuple[Lack, ...]:
    """What a decision still needs before a meeting can record it. Source: OPG 3.1, 3.3, 5.2 (MDT-3, PSP-4, INT-3)."""
    if episode.is_interim and kind in _SHORT_TERM_ONLY:
        return (
            Lack(
                _SHORT_TERM_ONLY[kind],
                f"“{kind.label}” is for short-term support; in interim support the case coordinator agrees changes.",
                "the case coordinator",
            ),
        )
    if kind is DecisionKind.TRANSFER:
        return reason_lacks(note)
    if kind is DecisionKind.GOAL_SETTER:
        chosen = Lack("GOAL-2", "Choose who sets the goals.", MDT, "setter")
        return (chosen,) if goal_setter is None else setting_lacks(goal_setter)
    return ()


def of_the_dead_lacks(name: str, death: DeathFacts, kind: DecisionKind) -> tuple[Lack, ...]:
    """Of somebody reported to have died nothing is decided any more but that their support ends.

    Source: good practice (END-6, END-8, MDT-3).
    """
    if not death.is_known or kind in _AFTER_A_DEATH:
        return ()
    how = "has died" if death.confirmed_at is not None else "is reported to have died"
    sentence = f"{name} {how}: decide on the end of support, and assign what is still to be done as an action."
    return (Lack("END-6", sentence, MDT),)


def assessing_lacks(name: str, coordinator: OnStaff | None, day: date) -> tuple[Lack, ...]:
    """Whom ongoing need is to be assessed of has somebody on the staff who assesses it.

    `coordinator` is their case coordinator of `day`, none where there is none. Source: OPG 3.6 (MDT-3, MILE-2).
    """
    if coordinator is None:
        sentence = f"{name} has no case coordinator, who assesses ongoing need: name one first."
        return (Lack("MILE-2", sentence, DSO),)
    if coordinator.is_there_on(day):
        return ()
    left = f"{coordinator.name}, case coordinator of {name}, isn't on the staff on {day_text(day)}"
    return (Lack("MILE-2", f"{left}: name another case coordinator first, who assesses ongoing need.", DSO),)


def assessed_already_lacks(name: str, assessed_at: datetime | None, open_until: date | None) -> tuple[Lack, ...]:
    """Ongoing need is assessed once, and by one action; `open_until` is the day by which one that is open is due.

    Source: OPG 3.5, 3.6 (MDT-3, MILE-2).
    """
    if assessed_at is not None:
        sentence = f"{name}'s ongoing need was assessed on {day_text(london_day(assessed_at))}"
        return (Lack("MILE-2", f"{sentence}: assign an action where it is to be assessed anew.", MDT),)
    if open_until is not None:
        sentence = f"To assess {name}'s ongoing need is an action already, due on {day_text(open_until)}"
        return (Lack("MILE-2", f"{sentence}: it needn't be decided again.", MDT),)
    return ()


def action_is_due_in(kind: MeetingKind) -> timedelta:
    """By when an action is offered to be done: by the next meeting of its kind. Source: OPG 3.5 (MDT-3)."""
    return timedelta(weeks=1) if kind is MeetingKind.WEEKLY else timedelta(days=1)


def action_lacks(what: str, due: date, held_at: datetime) -> tuple[Lack, ...]:
    """An action says what is to be done, by a day that isn't before the meeting. Source: OPG 3.5 (MDT-3)."""
    said = Lack("MDT-3", "Say what is to be done.", "whoever assigns it", "what")
    day = Lack("MDT-3", "It can't be due before the meeting: choose a later day.", "whoever assigns it", "due")
    return (*(() if what.strip() else (said,)), *(() if due >= london_day(held_at) else (day,)))


def action_due_lacks(due: date, today: date, policy: PolicySettings, *, is_meant: bool) -> tuple[Lack, ...]:
    """A day that lies far off is asked about; one since the meeting may have come. Source: good practice (MDT-3)."""
    what, field = "The day on which it is due", "due_is_meant"
    return asked_about_lacks("MDT-3", what, due, today, policy, is_meant=is_meant, field=field, may_have_come=True)


def open_meeting_lacks(kind: MeetingKind, finished_at: datetime | None) -> tuple[Lack, ...]:
    """Nothing is added to a meeting that is over. Source: OPG 3.5 (MDT-3)."""
    if finished_at is None:
        return ()
    return (Lack("MDT-3", f"This {kind.label} is finished: open the next one for it.", _MEMBER),)


def going_on_lacks(kind: MeetingKind, going_on_since: datetime | None) -> tuple[Lack, ...]:
    """A team has one meeting of a kind at a time. Source: OPG 3.5 (MDT-3)."""
    if going_on_since is None:
        return ()
    since = moment_text(going_on_since)
    sentence = f"The {kind.label} of {since} is still open: go on with it, or finish it first."
    return (Lack("MDT-3", sentence, _MEMBER),)


def minutes_lacks(kind: MeetingKind, *, has_met: bool, on: date | None = None) -> tuple[Lack, ...]:
    """Minutes are of a meeting that was opened here, `on` a day where one is said. Source: OPG 3.5 (MDT-3)."""
    which = "has been recorded yet" if on is None else f"is recorded on {day_text(on)}"
    return () if has_met else (Lack("MDT-3", f"No {kind.label} of this team {which}.", _MEMBER),)


def of_one_lacks(kind: MeetingKind, held_at: Collection[datetime], *, meant: int) -> tuple[Lack, ...]:
    """Minutes are of one meeting: `meant` of those held on a day are of the time said. Source: OPG 3.5 (MDT-3)."""
    if meant == 1:
        return ()
    began = joined(moments_told_apart(sorted(held_at)))
    return (Lack("MDT-3", f"The {kind.label} was held {began}: say the time of one of these.", _MEMBER),)


def leaving_lacks(*, is_there: bool) -> tuple[Lack, ...]:
    """Only who is there leaves. Source: OPG 3.5 (MDT-1)."""
    return () if is_there else (Lack("MDT-1", "They aren't marked as being at this meeting.", _MEMBER),)


def done_already_lacks(done_at: datetime | None) -> tuple[Lack, ...]:
    """An action is done once. Source: OPG 3.5 (MDT-3)."""
    return () if done_at is None else (Lack("MDT-3", "This action is done already.", NOBODY),)


def taking_up_lacks(done_at: datetime | None) -> tuple[Lack, ...]:
    """Only an action that was done is opened again. Source: OPG 3.5 (MDT-3)."""
    return (Lack("MDT-3", "This action is open.", NOBODY),) if done_at is None else ()


_AFTER_A_DEATH = frozenset({DecisionKind.END, DecisionKind.CARRY_ON})
_SHORT_TERM_ONLY = {
    DecisionKind.STEP_DOWN: "PSP-5",
    DecisionKind.MAXIMUM_INDEPENDENCE: "MILE-1",
    DecisionKind.ASSESS: "MILE-2",
    DecisionKind.NFA: "MILE-2",
    DecisionKind.TRANSFER: "INT-1",
    DecisionKind.GOAL_SETTER: "GOAL-2",
}


def _less(facts: AgendaFacts) -> Opportunity | None:
    counted = [each for each in facts.goals if each.state in {GoalState.OPEN, GoalState.ACHIEVED}]
    achieved = [each for each in counted if each.is_achieved]
    if not achieved:
        return None
    if len(achieved) == len(counted) and not any(each.leaves_help_needed for each in counted):
        what = "The goal is achieved or may be" if len(counted) == 1 else f"All {len(counted)} goals are or may be"
        ending = ": can the service end?" if len(counted) == 1 else " achieved: can the service end?"
        return Opportunity(OpportunityKind.END, f"{what}{ending}", "end?")
    numbers = joined([str(each.number) for each in achieved])
    goals, them = f"Goal {numbers} is or may be", "it"
    if len(achieved) > 1:
        goals, them = f"Goals {numbers} are or may be", "them"
    sentence = f"{goals} achieved: can the calls for {them} be fewer or shorter?"
    return Opportunity(OpportunityKind.STEP_DOWN, sentence, "step down?")


def _as_far_as_it_goes(facts: AgendaFacts) -> Opportunity | None:
    left = [each for each in facts.goals if each.state is GoalState.OPEN and not each.is_achieved]
    if not left or facts.maximum_independence_at or not all(each.suggests(SuggestionKind.PLATEAU) for each in left):
        return None
    sentence = "No open goal has got better lately: has the person reached maximum independence?"
    return Opportunity(OpportunityKind.MAXIMUM_INDEPENDENCE, sentence, "maximum independence?")


def _more_help(facts: AgendaFacts) -> Opportunity | None:
    worse = [str(each.number) for each in facts.goals if each.suggests(SuggestionKind.NEEDS_MORE_HELP)]
    if not worse:
        return None
    goals = f"Goal {worse[0]} needs" if len(worse) == 1 else f"Goals {joined(worse)} need"
    return Opportunity(
        OpportunityKind.MORE_HELP, f"{goals} more help than before: what has changed?", "needs more help"
    )


def _declined(facts: AgendaFacts) -> Opportunity | None:
    often = [str(each.number) for each in facts.goals if each.suggests(SuggestionKind.DECLINING)]
    if not often:
        return None
    goals = (
        f"Goal {often[0]} is often declined: is it"
        if len(often) == 1
        else (f"Goals {joined(often)} are often declined: are they")
    )
    return Opportunity(OpportunityKind.DECLINED, f"{goals} still wanted?", "often declined")


def _one_worker(facts: AgendaFacts, policy: PolicySettings) -> Opportunity | None:
    """An OT looks whether one worker is enough: moving and handling is theirs to say."""
    answer = facts.double_ups.answer
    if answer is not None and answer.waits_for_plan:
        said = f"An OT found one worker enough: agree the step-down. {answer.sentence}."
        return Opportunity(OpportunityKind.ONE_WORKER, said, "one worker is enough")
    asked = facts.double_ups.asks(policy)
    if asked is None:
        return None
    sentence = f"{asked.sentence[0].upper()}{asked.sentence[1:]}: let an OT look whether one is enough."
    return Opportunity(OpportunityKind.ONE_WORKER, sentence, "one worker enough?")


def _six_weeks(facts: AgendaFacts, day: date, policy: PolicySettings) -> Opportunity | None:
    state = short_term_day(london_day(facts.first_support_at), day, policy, facts.extended_to)
    if state.state not in {ShortTermState.ENDING, ShortTermState.OVERDUE}:
        return None
    began = policy.at(facts.first_support_at)
    short = f"{weeks_said(began.short_term_days)}: what follows?"
    return Opportunity(OpportunityKind.SIX_WEEKS, f"{state.sentence}: what follows?", short)
