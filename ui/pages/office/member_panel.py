"""One of the staff: what is on record of them, and what can be done about it."""

from functools import partial
from typing import TypeAlias
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from app.queries.office.staff import MemberRow, Standing
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.pages.office import staff_forms as forms
from ui.pages.office.staff_forms import AboutMember, Teams
from ui.pages.office.staff_said import said_of
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, words

Offer: TypeAlias = tuple[str, str, Icon, FormSpec[AboutMember]]
_OFFERS: tuple[Offer, ...] = (
    ("change", "P&ut right…", Icon.EDIT, forms.CHANGE),
    ("role", "R&ole…", Icon.PERSON, forms.ROLE),
    ("keep_role", "&Keep the present role…", Icon.UNDO, forms.KEEP_ROLE),
    ("record_leave", "On &leave…", Icon.AWAY, forms.RECORD_LEAVE),
    ("change_leave", "Other &days of leave…", Icon.EDIT, forms.CHANGE_LEAVE),
    ("take_back_leave", "&Take leave back…", Icon.UNDO, forms.TAKE_BACK_LEAVE),
    ("begin", "&First day…", Icon.EDIT, forms.BEGIN),
    ("leave_staff", "They lea&ve…", Icon.CLOSE, forms.LEAVE_STAFF),
    ("stay", "They sta&y…", Icon.UNDO, forms.STAY),
    ("come_back", "They come &back…", Icon.NEW, forms.COME_BACK),
)


class MemberPanel(DeedPanel):
    """`show_member` with a row, or with none while nobody is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Nobody chosen", "staff.member_panel", parent)
        self._member: MemberRow | None = None
        self._teams: Teams = ()
        self.said = words("", "", "staff.said")
        self.body.addWidget(self.said)
        self._offers: dict[str, QPushButton] = {}
        for key, text, icon, spec in _OFFERS:
            made = button(desk.look, text, f"staff.{key}", icon, kind="quiet")
            made.clicked.connect(partial(self._open, spec))
            self._offers[key] = made
        self.add_deeds(*self._offers.values())

    def show_member(self, row: MemberRow | None, teams: Teams) -> None:
        """Show this one; a form that is open goes on with what stands now, or goes with whom it is about."""
        if self._member is not None and (row is None or row.id != self._member.id):
            self.close_form()
            self.notice.clear()
        self._member, self._teams = row, teams
        today = london_day(self.desk.clock.now())
        self.title.setText(row.name if row is not None else "Nobody chosen")
        self.said.setText("\n".join(said_of(row, today)) if row is not None else "Choose somebody in the list.")
        wanted = _offered(row) if row is not None else frozenset[str]()
        for key, made in self._offers.items():
            self.offer(made, offered=key in wanted)
        self.stands_now()

    def _open(self, spec: FormSpec[AboutMember]) -> None:
        if self._member is not None:
            self.ask("staff", partial(self._about, spec, self._member.id))

    def _about(
        self, spec: FormSpec[AboutMember], member: UUID
    ) -> tuple[FormSpec[AboutMember], AboutMember, str] | None:
        row = self._member
        if row is None or row.id != member or spec.key not in _offered(row):
            return None
        return spec, AboutMember(row, self._teams), str(member)


def _offered(row: MemberRow) -> frozenset[str]:
    """What makes sense of somebody as they stand today."""
    wanted = {"change", "role", "begin"}
    if row.roles and row.roles[0].is_to_come:
        wanted |= {"keep_role"}
    if row.standing is Standing.LEFT:
        return frozenset({"change", "come_back"})
    wanted |= {"record_leave", "leave_staff"}
    if row.last_day is not None:
        wanted |= {"stay"}
    if row.leave:
        wanted |= {"change_leave", "take_back_leave"}
    return frozenset(wanted)
