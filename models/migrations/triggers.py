"""The triggers that stamp rows, write the audit and refuse what must never be: both databases refuse the same.

Row stamps can't be forged or skipped: version + 1, who and when are written here, also for bulk statements. The
audit is written in the same transaction as the change. Nothing is deleted: things end by a reasoned end date.
Alembic's batch mode drops a SQLite table's triggers, so after each batch call `create_for` again.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, inspect

from models.migrations import no_replace

AUDIT = "audit_entry"
_STAMPS = ("created_at", "created_by", "updated_at", "updated_by")
_JSON_COLUMNS = 50  # SQLite takes 127 arguments before 3.48, two a column
_PLAN_FIXED = "a plan version that is finished or superseded never changes"
_TRIGGERS = (
    "a_stamp", "a_once", "a_once_more", "b_guard", "w_week", "x_born", "y_keep", "y_keep_all", "z_audit", "z_audit_new",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


def create_for(connection: Connection, names: tuple[str, ...]) -> None:
    """Put the triggers on these tables, which carry the stamp columns."""
    make = _postgresql if connection.dialect.name == "postgresql" else _sqlite
    for name in names:
        make(connection, _table(connection, name))


def drop_for(connection: Connection, names: tuple[str, ...]) -> None:
    """Take the triggers of these tables away, before the tables themselves are taken back."""
    for name in names:
        for trigger in _TRIGGERS:
            where = f' ON "{name}"' if connection.dialect.name == "postgresql" else ""
            label = trigger if where else f"{name}_{trigger}"
            connection.exec_driver_sql(f'DROP TRIGGER IF EXISTS "{label}"{where}')


def create_functions(connection: Connection) -> None:
    """What the triggers call (PostgreSQL), and the guard of the audit itself (both)."""
    if connection.dialect.name == "postgresql":
        for statement in _POSTGRESQL_FUNCTIONS:
            connection.exec_driver_sql(statement)
        return
    for deed in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f'CREATE TRIGGER "{AUDIT}_no_{deed.lower()}" BEFORE {deed} ON {AUDIT} '
            "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
        )
    connection.exec_driver_sql(  # OR REPLACE calls no trigger of DELETE; a new entry gets its number after this one
        f'CREATE TRIGGER "{AUDIT}_no_replace" BEFORE INSERT ON {AUDIT} '
        f"WHEN EXISTS (SELECT 1 FROM {AUDIT} WHERE number = NEW.number) "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
    )


def drop_functions(connection: Connection) -> None:
    """Take back what `create_functions` made."""
    if connection.dialect.name == "postgresql":
        for name in ("stamp", "audit", "keep", "deny", "plan_guard", "week_guard"):
            connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS public.homeward_{name}() CASCADE")


def _table(connection: Connection, name: str) -> _Table:
    found = inspect(connection)
    columns = tuple(column["name"] for column in found.get_columns(name))
    return _Table(name, columns, tuple(found.get_pk_constraint(name)["constrained_columns"]))


# --- SQLite -----------------------------------------------------------------------------------------------------


def _sqlite(connection: Connection, table: _Table) -> None:
    same = " AND ".join(f'"{column}" = NEW."{column}"' for column in table.key)
    moved = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in (*table.key, "office_id"))
    before, after = _json(table, "OLD"), f'(SELECT {_json(table)} FROM "{table.name}" WHERE {same})'
    statements = [
        (
            f'CREATE TRIGGER "{table.name}_b_guard" BEFORE UPDATE ON "{table.name}" '
            f"WHEN {moved} OR coalesce(NEW.version, 0) NOT IN (OLD.version, OLD.version + 1) "
            "BEGIN SELECT RAISE(ABORT, 'a key, an office or a version was forged'); END"
        ),
        (
            f'CREATE TRIGGER "{table.name}_x_born" BEFORE INSERT ON "{table.name}" '
            "WHEN NEW.version IS NOT 1 "
            "OR coalesce(NEW.created_at, NEW.created_by, NEW.updated_at, NEW.updated_by) IS NOT NULL "
            "BEGIN SELECT RAISE(ABORT, 'a stamp was forged'); END"
        ),
        (
            f'CREATE TRIGGER "{table.name}_y_keep" BEFORE DELETE ON "{table.name}" '
            "BEGIN SELECT RAISE(ABORT, 'nothing is deleted'); END"
        ),
        (
            f'CREATE TRIGGER "{table.name}_z_audit_new" AFTER INSERT ON "{table.name}" BEGIN '
            f'UPDATE "{table.name}" SET created_at = homeward_now(), created_by = homeward_by(), '
            f"updated_at = homeward_now(), updated_by = homeward_by() WHERE {same}; "
            f"{_sqlite_entry(table, 'insert', 'NULL', after)} END"
        ),
        # Stamping a new row is no change of its own; and this trigger's own stamping doesn't call it again, because
        # every connection has recursive_triggers off. Asking which columns changed would let a forger pass. What may
        # never change is refused here for the same reason: a trigger of its own would refuse the stamping as well.
        (
            f'CREATE TRIGGER "{table.name}_z_audit" AFTER UPDATE ON "{table.name}" '
            f"WHEN OLD.created_at IS NOT NULL BEGIN {_sqlite_unchanging(table.name)}"
            f'UPDATE "{table.name}" SET version = OLD.version + 1, created_at = OLD.created_at, '
            f"created_by = OLD.created_by, updated_at = homeward_now(), updated_by = homeward_by() WHERE {same}; "
            f"{_sqlite_entry(table, 'update', before, after)} END"
        ),
    ]
    if table.name == "plan_visit":
        statements.append(
            'CREATE TRIGGER "plan_visit_w_week" BEFORE INSERT ON "plan_visit" BEGIN '
            f"SELECT RAISE(ABORT, '{_PLAN_FIXED}') WHERE {_week_is_fixed('NEW.plan_id')}; END"
        )
    for statement in (*statements, *no_replace.guards(connection, table.name)):
        connection.exec_driver_sql(statement)


def _sqlite_unchanging(name: str) -> str:
    """Refuses to change a plan version that is finished or superseded, or its week (PSP-2)."""
    fixed = {"plan": _PLAN_IS_FIXED, "plan_visit": _week_is_fixed("OLD.plan_id, NEW.plan_id")}
    return f"SELECT RAISE(ABORT, '{_PLAN_FIXED}') WHERE {fixed[name]}; " if name in fixed else ""


_PLAN_IS_FIXED = (  # the row is changed by now, so what it was is asked, and of the others only
    "OLD.finished_at IS NOT NULL OR EXISTS (SELECT 1 FROM plan AS later "
    "WHERE later.episode_id = OLD.episode_id AND later.number > OLD.number AND later.id <> OLD.id)"
)


def _week_is_fixed(plans: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM plan AS p WHERE p.id IN ({plans}) AND (p.finished_at IS NOT NULL OR EXISTS "
        "(SELECT 1 FROM plan AS later WHERE later.episode_id = p.episode_id AND later.number > p.number)))"
    )


def _sqlite_entry(table: _Table, deed: str, before: str, after: str) -> str:
    return (
        f"INSERT INTO {AUDIT} (at, by, deed, table_name, row_id, office_id, operation_id, before, after) VALUES "
        f"(homeward_now(), homeward_by(), '{deed}', '{table.name}', NEW.\"{table.key[0]}\", NEW.office_id, "
        f"NEW.operation_id, {before}, {after});"
    )


def _json(table: _Table, row: str = "") -> str:
    prefix = f"{row}." if row else ""
    told = [column for column in table.columns if column not in (*_STAMPS, "office_id")]
    parts = [told[start : start + _JSON_COLUMNS] for start in range(0, len(told), _JSON_COLUMNS)]
    objects = ["json_object(" + ", ".join(f"'{name}', {prefix}\"{name}\"" for name in part) + ")" for part in parts]
    # No value of ours is an object, so the outermost braces are the only ones at either end.
    return "'{' || " + " || ',' || ".join(f"rtrim(ltrim({each}, '{{'), '}}')" for each in objects) + " || '}'"


# --- PostgreSQL -------------------------------------------------------------------------------------------------


def _postgresql(connection: Connection, table: _Table) -> None:
    key = ", ".join(f"'{column}'" for column in table.key)
    calls = [
        ("a_stamp", "BEFORE INSERT OR UPDATE", "ROW", f"homeward_stamp({key})"),
        ("y_keep", "BEFORE DELETE", "ROW", "homeward_keep()"),
        ("y_keep_all", "BEFORE TRUNCATE", "STATEMENT", "homeward_keep()"),
        ("z_audit", "AFTER INSERT OR UPDATE", "ROW", "homeward_audit()"),
    ]
    if table.name == "plan":
        calls.append(("b_guard", "BEFORE UPDATE", "ROW", "homeward_plan_guard()"))
    if table.name == "plan_visit":
        calls.append(("b_guard", "BEFORE INSERT OR UPDATE", "ROW", "homeward_week_guard()"))
    for trigger, when, each, call in calls:
        connection.exec_driver_sql(
            f'CREATE TRIGGER {trigger} {when} ON "{table.name}" FOR EACH {each} EXECUTE FUNCTION public.{call}'
        )


_HEAD = "LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$"
_POSTGRESQL_FUNCTIONS = (
    f"""CREATE FUNCTION public.homeward_stamp() RETURNS trigger {_HEAD}
