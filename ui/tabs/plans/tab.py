"""The service plans tab: the week in force, what stands beside it, its versions, and the next one (PSP-1 to PSP-10)."""

from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from app.desk import drafts
from app.desk.week_draft import WeekDraft
from app.door.changes import Changes, Topic
from app.door.errors import Refused, Unavailable
from app.queries.plans import preview
from app.queries.plans import versions as queries
from app.queries.plans.versions import PlansView, VersionRow
from app.services.plans import support
from app.services.plans import versions as services
from models.values import london_day
from models.vocabulary.episodes import ExplainedKind
from ui.actions import ActionSpec
from ui.desk import Desk
from ui.icons import Icon
from ui.navigation import TabName
from ui.pieces import Pieces
from ui.tabs.person_tab import PersonTab
from ui.tabs.plans.chc import ChcPanel
from ui.tabs.plans.extra_calls import ExtraCallsPanel
from ui.tabs.plans.hours_and_levels import HoursAndLevels
from ui.tabs.plans.new_version import NewVersion, PlanEditor, draft_name
from ui.tabs.plans.shared_visits import SharedVisitsPanel
from ui.tabs.plans.support import AMENDED_PLAN, AMENDED_PO, SUPPORT_PLAN, BesideThePlan, ExtensionWish
from ui.tabs.plans.versions import Versions, version_title
from ui.tabs.plans.weeks import NARROWEST_DAY, WholeWeek, turns_of_today, week_view
from ui.text import full_day_text
from ui.theme import RELATED
from ui.widgets.checklist import Ticked
from ui.widgets.deed_panel import DeedPanel
from ui.widgets.empty_state import EmptyState
from ui.widgets.explained import ExplainedPanel
from ui.widgets.flow import Flow
from ui.widgets.labels_and_buttons import Panel, button, words
from ui.widgets.week_grid import WeekGrid
from ui.widgets.who_has_it import WhoHasIt

_LEADS = {
    "plans.new": "New version of the plan",
    "plans.step_down": "Step down: take visits away, or make them shorter",
    "plans.more": "Agree more: add visits, or make them longer",
}


