"""The fields of a person that a form may set, listed once for the service, the query and the form."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from models.vocabulary.agreement import Funding
from models.vocabulary.people import PaperFormat


class PersonDetails(TypedDict, total=False):
    """By the names of the person's record; where only some are given, the others stay as they are.

    An NHS number or a MOSAIC id that isn't known is empty text here.
    """

    given: str
    family: str
    preferred: str
    nhs_number: str
    mosaic_id: str
    born: date | None
    address: str
    postcode: str
    patch_id: UUID | None
    telephone: str
    communication: str
    paper_format: PaperFormat
    funding: Funding
    risks: str
    lone_worker_risk: bool
    has_at: bool
