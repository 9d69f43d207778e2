"""What a text about current support says: the bands of the queue hang on it (REF-10)."""

import pytest

from models.rules.referrals.support_words import support_meant, support_words_lacks
from models.vocabulary.referrals import Support


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize(
    "text",
    [
        "None", "none.", "None currently", "currently none", "no current support", "No support in place", "Nobody",
        "0", "FALSE", "nil", "Nothing", "no-one", "No one at present", "none at present", "no care in place", "NO", "n",
        "No support at the moment", "There is no support in place.", "has no help at all", "No care or support",
        "Without any support", "no support currently in place", "  None \u2013 ", "unsupported", "nil at present",
    ],
)  # fmt: skip
def test_a_plain_denial_says_that_there_is_no_support(text):
    meant = support_meant(text)
    assert (meant.support, meant.text, meant.notice) == (Support.NONE, "", "")


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "\u2014", "N/A", "n.a.", "Unknown", "?", "??", "TBC", "tba", "not known", ".", "Not stated", "nk"],
)
def test_a_word_for_nothing_states_nothing(text):
    assert support_meant(text).support is Support.NOT_STATED
    assert support_meant(text).text == ""


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize(
    "text",
    [
        "No formal support", "None known", "nil known", "no family", "No carers", "None, family nearby",
        "no other support", "Not at weekends", "lives alone, no support", "Package ended Friday",
        "awaiting package of care", "Daughter?", "previously had carers", "Wife unable to cope", "Nothing formal",
        "needs help with washing", "family TBC", "No support needed", "None until Monday", "used to have carers",
        "Daughter doesn't help", "Daughter doesn\u2019t help", "Wife can't cope", "Family do not help", "Carers: none",
        "Formal: nil. Informal: nil", "Support: no", "Daughter - no", "Daughter can no longer help", "zero carers",
        "0 x carers", "hasn't got anyone", "does not have any", "support not in place", "Lives with wife, no support",
        "Self caring", "Independent", "Manages alone", "Isolated", "Husband deceased", "Wife died last week",
        "Wife (also in hospital)", "Carer on holiday", "Son lives abroad", "Private carer left", "POC suspended",
        "POC on hold", "Provider handed back", "Agency gave notice", "Package finished", "Support ends Friday",
        "Had carers until May", "Restart POC 4x", "Y/N", "N - see notes",
    ],
)  # fmt: skip
def test_a_text_in_doubt_is_not_stated_and_kept_to_be_asked_about(text):
    meant = support_meant(text)
    assert (meant.support, meant.text) == (Support.NOT_STATED, text)
    assert meant.notice == f"Current support “{text}” doesn't say whether anybody helps now: not stated, to be asked."


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize(
    "text",
    [
        "Family daily",
        "Daughter daily",
        "Yes",
        "POC 4x a day",
        "Norman next door",
        "Nora helps",
        "wife",
        "Nilesh",
        "0.5 hr daily",
        "10.0 hours a week",
        "Carers at 07:00 and 19.00",
        "Nigella, niece",
        "Notts carers",
        "Noel, son",
        "Now with daughter",
        "\u2713",
    ],
)
def test_every_other_text_is_some_support_and_said(text):
    meant = support_meant(f" {text} ")
    assert (meant.support, meant.text) == (Support.SOME, text)
    assert meant.notice == f"Current support “{text}” is taken as some support."


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize(
    ("support", "text", "lacks"),
    [
        (Support.SOME, "None currently", "“None currently” names nobody who helps"),
        (Support.SOME, "N/A", "“N/A” names nobody who helps"),
        (Support.NONE, "daughter daily", "“daughter daily” may be help, and any help counts"),
        (Support.SOME, "", ""),
        (Support.SOME, "daughter", ""),
        (Support.SOME, "no formal support", ""),
        (Support.NONE, "none", ""),
        (Support.NONE, "no formal support", ""),
        (Support.NONE, "Carers: none", ""),
        (Support.NONE, "Daughter doesn't help", ""),
        (Support.SOME, "Daughter daily, no carers", ""),
        (Support.NOT_STATED, "none", ""),
    ],
)
def test_words_that_deny_the_answer_beside_them_are_asked_about(support, text, lacks):
    found = support_words_lacks(support, text)
    assert [each.rule for each in found] == (["REF-10"] if lacks else [])
    assert all(lacks in each.sentence for each in found)
