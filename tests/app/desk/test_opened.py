"""Which file an address names."""

from pathlib import Path

import pytest

from app.desk.opened import file_of


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("sqlite:////home/sam/office.sqlite", Path("/home/sam/office.sqlite")),
        ("sqlite:////home/sam/office.sqlite?timeout=9", Path("/home/sam/office.sqlite")),
        ("postgresql+psycopg://sam@server/office", None),
    ],
)
def test_the_file_of_an_address_is_named_without_its_options(address, file):
    assert file_of(address) == file
