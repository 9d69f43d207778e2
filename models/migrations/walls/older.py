"""A program that had a database open while a newer one brought it up writes nothing there any more.

What it would write may mean something else by now. Each program says at a server which revision it was made for, by
the name that its session has there; one from before 0016 says none. That is no wall: whoever has `psql` is held by the
others, and this one holds those who mean well.
"""

from models.revision import BROUGHT_UP, BROUGHT_UP_STATE, PROGRAM

_SAYS = "current_setting('application_name')"
IS_OLDER = f"""starts_with({_SAYS}, '{PROGRAM}')
    AND {_SAYS} COLLATE "C" < (SELECT '{PROGRAM} ' || max(v.version_num) FROM public.alembic_version AS v)"""
REFUSE = f"""IF {IS_OLDER} THEN
    RAISE EXCEPTION '{BROUGHT_UP}' USING ERRCODE = '{BROUGHT_UP_STATE}';
  END IF;"""
WITHOUT_STAMPS = ("access_note", "key_safe_code", "login", "office", "paper_bytes")  # the stamps ask it elsewhere
ASKS = ("a_program", "BEFORE INSERT OR UPDATE", "STATEMENT", "homeward_program()")
FUNCTIONS = {
    "homeward_program": f"""CREATE FUNCTION public.homeward_program() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  {REFUSE}
  RETURN NULL;
END $$""",
}
