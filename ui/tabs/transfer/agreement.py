"""The individual service agreement: look first, issue, sign or refuse, upload, PO; each with what it still lacks."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from app.door.door import Pending
from app.exchange.agreement.scan import Scan
from app.papers import late
from app.queries.transfer.money_view import AgreementRow
from app.queries.transfer.page import TransferPage
from app.queries.transfer.view import AgreementStep, TransferView
from app.services.agreement import signing
from models.vocabulary.languages import Language
from models.vocabulary.people import PaperFormat
from ui.desk import Desk
from ui.dialogs import power_forms
from ui.dialogs import representative_forms as speakers
from ui.dialogs.power_forms import PowerAsked
from ui.dialogs.print_preview import PrintPreview
from ui.icons import Icon
from ui.states import State
from ui.tabs.transfer import agreement_files as files
from ui.tabs.transfer import agreement_forms as forms
from ui.tabs.transfer.issue_form import ISSUE
from ui.tabs.transfer.letter import letter_lines, look_at_letter
from ui.text import day_text, moment_text
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, set_mark, words
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines, source
from ui.widgets.text_to_paste import TextToPaste


class AgreementPanel(DeedPanel):
    """The next step is the primary button; what isn't due yet isn't there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Service agreement", "transfer.agreement", parent)
        self._page: TransferPage | None = None
        self.preview: PrintPreview[str] | None = None
        self.letter: PrintPreview[PaperFormat] | None = None
        look = desk.look
        self.lacks = SentenceLines(look, "transfer.agreement.lacks")
        self.issued = SentenceLines(look, "transfer.agreement.issued")
        self.scans = SentenceLines(look, "transfer.agreement.scans")
        self.speak_heading = words("Who speaks for the person", "strong")
        self.speak = SentenceLines(look, "transfer.agreement.representatives")
        self.lacks.led.connect(self.led)
        for each in (self.lacks, self.issued, self.scans, self.speak_heading, self.speak):
            self.body.addWidget(each)
        self.purchase = button(look, "Copy the text for PST", "transfer.copy_purchase", Icon.COPY)
        self.look_first = button(look, "&Print the agreement…", "transfer.print_agreement", Icon.PRINT)
        self.issue = button(look, "Issue the agreement…", "transfer.issue", Icon.DOCUMENT, press=Press.DANGEROUS)
        self.sign = button(look, "Record the &signature…", "transfer.sign", Icon.SIGNATURE)
        self.refuse = button(look, "Refused to sign…", "transfer.refuse", Icon.REFUSED, press=Press.DANGEROUS)
        self.upload = button(look, "&Uploaded to MOSAIC…", "transfer.upload", Icon.EXPORT)
        self.po = button(look, "P&O raised", "transfer.po", Icon.MONEY, press=Press.STORES)
        self.attach = button(look, "Attach the sca&n…", "transfer.attach_scan", Icon.EXPORT)
        self.scan = files.ScanOfAgreement(desk, self)
        self.add_speaker = button(look, "&Add a representative…", "transfer.add_representative", Icon.NEW, kind="quiet")
        self._deeds_of_steps = {
            AgreementStep.ISSUE: self.issue,
            AgreementStep.SIGN: self.sign,
            AgreementStep.UPLOAD: self.upload,
            AgreementStep.RAISE_PO: self.po,
        }
        self.replace = button(
            look, "Somebody no longer acts…", "transfer.replace_attorney", Icon.NEW, kind="quiet", press=Press.DANGEROUS
        )
        self.refusal = button(look, "Print the refusal…", "transfer.print_refusal", Icon.PRINT)
        self.add_deeds(
            *self._steps(),
            self.purchase,
            self.look_first,
            self.attach,
            self.refuse,
            self.refusal,
            self.add_speaker,
            self.replace,
        )
        self._connect()

    def show_page(self, page: TransferPage) -> None:
        """Show how far the newest agreement is, and the earlier ones."""
        self._page = page
        view = page.view
        if view is None:
            return
        newest = view.agreement
        self.set_aside(newest.state if newest else "")
        self.title.setText("Letter about who pays" if view.gets_letter else "Service agreement")
        self.look_first.setText("&Print the letter…" if view.gets_letter else "&Print the agreement…")
        self.lacks.show_lines(
            letter_lines(view, self.desk.clock.now())
            if view.gets_letter
            else tuple(
                SentenceLine(f"agreement_lack.{number}", each.sentence, State.OPEN, source(each.who), field=each.field)
                for number, each in enumerate(view.agreement_lacks, start=1)
            )
            if newest is None
            else ()
        )
        self.issued.show_lines(
            tuple(self._issued_line(number, each) for number, each in enumerate(view.agreements, start=1))
        )
        self.scans.show_lines(files.scan_lines(view, self.desk))
        self.speak_heading.setVisible(bool(view.representatives))
        self.speak.show_lines(speakers.lines_of(view.representatives, view.powers))
        self._offer_steps(view)

    def _offered(self) -> list[QWidget]:
        """The step that is due, then the newest agreement's line, which says how far it is: printing is no step."""
        due = [each for each in super()._offered() if each.property("kind") == "primary"]
        line = self.issued.deed_of("issued.1")
        return [*due, *([line] if line is not None else [])]

    # --- the steps -----------------------------------------------------------------------------------------------

    def _steps(self) -> tuple[QPushButton, ...]:
        return (self.po, self.upload, self.sign, self.issue)

    def _offer_steps(self, view: TransferView) -> None:
        step = None if view.gets_letter else view.agreement_step
        set_mark(self.look_first, "kind", "primary" if view.gets_letter else "")
        due = self._deeds_of_steps.get(step) if step is not None else None
        self.issue.setText("Issue it anew…" if view.agreement else "Issue the agreement…")
        signed = view.agreement is not None and view.agreement.signed_at is not None
        self.attach.setText("Replace the sca&n…" if view.newest_scan else "Attach the sca&n…")
        self.offer(self.attach, offered=signed)
        for each in self._steps():
            set_mark(each, "kind", "primary" if each is due else "")
            self.offer(each, offered=each is due or (each is self.issue and view.can_issue_anew))
        if view.gets_letter:
            self.issue.setText("Issue the letter")
            self.offer(self.issue, offered=True)
        self.offer(self.look_first, offered=view.is_charged)
        self.offer(self.purchase, offered=bool(view.purchase_text) and step is AgreementStep.RAISE_PO)
        self.offer(self.refuse, offered=step is AgreementStep.SIGN)
        newest = view.agreement
        self.offer(self.refusal, offered=newest is not None and newest.refused_at is not None and bool(newest.asked))
        self.offer(self.add_speaker, offered=view.is_charged)
        self.offer(self.replace, offered=view.is_charged and power_forms.with_several(view.powers) is not None)

    def _issued_line(self, number: int, row: AgreementRow) -> SentenceLine:
        now = self.desk.clock.now()
        state = State.DONE if row.po_raised_at else State.OVERDUE if row.refused_at else State.WAITING
        first = day_text(row.counts_from, now.date()) if row.counts_from else moment_text(row.liable_from, now)
        turns = f" or {row.lighter}, by turns," if row.lighter is not None else ""
        text = f"{row.reference}: {row.state}. {row.weekly}{turns} a week from {first}"
        steps = [
            row.period,
            f"issued {moment_text(row.issued_at, now)} by {row.issued_by}, {row.edition.label.lower()}",
        ]
        if row.signed_at is not None:
            authority = f", {row.signed_as.label}" if row.signed_as else ""
            steps.append(f"signed {moment_text(row.signed_at, now)} by {row.signed_by}{authority}")
        if row.evidence:
            steps.append(f"evidence: {row.evidence}, seen by {row.evidence_seen_by}")
        if row.refused_at is not None:
            steps.append(f"refused {moment_text(row.refused_at, now)}: {row.refused_because}")
        if row.uploaded_at is not None:
            steps.append(f"in MOSAIC {moment_text(row.uploaded_at, now)}")
        if row.po_raised_at is not None:
            steps.append(f"PO raised {moment_text(row.po_raised_at, now)}")
        return SentenceLine(f"issued.{number}", text, state, "; ".join(steps), "Print it again…")

    # --- deeds ---------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.look_first.clicked.connect(self._print_now)
        self.purchase.clicked.connect(self._copy_purchase)
        self.issue.clicked.connect(self._open_issue)
        self.sign.clicked.connect(partial(self._open, forms.SIGNATURE))
        self.refuse.clicked.connect(partial(self._open, forms.REFUSAL))
        self.upload.clicked.connect(partial(self._open, forms.UPLOAD))
        self.po.clicked.connect(self._raise_po)
        self.add_speaker.clicked.connect(self._open_speaker)
        self.refusal.clicked.connect(self._print_refusal)
        self.replace.clicked.connect(self._open_replacing)
        self.issued.wanted.connect(self._print_again)
        self.speak.wanted.connect(self._open_evidence)
        self.attach.clicked.connect(self.scan.begin)
        self.scan.read.connect(self._attach)
        self.scan.troubled.connect(self.say)
        self.scans.wanted.connect(self._look_at_scan)

    def _open_issue(self) -> None:
        view = self._page.view if self._page is not None else None
        if view is not None and view.gets_letter:
            deed = partial(late.issue_letter, episode=view.episode, seen=view.episode_seen)
            self.do(deed, "Issued: the letter is kept as it is now. Print it.")
            return
        self.ask("transfer", self._issue_asked)

    def _issue_asked(self) -> tuple[FormSpec[TransferPage], TransferPage, str] | None:
        page = self._page
        return (ISSUE, page, str(page.view.person)) if page is not None and page.view is not None else None

    def _open(self, spec: forms.AgreementForm) -> None:
        self.ask("transfer", partial(self._asked, spec))

    def _asked(
        self, spec: forms.AgreementForm
    ) -> tuple[forms.AgreementForm, tuple[TransferView, AgreementRow], str] | None:
        view = self._page.view if self._page is not None else None
        if view is None or view.agreement is None:
            return None
        return spec, (view, view.agreement), str(view.agreement.id)

    def _open_speaker(self) -> None:
        if self._page is not None and self._page.view is not None:
            self.open_form("transfer", speakers.REPRESENTATIVE, self._page.view.person, str(self._page.view.person))

    def _open_evidence(self, key: str) -> None:
        view = self._page.view if self._page is not None else None
        if view is not None:
            made = speakers.asked_by(key, view.person, view.representatives, view.powers)
            self.open_form("transfer", *made)

    def _open_replacing(self) -> None:
        view = self._page.view if self._page is not None else None
        power = power_forms.with_several(view.powers) if view is not None else None
        if view is not None and power is not None:
            asked = PowerAsked(view.person, view.representatives, power)
            self.open_form("transfer", power_forms.replace_form(power), asked, str(power.id))

    def _raise_po(self) -> None:
        view = self._page.view if self._page is not None else None
        if view is not None and view.agreement is not None:
            row = view.agreement
            self.do(partial(signing.record_po, agreement=row.id, seen=row.seen), "The PO is raised.")

    def _attach(self, scan: Scan) -> None:
        """The first scan is attached at once; another asks why it replaces the one before."""
        view = self._page.view if self._page is not None else None
        row = view.agreement if view is not None else None
        if view is None or row is None:
            return
        if view.newest_scan is None:
            self.do(files.attaching(row, scan), "The scan is attached.")
        else:
            self.open_form("transfer", files.SCAN_AGAIN, (row, scan))

    def _look_at_scan(self, key: str) -> None:
        view = self._page.view if self._page is not None else None
        shown = files.scan_preview(view, key, self.desk, self.window()) if view is not None else None
        if shown is not None:
            self.preview = shown
            shown.open()

    def texts(self) -> list[TextToPaste]:
        """What PST is asked for, while its button is offered."""
        return [TextToPaste(self, self._copy_purchase)] if self.purchase.isVisible() else []

    def _copy_purchase(self) -> None:
        """What PST is asked for, before it is recorded that the PO is raised (FUND-4)."""
        view = self._page.view if self._page is not None else None
        if view is not None:
            QGuiApplication.clipboard().setText(view.purchase_text)
            self.notice.tell("Copied: paste it for PST, then record that the PO is raised.")

    # --- paper ---------------------------------------------------------------------------------------------------

    def _print_now(self) -> None:
        """What was issued is printed as it was; before that, a marked draft of what would be issued now."""
        page = self._page
        view = page.view if page is not None else None
        if page is None or view is None:
            return
        if view.agreements:
            self._print_again("issued.1")
            return
        if view.gets_letter:
            self.letter = look_at_letter(self.desk, self.window(), view)
            return
        self._preview(
            view,
            "Service agreement, not issued",
            page.paper_format.value,
            lambda edition: self.desk.door.ask(self, late.agreement_pages, episode=view.episode, edition=edition),
            says="Not issued: a draft, without a number and without a place to sign.",
        )

    def _print_again(self, key: str) -> None:
        view = self._page.view if self._page is not None else None
        if view is None:
            return
        row = view.agreements[int(key.rpartition(".")[2]) - 1]
        self._preview(
            view,
            f"Service agreement {row.reference}" + ("" if view.is_kept(row.id) else ", drawn again"),
            row.edition.value,
            lambda edition: self.desk.door.ask(self, late.issued_pages, agreement=row.id, edition=edition),
            for_person=row.is_for_person,
            languages=tuple(Language),
        )

    def _print_refusal(self) -> None:
        view = self._page.view if self._page is not None else None
        if view is not None and view.agreement is not None:
            row = view.agreement
            self._preview(
                view,
                f"Record of a refusal to sign {row.reference}",
                row.edition.value,
                lambda edition: self.desk.door.ask(self, late.refused_pages, agreement=row.id, edition=edition),
                for_person=False,
            )

    def _preview(
        self,
        view: TransferView,
        title: str,
        first: str,
        paper: Callable[[str], Pending[bytes]],
        *,
        for_person: bool = True,
        says: str = "",
        languages: Sequence[Language] = (),
    ) -> None:
        """The edition that is needed stands first, and so is shown; it says whether it is issued.

        Behind them it can be read in these languages.

        Where it isn't `for_person`, the print that the person needs is no reason to show another than that one.
        """
        prints = [(each.value, each.label) for each in PaperFormat]
        editions = sorted(prints, key=lambda each: each[0] != first)
        more: dict[str, str] = {}
        for each in languages:
            read = {f"{value} {each.value}": label for value, label in prints}
            editions += [(value, f"{label}, translated: {each.label}") for value, label in read.items()]
            more |= dict.fromkeys(read, f"translated into {each.label}")
        name = f"{title} {view.person_name}.pdf".replace(",", "")
        self.preview = PrintPreview[str](
            self.desk,
            title,
            name,
            paper,
            editions,
            self.window(),
            view.person,
            reader=view.person if for_person else None,
            says=says,
            more=more,
        )
        self.preview.open()
