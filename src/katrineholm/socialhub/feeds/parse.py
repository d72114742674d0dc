"""RSS, Atom and CDF read; the only door to feedparser.

feedparser is driven by hand: its own ``parse`` opens what looks like an address, has no
limits, and takes the description of a picture for the text of the entry.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from xml.sax import SAXException, make_parser
from xml.sax.handler import feature_external_ges, feature_namespaces
from xml.sax.xmlreader import InputSource

from feedparser.api import SUPPORTED_VERSIONS, LooseFeedParser, StrictFeedParser
from feedparser.sanitizer import replace_doctype

MOST_ENTRIES = 10_000
MOST_TAGS = 60
MOST_NAMESPACES = 200
DEEPEST = 200

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_FIRST_TAG = re.compile(r"<\w")
_END = re.compile(
    r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>\s*(?:<!--.{0,200}?-->\s*)?\Z",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class Parsed:
    """What feedparser found; ``sound`` is False where the document is damaged or cut off."""

    format: str
    feed: dict
    entries: list[dict]
    deleted: list[str]
    well_formed: bool
    whole: bool


class _Enough(Exception):
    """The document is larger or deeper than any feed."""


class _Limits:
    """What keeps feedparser from quadratic time and memory, and media texts in their place."""

    sanitize_html = False
    resolve_relative_uris = False
    namespaces = {
        **StrictFeedParser.namespaces,
        "http://purl.org/atompub/tombstones/1.0": "at",
    }
    _matchnamespaces = {}

    def __init__(self, *args):
        super().__init__(*args)
        self.deleted = []
        self.medium = None
        self.group = 0

    def unknown_starttag(self, tag, attrs):
        if self.depth > DEEPEST:
            raise _Enough
        if tag == "at:deleted-entry":
            self.deleted += [value for name, value in attrs if name == "ref"]
        super().unknown_starttag(tag, attrs)

    def track_namespace(self, prefix, uri):
        if len(self.namespaces_in_use) < MOST_NAMESPACES:
            super().track_namespace(prefix, uri)

    def pop(self, element, strip_whitespace=1):
        if self.elementstack and len(self.elementstack[-1][2]) > 1000:
            _trim(self.elementstack[-1][2])
        return super().pop(element, strip_whitespace)

    def _add_tag(self, term, scheme, label):
        if len(self._get_context().setdefault("tags", [])) < MOST_TAGS:
            super()._add_tag(term, scheme, label)

    def _sync_author_detail(self, key="author"):
        context = self._get_context()
        if isinstance(context.get(key), str):
            context[key] = context[key][:300]
        super()._sync_author_detail(key)

    def _start_item(self, attrs):
        if len(self.entries) >= MOST_ENTRIES:
            raise _Enough
        super()._start_item(attrs)

    _start_entry = _start_item

    def _start_itunes_summary(self, attrs):
        self.push("itunes_summary", 1)

    def _end_itunes_summary(self):
        self.pop("itunes_summary")

    def _start_media_group(self, attrs):
        self.group += 1

    def _start_media_content(self, attrs):
        super()._start_media_content(attrs)
        attrs["group"] = self.group
        self.medium = attrs

    def _end_media_content(self):
        self.medium = None

    def _end_media_group(self):
        self.group += 1

    def _start_media_description(self, attrs):
        self.push("media_description", 0)

    def _end_media_description(self):
        said = self.pop("media_description")
        context = self.medium if self.medium is not None else self._get_context()
        if said:
            context.setdefault("media_description", said)

    def _start_media_title(self, attrs):
        self.push("media_title", 0)

    def _end_media_title(self):
        said = self.pop("media_title")
        if said and self.medium is None:
            self._get_context().setdefault("media_title", said)

    def _start_media_thumbnail(self, attrs):
        super()._start_media_thumbnail(attrs)
        attrs["inner"] = self.medium is not None


class _Strict(_Limits, StrictFeedParser):
    pass


class _Loose(_Limits, LooseFeedParser):
    def handle_charref(self, ref):
        try:
            super().handle_charref(ref)
        except (ValueError, OverflowError):
            return


def parse(text: str) -> Parsed:
    """The feed and entries of an XML document, in feedparser's own words.

    No relative address is resolved but against xml:base. A document that isn't well-formed is
    read as well as it goes.
    """
    version, data, entities = replace_doctype(_plain_prolog(text).encode("utf-8"))
    parser = _Strict("", None, "utf-8")
    well_formed = _run(lambda: _sax(parser, data))
    if well_formed is False:
        parser = _Loose("", None, "utf-8", entities)
        _run(lambda: parser.feed(data.decode("utf-8", "replace")))
    whole = well_formed or (well_formed is False and bool(_END.search(text[-1000:])))
    version = version or parser.version
    name = SUPPORTED_VERSIONS[version].partition(" (")[0] if version else _unnamed(text, parser)
    return Parsed(
        name, parser.feeddata, parser.entries, parser.deleted, bool(well_formed), bool(whole)
    )


def _unnamed(text, parser):
    """The format of a document that doesn't tell its version."""
    if not parser.entries:
        return ""
    root = _FIRST_TAG.search(text)
    return "CDF" if root and text[root.start() + 1 :][:7].lower() == "channel" else "XML"


def _run(work):
    """True when the work is done, False when it failed, None when it was enough."""
    try:
        work()
    except _Enough:
        return None
    except (SAXException, LookupError, AttributeError, TypeError, ValueError, RecursionError):
        # feedparser trips over stray end tags with a handful of errors, none of its own.
        return False
    return True


def _sax(parser, data):
    reader = make_parser()
    reader.setFeature(feature_namespaces, 1)
    reader.setFeature(feature_external_ges, 0)
    reader.setContentHandler(parser)
    reader.setErrorHandler(parser)
    source = InputSource()
    source.setByteStream(BytesIO(data))
    reader.parse(source)


def _plain_prolog(text):
    """The document in UTF-8 with a short prolog: searching a long one is quadratic."""
    declared = _DECLARATION.match(text)
    text = text[declared.end() :].lstrip() if declared else text.lstrip()
    first = _FIRST_TAG.search(text)
    start = first.start() if first else 0
    prolog = text[:start] if start < 4000 else ""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{prolog}{text[start:]}'


def _trim(pieces):
    """Take blank pieces off both ends in one go; feedparser does it one by one."""
    filled = [index for index, piece in enumerate(pieces) if piece.strip()]
    first, last = (filled[0], filled[-1] + 1) if filled else (0, 0)
    pieces[:] = pieces[first:last]
