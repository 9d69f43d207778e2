"""The tab Closure: breaks, the end with its reason, what closes the package, a death, and texts to paste."""

from typing import ClassVar

from app.door.changes import Topic
from app.queries.closure.page import ClosurePage, closure_page
from app.queries.closure.view import ClosureView
from models.vocabulary.episodes import ExplainedKind
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import Place, TabName
from ui.pieces import Pieces
from ui.tabs.closure.breaks_and_death import BreakPanel, DeathPanel
from ui.tabs.closure.closing import PackagePanel
from ui.tabs.closure.ending import EndPanel
from ui.tabs.closure.reassessments import ReassessmentPanel
from ui.tabs.closure.texts_to_paste import TextsPanel
from ui.tabs.person_tab import PanelsTab
from ui.widgets.beside import Beside
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.explained import ExplainedPanel
from ui.widgets.text_to_paste import TextToPaste

_LEAST = 400  # px at 100 %: two panels beside each other


class ClosureTab(PanelsTab[ClosureView]):
    """Everything about the end of the support of the person in view."""

    name = TabName.CLOSURE
    topics = frozenset(
        {Topic.CLOSURES, Topic.BREAKS, Topic.EPISODES, Topic.PEOPLE, Topic.PLANS, Topic.GOALS, Topic.SETTINGS}
    )
    specs: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec(
            "closure.act.close",
            "C&lose the package",
            "Close the package, once every step is done",
            "Ctrl+Return",
            Icon.CLOSURE,
            "closure#closing",
        ),
        ActionSpec(
            "closure.act.copy",
            "Copy the te&xt",
            "Copy the text to paste where the keyboard is, or that of the next step",
            "Ctrl+Shift+C",
            Icon.COPY,
            "closure#paste",
        ),
    )

    def __init__(self, desk: Desk) -> None:
        lesson = "Once somebody's service has started, breaks, the end and what closes the package are recorded here."
        super().__init__(desk, EmptyState(desk.look, "closure.empty", Icon.CLOSURE, "Nothing to close", lesson))
        self.build(self._pieces())

    def _pieces(self) -> Pieces:
        desk = self.desk
        self.away = BreakPanel(desk)
        self.ending = EndPanel(desk)
        self.before = Beside(desk.look, self.ending, self.away, least=_LEAST)
        self.reassessments = ReassessmentPanel(desk)
        self.explained = ExplainedPanel(desk, "closure", ExplainedKind.TRANSITION_REVIEWED)
        self.lay_out(self.before, self.explained, self.reassessments)
        yield
        self.package = PackagePanel(desk)
        self.to_paste = TextsPanel(desk)
        self.death = DeathPanel(desk)
        self.after = Beside(desk.look, self.package, self.to_paste, least=_LEAST)
        self.lay_out(self.after, self.death)
        yield
        self.take_panels(
            (self.away, self.ending, self.reassessments, self.package, self.to_paste, self.death),
            {"closure.act.close": self.package.close_package},
        )

    def texts(self) -> list[TextToPaste]:
        """Those of the steps, then those of the whole package."""
        return [*self.package.steps.texts(), *self.to_paste.texts()]

    def refresh(self) -> None:
        if self.person is not None:
            self.door.ask(self, closure_page, person=self.person).then(
                self._show, self.notice.say, latest="closure.page"
            )

    def go_to(self, place: Place) -> None:
        """A panel is entered at the first thing that can be done in it; a reported death is confirmed first (END-8)."""
        panels: dict[str, DeedPanel] = {
            "closure.steps": self.package,
            "closure.break": self.away,
            "closure.end": self.ending,
            "closure.reassess": self.reassessments,
            "closure.death": self.death,
        }
        if place.field == "closure.end" and self.death.awaits_confirmation:
            self.death.focus_first()
        elif place.field in panels:
            panels[place.field].focus_first()
        else:
            super().go_to(place)

    def _show(self, page: ClosurePage) -> None:
        self._view = page.view
        self.fill(self._shown(page))

    def _shown(self, page: ClosurePage) -> Pieces:
        view = page.view
        self.death.show_page(page)
        for each in (self.before, self.explained, self.reassessments, self.after):
            each.setVisible(view is not None)
        if view is not None:
            self.after.setVisible(view.shows_package)
            self.to_paste.setVisible(not view.is_open)
            self.away.show_view(view)
            yield
            self.ending.show_view(view)
            self.explained.ask_episode(view.episode)
            yield
            self.reassessments.setVisible(view.kind.is_interim)
            self.reassessments.show_view(view)
            yield
            self.package.show_view(view)
            yield
            self.to_paste.show_view(view)
            yield
        self.empty.setVisible(view is None)
        yield from self.bring_in(shown=True)  # a death is reported of anybody, of somebody too who only waits
        self.arrived()
