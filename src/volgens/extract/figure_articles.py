"""Articles that count: *twee doden en een gewonde*, *a doctor and two nurses were killed*."""

from collections.abc import Collection, Iterator, Sequence

from volgens.extract.counting import NOMINAL, Counted, Counter
from volgens.extract.figure_parts import Draft
from volgens.extract.numbers import Number
from volgens.extract.outcome_words import HARMED, Finding
from volgens.extract.outcomes import Outcomes
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Token

SHARED = frozenset({"clause", "part", "beside", "act", "gap", "relative"})  # rules that hold for all in a tally
BETWEEN = frozenset({"DET", "PRON", "ADJ", "ADV", "PUNCT", "CCONJ"})  # parts of speech between two of a tally
FURTHEST = 6  # tokens between the noun of an article and the number beside it
LONGEST_NAME = 4  # tokens of a noun with its article


class Articles:
    """Finds the articles of one language that stand for one of those counted beside them."""

    def __init__(self, lexicon: Lexicon, counter: Counter, outcomes: Outcomes):
        self.counter, self.outcomes = counter, outcomes
        self.articles = {str(r.word) for r in lexicon.rows("number_words") if r.kind == "article"}

    def find(self, parsed: Parsed, drafts: Sequence[Draft], timed: Collection[int]) -> list[Draft]:
        """*A* or *een* that stands in a tally of people with a counted number, before or behind it."""
        out = []
        known = {i for d in drafts for t in (d.number.tokens, [w.i for w in d.counted.group]) for i in t} | set(timed)
        counting = [d for d in drafts if d.counted.head is not None and d.outcome in HARMED and d.unit == "person"]
        for d in counting:
            for article, noun in self._beside(parsed, d, known):
                found = self._one(parsed, article, noun, d)
                if found is not None:
                    known |= {article.i, noun.i}
                    out.append(found)
        return out

    def _beside(self, parsed: Parsed, d: Draft, known: Collection[int]) -> Iterator[tuple[Token, Token]]:
        """Articles with their nouns right before or behind what a figure counts, with a conjunction between."""
        words = parsed.words(d.counted.group[0].sentence)
        first, last = d.counted.group[0].i - words[0].i, d.counted.group[-1].i - words[0].i
        for k in range(max(0, first - FURTHEST - LONGEST_NAME), min(len(words), last + FURTHEST)):
            article = words[k]
            if article.i in known or article.form.lower() not in self.articles:
                continue
            noun = self._noun(parsed, words, k)
            if noun is None or noun.i in known:
                continue
            before = article.i < words[first].i
            between = words[noun.i - words[0].i + 1 : first] if before else words[last + 1 : k]
            joined = any(t.upos == "CCONJ" for t in between)
            case = k > 0 and words[k - 1].upos == "ADP"
            if not joined or len(between) > FURTHEST or any(t.upos not in BETWEEN for t in between):
                continue
            if before and case and d.finding is not None and d.finding.rule not in ("act", "part"):
                continue  # bij een aanval op een school en twee ziekenhuizen
            yield article, noun

    def _noun(self, parsed: Parsed, words: Sequence[Token], k: int) -> Token | None:
        """The noun of the article at place ``k`` of a sentence, where it stands closely behind."""
        noun = parsed.head(words[k])
        fits = words[k].rel in ("det", "nummod") and noun is not None and noun.upos in (*NOMINAL, "ADJ", "VERB")
        return noun if fits and noun is not None and words[k].i < noun.i <= words[k].i + LONGEST_NAME else None

    def _one(self, parsed: Parsed, article: Token, noun: Token, beside: Draft) -> Draft | None:
        """The one that an article stands for: a victim by its noun, or one whom the same befell as those counted beside it."""
        unit, kind, _ = self.counter.unit_of(noun, parsed)
        row = self.outcomes.nouns.find(noun)
        victim = row is not None and row.kind == "victims"
        if unit != "person" or noun.feats.get("Number") == "Plur" or beside.finding is None:
            return None
        if not victim and beside.finding.rule not in SHARED:
            return None
        span = parsed.slice(article.start, article.end)
        number = Number((article.i,), span, 1.0, 1.0, 1.0, "exact", None, False, "words", ())
        group = tuple(w for w in parsed.words(article.sentence) if article.i <= w.i <= noun.i)
        counted = Counted(noun, group, noun, unit, frozenset(x for x in (unit, kind) if x))
        finding = Finding(str(row.outcome), (noun,), (row.where,), "victims") if victim and row else beside.finding
        return Draft(number, counted, finding, "person")
