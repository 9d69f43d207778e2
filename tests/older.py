"""A database as an earlier release has it, and what an administrator does past the guards."""

from sqlalchemy import text


def past_the_guards(office, *statements):
    """What an administrator does who switches the guards off meanwhile."""
    with office.unwalled.engine.begin() as connection:
        if office.database.is_sqlite:
            kept = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
            for name, _ in kept:
                connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        else:
            connection.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))
        for _, made in kept if office.database.is_sqlite else ():
            connection.exec_driver_sql(made)
    office.unwalled.close()
    office.database.close()


_NUMBERED_ANEW = """
UPDATE audit_entry SET number = (SELECT count(*) FROM audit_entry AS earlier WHERE earlier.number <= audit_entry.number)
"""


def never_had_words(office):
    """An older release knows no words of an office's own, and no logins, so its audit tells of none."""
    past_the_guards(
        office, "DELETE FROM audit_entry WHERE table_name LIKE 'wording_%' OR table_name IN ('login', 'membership')"
    )
    if office.database.engine.dialect.name == "sqlite":  # whose numbers have no gaps
        past_the_guards(office, _NUMBERED_ANEW)
