"""Every goal's ratings on one time axis, rated by keyboard; the chosen cell in words (IPAD-1 to IPAD-3)."""

from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.door.door import Deed
from app.door.errors import Refused, Unavailable
from app.queries.goals.goals import History, HistoryCell, HistoryGoal
from app.queries.office.choices import StaffChoice
from app.services.goals import ratings
from models.vocabulary.goals import Letter
from ui.desk import Desk
from ui.icons import Icon
from ui.tabs.goals.history_legend import Legend
from ui.tabs.goals.history_views import HistoryView, HistoryViews, strip_marks
from ui.text import clock_text, count, full_day_text, listed
from ui.theme import RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.flow import Flow
from ui.widgets.ipad_strip import Place, StripGoal, StripView, StripVisit
from ui.widgets.labels_and_buttons import Panel, button, spread, words
from ui.widgets.level_trend import LevelTrend
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.press import Press


@dataclass(frozen=True, slots=True)
class OneLetter:
    """A worker's letter where they had the one `before`, or none; what gives it and what takes it back are deeds."""

    place: Place
    worker: UUID
    before: Letter | None
    letter: Letter
    give: Deed
    take_back: Deed


class HistoryPanel(Panel):
    """`rated` with OneLetter; `undo_requested`, `redo_requested`; `import_requested`."""

    rated = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()
    import_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, "IPAD history", "goals.history_panel", parent)
        self._desk, self._look = desk, desk.look
        self._history: History | None = None
        self._cells: dict[Place, HistoryCell] = {}
        self._place: Place | None = None
        # Own letters that the screen doesn't show yet, none where one is taken back.
        self._sent: dict[tuple[Place, UUID], Letter | None] = {}
        self._asked: tuple[Place, Letter] | None = None  # pressed where the goal wasn't due, and not yet again
        self.views = HistoryViews(desk)
        self.strip = self.views.strip
        self.worker = ChoiceBox[UUID](desk.look, "goals.rater", "Whose rating")
        self.chosen = words("", "", "goals.chosen_visit")
        self.trend = LevelTrend(desk.look, "goals.trend")
        self._trend_title = words("", "quiet", "goals.trend_title", wrap=False)
        self.nothing = words(
            "Ratings stand here, a column a visit. They come from the goal tracker's file, or from this keyboard once "
            "a goal is set and a visit was due.",
            "quiet",
        )
        self.ahead = words("", "quiet", "goals.ahead")
        self.undo = button(desk.look, "Undo", "goals.undo", Icon.UNDO, kind="quiet", press=Press.DANGEROUS)
        self.redo = button(desk.look, "Redo", "goals.redo", kind="quiet", press=Press.STORES)
        self.bring = button(desk.look, "&Import ratings…", "goals.import", Icon.IMPORT)
        self.notice = NoticeBar(desk.look, "goals.rating_notice")
        self._build()
        self.strip.rated.connect(self._ask_rating)
        self.strip.undo_requested.connect(self.undo_requested)
        self.strip.redo_requested.connect(self.redo_requested)
        self.strip.chosen.connect(self._tell)
        self.views.told.connect(self._tell_week)
        self.views.looked.connect(self._looked)
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        self.bring.clicked.connect(self.import_requested)

    def show_history(self, history: History) -> None:
        """Show this history."""
        if self._history is None or self._history.person != history.person:
            self.worker.set_value(None)
            self.notice.clear()
        self._history = history
        self._sent.clear()
        self._cells = {}
        for cell in history.cells:
            self._cells[cell.goal, (cell.day, cell.call)] = cell
        self.views.show_history(history, _strip_view(history, self._cells))
        self._tell_cell()
        there = bool(history.visits and history.goals)
        self.nothing.setVisible(not there)
        for part in (self.views, self._legend):
            part.setVisible(there)
        self._rating.setVisible(there and self.views.rates)
        self._legend.show_marks({each.kind for each in history.marks})
        self._say_ahead(history)
        self._say_missing(history)

    def show_rated(self, row: HistoryGoal, cells: tuple[HistoryCell, ...]) -> bool:
        """Show one goal after a rating, the others as they are; False where only the whole history can show it."""
        own: dict[Place, HistoryCell] = {}
        for cell in cells:
            own[row.id, (cell.day, cell.call)] = cell
        if self._history is None or not self.strip.show_goal(_strip_goal(row), own):
            return False
        goals = tuple([row if each.id == row.id else each for each in self._history.goals])
        self._sent = {key: letter for key, letter in self._sent.items() if key[0][0] != row.id}
        others = {place: cell for place, cell in self._cells.items() if place[0] != row.id}
        self._cells = {**others, **own}
        self._history = replace(self._history, goals=goals, cells=tuple(self._cells.values()))
        self.views.show_rated(self._history)
        self._say_ahead(self._history)
        self._say_missing(self._history)
        if self._place is not None and self._place[0] == row.id:
            self._tell_cell()
        return True

    def _say_ahead(self, history: History) -> None:
        """Where the strip would go on: between which days each goal may be reached (IPAD-4)."""
        told = [between for goal in history.goals if (between := _between(goal))]
        self.ahead.setText(" ".join([*told, "At the present pace, by the ratings so far."] if told else []))
        self.ahead.setVisible(bool(told))

    def _say_missing(self, history: History) -> None:
        missing = history.not_recorded
        self.set_aside(
            f"{count(len(history.visits), 'visit')}, {count(missing, 'rating')} not recorded" if missing else ""
        )

    def show_trend(self, goal: UUID | None) -> None:
        """The median level of this goal, week by week."""
        shown = self._goal(goal)
        weeks = shown.weeks if shown else ()
        self.trend.show_weeks(tuple(each.median for each in weeks), shown.trend if shown else "")
        self._trend_title.setText(f"Median level of goal {shown.number} by week" if shown else "")
        self._trend_title.setVisible(not self.trend.isHidden())

    def show_staff(self, staff: tuple[StaffChoice, ...]) -> None:
        """Who can have rated."""
        self.worker.set_choices([(each.id, f"{each.name}, {each.role.label}") for each in staff])

    def can_undo(self, *, undoable: bool, redoable: bool) -> None:
        """Whether there is a rating of this desk to take back, and one taken back to give again."""
        self.undo.setEnabled(undoable)
        self.redo.setEnabled(redoable)

    def expect(self, given: OneLetter, *, stands: bool) -> None:
        """A letter is under way, or is being taken back: whatever is pressed there next follows on it."""
        self._sent[given.place, given.worker] = given.letter if stands else given.before

    def refuse(self, trouble: Refused | Unavailable) -> None:
        """Say why a letter wasn't stored: what stands there is what is shown."""
        self._sent.clear()
        self.notice.say(trouble)

    def _ask_rating(self, place: Place, letter: Letter) -> None:
        worker = self.worker.value()
        if worker is None:
            self.notice.inform("Choose whose rating this is, then press the letter again.")
            self.worker.setFocus()
            self.strip.stay()
            return
        if self._asks_first(place, letter):
            return
        goal, visit = place
        if isinstance(visit, tuple):
            day, call = visit
            before = self._stands(place, worker)
            given = OneLetter(
                place,
                worker,
                before,
                letter,
                partial(ratings.rate, goal=goal, day=day, call=call, worker=worker, seen=before, letter=letter),
                partial(
                    ratings.undo_rating, goal=goal, day=day, call=call, worker=worker, letter=letter, back_to=before
                ),
            )
            self.expect(given, stands=True)
            self.rated.emit(given)

    def _asks_first(self, place: Place, letter: Letter) -> bool:
        """A letter where the goal wasn't due is asked about: the same again is meant (IPAD-1)."""
        cell, asked = self._cells.get(place), self._asked
        self._asked = None
        if (cell is not None and cell.away is None) or asked == (place, letter):
            return False
        self._asked = place, letter
        was = cell_text(cell, self._goal(place[0]))
        self.notice.inform(f"{was} Press {letter.value.removeprefix('A')} again if it was rated all the same.")
        self.strip.stay()
        return True

    def _stands(self, place: Place, worker: UUID) -> Letter | None:
        """This worker's letter as the desk knows it, which may have been pressed a moment ago."""
        given = self._cells[place].given if place in self._cells else ()
        shown = next((each.letter for each in given if each.worker == worker), None)
        return self._sent.get((place, worker), shown)

    def _tell(self, place: Place | None) -> None:
        """The cell in words. Whose the next letter is stays as it was said: never whoever has rated here."""
        if self._asked is not None and self._asked[0] != place:
            self._asked = None
        self._place = place
        self._tell_cell()

    def _tell_cell(self) -> None:
        """Say what stands in the chosen cell now."""
        if not self.views.rates:
            return
        goal = self._goal(self._place[0]) if self._place else None
        cell = self._cells.get(self._place) if self._place else None
        self.chosen.setText(" ".join([cell_text(cell, goal), *[f"{each}." for each in self.strip.said_here()]]).strip())
        self.chosen.setVisible(bool(self.chosen.text()))

    def _tell_week(self, said: tuple[str, ...]) -> None:
        """The chosen week in words, where weeks are looked at."""
        self.chosen.setText(" ".join(f"{each}." for each in said))
        self.chosen.setVisible(bool(said))

    def _looked(self, view: HistoryView) -> None:
        """Letters are given where each visit has a place; the words below are about what is looked at."""
        self._rating.setVisible(self.views.rates)
        if self.views.rates:
            self._tell_cell()
        elif view is HistoryView.TABLE:
            self.chosen.hide()

    def _goal(self, goal: UUID | None) -> HistoryGoal | None:
        goals = self._history.goals if self._history else ()
        return next((each for each in goals if each.id == goal), None)

    def _build(self) -> None:
        look = self._look
        self._rating, self._legend = QWidget(), Legend(look)
        column = QVBoxLayout(self._rating)
        spread(column, look)
        row = Flow(look.theme.px(RELATED))
        self.worker.setAccessibleName("Whose rating")
        self.worker.setMinimumContentsLength(22)
        whose = QWidget()
        said = QHBoxLayout(whose)
        spread(said, look)
        said.addWidget(words("Rate as", wrap=False))
        said.addWidget(self.worker)
        for part in (whose, self.undo, self.redo):
            row.addWidget(part)
        column.addLayout(row)
        column.addWidget(
            words("Arrow keys walk. I, P, 1, 2 and D rate. Ctrl+Z takes back, Ctrl+Shift+Z gives again.", "quiet")
        )
        self.chosen.hide()
        for widget in (self.views, self.ahead, self.nothing, self.chosen, self._rating, self.notice):
            self.body.addWidget(widget)
        foot = QHBoxLayout()
        spread(foot, look)
        foot.addWidget(self._legend, 1)
        foot.addStretch(0)
        foot.addWidget(self.bring)
        self.body.addLayout(foot)
        for under in (self._trend_title, self.trend):
            self.body.addWidget(under)


