"""The fixed choices of the service, each with the word that is stored and the label that people read.

Spelled as the practice guidance spells them; what an office may edit itself is a policy setting or a data file.
"""

from enum import Enum
from typing import Self


class Choice(Enum):
    """A member's `value` is stored and never changes; its `label` is read on screen and paper."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the label beside the value; `Choice(value)` finds the member by what is stored."""
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member


class ReferralDocument(Choice):
    """On which document the referral came. Source: OPG 2.1 (REF-1)."""

    SHORT_TERM = "short_term", "Short-term assessment and plan"
    HOSPITAL = "hospital", "Hospital short-term assessment and plan"
    TRUSTED_ASSESSOR = "trusted_assessor", "Trusted assessment (D2A)"


class ReferralReason(Choice):
    """Why the Short Term Service is asked. Source: OPG 1.1; CAB 2 (REF-2)."""

    HOSPITAL_DISCHARGE = "hospital_discharge", "Hospital discharge"
    AVOIDING_ADMISSION = "avoiding_admission", "Avoiding admission"
    NEW_HOME_CARE = "new_home_care", "New home care response"
    SIGNIFICANT_CHANGE = "significant_change", "Significant change for somebody already receiving care"
    PROVIDER_FAILURE = "provider_failure", "Failure of their provider"


class Support(Choice):
    """What help there is while the person waits; family counts. Source: OPG 2.2 (REF-10)."""

    NOT_STATED = "not_stated", "Not stated"
    NONE = "none", "No support in place"
    SOME = "some", "Some support in place"


class ExistingPackage(Choice):
    """What happens to a package that somebody already has. Source: OPG 1.4 (REF-9)."""

    NO_PROVIDER = "no_provider", "No existing provider"
    WHOLE_MOVES = "whole_moves", "The whole package moves to STS"
    EXTRA_ONLY = "extra_only", "Only the extra calls are referred"


class Notice(Choice):
    """How the two weeks' notice to a contracted agency is given. Source: OPG 1.4 (REF-9)."""

    WORKED = "worked", "Notice is worked (planned move)"
    PAID = "paid", "Notice is paid (urgent move)"


class Band(Choice):
    """The Care Hub's order of priority. Source: OPG 2.2 (REF-10)."""

    FROM_HOSPITAL = "1", "from hospital or avoiding admission"
    URGENT_NO_SUPPORT = "2", "urgent, no support in place"
    URGENT = "3", "other urgent"
    NO_SUPPORT = "4", "no support in place"
    OTHER = "5", "other"

    @property
    def number(self) -> int:
        """1 to 5, the first to be sourced first."""
        return int(self.value)

    @property
    def roman(self) -> str:
        """As the guidance numbers it: (i) to (v)."""
        return ("(i)", "(ii)", "(iii)", "(iv)", "(v)")[self.number - 1]


class ReferralOutcome(Choice):
    """How a referral left the queue. Source: OPG 1.2, 2.3, 3.2 (REF-4, 5, 13, 14, 16)."""

    STARTED = "started", "Started"
    DECLINED = "declined", "Declined"
    SIGNPOSTED = "signposted", "Signposted"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Hold lapsed"


class HoldEnd(Choice):
    """How held capacity was freed or used. Source: OPG 2.3 (REF-13, REF-14)."""

    STARTED = "started", "The service started"
    RELEASED = "released", "Released after it expired"
    WITHDRAWN = "withdrawn", "No longer required"
    RETRACTED = "retracted", "Given back by the DSO"


class Role(Choice):
    """Who somebody is in the service. Source: OPG 3.5."""

    DSO = "dso", "DSO"
    CWC = "cwc", "CWC"
    OT = "ot", "OT"
    SW = "sw", "SW"
    CCW = "ccw", "CCW"
    ADMIN = "admin", "Admin"
    SCHEDULER = "scheduler", "Scheduler"
    SERVICE_MANAGER = "service_manager", "Service manager"

    @property
    def in_mdt(self) -> bool:
        """Whether the guidance counts this role to the MDT (OPG 3.5)."""
        return self in {Role.DSO, Role.CWC, Role.OT, Role.SW, Role.CCW}


GOAL_SETTERS = frozenset(role for role in Role if role.in_mdt)  # any member of the MDT; OPG 3.3, 3.5 (GOAL-2)
CASE_COORDINATORS = frozenset({Role.SW, Role.CCW})  # in the MDT or outside it; MG
ORGANISERS = frozenset({Role.DSO})  # who run a team's service


class TeamKind(Choice):
    """The two kinds of team. Source: OPG 5.2."""

    SHORT_TERM = "short_term", "Short Term Service"
    INTERIM = "interim", "Interim Home Care"

    @property
    def takes_referrals(self) -> bool:
        """Whether the Care Hub's referrals come to such a team. Source: OPG 2.1, 5.2."""
        return self is TeamKind.SHORT_TERM


