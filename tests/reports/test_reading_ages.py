"""How hard each family paper is to read: what stands at its front at age 11, the whole of it at age 14 at most."""

import re
from pathlib import Path

import pytest

import resources
from models.rules.office.reading_age import LIMIT, reading_age
from reports.layout.wording import wording

WHOLE = 14  # years
FAMILY = ("agreement", "co_funder", "cost_said", "council_funded", "end_pack", "review_letter", "service_plan")


def newest(paper):
    folder = Path(resources.path(f"wording/{paper}"))
    return max(int(each.stem.removeprefix("v")) for each in folder.glob("v*.toml"))


def sentences(paper, part=""):
    """The phrases that are sentences."""
    phrases = wording(paper, f"v{newest(paper)}").phrases.values()
    told = (each.words.replace("**", "") for each in phrases if each.name.startswith(part))
    return " ".join(words for words in told if words.endswith((".", "?")))


@pytest.mark.parametrize("paper", FAMILY)
def test_the_front_of_each_family_paper_is_readable_at_age_11(paper):
    assert reading_age(sentences(paper, "summary.")) <= LIMIT


@pytest.mark.parametrize("paper", FAMILY)
def test_the_whole_of_each_family_paper_is_readable_at_age_14(paper):
    assert reading_age(sentences(paper)) <= WHOLE


@pytest.mark.parametrize("paper", FAMILY)
def test_those_who_come_to_help_are_called_care_workers_and_nothing_else(paper):
    said = sentences(paper).lower()
    assert not re.search(r"\bcarers?\b|(?<!care )\bworkers?\b|\bstaff\b", said)
