"""Referrals from the Care Hub's list into the office's records: looked at first, then taken in (REF-1, REF-2)."""

from collections.abc import Callable, Mapping
from functools import partial

from app.door.changes import Changes
from app.door.turn import Turn
from app.exchange.files.asked import Answers
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.look import ImportKind, Settled
from app.exchange.looked import Looked
from app.exchange.reading import Reading
from app.exchange.referrals.care_hub_line import REFERRAL_FIELDS, ReferralLine
from app.exchange.referrals.care_hub_list import read_referrals
from app.services.referrals.care_hub_list.differences import ChangedReferral
from app.services.referrals.care_hub_list.take_in import import_referrals, plan_import
from models.values import whole_name


def take(turn: Turn, *, reading: Reading[ReferralLine], seen: Mapping[int, int]) -> Changes:
    """Take the good rows in, in one transaction; of the changed ones those in `seen`, by line and version seen."""
    return import_referrals(turn, rows=reading.good, seen=seen)


def _read(turn: Turn, sheet: Sheet, answers: Answers) -> Reading[ReferralLine]:
    return read_referrals(sheet, answers, turn.moment, turn.policy.adult_age)


def _settle(turn: Turn, reading: Reading[ReferralLine]) -> Settled:
    plan = plan_import(turn, reading.good)
    return Settled(
        plan.accepted,
        plan.known_lines,
        plan.changed_lines,
        [(each.line, each.reason) for each in plan.refused],
        [Notice(sentence, line) for line, sentence in plan.notices],
        {each.line: _differs(each) for each in plan.differences},
        {each.line: each.seen for each in plan.differences},
    )


def _differs(changed: ChangedReferral) -> str:
    """What the row would overwrite."""
    found = "; ".join(each.sentence for each in changed.differences)
    return found or "Only the person's own details differ: correct them there; nothing here would be overwritten."


def _tell(line: ReferralLine) -> tuple[str, str]:
    return f"{whole_name(line.given, line.family)}, {line.ref}", ""


def _deed(looked: Looked[ReferralLine], seen: Mapping[int, int]) -> Callable[[Turn], Changes]:
    return partial(take, reading=looked.reading, seen=seen)


REFERRALS = ImportKind(REFERRAL_FIELDS, (("given", "family"), ("ref",)), _read, _settle, _tell, _deed)
