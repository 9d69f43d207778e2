"""Which shape of the database this program expects, and which one it has: asked at every start, so without alembic."""

from collections.abc import Collection

from sqlalchemy import Connection, inspect, text

from models.database_file import NotOurs
from models.prepared import ask_file

NEWEST = "0033"  # a test holds it against the newest file in models/migrations/versions
KNOWN = tuple(f"{number:04}" for number in range(1, 34))  # and these against all of them, oldest first
ADDED = {  # which tables a revision added: an older database hasn't them yet, and has lost nothing
    "0003": (
        "at_given",
        "break_undone",
        "chc_in_service",
        "expected_change",
        "extra_calls_said",
        "hand_over_answered",
        "hand_over_taken_back",
        "intervention_request",
        "past_listing",
        "past_offer",
        "plan_taken_back",
        "reassessment",
        "who_decided",
    ),
    "0004": (
        "access_note",
        "contracted_change",
        "former_name",
        "list_entry",
        "owner_change",
        "patch_postcode",
        "seal",
        "sealed_entry",
        "staff_leave",
        "staff_role",
        "staff_spell",
        "staff_team",
    ),
    "0005": (
        "agreement_price",
        "agreement_signer",
        "asked_visit",
        "charge_request",
        "cost_said",
        "eligibility",
        "format_maker",
        "format_need",
        "paper_bytes",
        "paper_file",
        "power",
        "power_holder",
        "signature_refused",
        "signing_basis",
        "wording_phrase",
        "wording_version",
    ),
    "0006": ("tracker_book",),
    "0007": ("near_word", "person_word"),
    "0008": ("due_day", "due_line", "due_mark"),
    "0010": ("login", "membership"),
    "0014": ("key_safe", "key_safe_code"),
    "0018": ("suggestion_dismissed",),
    "0019": ("goal_example",),
    "0022": ("shared_visit",),
    "0023": ("visit_not_made",),
    "0024": ("onward_connection",),
    "0026": ("meeting_note",),
    "0027": ("double_up_answer",),
    "0028": ("review_programme",),
    "0030": ("meeting_taken_back",),
    "0031": ("support_aim",),
    "0032": ("explained",),
    "0033": ("access_request", "access_check", "legal_hold", "retention_decision"),
}
GUARDS_OF_FILE = (
    "9a38f2e0283197d2"  # all triggers of a file at that revision, as `models.guards` makes one word of them
)

PROGRAM = "homeward"  # what a program of ours calls itself at a server, and from 0016 on with its revision behind it
BROUGHT_UP_STATE = "55NEW"  # of a class whose words a program from before 0016 shows as the server says them
BROUGHT_UP = (
    "This database was brought up by a newer Homeward while it was open here. Nothing was saved, and what was typed in "
    "a form is kept: close Homeward on this desk and start the newer one."
)
_FOUND = "SELECT version_num FROM alembic_version"


def refuse_brought_up(connection: Connection) -> None:
    """Refuse to write into a file that a newer program has brought up since; at a server the stamps' trigger does.

    A program from before 0016 doesn't ask: it lacks the function from which the stamps take their moment.
    """
    if any(is_unknown(found) for (found,) in ask_file(connection, _FOUND)):
        raise NotOurs(BROUGHT_UP)


def revision_of(connection: Connection) -> str | None:
    """The revision that a database has, none where it has no tables (also where all of them were taken down again)."""
    return revision_among(connection, frozenset(inspect(connection).get_table_names()))


def revision_among(connection: Connection, tables: Collection[str]) -> str | None:
    """The same where it is known which tables there are."""
    if "alembic_version" not in tables:
        return None
    found = connection.execute(text(_FOUND)).scalars().all()
    if not found and "database_mark" not in tables:
        return None
    return " and ".join(sorted(str(each) for each in found)) or "none"


def tables_to_come(found: str | None) -> frozenset[str]:
    """The tables that a database of this revision hasn't got yet, because a newer one brings them."""
    return frozenset(name for revision, names in ADDED.items() if revision > (found or "") for name in names)


def is_unknown(found: str | None) -> bool:
    """Whether this program knows nothing of a revision, so that it must touch nothing there."""
    return found is not None and found not in KNOWN


def unknown_in_words(found: str) -> str:
    """What to say of such a revision and whom to ask."""
    if found.isdigit() and found > NEWEST:
        return (
            f"This database was brought up by a newer Homeward (revision {found}; this one knows {NEWEST}). "
            "Update Homeward on this desk. The database was left as it is."
        )
    return (
        f"This database says that it is at revision “{found}”, which this program doesn't know. "
        "Tell whoever looks after Homeward. The database was left as it is."
    )
