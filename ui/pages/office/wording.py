"""Wording: the phrases that families read and sign, in the office's own words; drafted, sent and released."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.door.changes import Topic
from app.door.door import Deed, Pending
from app.papers import wording as papers
from app.papers.issuing import EDITIONS
from app.queries.office import wording as queries
from app.queries.office.wording import PaperWording, PhraseRow, VersionRow
from app.services.office import wording as deeds
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office import wording_forms as forms
from ui.pages.office.wording_versions import VersionsPanel
from ui.pages.page import Page
from ui.states import State
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.text import count, plain_day_text
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.grown import grow
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import Field, button, words
from ui.widgets.press import Press

_ROWS = 8  # phrases seen at once
_WIDEST = 360  # px


class WordingPage(Page):
    """One paper at a time; the chosen phrase is changed below the list, the draft is sent and released below that."""

    name = PageName.WORDING
    topics = frozenset({Topic.SETTINGS})
    says = "What families read and sign, phrase by phrase. The office's own words are printed once they are released."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self.view: queries.WordingView | None = None
        self.preview: PrintPreview[str] | None = None
        self.paper: ChoiceBox[str] = ChoiceBox(look, "wording.paper")
        self.version = words("", "quiet", "wording.version")
        self.owed = words("", "strong", "wording.owed")
        self.panel = DeedPanel(desk, "Phrases", "wording.panel")
        self.list = FittedTable(
            look, RowTableModel(_COLUMNS, lambda row: (row.paper, row.name)), "wording.list", "Phrases", _ROWS
        )
        self.whole = words("", "", "wording.phrase")
        self.told = words("", "quiet", "wording.told")
        self.change = button(look, "&Change this phrase…", "wording.change", Icon.EDIT, kind="primary")
        self.program = button(
            look, "Take the &program's words", "wording.take_program_words", Icon.UNDO, press=Press.STORES
        )
        self.look_at = button(look, "&Look at the paper…", "wording.preview", Icon.PRINT)
        self.draft = DeedPanel(desk, "The draft", "wording.draft_panel")
        self.drafted = words("", "", "wording.drafted")
        self.send = button(look, "Send for &release…", "wording.send", Icon.ACTION)
        self.release = button(look, "Release…", "wording.release", Icon.TICK, kind="primary", press=Press.DANGEROUS)
        self.withdraw = button(look, "Withdraw the draft…", "wording.withdraw", Icon.UNDO, press=Press.DANGEROUS)
        self.versions = VersionsPanel(desk)
        self._build()

    def refresh(self) -> None:
        """The phrases and versions of every paper."""
        self.door.ask(self, queries.wording_page).then(self._show, self.notice.say, latest="wording.page")

    def lead_within(self, field: str) -> bool:
        """To a phrase that is named with its paper, "agreement:money:billing", or to a control of the page."""
        paper, _, phrase = field.partition(":")
        if not phrase or self.view is None:
            return super().lead_within(field)
        self.paper.set_value(paper)
        self._picked()
        self.list.choose((paper, phrase.replace(":", ".")))
        return super().lead_within("change")

    def _show(self, view: queries.WordingView) -> None:
        kept = self.paper.value()
        self.view = view
        self.paper.set_choices([(each.paper, each.title) for each in view.papers])
        self.paper.set_value(kept or view.papers[0].paper)
        self._shown()
        for panel in (self.panel, self.draft):
            panel.stands_now()
        self.arrived()

    def _paper(self) -> PaperWording | None:
        papers_shown = self.view.papers if self.view is not None else ()
        return next((each for each in papers_shown if each.paper == self.paper.value()), None)

    def _picked(self, *_paper: object) -> None:
        """A form is about the paper that it was opened for; another paper closes it, and its typing is kept."""
        for panel in (self.panel, self.draft):
            panel.close_form()
            panel.notice.clear()
        self._shown()

    def _shown(self) -> None:
        paper = self._paper()
        if paper is None:
            return
        owed = sum(each.owed for each in paper.phrases)
        self.version.setText(f"Printed today: version {paper.version}, {count(len(paper.phrases), 'phrase')}.")
        self.owed.setText(f"{count(owed, 'phrase')} to write before this paper can be final.")
        self.owed.setVisible(owed > 0)
        self.list.show_rows(paper.phrases)
        if self.list.current() is None:
            self.list.choose_first()
        self._chosen()
        self._show_draft(paper)
        self.versions.show_versions(paper.versions)

    def _show_draft(self, paper: PaperWording) -> None:
        draft, may = paper.draft, self.view is not None and not self.view.lacks
        self.draft.setVisible(draft is not None)
        if draft is None:
            return
        changed = sum(each.is_changed for each in paper.phrases)
        self.drafted.setText(f"{_standing(draft, changed)} {paper.lacks if draft.sent else ''}".strip())
        self.draft.offer(self.release, offered=may and bool(draft.sent) and not paper.lacks)
        self.draft.offer(self.send, offered=may and not draft.sent)
        self.draft.offer(self.withdraw, offered=may)

    def _chosen(self, *_row: object) -> None:
        row, may = self.list.current(), self.view is not None and not self.view.lacks
        self.whole.setText((row.words or f"Nothing yet: the office tells here {row.own}.") if row else "")
        self.told.setText(_facts(row, "" if may or self.view is None else self.view.lacks) if row else "")
        paper = self._paper()
        self.panel.offer(self.change, offered=may and row is not None)
        self.panel.offer(self.program, offered=may and row is not None and row.is_offices and not row.own)
        self.panel.offer(self.look_at, offered=paper is not None and papers.has_example(paper.paper))

    def _another(self, *_row: object) -> None:
        """A form is about the phrase that it was opened for: another one closes it, and its typing is kept."""
        if self.panel.form is not None:
            self.panel.close_form()
        self._chosen()

    def _about(self) -> tuple[FormSpec[PhraseRow], PhraseRow, str] | None:
        row = self.list.current()
        return (forms.CHANGE, row, f"{row.paper}.{row.name}") if row is not None else None

    def _of_draft(self, spec: FormSpec[VersionRow]) -> tuple[FormSpec[VersionRow], VersionRow, str] | None:
        paper = self._paper()
        return (spec, paper.draft, str(paper.draft.id)) if paper is not None and paper.draft is not None else None

    def _take_program_words(self) -> None:
        row = self.list.current()
        if row is not None:
            deed: Deed = partial(deeds.take_program_words, paper=row.paper, phrase=row.name, seen=row.seen)
            self.panel.do(deed, "The program's words stand in the draft again.")

    def _look_at(self) -> None:
        paper = self.paper.value()
        if paper is None:
            return
        self.preview = PrintPreview(
            self.desk, "An example: it is about nobody", "example.pdf", partial(self._pages, paper), EDITIONS, self
        )
        self.preview.open()

    def _pages(self, paper: str, edition: str) -> Pending[bytes]:
        return self.door.ask(self, papers.example_pages, paper_name=paper, edition=edition)

    def _build(self) -> None:
        grow(self.look, self.paper, QWidget.setMaximumWidth, _WIDEST)
        for each in (self.list, self.whole, self.told):
            self.panel.body.addWidget(each)
        self.panel.add_deeds(self.change, self.program, self.look_at)
        self.draft.body.addWidget(self.drafted)
        self.draft.add_deeds(self.release, self.send, self.withdraw)
        for part in (Field(self.look, "P&aper", self.paper), self.version, self.owed):
            self.body.addWidget(part)
        for panel in (self.panel, self.draft, self.versions):
            self.body.addWidget(panel)
        self.body.addStretch(1)
        self.paper.picked.connect(self._picked)
        self.list.chosen.connect(self._another)
        self.list.opened.connect(lambda _row: self.change.click())
        self.change.clicked.connect(partial(self.panel.ask, "wording", self._about))
        self.program.clicked.connect(self._take_program_words)
        self.look_at.clicked.connect(self._look_at)
        self.send.clicked.connect(partial(self.draft.ask, "wording", partial(self._of_draft, forms.SEND)))
        self.release.clicked.connect(partial(self.draft.ask, "wording", partial(self._of_draft, forms.RELEASE)))
        self.withdraw.clicked.connect(partial(self.draft.ask, "wording", partial(self._of_draft, forms.WITHDRAW)))
        for panel in (self.panel, self.draft):
            panel.led.connect(self.lead_to)


def _standing(draft: VersionRow, changed: int) -> str:
    """How far the draft has come, in sentences."""
    differs = f"{draft.name}, begun by {draft.written_by}: {count(changed, 'phrase')} changed."
    if not draft.sent:
        return f"{differs} Send it for release: a second person reads and releases it."
    day = f" To hold from {plain_day_text(draft.from_day)}." if draft.from_day else ""
    return f"{differs} Sent for release by {draft.sent}: {draft.because.rstrip('.')}.{day}"


def _facts(row: PhraseRow, lacks: str) -> str:
    said = [row.again, row.hint if row.own else "", forms.age_said(row.age, row.limit) if row.words else ""]
    if row.is_changed:
        said.append(f"Released last: “{row.before}”" if row.before else "Nothing was there before.")
    elif row.is_offices and row.shipped:
        said.append(f"The program's words: “{row.shipped}”")
    return " ".join(filter(None, (*said, lacks)))


def _mark(row: PhraseRow) -> str:
    if row.owed:
        return "To write"
    if row.again:
        return "Look again"
    if row.is_changed:
        return "Changed"
    return "Our own" if row.is_offices else ""


def _state(row: PhraseRow) -> State | None:
    return {"To write": State.OVERDUE, "Look again": State.SOON, "Changed": State.OPEN}.get(_mark(row))


_COLUMNS = (
    Column[PhraseRow]("part", "Where it stands", lambda row: row.part, width=180, wraps=True),
    Column[PhraseRow]("name", "Name", lambda row: row.name, quiet=True, width=140, gives_way=True),
    Column[PhraseRow]("state", "State", _mark, state=_state, width=112),
    Column[PhraseRow](
        "age", "Reading age", lambda row: str(row.age) if row.words else "", sort=lambda row: row.age, align=RIGHT,
        width=104, gives_way=True, tooltip=lambda row: forms.age_said(row.age, row.limit),
    ),
    Column[PhraseRow](
        "words", "Words", lambda row: row.words or f"[{row.own}]", tooltip=lambda row: row.words or row.hint
    ),
)  # fmt: skip
