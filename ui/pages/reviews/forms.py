"""The forms of long-term reviews: an area is opened, people are taken in, and each review goes its way (LTR-1)."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias
from uuid import UUID

from app.door.door import Deed
from app.queries.office import choices as office_queries
from app.queries.office.choices import StaffChoice
from app.queries.reviews.programmes import ProgrammeRow, ReviewRow
from app.services.reviews import joint_review, programmes, taking_in
from models.values import hours_text, london_day
from models.vocabulary.reviews import MetWhom, ReviewOutcome, ReviewState, StaysBecause
from models.vocabulary.staff import CASE_COORDINATORS, DIRECT_CARE, Role
from ui.icons import Icon
from ui.text import count
from ui.widgets.asked_who import somebody_known
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.hours_edit import HoursEdit, NumberEdit
from ui.widgets.inline_form import Answer, FormSpec, InlineForm

Ready: TypeAlias = Callable[[], Deed]


def letters_to_send(programme: ProgrammeRow) -> dict[UUID, int]:
    """Whose letter is still to be sent, with the versions that are shown; nobody who died."""
    return {each.id: each.version for each in programme.reviews if each.state is ReviewState.LETTER and not each.mark}


def _open(form: InlineForm, _nothing: None) -> Ready:
    area = form.line("area", "&Area", "As the council calls it, such as Buxton and Chapel")
    opened_on = form.day("opened_on", "O&pened on", preset=london_day(form.desk.clock.now()))
    note = form.text("note", "&What whoever reviews should know", "Such as how many packages providers can take on")
    return lambda: partial(programmes.open_programme, area=area.text(), opened_on=opened_on.value(), note=note())


def _describe(form: InlineForm, row: ProgrammeRow) -> Ready:
    note = form.text("note", "&What whoever reviews should know", preset=row.note)
    return lambda: partial(programmes.describe_programme, programme=row.id, seen=row.version, note=note())


def _take_in(form: InlineForm, row: ProgrammeRow) -> Ready:
    person = somebody_known(form, "&Who", "Somebody known here; a spreadsheet brings the others too.")
    package = _package_fields(form, None)

    def ready() -> Deed:
        return partial(taking_in.take_in_person, programme=row.id, person=person(), **package())

    return ready


def _package(form: InlineForm, row: ReviewRow) -> Ready:
    package = _package_fields(form, row)
    if row.met_on is None or row.minutes_a_week is None:
        return lambda: partial(joint_review.describe_package, review=row.id, seen=row.version, **package())
    hint = f"Where the {hours_text(row.minutes_a_week)} h a week were wrong; a move is then decided anew."
    because = form.line("because", "Corrected b&ecause", hint)

    def ready() -> Deed:
        return partial(
            joint_review.describe_package, review=row.id, seen=row.version, because=because.text(), **package()
        )

    return ready


def _package_fields(form: InlineForm, row: ReviewRow | None) -> Callable[[], dict[str, Any]]:
    since = form.day_if_known("package_since", "Package si&nce", "May stay empty",
                              row.package_since if row else None, looks_back=True)  # fmt: skip
    hours = form.field("&Hours a week", HoursEdit(form.name("minutes")), "Of workers; a move keeps them.")
    hours.set_value(row.minutes_a_week if row else None)
    visits = form.field("&Visits a week", NumberEdit(form.name("visits")))
    visits.set_value(row.visits_a_week if row else None)
    speaks_for = form.line(
        "speaks_for", "Who speaks &for them", "By name; may stay empty", row.speaks_for if row else ""
    )
    return lambda: {
        "package_since": since.value(),
        "minutes_a_week": hours.value(),
        "visits_a_week": visits.value(),
        "speaks_for": speaks_for.text(),
    }


def _letters(form: InlineForm, row: ProgrammeRow) -> Ready:
    seen = letters_to_send(row)
    form.note(f"{count(len(seen), 'letter')} {'is' if len(seen) == 1 else 'are'} still to be sent in {row.area}.")
    names = ", ".join(each.person for each in row.reviews if each.id in seen)
    form.note(f"They count as written to from now on, so look whether each has one: {names}.")
    sent_on = form.day("sent_on", "&Sent on", preset=london_day(form.desk.clock.now()))
    return lambda: partial(joint_review.record_letters, seen=seen, sent_on=sent_on.value())


def _letter(form: InlineForm, row: ReviewRow) -> Ready:
    sent_on = form.day("sent_on", "&Sent on", preset=row.letter_sent_on or london_day(form.desk.clock.now()))
    return lambda: partial(joint_review.record_letters, seen={row.id: row.version}, sent_on=sent_on.value())


def _arrange(form: InlineForm, row: ReviewRow) -> Ready:
    worker = _member(form, "social_worker", "&Social worker", CASE_COORDINATORS, row.social_worker_id)
    care = _member(form, "direct_care", "Direct &Care", DIRECT_CARE, row.direct_care_id)
    planned_on = form.day_if_known("planned_on", "&Planned for", "May stay empty", row.planned_on)

    def ready() -> Deed:
        return partial(
            joint_review.arrange_review, review=row.id, seen=row.version, social_worker=worker.value(),
            direct_care=care.value(), planned_on=planned_on.value(),
        )  # fmt: skip

    return ready


def _met(form: InlineForm, row: ReviewRow) -> Ready:
    met_on = form.day("met_on", "Met &on", preset=row.met_on or london_day(form.desk.clock.now()))
    whom = form.choice("met_whom", "&Whom", [(each, each.label) for each in MetWhom], preset=row.met_whom)
    name = form.line("met_name", "By &name", "Who speaks for the person, and how", row.met_name or row.speaks_for)
    explained = form.tick("explained", "E&xplained that this isn't about changing or reducing their support")
    match = form.tick("needs_match", "The package still &meets their needs", preset=row.needs_match or False)
    said = form.text("circumstances", "Their &circumstances now", preset=row.circumstances)

    def ready() -> Deed:
        is_other = whom.value() is MetWhom.REPRESENTATIVE
        return partial(
            joint_review.record_met, review=row.id, seen=row.version, met_on=met_on.value(), whom=whom.value(),
            met_name=name.text() if is_other else "", explained=explained.isChecked(), needs_match=match.isChecked(),
            circumstances=said(),
        )  # fmt: skip

    return ready


def _agree(form: InlineForm, row: ReviewRow) -> Ready:
    before = f"The package has {hours_text(row.minutes_a_week)} h" if row.minutes_a_week is not None else ""
    minutes = form.amount(HoursEdit(form.name("agreed_minutes")), "&Hours a week then", before,
                          row.agreed_minutes_a_week)  # fmt: skip
    whom = form.line(
        "agreed_with", "Agreed &with", "The person, or who speaks for them", row.agreed_with or row.met_name
    )
    because = form.text("because", "How circumstances have &changed", preset=row.agreed_because)
    agreed_on = form.day("agreed_on", "Agreed &on", preset=row.agreed_on or london_day(form.desk.clock.now()))

    def ready() -> Deed:
        return partial(
            joint_review.agree_change, review=row.id, seen=row.version, minutes=minutes.value(),
            agreed_with=whom.text(), because=because(), agreed_on=agreed_on.value(),
        )  # fmt: skip

    return ready


def _decide(form: InlineForm, row: ReviewRow) -> Ready:
    box = form.choice_box("outcome", "&Outcome", [(each, each.label) for each in ReviewOutcome], preset=row.outcome)
    outcome = form.needed(box, "Choose one of these.")
    decided_on = form.day("decided_on", "Decided o&n", preset=london_day(form.desk.clock.now()))
    provider = form.line("provider", "Pro&vider", "Registered with CQC, contracted by the council", row.provider)
    then = form.field("&Hours a week then", HoursEdit(form.name("minutes_then")),
                      "The package's, or those that were agreed in the review.")  # fmt: skip
    kept = row.agreed_minutes_a_week if row.agreed_minutes_a_week is not None else row.minutes_a_week
    then.set_value(row.minutes_then if row.minutes_then is not None else kept)
    starts_on = form.day_if_known("starts_on", "&From", "Direct Care goes on until then.", row.starts_on)
    stays: ChoiceBox[StaysBecause] = form.choice_box(
        "stays_because", "Why it &stays", [(each, each.label) for each in StaysBecause], preset=row.stays_because
    )
    because = form.text("because", "What was sai&d", "May stay empty", row.outcome_because)

    def fit(_picked: object = None) -> None:
        form.show_fields(provider, then, shown=box.value() is ReviewOutcome.PVI)
        form.show_fields(starts_on, shown=box.value() in {ReviewOutcome.PVI, ReviewOutcome.DIRECT_PAYMENT})
        form.show_fields(stays, shown=box.value() is ReviewOutcome.STAYS)

    box.currentIndexChanged.connect(fit)
    fit()

    def ready() -> Deed:
        return partial(
            joint_review.decide_outcome, review=row.id, seen=row.version, outcome=outcome.value(),
            decided_on=decided_on.value(), provider=provider.text(), minutes_then=then.value(),
            starts_on=starts_on.value(), stays_because=stays.value(), because=because(),
        )  # fmt: skip

    return ready


def _hand_over(form: InlineForm, row: ReviewRow) -> Ready:
    worker = _member(form, "worker", "&Who of Direct Care", DIRECT_CARE, None)
    contact = form.line("provider_contact", "With w&hom", f"At {row.provider}", row.provider_contact)
    shown = form.text("shown", "What they were &told and shown", preset=row.shown)
    on = form.day("on", "O&n", preset=row.handed_over_on or london_day(form.desk.clock.now()))

    def ready() -> Deed:
        return partial(
            joint_review.hand_over, review=row.id, seen=row.version, worker=worker.value(),
            provider_contact=contact.text(), shown=shown(), on=on.value(),
        )  # fmt: skip

    return ready


def _leave(form: InlineForm, row: ReviewRow) -> Ready:
    because = form.line("because", "Wh&y", "Such as a move to a care home")
    return lambda: partial(joint_review.leave_programme, review=row.id, seen=row.version, because=because.text())


def _member(form: InlineForm, key: str, label: str, roles: frozenset[Role], preset: UUID | None) -> Answer[UUID]:
    box: ChoiceBox[UUID] = form.choice_box(key, label, ())
    answer = form.needed(box, "Choose who it is.")

    def show(found: tuple[StaffChoice, ...]) -> None:
        box.set_choices([(each.id, f"{each.name}, {each.role.label}") for each in found])
        if not box.key() and preset in {each.id for each in found}:
            box.set_value(preset)
            form.took(box)

    form.desk.door.ask(form, office_queries.staff, roles=roles).then(show, form.notice.say)
    return answer


OPEN: FormSpec[None] = FormSpec(
    "open", "The programme of an area", "&Open the programme", "The programme is open.", _open, sign=Icon.NEW
)
DESCRIBE: FormSpec[ProgrammeRow] = FormSpec(
    "describe", "What whoever reviews should know", "&Save the note", "The note is saved.", _describe, sign=Icon.SAVE
)
TAKE_IN: FormSpec[ProgrammeRow] = FormSpec(
    "take_in", "Take somebody into the programme", "&Take them in", "They are in the programme.", _take_in
)
LETTERS: FormSpec[ProgrammeRow] = FormSpec(
    "letters", "All letters were sent", "&Record the letters", "The letters are recorded.", _letters
)
LETTER: FormSpec[ReviewRow] = FormSpec(
    "letter", "The letter was sent", "&Record the letter", "The letter is recorded.", _letter
)
ARRANGE: FormSpec[ReviewRow] = FormSpec(
    "arrange", "Who reviews together, and when", "&Arrange it", "The review is arranged.", _arrange
)
MET: FormSpec[ReviewRow] = FormSpec(
    "met", "The person, or who speaks for them, was met", "&Record the meeting", "The meeting is recorded.", _met
)
AGREE: FormSpec[ReviewRow] = FormSpec(
    "agree", "Other hours were agreed", "&Record the agreement", "The agreement is recorded.", _agree,
    lesson="Nobody moves at other hours than the package has without this, fewer or more. A move that was decided for "
           "other hours is decided anew.",
)  # fmt: skip
DECIDE: FormSpec[ReviewRow] = FormSpec(
    "decide", "What the review came to", "&Record the outcome", "The outcome is recorded.", _decide
)
HAND_OVER: FormSpec[ReviewRow] = FormSpec(
    "hand_over", "Handed over to the provider", "&Record the hand-over", "The hand-over is recorded.", _hand_over
)
PACKAGE: FormSpec[ReviewRow] = FormSpec(
    "package", "What the package is", "&Save the package", "The package is saved.", _package, sign=Icon.SAVE
)
LEAVE: FormSpec[ReviewRow] = FormSpec(
    "leave", "No longer reviewed", "They lea&ve the programme", "They have left the programme.", _leave
)
