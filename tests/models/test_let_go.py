"""A database that was closed is let go: whoever opens one after another doesn't keep them all in memory."""

import gc
from weakref import ref

from models.database import Database
from models.teams import Team
from tests.builders import SmallOffice


def test_a_database_that_was_written_to_and_closed_is_let_go(office: SmallOffice) -> None:
    opened = Database(office.database.url, office.clock.now, by="another desk")
    with opened.writing() as session:
        session.get_one(Team, office.teams["North"]).name = "North again"
    opened.close()
    kept = ref(opened), ref(opened.engine)
    del opened, session
    gc.collect()
    assert [each() for each in kept] == [None, None]
