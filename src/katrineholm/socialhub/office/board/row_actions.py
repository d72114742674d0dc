"""The actions for a channel on its row of the board (row I5)."""

from ... import _
from ...core.feeds.source_kinds import ACCOUNT
from .channel_rows import BoardRow

FIELD_PREFIX = "#formfield-form-widgets-"


PEOPLE_PROBLEMS = frozenset({"responsible", "substitute", "owner", "unanswered", "unconfirmed"})


def row_actions(row: BoardRow, url: str, *, is_office: bool) -> dict:
    """Return the actions: ``links`` lead to forms, ``buttons`` are posted with the board's form."""
    links = [
        *_edit_links(row, url, is_office),
        *_step_links(row, url, is_office),
        *_info_links(row, url),
    ]
    return {"links": links, "buttons": list(_buttons(row, url))}


def _edit_links(row, url, is_office):
    """Yield links that fix problems; a reported channel can be edited by the office only."""
    if is_office or row.facts.state != "reported":
        field = f"{FIELD_PREFIX}feed_url" if "broken" in row.problems else ""
        yield {"title": _("Edit"), "url": f"{url}/edit{field}"}
    if is_office and "broken" in row.problems and row.facts.source == ACCOUNT:
        yield {"title": _("Connect the account"), "url": f"{url}/@@connect-account"}
    if is_office and "broken" in row.problems and row.facts.described:
        yield {"title": _("Describe the source"), "url": f"{url}/@@describe-source"}
    if row.problems & PEOPLE_PROBLEMS:
        yield {"title": _("Duties and absence"), "url": f"{url}/@@duties"}
    if is_office and "owner" in row.problems:
        hub_url = url.rsplit("/", 2)[0]
        yield {"title": _("Hand over"), "url": f"{hub_url}/@@handover"}


def _step_links(row, url, is_office):
    if is_office and row.facts.state == "reported":
        yield {"title": _("Review"), "url": f"{url}/@@lifecycle?step=make-official"}
    elif is_office or row.facts.state == "draft":
        yield {"title": _("Steps"), "url": f"{url}/@@lifecycle"}


def _info_links(row, url):
    if _is_retrieved(row):
        yield {"title": _("Retrieval"), "url": f"{url}/@@retrieval"}
    yield {"title": _("History"), "url": f"{url}/@@history"}


def _buttons(row, url):
    if _is_retrieved(row):
        yield {"title": _("Fetch now"), "url": f"{url}/@@fetch-now"}
    if "moved" in row.problems:
        yield {"title": _("Accept the address"), "url": f"{url}/@@accept-move"}
    if "unconfirmed" in row.problems:
        yield {"title": _("Confirm"), "url": f"{url}/@@confirm-now"}
    if "unseen" in row.problems:
        yield {
            "title": _("I have looked at the account today"),
            "url": f"{url}/@@look-at-account",
        }


def _is_retrieved(row: BoardRow) -> bool:
    return bool(row.facts.feed_url) and row.facts.state == "official"
