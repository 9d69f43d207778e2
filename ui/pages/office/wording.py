"""Wording: the phrases that families read and sign, as they are printed now; to be read here, not yet changed."""

from functools import partial

from app.door.changes import Topic
from app.door.door import Pending
from app.papers import wording as papers
from app.papers.issuing import EDITIONS
from app.papers.wording import PaperWording, Phrase
from ui.desk import Desk
from ui.dialogs.print_preview import PrintPreview
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.page import Page
from ui.tables.fitted_table import FittedTable
from ui.tables.row_table_model import Column, RowTableModel
from ui.text import count
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import Field, Panel, button, buttons, words

_ROWS = 8  # phrases seen at once
_WHERE = (
    "The words come with Homeward and change with a new version of it: they can't be changed in the program yet. "
    "What an office sets today: the telephone numbers in Contact numbers, the prices in Rates, the numbers in Policy. "
    "Words in braces, such as {person}, are filled in for each paper."
)


class WordingPage(Page):
    """One paper at a time; the chosen phrase is shown whole below the list."""

    name = PageName.WORDING
    topics = frozenset({Topic.SETTINGS})
    says = "What families read and sign, phrase by phrase, in the words that are printed now."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self.papers: tuple[PaperWording, ...] = ()
        self.preview: PrintPreview[str] | None = None
        self.paper: ChoiceBox[str] = ChoiceBox(look, "wording.paper")
        self.version = words("", "quiet", "wording.version")
        self.list = FittedTable(
            look, RowTableModel(_COLUMNS, lambda row: (row.paper, row.name)), "wording.list", "Phrases", _ROWS
        )
        self.whole = words("", "", "wording.phrase")
        self.look_at = button(look, "&Look at the paper…", "wording.preview", Icon.PRINT, kind="primary")
        self._build()

    def refresh(self) -> None:
        """The phrases of every paper."""
        self.door.ask(self, papers.wordings).then(self._show, self.notice.say, latest="wording.page")

    def _show(self, found: tuple[PaperWording, ...]) -> None:
        kept = self.paper.value()
        self.papers = found
        self.paper.set_choices([(each.paper, each.title) for each in found])
        self.paper.set_value(kept or found[0].paper)
        self._picked()
        self.arrived()

    def _picked(self, *_paper: object) -> None:
        shown = next((each for each in self.papers if each.paper == self.paper.value()), None)
        if shown is not None:
            self.version.setText(f"Version {shown.version}, {count(len(shown.phrases), 'phrase')}")
            self.list.show_rows(shown.phrases)
            self.list.choose_first()

    def _chosen(self, phrase: Phrase | None) -> None:
        self.whole.setText(phrase.words if phrase is not None else "")

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
        panel = Panel(self.look, "Phrases", "wording.panel")
        self.paper.setMaximumWidth(self.look.theme.px(360))
        for each in (Field(self.look, "P&aper", self.paper), self.version, self.list, self.whole):
            panel.body.addWidget(each)
        panel.body.addLayout(buttons(self.look, self.look_at))
        self.body.addWidget(words(_WHERE))
        self.body.addWidget(panel)
        self.body.addStretch(1)
        self.paper.picked.connect(self._picked)
        self.list.chosen.connect(self._chosen)
        self.look_at.clicked.connect(self._look_at)


_COLUMNS = (
    Column[Phrase]("part", "Where it stands", lambda row: row.part, width=190),
    Column[Phrase]("name", "Name", lambda row: row.name, quiet=True, width=140, gives_way=True),
    Column[Phrase]("words", "Words", lambda row: row.words, tooltip=lambda row: row.words),
)
