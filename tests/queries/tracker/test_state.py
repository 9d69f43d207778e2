"""How the tracker stands: what waits, in numbers and line by line."""

from app.door.changes import changes
from app.queries.tracker import state as tracker
from app.queries.tracker.state import number_of, ref_of
from app.services.history.noting import note_access
from app.services.tracker.scheduling import tell
from app.services.tracker.send_and_read_back import Mark, record_marks, send
from models.vocabulary.access import Access
from models.vocabulary.tracker import CclMark, TrackerChangeKind
from tests.exchange.tracker.deeds import a_change


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


def test_the_last_export_is_said_with_how_many_and_by_whom_in_the_same_two_statements(office, count_statements):
    for _ in range(3):
        a_change(office)
    _export(office, (1, 2), "tracker.xlsx")
    statements = count_statements(office.database)
    state = office.ask(tracker.state)
    assert (state.last_exported_to, state.last_exported, state.last_exported_by) == ("tracker.xlsx", 2, "DSO North")
    assert len([each for each in statements if each != "BEGIN"]) == 2
    office.do(send, numbers=(3,), file_name="elsewhere.xlsx")  # by a release that noted nothing
    state = office.ask(tracker.state)
    assert (state.last_exported_to, state.last_exported, state.last_exported_by) in {
        ("tracker.xlsx", 2, "DSO North"), ("elsewhere.xlsx", None, ""),  # both at the same moment
    }  # fmt: skip


def test_what_isnt_in_ccl_is_listed_the_newest_first_and_no_longer_than_it_can_be_read(
    office, count_statements, monkeypatch
):
    for _ in range(5):
        a_change(office)
    _export(office, (1, 2, 3, 4), "tracker.xlsx")
    office.do(record_marks, marks=(Mark(1, CclMark.YES), Mark(2, CclMark.NO, "Jo"), Mark(3, CclMark.QUERY)))
    listed = office.ask(tracker.not_in_ccl)
    assert [(each.ref, each.ccl) for each in listed] == [
        ("T00004", None), ("T00003", CclMark.QUERY), ("T00002", CclMark.NO),
    ]  # fmt: skip
    assert office.ask(tracker.state).not_in_ccl == len(listed)
    monkeypatch.setattr(tracker, "MOST_LISTED", 2)
    statements = count_statements(office.database)
    assert [each.ref for each in office.ask(tracker.not_in_ccl)] == ["T00004", "T00003"]
    assert len([each for each in statements if each != "BEGIN"]) == 1


def test_whether_anything_waits_is_one_statement(office, count_statements):
    statements = count_statements(office.database)
    assert not office.ask(tracker.anything_waits)
    assert len([each for each in statements if each != "BEGIN"]) == 1
    a_change(office)
    assert office.ask(tracker.anything_waits)
    _export(office, (1,), "tracker.xlsx")
    assert not office.ask(tracker.anything_waits)


def _export(office, numbers, name):
    def deed(turn):
        done = send(turn, numbers=numbers, file_name=name)
        note_access(turn, did=Access.EXPORTED, what=f"{tracker.NOTED_AS}{name}", rows=len(numbers))
        return done

    office.do(deed)
