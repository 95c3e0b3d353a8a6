"""Sources of claims: the person or body that a mention stands for, its kind and its side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from volgens.extract.claims import told
from volgens.extract.dateline import datelines
from volgens.extract.source_phrase import BORROWS
from volgens.extract.stances import Stances
from volgens.lexicon import Lexicon, key_of
from volgens.model import Claim, Parsed, Reason, Source, Span, Token, content_id
from volgens.resolve.chain import Chain, Noun
from volgens.resolve.coreference import Chains
from volgens.resolve.parties import Parties
from volgens.resolve.source_sides import ANONYMOUS, UNTOLD, SourceSides

MEMORY = 8  # sentences back that a document may have been named by whoever issued it
OCCASION, DOCUMENT = "occasion", "document"
SHIFTS = {"earlier", "later"}  # kinds of time words: another time than the one told before
STATES = "states"
WORKS, HELPERS = ("chief", "aide"), ("ngo", "un", "medical", "rescue")
RANKS = ("commander", "officer", "soldier")
SPOKESPERSON = "spokesperson"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A claim and the chain of its source, None where the mention stands alone."""

    claim: Claim
    chain: Chain | None


def resolve_sources(
    claims: Sequence[Claim],
    parsed: Parsed,
    parties: Parties | None,
    lexicon: Lexicon,
    publisher: str | None = None,
    chains: Chains | None = None,
) -> tuple[Claim, ...]:
    """The claims with the names, kinds and sides of their sources.

    A claim that lies in what its own speaker says is left out (*zei dat hij hoopt dat ...* is one claim), and so is one whose pronoun stands
    for nobody in sight. ``publisher`` is the outlet of the article, that *we* and *this paper* stand for.
    """
    work = _Sources(parsed, parties, chains or Chains(parsed, lexicon), lexicon, publisher)
    out: list[Resolved] = []
    for claim in sorted(claims, key=_place):
        out += work.resolve(claim, out)
    stances = Stances(parsed, lexicon)
    return tuple(told(stances, work.with_own_outlet(r.claim)) for r in work.carried(_without_nested(work.chains, out)))


def _place(claim: Claim) -> tuple[int, int]:
    at = claim.cue.start if claim.cue else claim.content.start
    return at, claim.content.start


