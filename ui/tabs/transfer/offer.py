"""What came of a PVI provider's offer: the person's answer, its end, and on its day whether ongoing care has begun."""

from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import partial

from app.door.door import Deed
from app.queries.transfer.view import TransferView
from app.services.transfer import offers
from models.values import london_day
from models.vocabulary.transfer import OfferEnd
from ui.icons import Icon
from ui.states import State
from ui.text import full_day_text, moment_text
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.sentence_lines import SentenceLine

Ready = Callable[[], Deed]


class _Said(Enum):
    """What the person said to the offer."""

    YES = "Yes, they accept it"
    NO = "No, they decline it"
    NOTHING = "Nothing yet: the yes was recorded by mistake"


class _Began(Enum):
    """What came of the day on which the provider was to start."""

    YES = "Yes, it started"
    LATER = "No, it starts on another day"
    NEVER = "No, the provider took the offer back"


def offer_lines(view: TransferView, now: datetime) -> tuple[SentenceLine, ...]:
    """The offer that stands, with what is asked about it, then those that came to nothing."""
    standing = _standing(view, now) if view.facts.offer_at is not None else ()
    past = tuple(
        SentenceLine(f"past_offer.{number}", each.sentence, None, each.told)
        for number, each in enumerate(view.past_offers, start=1)
    )
    return (*standing, *past)


def _standing(view: TransferView, now: datetime) -> tuple[SentenceLine, ...]:
    facts, is_open, today = view.facts, view.is_open, london_day(now)
    starts = full_day_text(facts.offer_starts_on, today) if facts.offer_starts_on else "not known yet"
    offered = f"{facts.offer_provider} offered {moment_text(facts.offer_at, now)}" if facts.offer_at else ""
    has_begun = view.pvi_started_on is not None
    ends = "Taken back…" if is_open and not has_begun else ""
    first = SentenceLine("offer_ended", offered, State.DONE, f"Can start: {starts}", ends)
    answered = facts.offer_accepted_at is not None
    said = f"accepted {moment_text(facts.offer_accepted_at, now)}" if facts.offer_accepted_at else "not answered yet"
    asks = "" if not is_open or has_begun else "Change…" if answered else "Answer…"
    answer = SentenceLine("answer", f"The person's answer: {said}", _sign(answered), "From the person", asks)
    return (first, answer, _start(view, today))


def _start(view: TransferView, today: date) -> SentenceLine:
    if view.pvi_started_on is not None:
        text = f"Ongoing care started {full_day_text(view.pvi_started_on, today)}"
        change = "Change…" if view.is_open else ""
        return SentenceLine("pvi_start", text, State.DONE, "End our support next" if view.is_open else "", change)
    begins = "Did it start?…" if view.is_open else ""
    state = State.SOON if view.is_pvi_start_due else State.OPEN
    return SentenceLine("pvi_start", "Ongoing care has not started", state, "From Brokerage", begins)


def _sign(is_there: bool) -> State:  # noqa: FBT001  one line of a table
    return State.DONE if is_there else State.SOON


def _answer(form: InlineForm, view: TransferView) -> Ready:
    known = view.facts.offer_accepted_at
    said = form.choice("said", "What the person &said", _texts(_Said, without=None if known else _Said.NOTHING))
    at = form.moment("at", "&When they said it", preset=known)
    because = form.text("because", "Why, where they dec&line")
    episode, seen = view.episode, view.seen

    def ready() -> Deed:
        match said.value():
            case _Said.YES:
                return partial(offers.accept_offer, episode=episode, seen=seen, at=at.value())
            case _Said.NO:
                return partial(offers.decline_offer, episode=episode, seen=seen, at=at.value(), because=because())
        return partial(offers.take_back_acceptance, episode=episode, seen=seen)

    return ready


def _ended(form: InlineForm, view: TransferView) -> Ready:
    at = form.moment("at", "&When the provider said so")
    because = form.text("because", "Wh&y it was taken back")
    return lambda: partial(
        offers.withdraw_offer, episode=view.episode, seen=view.seen, at=at.value(), because=because()
    )


def _pvi_start(form: InlineForm, view: TransferView) -> Ready:
    began = form.choice("began", "&Did it start", _texts(_Began))
    on = form.day_if_known("on", "The day of the &start", "The new one if it is put off; empty: not known yet")
    on.set_value(view.pvi_started_on or view.facts.offer_starts_on)
    is_meant = form.tick_when_asked("start_is_meant", "This start is meant")
    because = form.text("because", "Why, where the offer was ta&ken back")
    episode, seen, clock = view.episode, view.seen, form.desk.clock

    def ready() -> Deed:
        match began.value():
            case _Began.YES:
                return partial(
                    offers.record_pvi_start, episode=episode, seen=seen, on=on.value() or london_day(clock.now())
                )
            case _Began.LATER:
                return partial(
                    offers.put_off_pvi_start, episode=episode, seen=seen, on=on.value(), start_is_meant=is_meant()
                )
        return partial(offers.withdraw_offer, episode=episode, seen=seen, at=clock.now(), because=because())

    return ready


def _texts(choices: type[Enum], without: Enum | None = None) -> tuple[tuple[Enum, str], ...]:
    return tuple((each, each.value) for each in choices if each is not without)


OFFER_FORMS: dict[str, FormSpec[TransferView]] = {
    spec.key: spec
    for spec in (
        FormSpec(
            "answer",
            "The person's answer to the offer",
            "&Record the answer",
            "The answer is recorded.",
            _answer,
            lesson="A yes takes the package off the lack of provision list from that day; a no leaves it there.",
        ),
        FormSpec(
            "offer_ended",
            OfferEnd.WITHDRAWN.label,
            "Record that it was &taken back",
            "Recorded: the wait counts as if there had been no offer, and Brokerage's steps are open again.",
            _ended,
            sign=Icon.CLOSE,
        ),
        FormSpec("pvi_start", "Has ongoing care started?", "&Record it", "Recorded.", _pvi_start),
    )
}
