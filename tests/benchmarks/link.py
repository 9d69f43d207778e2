"""A link to a PostgreSQL server that takes so many milliseconds each way, and counts the trips over it.

A trip is what somebody waits for: the server says that it is ready once a trip, whatever was asked in it.
"""

import asyncio
from contextlib import suppress
from threading import Thread

from sqlalchemy import make_url

_AT_ONCE = 65_536
_UNDER_WAY = 64  # chunks; then whoever sends waits
_READY = ord("Z")
_HEAD = 5  # a message's kind, and its length without it
_CLEAR = {"sslmode": "disable", "gssencmode": "disable"}  # so that the answers can be read on their way


class Link:
    """From `url` on to the server of another address, until it is closed."""

    def __init__(self, server_url: str, *, ms: float = 0.0) -> None:
        self._to, self._seconds = make_url(server_url), ms / 1000
        self.trips = 0
        self._loop = asyncio.new_event_loop()
        self._listening = self._loop.run_until_complete(asyncio.start_server(self._join, "127.0.0.1", 0))
        self._thread = Thread(target=self._loop.run_forever, name="link")
        self._thread.start()

    @property
    def url(self) -> str:
        """The near end, as an address for SQLAlchemy."""
        port = self._listening.sockets[0].getsockname()[1]
        return self._to.set(port=port).update_query_dict(_CLEAR).render_as_string(hide_password=False)

    def reset(self) -> None:
        """Cut whatever is connected at once, what is under way included; whoever comes again is let through."""
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result()

    def close(self) -> None:
        """Cut whatever is connected, for good."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._listening.close()
        await self._cut()

    async def _cut(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _join(self, from_desk: asyncio.StreamReader, to_desk: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection(self._to.host, self._to.port)
        with suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(
                self._pass_on(from_desk, to_server, None), self._pass_on(from_server, to_desk, _Answers(self))
            )
        for end in (to_desk, to_server):
            end.close()

    async def _pass_on(self, near: asyncio.StreamReader, far: asyncio.StreamWriter, answers: "_Answers | None") -> None:
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(_UNDER_WAY)
        arriving = asyncio.ensure_future(self._arrive(under_way, far))
        while said := await near.read(_AT_ONCE):
            if answers is not None:
                answers.hear(said)
            await under_way.put((self._loop.time() + self._seconds, said))
        await under_way.put((0.0, b""))
        await arriving

    async def _arrive(self, under_way: asyncio.Queue[tuple[float, bytes]], far: asyncio.StreamWriter) -> None:
        while (found := await under_way.get())[1]:
            at, said = found
            await asyncio.sleep(max(0.0, at - self._loop.time()))
            far.write(said)
            await far.drain()
        far.close()


class _Answers:
    """What a server says, message by message, however it is cut into pieces."""

    def __init__(self, link: Link) -> None:
        self._link, self._rest = link, b""

    def hear(self, said: bytes) -> None:
        """Count what it is ready for again."""
        self._rest += said
        at = 0
        while len(self._rest) - at >= _HEAD:
            end = at + 1 + int.from_bytes(self._rest[at + 1 : at + _HEAD])
            if end > len(self._rest):
                break
            self._link.trips += self._rest[at] == _READY
            at = end
        self._rest = self._rest[at:]
