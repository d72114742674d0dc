"""The interfaces and values of the catalogue of services."""

from dataclasses import dataclass

from zope.interface import Attribute, Interface

KINDS = ("blog", "microblog", "video", "photo", "podcast", "other")


@dataclass(frozen=True, slots=True)
class Profile:
    """An account on a service, recognised from a URL.

    ``url`` is the canonical URL. ``feed_url`` is empty if it cannot be derived from the account's
    URL. ``discover`` is the page to search for it, empty if that is useless.
    """

    platform: str
    account: str
    url: str
    feed_url: str = ""
    discover: str = ""


class IPlatform(Interface):
    """A service, registered as a named utility: a ``service.Service``, or an add-on's own class."""

    name = Attribute("Short id, lower case: mastodon, youtube …")
    title = Attribute("The service's own name, as people know it.")
    kind = Attribute("One of KINDS, the kind of most of its entries.")
    dialogue = Attribute("Whether the public can answer there (guideline G0d).")
    retired = Attribute("Whether the service has ended.")
    feed = Attribute("How its feed is found: rule, page, token or none.")
    example = Attribute("An example of a URL.")
    advice = Attribute("Advice for editors, English text marked for translation; may be empty.")
    order = Attribute("Lower is asked first; generic services (any web site) come last.")

    def recognise(url: str) -> Profile | None:
        """Return the account that this URL leads to; None if it is on another service.

        The URL is normalised: it has a scheme, the host in lower case and ASCII, no fragment and no
        tracking parameters; handles have become URLs.
        """

    def feed_in_page(html: str, profile: Profile) -> str:
        """Return the feed's URL, found in the text at ``Profile.discover``; no request is made.

        This is for services whose feed needs an id that only their page (or look-up response) has.
        Return "" if it is not found, or if the usual search for ``<link rel="alternate">`` is
        enough.
        """


@dataclass(frozen=True, slots=True)
class AddedService:
    """A service that the information office has added.

    ``host`` is ``video.example.se`` or ``*.example.se``. ``path`` is ``/@{account}``,
    ``/channels/{account}`` or, if the host itself is the account, ``/``. ``feed`` is the feed's
    URL with ``{origin}`` (scheme and host) and ``{account}``; if it is empty, the account's page
    is searched for a feed, but need not have one.
    """

    name: str
    title: str
    kind: str
    dialogue: bool
    host: str
    path: str = "/"
    feed: str = ""


class ICatalogueEdits(Interface):
    """The information office's changes to the catalogue, an unnamed utility with cached values."""

    hidden = Attribute("Names of hidden services: frozenset of str.")
    renamed = Attribute("Titles, keyed by service name: mapping of str to str.")
    added = Attribute("More services: tuple of AddedService.")
