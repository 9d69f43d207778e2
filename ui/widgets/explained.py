"""What was discussed of somebody's support, recorded on the tab where it happens (NICE QS173)."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from app.door.door import Deed
from app.queries.plans.explained import ExplainedRow, ExplainedView, explained_of
from app.services.plans import explained
from models.values import london_day
from models.vocabulary.episodes import ExplainedKind
from ui.desk import Desk
from ui.icons import Icon
from ui.text import full_day_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button, words


class ExplainedPanel(DeedPanel):
    """Of these kinds; what isn't recorded yet is said quietly, for nothing waits for it."""

    def __init__(self, desk: Desk, tab: str, *kinds: ExplainedKind) -> None:
        super().__init__(desk, "Discussed and agreed", f"{tab}.explained")
        self._tab, self._kinds = tab, kinds
        self._view: ExplainedView | None = None
        self.recorded = words("", "", f"{tab}.explained_recorded")
        self.missing = words("", "quiet", f"{tab}.explained_missing")
        for each in (self.recorded, self.missing):
            self.body.addWidget(each)
        self.record = button(desk.look, "Record it…", f"{tab}.explained_record", Icon.TICK)
        self.back = button(desk.look, "Take it back…", f"{tab}.explained_back", Icon.UNDO)
        self.add_deeds(self.record, self.back)
        self.record.clicked.connect(lambda *_clicked: self.ask(tab, self._records))
        self.back.clicked.connect(lambda *_clicked: self.ask(tab, self._takes_back))

    def ask_episode(self, episode: UUID) -> None:
        """Ask what was recorded of an episode and of the support that it goes on with."""
        if self._view is not None and self._view.episode != episode:
            self.close_form()
            self.notice.clear()
        asked = self.desk.door.ask(self, explained_of, episode=episode)
        asked.then(self._show, self.notice.say, latest=f"{self._tab}.explained")

    def _show(self, view: ExplainedView) -> None:
        self._view = view
        today, rows = london_day(self.desk.clock.now()), self._rows()
        said = (
            f"{each.what.label} with {each.with_whom}, {full_day_text(each.on, today)}; {each.recorded_by} recorded it."
            for each in rows
        )
        self.recorded.setText("\n".join(said))
        self.recorded.setVisible(bool(rows))
        self.missing.setText("\n".join(view.missing(self._kinds)))
        self.missing.setVisible(bool(self.missing.text()))
        self.offer(self.back, offered=bool(rows))
        self.stands_now()

    def _rows(self) -> tuple[ExplainedRow, ...]:
        view = self._view
        return () if view is None else tuple(each for each in view.rows if each.what in self._kinds)

    def _records(self) -> tuple[FormSpec[UUID], UUID, str] | None:
        spec: FormSpec[UUID] = FormSpec(
            "explained", "Discussed and agreed", "&Record it", "Recorded.", partial(_record, kinds=self._kinds)
        )
        return (spec, self._view.episode, str(self._view.episode)) if self._view is not None else None

    def _takes_back(self) -> tuple[FormSpec[tuple[ExplainedRow, ...]], tuple[ExplainedRow, ...], str] | None:
        rows = self._rows()
        return (_BACK, rows, f"{self._view.episode}/back") if rows and self._view is not None else None


def _record(form: InlineForm, episode: UUID, *, kinds: tuple[ExplainedKind, ...]) -> Callable[[], Deed]:
    what = form.choice("what", "&What", [(each, each.label) for each in kinds], preset=kinds[0])
    with_whom = form.line("with_whom", "Wi&th whom", "Such as Jean and her daughter Ann")
    on = form.day("on", "O&n", preset=london_day(form.desk.clock.now()))
    return lambda: partial(
        explained.explain, episode=episode, what=what.value(), with_whom=with_whom.text(), on=on.value()
    )


def _take_back(form: InlineForm, rows: tuple[ExplainedRow, ...]) -> Callable[[], Deed]:
    by_id = {each.id: each for each in rows}
    today = london_day(form.desk.clock.now())
    choices = [(each.id, f"{each.what.label}, {full_day_text(each.on, today)}") for each in rows]
    which = form.choice("which", "Whi&ch", choices, preset=rows[0].id if len(rows) == 1 else None)
    because = form.text("because", "&Why")
    return lambda: partial(
        explained.take_back_explained,
        explained=which.value(),
        seen=by_id[which.value()].seen,
        because=because(),
    )


_BACK: FormSpec[tuple[ExplainedRow, ...]] = FormSpec(
    "explained_back",
    "Recorded by mistake",
    "Take it back",
    "Taken back; it stays in the history with the reason.",
    _take_back,
    sign=Icon.UNDO,
    kind="danger",
    dangerous=True,
)
