"""A desk connects to the right server, encrypted, or not at all; and nothing it asks a server waits for ever."""

import shutil
import subprocess

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text

from app.door.errors import Unavailable
from app.door.work import in_words
from models.database import Database
from models.looking import look
from models.revision import NEWEST
from models.server_links import ERRAND_MS, STATEMENT_MS, link_options
from models.server_trips import ServerTrips
from tests.throwaway_postgres import ThrowawayPostgres
from tests.wire import Wire

HOST = "homeward.test"
openssl = shutil.which("openssl")


# --- What is asked of a connection --------------------------------------------------------------------------------

LESS = (
    "sslmode=disable&require_auth=none&gssencmode=prefer&connect_timeout=0&keepalives=0&options=-c statement_timeout=0"
)


def driven(url):
    """What the driver is handed in the end."""
    url = make_url(url)
    return create_engine(url, connect_args=link_options(url)).dialect.create_connect_args(url)[1] | link_options(url)


@pytest.mark.parametrize("less", ["", LESS])
def test_whatever_the_address_says_a_server_elsewhere_is_checked_and_nothing_waits_for_ever(less):
    told = driven(f"postgresql+psycopg://jean@{HOST}/homeward?{less}")
    assert (told["sslmode"], told["require_auth"], told["gssencmode"]) == ("verify-full", "scram-sha-256", "disable")
    assert told["connect_timeout"] > 0
    assert told["keepalives"] == 1
    assert f"statement_timeout={STATEMENT_MS}" in told["options"]


def test_a_link_on_which_nothing_comes_back_is_given_up_before_eight_seconds_are_over():
    told = driven("postgresql+psycopg://jean@localhost/homeward")
    assert told["keepalives_idle"] + told["keepalives_interval"] * told["keepalives_count"] < 8
    assert told["tcp_user_timeout"] < 8_000


@pytest.mark.parametrize(
    "address",
    [
        "jean@127.0.0.1/homeward",
        "jean@127.9.9.9/homeward",
        "jean@[::1]/homeward",
        "jean@localhost/homeward",
    ],
)
def test_only_a_server_on_this_machine_may_go_without_encryption(address):
    told = driven(f"postgresql+psycopg://{address}?sslmode=disable")
    assert (told["sslmode"], told["require_auth"]) == ("disable", "scram-sha-256")


@pytest.mark.parametrize(
    "address",
    [
        "jean@127.0.0.1.evil.test/homeward",
        "jean@localhost.evil.test/homeward",
        "jean@10.0.0.1/homeward",
        "jean@localhost/homeward?hostaddr=10.0.0.1",
        "jean@/homeward?host=127.0.0.1&host=db.test",
        "jean@/homeward?host=localhost,db.test",
        "jean@/homeward?host=localhost:5433&host=db.test:5433",
        "jean@/homeward?host=db.test:5433",
        "jean@/homeward?service=office",
    ],
)
def test_what_only_looks_like_this_machine_is_checked(address):
    assert driven(f"postgresql+psycopg://{address}")["sslmode"] == "verify-full"


@pytest.mark.parametrize("hosts", ["host=localhost:5433", "host=127.0.0.1:5433&host=localhost:5434"])
def test_a_host_is_told_with_its_port_too(hosts):
    assert "sslmode" not in driven(f"postgresql+psycopg://jean@/homeward?{hosts}")


@pytest.mark.parametrize("name", ["PGHOST", "PGHOSTADDR", "PGSERVICE"])
def test_what_the_environment_names_is_checked_too(name, monkeypatch):
    assert "sslmode" not in driven("postgresql+psycopg:///homeward")
    monkeypatch.setenv(name, "10.0.0.1")
    assert driven("postgresql+psycopg:///homeward")["sslmode"] == "verify-full"


def test_a_socket_of_this_machine_goes_by_the_systems_own_accounts():
    assert "require_auth" not in driven("postgresql+psycopg://postgres@/homeward?host=/var/run/postgresql")


def test_the_roots_are_those_given_else_those_of_the_machine(monkeypatch):
    monkeypatch.delenv("PGSSLROOTCERT", raising=False)
    address = f"postgresql+psycopg://jean@{HOST}/homeward"
    machines = driven(address)["sslrootcert"]
    assert machines
    monkeypatch.setenv("PGSSLROOTCERT", "/of/this/machine.crt")
    assert driven(address)["sslrootcert"] == "/of/this/machine.crt"
    assert driven(f"{address}?sslrootcert=/of/the/council.crt")["sslrootcert"] == "/of/the/council.crt"


