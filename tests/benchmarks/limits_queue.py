"""The least that a database has to do for the screens of open work: the best statements for each, by hand.

Names are those of the rows of `scale`, each with its statements for `sqlite3`, whose values `values` gives by name.
They answer the same question by the same day, so a change of team, patch or plan counts as it does in the screen.
"""

import sqlite3
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.door.turn import Turn
from models.base import SQLITE_FORMAT
from models.rules.capacity.outlook import DAYS_AHEAD
from models.rules.clocks import end_of_day
from models.values import start_of_day

Statements = tuple[str, ...]


def _newest(to: str, own: str, what: str, first: str, until: str = ":until") -> str:
    return (
        f"coalesce((SELECT c.to_{to}_id FROM owner_change c WHERE c.{own} AND c.what = '{what}' "
        f"AND c.taken_back_at IS NULL AND c.effective_from <= {until} "
        f"ORDER BY c.effective_from DESC, c.number DESC LIMIT 1), {first})"
    )


def _plan_of(until: str) -> str:
    stands = "NOT EXISTS (SELECT 1 FROM plan_taken_back t WHERE t.plan_id = {}.id)"
    return (
        f"p.effective_from <= {until} AND {stands.format('p')} AND NOT EXISTS (SELECT 1 FROM plan l "
        f"WHERE l.episode_id = p.episode_id AND l.effective_from <= {until} AND (l.effective_from > p.effective_from "
        f"OR l.effective_from = p.effective_from AND l.number > p.number) AND {stands.format('l')})"
    )


_TEAM = _newest("team", "episode_id = e.id", "team", "e.team_id")
_TEAM_OF_REFERRAL = _newest("team", "referral_id = r.id", "team", "r.team_id")
_PATCH = _newest("patch", "person_id = pe.id", "patch", "pe.patch_id")
_SERVED = "e.office_id = :office AND e.ended_at IS NULL"
_WAITS = "r.office_id = :office AND r.outcome IS NULL"
_HOLDS = "FROM hold h JOIN referral r ON r.id = h.referral_id WHERE h.office_id = :office AND h.ended_at IS NULL"
_HAS_PROMISE = (
    "r.scheduling_confirmed_at IS NOT NULL "
    "AND (r.capacity_given_back_at IS NULL OR r.capacity_given_back_at < r.scheduling_confirmed_at) "
    "AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.referral_id = r.id AND (h.ended_at IS NULL "
    "OR h.ended_at >= r.scheduling_confirmed_at AND h.ended_as <> 'promised'))"
)
_PLANS = f"FROM episode e JOIN plan p ON p.episode_id = e.id WHERE {_SERVED} AND {_plan_of(':until')}"
_OF_TEAM = "e.id IN (SELECT id FROM episode WHERE team_id = :team AND ended_at IS NULL UNION "
_OF_TEAM += f"SELECT episode_id FROM owner_change WHERE to_team_id = :team) AND {_TEAM} = :team"
_VISITS = (
    "WITH served AS MATERIALIZED ({}) SELECT s.team, s.patch, v.call, v.days, v.minutes, v.workers, count(*) "
    "FROM served s JOIN plan_visit v ON v.plan_id = s.id GROUP BY 1, 2, 3, 4, 5, 6"
)
_SERVED_IN_PATCH = (
    f"SELECT {_TEAM} AS team, {_PATCH} AS patch, p.id FROM episode e JOIN plan p ON p.episode_id = e.id "
    f"JOIN person pe ON pe.id = e.person_id WHERE {_SERVED} AND {_plan_of(':until')}"
)
_ASKED = "JOIN requested_visit v ON v.referral_id = r.id AND v.revision = r.calls_revision "
_PROMISED = (
    f"SELECT {_TEAM_OF_REFERRAL}, v.call, v.days, v.minutes, v.workers FROM referral r "
    f"{_ASKED} WHERE {_WAITS} AND {_HAS_PROMISE}"
)

