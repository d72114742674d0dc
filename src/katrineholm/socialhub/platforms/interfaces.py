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

    ``katrineholm.socialhub.platforms.service.Service`` is the common case, made of data alone.
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
