"""Who works in the service, and in which kind of team."""

from models.vocabulary.choice import Choice


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


DIRECT_CARE = frozenset({Role.DSO, Role.CWC})  # the council's own home care; CAB §2


ORGANISERS = frozenset({Role.DSO})  # who run a team's service


class TeamKind(Choice):
    """The two kinds of team. Source: OPG 5.2."""

    SHORT_TERM = "short_term", "Short Term Service"
    INTERIM = "interim", "Interim Home Care"

    @property
    def takes_referrals(self) -> bool:
        """Whether the Care Hub's referrals come to such a team. Source: OPG 2.1, 5.2."""
        return self is TeamKind.SHORT_TERM
