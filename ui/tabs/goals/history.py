"""Every goal's ratings on one time axis, rated by keyboard; the chosen cell in words (IPAD-1 to IPAD-3)."""

from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.door.door import Deed
from app.door.errors import Refused, Unavailable
from app.queries.goals.goals import History, HistoryCell, HistoryGoal, HistoryVisit, late_letters
from app.queries.goals.not_made import VisitMissed
from app.queries.office.choices import StaffChoice
from app.services.goals import not_made as noting
from app.services.goals import ratings
from models.vocabulary.goals import Letter, NotMade
from ui.desk import Desk
from ui.icons import Icon
from ui.tabs.goals.cell_text import cell_text
from ui.tabs.goals.history_legend import Legend
from ui.tabs.goals.history_views import HistoryView, HistoryViews, strip_goal, strip_view
from ui.tabs.goals.not_made import NotMadeForm, OneNotMade, Said, VisitKey, one_not_made
from ui.text import count, full_day_text
from ui.theme import RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.flow import Flow
from ui.widgets.ipad_strip import Place
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
    called = "rating"


class HistoryPanel(Panel):
    """`rated` with OneLetter or OneNotMade; `undo_requested`, `redo_requested`; `import_requested`."""

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
        self._visits: dict[VisitKey, HistoryVisit] = {}
        self._noted: dict[VisitKey, Said] = {}  # the same of visits that weren't made
        self._asked: tuple[Place, Letter] | None = None  # pressed where the goal wasn't due, and not yet again
        self._asked_visit: tuple[VisitKey, NotMade] | None = None  # the same of a visit that wasn't made
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
        self.not_made = NotMadeForm(desk, self.notice)
        self._build()
        self.strip.rated.connect(self._ask_rating)
        self.strip.missed.connect(self._ask_why)
        self.not_made.noted.connect(self._note)
        self.not_made.made_after_all.connect(self._note)
        self.not_made.left.connect(self.strip.setFocus)
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
            self.not_made.close_form()
        before, self._history = self._history, history
        self._ask_about_odd(before, history)
        self._sent.clear()
        self._noted.clear()
        self._visits = {each.key: each for each in history.visits}
        self.not_made.follow(self._visits)
        self._cells = {}
        for cell in history.cells:
            self._cells[cell.goal, (cell.day, cell.call)] = cell
        self.views.show_history(history, strip_view(history, self._cells))
        self._tell_cell()
        there = bool(history.visits and history.goals)
        self.nothing.setVisible(not there)
        for part in (self.views, self._legend):
            part.setVisible(there)
        self._rating.setVisible(there and self.views.rates)
        self._say_ahead(history)
        self._say_missing(history)
        self._explain(history)

    def show_rated(self, row: HistoryGoal, cells: tuple[HistoryCell, ...]) -> bool:
        """Show one goal after a rating, the others as they are; False where only the whole history can show it."""
        own: dict[Place, HistoryCell] = {}
        for cell in cells:
            own[row.id, (cell.day, cell.call)] = cell
        if self._history is None or self._flags_anew(row.id, cells) or not self.strip.show_goal(strip_goal(row), own):
            return False
        goals = tuple([row if each.id == row.id else each for each in self._history.goals])
        self._sent = {key: letter for key, letter in self._sent.items() if key[0][0] != row.id}
        others = {place: cell for place, cell in self._cells.items() if place[0] != row.id}
        self._cells = {**others, **own}
        before, self._history = self._history, replace(self._history, goals=goals, cells=tuple(self._cells.values()))
        self._ask_about_odd(before, self._history)
        self.views.show_rated(self._history)
        self._say_ahead(self._history)
        self._say_missing(self._history)
        self._explain(self._history)
        if self._place is not None and self._place[0] == row.id:
            self._tell_cell()
        return True

    def _ask_about_odd(self, before: History | None, now: History) -> None:
        """Ask about a letter that has come and doesn't fit the plan: it stands all the same (IPAD-1)."""
        if before is None or before.person != now.person:
            return
        known = {(goal.id, place) for goal in before.goals for place, _ in goal.odd}
        new = [(place, said) for goal in now.goals for place, said in goal.odd if (goal.id, place) not in known]
        for (day, call), said in new[-1:]:
            self.notice.inform(f"{full_day_text(day, day)}, {call.label.lower()}: {said}")

    def _flags_anew(self, goal: UUID, cells: tuple[HistoryCell, ...]) -> bool:
        """Whether other letters than are shown came after a milestone: it may be flagged by them."""
        agreed = self._history.agreed if self._history else ()
        shown = [cell for place, cell in self._cells.items() if place[0] == goal]
        return {*late_letters(shown, agreed)} != {*late_letters(cells, agreed)}

    def _say_ahead(self, history: History) -> None:
        """Where the strip would go on: between which days each goal may be reached (IPAD-4)."""
        told = [between for goal in history.goals if (between := _between(goal))]
        self.ahead.setText(" ".join([*told, "At the present pace, by the ratings so far."] if told else []))
        self.ahead.setVisible(bool(told))

    def _explain(self, history: History) -> None:
        """What of the signs is there."""
        late = any(given.late_text for cell in history.cells for given in cell.given)
        self._legend.show_marks({each.kind for each in history.marks}, late=late)

    def _say_missing(self, history: History) -> None:
        missing, missed = history.not_recorded, sum(each.not_made is not None for each in history.visits)
        told = [f"{count(missing, 'rating')} not recorded"] if missing else []
        told += [f"{missed} not made"] if missed else []
        self.set_aside(", ".join([count(len(history.visits), "visit"), *told]) if told else "")

    def show_trend(self, goal: UUID | None) -> None:
        """The median level of this goal, week by week."""
        shown = self._goal(goal)
        weeks = shown.weeks if shown else ()
        anew = frozenset(number for number, each in enumerate(weeks) if each.begins_anew)
        self.trend.show_weeks(tuple(each.median for each in weeks), shown.trend if shown else "", anew)
        self._trend_title.setText(f"Median level of goal {shown.number} by week" if shown else "")
        self._trend_title.setVisible(not self.trend.isHidden())

    def show_staff(self, staff: tuple[StaffChoice, ...]) -> None:
        """Who can have rated."""
        self.worker.set_choices([(each.id, f"{each.name}, {each.role.label}") for each in staff])

    def can_undo(self, *, undoable: bool, redoable: bool) -> None:
        """Whether there is a rating of this desk to take back, and one taken back to give again."""
        self.undo.setEnabled(undoable)
        self.redo.setEnabled(redoable)

    def expect(self, given: OneLetter | OneNotMade, *, stands: bool) -> None:
        """A letter is under way, or is being taken back: whatever is pressed there next follows on it."""
        if isinstance(given, OneNotMade):
            self._noted[given.visit] = given.now if stands else given.before
            if self.not_made.visit == given.visit:
                self.not_made.seen = self._noted[given.visit]
            return
        self._sent[given.place, given.worker] = given.letter if stands else given.before

    def refuse(self, trouble: Refused | Unavailable, given: OneLetter | OneNotMade) -> None:
        """Say why a letter wasn't stored: what stands there is what is shown. The same again is meant, where asked."""
        self._sent.clear()
        self._noted.clear()
        if isinstance(trouble, Refused) and any(each.field == "is_meant" for each in trouble.lacks):
            if isinstance(given, OneLetter):
                self._asked = given.place, given.letter
            elif given.now is not None:
                self._asked_visit = given.visit, given.now.reason
        self.notice.say(trouble)

    def _ask_rating(self, place: Place, letter: Letter) -> None:
        worker = self.worker.value()
        if worker is None:
            self.notice.inform("Choose whose rating this is, then press the letter again.")
            self.worker.setFocus()
            self.strip.stay()
            return
        is_meant = self._asked == (place, letter)
        if not is_meant and self._asks_first(place, letter):
            return
        self._asked = None
        goal, visit = place
        if isinstance(visit, tuple):
            day, call = visit
            before = self._stands(place, worker)
            given = OneLetter(
                place,
                worker,
                before,
                letter,
                partial(
                    ratings.rate,
                    goal=goal,
                    day=day,
                    call=call,
                    worker=worker,
                    seen=before,
                    letter=letter,
                    is_meant=is_meant,
                ),
                partial(
                    ratings.undo_rating, goal=goal, day=day, call=call, worker=worker, letter=letter, back_to=before
                ),
            )
            self.expect(given, stands=True)
            self.rated.emit(given)

    def _asks_first(self, place: Place, letter: Letter) -> bool:
        """A letter where the goal wasn't due is asked about: the same again is meant (IPAD-1)."""
        cell, missed = self._cells.get(place), self._missed(place)
        if cell is not None and cell.away is None and (missed is None or cell.given):
            return False
        self._asked = place, letter
        was = cell_text(cell, self._goal(place[0]), missed)
        self.notice.inform(f"{was} Press {letter.value.removeprefix('A')} again if it was rated all the same.")
        self.strip.stay()
        return True

    def _missed(self, place: Place) -> VisitMissed | None:
        """That its visit is recorded as not made."""
        visit = next((each for key, each in self._visits.items() if key == place[1]), None)
        return visit.not_made if visit is not None else None

    def _ask_why(self, place: Place) -> None:
        visit = next((key for key in self._visits if key == place[1]), None)
        if visit is not None:
            self.notice.clear()
            missed = self._missed(place)
            shown = noting.Said(missed.reason, missed.note) if missed else None
            self.not_made.ask(visit, missed, self._noted.get(visit, shown))

    def _note(self, visit: VisitKey, reason: NotMade | None = None, note: str = "") -> None:
        """It wasn't made for this reason, or was made after all; asked first where a letter stands, or none was due."""
        if self._history is None or visit not in self._visits:
            return
        is_meant, asks = reason is not None and self._asked_visit == (visit, reason), self._asks_of(visit)
        self._asked_visit = None
        if reason is not None and asks and not is_meant:
            self._asked_visit = visit, reason
            self.notice.inform(f"{asks} Press “Not made” again if it is meant.")
            return
        seen, now = self.not_made.seen, None if reason is None else noting.Said(reason, note)
        given = one_not_made(self._history.person, visit, seen, now, is_meant=is_meant)
        self.not_made.close_form()
        self.expect(given, stands=True)
        self.rated.emit(given)
        self.strip.go_on()

    def _asks_of(self, visit: VisitKey) -> str:
        """What speaks against its not having been made; empty where nothing does."""
        cells = [cell for (_, key), cell in self._cells.items() if key == visit]
        if any(cell.given for cell in cells):
            return "This visit has a rating, so somebody was there."
        away = self._visits[visit].away
        return f"No visit was due: {away.label.lower()}." if away is not None else ""

    def _stands(self, place: Place, worker: UUID) -> Letter | None:
        """This worker's letter as the desk knows it, which may have been pressed a moment ago."""
        given = self._cells[place].given if place in self._cells else ()
        shown = next((each.letter for each in given if each.worker == worker), None)
        return self._sent.get((place, worker), shown)

    def _tell(self, place: Place | None) -> None:
        """The cell in words. Whose the next letter is stays as it was said: never whoever has rated here."""
        if self._asked is not None and self._asked[0] != place:
            self._asked = None
        self.not_made.look_at(place[1] if place else None)
        self._place = place
        self._tell_cell()

    def _tell_cell(self) -> None:
        """Say what stands in the chosen cell now."""
        if not self.views.rates:
            return
        goal = self._goal(self._place[0]) if self._place else None
        cell = self._cells.get(self._place) if self._place else None
        missed = self._missed(self._place) if self._place else None
        told = [cell_text(cell, goal, missed), *[f"{each}." for each in self.strip.said_here()]]
        self.chosen.setText(" ".join(told).strip())
        self.chosen.setVisible(bool(self.chosen.text()))

    def _tell_week(self, said: tuple[str, ...]) -> None:
        """The chosen week in words, where weeks are looked at."""
        self.chosen.setText(" ".join(f"{each}." for each in said))
        self.chosen.setVisible(bool(said))

    def _looked(self, view: HistoryView) -> None:
        """Letters are given where each visit has a place; the words below are about what is looked at."""
        self.not_made.close_form()
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
        row = Flow(look.theme.gap(RELATED))
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
            words(
                "Arrow keys walk. I, P, 1, 2 and D rate, N: not made. Ctrl+Z takes back, Ctrl+Shift+Z gives again.",
                "quiet",
            )
        )
        self.chosen.hide()
        for widget in (self.views, self.ahead, self.nothing, self.chosen, self.not_made, self._rating, self.notice):
            self.body.addWidget(widget)
        foot = QHBoxLayout()
        spread(foot, look)
        foot.addWidget(self._legend, 1)
        foot.addStretch(0)
        foot.addWidget(self.bring)
        self.body.addLayout(foot)
        for under in (self._trend_title, self.trend):
            self.body.addWidget(under)


def _between(goal: HistoryGoal) -> str:
    """The days between which it may be reached at the present pace; nothing where none is estimated."""
    days = (goal.when.first, goal.when.last) if goal.when else ()
    told = [full_day_text(day, day) for day in days if day is not None]
    return f"Goal {goal.number} may be reached between {' and '.join(told)}." if told else ""
