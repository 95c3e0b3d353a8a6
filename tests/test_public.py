import pytest

import volgens
from volgens import _LAZY


@pytest.mark.parametrize("name", list(_LAZY))
def test_public_name_is_there(name):
    assert getattr(volgens, name).__name__ == name


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'verdict'"):
        _ = volgens.verdict


def test_read_takes_a_text_and_gives_its_reading():
    reading = volgens.read(
        "Volgens de gouverneur vielen er zaterdag drie doden in Charkov.", language="nl", published="2025-01-11"
    )
    (figure,) = reading.figures
    (claim,) = reading.claims
    assert (figure.low, figure.outcome, figure.claim_id) == (3, "killed", claim.id)
    assert (figure.earliest, figure.latest) == ("2025-01-11", "2025-01-11")
    assert claim.source.kind == "government"


def test_read_without_a_publication_date_leaves_days_open_and_says_so():
    reading = volgens.read("Zaterdag vielen er drie doden in Charkov.", language="nl")
    assert [(t.value, t.earliest) for t in reading.times] == [("XXXX-WXX-6", None)]
    assert "no publication date" in reading.warnings[0]


def test_read_refuses_a_text_that_cannot_be_read():
    with pytest.raises(volgens.VolgensError, match="no text"):
        volgens.read("  ")
    with pytest.raises(volgens.VolgensError):
        volgens.read("Три человека погибли в Харькове, сообщил губернатор.", language="ru")
