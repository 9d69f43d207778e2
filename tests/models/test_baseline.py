"""The first shape of the database: a table is made in one place, and all of it is what the mapped classes say."""

import importlib
from collections import Counter
from pathlib import Path

import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, inspect

from models import migrations
from models.migrations import (
    baseline,
    care_at_home,
    found_by_words,
    in_meetings,
    independence,
    kept_lines,
    key_safes,
    lives,
    own_office,
    records,
    signed_papers,
    tracker_books,
    walls,
    weeks,
)
from models.schema import METADATA

SUBJECTS = sorted(
    path.stem for path in Path(baseline.__file__).parent.glob("*.py") if path.stem not in {"__init__", "columns"}
)


def made_by(subject):
    return importlib.import_module(f"models.migrations.baseline.{subject}")


def shape(url):
    """Every table of a database: columns, key, links, uniqueness, checks and indexes, whatever their order."""
    engine = create_engine(url)
    found = inspect(engine)
    asked = ("columns", "pk_constraint", "foreign_keys", "unique_constraints", "check_constraints", "indexes")
    told = {
        (table, what): normal(getattr(found, f"get_{what}")(table))
        for table in found.get_table_names()
        for what in asked
        if table != "alembic_version"
    }
    engine.dispose()
    return told


def normal(told):
    """Comparable: whatever the order of rules and links, a clause by its SQL; columns stay in theirs."""
    if isinstance(told, dict):
        return sorted((key, normal(value)) for key, value in told.items())
    if isinstance(told, list) and told and isinstance(told[0], dict):
        return sorted(str(normal(each)) for each in told)
    return str(told)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_makes_the_tables_that_it_names_and_no_other(subject):
    module, engine = made_by(subject), create_engine("sqlite://")
    with engine.begin() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            module.create()
        made = set(inspect(connection).get_table_names())
    engine.dispose()
    assert made == set(module.TABLES)


def test_every_table_stands_in_one_subject():
    first = [made_by(subject) for subject in SUBJECTS]
    added = [
        importlib.import_module(f"{later.__name__}.{path.stem}")
        for later in (
            lives,
            own_office,
            signed_papers,
            tracker_books,
            found_by_words,
            kept_lines,
            walls,
            key_safes,
            independence,
            weeks,
            in_meetings,
            care_at_home,
            records,
        )
        for path in Path(later.__file__).parent.glob("[a-z]*.py")
    ]
    named = Counter(table for each in (*first, *added) for table in getattr(each, "TABLES", ()))
    assert named == Counter(METADATA.tables.keys())


def test_what_is_migrated_is_what_the_mapped_classes_would_make(database_url):
    migrations.upgrade(database_url)
    migrated = shape(database_url)
    migrations._run(database_url, command.downgrade, "base")
    engine = create_engine(database_url)
    METADATA.create_all(engine)
    engine.dispose()
    mapped = shape(database_url)
    assert len(mapped) == 6 * len(METADATA.tables)
    assert {key for key in mapped if migrated.get(key) != mapped[key]} == set()
    assert migrated.keys() == mapped.keys()
