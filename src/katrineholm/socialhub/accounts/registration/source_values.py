"""A channel's source and connection as plain values, without the token."""

from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.feeds.errors import FeedError
from ...core.sources.connector import Connector
from ...site.pages.refusals import error_message, message_from_code
from ..channels.facts import facts_of
from ..channels.hub import hub_of
from ..channels.source_description import channel_description, description_values
from ..channels.times import iso_time
from .account_connection import available_connectors
from .connections import (
    Connection,
    connection_of,
    environment_secrets,
    secrets_of,
    story_error,
    token_variable,
)

REFUSED = _("The service has ended the connection: connect the account again.")
NO_STORIES = _("Stories cannot be kept. ${reason}")


def source_values(channel: Any) -> dict:
    """Return a channel's source and how it can be connected, for ``GET @source``."""
    kept, description = connection_of(channel), channel_description(channel)
    return {
        "source": facts_of(channel).source,
        "interfaces": [connector_values(each) for each in available_connectors(channel)],
        "variable": token_variable(channel.getId()),
        "connection": connection_values(kept, channel) if kept else None,
        "address": channel.feed_url or "",
        "description": description_values(description) if description else None,
    }


def connector_values(found: Connector) -> dict:
    """Return a connector (API) as plain values, with its demands on the municipality."""
    return {
        "name": found.name,
        "title": found.title,
        "needs": api.portal.translate(Message(found.needs, domain=PACKAGE_NAME)),
        "secrets": list(found.secrets),
        "gives_posts": found.posts is not None,
        "gives_record": found.record is not None,
        "gives_comments": found.comments is not None,
        "hides_comments": found.hide is not None,
    }


def connection_values(kept: Connection, channel: Any) -> dict:
    """Return a connection as plain values; ``problem`` states why the token fails, if it does."""
    return {
        "interface": kept.connector,
        "account": kept.name,
        "account_id": kept.account,
        "connected": iso_time(kept.made),
        "by": kept.by,
        "renewed": iso_time(kept.renewed),
        "ends": iso_time(kept.ends or None),
        "scopes": kept.scopes.split(),
        "kept": "store" if kept.cipher else "environment",
        "problem": _problem(kept, channel),
    }


def can_change_connection(channel: Any) -> bool:
    """Return whether a channel's account can be connected or disconnected."""
    return bool(
        available_connectors(channel)
        or connection_of(channel)
        or environment_secrets(channel.getId())
    )


def _problem(kept, channel):
    """Return a message if the token is missing, was last refused or gives no stories, or ""."""
    try:
        secrets_of(kept, channel.UID(), channel.getId())
    except FeedError as error:
        return api.portal.translate(error_message(error))
    if kept.problem:
        return api.portal.translate(REFUSED)
    error = story_error(hub_of(channel), channel.UID())
    if error is None:
        return ""
    reason = api.portal.translate(message_from_code(*error))
    return api.portal.translate(Message(NO_STORIES, mapping={"reason": reason}))