DECLARE moment timestamptz := clock_timestamp();
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.version IS DISTINCT FROM 1
       OR num_nonnulls(NEW.created_at, NEW.created_by, NEW.updated_at, NEW.updated_by) > 0 THEN
      RAISE EXCEPTION 'a stamp was forged' USING ERRCODE = '23514';
    END IF;
    NEW.created_by := session_user; NEW.created_at := moment;
  ELSE
    IF coalesce(NEW.version, 0) NOT IN (OLD.version, OLD.version + 1) OR NEW.office_id IS DISTINCT FROM OLD.office_id
       OR EXISTS (SELECT 1 FROM unnest(TG_ARGV) AS part
                  WHERE to_jsonb(NEW)->>part IS DISTINCT FROM to_jsonb(OLD)->>part) THEN
      RAISE EXCEPTION 'a key, an office or a version was forged' USING ERRCODE = '40001';
    END IF;
    NEW.version := OLD.version + 1; NEW.created_by := OLD.created_by; NEW.created_at := OLD.created_at;
  END IF;
  NEW.updated_by := session_user; NEW.updated_at := moment;
  RETURN NEW;
END $$""",
    f"""CREATE FUNCTION public.homeward_audit() RETURNS trigger SECURITY DEFINER {_HEAD}
DECLARE r jsonb := to_jsonb(NEW); row_id uuid;
BEGIN
  row_id := coalesce(r->>'id', r->>'goal_id')::uuid;
  INSERT INTO public.audit_entry (at, by, deed, table_name, row_id, office_id, operation_id, before, after)
  VALUES (clock_timestamp(), session_user, lower(TG_OP), TG_TABLE_NAME, row_id, NEW.office_id, NEW.operation_id,
    CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD)::text END, r::text);
  PERFORM pg_notify('homeward_change',
    TG_TABLE_NAME || '|' || row_id || '|' || (r->>'version') || '|' || pg_backend_pid());
  RETURN NULL;
