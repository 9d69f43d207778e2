# ruff: noqa: S608  the statements are a test's own words
"""The figures once more, each by one statement for a file's driver, written by hand: none of it calls the program.

Each answers with a row's key and its value: how many, the middle in hours or minutes, or days. They are told `office`,
`first` and `after`, the moment at which the last day is over, `now` as text, and `within`, the hours for goals. A test
holds the program's figures against them, and a benchmark measures how long each of the two takes.
"""

# From when to when clocks stand on summer time, as the office's calendar has it.
_SUMMER = """summer(begins, ends) AS (VALUES
    ('2018-03-25 01', '2018-10-28 01'), ('2019-03-31 01', '2019-10-27 01'), ('2020-03-29 01', '2020-10-25 01'),
    ('2021-03-28 01', '2021-10-31 01'), ('2022-03-27 01', '2022-10-30 01'), ('2023-03-26 01', '2023-10-29 01'),
    ('2024-03-31 01', '2024-10-27 01'), ('2025-03-30 01', '2025-10-26 01'), ('2026-03-29 01', '2026-10-25 01'),
    ('2027-03-28 01', '2027-10-31 01'))"""

# Whether a referral is what was asked for, or a further part of one: that came with it and links back to it.
_IS_PART = """EXISTS (SELECT 1 FROM referral e WHERE e.id = r.earlier_id AND e.received_at = r.received_at)"""

# Of some referrals, `found`, each with the one that was asked for.
_ASKED = (
    """up AS (
    SELECT id AS part, id AS whole, earlier_id, received_at FROM found
    UNION ALL
    SELECT u.part, r.id, r.earlier_id, r.received_at FROM up u
    JOIN referral r ON r.id = u.earlier_id AND r.received_at = u.received_at),
    asked AS (SELECT part, whole FROM up r WHERE NOT """
    + _IS_PART
    + ")"
)

_BAND = """CASE
    WHEN hospital_answer = 1 OR (hospital_answer IS NULL AND
        (document IN ('hospital', 'trusted_assessor') OR reason = 'hospital_discharge' OR from_hospital)) THEN 'i'
    WHEN reason = 'avoiding_admission' THEN 'i'
    WHEN urgent AND support <> 'some' THEN 'ii'
    WHEN urgent THEN 'iii'
    WHEN support <> 'some' THEN 'iv' ELSE 'v' END"""

_IS_COMPLETE = """(g.target IS NOT NULL AND trim(g.statement) <> '' AND trim(g.measure) <> ''
    AND trim(g.achievable) <> '' AND trim(g.relevant) <> '')"""

_SHORT_TERM = "e.office_id = :office AND e.kind = 'short_term' AND e.undone_at IS NULL"

_GOALS_AT = f"""coalesce(
    (SELECT at FROM milestone WHERE episode_id = e.id AND kind = 'goals_set' AND withdrawn_at IS NULL),
    (SELECT min(g.set_at) FROM goal g WHERE g.episode_id = e.id AND {_IS_COMPLETE}))"""

# Support that ended and began as short-term: a hand-over ends none.
_ENDED = """ended AS (
    SELECT e.id, e.person_id, e.first_support_at, e.ended_at, e.end_reason, b.id AS began FROM episode e
    JOIN episode b ON b.person_id = e.person_id AND b.first_support_at = e.first_support_at AND b.follows_id IS NULL
        AND b.undone_at IS NULL AND b.kind = 'short_term'
    WHERE e.office_id = :office AND e.undone_at IS NULL AND e.end_reason <> 'transferred'
        AND e.ended_at >= :first AND e.ended_at < :after)"""

_OF_PLAN = """(p.{0}_minutes + coalesce(p.{1}, p.{0}_minutes)) / 2"""
_WORKER, _CONTACT = (
    _OF_PLAN.format("worker", "lighter_minutes"),
    _OF_PLAN.format("contact", "lighter_contact_minutes"),
)
_STANDS = "NOT EXISTS (SELECT 1 FROM plan_taken_back t WHERE t.plan_id = p.id)"
_PLANS = f"""ends AS (
    SELECT n.end_reason, n.ended_at, n.id,
        (SELECT {_WORKER} FROM plan p WHERE p.episode_id = n.began AND p.number = 1) AS worker_first,
        (SELECT {_CONTACT} FROM plan p WHERE p.episode_id = n.began AND p.number = 1) AS contact_first,
        (SELECT {_WORKER} FROM plan p WHERE p.episode_id = n.id AND p.effective_from <= n.ended_at AND {_STANDS}
            ORDER BY p.effective_from DESC, p.number DESC LIMIT 1) AS worker_last,
        (SELECT {_CONTACT} FROM plan p WHERE p.episode_id = n.id AND p.effective_from <= n.ended_at AND {_STANDS}
            ORDER BY p.effective_from DESC, p.number DESC LIMIT 1) AS contact_last
    FROM ended n)"""
