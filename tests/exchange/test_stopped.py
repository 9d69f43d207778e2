"""Whoever cancels an import is heard between its parts, and nothing of it stays: neither stored nor in the audit."""

import pytest
from sqlalchemy import event, func, select

from app.door.press import Press
from app.door.progress import Progress, Stopped
from app.exchange.files.read import read_sheet
from app.exchange.look import look_at, look_at_sheet
from app.services.office import in_service
from app.services.referrals.care_hub_list import take_in
from models.audit import AuditEntry
from models.base import Base
from tests.exchange.made_files import KINDS, as_text

LONG, BATCH = 200, 40


def long_list(kind):
    made = KINDS[kind]
    return as_text(made, [made.row(number) for number in range(LONG)], ",")


def kept(office):
    """How much each table holds, the audit too."""
    with office.unwalled.reading() as session:
        tables = (*Base.metadata.sorted_tables, AuditEntry.__table__)
        return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}


@pytest.mark.parametrize("how", [Press.cancel, Press.give_up])
@pytest.mark.parametrize("kind", ["referrals", "people"])
def test_an_import_that_is_cancelled_between_two_batches_leaves_nothing(office, monkeypatch, kind, how):
    monkeypatch.setattr(take_in, "_ROWS_A_STATEMENT", BATCH)
    monkeypatch.setattr(in_service, "_ROWS_A_STATEMENT", BATCH)
    made, before, press, stored = KINDS[kind], kept(office), Press(), []
    looked = office.ask(look_at_sheet, made.kind, read_sheet(long_list(kind), "list.csv", fields=made.kind.fields))
    assert looked.accepted == LONG
    work = office.work()

    @event.listens_for(work.database.engine, "after_cursor_execute")
    def _after(_connection, _cursor, statement, _values, _context, executemany):
        if executemany and statement.startswith("INSERT INTO person "):
            stored.append(statement)
            if len(stored) == 2:
                how(press)

    with pytest.raises(Stopped, match=r"^Stopped. Nothing has been changed.$"):
        work.write(made.kind.deed(looked, {}), press)
    assert len(stored) == 2
    assert kept(office) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_look_that_is_cancelled_while_rows_are_compared_ends_there(service, tmp_path, kind):
    file = tmp_path / "list.csv"
    file.write_bytes(long_list(kind))
    progress = Progress(lambda reached: reached.doing.startswith("Comparing") and progress.stop())
    with pytest.raises(Stopped, match="Nothing has been changed"):
        service.ask(look_at, KINDS[kind].kind, file, progress=progress)
