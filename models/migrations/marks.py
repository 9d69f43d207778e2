"""The triggers that mark whose lines of Today are to be derived anew, after each row that can prompt is written.

A mark is only ever added, once a person in a file and once a person and transaction at a server, where nothing waits
for another desk's mark. `app.kept.settling` takes away those that it has seen.
"""

from sqlalchemy import Connection, inspect

MARKS = "due_mark"
_NOBODY = "00000000000000000000000000000000"  # as `models.due.NOBODY` is stored
_PERSON, _OF_NOBODY, _EVERYBODY = "person", "nobody", "everybody"

# Of each table that Today reads: over which of its columns the people are found whom a row is about.
PATHS: dict[str, tuple[tuple[str, str], ...]] = {
    "access_request": ((_PERSON, "person_id"),),
    "action": (("episode", "episode_id"), (_OF_NOBODY, "office_id")),
    "agreement": (("episode", "episode_id"),),
    "agreement_price": (("agreement", "agreement_id"),),
    "asked_visit": (("charge_request", "request_id"),),
    "at_given": (("episode", "episode_id"),),
    "break": (("episode", "episode_id"),),
    "break_undone": (("break", "break_id"),),
    "charge_request": (("episode", "episode_id"),),
    "chc_in_service": (("episode", "episode_id"),),
    "closing_step": (("closure", "closure_id"),),
    "closure": (("episode", "episode_id"),),
    "concern": ((_PERSON, "person_id"),),
    "cost_said": (("episode", "episode_id"),),
    "double_up_answer": (("plan", "plan_id"),),
    "eligibility": (("transfer", "transfer_id"),),
    "episode": ((_PERSON, "person_id"), (_OF_NOBODY, "office_id")),
    "expected_change": (("episode", "episode_id"),),
    "extension": (("episode", "episode_id"),),
    "extra_calls_said": (("referral", "referral_id"),),
    "goal": (("episode", "episode_id"),),
    "goal_wording": (("by_two", "goal_id"),),
    "hand_over_answered": (("transfer", "transfer_id"),),
    "hold": (("referral", "referral_id"),),
    "information_request": (("referral", "referral_id"),),
    "long_term_review": ((_PERSON, "person_id"), (_OF_NOBODY, "office_id")),
    "meeting": (("meeting", "id"), (_OF_NOBODY, "office_id")),
    "meeting_taken_back": (("episode", "episode_id"), (_OF_NOBODY, "office_id")),
    "milestone": (("episode", "episode_id"),),
    "onward_connection": (("episode", "episode_id"),),
    "owner_change": (
        ("episode", "episode_id"),
        ("referral", "referral_id"),
        ("action", "action_id"),
        (_OF_NOBODY, "office_id"),
    ),
    "past_listing": (("transfer", "transfer_id"),),
    "past_offer": (("transfer", "transfer_id"),),
    "person": ((_PERSON, "id"), (_OF_NOBODY, "office_id")),
    "placement": (("referral", "referral_id"),),
    "plan": (("episode", "episode_id"),),
    "plan_taken_back": (("plan", "plan_id"),),
    "plan_visit": (("plan", "plan_id"),),
    "rating": (("by_two", "goal_id"),),
    "rate": ((_EVERYBODY, "office_id"),),
    "referral": ((_PERSON, "person_id"),),
    "review_programme": ((_OF_NOBODY, "office_id"),),
    "staff": ((_EVERYBODY, "office_id"),),
    "support_aim": (("episode", "episode_id"),),
    "team": ((_EVERYBODY, "office_id"),),
    "tracker_change": ((_PERSON, "person_id"),),
    "transfer": (("episode", "episode_id"),),
    "transfer_step": (("transfer", "transfer_id"),),
}
_NAMED_ONLY = frozenset({"staff", "team"})  # of these a sentence has the name, and a new one is in no sentence yet

# How the people are found of rows with these keys: by the rows of another table, up to the person.
_UP = {
    "action": ("episode", "SELECT episode_id FROM {public}action WHERE id IN ({keys})"),
    "agreement": ("episode", "SELECT episode_id FROM {public}agreement WHERE id IN ({keys})"),
    "break": ("episode", "SELECT episode_id FROM {public}break WHERE id IN ({keys})"),
    "by_two": (  # a rating can prompt of those alone to whom two workers come
        _PERSON,
        """SELECT g.person_id FROM {public}goal AS g WHERE g.id IN ({keys}) AND EXISTS (SELECT 1 FROM
{public}episode AS e JOIN {public}plan AS p ON p.episode_id = e.id
WHERE e.person_id = g.person_id AND e.ended_at IS NULL AND p.has_double_up)""",
    ),
    "charge_request": ("episode", "SELECT episode_id FROM {public}charge_request WHERE id IN ({keys})"),
    "closure": ("episode", "SELECT episode_id FROM {public}closure WHERE id IN ({keys})"),
    "episode": (_PERSON, "SELECT person_id FROM {public}episode WHERE id IN ({keys})"),
    "meeting": ("episode", "SELECT episode_id FROM {public}action WHERE meeting_id IN ({keys})"),
    "plan": ("episode", "SELECT episode_id FROM {public}plan WHERE id IN ({keys})"),
    "referral": (_PERSON, "SELECT person_id FROM {public}referral WHERE id IN ({keys})"),
    "transfer": ("episode", "SELECT episode_id FROM {public}transfer WHERE id IN ({keys})"),
}


