"""What a scan is, found by opening it, and a picture as pages: done in the process that reads files from outside.

Nothing in it is run and no link of it followed; a picture's size is known before its first pixel is decoded, and a
PDF's pages before one is drawn.
"""

import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import count

import pikepdf
from PIL import Image, UnidentifiedImageError

from app.door.errors import Refused
from models.vocabulary.papers import MediaType

_MOST_PAGES = 40
_MOST_PIXELS = 40_000_000  # a page of A4 at 600 dots an inch has 35 million
_LARGEST = 3_000 * 72**2  # square points, two square metres: at 288 dots an inch a desk's window has room for no more
_SHOWN = 2480  # dots of the longer side
_WHO = "whoever scanned it"
_OPENED = ("JPEG", "PNG", "TIFF")
_PICTURES = {"JPEG": MediaType.JPEG, "MPO": MediaType.JPEG, "PNG": MediaType.PNG, "TIFF": MediaType.TIFF}
# One stream of a small file can unpack to gigabytes; qpdf's own limit holds for the whole process.
pikepdf.settings.set_qpdf_limits(flate_max_memory=256 * 1024 * 1024)
_RUNS = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/RichMedia", "/XFA")


def checked_scan(content: bytes, name: str) -> MediaType:
    """What it is. Refused in a sentence where it isn't a PDF or picture that a desk can show."""
    if content.lstrip(b"\x00\t\n\r ").startswith(b"%PDF-"):
        _check_pdf(name, content)
        return MediaType.PDF
    return _picture(name, content)


def picture_pages(content: bytes) -> bytes:
    """A picture that was checked as a PDF, with a page of its own for each of its frames."""
    made, whole = BytesIO(), pikepdf.new()
    with Image.open(BytesIO(content), formats=_OPENED) as picture:
        for frame in _frames(picture):
            with pikepdf.open(_page(frame)) as page:
                whole.pages.extend(page.pages)
    whole.save(made)
    return made.getvalue()


def _check_pdf(name: str, content: bytes) -> None:
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise _refused(name, "is locked with a password: save it without one")
            pages = len(pdf.pages)
            if not 1 <= pages <= _MOST_PAGES:
                raise _refused(name, f"has {pages} pages: a signed agreement has at most {_MOST_PAGES}")
            if any(map(_is_too_large, pdf.pages)):
                raise _refused(name, "has a page of more than two square metres: scan it at the paper's own size")
            if _runs_something(pdf):
                raise _refused(name, "holds a program or other files: print it and scan the paper")
    except pikepdf.PasswordError as error:
        raise _refused(name, "is locked with a password: save it without one") from error
    except (pikepdf.PdfError, ValueError, TypeError, ArithmeticError) as error:  # or a size that is no number
        raise _refused(name, "is damaged: it can't be opened as a PDF") from error


def _is_too_large(page: pikepdf.Page) -> bool:
    """The program draws it in its own process, where the whole of it is in sight at once."""
    left, bottom, right, top = (float(str(each)) for each in page.mediabox)
    unit = float(str(page.obj.get("/UserUnit", 1)))
    return not abs((right - left) * (top - bottom)) * unit**2 <= _LARGEST  # neither is what is no number


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


def _picture(name: str, content: bytes) -> MediaType:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow warns of what is too large or cut short
            with Image.open(BytesIO(content), formats=_OPENED) as picture:
                trouble = _trouble_with(picture)
                found = _PICTURES[str(picture.format)]
    except UnidentifiedImageError as error:
        raise _refused(name, "is no PDF, JPEG, PNG or TIFF") from error
    except Exception as error:  # whatever a damaged picture makes its reader do is one answer
        raise _refused(name, "is damaged: it can't be opened as a picture") from error
    if trouble:
        raise _refused(name, trouble)
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


def _page(frame: Image.Image) -> BytesIO:
    """A PDF of one page, no larger than at 210 dots an inch: forty large frames would fill the memory."""
    page, made = frame.convert("RGB"), BytesIO()
    page.thumbnail((_SHOWN, _SHOWN))
    page.save(made, format="PDF", resolution=_dots(page))
    return made


def _dots(picture: Image.Image) -> float:
    """So that a page of A4 comes out as one, whatever the picture says of its size."""
    return max(72.0, max(picture.size) / 11.7)


def _refused(name: str, why: str) -> Refused:
    return Refused(f"“{name}” {why}.", who=_WHO)
