"""The zip of a workbook: what stays is the same packed bytes, what changed is packed anew, in the same order."""

import io
import struct
import zipfile

import pytest

from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.members import Members, check, pack


def a_zip(*members, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in members:
            found = zipfile.ZipInfo(name, (2025, 3, 4, 5, 6, 8))
            found.compress_type = zipfile.ZIP_DEFLATED
            found.external_attr = 0o644 << 16
            package.writestr(found, content)
        package.comment = comment
    return out.getvalue()


class Unseekable(io.BytesIO):
    """As a program writes that streams: sizes follow each member."""

    def seekable(self):
        return False

    def seek(self, *_):
        raise io.UnsupportedOperation

    def tell(self):
        raise io.UnsupportedOperation


def raw(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = package.getinfo(name)
    start = found.header_offset + 30 + sum(struct.unpack_from("<2H", content, found.header_offset + 26))
    return content[start : start + found.compress_size]


def listed(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return [(each.filename, each.date_time, each.external_attr, each.flag_bits) for each in package.infolist()]


def test_nothing_changed_is_the_same_bytes():
    content = a_zip(("a.xml", b"a" * 500), ("grün.xml", b"b"), comment=b"theirs")
    assert Members(content).with_changes({}, ()) == content


def test_what_stays_keeps_its_packed_bytes_its_order_its_name_and_its_date():
    content = a_zip(("a.xml", b"a" * 500), ("grün.xml", b"b" * 50), ("c.xml", b"c"), ("d.xml", b"d"))
    result = Members(content).with_changes({"a.xml": pack([b"new ", b"words"]), "new.xml": pack([b"n"])}, ["c.xml"])
    assert [each[0] for each in listed(result)] == ["a.xml", "grün.xml", "d.xml", "new.xml"]
    assert listed(result)[:3] == [each for each in listed(content) if each[0] != "c.xml"]
    assert [raw(result, name) for name in ("grün.xml", "d.xml")] == [raw(content, n) for n in ("grün.xml", "d.xml")]
    assert Members(result).read("a.xml") == b"new words"
    check(result, ["a.xml", "new.xml"])


def test_a_member_whose_size_followed_it_says_it_before():
    out = Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", b"a" * 900)
        package.writestr("b.xml", b"b" * 900)
    content = out.getvalue()
    assert all(each[3] & 8 for each in listed(content))
    result = Members(content).with_changes({"a.xml": pack([b"new"])}, ())
    assert not any(each[3] & 8 for each in listed(result))
    assert raw(result, "b.xml") == raw(content, "b.xml")


def test_what_stands_before_the_zip_and_is_none_of_it_is_left_out():
    content = b"#! before\n" + a_zip(("a.xml", b"a" * 500), ("b.xml", b"b"))
    result = Members(content).with_changes({"b.xml": pack([b"c"])}, ())
    assert Members(result).read("a.xml") == b"a" * 500


def test_a_zip_for_files_beyond_4_gb_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package, package.open("a.xml", "w", force_zip64=True) as stream:
        stream.write(b"a")
    assert Members(out.getvalue()).with_changes({}, ())  # only the member's own header says so: it is written plainly
    content = bytearray(a_zip(("a.xml", b"a")))
    at = content.rindex(b"PK\1\2")
    content[at + 20 : at + 28] = b"\xff" * 8
    content[at + 30 : at + 32] = struct.pack("<H", 20)
    field = struct.pack("<2H2Q", 1, 16, 1, 1)
    content[at + 46 + 5 : at + 46 + 5] = field
    end = content.rindex(b"PK\5\6")
    content[end + 12 : end + 16] = struct.pack("<L", struct.unpack_from("<L", content, end + 12)[0] + 20)
    with pytest.raises(TrackerUnreadable, match="zip64"):
        Members(bytes(content))
