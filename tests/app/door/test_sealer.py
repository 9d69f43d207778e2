"""The thread that seals behind a desk outlives a defect, tells it, and seals once it is gone."""

from queue import Queue

from app.door import sealer
from app.door.sealer import Sealer, seal_all

_MOST_S = 60.0


def test_after_a_defect_somebody_is_told_and_it_is_sealed_all_the_same(office, monkeypatch):
    left, told, seal_new = [KeyError("Maureen Wójcik")], Queue(), sealer.seal_new

    def seal(*asked):
        if left:
            raise left.pop()
        return seal_new(*asked)

    monkeypatch.setattr(sealer, "seal_new", seal)
    office.a_person()
    url = office.database.url.render_as_string(hide_password=False)
    behind = Sealer(url, office.clock.now, told_of_nothing, told.put, pause=0.0)
    behind.wake()
    assert isinstance(told.get(timeout=_MOST_S), KeyError)
    assert told.get(timeout=_MOST_S) is None
    behind.close()
    assert seal_all(office.database, office.clock.now) == 0


def test_a_desk_is_closed_while_its_sealer_pauses_after_a_defect(sqlite_office, monkeypatch):
    told, office = Queue(), sqlite_office

    def broken(*_asked):
        raise KeyError("Maureen Wójcik")

    monkeypatch.setattr(sealer, "seal_new", broken)
    url = office.database.url.render_as_string(hide_password=False)
    behind = Sealer(url, office.clock.now, told_of_nothing, told.put, pause=_MOST_S)
    behind.wake()
    assert isinstance(told.get(timeout=_MOST_S), KeyError)
    behind.close()
    assert behind._thread is not None
    assert not behind._thread.is_alive()


def told_of_nothing(_connection):
    """For a desk that remembers no seal."""
