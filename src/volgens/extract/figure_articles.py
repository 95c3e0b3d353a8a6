"""Articles that count: *twee doden en een gewonde*, *one dead and a wounded man*."""

from collections.abc import Sequence

from volgens.extract.counting import NOMINAL, Counted, Counter
from volgens.extract.figure_parts import Draft
from volgens.extract.numbers import Number
from volgens.extract.outcome_words import CASUALTIES, Finding
from volgens.extract.outcomes import Outcomes
from volgens.lexicon import Lexicon
from volgens.model import Parsed


class Articles:
    """Finds the articles of one language that stand for one of those counted beside them."""

    def __init__(self, lexicon: Lexicon, counter: Counter, outcomes: Outcomes):
        self.counter, self.outcomes = counter, outcomes
        self.articles = {str(r.word) for r in lexicon.rows("number_words") if r.kind == "article"}

    def find(self, parsed: Parsed, drafts: Sequence[Draft], timed: set[int]) -> list[Draft]:
        """*A* or *een* that stands in a tally with a counted number: *twee doden en een gewonde*."""
        out = []
        known = {i for d in drafts for i in d.number.tokens}
        heads = {d.counted.head.i: d for d in drafts if d.counted.head is not None and d.outcome in CASUALTIES}
        for sentence in {parsed.tokens[i].sentence for i in heads}:
            for t in parsed.words(sentence):
                noun = parsed.head(t) if t.form.lower() in self.articles and t.i not in known | timed else None
                joined = t.i and parsed.tokens[t.i - 1].upos == "CCONJ"
                if (
                    noun is None
                    or not joined
                    or t.rel not in ("det", "nummod")
                    or noun.upos not in (*NOMINAL, "ADJ", "VERB")
                ):
                    continue
                unit, kind, _ = self.counter.unit_of(noun, parsed)
                row = self.outcomes.nouns.find(noun)
                victim = row is not None and row.kind == "victims"
                others = {noun.head, *(c.i for c in parsed.children(noun, "conj"))} if not noun.is_root else {
                    c.i for c in parsed.children(noun, "conj")
                }  # fmt: skip
                siblings = parsed.children(parsed.tokens[noun.head], "conj") if noun.rel == "conj" else []
                total = next((heads[i] for i in (*others, *(s.i for s in siblings)) if i in heads), None)
                if total is None or unit != "person" or noun.i in heads:
                    continue
                number = Number((t.i,), parsed.slice(t.start, t.end), 1.0, 1.0, 1.0, "exact", None, False, "words", ())
                group = tuple(w for w in parsed.words(sentence) if t.i <= w.i <= noun.i)
                counted = Counted(noun, group, noun, unit, frozenset(x for x in (unit, kind) if x))
                finding = (
                    Finding(str(row.outcome), (noun,), (row.where,), "victims") if victim and row else total.finding
                )
                if victim or (total.finding and total.finding.rule in ("clause", "part")):
                    out.append(Draft(number, counted, finding, "person"))
        return out