_ENDING = """CASE WHEN end_reason = 'goals_achieved' THEN 'NONE' WHEN end_reason = 'died' THEN 'DIED'
    WHEN end_reason IN ('care_home', 'hospital', 'residential') THEN 'ELSEWHERE'
    WHEN worker_first IS NULL OR worker_last IS NULL THEN 'UNKNOWN'
    WHEN worker_last = worker_first THEN 'SAME' WHEN worker_last < worker_first THEN 'LESS' ELSE 'MORE' END"""


def _middle(of: str, key: str, value: str) -> str:
    """The middle value of each key: the mean of the two in the middle of an even number."""
    return f"""SELECT {key}, avg({value}) FROM (
        SELECT {key}, {value}, row_number() OVER (PARTITION BY {key} ORDER BY {value}) AS place,
            count(*) OVER (PARTITION BY {key}) AS number FROM {of})
        WHERE place IN ((number + 1) / 2, (number + 2) / 2) GROUP BY {key}"""


_HOURS = "(julianday({1}) - julianday({0})) * 24"

BY_BAND = f"""SELECT {_BAND} AS band, count(*) FROM referral r
    WHERE r.office_id = :office AND r.received_at >= :first AND r.received_at < :after AND NOT {_IS_PART}
    GROUP BY band"""

BECAME = f"""WITH RECURSIVE found AS (
    SELECT * FROM referral WHERE office_id = :office AND received_at >= :first AND received_at < :after), {_ASKED}
    SELECT became, count(*) FROM (
        SELECT CASE WHEN count(DISTINCT coalesce(r.outcome, 'waiting')) > 1 THEN 'in part'
            ELSE coalesce(max(r.outcome), 'waiting') END AS became
        FROM asked a JOIN referral r ON r.id = a.part GROUP BY a.whole)
    GROUP BY became"""

PATHWAYS = f"""SELECT coalesce(pathway, ''), coalesce(comes_from, ''), count(*) FROM referral r
    WHERE r.office_id = :office AND r.received_at >= :first AND r.received_at < :after AND NOT {_IS_PART}
    GROUP BY 1, 2"""

_STARTED = "e.referral_id = r.id AND e.undone_at IS NULL AND e.follows_id IS NULL"
TO_START = f"""WITH RECURSIVE found AS (
    SELECT r.*, e.started_at FROM episode e JOIN referral r ON {_STARTED}
    WHERE e.office_id = :office AND e.started_at >= :first AND e.started_at < :after), {_ASKED},
    firsts AS (
    SELECT a.whole, min(f.started_at) AS started_at FROM asked a JOIN found f ON f.id = a.part GROUP BY a.whole),
    begun AS (
    SELECT {_BAND} AS band, {_HOURS.format("r.first_asked_at", "f.started_at")} AS hours
    FROM firsts f JOIN referral r ON r.id = f.whole
    WHERE NOT EXISTS (SELECT 1 FROM referral p JOIN episode e ON e.referral_id = p.id AND e.undone_at IS NULL
        AND e.follows_id IS NULL WHERE p.received_at = r.received_at AND p.person_id = r.person_id
        AND e.started_at < :first))
    {_middle("begun", "band", "hours")}"""

# Who recuperates first is asked for no goals from the day of that decision on, or from a later moment.
_AIMED = f"""aimed AS (
    SELECT e.id, e.started_at, e.ended_at, {_GOALS_AT} AS goals_at,
        CASE WHEN a.goals_from IS NOT NULL THEN max(e.started_at, a.goals_from) ELSE e.started_at END AS since,
        CASE WHEN a.support_for = 'recuperate' THEN max(e.started_at, (
            SELECT datetime(a.decided_on, CASE WHEN count(*) THEN '-1 hour' ELSE '+0 hour' END) || '.000000'
            FROM summer WHERE a.decided_on > begins AND a.decided_on < ends)) END AS rests
    FROM episode e LEFT JOIN support_aim a ON a.episode_id = e.id
    WHERE {_SHORT_TERM} AND e.started_at < :after)"""
_LIMIT = "(strftime('%Y-%m-%d %H:%M:%S', since, '+' || :within || ' hours') || substr(since, 20))"

