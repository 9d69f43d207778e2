"""Meetings: the agenda that builds itself, person by person; what is decided and who takes on what."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from uuid import UUID

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.door.changes import Changes, Topic
from app.door.door import Deed
from app.door.errors import Refused, Unavailable
from app.queries.meetings.agenda import Agenda, AgendaAction, AgendaPerson, agenda
from app.queries.meetings.minutes import HeldMeeting, meetings_held
from app.queries.office import choices as office_queries
from app.queries.office.choices import TeamChoice
from app.services.meetings import meetings, notes
from models.vocabulary.meetings import DecisionKind, MeetingKind, MeetingPaper
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import Place, TabName, place_of
from ui.pieces import Pieces
from ui.tabs.meetings.agenda import AS_BEFORE, AgendaList
from ui.tabs.meetings.as_before import AsBefore, undecided
from ui.tabs.meetings.deeds import ACTION, DECISION, Assigned, Decided, MeetingDeeds
from ui.tabs.meetings.head import MeetingHead, Present
from ui.tabs.meetings.person import MeetingPage
from ui.tabs.meetings.said import MeetingSaid, Said
from ui.tabs.tab import Tab
from ui.text import count
from ui.theme import GROUP, RELATED
from ui.widgets.checklist import Ticked
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.grown import grow
from ui.widgets.labels_and_buttons import button, hairline, scrolled, spread, words
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.tab_order import tell_from_the_left
from ui.widgets.waiting import Waiting

_LEAST_HEIGHT = 380
_SIDES = (260, 900)
_THEN = {
    DecisionKind.STEP_DOWN: ("Change the whole week", "plans.new"),
    DecisionKind.MAXIMUM_INDEPENDENCE: ("See the milestones", "goals.milestones"),
    DecisionKind.NFA: ("See the milestones", "goals.milestones"),
    DecisionKind.TRANSFER: ("See what it needs", "transfer.conditions"),
    DecisionKind.GOAL_SETTER: ("Set a goal", "goals.new"),
}


class MeetingsTab(Tab):
    """The agenda at the left, whoever is talked about at the right, the deeds below them."""

    name = TabName.MEETINGS
    topics = frozenset(
        {
            Topic.MEETINGS, Topic.EPISODES, Topic.GOALS, Topic.RATINGS, Topic.PLANS, Topic.BREAKS, Topic.TRANSFERS,
            Topic.PEOPLE, Topic.SETTINGS,
        }
    )  # fmt: skip
    specs = (
        ActionSpec("meetings.act.next", "&Next person", "Go on to the next person", "PgDown", None, "meetings#next"),
        ActionSpec("meetings.act.previous", "&Previous person", "Go back to the one before", "PgUp", None, "meetings"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.agenda: Agenda | None = None
        self.chosen: UUID | None = None
        self._talked_about: tuple[UUID, MeetingKind, UUID, bool] | None = None
        self.build(self._pieces())

    # --- what is shown ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.door.ask(self, office_queries.teams).then(self._show_teams, self.notice.say, latest="meetings.teams")
        self.door.ask(self, office_queries.staff).then(self.deeds.show_staff, self.notice.say, latest="meetings.staff")

    def act(self, spec: str) -> None:
        self.people.step(1 if spec == "meetings.act.next" else -1)

    def await_place(self, place: Place) -> None:
        """Talk about the person whose episode is meant."""
        super().await_place(place)
        self.chosen = place.record or self.chosen

    def _show_teams(self, teams: tuple[TeamChoice, ...]) -> None:
        known = [each.id for each in teams]
        chosen = self.desk.team if self.desk.team in known else self.head.team.value()
        self.head.show_teams(teams, chosen if chosen in known else next(iter(known), None))
        self._ask_agenda()

    def _ask_agenda(self) -> None:
        team, kind = self.head.team.value(), self.head.kind.value()
        if team is not None and kind is not None:
            self.door.ask(self, agenda, team=team, kind=kind).then(
                self._show, self.notice.say, latest="meetings.agenda"
            )

    def _show(self, view: Agenda) -> None:
        self.fill(self._shown(view))

    def _shown(self, view: Agenda) -> Pieces:
        self.head.show_agenda(view)
        yield
        self.agenda = view
        is_empty = not view.people and not view.outstanding and view.meeting_id is None
        self._stack.setCurrentIndex(1 if is_empty else 0)
        self.chosen = self.people.show_agenda(view, self.chosen)
        self._show_chosen()
        self.arrived()

    def _show_chosen(self) -> None:
        view = self.agenda
        if view is None or self.chosen is None:
            return
        person = self._person()
        is_open = view.meeting_id is not None
        self.where.setText(self.people.place_text)
        is_of_all = self.chosen == AS_BEFORE
        self.page.setVisible(not is_of_all)
        self.as_before.setVisible(is_of_all)
        if is_of_all:
            self.who.setText(f"{count(len(view.as_before), 'person', 'people')} as before")
            self.as_before.show_people(view.as_before, can_decide=is_open)
        elif person is None:
            self.who.setText(f"{view.kind.label}, {view.team}")
            self.page.show_meeting(view)
        else:
            self.who.setText(person.person)
            self.page.show_person(person, can_decide=is_open, no_goals=view.no_goals)
        goes_on = person is not None and person.ended_at is None
        self._offer_deeds(is_asked=self.page.decided.form is not None)
        if is_open and person is not None:
            self.said.show_note(f"said.{view.kind.value}.{person.episode_id}", person.note)
        self.closed.setVisible(not is_open)
        about = (view.team_id, view.kind, self.chosen, goes_on)
        if about != self._talked_about:
            self._talked_about = about
            form = f"meetings.{view.kind.value}.{self.chosen if person else view.team_id}"
            self.deeds.begin(form, about_person=goes_on, due_in=view.due_in)
            self.area.verticalScrollBar().setValue(0)

    def _offer_deeds(self, is_asked: bool) -> None:  # noqa: FBT001  Qt's signal
        """What the open meeting can do here; a form in the page has the room while it is open."""
        person, is_open = self._person(), self.agenda is not None and self.agenda.meeting_id is not None
        self.deeds.setVisible(is_open and self.chosen != AS_BEFORE and not is_asked)
        self.said.setVisible(is_open and person is not None and person.ended_at is None and not is_asked)

    def _person(self) -> AgendaPerson | None:
        people = self.agenda.people if self.agenda else ()
        return next((each for each in people if each.episode_id == self.chosen), None)

    def _person_chosen(self, episode: UUID) -> None:
        self.chosen = episode
        self.notice_of_deeds.clear()
        self._show_chosen()

    # --- what is done ----------------------------------------------------------------------------------------

    def _open_meeting(self) -> None:
        team, kind = self.head.team.value(), self.head.kind.value()
        if team is not None and kind is not None:
            deed = partial(meetings.open_meeting, team=team, kind=kind, attending=self.head.attending())
            self.do(deed)

    def _finish_meeting(self) -> None:
        if self.agenda is not None and self.agenda.meeting_id is not None:
            done = f"The {self.agenda.kind.label} is finished. What it left undone comes up in the next."
            self.do(partial(meetings.finish_meeting, meeting=self.agenda.meeting_id, seen=self.agenda.version), done)

    def _mark(self, present: Present) -> None:
        if self.agenda is not None and self.agenda.meeting_id is not None:
            deed = meetings.attend if present.is_there else meetings.leave
            self.do(partial(deed, meeting=self.agenda.meeting_id, staff=present.staff, seen=present.seen))

    def _decide(self, wish: Decided) -> None:
        person = self._person()
        if self.agenda is None or self.agenda.meeting_id is None or person is None:
            return
        deed = partial(
            meetings.decide,
            meeting=self.agenda.meeting_id,
            episode=person.episode_id,
            seen=person.seen_for(wish.kind),
            kind=wish.kind,
            note=wish.note,
            goal_setter=wish.goal_setter,
        )
        sent = self.waiting.wish(deed, self.deeds.draft, DECISION)
        self._send(sent, partial(self._decided, wish.kind, person))

    def _decided(self, kind: DecisionKind, person: AgendaPerson, made: Changes) -> None:
        self.deeds.decision_kept()
        self.page.decided.lead_on_from(made.made)
        said = f"Recorded about {person.person}: {kind.label}."
        said += " It is an action of the case coordinator." if kind is DecisionKind.ASSESS else ""
        if kind not in _THEN:
            self.notice_of_deeds.tell(said)
            return
        words_of_it, field = _THEN[kind]
        there = place_of(field, person.person_id, person.episode_id)
        self.notice_of_deeds.offer(said, words_of_it, partial(self.place_requested.emit, there))

    def _carry_all_on(self) -> None:
        """All goes on as it was for whomever nothing has changed and nothing is decided."""
        if self.agenda is None or self.agenda.meeting_id is None:
            return
        seen = {each.episode_id: each.version for each in undecided(self.agenda.as_before)}
        said = f"Recorded about {count(len(seen), 'person', 'people')}: {DecisionKind.CARRY_ON.label}."
        deed = partial(meetings.carry_all_on, meeting=self.agenda.meeting_id, seen=seen)
        self._send(self.waiting.wish(deed), partial(self._told, said))

    def _keep_note(self, wish: Said) -> None:
        person = self._person()
        if self.agenda is None or self.agenda.meeting_id is None or person is None:
            return
        deed = partial(
            notes.note_about,
            meeting=self.agenda.meeting_id,
            episode=person.episode_id,
            seen=wish.seen,
            person_says=wish.person_says,
            next_steps=wish.next_steps,
            next_steps_on=wish.next_steps_on,
        )
        sent = self.said.waiting.wish(deed, self.said.draft)
        self.door.do(self, sent, partial(self._note_kept, person.person), self.said.refused)

    def _note_kept(self, name: str, _changes: Changes) -> None:
        self.said.is_kept(name)

    def _assign(self, wish: Assigned) -> None:
        if self.agenda is None or self.agenda.meeting_id is None:
            return
        person = self._person()
        deed = partial(
            meetings.assign_action,
            meeting=self.agenda.meeting_id,
            what=wish.what,
            owner=wish.owner,
            due=wish.due,
            due_is_meant=wish.due_is_meant,
            episode=person.episode_id if person else None,
        )
        self.door.do(self, self.waiting.wish(deed, self.deeds.draft, ACTION), self._assigned, self._not_assigned)

    def _not_assigned(self, trouble: Refused | Unavailable) -> None:
        self.deeds.due_is_meant.hear(trouble)
        self.notice_of_deeds.say(trouble)

    def _assigned(self, _changes: Changes) -> None:
        self.deeds.action_kept()
        self.notice_of_deeds.tell("Assigned. It comes up until it is done.")

    def _tick(self, ticked: Ticked) -> None:
        if isinstance(ticked.id, AgendaAction):
            deed = meetings.finish_action if ticked.done else meetings.take_up_action
            said = "Done." if ticked.done else "It is open again."
            self._send(partial(deed, action=ticked.id.id, seen=ticked.id.version), partial(self._told, said))

    def _told(self, said: str, _changes: Changes) -> None:
        self.notice_of_deeds.tell(said)

    def _send(self, deed: Deed, then: Callable[[Changes], None]) -> None:
        self.door.do(self, deed, then, self.notice_of_deeds.say)

    def _team_picked(self, team: UUID) -> None:
        self.desk.choose_team(team)
        self._ask_agenda()

    def _look_at_paper(self, paper: MeetingPaper) -> None:
        """What makes papers is imported when one is first wanted, on a worker."""
        view = self.agenda
        if view is not None:
            self.door.fetch(self, lambda: import_module("ui.tabs.meetings.print_papers")).then(
                lambda module: module.look_at_paper(self.desk, self, view, paper), self.notice.say
            )

    def _list_held(self) -> None:
        view = self.agenda
        if view is not None:
            self.door.ask(self, meetings_held, team=view.team_id, kind=view.kind).then(
                self.head.offer_held, self.notice.say
            )

    def _look_at_minutes(self, held: HeldMeeting) -> None:
        view = self.agenda
        if view is not None:
            self.door.fetch(self, lambda: import_module("ui.tabs.meetings.print_papers")).then(
                lambda module: module.look_at_minutes(self.desk, self, view, held), self.notice.say
            )

    def _go_to_referrals(self) -> None:
        self.place_requested.emit(Place(TabName.REFERRALS))

    def _keep_sides(self, *_moved: int) -> None:
        self.desk.preferences.keep_layout("meetings.splitter", bytes(self._splitter.saveState().data()))

    # --- building --------------------------------------------------------------------------------------------

    def _pieces(self) -> Pieces:
        look, desk = self.look, self.desk
        self.head = MeetingHead(desk)
        self._stack = QStackedWidget()
        grow(look, self._stack, QWidget.setMinimumHeight, _LEAST_HEIGHT)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # no taller than the page
        self.body.addWidget(self.head)
        self.body.addWidget(hairline())
        self.body.addWidget(self._stack, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("meetings.splitter")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        self.people = AgendaList(look)
        splitter.addWidget(self.people)
        self._stack.addWidget(splitter)
        yield
        self.page, self.as_before = MeetingPage(desk), AsBefore(desk)
        yield
        self.notice_of_deeds = NoticeBar(look, "meetings.deed_notice")
        self.deeds = MeetingDeeds(desk, self.notice_of_deeds)
        self.said = MeetingSaid(desk)
        for each in (self.deeds, self.said):
            each.hide()
        self.waiting = Waiting(self.deeds, self.notice_of_deeds)
        yield
        right = self._right()
        yield
        splitter.addWidget(right)
        tell_from_the_left(splitter)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes(_SIDES)  # in larger text the list's least width rules
        splitter.restoreState(QByteArray(desk.preferences.layout(splitter.objectName())))
        splitter.splitterMoved.connect(self._keep_sides)
        self._splitter = splitter
        yield
        self.empty = EmptyState(
            look,
            "meetings.empty",
            Icon.MEETINGS,
            "Nobody is on the agenda",
            "The agenda builds itself: everybody in service with the team comes up with their goals, their ratings "
            "and what could be less. It begins with the first person who starts.",
            "Look at the &referrals",
        )
        self._stack.addWidget(self.empty)
        self._connect()

    def _right(self) -> QWidget:
        """Whoever is talked about, and the deeds below."""
        look, right, top = self.look, QWidget(), Flow(self.look.theme.gap(RELATED))
        self.who = words("", "name", "meetings.name")
        self.where = words("", "quiet", "meetings.place", wrap=False)
        self.previous = button(look, "&Previous", "meetings.previous", Icon.BACK, kind="quiet")
        self.next = button(look, "&Next (PgDn)", "meetings.next", Icon.FORWARD, kind="quiet")
        self.closed = words("Open the meeting above to record decisions and actions.", "quiet", "meetings.closed")
        for widget in (self.who, self.where, self.previous, self.next):  # a long name has a line for itself
            top.addWidget(widget)
        top.keep_right(self.where)
        talked_about, pages = QWidget(), QVBoxLayout()
        talked_about.setLayout(spread(pages, look))
        pages.addWidget(self.page)
        pages.addWidget(self.as_before)
        pages.addStretch(1)
        self.area = scrolled(talked_about, "meetings.page")
        column = QVBoxLayout(right)
        spread(column, look, gap=RELATED)
        column.setContentsMargins(look.theme.gap(GROUP), 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        below: tuple[QWidget, ...] = (hairline(), self.notice_of_deeds, self.said, self.deeds, self.closed)
        for each in below:
            column.addWidget(each)
        return right

    def _connect(self) -> None:
        self.head.team.picked.connect(self._team_picked)
        self.head.kind.picked.connect(self._ask_agenda)
        self.head.begin.clicked.connect(self._open_meeting)
        self.head.finish.clicked.connect(self._finish_meeting)
        self.head.attendance.connect(self._mark)
        self.people.chosen.connect(self._person_chosen)
        self.previous.clicked.connect(partial(self.people.step, -1))
        self.next.clicked.connect(partial(self.people.step, 1))
        self.as_before.carried_on.connect(self._carry_all_on)
        self.page.decision_wanted.connect(self.deeds.prepare)
        self.page.decided.asks.connect(self._offer_deeds)
        self.page.action_ticked.connect(self._tick)
        self.said.said.connect(self._keep_note)
        self.deeds.decided.connect(self._decide)
        self.deeds.assigned.connect(self._assign)
        self.head.paper_wanted.connect(self._look_at_paper)
        self.head.earlier_wanted.connect(self._list_held)
        self.head.minutes_wanted.connect(self._look_at_minutes)
        self.empty.asked.connect(self._go_to_referrals)
