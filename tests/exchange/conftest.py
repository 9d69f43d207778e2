"""Small files of every kind, made here so that none has to be kept."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook

import resources
from app.exchange.files.read import read_sheet


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
def demonstration():
    """A file of the demonstration office, read."""

    def read(name):
        return read_sheet(resources.read_bytes(f"demonstration/{name}"), name)

    return read
