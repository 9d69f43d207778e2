"""The library of example goals that a goal's form offers: added, worded, put in order by keys, archived (GOAL-3)."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox

from app.door.changes import Topic
from app.door.door import Deed
from app.queries.office import goal_examples as queries
from app.queries.office.goal_examples import ExampleRow
from app.services.office import goal_examples as deeds
from models.values import Call, london_day
from models.vocabulary.goals import GoalPurpose
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office.list_panel import ListPanel
from ui.pages.page import Page
from ui.tables.row_table_model import RIGHT, Column
from ui.text import full_day_text
from ui.widgets.aim_edit import AimEdit
from ui.widgets.hours_edit import NumberEdit
from ui.widgets.inline_form import FormSpec, InlineForm

_USUAL_DAYS = 21
_LESSON = (
    "Where “…” stands by itself, whoever sets the goal fills in what is so of this person; until then it is a draft."
)


class GoalExamplesPage(Page):
    """One list in the office's order, the archived ones last."""

    name = PageName.GOAL_EXAMPLES
    says = "The goal form offers them while a goal is set. Goals that were set by one stay as they are."
    topics = frozenset({Topic.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._kept = 0
        area = self.name.value
        self.examples: ListPanel[ExampleRow] = ListPanel(
            desk, area, "list", "Examples", _columns(desk), _key, "No example yet: add the first."
        )
        panel = self.examples
        panel.add_deeds(
            panel.opens("&Add an example…", "add", Icon.NEW, _adding, when=_always, kind="primary"),
            panel.opens("&Change…", "change", Icon.EDIT, _changing, when=_is_kept),
            panel.does("Move &up", "up", Icon.UP, partial(_moved, by=-1), when=self._has_one_above),
            panel.does("Move &down", "down", Icon.DOWN, partial(_moved, by=1), when=self._has_one_below),
            panel.does("Arc&hive", "archive", Icon.CLOSURE, _archived, "Archived.", when=_is_kept),
            panel.does("Bring &back", "restore", Icon.UNDO, _restored, "It is back.", when=_is_archived),
        )
        panel.led.connect(self.lead_to)
        self.body.addWidget(panel)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """The whole library: an office has some dozens of examples."""
        self.door.ask(self, queries.goal_examples).then(self._show, self.notice.say, latest="goal_examples.all")

    def _show(self, rows: tuple[ExampleRow, ...]) -> None:
        self._kept = sum(row.place is not None for row in rows)
        self.examples.show_rows(rows)
        self.arrived()

    def _has_one_above(self, row: ExampleRow | None) -> bool:
        return row is not None and row.place is not None and row.place > 1

    def _has_one_below(self, row: ExampleRow | None) -> bool:
        return row is not None and row.place is not None and row.place < self._kept


def _adding(_row: ExampleRow | None) -> tuple[FormSpec[Any], Any, str]:
    return _spec("add", "New example", "&Add it", "It is added at the end."), None, "new"


def _changing(row: ExampleRow | None) -> tuple[FormSpec[Any], Any, str] | None:
    if row is None:
        return None
    return _spec("change", "Change this example", "&Save the example", "The example is changed."), row, str(row.id)


def _spec(key: str, title: str, verb: str, done: str) -> FormSpec[ExampleRow | None]:
    return FormSpec(key, title, verb, done, _build, lesson=_LESSON, sign=Icon.SAVE)


def _build(form: InlineForm, row: ExampleRow | None) -> Callable[[], Deed]:
    purposes = [(each, each.label) for each in GoalPurpose]
    purpose = form.choice("purpose", "What &it is about", purposes, preset=row.purpose if row else None)
    statement = form.text("statement", "&What the person will do", preset=row.statement if row else "")
    measure = form.text("measure", "How it is &measured", preset=row.measure if row else "")
    achievable = form.text("achievable", "Wh&y it is achievable", preset=row.achievable if row else "")
    relevant = form.text("relevant", "How it ser&ves the purpose", preset=row.relevant if row else "")
    days = form.amount(
        NumberEdit(form.name("days_ahead")), "&Target, days ahead", preset=row.days_ahead if row else _USUAL_DAYS
    )
    aim = form.field("&Reached by ratings", AimEdit(form.name("aim"), "I 6 of 7"), "Such as I 6 of 7; may stay empty.")
    aim.set_value(row.aim if row else None)
    form.note("Worked on at (none means all calls):")
    calls = {call: _tick(form, call, row) for call in Call}

    def ready() -> Deed:
        told = partial(
            deeds.add_example if row is None else deeds.change_example,
            purpose=purpose.value(), statement=statement(), measure=measure(), achievable=achievable(),
            relevant=relevant(), days_ahead=days.value(), aim=aim.value(),
            calls=tuple(call for call, box in calls.items() if box.isChecked()),
        )  # fmt: skip
        return told if row is None else partial(told, example=row.id, seen=row.version)

    return ready


def _tick(form: InlineForm, call: Call, row: ExampleRow | None) -> QCheckBox:
    return form.tick(f"call_{call.value}", call.label, preset=row is not None and call in row.calls)


def _moved(row: ExampleRow, by: int) -> Deed:
    return partial(deeds.move_example, example=row.id, seen=row.version, to=(row.place or 1) + by)


def _archived(row: ExampleRow) -> Deed:
    return partial(deeds.archive_example, example=row.id, seen=row.version)


def _restored(row: ExampleRow) -> Deed:
    return partial(deeds.restore_example, example=row.id, seen=row.version)


def _columns(desk: Desk) -> tuple[Column[ExampleRow], ...]:
    def state(row: ExampleRow) -> str:
        if row.archived_at is not None:
            return f"archived {full_day_text(london_day(row.archived_at), london_day(desk.clock.now()))}"
        return " ".join(row.lacks)

    return (
        Column("place", "Place", lambda row: str(row.place or ""), sort=lambda row: row.place, align=RIGHT, width=60),
        Column("purpose", "About", lambda row: row.purpose.label, width=150),
        Column(
            "statement",
            "What the person will do",
            lambda row: row.statement,
            tooltip=lambda row: row.statement,
            width=420,
        ),
        Column("measure", "How it is measured", lambda row: row.measure, tooltip=lambda row: row.measure, width=320),
        Column("state", "Left open", state, tooltip=state, quiet=True),
    )  # fmt: skip


def _key(row: ExampleRow) -> UUID:
    return row.id


def _always(_row: object) -> bool:
    return True


def _is_kept(row: ExampleRow | None) -> bool:
    return row is not None and row.place is not None


def _is_archived(row: ExampleRow | None) -> bool:
    return row is not None and row.place is None
