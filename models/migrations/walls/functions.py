"""What a desk's login calls at a server, with the owner's rights: whose offices are its own, and what it may not do.

Each asks who is logged in (`session_user`), never a setting, which anybody can set.
"""

from models.migrations.walls.deciding import on_staff
from models.migrations.walls.older import IS_OLDER
from models.migrations.walls.rights import RIGHTS
from models.migrations.walls.roles import DESK, OWNER
from models.vocabulary.access import SOMEBODY

# Found whole before anybody is ended: as a condition among others the ending would be asked before some of them.
STUCK_S = 60  # how long somebody may sit in a transaction, or on a lock, and do nothing
LONGEST_S = 600  # of one transaction, whatever it does: whoever sleeps in one isn't idle, and keeps what it has locked
_HEAD = "LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$"
NOBODY = f"RAISE EXCEPTION 'this login is nobody of its office''s staff' USING ERRCODE = '42501', HINT = '{SOMEBODY}';"
_RIGHTS = ",".join(right.value for right in RIGHTS)


def stuck(longest_s: int) -> str:
    """The question for the processes of desks that do nothing in a transaction or on a lock, or are in one so long."""
    return f"""
  SELECT a.pid FROM pg_stat_activity AS a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
    AND pg_has_role(a.usesysid, '{DESK}', 'MEMBER') AND NOT pg_has_role(a.usesysid, '{OWNER}', 'MEMBER')
    AND (starts_with(a.state, 'idle') AND a.state_change < clock_timestamp() - make_interval(secs => {STUCK_S})
      AND (a.state <> 'idle' OR EXISTS
        (SELECT FROM pg_locks AS l WHERE l.pid = a.pid AND l.locktype = 'advisory'))
      OR a.xact_start < clock_timestamp() - make_interval(secs => {longest_s}))"""


FUNCTIONS = {
    "homeward_my_offices": f"""CREATE FUNCTION public.homeward_my_offices(at_least text) RETURNS uuid[]
STABLE SECURITY DEFINER {_HEAD}
DECLARE rights CONSTANT text[] := '{{{_RIGHTS}}}';
BEGIN
  RETURN ARRAY(SELECT m.office_id FROM public.membership AS m JOIN public.login AS l ON l.name = m.login
    WHERE m.login = session_user::text AND m.withdrawn_at IS NULL AND l.disabled_at IS NULL
      AND array_position(rights, m."right"::text) >= array_position(rights, at_least));
END $$""",
    "homeward_my_desks": f"""CREATE FUNCTION public.homeward_my_desks(at_least text) RETURNS uuid[]
STABLE SECURITY DEFINER {_HEAD}
BEGIN
  RETURN ARRAY(SELECT mine FROM unnest(public.homeward_my_offices(at_least)) AS mine
    WHERE public.homeward_seat(mine) IS NOT NULL);
END $$""",
    "homeward_my_people": f"""CREATE FUNCTION public.homeward_my_people() RETURNS uuid[]
STABLE SECURITY DEFINER {_HEAD}
DECLARE day CONSTANT date := (clock_timestamp() AT TIME ZONE 'Europe/London')::date;
  mine CONSTANT uuid[] := ARRAY(
    SELECT m.office_id FROM public.membership AS m JOIN public.login AS l ON l.name = m.login
    WHERE m.login = session_user::text AND m.withdrawn_at IS NULL AND l.disabled_at IS NULL
      AND EXISTS (SELECT FROM public.staff AS s WHERE s.office_id = m.office_id
        AND (s.id = m.staff_id OR m.staff_id IS NULL AND s.login = m.login) AND {on_staff("s")}));
BEGIN
  IF cardinality(mine) = 0 AND cardinality(public.homeward_my_offices('reader')) > 0 THEN
    {NOBODY}
  END IF;
  RETURN mine;
END $$""",
    "homeward_refused": f"""CREATE FUNCTION public.homeward_refused(office uuid, needed text) RETURNS boolean
STABLE SECURITY DEFINER {_HEAD}
BEGIN
  IF office = ANY(public.homeward_my_offices(needed)) THEN
    {NOBODY}
  ELSIF office = ANY(public.homeward_my_offices('reader')) THEN
    RAISE EXCEPTION 'this login lacks a right in its office' USING ERRCODE = '42501', HINT = needed;
  END IF;
  RETURN false;
END $$""",
    "homeward_may_settle": f"""CREATE FUNCTION public.homeward_may_settle(office uuid) RETURNS boolean
STABLE SECURITY DEFINER {_HEAD}
BEGIN
  RETURN (office = ANY(public.homeward_my_offices('worker')) OR pg_has_role(session_user, '{OWNER}', 'MEMBER'))
    AND NOT coalesce({IS_OLDER}, false);
END $$""",
    "homeward_settled": f"""CREATE FUNCTION public.homeward_settled(
  office uuid, whose uuid[], marked uuid[], written bigint[]) RETURNS void SECURITY DEFINER {_HEAD}
BEGIN
  IF NOT public.homeward_may_settle(office) THEN
    RAISE EXCEPTION 'this login settles nothing in that office' USING ERRCODE = '42501';
  END IF;
  DELETE FROM public.due_line AS d WHERE d.office_id = office AND (whose IS NULL OR d.about_id = ANY(whose));
  DELETE FROM public.due_mark AS m USING unnest(marked, written) AS seen(about, written_in)
    WHERE m.office_id = office AND m.about_id = seen.about AND m.written_in = seen.written_in;
  IF whose IS NULL THEN
    DELETE FROM public.due_day AS d WHERE d.office_id = office;
  END IF;
END $$""",
    "homeward_clear_stuck": f"""CREATE FUNCTION public.homeward_clear_stuck() RETURNS bigint SECURITY DEFINER {_HEAD}
DECLARE stuck CONSTANT integer[] := ARRAY({stuck(LONGEST_S)}); ended bigint := 0;
BEGIN
  FOR i IN 1 .. cardinality(stuck) LOOP
    ended := ended + pg_terminate_backend(stuck[i])::integer;
  END LOOP;
  RETURN ended;
END $$""",
}
