"""Reading and writing CoNLL-U."""

import pytest

from volgens.model import InputError
from volgens.parse import conllu
from volgens.parse.network import Analysis
from volgens.parse.segment import Segment, Surface

FILE = """# sent_id = a-1
# text = They don't.
1\tThey\tthey\tPRON\tPRP\tCase=Nom\t2\tnsubj\t2:nsubj\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdo\tdo\tVERB\tVBP\t_\t0\troot\t0:root\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t2:advmod\t_
3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t2:conj\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t2:punct\tNote=x

1\tJa\t_\t_\t_\t_\t_\t_\t_\t_
"""


def test_a_file_comes_back_without_its_empty_nodes() -> None:
    blocks = list(conllu.read(FILE.splitlines(keepends=True)))
    assert [len(b.words) for b in blocks] == [4, 1]
    assert blocks[0].ranges == (conllu.Range(2, 3, "don't", "SpaceAfter=No"),)
    expected = "".join(line + "\n" for line in FILE.splitlines() if not line.startswith("3.1")) + "\n"
    assert "".join(map(str, blocks)) == expected


def test_filling_keeps_tokens_comments_and_misc() -> None:
    block = next(conllu.read(FILE.splitlines()))
    analysis = Analysis(("PRON", "AUX", "PART", "PUNCT"), ("_",) * 4, ("they", "do", "not", "."), (2, 0, 2, 2),
                        ("nsubj", "root", "advmod", "punct"))  # fmt: skip
    filled = conllu.filled(block, analysis)
    assert filled.comments == block.comments
    assert filled.ranges == block.ranges
    assert [w.misc for w in filled.words] == [w.misc for w in block.words]
    assert [w.form for w in filled.words] == [w.form for w in block.words]
    assert filled.words[1] == conllu.Word("do", "do", "AUX", "_", "_", 0, "root", "_", "_")


@pytest.mark.parametrize(
    "line",
    [
        "1\tword",
        "2\tword\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tword\t_\t_\t_\t_\tx\t_\t_\t_",
        "1\t\t_\t_\t_\t_\t_\t_\t_\t_",
        "1-4\tword\t_\t_\t_\t_\t_\t_\t_\t_\n1\tword\t_\t_\t_\t_\t_\t_\t_\t_",
        "just a text",
    ],
)
def test_a_line_that_is_none_is_named(line: str) -> None:
    with pytest.raises(InputError, match=r"some\.conllu:[12]") as caught:
        list(conllu.read(line.splitlines(), "some.conllu"))
    assert caught.value.reason == "malformed"


def test_blocks_of_a_text() -> None:
    text = "They don't.\n\nYes"
    segments = [
        Segment((Surface(0, 4, ((0, 4),)), Surface(5, 10, ((5, 7), (7, 10))), Surface(10, 11, ((10, 11),))), 0),
        Segment((Surface(13, 16, ((13, 16),)),), 1),
    ]
    analyses = [
        Analysis(("PRON", "AUX", "PART", "PUNCT"), ("Case=Nom", "_", "_", "_"), ("they", "do", "not", "."), (2, 0, 2, 2),
                 ("nsubj", "root", "advmod", "punct")),
        Analysis(("INTJ",), ("_",), ("yes",), (0,), ("root",)),
    ]  # fmt: skip
    assert "".join(map(str, conllu.blocks(text, segments, analyses, "t"))) == (
        "# newpar\n# sent_id = t-1\n# text = They don't.\n"
        "1\tThey\tthey\tPRON\t_\tCase=Nom\t2\tnsubj\t_\t_\n"
        "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
        "2\tdo\tdo\tAUX\t_\t_\t0\troot\t_\t_\n"
        "3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_\n"
        "4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
        "# newpar\n# sent_id = t-2\n# text = Yes\n"
        "1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_\n\n"
    )
