"""When something may change hands, to whom, and from which day; and when a change may be taken back (DAY-4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from models.policy import PolicySettings
from models.rules.deciding import OnStaff
from models.rules.decision import Lack
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.sentences import day_text, joined
from models.rules.who import DSO, EDITORS, NOBODY, OFFICE
from models.values import london_day
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.owners import OwnerOf
from models.vocabulary.staff import CASE_COORDINATORS, GOAL_SETTERS, ORGANISERS, Role, TeamKind

_RULE = "DAY-4"
_MAY_HAVE = {
    OwnerOf.DSO: (ORGANISERS, "a DSO"),
    OwnerOf.CASE_COORDINATOR: (CASE_COORDINATORS, "an SW or CCW"),
    OwnerOf.GOAL_SETTER: (GOAL_SETTERS, "a member of the MDT"),
    OwnerOf.ALLOCATED_WORKER: (GOAL_SETTERS, "a member of the MDT"),
    OwnerOf.ACTION: (frozenset(Role) - {Role.SCHEDULER}, "somebody of the MDT or the office"),
}
_AFTER_ITS_END = {OwnerOf.DSO, OwnerOf.CASE_COORDINATOR}  # who close the package


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From when to when a record can have another owner; `closed` says that nothing is left to do in it."""

    began_on: date
    ended_at: datetime | None = None
    closed: bool = False


def may_have(what: OwnerOf, role: Role) -> bool:
    """Whether somebody of this role can have it. Source: OPG 3.3, 3.5; MG; STCH (DAY-4, GOAL-2)."""
    return not what.is_staff or role in _MAY_HAVE[what][0]


def heir_lacks(what: OwnerOf, heir: OnStaff, day: date) -> tuple[Lack, ...]:
    """Who takes it on has the role for it and is on the staff on that day. Source: STCH; MG; OPG 3.5 (DAY-4)."""
    roles, said = _MAY_HAVE[what]
    if heir.role not in roles:
        sentence = f"{heir.name} is on the staff as {heir.role.label}: {_of(what)} is {said}."
    elif not heir.is_there_on(day):
        sentence = f"{heir.name} isn't on the staff on {day_text(day)}: name somebody who is."
    else:
        return ()
    return (Lack(_RULE, sentence, DSO, "staff"),)


def nobody_lacks(what: OwnerOf, policy: PolicySettings) -> tuple[Lack, ...]:
    """Only an allocated worker may be nobody, and not where the office asks for one. Source: STCH (DAY-4, STC-2)."""
    if what.may_be_nobody and policy.allocated_worker_asked:
        sentence = f"Here everybody has an allocated worker: choose {_MAY_HAVE[what][1]} who takes it on."
        return (Lack("STC-2", sentence, EDITORS, "staff"),)
    if what.may_be_nobody:
        return ()
    return (Lack(_RULE, f"Say who takes it on: {_of(what)} can't be nobody.", DSO, "staff"),)


def lacks_of_many(found: Sequence[tuple[str, Lack]]) -> tuple[Lack, ...]:
    """Of many that are handed on at once each refusal says of which it is; the same of several is said once. (DAY-4).

    Each lack comes with the person and what of theirs it is, such as "Ann Lee (DSO)". Source: good practice.
    """
    whose: dict[Lack, list[str]] = {}
    for record, lack in found:
        whose.setdefault(lack, []).append(record)
    return tuple(replace(lack, sentence=f"{joined(names)}: {lack.sentence}") for lack, names in whose.items())


def reason_lacks(because: str) -> tuple[Lack, ...]:
    """Each change says why: leave, a leaver, a new boundary. (DAY-4)."""
    return () if because.strip() else (Lack(_RULE, "Say why it changes hands.", "whoever hands it on", "because"),)


def span_lacks(what: OwnerOf, span: Span, day: date) -> tuple[Lack, ...]:
    """Not before it began, and not after its end; who closes a package may change until it is closed. (DAY-4)."""
    if day < span.began_on:
        sentence = f"It began on {day_text(span.began_on)}: a change from {day_text(day)} would be before it."
        return (Lack(_RULE, sentence, DSO, "from_day"),)
    if span.ended_at is None or (what in _AFTER_ITS_END and not span.closed):
        return ()
    sentence = f"It ended on {day_text(london_day(span.ended_at))}: nothing of it changes hands any more."
    return (Lack(_RULE, sentence, NOBODY),)


