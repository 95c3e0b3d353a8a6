"""The words, as data: typed tables per language, and how to find their rows in a parse."""

from volgens.lexicon.inflection import Inflector
from volgens.lexicon.lexicon import Lexicon, languages, load
from volgens.lexicon.match import (
    PARTICLE_RELATIONS,
    LemmaIndex,
    Match,
    NounIndex,
    PhraseIndex,
    key_of,
    noun_keys,
    particle_of,
    verb_keys,
)
from volgens.lexicon.table import Row, Schema, schemas

__all__ = ["PARTICLE_RELATIONS", "Inflector", "LemmaIndex", "Lexicon", "Match", "NounIndex", "PhraseIndex", "Row", "Schema", "key_of", "languages", "load", "noun_keys",
           "particle_of", "schemas", "verb_keys"]  # fmt: skip
