"""A server's triggers and the functions that they call; `models.migrations.triggers` puts them on their tables.

A trigger is written in the order of words in which PostgreSQL itself tells it again, so that the two can be compared.
"""

from models.migrations import marks, sealing_on_server
from models.migrations.found_by_words import on_server as found_by_words
from models.migrations.walls import backups, deciding, key_safes, moving, older, oneself
from models.migrations.walls import functions as walls

PLAN_FIXED = "a plan version that is finished or superseded never changes"
RATE_FIXED = "a rate that has been used never changes"
WORDS_FIXED = "words that were released or withdrawn never change"
PAPER_FIXED = "a paper that was issued or attached never changes"
AGREEMENT_SAYS = (  # what an agreement says, from its issue on; the other columns tell what became of it
    *("episode_id", "plan_id", "rate_id", "reference", "wording_version", "edition", "paper", "liable_from"),
    *("weekly_pence", "issued_at", "issued_by_id", "counts_from"),
)
_TRUNCATED = ("BEFORE TRUNCATE", "STATEMENT")
_KEPT = (("y_keep", "BEFORE DELETE", "ROW"), ("y_keep_all", *_TRUNCATED))
_CHANGED, _WRITTEN = ("BEFORE UPDATE", "ROW"), ("BEFORE INSERT OR UPDATE", "ROW")
_STORED = ("AFTER INSERT OR UPDATE", "ROW")  # where what the table itself asks of a row comes first
_GUARDS = {
    "agreement": (*_CHANGED, "homeward_agreement_guard()"),
    "episode": (*_CHANGED, "homeward_episode_guard()"),
    "paper_file": (*_CHANGED, "homeward_paper_file_guard()"),
    "plan": (*_CHANGED, "homeward_plan_guard()"),
    "plan_visit": (*_WRITTEN, "homeward_week_guard()"),
    "rate": (*_CHANGED, "homeward_rate_guard()"),
    "referral": (*_STORED, "homeward_referral_guard()"),
    "staff": (*_WRITTEN, "homeward_login_guard()"),
    "who_decided": (*_STORED, "homeward_decided()"),
    "wording_phrase": (*_WRITTEN, "homeward_phrase_guard()"),
    "wording_version": (*_CHANGED, "homeward_wording_guard()"),
}


def triggers_of(table: str, key: tuple[str, ...], *, is_marked: bool = True) -> dict[str, str]:
    """What makes the triggers of a table whose rows carry stamps, by `table.trigger`.

    `is_marked`: whether the lines of Today are kept, so that what can prompt marks whose are old.
    """
    columns = ", ".join(f"'{column}'" for column in key)
    calls = [
        ("a_stamp", "BEFORE INSERT OR UPDATE", "ROW", f"homeward_stamp({columns})"),
        *((*each, "homeward_keep()") for each in _KEPT),
        ("z_audit", "AFTER INSERT OR UPDATE", "ROW", "homeward_audit()"),
    ]
    if table == "person":
        calls.append(("w_found", "AFTER INSERT OR UPDATE", "ROW", "homeward_found_by()"))
    mark = marks.on_server(table) if is_marked else None
    if mark is not None:
        calls.append(("m_mark", *mark))
    if table in oneself.DID:
        calls.append(("b_oneself", *_WRITTEN, f"homeward_did({', '.join(repr(each) for each in oneself.DID[table])})"))
    if table in _GUARDS:
        calls.append(("b_guard", *_GUARDS[table]))
    return dict(_trigger(table, *call) for call in calls)


def _trigger(table: str, name: str, when: str, each: str, call: str) -> tuple[str, str]:
    return (
        f"{table}.{name}",
        f'CREATE TRIGGER {name} {when} ON public."{table}" FOR EACH {each} EXECUTE FUNCTION public.{call}',
    )


ADDED_TO_ONLY = ("access_note", "key_safe_code", "paper_bytes", "seal", "sealed_entry")
_ADDED_TO_ONLY = (("y_keep", "BEFORE DELETE OR UPDATE", "ROW"), ("y_keep_all", *_TRUNCATED))
TRIGGERS_BESIDES = dict(
    (
        _trigger("audit_entry", "no_change", "BEFORE DELETE OR UPDATE", "ROW", "homeward_deny()"),
        _trigger("audit_entry", "no_truncate", *_TRUNCATED, "homeward_deny()"),
        *(_trigger(table, *each, "homeward_keep()") for table in ("database_mark", "login") for each in _KEPT),
        *(_trigger(table, *each, "homeward_keep()") for table in ADDED_TO_ONLY for each in _ADDED_TO_ONLY),
        *(_trigger(table, *older.ASKS) for table in older.WITHOUT_STAMPS),
        _trigger("access_note", "a_ticket", "BEFORE INSERT", "ROW", "homeward_ticket()"),
        _trigger("access_note", "b_oneself", "BEFORE INSERT", "ROW", "homeward_oneself()"),
        _trigger("office", "z_audit", "AFTER UPDATE", "ROW", "homeward_audit()"),
        _trigger("login", "z_audit", "AFTER INSERT OR UPDATE", "ROW", "homeward_audit()"),
    )
)


def _is_taken_back(plan: str) -> str:
    """A version that was taken back never changes either, and supersedes none: the one before it goes on."""
    return f"EXISTS (SELECT 1 FROM public.plan_taken_back AS t WHERE t.plan_id = {plan}.id)"


