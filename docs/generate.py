"""Write the reference pages that are made from code: ``python docs/generate.py``."""

from pathlib import Path

from volgens.lexicon import languages, load, schemas

HERE = Path(__file__).parent / "reference"
HEAD = "<!-- made by docs/generate.py: do not edit -->\n\n"


def lexicon_page() -> str:
    """What every table and column means, and how many rows each language has."""
    loaded = {language: load(language) for language in languages()}
    out = [
        HEAD + "# The lexicon\n",
        "Tab-separated UTF-8 files under `src/volgens/lexicon/data`, one header line, remarks on lines that begin with `#`,\n"
        "lists in a cell split by ` | `. A row fires by its kind of match: `lemma` (a verb with its particle and the words in\n"
        "`with`), `noun` (by itself or as the last part of a compound), `phrase` (words in a row, by form or lemma), `none` (looked\n"
        "up by a rule of its own). `example` is the row's test: `volgens lexicon check`.\n",
    ]
    for name, schema in schemas().items():
        if schema.scope == "shared":
            rows = f"{len(next(iter(loaded.values())).rows(name))} rows"
            place = f"shared/{name}.tsv"
        else:
            rows = ", ".join(f"{language} {len(lexicon.rows(name))}" for language, lexicon in loaded.items()) + " rows"
            place = f"<language>/{name}.tsv"
        out.append(
            f"## {name}\n\n{schema.description}\n\n`{place}` · match: {schema.match} · key: {', '.join(schema.key)} · {rows}\n"
        )
        out.append("| column | type | meaning |\n|---|---|---|")
        for c in schema.columns:
            meaning = c.description + (f" ({', '.join(c.enum)})" if c.enum else "")
            out.append(f"| `{c.name}`{' *' if c.required else ''} | {c.type} | {meaning.replace('|', chr(92) + '|')} |")
        out.append("")
    out.append("A star marks a column that may not be empty.\n")
    return "\n".join(out)


PAGES = {"lexicon.md": lexicon_page}


def main() -> None:
    HERE.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        (HERE / name).write_text(make(), "utf-8")


if __name__ == "__main__":
    main()
