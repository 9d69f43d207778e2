"""Those that have left the queue lately, as a list below the same buttons as the queue."""

from app.door.clock import Clock
from app.queries.referrals.left import LeftRow
from models.vocabulary.referrals import ReferralOutcome
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import moment_text

_STATES = {
    ReferralOutcome.STARTED: State.DONE,
    ReferralOutcome.LAPSED: State.OVERDUE,
    ReferralOutcome.DECLINED: State.OPEN,
    ReferralOutcome.SIGNPOSTED: State.OPEN,
    ReferralOutcome.WITHDRAWN: State.OPEN,
    ReferralOutcome.DIED: State.OPEN,
}


def left_list(desk: Desk) -> TableView[LeftRow]:
    """The list, the latest first."""
    model = RowTableModel(_columns(desk.clock), lambda row: row.id)
    title = "Referrals that have left the queue"
    return TableView(desk.look, model, "referrals.left", title, preferences=desk.preferences)


def _who(row: LeftRow) -> str:
    return f"{row.reference}, reported to have died" if row.death_reported else row.reference


def _died(row: LeftRow) -> Icon | None:
    return Icon.DIED if row.death_reported else None


def _columns(clock: Clock) -> tuple[Column[LeftRow], ...]:
    return (
        Column("person", "Person", lambda row: row.person, tooltip=_who, icon=_died, bold=True, width=176),
        Column("outcome", "How", lambda row: row.outcome.label, state=lambda row: _STATES[row.outcome], width=140),
        Column("at", "When", lambda row: moment_text(row.at, clock.now()), sort=lambda row: row.at, width=150),
        Column("because", "Why", lambda row: row.because, tooltip=lambda row: row.because, quiet=True),
    )
