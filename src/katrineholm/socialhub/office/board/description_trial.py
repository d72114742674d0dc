"""A test of a description with the live source."""

from collections.abc import Callable
from datetime import UTC, datetime

from zope.i18nmessageid import Message

from ...accounts.channels.source_description import ADDRESS
from ...core.feeds import retrieval
from ...core.feeds.description_trial import Trial, description_trial
from ...core.feeds.errors import FeedError
from ...core.feeds.response import checked_response
from ...core.feeds.source_description import Description
from ...site.pages.parser_calls import run_in_expression_parser
from ...site.pages.refusals import error_message

# Error codes about the items, which name no field.
ITEM_ERRORS = ("no_items", "empty_items", "json_not_page", "page_not_json", "bad_json")


def try_description(
    address: str,
    description: Description,
    *,
    get: Callable = retrieval.fetch_url,
    run: Callable = run_in_expression_parser,
) -> Trial:
    """Fetch the URL like the worker and return the results of each field. Raises FeedError."""
    now = datetime.now(UTC)
    answer = checked_response(get(address), now=now)
    kind = answer.headers.get("content-type", "")
    return run(description_trial, answer.body, kind, answer.url or address, now, description)


def field_error(error: FeedError) -> dict[str, Message]:
    """Return an error message by the field that it is about, by default the URL."""
    where = "items" if error.code in ITEM_ERRORS else error.values.get("field", ADDRESS)
    return {where: error_message(error)}
