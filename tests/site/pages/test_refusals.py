"""One family says what cannot be done; what the core refuses becomes a sentence in one place."""

import ast
from pathlib import Path

import pytest

from katrineholm.socialhub import PACKAGE_NAME, _
from katrineholm.socialhub.core.feeds.errors import TEXTS as FEEDS
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.files.table_faults import TEXTS as TABLES
from katrineholm.socialhub.core.files.table_faults import TableFault
from katrineholm.socialhub.site.pages.parser_process import ParserUnavailable
from katrineholm.socialhub.site.pages.refusals import Refusal, error_message, message_from_code

PACKAGE = Path(__file__).parents[3] / "src" / "katrineholm" / "socialhub"
# What is no answer to a person: a code, a word to the operator, a sign between two processes.
OTHERS = {
    ParserUnavailable.__name__,
    *("NoRecipient", "OperatorError", "PackageRefused", "MailError", "LeaseLost", "Stopped"),
    *("ChangedFile", "DeliveryFailed", "Interrupted", "NoIndex"),
}


def test_a_refusal_says_why():
    refusal = Refusal(_("Choose a file."), _("Write a number."))
    assert (refusal.sentence, refusal.args[1:]) == ("Choose a file.", ("Write a number.",))


@pytest.mark.parametrize(
    ("kind", "code", "text"),
    [
        (kind, code, text)
        for kind, texts in ((FeedError, FEEDS), (TableFault, TABLES))
        for code, text in texts.items()
    ],
)
def test_what_the_core_refuses_is_a_sentence_that_can_be_translated(kind, code, text):
    found = error_message(kind(code, limit=7))
    assert (found, found.domain, found.mapping) == (text, PACKAGE_NAME, {"limit": "7"})


@pytest.mark.parametrize("code", FEEDS)
def test_what_was_kept_of_a_refusal_is_the_same_sentence(code):
    kept, found = (
        message_from_code(code, {"host": "a.se"}),
        error_message(FeedError(code, host="a.se")),
    )
    assert (kept, kept.mapping) == (found, found.mapping)


def test_nobody_has_a_family_of_their_own():
    above = [path for path in PACKAGE.rglob("*.py") if "core" not in path.parts]
    assert {each for path in above for each in families(path)} == {"Refusal", *OTHERS}


def families(path):
    """The classes that come straight from Python's own exceptions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        bases = [getattr(each, "id", "") for each in getattr(node, "bases", ())]
        if {"Exception", "ValueError", "TypeError", "RuntimeError"} & set(bases):
            yield node.name