_HEAD = "LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$"
FUNCTIONS = {
    "homeward_stamp": f"""CREATE FUNCTION public.homeward_stamp() RETURNS trigger {_HEAD}
DECLARE moment timestamptz := clock_timestamp();
BEGIN
  {older.REFUSE}
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
    "homeward_audit": f"""CREATE FUNCTION public.homeward_audit() RETURNS trigger SECURITY DEFINER {_HEAD}
DECLARE r jsonb := to_jsonb(NEW); row_id uuid;
BEGIN
  row_id := coalesce(r->>'id', r->>'goal_id')::uuid;
  INSERT INTO public.audit_entry (at, by, deed, table_name, row_id, office_id, operation_id, before, after)
  VALUES (clock_timestamp(), session_user, lower(TG_OP), TG_TABLE_NAME, row_id,
    CASE TG_TABLE_NAME WHEN 'login' THEN NULL WHEN 'office' THEN r->>'id' ELSE r->>'office_id' END::uuid,
    (r->>'operation_id')::uuid,
    CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD)::text END, r::text);
  PERFORM pg_notify('homeward_change',
    TG_TABLE_NAME || '|' || row_id || '|' || coalesce(r->>'version', '0') || '|' || pg_backend_pid());
  RETURN NULL;
END $$""",
    "homeward_mark": f"CREATE FUNCTION public.homeward_mark() RETURNS trigger SECURITY DEFINER {_HEAD}{marks.BODY}$$",
    "homeward_keep": f"""CREATE FUNCTION public.homeward_keep() RETURNS trigger {_HEAD}
BEGIN RAISE EXCEPTION 'nothing is deleted' USING ERRCODE = '42501'; END $$""",
    "homeward_plan_guard": f"""CREATE FUNCTION public.homeward_plan_guard() RETURNS trigger {_HEAD}
BEGIN
  IF OLD.finished_at IS NOT NULL OR {_is_taken_back("OLD")} OR EXISTS (SELECT 1 FROM public.plan AS later
     WHERE later.episode_id = OLD.episode_id AND later.number > OLD.number AND NOT {_is_taken_back("later")}) THEN
    RAISE EXCEPTION '{PLAN_FIXED}' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$""",
    "homeward_week_guard": f"""CREATE FUNCTION public.homeward_week_guard() RETURNS trigger {_HEAD}
BEGIN
  IF EXISTS (SELECT 1 FROM public.plan AS p WHERE p.id IN (OLD.plan_id, NEW.plan_id)
     AND (p.finished_at IS NOT NULL OR {_is_taken_back("p")} OR EXISTS (SELECT 1 FROM public.plan AS later
          WHERE later.episode_id = p.episode_id AND later.number > p.number AND NOT {_is_taken_back("later")}))) THEN
    RAISE EXCEPTION '{PLAN_FIXED}' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$""",
    # whoever keeps the rates may see no agreement
    "homeward_rate_guard": f"""CREATE FUNCTION public.homeward_rate_guard() RETURNS trigger SECURITY DEFINER {_HEAD}
BEGIN
  IF EXISTS (SELECT 1 FROM public.agreement AS a WHERE a.rate_id = OLD.id)
     OR greatest(OLD.from_day, coalesce((OLD.entered_at AT TIME ZONE 'Europe/London')::date, OLD.from_day))
        < (clock_timestamp() AT TIME ZONE 'Europe/London')::date
     AND NOT EXISTS (SELECT 1 FROM public.database_mark AS m WHERE m.is_test) THEN
    RAISE EXCEPTION '{RATE_FIXED}' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$""",
    "homeward_wording_guard": f"""CREATE FUNCTION public.homeward_wording_guard() RETURNS trigger {_HEAD}
BEGIN
  IF num_nonnulls(OLD.released_at, OLD.withdrawn_at) > 0 THEN
    RAISE EXCEPTION '{WORDS_FIXED}' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$""",
    "homeward_phrase_guard": f"""CREATE FUNCTION public.homeward_phrase_guard() RETURNS trigger {_HEAD}
BEGIN
  IF EXISTS (SELECT 1 FROM public.wording_version AS w WHERE w.id IN (OLD.of_version_id, NEW.of_version_id)
     AND num_nonnulls(w.released_at, w.withdrawn_at) > 0) THEN
    RAISE EXCEPTION '{WORDS_FIXED}' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$""",
    "homeward_agreement_guard": f"""CREATE FUNCTION public.homeward_agreement_guard() RETURNS trigger {_HEAD}
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(ARRAY['{"', '".join(AGREEMENT_SAYS)}']) AS part
             WHERE to_jsonb(NEW)->>part IS DISTINCT FROM to_jsonb(OLD)->>part) THEN
    RAISE EXCEPTION '{PAPER_FIXED}' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$""",
    "homeward_paper_file_guard": f"""CREATE FUNCTION public.homeward_paper_file_guard() RETURNS trigger {_HEAD}
BEGIN RAISE EXCEPTION '{PAPER_FIXED}' USING ERRCODE = '23514'; END $$""",
    "homeward_deny": f"""CREATE FUNCTION public.homeward_deny() RETURNS trigger {_HEAD}
BEGIN RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = '42501'; END $$""",
    **found_by_words.FUNCTIONS,
    **sealing_on_server.FUNCTIONS,
    **walls.FUNCTIONS,
    **older.FUNCTIONS,
    **oneself.FUNCTIONS,
    **key_safes.FUNCTIONS,
    **deciding.FUNCTIONS,
    **moving.FUNCTIONS,
    **backups.FUNCTIONS,
}
