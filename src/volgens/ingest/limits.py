"""The numbers that ingestion goes by, each with its reason."""

# Characters of one article. The longest news features run to 150 000, a country report of the UN to 600 000; what is longer is a
# book or a concatenation, and one of those would hold the reader for many minutes.
ARTICLE_CHARACTERS = 1_000_000

# Bytes of one file or JSONL line: a page of an ordinary news site with its scripts and inlined pictures stays under 10 MB.
FILE_BYTES = 25_000_000

# Bytes looked at to tell a format: the head of a newsletter with its signatures fills a few thousand.
HEAD_BYTES = 65_536

# Text shrinks to a fifth, a page of tables or a log to a fiftieth. What swells more than this many times, once it is this many bytes, is
# made to fill a memory or a disk.
SWELL_TIMES = 200
SWELL_BYTES = 50_000_000

# Places in a damaged archive that are tried in a row as the start of a record: chance makes one in 16 million bytes look like it.
VAIN_RECORDS = 1_000

# Bytes looked at to tell an encoding; the detector's time grows with the length, its certainty does not.
ENCODING_SAMPLE = 60_000

# How much mess (0 to 1, charset-normalizer) a decoding may show. Measured: right guesses stay under 0.05.
ENCODING_MESS = 0.1

# A file is UTF-8 with damage, not another encoding, where this many characters beyond ASCII stand against one that is broken.
DAMAGE_SHARE = 10

# Control characters per character above which a file is not text.
CONTROL_SHARE = 0.01

# Characters looked at to tell a language: four paragraphs settle it, and the time grows with the length.
LANGUAGE_SAMPLE = 2_000

# Letters below which names and figures outweigh words, as in a headline: there a language that is not read is believed only when
# it is this likely, and every language that is read this unlikely (0 to 1, py3langid; tuned on sentences of 17 to 76 letters).
LANGUAGE_LETTERS = 80
LANGUAGE_CLEAR = 0.5
LANGUAGE_POSSIBLE = 0.05

# The longest line of a page that is looked at for its date of publication.
DATE_LINE_CHARACTERS = 120

# Characters of body below which trafilatura gives up looking for it and takes every text of the page. Its own 250 is more than an
# agency's brief has.
PAGE_BODY_CHARACTERS = 60

# Containers within containers in JSON that is read as a stream. An export of Telegram has eight.
JSON_DEPTH = 50

# Words from which a line of a newsletter that is only a link is kept: shorter ones are buttons.
LINK_WORDS = 5

# Characters of one field of a message's head, and parts of one message: the standard library's time for a field grows with the square of its
# length, and that for parts is a third of a second a thousand.
MAIL_FIELD_CHARACTERS = 5_000
MAIL_PARTS = 2_000

# Characters of a line from which a paragraph of plain mail was broken off at a margin, which lies at 72 or 80.
MAIL_MARGIN = (45, 90)

# What the reading of one PDF may take: bytes of memory and seconds; and its pages. A country report of the UN has 150 and takes a second.
PDF_MEMORY = 1_500_000_000
PDF_SECONDS = 30
PDF_PAGES = 1_000

# Pieces of text on a page beyond which they are left in the order in which they were drawn: putting them in the order of reading takes time
# that grows with the square of their number, and a full newspaper page has 700.
PDF_PIECES = 3_000

# The blocks below a headline among which the line with the author and the date stands.
BYLINE_BLOCKS = 10

# Dates before this year are placeholders: there was no news on the web.
FIRST_YEAR = 1990

# Rows of a Parquet file taken at once: with the longest articles they fill a hundred megabytes.
PARQUET_ROWS = 100

# Elements of one page, and characters of what names or styles one of them: a live blog of a long day has 30 000, and looking for the article
# takes some 50 microseconds for each.
PAGE_ELEMENTS = 80_000
NAME_CHARACTERS = 2_000
