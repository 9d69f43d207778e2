"""One month whose figures are worked out by hand, and once more by plain SQL: the same numbers on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import bindparam, text

from app.queries.figures.figures import figures
from models.base import UtcDateTime
from tests.queries.figures.one_month import arrange, at
from tests.queries.figures.recomputed import as_counted, recomputed

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)

# What was worked out on paper from the story that `month` arranges; none is said of what never was.
BY_HAND = {
    "Referrals and outcomes by band": {"Band (i)": 0, "Band (ii)": 0, "Band (iii)": 0, "Band (iv)": 4, "Band (v)": 0},
    "Time from referral to start": {"Band (iv)": 48, "Band (i)": None},
    "Goals within 48 hours": {"Within 48 hours": 2, "Later": 1, "No complete goal": 1},
    "Days lost waiting": {"Goals": 19, "Assessment": 2, "Brokerage": 4, "PVI provider": 4},
    "Length of stay": {"1 to 14 days": 1, "15 to 28 days": 2, "29 to 42 days": 0, "Over 42 days": 0},
    "Hours at start and end": {"Worker hours at the start": 3.5, "Worker hours at the end": 3.5,
                               "Contact hours at the start": 3.5, "Contact hours at the end": 3.5},
    "Support after the stay": {"No formal support": 1, "Less support than at the start": 1, "Died": 1},
    "Support after the stay, by team": {"Interim": 1, "North": 2},
    "What became of goals": {"Achieved": 1, "Not achieved": 0, "No longer a goal": 0, "Still open at the end": 1},
    "Moves to interim support": {"Interim Home Care team": 1, "Interim support within STS": 0},
    "Capacity held": {"Released after it expired": 1, "The service started": 1, "Given back by the DSO": 0},
    "Discussed and agreed": {"What the service will and won't do was discussed": 2, "Goals were agreed and shared": 1,
                             "The plan for what comes after was begun": 0,
                             "The plan for what comes after was reviewed": 1},
    "Waiting now": {"Up to 1 day": 0, "Over 1, up to 3 days": 0, "Over 3, up to 7 days": 0,
                    "Over 1, up to 2 weeks": 1, "Over 2, up to 4 weeks": 0, "Over 4 weeks": 0},
    "Support after the stay, by year": {"2026/27": 3},
}  # fmt: skip

# Of the moment, of years, and of teams in which nobody's support ended in December.
NOT_BESIDE = ("Waiting now", "Support after the stay, by year", "Support after the stay, by team")

# The same once more, asked of the tables alone.
BY_SQL = {
    ("Referrals and outcomes by band", "Band (iv)"): (
        "SELECT count(*) FROM referral r WHERE r.received_at >= :first AND r.received_at < :after AND NOT EXISTS "
        "(SELECT 1 FROM referral o WHERE o.id = r.earlier_id AND o.received_at = r.received_at)"
    ),
    ("Waiting now", "Over 1, up to 2 weeks"): "SELECT count(*) FROM referral WHERE outcome IS NULL",
    ("Goals within 48 hours", "No complete goal"): (
        "SELECT count(*) FROM episode e WHERE e.kind = 'short_term' AND e.undone_at IS NULL AND e.started_at >= :first "
        "AND e.started_at < :after AND NOT EXISTS (SELECT 1 FROM goal g WHERE g.episode_id = e.id AND g.measure <> '')"
    ),
    ("Length of stay", "15 to 28 days"): (
        "SELECT count(*) FROM episode WHERE kind = 'short_term' AND undone_at IS NULL AND ended_at >= :first "
        "AND ended_at < :after AND end_reason <> 'died'"
    ),
    ("Support after the stay", "Less support than at the start"): (
        "SELECT count(*) FROM episode e JOIN episode b ON b.id = e.follows_id JOIN plan p ON p.episode_id = b.id "
        "JOIN plan q ON q.episode_id = e.id WHERE e.end_reason = 'pvi_found' AND q.worker_minutes < p.worker_minutes"
    ),
    ("Support after the stay, by year", "2026/27"): (
        "SELECT count(*) FROM episode WHERE undone_at IS NULL AND end_reason <> 'transferred' AND ended_at >= :first "
        "AND ended_at < :after AND (kind = 'short_term' OR follows_id IS NOT NULL)"
    ),
    ("What became of goals", "Achieved"): "SELECT count(*) FROM goal WHERE state = 'achieved'",
    ("Moves to interim support", "Interim Home Care team"): (
        "SELECT count(*) FROM transfer WHERE handed_over_at >= :first AND handed_over_at < :after"
    ),
    ("Discussed and agreed", "What the service will and won't do was discussed"): (
        "SELECT count(DISTINCT e.id) FROM explained x JOIN episode e ON e.id = x.episode_id WHERE x.what = 'scope' "
        "AND x.taken_back_at IS NULL AND e.undone_at IS NULL AND e.started_at >= :first AND e.started_at < :after"
    ),
    ("Discussed and agreed", "The plan for what comes after was reviewed"): (
        "SELECT count(*) FROM explained x JOIN episode i ON i.id = x.episode_id JOIN episode e ON e.id = i.follows_id "
        "WHERE x.what = 'transition_reviewed' AND e.started_at >= :first AND e.started_at < :after"
    ),
    ("Capacity held", "Released after it expired"): (
        "SELECT count(*) FROM hold WHERE ended_as = 'released' AND ended_at >= :first AND ended_at < :after"
    ),
}


@pytest.fixture
def month(office):
    """Whom the figures of November are about."""
    arrange(office)
    return office


@pytest.mark.rule("FIG-1", "INT-7", "REF-17")
def test_the_figures_are_those_worked_out_by_hand(month):
    shown = {each.title: each for each in month.ask(figures, first=FIRST, last=LAST).figures}
    assert list(shown) == list(BY_HAND)
    for title, expected in BY_HAND.items():
        found = {row.label: row.value for row in shown[title].rows}
        assert {label: found[label] for label in expected} == expected, title
    assert shown["Capacity held"].sentence == (
        "1 of 2 (50%) of the holds that ended lapsed; 10 worker hours were held and not used."
    )
    assert shown["Hours at start and end"].sentence == (
        "3 people together had 14 worker hours a week at the start and 10.5 at the end."
    )
    assert shown["Moves to interim support"].sentence.endswith("1 move was taken back as made by mistake.")
    assert shown["Discussed and agreed"].sentence == (
        "What the service will and won't do was discussed with 2 of 4 (50%) of those who started, "
        "goals were agreed and shared with 1 of 4 (25%)."
    )
    assert shown["Support after the stay"].sentence == (
        "2 of 2 (100%) of those who live at home needed less support or none."
    )


@pytest.mark.rule("FIG-1")
def test_the_month_after_has_them_beside_it_as_the_period_before(month):
    later = month.ask(figures, first=LAST + DAY, last=LAST + 30 * DAY).figures
    for each in later:
        rows = {row.label: row.before for row in each.rows}
        for label, value in BY_HAND[each.title].items():
            if rows.get(label) is not None:
                assert rows[label].value == value, (each.title, label)
    assert sum(any(row.before for row in each.rows) for each in later) == len(BY_HAND) - len(NOT_BESIDE)
    assert all(not each.before for each in later if each.title in NOT_BESIDE[:2])


@pytest.mark.rule("FIG-1")
def test_the_figures_are_those_of_plain_sql(month):
    shown = {each.title: each for each in month.ask(figures, first=FIRST, last=LAST).figures}
    for (title, label), asked in BY_SQL.items():
        (found,) = [row.value for row in shown[title].rows if row.label == label]
        assert found == month.ask(_by_sql, asked=asked), (title, label)


@pytest.mark.rule("FIG-1")
@pytest.mark.parametrize("first", [date(2026, 10, 1), FIRST, date(2026, 12, 1)])
def test_every_figure_is_that_of_a_statement_of_its_own(sqlite_office, first):
    arrange(sqlite_office)
    asked = {"first": first, "last": first + 29 * DAY}
    assert sqlite_office.ask(recomputed, **asked) == as_counted(sqlite_office.ask(figures, **asked))


def _by_sql(turn, *, asked):
    told = {"first": at(1, 0), "after": at(1, 0) + 30 * DAY}
    given = [bindparam(name, type_=UtcDateTime()) for name in told if f":{name}" in asked]
    query = text(asked).bindparams(*given)
    return turn.session.execute(query, {each.key: told[each.key] for each in given}).scalar_one()
