"""The zip itself: each member once, sizes and sums true, both headers of a member alike, none lying over another."""

import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.excel.package import Package

_LOCAL = struct.Struct("<4s5H3L2H")
_SIZES_FOLLOW = 8


def findings(package: Package) -> Iterator[str]:
    seen: set[str] = set()
    end = 0
    for member in package.members:
        name = member.filename
        if name.lower() in seen:
            yield f"The zip holds {name} twice."
        seen.add(name.lower())
        if "\\" in name or name.startswith("/"):
            yield f"The zip's member {name} is not named as parts are."
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            yield f"The zip's member {name} is packed in a way that Excel can't unpack."
        if member.header_offset < end:
            yield f"The zip's member {name} lies over the one before."
        said, end = _stated(package.content, member)
        yield from (f"The zip's member {name}: {each}." for each in said)
    if not package.members or package.members[0].header_offset:
        yield "Something stands before the zip's first member."


def _stated(content: bytes, member: zipfile.ZipInfo) -> tuple[list[str], int]:
    """What the member's own header says otherwise than the directory, and where the member ends."""
    at = member.header_offset
    sign, _, flags, method, _, _, crc, packed, size, name_length, extra = _LOCAL.unpack_from(content, at)
    if sign != b"PK\3\4":
        return ["its own header is missing"], at
    start = at + _LOCAL.size
    raw = content[start : start + name_length]
    wrong = []
    if raw != member.orig_filename.encode("utf-8" if flags & 0x800 else "cp437"):
        wrong.append("it is called otherwise in its own header")
    if flags != member.flag_bits or method != member.compress_type:
        wrong.append("its own header says another flag or packing")
    follows = flags & _SIZES_FOLLOW and not (crc or packed or size)
    if not follows and (crc, packed, size) != (member.CRC, member.compress_size, member.file_size):
        wrong.append("its own header says another size or sum")
    start += name_length + extra
    body = content[start : start + member.compress_size]
    wrong += _unpacked(body, member)
    return wrong, start + member.compress_size


def _unpacked(body: bytes, member: zipfile.ZipInfo) -> list[str]:
    plain = body
    if member.compress_type == zipfile.ZIP_DEFLATED:
        try:
            plain = zlib.decompress(body, -15)
        except zlib.error:
            return ["it can't be unpacked"]
    if len(plain) != member.file_size or zlib.crc32(plain) != member.CRC:
        return ["what comes out has another size or sum"]
    return []
