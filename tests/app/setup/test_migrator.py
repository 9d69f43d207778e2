"""Whoever migrates a server makes a database where an administrator has made an empty one; what is left is said."""

import json

import pytest
from click.testing import CliRunner
from psycopg import sql
from sqlalchemy import make_url

import resources
from app import cli

LEFT = "Every login can still make large objects in this database"
MAKERS = """SELECT count(*) FROM pg_proc AS p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
WHERE p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea') AND a.grantee = 0"""


@pytest.fixture
def empty(postgres, migrated_postgres):
    """The addresses of an empty database for the migrator and for the administrator."""
    name = "made_by_migrator"
    with postgres.connect(migrated_postgres) as connection:
        connection.execute("ALTER ROLE homeward_migrator PASSWORD 'brings up'")
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER homeward_owner").format(sql.Identifier(name)))
    at = postgres.url(name)
    yield make_url(at).set(username="homeward_migrator", password="brings up").render_as_string(False), at  # noqa: S106
    postgres.drop(name)


def said(*words):
    return CliRunner().invoke(cli.homeward, [*words], catch_exceptions=False).output


def test_the_migrator_makes_it_and_the_administrator_takes_the_rest(empty, postgres, tmp_path):
    migrator, administrator = empty
    told = json.loads(resources.read_text("demonstration/office.json"))
    people = [each | {"nhs_number": ""} for each in told["people_in_service"][:1]]
    own = told | {"people_in_service": people, "people_before": []}
    (tmp_path / "office.json").write_text(json.dumps(own), encoding="utf-8")
    made = said("database", "create", migrator, "--office", str(tmp_path / "office.json"))
    assert "1 person in service" in made
    assert LEFT in made
    checked = said("database", "check", "--database", migrator)
    assert "The database is whole" in checked
    assert LEFT in checked
    assert LEFT not in said("database", "upgrade", administrator, "--guards")
    with postgres.connect(make_url(administrator).database) as connection:
        assert connection.execute(MAKERS).fetchone() == (0,)
    assert said("database", "upgrade", migrator).startswith("The database is at revision")
    assert LEFT not in said("database", "check", "--database", migrator)
