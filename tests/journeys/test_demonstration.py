"""The main job, as somebody at a terminal runs it: real files in, one whole journey, papers and pictures out."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from app.door.clock import FixedClock
from app.door.work import Work
from app.queries.figures.figures import figures
from models.database import Database, sqlite_url
from models.due import NOBODY
from tests.queries.figures.recomputed import as_counted, recomputed

ROOT = Path(__file__).parents[2]
TABS = ("today", "referrals", "plans", "goals", "transfer", "closure", "meetings", "figures")
PAPERS = ("agreement.pdf", "agreement-large-print.pdf", "service-plan.pdf", "subject-access.pdf", "tracker.xlsx")
pytestmark = pytest.mark.timeout(600)  # the whole demonstration is played before the first of them
OF_TABS = {f"{tab}-{scheme}.png": (1280, 720) for tab in TABS for scheme in ("light", "dark")}
OF_GUIDES = {f"{name}-light.png": (1280, 720) for name in ("capacity", "week")}
OF_PAGES = {f"{name}-light.png": (1120, 660) for name in ("tracker", "history", "subject_access", "retention")}
PICTURES = OF_TABS | OF_GUIDES | OF_PAGES


def demonstrate(folder: Path, *words: str) -> str:
    """Run it in a process of its own and give what it printed; any complaint of Qt or Python fails it."""
    told = {"PYTHONUTF8": "1", "PYTHONFAULTHANDLER": "1"}
    done = subprocess.run(
        [sys.executable, "-P", "-W", "error", "-m", "app", "demo", "--out", str(folder), *words],
        cwd=ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)} | told,
        timeout=560,
    )
    complaints = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert (done.returncode, complaints) == (0, [])
    return done.stdout


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder and the printed lines of one run with pictures."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, demonstrate(folder, "--as-at", "2026-11-20T09:00", "--screenshots")


def paper_text(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


def test_the_real_files_are_read_rightly_or_refused_and_again_add_nothing(played):
    _, said = played
    lines = [line for line in said.splitlines() if " refused" in line and " known" in line]
    assert [line.partition(": ")[2] for line in lines] == [
        "39 accepted, 1 known, 2 refused",
        "3,746 accepted, 1 known, 4 refused",
        "0 accepted, 40 known, 2 refused",
        "0 accepted, 3,747 known, 4 refused",
    ]
    assert "The NHS number's check digit is wrong" in said
    assert "“B” is no IPAD letter" in said


def test_the_queue_today_and_a_history_are_printed(played):
    _, said = played
    queue = said.partition("The queue at")[2].partition("\nToday")[0].splitlines()[1:]
    waiting = [line for line in queue if line.strip()]
    assert len(waiting) == 39
    assert waiting[0].split()[:2] == ["1", "CH26141"]
    assert "(i) from hospital, waiting 7 d 20 h" in waiting[0]
    today = said.partition("\nToday")[2]
    assert today.index("Overdue") < today.index("Next 24 hours") < today.index("Open")
    assert "may be home without support" in today
    assert "Seán Fearn: 124 visits since 08 Oct 2026" in said


def test_the_journey_goes_from_the_care_hubs_list_to_a_closed_package(played):
    _, said = played
    story = said.partition("One person's journey")[2]
    steps = (
        "asks the community nurse",
        "is accepted",
        "the hours; they are held",
        "the service starts",
        "set two SMART goals",
        "agrees a step-down",
        "mornings and",
        "maximum independence",
        "sent the package to Brokerage",
        "lack of provision list",
        "agrees the transfer",
        "Handed over",
        "Her agreement is printed: £86.80 a week",
        "She has signed",
        "has found a PVI provider",
        "ends: PVI provision found",
        "the package is closed",
        "asks for all that is kept about her",
        "is asked by what he may",
        "handed it to Maureen Wójcik",
        "are held for a claim",
        "proposes the disposal of the records of Stanley Birds",
    )
    places = [story.index(step) for step in steps]
    assert places == sorted(places)


@pytest.mark.rule("FUND-3")
@pytest.mark.rule("FUND-4")
def test_the_agreement_says_who_pays_what_from_when_and_why(played):
    folder, _ = played
    text = paper_text(folder / "agreement.pdf")
    for said in ("Maureen Wójcik", "£86.80", "3 hours", "£24.80", "Carol Fretwell", "31 December 2026", "14 days"):
        assert said in text
    large = paper_text(folder / "agreement-large-print.pdf")
    only_small = set(text.split()) - set(large.split())
    assert {word for word in only_small if not word.isdigit()} <= {
        "wording",
        "v2.1",
    }


@pytest.mark.rule("FUND-1")
def test_the_service_plan_carries_no_price(played):
    folder, _ = played
    text = paper_text(folder / "service-plan.pdf")
    assert "Maureen Wójcik" in text
    assert "£" not in text


def test_scheduling_is_told_of_each_change_once_in_order(played):
    folder, _ = played
    sheet = openpyxl.load_workbook(folder / "tracker.xlsx")["Tracker"]
    heading, *rows = sheet.iter_rows(values_only=True)
    assert heading[:4] == ("Ref", "Notified", "Change", "Effective")
    told = [row for row in rows if row[0]]
    assert [row[2] for row in told] == ["Start", "Decrease", "Transfer to interim", "End"]
    # The promise became a hold, and that a start, before anything went out: of the first two nobody hears (REF-13).
    assert [row[0] for row in told] == [f"T{number:05}" for number in range(3, 7)]
    assert {row[4] for row in told} == {"Maureen Wójcik"}


def test_every_tab_and_what_the_guide_shows_is_pictured_in_light_and_dark_and_none_is_empty(played):
    folder, _ = played
    for name, (wide, high) in PICTURES.items():
        picture = QImage(str(folder / name))
        assert (picture.width(), picture.height()) == (wide, high), name
        background = picture.pixelColor(wide - 10, high - 10)
        seen = [(x, y) for x in range(300, wide - 10, 5) for y in range(90, high - 10, 5)]
        inked = sum(picture.pixelColor(x, y) != background for x, y in seen)
        assert inked > len(seen) * 0.03, name


def test_the_pictures_of_the_guides_are_those_that_are_made():
    made = {*PICTURES, "agreement-large-print.png"}  # the first page of that paper
    assert {each.name for each in (ROOT / "resources" / "pictures").iterdir()} <= made


def test_the_same_moment_gives_the_same_bytes(played, tmp_path):
    folder, said = played
    again = demonstrate(tmp_path, "--as-at", "2026-11-20T09:00", "--screenshots")
    assert again.replace(str(tmp_path), "") == said.replace(str(folder), "")
    differing = [
        name for name in (*PAPERS, *PICTURES) if (tmp_path / name).read_bytes() != (folder / name).read_bytes()
    ]
    assert differing == []


def test_begun_on_another_day_the_story_moves_with_it(tmp_path):
    said = demonstrate(tmp_path, "--as-at", "2026-11-23T10:30")
    assert "the package is closed" in said
    assert "Fri 15 Jan 2027" in said


@pytest.mark.rule("FIG-1")
@pytest.mark.parametrize("month", [(date(2026, 11, 1), date(2026, 11, 30)), (date(2026, 9, 1), date(2026, 12, 31))])
def test_every_figure_is_what_a_statement_of_its_own_counts_in_the_database_that_it_left(played, month):
    asked = dict(zip(("first", "last"), month, strict=True))
    clock = FixedClock(datetime(2026, 12, 18, 16, tzinfo=UTC))
    database = Database(sqlite_url(played[0] / "homeward.sqlite"), clock.now, by="demonstration")
    work = Work(database, clock, staff=NOBODY)
    assert work.read(recomputed, **asked) == as_counted(work.read(figures, **asked))
    database.close()
