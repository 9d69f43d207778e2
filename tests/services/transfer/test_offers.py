"""What comes of an offer: the person's answer, its end, its start; one after another, kept as history."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.today.prompts import today
from app.queries.transfer.transfer import transfer
from app.services.closure import expecting
from app.services.people import details
from app.services.transfer import checklist, conditions, handing_over, offers
from models.episodes import Episode
from models.people import Person
from models.transfer import PastListing, PastOffer, Transfer, TransferStep
from models.values import london_day
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.transfer import OfferEnd, TransferStepKind

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def record(office):
    with office.database.reading() as session:
        return session.scalars(select(Transfer)).one()


def every(office, kind):
    with office.database.reading() as session:
        return session.scalars(select(kind).order_by(kind.id)).all()


def offered(office, provider="Dove Care", starts_on=None, episode=None):
    """Somebody whose package was sent two hours ago and who has an offer since an hour ago."""
    if episode is None:
        episode = office.an_episode(started_at=office.now - 20 * DAY)
        office.do(conditions.send_to_brokerage, episode=episode, at=office.now - 2 * HOUR)
    office.do(conditions.record_offer, episode=episode, at=office.now - HOUR, provider=provider, starts_on=starts_on)
    return episode


@pytest.mark.rule("INT-1")
def test_offers_follow_each_other_and_each_is_kept_with_what_came_of_it(office):
    episode = offered(office)
    office.do(offers.decline_offer, episode=episode, at=office.now, because=" Too dear ")
    office.clock.advance(3 * HOUR)
    offered(office, "Swan Care", episode=episode)
    office.do(offers.accept_offer, episode=episode, at=office.now)
    office.do(offers.withdraw_offer, episode=episode, at=office.now, because="No workers")
    office.clock.advance(3 * HOUR)
    offered(office, "Heron Care", episode=episode)
    first, second = every(office, PastOffer)
    assert (first.provider, first.ended_as, first.because, first.accepted_at) == (
        "Dove Care", OfferEnd.DECLINED, "Too dear", None,
    )  # fmt: skip
    assert (second.provider, second.ended_as, second.accepted_at is None) == ("Swan Care", OfferEnd.WITHDRAWN, False)
    kept = record(office)
    assert (kept.offer_provider, kept.offer_accepted_at) == ("Heron Care", None)
    view = office.ask(transfer, episode=episode)
    assert [each.sentence.split(" offered")[0] for each in view.past_offers] == ["Swan Care", "Dove Care"]
    assert "Declined by the person" in view.past_offers[1].sentence
    assert view.past_offers[0].told == "Recorded by DSO North"


@pytest.mark.rule("INT-1")
@pytest.mark.parametrize("deed", [offers.decline_offer, offers.withdraw_offer])
def test_an_offer_ends_with_its_reason_after_it_came_and_not_ahead(office, deed):
    episode = office.an_episode(started_at=office.now - 20 * DAY)
    with pytest.raises(Refused, match="No offer is recorded"):
        office.do(deed, episode=episode, at=office.now, because="Why")
    offered(office, episode=episode)
    for at, because, sentence in (
        (office.now, " ", "Say why"),
        (office.now - HOUR - SECOND, "Why", "before the offer came"),
        (office.now + SECOND, "Why", "lies in the future"),
    ):
        with pytest.raises(Refused, match=sentence):
            office.do(deed, episode=episode, at=at, because=because)
    assert every(office, PastOffer) == []
    assert record(office).offer_provider == "Dove Care"


@pytest.mark.rule("INT-1")
def test_an_offer_that_falls_through_opens_the_way_that_the_48_hours_gave(office, make_ready):
    ready = make_ready(office)
    office.do(conditions.record_offer, episode=ready.episode, at=office.now, provider="Dove Care",
              starts_on=office.now.date())  # fmt: skip
    move = {"transfer": ready.transfer}
    with pytest.raises(Refused, match="One of three must hold"):
        office.do(handing_over.hand_over, **move, seen=ready.seen(office), at=office.now)
    office.do(offers.withdraw_offer, episode=ready.episode, at=office.now, because="No workers")
    office.do(handing_over.hand_over, **move, seen=ready.seen(office), at=office.now)
    assert record(office).handed_over_at == office.now


@pytest.mark.rule("INT-1")
def test_the_move_is_judged_by_the_offer_that_was_open_at_its_moment(office, make_ready):
    ready = make_ready(office)
    came = office.now
    office.do(conditions.record_offer, episode=ready.episode, at=came, provider="Dove Care", starts_on=came.date())
    office.clock.advance(2 * HOUR)
    office.do(offers.decline_offer, episode=ready.episode, at=came + HOUR, because="Too dear")
    with pytest.raises(Refused, match="One of three must hold"):
        office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=came + HOUR - SECOND)
    office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=came + HOUR)


@pytest.mark.rule("INT-4", "INT-6")
def test_what_was_ticked_upon_an_offer_is_asked_anew_when_it_came_to_nothing(office):
    episode = offered(office)
    key = record(office).id
    for step in (TransferStepKind.PVI_CONFIRMED, TransferStepKind.REVIEW_PLAN_SENT, TransferStepKind.STAYS_ALLOCATED):
        office.do(checklist.tick, transfer=key, step=step)
    office.do(offers.withdraw_offer, episode=episode, at=office.now, because="No workers")
    left = {each.step: each.done_at for each in every(office, TransferStep)}
    assert left[TransferStepKind.PVI_CONFIRMED] is left[TransferStepKind.REVIEW_PLAN_SENT] is None
    assert left[TransferStepKind.STAYS_ALLOCATED] is not None


@pytest.mark.rule("INT-1")
def test_an_offer_is_corrected_without_a_history_and_never_after_the_yes(office):
    episode = offered(office)
    told = {"episode": episode, "provider": " Dove Home Care ", "starts_on": office.now.date() + 9 * DAY}
    office.do(offers.correct_offer, **told, at=office.now - 2 * HOUR)
    office.do(offers.accept_offer, episode=episode, at=office.now - HOUR)
    with pytest.raises(Refused, match="before the person accepted"):
        office.do(offers.correct_offer, **told, at=office.now)
    office.do(offers.take_back_acceptance, episode=episode)
    with pytest.raises(Refused, match="No answer of the person's"):
        office.do(offers.take_back_acceptance, episode=episode)
    office.do(offers.correct_offer, **told, at=office.now)
    kept = record(office)
    assert (kept.offer_provider, kept.offer_at, kept.offer_accepted_at) == ("Dove Home Care", office.now, None)
    assert every(office, PastOffer) == []


@pytest.mark.rule("INT-2", "FUND-6")
def test_a_later_listing_is_one_of_its_own_and_a_correction_is_none(office):
    start = office.now
    episode = offered(office)
    office.do(conditions.record_listed, episode=episode, at=start - HOUR)
    office.do(conditions.record_listed, episode=episode, at=start)  # corrected
    office.clock.advance(DAY)
    office.do(offers.accept_offer, episode=episode, at=office.now)
    assert office.ask(transfer, episode=episode).is_off_list
    with pytest.raises(Refused, match="had accepted an offer then"):
        office.do(conditions.record_listed, episode=episode, at=office.now)
    office.do(offers.withdraw_offer, episode=episode, at=office.now, because="No workers")
    office.do(conditions.record_listed, episode=episode, at=office.now)
    assert [each.listed_at for each in every(office, PastListing)] == [start]
    assert record(office).listed_at == office.now
    assert not office.ask(transfer, episode=episode).is_off_list


@pytest.mark.rule("INT-6", "PSP-8")
def test_the_start_of_ongoing_care_is_a_fact_of_the_support_that_is_open_after_the_move_too(office, make_ready):
    ready = make_ready(office)
    after = office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now).made
    office.do(conditions.record_offer, episode=after, at=office.now, provider="Dove Care", starts_on=office.now.date())
    with pytest.raises(Refused, match="lies ahead"):
        office.do(offers.record_pvi_start, episode=after, on=office.now.date() + DAY)
    office.do(offers.record_pvi_start, episode=after, on=office.now.date())
    assert office.get(Episode, after).package_started_on == office.now.date()
    assert office.get(Episode, ready.episode).package_started_on is None
    assert office.ask(transfer, episode=after).pvi_started_on == office.now.date()


@pytest.mark.rule("INT-1")
def test_a_start_is_put_off_to_a_day_to_come_or_to_none(office):
    episode = offered(office, starts_on=(today := office.now.date()))
    assert office.ask(transfer, episode=episode).is_pvi_start_due
    with pytest.raises(Refused, match="lies in the past"):
        office.do(offers.put_off_pvi_start, episode=episode, on=today - DAY)
    for day in (today + 7 * DAY, None):
        office.do(offers.put_off_pvi_start, episode=episode, on=day)
        assert record(office).offer_starts_on == day
        assert not office.ask(transfer, episode=episode).is_pvi_start_due


@pytest.mark.rule("FUND-6", "FUND-3")
@pytest.mark.parametrize(("days", "liable"), [(2, False), (3, True)])
def test_an_accepted_offer_spares_whoever_was_not_liable_by_the_day_before(office, days, liable):
    """Listed on 20 November at 9, so that the 48 hours are over on the 22nd at 9."""
    began = office.now
    episode = office.an_episode(
        person=office.a_person(funding=Funding.SELF_FUNDER), kind=EpisodeKind.INTERIM_TEAM, started_at=began - DAY
    )
    for fact in (conditions.confirm_need, conditions.send_to_brokerage, conditions.record_listed):
        office.do(fact, episode=episode, at=began)
    office.clock.advance(days * DAY)
    offered(office, episode=episode)
    office.do(offers.accept_offer, episode=episode, at=office.now)
    office.do(offers.withdraw_offer, episode=episode, at=office.now, because="No workers")
    money = office.ask(transfer, episode=episode).money
    assert money.since == (began + 48 * HOUR if liable else None)
    office.clock.advance(DAY)
    office.do(conditions.record_listed, episode=episode, at=office.now)
    money = office.ask(transfer, episode=episode).money
    assert money.since == (began if liable else office.now) + 48 * HOUR


@pytest.mark.rule("FUND-6")
def test_who_pays_is_on_today_from_the_sending_until_it_is_known_after_the_end_too(office):
    person = office.a_person()
    episode = office.an_episode(person=person, kind=EpisodeKind.INTERIM_TEAM, started_at=office.now - 9 * DAY)

    def asked():
        return [each for each in office.ask(today) if each.rule == "FUND-6"]

    def of_the_open():
        (found,) = (each for each in asked() if each.episode_id == episode)
        return found

    assert asked() == []
    over = office.an_episode(kind=EpisodeKind.INTERIM_TEAM, ended_at=office.now, end_reason=EndReason.PVI_FOUND)
    office.store(Transfer(episode_id=over, sent_to_brokerage_at=office.now))
    (still,) = asked()
    assert still.episode_id == over
    office.do(conditions.send_to_brokerage, episode=episode, at=office.now)
    prompt = of_the_open()
    assert (prompt.field, prompt.due, prompt.episode_id) == ("transfer.funding", None, episode)
    office.do(conditions.confirm_need, episode=episode, at=office.now)
    office.do(conditions.record_listed, episode=episode, at=office.now)
    assert of_the_open().due == office.now + 48 * HOUR
    office.do(details.change_person, person=person, seen=office.version(Person, person), funding=Funding.COUNCIL)
    assert asked() == [still]


@pytest.mark.rule("INT-1", "END-9")
def test_a_start_on_whose_day_the_end_is_expected_is_asked_in_one_line(office):
    episode = office.an_episode(started_at=office.now - 9 * DAY)
    told = {"episode": episode, "at": office.now}
    on = office.now + 2 * DAY
    office.do(conditions.record_offer, **told, provider="Peakside", starts_on=london_day(on))
    office.do(offers.accept_offer, **told)
    end = {"reason": EndReason.ONGOING_ARRANGED, "ends_at": on, "package_on": london_day(on)}
    office.do(expecting.end_or_expect, episode=episode, seen=office.version(Episode, episode), **end)
    office.clock.move_to(on)
    fields = [each.field for each in office.ask(today)]
    assert [each for each in fields if each in {"transfer.pvi_start", "closure.confirm_end"}] == ["closure.confirm_end"]
