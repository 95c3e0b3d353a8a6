import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.figure_cases import EN, NL
from tests.support import doc
from volgens import lexicon
from volgens.extract import figures, numbers, times
from volgens.model import Span
from volgens.parse import Parser


@pytest.fixture(scope="session")
def parser():
    return Parser.load()


def cases():
    for language, families in (("nl", NL), ("en", EN)):
        for family, block in families.items():
            for line in block.strip().splitlines():
                sentence, _, wanted = line.partition("=>")
                expected = [w.strip() for w in re.split(r", (?=\S+ )", wanted.strip()) if w.strip()]
                yield pytest.param(
                    language, sentence.strip(), expected, id=f"{language}-{family}-{sentence[:40].strip()}"
                )


def found(parsed, stretches=()):
    words = lexicon.load(parsed.language)
    return figures.find(parsed, numbers.find(parsed, words), stretches, words)


@pytest.mark.parametrize(("language", "sentence", "expected"), list(cases()))
def test_figures_of_a_sentence(parser, language, sentence, expected):
    parsed = parser(sentence, language)
    got = found(parsed, times.find(parsed, lexicon.load(language)))
    assert [f"{f.number.text} {f.unit} {f.outcome}" for f in got] == expected
