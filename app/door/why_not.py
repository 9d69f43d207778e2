"""Why a database can't be used just now, in one sentence that is true and says what helps: it differs by the cause.

A server says why it refuses a connection in words only, English ones where its messages are; what isn't known here is
passed on as it was said. A database's words name no person.
"""

import re

from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from models.command_line import command
from models.file_driver import (
    BROKEN_DRIVE,
    BUSY,
    CANT_OPEN,
    CORRUPT,
    FULL,
    LOCKED,
    NO_DATABASE,
    NO_RIGHT,
    READ_ONLY,
    code_of,
)
from models.revision import BROUGHT_UP, BROUGHT_UP_STATE
from models.vocabulary.access import ITS_DECIDER, LIKE_THEM, LOOK, ONESELF, OTHER_OFFICE, SOMEBODY, Right

_FILE = {
    BUSY: "Another desk or program is writing to the database at this moment. Nothing was stored; try "
    "again in a few seconds.",
    LOCKED: "Another part of this program is writing to the database at this moment. Nothing was "
    "stored; try again in a few seconds.",
    FULL: "The disk that holds the database is full. Nothing was stored; free space on it, then do it again.",
    READ_ONLY: "This account may read the database file but not write to it. Nothing was stored; ask "
    "whoever looks after this machine for the right to write to the file and its folder.",
    NO_RIGHT: "This account may not use the database file. Ask whoever looks after this machine.",
    CANT_OPEN: "The database file can't be opened: its folder is gone, its drive isn't connected, or "
    "this account may not open it.",
    BROKEN_DRIVE: "The drive that holds the database reports an error. Nothing was stored; check that the "
    "drive is connected and sound before you go on.",
}
_NO_TEXT = "Could not decode to UTF-8"  # as the driver says of text that is none any more, without a code
_DAMAGED = {CORRUPT, NO_DATABASE}
_STATES = {
    "53100": "The disk of the database server is full. Nothing was stored; whoever looks after the server has to free "
    "space.",
    "53300": "The database server has as many connections as it takes. Nothing was stored; try again when another desk "
    "has closed Homeward, or ask whoever looks after the server.",
    "57014": "The server took too long over this, so it was stopped. Nothing was saved; try again.",
    "55P03": "Another desk is storing what this needs, and isn't done yet. Nothing was saved; try again shortly.",
    "25006": "This database server only lets people read at the moment. Nothing was stored; ask whoever looks "
    "after it.",
    BROUGHT_UP_STATE: BROUGHT_UP,
    "57P01": "The database server is being stopped; try again when it is back.",
    "57P02": "The database server broke off and starts again; try again in a minute.",
    "57P03": "The database server is starting or stopping; try again in a minute.",
}
_NOT_ALLOWED = "42501"
_RIGHTS = frozenset(each.value for each in Right)
_KEY_SAFE = "key_safe"  # the one right that is none of those
_LACKING = {
    ITS_DECIDER: "The server takes this decision only with the name of somebody who decides it and is on the staff "
    "that day (a DSO, or of an ongoing need or changed interim hours an SW or CCW), not typed in at a scheduler's "
    "seat. Nothing was saved; look who is named, and at Office, Staff for what they are today.",
    LIKE_THEM: "That office has somebody with the same NHS number or reference whose other particulars differ, or who "
    "is reported to have died: it may be somebody else, so nobody was taken there. Nothing was saved; let both offices "
    "compare NHS number, reference and birth date, and correct the one that is wrong.",
    LOOK: "The server takes a look only as of this moment, and tells a code for a look of your own that was noted "
    "within the last minute. Nothing was told; ask for it again, and look at this machine's clock.",
    ONESELF: "The server knows your login as somebody else of the staff than this desk does, and takes what is done "
    "only in one's own name. Nothing was saved; close Homeward and start it again, and ask whoever gives the logins "
    "if it still says so.",
    OTHER_OFFICE: "The server takes nobody to that team's office by your login: that takes the right “dso” in both "
    "offices, to be of their staff, and a person who isn't in service here. Nothing was saved.",
}
_OTHER_NAME = (
    "The database server's certificate is for “{named}”, not for “{wanted}”, so nothing was sent to it. Check the "
    "server's name in the address; if it is right, ask whoever looks after the server before you go on."
)
_IMPOSTOR = (
    "The database server's certificate isn't one that this desk trusts, so nothing was sent to it. Check the server's "
    "name in the address, and ask whoever looks after the server before you go on, or for the file of the authority "
    "that vouches for it."
)
_NO_LIST = (
    "This desk has no list of the authorities that it trusts, so the server's certificate can't be checked and nothing "
    "was sent to it. Ask whoever looks after the server for the file of its authority."
)
_NO_PROOF = (
    "The database server doesn't prove that it knows the password of this login (SCRAM), so it wasn't told it. Ask "
    "whoever looks after the server."
)
_UNKNOWN = re.compile(r'invalid connection option "(?P<what>[^"]*)"')  # as the driver says it, before it connects
_NO_SUCH_OPTION = (
    "The database's address has an option “{what}”, which no connection to a server has. Check what stands after the "
    "question mark in the address, or leave it out."
)
_NOBODY = (
    "At {host}, port {port}, no database server answers: it isn't running, or the port is another. Check the port in "
    "the address, and ask whoever looks after the server."
)
_CUT = "The connection to the database server was lost. Check the network; try again when it is back."
# What a server or the network says while a connection is made: no state comes with it.
_REFUSED = (
    (r"password authentication failed for user \"(?P<who>[^\"]*)\"",
     "The database server doesn't accept the password of the login “{who}”. Check the login and its password."),
    (r"no password supplied",
     "The database server asks for a password, and none was given."),
    (r"database \"(?P<what>[^\"]*)\" does not exist",
     "The database server has no database “{what}”. Check its name in the address."),
    (r"role \"(?P<who>[^\"]*)\" is not permitted",
     "The login “{who}” is disabled on the database server. Ask whoever gives the logins."),
    (r"role \"(?P<who>[^\"]*)\" does not exist",
     "The database server knows no login “{who}”. Check the login in the address."),
    (r"permission denied for database \"(?P<what>[^\"]*)\"",
     "This login has no right to the database “{what}”. Ask whoever gives the logins for it."),
    (r"no pg_hba\.conf entry|pg_hba\.conf rejects",
     "The database server lets nobody in from this desk with this login. Ask whoever looks after the server."),
    (r"does not support SSL",
     "The database server offers no encrypted connection, so nothing was sent to it. Ask whoever looks after it."),
    (r"certificate for \"(?P<named>[^\"]*)\".* does not match host name \"(?P<wanted>[^\"]*)\"", _OTHER_NAME),
    (r"root certificate file", _NO_LIST),
    (r"authentication method requirement", _NO_PROOF),
    (r"certificate|SSL|TLS",
     _IMPOSTOR),
    (r"too many (clients|connections)|remaining connection slots", _STATES["53300"]),
    (r"starting up|shutting down|in recovery mode", _STATES["57P03"]),
    (r"resolve host|translate host name|Name or service not known|getaddrinfo",
     "No computer of the name “{host}” is found. Check the server's name in the address, and the network."),
    (r"[Cc]onnection refused",
     _NOBODY),
    (r"closed the connection unexpectedly|connection is closed|connection is lost", _CUT),
    (r"timeout expired|timed out",
     "The database server at {host} doesn't answer. Check the network; try again when it is back."),
    (r"No route to host|unreachable",
     "The database server at {host} can't be reached from here. Check the network; try again when it is back."),
)  # fmt: skip


