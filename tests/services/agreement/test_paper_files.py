"""What is issued is kept byte for byte, with its SHA-256 in record and audit and its bytes in neither."""

import hashlib
import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import delete, event, func, select, text, update
from sqlalchemy.exc import DBAPIError

from app.door.errors import Refused
from app.papers.agreement import draw_again, issued, prepare
from app.papers.issuing import agreement_pages, issue_agreement
from app.queries.agreement.paper_files import check_paper, files_of, issued_file, kept_file
from app.queries.transfer.money import agreements
from app.services.agreement import signing
from app.services.closure import deaths
from models.agreement import Agreement
from models.audit import AuditEntry
from models.costs import AgreementPrice
from models.episodes import Episode
from models.papers import PaperBytes, PaperFile
from models.papers_compared import papers_compared
from models.rules.agreement.issued_papers import hash_of_values
from models.values import start_of_day
from models.vocabulary.papers import PaperKind
from models.vocabulary.people import PaperFormat
from reports.layout.styles import Edition
from tests.builders import visit
from tests.papers.test_agreement import a_rate, an_interim

STANDARD, LARGE = PaperFormat.STANDARD, PaperFormat.LARGE_PRINT


@pytest.fixture
def made(office):
    """An agreement that was issued, and its episode."""
    a_rate(office)
    episode = an_interim(office)
    return office.do(issue_agreement, episode=episode, edition=STANDARD).made, episode


@pytest.fixture
def words_of():
    """All the text of a PDF in one line with single spaces."""
    return lambda made: " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())


def blocked(office, statement):
    """What the database says to a statement of somebody who writes past the program."""
    try:
        with office.database.engine.begin() as connection:
            connection.execute(statement)
    except DBAPIError as error:
        return str(error.orig)
    return ""


