"""A county on one server: two offices and a login for each right in the first, all of whom try what they shouldn't."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from app.door.sealer import seal_all
from app.setup.users import NewUser, add_user
from models.database import Database
from models.deciding import WhoDecided
from models.key_safes import KeySafe, KeySafeCode
from models.migrations.walls.key_safes import TICKET_S
from models.staff import StaffSpell
from models.vocabulary.access import KEY_SAFE_CODE, Right
from models.vocabulary.deciding import DecidedDeed
from tests.builders import MovingClock, SmallOffice, neighbours_of, small_office
from tests.databases import OPENING
from tests.throwaway_postgres import ThrowawayPostgres

PASSWORD = "of nobody else here"  # noqa: S105  a test's own
CANARY = "Canary"  # what no login of the first office may ever read
LOGINS = (
    *(f"attack-{right.value}" for right in Right),
    *("attack-keys", "attack-leaver", "attack-nobody", "attack-gone", "attack-stranger"),
)


@dataclass
class County:
    """The server as its administrator sees it, and what attackers know: keys of both offices, never passwords."""

    server: ThrowawayPostgres
    name: str
    known: dict[str, Any]
    watching: psycopg.Connection

    def log_in(self, login: str) -> psycopg.Connection:
        """A connection such as `psql` makes; each statement stands by itself."""
        told = make_url(self.server.url(self.name))
        return psycopg.connect(
            host=told.host, port=told.port, dbname=told.database, user=login, password=PASSWORD, autocommit=True
        )

    def stands(self) -> list[tuple[Any, ...]]:
        """One word for all that an attack could change: every row, and the shape of the database and its roles."""
        return self.watching.execute(self._all_of_it()).fetchall()

    def _all_of_it(self) -> sql.Composed:
        if not hasattr(self, "_asked"):
            tables = self.watching.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            ).fetchall()
            each = "SELECT {}, count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM {} AS t"
            public = [sql.SQL(each).format(name, sql.Identifier("public", name)) for (name,) in tables]
            shape = [
                sql.SQL(each).format(name, sql.Identifier("pg_catalog", name))
                for name in (
                    *("pg_class", "pg_proc", "pg_trigger", "pg_policy", "pg_attribute", "pg_constraint"),
                    *("pg_namespace", "pg_authid", "pg_auth_members", "pg_db_role_setting", "pg_extension"),
                    *("pg_largeobject_metadata", "pg_database", "pg_type", "pg_cast", "pg_operator", "pg_rewrite"),
                )
            ]
            self._asked = sql.SQL(" UNION ALL ").join([*public, *shape])
        return self._asked


@pytest.fixture(scope="session")
def county(postgres: ThrowawayPostgres, migrated_postgres: str) -> Iterator[County]:
    """One database for all attacks: none of them changes it."""
    name = postgres.create(migrated_postgres)
    clock = MovingClock(OPENING)
    database = Database(postgres.url(name), clock.now, by="test")
    ours = small_office(database, clock)
    theirs = neighbours_of(ours)
    known: dict[str, UUID] = {"office": ours.id, "other": theirs.id}
    known |= {"person": ours.a_person(), "theirs": theirs.a_person(family=CANARY)}
    known |= {"referral": ours.a_referral(person=known["person"])}
    known |= {"their_referral": theirs.a_referral(person=known["theirs"])}
    words = {"deed": DecidedDeed.ACCEPT, "referral_id": known["referral"], "decided_at": clock.now()}
    ours.store(WhoDecided(**words, decided_by_id=ours.staff["DSO"], typed_by_id=ours.staff["DSO"]))
    known |= {"seat": ours.staff["Interim DSO"], "ot": ours.staff["OT"], "scheduler": ours.staff["Scheduler"]}
    known |= {
        "team": ours.teams["North"],
        "their_team": theirs.teams["North"],
        "their_patch": theirs.patches["Matlock"],
        "dso": ours.staff["DSO"],
    }
    known |= {"database": name}
    known |= {"their_dso": theirs.staff["DSO"], "operation": UUID(int=7)}
    for right, staff in zip(Right, ("OT North", "CWC North", "DSO Interim", "SW North", "CCW North"), strict=True):
        add_user(database, NewUser(f"attack-{right.value}", "Dales", right, staff, key_safe=False), lambda: PASSWORD)
    add_user(database, NewUser("attack-keys", "Dales", Right.WORKER, "Second CWC", key_safe=True), lambda: PASSWORD)
    add_user(database, NewUser("attack-leaver", "Dales", Right.ADMINISTRATOR, None, key_safe=True), lambda: PASSWORD)
    add_user(database, NewUser("attack-nobody", "Dales", Right.ADMINISTRATOR, None, key_safe=True), lambda: PASSWORD)
    add_user(
        database, NewUser("attack-gone", "Dales", Right.DSO, "Service manager North", key_safe=True), lambda: PASSWORD
    )
    ours.store(StaffSpell(staff_id=ours.staff["Service manager"], last_day=OPENING.date() - timedelta(days=1)))
    known |= {"worker": ours.staff["Second CWC"]}
    known |= _with_key_safes(database, their=(theirs, known["theirs"]), own=(ours, known["person"]))
    seal_all(database, clock.now)
    database.close()
    watching = postgres.connect(name)
    watching.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(LOGINS[-1]), PASSWORD))
    known |= _looks(watching, ours, known["person"])
    watching.execute("UPDATE login SET disabled_at = now(), disabled_because = 'left' WHERE name = 'attack-leaver'")
    yield County(postgres, name, known, watching)
    watching.close()
    postgres.drop(name)
    with postgres.connect() as connection:
        for login in LOGINS:
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))


def _with_key_safes(database: Database, **people: tuple[SmallOffice, UUID]) -> dict[str, UUID]:
    """A code of each of these people, which no attack may read; the keys of the codes and of their records."""
    made = {}
    with database.writing() as session:
        for name, (office, person) in people.items():
            code = KeySafeCode(id=uuid4(), office_id=office.id, person_id=person, code=CANARY)
            session.add(code)
            session.flush()
            safe = KeySafe(office_id=office.id, person_id=person, code_id=code.id, set_at=OPENING)
            session.add(safe)
            made |= {f"{name}_code": code.id, f"{name}_safe": safe.id}
    return made


def _looks(watching: psycopg.Connection, office: SmallOffice, person: UUID) -> dict[str, UUID]:
    """Looks at a code as the server wrote them down: one a second too old, one of another's, one at all the rest."""
    made = {}
    watching.execute("ALTER TABLE access_note DISABLE TRIGGER USER")  # it would say that they are the watcher's, of now
    for name, login, seconds, what in (
        ("old_look", "attack-keys", TICKET_S + 1, KEY_SAFE_CODE),
        ("others_look", "attack-worker", 0, KEY_SAFE_CODE),
        ("other_look", "attack-keys", 0, "the record"),
    ):
        made[name] = uuid4()
        watching.execute(
            "INSERT INTO access_note (id, office_id, at, staff_id, deed, what, person_id, login, noted_at, noted_in) "
            "VALUES (%s, %s, now(), %s, 'opened', %s, %s, %s, now() - make_interval(secs => %s), 1)",
            (made[name], office.id, office.staff["Second CWC"], what, person, login, seconds),
        )
    watching.execute("ALTER TABLE access_note ENABLE TRIGGER USER")
    return made
