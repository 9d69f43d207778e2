"""What a login may say of who did something: nothing but that it was they themselves, who are of the office's staff.

Who looked stands in the words of the office's staff, and History tells stamps by the login that somebody of the staff
has: whoever could write either would do things in another's name.
"""

from models.migrations.walls.roles import OWNER

_HEAD = "RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$"
FUNCTIONS = {
    "homeward_seat": """CREATE FUNCTION public.homeward_seat(office uuid) RETURNS uuid
STABLE SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE seat CONSTANT uuid := (SELECT coalesce(m.staff_id, (SELECT s.id FROM public.staff AS s
      WHERE s.office_id = office AND s.login = m.login ORDER BY s.id LIMIT 1))
    FROM public.membership AS m
    WHERE m.login = session_user::text AND m.office_id = office AND m.withdrawn_at IS NULL);
BEGIN
  RETURN CASE WHEN public.homeward_role_on(seat, office,
    (clock_timestamp() AT TIME ZONE 'Europe/London')::date) IS NOT NULL THEN seat END;
END $$""",
    "homeward_oneself": f"""CREATE FUNCTION public.homeward_oneself() {_HEAD}
BEGIN
  IF EXISTS (SELECT FROM public.membership AS m WHERE m.login = session_user::text AND m.office_id = NEW.office_id
             AND m.withdrawn_at IS NULL)
     AND NEW.staff_id IS DISTINCT FROM public.homeward_seat(NEW.office_id) THEN
    RAISE EXCEPTION 'that another looked is theirs to say' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$""",
    "homeward_login_guard": f"""CREATE FUNCTION public.homeward_login_guard() {_HEAD}
BEGIN
  IF NEW.login IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.login IS DISTINCT FROM OLD.login)
     OR TG_OP = 'UPDATE' AND NEW.login IS NULL AND OLD.login IS NOT NULL THEN
    IF NOT pg_has_role(session_user, '{OWNER}', 'MEMBER') THEN
      RAISE EXCEPTION 'who logs in as whom is said at the server' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$""",
}
