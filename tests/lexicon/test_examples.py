"""Every row of every shipped table fires on its own example, with the reading model that is shipped."""

import pytest

from tests.support import doc
from tests.untagged import untagged as untagged
from volgens.cli.lexicon import row_tests
from volgens.lexicon import Row, languages, load
from volgens.lexicon.check import check, fired, fires
from volgens.parse import Parser


@pytest.mark.parametrize("language", languages())
def test_every_row_fires_on_its_example(language):
    assert [str(e) for e in check(language, Parser.load().many, tests=row_tests())] == []


def test_a_row_whose_example_lacks_it_is_named(tmp_path):
    (tmp_path / "nl").mkdir()
    table = "name\tparty\tkind\texample\tnote\nhet Binnenhof\tNLD\tgovernment\tDe regering zwijgt.\t\n"
    (tmp_path / "nl" / "metonyms.tsv").write_text(table, "utf-8")
    plain = lambda texts: [untagged(text, language) for text, language in texts]  # noqa: E731
    wrong = [e for e in check("nl", plain, (tmp_path,)) if str(tmp_path) in e.where]
    assert [e.code for e in wrong] == ["LEX014"]
    assert str(wrong[0]) == (
        f'{tmp_path / "nl" / "metonyms.tsv"}:2 LEX014 the example does not contain "het Binnenhof" as the row needs it; '
        "mend the example or the row"
    )


SENTENCE = doc("""
Rebellen rebel NOUN 2 nsubj
bestookten bestoken VERB 0 root
het het DET 4 det
dorp dorp NOUN 2 obj
""")


def test_fires_by_form_where_the_lemma_is_wrong():
    row = Row("events", "x:1", {"lemma": "bestoken", "particle": None, "with": None, "event_type": "attack.other"})
    assert fires(row, SENTENCE, load("nl"))
    assert not fires(Row("events", "x:2", {**row.cells, "lemma": "plunderen"}), SENTENCE, load("nl"))


def test_fired_names_the_rows_in_the_order_of_the_words():
    found = fired(load("nl"), SENTENCE)
    assert ("events", ("bestookten",)) in [(f.row.table, f.words) for f in found]
    starts = [SENTENCE.text.index(f.words[0]) for f in found]
    assert starts == sorted(starts)
