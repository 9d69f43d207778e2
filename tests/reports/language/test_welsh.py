"""A paper read in Welsh: every sentence of ours, nothing that somebody typed, and no place to sign."""

from io import BytesIO

import pytest
from pypdf import PdfReader

import resources
from models.values import DAYS, Call
from models.vocabulary.languages import Language
from models.vocabulary.phrases import phrases_in
from models.vocabulary.translation import Translation
from reports.agreement.agreement import render
from reports.layout import language, text
from reports.layout.language import translation
from reports.layout.styles import Edition
from reports.layout.wording import wording

WELSH = Language.WELSH


@pytest.fixture
def heard(monkeypatch):
    """Every text that a paper is drawn with, and what became of it."""
    told = {}
    was = language.said

    def listen(each):
        told[each] = was(each)
        return told[each]

    monkeypatch.setattr(text, "said", listen)
    return told


@pytest.mark.parametrize("each", Language)
def test_every_phrase_of_the_agreement_is_given_in_every_language(each):
    newest = max(resources.names("wording/agreement"))
    phrases = phrases_in(resources.read_toml(f"wording/agreement/{newest}"))
    known = translation(each)
    assert [name for name, phrase in phrases.items() if phrase.words and not known.has(phrase.words)] == []


@pytest.mark.parametrize("edition", [Edition.STANDARD, Edition.LARGE_PRINT])
def test_a_translated_agreement_leaves_only_what_people_typed_in_english(agreement, heard, words_of, edition):
    said = words_of(render(agreement, edition, language=WELSH))
    assert "Eich cytundeb gofal cartref dros dro" in said
    assert "Mae 21 ymweliad yr wythnos. Dyna 12 awr 15 munud o help yr wythnos i gyd." in said
    assert "16 Tachwedd 2026 (dydd Llun)" in said
    assert "Tudalen 1 o" in said
    left = {each for each, told in heard.items() if each == told and not translation(WELSH).knows(each)}
    typed = {
        *(agreement.person, agreement.preferred_name, agreement.council, agreement.team),
        *(each.name for each in (agreement.dso, agreement.case_coordinator, agreement.complaints, agreement.finance)),
        *(each.label for each in agreement.lines), *agreement.facts, "Anna O'Brien", agreement.mosaic_id,
        "12 Ŵyn & Sons Lane, Matlock, DE4\u00a03AF", "wash & dress, breakfast", agreement.reference,
    }  # fmt: skip
    assert {each for each in left - typed if any(letter.isalpha() for letter in each)} == set()


def test_it_has_no_place_to_sign_and_says_which_paper_is_signed(agreement, words_of):
    said = words_of(render(agreement, Edition.STANDARD, language=WELSH))
    english = words_of(render(agreement, Edition.STANDARD))
    assert "Cyfieithiad yw hwn o’r papur â’r cyfeirnod HW-AG-7K3M2. Llofnodwch yr un Saesneg" in said
    assert "Cyfeirnod HW-AG-7K3M2, cyfieithiad" in said
    assert "By signing I say" in english
    assert "Drwy lofnodi" not in said
    reader = PdfReader(BytesIO(render(agreement, Edition.STANDARD, language=WELSH)))
    assert reader.trailer["/Root"]["/Lang"] == "cy"


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
        ("9\u00a0visits or 8\u00a0visits", "9\u00a0neu 8\u00a0ymweliad"),
        ("1\u00a0hour or 1\u00a0hour 30\u00a0minutes", "1\u00a0awr neu 1\u00a0awr 30\u00a0munud"),
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
    known = translation(WELSH)
    assert [each for each in (*DAYS, *(call.label for call in Call)) if not known.has(each)] == []


def test_a_sentence_with_other_places_is_refused():
    with pytest.raises(ValueError, match="has other places in “cy”"):
        Translation("cy", {"{n} visits": "{number} ymweliad"})