class EpisodeKind(Choice):
    """The kind of support that one continuous period gives. Source: OPG 5.2, 5.4."""

    SHORT_TERM = "short_term", "Short-term"
    INTERIM_TEAM = "interim_team", "Interim, by an Interim Home Care team"
    INTERIM_IN_STS = "interim_in_sts", "Interim support within STS"

    @property
    def is_interim(self) -> bool:
        """Whether co-funding and self-funding may apply at all (FUND-1)."""
        return self is not EpisodeKind.SHORT_TERM


class PlanKind(Choice):
    """Which personal service plan this is. Source: OPG 5.4."""

    SHORT_TERM = "short_term", "Short-term PSP"
    LONG_TERM = "long_term", "Long-term PSP"


class PlanChange(Choice):
    """Why there is a new version of the plan (PSP-2 to PSP-5)."""

    START = "start", "Start of the service"
    MORE = "more", "More support"
    STEP_DOWN = "step_down", "Step-down"
    SAME_HOURS = "same_hours", "Same hours, arranged differently"
    INTERIM_CHANGE = "interim_change", "Change agreed by the case coordinator"
    TRANSFER = "transfer", "Handed over at the transfer"


class Funding(Choice):
    """Who pays for ongoing support. Source: OPG 5.5, 5.6."""

    NOT_KNOWN = "not_known", "Not known yet"
    COUNCIL = "council", "Council-funded"
    CO_FUNDER = "co_funder", "Co-funder"
    SELF_FUNDER = "self_funder", "Self-funder"


class PaperFormat(Choice):
    """The format in which somebody needs their papers (accessible information)."""

    STANDARD = "standard", "Standard print"
    LARGE_PRINT = "large_print", "Large print"


class Authority(Choice):
    """In what authority somebody signs for a person. Source: Mental Capacity Act 2005 (FUND-5)."""

    NONE = "none", "No legal authority"
    LPA_PROPERTY = "lpa_property", "Lasting power of attorney, property and financial affairs"
    EPA = "epa", "Enduring power of attorney"
    DEPUTY = "deputy", "Deputy appointed by the Court of Protection"
    LPA_HEALTH = "lpa_health", "Lasting power of attorney, health and welfare"
    APPOINTEE = "appointee", "Benefits appointee"


class Letter(Choice):
    """The IPAD rating after a visit. Source: OPG 3.4 (IPAD-1)."""

    I = "I", "Independent"  # noqa: E741  the guidance's own letter
    P = "P", "Prompt"
    A1 = "A1", "Assisted by one worker"
    A2 = "A2", "Assisted by two workers"
    D = "D", "Declined"


class GoalState(Choice):
    """Where a goal stands. Whether it is a draft is computed from what it lacks (GOAL-3)."""

    OPEN = "open", "Being worked on"
    ACHIEVED = "achieved", "Achieved"
    NOT_ACHIEVED = "not_achieved", "Not achieved"
    DROPPED = "dropped", "No longer a goal"


class MilestoneKind(Choice):
    """The milestones of an episode, in their order in time. Source: OPG 3.4 (MILE-1)."""

    START = "start", "Start"
    GOALS_SET = "goals_set", "Goals set"
    MAXIMUM_INDEPENDENCE = "maximum_independence", "Maximum independence reached"
    ASSESSED = "assessed", "Assessment or NFA decision"
    END = "end", "End"


class AssessmentDecision(Choice):
    """What the assessment of ongoing need decided. Source: OPG 3.1, 3.4 (MILE-1)."""

    ONGOING = "ongoing", "Assessed: ongoing support needed"
    NFA = "nfa", "No further action"


class MeetingKind(Choice):
    """The two kinds of MDT meeting. Source: OPG 3.5 (MDT-1, MDT-2)."""

    WEEKLY = "weekly", "Weekly MDT"
    DAILY = "daily", "Daily MDT"


class DecisionKind(Choice):
    """What an MDT can decide about somebody. Source: OPG 3.5, 5.1, 5.2."""

    STEP_DOWN = "step_down", "Step-down agreed"
    MAXIMUM_INDEPENDENCE = "maximum_independence", "Maximum independence reached"
    TRANSFER = "transfer", "Transfer to interim agreed"
    END = "end", "Service can end"
    GOAL_SETTER = "goal_setter", "Goal setter agreed"
    CARRY_ON = "carry_on", "Carry on as now"


class BreakKind(Choice):
    """Why there is a break in service. Source: OPG 6.1, 6.2 (END-3)."""

    HOSPITAL = "hospital", "In hospital"
    CARE_HOME = "care_home", "In a care home"
    FAMILY = "family", "With family"
    AWAY = "away", "Away"


class EndReason(Choice):
    """Why an episode ended. Source: OPG 6.1, 6.2 (END-1, END-2)."""

    GOALS_ACHIEVED = "goals_achieved", "Goals achieved, no formal support needed"
    ONGOING_ARRANGED = "ongoing_arranged", "Maximum independence and ongoing care arranged"
    CARE_HOME = "care_home", "Care home for long term, or for over 72 hours"
    HOSPITAL = "hospital", "Hospital, with no return within 72 hours or no way to resume"
    DIED = "died", "Died"
    TRANSFERRED = "transferred", "Transferred to interim support"
    PVI_FOUND = "pvi_found", "PVI provision found"
    NEEDS_CHANGED = "needs_changed", "Needs changed and reassessed"
    LONG_BREAK = "long_break", "Break of 14 days or over"
    RESIDENTIAL = "residential", "Long-term residential or nursing care"


