"""The return of an office: read back field by field, refused where it would spoil the figures, noted."""

import csv
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from app.door.cld_releases import release_on
from app.door.errors import Refused
from app.exchange.cld.events_file import read_events
from app.exchange.cld.export import export_return, look_at_return
from app.queries.cld.our_records import our_records
from app.services.office.policy import set_policy
from models.access import AccessNote
from models.breaks import Break
from models.chc import ChcInService
from models.closure import Closure
from models.episodes import Episode, Equipment, Milestone
from models.people import Person
from models.reassessments import Reassessment
from models.rules.cld.events import Span
from models.rules.cld.measure_2a import Counts, episodes_2a
from models.vocabulary.agreement import Funding
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind
from models.vocabulary.referrals import ReferralOutcome, ReferralReason

IS_NONE = "“cld.csv” is there and is no file of this return: choose another name."
FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
RELEASE = release_on(LAST)
DAY = timedelta(days=1)


@pytest.fixture
def told(office):
    """The council's code and the interim type are set."""
    for setting, number in (("return_council_code", 17), ("return_interim_type", InterimType.OTHER_SHORT_TERM.value)):
        office.do_as("Service manager", set_policy, setting=setting, number=number, because="the council said so")
    return office


def back(office, days):
    """A moment so many days ago."""
    return office.now - days * DAY


def ago(office, days):
    """Such a day, as the file has it."""
    return f"{back(office, days):%d/%m/%Y}"


def written(office, tmp_path, first=FIRST, last=LAST, because=""):
    file = tmp_path / "cld.csv"
    export_return(office.work(), file, release=RELEASE, first=first, last=last, because=because)
    with file.open(encoding="utf-8-sig", newline="") as content:
        return [*csv.DictReader(content)]


def kept(rows, kind):
    return [row for row in rows if row["Event_Type"] == kind]


@pytest.mark.rule("FIG-2")
def test_a_service_comes_back_field_by_field(told, tmp_path):
    jean = told.a_person(nhs_number="0101000000", mosaic_id="007", born=date(1944, 3, 17))
    episode = told.an_episode(
        person=jean, started_at=back(told, 30), ended_at=back(told, 9), end_reason=EndReason.GOALS_ACHIEVED
    )
    (row,) = written(told, tmp_path)
    assert list(row) == list(RELEASE.events.columns)
    assert {field: value for field, value in row.items() if value} == {
        "LA_Code": "017", "Reporting_Period_Start_Date": "01/04/2026", "Reporting_Period_End_Date": "31/03/2027",
        "NHS_Number": "0101000000", "LA_Person_Unique_Identifier": "007", "Date_of_Birth": "17/03/1944",
        "Client_Type": "Service user", "Postcode": "DE4 3AA", "Event_Type": "Service", "Event_Reference": episode.hex,
        "Event_Start_Date": ago(told, 30), "Event_End_Date": ago(told, 9),
        "Event_Outcome": "NFA: Support ended as planned", "Service_Type": "Short term support: ST-Max",
        "Service_Component": "Reablement",
    }  # fmt: skip
    assert (tmp_path / "cld.csv").read_bytes().startswith(b"\xef\xbb\xbfLA_Code,")


@pytest.mark.rule("FIG-2")
def test_every_kind_of_record_is_an_event(told, tmp_path):
    jean = told.a_person()
    told.a_referral(
        person=jean, received_at=back(told, 41), outcome=ReferralOutcome.STARTED, outcome_at=back(told, 40),
        reason=ReferralReason.HOSPITAL_DISCHARGE,
    )  # fmt: skip
    told.a_referral(person=jean)
    first = told.an_episode(
        person=jean, started_at=back(told, 40), ended_at=back(told, 20), end_reason=EndReason.TRANSFERRED
    )
    interim = told.an_episode(person=jean, kind=EpisodeKind.INTERIM_TEAM, started_at=back(told, 20), follows_id=first)
    told.store(
        Milestone(
            episode_id=first, kind=MilestoneKind.ASSESSED, at=back(told, 22), decision=AssessmentDecision.NFA,
            assessed_by="Sam Lee",
        ),
        Reassessment(
            episode_id=interim, reassessed_on=back(told, 5).date(), assessed_by="Sam Lee", decided="more",
            recorded_by_id=told.staff["DSO"],
        ),
        Equipment(
            episode_id=first, what="Raised toilet seat", ordered_at=back(told, 45),
            assessed_by_id=told.staff["DSO"], assessor_trained=True,
        ),
    )  # fmt: skip
    rows = written(told, tmp_path)
    (request,) = kept(rows, "Request")
    assert request["Event_Outcome"] == "Progress to reablement/ST-Max"
    assert (request["Event_Start_Date"], request["Event_End_Date"]) == (ago(told, 41), ago(told, 40))
    assert request["Request_Route_of_Access"] == "Discharge from hospital"
    (nfa,) = kept(rows, "Assessment")
    assert (nfa["Event_End_Date"], nfa["Event_Outcome"]) == (ago(told, 22), "NFA: No services offered for other reason")
    assert nfa["Assessment_Type"] == "Long term assessment"
    services = {row["Service_Type"]: row for row in kept(rows, "Service")}
    assert sorted(services) == [
        "Short term support: Ongoing low level", "Short term support: Other short term", "Short term support: ST-Max"
    ]  # fmt: skip
    equipment = services["Short term support: Ongoing low level"]
    assert (equipment["Event_Start_Date"], equipment["Service_Component"]) == (ago(told, 40), "Equipment")
    assert services["Short term support: Other short term"]["Event_End_Date"] == ""
    looked = look_at_return(told.work(), release=RELEASE, first=FIRST, last=LAST)
    assert [each.counts for each in looked.episodes] == [Counts.SUCCESS]
    (line,) = looked.to_mend
    assert line.what.startswith("has one assessment from ")
    assert line.what.endswith("no word of the return says what was decided")


