"""The structure that a screen reader goes by."""

from reports.layout.tagging import Node, level_headings


def roles(*told):
    root = Node("Document")
    for role in told:
        root.add("Sect").add(role)
    level_headings(root)
    return [part.kids[0].role for part in root.kids]


def test_no_heading_skips_a_level():
    assert roles("H1", "H3", "P", "H3", "H2", "H3") == ["H1", "H2", "P", "H2", "H2", "H3"]
    assert roles("H2", "H3") == ["H1", "H2"]


def test_levels_that_follow_one_another_stay():
    told = ["H1", "H2", "H3", "H3", "H2", "H3", "H1", "H2"]
    assert roles(*told) == told
