import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from katrineholm.socialhub.accounts.channels.pattern_matcher import is_valid_pattern, text_matcher
from katrineholm.socialhub.site.pages.refusals import RefusedValue

PATTERNS = (
    *(r"\bål\b", r"öppn(ar|at)", r"^badet", r"sim\w*hall", r"\d+ kr", r"[åäö]l", r"[^a-zåäö\s]"),
    *(r"bad|sim", r"a{2,3}", r"\.se$", r"é", r"Å", r"\Bl", r"b.d", r"(?:sim|bad)hus", r"[\w-]+@"),
)


@pytest.mark.parametrize(
    ("pattern", "text", "is_found"),
    [
        (r"\bål\b", "En ål i ån", True),
        (r"\bål\b", "Skål!", False),
        (r"\bål\b", "Ålen", False),
        ("ÖPPNAR", "Badet öppnar", True),
        (r"sim\w+hall", "simmånhall", True),
        ("al", "ål", False),
        (r"[a-zåäö]{4}", "åäöx", True),
        (r"\p{L}+\d", "ö7", True),
        (r"čáhci", "Čáhci", True),
        ("пров", "Пров", True),
    ],
)
def test_a_pattern_is_found_as_people_mean_it(pattern, text, is_found):
    assert text_matcher(pattern)(text) is is_found


@given(some.sampled_from(PATTERNS), some.text("abdelimsåäöé ÅÄÖ.-@17\n", max_size=40))
def test_what_is_found_is_what_pythons_own_engine_finds(pattern, text):
    assert text_matcher(pattern)(text) is bool(re.search(pattern, text, re.IGNORECASE))


@pytest.mark.parametrize(
    "pattern",
    [
        *("(", "[", "a)", "*a", "a**", "[b-a]", "\\", "a{1001}", "(a{1000}){1000}", r"(a)\1"),
        *("(?=a)", "(?<!a)b", "(?i)a", "(?P<n>a)", r"\p{Nothing}", "[a-ö]"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(pattern):
    with pytest.raises(RefusedValue) as refusal:
        is_valid_pattern(pattern)
    assert refusal.value.doc().mapping["pattern"] == pattern


def test_no_pattern_holds_anybody_up():
    started = time.process_time()
    for pattern in (r"(a+)+$", r"(a|aa)+$", r"(.*)*x", r"a?" * 60 + "a" * 60, r"(\w+\s?)*!"):
        text_matcher(pattern)("a" * 20_000 + "?")
    assert time.process_time() - started < 2
