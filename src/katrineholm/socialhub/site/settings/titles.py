"""Titles of services, kinds of services and languages."""

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
    """Return the translated or changed title of a service, or its id if it is unknown."""
    service = catalogue.find_platform(name)
    if service is None:
        return name
    return api.portal.translate(Message(catalogue.platform_title(service), domain=PACKAGE_NAME))


def language_titles() -> dict[str, str]:
    """Return the native names of the languages by code."""
    known = api.portal.get_tool("portal_languages").getAvailableLanguages()
    return {code: about.get("native") or about["name"] for code, about in known.items()}
