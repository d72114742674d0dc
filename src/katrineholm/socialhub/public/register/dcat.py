"""Metadata about the official list for data portals: a catalogue of one dataset (DCAT-AP-SE 3).

Reference: https://docs.dataportal.se/dcat/3.0.1/en/ and DCAT-AP 3.0, which list the required
properties. The portal harvests the RDF/XML at one URL.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from zope.i18n import translate as translated

from ... import _
from .jsonld import Organisation
from .rdf import add_day, add_links, add_node, add_text, add_texts, empty_document, rdf_bytes

TITLE = _("Official channels in social media")
DESCRIPTION = _(
    "Which accounts in social media speak for the municipality: service, account, address,"
    " administration, contact, and since when. Channels that are closed are kept with their dates."
    " Also its domains, senders of e-mail and text messages, and apps."
)
CATALOGUE = _("Open data on social media")
KEYWORDS = (_("social media"), _("official accounts"), _("list of channels"))
LANGUAGES = ("sv", "en")
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
# OPML has no registered type of its own.
REGISTERED = {"text/x-opml": "application/xml"}


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file with the list in one format; ``type`` is its media type, without parameters."""

    url: str
    type: str
    title: str


def dcat_document(
    page: str,
    publisher: Organisation,
    files: Iterable[Distribution],
    *,
    modified: date,
    translate: Callable[..., str] = translated,
) -> bytes:
    """Return RDF/XML (application/rdf+xml) about the list, whose web page is ``page``.

    ``modified`` is the day of the list's latest change, and ``publisher`` is the municipality.
    """
    root = empty_document()
    files = list(files)
    _catalogue(root, page, publisher, modified, translate)
    _publisher(root, page, publisher)
    _dataset(root, page, files, modified, translate)
    _contact(root, page, publisher)
    for file in files:
        _file(root, page, file)
    return rdf_bytes(root)


def _catalogue(root, page, publisher, modified, translate):
    item = add_node(root, "dcat:Catalog", f"{page}#catalogue")
    add_texts(item, "dcterms:title", _in_both(CATALOGUE, translate))
    add_texts(item, "dcterms:description", _in_both(DESCRIPTION, translate))
    links = {
        "dcterms:publisher": f"{page}#publisher",
        "dcterms:license": CC0,
        "dcterms:language": f"{AUTHORITY}language/SWE",
        "dcat:themeTaxonomy": f"{AUTHORITY}data-theme",
        "foaf:homepage": publisher.url,
        "dcat:dataset": f"{page}#dataset",
    }
    add_links(item, links)
    add_day(item, "dcterms:modified", modified)


def _publisher(root, page, publisher):
    item = add_node(root, "foaf:Agent", f"{page}#publisher")
    add_text(item, "foaf:name", publisher.name)
    links = {
        "dcterms:type": "http://purl.org/adms/publishertype/LocalAuthority",
        "foaf:homepage": publisher.url,
    }
    add_links(item, links)


def _dataset(root, page, files, modified, translate):
    item = add_node(root, "dcat:Dataset", f"{page}#dataset")
    add_texts(item, "dcterms:title", _in_both(TITLE, translate))
    add_texts(item, "dcterms:description", _in_both(DESCRIPTION, translate))
    for keyword in KEYWORDS:
        add_texts(item, "dcat:keyword", _in_both(keyword, translate))
    links = {
        "dcterms:publisher": f"{page}#publisher",
        "dcat:contactPoint": f"{page}#contact",
        "dcat:landingPage": page,
        "dcat:theme": f"{AUTHORITY}data-theme/GOVE",
        "dcterms:accessRights": f"{AUTHORITY}access-right/PUBLIC",
        "dcterms:accrualPeriodicity": f"{AUTHORITY}frequency/UPDATE_CONT",
        "dcterms:language": f"{AUTHORITY}language/SWE",
    }
    add_links(item, links)
    for file in files:
        add_links(item, {"dcat:distribution": f"{file.url}#distribution"})
    add_day(item, "dcterms:modified", modified)


def _contact(root, page, publisher):
    item = add_node(root, "vcard:Organization", f"{page}#contact")
    add_text(item, "vcard:fn", publisher.name)
    if publisher.email:
        add_links(item, {"vcard:hasEmail": f"mailto:{publisher.email}"})
    if number := re.sub(r"[^0-9+]", "", publisher.telephone):
        phone = add_node(add_node(item, "vcard:hasTelephone"), "rdf:Description")
        add_links(phone, {"vcard:hasValue": f"tel:{number}"})


def _file(root, page, file):
    item = add_node(root, "dcat:Distribution", f"{file.url}#distribution")
    add_text(item, "dcterms:title", file.title)
    # The Swedish portal reads the type as a text, the European one as a URL.
    add_text(item, "dcterms:format", file.type)
    links = {
        "dcat:mediaType": IANA + REGISTERED.get(file.type, file.type),
        "dcat:accessURL": page,
        "dcat:downloadURL": file.url,
        "dcterms:license": CC0,
        "dcterms:language": f"{AUTHORITY}language/SWE",
    }
    add_links(item, links)


def _in_both(message, translate):
    return {language: translate(message, target_language=language) for language in LANGUAGES}