@pytest.mark.rule("FUND-4")
def test_every_edition_is_kept_with_one_hash_of_its_values_and_the_audit_holds_the_hash_only(office, made):
    agreement, episode = made
    rows = office.ask(files_of, episode=episode)
    assert {each.edition for each in rows} == {STANDARD, LARGE}
    assert {each.kind for each in rows} == {PaperKind.AGREEMENT}
    record = office.get(Agreement, agreement)
    for row in rows:
        content = office.ask(kept_file, file=row.id).content
        assert content.startswith(b"%PDF")
        assert (row.size, row.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert office.get(PaperFile, row.id).values_sha256 == hash_of_values(record.paper)
        with office.database.reading() as session:
            told = session.scalars(select(AuditEntry.after).where(AuditEntry.row_id == row.id)).one()
        assert json.loads(told)["sha256"] == row.sha256
        assert len(told) < 2_000
    with office.database.reading() as session:
        assert "paper_bytes" not in set(session.scalars(select(AuditEntry.table_name)))


@pytest.mark.rule("FUND-4")
def test_what_was_issued_stays_after_wording_font_rate_and_program_have_changed(office, made, monkeypatch):
    agreement, _ = made
    before = office.ask(draw_again, agreement=agreement, edition=Edition.STANDARD)
    monkeypatch.setattr("app.papers.agreement.render", lambda *_a, **_k: b"another program, words and fonts")
    assert office.ask(draw_again, agreement=agreement, edition=Edition.STANDARD) == before
    assert office.ask(draw_again, agreement=agreement, edition=Edition.LARGE_PRINT) != before


@pytest.mark.rule("FUND-4", "END-6")
def test_nothing_is_issued_after_the_end_or_a_death_and_a_copy_is_still_had(office, made):
    _, episode = made
    person = office.get(Episode, episode).person_id
    copy = office.ask(issued, person=person, reference=None, edition=None)
    office.do(deaths.report_death, person=person, seen=1)
    with pytest.raises(Refused, match="death is reported"):
        office.do(issue_agreement, episode=episode, edition=STANDARD)
    assert office.ask(issued, person=person, reference=None, edition=Edition.STANDARD) == copy
    other = an_interim(office, sent_to_brokerage_at=office.now - timedelta(days=5))
    with office.database.writing() as session:
        session.execute(update(Episode).where(Episode.id == other).values(ended_at=office.now, end_reason="pvi_found"))
    with pytest.raises(Refused, match="has ended") as refused:
        office.do(issue_agreement, episode=other, edition=STANDARD)
    assert refused.value.rule == "FUND-4"


@pytest.mark.rule("FUND-4")
def test_what_is_not_issued_is_a_draft_without_number_code_or_place_to_sign(sqlite_office, words_of):
    a_rate(sqlite_office)
    episode = an_interim(sqlite_office)
    reference = sqlite_office.ask(prepare, episode=episode).paper.reference
    for edition in ("standard", "large_print", "draft"):
        words = words_of(sqlite_office.ask(agreement_pages, episode=episode, edition=edition))
        assert "Draft, not issued" in words
        assert "This draft has no place to sign" in words
        assert reference not in words
    made = sqlite_office.do(issue_agreement, episode=episode, edition=STANDARD).made
    words = words_of(sqlite_office.ask(draw_again, agreement=made, edition=Edition.STANDARD))
    proof = hash_of_values(sqlite_office.get(Agreement, made).paper).upper()
    assert f"Reference {reference} · check {proof[:4]} {proof[4:8]} {proof[8:12]}" in words
    assert "Draft" not in words


@pytest.mark.rule("FUND-4")
def test_an_agreement_of_an_earlier_release_is_drawn_from_its_values_and_says_so(sqlite_office, words_of):
    a_rate(sqlite_office)
    prepared = sqlite_office.ask(prepare, episode=an_interim(sqlite_office))
    made = sqlite_office.do(
        signing.issue, episode=prepared.episode, plan=prepared.plan, rate=prepared.rate, reference="ISA-OLD",
        wording_version="v1", edition=STANDARD, paper=of_an_earlier_release(prepared.frozen),
        liable_from=prepared.liable_from, weekly_pence=prepared.weekly_pence,
    ).made  # fmt: skip
    assert sqlite_office.ask(issued_file, agreement=made, edition=STANDARD) is None
    words = words_of(sqlite_office.ask(draw_again, agreement=made, edition=Edition.STANDARD))
    assert "drawn again, not the issued file" in words


def of_an_earlier_release(frozen):
    """The values as the first release froze them: with its wording, and without what came later."""
    old = json.loads(frozen)
    known = (
        "reference issued_on council person preferred_name born address mosaic_id team team_telephone dso "
        "case_coordinator complaints finance kind begins_on week visits_a_week contact_minutes worker_minutes funding "
        "lines week_total liable_from charged_from facts signatories break_days missing"
    )
    return json.dumps({name: old[name] for name in known.split()} | {"wording": "v1"})


@pytest.mark.rule("FUND-4")
def test_a_paper_in_the_hand_is_known_again_by_reference_and_check(office, made):
    agreement, _ = made
    record = office.get(Agreement, agreement)
    proof = hash_of_values(record.paper)
    short = f"{proof[:4]} {proof[4:8]} {proof[8:12]}".upper()
    for said in (proof, proof.upper(), short):
        assert office.ask(check_paper, reference=record.reference, check=said).is_ours
    other = short[:-1] + ("0" if short[-1] != "0" else "1")
    for said in (other, short[:-1], ""):
        told = office.ask(check_paper, reference=record.reference, check=said)
        assert not told.is_ours
        assert "says something else" in told.sentence
    assert "No agreement ISA-9" in office.ask(check_paper, reference="ISA-9", check=short).sentence


@pytest.mark.rule("FUND-4")
def test_no_statement_changes_a_paper_its_bytes_or_what_an_agreement_says(office, made):
    agreement, _ = made
    said = (
        *("episode_id", "plan_id", "rate_id", "reference", "wording_version", "paper", "liable_from"),
        *("weekly_pence", "issued_at", "issued_by_id", "counts_from"),
    )
    other = {"weekly_pence": 1, "reference": "X", "wording_version": "v9", "paper": "{}"}
    for column in said:
        value = other.get(column, office.now.date() if column == "counts_from" else office.now + timedelta(hours=1))
        value = office.id if column.endswith("_id") else value
        statement = update(Agreement).where(Agreement.id == agreement).values({column: value})
        assert "never changes" in blocked(office, statement), column
    assert "never changes" in blocked(office, update(PaperFile).values(sha256="1" * 64))
    assert "never changes" in blocked(office, update(PaperFile).values(because="why"))
    for statement in (update(PaperBytes).values(content=b"x"), delete(PaperBytes), delete(PaperFile)):
        assert blocked(office, statement)
    office.do(signing.sign, agreement=agreement, seen=1, signed_at=office.now)


@pytest.mark.usefixtures("made_on_file")
def test_the_check_finds_bytes_that_were_changed_past_the_guards(sqlite_office):
    with sqlite_office.database.engine.begin() as connection:
        assert papers_compared(connection).troubles == ()
        assert papers_compared(connection).files == 2
        connection.execute(text("DROP TRIGGER paper_bytes_y_keep_all"))
        connection.execute(text("UPDATE paper_bytes SET content = x'00' WHERE rowid = 1"))
        assert papers_compared(connection).troubles == (
            "Papers aren't the bytes that were issued or attached: their SHA-256 differs: 1.",
        )
        connection.execute(text("DROP TRIGGER paper_bytes_y_keep"))
        connection.execute(text("DELETE FROM paper_bytes WHERE rowid = 1"))
        assert papers_compared(connection).troubles == ("Papers have lost the bytes that were issued or attached: 1.",)


def test_bytes_that_were_changed_are_never_shown_as_the_paper(sqlite_office, made_on_file):
    with sqlite_office.database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER paper_bytes_y_keep_all"))
        connection.execute(text("UPDATE paper_bytes SET content = x'00'"))
    with pytest.raises(Refused, match="SHA-256 differs"):
        sqlite_office.ask(draw_again, agreement=made_on_file, edition=Edition.STANDARD)


@pytest.fixture
def made_on_file(sqlite_office):
    a_rate(sqlite_office)
    return sqlite_office.do(issue_agreement, episode=an_interim(sqlite_office), edition=STANDARD).made


def test_no_list_reads_the_bytes(office, made):
    _, episode = made
    seen = []
    event.listen(office.database.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    office.ask(files_of, episode=episode)
    assert len([each for each in seen if "paper_file" in each]) == 1
    assert not [each for each in seen if "paper_bytes" in each or "frozen" in each]


@pytest.mark.rule("FUND-4")
def test_two_desks_issue_at_once_and_one_of_them_is_refused_in_a_sentence(office):
    a_rate(office)
    episode = an_interim(office)
    office.do(issue_agreement, episode=episode, seen=1, edition=STANDARD)
    with pytest.raises(Refused, match="changed since it was looked at"):
        office.do(issue_agreement, episode=episode, seen=1, edition=STANDARD)
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Agreement)) == 1
        assert session.scalar(select(func.count()).select_from(PaperBytes)) == 2


