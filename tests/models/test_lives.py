"""Revision 0003 on a database in use: nothing dated is lost, and an older one has lost nothing that comes with it."""

from datetime import timedelta

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import DateTime, bindparam, select, text

from models import migrations
from models.base import UtcDateTime
from models.episodes import Milestone
from models.revision import ADDED, KNOWN
from models.soundness import Excused, soundness
from models.transfer import Transfer
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.transfer import TransferRoute
from tests.older import never_had_words


def dated_on_the_transfer(office, url, column, at):
    """A transfer of a database at 0002 with a day that no milestone says; its episode."""
    episode = office.an_episode()
    office.store(Transfer(episode_id=episode, route=TransferRoute.INTERIM_TEAM))
    never_had_words(office)
    office.database.close()
    migrations._run(url, command.downgrade, "0002")
    dated = text(f"UPDATE transfer SET {column} = :at, version = version + 1").bindparams(  # noqa: S608  a name of ours
        bindparam("at", at, UtcDateTime() if office.database.is_sqlite else DateTime(timezone=True))
    )
    with office.database.engine.begin() as connection:
        connection.execute(dated)
    office.database.close()
    return episode


@pytest.mark.rule("MILE-1")
@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("independence_agreed_at", MilestoneKind.MAXIMUM_INDEPENDENCE),
        ("assessed_at", MilestoneKind.ASSESSED),
    ],
)
def test_what_only_the_transfer_dated_is_a_milestone_after_the_upgrade(office, office_url, column, kind):
    at = office.now - timedelta(hours=30)
    episode = dated_on_the_transfer(office, office_url, column, at)
    migrations.upgrade(office_url)
    with office.database.reading() as session:
        (found,) = session.scalars(select(Milestone).where(Milestone.episode_id == episode, Milestone.kind == kind))
        assert (found.at, found.withdrawn_at, found.version) == (at, None, 1)
    with office.database.engine.connect() as connection:
        assert soundness(connection).troubles == ()


def test_an_older_database_is_whole_without_the_tables_that_come(office, office_url):
    office.an_episode()
    never_had_words(office)
    office.database.close()
    migrations._run(office_url, command.downgrade, "0002")
    with office.database.engine.connect() as connection:
        assert soundness(connection, Excused.OLDER | Excused.GUARDS).troubles == ()
    migrations.upgrade(office_url)
    with office.database.engine.connect() as connection:
        assert soundness(connection).troubles == ()


def test_the_tables_that_come_are_those_that_the_revisions_make():
    config = Config()
    config.set_main_option("script_location", str(migrations._HERE))
    made = {name: ScriptDirectory.from_config(config).get_revision(name).module for name in KNOWN[1:]}
    assert {name: set(getattr(module, "TABLES", ())) for name, module in made.items()} == {
        name: set(ADDED.get(name, ())) for name in KNOWN[1:]
    }
