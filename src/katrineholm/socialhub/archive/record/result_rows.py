"""The results of a search of the record as rows, for the page and the REST service."""

from time import time

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.times import iso_time
from ...core.messages.store import messages_of
from ...core.search.clauses import Clause
from ...core.search.excerpts import excerpt_parts, highlighted_parts
from ...core.timeline.layout import version_list
from ...inbox.desk.serializer import message_row
from ...inbox.steps.mails import channel_title
from ...public.listings.entry_versions import version_body
from ..packages.activitystreams import public_state
from ..packages.titles import SINGULAR_TITLES, STATE_TITLES
from .query import DIARY, MESSAGE
from .search import Hit

PAGE_ONLY = ("url", "language", "marked")


def result_row(hub: Container, hit: Hit, clauses: tuple[Clause, ...]) -> dict:
    """Return a search result as a row with the record's title and URLs.

    ``marked`` is the title, and ``excerpt`` an excerpt of the text, both in pieces that match the
    query or do not. ``time`` is in seconds since 1970.
    """
    found = {MESSAGE: _message, DIARY: _diary}.get(hit.type, _post)(hub, hit.found, clauses)
    return {
        "type": hit.type,
        "key": hit.key,
        "type_title": api.portal.translate(SINGULAR_TITLES[hit.type]),
        "time": hit.time,
        "marked": highlighted_parts(found["title"] or found["id"], clauses),
        **found,
    }


def result_data(line: dict) -> dict:
    """Return a row of a search result as JSON, with its timestamp in ISO 8601 (UTC)."""
    parts = [{"text": part.text, "found": part.found} for part in line["excerpt"]]
    return {
        "@id": line["@id"],
        **{name: value for name, value in line.items() if name not in PAGE_ONLY},
        "time": iso_time(line["time"]),
        "excerpt": parts,
    }


def _post(hub, hit, clauses):
    entry, entry_id = hit.entry, hit.entry["entry_id"]
    content = entry if hit.version is None else version_list(entry)[hit.version]
    at = "" if hit.version is None else f"#version-{hit.version}"
    url = hub.absolute_url()
    return {
        "@id": f"{url}/@record/{entry_id}",
        "url": f"{url}/@@record/{entry_id}{at}",
        "id": entry_id,
        "version": hit.version,
        "title": content["title"],
        "excerpt": excerpt_parts(version_body(content), clauses),
        "language": content["language"],
        "state": public_state(entry),
        "state_title": api.portal.translate(STATE_TITLES[public_state(entry)]),
        "channel": {"UID": entry["channel"], "title": channel_title(hub, entry["channel"])},
    }


def _message(hub, number, clauses):
    found = message_row(hub, number, int(time()))
    message_title = _("Message ${number}", mapping={"number": str(number)})
    return {
        "@id": found["@id"],
        "url": found["@id"],
        "id": str(number),
        "title": api.portal.translate(message_title),
        "excerpt": excerpt_parts(found["excerpt"], clauses),
        "language": "",
        "state": found["state"],
        "state_title": found["state_title"],
        "channel": {"UID": found["channel"]["uid"], "title": found["channel"]["title"]},
    }


def _diary(hub, entry, clauses):
    channel = messages_of(hub)[entry.number]["channel"]
    url = f"{hub.absolute_url()}/@@messages/{entry.number}"
    return {
        "@id": url,
        "url": url,
        "id": entry.diary_number,
        "title": entry.diary_number,
        "excerpt": excerpt_parts(" · ".join(filter(None, (entry.party, entry.subject))), clauses),
        "language": "",
        "state": "secret" if entry.is_secret else "open",
        "state_title": api.portal.translate(_("May be secret")) if entry.is_secret else "",
        "channel": {"UID": channel, "title": channel_title(hub, channel)},
    }