@pytest.mark.rule("FUND-7")
def test_a_new_agreement_is_issued_signed_and_filed_and_the_earlier_one_stays_with_its_period(sqlite_office):
    office = sqlite_office
    a_rate(office)
    episode = an_interim(office)
    first = office.do(issue_agreement, episode=episode, edition=STANDARD).made
    office.do(signing.sign, agreement=first, seen=office.version(Agreement, first), signed_at=office.now)
    kept = office.ask(draw_again, agreement=first, edition=Edition.STANDARD)
    a_rate(office, from_day=date(2027, 4, 1), single=2560, double=5120)
    second = office.do(issue_agreement, episode=episode, edition=STANDARD).made
    rows = office.ask(agreements, episode=episode)
    assert [each.period for each in rows] == [
        f"Counts from 1 Apr 2027, once it is signed; replaces {rows[1].reference}",
        "Counts from 19 Nov 2026",
    ]
    assert [str(each.weekly) for each in rows] == ["£89.60", "£86.80"]  # of the first day that each is about
    office.do(signing.sign, agreement=second, seen=office.version(Agreement, second), signed_at=office.now)
    assert office.ask(agreements, episode=episode)[1].period == "Counts from 19 Nov 2026 until 31 Mar 2027"
    assert office.ask(draw_again, agreement=first, edition=Edition.STANDARD) == kept
    with pytest.raises(Refused, match="counts from 1 Apr 2027: the new one counts from a later day"):
        office.do(issue_agreement, episode=episode, edition=STANDARD, counts_from=date(2027, 4, 1))
    third = office.do(issue_agreement, episode=episode, edition=STANDARD).made
    assert office.get(Agreement, third).counts_from == date(2027, 4, 2)


@pytest.mark.rule("FUND-7")
@pytest.mark.parametrize("issued_after", [timedelta(0), timedelta(days=5)])
def test_a_paper_counts_from_the_first_day_whose_price_is_new_and_says_nothing_of_earlier_days(office, issued_after):
    a_rate(office)
    episode = an_interim(office)
    first = office.do(issue_agreement, episode=episode, edition=STANDARD).made
    office.do(signing.sign, agreement=first, seen=office.version(Agreement, first), signed_at=office.now)
    change = date(2026, 11, 22)
    office.a_plan(episode, visit(minutes=60), number=2, effective_from=start_of_day(change))
    office.clock.advance(issued_after)
    second = office.do(issue_agreement, episode=episode, edition=STANDARD).made
    assert office.get(Agreement, second).counts_from == change
    with office.database.reading() as session:
        prices = session.scalars(select(AgreementPrice).where(AgreementPrice.agreement_id == second)).all()
    assert [(each.from_day, each.weekly_pence) for each in prices] == [(change, 17360)]
