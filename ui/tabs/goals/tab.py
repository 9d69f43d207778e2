"""The goals tab: goals and what they lack, their ratings on one time axis, and the milestones (GOAL, IPAD, MILE)."""

from dataclasses import replace
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.door.changes import Changes, Topic
from app.door.errors import Refused, Unavailable
from app.queries.goals import goals as queries
from app.queries.goals.goals import Dismissed, GoalRow, GoalsView, RatedGoal, RecordPlace, Suggestion, SuggestionKind
from app.queries.office import choices
from app.queries.office.choices import StaffChoice
from app.services.episodes import milestones
from app.services.goals import dismissals
from app.services.goals import goals as services
from models.vocabulary.episodes import ExplainedKind, MilestoneKind
from models.vocabulary.goals import GoalState
from models.vocabulary.staff import GOAL_SETTERS
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.dialogs.ratings_import import RatingImport
from ui.icons import Icon
from ui.navigation import Place, TabName
from ui.pieces import Pieces
from ui.tabs.goals.form import GoalForm, GoalTyped
from ui.tabs.goals.given_letters import GivenLetters
from ui.tabs.goals.goal_list import GoalInFull, GoalsList, recorded_rows
from ui.tabs.goals.history import HistoryPanel
from ui.tabs.goals.milestones import MilestonesPanel, MilestoneWish
from ui.tabs.person_tab import PersonTab
from ui.text import count, due_text
from ui.theme import RELATED
from ui.widgets.beside import Beside
from ui.widgets.checklist import Checklist, Ticked
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.explained import ExplainedPanel
from ui.widgets.labels_and_buttons import Panel, button, spread, words

_LEAST = 364
_NO_GOALS = "No goals here"
_NOBODY = (
    "Nobody is chosen",
    "Choose somebody at the left to see their goals. The goal tracker's file is about everybody: import it any time.",
)
_ASIDE = "The suggestion is put aside until the facts change."
_ASIDE_A_WHILE = (
    "The suggestion is put aside; if still no rating comes, it is made again after as many days as at first."
)
_ONE_RATING = frozenset({Topic.RATINGS})


