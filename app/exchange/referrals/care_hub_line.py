"""What one row of the Care Hub's list says, and by which headings its parts go. Source: OPG 2.1 (REF-1, REF-2)."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from app.exchange.calls_text import CallsRead, visits_text
from app.exchange.columns import Field
from app.exchange.files.cells import Cell
from models.values import NhsNumber, Postcode, to_london
from models.vocabulary.choice import Choice
from models.vocabulary.referrals import ReferralDocument, ReferralReason, Support

REFERRAL_FIELDS = (
    Field("ref", "Ref", ("Reference", "Referral ref", "Referral no", "Care Hub ref"), required=True),
    Field("received", "Received", ("Date received", "Received on", "Received at", "Date of referral"), required=True),
    Field("family", "Surname", ("Family name", "Last name"), required=True),
    Field("given", "Forename", ("Given name", "First name", "Forenames", "Given names"), required=True),
    Field("born", "DOB", ("Date of birth", "Born", "Birth date"), required=True),
    Field("nhs_number", "NHS No", ("NHS number", "NHS", "NHS no.")),
    Field("mosaic_id", "MOSAIC", ("MOSAIC id", "MOSAIC no", "MOSAIC number")),
    Field("address", "Address", ("Home address",)),
    Field("postcode", "Post code", ("Postcode", "PC")),
    Field("patch", "Patch", ("Locality", "Town")),
    Field("document", "Referral document", ("Document", "Referral form", "Form"), required=True),
    Field("reason", "Reason", ("Reason for referral", "Why STS"), required=True),
    Field("from_hospital", "From hospital", ("Hospital",)),
    Field("urgent", "Urgent", ("Urgent?", "Priority")),
    Field("support", "Current support", ("Support", "Support in place")),
    Field("calls", "Calls requested", ("Calls", "Requested calls", "Visits", "Package")),
    Field("needs", "Needs and risks", ("Needs", "Needs & risks", "Risks")),
    Field("discharge", "Discharge date", ("Discharge", "EDD", "Expected discharge")),
    Field("referrer", "Referrer", ("Referred by", "Assessor", "Source")),
    Field("referrer_phone", "Referrer phone", ("Referrer telephone", "Referrer tel", "Phone", "Telephone")),
    Field("notes", "Notes", ("Note", "Comments", "Comment")),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a referral says, in words: to show field by field what is different the second time."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral that is good in itself; `notices` are sentences about what was taken for granted."""

    line: int
    ref: str
    received: datetime
    family: str
    given: str
    born: date
    nhs_number: NhsNumber | None
    mosaic_id: str
    address: str
    postcode: Postcode | None
    patch: str
    document: ReferralDocument
    reason: ReferralReason
    from_hospital: bool
    urgent: bool
    support: Support
    support_text: str
    calls: CallsRead
    needs: str
    discharge: date | None
    referrer: str
    referrer_phone: str
    notes: str
    notices: tuple[str, ...]
    cells: tuple[Cell, ...]

    def said(self) -> tuple[Said, ...]:
        """All that the referral says, as read, in the order of the list."""
        return tuple(Said(field.key, field.title, _in_words(self, field.key)) for field in REFERRAL_FIELDS)

    @property
    def content_key(self) -> str:
        """Equal for two rows that say the same, however they are written."""
        words = "\x1f".join(each.text for each in self.said())
        return hashlib.sha256(words.encode()).hexdigest()


def _in_words(line: ReferralLine, key: str) -> str:
    if key == "calls":
        return visits_text(line.calls.visits) if line.calls.visits and not line.calls.unread else line.calls.typed
    if key == "support":
        return line.support_text or line.support.label
    said = getattr(line, key)
    match said:
        case None:
            return ""
        case bool():
            return "Yes" if said else "No"
        case Choice():
            return said.label
        case datetime():
            return f"{to_london(said):%d/%m/%Y %H:%M:%S}"
        case date():
            return f"{said:%d/%m/%Y}"
        case _:
            return str(said)
