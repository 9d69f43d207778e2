"""A paper read in Welsh: every sentence of ours, nothing that somebody typed, and no place to sign."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

import resources
from models.values import DAYS, Call, CoveredCall, PlannedVisit, WhyShort
from models.vocabulary.agreement import SignsAs
from models.vocabulary.languages import Language
from models.vocabulary.phrases import phrases_in
from models.vocabulary.translation import Translation
from reports.agreement.agreement import render
from reports.agreement.paper import CostPeriod, CostTold, Reach
from reports.layout.language import translation
from reports.layout.styles import Edition
from reports.layout.wording import wording

WELSH = Language.WELSH


def phrases(language):
    """English sentences of ours with theirs, as the file of a language has them."""
    told = resources.read_toml(f"language/{language.value}.toml")
    return {english: words for part in told.values() for english, words in part.items()}


@pytest.fixture
def heard(monkeypatch):
    """Every text that is asked for in Welsh while a paper is drawn, and what it was given."""
    told = {}

    class Heard(Translation):
        def _said(self, text):
            told[text] = super()._said(text)
            return told[text]

    monkeypatch.setattr("reports.agreement.agreement.translation", lambda language: Heard("cy", phrases(language)))
    return told


@pytest.mark.parametrize("each", Language)
def test_every_phrase_of_the_agreement_is_given_in_every_language(each):
    newest = max(resources.names("wording/agreement"))
    shipped, known = phrases_in(resources.read_toml(f"wording/agreement/{newest}")), phrases(each)
    assert [name for name, phrase in shipped.items() if phrase.words and phrase.words not in known] == []


@pytest.mark.parametrize("edition", [Edition.STANDARD, Edition.LARGE_PRINT])
def test_a_translated_agreement_leaves_only_what_people_typed_in_english(agreement, heard, words_of, edition):
    said = words_of(render(agreement, edition, language=WELSH))
    assert "Eich cytundeb gofal cartref dros dro" in said
    assert "Mae 21 ymweliad yr wythnos. Dyna 12 awr 15 munud o help yr wythnos i gyd." in said
    assert "16 Tachwedd 2026 (dydd Llun)" in said
    assert "Tudalen 1 o" in said
    left = {each for each, welsh in heard.items() if each == welsh and each not in phrases(WELSH)}
    typed = {*(each.label for each in agreement.lines), *(each.hours for each in agreement.lines), *agreement.facts}
    assert {each for each in left - typed if any(letter.isalpha() for letter in each)} <= {"Tachwedd"}


def test_nothing_that_somebody_typed_is_turned(agreement, words_of):
    """Names of months and calls are names of people too, and a task may have the shape of a sentence of ours."""
    week = (replace(agreement.week[0], tasks="Bath once a week, telephone the son"), *agreement.week[1:])
    told = replace(
        agreement, preferred_name="May", team="Night", dso=Reach("April", "0114 496 0003"), week=week,
        address=("Tea", "Lunch"), council="A week", signatories=(replace(agreement.signatories[0], name="August"),),
        covered=(CoveredCall(frozenset(range(7)), Call.TEA, "Ann and Bob by turns"),),
        said_of_cost=(CostTold(agreement.issued_on, "June", "You", "by letter"),),
        why_short=(WhyShort(Call.BED, "Cost"),),
    )  # fmt: skip
    said = words_of(render(told, Edition.STANDARD, language=WELSH))
    for each in (
        "galw yn May", "Bydd y tîm Night yn", "Ffoniwch April ar", "Bath once a week, telephone the son", "Tea, Lunch",
        "Mae A week yn cadw", "August: Atwrneiaeth arhosol", "nid ni: Ann and Bob by turns", "Amser gwely: Cost",
    ):  # fmt: skip
        assert each in said, each


def test_it_has_no_place_to_sign_and_says_which_paper_is_signed(agreement, words_of):
    said = words_of(render(agreement, Edition.STANDARD, language=WELSH))
    english = words_of(render(agreement, Edition.STANDARD))
    assert "Cyfieithiad yw hwn o’r papur â’r cyfeirnod HW-AG-7K3M2. Llofnodwch yr un Saesneg" in said
    assert "Cyfeirnod HW-AG-7K3M2, cyfieithiad" in said
    assert "By signing I say" in english
    assert "Drwy lofnodi rwy’n dweud" in said
    assert "Llofnodwyd dros Łukasz O'Brien gan Anna O'Brien, Atwrneiaeth arhosol" in said
    assert "Os nad oes neb yn llofnodi" in said
    reader = PdfReader(BytesIO(render(agreement, Edition.STANDARD, language=WELSH)))
    assert reader.trailer["/Root"]["/Lang"] == "cy"
    assert reader.get_fields() in ({}, None)


def test_the_sums_and_days_are_those_of_the_english(agreement, words_of):
    said = words_of(render(agreement, Edition.STANDARD, language=WELSH))
    for each in ("£434.00", "£173.60", "£260.40", "0114 496 0003", "M701415"):
        assert each in said


def test_the_next_paper_is_english_again(agreement):
    before = render(agreement, Edition.STANDARD)
    render(agreement, Edition.STANDARD, language=WELSH)
    assert render(agreement, Edition.STANDARD) == before


def test_the_offices_own_words_stay_as_it_wrote_them(agreement, words_of):
    words = wording("agreement", "v2").over(1, {"money.billing": "A bill comes every four weeks."})
    said = words_of(render(agreement, Edition.STANDARD, words, language=WELSH))
    assert "A bill comes every four weeks." in said
    assert "Geiriau’r cyngor ei hun" in said


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("1\u00a0hour 30\u00a0minutes", "1\u00a0awr 30\u00a0munud"),
        ("Monday\u00a016\u00a0November\u00a02026", "16\u00a0Tachwedd\u00a02026 (dydd Llun)"),
        ("09:30 on Friday\u00a020\u00a0November\u00a02026", "09:30 ar 20\u00a0Tachwedd\u00a02026 (dydd Gwener)"),
        ("Morning, Mon, Wed (week A), 30 minutes, two care workers",
         "Bore, Llun, Mercher (wythnos A), 30\u00a0munud, dau weithiwr gofal"),
        ("12:15, Mon–Fri, 45 minutes", "12:15, Llun–Gwener, 45\u00a0munud"),
        ("with our leaflet, version 3", "gyda’n taflen, fersiwn 3"),
        ("09:30 on Friday\u00a020\u00a0November\u00a02026: 48 hours of looking were over.",
         "09:30 ar 20\u00a0Tachwedd\u00a02026 (dydd Gwener): daeth 48 awr o chwilio i ben."),
        ("May Hill", "May Hill"),
        ("Ann, Bed", "Ann, Bed"),
    ],
)  # fmt: skip
def test_a_sentence_of_ours_is_known_by_its_shape_and_a_name_is_left(english, welsh):
    assert translation(WELSH).said(english) == welsh


def test_every_day_and_call_has_its_word():
    known = phrases(WELSH)
    assert [each for each in (*DAYS, *(call.label for call in Call)) if each not in known] == []


def test_a_sentence_with_other_places_is_refused():
    with pytest.raises(ValueError, match="has other places in “cy”"):
        Translation("cy", {"{n} visits": "{number} ymweliad"})


def test_an_attorney_two_weeks_by_turns_and_prices_to_come_are_told_in_welsh(agreement, words_of):
    first = PlannedVisit(frozenset({0}), Call.MORNING, 45, weeks=1)
    turning = replace(agreement, week=(first, agreement.week[3]), visits_a_week=8)
    said = words_of(render(turning, Edition.STANDARD, language=WELSH))
    assert "8 ymweliad neu 7 ymweliad yr wythnos" in said
    assert "Mae wythnos A yn dechrau ar" in said
    assert "wythnos A" in said
    line = agreement.lines[0]
    periods = tuple(
        CostPeriod(
            from_day=day,
            until=until,
            lines=(line,),
            total=line.amount,
            bill_total=line.amount,
            agreed=agreed,
            is_asked=asked,
        )
        for day, until, agreed, asked in (
            (date(2026, 11, 16), date(2026, 11, 29), True, False),
            (date(2026, 11, 30), None, False, True),
        )
    )
    attorney = replace(
        agreement.signatories[0], role=SignsAs.ATTORNEY, power_dated=date(2020, 5, 1), power_number="7000",
        copy_seen_by="April May", copy_seen_on=date(2026, 11, 1),
    )  # fmt: skip
    told = words_of(
        render(replace(agreement, periods=periods, signatories=(attorney,)), Edition.STANDARD, language=WELSH)
    )
    for each in (
        "Rhwng 16 Tachwedd 2026 (dydd Llun) a 29 Tachwedd 2026 (dydd Sul) mae wythnos yn costio",
        "O 30 Tachwedd 2026 (dydd Llun) ymlaen mae wythnos yn costio", "Heb ei gytuno eto.", "Gofynnoch i ni am lai",
        "Atwrneiaeth arhosol, eiddo a materion ariannol, dyddiedig 1 Mai 2020, rhif 7000.",
        "Copi ardystiedig a welwyd gan April May ar 1 Tachwedd 2026.", "fel atwrnai dros Łukasz O'Brien",
    ):  # fmt: skip
        assert each in told, each
