"""Issuing an agreement: first of all who signs this time, and why not the person; then in which print (FUND-5)."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from app.door.door import Deed
from app.papers import late
from app.queries.agreement.who_may_sign import SignChoice, WhoSigns
from app.queries.transfer.page import TransferPage
from models.vocabulary.agreement import SignsBecause
from models.vocabulary.people import PaperFormat
from ui.icons import Icon
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.inline_form import FormSpec, InlineForm


class _WhoSigns:
    """The question, and those that follow from its answer."""

    def __init__(self, form: InlineForm, page: TransferPage) -> None:
        self._form, self._offered = form, page.sign_choices
        first = self._offered[0].answer
        self.box: ChoiceBox[WhoSigns] = form.choice_box(
            "who",
            "&Who signs this time?",
            tuple((each.answer, each.label) for each in self._offered),
            "The person can always sign. Somebody else needs a power over their money; record it first.",
            first,
        )
        self._first = first
        self._because: ChoiceBox[SignsBecause] = form.choice_box(
            "because", "Wh&y not the person", tuple((each, each.label) for each in SignsBecause)
        )
        self._assessed_by = form.line("assessed_by", "Who &assessed capacity for this decision")
        self._assessed_on = form.day_if_known("assessed_on", "Assessed &on", looks_back=True)
        self._evidence = form.line("capacity_evidence", "Where it is written &down", "Such as the form in MOSAIC")
        self.box.picked.connect(self._asks)
        self._because.picked.connect(self._asks)
        self._asks()

    def _asks(self, _picked: object = None) -> None:
        """Ask only what the answers leave open."""
        other = not self._answer.is_person
        lacks = other and self._because.value() is SignsBecause.LACKS_CAPACITY
        self._form.show_fields(self._because, shown=other)
        self._form.show_fields(self._assessed_by, self._assessed_on, self._evidence, shown=lacks)

    @property
    def _answer(self) -> WhoSigns:
        return self.box.value() or self._first

    @property
    def chosen(self) -> SignChoice:
        """The answer with its print."""
        return next((each for each in self._offered if each.answer == self._answer), self._offered[0])

    def said(self) -> WhoSigns:
        """All of the answer."""
        answer = self._answer
        if answer.is_person:
            return answer
        because = self._because.value()
        if because is not SignsBecause.LACKS_CAPACITY:
            return replace(answer, because=because)
        return replace(
            answer,
            because=because,
            assessed_by=self._assessed_by.text(),
            assessed_on=self._assessed_on.value(),
            evidence=self._evidence.text(),
        )


def _issue(form: InlineForm, page: TransferPage) -> Callable[[], Deed]:
    view = page.view
    if view is None:
        raise LookupError("an agreement is about an episode")
    who = _WhoSigns(form, page)
    edition: ChoiceBox[PaperFormat] = form.choice_box(
        "edition", "&Edition", tuple((each, each.label) for each in PaperFormat), page.communication, page.paper_format
    )
    chosen = form.needed(edition, "Choose one of these.")

    because = form.line("print_because", "Why in this print", "Whoever signs needs the other one. It is noted.")

    def asks_why(_picked: object = None) -> None:
        form.show_fields(because, shown=edition.value() not in {None, who.chosen.paper_format})

    def fits(_picked: object) -> None:
        edition.set_value(who.chosen.paper_format)
        form.took(edition)
        asks_why()

    who.box.picked.connect(fits)
    edition.picked.connect(asks_why)
    asks_why()
    with_boxes = form.tick_when_asked("with_boxes", "Issue it with the bo&xes, and write the letters in by hand")
    return lambda: partial(
        late.issue_agreement,
        episode=view.episode,
        seen=view.episode_seen,
        edition=chosen.value(),
        who=who.said(),
        with_boxes=with_boxes(),
        print_because=because.text(),
    )


ISSUE: FormSpec[TransferPage] = FormSpec(
    "issue",
    "Issue the agreement",
    "Issue the agreement",
    "Issued: it is kept as it is now. Print it, and have it signed.",
    _issue,
    lesson="The paper is frozen with today's plan, rate and dates, and can be drawn again as it was.",
    sign=Icon.DOCUMENT,
    dangerous=True,
)
