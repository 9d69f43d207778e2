"""A server tells a key-safe code to who has the right to it, for a look of their own that is noted and stored already.

A look that is noted in the same transaction as the reading could be taken back after it, and one that somebody else
noted would hide who read. So the server itself writes beside each look who noted it, when and in which transaction.
"""

from models.vocabulary.access import KEY_SAFE_CODE, LOOK, Access

TICKET_S = 60  # for so long a look opens what it was noted for: the reading follows it at once
RIGHT = "key_safe"  # as the refusal names it to the program
CALLED_BY_DESKS = frozenset(("homeward_my_key_safes", "homeward_key_safe_code"))
_HEAD = "LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$"
_APART_S = 3_600  # a desk's clock from the server's, at which a look is still taken
FUNCTIONS = {
    "homeward_ticket": f"""CREATE FUNCTION public.homeward_ticket() RETURNS trigger {_HEAD}
BEGIN
  IF abs(extract(epoch FROM NEW.at - clock_timestamp())) > {_APART_S}
     AND NOT EXISTS (SELECT FROM public.database_mark AS k WHERE k.is_test) THEN
    RAISE EXCEPTION 'a look is of the moment at which it is noted' USING ERRCODE = '42501', HINT = '{LOOK}';
  END IF;
  IF NEW.what = '{KEY_SAFE_CODE}' AND NEW.deed::text <> '{Access.OPENED.value}' THEN
    RAISE EXCEPTION 'a look at a code is told as one' USING ERRCODE = '42501', HINT = '{LOOK}';
  END IF;
  RETURN jsonb_populate_record(NEW, jsonb_build_object('login', session_user::text, 'noted_at', clock_timestamp(),
    'noted_in', pg_current_xact_id()::text));
END $$""",
    "homeward_has_looked": f"""CREATE FUNCTION public.homeward_has_looked(
  ticket uuid, whose uuid, at_what text, within_s integer) RETURNS boolean STABLE SECURITY DEFINER {_HEAD}
BEGIN
  RETURN EXISTS (SELECT FROM public.access_note AS n WHERE n.id = ticket AND n.person_id = whose AND n.what = at_what
    AND n.login = session_user::text AND n.noted_at > clock_timestamp() - make_interval(secs => within_s)
    AND n.noted_in::text IS DISTINCT FROM pg_current_xact_id_if_assigned()::text);
END $$""",
    "homeward_my_key_safes": f"""CREATE FUNCTION public.homeward_my_key_safes() RETURNS uuid[]
STABLE SECURITY DEFINER {_HEAD}
BEGIN
  RETURN ARRAY(SELECT m.office_id FROM public.membership AS m JOIN public.login AS l ON l.name = m.login
    WHERE m.login = session_user::text AND m.withdrawn_at IS NULL AND l.disabled_at IS NULL AND m.key_safe);
END $$""",
    "homeward_key_safe_code": f"""CREATE FUNCTION public.homeward_key_safe_code(whose uuid, ticket uuid) RETURNS text
STABLE SECURITY DEFINER {_HEAD}
DECLARE its_office uuid; told text;
BEGIN
  SELECT k.office_id, c.code INTO its_office, told FROM public.key_safe AS k JOIN public.key_safe_code AS c
    ON c.office_id = k.office_id AND c.id = k.code_id AND c.person_id = k.person_id WHERE k.person_id = whose;
  IF its_office IS NULL OR its_office <> ALL (public.homeward_my_offices('reader')) THEN
    RETURN NULL;
  END IF;
  IF its_office <> ALL (public.homeward_my_key_safes()) THEN
    RAISE EXCEPTION 'this login has no right to key-safe codes' USING ERRCODE = '42501', HINT = '{RIGHT}';
  END IF;
  IF NOT public.homeward_has_looked(ticket, whose, '{KEY_SAFE_CODE}', {TICKET_S}) THEN
    RAISE EXCEPTION 'a code is told for a look of one''s own, noted just before' USING ERRCODE = '42501',
      HINT = '{LOOK}';
  END IF;
  RETURN told;
END $$""",
}
