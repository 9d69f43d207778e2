"""The walls that a database has, in the words of `models.migrations.walls.wanted`, and which of those it lacks."""

from sqlalchemy import Connection, text

from models.migrations.walls import wanted
from models.migrations.walls.roles import DESK
from models.migrations.walls.wanted import Grant, Policy

_POLICIES = text("""SELECT tablename, policyname, cmd, array_to_string(roles, ', '),
  regexp_replace(coalesce(qual, ''), '[[:space:]]+', ' ', 'g'),
  regexp_replace(coalesce(with_check, ''), '[[:space:]]+', ' ', 'g') FROM pg_policies WHERE schemaname = 'public'""")
_WALLED = text("""SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity""")
_OWNERS = text("""SELECT relname, relowner::regrole::text FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')""")
# What anybody but the owner may do, and PUBLIC: of a whole table first, then of its columns.
_GRANTS = text("""SELECT c.relname, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END,
  a.privilege_type, '' FROM pg_class AS c, aclexplode(c.relacl) AS a
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND a.grantee <> c.relowner
UNION ALL SELECT c.relname, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END,
  a.privilege_type, t.attname FROM pg_class AS c JOIN pg_attribute AS t ON t.attrelid = c.oid,
  aclexplode(t.attacl) AS a WHERE c.relnamespace = 'public'::regnamespace AND NOT t.attisdropped
  AND t.attacl IS NOT NULL AND a.grantee <> c.relowner""")
_FUNCTIONS = text("""SELECT proname, oid::regprocedure::text FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND starts_with(proname, 'homeward_')""")
_CALLERS = text("""SELECT p.proname, p.proowner::regrole::text,
  CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END
FROM pg_proc AS p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
WHERE p.pronamespace = 'public'::regnamespace AND starts_with(p.proname, 'homeward_')""")
_PUBLIC = text("""SELECT n.nspname FROM pg_namespace AS n, aclexplode(n.nspacl) AS a
WHERE n.nspname = 'public' AND a.grantee = 0""")

# Of the server's own functions, where anybody may call them: what they make belongs to no office and no table.
_LARGE_OBJECTS = text("""SELECT p.oid::regprocedure::text
FROM pg_proc AS p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea')
AND a.grantee = 0""")


def policies(connection: Connection) -> set[Policy]:
    """Of all tables."""
    return {Policy(*row) for row in connection.execute(_POLICIES)}


def walled(connection: Connection) -> set[str]:
    """The tables whose row security counts for their owner too."""
    return set(connection.execute(_WALLED).scalars())


def grants(connection: Connection) -> set[Grant]:
    """What somebody else than a table's owner may do with it."""
    return {Grant(table, role, may, column) for table, role, may, column in connection.execute(_GRANTS)}


def functions(connection: Connection) -> dict[str, str]:
    """Functions of ours by their names, as they are called in a statement."""
    return {row[0]: row[1] for row in connection.execute(_FUNCTIONS)}


def makers_of_large_objects(connection: Connection) -> tuple[str, ...]:
    """The server's own functions by which anybody makes large objects in this database; the walls leave none."""
    return tuple(connection.execute(_LARGE_OBJECTS).scalars())


def lacking(connection: Connection) -> tuple[str, ...]:
    """Which walls a database at this program's revision lacks, and what somebody may there who shouldn't.

    Who may connect isn't asked: it is no part of a backup, so that one restored to be compared has it otherwise.
    """
    asked, there = set(wanted.policies()), policies(connection)
    owners = {row[0]: row[1] for row in connection.execute(_OWNERS)}
    granted, grants_asked = grants(connection), set(wanted.grants())
    return tuple(
        sorted(
            {
                *(f"{each.table}.{each.name}" for each in asked ^ there),
                *(f"row security of {name}" for name in set(wanted.walled()) - walled(connection)),
                *(f"the owner of {name}" for name in wanted.owned() if owners.get(name) != wanted.owner_of(name)),
                *(f"{each.may} of {each.table}, which {each.role} lacks" for each in grants_asked - granted),
                *(f"{each.may} of {each.table}, which {each.role} has" for each in granted - grants_asked),
                *_of_functions(connection),
                *(f"what PUBLIC may with the schema {name}" for name in connection.execute(_PUBLIC).scalars()),
            }
        )
    )


def _of_functions(connection: Connection) -> set[str]:
    told = set()
    for name, owner, caller in connection.execute(_CALLERS):
        if owner != wanted.owner_of_function(name):
            told.add(f"the owner of {name}")
        if caller == "PUBLIC" or (caller == DESK and name not in wanted.CALLED_BY_DESKS):
            told.add(f"EXECUTE of {name}, which {caller} has")
    return told
