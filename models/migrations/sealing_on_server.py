"""Sealing on a server: one function of its own does it, for no desk may write a seal or read another office's audit.

It makes the same bytes as `models.sealing`, so that the one verification (`models.seals_verified`) holds for both. No
backslash stands in it: whoever calls it could have set `standard_conforming_strings` otherwise.
"""

import hashlib

BATCH = 500  # entries a transaction: a file's other writers wait some ten milliseconds for it at most
FIRST = hashlib.sha256(b"homeward audit").hexdigest()  # what the first seal holds in place of one before it

_HEAD = "LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$"
_MOMENT = "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
_NEXT, _OLDEST = (f"pg_snapshot_{which}(pg_current_snapshot())::text::bigint" for which in ("xmax", "xmin"))
_ENTRY = ", ".join(
    f"coalesce({each}, 'null')"
    for each in (
        "e.number::text",
        *(f"public.homeward_as_json({text})" for text in (_MOMENT.format("e.at"), "e.by", "e.deed", "e.table_name")),
        *(
            f"public.homeward_as_json(replace({key}::text, '-', ''))"
            for key in ("e.row_id", "e.office_id", "e.operation_id")
        ),
        *(f"public.homeward_as_json({text})" for text in ("e.before", "e.after")),
    )
)
FUNCTIONS = {
    # JSON of ASCII alone: what `to_json` leaves as it is, by its code point, and above the 65,535th by its two halves.
    "homeward_as_json": f"""CREATE FUNCTION public.homeward_as_json(told text) RETURNS text IMMUTABLE {_HEAD}
DECLARE said text := to_json(told)::text; sign text; code integer;
BEGIN
  FOR sign IN SELECT DISTINCT string_to_table(regexp_replace(said COLLATE "C", '[ -~]+', '', 'g'), NULL) LOOP
    code := ascii(sign);
    said := replace(said, sign, CASE WHEN code < 65536 THEN chr(92) || 'u' || lpad(to_hex(code), 4, '0')
      ELSE chr(92) || 'u' || to_hex(55296 + ((code - 65536) >> 10))
        || chr(92) || 'u' || to_hex(56320 + ((code - 65536) & 1023)) END);
  END LOOP;
  RETURN said;
END $$""",
    # A lock of the table and none that has a number: anybody can hold one of those for ever, and of this table a desk
    # can lock nothing. Whoever finds it taken leaves the sealing to the other. The salt has 122 bits of chance.
    "homeward_seal": f"""CREATE FUNCTION public.homeward_seal() RETURNS integer SECURITY DEFINER {_HEAD}
DECLARE
  last record; ended bigint; horizon bigint; entries bigint[]; salts text[]; digests text[]; reached bigint;
  following bigint; earlier text; moment timestamptz := clock_timestamp(); lines text;
BEGIN
  BEGIN
    LOCK TABLE public.seal IN SHARE ROW EXCLUSIVE MODE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN
    RETURN 0;
  END;
  SELECT s.number, s.word, s.reach, s.decided INTO last FROM public.seal AS s ORDER BY s.number DESC LIMIT 1;
  following := coalesce(last.number, 0) + 1; earlier := coalesce(last.word, '{FIRST}');
  -- Asked before the entries are read: a transaction that ends after it counts next time. A horizon ahead of all
  -- transactions is another server's, from which this database was brought: there all have ended.
  SELECT s.reach INTO ended FROM public.seal AS s WHERE s.horizon <= {_OLDEST} OR s.horizon > {_NEXT}
    ORDER BY s.number DESC LIMIT 1;
  SELECT array_agg(made.number ORDER BY made.number), array_agg(made.salt ORDER BY made.number),
      array_agg(made.digest ORDER BY made.number), max(made.number), max(made.horizon),
      string_agg(made.number || ' ' || made.digest, chr(10) ORDER BY made.number)
    INTO entries, salts, digests, reached, horizon, lines
    FROM (
      SELECT e.number, e.salt, e.horizon, encode(sha256(convert_to(
          e.salt || ' [' || concat_ws(',', {_ENTRY}) || ']', 'UTF8')), 'hex') AS digest
      FROM (
        SELECT a.*, replace(gen_random_uuid()::text, '-', '') AS salt, {_NEXT} AS horizon
        FROM public.audit_entry AS a
        WHERE a.number > coalesce(last.decided, 0)
          AND NOT EXISTS (SELECT FROM public.sealed_entry AS x WHERE x.number = a.number)
        ORDER BY a.number LIMIT {BATCH}
      ) AS e
    ) AS made;
  IF entries IS NULL THEN
    RETURN 0;
  END IF;
  IF cardinality(entries) < {BATCH} THEN
    reached := greatest(reached, last.reach);
  END IF;
  INSERT INTO public.seal (number, at, entries, reach, decided, horizon, earlier, word)
  VALUES (following, moment, cardinality(entries), reached, least(reached, coalesce(ended, 0)), horizon, earlier,
    encode(sha256(convert_to(earlier || ' ' || following || ' ' || {_MOMENT.format("moment")} || chr(10) || lines,
      'UTF8')), 'hex'));
  INSERT INTO public.sealed_entry (number, seal, salt, digest)
  SELECT each.number, following, each.salt, each.digest
  FROM unnest(entries, salts, digests) AS each(number, salt, digest);
  RETURN cardinality(entries);
END $$""",
}
