"""Everything known about one person, gathered in one read, as PDF and as JSON (UK GDPR, article 15)."""

from uuid import UUID

import msgspec

from app.door.turn import Turn
from app.queries.history.everything import Everything, KnownLook, everything
from app.queries.office.choices import here
from models.rules.sentences import moment_text
from models.vocabulary.access import Access
from models.vocabulary.people import PaperFormat
from reports.continuity import without_codes
from reports.layout.styles import Edition
from reports.subject_access import AccessRecord, AccessValue, SubjectAccessPaper, render

_DID = {
    Access.OPENED: "opened",
    Access.PREVIEWED: "looked at",
    Access.PRINTED: "printed",
    Access.SAVED: "saved",
    Access.EXPORTED: "exported",
}


def gather(turn: Turn, *, person: UUID) -> SubjectAccessPaper:
    """All of it as it stands now; refused to whoever doesn't answer such requests. It stays after a death (END-6)."""
    return _paper(turn, everything(turn, person=person), person)


def subject_access_pdf(turn: Turn, *, person: UUID, paper_format: PaperFormat) -> bytes:
    """The bundle to read, to mark and to hand over."""
    return render(gather(turn, person=person), Edition(paper_format.value))


def subject_access_json(turn: Turn, *, person: UUID) -> bytes:
    """The same for a machine: each record with its table, and each value with its column, words and mark."""
    told, office = everything(turn, person=person), here(turn)
    records = [
        {
            "table": record.table,
            "called": record.called,
            "values": [
                {
                    "column": each.column,
                    "called": each.called,
                    "value": without_codes(each.value),
                    "review": each.review.name.lower(),
                }
                for each in record.values
            ],
        }
        for record in told.records
    ]
    whole = {
        "about": told.person,
        "council": office.council,
        "office": office.name,
        "made_at": turn.moment.isoformat(),
        "records": records,
        "looks": [
            {"at": each.at.isoformat(), "by": each.by, "deed": each.deed.value, "what": each.what}
            for each in told.looks
        ],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2)


def _paper(turn: Turn, told: Everything, person: UUID) -> SubjectAccessPaper:
    office = here(turn)
    return SubjectAccessPaper(
        reference=f"SAR-{str(person)[-8:]}-{turn.day:%Y%m%d}",
        council=office.council,
        office=office.name,
        person=told.person,
        made_at=turn.moment,
        records=tuple(
            AccessRecord(
                record.called,
                tuple(AccessValue(each.called, each.value, each.review.value) for each in record.values),
            )
            for record in told.records
        ),
        looks=tuple(map(_look, told.looks)),
    )


def _look(each: KnownLook) -> str:
    return f"{moment_text(each.at)}: {each.by} {_DID[each.deed]} {each.what}"
