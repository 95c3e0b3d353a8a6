"""Many articles: the same pure reading over the processes of one machine (``local``), or of many with Dask (``cluster``).

What comes out is what one process would have made, row for row and in the order of the articles: a reading follows from its article alone.
"""