GOALS_IN_TIME = f"""WITH {_SUMMER}, {_AIMED}, found AS (
    SELECT goals_at, rests, coalesce(goals_at, ended_at, :now) AS met, {_LIMIT} AS due FROM aimed
    WHERE started_at >= :first)
    SELECT CASE WHEN goals_at IS NULL AND rests IS NOT NULL AND min(met, rests) <= due THEN 'recuperates'
        WHEN goals_at IS NOT NULL AND min(met, coalesce(rests, met)) <= due THEN 'within'
        WHEN goals_at IS NOT NULL THEN 'later'
        WHEN min(met, coalesce(rests, met)) > due THEN 'none' END AS what, count(*)
    FROM found GROUP BY what HAVING what IS NOT NULL"""

# The end of the support, a move to interim support included, for good or none.
_SUPPORT_END = """CASE WHEN e.end_reason = 'transferred' THEN (SELECT max(l.ended_at) FROM episode l
    WHERE l.person_id = e.person_id AND l.first_support_at = e.first_support_at AND l.undone_at IS NULL
        AND (l.end_reason IS NULL OR l.end_reason <> 'transferred')) ELSE e.ended_at END"""
_OFFERED = "coalesce((SELECT min(o.offered_at) FROM past_offer o WHERE o.transfer_id = t.id), t.offer_at)"
_MILESTONE = "(SELECT at FROM milestone WHERE episode_id = e.id AND kind = '{}' AND withdrawn_at IS NULL)"
_SOONEST = "coalesce(min({0}, {1}), {0}, {1})"  # of those that are known

_WAITS = f"""{_SUMMER}, {_AIMED}, sent AS (
    SELECT e.id, t.sent_to_brokerage_at AS sent_at, {_OFFERED} AS offered_at, {_SUPPORT_END} AS over
    FROM episode e JOIN transfer t ON t.episode_id = e.id AND t.abandoned_at IS NULL
    WHERE {_SHORT_TERM} AND t.sent_to_brokerage_at IS NOT NULL),
    independent AS (
    SELECT e.id, m.at, {_SOONEST.format(_MILESTONE.format("assessed"), "e.ended_at")} AS over
    FROM episode e JOIN milestone m ON m.episode_id = e.id AND m.kind = 'maximum_independence'
        AND m.withdrawn_at IS NULL WHERE {_SHORT_TERM}),
    waits(id, what, since, until) AS (
    SELECT id, 'GOALS', {_LIMIT}, {_SOONEST.format("rests", _SOONEST.format("goals_at", "ended_at"))}
        FROM aimed WHERE rests IS NULL OR {_LIMIT} < rests
    UNION ALL SELECT id, 'ASSESSMENT', at, over FROM independent
    UNION ALL SELECT id, 'BROKERAGE', sent_at, {_SOONEST.format("offered_at", "over")} FROM sent
    UNION ALL SELECT id, 'PVI', offered_at, over FROM sent WHERE offered_at IS NOT NULL),
    lost AS MATERIALIZED (
    SELECT id, what, max(since, :first) AS since, min(coalesce(until, :now), :after, :now) AS until FROM waits
    WHERE since < min(coalesce(until, :now), :after, :now) AND coalesce(until, :now) > :first)"""

# Who waits for two things at once has lost the time once.
DAYS_LOST = f"""WITH {_WAITS} SELECT what, sum(julianday(until) - julianday(since)) FROM lost GROUP BY what
    UNION ALL SELECT 'once', sum(max(0, julianday(until) - julianday(max(since, reached)))) FROM (
        SELECT since, until, coalesce(max(until) OVER (
            PARTITION BY id ORDER BY since, until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), since) AS reached
        FROM lost)"""

_LOCAL = """date({0}, CASE WHEN EXISTS (SELECT 1 FROM summer WHERE {0} >= begins AND {0} < ends)
    THEN '+1 hour' ELSE '+0 hour' END)"""
LENGTH = f"""WITH {_SUMMER} SELECT min((days - 1) / 14, 3), count(*) FROM (
    SELECT CAST(julianday({_LOCAL.format("e.ended_at")}) - julianday({_LOCAL.format("e.first_support_at")}) + 1
        AS INTEGER) AS days FROM episode e
    WHERE {_SHORT_TERM} AND e.ended_at >= :first AND e.ended_at < :after) GROUP BY 1"""

HOURS = f"""WITH {_ENDED}, {_PLANS.replace("ends AS", "ends AS MATERIALIZED")}, told(what, minutes) AS (
    SELECT 'Worker hours at the start', worker_first FROM ends WHERE worker_first + worker_last IS NOT NULL
    UNION ALL SELECT 'Worker hours at the end', worker_last FROM ends WHERE worker_first + worker_last IS NOT NULL
    UNION ALL SELECT 'Contact hours at the start', contact_first FROM ends WHERE worker_first + worker_last IS NOT NULL
    UNION ALL SELECT 'Contact hours at the end', contact_last FROM ends WHERE worker_first + worker_last IS NOT NULL)
    {_middle("told", "what", "minutes")}"""

