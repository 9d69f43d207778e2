"""The papers of an agreement as files: the scan of the signed one, taken in by a file's name, shown and replaced."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.door.door import Deed
from app.exchange.agreement import scan as scans
from app.exchange.agreement.scan import Scan
from app.queries.agreement.paper_files import FileRow
from app.queries.transfer.money_view import AgreementRow
from app.queries.transfer.view import TransferView
from models.vocabulary.papers import PaperKind
from ui.desk import Desk
from ui.dialogs.files import FileKind, open_file
from ui.dialogs.print_preview import PrintPreview
from ui.dialogs.reading_shown import get_ready
from ui.icons import Icon
from ui.states import State
from ui.text import moment_text
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.sentence_lines import SentenceLine

SCANS = FileKind("Scans", (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff"), or_any=True)
_KILOBYTE = 1024


class ScanOfAgreement(QObject):
    """`read` with the scan once it was opened and found to be one; `troubled` with why not."""

    read = Signal(object)
    troubled = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent

    def begin(self) -> None:
        """Ask which file, and open it off the window's thread; what opens it is started meanwhile."""
        get_ready(self._desk)
        file = open_file(self._over, self._desk.preferences, "Attach the scan of the signed agreement", SCANS)
        if file is not None:
            self._desk.door.fetch(self, partial(scans.read_scan, file)).then(self.read.emit, self.troubled.emit)


def attaching(row: AgreementRow, scan: Scan, because: str = "") -> Deed:
    """The deed that attaches the scan to its agreement."""
    return partial(scans.attach_scan, agreement=row.id, seen=row.seen, scan=scan, because=because)


def _again(form: InlineForm, shown: tuple[AgreementRow, Scan]) -> Callable[[], Deed]:
    row, scan = shown
    because = form.text("because", "&Why this scan replaces the one before", "A page was missing, or can't be read")
    return lambda: attaching(row, scan, because())


SCAN_AGAIN: FormSpec[tuple[AgreementRow, Scan]] = FormSpec(
    "scan_again",
    "Another scan of the signed agreement",
    "Attach this scan",
    "Attached. The scan before stays beside it.",
    _again,
    lesson="The scan before isn't thrown away: both can be looked at.",
    sign=Icon.SAVE,
)


def scan_lines(view: TransferView, desk: Desk) -> tuple[SentenceLine, ...]:
    """Each scan of this episode's agreements, the newest first."""
    kept = _scans(view)
    replaced = {each.replaces for each in kept}
    lines = [_line(number, each, desk, is_replaced=each.id in replaced) for number, each in enumerate(kept, start=1)]
    return tuple(reversed(lines))


def _scans(view: TransferView) -> list[FileRow]:
    """Oldest first, so that each keeps its number when another comes."""
    return [each for each in view.papers if each.kind is PaperKind.SCAN]


def _line(number: int, scan: FileRow, desk: Desk, *, is_replaced: bool) -> SentenceLine:
    now = desk.clock.now()
    which = "Replaced scan of" if is_replaced else "Scan of the signed"
    below = [f"Attached {moment_text(scan.made_at, now)} by {scan.made_by}", scan.media_type.label]
    below += [_size(scan.size), f"SHA-256 {scan.sha256[:12]}…"]
    because = f"; replaces the one before: {scan.because}" if scan.because else ""
    state = None if is_replaced else State.DONE
    return SentenceLine(f"scan.{number}", f"{which} {scan.reference}", state, ", ".join(below) + because, "Look at it…")


def _size(size: int) -> str:
    kilobytes = max(1, round(size / _KILOBYTE))
    return f"{kilobytes} KB" if kilobytes < _KILOBYTE else f"{kilobytes / _KILOBYTE:.1f} MB"


def scan_preview(view: TransferView, key: str, desk: Desk, over: QWidget) -> PrintPreview[str] | None:
    """The scan of this line, to be looked at, saved or printed."""
    kept, number = _scans(view), int(key.rpartition(".")[2])
    if number > len(kept):
        return None
    found = kept[number - 1]
    title = f"Scan of the signed agreement {found.reference}"
    return PrintPreview[str](
        desk,
        title,
        f"{title} {view.person_name}.pdf",
        lambda _edition: desk.door.ask(over, scans.file_pages, file=found.id),
        [("scan", "As it was scanned")],
        over,
        view.person,
    )