def _strip_view(history: History, cells: dict[Place, HistoryCell]) -> StripView:
    return StripView(
        tuple([_strip_goal(goal) for goal in history.goals]),
        tuple([StripVisit((visit.day, visit.call), visit.day, visit.call.label) for visit in history.visits]),
        cells,
        strip_marks(history.placed),
    )


def _strip_goal(goal: HistoryGoal) -> StripGoal:
    trend = f"Level by week: {goal.trend}" if goal.trend else ""
    when = goal.when.sentence if goal.when else ""
    note = "\n".join([part for part in (goal.measure, *goal.beside, trend, when) if part])
    return StripGoal(goal.id, f"{goal.number}. {goal.statement}", note)


def _between(goal: HistoryGoal) -> str:
    """The days between which it may be reached at the present pace; nothing where none is estimated."""
    days = (goal.when.first, goal.when.last) if goal.when else ()
    told = [full_day_text(day, day) for day in days if day is not None]
    return f"Goal {goal.number} may be reached between {' and '.join(told)}." if told else ""


def cell_text(cell: HistoryCell | None, goal: HistoryGoal | None) -> str:
    """The chosen cell in one sentence: the visit, and each worker's letter."""
    if cell is None or goal is None:
        return "At this visit the goal wasn't due." if goal is not None else ""
    where = f"{full_day_text(cell.day, cell.day)}, {cell.call.label.lower()}: "
    if cell.away is not None:
        return f"{where}{cell.away.label.lower()}."
    if not cell.given:
        return f"{where}not rated yet."
    each = tuple(
        f"{given.letter.value}, {given.letter.label.lower()}, by {given.worker_name} at {clock_text(given.at)}"
        + (f" (“{given.comment}”)" if given.comment else "")
        + (f", typed in {count(given.days_late, 'day')} later" if given.days_late else "")
        for given in cell.given
    )
    disputed = ". They differ: the most help is shown" if cell.is_disputed else ""
    return f"{where}{listed(each)}{disputed}."
