"""The kinds of support, and the milestones of each."""

from models.vocabulary.choice import Choice


class EpisodeKind(Choice):
    """The kind of support that one continuous period gives. Source: OPG 5.2, 5.4."""

    SHORT_TERM = "short_term", "Short-term"
    INTERIM_TEAM = "interim_team", "Interim, by an Interim Home Care team"
    INTERIM_IN_STS = "interim_in_sts", "Interim support within STS"

    @property
    def is_interim(self) -> bool:
        """Whether co-funding and self-funding may apply at all (FUND-1)."""
        return self is not EpisodeKind.SHORT_TERM


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


class ExplainedKind(Choice):
    """What a service has to show that it discussed with somebody. Source: NICE QS173."""

    SCOPE = "scope", "What the service will and won't do was discussed"
    GOALS = "goals", "Goals were agreed and shared"
    TRANSITION_BEGUN = "transition_begun", "The plan for what comes after was begun"
    TRANSITION_REVIEWED = "transition_reviewed", "The plan for what comes after was reviewed"
