"""What comes from outside is read by one process only, which is made for it: app.exchange.files.child."""

import pytest

from tests.architecture.imported import imports, inside, modules

# What parses a file from outside: who may import it.
READS = {
    "app.exchange.files.parse": {"app.exchange.files.child"},
    "app.exchange.files.workbook": {"app.exchange.files.child", "app.exchange.files.parse"},
    "python_calamine": {"app.exchange.files.workbook"},
    "app.exchange.files.sheet_marks": {"app.exchange.files.workbook", "app.exchange.files.hidden"},  # its marks' class
    "app.exchange.files.looks": {"app.exchange.files.sheet_marks", "app.exchange.files.workbook"},
    "app.exchange.files.sheet_notes": {"app.exchange.files.workbook"},
    "app.exchange.files.workbook_parts": {
        *("app.exchange.files.workbook", "app.exchange.files.sheet_marks", "app.exchange.files.sheet_notes"),
    },
    "lxml": {
        *(f"app.exchange.files.{each}" for each in ("looks", "sheet_marks", "sheet_notes", "workbook_parts")),
        "reports.tracker.patch.elements",  # proves what we wrote ourselves: small parts of a workbook that was guarded
    },
    "app.exchange.agreement.scan_check": {"app.exchange.files.child"},
    "PIL": {"app.exchange.agreement.scan_check"},
}
AT_A_START = {"app.__main__"}  # where the process of an installed program begins


def read_elsewhere(module, source):
    """What a module imports of that and may not."""
    wishes = {each.name for each in imports(source)}
    return sorted(
        reads
        for reads, may in READS.items()
        for wish in wishes
        if inside(wish, {reads}) and module not in may | {reads}
    )


def test_no_door_of_a_user_parses_a_file_in_the_process_of_the_program():
    found = {module: read_elsewhere(module, path.read_text(encoding="utf-8")) for module, path in modules()}
    assert {module: names for module, names in found.items() if names} == {}


def test_the_process_that_reads_is_begun_by_its_reader_alone():
    child = "app.exchange.files.child"
    begun = {
        module for module, path in modules() for each in imports(path.read_text("utf-8")) if inside(each.name, {child})
    }
    assert begun <= AT_A_START


@pytest.mark.parametrize(
    "source",
    [
        "from app.exchange.files.parse import parsed",
        "def late():\n    from app.exchange.files.workbook import read_workbook",
        "import python_calamine",
        "from lxml import etree",
        "from app.exchange.files.sheet_notes import notes_of",
    ],
)
def test_a_planted_reader_is_found(source):
    assert len(read_elsewhere("app.commands.imports", source)) == 1
