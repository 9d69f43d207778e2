"""The kinds of record that History can be narrowed to, as a list shows them."""

from models.rules.history.kinds import TABLES


def _title(words: str) -> str:
    bare = words.removeprefix("a ").removeprefix("an ")
    return f"{bare[0].upper()}{bare[1:]}"


KINDS = tuple(sorted(((table, _title(words)) for table, words in TABLES.items()), key=lambda each: each[1]))