# --- A server with a certificate ----------------------------------------------------------------------------------


def asked(*words, folder):
    subprocess.run([openssl, *words], check=True, cwd=folder, capture_output=True)


def certificate(folder, name, *, host, signed_by=None):
    """A certificate and its key, by its own authority or by another one."""
    named = ("-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}", "-days", "2")
    by = ("-CA", f"{signed_by}.crt", "-CAkey", f"{signed_by}.key") if signed_by else ()
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key")
    asked("req", "-x509", *key, "-out", f"{name}.crt", *named, *by, folder=folder)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificates")
    certificate(folder, "council", host="Council")
    certificate(folder, "server", host=HOST, signed_by="council")
    certificate(folder, "stranger", host=HOST)
    return folder


@pytest.fixture(scope="module")
def encrypted():
    if openssl is None:
        pytest.skip("the program openssl isn't here")
    server = ThrowawayPostgres()
    with server.connect() as connection:
        connection.execute("CREATE ROLE plain LOGIN PASSWORD 'plain'")
        connection.execute("CREATE ROLE anybody LOGIN")
    server.let_in("hostssl all plain 127.0.0.1/32 password")
    server.let_in("hostssl all anybody 127.0.0.1/32 trust")
    yield server
    server.close()


@pytest.fixture
def joined(encrypted, certificates):
    """A function that connects as a desk does; the server is found under `host`, and shows the certificate `shows`."""

    def connected(*, host=HOST, shows="server", trusts="council", **login):
        encrypted.encrypt(*((certificates / f"{shows}.{part}").read_bytes() for part in ("crt", "key")))
        url = make_url(encrypted.url()).set(host=host, **login)
        url = url.update_query_dict({"hostaddr": "127.0.0.1", "sslrootcert": str(certificates / f"{trusts}.crt")})
        database = Database(url.update_query_dict({"sslmode": "disable"}), lambda: None)
        try:
            with in_words(), database.reading() as session:
                return session.execute(
                    text(
                        "SELECT ssl, application_name FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) "
                        "WHERE pid = pg_backend_pid()"
                    )
                ).one()
        finally:
            database.close()

    return connected


def test_the_right_server_is_talked_to_encrypted(joined):
    assert joined() == (True, f"homeward {NEWEST}")


def test_a_server_of_another_name_is_refused(joined):
    with pytest.raises(Unavailable, match=f"is for “{HOST}”, not for “elsewhere"):
        joined(host="elsewhere.test")


def test_a_server_that_vouches_for_itself_is_refused(joined):
    with pytest.raises(Unavailable, match="isn't one that this desk trusts"):
        joined(shows="stranger")


@pytest.mark.parametrize(
    "login", [{"username": "plain", "password": "plain"}, {"username": "anybody", "password": None}]
)
def test_a_server_that_wants_the_password_itself_or_none_is_refused(joined, login):
    with pytest.raises(Unavailable, match="doesn't prove that it knows the password"):
        joined(**login)


def test_a_missing_list_of_authorities_is_said(joined):
    with pytest.raises(Unavailable, match="no list of the authorities"):
        joined(trusts="nowhere")


# --- Limits -------------------------------------------------------------------------------------------------------


def test_a_question_ends_by_itself_and_an_errand_has_longer(postgres):
    limit = text("SELECT setting::int FROM pg_settings WHERE name = 'statement_timeout'")
    database = Database(postgres.url(), lambda: None)
    with database.reading() as session:
        assert session.scalar(limit) == STATEMENT_MS
    database.close()
    assert look(postgres.url(), lambda connection: connection.scalar(limit)) == ERRAND_MS


def test_a_server_that_says_nothing_is_left_by_the_desks_own_clock(postgres):
    wire = Wire(postgres.url())
    seconds = iter(range(1_000))
    url = make_url(wire.url)
    driver = ServerTrips.of(**create_engine(url).dialect.create_connect_args(url)[1])
    driver.clock = lambda: float(next(seconds))
    driver.silent_s = 5.0
    driver.execute("SELECT 1")
    wire.hold()
    with pytest.raises(psycopg.OperationalError, match="says nothing"):
        driver.execute("SELECT 1")
    assert driver.closed
    wire.close()
