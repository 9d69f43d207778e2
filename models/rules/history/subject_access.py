"""Everything known about one person, for them to read: who makes it, and what is read by somebody before it leaves.

Whatever may be about somebody else is marked, never left out: a person decides what is taken out, and why. Only what
they wrote of that, and why records are held for proceedings, isn't in it: it would tell what is withheld and from whom.
"""

from enum import Enum

from models.rules.decision import Lack
from models.rules.who import SERVICE_MANAGER
from models.vocabulary.staff import Role


class Review(Enum):
    """Why a value is read by somebody before it leaves; its value is the sentence on paper."""

    NONE = ""
    OTHERS = "About somebody else: read before it leaves"
    TYPED = "Typed freely, may be about others: read before it leaves"
    SAFEGUARDING = "Safeguarding: ask the safeguarding lead before it leaves"


_ABOUT_OTHERS = frozenset({"representative", "power", "power_holder", "agreement_signer", "signing_basis"})
_SAFEGUARDING = frozenset({"concern"})
_STAYS_HERE = frozenset(
    {
        ("access_check", "found"), ("legal_hold", "asked_by"), ("legal_hold", "because"),
        ("legal_hold", "lifted_because"),
    }
)  # fmt: skip
_THEIR_OWN = frozenset(
    {
        "given", "family", "preferred", "nhs_number", "mosaic_id", "address", "postcode", "telephone", "reference",
        "hospital", "communication", "wording_version", "digest", "sha256", "file_name", "name",
    }
)  # fmt: skip


def subject_access_lacks(role: Role, *, has_service_manager: bool) -> tuple[Lack, ...]:
    """The service manager answers a subject access request; a DSO only where the office has no service manager."""
    if role is Role.SERVICE_MANAGER or (role is Role.DSO and not has_service_manager):
        return ()
    sentence = (
        "Everything known about somebody is put together by the service manager: ask them."
        if has_service_manager
        else "Everything known about somebody is put together by a DSO here, for there is no service manager: ask one."
    )
    return (Lack("", sentence, SERVICE_MANAGER),)


def leaves(table: str, column: str) -> bool:
    """Whether this is for whoever asks: not what was found to be withheld, nor what legal advice a hold rests on.

    Source: Data Protection Act 2018, schedule 2, paragraphs 16 and 19, and schedule 3 (SAR-2).
    """
    return (table, column) not in _STAYS_HERE


def review_of(table: str, column: str, *, is_text: bool) -> Review:
    """Why this value is read before it leaves. Text that isn't known to be the person's own always is."""
    if table in _SAFEGUARDING:
        return Review.SAFEGUARDING
    if table in _ABOUT_OTHERS:
        return Review.OTHERS
    return Review.TYPED if is_text and column not in _THEIR_OWN else Review.NONE
