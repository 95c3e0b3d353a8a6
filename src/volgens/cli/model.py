"""``volgens model info``: which reading model is installed, and what it scores."""

import argparse

NAME = "model"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(NAME, help="facts about the reading model")
    actions = parser.add_subparsers(dest="action", required=True, metavar="info")
    actions.add_parser("info", help="its hash, files, labels and scores")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from volgens.parse import card

    facts = card.facts()
    print(f"model      {facts.hash}, {facts.epochs} epochs")
    print(f"languages  {', '.join(facts.languages)}")
    print(f"labels     {facts.upos} parts of speech, {facts.feats} feature sets, {facts.relations} relations")
    print(f"files      {facts.folder}")
    for name, size in facts.files.items():
        print(f"           {name:18} {size / 1e6:6.1f} MB")
    print(f"           {'together':18} {sum(facts.files.values()) / 1e6:6.1f} MB")
    print("scores     F1 in per cent on held-out treebanks, from raw text (from gold tokens)")
    names = ("tokens", "sentences", "upos", "feats", "lemmas", "uas", "las")
    print(f"           {'':22}" + "".join(f"{n:>14}" for n in names))
    for treebank, runs in facts.scores.items():
        cells = "".join(f"{100 * runs['raw'][n]:7.1f} ({100 * runs['gold'][n]:.1f})".rjust(14) for n in names)
        print(f"           {treebank:22}{cells}")
    print("names      F1 in per cent, from gold tokens")
    kinds = ("all", "PER", "LOC", "ORG", "MISC", "WEAPON", "UNIT")
    print(f"           {'':22}" + "".join(f"{k:>8}" for k in kinds))
    for name, found in facts.names.items():
        print(f"           {name:22}" + "".join(f"{100 * found[k]:8.1f}" if k in found else " " * 8 for k in kinds))
    print(f"more       {facts.folder / 'MODEL_CARD.md'}")
    return 0
