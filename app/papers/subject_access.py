"""Everything known about one person, gathered in one read, as PDF and as JSON (UK GDPR, article 15)."""

from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec

from app.door.turn import Turn
from app.queries.history.everything import Everything, KnownLook, everything
from app.queries.history.kept_files import kept_files
from app.queries.office.choices import here
from models.rules.sentences import moment_text
from models.vocabulary.access import Access
from models.vocabulary.papers import MediaType
from models.vocabulary.people import PaperFormat
from reports.continuity import without_codes
from reports.layout.styles import Edition
from reports.subject_access import AccessRecord, AccessValue, SubjectAccessPaper, render

_ENDS = {MediaType.PDF: ".pdf", MediaType.JPEG: ".jpg", MediaType.PNG: ".png", MediaType.TIFF: ".tiff"}
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


def subject_access_files(turn: Turn, *, person: UUID) -> bytes:
    """The papers and scans that are kept as files, as a ZIP with the SHA-256 of each; nothing where there are none."""
    made, sums = BytesIO(), []
    with ZipFile(made, "w", ZIP_DEFLATED) as bundle:
        for number, each in enumerate(kept_files(turn, person=person), start=1):
            print_of = f"-{each.edition.value}" if each.edition else ""
            named = "".join(sign if sign.isalnum() else "-" for sign in f"{each.reference}-{each.kind.value}{print_of}")
            name = f"{number:03}-{named}{_ENDS[each.media_type]}"
            bundle.writestr(ZipInfo(name), each.content)  # of 1980: the same files give the same bytes
            sums.append(f"{each.sha256}  {name}\n")
        bundle.writestr(ZipInfo("SHA-256.txt"), "".join(sums))
    return made.getvalue() if sums else b""


BESIDE = (".json", ".zip")  # what lies beside the PDF under its name


def subject_access_beside(turn: Turn, *, person: UUID) -> dict[str, bytes]:
    """What lies beside the PDF under its name, by how that ends: the JSON, and the kept files where there are any."""
    files = subject_access_files(turn, person=person)
    made = (subject_access_json(turn, person=person), files)
    return {end: content for end, content in zip(BESIDE, made, strict=True) if content}


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
