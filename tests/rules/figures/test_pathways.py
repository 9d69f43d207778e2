"""Referrals by urgent and planned support, and where people come from."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.figures.figure import FigurePeriod
from models.rules.figures.pathways import referrals_by_pathway
from models.rules.figures.referred import ReferralFigureFacts
from models.vocabulary.referrals import Band, ComesFrom, Pathway

pytestmark = pytest.mark.rule("FIG-1", "STC-1")
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
NOVEMBER = FigurePeriod(date(2026, 11, 1), date(2026, 11, 30))


def came(pathway=None, origin=None, at=NOW):
    return ReferralFigureFacts(Band.OTHER, at, at, pathway=pathway, comes_from=origin)


def test_each_referral_of_the_period_counts_once_by_what_it_says():
    some = [
        came(Pathway.URGENT, ComesFrom.ACUTE_HOSPITAL),
        came(Pathway.URGENT, ComesFrom.COMMUNITY),
        came(Pathway.PLANNED, ComesFrom.BED_BASED),
        came(Pathway.PLANNED, ComesFrom.BED_BASED),
        came(Pathway.PLANNED),
        came(),
        came(Pathway.URGENT, ComesFrom.COMMUNITY, at=NOW - timedelta(days=30)),
    ]
    found = referrals_by_pathway(some, NOVEMBER)
    assert found.sentence == (
        "6 referrals: 2 for urgent support, 1 of them as a hospital's exception, 3 for planned support, 1 doesn't say."
    )
    values = {row.label: row.value for row in found.rows if row.value}
    assert values == {
        "Urgent support: an acute hospital": 1,
        "Urgent support: the community": 1,
        "Planned support: bed-based care": 2,
        "Planned support: not said from where": 1,
        "Not said": 1,
    }
    assert sum(row.value for row in found.rows) == 6
    assert referrals_by_pathway([], NOVEMBER).is_empty