LIMITS: dict[str, Statements] = {
    "the queue": (
        (
            "SELECT r.id, r.version, r.reference, r.person_id, r.received_at, r.first_asked_at, r.from_hospital, "
            "r.hospital_answer, r.document, r.reason, r.urgent, r.support, r.discharge_on, r.accepted_at, "
            "r.scheduling_confirmed_at, r.capacity_given_back_at, r.capacity_found_at, r.first_start_agreed_at, "
            "r.start_planned_at, pe.given, pe.family, pe.born, pe.death_reported_at, h.found_at, pl.band, pl.because, "
            f"{_TEAM_OF_REFERRAL}, {_PATCH} FROM referral r JOIN person pe ON pe.id = r.person_id "
            "LEFT JOIN hold h ON h.referral_id = r.id AND h.ended_at IS NULL "
            "LEFT JOIN placement pl ON pl.referral_id = r.id AND pl.lifted_at IS NULL "
            f"WHERE {_WAITS} ORDER BY r.first_asked_at"
        ),
        (
            "SELECT i.referral_id, i.asked_at, i.of_whom, i.what, i.received_at FROM referral r "
            f"JOIN information_request i ON i.referral_id = r.id WHERE {_WAITS}"
        ),
        f"SELECT r.id, v.days, v.call, v.minutes, v.workers, v.at FROM referral r {_ASKED} WHERE {_WAITS}",
    ),
    "its line of waiting": (
        f"SELECT r.person_id, r.first_asked_at, r.received_at, r.earlier_id FROM referral r WHERE {_WAITS}",
        (
            "SELECT r.outcome, count(*) FROM referral r WHERE r.office_id = :office AND r.outcome_at >= :month "
            "AND NOT EXISTS (SELECT 1 FROM referral b WHERE b.id = r.earlier_id AND b.received_at = r.received_at) "
            "GROUP BY 1"
        ),
    ),
    "the caseload": (
        (
            "SELECT e.id, e.kind, e.started_at, e.first_support_at, e.ended_at, pe.id, pe.given, pe.family, "
            "pe.given_folded, pe.family_folded, pe.death_reported_at, pe.died_on, pe.communication, pe.risks, "
            f"pe.lone_worker_risk, {_TEAM}, {_PATCH}, p.has_double_up, b.kind, x.kind, x.expected_at, x.reason, "
            "(SELECT max(last_day) FROM extension n WHERE n.episode_id = e.id), "
            "EXISTS (SELECT 1 FROM concern c WHERE c.person_id = pe.id AND c.told_at IS NULL) "
            "FROM episode e JOIN person pe ON pe.id = e.person_id LEFT JOIN plan p ON p.episode_id = e.id "
            f"AND {_plan_of('coalesce(e.ended_at, :until)')} "
            "LEFT JOIN break b ON b.episode_id = e.id AND b.returned_at IS NULL "
            "LEFT JOIN expected_change x ON x.episode_id = e.id AND x.confirmed_at IS NULL AND x.taken_back_at IS NULL "
            "WHERE e.office_id = :office AND e.undone_at IS NULL AND (e.ended_at IS NULL "
            "OR e.closed_at IS NULL AND e.end_reason <> 'transferred')"
        ),
    ),
    "capacity": (
        f"SELECT {_TEAM}, sum(p.worker_minutes) {_PLANS} GROUP BY 1",
        _PROMISED,
        f"SELECT h.team_id, h.worker_minutes, h.found_at {_HOLDS}",
        _VISITS.format(_SERVED_IN_PATCH),
    ),
    "can we take this?": (
        f"SELECT {_TEAM_OF_REFERRAL}, v.* FROM referral r {_ASKED} WHERE r.id = :referral",
        f"SELECT sum(p.worker_minutes) {_PLANS} AND {_OF_TEAM}",
        _PROMISED,
        f"SELECT h.team_id, h.worker_minutes, h.found_at {_HOLDS}",
        _VISITS.format(f"{_SERVED_IN_PATCH} AND {_OF_TEAM}"),
    ),
    "the outlook": (
        (
            f"WITH served AS MATERIALIZED (SELECT {_TEAM} AS team, p.id {_PLANS}) "
            "SELECT s.team, v.days, sum(v.minutes * v.workers) FROM served s JOIN plan_visit v ON v.plan_id = s.id "
            "GROUP BY 1, 2"
        ),
        _PROMISED,
        f"SELECT h.team_id, h.worker_minutes, h.found_at {_HOLDS}",
        (
            f"SELECT e.id, {_TEAM}, e.kind, e.first_support_at, pe.given, pe.family, pe.died_on, p.worker_minutes, "
            "p.number, p.effective_from, (SELECT max(last_day) FROM extension n WHERE n.episode_id = e.id), v.days, "
            "v.minutes * v.workers FROM episode e JOIN person pe ON pe.id = e.person_id "
            "JOIN plan p ON p.episode_id = e.id JOIN plan_visit v ON v.plan_id = p.id "
            f"WHERE {_SERVED} AND {_plan_of(':until')} AND (e.first_support_at < :six_weeks_old "
            "OR EXISTS (SELECT 1 FROM transfer t WHERE t.episode_id = e.id AND t.abandoned_at IS NULL) "
            "OR EXISTS (SELECT 1 FROM milestone m WHERE m.episode_id = e.id AND m.kind = 'maximum_independence' "
            "AND m.withdrawn_at IS NULL) OR EXISTS (SELECT 1 FROM decision d WHERE d.episode_id = e.id "
            "AND d.kind = 'step_down' AND d.decided_at > p.made_at) OR EXISTS (SELECT 1 FROM expected_change x "
            "WHERE x.episode_id = e.id AND x.confirmed_at IS NULL AND x.taken_back_at IS NULL))"
        ),
    ),
    "the weekly agenda": (
        (
            "SELECT e.id, e.version, e.kind, e.started_at, e.first_support_at, pe.given, pe.family, "
            "p.visits_a_week, p.worker_minutes, p.id FROM episode e JOIN plan p ON p.episode_id = e.id "
            f"JOIN person pe ON pe.id = e.person_id WHERE {_OF_TEAM} AND {_SERVED} AND {_plan_of(':until')} "
            "ORDER BY pe.family_folded, pe.given_folded"
        ),
        (
            "SELECT e.id, v.days, v.call, v.minutes, v.workers, v.at FROM episode e "
            "JOIN plan p ON p.episode_id = e.id JOIN plan_visit v ON v.plan_id = p.id "
            f"WHERE {_OF_TEAM} AND {_SERVED} AND {_plan_of(':until')}"
        ),
        (
            "SELECT g.id, g.episode_id, g.number, g.statement, g.measure, g.achievable, g.relevant, g.target, g.calls, "
            f"g.state, g.set_at FROM episode e JOIN goal g ON g.episode_id = e.id WHERE {_SERVED} AND {_OF_TEAM}"
        ),
    ),
}


def values(turn: Turn, *, referral: UUID, team: UUID) -> dict[str, Any]:
    """What the statements ask by: moments and keys as a file keeps them."""
    ends_soon = turn.day + timedelta(days=DAYS_AHEAD - turn.policy.short_term_days + 1)

    def moment(day: date) -> str:
        return start_of_day(day).strftime(SQLITE_FORMAT)

    return {
        "office": turn.office.hex,
        "until": end_of_day(turn.day).strftime(SQLITE_FORMAT),
        "month": moment(turn.day.replace(day=1)),
        "six_weeks_old": moment(ends_soon),
        "referral": referral.hex,
        "team": team.hex,
    }


def fetch(connection: sqlite3.Connection, statements: Statements, told: dict[str, Any]) -> int:
    """Ask them by the driver alone; how many rows came."""
    return sum(len(connection.execute(each, told).fetchall()) for each in statements)