@pytest.mark.rule("FIG-2")
def test_what_is_read_back_gives_the_figure_that_the_office_computes(told, tmp_path):
    for reason in (EndReason.GOALS_ACHIEVED, EndReason.HOSPITAL, EndReason.ONGOING_ARRANGED):
        told.an_episode(started_at=back(told, 30), ended_at=back(told, 9), end_reason=reason)
    written(told, tmp_path)
    read = read_events(tmp_path / "cld.csv").events
    found = episodes_2a(read, RELEASE, period=Span(FIRST, LAST), data=Span(date.min, date.max))
    own = look_at_return(told.work(), release=RELEASE, first=FIRST, last=LAST).episodes
    assert sorted(each.counts.value for each in found) == sorted(each.counts.value for each in own)
    assert len(own) == 3


@pytest.mark.rule("FIG-2")
def test_the_end_is_written_at_death_and_at_suspension(told, tmp_path):
    started = back(told, 30)
    died = told.a_person(death_reported_at=back(told, 3), death_confirmed_at=back(told, 2), died_on=started.date())
    told.an_episode(person=died, started_at=started)
    away = told.an_episode(started_at=started, ended_at=back(told, 9), end_reason=EndReason.HOSPITAL)
    told.store(
        Break(
            episode_id=away, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=back(told, 12),
            last_visit_on=back(told, 12).date(), last_asked_at=back(told, 12), recorded_by_id=told.staff["DSO"],
        )
    )  # fmt: skip
    rows = {row["Event_Outcome"]: row for row in written(told, tmp_path)}
    assert rows["NFA: Deceased"]["Event_End_Date"] == ago(told, 30)
    assert rows["Admitted to hospital"]["Event_End_Date"] == ago(told, 12)


@pytest.mark.rule("FIG-2")
def test_who_pays_and_a_care_home_are_known(told):
    payer = told.a_person(funding=Funding.SELF_FUNDER)
    told.an_episode(
        person=payer, started_at=back(told, 30), ended_at=back(told, 9), end_reason=EndReason.ONGOING_ARRANGED
    )
    home = told.an_episode(started_at=back(told, 31), ended_at=back(told, 9), end_reason=EndReason.CARE_HOME)
    chc = told.an_episode(started_at=back(told, 32), ended_at=back(told, 9), end_reason=EndReason.ONGOING_ARRANGED)
    told.store(
        Closure(episode_id=home, fact_on=back(told, 8).date()),
        ChcInService(
            episode_id=chc, known_at=back(told, 20), fast_track=False, out_of_hours=False,
            recorded_by_id=told.staff["DSO"],
        ),
    )  # fmt: skip
    records = told.ask(our_records, first=FIRST, last=LAST)
    assert [(each.is_chc, each.moved_on, each.is_self_funded) for each in records.support] == [
        (True, None, False), (False, back(told, 8).date(), False), (False, None, True),
    ]  # fmt: skip
    found = look_at_return(told.work(), release=RELEASE, first=FIRST, last=LAST)
    assert [each.counts for each in found.episodes].count(Counts.NO_SUCCESS) == 1
    assert len(found.rows) == 3


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize("then", [True, False])
def test_who_pays_for_later_support_changes_no_return_of_a_closed_package(told, then):
    person = told.a_person(funding=Funding.COUNCIL if then else Funding.SELF_FUNDER)
    episode = told.an_episode(
        person=person, started_at=back(told, 30), ended_at=back(told, 9), end_reason=EndReason.ONGOING_ARRANGED
    )
    told.store(Closure(episode_id=episode, was_self_funder=then))
    assert [each.is_self_funded for each in told.ask(our_records, first=FIRST, last=LAST).support] == [then]


