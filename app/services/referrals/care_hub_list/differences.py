"""What a changed row of the Care Hub's list would overwrite, field by field in words (REF-1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.vocabulary.choice import Choice

TITLES = {
    "document": "Document",
    "reason": "Reason",
    "from_hospital": "From hospital",
    "urgent": "Urgent",
    "support": "Support",
    "support_text": "Who helps",
    "calls_text": "Calls",
    "needs_and_risks": "Needs and risks",
    "discharge_on": "Discharge date",
    "referrer": "Referrer",
    "referrer_telephone": "Referrer's telephone",
    "notes": "Notes",
}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what is kept now, and what the file says."""

    title: str
    kept: str
    said: str

    @property
    def sentence(self) -> str:
        """Both in one line."""
        return f"{self.title}: {self.kept or 'nothing'} → {self.said or 'nothing'}"


@dataclass(frozen=True, slots=True)
class ChangedReferral:
    """A row whose reference is known, with what it would overwrite; none where only the person's details differ.

    `seen` is the version of the referral that differs, for the deed.
    """

    line: int
    seen: int
    differences: tuple[Difference, ...]


def differences(kept: object, said: Mapping[str, object]) -> tuple[Difference, ...]:
    """The fields of the record in which the row says something else."""
    pairs = ((title, getattr(kept, name), said[name]) for name, title in TITLES.items())
    return tuple(Difference(title, _text(old), _text(new)) for title, old, new in pairs if old != new)


def _text(said: object) -> str:
    match said:
        case None:
            return ""
        case bool():
            return "Yes" if said else "No"
        case Choice():
            return said.label
        case date():
            return f"{said:%d/%m/%Y}"
    text = " ".join(str(said).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
