"""What the page says is there in every language: no name of a label is ever shown in its place."""

import re
from importlib.resources import files

import pytest

from volgens.ledger.contract import FIELDS, KINDS, names
from volgens.ledger.filters import CHOICES, known_names
from volgens.web.choices import choices
from volgens.web.editing import called
from volgens.wording import LANGUAGES, labels

LABEL = re.compile(r"""labels(?:\.counted)?\((?:[^()"']*, )?["']([a-z_.0-9]+)["'](?! ~)""")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_of_a_template_is_there(language: str) -> None:
    words, found = labels(language), set()
    for template in (files("volgens.web") / "templates").iterdir():
        found |= set(LABEL.findall(template.read_text("utf8")))
    assert len(found) > 100
    assert {key for key in found if key not in words} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_its_fixed_words_are_called_something(language: str) -> None:
    words = labels(language)
    for kind in KINDS:
        assert [n for n in names(kind) if f"field.{n}" not in words] == []
        for name, field in FIELDS[kind].items():
            told = [called(kind, name, v, words) for v in field.choices]
            assert all(told)
            if language == "nl" and kind == "places" and told:
                assert "stad" in told
    for name in known_names():
        assert f"filter.{name}" in words
        assert all(called for _, called in choices(name, words) or [("", "x")]), name
    assert all(f"{n}.{v}" in words for n in CHOICES for v in CHOICES[n])
