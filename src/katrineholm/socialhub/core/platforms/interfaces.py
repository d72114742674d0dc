"""What a service is to the catalogue."""

from dataclasses import dataclass

from zope.interface import Attribute, Interface

KINDS = ("blog", "microblog", "video", "photo", "podcast", "other")


@dataclass(frozen=True, slots=True)
class Profile:
    """An account on a service, as an address told it.

    ``url`` is the one canonical address. ``feed_url`` is empty where the address alone does not
    give it. ``discover`` is the page to look for it in, empty where a look is no use.
    """

    platform: str
    account: str
    url: str
    feed_url: str = ""
    discover: str = ""


class IPlatform(Interface):
    """A service, registered as a utility under its name; other add-ons can add theirs.

    ``katrineholm.socialhub.core.platforms.service.Service`` is the common case, made of data alone.
    """

    name = Attribute("Short id, lower case: mastodon, youtube …")
    title = Attribute("The service's own name, as people know it.")
    kind = Attribute("One of KINDS: what its entries mostly are.")
    dialogue = Attribute("Whether the public can answer there (guideline G0d).")
    retired = Attribute("Whether the service has ended.")
    feed = Attribute("How its feed is had: rule, page, token or none.")
    example = Attribute("An address to show as an example.")
    advice = Attribute("What to tell an editor, English text marked for translation; may be empty.")
    order = Attribute("Lower is asked first; generic services (any web site) come last.")

    def recognise(url: str) -> Profile | None:
        """The account that this address, in any of its spellings, leads to; None if not ours.

        ``catalogue.recognise`` hands it over tidied: with a scheme, the host in lower case and
        ASCII, without fragment and tracking parameters, handles made into addresses.
        """

    def feed_in_page(html: str, profile: Profile) -> str:
        """The feed's address, told by the text found at ``profile.discover``.

        For services whose feed needs an id that only their page (or look-up answer) holds; no
        request is made. Empty where the page does not tell, or where the ordinary look for
        ``<link rel="alternate">`` is enough.
        """


@dataclass(frozen=True, slots=True)
class AddedService:
    """A service that the information office has added; ``addable.faults`` says what it may be.

    ``host`` is ``video.example.se`` or ``*.example.se``. ``path`` is ``/@{account}``,
    ``/channels/{account}`` or, where the host itself is the account, ``/``. ``feed`` is the
    feed's address with ``{origin}`` (scheme and host) and ``{account}``; empty where none is
    known: the account's page is then searched for one, but need not have any.
    """

    name: str
    title: str
    kind: str
    dialogue: bool
    host: str
    path: str = "/"
    feed: str = ""


class ICatalogueEdits(Interface):
    """What the information office has changed in the catalogue; one utility without a name.

    It is asked for each address that is recognised: whoever provides it keeps its values at hand.
    """

    hidden = Attribute("Names of services that are not offered: frozenset of str.")
    renamed = Attribute("Titles by name of service: mapping of str to str.")
    added = Attribute("More services: tuple of AddedService.")