class _Sources:
    """Resolves the sources of one article."""

    def __init__(
        self, parsed: Parsed, parties: Parties | None, chains: Chains, lexicon: Lexicon, publisher: str | None
    ):
        self.parsed, self.parties, self.chains, self.publisher = parsed, parties, chains, publisher
        self.sides = SourceSides(parsed, parties, chains)
        self._sides: dict[int, str] = {}  # of chains
        self._before: Sequence[Resolved] = ()  # the claims before the one at hand
        self._filed = list(datelines(parsed.text))
        self._channel_kinds = {str(r.channel): str(r.kind) for r in lexicon.rows("channels")}
        self._apart = {str(r.phrase) for r in lexicon.rows("time_words") if set(r.kinds or ()) & SHIFTS}

    def resolve(self, claim: Claim, before: Sequence[Resolved]) -> list[Resolved]:
        """The claim under the name of its source: none where nobody is meant, two where two accuse each other."""
        source = claim.source
        assert source.start is not None
        assert source.end is not None
        start, end = self._named_within(source)
        head = self.sides.head(start, end)
        if head is None:
            return [Resolved(claim, None)]
        if claim.cue is None:  # a quotation that runs on has the speaker of the claim before
            last = next((r for r in reversed(before) if r.claim.source.start == source.start), None)
            if last is not None:
                return [Resolved(_renamed(claim, last.claim.source), last.chain)]
        both = self._each_other(claim, head) if claim.cue is not None else []
        if both:
            return [self._one_of(claim, c, head) for c in both]
        if self.publisher and self._is_own_outlet(head):
            return [Resolved(_renamed(claim, replace(source, name=self.publisher)), None)]
        issuer = self._issuer(claim, head, before)
        if issuer is not None:
            told = replace(claim, channel=claim.channel or issuer.claim.channel)
            return [Resolved(_renamed(told, issuer.claim.source, issuer.chain), issuer.chain)]
        chain = self.chains.of(head)
        if chain is None and (start, end) != (source.start, source.end):
            chain = self.chains.named([t for t in self.parsed.within(start, end) if t.upos != "PUNCT"])
        if head.upos in ("PRON", "DET") and head.feats.get("PronType") == "Ind":
            return [Resolved(_renamed(claim, self._one_more(claim, before)), None)]
        if (
            head.upos in ("PRON", "DET")
            and (chain is None or not chain.nouns)
            and self.chains.speakers.known(self.parsed, head) is None
        ):
            last = self._last_speaker(claim, head, before)
            if last is not None:
                return [Resolved(_renamed(claim, last.claim.source, last.chain), last.chain)]
            chain = self._named_next(head)
            if chain is None:
                return []
        if chain is None or self._pair(head, start, end):
            return [Resolved(_renamed(claim, self._sided(source, start, end)), None)]
        self._before = before
        return [Resolved(_renamed(claim, self._source(source, chain), chain), chain)]

    def _named_within(self, source: Source) -> tuple[int, int]:
        """Where the source's name stands: within the mention where a document's body is the source (*figures from the ministry*)."""
        assert source.start is not None
        assert source.end is not None
        at = self.parsed.text.find(source.name, source.start, source.end + len(source.name))  # a description may follow
        at = at if at < source.end else -1
        return (at, at + len(source.name)) if at >= 0 else (source.start, source.end)

    def _pair(self, head: Token, start: int, end: int) -> bool:
        """Several sources in one phrase: *Het Witte Huis en het Pentagon*."""
        return any(c.start < end for c in self.parsed.children(head, "conj"))

    def _each_other(self, claim: Claim, head: Token) -> list[Chain]:
        """Two that say it each: both of *both X and Y*, and the two that do to each other what the verb says, those that the subject joins
        or the last two countries or bodies named."""
        assert claim.cue is not None
        verb = self.parsed.token_at(claim.cue.start)
        if any(c.deprel == "cc:preconj" for c in self.parsed.children(head)):  # zowel X als Y
            named = (self.chains.of(t) for t in (head, *self.parsed.children(head, "conj")))
            return [c for c in named if c is not None]
        if verb is None or not any(c.feats.get("PronType") == "Rcp" for c in self.parsed.children(verb)):
            return []
        joined = [c for t in (head, *self.parsed.children(head, "conj")) for c in [self.chains.of(t)] if c]
        if len(joined) > 1:
            return joined
        sides = [
            c
            for c in self.chains.all
            if c.nouns[0].head.i < head.i and self.chains.is_side(c) and not (len(c.nouns) == 1 and self._is_filed(c))
        ]
        told = sorted(sides, key=lambda c: -len(c.nouns))[:2]
        return sorted(told, key=lambda c: c.nouns[0].head.i) if len(told) > 1 else []

    def _one_of(self, claim: Claim, chain: Chain, head: Token) -> Resolved:
        """The claim as that of one of several, where it was named here with its own words as the source's."""
        own = next((n for n in chain.nouns if n.head.i >= head.i and n.head.sentence == head.sentence), None)
        joined = own is not None and own.head in (head, *self.parsed.children(head, "conj"))
        if own is not None and joined:
            source = replace(claim.source, start=own.start, end=own.end, name=own.text(self.parsed.text))
            claim = replace(claim, source=replace(source, kind=own.speaker.kind or source.kind))
        return Resolved(_renamed(claim, self._source(claim.source, chain)), chain)

    def _is_filed(self, chain: Chain) -> bool:
        """Does the chain begin with the place of the date-line?"""
        return self._in_dateline(chain.nouns[0])

    def _in_dateline(self, noun: Noun) -> bool:
        return any(d.start <= noun.head.start < d.end for d in self._filed)

    def _is_own_outlet(self, head: Token) -> bool:
        """*this newspaper*, *onze verslaggever*: the article's own outlet, where no other was named before."""
        if self.chains.speakers.own_group(head) not in ("outlet", "reporter"):
            return False
        dets = self.parsed.children(head, "det", "nmod:poss")
        if any(d.feats.get("Person") == "1" and d.feats.get("Poss") == "Yes" for d in dets):
            return True
        chain = self.chains.of(head)
        return any(d.feats.get("PronType") == "Dem" for d in dets) and (
            chain is None or chain.nouns[0].head.i == head.i
        )

    def with_own_outlet(self, claim: Claim) -> Claim:
        """The claim with the article's own outlet by its name where it stands between: *said to this newspaper*."""
        if not self.publisher or not claim.via:
            return claim
        cue = self.parsed.token_at(_place(claim)[0])
        here = [t.form for t in (self.parsed.words(cue.sentence) if cue else ()) if self._is_own_outlet(t)]
        via = (replace(v, name=self.publisher) if v.name.rpartition(" ")[2] in here else v for v in claim.via)
        return replace(claim, via=tuple(dict.fromkeys(via)))

    def _issuer(self, claim: Claim, head: Token, before: Sequence[Resolved]) -> Resolved | None:
        """Whose message it is: *the message said* after *X wrote in a message*."""
        if claim.source.kind != DOCUMENT or head.upos != "NOUN" or not any(
            c.feats.get("Definite") == "Def" or c.feats.get("PronType") == "Dem" for c in self.parsed.children(head, "det")
        ):  # fmt: skip
            return None
        for r in reversed(before):
            cue = self.parsed.token_at(_place(r.claim)[0])
            if cue is None or head.sentence - cue.sentence > MEMORY:
                return None
            if (
                any(key_of(t) == key_of(head) and t.upos == "NOUN" for t in self.parsed.words(cue.sentence))
                and cue.sentence != head.sentence
            ):
                return r
        return None

    def _last_speaker(self, claim: Claim, pronoun: Token, before: Sequence[Resolved]) -> Resolved | None:
        """The last speaker that a pronoun can stand for which no mention in reach explains."""
        here = self._paragraph(claim.content.start)
        found = [
            r
            for r in before
            if here - self._paragraph(_place(r.claim)[0]) <= 1
            and (r.chain is None or self.chains.may_be(r.chain, pronoun))
        ]
        return found[-1] if found else None

    def _named_next(self, pronoun: Token) -> Chain | None:
        """Who is only named after the pronoun: *“It fell like rain,” she said. Amina Yusuf fled with three children.*"""
        if pronoun.feats.get("PronType") != "Prs":
            return None
        for chain in self.chains.all:
            first = chain.nouns[0]
            if (
                pronoun.i < first.head.i
                and first.head.sentence - pronoun.sentence <= 1
                and first.name
                and first.subject
            ):
                return chain if self.chains.may_be(chain, pronoun) else None
        return None

    def _one_more(self, claim: Claim, before: Sequence[Resolved]) -> Source:
        """*Another*, *anderen*: somebody without a name, of the kind of whoever spoke last nearby."""
        here = self._paragraph(claim.content.start)
        last = next((r.claim for r in reversed(before) if self._paragraph(_place(r.claim)[0]) == here), None)
        alike = last is not None and last.anonymous
        return replace(claim.source, kind=last.source.kind if last is not None and alike else ANONYMOUS)

    def _paragraph(self, offset: int) -> int:
        token = self.parsed.token_at(offset)
        return self.parsed.sentences[token.sentence].paragraph if token else -1

    # naming

    def _source(self, source: Source, chain: Chain) -> Source:
        """The source under the fullest name of its chain, with the kind and side that any of its mentions or whose it is tells."""
        best = chain.fullest([n for n in chain.nouns if not self._in_dateline(n)] or chain.nouns)
        lends = [n for n in chain.nouns if n.speaker.group in BORROWS]
        owners = [c for n in lends for c in [self.chains.owner(n.head)] if c is not None and c is not chain]
        speaks = any(n.speaker.group == SPOKESPERSON for n in lends)
        if not owners and (speaks or not chain.names) and lends and all(n.speaker.kind in UNTOLD for n in lends):
            owners = self.sides.spoken_for(lends[0].head)
        if not owners and lends and all(n.speaker.kind in UNTOLD for n in chain.nouns):
            owners = self._works_for(lends[0])
        told = [
            best.speaker.kind,
            source.kind,
            chain.kind,
            *(n.speaker.kind for n in chain.nouns),
            *(c.kind for c in owners),
        ]
        kind = next((k for k in told if k not in UNTOLD), source.kind)
        if kind == "military" and best.speaker.group in RANKS and "armed_group" in told:
            kind = "armed_group"  # a colonel who speaks for rebels
        nouns = [best, *chain.nouns, *(n for c in owners for n in c.nouns)]
        stretches = [(source.start, source.end), *((n.start, n.end) for n in nouns)]
        told_at = [(s, e) for s, e in stretches if s is not None and e is not None]
        party, actor = self.sides.at(told_at)
        kind = self.sides.kind(kind, told_at)
        group = best.speaker.group or next((n.speaker.group for n in chain.nouns if n.speaker.group), None)
        first = replace(source, start=chain.nouns[0].start, end=chain.nouns[0].end)
        party = self._sides.get(id(chain)) or self.sides.of_kind(kind, group, party, source, first)
        if party is not None:
            self._sides[id(chain)] = party
        return replace(source, name=best.text(self.parsed.text), kind=kind or source.kind, party=party, actor_id=actor)

    def _works_for(self, noun: Noun) -> list[Chain]:
        """Where *projectcoördinator X* without more works: at the aid group, UN body or hospital that spoke last before him, just before."""
        head = noun.head
        bare = head.upos == "NOUN" and noun.name and not self.parsed.children(head, "det", "nmod", "amod", "nmod:poss")
        if not bare or noun.speaker.group not in WORKS:
            return []
        here = self._paragraph(head.start)
        for r in reversed(self._before):
            if r.chain is None or here - self._paragraph(_place(r.claim)[0]) > 1:
                continue
            if self.chains.is_body(r.chain):
                return [r.chain] if r.claim.source.kind in HELPERS else []
        return []

    def _sided(self, source: Source, start: int, end: int) -> Source:
        party, actor = self.sides.at([(start, end)])
        source = replace(source, kind=self.sides.kind(source.kind, [(start, end)]))
        head = self.sides.head(start, end)
        group = self.chains.speakers.own_group(head) if head is not None else None
        party = self.sides.of_kind(source.kind, group, party, source)
        return replace(source, party=party, actor_id=actor)

    # what a source keeps from one claim to the next

    def carried(self, resolved: Sequence[Resolved]) -> list[Resolved]:
        """Channel and outlets that hold on: through the paragraph, and for a speech through the article."""
        out: list[Resolved] = []
        for r in resolved:
            c, last = r.claim, next((p for p in reversed(out) if r.chain is not None and p.chain is r.chain), None)
            if last is not None:
                near = self._paragraph(_place(last.claim)[0]) == self._paragraph(_place(c)[0]) and out[-1] is last
                lasting = self._channel_kinds.get(last.claim.channel or "") == OCCASION
                if c.channel is None and last.claim.channel and ((near and not self._at_another_time(c)) or lasting):
                    c = replace(c, channel=last.claim.channel)
                if not c.via and last.claim.via and near:
                    c = replace(c, via=last.claim.via)
            out.append(Resolved(c, r.chain))
        return out

    def _at_another_time(self, claim: Claim) -> bool:
        """*Later he announced ...*: said on another occasion, so perhaps elsewhere."""
        token = self.sides.head(claim.content.start, claim.content.end)
        if token is None:
            return False
        opening = self.parsed.words(token.sentence)[0]
        return opening.form.lower() in self._apart and opening.upos == "ADV"


