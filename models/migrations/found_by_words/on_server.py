"""What `models.rules.people.found_by` says, in a server's own language; tests hold one against the other."""

from models.migrations.found_by_words.signs import TWO_FOR_ONE, one_for_one
from models.rules.people.found_by import (
    CODE,
    MOST_SIGNS_OF_ALL,
    MOST_SIGNS_OF_WORD,
    MOST_WORDS_OF_ADDRESS,
    NEAR_FROM,
    NEAR_SIGNS,
    SIGNS_BETWEEN,
)
from models.values import APOSTROPHES

OF_PERSON = ("given", "family", "preferred", "address", "postcode", "mosaic_id", "nhs_number", "born")
_HEAD = "LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$"


def _quoted(said: str) -> str:
    doubled = said.replace("'", "''")
    return f"'{doubled}'"


def _plain(said: str) -> str:
    for sign, two in TWO_FOR_ONE.items():
        said = f"replace({said}, '{sign}', '{two}')"
    return said


_SIGNS, _OTHERS = (_quoted(each) for each in one_for_one())
_BETWEEN = SIGNS_BETWEEN.replace("\0", "")
_NEW, _OLD = (", ".join(f"{row}.{column}" for column in OF_PERSON) for row in ("NEW", "OLD"))
FUNCTIONS = {
    "homeward_split": f"""CREATE FUNCTION public.homeward_split(said text) RETURNS text[] IMMUTABLE {_HEAD}
BEGIN
  IF said COLLATE "C" ~ '^[ -~]*$' THEN
    said := translate(lower(said COLLATE "C"), '-''`', ' ');
  ELSE
    said := translate(normalize(translate(said, {_quoted(APOSTROPHES)}, ''), NFKD), {_SIGNS}, {_OTHERS});
    said := {_plain("said")};
  END IF;
  RETURN array_remove(string_to_array(translate(said, {_quoted(_BETWEEN)}, '{" " * len(_BETWEEN)}'), ' '), '');
END $$""",
    "homeward_words": f"""CREATE FUNCTION public.homeward_words(given text, family text, preferred text, address text,
  postcode text, mosaic_id text, nhs_number text, born date) RETURNS text[] STABLE {_HEAD}
DECLARE
  names text[] := public.homeward_split(concat_ws(' ', family, given, preferred));
  lives text[] := (public.homeward_split(address))[:{MOST_WORDS_OF_ADDRESS}];
  codes text[] := array_remove(ARRAY[array_to_string(public.homeward_split(postcode), ''),
    array_to_string(public.homeward_split(coalesce(mosaic_id, '')), ''),
    array_to_string(public.homeward_split(coalesce(nhs_number, '')), ''),
    coalesce(to_char(born, 'DDMMYYYY'), '')], '');
  every text := left(' ' || array_to_string(names || lives || codes, ' '), {MOST_SIGNS_OF_ALL});
BEGIN
  RETURN ARRAY(SELECT DISTINCT left(word, {MOST_SIGNS_OF_WORD}) || every FROM (
    SELECT unnest(names) UNION ALL SELECT each FROM unnest(lives) AS each WHERE each !~ '[0-9]' UNION ALL
    SELECT CASE WHEN each ~ '[0-9]' THEN '{CODE}' ELSE '' END || each FROM unnest(codes) AS each) AS found (word));
END $$""",
    "homeward_near": f"""CREATE FUNCTION public.homeward_near(word text) RETURNS text[] IMMUTABLE {_HEAD}
DECLARE start text := left(word, {NEAR_SIGNS});
BEGIN
  IF length(word) < {NEAR_FROM} OR word ~ '[0-9]' THEN RETURN '{{}}'; END IF;
  RETURN ARRAY(SELECT start UNION
    SELECT left(start, place - 1) || substr(start, place + 1) FROM generate_series(1, length(start)) AS place);
END $$""",
    "homeward_found_by": f"""CREATE FUNCTION public.homeward_found_by() RETURNS trigger SECURITY DEFINER {_HEAD}
DECLARE told text[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF ({_NEW}) IS NOT DISTINCT FROM ({_OLD}) THEN RETURN NULL; END IF;
    DELETE FROM public.person_word AS w WHERE w.office_id = OLD.office_id AND w.person_id = OLD.id
      AND w.found_by = ANY(public.homeward_words({_OLD}));
  END IF;
  told := public.homeward_words({_NEW});
  INSERT INTO public.person_word (office_id, found_by, person_id) SELECT NEW.office_id, each, NEW.id
    FROM unnest(told) AS each ON CONFLICT DO NOTHING;
  INSERT INTO public.near_word (office_id, near, word, person_id) SELECT NEW.office_id, near, word, NEW.id
    FROM (SELECT DISTINCT split_part(each, ' ', 1) AS word FROM unnest(told) AS each OFFSET 0) AS found,
    unnest(public.homeward_near(word)) AS near
    WHERE NOT EXISTS (SELECT 1 FROM public.near_word AS known WHERE known.office_id = NEW.office_id
      AND known.near = left(found.word, {NEAR_SIGNS}) AND known.word = found.word);
  RETURN NULL;
END $$""",
}
