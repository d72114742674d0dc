"""A channel's source and connection as plain values, without the token."""

from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.connectors.connector import Connector
from ...core.feeds.errors import FeedError
from ...site.forms.refusals import sentence
from ..channels.describing import description_of, plain
from ..channels.facts import facts_of
from ..channels.moments import moment
from .book import Connection, connection_of
from .connecting import choices
from .opening import in_environment, secrets_of, variable

REFUSED = _("The service refuses the token: paste a new one.")


def source(channel: Any) -> dict:
    """Return the answer of ``GET @source``: the channel's source, and how it can be connected."""
    kept, description = connection_of(channel), description_of(channel)
    return {
        "source": facts_of(channel).source,
        "interfaces": [interface(each) for each in choices(channel)],
        "variable": variable(channel.getId()),
        "connection": described(kept, channel) if kept else None,
        "address": channel.feed_url or "",
        "description": plain(description) if description else None,
    }


def interface(found: Connector) -> dict:
    """Return an interface, and its needs from the municipality."""
    return {
        "name": found.name,
        "title": found.title,
        "needs": api.portal.translate(Message(found.needs, domain=PACKAGE_NAME)),
        "secrets": list(found.secrets),
        "gives_posts": found.posts is not None,
        "gives_record": found.record is not None,
        "gives_comments": found.remarks is not None,
        "hides_comments": found.hide is not None,
    }


def described(kept: Connection, channel: Any) -> dict:
    """Return a connection; ``problem`` is a sentence if its token is missing or was refused."""
    return {
        "interface": kept.connector,
        "account": kept.name,
        "account_id": kept.account,
        "connected": moment(kept.made),
        "by": kept.by,
        "renewed": moment(kept.renewed),
        "ends": moment(kept.ends or None),
        "scopes": kept.scopes.split(),
        "kept": "store" if kept.cipher else "environment",
        "problem": _problem(kept, channel),
    }


def is_offered(channel: Any) -> bool:
    """Return whether there is anything to connect, or to disconnect."""
    return bool(choices(channel) or connection_of(channel) or in_environment(channel.getId()))


def _problem(kept, channel):
    """Return a sentence if the token is missing, or was refused the last time; else ""."""
    try:
        secrets_of(kept, channel.UID(), channel.getId())
    except FeedError as error:
        return api.portal.translate(sentence(error))
    return api.portal.translate(REFUSED) if kept.problem else ""
