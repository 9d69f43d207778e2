"""What a server's own catalogue says against its walls: the questions stand in `catalogue_lint.sql`, by their names."""

from pathlib import Path

import pytest

SQL = (Path(__file__).parent / "catalogue_lint.sql").read_text(encoding="utf-8")
RULES = dict(each.split("\n", 1) for each in SQL.split("-- # ")[1:])


@pytest.mark.parametrize("rule", RULES)
def test_the_catalogue_tells_of_no_hole(postgres_office, rule):
    with postgres_office.database.engine.connect() as connection:
        assert [tuple(row) for row in connection.exec_driver_sql(RULES[rule])] == []


PLANTED = {
    "a table whose rows everybody sees": "CREATE TABLE public.planted (number int)",
    "row security without a policy": "CREATE TABLE public.planted (); ALTER TABLE planted ENABLE ROW LEVEL SECURITY",
    "a policy that trusts a setting": "CREATE POLICY planted ON person USING (current_setting('a.b') = 'c')",
    "a function with its owner's rights that looks names up where anybody can put some": (
        "CREATE FUNCTION public.planted() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"
    ),
    "a function that anybody may call": "CREATE FUNCTION public.planted() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "a view that sees with its owner's eyes": "CREATE VIEW public.planted AS SELECT * FROM public.person",
    "a kept view": "CREATE MATERIALIZED VIEW public.planted AS SELECT * FROM public.person",
    "a right to a whole table with which it can be locked or emptied": "GRANT UPDATE ON person TO homeward_desk",
    "a key that says of one office what another has": "CREATE UNIQUE INDEX planted ON person (nhs_number)",
    "a link to another office's record": (
        "ALTER TABLE access_note DROP CONSTRAINT fk_access_note_office_id_person_id,"
        " ADD FOREIGN KEY (person_id) REFERENCES person (id)"
    ),
    "a record that changes without its stamps or its audit": "ALTER TABLE person DISABLE TRIGGER a_stamp",
    "a schema in which anybody can make something": "GRANT CREATE ON SCHEMA public TO homeward_desk",
    "a database that anybody may connect to, or make temporary tables in": (
        "DO $$BEGIN EXECUTE 'GRANT TEMPORARY ON DATABASE ' || quote_ident(current_database()) || ' TO homeward_desk'; "
        "END$$"
    ),
    "a large object that anybody can make, outside every table and office": (
        "GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC"
    ),
    "rights that a new table would give away": "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
}  # those of roles count for the whole server, which other tests use too


@pytest.mark.parametrize("rule", PLANTED)
def test_a_hole_that_is_made_is_told(postgres_office, rule):
    with postgres_office.database.engine.connect() as connection:
        connection.exec_driver_sql(PLANTED[rule])
        assert connection.exec_driver_sql(RULES[rule]).all()
        connection.rollback()