class ClosingStepKind(Choice):
    """What has to be done before a package is closed. Source: OPG 6.3 (END-4)."""

    END_PO = "end_po", "End the purchase order"
    UPDATE_MOSAIC = "update_mosaic", "Update MOSAIC"
    UPDATE_CCL = "update_ccl", "Update CCL with start and end dates"


class AtOutcome(Choice):
    """What happens to assistive technology after STS. Source: OPG 4 (END-5)."""

    CONTINUE_FUNDED = "continue_funded", "Continue, funded by the council"
    CONTINUE_PAY = "continue_pay", "Continue, paid by the person"
    DECOMMISSION = "decommission", "Decommission"


class TransferRoute(Choice):
    """Where interim support is given. Source: OPG 5.2, 5.4 (INT-7, INT-8)."""

    INTERIM_TEAM = "interim_team", "Interim Home Care team"
    WITHIN_STS = "within_sts", "Interim support within STS"


class TransferRole(Choice):
    """The four columns of the transfer checklist. Source: MG (INT-3 to INT-6)."""

    STS_DSO = "sts_dso", "STS DSO"
    CASE_COORDINATOR = "case_coordinator", "Case coordinator"
    INTERIM_DSO = "interim_dso", "Interim DSO"
    BROKERAGE = "brokerage", "Brokerage (recorded by the DSO)"


class TransferStepKind(Choice):
    """The steps of the transfer checklist, in their order within a role. Source: MG (INT-3 to INT-6)."""

    CAPACITY_SPOKEN = "capacity_spoken", "Spoken with the interim DSO about capacity, case note recorded"
    SCHEDULING_TOLD = "scheduling_told", "Scheduling told through the tracker"
    PSP_SENT = "psp_sent", "PSP sent to the interim DSO as a next action, outcome sent immediately, with the reason"
    END_DATE_REQUEST = "end_date_request", "Service end date request sent to PST"
    STS_PSP_FINISHED = "sts_psp_finished", "STS PSP finished"
    STAYS_ALLOCATED = "stays_allocated", "Stays allocated until the move to PVI"
    INTERIM_PO = "interim_po", "Long-term PO for the interim service requested, note: straight to purchasing"
    FABO_REFERRAL = "fabo_referral", "FABO referral made (where the person co-funds)"
    REVIEW_PLAN_SENT = "review_plan_sent", "Review support plan sent to the area P&P team (on a PVI offer)"
    TRANSFER_ACCEPTED = "transfer_accepted", "Transfer accepted"
    INTERIM_PSP = "interim_psp", "PSP completed"
    INTERIM_FINISHED = "interim_finished", "Step and involvement finished (when interim ends)"
    PVI_CONFIRMED = "pvi_confirmed", "PVI start date confirmed"
    PVI_NOTIFIED = "pvi_notified", "Case coordinator and interim DSO notified"
    PVI_PO = "pvi_po", "PO request sent, which ends the interim PO"

    @property
    def role(self) -> TransferRole:
        """Whose column the step stands in."""
        return _STEP_ROLES[self]


_STEP_ROLES = {
    TransferStepKind(step): role
    for role, steps in {
        TransferRole.STS_DSO: (
            "capacity_spoken",
            "scheduling_told",
            "psp_sent",
            "end_date_request",
            "sts_psp_finished",
        ),
        TransferRole.CASE_COORDINATOR: ("stays_allocated", "interim_po", "fabo_referral", "review_plan_sent"),
        TransferRole.INTERIM_DSO: ("transfer_accepted", "interim_psp", "interim_finished"),
        TransferRole.BROKERAGE: ("pvi_confirmed", "pvi_notified", "pvi_po"),
    }.items()
    for step in steps
}


class ChaserAbout(Choice):
    """Whose answer was asked for again, where it isn't information about a referral. Source: OPG 2.1, 5.1."""

    CHC = "chc", "A provider of CHC's own"
    BROKERAGE = "brokerage", "An offer by Brokerage"


class TrackerChangeKind(Choice):
    """What Scheduling is told in the Excel tracker. Source: OPG 1.5; MG."""

    START = "start", "Start"
    INCREASE = "increase", "Increase"
    DECREASE = "decrease", "Decrease"
    REARRANGED = "rearranged", "Same hours, rearranged"
    HOLD = "hold", "Hold"
    HOLD_RELEASED = "hold_released", "Hold released"
    RETRACTED = "retracted", "Retracted"
    TRANSFER = "transfer", "Transfer to interim"
    INTERIM_IN_STS = "interim_in_sts", "Interim in STS"
    BREAK = "break", "Break"
    RETURN = "return", "Return"
    END = "end", "End"


class CclMark(Choice):
    """What Scheduling answers in its own column of the tracker."""

    YES = "yes", "Yes"
    NO = "no", "No"
    QUERY = "query", "Query"
