import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
SPEC = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
assert SPEC
assert SPEC.loader
generate = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(generate)


@pytest.mark.parametrize("name", list(generate.PAGES))
def test_reference_page_is_fresh(name):
    assert (DOCS / "reference" / name).read_text("utf-8") == generate.PAGES[name](), "run python docs/generate.py"
