"""Figures: what came in, how long it took and what became of it, by team, patch and period, to look at or take away."""

from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.door.changes import Changes, Topic
from app.queries.figures.figures import Figure, FiguresView
from app.queries.office import choices as office_queries
from app.queries.office.choices import PatchChoice, TeamChoice
from models.values import london_day
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.dialogs.files import EXCEL, save_file
from ui.icons import Icon
from ui.navigation import TabName
from ui.pieces import Pieces, still
from ui.tabs.figures.counting import Asked, Counting
from ui.tabs.figures.figure_panel import ChartMaker, FigurePanel, figure_text
from ui.tabs.figures.period import Period
from ui.tabs.figures.statutory_return import StatutoryReturn
from ui.tabs.tab import Tab
from ui.text import full_day_text
from ui.theme import PAGE, RELATED
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import button, spread, words

_NOTHING = "Nothing to count in these days"
_LESSON = (
    "Figures come by themselves from referrals, starts, goals and endings. In these days none of them happened for the "
    "team in view: take a longer period, or another team or patch above."
)


class FiguresTab(Tab):
    """A panel a figure; the charts' library is brought by a worker when the tab is first shown."""

    name = TabName.FIGURES
    topics = frozenset(
        {
            Topic.REFERRALS,
            Topic.EPISODES,
            Topic.GOALS,
            Topic.PLANS,
            Topic.TRANSFERS,
            Topic.CLOSURES,
            Topic.SETTINGS,
        }
    )
    specs = (
        ActionSpec(
            "figures.act.copy", "&Copy as text", "Copy all figures as text", "Ctrl+Shift+C", Icon.COPY, "figures"
        ),
        ActionSpec(
            "figures.act.export", "&Export to Excel", "Write a workbook", "Ctrl+E", Icon.EXPORT, "figures#export"
        ),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = desk.look
        self.view: FiguresView | None = None
        self.panels: list[FigurePanel] = []
        self._charts: ChartMaker | None = None
        self._teams: dict[UUID, str] = {}
        self.patch: ChoiceBox[UUID | None] = ChoiceBox(look, "figures.patch")
        self.period: ChoiceBox[Period] = ChoiceBox(look, "figures.period")
        self.first = DateEdit(desk.clock, "figures.first", looks_back=True)
        self.last = DateEdit(desk.clock, "figures.last", looks_back=True)
        self._to = words("to", "quiet", wrap=False)
        self.about = words("", "quiet", "figures.about")
        self.copy_all = button(look, "&Copy as text", "figures.copy", Icon.COPY)
        self.print = button(look, "&Print…", "figures.print", Icon.PRINT)
        self.export = button(look, "&Export to Excel…", "figures.export", Icon.EXPORT)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self.statutory_return: StatutoryReturn | None = None
        self._stack = QStackedWidget()
        self.empty = EmptyState(look, "figures.empty", Icon.FIGURES, _NOTHING, _LESSON, "Count the last &12 weeks")
        self.counting = Counting(self, self.door, self.notice)
        self._is_behind = False  # something changed while it was counted
        self._shown_by: tuple[Period | None, UUID | None] = (Period.FOUR_WEEKS, None)
        self._build()
        self._connect()

    def refresh(self) -> None:
        if self._charts is None:
            self.door.fetch(self, _bring_charts).then(self._charts_are_here, self.notice.say, latest="figures.charts")
        self.door.ask(self, office_queries.teams).then(self._name_teams, self.notice.say, latest="figures.teams")
        self.door.ask(self, office_queries.patches).then(self._offer_patches, self.notice.say, latest="figures.patches")
        self._count()

    def refresh_after(self, changes: Changes) -> None:
        """What takes long isn't counted anew each time that any desk saves something: whoever looks at it says when."""
        if self.counting.is_under_way:
            self._is_behind = True
        elif self.counting.is_long:
            self._offer_anew()
        else:
            super().refresh_after(changes)

    def act(self, spec: str) -> None:
        if spec == "figures.act.copy":
            self._copy_all()
        else:
            self._ask_where()

    # --- what is shown ---------------------------------------------------------------------------------------

    def _count(self) -> None:
        self._is_behind = False
        self.counting.begin(Asked(*self._days(), self.desk.team, self.patch.value()))

    def _counted(self, view: FiguresView) -> None:
        self._shown_by = (self.period.value(), self.patch.value())
        self._show(view)
        if self._is_behind and self.counting.is_long:
            self._offer_anew()
        elif self._is_behind:
            self._count()

    def _offer_anew(self) -> None:
        self.notice.offer_beside("Something that is counted here has changed since.", "Count again", self._count)

    def _stopped(self) -> None:
        """What is chosen above is what is shown again: nothing was counted by halves."""
        if self.view is None:
            self.notice.offer_beside("Stopped. No figures were counted.", "Count again", self._count)
            return
        period, patch = self._shown_by
        self.period.set_value(period)
        self.patch.set_value(patch)
        for day, typed in ((self.view.first, self.first), (self.view.last, self.last)):
            with QSignalBlocker(typed):
                typed.set_value(day)
        self._offer_days()
        self.notice.inform(f"Stopped. The figures shown are those of before: {self.about.text()}.")

    def _show(self, view: FiguresView) -> None:
        self.fill(still(self._page, self._shown(view)))

    def _shown(self, view: FiguresView) -> Pieces:
        """A panel a piece, with its chart as soon as charts can be drawn."""
        self.view = view
        for number, figure in enumerate(view.figures):
            if number == len(self.panels):
                self._add_panel(figure)
                yield
            self.panels[number].show_figure(figure)
            if self._charts is not None:
                self.panels[number].take_charts(self._charts)
            yield
        if self.statutory_return is None:
            self.statutory_return = StatutoryReturn(self.desk, self._days)
            self.body.addWidget(self.statutory_return)
            yield
        self.empty.set_words(_NOTHING, "\n\n".join((*view.is_so_now, _LESSON)))
        self._stack.setCurrentIndex(1 if view.is_empty else 0)
        self._say_about()
        self.arrived()

    def _add_panel(self, figure: Figure) -> None:
        panel = FigurePanel(self.look, len(self.panels) + 1, figure)
        panel.copy_requested.connect(self._copy)
        panel.picture_requested.connect(self._copy_picture)
        self._column.insertWidget(len(self.panels), panel)
        self.panels.append(panel)

    def _charts_are_here(self, make: ChartMaker) -> None:
        self._charts = make
        if self.view is not None:
            self._show(self.view)

    def _name_teams(self, teams: tuple[TeamChoice, ...]) -> None:
        self._teams = {each.id: each.name for each in teams}
        self._say_about()

    def _offer_patches(self, patches: tuple[PatchChoice, ...]) -> None:
        chosen = self.patch.value()
        self.patch.set_choices([(None, "Every patch"), *((each.id, each.name) for each in patches)])
        self.patch.set_value(chosen if chosen in {each.id for each in patches} else None)
        self.patch.setVisible(len(patches) > 1)
        self._say_about()

    def _say_about(self) -> None:
        if self.view is not None:
            today = london_day(self.desk.clock.now())
            team = "Every team" if self.view.team_id is None else self._teams.get(self.view.team_id, "")
            days = f"{full_day_text(self.view.first, today)} to {full_day_text(self.view.last, today)}"
            patch = f"patch {self.patch.currentText()}" if self.view.patch_id is not None else ""
            self.about.setText(", ".join(filter(None, (team, patch, days))))

    def _days(self) -> tuple[date, date]:
        period = self.period.value() or Period.FOUR_WEEKS
        first, last = period.days(london_day(self.desk.clock.now()))
        if period is Period.CHOSEN:
            return self.first.value() or first, self.last.value() or last
        return first, last

    # --- what is done ----------------------------------------------------------------------------------------

    def _period_picked(self, period: Period) -> None:
        if period is Period.CHOSEN and self.view is not None:
            self.first.set_value(self.view.first)
            self.last.set_value(self.view.last)
        self._offer_days()
        self.ask_again()

    def _offer_days(self) -> None:
        for each in (self.first, self._to, self.last):
            each.setVisible(self.period.value() is Period.CHOSEN)

    def _day_changed(self, _day: object) -> None:
        first, last = self.first.value(), self.last.value()
        if first is not None and last is not None and first > last:
            self.notice.inform("The first day comes after the last: choose an earlier first day.")
        elif first is not None and last is not None:
            self.notice.clear()
            self.ask_again()

    def _longer(self) -> None:
        self.period.set_value(Period.TWELVE_WEEKS)
        self._period_picked(Period.TWELVE_WEEKS)

    def _copy(self, figure: Figure) -> None:
        self._put_on_clipboard((figure,))

    def _copy_all(self) -> None:
        if self.view is not None:
            self._put_on_clipboard(self.view.figures)

    def _put_on_clipboard(self, shown: tuple[Figure, ...]) -> None:
        text = "\n\n".join((self.about.text(), *(figure_text(each) for each in shown)))
        QGuiApplication.clipboard().setText(text)
        self.notice.tell("Copied: paste it into a message or a document.")

    def _copy_picture(self, panel: FigurePanel) -> None:
        from ui.tabs.figures.picture import picture_of  # noqa: PLC0415  seldom wanted

        if panel.chart is not None:
            QGuiApplication.clipboard().setImage(
                picture_of(panel.figure, panel.chart, self.about.text(), self.look.theme)
            )
            self.notice.tell("Copied: paste it into a slide or a document.")

    def _print(self) -> None:
        from ui.tabs.figures.print_figures import look_at_figures  # noqa: PLC0415  papers take their time

        if self.view is not None:
            look_at_figures(self.desk, self, self.view)

    def _ask_where(self) -> None:
        file = save_file(self, self.desk.preferences, "Export figures to Excel", Path("figures.xlsx"), EXCEL)
        if file is not None:
            self.export_to(file)

    def export_to(self, path: Path) -> None:
        """Write what is shown as a workbook."""
        if self.view is not None:
            self.door.ask(self, _paper, self.view).then(partial(self._write, path), self.notice.say)

    def _write(self, path: Path, paper: object) -> None:
        self.door.carry(self, partial(_write, paper, path), self._written, self.notice.say, Changes(frozenset()))

    def _written(self, name: str) -> None:
        self.notice.tell(f"{name} is written.")

    # --- building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        look = self.look
        self.period.set_choices([(period, period.value) for period in Period])
        self.period.set_value(Period.FOUR_WEEKS)
        self.period.setMinimumContentsLength(16)
        self.period.setAccessibleName("Period")
        self.first.setAccessibleName("First day")
        self.last.setAccessibleName("Last day")
        row = Flow(look.theme.gap(RELATED))  # in large letters they take two lines
        self.patch.set_choices([(None, "Every patch")])
        self.patch.setMinimumContentsLength(12)
        self.patch.setAccessibleName("Patch")
        for widget in (self.period, self.first, self._to, self.last, self.patch):
            row.addWidget(widget)
        for each in (self.first, self._to, self.last):
            each.hide()
        for deed in (self.copy_all, self.print, self.export):
            row.addWidget(deed)
        spread(self._column, look, gap=PAGE)
        self._column.addStretch(1)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self.empty)
        self.body.addLayout(row)
        self.body.addWidget(self.about)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.counting.counted.connect(self._counted)
        self.counting.stopped.connect(self._stopped)
        self.counting.failed.connect(self.notice.say)
        self.period.picked.connect(self._period_picked)
        self.patch.picked.connect(lambda _patch: self.ask_again())
        self.first.value_changed.connect(self._day_changed)
        self.last.value_changed.connect(self._day_changed)
        self.copy_all.clicked.connect(self._copy_all)
        self.print.clicked.connect(self._print)
        self.export.clicked.connect(self._ask_where)
        self.empty.asked.connect(self._longer)


def _bring_charts() -> ChartMaker:
    """The chart's library takes half a second: a worker imports it."""
    return cast("ChartMaker", import_module("ui.tabs.figures.chart").FigureChart)


def _paper(turn: Any, view: FiguresView) -> object:
    """What the workbook says; imported late, for it brings the library that writes workbooks."""
    gathering, release = import_module("app.papers.figures"), import_module("app.desk.release")
    return gathering.gather_shown(turn, view=view, program=release.program())


def _write(paper: object, path: Path, work: Any) -> str:
    import_module("app.exchange.figures_workbook").write(work, paper, path)
    return path.name
