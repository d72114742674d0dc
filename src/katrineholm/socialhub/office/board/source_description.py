"""The page where a source without a feed is described, tested and then stored."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels import source_description
from ...accounts.channels.source_description import ADDRESS, IDescription
from ...accounts.channels.times import formatted_time
from ...core.feeds import retrieval
from ...core.feeds.description_trial import Trial, description_trial
from ...core.feeds.errors import FeedError
from ...core.feeds.response import checked_response
from ...core.feeds.source_description import FIELDS, PAGE, Description
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.parser_calls import run_in_expression_parser
from ...site.pages.refusals import FaultyFields, error_message
from ...site.pages.request import form_text

# Error codes about the items, which name no field.
ITEM_ERRORS = ("no_items", "empty_items", "json_not_page", "page_not_json", "bad_json")


def try_description(
    address: str,
    description: Description,
    *,
    get: Callable = retrieval.fetch_url,
    run: Callable = run_in_expression_parser,
) -> Trial:
    """Fetch the URL like the worker, and return the results of the fields. Raise FeedError."""
    now = datetime.now(UTC)
    answer = checked_response(get(address), now=now)
    kind = answer.headers.get("content-type", "")
    return run(description_trial, answer.body, kind, answer.url or address, now, description)


def field_error(error: FeedError) -> dict[str, Message]:
    """Return an error message keyed by the field that it is about, by default the URL."""
    where = "items" if error.code in ITEM_ERRORS else error.values.get("field", ADDRESS)
    return {where: error_message(error)}


def _try(at, given):
    try:
        return try_description(*source_description.valid_description(at.context, given))
    except FeedError as error:
        raise FaultyFields(field_error(error)) from error


def _to_channel(at, result):
    return at.context.absolute_url()


TRY = Act("try", _try, title=_("Try it"), fields=IDescription, stays=True)
KEEP = Act(
    "keep",
    lambda at, given: source_description.set_description(at.context, given),
    _("The description is kept. The channel is retrieved by it."),
    title=_("Keep the description"),
    fields=IDescription,
    then=_to_channel,
)
FORGET = Act(
    "forget",
    lambda at, given: source_description.clear_description(at.context),
    _("The description is let go. What was retrieved stays."),
    title=_("Let the description go"),
    then=_to_channel,
)


class DescribeSource(ActPage):
    """``@@describe-source`` on a channel, which sends requests to the source only after a POST."""

    leads_back = True
    title = _("Describe the source")
    lead = _(
        "For a source that has no feed: say where on the page, or in the JSON, each item and its "
        "parts are. Try it until it is right; nothing is kept before you choose to."
    )
    acts = acts(TRY, KEEP, FORGET)

    def obstacle(self) -> Message | None:
        """Return the reason why the source cannot be described, or None."""
        return source_description.description_obstacle(self.context)

    def is_described(self) -> bool:
        return bool(self.context.described)

    def description(self) -> dict:
        """Return the form with the submitted or stored values, by default the channel's URL."""
        steps = ["try", *["keep"] * (self.done is not None or self.is_described())]
        return self.form(*steps, **{name: self._value(name) for name in (ADDRESS, *FIELDS)})

    def result_text(self, name: str, value: str) -> str:
        """Return the result of a field as a text, with times written out."""
        is_time = name == "published" and value
        return self.when(datetime.fromisoformat(value)) if is_time else value or "–"

    def when(self, time: datetime | None) -> str:
        return formatted_time(int(time.timestamp()))["text"] if time else ""

    def _value(self, name):
        if self.is_sent:
            return form_text(self.request.form, name)
        if name == ADDRESS:
            return self.context.feed_url or self.context.profile_url
        kept = source_description.channel_description(self.context)
        return asdict(kept)[name] if kept else {"form": PAGE}.get(name, "")
