"""Two desks that take the same list in at once: each says of it what its own import did."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from app.commands.imports import take_referrals
from models.referrals import Referral

_HEADINGS = "Ref,Received,Surname,Forename,DOB,Referral document,Reason,Current support"
_ROWS = 20


@pytest.mark.rule("REF-1")
def test_a_list_taken_in_twice_at_once_is_accepted_by_one_desk_and_known_to_the_other(office, tmp_path):
    day = f"{office.now:%d/%m/%Y} 00:00"
    told = "Short-term assessment and plan,Avoiding admission,none"
    rows = [f"R{at},{day},Family{at},Given{at},01/02/{1930 + at},{told}" for at in range(_ROWS)]
    path = tmp_path / "list.csv"
    path.write_text("\n".join([_HEADINGS, *rows, ""]), encoding="utf-8")
    at_once = Barrier(2)

    def taken(_desk):
        work = office.work()
        at_once.wait(timeout=60)
        return take_referrals(work, path)

    with ThreadPoolExecutor(2) as desks:
        reports = sorted(desks.map(taken, range(2)), key=lambda each: each.known)
    assert [(each.accepted, each.known, each.changed, each.refused) for each in reports] == [
        (_ROWS, 0, 0, ()),
        (0, _ROWS, 0, ()),
    ]
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).where(Referral.reference.startswith("R"))) == _ROWS
