"""One report in an article, as found: the words that attribute, whom they attribute to, and what."""

from dataclasses import dataclass

from volgens.model import Reason, Span, Token


@dataclass(frozen=True, slots=True)
class Attribution:
    """One report. ``source`` is empty where nobody is in sight; ``tag`` holds the reporting words with what they bring along.

    ``prior`` says that what is reported stands before: *Dat meldt X*. ``own`` marks a source told by the clause it speaks about.
    """

    cue: tuple[Token, ...]
    lemma: str
    source: tuple[Token, ...]
    content: Span | None
    stance: str
    tag: tuple[Token, ...]
    reason: Reason
    prior: bool = False
    beside: bool = False
