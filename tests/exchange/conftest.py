"""Small files of every kind, made here so that none has to be kept."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import Workbook

import resources
from app.exchange.files.read import read_sheet
from app.services.reviews.programmes import open_programme
from tests.exchange.made_files import GOAL, KINDS, as_text, look


@pytest.fixture
def postgres_office(desk_office):
    """As a desk's own login has it, whom the server refuses what no desk may."""
    return desk_office


@pytest.fixture
def moment():
    return datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def xlsx():
    """Makes a workbook's bytes from rows."""

    def make(*rows, title="Sheet"):
        workbook = Workbook()
        workbook.active.title = title
        for row in rows:
            workbook.active.append(row)
        out = io.BytesIO()
        workbook.save(out)
        return out.getvalue()

    return make


@pytest.fixture
def with_part(xlsx):
    """A good workbook in which one part is added or replaced."""

    def make(name, content, base=None):
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(base or xlsx(["Ref", "Name"], ["1", "Ann"]))) as source,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for part in source.namelist():
                if part != name:
                    target.writestr(part, source.read(part))
            target.writestr(name, content)
        return out.getvalue()

    return make


@pytest.fixture
def service(sqlite_office):
    """An office that has somebody with a goal, and the first two rows of each kind of file."""
    person = sqlite_office.a_person(mosaic_id="M000500")
    episode = sqlite_office.an_episode(person=person, started_at=sqlite_office.now - timedelta(days=30))
    sqlite_office.a_goal(episode, statement=GOAL)
    sqlite_office.do(open_programme, area="Buxton")
    for made in KINDS.values():
        looked = look(sqlite_office, made, as_text(made, [made.row(0), made.row(1)], ","), "first.csv")
        sqlite_office.work().write(made.kind.deed(looked, {}))
    return sqlite_office


@pytest.fixture
def demonstration():
    """A file of the demonstration office, read."""

    def read(name):
        return read_sheet(resources.read_bytes(f"demonstration/{name}"), name)

    return read
