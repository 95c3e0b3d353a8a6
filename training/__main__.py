"""From the data folder to the shipped model: ``python -m training --data DATA --work WORK [--out FOLDER]``.

Trains the parser and the segmenter, exports them, gathers the lemmas and measures the result; README.md beside this file says what each
step does. ``--from STEP`` starts at a later step, with what the earlier ones left in ``WORK``.
"""

import argparse
import logging
from pathlib import Path

STEPS = ("parser", "segmenter", "teacher", "lemmas", "export", "boundaries", "names", "evaluate")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds ud/, ner/, ...")
    ap.add_argument("--work", type=Path, required=True, help="checkpoints, about 800 MB")
    ap.add_argument("--out", type=Path, default=Path("src/volgens/parse/data"), help="where the model files go")
    ap.add_argument("--from", dest="first", choices=STEPS, default=STEPS[0])
    a = ap.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    data, work, out = str(a.data), str(a.work), str(a.out)
    for step in STEPS[STEPS.index(a.first) :]:
        logging.info("step %s", step)
        if step == "parser":
            from training import parser

            parser.main(["--data", data, "--work", work])
        elif step == "segmenter":
            from training import segmenter

            segmenter.main(["--data", data, "--work", work, "--out", out])
        elif step == "teacher":
            from training import teacher

            teacher.main(["--data", data, "--work", work, "--segmenter", out])
        elif step == "lemmas":
            from training import lemmas

            lemmas.main(["--data", data, "--out", out])
        elif step == "export":
            from training import export

            export.main(["--checkpoint", str(a.work / "parser.pt"), "--out", out])
        elif step == "boundaries":
            from training import boundaries

            boundaries.main(["--data", data, "--model", out])
        elif step == "names":
            from training import entities

            entities.main(["--data", data, "--model", out, "--teacher", str(a.work / "teacher.pt")])
        else:
            from training import evaluate

            evaluate.main(["--data", data, "--model", out, "--write", out])


if __name__ == "__main__":
    main()
