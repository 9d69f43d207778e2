"""One figure: its title, the answer in a sentence, a chart and a table, and its words for the clipboard."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.queries.figures.figures import Figure, FigureRow
from ui.icons import Icon
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.theme import Look
from ui.widgets.beside import Beside
from ui.widgets.labels_and_buttons import Panel, button, spread, words

_LEAST = 420


class Chart(QFrame):
    """Draws a figure; the module that does it is imported late."""

    def show_figure(self, figure: Figure) -> None:
        """Draw this figure."""
        raise NotImplementedError


ChartMaker: TypeAlias = Callable[[Look, str], Chart]


class FigurePanel(Panel):
    """`copy_requested` with the figure, `picture_requested` with the panel itself.

    The chart comes when it can be drawn, and stays away while there is nothing.
    """

    copy_requested = Signal(object)
    picture_requested = Signal(object)

    def __init__(self, look: Look, number: int, figure: Figure) -> None:
        name = f"figures.{number}"
        super().__init__(look, figure.title, name)
        self._look = look
        self._figure = figure
        self.chart: Chart | None = None
        self.sentence = words("", name=f"{name}.sentence")
        self.before = words("", "quiet", f"{name}.before")
        self.definition = words("", "quiet", f"{name}.definition")
        self.copy_it = button(look, "Copy", f"{name}.copy", Icon.COPY, kind="quiet")
        self.copy_it.setAccessibleName(f"Copy {figure.title} as text")
        self.copy_it.setToolTip("Copy the sentence and the table as text")
        self.copy_picture = button(look, "Copy picture", f"{name}.picture", Icon.COPY, kind="quiet")
        self.copy_picture.setAccessibleName(f"Copy {figure.title} as a picture")
        self.copy_picture.setToolTip("Copy the chart with its title and sentence, for a slide or a message")
        self._place = QWidget()
        self._column = QVBoxLayout(self._place)
        spread(self._column, look)
        columns = (
            Column[FigureRow]("label", "Of which", lambda row: row.label, bold=True, width=180),
            Column[FigureRow]("text", figure.unit.capitalize(), lambda row: row.text, tooltip=lambda row: row.text),
            Column[FigureRow]("before", "Before", lambda row: row.before_text, tooltip=lambda row: row.before_text),
        )
        self._rows = RowTableModel(columns, lambda row: row.label)
        self.table = TableView(look, self._rows, f"{name}.table", f"Table: {figure.title}")
        self.table.setSortingEnabled(False)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        said = QHBoxLayout()
        spread(said, look)
        said.addWidget(self.sentence, 1)
        for deed in (self.copy_it, self.copy_picture):
            said.addWidget(deed, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(said)
        self.body.addWidget(self.before)
        self.body.addWidget(self.definition)
        self._beside = Beside(look, self._place, self.table, least=_LEAST)
        self.body.addWidget(self._beside)
        self.copy_it.clicked.connect(self._copy)
        self.copy_picture.clicked.connect(self._copy_picture)
        look.changed.connect(self._fit)

    @property
    def figure(self) -> Figure:
        """What is shown."""
        return self._figure

    def show_figure(self, figure: Figure) -> None:
        """Show this figure."""
        self._figure = figure
        self.title.setText(figure.title)
        self.sentence.setText(figure.sentence)
        self.before.setText(figure.before)
        self.before.setVisible(bool(figure.before))
        self.definition.setText(definition_text(figure))
        self.table.show_rows(figure.rows)
        self._fit()
        self._draw()

    def take_charts(self, make: ChartMaker) -> None:
        """The charts can be drawn from now on."""
        if self.chart is None:
            self.chart = make(self._look, f"{self.objectName()}.chart")
            self._column.addWidget(self.chart)
            self._draw()

    def _draw(self) -> None:
        self._beside.setVisible(not self._figure.is_empty)  # then the sentence says that there is none yet
        self.copy_picture.setVisible(self.chart is not None and not self._figure.is_empty)
        if self.chart is not None:
            self.chart.show_figure(self._figure)

    def _fit(self) -> None:
        """As high as its rows: the page scrolls, not the table."""
        high = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(high + self.table.verticalHeader().defaultSectionSize() * len(self._figure.rows) + 2)

    def _copy(self) -> None:
        self.copy_requested.emit(self._figure)

    def _copy_picture(self) -> None:
        self.picture_requested.emit(self)


def definition_text(figure: Figure) -> str:
    """What a figure counts, with where that comes from."""
    return f"{figure.definition} Source: {figure.source}."


def figure_text(figure: Figure) -> str:
    """A figure as text: its title, its sentences, what it counts, and a line a row with tabs between."""
    rows = ("\t".join(filter(None, (row.label, row.text, row.before_text))) for row in figure.rows)
    said = filter(None, (figure.title, figure.sentence, figure.before, definition_text(figure)))
    return "\n".join((*said, *rows))
