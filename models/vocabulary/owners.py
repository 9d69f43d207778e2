"""What of a record has an owner that can change from one day to the next (DAY-4)."""

from models.vocabulary.choice import Choice


class OwnerOf(Choice):
    """What somebody, a team or a patch has: of an episode, a referral, a person or a meeting's action. STCH (DAY-4)."""

    DSO = "dso", "DSO"
    CASE_COORDINATOR = "case_coordinator", "Case coordinator"
    ALLOCATED_WORKER = "allocated_worker", "Allocated worker"
    GOAL_SETTER = "goal_setter", "Goal setter"
    ACTION = "action", "Action of a meeting"
    TEAM = "team", "Team"
    PATCH = "patch", "Patch"

    @property
    def is_staff(self) -> bool:
        """Whether one of the staff has it; else a team or a patch."""
        return self not in {OwnerOf.TEAM, OwnerOf.PATCH}

    @property
    def may_be_nobody(self) -> bool:
        """Whether it may be given back without an heir: an allocated worker, unless the office asks for one (STC-2)."""
        return self is OwnerOf.ALLOCATED_WORKER
