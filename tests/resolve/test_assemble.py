from dataclasses import replace

from tests.support import doc
from volgens.lexicon import load
from volgens.model import Article, Claim, Cue, Event, Figure, Participant, Source
from volgens.resolve import assemble
from volgens.resolve.coreference import chains
from volgens.resolve.parties import Parties

LEXICON = load("nl")
PARSED = doc("""
Rebellen rebel NOUN 4 nsubj
hebben hebben AUX 4 aux
dorpelingen dorpeling NOUN 4 obj
gedood doden VERB 0 root
, , PUNCT 6 punct
ontkende ontkennen VERB 4 parataxis
de de DET 8 det
leider leider NOUN 6 nsubj

Zes zes NUM 2 nummod
mensen mens NOUN 3 nsubj:pass
gedood doden VERB 0 root
""")


def span(first, last):
    return PARSED.slice(PARSED.tokens[first].start, PARSED.tokens[last].end)


def claim(first, last, stance="states", name="de leider", cue=None):
    at = PARSED.tokens[cue] if cue is not None else None
    return Claim(
        "c",
        Source(name, "person"),
        Cue(at.start, at.end, at.form, at.lemma) if at else None,
        None,
        (),
        span(first, last),
        stance,
        False,
    )


def kill(trigger, patient=None):
    whom = span(*patient) if patient else None
    return Event(
        "e", span(trigger, trigger), span(trigger, trigger), "kill", None, None, None, None,
        Participant(whom.text, whom.start, whom.end) if whom else None, None, "certain", "positive",
    )  # fmt: skip


def figure(first, last, outcome="killed"):
    number = span(first, first)
    return Figure(
        "f",
        number,
        span(first, last),
        6,
        6,
        6,
        "exact",
        "person",
        outcome,
        span(first + 1, first + 1),
        None,
        "positive",
    )


def scene(claims=(), published="2025-03-01"):
    article = Article("a", PARSED.text, "nl", published=published)
    said = assemble.claims(article, claims)
    return assemble.Scene(
        article, PARSED, said, (), (), Parties(LEXICON, PARSED, 2025), chains(PARSED, LEXICON), LEXICON
    )


def test_the_innermost_claim_holds():
    outer, inner = claim(0, 7, name="outer"), claim(0, 3, name="inner")
    found = assemble.claim_of(span(3, 3).start, span(3, 3).end, (outer, inner))
    assert found is not None
    assert found.source.name == "inner"


def test_a_cue_is_not_said_by_its_own_claim():
    whole = claim(0, 7, cue=5)
    assert assemble.claim_of(span(5, 5).start, span(5, 5).end, (whole,)) is None


def test_what_a_denial_holds_is_said_not_to_have_happened():
    here = scene((claim(0, 3, "denies"),))
    denied, plain = assemble.events(here, (kill(10), kill(3)))
    assert (denied.polarity, plain.polarity) == ("negative", "positive")
    assert denied.claim_id == here.claims[0].id
    assert plain.claim_id is None


def test_ids_follow_from_article_and_place_in_the_text():
    once, twice = assemble.events(scene(), (kill(3),)), assemble.events(scene(), (kill(3),))
    other = replace(scene(), article=Article("b", PARSED.text, "nl"))
    assert once[0].id == twice[0].id
    assert assemble.events(other, (kill(3),))[0].id != once[0].id


def test_a_figure_counts_the_event_that_fits_its_outcome_in_its_sentence():
    here = scene()
    found = assemble.events(here, (kill(3), kill(10, (8, 9))))
    (counted,) = assemble.figures(here, (figure(8, 10),), found)
    assert counted.event_id == found[1].id
    (none,) = assemble.figures(here, (figure(8, 10, "captured"),), found)
    assert none.event_id is None


def test_a_planned_act_has_no_latest_day():
    here = scene()
    infinitive = replace(PARSED.tokens[10], feats={"VerbForm": "Inf"})
    wanted = replace(here, parsed=replace(PARSED, tokens=(*PARSED.tokens[:10], infinitive)))
    planned = replace(kill(10), certainty="possible")
    (done,) = assemble.events(wanted, (planned,))
    assert (done.earliest, done.latest) == (None, None)


def test_an_act_that_is_said_to_have_happened_has_happened_by_the_day_of_publication():
    (done,) = assemble.events(scene(), (replace(kill(10), certainty="possible"),))
    assert (done.earliest, done.latest) == (None, "2025-03-01")


def test_head_of_a_stretch_is_what_the_rest_hangs_on():
    head = PARSED.head_at(span(8, 9).start, span(8, 9).end)
    assert head is not None
    assert head.form == "mensen"
    assert PARSED.head_at(len(PARSED.text), len(PARSED.text) + 1) is None
