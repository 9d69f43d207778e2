"""SQLAlchemy's dialect of a server's, which asks nothing when it first connects: the driver knows it already.

Its own way of finding out is four questions, each a trip; over a slow link a window's first screen waits for all.
"""

from typing import Any, Literal

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg


class FewTrips(PGDialect_psycopg):
    """By what a server said of itself when it let this desk in."""

    supports_statement_cache = True

    def _get_server_version_info(self, connection: Connection) -> tuple[int, ...]:
        release: int = _driver(connection).info.server_version
        return release // 10_000, release % 10_000

    def _get_default_schema_name(self, _connection: Connection) -> str:
        return "public"  # where all tables are

    def get_default_isolation_level(self, _connection: Any) -> Literal["READ COMMITTED"]:
        """As `models.server_links` has each connection begin with."""
        return "READ COMMITTED"

    def _set_backslash_escapes(self, connection: Connection) -> None:
        self._backslash_escapes = _driver(connection).info.parameter_status("standard_conforming_strings") == "off"


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