def day_asked_lacks(day: date, today: date, policy: PolicySettings, *, day_is_meant: bool) -> tuple[Lack, ...]:
    """A day that has passed or lies more than six weeks ahead is asked about, as other days are. (DAY-4)."""
    field = "day_is_meant"
    return asked_about_lacks(_RULE, "The day of the change", day, today, policy, is_meant=day_is_meant, field=field)


def same_lacks(*, has_it_already: bool) -> tuple[Lack, ...]:
    """Who has it on that day already isn't given it. (DAY-4)."""
    if not has_it_already:
        return ()
    return (Lack(_RULE, "They have it on that day already: nothing would change.", NOBODY, "staff"),)


def chosen_lacks(*, has_any: bool) -> tuple[Lack, ...]:
    """Something is chosen that can change hands. (DAY-4)."""
    return () if has_any else (Lack(_RULE, "Choose at least one that is to change hands.", DSO, "every"),)


def later_change_lacks(coming: date | None, *, later_stands: bool) -> tuple[Lack, ...]:
    """A change with an earlier day than one that is said already asks whether that one still stands. (DAY-4, PSP-2)."""
    if coming is None or later_stands:
        return ()
    sentence = f"It changes hands again from {day_text(coming)}: say that this still stands, or take that back first."
    return (Lack(_RULE, sentence, DSO, "later_stands"),)


def episode_team_lacks(kind: EpisodeKind, team: TeamKind) -> tuple[Lack, ...]:
    """Interim support by a team stays with interim teams, STS's own with short-term teams: no hand-over. (INT-7)."""
    wanted = TeamKind.INTERIM if kind is EpisodeKind.INTERIM_TEAM else TeamKind.SHORT_TERM
    if team is wanted:
        return ()
    sentence = f"{kind.label} goes to a team of {wanted.label}; the move to interim support is a hand-over."
    return (Lack(_RULE, sentence, DSO, "team"),)


def referral_team_lacks(team: TeamKind) -> tuple[Lack, ...]:
    """Referrals wait with teams that take them. Source: OPG 2.1, 5.2 (DAY-4)."""
    if team.takes_referrals:
        return ()
    return (Lack(_RULE, "Referrals come to a short-term team: choose one.", DSO, "team"),)


def capacity_taken_lacks(name: str, *, has_capacity: bool) -> tuple[Lack, ...]:
    """Capacity held or promised is one team's: it is given back there before the referral moves.

    Its clock goes on where it is taken again within 72 h, whichever team. Source: OPG 1.5, 2.3 (DAY-4, REF-13, REF-15).
    """
    if not has_capacity:
        return ()
    sentence = f"{name} has hours held or promised in the team they are in: give them back first, then move."
    return (Lack(_RULE, sentence, DSO),)


def moving_away_lacks(coming: date | None) -> tuple[Lack, ...]:
    """No capacity is held or promised in a team that a referral leaves on a day to come. (DAY-4, REF-15)."""
    if coming is None:
        return ()
    sentence = (
        f"This referral moves to another team from {day_text(coming)}: move it today, or take that back, before "
        "capacity is held or promised."
    )
    return (Lack(_RULE, sentence, DSO),)


def taking_back_change_lacks(from_day: date, today: date, because: str, *, is_taken_back: bool) -> tuple[Lack, ...]:
    """Only before its day, once, and with a reason: from its day on it is changed by another change. (DAY-4, PSP-2)."""
    if is_taken_back:
        return (Lack(_RULE, "This change was taken back already.", NOBODY),)
    if from_day <= today:
        sentence = f"It counts from {day_text(from_day)}: it can't be taken back, hand it on anew."
        return (Lack(_RULE, sentence, DSO),)
    return () if because.strip() else (Lack(_RULE, "Say why the change is taken back.", OFFICE, "because"),)


def _of(what: OwnerOf) -> str:
    return f"the {what.label if what is OwnerOf.DSO else what.label.lower()}"
