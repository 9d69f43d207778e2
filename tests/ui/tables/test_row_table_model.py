import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from ui.states import State
from ui.tables.row_table_model import ROW_ROLE, SHOWN_ROLE, Column, RowTableModel


@dataclass(frozen=True, slots=True)
class Waiting:
    id: int
    person: str
    since: datetime | None


START = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
COLUMNS = (
    Column[Waiting]("person", "Person", lambda row: row.person, tooltip=lambda row: f"REF-10 {row.id}"),
    Column[Waiting](
        "since",
        "Waiting since",
        lambda row: "" if row.since is None else f"{row.since:%d %b %H:%M}",
        sort=lambda row: row.since,
        align=Qt.AlignmentFlag.AlignRight,
        spoken=lambda row: "not yet" if row.since is None else f"since {row.since:%H:%M}",
        state=lambda _row: State.WAITING,
        counts=True,
    ),
)


def rows(number):
    return [Waiting(each, f"P{each:05d}", START + timedelta(minutes=each * 7919 % 100003)) for each in range(number)]


def shown(model):
    return [row.id for row in model.shown()]


@pytest.fixture
def model():
    return RowTableModel(COLUMNS, lambda row: row.id)


def test_the_model_obeys_qt(model, qtmodeltester):
    model.set_rows(rows(20))
    qtmodeltester.check(model)
    model.sort(1)
    model.seek("1")
    model.set_rows(rows(40))
    model.set_rows([])


def test_random_changes_keep_the_tester_quiet_and_the_selection_on_its_record(model, qtmodeltester, qtbot):
    qtmodeltester.check(model)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    chance, pool, keep = random.Random(4), {row.id: row for row in rows(60)}, 17  # noqa: S311  a shuffle, no secret
    model.set_rows(pool.values())
    view.setCurrentIndex(model.index_of(keep))
    for step in range(300):
        change_something(chance, pool, model, keep, step)
        given = chance.sample(list(pool.values()), len(pool)) if chance.random() < 0.3 else pool.values()
        model.set_rows(given)
        assert view.currentIndex().data(ROW_ROLE).id == keep


def change_something(chance, pool, model, keep, step):
    match chance.randrange(5):
        case 0 if len(pool) > 5:
            del pool[chance.choice([each for each in pool if each != keep])]
        case 1:
            since = None if chance.random() < 0.2 else START + timedelta(minutes=chance.randrange(9999))
            pool[1000 + step] = Waiting(1000 + step, f"N{chance.random():.4f}", since)
        case 2:
            number = chance.choice([each for each in pool if each != keep])
            pool[number] = replace(pool[number], person=f"Z{chance.random():.4f}")
        case 3:
            model.sort(chance.randrange(2), chance.choice(list(Qt.SortOrder)))
        case _:
            model.seek(chance.choice(("", "17", "7", "1")))


def test_moments_sort_as_moments_and_missing_ones_come_last(model):
    model.set_rows([Waiting(1, "b", START + timedelta(days=40)), Waiting(2, "A", None), Waiting(3, "c", START)])
    model.sort(1)
    assert shown(model) == [3, 1, 2]
    model.sort(0)
    assert shown(model) == [2, 1, 3]
    model.sort(-1)
    assert shown(model) == [1, 2, 3]


def test_one_changed_row_repaints_one_row(model):
    model.set_rows(rows(30))
    repainted = []
    model.dataChanged.connect(lambda first, last, _roles: repainted.append((first.row(), last.row())))
    model.set_rows([replace(row, person="New name") if row.id == 7 else row for row in rows(30)])
    assert repainted == [(7, 7)]


def test_a_tick_repaints_only_the_column_that_counts(model):
    model.set_rows(rows(3))
    repainted = []
    model.dataChanged.connect(lambda first, last, _roles: repainted.append((first.column(), last.column(), last.row())))
    model.tick()
    assert repainted == [(1, 1, 2)]
    model.set_rows([])
    repainted.clear()
    model.tick()
    assert repainted == []


def test_a_row_is_told_in_words(model):
    model.set_rows([Waiting(1, "Jean Gill", None)])
    index = model.index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Waiting since: not yet"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Person: Jean Gill"
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "REF-10 1"
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert (index.data(SHOWN_ROLE).text, index.data(SHOWN_ROLE).state) == ("", State.WAITING)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Waiting since"
    assert model.headerData(9, Qt.Orientation.Horizontal) is None
    assert not model.index_of(99).isValid()


def test_what_is_sought_stands_in_any_column_whatever_its_case_and_accents(model):
    model.set_rows([Waiting(1, "Siân Gill", START), Waiting(2, "Zofia Wójcik", None), Waiting(3, "Ann Lee", START)])
    model.sort(0)
    for typed, found in (("sian", [1]), ("WOJ", [2]), ("25 oct", [3, 1]), ("nobody", []), ("", [3, 1, 2])):
        model.seek(typed)
        assert shown(model) == found
    model.seek("woj")
    model.set_rows([Waiting(2, "Zofia Wójcik", None), Waiting(4, "Ewa Wojna", START)])
    assert shown(model) == [4, 2]
    model.set_row(Waiting(4, "Ewa Nowak", START))
    assert shown(model) == [2]
    assert not model.index_of(4).isValid()


def test_however_many_rows_come_and_go_the_view_is_told_a_few_times(model):
    model.set_rows(rows(100))
    told = []
    for name in ("rowsRemoved", "rowsInserted", "layoutChanged", "dataChanged"):
        getattr(model, name).connect(lambda *_what, name=name: told.append(name))
    model.seek("7")
    assert told == ["layoutChanged", "rowsRemoved"]
    told.clear()
    model.seek("")
    assert told == ["rowsInserted", "layoutChanged"]
    told.clear()
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert told == ["layoutChanged"]


def test_what_is_painted_follows_its_row_and_the_time():
    minute = [0]
    ages = RowTableModel(
        [Column("age", "Age", lambda row: f"{row.person} {minute[0]}", counts=True)], lambda row: row.id
    )
    ages.set_rows(rows(2))
    assert ages.index(0, 0).data(SHOWN_ROLE).text == "P00000 0"
    minute[0] = 1
    ages.tick()
    assert ages.index(0, 0).data(SHOWN_ROLE).text == "P00000 1"
    ages.set_row(Waiting(0, "New\nname", None))
    assert ages.index(0, 0).data(SHOWN_ROLE).text == "New name 1"
    ages.sort(0, Qt.SortOrder.DescendingOrder)
    assert ages.index(0, 0).data(SHOWN_ROLE).text == "P00001 1"
