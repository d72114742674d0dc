"""Sources described by the information office: JSON by JMESPath, a web page by CSS selectors."""

import json
from collections.abc import Mapping as Table
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from hashlib import sha256

from . import charset, draft, html_page, json_feed, mapping, reader
from .discovery import looks_like_feed
from .draft import Document
from .errors import FeedError
from .mapping import Mapping
from .model import Feed

PAGE, JSON = "page", "json"
FORMS = (PAGE, JSON)


@dataclass(frozen=True, slots=True)
class Description:
    """The expressions for a source's fields, each of which may be empty.

    ``form`` is page or json. ``items`` selects the entries, ``within`` an element of a page that
    contains JSON; the others are evaluated in each item.
    """

    form: str
    items: str
    link: str = ""
    title: str = ""
    text: str = ""
    published: str = ""
    picture: str = ""
    author: str = ""
    within: str = ""


FIELDS = tuple(field.name for field in fields(Description))
ITEM_FIELDS = ("link", "title", "text", "published", "picture", "author")


def expression_errors(given: Table[str, str]) -> dict[str, FeedError]:
    """Return the errors in a description's expressions, keyed by field."""
    found = {name: fault for name in FIELDS[1:] if (fault := _fault(given, name))}
    if not given.get("items"):
        found["items"] = FeedError("no_selector")
    if not any(given.get(name) for name in ("link", "title", "text")):
        found.setdefault("title", FeedError("nothing_told"))
    return found


def description_json(description: Description) -> str:
    """Return a description as JSON, without empty fields."""
    return json.dumps({name: each for name, each in asdict(description).items() if each})


def parse_description(kept: str) -> Description:
    """Return the description stored as JSON."""
    return Description(**json.loads(kept))


def description_hash(kept: str) -> str:
    """Return a hash of a stored description, by which a changed description is noticed."""
    return sha256(kept.encode()).hexdigest()[:12] + ":"


def parse_described_source(
    body: bytes, content_type: str, url: str, now: datetime, kept: str
) -> Feed:
    """Parse a source by its description, stored as JSON, into a feed; see ``reader``.

    A document that is a feed is parsed as one, whatever the description. Raise FeedError: empty,
    no_items, empty_items, json_not_page, page_not_json, bad_json, bad_mapping, mapping_excess.
    """
    if looks_like_feed(body):
        return reader.parse_feed(body, content_type, url, now)
    return draft.finished_feed(
        described_document(body, content_type, url, now, parse_description(kept))
    )


def described_document(
    body: bytes, content_type: str, url: str, now: datetime, description: Description
) -> Document:
    """Return the document that a description finds in a source, without empty items."""
    source = charset.decode(body, content_type).lstrip("\ufeff \t\r\n")
    if not source:
        raise FeedError("empty")
    if description.form == PAGE:
        found = _from_page(source, url, now, description)
    else:
        found = _from_json(_data(source, description), url, now, description)
    drafts = [
        each
        for each in found.drafts
        if each.link or each.title.strip() or each.html.strip() or each.images
    ]
    if found.drafts and not drafts:
        raise FeedError("empty_items")
    return replace(found, drafts=drafts)


def _fault(given: Table[str, str], name: str) -> FeedError | None:
    expression = given.get(name) or ""
    is_page = given.get("form") == PAGE or name == "within"
    limit = html_page.LONGEST if is_page else mapping.LONGEST
    if len(expression) > limit:
        return FeedError("long_expression", limit=limit)
    if is_page:
        return None if html_page.is_selector(expression) else FeedError("bad_selector")
    return None if mapping.is_expression(expression) else FeedError("bad_expression")


def _from_page(source: str, url: str, now: datetime, description: Description) -> Document:
    if source[0] in "{[":
        raise FeedError("json_not_page")
    found = html_page.page_document(source, asdict(description), url, now)
    if not found.drafts:
        # A rebuilt page must not be taken for an empty one.
        raise FeedError("no_items")
    return found


def _data(source: str, description: Description) -> object:
    if description.within:
        source = html_page.embedded_text(source, description.within)
        if not source:
            raise FeedError("no_items")
    elif source[0] == "<":
        raise FeedError("page_not_json")
    try:
        return json_feed.load_json(source)
    except FeedError:
        raise FeedError("bad_json") from None


def _from_json(data: object, url: str, now: datetime, description: Description) -> Document:
    asked = Mapping(
        entries=description.items,
        link=description.link,
        title=description.title,
        body=description.text,
        published=description.published,
        images=description.picture,
        author=description.author,
    )
    try:
        return mapping.mapped_document(data, asked, url, now)
    except FeedError as error:
        raise _with_field_name(error) from None


def _with_field_name(error: FeedError) -> FeedError:
    """Return the error with the field names of descriptions."""
    names = {"entries": "items", "body": "text", "images": "picture"}
    if error.code == "not_a_feed":
        return FeedError("no_items")
    if "field" not in error.values:
        return error
    return FeedError(error.code, field=names.get(error.values["field"], error.values["field"]))
