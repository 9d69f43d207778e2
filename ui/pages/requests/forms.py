"""The forms of subject access requests: what came, the evidence, more time, what was looked at, and how it ended."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias
from uuid import UUID

from app.door.door import Deed
from app.queries.office import choices as office_queries
from app.queries.office.choices import StaffChoice
from app.queries.requests.requests import RequestRow
from app.services.requests import answering, receiving
from models.values import london_day
from models.vocabulary.requests import AccessCheckKind, AskedBy, Authority, ReleasedHow, RequestOutcome
from models.vocabulary.staff import Role
from ui.icons import Icon
from ui.widgets.asked_who import somebody_known
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.inline_form import FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]
_ANSWER = frozenset({Role.SERVICE_MANAGER, Role.DSO})
_ENDS = (RequestOutcome.REFUSED, RequestOutcome.WITHDRAWN, RequestOutcome.HANDED_ON)


def _new(form: InlineForm, _nothing: None) -> Ready:
    person = somebody_known(form, "About who&m")
    received_on = form.day("received_on", "Re&ceived on", preset=london_day(form.desk.clock.now()))
    asked_by: ChoiceBox[AskedBy] = form.choice_box(
        "asked_by", "Who a&sks", [(each, each.label) for each in AskedBy], preset=AskedBy.PERSON
    )
    asks = form.needed(asked_by, "Choose who asks.")
    asker = form.line("asker", "B&y name", "Such as Ann Gill, daughter; or the firm of a solicitor")
    wanted = form.text("wanted", "W&hat is asked for", "Left empty: everything")
    handler = _member(form, None)

    def fit(_picked: object = None) -> None:
        form.show_fields(asker, shown=asked_by.value() is AskedBy.ANOTHER)

    asked_by.currentIndexChanged.connect(fit)
    fit()
    return lambda: partial(
        receiving.record_request, person=person(), asked_by=asks.value(),
        received_on=received_on.value(), asker=asker.text(), wanted=wanted(), handler=handler.value(),
    )  # fmt: skip


def _handler(form: InlineForm, row: RequestRow) -> Ready:
    chosen = form.needed(_member(form, row.handler_id), "Choose who answers it.")
    return lambda: partial(receiving.name_handler, request=row.id, seen=row.version, handler=chosen.value())


def _ask_evidence(form: InlineForm, row: RequestRow) -> Ready:
    asked_on = form.day("asked_on", "Asked &for on", preset=london_day(form.desk.clock.now()))
    return lambda: partial(receiving.ask_for_evidence, request=row.id, seen=row.version, asked_on=asked_on.value())


def _evidence(form: InlineForm, row: RequestRow) -> Ready:
    evidence = form.text("evidence", "&Which evidence you saw", "Such as a passport", row.evidence)
    authority: ChoiceBox[Authority] = form.choice_box(
        "authority", "&By what they may ask", [(each, each.label) for each in Authority], preset=row.authority
    )
    form.show_fields(authority, shown=row.asked_by is AskedBy.ANOTHER)
    seen_on = form.day("seen_on", "&Seen on", preset=row.evidence_seen_on or london_day(form.desk.clock.now()))
    return lambda: partial(
        receiving.record_evidence, request=row.id, seen=row.version, evidence=evidence(),
        authority=authority.value(), seen_on=seen_on.value(),
    )  # fmt: skip


def _extend(form: InlineForm, row: RequestRow) -> Ready:
    because = form.text("because", "&Why it is complex", "As whoever asks was told")
    told_on = form.day("told_on", "&Told on", preset=london_day(form.desk.clock.now()))
    return lambda: partial(
        receiving.extend_request, request=row.id, seen=row.version, because=because(), told_on=told_on.value()
    )


def _check(form: InlineForm, row: RequestRow) -> Ready:
    first = next((each.what for each in row.checks if each.at is None), row.checks[0].what)
    box: ChoiceBox[AccessCheckKind] = form.choice_box(
        "what", "What was &looked at", [(each, each.label) for each in AccessCheckKind], preset=first
    )
    what = form.needed(box, "Choose what was looked at.")
    found = form.text("found", "What was f&ound", "And what is taken out, and why; or that it was nothing")
    return lambda: partial(answering.look_through, request=row.id, seen=row.version, what=what.value(), found=found())


def _release(form: InlineForm, row: RequestRow) -> Ready:
    given_to = form.line("given_to", "&To whom", preset=row.asker or row.person)
    given_how: ChoiceBox[ReleasedHow] = form.choice_box(
        "given_how", "&How", [(each, each.label) for each in ReleasedHow], preset=None
    )
    given_on = form.day("given_on", "&On", preset=london_day(form.desk.clock.now()))
    return lambda: partial(
        answering.release, request=row.id, seen=row.version, given_to=given_to.text(),
        given_how=given_how.value(), given_on=given_on.value(),
    )  # fmt: skip


def _end(form: InlineForm, row: RequestRow) -> Ready:
    preset = RequestOutcome.HANDED_ON if row.mark else None
    box: ChoiceBox[RequestOutcome] = form.choice_box(
        "outcome", "Ho&w it ends", [(each, each.label) for each in _ENDS], preset=preset
    )
    outcome = form.needed(box, "Choose how it ends.")
    given_to = form.line("given_to", "To who&m", "Such as the council's information governance")
    because = form.text("because", "Wh&y")
    told = form.tick("told_rights", "&They were told why, and that they may complain to the ICO or go to court")
    ended_on = form.day("ended_on", "&On", preset=london_day(form.desk.clock.now()))

    def fit(_picked: object = None) -> None:
        form.show_fields(given_to, shown=box.value() is RequestOutcome.HANDED_ON)
        form.show_fields(told, shown=box.value() is RequestOutcome.REFUSED)

    box.currentIndexChanged.connect(fit)
    fit()
    return lambda: partial(
        answering.end_request, request=row.id, seen=row.version, outcome=outcome.value(), because=because(),
        given_to=given_to.text(), told_rights=told.isChecked(), ended_on=ended_on.value(),
    )  # fmt: skip


def _member(form: InlineForm, preset: UUID | None) -> ChoiceBox[UUID]:
    box: ChoiceBox[UUID] = form.choice_box("handler", "Who ans&wers it", ())

    def show(found: tuple[StaffChoice, ...]) -> None:
        box.set_choices([(each.id, f"{each.name}, {each.role.label}") for each in found])
        if not box.key() and preset in {each.id for each in found}:
            box.set_value(preset)
            form.took(box)

    form.desk.door.ask(form, office_queries.staff, roles=_ANSWER).then(show, form.notice.say)
    return box


NEW: FormSpec[None] = FormSpec(
    "new", "A request came", "&Record the request", "The request is recorded.", _new, sign=Icon.NEW
)
HANDLER: FormSpec[RequestRow] = FormSpec(
    "handler", "Who answers it", "&Save who answers it", "It is said who answers the request.", _handler, sign=Icon.SAVE
)
ASK_EVIDENCE: FormSpec[RequestRow] = FormSpec(
    "ask_evidence", "Evidence was asked for", "&Record that it was asked for", "Time runs once it is seen.",
    _ask_evidence,
    lesson="Only where it isn't clear who asks, or that they may. Time runs from the day on which it is seen.",
)  # fmt: skip
EVIDENCE: FormSpec[RequestRow] = FormSpec(
    "evidence", "Who asks, and by what they may", "&Record the evidence", "The evidence is recorded.", _evidence
)
EXTEND: FormSpec[RequestRow] = FormSpec(
    "extend", "It takes longer", "&Record the longer time", "The longer time is recorded.", _extend
)
CHECK: FormSpec[RequestRow] = FormSpec(
    "check", "Looked at before the copy leaves", "&Record what was found", "What was found is recorded.", _check
)
RELEASE: FormSpec[RequestRow] = FormSpec(
    "release", "The copy was released", "&Record the release", "The release is recorded.", _release
)
END: FormSpec[RequestRow] = FormSpec(
    "end", "It ends without a copy", "&End the request", "The request has ended.", _end
)
