# ruff: noqa: S608  the statements are a test's own words
"""What somebody with `psql` and their own login tries, and what the server answers to it.

An attack is: as whom, what is said, and the answer to the last of it: the five signs of an error, or none. Whatever
the answer, nothing may have changed afterwards, and nothing of the other office may have been read.
"""

from dataclasses import dataclass

DENIED = "42501"
LINK = "23503"  # a parent that isn't there, as far as a link looks
FORGED = "40001"
NOT_NULL = "23502"
CHECKED = "23514"
LACKING = "0A000 58P01"  # a server that hasn't the extension at all
OWN = "1-row"  # the one person of one's own office
NOTHING = ""  # an answer without a row, or a change of none


@dataclass(frozen=True, slots=True)
class Attack:
    """`said` are statements one after the other, in words that `str.format` fills with what is known."""

    name: str
    said: tuple[str, ...]
    answer: str = DENIED
    by: str = "administrator"


def attack(name: str, *said: str, answer: str = DENIED, by: str = "administrator") -> Attack:
    return Attack(name, said, answer, by)


PERSON = "id, version, office_id, patch_id, given, family, given_folded, family_folded"
NEW = "gen_random_uuid(), 1, '{office}', (SELECT id FROM patch LIMIT 1), 'x', 'x', 'x', 'x'"
OF_OTHERS = NEW.replace("{office}", "{other}")
STAMPS = (
    attack("insert who made it", f"INSERT INTO person ({PERSON}, created_by) VALUES ({NEW}, 'Somebody')"),
    attack("insert when it was made", f"INSERT INTO person ({PERSON}, created_at) VALUES ({NEW}, '2020-01-01')"),
    attack("change who changed it", "UPDATE person SET updated_by = 'Somebody' WHERE id = '{person}'"),
    attack("change when it was changed", "UPDATE person SET updated_at = now() WHERE id = '{person}'"),
    attack("jump over versions", "UPDATE person SET version = 99 WHERE id = '{person}'", answer=FORGED),
    attack("take a version back", "UPDATE person SET version = version - 1 WHERE id = '{person}'", answer=FORGED),
    attack("change a key", "UPDATE person SET id = gen_random_uuid() WHERE id = '{person}'"),
)
AUDIT_COLUMNS = "at, by, deed, table_name, row_id, office_id, after"
AUDIT_ROW = "now(), 'Somebody else', 'update', 'person', '{person}', '{office}', '{{}}'"
AUDIT = (
    attack("write an entry", f"INSERT INTO audit_entry ({AUDIT_COLUMNS}) VALUES ({AUDIT_ROW})"),
    attack("change an entry", "UPDATE audit_entry SET by = 'Somebody else'"),
    attack("delete an entry", "DELETE FROM audit_entry"),
    attack("empty the audit", "TRUNCATE audit_entry CASCADE"),
    attack("use up the numbers of entries", "SELECT nextval('audit_entry_number_seq')"),
    attack("set the number of the next entry", "SELECT setval('audit_entry_number_seq', 1)"),
    attack("call the audit's trigger", "SELECT homeward_audit()"),
    attack(
        "put the audit's trigger on a table of one's own that is called like a record",
        "CREATE TEMP TABLE person (id uuid, office_id uuid, operation_id uuid, version int)",
        "CREATE TRIGGER z AFTER INSERT ON pg_temp.person FOR EACH ROW EXECUTE FUNCTION public.homeward_audit()",
        "INSERT INTO pg_temp.person VALUES ('{person}', '{office}')",
    ),
    attack("write a seal", "INSERT INTO seal VALUES (99, now(), 0, 0, 0, 0, 'x', 'x')"),
    attack("change a seal", "UPDATE seal SET word = 'x'"),
    attack("delete a seal", "DELETE FROM seal"),
    attack("write what a seal holds", "INSERT INTO sealed_entry VALUES (99999, 1, 'x', 'x')"),
    attack("change a salt", "UPDATE sealed_entry SET salt = 'x'"),
    attack("have a text of one's own put in as JSON by the sealer", "SELECT homeward_as_json('x')"),
    attack("read the other office's audit", "SELECT * FROM audit_entry WHERE office_id = '{other}'", answer=NOTHING),
    attack("change a look", "UPDATE access_note SET what = 'nothing'"),
    attack("delete a look", "DELETE FROM access_note"),
)
OTHERS = (
    attack("read them", "SELECT * FROM person WHERE office_id = '{other}'", answer=NOTHING),
    attack("read one by key", "SELECT * FROM person WHERE id = '{theirs}'", answer=NOTHING),
    attack("read their words", "SELECT * FROM person_word WHERE office_id = '{other}'", answer=NOTHING),
    attack("read their staff", "SELECT * FROM staff WHERE office_id = '{other}'", answer=NOTHING),
    attack("read their office", "SELECT * FROM office WHERE id = '{other}'", answer=NOTHING),
    attack("change them", "UPDATE person SET given = 'x' WHERE id = '{theirs}'", answer=NOTHING),
    attack("change and return them", "UPDATE person SET given = 'x' WHERE id = '{theirs}' RETURNING *", answer=NOTHING),
    attack("lock them", "SELECT * FROM person WHERE id = '{theirs}' FOR UPDATE", answer=NOTHING),
    attack("add to them", f"INSERT INTO person ({PERSON}) VALUES ({OF_OTHERS})"),
    attack("add to them and return", f"INSERT INTO person ({PERSON}) VALUES ({OF_OTHERS}) RETURNING *"),
    attack(
        "come upon them by a conflict",
        "INSERT INTO patch (id, version, office_id, name) VALUES ('{their_patch}', 1, '{office}', 'x') "
        "ON CONFLICT (id) DO UPDATE SET name = 'x' RETURNING *",
    ),
    attack(
        "hang one's own on them",
        "INSERT INTO team_patch (id, version, office_id, team_id, patch_id) "
        "VALUES (gen_random_uuid(), 1, '{office}', '{their_team}', (SELECT id FROM patch LIMIT 1))",
        answer=LINK,
    ),
    attack("move one's own under them", "UPDATE person SET office_id = '{other}' WHERE id = '{person}'"),
    attack("move them under one's own", "UPDATE person SET office_id = '{office}' WHERE id = '{theirs}'"),
    attack("link one's own to them", "UPDATE staff SET team_id = '{their_team}' WHERE id = '{dso}'", answer=LINK),
    attack("copy them out", "COPY person TO STDOUT", answer=OWN),
    attack("copy a question out", "COPY (SELECT * FROM person WHERE office_id = '{other}') TO STDOUT", answer=NOTHING),
    attack("copy into them", "COPY person FROM STDIN"),
    attack("a view", "CREATE VIEW mine AS SELECT * FROM person"),
    attack("a view of one's own session", "CREATE TEMP VIEW mine AS SELECT * FROM person", "SELECT * FROM mine"),
    attack("a function", "CREATE FUNCTION mine() RETURNS SETOF person LANGUAGE sql SECURITY DEFINER AS 'TABLE person'"),
    attack(
        "a function of one's own session", "CREATE FUNCTION pg_temp.mine() RETURNS bigint LANGUAGE sql AS 'SELECT 1'"
    ),
    attack(
        "a block",
        "DO $$BEGIN UPDATE public.person SET given = 'x' WHERE office_id = '{other}'; "
        "IF FOUND THEN RAISE 'found'; END IF; END$$",
        answer=NOTHING,
    ),
    attack("an error that tells", "SELECT 1 FROM person WHERE 1 / (family <> 'Canary')::int > 1", answer=NOTHING),
    attack("a cast that tells", "SELECT 1 FROM person WHERE family = 'Canary' AND family::int > 0", answer=NOTHING),
    attack(
        "what is most common", "SELECT most_common_vals::text FROM pg_stats WHERE tablename = 'person'", answer=NOTHING
    ),
    attack("what the planner knows", "SELECT * FROM pg_statistic"),
    attack("row security off", "SET row_security = off", "SELECT * FROM person"),
    attack(
        "the office as a setting",
        "SELECT set_config('homeward.office', '{other}', false)",
        "SELECT * FROM person WHERE office_id = '{other}'",
        answer=NOTHING,
    ),
    attack("their lines of Today taken away", "SELECT homeward_settled('{other}', NULL, NULL, NULL)"),
    attack(
        "a membership there",
        'INSERT INTO membership (id, office_id, login, "right", key_safe) '
        "VALUES (gen_random_uuid(), '{other}', session_user, 'administrator', true)",
    ),
)
RIGHTS = (
    attack("a reader adds", f"INSERT INTO person ({PERSON}) VALUES ({NEW})", by="reader"),
    attack("a reader changes", "UPDATE person SET given = 'x'", by="reader"),
    attack("a reader changes and returns", "UPDATE person SET given = 'x' RETURNING *", by="reader"),
    attack("a reader locks", "SELECT * FROM person FOR UPDATE", by="reader"),
    attack(
        "a worker changes a setting",
        "UPDATE stored_setting SET operation_id = operation_id",
        answer=f"{DENIED} {NOTHING}",  # where there is none, there is none to change
        by="worker",
    ),
    attack("a worker changes the staff", "UPDATE staff SET name = 'x'", by="worker"),
    attack("a DSO changes the staff", "UPDATE staff SET name = 'x'", by="dso"),
    attack("a DSO changes a team", "UPDATE team SET telephone = 'x'", by="dso"),
    attack("a manager changes the office", "UPDATE office SET name = 'x'", by="manager"),
    attack("a DSO becomes administrator", "UPDATE membership SET \"right\" = 'administrator'", by="dso"),
    attack("a reader gets the key-safe codes", "UPDATE membership SET key_safe = true", by="reader"),
    attack(
        "a manager logs in as another in name", "UPDATE staff SET login = session_user WHERE id = '{dso}'", by="manager"
    ),
    attack("a leaver comes back", "UPDATE login SET disabled_at = NULL, disabled_because = NULL", by="leaver"),
    attack("a leaver reads", "SELECT * FROM person", answer=NOTHING, by="leaver"),
    attack("a leaver reads the audit", "SELECT * FROM audit_entry", answer=NOTHING, by="leaver"),
    attack("a leaver changes", "UPDATE person SET given = 'x'", answer=NOTHING, by="leaver"),
    attack("a leaver adds", f"INSERT INTO person ({PERSON}) VALUES ({NEW})", answer=DENIED, by="leaver"),
    attack(
        "another says that somebody looked",
        "INSERT INTO access_note (id, office_id, at, staff_id, deed, what) "
        "VALUES (gen_random_uuid(), '{office}', now(), '{dso}', 'opened', 'the record')",
    ),
    attack("a real database called a test's", "UPDATE database_mark SET is_test = NOT is_test"),
    attack("another mark", "INSERT INTO database_mark SELECT 2, true, now(), 'x'"),
)
NOBODY = (  # an administrator's login that is nobody of the office's staff
    attack(
        "look in another's name",
        "INSERT INTO access_note (id, office_id, at, staff_id, deed, what) "
        "VALUES (gen_random_uuid(), '{office}', now(), '{dso}', 'opened', 'the record')",
        by="nobody",
    ),
    attack(
        "look in nobody's name",
        "INSERT INTO access_note (id, office_id, at, deed, what) "
        "VALUES (gen_random_uuid(), '{office}', now(), 'opened', 'the record')",
        answer=NOT_NULL,
        by="nobody",
    ),
    attack("add a person", f"INSERT INTO person ({PERSON}) VALUES ({NEW})", by="nobody"),
    attack("change a person", "UPDATE person SET given = 'x' WHERE id = '{person}'", by="nobody"),
    attack("hold a person", "SELECT * FROM person WHERE id = '{person}' FOR UPDATE", by="nobody"),
    attack(
        "decide in another's name",
        "INSERT INTO who_decided (id, version, office_id, deed, referral_id, decided_at, decided_by_id, present, "
        "typed_by_id) VALUES (gen_random_uuid(), 1, '{office}', 'accept', gen_random_uuid(), now(), '{dso}', '', "
        "'{dso}')",
        by="nobody",
    ),
    attack("be somebody of the staff", "UPDATE membership SET staff_id = '{dso}'", by="nobody"),
    attack("be somebody by the list", "UPDATE staff SET login = session_user WHERE id = '{dso}'", by="nobody"),
    attack("ask who one is", "SELECT homeward_seat('{office}')", by="nobody"),
    attack("look at the other office", "SELECT * FROM person WHERE office_id = '{other}'", by="nobody"),
)
WORD = "id, version, office_id, deed, referral_id, decided_at, decided_by_id, present, typed_by_id, mdt_on"
BY = "gen_random_uuid(), 1, '{office}', 'accept', '{referral}', now()"
DECISIONS = (  # by a DSO, whose seat is `seat`
    *(
        attack(name, f"INSERT INTO who_decided ({WORD}) VALUES ({BY}, {words})", answer=answer, by="dso")
        for name, words, answer in (
            ("an OT accepts", "'{ot}', '', '{seat}', NULL", DENIED),
            ("another office's DSO accepts", "'{their_dso}', '', '{seat}', NULL", LINK),
            ("nobody accepts", "NULL, '', '{seat}', NULL", CHECKED),
            ("the MDT accepts", "NULL, 'All of them', '{seat}', now()", DENIED),
            ("a scheduler types it in", "'{dso}', '', '{scheduler}', NULL", DENIED),
        )
    ),
    attack("one DSO is the MDT", f"INSERT INTO who_decided ({WORD}) VALUES ({BY}, '{{seat}}', '', '{{seat}}', NULL)"
           .replace("accept", "transfer"), by="dso"),
    attack("a DSO says the ongoing need",
           f"INSERT INTO who_decided ({WORD}) VALUES ({BY}, '{{seat}}', '', '{{seat}}', NULL)"
           .replace("accept", "ongoing_need"), by="dso"),
    attack("a worker types it in", f"INSERT INTO who_decided ({WORD}) VALUES ({BY}, '{{dso}}', '', '{{ot}}', NULL)",
           by="worker"),
    attack("another decided it", "UPDATE who_decided SET decided_by_id = '{seat}'", by="dso"),
    attack("an OT accepted it", "UPDATE referral SET accepted_at = now(), accepted_by_id = '{ot}'", by="dso"),
    attack("an OT promised it", "UPDATE referral SET accepted_at = now(), accepted_by_id = '{dso}', "
           "scheduling_confirmed_at = now(), scheduling_confirmed_by_id = '{ot}'", by="dso"),
)  # fmt: skip
MOVE = "homeward_move_referral('{{{}}}', '{{{}}}', 'x', gen_random_uuid(), gen_random_uuid(), '{{operation}}')"
MOVING = tuple(
    attack(f"{whose} to {where} as {by}", f"SELECT {MOVE.format(whose, where)}", by=by)
    for whose in ("referral", "their_referral")
    for where in ("team", "their_team")
    for by in ("reader", "dso", "administrator", "nobody", "leaver")
)
ROLES = (
    *(
        attack(f"be {role}", f"SET ROLE {role}")
        for role in (
            "homeward_owner",
            "homeward_audit",
            "homeward_migrator",
            "homeward_backup",
            '"attack-manager"',
            "admin",
        )
    ),
    attack("be the owner by a setting", "SELECT set_config('role', 'homeward_owner', false)"),
    attack("be the administrator's session", "SET SESSION AUTHORIZATION admin"),
    attack("be no replica", "SET session_replication_role = replica"),
    attack("be a superuser", 'ALTER ROLE "attack-administrator" SUPERUSER'),
    attack("pass row security", 'ALTER ROLE "attack-administrator" BYPASSRLS'),
    attack("make roles", "CREATE ROLE attacker"),
    attack("be taken into the owners", 'GRANT homeward_owner TO "attack-administrator"'),
    attack("take another's password", "ALTER ROLE \"attack-manager\" PASSWORD 'x'"),
    attack("drop another's login", 'DROP ROLE "attack-manager"'),
    attack("read passwords", "SELECT * FROM pg_authid"),
    attack("read passwords another way", "SELECT * FROM pg_shadow"),
    attack("read who may come in", "SELECT * FROM pg_hba_file_rules"),
    attack("take what is owned", "REASSIGN OWNED BY homeward_owner TO session_user"),
    attack("a setting for all", "ALTER ROLE ALL SET row_security = off"),
    attack("a setting of the database", "ALTER DATABASE {database} SET search_path = pg_temp"),
    attack("a setting of the server", "ALTER SYSTEM SET fsync = off"),
    attack("end another's session", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'admin'"),
)
SHAPE = (
    attack("a table", "CREATE TABLE public.mine ()"),
    attack("a table of one's own session, to be found first", "CREATE TEMP TABLE membership ()"),
    attack("an operator", "CREATE OPERATOR public.= (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text)"),
    attack(
        "an operator of one's own session",
        "CREATE OPERATOR pg_temp.= (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text)",
    ),
    attack("a schema", "CREATE SCHEMA mine"),
    attack(
        "a schema as the server's", "CREATE FUNCTION pg_catalog.session_user() RETURNS text LANGUAGE sql AS 'SELECT 1'"
    ),
    attack("an extension", "CREATE EXTENSION dblink", answer=f"{DENIED} {LACKING}"),
    attack("a link to other servers", "CREATE EXTENSION postgres_fdw", answer=f"{DENIED} {LACKING}"),
    attack("a publication", "CREATE PUBLICATION mine FOR TABLE person"),
    attack("a subscription", "CREATE SUBSCRIPTION mine CONNECTION 'host=x' PUBLICATION x WITH (connect = false)"),
    attack("an event trigger", "CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION homeward_deny()"),
    attack("a database", "CREATE DATABASE mine"),
    attack("triggers off", "ALTER TABLE person DISABLE TRIGGER ALL"),
    attack("a trigger away", "DROP TRIGGER z_audit ON person"),
    attack("a trigger", "CREATE TRIGGER a BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION homeward_keep()"),
    attack("a rule", "CREATE RULE mine AS ON INSERT TO person DO INSTEAD NOTHING"),
    attack("row security away", "ALTER TABLE person DISABLE ROW LEVEL SECURITY"),
    attack("row security for others only", "ALTER TABLE person NO FORCE ROW LEVEL SECURITY"),
    attack("a policy", "CREATE POLICY mine ON person USING (true)"),
    attack("a policy away", "DROP POLICY desk_sees ON person"),
    attack("a column", "ALTER TABLE person ADD COLUMN mine text"),
    attack("a table away", "DROP TABLE rating"),
    attack("a table of one's own", "ALTER TABLE person OWNER TO session_user"),
    attack(
        "a function in place of a guard",
        "CREATE OR REPLACE FUNCTION public.homeward_keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
    ),
    attack("a guard of one's own", "ALTER FUNCTION homeward_stamp() OWNER TO session_user"),
    attack("a guard's way to find names", "ALTER FUNCTION homeward_my_offices(text) SET search_path = pg_temp"),
    attack("a right handed on", 'GRANT SELECT ON person TO "attack-stranger"', answer=NOTHING),
    attack("rights handed to all", "GRANT ALL ON ALL TABLES IN SCHEMA public TO public"),
    attack("an index that tells", "CREATE INDEX ON person (family)"),
    attack("a comment", "COMMENT ON TABLE person IS 'mine'"),
    attack("statistics", "CREATE STATISTICS mine ON given, family FROM person"),
    attack("records away", "DELETE FROM person"),
    attack("kept lines away", "DELETE FROM due_line"),
    attack("a table emptied", "TRUNCATE person CASCADE"),
)
SERVER = (
    attack("say that a backup was made", "SELECT homeward_backed_up(now(), 99999, 'nowhere')"),
    *(
        attack(f"freeze a table in {mode} mode", f"BEGIN; LOCK TABLE person IN {mode} MODE NOWAIT")
        for mode in ("ACCESS EXCLUSIVE", "EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "ROW EXCLUSIVE")
    ),
    attack("freeze the seals", "BEGIN; LOCK TABLE seal IN SHARE MODE NOWAIT"),
    attack("freeze who may log in", "BEGIN; SELECT * FROM login FOR UPDATE"),
    attack("a program of the server's", "COPY (SELECT 1) TO PROGRAM 'true'"),
    attack("a file of the server's written", "COPY (SELECT 1) TO '/tmp/attack'"),
    attack("a file of the server's read", "SELECT pg_read_file('/etc/passwd')"),
    attack("a folder of the server's", "SELECT pg_ls_dir('/')"),
    attack("a large object of one's own", "SELECT lo_create(0)"),
    attack("a large object with something in it", "SELECT lo_from_bytea(0, 'x')"),
    attack("a file as a large object", "SELECT lo_import('/etc/passwd')"),
    attack("a large object as a file", "SELECT lo_export(1, '/tmp/attack')"),
    attack("where the server keeps its files", "SHOW data_directory"),
    attack("the server's settings again", "SELECT pg_reload_conf()"),
    attack("another log", "SELECT pg_switch_wal()"),
    attack("what was written, as it was written", "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')"),
    attack("a transaction that outlives its session", "BEGIN; PREPARE TRANSACTION 'mine'", answer="55000"),
    attack(
        "what others ask just now",
        "SELECT query FROM pg_stat_activity WHERE usename = 'admin' AND query LIKE '%{other}%'",
        answer=NOTHING,
    ),
    attack("a notice of what never happened", "NOTIFY homeward_change, 'person|{theirs}|9|1'", answer=NOTHING),
    attack("no end to a statement", "SET statement_timeout = 0", "SELECT * FROM pg_authid"),
    attack("a stranger looks", "SELECT 1", by="stranger"),
)
CODE_OF = "SELECT homeward_key_safe_code('{{person}}', {})"
LOOK = (
    "INSERT INTO access_note (id, office_id, at, staff_id, deed, what, person_id) VALUES "
    "('{operation}', '{office}', now(), '{worker}', 'opened', 'the key-safe code', '{person}')"
)
BY_IT = CODE_OF.format("'{operation}'")
KEYS = (
    attack("read the codes", "SELECT * FROM key_safe_code"),
    attack("read them with the right to codes", "SELECT code FROM key_safe_code", by="keys"),
    attack("copy them out", "COPY key_safe_code TO STDOUT", by="keys"),
    attack(
        "what is most common", "SELECT 1 FROM pg_stats WHERE tablename = 'key_safe_code'", answer=NOTHING, by="keys"
    ),
    attack("ask for one without the right", CODE_OF.format("'{old_look}'")),
    attack("ask for one as a leaver", CODE_OF.format("'{old_look}'"), answer=OWN, by="leaver"),  # none
    attack("ask for one without a look", CODE_OF.format("NULL"), by="keys"),
    attack("ask for one by a look that never was", CODE_OF.format("gen_random_uuid()"), by="keys"),
    attack("ask for one by an old look", CODE_OF.format("'{old_look}'"), by="keys"),
    attack("ask for one by another's look", CODE_OF.format("'{others_look}'"), by="keys"),
    attack("ask for one by a look at the record", CODE_OF.format("'{other_look}'"), by="keys"),
    attack("ask for one by a look that isn't stored", "BEGIN", LOOK, BY_IT, by="keys"),
    attack("ask for one by a look within a savepoint", "BEGIN", "SAVEPOINT a", LOOK, "RELEASE a", BY_IT, by="keys"),
    attack(
        "ask for one by a look with a moment of one's own",
        "BEGIN",
        LOOK.replace("person_id)", "person_id, noted_in, noted_at)").replace(
            "'{person}')", "'{person}', 1, 'infinity')"
        ),
        BY_IT,
        by="keys",
    ),
    attack("ask for one in one statement with its look", f"WITH look AS ({LOOK} RETURNING id) {BY_IT}", by="keys"),
    attack(
        "ask for another office's",
        "SELECT 1 WHERE homeward_key_safe_code('{theirs}', '{other_look}') IS NOT NULL",
        answer=NOTHING,
        by="keys",
    ),
    attack("ask whether a look counts", "SELECT homeward_has_looked('{other_look}', '{person}', 'x', 1)", by="keys"),
    attack("make an old look new", "UPDATE access_note SET noted_at = now() WHERE id = '{old_look}'", by="keys"),
    attack("change a code", "UPDATE key_safe_code SET code = 'x'", by="keys"),
    attack("delete a code", "DELETE FROM key_safe_code", by="keys"),
    attack(
        "set a code without the right to codes",
        "INSERT INTO key_safe_code (id, office_id, person_id, code) "
        "VALUES (gen_random_uuid(), '{office}', '{person}', 'x')",
    ),
    attack(
        "come upon one by a conflict",
        "INSERT INTO key_safe_code AS c (id, office_id, person_id, code) VALUES ('{own_code}', '{office}', '{person}', "
        "'x') ON CONFLICT (id) DO UPDATE SET code = c.code RETURNING code",
        by="keys",
    ),
    attack("take a code away without the right", "UPDATE key_safe SET code_id = NULL, set_at = NULL"),
    attack(
        "have another office's code as one's own",
        "UPDATE key_safe SET code_id = '{their_code}'",
        answer=LINK,
        by="keys",
    ),
    attack("get the right", "UPDATE membership SET key_safe = true WHERE login = session_user", by="worker"),
)
ATTACKS = {
    f"{kind}: {each.name}": each
    for kind, every in {
        "stamps": STAMPS, "audit": AUDIT, "other office": OTHERS, "rights": RIGHTS, "nobody": NOBODY,
        "decisions": DECISIONS, "moving": MOVING, "roles": ROLES, "shape": SHAPE, "server": SERVER,
        "key safes": KEYS,
    }.items()
    for each in every
}  # fmt: skip
