"""One name is enough, and a long one has the same bound wherever it comes from."""

import pytest

from models.rules.people.naming import LONGEST_NAME, LONGEST_TEXT, length_lacks, naming_lacks
from models.rules.people.same_person import Certainty, Identity, candidates
from models.values import Postcode, folded_names, whole_name


@pytest.mark.rule("REF-1")
@pytest.mark.parametrize(("given", "family"), [("Suharto", ""), ("", "Suharto"), (" Suharto ", " ")])
def test_one_name_is_enough_and_is_written_without_a_blank(given, family):
    assert naming_lacks(given, family) == ()
    assert whole_name(given, family) == "Suharto"
    assert folded_names(given, family) == ("", "suharto")


@pytest.mark.rule("REF-1")
def test_no_name_at_all_is_refused_at_its_field():
    (lack,) = naming_lacks(" ", "")
    assert (lack.rule, lack.field) == ("REF-1", "given")


@pytest.mark.rule("REF-1")
def test_somebody_of_one_name_is_recognised_in_whichever_field_it_stands():
    home = Postcode("DE4 3AA")
    known = (Identity(given="Suharto", family="", postcode=home), Identity(given="Ann", family="Lee", postcode=home))
    (found,) = candidates(Identity(given="", family="Suharto", postcode=home), known)
    assert found.known is known[0]
    assert found.certainty is Certainty.POSSIBLE
    assert found.sentence.startswith("Same name")


@pytest.mark.rule("REF-1")
@pytest.mark.parametrize(
    ("field", "longest"), [("given", LONGEST_NAME), ("family", LONGEST_NAME), ("notes", LONGEST_TEXT)]
)
def test_what_is_too_long_is_refused_with_its_bound(field, longest):
    assert length_lacks({field: "x" * longest, "urgent": True}) == ()
    (lack,) = length_lacks({field: "x" * (longest + 1)})
    assert (lack.rule, lack.field) == ("REF-1", field)
    assert lack.sentence.endswith(f"has {longest + 1:,} letters: shorten it to {longest:,}.")
