"""The revision that the program expects is the newest one that it ships."""

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from models import migrations
from models.database import Database
from models.database_file import NotOurs
from models.revision import KNOWN, NEWEST, revision_of


def test_the_newest_revision_is_the_one_expected():
    config = Config()
    config.set_main_option("script_location", str(migrations._HERE))
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_a_database_says_its_revision(database_url, clock):
    database = Database(database_url, clock.now, may_make=True)
    with database.engine.connect() as connection:
        assert revision_of(connection) is None
    database.close()
    migrations.upgrade(database_url)
    database = Database(database_url, clock.now)
    with database.engine.connect() as connection:
        assert revision_of(connection) == NEWEST
    database.close()


def test_every_revision_that_is_shipped_is_known():
    config = Config()
    config.set_main_option("script_location", str(migrations._HERE))
    shipped = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(shipped)) == KNOWN


@pytest.mark.parametrize(("found", "said"), [("9999", "a newer Homeward"), ("ab12", "doesn't know"), ("", "“none”")])
def test_a_database_of_an_unknown_revision_is_never_migrated(migrated_url, clock, found, said):
    database = Database(migrated_url, clock.now)
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        if found:
            connection.execute(text("INSERT INTO alembic_version VALUES (:found)"), {"found": found})
    with pytest.raises(NotOurs, match=said):
        migrations.upgrade(migrated_url)
    with database.engine.connect() as connection:
        assert revision_of(connection) == (found or "none")
    database.close()
