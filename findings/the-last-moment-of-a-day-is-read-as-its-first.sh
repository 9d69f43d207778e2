#!/bin/sh
# msgspec: "23:59:59.9999999", as .NET and SQL Server write the end of a day, becomes 00:00:00 of the same day.
#
# Version: msgspec 0.22.0, Python 3.11 or newer.
# Most expect: digits past Python's six are cut off, as datetime.fromisoformat does, or refused. An hour stays that hour.
# What happens: msgspec rounds, and carries. A time of day comes round to midnight, so the last moment of the day is its
#   first. A moment goes to the next day, month and year. And "9999-12-31T23:59:59.9999999Z", .NET's DateTime.MaxValue and
#   the usual "no end", is said to be invalid RFC 3339, which it isn't; with six digits it is read.
#   The pages on the supported types say nothing of rounding.
# Why it matters: seven digits are how .NET's "O" format and SQL Server's datetime2 are written out, and the end of a day is
#   where they are all nines. A shift that closes at the end of a day closes before it opens; an agreement to 31 March covers
#   1 April; a record without an end is refused for its format.
# Way round: take such fields as str and read them with fromisoformat; or a dec_hook on a type of one's own.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "msgspec==0.22.0"
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import UTC, datetime, time

import msgspec

print("msgspec", msgspec.__version__)


def read(text: str, kind: type) -> object:
    try:
        return msgspec.json.decode(f'"{text}"'.encode(), type=kind)
    except msgspec.ValidationError as refused:
        return f"ValidationError: {refused}"


TOLD = [
    ("23:59:59.999999", time, time(23, 59, 59, 999999)),
    ("23:59:59.9999999", time, time(0, 0)),
    ("2026-03-31T23:59:59.999999Z", datetime, datetime(2026, 3, 31, 23, 59, 59, 999999, UTC)),
    ("2026-03-31T23:59:59.9999999Z", datetime, datetime(2026, 4, 1, tzinfo=UTC)),
    ("9999-12-31T23:59:59.999999Z", datetime, datetime(9999, 12, 31, 23, 59, 59, 999999, UTC)),
    ("9999-12-31T23:59:59.9999999Z", datetime, "ValidationError: Invalid RFC3339 encoded datetime"),
]
for text, kind, expected in TOLD:
    got, python = read(text, kind), kind.fromisoformat(text)
    print(f"{text:29} msgspec {got!s:50} Python {python}")
    assert got == expected, "this has changed"
    assert python.replace(tzinfo=None).isoformat()[-15:] == "23:59:59.999999"
PYTHON
