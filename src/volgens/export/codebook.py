"""The codebook: what every column of every table means, made from the columns themselves."""

from collections.abc import Iterable

from volgens.export.tables import Column, Table

MANY = 12  # values that are told one by one


def codebook(tables: Iterable[Table]) -> str:
    """The tables in Markdown, one after the other."""
    return "\n".join(line for t in tables for line in _table(t))


def _table(table: Table) -> list[str]:
    head = f"| column | type | {f'in {table.code}' if table.code else 'meaning'} |{' how we fill it |' if table.code else ''}"
    out = [f"## {table.title} (`{table.name}`)", "", table.told, ""]
    out += [f"{len(table.columns)} columns; no two rows agree in {', '.join(f'`{k}`' for k in table.key)}.", ""]
    out += [head, "|---|---|---|---|" if table.code else "|---|---|---|"]
    for c in table.columns:
        cells = [f"`{c.name}`", c.type, _told(c), *([c.ours] if table.code else ())]
        out.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return [*out, ""]


def _told(c: Column) -> str:
    if not c.choices or isinstance(c.choices[0], int):
        return c.told
    some = ", ".join(str(v) for v in c.choices[:MANY])
    return f"{c.told} ({some}{', …' if len(c.choices) > MANY else ''})"
