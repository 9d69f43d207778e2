"""Offers of PVI providers: how long each is open, what it does to the lack of provision list, and what is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from models.policy import PolicySettings
from models.rules.agreement.charging import Listing
from models.rules.clocks import in_utc, is_past
from models.rules.decision import Lack
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.who import BROKERAGE, DSO, NOBODY
from models.values import london_day, start_of_day


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    """One offer: when it came, the start it named, the person's yes, and when it came to nothing."""

    offered_at: datetime
    starts_on: date | None = None
    accepted_at: datetime | None = None
    ended_at: datetime | None = None

    def is_open_at(self, moment: datetime) -> bool:
        """From its moment until the person declines it or the provider withdraws it. Source: OPG 5.2 (INT-1)."""
        if is_past(moment, self.offered_at):
            return False
        return self.ended_at is None or is_past(moment, self.ended_at)


def open_offer(offers: Iterable[OfferFacts], moment: datetime) -> OfferFacts | None:
    """The offer that is open at this moment, if one is: the newest. Source: OPG 5.1, 5.2 (INT-1)."""
    standing = [each for each in offers if each.is_open_at(moment)]
    return max(standing, key=lambda each: in_utc(each.offered_at), default=None)


def listings(listed: Iterable[datetime], offers: Iterable[OfferFacts]) -> tuple[Listing, ...]:
    """The times on the lack of provision list, each unbroken: an accepted offer ends one with the day before its own.

    A declined or withdrawn offer that the person hadn't accepted ends none. Source: OPG 5.5, 5.6 (FUND-6).
    """
    accepted = [each for each in offers if each.accepted_at is not None]
    return tuple(Listing(each, _broken_off(each, accepted)) for each in sorted(map(in_utc, listed)))


def times_with_brokerage(sent_at: datetime | None, offers: Iterable[OfferFacts]) -> tuple[Listing, ...]:
    """The times at which Brokerage looked for a provider: from sending, and again once an accepted offer fell through.

    Only for an office that charges from *sent*. Source: OPG 5.5, 5.6 (INT-2, FUND-6).
    """
    if sent_at is None:
        return ()
    told = tuple(offers)
    return listings([sent_at, *(each.ended_at for each in told if each.accepted_at and each.ended_at)], told)


def _broken_off(listed_at: datetime, accepted: list[OfferFacts]) -> datetime | None:
    """The day of the first yes since then takes the package off; not that to an offer which was over by then."""
    later = [
        start_of_day(london_day(each.accepted_at))
        for each in accepted
        if each.accepted_at is not None
        and not is_past(each.accepted_at, listed_at)
        and (each.ended_at is None or is_past(listed_at, each.ended_at))
    ]
    return max(min(later), in_utc(listed_at)) if later else None


def standing_lacks(provider: str, offer_at: datetime | None) -> tuple[Lack, ...]:
    """One offer after another: what came of the one that stands is said before the next. Source: OPG 5.2 (INT-1)."""
    if offer_at is None:
        return ()
    sentence = f"The offer of {provider} is still open: record first that it was declined or withdrawn, or correct it."
    return (Lack("INT-1", sentence, BROKERAGE, "offer"),)


def relisting_lacks(at: datetime, offers: Iterable[OfferFacts]) -> tuple[Lack, ...]:
    """The package isn't on the list while an offer stands that the person accepted. Source: OPG 5.5, 5.6 (FUND-6)."""
    if not any(each.accepted_at is not None and each.is_open_at(at) for each in offers):
        return ()
    sentence = "The person had accepted an offer then: the package is listed again once that came to nothing."
    return (Lack("FUND-6", sentence, BROKERAGE, "offer_ended"),)


def falling_through_lacks(because: str, at: datetime, offer_at: datetime) -> tuple[Lack, ...]:
    """An offer ends after it came, and for a reason. Source: OPG 5.2; MG (INT-1)."""
    if is_past(at, offer_at):
        return _before_the_offer("It can't end")
    return () if because.strip() else (Lack("INT-1", "Say why the offer came to nothing.", DSO, "because"),)


def accepting_lacks(at: datetime, offer_at: datetime) -> tuple[Lack, ...]:
    """The person says yes to an offer that was made. Source: OPG 5.2 (INT-1, FUND-6)."""
    return _before_the_offer("The person can't accept it") if is_past(at, offer_at) else ()


def correcting_lacks(at: datetime, accepted_at: datetime | None) -> tuple[Lack, ...]:
    """An offer came before the person accepted it. Source: OPG 5.2 (INT-1)."""
    if accepted_at is None or not is_past(accepted_at, at):
        return ()
    return (Lack("INT-1", "The offer came before the person accepted it.", DSO, "at"),)


def taking_back_lacks(accepted_at: datetime | None) -> tuple[Lack, ...]:
    """Only a yes that was recorded is taken back. Source: good practice (INT-1)."""
    return () if accepted_at is not None else (Lack("INT-1", "No answer of the person's is recorded.", NOBODY),)


def pvi_start_lacks(on: date, offer_at: datetime, today: date) -> tuple[Lack, ...]:
    """A provider starts after its offer, and it is recorded when it has happened. Source: MG (INT-6)."""
    if on > today:
        return (Lack("INT-6", "The provider's start lies ahead: record it on its day.", DSO, "on"),)
    if on < london_day(offer_at):
        return (Lack("INT-6", "The provider can't have started before its offer came.", DSO, "on"),)
    return ()


def offered_start_lacks(on: date | None, today: date, policy: PolicySettings, *, is_meant: bool) -> tuple[Lack, ...]:
    """A start that lies far off is asked about: a year is soon mistyped. Source: good practice (INT-1, PSP-2)."""
    if on is None:
        return ()
    what, field = "The provider's start", "start_is_meant"
    return asked_about_lacks("INT-1", what, on, today, policy, is_meant=is_meant, field=field, may_have_come=True)


def new_day_lacks(on: date | None, today: date, policy: PolicySettings, *, is_meant: bool) -> tuple[Lack, ...]:
    """A start that is put off has a day to come, or none that is known; a far one is asked about. (INT-1).

    Source: MG.
    """
    if on is None or on >= today:
        return offered_start_lacks(on, today, policy, is_meant=is_meant)
    return (Lack("INT-1", "The new day lies in the past: give one to come, or none.", BROKERAGE, "on"),)


def _before_the_offer(what: str) -> tuple[Lack, ...]:
    return (Lack("INT-1", f"{what} before the offer came.", DSO, "at"),)
