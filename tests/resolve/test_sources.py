"""Who a source is: names, descriptions, pronouns."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support import doc
from volgens.extract.claims import find
from volgens.lexicon import load
from volgens.model import Claim
from volgens.resolve.coreference import Chains
from volgens.resolve.names import initials, same_name
from volgens.resolve.sources import resolve_sources


def resolved(table: str, language: str = "nl") -> tuple[Claim, ...]:
    parsed, lexicon = doc(table, language), load(language)
    return resolve_sources(find(parsed, lexicon), parsed, None, lexicon)


NAMED = """
Gouverneur gouverneur NOUN 4 nsubj Number=Sing
Pavlo Pavlo PROPN 1 appos
Kirilenko Kirilenko PROPN 2 flat
meldt melden VERB 0 root Number=Sing|VerbForm=Fin
dat dat SCONJ 8 mark
de de DET 7 det Definite=Def|PronType=Art
brug brug NOUN 8 nsubj
brandt branden VERB 4 ccomp VerbForm=Fin
. . PUNCT 4 punct
"""


def follow_up(subject: str) -> str:
    return f"""
{subject}
zegt zeggen VERB 0 root Number=Sing|VerbForm=Fin
dat dat SCONJ {{c}} mark
het het PRON {{c}} nsubj Person=3|PronType=Prs
koud koud ADJ {{v}} ccomp
is zijn AUX {{c}} cop VerbForm=Fin
. . PUNCT {{v}} punct
"""


def test_a_pronoun_a_surname_and_a_title_are_the_governor() -> None:
    pronoun = follow_up("Hij hij PRON 2 nsubj Case=Nom|Person=3|PronType=Prs").format(v=2, c=5)
    surname = follow_up("Kirilenko Kirilenko PROPN 2 nsubj").format(v=2, c=5)
    title = follow_up(
        "De de DET 2 det Definite=Def|PronType=Art\ngouverneur gouverneur NOUN 3 nsubj Number=Sing"
    ).format(v=3, c=6)
    found = resolved(NAMED + pronoun + surname + title)
    assert [c.source.name for c in found] == ["Gouverneur Pavlo Kirilenko"] * 4
    assert {c.source.kind for c in found} == {"government"}
    assert not any(c.anonymous for c in found)


def test_a_claim_within_the_same_speakers_words_is_one_claim() -> None:
    (claim,) = resolved("""
De de DET 2 det Definite=Def|PronType=Art
minister minister NOUN 3 nsubj Number=Sing
zei zeggen VERB 0 root Number=Sing|VerbForm=Fin
dat dat SCONJ 6 mark
hij hij PRON 6 nsubj Case=Nom|Person=3|PronType=Prs
hoopte hopen VERB 3 ccomp Number=Sing|VerbForm=Fin
dat dat SCONJ 10 mark
de de DET 9 det Definite=Def|PronType=Art
brug brug NOUN 10 nsubj
staat staan VERB 6 ccomp VerbForm=Fin
. . PUNCT 3 punct
""")
    assert claim.content.text == "hij hoopte dat de brug staat"
    assert claim.stance == "expects"


def test_two_that_accuse_each_other_make_two_claims() -> None:
    found = resolved("""
Rusland Rusland PROPN 4 nsubj
en en CCONJ 3 cc
Oekraïne Oekraïne PROPN 1 conj
verwijten verwijten VERB 0 root Number=Plur|VerbForm=Fin
elkaar elkaar PRON 4 obj PronType=Rcp
dat dat SCONJ 8 mark
ze ze PRON 8 nsubj Person=3|PronType=Prs
schoten schieten VERB 4 ccomp VerbForm=Fin
. . PUNCT 4 punct
""")
    assert [c.source.name for c in found] == ["Rusland", "Oekraïne"]
    assert {c.stance for c in found} == {"accuses"}


def test_the_channel_holds_through_the_paragraph() -> None:
    found = resolved("""
Op op ADP 2 case
Telegram Telegram PROPN 3 obl
schrijft schrijven VERB 0 root Number=Sing|VerbForm=Fin
burgemeester burgemeester NOUN 3 nsubj Number=Sing
Jan Jan PROPN 4 appos
dat dat SCONJ 8 mark
het het PRON 8 nsubj Person=3|PronType=Prs
brandt branden VERB 3 ccomp VerbForm=Fin
. . PUNCT 3 punct

Hij hij PRON 2 nsubj Case=Nom|Person=3|PronType=Prs
hoopt hopen VERB 0 root Number=Sing|VerbForm=Fin
dat dat SCONJ 5 mark
het het PRON 5 nsubj Person=3|PronType=Prs
regent regenen VERB 2 ccomp VerbForm=Fin
. . PUNCT 2 punct

¶
Hij hij PRON 2 nsubj Case=Nom|Person=3|PronType=Prs
vreest vrezen VERB 0 root Number=Sing|VerbForm=Fin
dat dat SCONJ 5 mark
het het PRON 5 nsubj Person=3|PronType=Prs
waait waaien VERB 2 ccomp VerbForm=Fin
. . PUNCT 2 punct
""")
    assert [c.channel for c in found] == ["Telegram", "Telegram", None]
    assert len({c.source.name for c in found}) == 1


def test_a_pronoun_that_stands_for_nobody_makes_no_claim() -> None:
    assert not resolved(follow_up("Hij hij PRON 2 nsubj Case=Nom|Person=3|PronType=Prs").format(v=2, c=5))


def test_other_mentions_of_a_pronoun() -> None:
    parsed = doc(NAMED + follow_up("Hij hij PRON 2 nsubj Case=Nom|Person=3|PronType=Prs").format(v=2, c=5))
    at = parsed.text.index("Hij")
    spans = list(Chains(parsed, load("nl")).mentions_with(at, at + 3))
    assert [parsed.text[s:e] for s, e in spans] == ["Gouverneur Pavlo Kirilenko"]


def test_spellings_and_parts_of_a_name() -> None:
    assert same_name(("Zelenskyy",), ("Volodymyr", "Zelensky"))
    assert same_name(("Moualem",), ("Walid", "Al-Muallem"))
    assert not same_name(("Volodymyr", "Zelensky"), ("Olena", "Zelenska"))
    assert not same_name(("Jan",), ("Jan", "Smit", "Bakker"))
    assert initials(("Rapid", "Support", "Forces")) == "RSF"


@given(st.lists(st.from_regex(r"\A[A-Z][a-z]{2,8}\Z"), min_size=1, max_size=4))
def test_a_name_is_itself_and_its_last_part(name: list[str]) -> None:
    assert same_name(name, name)
    assert same_name(name[-1:], name)