END $$""",
    f"""CREATE FUNCTION public.homeward_keep() RETURNS trigger {_HEAD}
BEGIN RAISE EXCEPTION 'nothing is deleted' USING ERRCODE = '42501'; END $$""",
    f"""CREATE FUNCTION public.homeward_plan_guard() RETURNS trigger {_HEAD}
BEGIN
  IF OLD.finished_at IS NOT NULL OR EXISTS (SELECT 1 FROM public.plan AS later
     WHERE later.episode_id = OLD.episode_id AND later.number > OLD.number) THEN
    RAISE EXCEPTION '{_PLAN_FIXED}' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$""",
    f"""CREATE FUNCTION public.homeward_week_guard() RETURNS trigger {_HEAD}
BEGIN
  IF EXISTS (SELECT 1 FROM public.plan AS p WHERE p.id IN (OLD.plan_id, NEW.plan_id)
     AND (p.finished_at IS NOT NULL OR EXISTS (SELECT 1 FROM public.plan AS later
          WHERE later.episode_id = p.episode_id AND later.number > p.number))) THEN
    RAISE EXCEPTION '{_PLAN_FIXED}' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$""",
    f"""CREATE FUNCTION public.homeward_deny() RETURNS trigger {_HEAD}
BEGIN RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = '42501'; END $$""",
    """CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON public.audit_entry FOR EACH ROW
EXECUTE FUNCTION public.homeward_deny()""",
    """CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.audit_entry FOR EACH STATEMENT
EXECUTE FUNCTION public.homeward_deny()""",
)
