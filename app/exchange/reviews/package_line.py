"""What one row of a list of long-term packages says, and by which headings its parts go."""

from dataclasses import dataclass
from datetime import date

from app.exchange.columns import Field
from app.exchange.files.cells import Cell
from models.values import NhsNumber, Postcode

PACKAGE_FIELDS = (
    Field("name", "Name", (
        "Person", "Full name", "Client", "Client name", "Service user", "Service user name", "Person name", "Customer",
    )),
    Field("given", "Forename", ("Given name", "First name", "Firstname", "Forenames", "Given names", "Given")),
    Field("family", "Surname", ("Family name", "Last name", "Lastname", "Family")),
    Field("born", "DOB", ("Date of birth", "Born", "Birth date", "D.O.B.", "Birthday")),
    Field("nhs_number", "NHS number", ("NHS No", "NHS", "NHS no.")),
    Field("mosaic_id", "MOSAIC id", ("MOSAIC", "MOSAIC no", "MOSAIC number", "Person ID", "Client ID", "ID")),
    Field("address", "Address", ("Home address", "Street", "Address line 1")),
    Field("postcode", "Postcode", ("Post code", "PC")),
    Field("telephone", "Telephone", (
        "Tel", "Tel no", "Phone", "Phone no", "Phone number", "Telephone number", "Home phone", "Contact number",
        "Mobile",
    )),
    Field("communication", "Communication", ("Communication needs", "Language", "Accessible information")),
    Field("area", "Area", ("Programme", "Review area", "Area of review")),
    Field("patch", "Patch", ("Locality", "Town")),
    Field("package_since", "Package since", (
        "Package start", "Package start date", "Start", "Start date", "Service start", "Since", "Commenced",
    )),
    Field("visits", "Visits a week", ("Visits", "Visits per week", "Calls a week", "Calls per week", "No of visits")),
    Field("hours", "Hours a week", (
        "Hours", "Hours per week", "Weekly hours", "Hrs", "Hrs a week", "Hrs per week", "Contracted hours",
        "Planned hours",
    )),
    Field("speaks_for", "Next of kin", ("NOK", "Representative", "Contact", "Emergency contact", "Relative")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackageLine:
    """Somebody with a long-term package as a list names them; area and patch are as typed.

    Hours are minutes of workers a week. `notices` are what was taken for granted or isn't taken over.
    """

    line: int
    given: str
    family: str
    born: date | None
    nhs_number: NhsNumber | None
    mosaic_id: str
    address: str
    postcode: Postcode | None
    telephone: str
    communication: str
    area: str
    patch: str
    package_since: date | None
    visits_a_week: int | None
    minutes_a_week: int | None
    speaks_for: str
    notices: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
