"""Revision 0019 on a database in use: every office that is there has the examples that a new one begins with."""

from alembic import command
from sqlalchemy import select

from models import migrations
from models.goals import GoalExample
from models.soundness import soundness
from resources import read_toml

BROUGHT = read_toml("goal_examples.toml")["example"]


def test_an_office_in_use_gets_the_examples_with_stamps_and_audit(office, office_url):
    office.database.close()
    migrations._run(office_url, command.downgrade, "0018")
    migrations.upgrade(office_url)
    with office.database.reading() as session:
        found = session.scalars(select(GoalExample).order_by(GoalExample.position)).all()
        assert [(each.statement, each.aim, each.calls) for each in found] == [
            (told["statement"], told["aim"], ",".join(told["calls"])) for told in BROUGHT
        ]
        assert {(each.office_id, each.version, each.created_at is None) for each in found} == {(office.id, 1, False)}
    with office.database.engine.connect() as connection:
        assert soundness(connection).troubles == ()
