"""The small forms of the way on: what each asks, and the deed that its answers make."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from app.door.door import Deed
from app.queries.transfer.view import ReceivingTeam, TransferView
from app.services.transfer import conditions, expecting, offers
from models.values import hours_text
from models.vocabulary.episodes import AssessmentDecision
from models.vocabulary.office import OfficeList
from models.vocabulary.transfer import TransferRoute
from ui.icons import Icon
from ui.widgets.choice_box import choices_of
from ui.widgets.decided_by import ask_coordinator, ask_who_decided
from ui.widgets.expected import AHEAD, far_ahead
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.suggestions import suggest

Ready = Callable[[], Deed]
_PRESENT = "At the meeting of the MDT that agreed it"


def _independence(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&When the MDT agreed it", preset=view.facts.independence_agreed_at)
    present = form.line("present", "Who was there", _PRESENT)
    return lambda: partial(
        conditions.agree_maximum_independence,
        episode=view.episode,
        seen=view.independence_seen,
        at=at.value(),
        present=present.text(),
    )


def _assessment(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&When it was complete", preset=view.facts.assessed_at)
    known = view.facts.decision or AssessmentDecision.ONGOING
    decision = form.choice("decision", "&Outcome", choices_of(*AssessmentDecision), preset=known)
    by = form.line("by", "Who &assessed", "SW, CCW or the outside case coordinator", preset=view.coordinator_name)
    return lambda: partial(
        conditions.record_assessment,
        episode=view.episode,
        seen=view.assessment_seen,
        at=at.value(),
        decision=AssessmentDecision(decision.value().value),
        assessed_by=by.text(),
    )


def _support_plan(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&When it was complete", preset=view.facts.support_plan_at)
    return lambda: partial(conditions.complete_support_plan, episode=view.episode, seen=view.seen, at=at.value())


def _agreed(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&When the MDT agreed it", preset=view.facts.agreed_at)
    reason = form.text("reason", "Re&ason for the transfer", "It goes with the PSP", view.facts.reason)
    present = form.line("present", "Who was there", _PRESENT)
    return lambda: partial(
        conditions.agree_transfer,
        episode=view.episode,
        seen=view.seen,
        at=at.value(),
        reason=reason(),
        present=present.text(),
    )


def _send(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&When it was sent", preset=view.facts.sent_to_brokerage_at)
    return lambda: partial(conditions.send_to_brokerage, episode=view.episode, seen=view.seen, at=at.value())


def _listed(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&Since when it is listed", "As Brokerage says", view.facts.listed_at)
    return lambda: partial(conditions.record_listed, episode=view.episode, seen=view.seen, at=at.value())


def _offer(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&When the offer came", preset=view.facts.offer_at)
    provider = form.line("provider", "&Provider", preset=view.facts.offer_provider)
    suggest(form.desk, provider, OfficeList.PVI_PROVIDER)
    starts = form.day_if_known("starts_on", "Can &start on", "Left empty: not known yet", view.facts.offer_starts_on)
    is_meant = form.tick_when_asked("start_is_meant", "This start is meant")
    deed = conditions.record_offer if view.facts.offer_at is None else offers.correct_offer
    return lambda: partial(
        deed,
        episode=view.episode,
        seen=view.seen,
        at=at.value(),
        provider=provider.text(),
        starts_on=starts.value(),
        start_is_meant=is_meant(),
    )


def _own_search(form: InlineForm, view: TransferView) -> Ready:
    since = form.day("since", "Looking &since", preset=view.facts.own_search_since)
    evidence = form.text(
        "evidence", "What sho&ws it", "Such as the agencies rung, and what they said", view.facts.own_search_evidence
    )
    return lambda: partial(
        conditions.record_own_search, episode=view.episode, seen=view.seen, since=since.value(), evidence=evidence()
    )


def _need(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&When it was confirmed", preset=view.facts.need_confirmed_at)
    by = ask_coordinator(form)
    return lambda: partial(
        conditions.confirm_need, episode=view.episode, seen=view.seen, at=at.value(), coordinator=by()
    )


def _fabo(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&When it was made", preset=view.facts.fabo_at)
    return lambda: partial(conditions.make_fabo_referral, episode=view.episode, seen=view.seen, at=at.value())


FACTS: dict[str, FormSpec[TransferView]] = {
    spec.key: spec
    for spec in (
        FormSpec("independence", "Maximum independence", "&Record it", "Recorded.", _independence),
        FormSpec("assessment", "Assessment of ongoing need", "&Record it", "Recorded.", _assessment),
        FormSpec("support_plan", "Support plan", "&Record it", "Recorded.", _support_plan),
        FormSpec("agreed", "The MDT agreed this transfer", "&Record it", "Recorded.", _agreed),
        FormSpec(
            "send",
            "Sent to Brokerage",
            "&Record it",
            "Recorded: the hours with Brokerage run.",
            _send,
            lesson="The hours count from this moment, nights and weekends too.",
        ),
        FormSpec(
            "listed",
            "On the lack of provision list",
            "&Record it",
            "Recorded.",
            _listed,
            lesson="Only when Brokerage says so: it decides from when somebody pays.",
        ),
        FormSpec("offer", "A PVI provider has offered", "&Record the offer", "The offer is recorded.", _offer),
        FormSpec("own_search", "The person looks for themselves", "&Record it", "Recorded.", _own_search),
        FormSpec("need", "Ongoing need confirmed", "&Record it", "Recorded.", _need),
        FormSpec("fabo", "FABO referral", "&Record it", "Recorded, and ticked in the checklist.", _fabo),
    )
}


def about(
    spec: FormSpec[TransferView], view: TransferView | None
) -> tuple[FormSpec[TransferView], TransferView, str] | None:
    """What a panel asks with this form about the episode in view, for `DeedPanel.ask`."""
    return (spec, view, str(view.episode)) if view is not None else None


def route_form(teams: tuple[ReceivingTeam, ...]) -> FormSpec[TransferView]:
    """Who gives the interim support: a team with its DSO, or STS itself."""
    return FormSpec(
        "route",
        "Who gives the interim support",
        "&Choose",
        "Chosen.",
        partial(_route, teams),
        lesson="Without an interim team, or without room there, the person stays with STS on a long-term PSP.",
    )


def _route(teams: tuple[ReceivingTeam, ...], form: InlineForm, view: TransferView) -> Ready:
    within = TransferRoute.WITHIN_STS
    by_id = {team.id: team for team in teams}
    choices: tuple[tuple[UUID | TransferRoute, str], ...] = (
        *((team.id, f"{team.name}, {hours_text(team.free_minutes)} h free") for team in teams),
        (within, within.label),
    )
    only = teams[0].id if len(teams) == 1 and view.route.route is None else None
    chosen = within if view.route.route is within else view.route.team or only
    team = form.choice_box("team", "&Team", choices, preset=chosen)
    organiser = form.choice_box("dso", "Interim &DSO", (), "Who receives the person there", view.route.dso)

    def offer_dsos(picked: object) -> None:
        dsos = tuple(dso for key, each in by_id.items() if key == picked for dso in each.dsos)
        organiser.set_choices(dsos)
        if len(dsos) == 1:
            organiser.set_value(dsos[0][0])
        organiser.setEnabled(bool(dsos))

    team.picked.connect(offer_dsos)
    offer_dsos(chosen)
    organiser.set_value(view.route.dso or organiser.value())

    def ready() -> Deed:
        picked = team.value()
        to_team = None if picked is None or isinstance(picked, TransferRoute) else picked
        return partial(
            conditions.choose_route,
            episode=view.episode,
            seen=view.seen,
            route=within if picked is within else TransferRoute.INTERIM_TEAM,
            team=to_team,
            interim_dso=organiser.value(),
        )

    return ready


def _hand_over(form: InlineForm, view: TransferView) -> Ready:
    expected = view.expected_move
    offered = expected.offered_at if expected is not None else None
    at = form.moment("at", "&Moment of the move", f"One episode ends, the other begins then. {AHEAD}", offered)
    is_meant = far_ahead(form)
    decided = ask_who_decided(form)
    transfer, seen = view.transfer, view.seen
    if transfer is None or seen is None:
        raise LookupError("the hand-over is offered once something is recorded about it")
    return lambda: partial(
        expecting.hand_over_or_expect,
        transfer=transfer,
        seen=seen,
        at=at.value(),
        day_is_meant=is_meant(),
        decided_by=decided(),
    )


HAND_OVER: FormSpec[TransferView] = FormSpec(
    "hand_over",
    "Hand over",
    "Hand over",
    "Recorded, and Scheduling is told through the tracker: the plan goes with the person at the moment of the move.",
    _hand_over,
    sign=Icon.TRANSFER,
    dangerous=True,
)


def _abandon(_form: InlineForm, view: TransferView) -> Ready:
    return lambda: partial(conditions.abandon, episode=view.episode, seen=view.seen)


ABANDON: FormSpec[TransferView] = FormSpec(
    "abandon",
    "No transfer after all",
    "There will be no transfer",
    "There is no transfer any more; what was recorded stays to be read.",
    _abandon,
    lesson="What was recorded stays in the history. A later transfer begins anew.",
    sign=Icon.CLOSE,
    kind="danger",
    dangerous=True,
)
