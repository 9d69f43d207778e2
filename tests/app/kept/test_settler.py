"""The thread that keeps Today's lines behind a desk: woken by each save, and gone when the desk is closed."""

from queue import Queue
from threading import Event

from app.door.work import Work
from app.kept.settler import Settler
from app.queries.today.due_lines import to_derive

_MOST_S = 60.0


class ToldWork(Work):
    """Says when something was kept."""

    def __init__(self, *told, **named):
        super().__init__(*told, **named)
        self.kept = Event()

    def keep(self, errand):
        answer = super().keep(errand)
        self.kept.set()
        return answer


class BrokenWork(ToldWork):
    """Meets a defect of ours as often as it is told to."""

    times = 1

    def keep(self, errand):
        if self.times:
            self.times -= 1
            raise KeyError("Maureen Wójcik")
        return super().keep(errand)


def test_after_a_defect_somebody_is_told_and_it_goes_on(office):
    office.an_episode()
    work, told = BrokenWork(office.database, office.clock, staff=office.staff["DSO"]), Queue()
    settler = Settler(work, ended=told.put, pause=0.0)
    settler.wake()
    assert isinstance(told.get(timeout=_MOST_S), KeyError)
    settler.wake()
    assert told.get(timeout=_MOST_S) is None
    assert office.ask(to_derive) == frozenset()
    settler.close()


def test_a_desk_is_closed_while_it_pauses_after_a_defect(office):
    office.an_episode()
    work, told = BrokenWork(office.database, office.clock, staff=office.staff["DSO"]), Queue()
    settler = Settler(work, ended=told.put, pause=_MOST_S)
    settler.wake()
    assert isinstance(told.get(timeout=_MOST_S), KeyError)
    settler.close()
    assert told.empty()
    assert office.ask(to_derive) != frozenset()


def test_what_was_saved_is_settled_when_the_thread_is_woken_and_nothing_is_left_running(office):
    office.an_episode()
    work = ToldWork(office.database, office.clock, staff=office.staff["DSO"])
    settler = Settler(work)
    settler.wake()
    assert work.kept.wait(_MOST_S)
    assert office.ask(to_derive) == frozenset()
    office.an_episode()
    work.kept.clear()
    settler.wake()
    assert work.kept.wait(_MOST_S)
    assert office.ask(to_derive) == frozenset()
    settler.close()
    settler.wake()  # a save that ends after its desk is left to the next look
    office.an_episode()
    assert office.ask(to_derive) != frozenset()
