"""A test of a description with the live source."""

from collections.abc import Callable
from datetime import UTC, datetime

from zope.i18nmessageid import Message

from ...accounts.channels.describing import ADDRESS
from ...core.feeds import fetch
from ...core.feeds.answer import expect
from ...core.feeds.described import Description
from ...core.feeds.errors import FeedError
from ...core.feeds.trying import Trial, tried
from ...site.forms.refusals import sentence
from ...site.parsing.apart import expression_apart

# Error codes about the items, which name no field.
OF_ITEMS = ("no_items", "empty_items", "json_not_page", "page_not_json", "bad_json")


def try_out(
    address: str,
    description: Description,
    *,
    get: Callable = fetch.get,
    run: Callable = expression_apart,
) -> Trial:
    """Fetch the URL like the worker and return the results of each field. Raises FeedError."""
    now = datetime.now(UTC)
    answer = expect(get(address), now=now)
    kind = answer.headers.get("content-type", "")
    return run(tried, answer.body, kind, answer.url or address, now, description)


def at_its_field(error: FeedError) -> dict[str, Message]:
    """Return an error message by the field that it is about, by default the URL."""
    where = "items" if error.code in OF_ITEMS else error.values.get("field", ADDRESS)
    return {where: sentence(error)}
