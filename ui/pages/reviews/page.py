"""Long-term reviews: the programme of an area, how far each review has got, and its forms by keyboard (LTR-1)."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout

from app.door.changes import Topic
from app.door.door import Deed, Pending
from app.papers.review_letters import review_letters_pdf
from app.queries.reviews import programmes as queries
from app.queries.reviews.programmes import ProgrammeRow, ReviewRow
from app.services.reviews import joint_review
from models.vocabulary.reviews import ReviewOutcome, ReviewState
from ui.desk import Desk
from ui.dialogs.packages_import import PackagesImport
from ui.dialogs.print_preview import PrintPreview
from ui.icons import Icon
from ui.navigation import PageName
from ui.pages.office.list_panel import ListPanel
from ui.pages.page import Page
from ui.pages.reviews import forms
from ui.pages.reviews.said import columns, figures_said
from ui.text import plain_day_text
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, words
from ui.widgets.press import Button

_EACH = [("each", "As each person needs it")]
Asked = tuple[FormSpec[Any], Any, str] | None


class ReviewsPage(Page):
    """Above the programme of the chosen area, below its reviews; what each button asks opens beneath the list."""

    name = PageName.REVIEWS
    says = "Long-term Direct Care packages, reviewed area by area with a social worker (LTR-1)."
    topics = frozenset({Topic.EPISODES, Topic.PEOPLE, Topic.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._programmes: tuple[ProgrammeRow, ...] = ()
        self._wanted: tuple[UUID | None, str] = None, ""
        self.panel = DeedPanel(desk, "The programme of an area", "reviews.panel")
        self.area: ChoiceBox[UUID] = ChoiceBox(self.look, "reviews.area", "No area yet")
        self.area.setAccessibleName("Area")
        self.figures = words("", "", "reviews.figures")
        self.note = words("", "quiet", "reviews.note")
        self.open = button(self.look, "&Open an area…", "reviews.open", Icon.NEW, kind="primary")
        self.describe = button(self.look, "Its &note…", "reviews.describe", Icon.EDIT)
        self.take_in = button(self.look, "&Take somebody in…", "reviews.take_in", Icon.PERSON)
        self.letters = button(self.look, "&All letters sent…", "reviews.letters", Icon.DOCUMENT)
        self.packages = button(self.look, "From a &spreadsheet…", "reviews.packages", Icon.IMPORT)
        self.packages_import = PackagesImport(desk, self, self.notice)
        self.print = button(self.look, "Pr&int the letters…", "reviews.print", Icon.PRINT)
        self.reviews: ListPanel[ReviewRow] = ListPanel(
            desk, self.name.value, "list", "Reviews", columns(), _key, "Nobody is in this programme yet."
        )
        self._build()

    def open_at(self, record: UUID | None, field: str = "") -> None:
        """About somebody: their review is chosen; for letters, the area of that programme, or the first with any."""
        self._wanted = record, field
        self._go_where_wanted()
        super().open_at(record, field)

    def refresh(self) -> None:
        """Every programme with its reviews."""
        self.door.ask(self, queries.programmes).then(self._show, self.notice.say, latest="reviews.programmes")

    def _show(self, found: tuple[ProgrammeRow, ...]) -> None:
        new = {each.id for each in found} - {each.id for each in self._programmes}
        chosen = self.area.value()
        if self._programmes and len(new) == 1:  # whoever opens an area goes on with it
            (chosen,) = new
        self._programmes = found
        self.area.set_choices([(each.id, each.area) for each in found])
        self.area.set_value(chosen if chosen in {each.id for each in found} else found[0].id if found else None)
        self._show_area()
        self._go_where_wanted()
        self.panel.stands_now()
        self.arrived()

    def _go_where_wanted(self) -> None:
        record, field = self._wanted
        for programme in self._programmes:
            theirs = (each for each in programme.reviews if each.person_id == record and _is_open(each))
            row = next(theirs, None)
            waits = field == f"{self.name.value}.letters" and bool(forms.letters_to_send(programme))
            if row is not None or record == programme.id or (record is None and waits):
                self._wanted = None, ""
                self.area.set_value(programme.id)
                self._show_area()
                if row is not None:
                    self.reviews.table.choose(row.id)
                return

    def _show_area(self, _picked: object = None) -> None:
        programme = self._chosen()
        self.area.setVisible(bool(self._programmes))
        self.figures.setText(_said(programme))
        self.note.setText(programme.note if programme is not None else "")
        self.note.setVisible(bool(self.note.text()))
        for each in (self.describe, self.take_in, self.packages):
            self.panel.offer(each, offered=programme is not None)
        waiting = programme is not None and bool(forms.letters_to_send(programme))
        for each in (self.print, self.letters):
            self.panel.offer(each, offered=waiting)
        self.reviews.setVisible(programme is not None)
        self.reviews.show_rows(programme.reviews if programme is not None else ())

    def _chosen(self) -> ProgrammeRow | None:
        return next((each for each in self._programmes if each.id == self.area.value()), None)

    def _ask(self, form: FormSpec[ProgrammeRow]) -> Callable[[], None]:
        def made() -> Asked:
            programme = self._chosen()
            return (form, programme, str(programme.id)) if programme is not None else None

        return lambda: self.panel.ask(self.name.value, made)

    def _print(self) -> None:
        """The letters to whoever is still to be written to; that they were sent is said by another button."""
        programme = self._chosen()
        if programme is not None:
            self._preview(f"Letters about long-term reviews: {programme.area}", programme.id, None)

    def _print_again(self) -> None:
        """A new letter to the chosen one, whose first didn't arrive or came before their visit had its day."""
        programme, row = self._chosen(), self.reviews.table.current()
        if programme is not None and row is not None:
            self._preview(f"Letter about a long-term review: {row.person}", programme.id, row.person_id)

    def _preview(self, title: str, programme: UUID, person: UUID | None) -> None:
        def pdf(_each: str) -> Pending[bytes]:
            return self.door.ask(self, review_letters_pdf, programme=programme, person=person)

        name = "review-letters.pdf" if person is None else "review-letter.pdf"
        PrintPreview[str](self.desk, title, name, pdf, _EACH, self, person).open()

    def _build(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.area)
        above.addStretch(1)
        self.panel.body.addLayout(above)
        self.panel.body.addWidget(self.figures)
        self.panel.body.addWidget(self.note)
        self.panel.add_deeds(self.open, self.take_in, self.packages, self.print, self.letters, self.describe)
        again = button(self.look, "Print the l&etter again…", "reviews.print_again", Icon.PRINT)
        again.clicked.connect(self._print_again)
        _add_deeds(self.reviews, self.reviews.offers(again, _waits_to_be_met))
        for panel in (self.panel, self.reviews):
            panel.led.connect(self.lead_to)
            self.body.addWidget(panel)
        self.body.addStretch(1)
        self.area.picked.connect(self._show_area)
        self.open.clicked.connect(partial(self.panel.ask, self.name.value, lambda: (forms.OPEN, None, "new")))
        self.describe.clicked.connect(self._ask(forms.DESCRIBE))
        self.take_in.clicked.connect(self._ask(forms.TAKE_IN))
        self.letters.clicked.connect(self._ask(forms.LETTERS))
        self.print.clicked.connect(self._print)
        self.packages.clicked.connect(self.packages_import.begin)
        self.packages_import.done.connect(self.notice.tell)
        self.packages_import.troubled.connect(self.notice.say)


