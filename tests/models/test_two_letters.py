"""What may be there more than once: a visit's letter by two workers, each kept."""

import pytest
from sqlalchemy.exc import IntegrityError

from models.ratings import Rating


def test_a_second_rating_by_another_worker_is_kept_beside_the_first(office, make):
    first = make(Rating)
    office.store(first)
    office.store(make(Rating, goal_id=first.goal_id, worker_id=office.staff["Second CWC"]))
    with pytest.raises(IntegrityError):
        office.store(make(Rating, goal_id=first.goal_id))
