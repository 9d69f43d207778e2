"""The driver's best statements for what a screen of a county asks: written by hand, each by the index that fits it.

`:office`, `:person`, `:referral`, `:episode`, `:team` and `:now` are filled in. The screens of the queue, of goals and
of search have theirs in modules of their own.
"""

LIMITS = {
    "one referral": (
        ("SELECT r.*, p.given, p.family, p.born, p.address, p.postcode, t.name FROM referral AS r "
        "JOIN person AS p ON p.id = r.person_id JOIN team AS t ON t.id = r.team_id WHERE r.id = :referral"),
        "SELECT days, call, minutes, workers FROM requested_visit WHERE referral_id = :referral",
        ("SELECT i.*, s.name FROM information_request AS i JOIN staff AS s ON s.id = i.asked_by_id "
        "WHERE i.referral_id = :referral"),
        "SELECT * FROM hold WHERE referral_id = :referral",
        "SELECT reference, received_at, outcome, outcome_at FROM referral WHERE person_id = :person",
    ),
    "a person's plans": (
        ("SELECT e.id, e.kind, e.started_at, e.ended_at, p.id, p.number, p.change, p.effective_from, p.made_at, "
        "p.visits_a_week, p.contact_minutes, p.worker_minutes, v.number, v.days, v.call, v.minutes, v.workers, v.tasks "
        "FROM episode AS e JOIN plan AS p ON p.episode_id = e.id JOIN plan_visit AS v ON v.plan_id = p.id "
        "WHERE e.person_id = :person ORDER BY e.started_at, p.number, v.number"),
    ),
    "a person's transfer": (
        ("SELECT e.id, e.kind, e.started_at, p.given, p.family, p.born, p.funding, m.kind, m.at, m.decision "
        "FROM episode AS e JOIN person AS p ON p.id = e.person_id LEFT JOIN milestone AS m ON m.episode_id = e.id "
        "WHERE e.person_id = :person"),
        ("SELECT t.*, s.step, s.done_at, s.note FROM episode AS e JOIN transfer AS t ON t.episode_id = e.id "
        "LEFT JOIN transfer_step AS s ON s.transfer_id = t.id WHERE e.person_id = :person"),
        ("SELECT a.reference, a.issued_at, a.signed_at FROM episode AS e JOIN agreement AS a ON a.episode_id = e.id "
        "WHERE e.person_id = :person"),
    ),
    "a person's closure": (
        ("SELECT e.id, e.kind, e.started_at, e.ended_at, e.end_reason, p.given, p.family, c.id, c.closed_at, s.step, "
        "s.done_at FROM episode AS e JOIN person AS p ON p.id = e.person_id "
        "LEFT JOIN closure AS c ON c.episode_id = e.id LEFT JOIN closing_step AS s ON s.closure_id = c.id "
        "WHERE e.person_id = :person"),
        "SELECT b.* FROM episode AS e JOIN break AS b ON b.episode_id = e.id WHERE e.person_id = :person",
    ),
    "minutes of a meeting": (
        "SELECT id, held_at, finished_at FROM meeting WHERE team_id = :team ORDER BY held_at DESC LIMIT 1",
        ("SELECT s.name FROM attendance AS a JOIN staff AS s ON s.id = a.staff_id WHERE a.meeting_id = "
        "(SELECT id FROM meeting WHERE team_id = :team ORDER BY held_at DESC LIMIT 1)"),
        ("SELECT d.kind, d.note, p.given, p.family FROM decision AS d JOIN episode AS e ON e.id = d.episode_id "
        "JOIN person AS p ON p.id = e.person_id WHERE d.meeting_id = "
        "(SELECT id FROM meeting WHERE team_id = :team ORDER BY held_at DESC LIMIT 1)"),
        ("SELECT a.what, a.due, a.done_at, p.given, p.family FROM action AS a JOIN episode AS e ON e.id = a.episode_id "
        "JOIN person AS p ON p.id = e.person_id WHERE a.meeting_id = "
        "(SELECT id FROM meeting WHERE team_id = :team ORDER BY held_at DESC LIMIT 1)"),
    ),
    "the tracker's state": (
        ("SELECT count(*), min(notified_at) FROM tracker_change "
        "WHERE office_id = :office AND exported_at IS NULL AND withdrawn_at IS NULL"),
        ("SELECT exported_at, exported_to FROM tracker_change WHERE office_id = :office AND exported_at IS NOT NULL "
        "ORDER BY exported_at DESC LIMIT 1"),
    ),
    "the office's history, a page": (
        ("SELECT number, at, by, deed, table_name, row_id, before, after FROM audit_entry "
        "WHERE office_id = :office ORDER BY number DESC LIMIT 200"),
    ),
    "a person's history": (
        ("SELECT number, at, by, deed, table_name, row_id, before, after FROM audit_entry WHERE row_id IN "
        "(SELECT :person UNION ALL SELECT id FROM referral WHERE person_id = :person "
        "UNION ALL SELECT id FROM episode WHERE person_id = :person "
        "UNION ALL SELECT id FROM goal WHERE person_id = :person UNION ALL SELECT p.id FROM episode AS e "
        "JOIN plan AS p ON p.episode_id = e.id WHERE e.person_id = :person) ORDER BY number DESC LIMIT 200"),
    ),
    "a person's header": (
        ("SELECT p.*, e.id, e.kind, e.started_at, e.first_support_at, t.name, s.name FROM person AS p "
        "LEFT JOIN episode AS e ON e.person_id = p.id AND e.ended_at IS NULL LEFT JOIN team AS t ON t.id = e.team_id "
        "LEFT JOIN staff AS s ON s.id = e.dso_id WHERE p.id = :person"),
    ),
}  # fmt: skip