AFTER = f"WITH {_ENDED}, {_PLANS} SELECT {_ENDING} AS ending, count(*) FROM ends GROUP BY ending"

_TEAM = """(SELECT name FROM team WHERE id = coalesce((
    SELECT c.to_team_id FROM owner_change c WHERE c.episode_id = e.id AND c.what = 'team' AND c.taken_back_at IS NULL
        AND c.effective_from <= n.ended_at ORDER BY c.effective_from DESC, c.number DESC LIMIT 1), e.team_id))"""
BY_TEAM = f"""WITH {_ENDED}, {_PLANS} SELECT {_TEAM} AS team, {_ENDING} AS ending, count(*) FROM ends n
    JOIN (SELECT id, team_id FROM episode) e ON e.id = n.id GROUP BY 1, 2"""

BY_YEAR = f"""WITH {_SUMMER}, {_ENDED}, {_PLANS}, days AS (SELECT *, {_LOCAL.format("ended_at")} AS day FROM ends)
    SELECT strftime('%Y', day, '-3 months', 'start of month') AS year, {_ENDING} AS ending, count(*)
    FROM days GROUP BY 1, 2"""

GOALS = f"""WITH {_ENDED} SELECT g.state, count(*) FROM ended n
    JOIN episode e ON e.person_id = n.person_id AND e.first_support_at = n.first_support_at AND e.undone_at IS NULL
    JOIN goal g ON g.episode_id = e.id WHERE {_IS_COMPLETE} GROUP BY g.state"""

MOVES = """SELECT t.route, count(*) FROM transfer t JOIN episode e ON e.id = t.episode_id AND e.undone_at IS NULL
    WHERE t.office_id = :office AND t.handed_over_at >= :first AND t.handed_over_at < :after GROUP BY t.route"""

HOLDS = """SELECT ended_as, count(*) FROM hold
    WHERE office_id = :office AND ended_at >= :first AND ended_at < :after GROUP BY ended_as"""

# Of days in winter alone: there a moment's day is the office's.
BLOCK = f"""WITH RECURSIVE days(day) AS (
    SELECT date(:first) UNION ALL SELECT date(day, '+1 day') FROM days
    WHERE date(day, '+1 day') < min(date(:after), date(:now, '+1 day'))),
    used AS (
    SELECT n.day, {_TEAM.replace("n.ended_at", "coalesce(e.ended_at, :after)")} AS team,
        (SELECT {_WORKER} FROM plan p WHERE p.episode_id = e.id AND date(p.effective_from) <= n.day AND {_STANDS}
            ORDER BY p.effective_from DESC, p.number DESC LIMIT 1) AS minutes
    FROM days n JOIN episode e ON date(e.started_at) <= n.day AND (e.ended_at IS NULL OR date(e.ended_at) > n.day)
    WHERE e.office_id = :office AND e.undone_at IS NULL)
    SELECT team, sum(minutes) / 60.0 / (SELECT count(*) FROM days) FROM used
    WHERE team IN (SELECT name FROM team WHERE kind = 'short_term') GROUP BY team"""

DISCUSSED = f"""SELECT x.what, count(DISTINCT e.id) FROM episode e
    JOIN episode p ON p.person_id = e.person_id AND p.first_support_at = e.first_support_at AND p.undone_at IS NULL
    JOIN explained x ON x.episode_id = p.id AND x.taken_back_at IS NULL
    WHERE {_SHORT_TERM} AND e.started_at >= :first AND e.started_at < :after GROUP BY x.what"""

WAITING = f"""WITH RECURSIVE found AS (
    SELECT * FROM referral WHERE office_id = :office AND outcome IS NULL), {_ASKED},
    waits AS (
    SELECT julianday(:now) - julianday(first_asked_at) AS days FROM referral
    WHERE id IN (SELECT whole FROM asked))
    SELECT CASE WHEN days <= 1 THEN 0 WHEN days <= 3 THEN 1 WHEN days <= 7 THEN 2 WHEN days <= 14 THEN 3
        WHEN days <= 28 THEN 4 ELSE 5 END, count(*) FROM waits GROUP BY 1"""

# Those of a period and of the one before it; the last two are asked once.
OF_PERIOD = (
    *(BY_BAND, BECAME, TO_START, GOALS_IN_TIME, DAYS_LOST, LENGTH, HOURS, AFTER, BY_TEAM),
    *(GOALS, MOVES, HOLDS, DISCUSSED),
)
ONCE = (WAITING, BY_YEAR)
