from tests.support import doc
from volgens.lexicon import LemmaIndex, NounIndex, PhraseIndex, Row

VERBS = LemmaIndex(
    [
        Row(
            "events",
            "nl/events.tsv:1",
            {"lemma": "vallen", "particle": "aan", "with": None, "event_type": "attack.other"},
        ),
        Row(
            "events",
            "nl/events.tsv:2",
            {"lemma": "komen", "particle": None, "with": "om het leven", "event_type": "kill"},
        ),
        Row("events", "nl/events.tsv:3", {"lemma": "vallen", "particle": None, "with": None, "event_type": "other"}),
    ]
)
NOUNS = NounIndex(
    [
        Row("event_nouns", "nl/event_nouns.tsv:1", {"lemma": "aanval"}),
        Row("event_nouns", "nl/event_nouns.tsv:2", {"lemma": "val"}),
    ]
)

SPLIT = doc("""
Rebellen rebel NOUN 2 nsubj
vielen vallen VERB 0 root
het het DET 4 det
dorp dorp NOUN 2 obj
aan aan ADP 2 compound:prt
""")
JOINED = doc("""
dat dat SCONJ 4 mark
zij zij PRON 4 nsubj
dorpen dorp NOUN 4 obj
aanvallen aan_vallen VERB 0 root
""")
IDIOM = doc("""
Dertig dertig NUM 2 nummod
mensen mens NOUN 3 nsubj
kwamen komen VERB 0 root
om om ADP 6 case
het het DET 6 det
leven leven NOUN 3 obl
""")


def test_match_separable_verb_split_and_joined():
    assert [m.row.where for m in VERBS.find(SPLIT, SPLIT.tokens[1])] == ["nl/events.tsv:1"]
    assert [t.form for t in VERBS.find(SPLIT, SPLIT.tokens[1])[0].tokens] == ["vielen", "aan"]
    assert [m.row.where for m in VERBS.find(JOINED, JOINED.tokens[3])] == ["nl/events.tsv:1"]


def test_match_idiom_needs_its_words():
    found = VERBS.find(IDIOM, IDIOM.tokens[2])
    assert [t.form for t in found[0].tokens] == ["kwamen", "om", "het", "leven"]
    assert VERBS.find(SPLIT, SPLIT.tokens[0]) == []


def test_match_compound_by_its_last_part_longest_first():
    table = doc("raketaanvallen raket_aanval NOUN 0 root")
    assert [m.row.lemma for m in NOUNS.find(table.tokens[0])] == ["aanval"]
    unsplit = doc("grensaanval grensaanval NOUN 0 root")
    assert [m.row.lemma for m in NOUNS.find(unsplit.tokens[0])] == ["aanval"]


def test_match_short_last_part_only_where_the_lemma_marks_it():
    marked, bare = doc("water_val water_val NOUN 0 root"), doc("interval interval NOUN 0 root")
    assert [m.row.lemma for m in NOUNS.find(marked.tokens[0])] == ["val"]
    assert NOUNS.find(bare.tokens[0]) == []


def test_match_phrase_longest_wins_and_none_overlap():
    index = PhraseIndex(
        [
            Row("quantities", "1", {"phrase": "meer dan"}),
            Row("quantities", "2", {"phrase": "niet meer dan"}),
            Row("quantities", "3", {"phrase": "dan"}),
        ]
    )
    tokens = doc("""
niet niet ADV 4 advmod
meer veel ADJ 4 amod
dan dan SCONJ 2 mark
tien tien NUM 0 root
""").tokens
    assert [m.row.where for m in index.all(tokens)] == ["2"]


def test_match_phrase_with_hyphens_whole_and_cut():
    index = PhraseIndex([Row("metonyms", "1", {"name": "Port-au-Prince"})])
    whole = doc("Port-au-Prince Port-au-Prince PROPN 0 root")
    cut = doc(
        "Port Port PROPN 0 root\n- - PUNCT 1 punct\nau au PROPN 1 flat\n- - PUNCT 1 punct\nPrince Prince PROPN 1 flat"
    )
    assert [len(m.tokens) for m in index.all(whole.tokens)] == [1]
    assert [len(m.tokens) for m in index.all(cut.tokens)] == [5]
