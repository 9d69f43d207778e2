"""What a server's tables hold, reckoned by the server itself, so that no row comes over the wire.

A row's word is its text, which is the same on every server of every release; a table's is the sum of its rows' words,
whatever order they lie in. A cut table, which row security makes without a word, is an error here.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, text

_OURS = "relnamespace = 'public'::regnamespace"
_SETTINGS = (  # a row's text depends on them, and what row security would cut must fail
    ("TimeZone", "UTC"),
    ("DateStyle", "ISO, YMD"),
    ("IntervalStyle", "postgres"),
    ("bytea_output", "hex"),
    ("row_security", "off"),
)
_PARTS = ", ".join(
    f"coalesce(sum(('x' || encode(substr(word, {start}, 8), 'hex'))::bit(64)::bigint), 0)" for start in (1, 9, 17, 25)
)
_RETOLD = re.compile(r"::(character varying|text)|ARRAY|[()\[\]]")
_TABLES = f"SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND {_OURS} ORDER BY relname"
# Rights by name and without who gave them; MAINTAIN is of a later server, and given along with the others there.
_RIGHTS = """(SELECT string_agg(concat_ws(' ', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END,
privilege_type, is_grantable), ', ' ORDER BY 1) FROM (SELECT DISTINCT grantee, privilege_type, is_grantable
FROM aclexplode({}) WHERE privilege_type <> 'MAINTAIN' ORDER BY 1, 2) AS given)"""
_KIND = """(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char\""""
_SCHEMA = (
    f"""SELECT 'table', relname, relkind::text, pg_get_userbyid(relowner), relrowsecurity, relforcerowsecurity,
    {_RIGHTS.format(f"coalesce(relacl, acldefault({_KIND}, relowner))")}
    FROM pg_class WHERE relkind IN ('r', 'p', 'S', 'v', 'm') AND {_OURS}""",
    f"""SELECT 'column', relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity::text,
    pg_get_expr(adbin, adrelid), collname, {_RIGHTS.format("attacl")} FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    LEFT JOIN pg_collation ON pg_collation.oid = attcollation
    WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'v', 'm') AND {_OURS}""",
    f"""SELECT 'index', relname, pg_get_indexdef(indexrelid), indisvalid FROM pg_index
    JOIN pg_class ON pg_class.oid = indexrelid WHERE {_OURS}""",
    f"""SELECT 'constraint', relname, conname, pg_get_constraintdef(pg_constraint.oid), convalidated FROM pg_constraint
    JOIN pg_class ON pg_class.oid = conrelid WHERE contype <> 'n' AND {_OURS}""",
    f"""SELECT 'trigger', relname, tgenabled::text, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal AND {_OURS}""",
    """SELECT 'policy', tablename, policyname, permissive, roles::text, cmd, qual, with_check FROM pg_policies
    WHERE schemaname = 'public'""",
    f"""SELECT 'function', proname, pg_get_function_identity_arguments(pg_proc.oid), pg_get_userbyid(proowner), prosrc,
    prosecdef, provolatile::text, proconfig::text, {_RIGHTS.format("coalesce(proacl, acldefault('f', proowner))")}
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
)
_ROLES = f"""SELECT DISTINCT rolname FROM pg_roles JOIN (
SELECT unnest(relowner || array_agg(grantee)) AS role FROM pg_class LEFT JOIN LATERAL aclexplode(relacl) ON true
WHERE {_OURS} GROUP BY pg_class.oid, relowner
UNION SELECT grantee FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid, aclexplode(attacl) WHERE {_OURS}
UNION SELECT unnest(proowner || array_agg(grantee)) FROM pg_proc LEFT JOIN LATERAL aclexplode(proacl) ON true
WHERE pronamespace = 'public'::regnamespace GROUP BY pg_proc.oid, proowner
UNION SELECT unnest(polroles) FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid WHERE {_OURS}
UNION SELECT grantee FROM pg_namespace, aclexplode(nspacl) WHERE nspname = 'public') AS named ON role = pg_roles.oid
WHERE left(rolname, 3) <> 'pg_' ORDER BY rolname"""


def schema_of_server(connection: Connection) -> tuple[int, str]:
    """How many tables, columns, indexes, guards, policies and functions there are, and a word for all of them.

    With whose they are and who may do what with them.
    """
    _set(connection)
    told = sorted(_told(row) for asked in _SCHEMA for row in connection.exec_driver_sql(asked))
    return len(told), hashlib.sha256("\n".join(told).encode()).hexdigest()


def tables_of_server(connection: Connection, between: Callable[[], None]) -> Iterator[tuple[str, int, str]]:
    """Of each table its name, its rows and a word for what they say."""
    _set(connection)
    for (name,) in connection.exec_driver_sql(_TABLES).all():
        between()
        quoted = connection.dialect.identifier_preparer.quote(name)
        rows, *parts = connection.exec_driver_sql(
            f"SELECT count(*), {_PARTS} FROM "
            f"(SELECT sha256(convert_to(this_row::text, 'UTF8')) AS word FROM public.{quoted} AS this_row) AS told"
        ).one()
        yield name, rows, hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()


def roles_named(connection: Connection) -> tuple[str, ...]:
    """The roles that a database names as owners or gives rights to, without which it can't be restored as it was."""
    return tuple(connection.exec_driver_sql(_ROLES).scalars())


def _told(row: Row[Any]) -> str:
    """A definition; what is reckoned in it is told with other casts and brackets once it was restored."""
    told = repr(tuple(row))
    return told if row[0] == "function" else _RETOLD.sub("", told)


def _set(connection: Connection) -> None:
    for name, value in _SETTINGS:
        connection.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})