@pytest.mark.rule("FIG-2")
def test_chc_belongs_to_the_whole_run_of_support(told):
    jean, began = told.a_person(), back(told, 40)
    sts = told.an_episode(person=jean, started_at=began, ended_at=back(told, 20), end_reason=EndReason.TRANSFERRED)
    told.an_episode(
        person=jean, kind=EpisodeKind.INTERIM_TEAM, started_at=back(told, 20), first_support_at=began,
        ended_at=back(told, 3), end_reason=EndReason.ONGOING_ARRANGED, follows_id=sts,
    )  # fmt: skip
    told.an_episode(person=jean, started_at=back(told, 2))
    told.store(
        ChcInService(
            episode_id=sts, known_at=back(told, 30), fast_track=False, out_of_hours=False,
            recorded_by_id=told.staff["DSO"],
        )
    )  # fmt: skip
    assert [each.is_chc for each in told.ask(our_records, first=FIRST, last=LAST).support] == [True, True, False]


@pytest.mark.rule("FIG-2")
@pytest.mark.rule("REF-17")
@pytest.mark.parametrize(
    ("first", "rest", "settled"),
    [
        ((ReferralOutcome.STARTED, 40), (ReferralOutcome.STARTED, 30), [(ReferralOutcome.STARTED, 40)]),
        ((ReferralOutcome.STARTED, 40), (None, None), [(ReferralOutcome.STARTED, 40)]),
        ((ReferralOutcome.DECLINED, 40), (ReferralOutcome.STARTED, 30), [(ReferralOutcome.STARTED, 30)]),
        ((ReferralOutcome.DECLINED, 40), (ReferralOutcome.DECLINED, 30), [(ReferralOutcome.DECLINED, 30)]),
        ((ReferralOutcome.DECLINED, 40), (None, None), []),
    ],
)
def test_what_was_asked_once_is_one_request(told, first, rest, settled):
    jean, came, earlier = told.a_person(), back(told, 41), None
    for outcome, days in (first, rest):
        earlier = told.a_referral(
            person=jean, received_at=came, earlier_id=earlier, outcome=outcome,
            outcome_at=None if days is None else back(told, days), outcome_because="No room" if days else "",
            discussed_with_assessor=True,
        )  # fmt: skip
    asked = told.ask(our_records, first=FIRST, last=LAST).asked
    assert [(each.outcome, each.settled) for each in asked] == [
        (outcome, back(told, days).date()) for outcome, days in settled
    ]


@pytest.mark.rule("FIG-2")
def test_only_who_is_in_the_file_is_to_be_mended(told):
    told.an_episode(
        person=told.a_person(born=None), started_at=back(told, 300), ended_at=back(told, 290),
        end_reason=EndReason.GOALS_ACHIEVED,
    )  # fmt: skip
    assert look_at_return(told.work(), release=RELEASE, first=FIRST, last=LAST).to_mend == ()


@pytest.mark.rule("FIG-2")
def test_a_file_is_refused_until_code_and_interim_type_are_set(office, tmp_path):
    office.an_episode(kind=EpisodeKind.INTERIM_TEAM)
    with pytest.raises(Refused, match="The council's code isn't set") as refused:
        written(office, tmp_path)
    assert [each.rule for each in refused.value.lacks] == ["FIG-2", "FIG-2"]
    assert not (tmp_path / "cld.csv").exists()


@pytest.mark.rule("FIG-2")
def test_a_running_service_that_was_sent_as_another_type_is_refused_by_name(told, tmp_path):
    jean = told.a_person(given="Jean", family="Gill")
    told.an_episode(person=jean, kind=EpisodeKind.INTERIM_TEAM)
    before = written(told, tmp_path)
    assert written(told, tmp_path) == before
    told.clock.advance(DAY)
    told.do_as(
        "Service manager", set_policy, setting="return_interim_type", number=InterimType.COMMUNITY.value,
        because="the council said so",
    )  # fmt: skip
    with pytest.raises(Refused, match=r"Jean Gill, from .*: Service_Type was “Short term support: Other short term”"):
        written(told, tmp_path)
    with (tmp_path / "cld.csv").open(encoding="utf-8-sig", newline="") as content:
        assert [*csv.DictReader(content)] == before


