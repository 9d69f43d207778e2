"""Each control of the Service plans tab, on every page and form, is in the list of controls."""

from datetime import date, timedelta

from PySide6.QtCore import Qt

from app.queries.plans import versions as queries
from app.services.office.policy import set_policy
from app.services.plans import chc, extra_calls, onward, shared_visits
from app.services.plans.versions import Agreed, new_version
from models.episodes import Episode
from models.values import Call
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import OnwardService
from models.vocabulary.referrals import ExistingPackage, ReferralOutcome
from tests.builders import TABLETS, visit
from tests.ui.explained import meet_explained
from ui.tabs.plans.tab import ServicePlansTab


def agreed_for_later(office, person, days, minutes):
    found = office.ask(queries.view, person=person)
    office.do(
        new_version, episode=found.episode, based_on=found.newest, week=(visit(minutes=minutes),), because="MDT",
        effective_from=office.now + timedelta(days=days),
        agreed=Agreed(mdt_at=office.now, present="OT"), later_stands=True, why_short=TABLETS,
    )  # fmt: skip


def test_its_controls_are_those_of_the_list(open_tab, sqlite_office, press, qtbot, settled, met, elsewhere):
    from app.queries.plans.preview import WhoHasToAgree  # noqa: PLC0415  as the tab imports it, late

    sqlite_office.do_as("Service manager", set_policy, setting="recuperation_possible", number=1, because="STCH")
    episode = sqlite_office.an_episode(visit(minutes=45, workers=2), visit(Call.TEA))
    beside = sqlite_office.a_referral(
        person=sqlite_office.get(Episode, episode).person_id, existing_package=ExistingPackage.EXTRA_ONLY,
        provider="Ashgrove", extra_until=date(2026, 11, 25), outcome=ReferralOutcome.STARTED,
        outcome_at=sqlite_office.now,
    )  # fmt: skip
    told = {"service": OnwardService.THERAPY, "what": "Stairs", "asked_by": sqlite_office.staff["OT"]}
    sqlite_office.do(onward.record_onward, episode=episode, **told)
    sqlite_office.do(extra_calls.record_said, referral=beside, whom="Ann", said="Yes")
    person, interim = sqlite_office.get(Episode, episode).person_id, sqlite_office.a_person()
    short = (visit(call, 20) for call in Call)
    sqlite_office.an_episode(
        *short, person=interim, kind=EpisodeKind.INTERIM_TEAM, team_id=sqlite_office.teams["Interim"]
    )
    for days, minutes in ((14, 15), (7, 30)):
        agreed_for_later(sqlite_office, person, days, minutes)
    other = sqlite_office.an_episode(visit(minutes=45, workers=2))
    sqlite_office.do(shared_visits.share_visit, episode=episode, with_episode=other, call=Call.MORNING)
    first = open_tab(ServicePlansTab, person)
    press(first, "plans.take_back")
    deeds = ("aim", "equipment", "ot_work", "double_up", "onward", "onward_answer")
    for opened in (f"plans.{each}" for each in deeds):
        press(first, opened)
        met.meet(first)
        first.beside.close_form()
    meet_explained(first, press, met)
    for opened in ("extra_calls", "extra_calls_end", "extra_calls_move", "extra_calls_said"):
        press(first, f"plans.{opened}")
        met.meet(first)
        first.extra_calls.close_form()
    for opened in ("share", "shared.morning"):
        press(first, f"plans.{opened}")
        met.meet(first)
        first.shared.close_form()
    press(first, "plans.chc_found")
    met.meet(first)
    press(first, "plans.record_chc_form.confirm")
    for opened in ("plans.chc", "plans.chc_recorded.1"):
        press(first, opened)
        met.meet(first)
        first.chc.close_form()
    elsewhere(lambda: sqlite_office.do(chc.ask_chc, episode=episode))
    first.refresh()
    settled()
    press(first, "plans.chc")
    met.meet(first)
    tab = open_tab(ServicePlansTab, interim)
    press(tab, tab.new.objectName())
    qtbot.keyClick(tab.editor.week.grid, Qt.Key.Key_Delete)
    settled()
    tab.editor.agreements.boxes[WhoHasToAgree.CASE_COORDINATOR].click()
    for why in tab.editor.short.reasons.values():
        qtbot.keyClicks(why, "A look")
    qtbot.keyClicks(tab.editor.because, "Day centre on Mondays")
    press(tab, tab.editor.save.objectName())
    settled()
    met.meet(tab)
    assert met.differences("Service plans") == []
