"""A scan is opened as what it is, kept as it came, and replaced with a reason; whatever else it is, is refused."""

import hashlib
import struct
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from app.door.errors import Refused, Unavailable
from app.exchange.agreement.scan import MOST_BYTES, Scan, attach_scan, file_pages, read_scan
from app.exchange.files import reader as readers
from app.papers.issuing import issue_agreement
from app.queries.agreement.paper_files import files_of, kept_file
from app.services.agreement import signing
from models.agreement import Agreement
from models.papers import PaperFile
from models.vocabulary.papers import MediaType, PaperKind
from models.vocabulary.people import PaperFormat
from tests.papers.test_agreement import a_rate, an_interim


def a_pdf(pages=1, size=(595, 842), unit=1, **root):
    made, pdf = BytesIO(), pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=size).obj.UserUnit = unit
    for name, value in root.items():
        pdf.Root[f"/{name}"] = value
    pdf.save(made)
    return made.getvalue()


def a_picture(kind, *, size=(40, 60), mode="L", frames=1):
    made, one = BytesIO(), Image.new(mode, size, 255)
    more = {"save_all": True, "append_images": [one] * (frames - 1)} if frames > 1 else {}
    one.save(made, format=kind, **more)
    return made.getvalue()


def locked():
    made = BytesIO()
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="owner", user=""))
    return made.getvalue()


def of_many_dots():
    """A PNG of a few bytes that says that it has a thousand million dots."""
    head = struct.pack(">IIBBBBB", 32_000, 32_000, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\x00")), (b"IEND", b"")]
    told = (
        struct.pack(">I", len(what)) + name + what + struct.pack(">I", zlib.crc32(name + what)) for name, what in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


@pytest.fixture
def scanned(tmp_path):
    """A function that reads these bytes as a file that somebody chose; its name says nothing."""

    def read(content):
        path = tmp_path / "scan of Jean.docx"
        path.write_bytes(content)
        return read_scan(path)

    return read


@pytest.mark.parametrize(
    ("content", "media_type", "pages"),
    [
        (a_pdf(3), MediaType.PDF, 3),
        (a_pdf(size=(3_024, 4_032)), MediaType.PDF, 1),
        (a_picture("JPEG"), MediaType.JPEG, 1),
        (a_picture("PNG"), MediaType.PNG, 1),
        (a_picture("PNG", mode="RGBA"), MediaType.PNG, 1),
        (a_picture("TIFF", frames=3, mode="1"), MediaType.TIFF, 3),
    ],
)
@pytest.mark.rule("FUND-4")
def test_it_is_kept_as_it_came_and_shown_as_pages(sqlite_office, signed, scanned, content, media_type, pages):
    agreement, episode = signed(sqlite_office)
    scan = scanned(content)
    assert scan == Scan(media_type, content)
    made = sqlite_office.do(
        attach_scan, agreement=agreement, seen=sqlite_office.version(Agreement, agreement), scan=scan
    ).made
    kept = sqlite_office.ask(kept_file, file=made)
    assert (kept.media_type, kept.content) == (media_type, content)
    row = next(each for each in sqlite_office.ask(files_of, episode=episode) if each.id == made)
    assert (row.kind, row.sha256, row.edition) == (PaperKind.SCAN, hashlib.sha256(content).hexdigest(), None)
    assert len(PdfReader(BytesIO(sqlite_office.ask(file_pages, file=made))).pages) == pages


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"x" * (MOST_BYTES + 1), "more than 20 MB"),
        (b"PK\x03\x04 a workbook", "is no PDF, JPEG, PNG or TIFF"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "is no PDF, JPEG, PNG or TIFF"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (a_picture("JPEG", size=(400, 400))[:300], "damaged"),
        (of_many_dots(), "too many dots|damaged"),
        (locked(), "locked with a password"),
        (a_pdf(41), "41 pages"),
        (a_pdf(size=(5_000, 5_000)), "page of more than two square metres"),
        (a_pdf(unit=10), "page of more than two square metres"),
        (a_pdf(OpenAction=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")), "holds a program"),
        (a_pdf(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())), "holds a program"),
        (a_picture("TIFF", frames=41), "more than 40 pages"),
    ],
    ids=lambda told: told if isinstance(told, str) else "",
)
def test_whatever_is_no_scan_is_refused_in_a_sentence(scanned, content, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        scanned(content)
    assert "scan of Jean.docx" in refused.value.sentence


def test_a_file_that_is_gone_is_said(tmp_path):
    with pytest.raises(Unavailable, match="can't be read"):
        read_scan(tmp_path / "gone.pdf")


@pytest.fixture
def signed():
    """A function that issues and signs an agreement."""

    def make(office):
        a_rate(office)
        episode = an_interim(office)
        made = office.do(issue_agreement, episode=episode, edition=PaperFormat.STANDARD).made
        office.do(signing.sign, agreement=made, seen=1, signed_at=office.now)
        return made, episode

    return make


@pytest.mark.rule("FUND-4")
def test_a_second_scan_takes_its_place_with_a_reason_and_the_first_stays(office, signed):
    agreement, episode = signed(office)
    first, second = Scan(MediaType.PDF, a_pdf(1)), Scan(MediaType.PDF, a_pdf(2))
    seen = office.version(Agreement, agreement)
    one = office.do(attach_scan, agreement=agreement, seen=seen, scan=first).made
    with pytest.raises(Refused, match="why this one replaces it"):
        office.do(attach_scan, agreement=agreement, seen=seen + 1, scan=second, because=" ")
    two = office.do(attach_scan, agreement=agreement, seen=seen + 1, scan=second, because="Page 2 was missing").made
    with pytest.raises(Refused, match="changed since"):
        office.do(attach_scan, agreement=agreement, seen=seen + 1, scan=second, because="Twice")
    scans = [each for each in office.ask(files_of, episode=episode) if each.kind is PaperKind.SCAN]
    assert {(each.id, each.replaces, each.because) for each in scans} == {
        (one, None, ""),
        (two, one, "Page 2 was missing"),
    }
    assert office.ask(kept_file, file=one).content == first.content
    assert office.get(PaperFile, two).reference == office.get(Agreement, agreement).reference


@pytest.mark.rule("FUND-4")
def test_only_a_signed_agreement_has_a_scan(sqlite_office):
    a_rate(sqlite_office)
    made = sqlite_office.do(issue_agreement, episode=an_interim(sqlite_office), edition=PaperFormat.STANDARD).made
    with pytest.raises(Refused, match="Record the signature first") as refused:
        sqlite_office.do(attach_scan, agreement=made, seen=1, scan=Scan(MediaType.PDF, a_pdf()))
    assert refused.value.rule == "FUND-4"


def test_a_scan_that_breaks_what_opens_it_is_a_sentence_and_the_next_is_opened(monkeypatch, scanned):
    with monkeypatch.context() as context:
        context.setattr(readers, "READS", ["-c", "import sys; sys.stdin.buffer.read(9); raise SystemExit(9)"])
        readers.KEPT.close()
        with pytest.raises(Refused, match=r"“scan of Jean\.docx” can't be opened: .* Scan the paper again"):
            scanned(a_pdf())
    assert scanned(a_pdf()).media_type is MediaType.PDF
