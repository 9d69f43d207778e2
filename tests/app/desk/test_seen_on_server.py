"""What a desk remembers of a server: its seals, and of no login what another one saw."""

from dataclasses import replace

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from app import cli
from app.desk import places
from app.desk.last_seen import LastSeen
from app.desk.looked_at import accept, examine, look_first, remember
from app.door.errors import Unavailable
from app.door.sealer import seal_all
from models.audit_end import audit_end


@pytest.fixture
def seen(postgres_office):
    """A real office on a server whose last seal this desk has seen."""
    office = postgres_office
    past_guards(office, "UPDATE database_mark SET is_test = false")
    office.a_person()
    seal_all(office.database, office.clock.now)
    remember(office.database)
    return office


def past_guards(office, *statements):
    with office.database.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for each in statements:
            connection.execute(text(each))


def url_of(office):
    return office.database.url.render_as_string(hide_password=False)


CUT = (
    "DELETE FROM audit_entry WHERE number IN (SELECT number FROM sealed_entry)",
    "DELETE FROM sealed_entry WHERE seal = (SELECT max(number) FROM seal)",
    "DELETE FROM seal WHERE number = (SELECT max(number) FROM seal)",
)


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (CUT, "Seals of the audit are missing: this desk has seen seal 1, and the last here is 0."),
        (
            ("UPDATE seal SET word = repeat('f', 64)",),
            "The audit was sealed anew: seal 1, which this desk has seen, is another one here.",
        ),
    ],
)
def test_a_server_that_lost_seals_or_was_sealed_anew_is_told_by_a_desk_that_saw_the_last(seen, done, said):
    past_guards(seen, *done)
    with pytest.raises(Unavailable) as refused:
        look_first(url_of(seen))
    assert str(refused.value).startswith(said)
    assert "standby" in str(refused.value)
    verified = CliRunner().invoke(cli.homeward, ["audit", "verify", "--database", url_of(seen)])
    assert (verified.exit_code, said in verified.stdout) == (1, True)
    what = accept(url_of(seen))
    assert what == ("seal", 0 if done is CUT else 1)
    assert look_first(url_of(seen)) == ""


def test_changes_that_another_login_does_not_see_are_no_loss(seen):
    with seen.database.engine.connect() as connection:
        end = audit_end(connection)
        fewer = replace(end, number=end.number - 1, word="of another office's change")
        assert LastSeen(places.seen_folder()).missing(connection, fewer, url_of(seen)) == ""
    assert examine(url_of(seen)).seen == "It holds every seal that this desk has seen; the last is 1."
