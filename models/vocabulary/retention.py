"""The words of the retention review: what was decided of somebody's records, and how they stand."""

from models.vocabulary.choice import Choice


class RetentionChoice(Choice):
    """What a reviewer decides. Nothing is destroyed by either. Source: UK GDPR, article 5(1)(e) (RET-1)."""

    KEEP = "keep", "Keep until a day"
    DISPOSE = "dispose", "Propose for disposal"


class RetentionState(Choice):
    """How somebody's records stand once the schedule has passed (RET-1 to RET-3)."""

    TO_REVIEW = "to_review", "To be reviewed"
    HELD = "held", "Legal hold"
    ASKED_FOR = "asked_for", "Asked for: subject access"
    PROPOSED = "proposed", "Disposal to be approved"
    KEPT = "kept", "Kept until a day"
    APPROVED = "approved", "Disposal approved"
