"""The numbers that ingestion goes by, each with its reason."""

# Characters of one article. The longest news features run to 150 000, a country report of the UN to 600 000; what is longer is a
# book or a concatenation, and one of those would hold the reader for many minutes.
ARTICLE_CHARACTERS = 1_000_000

# Bytes of one file or JSONL line: a page of an ordinary news site with its scripts and inlined pictures stays under 10 MB.
FILE_BYTES = 25_000_000

# Bytes looked at to tell an encoding; the detector's time grows with the length, its certainty does not.
ENCODING_SAMPLE = 60_000

# How much mess (0 to 1, charset-normalizer) a decoding may show. Measured: right guesses stay under 0.05.
ENCODING_MESS = 0.1

# Two decodings that differ by less in mess are as good as each other.
ENCODING_TIE = 0.02

# Control characters per character above which a file is not text.
CONTROL_SHARE = 0.01

# Characters looked at to tell a language.
LANGUAGE_SAMPLE = 10_000

# Letters below which a language other than those that are read is believed only when it is nearly certain: names and figures
# make most of a headline.
LANGUAGE_LETTERS = 80
LANGUAGE_CERTAIN = 0.999

# The longest line of a page that is looked at for its date of publication.
DATE_LINE_CHARACTERS = 120