@pytest.mark.rule("FIG-2")
def test_what_was_sent_before_is_looked_at_beforehand_and_may_change_for_a_reason_that_is_noted(told, tmp_path):
    told.an_episode(person=told.a_person(given="Jean", family="Gill", nhs_number=None))
    written(told, tmp_path)
    with told.database.writing() as session:
        session.execute(update(Person).values(nhs_number="9990001014"))
    look = partial(look_at_return, told.work(), release=RELEASE, first=FIRST, last=LAST)
    (lack,) = look(path=tmp_path / "cld.csv").changed
    assert "NHS_Number isn't that of the file sent before." in lack.sentence
    assert look(path=tmp_path / "another.csv").changed == look().changed == ()
    with pytest.raises(Refused, match="say why it is meant so:\nJean Gill, from") as refused:
        written(told, tmp_path, because=" ")
    assert "9990001014" not in str(refused.value)
    with told.unwalled.reading() as session:
        notes = {each.what for each in session.scalars(select(AccessNote))}
    assert "Client Level Data of 01/04/2026 to 31/03/2027 as cld.csv: refused, and why" in notes
    (row,) = written(told, tmp_path, because="traced today")
    assert row["NHS_Number"] == "9990001014"
    with told.unwalled.reading() as session:
        noted = [each.what for each in session.scalars(select(AccessNote).order_by(AccessNote.at, AccessNote.id))]
    assert noted[2].endswith("as cld.csv, with 1 change to what was sent before, for: traced today")
    assert "change" not in noted[0]


@pytest.mark.rule("FIG-2")
def test_an_episode_that_was_undone_after_it_was_sent_is_named(told, tmp_path):
    episode = told.an_episode(person=told.a_person(given="Jean", family="Gill"))
    written(told, tmp_path)
    with told.database.writing() as session:
        session.execute(
            update(Episode)
            .where(Episode.id == episode)
            .values(ended_at=told.now, undone_at=told.now, undone_because="wrong")
        )
    with pytest.raises(Refused, match=r"Jean Gill, from .*: it was undone since"):
        written(told, tmp_path)
    assert written(told, tmp_path, because="begun in error") == []


@pytest.mark.rule("FIG-2")
def test_a_service_that_ended_before_a_new_period_says_how_it_gets_into_the_file(told, tmp_path):
    episode, today = told.an_episode(started_at=back(told, 30)), told.now.date()
    written(told, tmp_path, last=today - 10 * DAY)
    ended = {"ended_at": back(told, 5), "end_reason": EndReason.GOALS_ACHIEVED}
    with told.database.writing() as session:
        session.execute(update(Episode).where(Episode.id == episode).values(ended))
    with pytest.raises(Refused, match="before this period: let the period begin by then"):
        written(told, tmp_path, first=today - 2 * DAY)
    (row,) = written(told, tmp_path, first=today - 5 * DAY)
    assert row["Event_End_Date"] == ago(told, 5)


@pytest.mark.parametrize("content", [b"Ref,Kind\r\nT1,Start\r\n", b"\xff\xfe\x00", b'"', "wider", "narrower"])
def test_another_file_of_that_name_is_left_alone(told, tmp_path, content):
    if isinstance(content, str):
        cells = len(RELEASE.events.columns) + (1 if content == "wider" else -1)
        content = "\r\n".join([",".join(RELEASE.events.columns), "," * (cells - 1), ""]).encode()
    (tmp_path / "cld.csv").write_bytes(content)
    with pytest.raises(Refused, match="is no file of this return"):
        written(told, tmp_path)
    looked = look_at_return(told.work(), release=RELEASE, first=FIRST, last=LAST, path=tmp_path / "cld.csv")
    assert [each.sentence for each in looked.lacks] == [IS_NONE]
    assert (tmp_path / "cld.csv").read_bytes() == content


@pytest.mark.rule("FIG-2")
def test_the_export_is_noted_with_its_rows(told, tmp_path):
    told.an_episode()
    written(told, tmp_path)
    with told.unwalled.reading() as session:
        (note,) = session.scalars(select(AccessNote)).all()
    assert (note.what, note.rows) == ("Client Level Data of 01/04/2026 to 31/03/2027 as cld.csv", 1)


def test_an_episode_that_was_undone_and_one_of_another_time_are_no_events(told):
    told.an_episode(ended_at=told.now, undone_at=told.now, undone_because="Wrong person")
    old = datetime(2020, 5, 1, 9, tzinfo=UTC)
    told.an_episode(started_at=old, ended_at=old + DAY, end_reason=EndReason.GOALS_ACHIEVED)
    assert told.ask(our_records, first=FIRST, last=LAST).support == ()


def test_a_death_reported_without_a_day_is_to_be_mended(told):
    gone = told.a_person(given="Ann", family="Lee", death_reported_at=told.now)
    told.an_episode(person=gone)
    found = look_at_return(told.work(), release=RELEASE, first=FIRST, last=LAST)
    assert [each.about for each in found.to_mend] == ["Ann Lee"]


def test_the_records_take_five_statements_however_many_there_are(told, count_statements):
    for days in range(3, 9):
        told.an_episode(started_at=back(told, days + 1), ended_at=back(told, days), end_reason=EndReason.HOSPITAL)
    statements = count_statements(told.database)
    told.ask(our_records, first=FIRST, last=LAST)
    assert len([each for each in statements if each != "BEGIN"]) == 5
