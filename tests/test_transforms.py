"""A page leaves a template as it is sent: nothing of ours rewrites finished HTML."""

import re
from pathlib import Path

CODE = Path(__file__).parent.parent / "src" / "katrineholm" / "socialhub"
# What is given a finished page: one takes a header away, one keeps the page and packs it.
TRANSFORMS = {"site/pages/framed_page.py", "site/pages/page_cache.py"}
TRANSFORM = re.compile(r"^@implementer\(ITransform\)$", re.MULTILINE)
MADE = r"\b(?:index|template|render)\(\)"
REWRITES = re.compile(rf"{MADE}\.(?:replace|partition|split)\(|\.sub\([^)]*{MADE}")


def modules(pattern):
    """The modules of ours that a pattern finds, by their paths."""
    found = (each for each in CODE.rglob("*.py") if pattern.search(each.read_text("utf-8")))
    return {each.relative_to(CODE).as_posix() for each in found}


def test_nothing_but_caching_and_a_header_waits_for_finished_pages():
    assert modules(TRANSFORM) == TRANSFORMS


def test_no_view_changes_the_text_that_its_template_has_made():
    assert modules(REWRITES) == set()
