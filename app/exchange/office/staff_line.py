"""What one row of a list of staff says, and by which headings its parts go."""

from dataclasses import dataclass
from datetime import date

from app.exchange.columns import Field
from app.exchange.files.cells import Cell
from models.vocabulary.staff import Role

STAFF_FIELDS = (
    Field("name", "Name", (
        "Full name", "Staff name", "Name of staff", "Staff member", "Member of staff", "Staff", "Employee",
        "Employee name", "Worker", "Worker name", "Care worker", "Carer", "Colleague", "Names",
    )),
    Field("given", "Forename", ("Given name", "First name", "Firstname", "Forenames", "Given names")),
    Field("family", "Surname", ("Family name", "Last name", "Lastname")),
    Field("role", "Role", (
        "Job title", "Job role", "Job", "Position", "Post", "Post title", "Designation", "Occupation", "Role title",
    )),
    Field("team", "Team", ("Teams", "Main team", "Team name", "Works in", "Base", "Team base", "Service", "Unit")),
    Field("telephone", "Telephone", (
        "Tel", "Tel no", "Tel number", "Telephone no", "Telephone number", "Phone", "Phone no", "Phone number",
        "Mobile", "Mobile no", "Mobile number", "Mobile phone", "Work mobile", "Work phone", "Contact",
        "Contact no", "Contact number",
    )),
    Field("trained", "Trained for equipment", (
        "Equipment trained", "Equipment training", "Trained in equipment", "Trained",
        "Equipment assessor", "Can assess for equipment", "Equipment",
    )),
    Field("from_day", "From", (
        "From day", "Start date", "Started", "Date started", "Start", "Since", "In post from", "In post since",
        "Joined", "Date joined", "Employed from", "Contract start",
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A member of staff as a list names them; `notices` are sentences about what was taken for granted.

    `trained` and `from_day` are none where the list doesn't say. The teams are called as the office calls them.
    """

    line: int
    name: str
    role: Role
    team: str
    other_teams: tuple[str, ...]
    telephone: str
    trained: bool | None
    from_day: date | None
    notices: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
