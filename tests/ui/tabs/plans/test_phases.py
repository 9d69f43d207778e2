"""The versions of support that was handed over: those of each phase, named by it."""

from datetime import timedelta

import pytest

from models.episodes import Episode
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from tests.builders import visit
from ui.tabs.plans.tab import ServicePlansTab


@pytest.mark.rule("INT-7", "PSP-2")
def test_versions_of_other_phases_are_named_by_them_where_they_are_compared(open_tab, sqlite_office):
    began, moved, again = (sqlite_office.now - timedelta(days=ago) for ago in (20, 9, 2))
    handed_over = {"end_reason": EndReason.TRANSFERRED}
    first = sqlite_office.an_episode(visit(minutes=45), started_at=began, ended_at=moved, **handed_over)
    told = {"person": sqlite_office.get(Episode, first).person_id, "first_support_at": began}
    second = sqlite_office.an_episode(
        visit(), **told, started_at=moved, ended_at=again, **handed_over, follows_id=first,
        kind=EpisodeKind.INTERIM_IN_STS,
    )  # fmt: skip
    sqlite_office.an_episode(
        visit(minutes=15), **told, started_at=again, follows_id=second, kind=EpisodeKind.INTERIM_TEAM,
        team_id=sqlite_office.teams["Interim"],
    )  # fmt: skip
    shown = open_tab(ServicePlansTab, told["person"]).versions
    older = shown.older
    named = ["Interim version 1", "Interim in STS, version 1", "Version 1"]
    assert [older.itemText(each) for each in range(older.count())] == named
    titles = [each.text() for each in shown._sides._titles]
    assert titles == [
        "Interim in STS, version 1, start of the service: 3.5 worker hours",
        "Interim version 1, start of the service: 1.75 worker hours",
    ]
    assert shown.changes.text() == "Morning, every day: 30 → 15 minutes"
