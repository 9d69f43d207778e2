"""From which moment somebody is liable to pay for interim support, explained by the facts it rests on.

STS itself is free. Sources differ about the beginning; the settings choose, by default in the person's favour.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.policy import PolicySettings
from models.rules.clocks import deadline, in_utc
from models.rules.decision import Lack
from models.rules.sentences import day_text, moment_text
from models.rules.who import BROKERAGE, CASE_COORDINATOR, NOBODY, STS_DSO
from models.values import london_day, start_of_day
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind

_NEEDED = "it was confirmed that you need ongoing support"
_SOUGHT = "we began to look for a long-term provider for you"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Listing:
    """A time on the lack of provision list (or with Brokerage); `until` is none while nothing has broken it off."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeFacts:
    """What decides about payment; the moments are named as the records name them.

    `listings` and `sendings` are the times on the list and with Brokerage where offers that the person accepted have
    broken them; left empty there is one, unbroken, since `listed_at` and `sent_to_brokerage_at`.
    """

    kind: EpisodeKind
    funding: Funding
    interim_started_at: datetime | None = None
    support_plan_at: datetime | None = None
    fabo_at: datetime | None = None
    sent_to_brokerage_at: datetime | None = None
    listed_at: datetime | None = None
    need_confirmed_at: datetime | None = None
    eligible_at: datetime | None = None  # identified as eligible for ongoing support (MG, Finance)
    listings: tuple[Listing, ...] = ()
    sendings: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """One fact of the explanation: what, from which moment it counts, and whether the moment rests on it.

    `sentence` is for the desk; `told` says to the person what happened at that moment, `told_ahead` what
    will have happened, and on which condition.
    """

    what: str
    counts_from: datetime | None
    is_decisive: bool
    sentence: str
    told: str = ""
    told_ahead: str = ""  # where that moment still lies ahead


