"""The office file is documented as it is read: each field, which are needed, and an example that is loaded."""

import ast
import copy
import json
import re

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.door.work import in_words
from app.setup import office_file, referrals_waiting
from app.setup.entries import FIELDS
from models.database import Database
from models.people import Office
from tests.architecture.imported import ROOT

FOLDER = ROOT / "app" / "setup"
TEXT = (FOLDER / "README.md").read_text(encoding="utf-8")
EXAMPLE = json.loads(TEXT.partition("```json\n")[2].partition("```")[0])
READERS = ("office_file", "care_at_home", "people_in_service", "people_before", "reviews_held", "referrals_waiting")
ASKING = {"get": 0, "_day": 1, "_minutes": 1, "_member": 2}  # which of its words is the field
OF_RESOURCES = {"items", "example", "purpose"}  # of the start checklist and the goal examples, which are read there too


def documented():
    """Each part with its fields, and whether each is needed."""
    found = {}
    for section in TEXT.split("\n### ")[1:]:
        name, _, table = section.partition("\n")
        rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| `")]
        found[name] = {field: row[1] == "yes" for row in rows for field in re.findall(r"`(\w+)`", row[0])}
    return found


def read_by(source):
    """The names of the fields that a module asks of what it was told."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            yield node.slice.value
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ASKING and len(node.args) > ASKING[name]:
                yield getattr(node.args[ASKING[name]], "value", "")


def without(told, part, name):
    """The example without this field of the first entry of the part."""
    told = copy.deepcopy(told)
    person = told["people_in_service"][0]
    entry = {"office": told, "interim": person["interim"], "visits": person["visits"][0], "goals": person["goals"][0]}
    del (entry[part] if part in entry else told[part][0])[name]
    return told


@pytest.fixture
def load(migrated_sqlite_url, clock, tmp_path):
    database = Database(migrated_sqlite_url, clock.now, by="test")
    office_file.create(database, is_test=False, moment=clock.now(), by="test")

    def from_what(told):
        file = tmp_path / "office.json"
        file.write_text(json.dumps(told), encoding="utf-8")
        with in_words(), database.writing() as session:
            loaded = office_file.load_office(session, file)
            names = session.scalars(select(Office.name)).all()
        return loaded, names

    yield from_what
    database.close()


def test_every_field_that_is_read_is_documented_and_none_besides():
    assert {part: set(fields) for part, fields in documented().items()} == FIELDS


def test_the_list_of_fields_is_what_the_code_asks_for():
    sources = [(FOLDER / f"{reader}.py").read_text(encoding="utf-8") for reader in READERS]
    asked = {name for source in sources for name in read_by(source) if isinstance(name, str) and name}
    asked |= {*referrals_waiting._CHOICES, *referrals_waiting._TEXTS}
    assert asked - OF_RESOURCES == {name for fields in FIELDS.values() for name in fields}


def test_the_example_is_loaded_into_a_real_database_and_nothing_of_it_is_left_out(load):
    loaded, names = load(EXAMPLE)
    assert (loaded.people, loaded.left_out, names) == (1, (), [EXAMPLE["office"]])


def test_what_is_said_to_be_needed_is_refused_without_and_what_isnt_is_not(load):
    parts = ("office", "teams", "staff", "rates", "people_in_service", "visits", "goals", "interim")
    for part in parts:
        for name, needed in documented()[part].items():
            if needed:
                with pytest.raises(Refused):
                    load(without(EXAMPLE, part, name))
    told = without(without(EXAMPLE, "people_in_service", "funding"), "office", "rates")
    assert load(told)[0].people == 1
