"""The council's words: phrased, sent, released by a second person, fixed for good; the database refuses it too."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from app.door.errors import ChangedMeanwhile, Refused
from app.papers.words import words_of
from app.queries.office.wording import wording_differences, wording_page
from app.services.office import wording as deeds
from models.wording import WordingPhrase, WordingVersion

WHY, TITLE = "summary.why", "title"


def phrase(office, name=WHY, words="Why is it so?", by="DSO", **seen):
    return office.do_as(by, deeds.phrase_words, paper="agreement", phrase=name, words=words, **seen).made


def send(office, draft, by="DSO", day=None, because="Plainer"):
    seen = office.version(WordingVersion, draft)
    day = day or office.now.date()
    office.do_as(by, deeds.send_for_release, draft=draft, seen=seen, from_day=day, because=because)


def release(office, draft, by="Service manager", seen=None):
    seen = seen or office.version(WordingVersion, draft)
    office.do_as(by, deeds.release_words, draft=draft, seen=seen)


def shown(office, by="DSO"):
    return office.work(by).read(wording_page).papers[0]


def row(office, name=WHY):
    return next(each for each in shown(office).phrases if each.name == name)


def printed(office):
    words = office.ask(words_of, paper="agreement")
    return words.version, words.text(WHY)


def test_words_are_printed_once_a_second_person_has_released_them_from_their_day_on(office):
    draft = phrase(office)
    assert printed(office)[0] == "v2.1"
    send(office, draft, day=date(2026, 12, 1))
    release(office, draft)
    assert printed(office) == ("v2.1", "Why do you pay?")
    office.clock.advance(timedelta(days=11))
    assert printed(office) == ("v2.2", "Why is it so?")
    stored = office.get(WordingVersion, draft)
    assert (stored.written_by_id, stored.released_by_id) == (office.staff["DSO"], office.staff["Service manager"])
    assert office.ask(words_of, paper="agreement").text("money.billing") == "We tell you here about how to pay."


def test_whoever_wrote_at_a_draft_releases_it_never_and_only_the_manager_does_while_there_is_one(office):
    draft = phrase(office)
    phrase(office, TITLE, "Your agreement about help", by="Interim DSO")
    send(office, draft)
    for by, sentence in (("DSO", "second person"), ("Interim DSO", "second person"), ("Admin", "service manager")):
        with pytest.raises(Refused, match=sentence):
            release(office, draft, by=by)
    release(office, draft)


def test_a_manager_who_wrote_is_stood_in_for_by_a_dso(office):
    draft = phrase(office, by="Service manager")
    send(office, draft, by="Service manager")
    for by, sentence in (("Service manager", "second person"), ("Admin", "by a DSO")):
        with pytest.raises(Refused, match=sentence):
            release(office, draft, by=by)
    release(office, draft, by="DSO")


def test_who_cares_for_people_writes_no_words(sqlite_office):
    with pytest.raises(Refused, match="DSO, admin or the service manager"):
        phrase(sqlite_office, by="CWC")


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        (WHY, "Why do you pay, {person}?", "{person} can't be filled in here. Nothing can."),
        ("for_whom", "For **{person}**", "{day} must stay"),
        (TITLE, "Your **agreement", "one pair is left open"),
        (TITLE, "  ", "can't be empty"),
        (TITLE, "Your {agreement", "brace"),
        ("no.such", "Words", "has no phrase"),
    ],
)
def test_words_that_cant_stand_there_are_refused_in_a_sentence(sqlite_office, name, words, sentence):
    with pytest.raises(Refused) as refused:
        phrase(sqlite_office, name, words)
    assert sentence in refused.value.sentence


def test_a_change_takes_what_was_sent_back_and_a_stale_release_is_refused(office):
    draft = phrase(office)
    send(office, draft)
    seen = office.version(WordingVersion, draft)
    phrase(office, words="Why, then?", by="Admin")
    with pytest.raises(ChangedMeanwhile):
        release(office, draft, seen=seen)
    with pytest.raises(Refused, match="send it first"):
        release(office, draft)
    with pytest.raises(ChangedMeanwhile):
        phrase(office, words="Another desk's", seen=None)


def test_sent_are_words_that_differ_for_a_day_to_come_and_with_a_reason(sqlite_office):
    office = sqlite_office
    draft = phrase(office)
    with pytest.raises(Refused, match="not from"):
        send(office, draft, day=office.now.date() - timedelta(days=1))
    with pytest.raises(Refused, match="Say why"):
        send(office, draft, because=" ")
    office.do(deeds.take_program_words, paper="agreement", phrase=WHY)
    with pytest.raises(Refused, match="Nothing differs"):
        send(office, draft)


def test_a_day_that_has_gone_by_before_the_release_is_the_day_of_the_release(sqlite_office):
    office = sqlite_office
    draft = phrase(office)
    send(office, draft)
    office.clock.advance(timedelta(days=3))
    release(office, draft)
    assert office.get(WordingVersion, draft).from_day == date(2026, 11, 23)


def test_the_newer_version_holds_and_the_one_that_waited_never_does(sqlite_office):
    office = sqlite_office
    later = phrase(office)
    send(office, later, day=date(2027, 1, 1))
    release(office, later)
    sooner = phrase(office, words="Why now?")
    send(office, sooner)
    release(office, sooner)
    assert printed(office) == ("v2.3", "Why now?")
    assert [(each.number, each.state) for each in shown(office).versions] == [
        (3, "In force"), (2, "Never held"), (1, "Past"),
    ]  # fmt: skip
    office.clock.advance(timedelta(days=60))
    assert printed(office) == ("v2.3", "Why now?")


def test_a_draft_is_withdrawn_with_a_reason_and_another_begins_from_what_holds(sqlite_office):
    office = sqlite_office
    draft = phrase(office)
    with pytest.raises(Refused, match="Say why"):
        office.do(deeds.withdraw_draft, draft=draft, seen=office.version(WordingVersion, draft), because="")
    office.do(deeds.withdraw_draft, draft=draft, seen=office.version(WordingVersion, draft), because="A slip")
    assert shown(office).draft is None
    with pytest.raises(Refused, match="never changes"):
        send(office, draft)
    phrase(office, TITLE, "Your agreement about help")
    assert (shown(office).draft.number, row(office).words) == (3, "Why do you pay?")


def test_what_was_released_or_withdrawn_is_changed_by_no_statement(office):
    draft = phrase(office)
    send(office, draft)
    release(office, draft)
    gone = phrase(office, TITLE, "Your agreement about help")
    office.do(deeds.withdraw_draft, draft=gone, seen=office.version(WordingVersion, gone), because="A slip")
    for version in (draft, gone):
        for statement in (
            update(WordingVersion.__table__).where(WordingVersion.id == version).values(because="Another"),
            update(WordingVersion.__table__).where(WordingVersion.id == version).values(released_at=None),
            update(WordingPhrase.__table__).where(WordingPhrase.of_version_id == version).values(words="Another"),
        ):
            with pytest.raises(DBAPIError, match="never change"), office.database.writing() as session:
                session.execute(statement)
        with pytest.raises(DBAPIError, match="never change"):
            office.store(WordingPhrase(of_version_id=version, name="late", words="Late", shipped=""))


def test_a_phrase_cant_be_moved_to_what_was_released(office):
    draft = phrase(office)
    released = next(each for each in shown(office).versions if each.number == 1).id
    with pytest.raises(DBAPIError, match="never change"), office.database.writing() as session:
        session.execute(
            update(WordingPhrase.__table__)
            .where(WordingPhrase.of_version_id == draft, WordingPhrase.name == WHY)
            .values(of_version_id=released)
        )


def test_two_versions_are_told_side_by_side_and_the_writers_named(office):
    draft = phrase(office)
    send(office, draft)
    (difference,) = office.ask(wording_differences, version=draft)
    assert (difference.name, difference.before, difference.after) == (WHY, "Why do you pay?", "Why is it so?")
    page = shown(office)
    assert (page.version, page.draft.name, page.draft.written_by) == ("v2.1", "v2.2", "DSO North")
    assert page.draft.sent.startswith("DSO North")
    assert "second person" in page.lacks
    assert shown(office, "Service manager").lacks == ""


def test_phrases_over_words_that_the_program_has_changed_are_to_be_looked_at_again(sqlite_office):
    office = sqlite_office
    draft = phrase(office)
    phrase(office, TITLE, "Your agreement about help")
    with office.database.writing() as session:
        session.execute(
            update(WordingPhrase)
            .where(WordingPhrase.of_version_id == draft, WordingPhrase.name == WHY)
            .values(shipped="Why must you pay?")
        )
        session.execute(
            update(WordingPhrase)
            .where(WordingPhrase.of_version_id == draft, WordingPhrase.name == TITLE)
            .values(words="For {somebody}")
        )
    assert row(office).again == "The program's words have changed since."
    assert row(office, TITLE).again.startswith("It doesn't fit")
    assert row(office, TITLE).words == "Your agreement for interim home care"
    send(office, draft)
    with pytest.raises(Refused, match="fit this version of Homeward"):
        release(office, draft)


def test_the_page_takes_few_statements_however_many_versions_there_are(sqlite_office, count_statements):
    office = sqlite_office
    for number in range(3):
        draft = phrase(office, words=f"Why number {number}?")
        send(office, draft)
        release(office, draft)
    statements = count_statements(office.database)
    office.ask(wording_page)
    assert len(statements) <= 4
