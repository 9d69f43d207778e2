"""Every phrase that an office can edit stands on some paper: a phrase of no paper would be edited for nothing."""

import dataclasses
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from models.values import Call, CoveredCall, Money, PlannedVisit, WhyShort
from models.vocabulary.agreement import Authority, CostSaidHow, Funding, SignsAs
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.goals import GoalState, Letter
from reports import cost_said
from reports.agreement.agreement import render
from reports.agreement.paper import CostPeriod, CostTold, FirstDays, Reach, Signatory, TurnCost
from reports.layout.page import Standing
from reports.layout.styles import Edition
from reports.layout.wording import Wording, wording
from reports.progress import then_and_now
from reports.progress.paper import MilestoneLine, ProgressGoal, ProgressPaper, WeekMark, WeekOf

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
    weeks = tuple(TurnCost(from_day=day, lines=lines, total=Money.pence(43400)) for day in (early, late))
    turns = tuple(dataclasses.replace(each, turns=weeks) for each in (changed[0], changed[2]))
    differing = (
        {
            "signatories": (),
            "formats": ("Braille",),
            "out_of_hours": Reach("", "1"),
            "missing": ("A rate",),
            "why_short": (WhyShort(Call.LUNCH, "Tablets"),),
        },
        {"periods": changed, "first_days": first, "said_of_cost": said, "signatories": tuple(signed[:2])},
        {"periods": changed, "first_days": dataclasses.replace(first, until=early), "signatories": (signed[2],)},
        {"periods": stopped, "first_days": dataclasses.replace(first, lines=())},
        {"periods": again, "said_of_cost": said},
        {"periods": again, "covered": (CoveredCall(frozenset({6}), Call.TEA, "daughter"),)},
        {"periods": turns, "week_lighter": Money.pence(100)},
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
    told = tuple(cost_said.Told(at=at, to="Ann", by="Priya", how=how, leaflet="3") for how in CostSaidHow)
    paper = cost_said.CostSaidPaper(
        reference="CST-1", council="Council", made_on=DAY, person="Nora", preferred_name="", told=told,
        dso=Reach("Priya", "1"),
    )  # fmt: skip
    noted = Noted(wording("cost_said", "v1").phrases)
    for edition in Edition:
        cost_said.render(paper, edition, Wording("v1", noted))
    assert set(noted) - noted.used == set()


def test_every_phrase_of_then_and_now_stands_on_some_page():
    noted = Noted(wording("end_pack", "v1").phrases)
    for paper in lives():
        for edition in Edition:
            then_and_now.render(paper, edition, Wording("v1", noted))
    assert set(noted) - noted.used == set()


def lives():
    """Somebody whose service goes on and whose goals ended in each way, and somebody whose service ended."""
    levels = [(Letter.A2,), (Letter.A1,), (Letter.A1, Letter.P), (Letter.I,)]
    weeks = [
        tuple(WeekMark(number=1 + place, letters=each) for place, each in enumerate(levels[at:])) for at in (0, 1, 2)
    ]
    goals = tuple(
        ProgressGoal(number=number, statement="Lunch", measured_by="", target=None, state=state, weeks=seen)
        for number, (state, seen) in enumerate(zip(GoalState, (*weeks, ()), strict=True), start=1)
    )
    lunch = PlannedVisit(frozenset(range(7)), Call.LUNCH, 30)
    at_start = WeekOf(day=DAY, visits=(lunch,))
    now = WeekOf(day=DAY, visits=())
    going_on = ProgressPaper(
        reference="PRG-1", council="Council", person="Nora", preferred_name="", born=None, mosaic_id="", support="",
        team=Reach("North", "1"), dso=Reach("Priya", "1"), case_coordinator=None, first_day=DAY, last_day=DAY,
        goals=goals, drafts=0, at_start=at_start, now=now,
    )  # fmt: skip
    end = (MilestoneLine(kind=MilestoneKind.END, day=DAY),)
    reminded = dataclasses.replace(goals[0], weeks=(WeekMark(number=1, letters=(Letter.P,)),))
    ended = dataclasses.replace(going_on, goals=(reminded,), milestones=end)
    return (going_on, ended, dataclasses.replace(ended, goals=()))
