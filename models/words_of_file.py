"""The functions of a connection to a file by which its triggers keep the words that people are found by."""

import json
from datetime import date
from typing import Any

_OF_PERSON = 8  # columns


def lend_words(connection: Any) -> None:
    """Let the triggers of this connection's file call them; a server has its own."""
    connection.create_function("homeward_words", _OF_PERSON, _words, deterministic=True)
    connection.create_function("homeward_near", 1, _near, deterministic=True)


def _words(*told: str | None) -> str:
    """As a list in JSON, of the columns of a person as the file has them."""
    from models.rules.people.found_by import found_by  # noqa: PLC0415  who only reads folds nothing

    given, family, preferred, address, postcode, mosaic_id, nhs_number, born = (each or "" for each in told)
    day = date.fromisoformat(born) if born else None
    return json.dumps(found_by(given, family, preferred, address, postcode, mosaic_id, nhs_number, day))


def _near(word: str) -> str:
    from models.rules.people.found_by import near  # noqa: PLC0415  the same

    return json.dumps(sorted(near(word)))
