"""The revision that the program expects is the newest one that it ships."""

from alembic.config import Config
from alembic.script import ScriptDirectory

from models import migrations
from models.database import Database
from models.revision import NEWEST, revision_of


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
