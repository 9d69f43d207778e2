"""At 200 % each dialog fits on a screen of 1280 × 720: the rest is scrolled to, and its last buttons are in sight."""

from pathlib import Path
from uuid import uuid4

import pytest

from ui.desk import SeatView, StaffMember
from ui.dialogs.first_day.join_office import JoinOffice
from ui.dialogs.first_day.start_office import StartOffice
from ui.dialogs.first_day.unlock_office import UnlockOffice
from ui.dialogs.paper_check import PaperCheck
from ui.dialogs.paste_staff import PasteStaff
from ui.dialogs.seat import SeatDialog
from ui.dialogs.welcome import Welcome

SEAT = SeatView(uuid4(), "Sam Lee", "DSO", "North and East", "homeward.sqlite", by_login=False, is_here=False)


@pytest.mark.parametrize(
    "make",
    [
        Welcome,
        lambda desk: Welcome(desk, last="sqlite:////home/sam/homeward.sqlite"),
        StartOffice,
        lambda desk: JoinOffice(desk, ""),
        lambda desk: UnlockOffice(desk, Path("/home/sam/homeward.sqlite")),
        PaperCheck,
        lambda desk: PasteStaff(desk.look),
        lambda desk: SeatDialog(desk.look, SEAT, (StaffMember(SEAT.staff, "Sam Lee", "DSO"),)),
    ],
)
def test_at_200_percent_a_dialog_fits_and_its_last_buttons_are_in_sight(office_desk, qtbot, fits, make):
    office_desk.look.set_text_size(200)
    dialog = make(office_desk)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    fits(dialog)
