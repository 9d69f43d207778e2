"""What stays together: rows whole, headings with what they head, places to sign; and no page left half empty for it."""

import dataclasses
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.platypus import KeepTogether

from reports.agreement.agreement import render as render_agreement
from reports.capacity_outlook import DayLine, OutlookPaper, TeamPage
from reports.capacity_outlook import render as render_outlook
from reports.continuity import ContinuityLine, ContinuityPaper
from reports.continuity import render as render_continuity
from reports.layout.flowables import heading, paragraph
from reports.layout.page import Furniture, make
from reports.layout.styles import Edition
from reports.layout.tables import Grid, grid_table
from reports.layout.text import typed
from reports.service_plan import render as render_plan

MORNING = datetime(2026, 11, 20, 9, tzinfo=UTC)


def pages(made):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]


def someone(number, lines):
    to_know = tuple(f"Known {number} line {line}" for line in range(lines))
    return ContinuityLine(
        name=f"Person {number}",
        preferred="",
        born=None,
        nhs_number="",
        address=("1 Mill Bank", "Matlock"),
        telephone="",
        patch="North",
        support="Short term",
        calls="Mon–Sun: morning 45",
        contacts=(),
        to_know=to_know,
    )


def continuity(people):
    return render_continuity(ContinuityPaper(council="C", office="O", team="all", moment=MORNING, people=people))


@pytest.mark.rule("DAY-3")
def test_nobody_is_torn_over_two_pages_of_the_continuity_list():
    people = tuple(someone(number, 3 + number % 17) for number in range(40))
    told = pages(continuity(people))
    assert len(told) > 4
    for number in range(40):
        on = [page for page in told if f"Person {number} " in f"{page} "]
        assert len(on) == 1
        assert all(f"Known {number} line {line}" in on[0] for line in range(3 + number % 17))


def test_the_titles_stand_over_each_page_of_a_table():
    told = pages(continuity(tuple(someone(number, 12) for number in range(20))))
    assert all("Risks, and what to know" in page for page in told)


def test_only_a_row_taller_than_a_page_is_torn_and_all_of_it_is_there():
    told = pages(continuity((someone(0, 4), someone(1, 130), someone(2, 4))))
    assert len(told) > 2
    assert all(f"Known 1 line {line}" in " ".join(told) for line in range(130))
    assert any("Known 1 line 0 " in f"{page} " and "Known 0 line 0" in page for page in told)


def short_paper(story):
    furniture = Furniture("Title", "Council", "REF-1", "Person", "v1", Edition.STANDARD)
    return make(furniture, lambda root: story(furniture.scale, root))


@pytest.mark.parametrize("lines", range(20, 40))
def test_a_heading_is_never_the_last_on_a_page(lines):
    def story(scale, root):
        before = [paragraph(typed(f"Before {number}."), scale.cell(), root) for number in range(lines)]
        grid = Grid(("One", "Two"), tuple((typed(f"Row {row}"), typed("x")) for row in range(30)), (1, 1))
        top = heading("The heading", scale.heading(), root, 2)
        said = paragraph(typed("It is made up as follows:"), scale.text(), root)
        return [*before, top, said, grid_table(grid, scale.room, scale, root)]

    (page,) = [each for each in pages(short_paper(story)) if "The heading" in each]
    assert "made up as follows" in page
    assert "Row 0" in page


def test_a_table_begins_under_its_heading_rather_than_jump_whole():
    def story(scale, root):
        before = [paragraph(typed("Before."), scale.cell(), root) for _ in range(15)]
        grid = Grid(("One", "Two"), tuple((typed(f"Row {row}"), typed("x")) for row in range(20)), (1, 1))
        return [*before, KeepTogether([heading("Top", scale.heading(), root, 2), grid_table(grid, 400, scale, root)])]

    first, second = pages(short_paper(story))
    assert "Top" in first
    assert "Row 19" in second


def test_a_short_block_is_kept_together():
    def story(scale, root):
        before = [paragraph(typed("Before."), scale.cell(), root) for _ in range(37)]
        return [*before, KeepTogether([paragraph(typed(f"Kept {n}."), scale.cell(), root) for n in range(8)])]

    first, second = pages(short_paper(story))
    assert "Kept" not in first
    assert all(f"Kept {n}." in second for n in range(8))


@pytest.mark.parametrize("edition", [Edition.STANDARD, Edition.LARGE_PRINT])
def test_no_page_of_a_plan_or_an_agreement_is_half_empty_but_the_last_and_those_to_sign(
    agreement, service_plan, edition
):
    many = dataclasses.replace(service_plan, goals=service_plan.goals * 5)
    for made in (render_agreement(agreement, edition), render_plan(many, edition)):
        reader = PdfReader(BytesIO(made))
        for number, page in enumerate(reader.pages[:-1]):
            following = reader.pages[number + 1].extract_text()
            if "Signed" in page.extract_text() or "Signed" in following:
                continue
            assert lowest(page) < 842 * 0.55, number


def lowest(page):
    """How far down the page its words reach, above the foot."""
    found = []

    def note(text, matrix, _placed, _font, _size):
        if text.strip() and matrix[5] > 95:
            found.append(matrix[5])

    page.extract_text(visitor_text=note)
    return min(found)


@pytest.mark.rule("REF-15")
def test_the_outlooks_bookmarks_lead_to_their_own_team():
    days = tuple(DayLine(MORNING.date() + timedelta(day), 600, 500, 0, 100, 90) for day in range(7))
    teams = tuple(TeamPage(name, "Has room.", days, (), (), ()) for name in ("North", "South", "East"))
    reader = PdfReader(BytesIO(render_outlook(OutlookPaper("CAP-1", "Council", "Dales", MORNING, teams))))
    told = pages(render_outlook(OutlookPaper("CAP-1", "Council", "Dales", MORNING, teams)))
    tops, under = reader.outline[::2], reader.outline[1::2]
    assert [mark.title for mark in tops] == [f"Capacity of {team.name}, next seven days" for team in teams]
    for top, parts, team in zip(tops, under, teams, strict=True):
        for mark in (top, *parts):
            assert f"Capacity of {team.name}" in told[reader.get_destination_page_number(mark)]
