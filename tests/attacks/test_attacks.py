"""Whoever has `psql` and a desk's login: what they try changes nothing, and reads nothing of another office."""

import psycopg
import pytest

from tests.attacks.attacks import ATTACKS as WITH_PSQL
from tests.attacks.attacks import Attack
from tests.attacks.attacks_by_nobody import BY_NOBODY, THEIR_OWN
from tests.attacks.attacks_in_anothers_name import IN_ANOTHERS_NAME
from tests.attacks.conftest import CANARY, County

ATTACKS = {
    **WITH_PSQL,
    **{f"who isn't on the staff: {each.name}": each for each in (*BY_NOBODY, *THEIR_OWN)},
    **{f"another's name: {each.name}": each for each in IN_ANOTHERS_NAME},
}
ASKED_FOR = 58  # of the kinds that the design of the walls names


def test_there_are_as_many_as_were_asked_for():
    assert len(ATTACKS) >= ASKED_FOR


@pytest.fixture(scope="module", autouse=True)
def nothing_changed(county):
    """Compared once for all of them: every row takes its time to be read."""
    before = county.stands()
    yield
    assert set(county.stands()) ^ set(before) == set()


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_answered_as_it_should_be_and_reads_nothing(county, name):
    answer, read = tried(county, ATTACKS[name])
    assert CANARY not in read
    assert answer in ATTACKS[name].answer.split(" ")


def tried(county: County, attack: Attack) -> tuple[str, str]:
    """The answer to the last that was said, an error's five signs or none, and all that was read on the way."""
    read: list[str] = []
    answer = ""
    try:
        with county.log_in(f"attack-{attack.by}") as connection:
            connection.add_notice_handler(lambda notice: read.append(notice.message_primary or ""))
            for statement in attack.said:
                answer = said(connection, statement.format(**county.known), read)
    except psycopg.Error as error:
        read.append(str(error))
        told_at_the_door = error.sqlstate is None and "permission denied for database" in str(error)
        answer = "42501" if told_at_the_door else error.sqlstate or str(error)
    return answer, "".join(read)


def said(connection: psycopg.Connection, statement: str, read: list[str]) -> str:
    """What came back: how many rows, or nothing; the rows themselves go to `read`."""
    cursor = connection.cursor()
    if statement.startswith("COPY") and ("STDOUT" in statement or "STDIN" in statement):
        with cursor.copy(statement) as copy:
            rows = list(copy) if "STDOUT" in statement else []
    else:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    read.append(repr(rows))
    return "" if not rows and cursor.rowcount <= 0 else f"{cursor.rowcount}-row"
