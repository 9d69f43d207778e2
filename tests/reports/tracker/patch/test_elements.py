"""Small parts: an element is found with where it stands, and what isn't spliced keeps its bytes."""

import pytest

from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.elements import Part

WITH_PREFIX = (
    b"<?xml version=\"1.0\"?>\n<x:a xmlns:x='u' xmlns:r='v'>"
    b"<x:b r:id='1' k='2>'/><!-- > --><x:c>t\xc3\xa9</x:c></x:a>\n"
)


def test_only_what_was_asked_for_changes():
    part = Part(WITH_PREFIX)
    b = part.root.first("b")
    part.put(b, "n", "4")
    part.put(b, "k", "3")
    part.put_last(b, "<x:q/>")
    part.put_last(part.root, "<x:z/>")
    assert part.spliced() == WITH_PREFIX.replace(b"k='2>'/>", b'k="3" n="4"><x:q/></x:b>').replace(
        b"</x:a>", b"<x:z/></x:a>"
    )
    assert (b.given, part.root.first("c").text) == ({"v id": "1", "k": "2>"}, "té")


def test_a_value_that_stands_there_already_is_no_change():
    part = Part(WITH_PREFIX)
    part.put(part.root.first("b"), "k", "2>")
    assert not part.is_changed


def test_an_element_goes_and_text_of_ours_is_written_so_that_any_encoding_holds_it():
    part = Part('<?xml version="1.0" encoding="iso-8859-1"?><a><b>é</b><c/></a>'.encode("latin-1"))
    part.take_out(part.root.first("b"))
    part.put_after(part.root.first("c"), "<d>Łódź</d>")
    assert part.spliced().endswith(b"<a><c/><d>&#321;&#243;d&#378;</d></a>")


@pytest.mark.parametrize("content", [b"", b"<a>", b"<a><b></a>", b"<!DOCTYPE a><a/>", b"<x:a/>"])
def test_what_is_no_xml_or_defines_something_is_damaged(content):
    with pytest.raises(TrackerUnreadable, match="damaged"):
        Part(content)


def test_a_part_that_one_parser_takes_and_the_other_does_not_is_damaged():
    part = Part('<styleSheet xmlns="²"><fonts count="1"/></styleSheet>'.encode())
    part.put(part.root.children[0], "count", "2")
    with pytest.raises(TrackerUnreadable, match="damaged"):
        part.spliced()
