"""The forms about cost: what was said of it, a request to reduce or stop and its withdrawal, eligible since."""

from functools import partial

from app.queries.transfer.money_view import RequestLine
from app.queries.transfer.view import TransferView
from app.services.agreement import costs
from app.services.transfer import eligibility
from models.vocabulary.agreement import ChargeAsk, CostSaidHow
from ui.tabs.transfer.agreement_forms import Ready
from ui.widgets.calls_edit import CallsEdit
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.pounds_edit import PoundsEdit


def _cost_said(form: InlineForm, view: TransferView) -> Ready:
    to = form.line("said_to", "&To whom", "The person, or who speaks for them", view.person_name)
    at = form.moment("said_at", "&When")
    how = form.choice("how", "&How", [(each, each.label) for each in CostSaidHow])
    leaflet = form.line("leaflet", "&Version of the leaflet", "As it stands on it")
    said = form.text("said", "What was &said")
    return lambda: partial(
        costs.record_cost_said,
        episode=view.episode,
        said_to=to.text(),
        said_at=at.value(),
        how=how.value(),
        leaflet=leaflet.text(),
        said=said(),
    )


def _less(form: InlineForm, view: TransferView) -> Ready:
    asks = form.choice("asks", "&What is asked for", [(each, each.label) for each in ChargeAsk])
    hint = "Of the whole week; left empty where all is to stop"
    week = form.field("The &calls that are asked for", CallsEdit(form.name("calls")), hint)
    by = form.line("asked_by", "Who as&ked", preset=view.person_name)
    at = form.moment("asked_at", "Whe&n they asked")
    said = form.text("said", "What was &said")
    return lambda: partial(
        costs.ask_for_less,
        episode=view.episode,
        asks=asks.value(),
        asked_at=at.value(),
        asked_by=by.text(),
        visits=week.visits,
        said=said(),
    )


def _withdraw(form: InlineForm, request: RequestLine) -> Ready:
    form.note(request.sentence)
    because = form.text("because", "Wh&y, and who said so")
    return lambda: partial(costs.withdraw_request, request=request.id, seen=request.seen, because=because())


def _eligible(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&When they were identified as eligible", preset=view.facts.eligible_at)
    by = form.line("identified_by", "By wh&om", preset=view.facts.eligible_by)
    budget = form.field("Personal bud&get a week", PoundsEdit(form.name("budget")), "Left empty: none was given")
    budget.set_value(view.facts.budget.pounds if view.facts.budget is not None else None)
    return lambda: partial(
        eligibility.record_eligible,
        episode=view.episode,
        seen=view.seen,
        at=at.value(),
        identified_by=by.text(),
        budget=budget.value(),
    )


COST_SAID: FormSpec[TransferView] = FormSpec(
    "cost_said", "What was said about cost", "&Record it", "Recorded.", _cost_said
)
LESS: FormSpec[TransferView] = FormSpec(
    "less",
    "They ask for less, or to stop",
    "&Record it",
    "Recorded: from the next day on no more is charged than was asked for. Change the plan with the case coordinator.",
    _less,
    lesson="From the next whole day no more is charged than was asked for, whether or not the plan is changed yet.",
)
WITHDRAW: FormSpec[RequestLine] = FormSpec(
    "withdraw_less", "They don't ask for it any more", "&Withdraw it", "From the next day on the plan counts again.",
    _withdraw,
)  # fmt: skip
ELIGIBLE: FormSpec[TransferView] = FormSpec(
    "eligible", "Eligible for ongoing support", "&Record it", "Recorded.", _eligible
)
