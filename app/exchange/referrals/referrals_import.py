"""Referrals from the Care Hub's list into the office's records: looked at first, then taken in (REF-1, REF-2)."""

from collections.abc import Mapping

from app.door.changes import Changes
from app.door.turn import Turn
from app.exchange.reading import Reading
from app.exchange.referrals.care_hub_line import ReferralLine
from app.exchange.report import ImportReport, refused_rows
from app.services.referrals.care_hub_list.take_in import import_referrals, plan_import


def look(turn: Turn, reading: Reading[ReferralLine]) -> ImportReport:
    """What taking the file in would do; changes nothing."""
    plan = plan_import(turn, reading.good)
    unfit = [(row.line, row.reason) for row in plan.refused]
    return ImportReport(plan.accepted, plan.known, plan.changed, refused_rows(reading.refused, unfit), plan.warnings)


def take(turn: Turn, *, reading: Reading[ReferralLine], seen: Mapping[int, int]) -> Changes:
    """Take the good rows in, in one transaction; of the changed ones those in `seen`, by line and version seen."""
    return import_referrals(turn, rows=reading.good, seen=seen)
