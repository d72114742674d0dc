"""A parser of RSS, Atom and CDF; the only module to import feedparser.

feedparser's own function is not used: it opens anything like a URL, has no limits, and takes the
description of a picture for the entry's text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from xml.sax import SAXException, make_parser
from xml.sax.handler import feature_external_ges, feature_namespaces
from xml.sax.xmlreader import IncrementalParser

from feedparser.api import SUPPORTED_VERSIONS, LooseFeedParser, StrictFeedParser
from feedparser.sanitizer import replace_doctype

from .attachments import FeedPart
from .parser_limits import LimitReached, ParserLimits

NAMESPACES = {
    **StrictFeedParser.namespaces,
    "http://purl.org/atompub/tombstones/1.0": "at",
}

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_FIRST_TAG = re.compile(r"<\w")
_END = re.compile(
    r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>\s*(?:<!--.{0,200}?-->\s*)?\Z",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class ParsedXML:
    """A feed as parsed by feedparser; ``whole`` is False if it is cut off or too large."""

    format: str
    feed: FeedPart
    entries: list[FeedPart]
    deleted: list[str]
    well_formed: bool
    whole: bool


class _Strict(ParserLimits, StrictFeedParser):
    """A strict parser that joins the lines of a text, which expat gives one by one."""

    namespaces = NAMESPACES
    _matchnamespaces: dict[str, str] = {}

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.pending: list[str] = []
        self.characters = self.pending.append

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:
        self._settle()
        super().startElementNS(name, qname, attrs)

    def endElementNS(self, name: Any, qname: Any) -> None:
        self._settle()
        super().endElementNS(name, qname)

    def _settle(self) -> None:
        if self.pending:
            self.handle_data("".join(self.pending))
            self.pending.clear()


class _Loose(ParserLimits, LooseFeedParser):
    namespaces = NAMESPACES
    _matchnamespaces: dict[str, str] = {}

    def handle_charref(self, ref: str) -> None:
        try:
            super().handle_charref(ref)
        except (ValueError, OverflowError):
            return


def parse_xml(text: str) -> ParsedXML:
    """Parse a feed in XML into feedparser's values.

    Relative URLs are resolved against xml:base only. A document that is not well-formed is read as
    far as possible, without an item in which it is cut off.
    """
    version, data, entities = replace_doctype(_plain_prolog(text).encode("utf-8"))
    parser = _Strict("", None, "utf-8")
    reader = _sax(parser)
    done = _run(lambda: reader.feed(data))
    whole = well_formed = done is True and _run(reader.close) is True
    if done is False:
        parser = _Loose("", None, "utf-8", entities)
        _run(lambda: parser.feed(data.decode("utf-8", "replace")))
        whole = bool(_END.search(text[-1000:]))
    if done is not None and not whole and parser.inentry:
        parser.entries.pop()
    version = version or parser.version
    name = SUPPORTED_VERSIONS[version].partition(" (")[0] if version else _unnamed(text, parser)
    return ParsedXML(name, parser.feeddata, parser.entries, parser.deleted, well_formed, whole)


def _unnamed(text: str, parser: ParserLimits) -> str:
    """Return the format of a document without a version."""
    if not parser.entries:
        return ""
    root = _FIRST_TAG.search(text)
    return "CDF" if root and text[root.start() + 1 :][:7].lower() == "channel" else "XML"


def _run(work: Callable[[], object]) -> bool | None:
    """Return True if the work is done, False if it failed, None if a limit was reached."""
    try:
        work()
    except LimitReached:
        return None
    except (SAXException, LookupError, AttributeError, TypeError, ValueError, RecursionError):
        # feedparser raises these for stray end tags.
        return False
    return True


def _sax(parser: _Strict) -> IncrementalParser:
    """Return an incremental reader, so that the part before a cut counts."""
    reader = cast(IncrementalParser, make_parser())
    reader.setFeature(feature_namespaces, 1)
    reader.setFeature(feature_external_ges, 0)
    reader.setContentHandler(parser)
    reader.setErrorHandler(parser)
    return reader


def _plain_prolog(text: str) -> str:
    """Return the document in UTF-8 with a short prolog: searching a long one is quadratic."""
    declared = _DECLARATION.match(text)
    text = text[declared.end() :].lstrip() if declared else text.lstrip()
    first = _FIRST_TAG.search(text)
    start = first.start() if first else 0
    prolog = text[:start] if start < 4000 else ""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{prolog}{text[start:]}'
