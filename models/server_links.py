"""How a connection to a server is made: encrypted, to the right server, with a secret that stays here, and with limits.

All of it is set here and not taken from an address: libpq's own choice, and an address that asks for less, log into
whoever answers. Source: PostgreSQL, *libpq: SSL Support*, *Connection Strings*.
"""

import os
import re
import ssl
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from sqlalchemy import URL
from sqlalchemy.dialects import registry

from models.revision import NEWEST, PROGRAM

CONNECT_S = 5  # for a server that doesn't answer at all
LOCK_MS = 20_000  # how long a deed waits for another desk's
STATEMENT_MS = 60_000  # and how long one statement may take, of a question too
ERRAND_MS = 600_000  # of an errand that compares a whole database, which an administrator waits for
GONE_MS = 120_000  # after which the server lets go of what a desk that is silent holds

_ALIVE = {  # seconds, and milliseconds last: a link on which nothing comes back is given up before 8 s are over
    "keepalives": 1,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 7_000,
}
_ISOLATED = ("default_transaction_isolation", r"read\ committed")  # whatever the server's own settings say
# As SQLAlchemy reads one of several hosts; an address of colons alone has no port here.
_WITH_PORT = re.compile(r"^(?P<host>[a-zA-Z0-9.\-]+):\d*$")
_FOUND = "system"  # as libpq calls what the machine trusts
_SECRET = "scram-sha-256"  # noqa: S105  how a password is proved, not one


def link_options(url: URL, *, statement_ms: int = STATEMENT_MS) -> dict[str, Any]:
    """What the driver is handed beside the address, whose own words count for none of this.

    `statement_ms`: how long the server works on one statement. Only a server on this machine may go without
    encryption: nothing of it leaves the machine, and whoever could listen here could read the desk itself.
    """
    _ask_little()
    limits = {
        "statement_timeout": statement_ms,
        "lock_timeout": LOCK_MS,
        "idle_in_transaction_session_timeout": GONE_MS,
    }
    options: dict[str, Any] = {
        "connect_timeout": CONNECT_S,
        **_ALIVE,
        "application_name": f"{PROGRAM} {NEWEST}",  # nobody's name: a server's log is read by others
        "options": " ".join(f"-c {name}={most}" for name, most in (*limits.items(), _ISOLATED)),
        "gssencmode": "disable",  # it would take the place of TLS, and of what TLS checks
    }
    if all(map(_is_socket, _hosts(url))):
        return options  # the system itself says who is at the other end
    options["require_auth"] = _SECRET
    if not is_this_machine(url):
        options |= {"sslmode": "verify-full", "sslrootcert": _roots(url)}
    return options


def _ask_little() -> None:
    """Every engine of a server's that is made from now on asks nothing of its own."""
    from models.server_dialect import FewTrips  # noqa: PLC0415  a desk with a file needs no driver of a server's

    registry.register("postgresql.psycopg", FewTrips.__module__, FewTrips.__name__)


def is_this_machine(url: URL) -> bool:
    """Whether an address can only mean a server on this machine."""
    return all(_is_socket(host) or _is_loopback(host) for host in _hosts(url))


def _hosts(url: URL) -> tuple[str, ...]:
    """Every name and address that the driver may connect to, the environment's too; empty is this machine's socket."""
    named = (url.host or "", *url.normalized_query.get("host", ()), *url.normalized_query.get("hostaddr", ()))
    told = [_WITH_PORT.sub(r"\g<host>", each) for name in named for each in name.split(",") if each]
    asked = () if told else ("PGHOST", "PGSERVICE")
    told += [each for name in (*asked, "PGHOSTADDR") for each in os.environ.get(name, "").split(",") if each]
    return (*told, *url.normalized_query.get("service", ()))


def _is_socket(host: str) -> bool:
    return host.startswith(("/", "@"))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _roots(url: URL) -> str:
    """The file of the authorities that are trusted: the one that was given, else what this machine trusts.

    The driver brings a library of its own, which looks for the machine's in a folder that isn't there.
    """
    given = url.normalized_query.get("sslrootcert") or tuple(filter(None, [os.environ.get("PGSSLROOTCERT")]))
    machines = ssl.get_default_verify_paths().cafile
    return given[-1] if given else str(Path(machines)) if machines else _FOUND
