"""Of everybody in a database the words by which they are found, as a statement: to fill them in, and to compare."""

from sqlalchemy import Connection

from models.migrations.found_by_words.on_server import OF_PERSON

_OF_P = ", ".join(f"p.{column}" for column in OF_PERSON)


def words_of_all(connection: Connection) -> str:
    """Selects office, what is kept of each word, and person."""
    if connection.dialect.name == "postgresql":
        return f"SELECT p.office_id, each, p.id FROM person AS p, unnest(public.homeward_words({_OF_P})) AS each"
    return f"SELECT p.office_id, each.value, p.id FROM person AS p, json_each(homeward_words({_OF_P})) AS each"


def near_words_of_all(connection: Connection) -> str:
    """Selects office, what a word is found by where it was mistyped, the word, and one of those who have it.

    Of the words that are kept of people.
    """
    if connection.dialect.name == "postgresql":
        word, near = "split_part(found_by, ' ', 1)", "unnest(public.homeward_near(word)) AS near"
        return (
            f"SELECT office_id, near, word, person_id FROM (SELECT DISTINCT ON (office_id, {word}) office_id, "
            f"{word} AS word, person_id FROM person_word) AS found, {near}"
        )
    word = "substr(found_by, 1, instr(found_by, ' ') - 1)"
    return (
        f"SELECT office_id, each.value AS near, word, person_id FROM (SELECT office_id, {word} AS word, min(person_id) "
        "AS person_id FROM person_word GROUP BY office_id, word) AS found, json_each(homeward_near(word)) AS each"
    )
