"""Questions that wait together: at a server they are one trip, however many they are."""

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, ParamSpec, TypeVar

from sqlalchemy.orm import Session

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class Together:
    """Questions to one session. None is asked before somebody wants an answer; then all are.

    At a server each is asked as far as its first statement, and these are one trip; then each is asked anew from its
    beginning, with what was found, as far as its second. So a question reads, and does nothing else. It may itself ask
    some together, which go along. What takes long once it has found something is best asked last: once only that goes
    on, it isn't asked anew any more.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: list[_Answer[Any]] = []

    def ask(self, question: Callable[Asked, Found], *args: Asked.args, **kwargs: Asked.kwargs) -> "Callable[[], Found]":
        """Ask along with the others; gives what is to be called for its answer."""
        answer = _Answer(partial(question, *args, **kwargs), self._wait)
        self._waiting.append(answer)
        return answer

    def _wait(self) -> None:
        waiting, self._waiting = self._waiting, []
        if self._session.get_bind().dialect.name != "postgresql":
            for each in waiting:
                each.ask()
            return
        from models.server_trips import Talks  # noqa: PLC0415  a desk with a file needs no driver of a server's

        driver: Any = self._session.connection().connection.driver_connection
        asks = [each.ask for each in waiting]
        if driver.talk is not None:
            driver.talk.together(asks)
        else:
            Talks(driver, len(asks)).go_to_their_end(asks)


class _Answer(Generic[Found]):
    def __init__(self, question: Callable[[], Found], wait: Callable[[], None]) -> None:
        self._question, self._wait = question, wait
        self._found: list[Found] = []

    def ask(self) -> None:
        self._found = [self._question()]

    def __call__(self) -> Found:
        if not self._found:
            self._wait()
        return self._found[0]
