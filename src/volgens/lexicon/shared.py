"""One shared table alone, for those who need its names and not all the words of a language."""

from functools import cache
from importlib.resources import as_file, files

from volgens.lexicon.table import Row, read_table, schemas


@cache
def shared(table: str) -> tuple[Row, ...]:
    """The shipped rows of a table of ``data/shared``; none where there is no such file."""
    with as_file(files("volgens.lexicon") / "data" / "shared" / f"{table}.tsv") as path:
        return tuple(read_table(path, schemas()[table], f"shared/{table}.tsv")) if path.is_file() else ()
