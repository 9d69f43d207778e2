import pytest

from app.exchange.files.read import read_sheet


def notices(*cells):
    return read_sheet(("Ref,Name\n" + "".join(f"1,{cell}\n" for cell in cells)).encode(), "a.csv").notices


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("WÃ³jcik", "Wójcik"),
        ("ZoÃ«", "Zoë"),
        ("Â£20", "£20"),
        ("itâ€™s", "it’s"),
        ("Å‚ukasz", "łukasz"),
        ("Si‰n", ""),
        ("JosŽ", ""),
        ("Si√¢n", ""),
        ("Zo├½", ""),
        ("Sea\ufffdn", ""),
        ("Seá\x80n", ""),
    ],
)
def test_letters_of_a_wrong_encoding_are_named_with_line_and_text(text, meant):
    (notice,) = notices("Ann", text)
    perhaps = f" (perhaps “{meant}”)" if meant else ""
    assert notice.line == 3
    named = f"Letters here came through a wrong encoding: “{text}”{perhaps}."
    assert notice.sentence == f"{named} They are left as they stand: ask what is meant."


@pytest.mark.parametrize(
    "text",
    [
        "Seán Ó Súilleabháin", "Siân", "Zoë Núñez", "Wójcik", "Łukasz", "Žižek", "Dvořák", "Nguyễn", "Škoda", "Ærø",
        "O’Brien", "am–pm", "well…then", "£20", "38 °C", "½ tab", "“CAFÉ”", "MARÍA–JOSÉ", "l’été", "µg", "Σίσυφος",
        "Ярослав", "محمد", "5™", "cœur", "10 – 20 €",
    ],
)  # fmt: skip
def test_letters_of_every_language_are_left_in_peace(text):
    assert notices(text) == ()


def test_cells_of_a_workbook_and_headings_are_looked_through_too(xlsx):
    found = read_sheet(xlsx(["Ref", "FamÃ­lia"], [1, "Ann"], [2, "WÃ³jcik"])).notices
    assert [each.line for each in found] == [1, 3]
