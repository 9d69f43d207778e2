"""The thread that keeps Today's lines behind a desk: woken by each save, and gone when the desk is closed."""

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
