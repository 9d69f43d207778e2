"""What the administrator's guide tells of a server is typed here as it stands there, on a fresh server."""

import functools
import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import make_url

import resources
from app import cli
from tests.throwaway_postgres import ThrowawayPostgres, programs_folders

README = Path(__file__).parents[3] / "app" / "README.md"
TYPED = "three words together"
FIRST, SECOND = "Dales", "Moors"
openssl = shutil.which("openssl")


def blocks():
    """What is to be typed or written, of each block of the section."""
    section = README.read_text(encoding="utf-8").partition("## A shared office on a server\n")[2].partition("\n## ")[0]
    return [each.strip().splitlines() for each in section.split("```")[1::2]]


def office_of(name):
    """An office with two people, whose NHS numbers are nobody's: a real database takes no invented one."""
    told = json.loads(resources.read_text("demonstration/office.json")) | {"office": name}
    people = [each | {"nhs_number": ""} for each in told["people_in_service"][:2]]
    return told | {"people_in_service": people, "people_before": [], "long_term_reviews": []}


class Administrator:
    """Types a line in a folder of their own; each question is answered by the same password."""

    def __init__(self, server, folder):
        self.server, self.at = server, server.url("homeward")
        told, programs = make_url(self.at), str(next(programs_folders()))
        self.env = os.environ | {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PGHOST": told.host,
            "PGPORT": str(told.port),
            "PGUSER": told.username,
            "PGPASSWORD": told.password,
            "PGDATABASE": "postgres",
        }
        for name, office in (("office.json", FIRST), ("second.json", SECOND)):
            (folder / name).write_text(json.dumps(office_of(office)), encoding="utf-8")

    def type(self, line):
        """What it says; a line that fails is told with what it said."""
        words = [word.replace("$AT", self.at) for word in shlex.split(line)]
        if words[0] == "homeward":
            answer = CliRunner().invoke(cli.homeward, words[1:], input=f"{TYPED}\n", catch_exceptions=False)
            code, said = answer.exit_code, answer.output
        else:
            done = subprocess.run(
                words,
                env=self.env,
                input=f"{TYPED}\n" * 2,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                start_new_session=True,  # nobody's terminal is asked for the password
            )
            code, said = done.returncode, done.stdout
        assert code == 0, (line, said)
        return said

    def rows(self, statement, database="homeward"):
        with self.server.connect(database) as connection:
            return connection.execute(statement).fetchall()


@pytest.fixture
def administrator(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if openssl is None or shutil.which("psql", path=next(programs_folders())) is None:
        pytest.skip("the programs openssl and psql aren't here")
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "key", "-out", "crt")
    subprocess.run([openssl, *made], check=True, cwd=tmp_path, capture_output=True)
    server = ThrowawayPostgres()
    server.encrypt((tmp_path / "crt").read_bytes(), (tmp_path / "key").read_bytes())
    yield Administrator(server, tmp_path)
    server.close()


def test_ten_minutes_and_what_comes_later(administrator, tmp_path):
    first, may_come, daily, later = blocks()
    here = {"/etc/ssl/certs/homeward.crt": "server.crt", "/etc/ssl/private/homeward.key": "server.key"}
    assert first[0].startswith("AT=")
    for line in first[1:]:
        said = administrator.type(functools.reduce(lambda told, there: told.replace(*there), here.items(), line))
    assert "The database is whole" in said
    for line in may_come:
        administrator.server.let_in(line.replace("10.20.0.0/16", "127.0.0.1/32"))
    assert administrator.rows("SELECT error FROM pg_hba_file_rules WHERE error IS NOT NULL") == []
    told = make_url(administrator.at)

    def joined(login="priya.raman", **words):
        words = {"host": told.host, "port": told.port, "password": TYPED, "dbname": told.database} | words
        return psycopg.connect(user=login, autocommit=True, **words)

    with joined() as desk:
        asked = "SELECT ssl, (SELECT count(*) FROM person) FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert desk.execute(asked).fetchone() == (True, 2)

    (tmp_path / "backups").mkdir()
    command = daily[-1].split(maxsplit=6)[-1].replace("/srv/homeward-backups", str(tmp_path / "backups"))
    assert "restored into a scratch copy" in administrator.type(command)

    leaver = joined("tom.hallam")
    said = [administrator.type(line) for line in later]
    with pytest.raises(psycopg.OperationalError):
        leaver.execute("SELECT 1")
    assert "disabled" in said[0]
    assert "2 people in service" in said[2]
    assert "disabled" in said[3]
    assert "Nothing is wrong." in said[-1]
    assert f"restored and compared: {tmp_path / 'backups'}" in said[-1]
    with joined() as desk:
        assert desk.execute("SELECT name FROM office").fetchall() == [(FIRST,)]
        assert desk.execute("SELECT count(*) FROM person").fetchone() == (2,)
    assert administrator.rows("SELECT count(*) FROM person") == [(4,)]
