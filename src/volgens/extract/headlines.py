"""Speakers before a colon without a verb: *Rode Kruis: geen water meer in Goma*, *Zelensky: “Wij geven niet op”*."""

from collections.abc import Sequence

from volgens.extract.attribution import Attribution
from volgens.extract.quotations import Quotations
from volgens.extract.source_phrase import Speakers
from volgens.extract.stretch import Stretches
from volgens.model import Parsed, Reason, Sentence, Token, head_of

LONGEST = 8  # tokens of the name before the colon
SHORTEST = 3  # words that say something
PLACES = ("countries", "demonyms", "metonyms")  # *Sudan: ...* says what a heading is about, not who speaks
STATES = "states"


class Headlines:
    """Finds them in one article."""

    def __init__(self, parsed: Parsed, quotations: Quotations, speakers: Speakers, stretches: Stretches):
        self.parsed, self.quotations, self.speakers, self.stretches = parsed, quotations, speakers, stretches

    def of_sentence(self, sentence: Sentence) -> Attribution | None:
        """The report that the sentence is, if it is one."""
        words = self.parsed.words(sentence)
        k = next((k for k, t in enumerate(words[: LONGEST + 1]) if t.form == ":"), 0)
        name, rest = words[:k], [t for t in words[k + 1 :] if t.upos != "PUNCT"]
        if (
            not name
            or len(rest) < SHORTEST
            or any(t.upos in ("VERB", "AUX", "PUNCT", "ADP") for t in name[:1] + name[-1:])
        ):
            return None
        if any(t.upos in ("VERB", "AUX") for t in name):
            return None
        quoted = self.quotations.starting_at(words[k + 1].start) is not None
        if not (quoted or self._heading(sentence)):
            return None
        speaker = self.speakers.read(self.parsed, name)
        known = speaker.row is not None and (quoted or speaker.row.table not in PLACES)
        if not known and not (quoted and head_of(name).upos == "PROPN"):
            return None
        content = self.stretches.trim(words[k + 1].start, words[-1].end)
        if content is None:
            return None
        cue: tuple[Token, ...] = (words[k],)
        return Attribution(cue, words[k].form, tuple(name), content, STATES, (*name, *cue), Reason("claim.colon"))

    def _heading(self, sentence: Sentence) -> bool:
        """A paragraph of one sentence that no full stop ends."""
        same = [s for s in self._near(sentence) if s.paragraph == sentence.paragraph]
        return not same and self.parsed.text[sentence.end - 1] not in ".!?"

    def _near(self, sentence: Sentence) -> Sequence[Sentence]:
        all_ = self.parsed.sentences
        return [*all_[max(0, sentence.i - 1) : sentence.i], *all_[sentence.i + 1 : sentence.i + 2]]
