"""The stance that the words of a content tell, where the reporting verb itself says no more than that something was said."""

from collections.abc import Iterator, Sequence

from volgens.extract.source_phrase import speakers_of
from volgens.extract.word_classes import words_of
from volgens.lexicon import Lexicon, Match, Row, key_of
from volgens.model import Claim, Parsed, Reason, Span, Token, head_of

# Which stances the words of the content can tell, by the stance of the reporting verb.
TELLS_MORE = {
    "states": frozenset(
        {"accuses", "threatens", "promises", "demands", "expects", "confirms", "denies", "doubts", "claims"}
    ),
    "promises": frozenset({"threatens"}),
    "expects": frozenset({"threatens"}),
    "claims": frozenset({"denies"}),
}
VERBAL = frozenset({"expects", "demands", "confirms", "promises", "claims"})  # told by verbs, not by their nouns
DEPTH = 2  # arcs below the head of the content within which a word counts
ACCUSES, DENIES = "accuses", "denies"
SIDES = ("government", "military", "armed_group", "police")  # sources that can be asked whether they did it
# Acts that one may be accused of. That nobody died is no denial, hence no kill or injure.
HOSTILE = ("attack", "offensive", "capture", "execute", "abduct", "torture", "sexual_violence", "besiege", "blockade", "deploy",
           "displace", "ceasefire.violation", "aid.military")  # fmt: skip
FEATS = ("attack", "kill", "capture", "retake", "intercept", "damage", "execute", "clash")
FIGHTERS = ("military", "armed_group")
DEEDS = {"military": FEATS, "armed_group": FEATS, "government": ("attack", "intercept")}  # what each boasts of
VICTORS, ARMED_GROUP = ("military", "government", "police"), "armed_group"
LOSSES = ("kill", "capture.person", "detain", "execute")
HARM = ("attack", "kill", "execute", "abduct", "torture", "blockade", "besiege")
PROMISES, THREATENS, THREAT = "promises", "threatens", "claim.threat"
STATES, CLAIMS, EXPECTS = "states", "claims", "expects"
WITNESS = "witness"
DEMANDS, ASKS = "demands", "?"
NOW, COUNTED, OPEN_EFFECTS = "now", "counted", ("possible", "hypothetical")
OBJECT = "object="
OF_THINGS = ("subject=place", "subject=weapon", "object=weapon")
PERFECT, AHEAD = "perfect", ("future", "conditional")
RULE, DENIAL, FEAT = "claim.stance", "claim.denial", "claim.feat"