@dataclass(frozen=True, slots=True)
class Liability:
    """From when somebody pays, and why; `since` is none where nothing is charged or a fact is missing.

    `is_after` says that liability begins just after this moment ("more than 48 h"), not at it.
    """

    rule: str
    since: datetime | None
    is_after: bool
    sentence: str
    lines: tuple[ChargeLine, ...] = ()
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact that must hold: from when it counts, whether from just after, and who provides it."""

    what: str
    at: datetime | None
    who: str
    told: str
    is_after: bool = False
    note: str = ""
    field: str = ""  # what records it, as a lack names it
    told_ahead: str = ""
    missing: str = "not recorded yet"  # what the desk reads while there is no moment


def charge_lacks(kind: EpisodeKind) -> tuple[Lack, ...]:
    """Nothing about a short-term episode carries a charge. Source: OPG 1.2 (FUND-1)."""
    if kind.is_interim:
        return ()
    return (Lack("FUND-1", "The Short Term Service is free, so there is nothing to agree or charge.", NOBODY),)


def liability(facts: ChargeFacts, policy: PolicySettings) -> Liability:
    """From when this person pays, for whatever funding they have.

    Source: OPG 1.2, 5.5, 5.6; MG Finance (FUND-1, FUND-2, FUND-3).
    """
    if not facts.kind.is_interim:
        return _nothing("FUND-1", "The Short Term Service is free.")
    match facts.funding:
        case Funding.CO_FUNDER:
            return co_funder_liability(facts, policy)
        case Funding.SELF_FUNDER:
            return self_funder_liability(facts, policy)
        case Funding.COUNCIL:
            return _nothing("FUND-2", "The council pays for the interim support.")
        case _:
            return _unknown(facts, policy)


def liable_whoever_pays(facts: ChargeFacts, policy: PolicySettings) -> datetime | None:
    """The first moment at which all but who pays would hold, for a co-funder or a self-funder; none while none does.

    Source: OPG 5.5, 5.6; good practice (FUND-6).
    """
    if not facts.kind.is_interim:
        return None
    moments = (decided.since for decided in (co_funder_liability(facts, policy), self_funder_liability(facts, policy)))
    return min((each for each in moments if each is not None), default=None)


def _unknown(facts: ChargeFacts, policy: PolicySettings) -> Liability:
    """Not known is not the council: it says from when somebody who pays would be liable. Source: OPG 5.5 (FUND-6)."""
    lack = Lack("FUND-2", "Say who pays for ongoing support.", CASE_COORDINATOR, "funding")
    asked = (("self-funder", self_funder_liability), ("co-funder", co_funder_liability))
    lines = tuple(_would_be(who, liable(facts, policy)) for who, liable in asked)
    return Liability("FUND-6", None, False, "It is not known yet who pays for ongoing support.", lines, (lack,))


def _would_be(who: str, decided: Liability) -> ChargeLine:
    if decided.since is None:
        return ChargeLine(f"A {who}", None, False, f"A {who} would not be liable yet: a fact is missing.")
    begins = "just after" if decided.is_after else "from"
    return ChargeLine(f"A {who}", None, False, f"A {who} would be liable {begins} {moment_text(decided.since)}.")


def co_funder_liability(facts: ChargeFacts, policy: PolicySettings) -> Liability:
    """The first moment at which all hold for a co-funder. Source: OPG 5.5; MG Finance (FUND-2).

    Which of the two sources counts is as the office had it when the interim support began: a later change of the
    setting makes nobody liable for days that have gone, and takes no day off who was.
    """
    interim, began = _interim(facts), facts.interim_started_at
    if (policy.at(began) if began else policy).charge_from_eligible:
        eligible = _Fact(
            "Identified as eligible for ongoing support",
            facts.eligible_at,
            CASE_COORDINATOR,
            _NEEDED,
            field="eligible",
        )
        return _latest("FUND-2", (interim, eligible))
    plan = _Fact(
        "Support plan complete",
        facts.support_plan_at,
        CASE_COORDINATOR,
        "your support plan was complete",
        field="support_plan",
    )
    fabo = _Fact(
        "FABO referral made", facts.fabo_at, CASE_COORDINATOR, "your financial assessment was asked for", field="fabo"
    )
    return _latest("FUND-2", _with_brokerage((interim, plan, fabo), facts, policy))


def self_funder_liability(facts: ChargeFacts, policy: PolicySettings) -> Liability:
    """The first moment at which all hold for a self-funder. Source: OPG 5.6 (FUND-3)."""
    need = _Fact("Ongoing need confirmed", facts.need_confirmed_at, CASE_COORDINATOR, _NEEDED, field="need")
    return _latest("FUND-3", _with_brokerage((_interim(facts), need), facts, policy))


def charged_from(decided: Liability) -> date | None:
    """The first whole day in the office on which all facts hold; none where nothing is charged.

    A day is never charged in part: in the person's favour. Source: OPG 5.5, 5.6 (FUND-2, FUND-3).
    """
    if decided.since is None:
        return None
    day = london_day(decided.since)
    is_whole = decided.since == start_of_day(day) and not decided.is_after
    return day if is_whole else day + _DAY


def _interim(facts: ChargeFacts) -> _Fact:
    started = facts.interim_started_at if facts.kind.is_interim else None
    return _Fact("Support given as interim", started, STS_DSO, "your interim support began")


def _with_brokerage(others: tuple[_Fact, ...], facts: ChargeFacts, policy: PolicySettings) -> tuple[_Fact, ...]:
    """Sent, and more than so many hours on the list (or since sending, where the office counts from there)."""
    sent = _Fact("Package sent to Brokerage", facts.sent_to_brokerage_at, CASE_COORDINATOR, _SOUGHT, field="sent")
    so_far = (*others, sent)
    return (*so_far, _long_enough(so_far, facts, policy))


def _long_enough(others: tuple[_Fact, ...], facts: ChargeFacts, policy: PolicySettings) -> _Fact:
    sent = facts.sent_to_brokerage_at
    from_listed = (policy.at(sent) if sent else policy).charging_counts_from_listed
    deciding = _deciding(_times(facts, from_listed=from_listed), others, policy)
    since = deciding.since if deciding else None
    hours = int((policy.at(since) if since else policy).brokerage_for.total_seconds() // 3600)
    over = None
    note, missing = (
        f" ({'listed' if from_listed else 'sent'} {moment_text(since)})" if since else "",
        "not recorded yet",
    )
    if deciding is not None and deciding.until is not None and not _reaches(deciding, others, policy):
        missing = f"broken off on {day_text(london_day(deciding.until))}, as an offer was accepted"
    elif since is not None:
        over = deadline(since, policy.at(since).brokerage_for)
    return _Fact(
        f"More than {hours} hours {'on the lack of provision list' if from_listed else 'with Brokerage'}",
        over,
        BROKERAGE if from_listed else CASE_COORDINATOR,
        f"{hours} hours {'on the waiting list for a provider' if from_listed else 'of looking'} were over",
        told_ahead=(
            f"{hours} hours {'on the waiting list for a provider' if from_listed else 'of looking'} will be over, "
            "if no provider has offered by then"
        ),
        is_after=True,
        field="listed" if from_listed else "sent",
        note=note,
        missing=missing,
    )


def _times(facts: ChargeFacts, *, from_listed: bool) -> tuple[Listing, ...]:
    known, since = (facts.listings, facts.listed_at) if from_listed else (facts.sendings, facts.sent_to_brokerage_at)
    return known or ((Listing(since),) if since is not None else ())


def _deciding(times: tuple[Listing, ...], others: tuple[_Fact, ...], policy: PolicySettings) -> Listing | None:
    """The first of them in which everything holds at once, for who has become liable stays so; else the last.

    Source: OPG 5.5, 5.6 (FUND-6).
    """
    reaching = (each for each in times if each.until is None or _reaches(each, others, policy))
    return next(reaching, times[-1] if times else None)


def _reaches(listed: Listing, others: tuple[_Fact, ...], policy: PolicySettings) -> bool:
    """Whether all facts held before this time on the list was broken off."""
    moments = [
        deadline(listed.since, policy.at(listed.since).brokerage_for),
        *(in_utc(each.at) for each in others if each.at),
    ]
    is_whole = all(each.at is not None for each in others)
    return listed.until is None or (is_whole and max(moments) < in_utc(listed.until))


def _latest(rule: str, facts: tuple[_Fact, ...]) -> Liability:
    """The latest of the moments; of equal ones that which begins just after, for then all hold."""
    missing = tuple(
        Lack(rule, f"“{each.what}” has no date yet, so no first day of payment can be given.", each.who, each.field)
        for each in facts
        if each.at is None
    )
    known = [(in_utc(each.at), each.is_after, each.what) for each in facts if each.at is not None]
    since, is_after, deciding = (None, False, "") if missing else max(known)
    lines = tuple(_line(each, deciding) for each in facts)
    if since is None:
        return Liability(rule, None, False, "Nothing is charged while a fact is missing.", lines, missing)
    begins = "just after" if is_after else "from"
    sentence = f"Liable {begins} {moment_text(since)}: “{deciding}” is the last of the facts to hold."
    return Liability(rule, since, is_after, sentence, lines)


def _line(fact: _Fact, deciding: str) -> ChargeLine:
    if fact.at is None:
        return ChargeLine(fact.what, None, False, f"{fact.what}: {fact.missing}{fact.note}.")
    begins = "after" if fact.is_after else "from"
    sentence = f"{fact.what}: {begins} {moment_text(fact.at)}{fact.note}."
    return ChargeLine(fact.what, in_utc(fact.at), fact.what == deciding, sentence, fact.told, fact.told_ahead)


def _nothing(rule: str, sentence: str, *lacks: Lack) -> Liability:
    return Liability(rule, None, False, sentence, (), lacks)
