"""The roles of a server, which all its databases of Homeward share: who owns, who migrates, who backs up, who works.

Nobody logs in as an owner. The migrator and the backup's role are made without a password: an administrator sets one.
"""

from sqlalchemy import Connection, text

from models.database_file import NotOurs

OWNER = "homeward_owner"  # of the tables and functions
AUDIT = "homeward_audit"  # of the audit, its seals and the looks, and of what writes them
DESK = "homeward_desk"  # every person's login is in it
MIGRATOR = "homeward_migrator"
BACKUP = "homeward_backup"
_MADE = {
    OWNER: "NOLOGIN",
    AUDIT: "NOLOGIN",
    DESK: "NOLOGIN",
    MIGRATOR: "LOGIN",
    BACKUP: "LOGIN BYPASSRLS",
}
# An owner ends sessions that are stuck (`homeward_clear_stuck`); the migrator is whatever the two owners are.
_IN = (("pg_read_all_stats", OWNER), ("pg_signal_backend", OWNER), (OWNER, MIGRATOR), (AUDIT, MIGRATOR))
_THERE = text("SELECT rolname FROM pg_roles WHERE rolname = ANY(:names)")
_MEMBERS = text("SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members")
_IS_ABLE = text(f"""SELECT rolsuper OR :all_there AND
  EXISTS (SELECT FROM pg_roles AS o WHERE o.rolname = '{OWNER}' AND pg_has_role(o.oid, 'MEMBER'))
FROM pg_roles WHERE rolname = current_user""")


def refuse_unable(connection: Connection) -> None:
    """Refuse whoever can't migrate here: an owner's member can, and where roles are lacking only an administrator.

    For only the server's administrator lets a role pass row security, as the backup's does.
    """
    if not connection.execute(_IS_ABLE, {"all_there": not _lacking(connection)}).scalar_one():
        raise NotOurs(
            "Your login at this server may not make or bring up a database. Let the server's administrator do it, on "
            f"Debian the login postgres; where one was made already, {MIGRATOR} can too. Nothing was changed."
        )


def make(connection: Connection) -> None:
    """Make those that the server lacks; of two databases that are made at once either may be the one that does."""
    members = {tuple(row) for row in connection.execute(_MEMBERS)}
    for each in (
        *(f"CREATE ROLE {name} {attributes}" for name, attributes in _lacking(connection).items()),
        *(f"GRANT {group} TO {member}" for group, member in _IN if (group, member) not in members),
    ):
        connection.exec_driver_sql(
            f"DO $$BEGIN {each}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$"
        )


def _lacking(connection: Connection) -> dict[str, str]:
    there = set(connection.execute(_THERE, {"names": list(_MADE)}).scalars())
    return {name: attributes for name, attributes in _MADE.items() if name not in there}
