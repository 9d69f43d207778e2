"""Hears of other desks' changes, on a thread of its own, and lets every screen that shows them ask again."""

from collections.abc import Callable, Iterator
from threading import Event, Thread

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.door.changes import Changes, Lost, OpenElsewhere
from app.door.clocks_apart import Told
from app.door.door import Door
from app.door.errors import Unavailable

News = Callable[[Event], Iterator[Changes | Lost | OpenElsewhere | Told]]


class Watch(QObject):
    """Emits `Door.changed` for what others do, never for this desk's own deeds. Close it before the program ends.

    `source` is called on the thread: `app.door.news.listen` with this desk's work. Nothing is retried when it can't be
    opened at all; the window has said so by then.
    """

    listening = Signal()
    elsewhere = Signal(object)  # at which other desks the record is open that is in view here
    clock_apart = Signal(object)  # how far this desk's clock is from the server's; None once it isn't any more
    _heard = Signal(object)

    def __init__(self, door: Door, source: News, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door, self._source = door, source
        self._stop = Event()
        self._is_lost = False
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._listen, name="watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening; waits for the thread."""
        self._stop.set()
        self._thread.join()

    def _listen(self) -> None:
        try:
            for changes in self._source(self._stop):
                self._heard.emit(changes)
        except Unavailable:
            return

    @Slot(object)
    def _tell(self, news: Changes | Lost | OpenElsewhere | Told) -> None:
        if self._stop.is_set():
            return
        if isinstance(news, OpenElsewhere):
            self.elsewhere.emit(news)
            return
        if isinstance(news, Told):
            self.clock_apart.emit(news.off)
            return
        was_lost, self._is_lost = self._is_lost, isinstance(news, Lost)
        if isinstance(news, Lost):
            self._door.lose(news.since)
            return
        if was_lost:
            self._door.hear()
        if news.topics:
            self._door.changed.emit(news)
        else:
            self.listening.emit()