def _renamed(claim: Claim, source: Source, chain: Chain | None = None) -> Claim:
    kept = replace(source, start=claim.source.start, end=claim.source.end)
    return replace(
        claim,
        id=content_id(
            "claim", claim.content.start, claim.content.end, source.name, claim.cue.start if claim.cue else None
        ),
        source=kept,
        anonymous=_unnamed(claim, chain),
        because=(*claim.because, Reason("claim.source_resolved"))
        if source.name != claim.source.name
        else claim.because,
    )


def _unnamed(claim: Claim, chain: Chain | None) -> bool:
    """Does the source stay without a name, also where a pronoun takes it up again?"""
    if chain is None:
        return claim.anonymous
    return not chain.names and (claim.anonymous or any(n.speaker.anonymous for n in chain.nouns))


def _without_nested(chains: Chains, resolved: Sequence[Resolved]) -> list[Resolved]:
    """Claims that do not lie in a claim of the same speaker; what such a one tells of the stance goes to the claim around it."""
    out = list(resolved)
    for outer in resolved:
        for inner in resolved:
            c, o = inner.claim, outer.claim
            if inner is outer or c.cue is None or o.cue == c.cue or not any(r is inner for r in out):
                continue
            if not (o.content.start <= c.cue.start and c.cue.end <= o.content.end and _same(chains, inner, outer)):
                continue
            aside = chains.aside(c.cue.start, o.content.start)
            if aside is not None and o.cue is not None and o.cue.start < o.content.start:
                cut = chains.parsed.text[o.content.start : aside].rstrip(" ,–—")
                shorter = chains.parsed.slice(o.content.start, o.content.start + len(cut))
                out = [Resolved(_of(r.claim, shorter), r.chain) if r is outer else r for r in out]
                continue
            out = [r for r in out if r is not inner]
            most = 2 * (c.content.end - c.content.start) >= o.content.end - o.content.start
            if o.stance == STATES and c.stance != STATES and most:
                told = Resolved(replace(o, stance=c.stance), outer.chain)
                out = [told if r is outer else r for r in out]
                outer = told
    return out


def _of(claim: Claim, content: Span) -> Claim:
    start = claim.cue.start if claim.cue else None
    return replace(claim, id=content_id("claim", content.start, content.end, claim.source.name, start), content=content)


def _same(chains: Chains, inner: Resolved, outer: Resolved) -> bool:
    """The same speaker, or a body that the speaker calls his own: *said that his country wanted ...*."""
    if inner.chain is None or outer.chain is None:
        return inner.claim.source.name == outer.claim.source.name
    return inner.chain is outer.chain or any(chains.owner(n.head) is outer.chain for n in inner.chain.nouns)
