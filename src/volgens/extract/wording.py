"""What the reporting words bring along: channel and outlets in between."""

from collections.abc import Sequence

from volgens.extract.attribution import Attribution
from volgens.extract.source_phrase import Speaker, Speakers
from volgens.lexicon import Lexicon, Match, Row
from volgens.model import Parsed, Span, Token, Via, head_of

PLATFORM, BROADCAST = "platform", "broadcast"
OUTLETS = ("agency", "media")
WITHIN_NAMES = ("flat", "compound", "appos", "amod", "nmod:poss")


class Wording:
    """Reads the words around reports of one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, speakers: Speakers):
        self.parsed, self.speakers = parsed, speakers
        self._channels = lexicon.phrases("channels")
        self._relays = lexicon.phrases("relays")
        roles = [(str(r.word), r.role) for r in lexicon.rows("source_preps")]
        self._addressing = {word for word, role in roles if role == "addressee"}
        self._agents = {word for word, role in roles if role == "agent"}

    def channel(self, a: Attribution, content: Span) -> tuple[str | None, Row | None]:
        """Where it was said: a platform before anything else (*in een verklaring op Telegram*), several platforms together."""
        source, tag = {t.i for t in a.source}, {t.i for t in a.tag}
        words = [
            t for t in self.parsed.words(a.cue[0].sentence)
            if t.i not in source and (self._around(t, a) or a.cue[-1].end <= t.start < content.start)
            and ((a.beside and t.i in tag) or not content.start <= t.start < content.end)
        ]  # fmt: skip
        hits = [
            m
            for m in self._channels.all(words)
            if (self._placed(m.anchor) or self._placed(m.tokens[0]) or self._told_to(m, a))
            and not self._in_outlet(m.tokens)
        ]
        platforms = [m for m in hits if m.row.kind == PLATFORM]
        if len(platforms) > 1 and platforms[1].anchor.head == platforms[0].anchor.i:
            both = [t for m in platforms for t in m.tokens]
            return self.parsed.span(both).text, platforms[0].row
        best = next(iter((*platforms, *hits)), None)
        return (str(best.row.channel), best.row) if best else (None, None)

    def document(self, source: Sequence[Token], speaker: Speaker) -> tuple[str | None, Row | None]:
        """*the army's report describes ...*: the channel is the document, where its body is taken for the source."""
        head = head_of(source)
        words = self.parsed.words(head.sentence)
        hit = (
            self._channels.at(words, head.i - words[0].i) if head not in speaker.name and head.upos == "NOUN" else None
        )
        return (str(hit.row.channel), hit.row) if hit is not None else (None, None)

    def _told_to(self, m: Match, a: Attribution) -> bool:
        """*told state television*: a broadcaster without a name is where it was said."""
        return m.row.kind == BROADCAST and m.anchor.rel in ("iobj", "obj") and m.anchor.head == a.cue[0].i

    def _in_outlet(self, tokens: Sequence[Token]) -> bool:
        """Part of the name of an outlet of more words: Radio France Internationale, Radio Lakay."""
        first = tokens[0]
        if (
            len(tokens) == 1
            and first.upos == "NOUN"
            and any(
                c.upos == "PROPN" and self.parsed.children(first, "case")
                for c in self.parsed.children(first, "compound")
            )
        ):  # quoted by Al Masirah television
            return any(c.form.lower() in self._agents for c in self.parsed.children(first, "case"))
        if len(tokens) == 1 and first.upos == "PROPN":
            above = self.parsed.head(first)
            joined = [
                *self.parsed.children(first, "flat", "compound"),
                *([above] if first.rel in ("flat", "compound") else []),
            ]
            if any(t is not None and t.upos == "PROPN" for t in joined):
                return True
        known = self.speakers.known(self.parsed, tokens[0])
        return known is not None and known.kind in OUTLETS and all(
            " ".join(t.form for t in tokens) != str(name) for name in known.names or ()
        )  # fmt: skip

    def _around(self, token: Token, a: Attribution) -> bool:
        """Does the token hang below the reporting words rather than elsewhere in the sentence?"""
        inside = {t.i for t in a.tag}
        if token.i in inside or any(t.i in inside for t in self.parsed.ancestors(token)):
            return True
        if a.beside:
            return False
        # an adverbial of the verb above: "In een toespraak heeft de minister ... opgeroepen"
        above = {t.i for t in self.parsed.ancestors(a.cue[0])}
        top = next((t for t in (token, *self.parsed.ancestors(token)) if t.rel == "obl" and t.head in above), None)
        return top is not None and top.i < a.cue[0].i

    def _placed(self, token: Token) -> bool:
        """Said in, on or through it: the word has a preposition, or belongs to one that has."""
        seen = [token]
        head = self.parsed.head(token)
        while (
            head is not None
            and token.rel in ("flat", "compound", "nmod", "conj", "amod", "appos", "fixed")
            and head.upos in ("NOUN", "PROPN", "X")
        ):
            seen.append(head)
            token, head = head, self.parsed.head(head)
        return any(self.parsed.children(t, "case") for t in seen) or token.upos == "ADV"

    def outlets(self, a: Attribution) -> tuple[Via, ...]:
        """Outlets to whom it was told: *told CNN*, *tegen persbureau Reuters*, *in an interview with the BBC*, *residents quoted by AFP*."""
        own = {t.i for t in (*a.source, *a.cue)}
        said = [m for m in self._channels.all(a.tag) if self._placed(m.anchor) or self._told_to(m, a)]
        channels = [self.parsed.span(m.tokens) for m in said if not self._in_outlet(m.tokens)]
        out: list[Via] = []
        for t in self._near(a):
            if t.i in own or t.upos not in ("NOUN", "PROPN") or t.rel in WITHIN_NAMES or t.rel == "nsubj":
                continue
            phrase = self.speakers.phrase(self.parsed, t)
            speaker = self.speakers.read(self.parsed, phrase)
            if speaker.kind not in OUTLETS or speaker.group == "reporter":
                continue
            known = speaker.row is not None and speaker.row.table == "sources"
            addressed = self._addressed(t)
            if not (addressed or known) or (self._of_source(t, a) and not self._asked_by(t)):
                continue
            if any(c.start <= t.start < c.end for c in channels):
                continue
            via = Via(self.parsed.span(phrase).text, speaker.kind)
            if via not in out:
                out.append(via)
        return tuple(out)

    def _near(self, a: Attribution) -> list[Token]:
        """The tokens of the tag, and after a relative clause that cuts it (*said a man who ..., to AFP*) the addressee."""
        more = [
            t
            for t in self.parsed.words(a.cue[0].sentence)
            if t not in a.tag and t.i > a.cue[0].i and self._cases(t) & self._addressing and self._cut_off(t, a)
        ]
        return [*a.tag, *more]

    def _cut_off(self, token: Token, a: Attribution) -> bool:
        """Does the token, after a comma, hang below the source or the cue?"""
        first = self.parsed.subtree(token)[0]
        heads = {t.i for t in (*a.source, *a.cue)}
        comma = "," in (first.form, self.parsed.tokens[first.i - 1].form)
        return a.beside and comma and any(x.i in heads for x in self.parsed.ancestors(token))

    def _cases(self, token: Token) -> set[str]:
        return {c.form.lower() for c in self.parsed.children(token, "case")}

    def _addressed(self, token: Token) -> bool:
        """*told CNN*, *tegen Reuters*, *an interview with the paper*: the object of the telling, or brought in as who was told."""
        if token.rel in ("iobj", "obj") or self._asked_by(token):
            return True
        head = self.parsed.head(token)
        told = head is not None and (head.upos == "VERB" or self._channel_word(head))
        return told and bool(self._cases(token) & self._addressing)

    def _channel_word(self, token: Token) -> bool:
        words = self.parsed.words(token.sentence)
        return self._channels.at(words, token.i - words[0].i) is not None

    def _asked_by(self, token: Token) -> bool:
        """*residents quoted by AFP*: the agent of a participle below the source."""
        head = self.parsed.head(token)
        agent = token.deprel == "obl:agent" or bool(self._cases(token) & self._agents)
        return agent and head is not None and head.rel == "acl" and head.feats.get("VerbForm") == "Part"

    def _of_source(self, token: Token, a: Attribution) -> bool:
        """Does the token hang below the source, on the source's side of the cue?"""
        if not any(x in a.source for x in self.parsed.ancestors(token)) or self._cut_off(token, a):
            return False
        return (token.i < a.cue[0].i) == (head_of(a.source).i < a.cue[0].i)

    def relay(self, a: Attribution) -> tuple[tuple[Token, ...], tuple[Via, ...]] | None:
        """The source that an outlet passes on (*meldt X op gezag van Y*) and the outlet as what stands between."""
        speaker = self.speakers.read(self.parsed, a.source)
        if speaker.kind not in OUTLETS:
            return self._quoted(a)
        words = self.parsed.words(a.cue[0].sentence)
        for k in range(len(words)):
            hit = self._relays.at(words, k)
            if hit is None or not self._around(words[k], a) or hit.anchor.i == a.cue[0].i:
                continue
            head = self._brought_in(hit.tokens, words)
            if head is None:
                continue
            phrase = self.speakers.phrase(self.parsed, head)
            if self.speakers.read(self.parsed, phrase).kind is not None or head.upos == "PROPN":
                return phrase, (Via(self.parsed.span(a.source).text, speaker.kind),)
        return None

    def _quoted(self, a: Attribution) -> tuple[tuple[Token, ...], tuple[Via, ...]] | None:
        """*the agency quoted a doctor | as saying*: the doctor, and the agency in between."""
        above = self.parsed.head(a.cue[0])
        if above is None or a.cue[0].rel != "advcl" or head_of(a.source).head != above.i:
            return None
        words = self.parsed.words(a.cue[0].sentence)
        if self._relays.at(words, above.i - words[0].i) is None:
            return None
        for subject in self.parsed.children(above, "nsubj", "obl:agent"):
            phrase = self.speakers.phrase(self.parsed, subject)
            outlet = self.speakers.read(self.parsed, phrase)
            if outlet.kind in OUTLETS and subject not in a.source:
                return tuple(a.source), (Via(self.parsed.span(phrase).text, outlet.kind),)
        return None

    def _brought_in(self, relay: Sequence[Token], words: Sequence[Token]) -> Token | None:
        """The noun after the relaying words."""
        for t in words:
            if t.i > relay[-1].i and t.upos in ("NOUN", "PROPN", "PRON"):
                head = t
                while (
                    head.rel in ("flat", "compound", "amod", "nmod:poss", "nmod:desc")
                    and self.parsed.tokens[head.head].i > relay[-1].i
                ):
                    head = self.parsed.tokens[head.head]
                return head_of(self.speakers.phrase(self.parsed, head))
            if t.i > relay[-1].i and t.upos not in ("DET", "ADJ", "ADV", "ADP", "NUM"):
                return None
        return None
