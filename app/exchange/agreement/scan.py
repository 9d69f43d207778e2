"""The scan of a signed agreement: opened as what it is, within limits, and kept as it came; shown as pages of a PDF.

It comes from outside, so its name is believed in nothing. Nothing in it is run and no link of it followed; a picture's
size is known before its first pixel is decoded, and a PDF's pages before one is drawn.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from uuid import UUID

import pikepdf
from PIL import Image, UnidentifiedImageError

from app.desk.files import read_at_most
from app.door.changes import Changes, Topic, changes
from app.door.errors import Refused
from app.door.turn import Turn
from app.queries.agreement.paper_files import kept_file
from app.services.agreement.paper_files import keep_scan
from app.services.deed import look
from models.episodes import Episode
from models.vocabulary.papers import MediaType

MOST_BYTES = 20 * 1024 * 1024
_MOST_PAGES = 40
_MOST_PIXELS = 40_000_000  # a page of A4 at 600 dots an inch has 35 million
_SHOWN = 2480  # dots of the longer side
_WHO = "whoever scanned it"
_OPENED = ("JPEG", "PNG", "TIFF")
_PICTURES = {"JPEG": MediaType.JPEG, "MPO": MediaType.JPEG, "PNG": MediaType.PNG, "TIFF": MediaType.TIFF}
# One stream of a small file can unpack to gigabytes; qpdf's own limit holds for the whole process, ours included.
pikepdf.settings.set_qpdf_limits(flate_max_memory=256 * 1024 * 1024)
_RUNS = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/RichMedia", "/XFA")


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that was opened and found to be what it says."""

    media_type: MediaType
    content: bytes


def read_scan(path: Path) -> Scan:
    """Read and open the file; refused in a sentence where it isn't a PDF or picture that a desk can show."""
    content = read_at_most(path, MOST_BYTES + 1)
    if not content:
        raise _refused(path, "is empty")
    if len(content) > MOST_BYTES:
        raise _refused(path, "has more than 20 MB: scan it at 200 or 300 dots an inch, or in grey")
    if content.lstrip(b"\x00\t\n\r ").startswith(b"%PDF-"):
        _check_pdf(path, content)
        return Scan(MediaType.PDF, content)
    return Scan(_picture(path, content), content)


def attach_scan(turn: Turn, *, agreement: UUID, seen: int, scan: Scan, because: str = "") -> Changes:
    """Attach the scan to its signed agreement; another replaces it with a reason, and the old one stays (FUND-4)."""
    kept = keep_scan(
        turn, agreement=agreement, seen=seen, content=scan.content, media_type=scan.media_type, because=because
    )
    whose = look(turn, Episode, kept.episode_id).person_id
    return changes(Topic.AGREEMENTS, Topic.TRANSFERS, person=whose, made=kept.id)


def file_pages(turn: Turn, *, file: UUID) -> bytes:
    """A kept file as a PDF, to be looked at: a picture gets a page of its own for each of its frames."""
    kept = kept_file(turn, file=file)
    if kept.media_type is MediaType.PDF:
        return kept.content
    with Image.open(BytesIO(kept.content), formats=_OPENED) as picture:
        pages = [_page(frame) for frame in _frames(picture)]
    made = BytesIO()
    pages[0].save(made, format="PDF", save_all=True, append_images=pages[1:], resolution=_dots(pages[0]))
    return made.getvalue()


def _check_pdf(path: Path, content: bytes) -> None:
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise _refused(path, "is locked with a password: save it without one")
            pages = len(pdf.pages)
            if not 1 <= pages <= _MOST_PAGES:
                raise _refused(path, f"has {pages} pages: a signed agreement has at most {_MOST_PAGES}")
            if _runs_something(pdf):
                raise _refused(path, "holds a program or other files: print it and scan the paper")
    except pikepdf.PasswordError as error:
        raise _refused(path, "is locked with a password: save it without one") from error
    except pikepdf.PdfError as error:
        raise _refused(path, "is damaged: it can't be opened as a PDF") from error


def _runs_something(pdf: pikepdf.Pdf) -> bool:
    """Whether some part of it is a program or another file; every part is looked at, and none is opened or run."""
    waiting: list[pikepdf.Object] = list(pdf.objects)
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            if any(name in part for name in _RUNS) or str(part.get("/S", "")) in _RUNS:
                return True
            inner = [part[name] for name in part.keys()]  # noqa: SIM118  a PDF's dictionary isn't walked by itself
        else:
            inner = list(part.as_list()) if isinstance(part, pikepdf.Array) else []
        waiting += [each for each in inner if isinstance(each, pikepdf.Object) and not each.is_indirect]
    return False


def _picture(path: Path, content: bytes) -> MediaType:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow warns of what is too large or cut short
            with Image.open(BytesIO(content), formats=_OPENED) as picture:
                trouble = _trouble_with(picture)
                found = _PICTURES[str(picture.format)]
    except UnidentifiedImageError as error:
        raise _refused(path, "is no PDF, JPEG, PNG or TIFF") from error
    except Exception as error:  # whatever a damaged picture makes its reader do is one answer
        raise _refused(path, "is damaged: it can't be opened as a picture") from error
    if trouble:
        raise _refused(path, trouble)
    return found


def _trouble_with(picture: Image.Image) -> str:
    """What is wrong with a picture that opens; each of its frames is decoded once, if it isn't too large."""
    for number, frame in enumerate(_frames(picture), start=1):
        if number > _MOST_PAGES:
            return f"has more than {_MOST_PAGES} pages"
        if frame.width * frame.height > _MOST_PIXELS:
            return "has too many dots: scan it at 200 or 300 dots an inch"
        frame.load()
    return ""


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    """The pages of a TIFF, or the one picture."""
    for number in count():
        try:
            picture.seek(number)
        except EOFError:
            return
        yield picture


def _page(frame: Image.Image) -> Image.Image:
    """As it is shown, no larger than a page at 210 dots an inch: forty large frames would fill the memory."""
    page = frame.convert("RGB")
    page.thumbnail((_SHOWN, _SHOWN))
    return page


def _dots(picture: Image.Image) -> float:
    """So that a page of A4 comes out as one, whatever the picture says of its size."""
    return max(72.0, max(picture.size) / 11.7)


def _refused(path: Path, why: str) -> Refused:
    return Refused(f"“{path.name}” {why}.", who=_WHO)
