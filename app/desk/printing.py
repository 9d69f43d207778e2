"""Hands a paper to the printing system as it is, so that text is printed as text: sharp, small, and searched by it.

Only where that system takes PDFs: CUPS, on Linux and on a Mac, through its own command `lp`. Windows has none.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass

from app.door.errors import Unavailable

_TELLS_WITHIN = 10  # seconds for its printers' names: whoever asks for a check-up waits for it
_PATIENCE = 60  # seconds, then the print server doesn't answer


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """What was chosen for it in the dialog; `pages` as "2-4", empty for all; `sides` in the printing system's words."""

    printer: str
    title: str
    copies: int = 1
    pages: str = ""
    sides: str = "one-sided"
    is_grey: bool = False


def takes_pdfs() -> bool:
    """Whether this desk's printing system takes a PDF as it is."""
    return os.name == "posix" and shutil.which("lp") is not None


def printers_here() -> tuple[str, ...]:
    """The names of this account's printers. Unavailable, in a sentence: the printing system doesn't tell them."""
    windows = ["powershell", "-NoProfile", "-NonInteractive", "-Command", "(Get-CimInstance Win32_Printer).Name"]
    asked = windows if os.name == "nt" else ["lpstat", "-e"]
    program = shutil.which(asked[0])
    if program is None:
        raise Unavailable(f"This computer's printers can't be told: it has no “{asked[0]}”.")
    try:
        done = subprocess.run(  # noqa: S603  a list of our own words, without a shell
            [program, *asked[1:]], capture_output=True, timeout=_TELLS_WITHIN, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"The printing system didn't answer within {_TELLS_WITHIN} seconds.") from error
    except OSError as error:
        raise Unavailable(f"The printing system can't be asked ({error.strerror}).") from error
    return tuple(filter(None, (line.strip() for line in done.stdout.decode("utf-8", "replace").splitlines())))


def hand_over(pdf: bytes, job: PrintJob) -> None:
    """Queue the paper at its printer; call it on a worker. Unavailable, in a sentence: it wasn't taken, and why."""
    command = ["lp", "-d", job.printer, "-t", job.title, "-n", str(job.copies), "-o", f"sides={job.sides}"]
    command += ["-o", "print-scaling=auto-fit", *(["-P", job.pages] if job.pages else [])]
    command += ["-o", "print-color-mode=monochrome"] if job.is_grey else []
    try:
        done = subprocess.run(  # noqa: S603  a list without a shell; the PDF goes in by its standard input
            [shutil.which("lp") or "lp", *command[1:]], input=pdf, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"The print server didn't answer within {_PATIENCE} seconds. {_INSTEAD}") from error
    except OSError as error:
        raise Unavailable(f"The printing system can't be started ({error.strerror}). {_INSTEAD}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("lp: ").rstrip(".")
        raise Unavailable(f"“{job.printer}” didn't take the paper{f' ({said})' if said else ''}. {_INSTEAD}")


_INSTEAD = "Nothing was printed: choose another printer, or save the paper as a PDF."
