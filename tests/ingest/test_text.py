import pytest
from hypothesis import given
from hypothesis import strategies as st

from volgens.ingest import Words
from volgens.ingest.text import text_article
from volgens.model import InputError

WORDS = Words.load()


def read(text: str):
    return text_article(text, "a.txt", WORDS)


def test_text_is_the_body():
    article = read("\ufeff\r\n\r\nHet leger viel aan.\r\n\r\nEr vielen  doden.\r\n")
    assert article.text == "Het leger viel aan.\n\nEr vielen  doden."
    assert (article.title, article.publisher, article.published, article.language) == (None, None, None, None)


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])).map(lambda s: "x" + s + "x"))
def test_text_without_front_matter_stays_as_it_is(text):
    assert read(text).text == text


def test_text_front_matter():
    article = read(
        "Titel: Rustige nacht: geen doden\nBron: Voorbeeldkrant\nDatum: 2025-01-11\nURL: https://example.org/a\nAuteur: de redactie\n"
        "Taal: nl-BE\n\nDe nacht verliep rustig.\n\nTot ziens."
    )
    assert article.title == "Rustige nacht: geen doden"
    assert article.publisher == "Voorbeeldkrant"
    assert article.published == "2025-01-11"
    assert article.url == "https://example.org/a"
    assert article.language == "nl"
    assert article.text == "De nacht verliep rustig.\n\nTot ziens."


def test_text_front_matter_between_fences():
    article = read('---\ntitle: "Quiet night"\ndate: 4 March 2025, 14:32\n---\nThe night was quiet.')
    assert (article.title, article.published, article.text) == (
        "Quiet night",
        "2025-03-04T14:32:00",
        "The night was quiet.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Titel: Rustige nacht\nDe nacht verliep rustig.",  # a line that is no field
        "Titel: Rustige nacht",  # no body
        "Generaal: wij trekken ons terug\n\nDe nacht verliep rustig.",  # a word that is no field
        "---\n\nDe nacht verliep rustig.",
    ],
)
def test_text_what_only_looks_like_front_matter_is_body(text):
    article = read(text)
    assert article.text == text
    assert article.title is None


@pytest.mark.parametrize("value", ["gisteren", "2025-02-30", "11 januari", "dinsdag 12 maart 2025"])
def test_text_date_that_is_none(value):
    with pytest.raises(InputError) as caught:
        read(f"Datum: {value}\n\nDe nacht verliep rustig.")
    assert caught.value.reason == "malformed"
    assert str(caught.value) == f"a.txt: published {value!r} is no date; write it as 2025-01-31"


def test_text_id_follows_from_content():
    one, other = read("De nacht verliep rustig."), read("\nDe nacht verliep rustig.\n")
    assert one.id == other.id
    assert one.id != read("De dag verliep rustig.").id
    assert read("Kenmerk: grens-01\nBron: X\n\nDe nacht.").id == "grens-01"


HEADED = "Leger verlaat havenstad\n\nHet leger heeft de stad zondag verlaten. Dat meldt de gouverneur."


def test_text_headline_is_the_title_and_stays_in_the_text():
    article = read(HEADED)
    assert (article.title, article.text) == ("Leger verlaat havenstad", HEADED)
    assert read("Titel: Rustige nacht\n\n" + HEADED).title == "Rustige nacht"


@pytest.mark.parametrize(
    "text",
    [
        HEADED.replace("havenstad", "havenstad."),
        HEADED.replace("\n\n", "\n"),
        HEADED.replace("Leger verlaat", "Nieuwe"),
        "Het leger heeft de stad zondag verlaten\n\nWordt vervolgd",
    ],
)
def test_text_sentences_are_no_title(text: str):
    assert read(text).title is None
