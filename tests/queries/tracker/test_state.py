"""How the tracker stands: what waits, in numbers and line by line."""

from app.door.changes import changes
from app.queries.tracker import state as tracker
from app.queries.tracker.state import number_of, ref_of
from app.services.tracker.scheduling import tell
from models.vocabulary.tracker import TrackerChangeKind


def test_a_ref_is_read_back_as_its_number_and_nothing_else_is():
    assert number_of(ref_of(12)) == 12
    assert number_of(" t00012 ") == 12
    assert [number_of(each) for each in ("", "T", "X12", "12", "T1²", "T12a")] == [None] * 6


def test_what_waits_is_counted_and_listed_in_order(office, count_statements):
    one, other = office.a_person(), office.a_person()

    def deed(turn):
        for person in (one, other, one):
            tell(turn, TrackerChangeKind.HOLD, person=person, effective_at=turn.moment, reason="ready on Friday")
        return changes()

    office.do(deed)
    assert [each.ref for each in office.ask(tracker.waiting)] == ["T00001", "T00002", "T00003"]
    assert office.ask(tracker.queries) == ()
    statements = count_statements(office.database)
    state = office.ask(tracker.state)
    assert (state.waiting, state.waiting_since, state.last_exported_at, state.last_exported_to) == (
        3, office.now, None, "",
    )  # fmt: skip
    assert len([each for each in statements if each != "BEGIN"]) == 2
