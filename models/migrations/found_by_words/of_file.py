"""What keeps the words of people in a file: triggers that call functions of the connection, as those of the stamps do.

So another program can't write somebody without them.
"""

from models.migrations.found_by_words.on_server import OF_PERSON
from models.rules.people.found_by import NEAR_SIGNS

_KNOWN = (
    "SELECT 1 FROM near_word AS known WHERE known.office_id = NEW.office_id "
    f"AND known.near = substr(found.word, 1, {NEAR_SIGNS}) AND known.word = found.word"
)


def triggers_of_file() -> tuple[str, str]:
    """Of a new person and of a changed one."""
    changed = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in OF_PERSON)
    return (
        f'CREATE TRIGGER "person_w_found" AFTER INSERT ON "person" BEGIN {_kept()}END',
        (
            f'CREATE TRIGGER "person_w_found_anew" AFTER UPDATE OF {", ".join(OF_PERSON)} ON "person" '
            f"WHEN {changed} BEGIN "
            "DELETE FROM person_word WHERE office_id = OLD.office_id AND person_id = OLD.id "
            f"AND found_by IN (SELECT value FROM json_each({_words('OLD')})); {_kept()}END"
        ),
    )


def _kept() -> str:
    return (
        "INSERT OR IGNORE INTO person_word (office_id, found_by, person_id) "
        f"SELECT NEW.office_id, value, NEW.id FROM json_each({_words('NEW')}); "
        "INSERT INTO near_word (office_id, near, word, person_id) SELECT NEW.office_id, near.value, word, NEW.id "
        "FROM (SELECT DISTINCT substr(value, 1, instr(value, ' ') - 1) AS word "
        f"FROM json_each({_words('NEW')})) AS found, json_each(homeward_near(word)) AS near "
        f"WHERE NOT EXISTS ({_KNOWN}); "
    )


def _words(row: str) -> str:
    return f"homeward_words({', '.join(f'{row}.{column}' for column in OF_PERSON)})"
