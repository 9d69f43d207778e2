"""The best that the driver alone can do for a person's goals, and for saving one rating: name to SQL."""

OF_A_PERSON = {
    "service, plans and breaks": """
        SELECT p.given, p.family, p.death_reported_at, e.id, e.version, e.kind, e.started_at, e.ended_at, e.follows_id,
            l.id, l.number, l.effective_from, v.id, v.days, v.call, v.minutes, v.workers, b.kind, b.began_at,
            b.returned_at
        FROM person p JOIN episode e ON e.person_id = p.id LEFT JOIN plan l ON l.episode_id = e.id
            LEFT JOIN plan_visit v ON v.plan_id = l.id LEFT JOIN break b ON b.episode_id = e.id
        WHERE p.id = :person AND e.undone_at IS NULL ORDER BY e.started_at""",
    "goals and wordings": """
        SELECT g.id, g.version, g.number, g.wording, g.statement, g.measure, g.achievable, g.relevant, g.target,
            g.calls, g.set_at, g.state, g.closed_at, g.held_record_at, g.mosaic_at, s.name, w.wording, w.statement,
            w.changed_at
        FROM goal g JOIN staff s ON s.id = g.set_by_id LEFT JOIN goal_wording w ON w.goal_id = g.id
        WHERE g.person_id = :person ORDER BY g.set_at""",
    "ratings": """
        SELECT r.goal_id, r.day, r.call, r.worker_id, s.name, r.letter, r.at, r.wording, r.comment
        FROM goal g JOIN rating r ON r.goal_id = g.id JOIN staff s ON s.id = r.worker_id
        WHERE g.person_id = :person AND r.withdrawn_at IS NULL""",
    "milestones": """
        SELECT m.kind, m.at, m.version, m.decision, m.assessed_by
        FROM episode e JOIN milestone m ON m.episode_id = e.id
        WHERE e.person_id = :person AND m.withdrawn_at IS NULL""",
}
SAVE = """
    INSERT INTO rating (goal_id, day, call, worker_id, office_id, at, letter, wording, comment, version)
    VALUES (:goal, :day, :call, :worker, :office, :at, 'P', 1, '', 1)"""
