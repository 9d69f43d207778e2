"""What one row of a list of people in service says, and by which headings its parts go."""

from dataclasses import dataclass
from datetime import date, datetime

from app.exchange.calls_text import CallsRead
from app.exchange.columns import Field
from app.exchange.files.cells import Cell
from models.values import Call, NhsNumber, Postcode
from models.vocabulary.agreement import Funding

PERSON_FIELDS = (
    Field("name", "Name", (
        "Person", "Full name", "Client", "Client name", "Service user", "Service user name", "Person name", "Customer",
        "Patient", "Resident",
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
    Field("team", "Team", ("STS team", "Service", "Team name", "Base")),
    Field("patch", "Patch", ("Locality", "Town", "Area")),
    Field("kind", "Kind", ("Kind of support", "Type", "Service type", "Short-term or interim", "STS or interim",
        "Support type", "Type of support", "Pathway")),
    Field("started", "Start", (
        "Start date", "Start day", "Started", "Date started", "Service start", "Service start date", "STS start",
        "STS start date", "Commenced", "Admitted", "Admission date", "Package start", "Date of start",
    ), required=True),
    Field("interim_since", "Interim since", ("Interim start", "Interim from", "Interim start date", "Interim began")),
    Field("calls", "Calls", ("Visits", "Package", "Care package", "Calls requested", "Call times", "Support plan")),
    Field("morning", "Morning call", ("Morning", "AM", "AM call", "Breakfast", "Breakfast call", "Morning visit")),
    Field("lunch", "Lunch call", ("Lunch", "Lunch time", "Midday", "Dinner", "Lunch visit")),
    Field("tea", "Tea call", ("Tea", "Tea time", "Teatime", "Tea visit")),
    Field("bed", "Bed call", ("Bed", "Bed time", "Bedtime", "Evening", "Evening call", "Eve", "Bed visit")),
    Field("night", "Night call", ("Night", "Nights", "Overnight", "Night visit")),
    Field("days", "Days", ("Days of the week", "Which days", "Days a week", "Days per week")),
    Field("workers", "Workers", (
        "No of workers", "Number of workers", "Carers", "No of carers", "Number of carers", "Double-up", "Double up",
        "Double handed", "Staff needed",
    )),
    Field("dso", "DSO", ("Organiser", "Domiciliary service organiser", "Dom organiser", "Responsible DSO")),
    Field("coordinator", "Case coordinator", (
        "Coordinator", "Co-ordinator", "Case co-ordinator", "Social worker", "SW", "Allocated worker", "SW/CCW",
        "SW or CCW", "Care coordinator",
    )),
    Field("goals", "Goals", ("Goal", "Goal 1", "SMART goals", "Outcomes", "Aims")),
    Field("goal_2", "Goal 2", ("Second goal",)),
    Field("goal_3", "Goal 3", ("Third goal",)),
    Field("goals_set", "Goals set", ("Goals set on", "Date goals set", "Goals agreed", "Goal date")),
    Field("funding", "Funding", ("Who pays", "Funded by", "Payer", "Finance")),
    Field("sent_to_brokerage", "Sent to Brokerage", ("Brokerage", "Brokerage sent", "Package sent", "Sent to brokers")),
    Field("listed", "Listed", ("Lack of provision list", "On the list since", "LOP list", "Lack of provision")),
    Field("communication", "Communication", ("Communication needs", "Language", "Accessible information")),
    Field("risks", "Risks", ("Risks and alerts", "Alerts", "Hazards", "Needs and risks", "Risk")),
    Field("speaks_for", "Next of kin", ("NOK", "Representative", "Contact", "Emergency contact", "Relative")),
    Field("relation", "Relation", ("Relationship", "NOK relationship", "Relationship to person")),
    Field("their_telephone", "Next of kin telephone", (
        "NOK telephone", "NOK tel", "NOK phone", "NOK number", "Emergency contact number", "Relative telephone",
    )),
)  # fmt: skip
CALL_FIELDS = {each.value: each for each in Call}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in service as a list names them; `notices` are what was taken for granted or isn't taken over.

    Teams, patches and staff are as typed: who is meant is found out with the office's records. `interim` is none where
    the list doesn't say.
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
    team: str
    patch: str
    interim: bool | None
    started: datetime
    interim_since: datetime | None
    calls: CallsRead
    dso: str
    coordinator: str
    goals: tuple[str, ...]
    goals_set: datetime | None
    funding: Funding
    sent_to_brokerage: datetime | None
    listed: datetime | None
    communication: str
    risks: str
    speaks_for: str
    relation: str
    their_telephone: str
    notices: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
