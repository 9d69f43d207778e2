"""Every paper, in every edition, keeps PDF/UA-1 (for those who can't see it) and PDF/A-2a (for the archive's years).

Walked as in test_hostile_text: each paper made of its own types, so that a new one is checked without being listed.
"""

import shutil
import subprocess
from collections import defaultdict
from io import BytesIO

import page
import pikepdf
import pytest

from reports.agreement.agreement import render as render_agreement
from reports.layout.batch import joined
from reports.layout.styles import Edition
from reports.service_plan import render as render_plan
from tests.reports.test_hostile_text import RENDERS, drawn

NAMED_BY = {"Tf": "/Font", "gs": "/ExtGState", "Do": "/XObject", "cs": "/ColorSpace", "CS": "/ColorSpace"}


def faults(made):
    """What the file lacks of either standard, as sentences."""
    return [
        f"{standard}: {each.rule_id} {each.message}"
        for standard in ("ua1", "2a")
        for each in page.validate_pdf_bytes(made, profile=standard).failures
        if not is_by_chance(made, each)
    ]


def is_by_chance(made, failure):
    """The checker takes a last byte that happens to be a carriage return for no part of a stream (1 in 256)."""
    if "STREAM-LENGTH" not in failure.rule_id or failure.object_id is None:
        return False
    with pikepdf.open(BytesIO(made)) as pdf:
        told = pdf.get_object((failure.object_id.object_number, failure.object_id.generation))
        return told.read_raw_bytes().endswith(b"\r")


def resources_of(pdf):
    """Each content of the file with the resources that it may name: pages, and forms that pages show."""
    waiting = [(each.obj, each.obj.Resources) for each in pdf.pages]
    waiting += [(look, look.Resources) for each in pdf.pages for look in appearances(each.obj)]
    while waiting:
        content, named = waiting.pop()
        yield content, named
        waiting += [(form, form.Resources) for form in named.get("/XObject", {}).values() if "/Resources" in form]


def appearances(sheet):
    for note in sheet.get("/Annots", ()):
        look = note.AP.N
        yield from look.values() if isinstance(look, pikepdf.Dictionary) else [look]


def unused(made):
    """Resources that some content names and none uses: colours, states and forms each for itself, fonts of the file."""
    left, fonts, used_fonts = [], {}, set()
    with pikepdf.open(BytesIO(made)) as pdf:
        for content, named in resources_of(pdf):
            used = defaultdict(set)
            for operands, operator in pikepdf.parse_content_stream(content):
                if str(operator) in NAMED_BY:
                    used[NAMED_BY[str(operator)]].add(str(operands[0]))
            for kind in ("/ExtGState", "/XObject", "/ColorSpace"):
                left += [f"{kind} {name}" for name in named.get(kind, {}) if name not in used[kind]]
            for name, font in named.get("/Font", {}).items():
                fonts[font.objgen] = str(font.BaseFont)
                if name in used["/Font"]:
                    used_fonts.add(font.objgen)
    return left + [name for key, name in fonts.items() if key not in used_fonts]


def not_embedded(made):
    """Fonts without their letters in the file, which another computer would show in whatever it has."""
    with pikepdf.open(BytesIO(made)) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        described = [each for each in found if each.Subtype != "/Type0"]
        assert described
        return [str(each.BaseFont) for each in described if "/FontFile2" not in each.get("/FontDescriptor", {})]


def check(made):
    assert faults(made) == []
    assert unused(made) == []
    assert not_embedded(made) == []
    assert b"Helvetica" not in made
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert not any("Helvetica" in str(each) for each in pdf.objects if isinstance(each, pikepdf.Dictionary))


@pytest.mark.parametrize("module", RENDERS)
def test_a_paper_of_hostile_texts_keeps_both_standards(module):
    for made in drawn(RENDERS[module]):
        if made.startswith(b"%PDF"):
            check(made)


@pytest.mark.parametrize("edition", Edition)
def test_the_agreement_and_the_plan_keep_both_standards_in_each_edition(agreement, service_plan, edition):
    check(render_agreement(agreement, edition))
    check(render_plan(service_plan, edition))


def test_many_papers_in_one_file_keep_both_standards(agreement, service_plan):
    papers = [render_agreement(agreement, edition) for edition in Edition] + [render_plan(service_plan, Edition.DRAFT)]
    named = [(f"Paper {number}", made) for number, made in enumerate(papers)]
    check(joined(named, "All", "Council"))
    check(joined([*named, *named], "All", "Council", each_on_a_new_sheet=True))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf's own program isn't installed here")
def test_qpdf_finds_no_fault(agreement, tmp_path):
    file = tmp_path / "agreement.pdf"
    file.write_bytes(render_agreement(agreement, Edition.STANDARD))
    assert subprocess.run(["qpdf", "--check", file], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler's programs aren't installed here")
def test_poppler_finds_each_font_embedded_with_its_letters(agreement, tmp_path):
    file = tmp_path / "agreement.pdf"
    file.write_bytes(render_agreement(agreement, Edition.LARGE_PRINT))
    told = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True).stdout
    lines = [line.split() for line in told.splitlines()[2:]]
    assert lines
    assert all(line[-5:-2] == ["yes", "yes", "yes"] for line in lines), told


# --- planted ---------------------------------------------------------------------------------------------------


def changed(made, change):
    """The file once something was done to it."""
    with pikepdf.open(BytesIO(made)) as pdf:
        change(pdf)
        kept = BytesIO()
        pdf.save(kept, compress_streams=False)
    return kept.getvalue()


def test_a_stream_that_happens_to_end_in_a_carriage_return_is_no_fault(agreement):
    def with_it(pdf):
        pdf.pages[0].obj.Contents = pikepdf.Array([pdf.pages[0].obj.Contents, pdf.make_stream(b"%\r")])

    assert faults(changed(render_agreement(agreement, Edition.STANDARD), with_it)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "2a"),
        (lambda pdf: pdf.Root.__delitem__("/MarkInfo"), "ua1"),
    ],
    ids=["colours that mean nothing", "untagged"],
)
def test_what_a_standard_asks_and_is_missing_is_found(agreement, change, told):
    found = faults(changed(render_agreement(agreement, Edition.STANDARD), change))
    assert any(each.startswith(told) for each in found)


def test_a_font_that_is_named_for_nothing_is_found(agreement):
    def with_it(pdf):
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].obj.Resources.Font["/F9"] = pdf.make_indirect(font)

    made = changed(render_agreement(agreement, Edition.STANDARD), with_it)
    assert unused(made) == ["/Helvetica"]
    assert not_embedded(made) == ["/Helvetica"]
