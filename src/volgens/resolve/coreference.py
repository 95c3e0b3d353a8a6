"""Which words of an article name the same person, body or country: names, descriptions (*de gouverneur*) and pronouns.

Chains grow from left to right. A name joins the chain that bears it or a part of it, an abbreviation the name it stands beside or whose
initials it gives; a description joins the last chain that its noun fits; a pronoun the most salient chain of its number, gender and kind.
"""

import re
from collections.abc import Iterator, Sequence

from volgens.extract.source_phrase import Speaker, speakers_of
from volgens.lexicon import Lexicon, key_of
from volgens.model import Parsed, Token, head_of
from volgens.resolve.chain import Chain, Noun
from volgens.resolve.names import initials, same_name
from volgens.resolve.natures import Natures
from volgens.resolve.salience import Salience

INSIDE_NAMES = ("flat", "compound", "fixed", "nmod:desc", "goeswith")
# Nouns of one of these groups can stand for one another: the priest is the cleric, the militia the movement.
MUTUAL = frozenset({"clergy", "leader", "minister", "governor", "mayor", "commander", "diplomat", "spokesperson", "doctor", "elder",
                    "activist", "politician", "chief", "lawyer", "group", "army", "ministry", "police", "rescue", "hospital", "outlet",
                    "official", "soldier", "officer", "service", "organisation", "institute", "company", "expert", "reporter", "rescuer"})  # fmt: skip
KNOWN = frozenset({"actors", "sources", "countries", "metonyms", "source_phrases"})
GROUP, DOCUMENT = "group", "document"
GENERAL = frozenset({GROUP, "organisation"})  # whose nouns fit any body of their kind: the movement, the organisation
OFFICES = ("service", "organisation")  # the agency, the office: also of the United Nations
ARMY = "army"
ARGUMENTS = ("nsubj", "obj", "obl", "nmod")
COUNTED = 3.0  # salience of what is counted, for a pronoun that a number is a part of
MEMORY = 40  # sentences back that a description may look
REACH = 3  # sentences back that a pronoun may look


