"""Many papers at once: drawn side by side in processes of their own, as in one; in one file, each with its bookmark."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.papers.batch import Drawing, one_pdf
from reports.capacity_outlook import OutlookPaper, render
from reports.layout.batch import joined


def outlook(number):
    made_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    return Drawing(
        f"Office {number}", render, (OutlookPaper(f"CAP-{number}", "Council", f"Office {number}", made_at, ()),)
    )


def test_many_papers_drawn_by_processes_are_those_that_one_draws():
    drawings = [outlook(number) for number in range(81)]
    here = ((each.title, render(*each.given)) for each in drawings)
    assert one_pdf(drawings, "Outlooks", "Council") == joined(here, "Outlooks", "Council")


def test_a_few_are_drawn_here_and_put_into_one_file_in_their_order():
    made = one_pdf([outlook(number) for number in range(3)], "Outlooks", "Council")
    reader = PdfReader(BytesIO(made))
    assert [mark.title for mark in reader.outline] == ["Office 0", "Office 1", "Office 2"]
    assert [reader.get_destination_page_number(mark) for mark in reader.outline] == [0, 1, 2]
    assert reader.metadata.title == "Outlooks"


def test_a_paper_that_cannot_be_drawn_says_why_from_its_process():
    wrong = Drawing("Wrong", render, (None,))
    with pytest.raises(AttributeError, match="office"):
        one_pdf([wrong, *(outlook(number) for number in range(80))], "Outlooks", "Council")


def test_nothing_to_draw_is_no_file():
    with pytest.raises(ValueError, match="nothing"):
        one_pdf([], "None", "Council")