class GoalsTab(PersonTab[GoalsView]):
    """One person's goals. The form takes the page's place while a goal is set or changed."""

    name = TabName.GOALS
    works_without_person = True  # a file of ratings is about everybody
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.GOALS, Topic.RATINGS, Topic.EPISODES, Topic.BREAKS, Topic.PLANS, Topic.SETTINGS}
    )
    specs = (
        ActionSpec("goals.new_goal", "&Set a goal", "Set a goal for this person", "Ctrl+N", Icon.NEW, "goals#set"),
        ActionSpec("goals.act.import", "&Import", "Read the tracker's file", "Ctrl+I", Icon.IMPORT, "goals#import",
                   about_nobody=True),
        ActionSpec("goals.act.view", "Ne&xt view", "Show the history otherwise", "Ctrl+H", None, "goals#history"),
        ActionSpec("goals.undo_rating", "&Undo", "Take the last rating back", "Ctrl+Z", Icon.UNDO, "goals#rate", True),
        ActionSpec("goals.redo_rating", "&Redo", "Give it again", "Ctrl+Shift+Z", Icon.FORWARD, "goals#rate", True),
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, EmptyState(desk.look, "goals.empty", Icon.GOALS, _NO_GOALS, "", step="&Import ratings…"))
        self._is_asked_whole = self._has_staff = False
        self._made: UUID | None = None  # the goal that was just set, to be chosen once it is in the list
        self._form: GoalForm | None = None
        self.build(self._pieces())

    @property
    def form(self) -> GoalForm:
        """Made when a goal is first written."""
        if self._form is None:
            self._form = made = GoalForm(self.desk)
            self.stand_instead(made)
            made.typed.connect(self._ask_missing)
            made.sent.connect(self._save)
            made.left.connect(self._back_to_the_goals)
        return self._form

    def refresh(self) -> None:
        if self.person is None:
            self._say_nobody()
            return
        self._is_asked_whole = True
        self.door.ask(self, queries.view, person=self.person).then(self._show, self.say_nothing, latest="goals.view")
        if not self._has_staff:
            self.door.ask(self, choices.staff, roles=GOAL_SETTERS).then(
                self._show_staff, self.notice.say, latest="goals.staff"
            )

    def refresh_after(self, changes: Changes) -> None:
        """A rating touches one goal: only that is asked again, unless the whole page is under way anyhow."""
        goals = [goal.id for goal in self._view.goals] if self._view is not None else []
        rated = changes.made if changes.topics == _ONE_RATING and changes.made in goals else None
        if rated is None or self.person is None or self._is_asked_whole:
            self.refresh()
            return
        self.door.ask(self, queries.rated_goal, person=self.person, goal=rated).then(
            self._show_rated, self.notice.say, latest=("goals.rated", rated)
        )

    def why_not(self, spec: str) -> str:
        return "" if spec == "goals.act.import" else super().why_not(spec) or self.letters.why_not_turned(spec)

    def act(self, spec: str) -> None:
        if spec == "goals.act.import":
            self.ratings_file.begin()
        else:
            turns, views = self.letters, self.history.views
            deeds = {"goals.act.view": views.next, "goals.undo_rating": turns.undo, "goals.redo_rating": turns.redo}
            deeds.get(spec, partial(self._edit, None))()

    def show_person(self, person: UUID | None) -> None:
        if person != self.person:
            self._leave_form()
            self._view = None
            if self.is_whole:
                self.letters.forget()
        super().show_person(person)

    def go_to(self, place: Place) -> None:
        """The ticks of GOAL-5 are a list: the keyboard goes to its first box."""
        first = self.recorded.findChild(QCheckBox)
        if place.field == self.recorded.objectName() and first is not None:
            first.setFocus()
        else:
            super().go_to(place)

    def _changed(self, changes: Changes) -> None:
        """Also heard while another tab is in front: who works here may have changed, and is asked when next shown."""
        if Topic.SETTINGS in changes.topics:
            self._has_staff = False
        super()._changed(changes)

    # --- showing ---------------------------------------------------------------------------------------------

    def _show(self, view: GoalsView) -> None:
        if view.person == self.person:
            self.fill(self._shown(view))

    def _shown(self, view: GoalsView) -> Pieces:
        self._view, self._is_asked_whole = view, False
        self.empty.hide()
        if self._form is not None:
            for goal in view.goals:
                self._form.show_goal(goal)
        self.list.show_goals(view.goals)
        if self._made is not None and self.list.choose(self._made):
            self._made = None
        self.first.setVisible(not view.goals)
        self.list.setVisible(bool(view.goals))
        self._panel.set_aside(self._summary(view))
        self.new.setEnabled(view.is_open)
        self.setter.set_value(view.goal_setter_id)
        self.recorded.show_rows(recorded_rows(view))
        yield
        self.history.show_history(view.history)
        yield
        self._show_goal(self.list.current())
        yield
        self.milestones.show_milestones(view)
        self.explained.ask_episode(view.episode)
        yield from self.bring_in(shown=not self.is_writing)
        self.arrived()

    def say_nothing(self, trouble: Refused | Unavailable) -> None:
        self._is_asked_whole = False
        self.empty.heading.setText(_NO_GOALS)
        super().say_nothing(trouble)

    def _say_nobody(self) -> None:
        """Nobody is in view; what is about everybody can be done all the same."""
        self.page.hide()
        self.empty.set_words(*_NOBODY)
        self.empty.show()
        self.arrived()

    def _show_rated(self, rated: RatedGoal | None) -> None:
        if self._view is None or rated is None or rated.person != self.person:
            return
        self.finish_filling()
        before = next((goal for goal in self._view.goals if goal.id == rated.goal), None)
        is_up_to_date = rated.begun == self._view.history.begun
        if before is None or not is_up_to_date or not self.history.show_rated(rated.history, rated.cells):
            self.refresh()
            return
        now = replace(
            before, latest=rated.latest, suggestions=rated.suggestions, dismissed=rated.dismissed,
            way_to_go=rated.way_to_go, when=rated.when,
        )  # fmt: skip
        self._view = replace(self._view, goals=tuple([now if each is before else each for each in self._view.goals]))
        if now != before:
            self.list.show_goal(now)
        if self.goal.goal is not None and self.goal.goal.id == rated.goal:
            self._show_goal(now)

    def _summary(self, view: GoalsView) -> str:
        if view.due_at is not None:
            who = f", {view.goal_setter} sets them" if view.goal_setter else ""
            return f"Goals are {due_text(view.due_at, self.desk.clock.now())}{who}"
        if view.recuperates and not view.complete:
            return "To recover and recuperate first: no goals are due"
        drafts = len(view.goals) - len(view.complete)
        return count(len(view.goals), "goal") + (f", {count(drafts, 'draft')}" if drafts else "")

    def _show_goal(self, goal: GoalRow | None) -> None:
        self.goal.show_goal(goal)
        self.history.show_trend(goal.id if goal else None)

    def _show_staff(self, staff: tuple[StaffChoice, ...]) -> None:
        self._has_staff = True
        chosen = self._view.goal_setter_id if self._view else None
        self.setter.set_choices([(each.id, f"{each.name}, {each.role.label}") for each in staff])
        self.setter.set_value(chosen)
        self.history.show_staff(staff)

    # --- goals -----------------------------------------------------------------------------------------------

    def _edit(self, goal: GoalRow | None) -> None:
        if self._view is not None:
            self.write_in(self.form)
            self.form.start(self._view.person, goal)

    def _leave_form(self) -> None:
        if self._form is not None:
            self._form.draft.leave()
            self._form.hide()
        self.page.setVisible(self._view is not None)

    def _back_to_the_goals(self) -> None:
        self._leave_form()
        self.new.setFocus()

    def _ask_missing(self, typed: GoalTyped) -> None:
        self.door.ask(
            self, queries.missing,
            statement=typed.statement, measure=typed.measure, achievable=typed.achievable, relevant=typed.relevant,
            target=typed.target, calls=typed.calls, aim=typed.aim,
        ).then(self.form.show_missing, self.form.notice.say, latest="goals.missing")  # fmt: skip

    def _save(self, typed: GoalTyped) -> None:
        if self._view is None:
            return
        said = partial(
            services.set_goal if typed.goal is None else services.change_goal,
            statement=typed.statement, measure=typed.measure, achievable=typed.achievable, relevant=typed.relevant,
            target=typed.target, target_is_meant=typed.target_is_meant, calls=typed.calls, own_words=typed.own_words,
            aim=typed.aim,
        )  # fmt: skip
        if typed.goal is None:
            deed = partial(said, episode=self._view.episode)
        else:
            deed = partial(said, goal=typed.goal, seen=typed.seen, because=typed.because)
        done = "The goal is set." if typed.goal is None else "The goal is changed; its earlier wording is kept."
        self.door.do(self, self.form.waiting.wish(deed, self.form.draft), partial(self._saved, done), self.form.refuse)

    def _saved(self, done: str, changes: Changes) -> None:
        self.form.hide()
        self.page.setVisible(self._view is not None)
        self.notice.tell(done)
        self.new.setFocus()
        self._made = changes.made

    def _close(self, wish: tuple[GoalRow, GoalState]) -> None:
        goal, state = wish
        self.do(partial(services.close_goal, goal=goal.id, seen=goal.version, state=state), f"{state.label}.")

    def _reopen(self, goal: GoalRow) -> None:
        self.do(partial(services.reopen_goal, goal=goal.id, seen=goal.version), "The goal is being worked on again.")

    def _put_aside(self, goal: GoalRow, said: Suggestion, because: str) -> None:
        self.do(
            partial(
                dismissals.dismiss_suggestion, goal=goal.id, kind=said.kind, facts=said.facts, sentence=said.sentence,
                because=because,
            ),
            _ASIDE_A_WHILE if said.kind is SuggestionKind.NOT_RECORDED else _ASIDE,
        )  # fmt: skip

    def _show_again(self, each: Dismissed) -> None:
        self.do(
            partial(dismissals.show_suggestion_again, dismissed=each.id, seen=each.version),
            "The suggestion is shown again.",
        )

    def _tick(self, ticked: Ticked) -> None:
        if self._view is not None and isinstance(ticked.id, RecordPlace):
            seen = {goal.id: goal.version for goal in self._view.complete}
            self.do(partial(services.mark_recorded, seen=seen, place=ticked.id, done=ticked.done))

    def _agree_setter(self, setter: UUID) -> None:
        if self._view is not None:
            seen, agree = self._view.episode_version, services.agree_goal_setter
            self.do(partial(agree, episode=self._view.episode, seen=seen, setter=setter), "The goal setter is agreed.")

    # --- ratings ---------------------------------------------------------------------------------------------

    def _record(self, wish: MilestoneWish) -> None:
        if self._view is None:
            return
        episode, seen = self._view.milestone_episode, self._view.milestone(wish.kind).seen
        if wish.kind is MilestoneKind.ASSESSED and wish.decision is not None:
            deed = partial(
                milestones.record_assessment,
                episode=episode,
                seen=seen,
                at=wish.at,
                decision=wish.decision,
                assessed_by=wish.assessed_by,
            )
        else:
            deed = partial(
                milestones.record, episode=episode, kind=wish.kind, seen=seen, at=wish.at, present=wish.present
            )
        sent = self.milestones.waiting.wish(deed, self.milestones.draft)
        self.door.do(self, sent, self._milestone_recorded, self.milestones.notice.say)

    def _milestone_recorded(self, _changes: Changes) -> None:
        self.milestones.tell_recorded()

    # --- building --------------------------------------------------------------------------------------------

    def _pieces(self) -> Pieces:
        desk = self.desk
        self.list = GoalsList(desk)
        self.goal = GoalInFull(desk)
        self.new = button(self.look, "&Set a goal", "goals.new", Icon.NEW, kind="primary")
        self.recorded = Checklist(self.look, "goals.recorded", "Where the goals are recorded")
        self.setter = ChoiceBox[UUID](self.look, "goals.setter", "Not agreed yet")
        self.ratings_file = RatingImport(desk, self, self.notice)
        self.first = words(
            "No goals yet. A goal says what the person will do, how that is measured, why it is achievable, how it "
            "serves the purpose of the service, and by when.",
            "quiet",
        )
        yield
        self._panel = Panel(self.look, "Goals", "goals.panel")
        self._panel.body.addWidget(Beside(self.look, self._left(), self.goal, least=_LEAST))
        self.lay_out(self._panel)
        yield
        self.history = HistoryPanel(desk)
        self.letters = GivenLetters(desk.door, self.history)
        self.lay_out(self.history)
        yield
        self.milestones = MilestonesPanel(desk)
        self.explained = ExplainedPanel(desk, "goals", ExplainedKind.GOALS)
        self.lay_out(self.milestones, self.explained)
        yield
        self._connect()

    def _left(self) -> QWidget:
        """The list of goals, and what concerns them all."""
        left = QWidget()
        column = QVBoxLayout(left)
        spread(column, self.look)
        setter = QHBoxLayout()
        spread(setter, self.look, gap=RELATED)
        self.setter.setAccessibleName("Goal setter")
        setter.addWidget(self.new)
        setter.addStretch(1)
        setter.addWidget(words("Goal setter", wrap=False))
        self.setter.setMinimumContentsLength(16)
        setter.addWidget(self.setter)
        for widget in (self.first, self.list):
            column.addWidget(widget)
        column.addLayout(setter)
        column.addWidget(self.recorded)
        return left

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_goal)
        self.list.opened.connect(self._edit)
        self.new.clicked.connect(partial(self._edit, None))
        self.goal.change_requested.connect(self._edit)
        self.goal.closed.connect(self._close)
        self.goal.reopened.connect(self._reopen)
        self.goal.suggestions.put_aside.connect(self._put_aside)
        self.goal.suggestions.wanted_again.connect(self._show_again)
        self.recorded.ticked.connect(self._tick)
        self.setter.picked.connect(self._agree_setter)
        self.history.import_requested.connect(self.ratings_file.begin)
        self.empty.asked.connect(self.ratings_file.begin)
        self.ratings_file.done.connect(self.notice.tell)
        self.ratings_file.troubled.connect(self.notice.say)
        self.milestones.recorded.connect(self._record)