class Stances:
    """Reads contents of one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon):
        self.parsed = parsed
        self._negations = {str(r.phrase).lower() for r in lexicon.rows("negation")}
        self._words = lexicon.phrases("stance_words")
        self._single = {str(r.phrase).lower(): r for r in lexicon.rows("stance_words")}
        self._speakers, self._classes = speakers_of(lexicon), words_of(lexicon)
        self._tenses = {str(r.phrase).lower(): str(r.tense) for r in lexicon.rows("time_tenses")}
        self._acts = lexicon.lemmas("events")
        self._act_nouns = lexicon.nouns("event_nouns")
        told = [(r, str(c).partition("=")) for r in lexicon.rows("reporting") for c in r.condition]
        self._now = {r.where: value for r, (key, _, value) in told if key == NOW}
        self._counted = {r.where: value for r, (key, _, value) in told if key == COUNTED}
        open_ = [r for r in lexicon.rows("certainty") if r.effect in OPEN_EFFECTS and " " not in str(r.phrase)]
        self._open = {str(r.phrase).lower() for r in open_}

    def of(self, claim: Claim) -> tuple[str, Reason] | None:
        """What the content tells beyond the stance of the claim, and why; None where nothing more, or where it was read already.

        It depends on the kind of the source, which may become known only later: what an army says of its own feats it claims.
        """
        if any(r.rule in (RULE, DENIAL, FEAT, THREAT) for r in claim.because):
            return None
        row = self._by_word(claim.content, claim.stance, claim.source.kind)
        if row is not None:
            return str(row.stance), Reason(RULE, row.where)
        present = self._of_what_is(claim)
        if present is not None:
            return present, Reason(RULE)
        beside = claim.cue is None or claim.content.start < claim.cue.start
        if (
            DENIES in TELLS_MORE.get(claim.stance, ())
            and claim.source.kind in SIDES
            and self._denies_act(claim.content, beside, claim.source.kind in FIGHTERS)
        ):
            return DENIES, Reason(DENIAL)
        ahead = claim.stance == EXPECTS or (claim.stance == STATES and self._ahead(claim.content))
        if ahead and claim.source.kind in SIDES and self._own_harm(claim.content):
            return THREATENS, Reason(THREAT)
        feats = DEEDS.get(claim.source.kind, ())
        if claim.stance == STATES and feats and self._own_feat(claim.content, feats):
            return CLAIMS, Reason(FEAT)
        if claim.stance == STATES and claim.source.kind in VICTORS and self._enemies_fell(claim.content):
            return CLAIMS, Reason(FEAT)
        if claim.stance == PROMISES and self._hostile(claim.content):
            return THREATENS, Reason(THREAT)
        return None

    def _of_what_is(self, claim: Claim) -> str | None:
        """What a verb that looks ahead, or one of belief, says of what is already so: *warned that stocks are empty* states it, *believes
        that forty have died* is an estimate."""
        where = next((r.row for r in claim.because if r.row in self._now or r.row in self._counted), None)
        words = [t for t in self.parsed.within(claim.content.start, claim.content.end) if t.upos != "PUNCT"]
        top = head_of(words) if words else None
        if where is None or top is None or self._is_open(top, words):
            return None
        if where in self._now:
            return self._now[where] if self._finite(top) else None
        return self._counted[where] if any(t.upos == "NUM" for t in words) else None

    def _finite(self, top: Token) -> bool:
        return any(
            t.feats.get("VerbForm") == "Fin" for t in (top, *self.parsed.children(top, "aux", "aux:pass", "cop"))
        )

    def _is_open(self, top: Token, words: Sequence[Token]) -> bool:
        """Does the clause look ahead, or hang on a condition?"""
        helpers = [top, *self.parsed.children(top, "advmod"), *(t for t in words if t.rel in ("aux", "mark", "cop"))]
        forms = {form for t in helpers for form in (t.form.lower(), key_of(t))}
        return bool(forms & self._open) or any(self._tenses.get(f) in AHEAD for f in forms)

    def _by_word(self, content: Span, stance: str, kind: str | None) -> Row | None:
        if stance not in TELLS_MORE:
            return None
        tokens = self.parsed.within(content.start, content.end)
        for hit in (*self._words.all(tokens), *self._by_last_part(tokens)):
            top = head_of(hit.tokens)
            denied = any(t.form.lower() in self._negations for t in tokens if t.i < hit.tokens[0].i)
            if hit.row.stance in VERBAL and len(hit.tokens) == 1 and top.upos not in ("VERB", "AUX"):
                continue
            if hit.row.source_kinds and kind not in hit.row.source_kinds:
                continue
            if hit.row.stance == ACCUSES and self._nobody_did(top, kind):
                continue
            if hit.row.stance == THREATENS and self._done(top, content):
                continue
            if hit.row.stance == DEMANDS and (self._asked(top) or self._had_to(top)):
                continue
            if hit.row.stance == THREATENS and stance == STATES and top.upos == "NOUN" and self._verbless(tokens):
                continue  # called the raid retaliation
            denied = denied and hit.row.stance != EXPECTS  # nobody should expect peace: that is expected too
            if hit.row.stance in TELLS_MORE[stance] and self._governs(top, content) and not denied:
                return hit.row
        return None

    def _by_last_part(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Compounds by their last part: *oorlogsmisdaden* are *misdaden*."""
        for t in tokens:
            last = t.lemma.rpartition("_")[2].lower()
            if t.upos == "NOUN" and last != t.lemma.lower() and last in self._single:
                yield Match(self._single[last], (t,), t)

    def _done(self, word: Token, content: Span) -> bool:
        """*had struck in retaliation*, *is teruggeslagen*: what was done already threatens nobody."""
        verb = next((t for t in (word, *self.parsed.ancestors(word)) if t.upos == "VERB"), None)
        if verb is None or not content.start <= verb.start < content.end:
            return False
        helpers = self.parsed.children(verb, "aux", "aux:pass")
        tenses = [self._tenses.get(form) for t in helpers for form in (t.form.lower(), key_of(t))]
        if any(t in AHEAD for t in tenses) or (word is not verb and not self._acts_like(verb, FEATS)):
            return False
        return PERFECT in tenses or (verb.feats.get("Tense") == "Past" and not helpers)

    @staticmethod
    def _verbless(tokens: Sequence[Token]) -> bool:
        return not any(t.feats.get("VerbForm") == "Fin" for t in tokens)

    def _had_to(self, word: Token) -> bool:
        """*hebben moeten vluchten*: an infinitive that stands for a participle."""
        verb = self.parsed.head(word)
        if verb is None or word.upos != "AUX" or word.feats.get("VerbForm") != "Inf":
            return False
        return any(self._tenses.get(key_of(a)) == PERFECT for a in self.parsed.children(verb, "aux") if a is not word)

    def _asked(self, word: Token) -> bool:
        """*Where else should they go?*: a question demands nothing."""
        return any(t.form == ASKS for t in self.parsed.words(word.sentence) if t.i > word.i)

    def _nobody_did(self, verb: Token, kind: str | None) -> bool:
        """*shops were looted*: a passive that blames nobody; of a witness, who tells what befell people, none does."""
        passive = bool(self.parsed.children(verb, "nsubj:pass", "aux:pass"))
        blames = bool(self.parsed.children(verb, "obl:agent")) and kind != WITNESS
        return passive and verb.upos == "VERB" and not blames

    def _governs(self, token: Token, content: Span) -> bool:
        """Does the word stand at the top of what is said rather than deep in one of its phrases?"""
        for _ in range(DEPTH):
            head = self.parsed.head(token)
            if head is None or not content.start <= head.start < content.end:
                return True
            if token.rel in ("acl", "advcl"):
                return False
            token = head
        head = self.parsed.head(token)
        return head is None or not content.start <= head.start < content.end

    def _denies_act(self, content: Span, beside: bool, fights: bool) -> bool:
        """*its troops did not shell the town*, *there is no blockade*: the main clause says that a hostile act was not done."""
        words = [t for t in self.parsed.within(content.start, content.end) if t.upos != "PUNCT"]
        if not words:
            return False
        top = head_of(words)
        if top.upos == "VERB" and any(
            str(m.row.event_type).startswith(HOSTILE) and not self._of_things(m.row) and self._has_object(m.row, top)
            for m in self._acts.find(self.parsed, top)
        ):
            subject = self.parsed.children(top, "nsubj")
            if beside and any(s.feats.get("Gender") == "Neut" and s.upos == "PRON" for s in subject):
                return False  # "it", before who says so is named: as often a missile as a body
            told = [
                *self.parsed.children(top, "obj"),
                *(s for s in subject if self._speakers.can_speak(self.parsed, [s])),
                *(s for s in subject if fights and s.deprel == "nsubj:pass"),  # no houses were shelled
            ]
            return self._negated(top) or any(self._negated(t) for t in told)
        things = [top] if top.upos == "NOUN" else self.parsed.children(top, "nsubj", "obj")
        return any(
            self._negated(t)
            and any(str(m.row.event_type).startswith(HOSTILE) for m in self._act_nouns.find(t, self.parsed))
            for t in things
        )

    def _has_object(self, row: Row, verb: Token) -> bool:
        """Of *hebben*, which deploys troops and nothing else: may its object be of the classes that the row asks for? A name may be anything."""
        asked = [str(c).partition("=")[2].split("/") for c in row.condition if str(c).startswith(OBJECT)]
        objects = [t for t in self.parsed.children(verb, "obj") if t.upos == "NOUN"]
        return all(not objects or any(self._classes.of(self.parsed, t) & set(a) for t in objects) for a in asked)

    @staticmethod
    def _of_things(row: Row) -> bool:
        """A row for what towns and weapons do (*the town fell*, *received shells*), which nobody is accused of."""
        return any(str(c).startswith(OF_THINGS) for c in row.condition)

    def _own_feat(self, content: Span, feats: tuple[str, ...]) -> bool:
        """*it had killed nine guerrillas*, *onze troepen hebben de brug heroverd*: what an army says of its own deeds it claims."""
        words = [t for t in self.parsed.within(content.start, content.end) if t.upos != "PUNCT"]
        top = head_of(words) if words else None
        if top is None or top.upos != "VERB" or self._negated(top):
            return False
        return self._by_itself(top) and self._acts_like(top, feats)

    def _enemies_fell(self, content: Span) -> bool:
        """*62 fighters had been killed*, *troops captured nine rebels*: the other side's losses, as an army or a government counts them."""
        words = [t for t in self.parsed.within(content.start, content.end) if t.upos != "PUNCT"]
        top = head_of(words) if words else None
        if top is None or top.upos != "VERB" or self._negated(top) or not self._acts_like(top, LOSSES):
            return False
        fallen = [t for t in self.parsed.children(top, "nsubj", "obj") if t.deprel in ("nsubj:pass", "obj")]
        return any(t.upos == "NOUN" and self._speakers.own_kind(t) == ARMED_GROUP for t in fallen)

    def _acts_like(self, verb: Token, types: tuple[str, ...]) -> bool:
        return any(str(m.row.event_type).startswith(types) for m in self._acts.find(self.parsed, verb))

    def _ahead(self, content: Span) -> bool:
        """*would strike*, *zullen aanvallen*: what is still to be done."""
        words = [t for t in self.parsed.within(content.start, content.end) if t.upos != "PUNCT"]
        top = head_of(words) if words else None
        helpers = self.parsed.children(top, "aux") if top is not None else []
        return any(self._tenses.get(form) in AHEAD for t in helpers for form in (t.form.lower(), key_of(t)))

    def _own_harm(self, content: Span) -> bool:
        """*warned that it could resume the air strikes*: harm that the speaker himself may do."""
        words = [t for t in self.parsed.within(content.start, content.end) if t.upos != "PUNCT"]
        top = head_of(words) if words else None
        if top is None or top.upos != "VERB" or self._negated(top) or not self._by_itself(top):
            return False
        things = self.parsed.children(top, "obj")
        return self._hostile(content) or any(
            str(m.row.event_type).startswith(HARM) for t in things for m in self._act_nouns.find(t, self.parsed)
        )

    def _by_itself(self, verb: Token) -> bool:
        """Is the subject a pronoun or one's own: *it*, *onze troepen*?"""
        return any(
            s.feats.get("PronType") == "Prs"
            or any(
                d.feats.get("Poss") == "Yes" or (d.deprel == "nmod:poss" and d.upos == "PRON")
                for d in self.parsed.children(s)
            )
            for s in self.parsed.children(verb, "nsubj")
            if s.deprel == "nsubj" and s.form.lower() not in self._negations
        )

    def _hostile(self, content: Span) -> bool:
        """*vowed to bomb the port*: what is promised is done to somebody."""
        words = [t for t in self.parsed.within(content.start, content.end) if t.upos != "PUNCT"]
        top = head_of(words) if words else None
        if top is None or top.upos != "VERB" or self._negated(top):
            return False
        return self._acts_like(top, HARM)

    def _negated(self, token: Token) -> bool:
        return any(
            c.form.lower() in self._negations or c.feats.get("Polarity") == "Neg"
            for c in self.parsed.children(token, "advmod", "det", "neg")
        )
