"""The texts that sheets share, wherever a piece of the part ends."""

import pytest

from reports.tracker.patch.strings import shared_texts

PART = (
    '<?xml version="1.0"?><sst xmlns="u" count="9" uniqueCount="9"><si><t>Łódź &amp; a</t></si><si/><si><t/></si>'
    '<si><t xml:space="preserve"> b </t></si><si><r><t xml:space="preserve">Which </t></r><r><rPr><b/></rPr>'
    '<t xml:space="preserve">worker</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>\n'
    "<si ><t>_x0041_&lt;si&gt;</t></si ></sst>"
).encode()
TEXTS = ("Łódź & a", "", "", " b ", "Which worker", "A<si>")


@pytest.mark.parametrize("length", [1, 2, 3, 7, 50, 10_000])
def test_every_text_is_read_wherever_a_piece_ends(length):
    assert shared_texts(PART[at : at + length] for at in range(0, len(PART), length)) == TEXTS


def test_names_with_a_prefix_remarks_and_text_as_it_is_are_read_too():
    prefixed = PART.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?")
    assert shared_texts([prefixed]) == TEXTS
    odd = PART.replace(b"<si/>", b"<!-- <si><t>no</t></si> --><si/>").replace(
        b"<si><t/></si>", b"<si><t><![CDATA[]]></t></si>"
    )
    assert shared_texts([odd]) == TEXTS
    assert shared_texts([b"<sst><si><t><![CDATA[<b> & c]]></t></si></sst>"]) == ("<b> & c",)
