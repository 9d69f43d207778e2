"""Who has what: everything of somebody, of a team or of a patch, and all or some of it handed on from a day (DAY-4)."""

from datetime import date
from enum import Enum
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout

from app.door.changes import Topic
from app.queries.owners import who_has_what as queries
from app.queries.owners.of_somebody import StaysRow, what_stays_with
from app.queries.owners.who_has_what import Everybody, HeldRow, Member
from models.values import london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.owners.forms import HAND_ON, MOVE_PATCH, MOVE_TEAM, Chosen
from ui.pages.page import Page
from ui.text import day_text
from ui.theme import RELATED
from ui.widgets.checklist import Checklist, CheckRow, Ticked
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, words
from ui.widgets.sentence_lines import SentenceLines
from ui.widgets.stays_lines import stays_lines


class Of(Enum):
    """Whose things are shown."""

    STAFF = "one of the staff"
    TEAM = "a team"
    PATCH = "a patch"


class OwnersPage(Page):
    """Whom above; below it what is theirs, each with a tick for what is handed on."""

    name = PageName.OWNERS
    topics = frozenset({Topic.EPISODES, Topic.REFERRALS, Topic.MEETINGS, Topic.SETTINGS, Topic.PEOPLE})
    says = "What somebody, a team or a patch has today. Choose all or some of it, and hand it on from a day."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all = Everybody((), (), ())
        self._rows: tuple[HeldRow, ...] = ()
        self._ticked: set[UUID] = set()
        self.panel = DeedPanel(desk, "Whose", "owners.panel")
        self.whose: ChoiceBox[tuple[Of, UUID]] = ChoiceBox(self.look, "owners.whose")
        self.whose.setAccessibleName("Whose things are shown")
        self.count = words("", "quiet", "owners.count")
        self.every = button(self.look, "Tick &all", "owners.every", Icon.TICK, kind="quiet")
        self.none = button(self.look, "Tick &none", "owners.none", Icon.CLOSE, kind="quiet")
        self.stays = SentenceLines(self.look, "owners.stays")
        self.list = Checklist(self.look, "owners.held", "What is theirs")
        self.hand_on = button(self.look, "&Hand it on…", "owners.hand_on", Icon.FORWARD, kind="primary")
        self._build()
        self.whose.picked.connect(self._choose)
        self.every.clicked.connect(partial(self._tick_all, True))
        self.none.clicked.connect(partial(self._tick_all, False))
        self.list.ticked.connect(self._tick)
        self.hand_on.clicked.connect(self._ask)

    def refresh(self) -> None:
        """Whom one may choose, then what is theirs."""
        self.door.ask(self, queries.everybody).then(self._show, self.notice.say, latest="owners.everybody")

    def _show(self, found: Everybody) -> None:
        self._all, chosen = found, self.whose.value()
        self.whose.set_choices(_choices(found))
        if self.about is not None:
            chosen, self.about = (Of.STAFF, self.about), None
        if chosen is None and found.staff:
            chosen = (Of.STAFF, found.staff[0].id)
        self.whose.set_value(chosen)
        self._ask_theirs()

    def _choose(self, _whose: object) -> None:
        self._ticked.clear()
        self.panel.close_form()
        self.panel.notice.clear()
        self._ask_theirs()

    def _ask_theirs(self) -> None:
        chosen = self.whose.value()
        if chosen is None:
            return
        of, key = chosen
        if of is Of.STAFF:
            others = self.door.ask(self, what_stays_with, staff=key)
            others.then(self._show_stays, self.notice.say, latest="owners.stays")
            asked = self.door.ask(self, queries.held_by_staff, staff=key)
        elif of is Of.TEAM:
            asked = self.door.ask(self, queries.held_by_team, team=key)
        else:
            asked = self.door.ask(self, queries.living_in_patch, patch=key)
        if of is not Of.STAFF:
            self.stays.show_lines(())
        asked.then(self._show_theirs, self.notice.say, latest="owners.theirs")

    def _show_theirs(self, rows: tuple[HeldRow, ...]) -> None:
        before = {row.record: (row.to_come, row.from_day) for row in self._rows}
        self._rows = rows
        as_it_was = {row.record for row in rows if before.get(row.record) == (row.to_come, row.from_day)}
        self._ticked &= as_it_was  # what was just handed on isn't handed on again by the next press
        self._draw()
        self.panel.stands_now()
        self.arrived()

    def _show_stays(self, rows: tuple[StaysRow, ...]) -> None:
        chosen = self.whose.value()
        if chosen is not None and chosen[0] is Of.STAFF:
            name = next((each.name for each in self._all.staff if each.id == chosen[1]), "")
            self.stays.show_lines(stays_lines(name, rows))

    def _draw(self) -> None:
        today = london_day(self.desk.clock.now())
        self.list.show_rows(
            tuple(
                CheckRow(row.record, _words(row, today), row.record in self._ticked, key=str(number))
                for number, row in enumerate(self._rows, 1)
            )
        )
        number = len(self._rows)
        self.count.setText(
            f"{number:,} in all, {len(self._ticked):,} ticked" if number else "Nothing stands here today."
        )
        self.panel.offer(self.hand_on, offered=bool(self._rows))
        for each in (self.every, self.none):
            each.setVisible(number > 0)

    def _tick(self, wish: Ticked) -> None:
        key = next(row.record for row in self._rows if row.record == wish.id)
        (self._ticked.add if wish.done else self._ticked.discard)(key)
        self._draw()
        self.panel.stands_now()

    def _tick_all(self, on: bool, *_clicked: object) -> None:  # noqa: FBT001  a partial of a signal
        self._ticked = {row.record for row in self._rows} if on else set()
        self._draw()
        self.panel.stands_now()

    def _ask(self) -> None:
        if not self._ticked:
            self._tick_all(True)
        self.panel.ask("owners", self._asking)

    def _asking(self) -> tuple[FormSpec[Chosen], Chosen, str] | None:
        chosen = self.whose.value()
        if chosen is None or not self._ticked:
            return None
        of, key = chosen
        rows = tuple(row for row in self._rows if row.record in self._ticked)
        spec = {Of.STAFF: HAND_ON, Of.TEAM: MOVE_TEAM, Of.PATCH: MOVE_PATCH}[of]
        return spec, Chosen(key, rows, self._all), f"{of.name.lower()}.{key}"

    def _build(self) -> None:
        above, ticks = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.whose)
        above.addStretch(1)
        ticks.setSpacing(self.look.theme.gap(RELATED))
        for each in (self.every, self.none, self.count):
            ticks.addWidget(each)
        ticks.addStretch(1)
        self.panel.body.addLayout(above)
        self.panel.body.addLayout(ticks)
        self.panel.body.addWidget(self.stays)
        self.stays.hide()
        self.panel.add_deeds(self.hand_on)
        self.body.addWidget(self.panel)
        self.body.addWidget(self.list)  # below: the deed, its form and its answer stay in sight, however long it is
        self.body.addStretch(1)


def _words(row: HeldRow, today: date) -> str:
    """Who it is about and what of it is theirs, and to whom it goes next."""
    goes = f", to {row.to_come} from {day_text(row.from_day, today)}" if row.from_day is not None else ""
    return f"{row.person}: {row.said}{goes}"


def _choices(found: Everybody) -> list[tuple[tuple[Of, UUID], str]]:
    """Staff first, those who have left marked; then teams and patches."""
    return [
        *(((Of.STAFF, each.id), _member(each)) for each in found.staff),
        *(((Of.TEAM, each.id), f"Team {each.name}") for each in found.teams),
        *(((Of.PATCH, each.id), f"Patch {each.name}") for each in found.patches),
    ]


def _member(member: Member) -> str:
    away = "" if member.is_there else ", has left or isn't here yet"
    return f"{member.name}, {member.role.label}{', on leave' if member.on_leave and member.is_there else away}"
