"""What an end is in the return, said before it is recorded."""

import pytest

from models.rules.cld.at_closing import said_at_closing
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from tests.rules.cld.cases import release

UNLESS = "unless something else follows within 7 days."
NEEDS_SERVICE = "For 2A a service has to start within 7 days of the end, else nothing is counted."


def said(reason, kind=EpisodeKind.SHORT_TERM, interim=InterimType.NOT_CHOSEN, **who):
    told = {"is_self_funded": False, "is_chc": False} | who
    return said_at_closing(kind, reason, release(), interim, **told)


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(
    ("reason", "who", "outcome", "then"),
    [
        (EndReason.GOALS_ACHIEVED, {}, "NFA: Support ended as planned", f"for 2A a success {UNLESS}"),
        (EndReason.HOSPITAL, {}, "Admitted to hospital", "for 2A counted nowhere."),
        (EndReason.DIED, {}, "NFA: Deceased", "for 2A counted nowhere."),
        (EndReason.ONGOING_ARRANGED, {}, "Progress to support planning or services", NEEDS_SERVICE),
        (EndReason.CARE_HOME, {}, "Progress to support planning or services", NEEDS_SERVICE),
        (
            EndReason.ONGOING_ARRANGED, {"is_self_funded": True}, "NFA: Self-funded client or under 12wk disregard",
            f"for 2A counted nowhere {UNLESS}",
        ),
        (
            EndReason.ONGOING_ARRANGED, {"is_chc": True}, "NFA: Referral to NHS services or NHS funded social care",
            f"for 2A counted nowhere {UNLESS}",
        ),
    ],
)  # fmt: skip
def test_a_short_term_end_says_its_outcome_and_where_it_counts(reason, who, outcome, then):
    sentence = said(reason, **who)
    assert sentence.startswith(f"In the statutory return: “{outcome}”")
    assert sentence.endswith(then)


@pytest.mark.rule("FIG-2")
def test_an_interim_end_is_part_of_2a_only_as_st_max():
    alone = said(EndReason.LONG_BREAK, EpisodeKind.INTERIM_TEAM)
    assert alone == "In the statutory return: “NFA: Support ended for other reason”."
    assert "for 2A a success" in said(EndReason.LONG_BREAK, EpisodeKind.INTERIM_TEAM, InterimType.ST_MAX)
