"""What a concern, telling somebody of it, a hand-over note and a chaser have to say, at and around each limit."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.rules.today.chasing import Asked, Waited, chaser_lacks, chaser_text
from models.rules.today.concerns import ConcernFacts, concern_lacks, concern_prompts, telling_lacks
from models.rules.today.handover_notes import note_lacks

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
RAISED = NOW - timedelta(hours=2)
STEP = timedelta(microseconds=1)
TODAY = date(2026, 11, 20)


def sentences(lacks):
    return [each.sentence for each in lacks]


@pytest.mark.rule("DAY-1")
def test_a_concern_can_be_raised_now_and_not_a_moment_later():
    later = ["A concern can't be raised at a moment still to come."]
    assert concern_lacks("A bruise", NOW - STEP, NOW) == concern_lacks("A bruise", NOW, NOW) == ()
    assert sentences(concern_lacks("A bruise", NOW + STEP, NOW)) == later
    assert sentences(concern_lacks(" ", NOW + STEP, NOW)) == ["Say what was seen or heard, in plain words.", *later]


@pytest.mark.rule("DAY-1")
@pytest.mark.parametrize(
    ("told_at", "in_time"), [(RAISED - STEP, False), (RAISED, True), (NOW, True), (NOW + STEP, False)]
)
def test_somebody_is_told_from_when_it_was_raised_until_now(told_at, in_time):
    between = "The moment of telling lies between 20 Nov 2026 at 07:00, when it was raised, and now."
    assert sentences(telling_lacks("Ms Bell", told_at, RAISED, NOW)) == ([] if in_time else [between])


@pytest.mark.rule("DAY-1")
def test_telling_says_whom_and_is_recorded_once():
    assert sentences(telling_lacks(" ", NOW, RAISED, NOW)) == ["Say who was told: a name, and where they work."]
    [lack] = telling_lacks(" ", NOW + STEP, RAISED, NOW, already=NOW)
    assert lack.sentence == "This was recorded as told on 20 Nov 2026 at 09:00 already."


@pytest.mark.rule("DAY-2")
def test_a_note_says_something_and_stays_in_view_from_today_on(policy):
    assert note_lacks("Ring Jean", TODAY, TODAY, policy, until_is_meant=False) == ()
    assert sentences(note_lacks(" ", TODAY - timedelta(days=1), TODAY, policy, until_is_meant=False)) == [
        "Write what the next desk has to know.",
        "Choose a day from today on: until then the note is shown.",
    ]


@pytest.fixture
def asked():
    """Asks a ward again for what it hasn't said; a test names what differs."""

    def make(**values):
        told = {
            "of_whom": "Ward 4", "what": " her weight. ", "person": "Jean Gill", "reference": "CH00001",
            "asked_at": RAISED, "chased_at": None, "by": "Priya Raman", "team": "North", "telephone": "",
        } | values  # fmt: skip
        return chaser_text(Asked(**told)).splitlines()

    return make


@pytest.mark.rule("REF-3")
def test_a_chaser_says_of_whom_about_whom_since_when_and_who_asks(asked):
    first, about, _, since, *_, signed = asked()
    assert (first, about) == ("To: Ward 4", "About: Jean Gill (reference CH00001)")
    assert since == "On 20 Nov 2026 at 07:00 we asked you for: her weight."
    assert signed == "Priya Raman, North"


@pytest.mark.rule("REF-3")
def test_a_second_chaser_names_the_first_and_one_without_a_reference_none(asked):
    _, about, _, since, *_ = asked(reference="", chased_at=NOW)
    assert about == "About: Jean Gill"
    assert since.startswith("On 20 Nov 2026 at 07:00 and again on 20 Nov 2026 at 09:00 we asked")


@pytest.mark.rule("REF-8", "INT-1")
def test_only_what_was_asked_for_and_has_not_come_is_chased_and_of_somebody():
    def said(asked_at, settled_at, whom="Ms Bell"):
        return [(each.rule, each.sentence) for each in chaser_lacks(Waited("REF-8", "CHC", asked_at, settled_at), whom)]

    assert said(RAISED, None) == []
    assert said(RAISED, None, " ") == [("REF-8", "Say who was chased.")]
    assert said(None, None) == [("REF-8", "CHC hasn't been asked yet: record that first.")]
    settled = "This was settled on 20 Nov 2026 at 09:00 already: there is nothing left to chase."
    assert said(RAISED, NOW, " ") == [("REF-8", settled)]


@pytest.mark.rule("DAY-1")
def test_a_safeguarding_concern_stays_until_somebody_was_told(at):
    raised = at("2026-11-02 14:00")
    (prompt,) = concern_prompts("Mary Smith", (ConcernFacts(raised), ConcernFacts(raised - timedelta(hours=1), raised)))
    assert (prompt.rule, prompt.field, prompt.shown_from, prompt.due) == ("DAY-1", "today.concern", raised, None)
