"""Visits that two people share: each is rated by themselves, and the workers' time is counted once (REF-15)."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.queries.plans import shared_visits as queries
from app.queries.plans.shared_visits import Neighbour, SharedLine
from app.queries.plans.versions import PlansView
from app.services.plans import shared_visits as services
from models.values import Call
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.tabs.plans.forms import Ready
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import button
from ui.widgets.sentence_lines import SentenceLine, SentenceLines


class SharedVisitsPanel(DeedPanel):
    """Hidden where nothing is shared and the service has ended."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Visits for two", "plans.shared_panel", parent)
        self._view: PlansView | None = None
        self.lines = SentenceLines(desk.look, "plans.shared_panel.lines")
        self.body.addWidget(self.lines)
        self.share = button(desk.look, "Share a visit…", "plans.share", Icon.DOUBLE_UP)
        self.add_deeds(self.share)
        self.share.clicked.connect(self._ask_share)
        self.lines.wanted.connect(self._ask_end)

    def show_view(self, view: PlansView) -> None:
        """Show what is shared, and what of it isn't any more."""
        self._view = view
        self.setVisible(view.can_change or bool(view.shared))
        self.lines.show_lines(tuple(map(_line, view.shared)))
        self.offer(self.share, offered=view.can_change)

    def _ask_share(self) -> None:
        view = self._view
        if view is not None and view.can_change:
            self.ask("plans", lambda: (SHARE, view, str(view.episode)))

    def _ask_end(self, key: str) -> None:
        self.ask("plans", partial(self._ending, key))

    def _ending(self, key: str) -> tuple[FormSpec[SharedLine], SharedLine, str] | None:
        shared = self._view.shared if self._view is not None else ()
        line = next((each for each in shared if _key(each) == key), None)
        return (END, line, str(line.id)) if line is not None else None


def _line(line: SharedLine) -> SentenceLine:
    state = State.DONE if line.is_shared else State.WAITING
    return SentenceLine(_key(line), line.sentence, state, deed="End the sharing…")


def _key(line: SharedLine) -> str:
    """A call is shared with one other only."""
    return f"shared.{line.call.value}"


def _share(form: InlineForm, view: PlansView) -> Ready:
    whom = ChoiceBox[UUID](form.desk.look, form.name("whom"), "Choose who lives there too")
    form.field("&Together with", whom, "In service in the same team, at the same postcode")
    chosen = form.needed(whom, "Choose the other person.")
    call = form.choice("call", "At &call", [(each, each.label) for each in Call])
    differs = form.tick_when_asked("differs_is_meant", "Days on which the two visits differ are meant")

    def show(found: tuple[Neighbour, ...]) -> None:
        whom.set_choices([(each.episode, f"{each.name}, {each.address}") for each in found])
        if not found:
            form.note("Nobody else at this postcode is in service in the same team.")

    form.desk.door.ask(form, queries.neighbours, episode=view.episode).then(show, form.notice.say)
    return lambda: partial(
        services.share_visit,
        episode=view.episode,
        with_episode=chosen.value(),
        call=call.value(),
        differs_is_meant=differs(),
    )


def _end(form: InlineForm, line: SharedLine) -> Ready:
    because = form.text("because", "&Why it isn't shared any more")
    return lambda: partial(services.end_sharing, shared=line.id, seen=line.version, because=because())


SHARE: FormSpec[PlansView] = FormSpec(
    "share_visit", "Share a visit", "&Share it", "The visit is shared: its workers' time is counted once.", _share,
    lesson="Each keeps their own plan, goals, ratings and what they pay. It is one visit on each day on which both "
    "plans have the same one: as long, by as many workers, at the same time.",
)  # fmt: skip
END: FormSpec[SharedLine] = FormSpec(
    "end_sharing", "The visit isn't shared any more", "&End the sharing", "Each visit counts in full again.", _end
)
