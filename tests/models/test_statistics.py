"""What a file's planner is told about its tables when they are made."""

import sqlite3

from sqlalchemy import make_url


def test_every_index_is_told_so_that_a_key_of_a_person_is_looked_up_before_an_office(migrated_sqlite_url):
    raw = sqlite3.connect(str(make_url(migrated_sqlite_url).database))
    told = dict(raw.execute("SELECT idx, stat FROM sqlite_stat1 WHERE idx IS NOT NULL").fetchall())
    made = {name for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")}
    assert made <= told.keys()
    assert (told["rating"], told["ix_episode_person_id"]) == ("100000 5 5 5 1", "100000 5")
    assert told["ix_referral_waiting"].split() == ["1000", "1000", "2"]
    plan = "EXPLAIN QUERY PLAN SELECT * FROM plan WHERE office_id = 'x' AND episode_id IN ('y', 'z') ORDER BY id"
    steps = " ".join(step for *_, step in raw.execute(plan))
    raw.close()
    assert "(episode_id=?)" in steps or "(office_id=? AND episode_id=?)" in steps
