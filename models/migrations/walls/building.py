"""Putting up the walls of a database: owners, row security, grants. As often as you like; what is too much goes."""

from collections import defaultdict

from sqlalchemy import Connection, text

from models.migrations.walls import found, roles, wanted
from models.migrations.walls.functions import FUNCTIONS
from models.migrations.walls.roles import AUDIT, BACKUP, DESK, MIGRATOR, OWNER


def build(connection: Connection) -> None:
    """Give a database at this program's revision all its walls, and make the server's roles where they are lacking."""
    build_around(connection)
    _say(
        connection,
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        *(f"REVOKE EXECUTE ON FUNCTION {each} FROM PUBLIC" for each in found.makers_of_large_objects(connection)),
        f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}, {AUDIT}",
        f"GRANT USAGE ON SCHEMA public TO {DESK}, {BACKUP}",
        *(
            f'ALTER TABLE public."{each}" OWNER TO {wanted.owner_of(each)}'
            for each in (wanted.VERSION, *wanted.walled())
        ),
    )
    _functions(connection)
    _policies(connection)
    _grants(connection)


def build_around(connection: Connection) -> None:
    """What stands around a database, and isn't in a dump of it: the server's roles, whose it is, who may come in."""
    roles.make(connection)
    database = connection.execute(text("SELECT quote_ident(current_database())")).scalar_one()
    _say(
        connection,
        f"ALTER DATABASE {database} OWNER TO {OWNER}",
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {DESK}, {MIGRATOR}, {BACKUP}",
    )


def _functions(connection: Connection) -> None:
    there = found.functions(connection)  # a database of this revision may be from before some of them
    _say(connection, *(made for name, made in FUNCTIONS.items() if name not in there))
    for name, called in found.functions(connection).items():
        owner, other = wanted.owner_of_function(name), {OWNER: AUDIT, AUDIT: OWNER}[wanted.owner_of_function(name)]
        callers = {DESK: wanted.CALLED_BY_DESKS, BACKUP: wanted.CALLED_BY_BACKUP}
        _say(
            connection,
            f"ALTER FUNCTION {called} OWNER TO {owner}",
            f"REVOKE ALL ON FUNCTION {called} FROM PUBLIC, {DESK}, {BACKUP}",
            f"GRANT EXECUTE ON FUNCTION {called} TO {other}",
            *(f"GRANT EXECUTE ON FUNCTION {called} TO {role}" for role, names in callers.items() if name in names),
        )


def _policies(connection: Connection) -> None:
    asked, there = set(wanted.policies()), found.policies(connection)
    _say(
        connection,
        *(f'DROP POLICY "{each.name}" ON public."{each.table}"' for each in there - asked),
        *(str(each) for each in asked - there),
        *(
            f'ALTER TABLE public."{each}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'
            for each in set(wanted.walled()) - found.walled(connection)
        ),
    )


def _grants(connection: Connection) -> None:
    asked, there = set(wanted.grants()), found.grants(connection)
    _say(
        connection,
        *_in_words("REVOKE", "FROM", there - asked),
        *_in_words("GRANT", "TO", asked - there),
        f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {BACKUP}",
    )


def _in_words(deed: str, whom: str, all_of_them: set[wanted.Grant]) -> list[str]:
    columns: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for each in sorted(all_of_them):
        columns[each.table, each.role, each.may] += [f'"{each.column}"'] if each.column else []
    return [
        f'{deed} {may}{_among(told)} ON public."{table}" {whom} {role}' for (table, role, may), told in columns.items()
    ]


def _among(columns: list[str]) -> str:
    return f" ({', '.join(columns)})" if columns else ""


def _say(connection: Connection, *statements: str) -> None:
    if statements:
        connection.exec_driver_sql("; ".join(statements))
