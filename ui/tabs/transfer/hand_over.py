"""Who takes over, what the hand-over still lacks, and the hand-over itself."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.queries.transfer.view import ReceivingTeam, TransferView
from models.vocabulary.transfer import TransferRoute
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.tabs.transfer.answers import TAKE_BACK, accepted_form, past_lines, returned_form
from ui.tabs.transfer.forms import ABANDON, HAND_OVER, about, route_form
from ui.text import count, moment_text
from ui.widgets.assistive import asks_about_at, at_line
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.expected import expected_lines, moves, takes_back
from ui.widgets.inline_form import FormSpec
from ui.widgets.labels_and_buttons import button, words
from ui.widgets.press import Press
from ui.widgets.sentence_lines import SentenceLine, SentenceLines, source


class HandOverPanel(DeedPanel):
    """The route with the receiving team and its DSO; the one primary deed of the tab."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Hand over", "transfer.move", parent)
        self._view: TransferView | None = None
        self._teams: tuple[ReceivingTeam, ...] = ()
        look = desk.look
        self.route = SentenceLines(look, "transfer.move.lines")
        self.lacks_heading = words("Before the hand-over", "strong")
        self.lacks = SentenceLines(look, "transfer.move.lacks")
        self.hand_over = button(
            look, "Hand over…", "transfer.hand_over", Icon.TRANSFER, kind="primary", press=Press.DANGEROUS
        )
        self.abandon = button(
            look, "No transfer after all…", "transfer.abandon", Icon.CLOSE, kind="quiet", press=Press.DANGEROUS
        )
        self.accepted = button(look, "&Accepted by interim DSO…", "transfer.accepted", Icon.TICK)
        self.returned = button(look, "Returned…", "transfer.returned", Icon.UNDO, kind="quiet")
        self.move_day = button(look, "Move the day…", "transfer.move_day", Icon.EDIT)
        self.take_day_back = button(
            look, "Take the day back…", "transfer.take_back_day", Icon.UNDO, kind="quiet", press=Press.DANGEROUS
        )
        self.take_back = button(
            look, "Take the hand-over back…", "transfer.take_back", Icon.UNDO, kind="quiet", press=Press.DANGEROUS
        )
        self.past = SentenceLines(look, "transfer.move.past")
        for each in (self.route, self.lacks_heading, self.lacks, self.past):
            self.body.addWidget(each)
        self.add_deeds(
            *(self.accepted, self.returned, self.hand_over, self.move_day, self.take_day_back, self.abandon),
            self.take_back,
        )
        self.route.wanted.connect(self._choose)
        self.lacks.led.connect(self.led)
        self.hand_over.clicked.connect(partial(self._open, HAND_OVER))
        self.abandon.clicked.connect(partial(self._open, ABANDON))
        self.take_back.clicked.connect(partial(self._open, TAKE_BACK))
        self.move_day.clicked.connect(self._move)
        self.take_day_back.clicked.connect(self._take_day_back)
        self.accepted.clicked.connect(partial(self._answer, accepted_form))
        self.returned.clicked.connect(partial(self._answer, returned_form))

    def show_view(self, view: TransferView, teams: tuple[ReceivingTeam, ...]) -> None:
        """Show how far it is."""
        self._view, self._teams = view, teams
        lacks = view.hand_over_lacks
        expected = expected_lines(view.expected_move, self.desk.clock.now())
        self.route.show_lines((*expected, self._route_line(view), *self._plan_lines(view), *self._at_lines(view)))
        self.lacks_heading.setVisible(view.can_move and bool(lacks))
        self.lacks.show_lines(_lack_lines(view) if view.can_move else ())
        if view.is_handed_over:
            self.set_aside("Done")
        else:
            self.set_aside(f"{count(len(lacks), 'thing')} missing" if lacks else "Everything is there")
        self.offer(self.hand_over, offered=view.offers_move)
        for each in (self.move_day, self.take_day_back):
            self.offer(each, offered=view.expected_move is not None)
        self.offer(self.abandon, offered=view.offers_move)
        self.offer(self.accepted, offered=view.answer.can_accept)
        self.offer(self.returned, offered=view.answer.can_return)
        self.offer(self.take_back, offered=view.answer.can_take_back)
        self.past.show_lines(past_lines(view, self.desk.clock.now()))

    def _route_line(self, view: TransferView) -> SentenceLine:
        route = view.route
        if view.handed_over_at is not None:
            when = moment_text(view.handed_over_at, self.desk.clock.now())
            return SentenceLine("route", f"Handed over {when}", State.DONE, _receives(view))
        change = "" if not view.is_open else "Choose…" if route.route is None else "Change…"
        if route.route is None:
            text = "Who gives the interim support isn't chosen yet"
            return SentenceLine("route", text, State.SOON, _room(self._teams), change)
        load = next((each.load for each in self._teams if each.id == route.team), "")
        return SentenceLine("route", _receives(view), State.DONE, load, change)

    def _plan_lines(self, view: TransferView) -> tuple[SentenceLine, ...]:
        if view.plan is None or view.is_handed_over:
            return ()
        text = f"{view.plan.kind.label}, version {view.plan.version}: {view.plan.sentence}"
        return (SentenceLine("plan", text, None, "Goes with the person"),)

    def _move(self) -> None:
        self.ask("transfer", lambda: moves(self._view.expected_move if self._view else None, "move_day"))

    def _take_day_back(self) -> None:
        self.ask("transfer", lambda: takes_back(self._view.expected_move if self._view else None, "take_back_day"))

    def _at_lines(self, view: TransferView) -> tuple[SentenceLine, ...]:
        """During interim what was given in STS is asked about here, too (END-5)."""
        if not (view.is_open and view.at.after_hand_over):
            return ()
        return (at_line(view.at, self.desk.clock.now(), can_change=True),)

    def _choose(self, key: str) -> None:
        if key == "at":
            self.ask("transfer", lambda: asks_about_at(self._view.at if self._view is not None else None))
            return
        self.ask("transfer", lambda: about(route_form(self._teams), self._view))

    def _answer(self, form: Callable[[tuple[ReceivingTeam, ...]], FormSpec[TransferView]]) -> None:
        self.ask("transfer", lambda: about(form(self._teams), self._view))

    def _open(self, spec: FormSpec[TransferView]) -> None:
        self.ask("transfer", lambda: about(spec, self._view))


def _lack_lines(view: TransferView) -> tuple[SentenceLine, ...]:
    """The conditions in one line, for they stand above with what mends them; then everything else."""
    lines = tuple(
        SentenceLine(f"move_lack.{number}", each.sentence, State.SOON, source(each.who), field=each.field)
        for number, each in enumerate(view.lacks_besides_conditions, start=1)
    )
    if not view.conditions_to_mend:
        return lines
    above = f"{count(view.conditions_to_mend, 'condition')} above to mend"
    return (SentenceLine("move_lack.conditions", above, State.SOON, field="transfer.conditions"), *lines)


def _receives(view: TransferView) -> str:
    route = view.route
    if route.route is TransferRoute.WITHIN_STS:
        return f"{route.route.label}: {view.team_name} and {view.dso_name} keep the responsibility"
    return f"{route.team_name}, {route.dso_name} receives {view.person_name}"


def _room(teams: tuple[ReceivingTeam, ...]) -> str:
    return "; ".join(f"{each.name}: {each.load}" for each in teams) or "There is no interim team in this office"