def are_kept(connection: Connection) -> bool:
    """Whether a database has marks: an older revision has none yet."""
    return inspect(connection).has_table(MARKS)


def of_file(table: str) -> tuple[str, ...]:
    """What makes the triggers of a file's table; nothing where it can't prompt."""
    paths = PATHS.get(table, ())
    deeds: tuple[tuple[str, tuple[str, ...]], ...] = (("INSERT", ("NEW",)), ("UPDATE", ("NEW", "OLD")))
    if table in _NAMED_ONLY:
        deeds = (('UPDATE OF "name"', ("NEW",)),)
    return tuple(
        f'CREATE TRIGGER "{table}_m_mark{"_new" if deed == "INSERT" else ""}" AFTER {deed} ON "{table}" BEGIN '
        + " ".join(_mark_in_file(via, column, rows) for via, column in paths)
        + " END"
        for deed, rows in deeds
        if paths
    )


def _mark_in_file(via: str, column: str, rows: tuple[str, ...]) -> str:
    if via in {_OF_NOBODY, _EVERYBODY}:
        about = f"'{_NOBODY}'" if via == _OF_NOBODY else "NEW.office_id"
        found = f"SELECT NEW.office_id AS office_id, {about} AS id"
    else:
        keys = ", ".join(f'{row}."{column}"' for row in rows)
        found = f"SELECT office_id, id FROM person WHERE id IN ({_people(via, keys)})"
    return (
        f"INSERT INTO {MARKS} (office_id, about_id, written_in) SELECT office_id, id, 0 FROM ({found}) AS found "
        f"WHERE NOT EXISTS (SELECT 1 FROM {MARKS} AS m WHERE m.office_id = found.office_id AND m.about_id = found.id);"
    )


def _people(via: str, keys: str, public: str = "") -> str:
    """The keys of the people, from those of rows of the table `via`."""
    if via == _PERSON:
        return keys
    above, found = _UP[via]
    return _people(above, found.format(keys=keys, public=public), public)


def on_server(table: str) -> tuple[str, str, str] | None:
    """When a server's trigger goes off, for each what, and what it calls; none where the table can't prompt."""
    paths = PATHS.get(table)
    if paths is None:
        return None
    told = ", ".join(f"'{word}'" for path in paths for word in path)
    return "AFTER UPDATE OF name" if table in _NAMED_ONLY else "AFTER INSERT OR UPDATE", "ROW", f"homeward_mark({told})"


def _branch(via: str) -> str:
    people = _people(via, "SELECT unnest(keys)", "public.")
    return (
        f"    ELSIF TG_ARGV[i] = '{via}' THEN\n"
        f"      INSERT INTO public.{MARKS} SELECT office_id, id, written FROM public.person WHERE id IN ({people})\n"
        "      ON CONFLICT DO NOTHING;\n"
    )


BODY = f"""
DECLARE
  this jsonb := to_jsonb(NEW); was jsonb := to_jsonb(OLD); keys uuid[];
  written bigint := pg_current_xact_id()::text::bigint;
BEGIN
  FOR i IN 0 .. TG_NARGS - 1 BY 2 LOOP
    keys := ARRAY[(this->>TG_ARGV[i + 1])::uuid, (was->>TG_ARGV[i + 1])::uuid];
    IF TG_ARGV[i] = '{_EVERYBODY}' THEN
      INSERT INTO public.{MARKS} VALUES (NEW.office_id, NEW.office_id, written) ON CONFLICT DO NOTHING;
    ELSIF TG_ARGV[i] = '{_OF_NOBODY}' THEN
      INSERT INTO public.{MARKS} VALUES (NEW.office_id, '{_NOBODY}', written) ON CONFLICT DO NOTHING;
{"".join(_branch(via) for via in (_PERSON, *_UP))}    END IF;
  END LOOP;
  RETURN NULL;
END """
