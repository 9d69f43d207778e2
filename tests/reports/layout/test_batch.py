"""Many papers as one file: each keeps its fields, its structure and its bookmarks; nothing of one touches another."""

import dataclasses
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from reports.agreement.agreement import render
from reports.capacity_outlook import OutlookPaper
from reports.capacity_outlook import render as render_outlook
from reports.layout.batch import joined
from reports.layout.styles import Edition
from reports.service_plan import render as render_plan


@pytest.fixture
def papers(agreement, service_plan):
    other = dataclasses.replace(agreement, person="Ŵyn Tŷ", reference="HW-AG-2")
    return [
        ("Łukasz O'Brien", render(agreement, Edition.STANDARD)),
        ("The plan", render_plan(service_plan, Edition.STANDARD)),
        ("Ŵyn Tŷ", render(other, Edition.LARGE_PRINT)),
    ]


def test_the_same_papers_give_the_same_bytes(papers):
    assert joined(papers, "All", "Council") == joined(papers, "All", "Council")


def test_each_paper_has_its_bookmark_and_its_parts_stand_under_it(papers):
    reader = PdfReader(BytesIO(joined(papers, "All", "Council")))
    tops = reader.outline[::2]
    lengths = [len(PdfReader(BytesIO(content)).pages) for _, content in papers]
    assert [mark.title for mark in tops] == [title for title, _ in papers]
    assert [reader.get_destination_page_number(mark) for mark in tops] == [0, lengths[0], lengths[0] + lengths[1]]
    for top, under, length in zip(tops, reader.outline[1::2], lengths, strict=True):
        first = reader.get_destination_page_number(top)
        assert under
        assert all(first <= reader.get_destination_page_number(mark) < first + length for mark in under)


def test_fields_of_each_paper_are_filled_in_once(papers):
    fields = PdfReader(BytesIO(joined(papers, "All", "Council"))).get_fields()
    assert {"1.signer1_date", "3.signer1_date"} <= set(fields)
    assert not any(name.startswith("2.") for name in fields)


def test_the_fields_share_one_font_whose_size_is_that_of_one(papers):
    whole = joined(papers, "All", "Council")
    assert len(whole) < sum(len(content) for _, content in papers) - 150_000


def test_each_mark_and_field_of_the_joined_file_leads_to_its_own_piece(papers):
    with pikepdf.open(BytesIO(joined(papers, "All", "Council"))) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        kept = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert sorted(kept) == list(range(len(kept)))
        for page in pdf.pages:
            assert all(
                element.Pg.objgen == page.obj.objgen or "/K" in element for element in kept[page.obj.StructParents]
            )
            for widget in page.obj.get("/Annots", ()):
                element = kept[int(widget.StructParent)]
                assert element.K.Obj.objgen == widget.objgen


def test_nothing_is_refused():
    with pytest.raises(ValueError, match="nothing"):
        joined([], "All", "Council")


def test_printed_on_both_sides_no_paper_begins_on_the_back_of_another(papers):
    of_one_page = render_outlook(OutlookPaper("CAP-1", "Council", "Office", datetime(2026, 11, 20, 9, tzinfo=UTC), ()))
    odd = [("Outlook", of_one_page), *papers, ("Outlook", of_one_page), ("Outlook", of_one_page)]
    lengths = [len(PdfReader(BytesIO(content)).pages) for _, content in odd]
    assert {each % 2 for each in lengths} == {0, 1}
    reader = PdfReader(BytesIO(joined(odd, "All", "Council", each_on_a_new_sheet=True)))
    begins = [reader.get_destination_page_number(mark) for mark in reader.outline if not isinstance(mark, list)]
    after = [each + each % 2 for each in lengths]
    assert begins == [sum(after[:place]) for place in range(len(odd))]
    empty = {number for number, sheet in enumerate(reader.pages) if not sheet.extract_text()}
    assert empty == {begin + each for begin, each in zip(begins[:-1], lengths, strict=False) if each % 2}
    assert len(reader.pages) == begins[-1] + lengths[-1]
    assert len({tuple(sheet.mediabox) for sheet in reader.pages}) == 1
