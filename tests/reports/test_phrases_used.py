"""Every phrase that an office can edit stands on some paper: a phrase of no paper would be edited for nothing."""

import dataclasses
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from models.values import Money
from models.vocabulary.agreement import Authority, CostSaidHow, Funding, SignsAs
from models.vocabulary.episodes import EpisodeKind
from reports import cost_said
from reports.agreement.agreement import render
from reports.agreement.paper import CostPeriod, CostTold, FirstDays, Reach, Signatory
from reports.layout.page import Standing
from reports.layout.styles import Edition
from reports.layout.wording import Wording, wording

DAY = date(2026, 11, 20)


class Noted(Mapping):
    """Phrases that note which of them were asked for; what the office owes is said."""

    def __init__(self, phrases):
        self._phrases, self.used = phrases, set()

    def __getitem__(self, name):
        self.used.add(name)
        found = self._phrases[name]
        return found if found.words else dataclasses.replace(found, words="Our own words.")

    def __contains__(self, name):
        return name in self._phrases

    def __iter__(self):
        return iter(self._phrases)

    def __len__(self):
        return len(self._phrases)


@pytest.fixture
def agreements(agreement):
    """Agreements that differ in everything that the words differ for."""
    lines = agreement.lines

    def period(day, until=None, of=lines, **more):
        total = Money.pence(43400 if of else 0)
        return CostPeriod(from_day=day, until=until, lines=of, total=total, bill_total=total, **more)

    early, late = date(2026, 11, 16), date(2026, 12, 7)
    changed = (period(early, date(2026, 11, 19)), period(DAY, date(2026, 12, 6), is_asked=True), period(late))
    stopped = (period(early, date(2026, 11, 19), ()), period(DAY, date(2026, 12, 6)), period(late, of=()))
    nothing = (period(early, DAY, ()), period(date(2026, 11, 21), of=()))
    first = FirstDays(from_day=early, until=DAY, lines=lines, total=Money.pence(100))
    power = {"power_dated": DAY, "copy_seen_by": "Priya Raman", "copy_seen_on": DAY}
    signed = [
        Signatory("Ann Gill", Authority.LPA_PROPERTY, "1", role, power_number=number, **power)
        for role, number in ((SignsAs.ATTORNEY, "7000"), (SignsAs.ATTORNEY, ""), (SignsAs.DEPUTY, "7"))
    ]
    said = (CostTold(early, "Priya Raman", "Ann Gill", "by letter"),)
    again = tuple(dataclasses.replace(each, agreed=False) for each in changed)
    differing = (
        {"signatories": (), "formats": ("Braille",), "out_of_hours": Reach("", "1"), "missing": ("A rate",)},
        {"periods": changed, "first_days": first, "said_of_cost": said, "signatories": tuple(signed[:2])},
        {"periods": changed, "first_days": dataclasses.replace(first, until=early), "signatories": (signed[2],)},
        {"periods": stopped, "first_days": dataclasses.replace(first, lines=())},
        {"periods": again, "said_of_cost": said},
        {"periods": again},
        {"periods": nothing, "lines": (), "week_total": Money.pence(0)},
        {"is_conditional": True, "kind": EpisodeKind.INTERIM_IN_STS},
        {"charged_from": None, "liable_from": None, "begins_on": None},
        {"funding": Funding.CO_FUNDER},
        {"funding": Funding.NOT_KNOWN, "week": (), "lines": (), "week_total": None},
    )
    return [dataclasses.replace(agreement, **each) for each in differing]


@pytest.mark.parametrize("version", ["v2"])
def test_every_phrase_of_the_agreement_stands_on_some_paper(agreements, version):
    noted = Noted(wording("agreement", version).phrases)
    for paper in agreements:
        render(paper, Edition.STANDARD, Wording(version, noted))
        render(paper, Edition.STANDARD, Wording(version, noted), standing=Standing.NOT_ISSUED)
    assert set(noted) - noted.used == set()


def test_every_phrase_of_the_notice_about_cost_stands_on_it():
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    told = tuple(cost_said.Told(at=at, to="Ann", by="Priya", how=how, leaflet="3", said="So") for how in CostSaidHow)
    paper = cost_said.CostSaidPaper(
        reference="CST-1", council="Council", made_on=DAY, person="Nora", preferred_name="", told=told,
        dso=Reach("Priya", "1"),
    )  # fmt: skip
    noted = Noted(wording("cost_said", "v1").phrases)
    for edition in Edition:
        cost_said.render(paper, edition, Wording("v1", noted))
    assert set(noted) - noted.used == set()