def why_not(error: DBAPIError) -> str:
    """What to say of it; nothing where it is a mistake of the program's own."""
    code = code_of(error.orig)
    if _NO_TEXT in str(error.orig):
        return _damaged()
    if code:
        return _damaged() if code in _DAMAGED else _FILE.get(code, "")
    state = getattr(error.orig, "sqlstate", None) or ""
    if state in _STATES:
        return _STATES[state]
    if error.connection_invalidated or state.startswith("08"):
        return _CUT
    if not state and isinstance(error, ProgrammingError):
        unknown = _UNKNOWN.search(str(error.orig))
        return _NO_SUCH_OPTION.format_map(unknown.groupdict()) if unknown else ""
    if not isinstance(error, OperationalError):
        return ""
    said = str(error.orig)
    return _as_said(said) if state else _refusal(said)


def right_lacking(error: DBAPIError) -> str:
    """What to say where a server lets only a higher right write: its walls tell the least one as a hint."""
    needed = getattr(getattr(error.orig, "diag", None), "message_hint", None)
    if getattr(error.orig, "sqlstate", None) != _NOT_ALLOWED:
        return ""
    if needed == SOMEBODY:
        return nobody_in_words()
    if needed == _KEY_SAFE:
        return (
            "Your login may neither see nor set key-safe codes in this office. Nothing was told or saved; ask whoever "
            "gives the logins for that right, or somebody who has it."
        )
    if needed not in _RIGHTS:
        return _LACKING.get(needed or "", "")
    return (
        f"Your login may not record this: that takes at least the right “{needed}” in this office. Nothing was saved; "
        "ask whoever gives the logins for it, or let somebody record this who has it."
    )


def nobody_in_words(login: str = "") -> str:
    """What to say to a login of an office that is nobody of its staff today, or was given to nobody of it."""
    yours = f"Your login “{login}”" if login else "Your login"
    how = command(f"user right {login or 'LOGIN'} RIGHT --because WHY --as NAME --database URL")
    return (
        f"{yours} isn't tied to anybody who is on this office's staff today, so nothing of its people is shown or "
        f"recorded by it: looks and deeds carry a name. Whoever gives the logins ties it with: {how}"
    )


def _damaged() -> str:
    return (
        "The database file is damaged, so nothing was stored. Close Homeward on every desk that uses it, then look at "
        f"it with: {command('database check')}"
    )


def _refusal(said: str) -> str:
    where = re.search(r'server at "(?P<host>[^"]*)".*?port (?P<port>\d+)', said)
    named = re.search(r"host (name )?[\'\"](?P<host>[^\'\"]+)", said)
    told = {"host": "this address", "port": "as given"}
    for each in (named, where):
        told |= each.groupdict() if each else {}
    for sign, sentence in _REFUSED:
        found = re.search(sign, said)
        if found:
            return sentence.format_map(told | found.groupdict())
    return _as_said(said)


def _as_said(said: str) -> str:
    return f"The database server refused: “{' '.join(said.split())}”. Show this to whoever looks after the server."