class ServicePlansTab(PersonTab[PlansView]):
    """One person's plan. The editor takes the page's place while a new version is made."""

    name = TabName.PLANS
    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.PLANS,
            Topic.EPISODES,
            Topic.MEETINGS,
            Topic.TRANSFERS,
            Topic.SETTINGS,
            Topic.REFERRALS,
            Topic.RATINGS,
        }
    )
    specs = (
        ActionSpec("plans.new", "&New version", "Change the week", "Ctrl+N", Icon.EDIT, "plans#new"),
        ActionSpec(
            "plans.print", "&Print", "Look at the service plan, print or save it", "Ctrl+P", Icon.PRINT, "plans#print"
        ),
    )

    def __init__(self, desk: Desk) -> None:
        lesson = (
            "A plan begins when the service starts: accept the referral, find capacity, and start the service there."
        )
        super().__init__(desk, EmptyState(desk.look, "plans.empty", Icon.PLANS, "No service plan yet", lesson))
        self._editor: PlanEditor | None = None
        self.build(self._pieces())

    @property
    def editor(self) -> PlanEditor:
        """Made when it is first wanted: it is a quarter of what the tab takes to open."""
        if self._editor is None:
            self._editor = made = PlanEditor(self.desk)
            self.stand_instead(made)
            made.week_changed.connect(self._preview)
            made.sent.connect(self._save)
            made.left.connect(self._leave_editor)
        return self._editor

    def refresh(self) -> None:
        if self.person is not None:
            self.door.ask(self, queries.view, person=self.person).then(
                self._show, self.say_nothing, latest="plans.view"
            )

    def why_not(self, spec: str) -> str:
        """A plan is printed while the next one is written, too."""
        is_there = self._view is not None and self._view.current is not None
        return "" if spec == "plans.print" and is_there else super().why_not(spec)

    def act(self, spec: str) -> None:
        if spec == "plans.print":
            self._print()
        else:
            self._edit("plans.new")

    def show_person(self, person: UUID | None) -> None:
        if person != self.person:
            self._leave_editor()
            for panel in (*self._deed_panels(), self.owners) if self.is_whole else ():
                panel.close_form()
                panel.notice.clear()
            self._view = None
        super().show_person(person)

    # --- showing ---------------------------------------------------------------------------------------------------

    def _show(self, view: PlansView) -> None:
        if view.person == self.person:
            self.fill(self._shown(view))

    def _shown(self, view: PlansView) -> Pieces:
        self._view = view
        if self.is_writing:
            self.editor.show_current(view)
        self.empty.hide()
        self._show_week(view)
        yield
        self.by_week.show_weeks(view.weeks)
        yield
        self.beside.show_support(view)
        yield
        self.chc.show_view(view)
        yield
        self.extra_calls.show_view(view)
        yield
        self.shared.show_view(view)
        yield
        self.versions.show_versions(view)
        yield
        self.owners.ask_episode(view.episode)
        self.explained.ask_episode(view.episode)
        yield from self.bring_in(shown=not self.is_writing)
        for panel in self._deed_panels():
            panel.stands_now()
        self.arrived()

    def _in_words(self, current: VersionRow) -> tuple[str, ...]:
        takes_turns = any(each.weeks for each in current.week)
        turns = turns_of_today(self.desk.clock.now()) if takes_turns else ""
        return current.calls_text, turns, current.covered_text

    def _show_week(self, view: PlansView) -> None:
        current = view.current
        week = WholeWeek(current.week, current.covered) if current else WholeWeek(())
        self.week.show_week(week_view(week))
        self.totals.setText(current.totals.sentence if current else "No visits are planned.")
        self.by_call.setText("\n".join(filter(None, self._in_words(current))) if current else "")
        self.short.setText("\n".join(each.sentence for each in current.short) if current else "")
        self.short.setVisible(bool(self.short.text()))
        self.coming.setText("\n".join(view.coming))
        self.coming.setVisible(bool(view.coming))
        self.workers.setText(view.workers.sentence if view.workers else "")
        self.workers.setVisible(view.workers is not None)
        for deed in (self.new, self.step_down, self.more):
            deed.setEnabled(view.can_change)
        self.print.setEnabled(current is not None)
        today = london_day(self.desk.clock.now())
        since = f", from {full_day_text(london_day(current.effective_from), today)}" if current else ""
        self._week_panel.set_aside(f"{version_title(current)}{since} · {view.team}" if current else view.team)
        if current is not None:
            of = self.desk.typist
            self.door.keep(self, partial(self.desk.drafts.find, draft_name(current), of)).then(
                self._mark_draft, self.notice.say, latest="plans.draft"
            )

    def _mark_draft(self, draft: drafts.Draft | None) -> None:
        self.new.setText("&New version" if draft is None else "Go o&n with the new version")
        self.new.setAccessibleName(self.new.text().replace("&", ""))

    def _compare(self, pair: tuple[UUID, UUID]) -> None:
        self.door.ask(self, queries.compare, old=pair[0], new=pair[1]).then(
            self.versions.show_comparison, self.notice.say, latest="plans.compare"
        )

    # --- a new version ---------------------------------------------------------------------------------------------

    def _edit(self, lead: str) -> None:
        if self._view is None or self._view.current is None:
            return
        self.write_in(self.editor)
        self.editor.start(self._view, _LEADS[lead])

    def _leave_editor(self) -> None:
        if self._editor is not None:
            self._editor.draft.leave()
            self._editor.hide()
        self.page.setVisible(self._view is not None)
        if self._view is not None:
            self._show_week(self._view)
            self.new.setFocus()

    def _preview(self, draft: WeekDraft) -> None:
        if self._view is not None and self._view.current is not None:
            self.door.ask(
                self,
                preview.preview,
                plan=self._view.current.id,
                week=draft.week,
                covered=draft.covered,
                effective_from=self.editor.effective.value(),
                why_short=self.editor.short.value(),
            ).then(self.editor.show_preview, self.editor.notice.say, latest="plans.preview")

    def _save(self, wish: NewVersion) -> None:
        agreed = services.Agreed(
            dso=wish.agreed.dso,
            scheduling_at=wish.agreed.scheduling_at,
            mdt_at=wish.agreed.mdt_at,
            decision=wish.agreed.decision,
            coordinator_at=wish.agreed.coordinator_at,
            decided_by=wish.agreed.decided_by,
            present=wish.agreed.present,
            coordinator=wish.agreed.coordinator,
        )
        deed = partial(
            services.new_version,
            episode=wish.episode,
            based_on=wish.based_on,
            week=wish.week,
            because=wish.because,
            agreed=agreed,
            effective_from=wish.effective_from,
            kind=wish.kind,
            day_is_meant=wish.agreed.day_is_meant,
            later_stands=wish.agreed.later_stands,
            answered=wish.agreed.answered,
            covered=wish.covered,
            why_short=wish.why_short,
        )
        self.door.do(self, self.editor.waiting.wish(deed, self.editor.draft), self._saved, self._not_saved)

    def _not_saved(self, trouble: Refused | Unavailable) -> None:
        """Another desk's newer version may be the reason: it is asked for, so that the editor goes on from it."""
        self.editor.refuse(trouble)
        if isinstance(trouble, Refused):
            self.refresh()

    def _saved(self, _changes: Changes) -> None:
        since = self.editor.effective.value()
        later = since is not None and london_day(since) > london_day(self.desk.clock.now())
        self.editor.hide()
        self.page.show()
        state = "agreed for later" if later else "in force"
        self.notice.tell(f"The new version is {state}, and Scheduling is told in the tracker.")
        self.new.setFocus()

    # --- other deeds -----------------------------------------------------------------------------------------------

    def _tick(self, ticked: Ticked) -> None:
        view = self._view
        if view is None:
            return
        if ticked.id == SUPPORT_PLAN:
            self.do(
                partial(support.mark_support_plan, episode=view.episode, seen=view.episode_version, done=ticked.done)
            )
        elif view.to_follow is not None:
            note = {AMENDED_PLAN: services.note_amended_support_plan, AMENDED_PO: services.note_amended_po}
            changed = view.to_follow
            self.do(partial(note[str(ticked.id)], plan=changed.id, seen=changed.version, done=ticked.done))

    def _extend(self, wish: ExtensionWish) -> None:
        if self._view is not None:
            deed = partial(
                support.extend,
                episode=self._view.episode,
                seen=self._view.episode_version,
                until=wish.until,
                still_gaining_independence=wish.still_gaining,
                day_is_meant=wish.day_is_meant,
            )
            extension = self.beside.extension
            then = partial(self._done, f"The {self._view.support.lasts} are extended.")
            self.door.do(self, extension.waiting.wish(deed, extension.draft), then, extension.refuse)

    def _date_package(self, day: date) -> None:
        if self._view is None:
            return
        started = self._view.support.package_started_on
        recorded = support.record_package_reviewed if started else support.record_package_started
        deed = partial(recorded, episode=self._view.episode, seen=self._view.episode_version, on=day)
        package = self.beside.package
        wish = package.waiting.wish(deed, package.draft)
        self.door.do(self, wish, partial(self._done, "Recorded."), package.notice.say)

    def _finish(self, row: VersionRow) -> None:
        self.do(
            partial(services.finish_version, plan=row.id, seen=row.version),
            f"Version {row.number} is finished and never changes any more.",
        )

    def _print(self) -> None:
        if self._view is None or self._view.current is None:
            return
        from ui.tabs.plans.print_plan import look_at_plan  # noqa: PLC0415  reportlab takes its time

        look_at_plan(self.desk, self, self._view)

    # --- building --------------------------------------------------------------------------------------------------

    def _pieces(self) -> Pieces:
        desk = self.desk
        self.week = WeekGrid(self.look, "plans.week", narrowest_day=NARROWEST_DAY)
        self.totals = words("", "strong", "plans.totals")
        self.by_call = words("", "quiet", "plans.by_call")
        self.short = words("", "", "plans.short_calls")
        self.coming = words("", "strong", "plans.coming")
        self.workers = words("", "quiet", "plans.workers_seen")
        self.new = button(self.look, "&New version", "plans.new_version", Icon.EDIT, kind="primary")
        self.step_down = button(self.look, "Step &down", "plans.step_down", Icon.DOWN)
        self.more = button(self.look, "Agree &more", "plans.more", Icon.UP)
        self.print = button(self.look, "&Print the plan…", "plans.print_plan", Icon.PRINT)
        self._week_panel = Panel(self.look, "The week", "plans.week_panel")
        for widget in (self.week, self.totals, self.by_call, self.short, self.coming, self.workers):
            self._week_panel.body.addWidget(widget)
        deeds = Flow(self.look.theme.gap(RELATED))
        for deed in (self.new, self.step_down, self.more, self.print):
            deeds.addWidget(deed)
        self._week_panel.body.addLayout(deeds)
        self.lay_out(self._week_panel)
        yield
        self.beside, self.by_week = BesideThePlan(desk), HoursAndLevels(desk)
        self.lay_out(self.by_week, self.beside)
        yield
        self.owners = WhoHasIt(desk, "plans")
        self.chc = ChcPanel(desk)
        self.explained = ExplainedPanel(desk, "plans", ExplainedKind.SCOPE, ExplainedKind.TRANSITION_BEGUN)
        self.lay_out(self.explained, self.owners, self.chc)
        yield
        self.extra_calls = ExtraCallsPanel(desk)
        self.shared = SharedVisitsPanel(desk)
        self.lay_out(self.extra_calls, self.shared)
        yield
        self.versions = Versions(desk)
        self.lay_out(self.versions)
        yield
        self._connect()

    def _deed_panels(self) -> tuple[DeedPanel, ...]:
        return (self.versions, self.beside, self.chc, self.extra_calls, self.shared)

    def _connect(self) -> None:
        self.new.clicked.connect(partial(self._edit, "plans.new"))
        self.step_down.clicked.connect(partial(self._edit, "plans.step_down"))
        self.more.clicked.connect(partial(self._edit, "plans.more"))
        self.print.clicked.connect(self._print)
        self.versions.compared.connect(self._compare)
        self.versions.finish_requested.connect(self._finish)
        self.beside.ticked.connect(self._tick)
        self.beside.extended.connect(self._extend)
        self.beside.package_dated.connect(self._date_package)