def _add_deeds(panel: ListPanel[ReviewRow], again: Button) -> None:
    asks = partial(_opens, panel)
    panel.add_deeds(
        asks("Lette&r sent…", "letter", Icon.DOCUMENT, forms.LETTER, _is_open),
        again,
        asks("Arran&ge it…", "arrange", Icon.MEETINGS, forms.ARRANGE, _is_undecided),
        asks("&Met…", "met", Icon.PERSON, forms.MET, _is_open),
        asks("Other &hours agreed…", "agree", Icon.EDIT, forms.AGREE, _was_met),
        asks("&Decide…", "decide", Icon.ACTION, forms.DECIDE, _was_met),
        asks("Hand o&ver…", "hand_over", Icon.TRANSFER, forms.HAND_OVER, _moves),
        asks("The &package…", "package", Icon.EDIT, forms.PACKAGE, _is_open),
        asks("&Leaves…", "leave", Icon.CLOSURE, forms.LEAVE, _is_open),
        panel.does("Take &up again", "take_up", Icon.UNDO, _taken_up, "The review goes on.", when=_has_left),
    )


def _opens(
    panel: ListPanel[ReviewRow], text: str, key: str, sign: Icon, form: FormSpec[ReviewRow],
    when: Callable[[ReviewRow | None], bool],
) -> Any:  # fmt: skip
    def made(row: ReviewRow | None) -> Asked:
        return (form, row, str(row.id)) if row is not None and when(row) else None

    return panel.opens(text, key, sign, made, when=when)


def _said(programme: ProgrammeRow | None) -> str:
    if programme is None:
        return "Open the programme of an area once providers there can take packages on."
    return f"Open since {plain_day_text(programme.opened_on)}. {figures_said(programme)}"


def _key(row: ReviewRow) -> UUID:
    return row.id


def _is_open(row: ReviewRow | None) -> bool:
    return row is not None and row.state is not ReviewState.CLOSED


def _is_undecided(row: ReviewRow | None) -> bool:
    return row is not None and row.state in {ReviewState.LETTER, ReviewState.MEETING}


def _waits_to_be_met(row: ReviewRow | None) -> bool:
    return row is not None and row.state is ReviewState.MEETING and not row.mark  # a mark says that they died


def _was_met(row: ReviewRow | None) -> bool:
    return row is not None and _is_open(row) and row.met_on is not None


def _moves(row: ReviewRow | None) -> bool:
    return row is not None and _is_open(row) and row.outcome is ReviewOutcome.PVI


def _has_left(row: ReviewRow | None) -> bool:
    return row is not None and row.state is ReviewState.CLOSED


def _taken_up(row: ReviewRow) -> Deed:
    return partial(joint_review.take_up_again, review=row.id, seen=row.version)
