"""What kinds and services are called, as the office has it."""

from plone import api
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.platforms import catalogue

KIND_TITLES = {
    "blog": _("Blog"),
    "microblog": _("Microblog"),
    "video": _("Video"),
    "photo": _("Photo"),
    "podcast": _("Podcast"),
    "other": _("Other"),
}


def service_title(name: str) -> str:
    """What the office calls a service, else its name in the reader's language; else its id."""
    service = catalogue.platform(name)
    if service is None:
        return name
    return api.portal.translate(Message(catalogue.title(service), domain=PACKAGE_NAME))


def language_titles() -> dict[str, str]:
    """Languages by their own names, as their readers look for them."""
    known = api.portal.get_tool("portal_languages").getAvailableLanguages()
    return {code: about.get("native") or about["name"] for code, about in known.items()}
