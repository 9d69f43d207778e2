# ruff: noqa: S608  the statements are a test's own words
"""Whoever has a right in the office but is nobody of its staff today, never was or has left, reads nobody's records."""

from models.migrations.walls.rights import is_of_people
from models.schema import METADATA
from tests.attacks.attacks import DENIED, NOTHING, OWN, Attack, attack

_TOLD_NOBODY = ("key_safe_code",)  # no login reads it at all
_READ = tuple(
    name
    for name, table in METADATA.tables.items()
    if is_of_people(name) and "office_id" in table.columns and name not in {"audit_entry", *_TOLD_NOBODY}
)


def _reads(by: str) -> tuple[Attack, ...]:
    return (
        *(
            attack(f"{by} reads {name}", f'SELECT * FROM "{name}"', answer=f"{DENIED} {NOTHING}", by=by)
            for name in _READ
        ),
        attack(f"{by} counts them", "SELECT count(*) FROM person", by=by),
        attack(f"{by} copies them out", "COPY person TO STDOUT", by=by),
        attack(f"{by} reads the audit", "SELECT * FROM audit_entry", answer=NOTHING, by=by),
        attack(f"{by} asks for a key-safe code", "SELECT homeward_key_safe_code('{person}', '{old_look}')", by=by),
    )


BY_NOBODY = (*_reads("nobody"), *_reads("gone"))
THEIR_OWN = (  # and what is theirs to read they do
    attack("a reader reads", "SELECT * FROM person", answer=OWN, by="reader"),
    attack("nobody reads the office", "SELECT * FROM office", answer=OWN, by="nobody"),
    attack(
        "nobody reads whose right is whose",
        "SELECT * FROM membership WHERE login = session_user",
        answer=OWN,
        by="nobody",
    ),
    attack("gone reads the office", "SELECT * FROM office", answer=OWN, by="gone"),
)
