"""Values only: the types that the steps hand to each other. Imports nothing of ours."""

from volgens.model.article import Article, Skipped, article_id, is_made
from volgens.model.decision import Correction, Decision, Review
from volgens.model.errors import DecisionError, InputError, LedgerError, LexiconError, ModelError, VolgensError
from volgens.model.ids import content_id, text_hash
from volgens.model.parsed import Name, Parsed, Sentence, Token, head_of
from volgens.model.record import (
    Actor,
    Base,
    Claim,
    Codes,
    Cue,
    Derived,
    Document,
    Event,
    Figure,
    Head,
    Mention,
    Participant,
    Place,
    Provenance,
    Reading,
    Reason,
    Source,
    Time,
    Via,
)
from volgens.model.span import Span

__all__ = [
    "Actor", "Article", "Base", "Claim", "Codes", "Correction", "Cue", "Decision", "DecisionError", "Derived", "Document", "Event", "Figure", "Head", "InputError", "LedgerError",
    "LexiconError", "Mention", "ModelError", "Name", "Parsed", "Participant", "Place", "Provenance", "Reading", "Reason", "Review", "Sentence", "Skipped",
    "Source", "Span", "Time", "Token", "Via", "VolgensError", "article_id", "content_id", "head_of", "is_made", "text_hash",
]  # fmt: skip
