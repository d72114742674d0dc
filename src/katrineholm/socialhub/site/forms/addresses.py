"""Validators of URLs, e-mail addresses, handles and networks that people and programs submit."""

import re
from ipaddress import ip_network

from plone.schema.email import Email
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.feeds.errors import FeedError
from ...core.feeds.settings import allowed
from ...core.platforms.address import NAME_ONLY, whole
from ...core.platforms.catalogue import recognise
from ...core.platforms.did import NOT_A_DID, did
from ...core.platforms.interfaces import Profile
from .refusals import RefusedValue, sentence

# A site that may show our pages in a frame.
ORIGIN = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[0-9]{1,5})?")
NO_NETWORK = _("Write an address or a network, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/48.")
NO_ORIGIN = _("Write https:// and a host name, nothing after it: https://www.facebook.com")


def account_at(text: str) -> Profile:
    """Return the account of a URL or handle, without any request.

    Raise FeedError, with the reason, if it is none or may not be requested.
    """
    try:
        profile = recognise(text)
    except ValueError as error:
        if str(error) == NAME_ONLY:
            raise FeedError("name_only") from error
        allowed(text)  # raises a more exact error, if it can
        raise FeedError("malformed") from error
    allowed(profile.url)
    return profile


def page_at(text: str) -> str:
    """Return the complete URL of a page or feed. Raise FeedError if it may not be requested."""
    try:
        address = whole(text)
    except ValueError as error:
        allowed(text)
        raise FeedError("malformed") from error
    allowed(address)
    return address


def email_address(value: str) -> bool:
    """Return True for an e-mail address. Raise InvalidEmail."""
    return Email().validate(value) is None


def bare_did(value: str) -> bool:
    """Return True for a DID of the AT Protocol. Raise RefusedValue."""
    try:
        return bool(did(value))
    except ValueError as error:
        raise RefusedValue(Message(NOT_A_DID, domain=PACKAGE_NAME), value) from error


def web_address(value: str) -> bool:
    """Return True for a URL that may be requested. Raise RefusedValue with the reason."""
    return _is_let_through(allowed, value)


def page_address(value: str) -> bool:
    """Return True for the URL of a page, however it is typed; it is stored complete.

    Raise RefusedValue.
    """
    return _is_let_through(page_at, value)


def public_address(value: str) -> bool:
    """Return True for an account's URL or handle that the catalogue recognises.

    Raise RefusedValue.
    """
    return _is_let_through(account_at, value)


def web_origin(value: str) -> bool:
    """Return True for an https origin as in a header (RFC 6454). Raise RefusedValue."""
    if not ORIGIN.fullmatch(value):
        raise RefusedValue(NO_ORIGIN, value)
    return True


def ip_range(value: str) -> bool:
    """Return True for an IP address or a network (CIDR, RFC 4632). Raise RefusedValue."""
    try:
        return bool(ip_network(value, strict=False))
    except ValueError as error:
        raise RefusedValue(NO_NETWORK, value) from error


def _is_let_through(read, value):
    try:
        read(value)
    except FeedError as error:
        raise RefusedValue(sentence(error), value) from error
    return True
