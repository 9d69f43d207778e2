"""The zip of a workbook: what stays is copied as it is packed, byte for byte; what changed is packed anew, streamed."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reports.tracker.page import TrackerUnreadable

DAMAGED = "The tracker that is there is damaged: put it aside, or open it in Excel and save a repaired copy."
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_SIZES_FOLLOW, _IS_UTF8 = 0x08, 0x800
_ZIP64_FIELD, _ZIP64_SIZE = 1, 0xFFFFFFFF
_PLAIN_VERSION = 20
_NEW_DAY = (1 << 5) | 1  # 1 January 1980: the same page gives the same bytes
_PIECE = 256 * 1024
_LEVEL = 3  # a third of the time of 6 for a file that is a tenth larger


@dataclass(frozen=True, slots=True)
class Packed:
    """A member as it goes into a zip: deflated, its checksum and its size once inflated."""

    content: bytes
    checksum: int
    size: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the directory says of a member, its sizes known."""

    name: bytes
    made_by: int
    needs: int
    flags: int
    method: int
    time: int
    day: int
    checksum: int
    packed: int
    size: int
    extra: bytes
    comment: bytes
    internal: int
    external: int


class Members:
    """The members of a workbook's zip, by their names as they are written there."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._found = {each.filename: each for each in self._zip.infolist()}
        if any(_has_zip64(each) for each in self._found.values()):
            raise TrackerUnreadable(
                "The tracker is packed in the way of files beyond 4 GB (zip64): open it in Excel and save it."
            )

    @property
    def names(self) -> tuple[str, ...]:
        """In their order."""
        return tuple(self._found)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member from its beginning, inflated piece by piece."""
        with self._zip.open(self._found[name]) as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def read(self, name: str) -> bytes:
        """A whole member; for small parts."""
        return b"".join(self.pieces(name))

    def with_changes(self, changed: Mapping[str, Packed], gone: Iterable[str]) -> bytes:
        """The zip with these members packed anew, new ones at the end, without those that are gone."""
        leaving = frozenset(gone)
        out, directory = io.BytesIO(), []
        for name, found in self._found.items():
            if name in leaving:
                continue
            at = out.tell()
            entry = _entry_of(found, changed.get(name))
            out.write(_local(entry, self._local_extra(found) if name not in changed else b""))
            out.write(changed[name].content if name in changed else self._raw(found))
            directory.append(_central(entry, at))
        for name, packed in changed.items():
            if name not in self._found:
                at = out.tell()
                entry = _new_entry(name, packed)
                out.write(_local(entry, b"") + packed.content)
                directory.append(_central(entry, at))
        _finish(out, directory, self._zip.comment)
        return out.getvalue()

    def _raw(self, found: zipfile.ZipInfo) -> memoryview:
        start = found.header_offset + _LOCAL.size + sum(self._local_lengths(found))
        if start + found.compress_size > len(self._content):
            raise TrackerUnreadable(DAMAGED)
        return memoryview(self._content)[start : start + found.compress_size]

    def _local_lengths(self, found: zipfile.ZipInfo) -> tuple[int, int]:
        """How long the name and the extra fields are in the member's own header."""
        header = _LOCAL.unpack_from(self._content, found.header_offset)
        return header[9], header[10]

    def _local_extra(self, found: zipfile.ZipInfo) -> bytes:
        name, extra = self._local_lengths(found)
        start = found.header_offset + _LOCAL.size + name
        return b"".join(field for kind, field in _fields(self._content[start : start + extra]) if kind != _ZIP64_FIELD)


def pack(pieces: Iterable[bytes], seen: Callable[[bytes], object] | None = None) -> Packed:
    """These pieces deflated; each is shown to `seen` as it goes by."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    parts, checksum, size = [], 0, 0
    for piece in pieces:
        if seen is not None:
            seen(piece)
        checksum, size = zlib.crc32(piece, checksum), size + len(piece)
        parts.append(squeeze.compress(piece))
    parts.append(squeeze.flush())
    return Packed(b"".join(parts), checksum, size)


def check(content: bytes, names: Iterable[str]) -> None:
    """Read the members that were packed anew as somebody else would; AssertionError: the fault is ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in names:
                with package.open(name) as stream:
                    while stream.read(_PIECE):
                        pass
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise AssertionError("The patch made a package that can't be read.") from error


def _has_zip64(found: zipfile.ZipInfo) -> bool:
    return _ZIP64_SIZE in {found.file_size, found.compress_size, found.header_offset} or any(
        kind == _ZIP64_FIELD for kind, _ in _fields(found.extra)
    )


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Each extra field with its kind; what is no field any more comes as one without kind."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if at + 4 + length > len(extra):
            break
        yield kind, extra[at : at + 4 + length]
        at += 4 + length
    if at < len(extra):
        yield -1, extra[at:]


def _entry_of(found: zipfile.ZipInfo, packed: Packed | None) -> _Entry:
    year, month, day, hour, minute, second = found.date_time
    method, checksum, held, size = found.compress_type, found.CRC, found.compress_size, found.file_size
    needs = found.extract_version
    if packed is not None:
        method, checksum, held, size = zipfile.ZIP_DEFLATED, packed.checksum, len(packed.content), packed.size
        needs = max(needs, _PLAIN_VERSION)
    return _Entry(
        found.orig_filename.encode("utf-8" if found.flag_bits & _IS_UTF8 else "cp437"),
        found.create_version | found.create_system << 8,
        needs,
        found.flag_bits & ~_SIZES_FOLLOW,
        method,
        hour << 11 | minute << 5 | second // 2,
        (year - 1980) << 9 | month << 5 | day,
        checksum,
        held,
        size,
        found.extra,
        found.comment,
        found.internal_attr,
        found.external_attr,
    )


def _new_entry(name: str, packed: Packed) -> _Entry:
    held, checksum, size = len(packed.content), packed.checksum, packed.size
    needs, deflated = _PLAIN_VERSION, zipfile.ZIP_DEFLATED
    return _Entry(name.encode("ascii"), needs, needs, 0, deflated, 0, _NEW_DAY, checksum, held, size, b"", b"", 0, 0)


def _local(entry: _Entry, extra: bytes) -> bytes:
    head = _LOCAL.pack(
        b"PK\3\4", entry.needs, entry.flags, entry.method, entry.time, entry.day, entry.checksum, entry.packed,
        entry.size, len(entry.name), len(extra),
    )  # fmt: skip
    return head + entry.name + extra


def _central(entry: _Entry, at: int) -> bytes:
    head = _CENTRAL.pack(
        b"PK\1\2", entry.made_by, entry.needs, entry.flags, entry.method, entry.time, entry.day, entry.checksum,
        entry.packed, entry.size, len(entry.name), len(entry.extra), len(entry.comment), 0, entry.internal,
        entry.external, at,
    )  # fmt: skip
    return head + entry.name + entry.extra + entry.comment


def _finish(out: io.BytesIO, directory: list[bytes], comment: bytes) -> None:
    at, listed = out.tell(), b"".join(directory)
    out.write(listed)
    out.write(_END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(listed), at, len(comment)))
    out.write(comment)
