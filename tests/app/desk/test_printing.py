"""A paper goes to CUPS as the PDF it is; what the printing system refuses is said in a sentence."""

import os
import sys

import pytest

from app.desk.printing import PrintJob, hand_over, takes_pdfs
from app.door.errors import Unavailable

pytestmark = pytest.mark.skipif(os.name != "posix", reason="CUPS is of Linux and the Mac")


@pytest.fixture
def lp(tmp_path, monkeypatch):
    """A function that puts a program in the place of `lp` that does this with its arguments and its input."""

    def put(body):
        program = tmp_path / "lp"
        program.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n{body}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        return tmp_path

    return put


def test_the_paper_itself_goes_to_the_printer_that_was_chosen_with_what_was_chosen(lp):
    folder = lp(
        "here = Path(__file__).parent\n"
        "(here / 'got.pdf').write_bytes(sys.stdin.buffer.read())\n"
        "(here / 'asked').write_text('\\n'.join(sys.argv[1:]))"
    )
    assert takes_pdfs()
    hand_over(
        b"%PDF-1.7 text",
        PrintJob(printer="Office", title="Plan", copies=2, pages="2-4", sides="two-sided-long-edge", is_grey=True),
    )
    assert (folder / "got.pdf").read_bytes() == b"%PDF-1.7 text"
    asked = (folder / "asked").read_text().split("\n")
    assert asked[:6] == ["-d", "Office", "-t", "Plan", "-n", "2"]
    assert "sides=two-sided-long-edge" in asked
    assert asked[asked.index("-P") + 1] == "2-4"
    assert "print-color-mode=monochrome" in asked


def test_a_printer_that_went_away_is_said_with_the_printing_systems_own_words(lp):
    lp("sys.stderr.write('lp: The printer or class does not exist.\\n'); sys.exit(1)")
    with pytest.raises(Unavailable) as said:
        hand_over(b"%PDF", PrintJob(printer="Office", title="Plan"))
    assert str(said.value) == (
        "“Office” didn't take the paper (The printer or class does not exist). "
        "Nothing was printed: choose another printer, or save the paper as a PDF."
    )


def test_a_full_spool_is_said(lp):
    lp("sys.stderr.write('lp: No space left on device'); sys.exit(1)")
    with pytest.raises(Unavailable, match="No space left on device"):
        hand_over(b"%PDF", PrintJob(printer="Office", title="Plan"))


def test_without_the_printing_system_nothing_takes_a_pdf(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not takes_pdfs()