class Chains:
    """The chains of one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon):
        self.parsed = parsed
        self.speakers = speakers_of(lexicon)
        self._salience, self._natures = Salience(parsed, lexicon), Natures(parsed, lexicon)
        self._words = {str(r.word): r for r in lexicon.rows("pronouns")}
        self.all: list[Chain] = []
        self._of: dict[int, Chain] = {}
        for sentence in parsed.sentences:
            for token in parsed.words(sentence):
                if self._is_pronoun(token):
                    self._add_pronoun(token)
                elif self._is_noun(token):
                    self._add_noun(self._noun(token))
                    self._add_pair(token)

    # asking

    def of(self, token: Token) -> Chain | None:
        """The chain that this token heads a mention of."""
        return self._of.get(token.i)

    def at(self, start: int, end: int) -> Chain | None:
        """The chain of the mention between two offsets."""
        tokens = [t for t in self.parsed.within(start, end) if t.upos != "PUNCT"]
        if not tokens:
            return None
        head = head_of(tokens)
        return self.of(head) or next((c for t in tokens for c in [self.of(t)] if c), None)

    def named(self, words: Sequence[Token]) -> Chain | None:
        """The chain that bears this name, for a name inside another (*UN data*)."""
        name = tuple(t.form for t in words if t.upos in ("PROPN", "X"))
        if not name:
            return None
        row = self.speakers.known(self.parsed, words[0])
        for chain in self.all:
            if any(same_name(name, other) for other in chain.names) or (len(name) == 1 and name[0] in chain.aliases):
                return chain
            if row is not None and any(n.speaker.row == row for n in chain.nouns):
                return chain
        return None

    def mentions_with(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The other mentions of what is mentioned between two offsets, the fullest name first."""
        chain = self.at(start, end)
        if chain is None or not chain.nouns:
            return
        best = chain.best()
        for n in (best, *(n for n in chain.nouns if n is not best)):
            if not (n.start < end and start < n.end):
                yield n.start, n.end

    def may_be(self, chain: Chain, pronoun: Token) -> bool:
        """Do number, gender and kind allow the pronoun to stand for the chain?"""
        row = self._words.get(key_of_form(pronoun))
        if row is None:
            return False
        plural = row.number == "plur" or (row.number == "both" and self._salience.plural_verb(pronoun))
        return self._natures.agrees(chain, str(row.animacy), row.cells.get("gender"), plural)

    def aside(self, cue: int, start: int) -> int | None:
        """Where a clause begins that goes on about a noun after a comma and reports by itself, *..., which he called a trap*; None where the
        verb at ``cue`` heads no such clause after ``start``."""
        verb = self.parsed.token_at(cue)
        noun = self.parsed.head(verb) if verb is not None and verb.deprel == "acl:relcl" else None
        if verb is None or noun is None:
            return None
        first = self.parsed.subtree(verb)[0]
        if noun.deprel == "appos":
            first = self.parsed.subtree(noun)[0]
        described = [a for a in self.parsed.children(noun, "appos") if a.i < verb.i]
        if described:  # a militia that he accused of ...: with what describes it
            first = self.parsed.subtree(described[0])[0]
        comma = "," in (first.form, self.parsed.tokens[max(0, first.i - 1)].form)
        return first.start if comma and first.start > start else None

    def owner(self, head: Token) -> Chain | None:
        """Whose it is, where a pronoun says so: *its head Jan Jansen*, *haar woordvoerder*."""
        titles = self.parsed.children(head, "nmod:desc")  # its spokesman Jan Jansen
        below = [c for t in (head, *titles) for c in self.parsed.children(t, "nmod:poss", "det:poss", "det")]
        pronouns = [c for c in below if c.upos in ("PRON", "DET")]
        owners = [c for p in pronouns for c in [self.of(p)] if c is not None and c.nouns]
        return owners[0] if owners else None

    def is_body(self, chain: Chain) -> bool:
        """An organisation or country rather than a person."""
        return self._natures.is_body(chain)

    def is_side(self, chain: Chain) -> bool:
        """A country or an armed body by name."""
        return (
            bool(chain.names)
            and self._natures.is_body(chain)
            and chain.kind in ("government", "armed_group", "military")
            and not chain.plural
        )

    # mentions

    def _is_pronoun(self, token: Token) -> bool:
        return token.upos in ("PRON", "DET") and key_of_form(token) in self._words and token.feats.get("PronType") not in ("Art",) and (
            token.upos == "PRON" or token.feats.get("Poss") == "Yes"
        )  # fmt: skip

    def _is_noun(self, token: Token) -> bool:
        if (
            (
                token.upos not in ("NOUN", "PROPN")
                and not self._foreign_name(token)
                and not self._counted_by_adjective(token)
            )
            or token.deprel in INSIDE_NAMES
            or token.rel in INSIDE_NAMES
        ):
            return False
        above = self.parsed.head(token)
        return not (
            token.rel == "appos"
            and token.upos == "PROPN"
            and above is not None
            and above.upos in ("NOUN", "PROPN")
            and not self._apart(above, token)
        )

    def _counted_by_adjective(self, token: Token) -> bool:
        """*31 gewonden*, *two wounded*: people named by an adjective alone."""
        return token.upos == "ADJ" and token.rel in ARGUMENTS and bool(self.parsed.children(token, "nummod"))

    def _foreign_name(self, token: Token) -> bool:
        """A name in another language, which the treebanks tag as foreign: *de Rapid Support Forces*."""
        return token.upos == "X" and token.form[:1].isupper()

    def _apart(self, above: Token, token: Token) -> bool:
        between = self.parsed.tokens[min(above.i, token.i) + 1 : max(above.i, token.i)]
        return any(t.upos == "PUNCT" and t.form != "-" for t in between)

    def _noun(self, head: Token) -> Noun:
        tokens = self.speakers.phrase(self.parsed, head, joined=False)
        if not any(t.i == head.i for t in tokens):
            tokens = (head,)
        speaker = self.speakers.read(self.parsed, tokens)
        name = self._name(head, tokens)
        determined = list(self.parsed.children(head, "det", "nmod:poss"))
        definite = any(
            c.feats.get("Definite") == "Def" or c.feats.get("PronType") == "Dem" or c.deprel == "nmod:poss"
            for c in determined
        )
        several = head.feats.get("Number") in ("Plur", "Ptan") or self._counted_by_adjective(head)
        plural = several and not (name and self._one_body(speaker))
        subject = head.rel == "nsubj"
        return Noun(head, tokens, name, speaker, plural, definite, subject)

    @staticmethod
    def _one_body(speaker: Speaker) -> bool:
        """A known organisation is one, whatever the number of its name: Artsen zonder Grenzen, the United Nations."""
        return speaker.row is not None and speaker.row.table in KNOWN and speaker.kind != "armed_group"

    def _name(self, head: Token, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The words of the proper name: the head with its flat parts, or the name that a title stands before."""
        titled = [c for c in self.parsed.children(head, "appos", "flat") if c.upos == "PROPN" and c in tokens]
        if head.upos != "PROPN" and not self._foreign_name(head):
            starts = titled[:1]
        elif titled and titled[0].i == head.i + 1 and self.speakers.is_title(head):  # a title read as a name: Generaal
            starts = [titled[0]]
        else:
            starts = [head]
        if not starts:
            return ()
        if starts[0] is not head:  # parts that the tree hangs side by side
            last = max((t.i for t in self.parsed.subtree(starts[0]) if t in tokens), default=starts[0].i)
            starts += [c for c in titled[1:] if c.i == last + 1]
        names = ("flat", "compound", "goeswith", "fixed")
        below = [c for s in starts for c in self.parsed.children(s, *names) if c.upos in ("PROPN", "X", "ADP", "DET")]
        parts = {t.i: t for t in (*starts, *below)}.values()
        return tuple(t.form for t in sorted(parts, key=lambda t: t.i))

    # joining

    def _add_noun(self, noun: Noun) -> None:
        chain = self._apposed(noun) or self._by_name(noun) or self._by_description(noun)
        if chain is None:
            chain = Chain()
            self.all.append(chain)
        chain.nouns.append(noun)
        alias = self._alias(noun)
        if alias:
            chain.aliases.add(alias)
        self._of[noun.head.i] = chain
        for t in noun.tokens:
            if t.rel in ("appos", "flat") and t.upos == "PROPN":
                self._of.setdefault(t.i, chain)

    def _add_pair(self, head: Token) -> None:
        """*Russia and Ukraine*: what *they* and *the two countries* can stand for."""
        others = [c for c in self.parsed.children(head, "conj") if c.upos in ("NOUN", "PROPN")]
        if not others or head.rel == "conj":
            return
        tokens = self.speakers.phrase(self.parsed, head)
        pair = Noun(head, tokens, (), self.speakers.read(self.parsed, tokens), True, True, head.rel == "nsubj")
        self.all.append(Chain([pair]))

    def _apposed(self, noun: Noun) -> Chain | None:
        """*their spokesman, Ali Hassan*: what a comma or brackets set beside a noun is the same thing."""
        above = self.parsed.head(noun.head)
        if above is None or noun.head.rel not in ("appos",) or above.sentence != noun.head.sentence:
            return None
        chain = self._of.get(above.i)
        if chain is None or (chain.plural and not noun.plural and noun.name):
            return None
        return chain

    def _alias(self, noun: Noun) -> str | None:
        """The abbreviation in brackets after the mention: *Rapid Support Forces (RSF)*."""
        m = re.match(r"\s*\(([A-Z][A-Za-z0-9-]{1,9})\)", self.parsed.text[noun.end :])
        return m.group(1) if m else None

    def _by_name(self, noun: Noun) -> Chain | None:
        if not noun.name:
            return None
        row = noun.speaker.row
        for chain in reversed(self.all):
            if row is not None and row.table == "actors" and any(n.speaker.row == row and n.name for n in chain.nouns):
                return chain
            if (
                any(same_name(noun.name, other) for other in chain.names)
                or (len(noun.name) == 1 and noun.name[0] in chain.aliases)
            ) and (noun.plural == chain.plural or not noun.plural):
                return chain
            if len(noun.name) == 1 and any(
                initials(other) == noun.name[0] for other in (*chain.names, *self._full(chain))
            ):
                return chain
            if any(len(other) == 1 and initials(noun.name) == other[0] for other in chain.names):
                return chain
        return None

    @staticmethod
    def _full(chain: Chain) -> list[tuple[str, ...]]:
        return [tuple(t.form for t in n.tokens if t.form[:1].isupper()) for n in chain.nouns]

    def _by_description(self, noun: Noun) -> Chain | None:
        """*de gouverneur*, *het ministerie*, *the group*: the last chain that the noun fits and nothing contradicts."""
        if noun.name or not noun.definite or noun.head.upos != "NOUN":
            return None
        if any(c.deprel == "nmod:poss" and key_of_form(c) in self._words for c in self.parsed.children(noun.head)):
            return None
        key = key_of(noun.head)
        near = [
            c for c in self.all
            if noun.head.sentence - c.last.sentence <= MEMORY
            and (c.plural == noun.plural or (c.names and self._natures.is_body(c)) or GROUP in c.groups | {noun.speaker.group})
            and not any(n.head.i == noun.head.head or noun.head.i == n.head.head or self._acts_on(n.head, noun.head) for n in c.nouns)
        ]  # fmt: skip
        # "the mission led by Kenya", in Dutch with the words before the noun: a description of its own, and not whatever was named before
        described = any(c.i < noun.head.i for c in self.parsed.children(noun.head, "acl"))
        fitting = [
            c
            for c in near
            if (self._fits(noun, c) and not described)
            or (self._same_noun(key, c, noun.speaker.kind) and self._compatible(noun, c))
        ]
        if self.speakers.apposed_name(self.parsed, noun.head):  # "the group, Vivamos Humanos": no other that has a name
            fitting = [c for c in fitting if not c.names]
        fitting.sort(key=lambda c: (-c.last.sentence, not c.is_topic, -c.last.i))
        # "the rebels": the named body rather than other rebels without a name, and what the text was about rather than what it mentioned
        return next(iter(sorted(fitting, key=lambda c: (not c.names, -self._aboutness(noun, c)))), None)

    def _aboutness(self, noun: Noun, chain: Chain) -> float:
        """How likely a description takes a chain up again: near, often told of, and not only in passing in a clause below a noun."""
        last = chain.last
        aside = any(a.rel == "acl" for a in self.parsed.ancestors(last))
        return self._salience.of(chain, last, noun.head.sentence - last.sentence) - (2.0 if aside else 0.0)

    def _acts_on(self, one: Token, other: Token) -> bool:
        """Are the two subject and object of a verb: *the Front, which fights the military*?"""
        verb = self.parsed.tokens[other.head]
        if other.rel not in ("obj", "iobj") or verb.upos != "VERB":
            return False
        return (one.head == verb.i and one.rel == "nsubj") or (verb.rel == "acl" and verb.head == one.i)

    def _same_noun(self, key: str, chain: Chain, kind: str | None = None) -> bool:
        """Does the noun, or a compound of it, head a mention of the chain, or stand in its name?"""
        heads = [key_of(n.head) for n in chain.nouns if n.head.upos == "NOUN"]
        if any(h == key or (h.endswith(key) and len(key) > 4) for h in heads):
            return True
        fits = chain.kind is None or kind is None or chain.kind == kind  # "the army" is not the rebels' Liberation Army
        return fits and any(key in (p.lower() for p in n) for n in chain.names)

    def _fits(self, noun: Noun, chain: Chain) -> bool:
        """Does another noun of the same sense head a mention of the chain?"""
        group = noun.speaker.group
        if group not in MUTUAL or (self._modifiers(noun) and not self._just_named(noun, chain)):
            return False
        if chain.kind is not None and noun.speaker.kind != chain.kind and group not in ("organisation", *OFFICES):
            return group == GROUP and chain.kind == "ngo" and bool(chain.names)
        if group in chain.groups:
            known = any(
                n.definite for n in chain.nouns
            )  # *de luchtmacht* is not *een troepenmacht* that somebody wants to send
            return bool(chain.names) or group in GENERAL or (group == ARMY and known)
        fitting = chain.kind == noun.speaker.kind or (group in OFFICES and chain.kind in ("un", "ngo"))
        return group in (*GENERAL, *OFFICES, ARMY) and fitting and bool(chain.names) and self._natures.is_body(chain)

    def _just_named(self, noun: Noun, chain: Chain) -> bool:
        """*Hezbollah fired back. The Lebanese movement said ...*: a body that was the subject of the sentence before."""
        before = [n for n in chain.nouns if n.subject and n.name and noun.head.sentence - n.head.sentence == 1]
        return bool(before) and self._natures.is_body(chain) and noun.subject

    def _compatible(self, noun: Noun, chain: Chain) -> bool:
        """No word of the description says something else than the chain does."""
        told = {w for n in chain.nouns for w in self._modifiers(n)} | {p.lower() for n in chain.names for p in n}
        return self._modifiers(noun) <= told

    def _modifiers(self, noun: Noun) -> set[str]:
        row = noun.speaker.row
        own = (
            row.words("phrase") if row is not None and row.table == "source_phrases" else ()
        )  # part of the noun: paramilitary group
        return {
            key_of(t) for t in noun.tokens
            if t.i != noun.head.i and t.form.lower() not in own and key_of(t) not in own and t.upos in ("ADJ", "PROPN", "NOUN", "NUM") and t.rel not in ("flat", "appos", "det", "advmod")
        }  # fmt: skip

    # pronouns

    def _add_pronoun(self, token: Token) -> None:
        chain = self._antecedent(token)
        if chain is not None:
            chain.pronouns.append(token)
            self._of[token.i] = chain
            row = self._words[key_of_form(token)]
            if (
                token.feats.get("PronType") != "Rel"
                and row.cells.get("gender") in ("f", "m")
                and self._natures.is_person(chain)
            ):
                chain.pronoun_gender = chain.pronoun_gender or str(row.gender)

    def _antecedent(self, token: Token) -> Chain | None:
        if token.deprel in ("expl", "expl:pv") or token.deprel == "det":
            return None
        if token.feats.get("PronType") == "Rel":
            clause = next((a for a in self.parsed.ancestors(token) if a.rel == "acl"), None)
            head = self.parsed.head(clause) if clause else None
            return self._of.get(head.i) if head else None
        row = self._words[key_of_form(token)]
        if row.number == "plur" and token.feats.get("PronType") == "Rcp":
            return None
        plural = row.number == "plur" or (row.number == "both" and self._salience.plural_verb(token))
        governor = self.parsed.head(token)
        said = self._salience.said_beside(token, governor)
        reports = self._salience.reports(token)
        counts = governor is not None and token.rel == "nmod" and governor.upos in ("NUM", "DET", "PRON")
        scored: list[tuple[float, int, Chain]] = []
        for chain in self.all:
            last = chain.last
            if said is not None and said <= last.i:
                older = [t for t in (*(n.head for n in chain.nouns), *chain.pronouns) if t.i < said]
                if not older:
                    continue
                last = max(older, key=lambda t: t.i)
            distance = token.sentence - last.sentence
            if (
                distance > REACH
                or last.i >= token.i
                or (governor is not None and last.head == governor.i and token.deprel != "nmod:poss")
            ):
                continue
            if not self._natures.agrees(chain, str(row.animacy), row.cells.get("gender"), plural):
                continue
            # "Die", "deze": not whoever the sentence before was about, but the last one named there
            salience = (
                0.0 if token.feats.get("PronType") == "Dem" else self._salience.of(chain, last, distance, reports)
            )
            salience += COUNTED if counts and self._counted(chain) else 0.0
            scored.append((salience, last.i, chain))
        return max(scored, key=lambda x: x[:2])[2] if scored else None

    def _counted(self, chain: Chain) -> bool:
        """People or things that the text counts: of these *vier van hen* are a part."""
        return not chain.names and any(n.plural and self.parsed.children(n.head, "nummod") for n in chain.nouns)


def chains(parsed: Parsed, lexicon: Lexicon) -> Chains:
    """The chains of an article."""
    return Chains(parsed, lexicon)


def key_of_form(token: Token) -> str:
    return token.form.lower()
