"""Validators of URLs, e-mail addresses, handles and networks that people and programs submit."""

import re
from ipaddress import ip_network

from plone.schema.email import Email
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.feeds.errors import FeedError
from ...core.feeds.settings import allowed_url
from ...core.platforms.catalogue import recognise_account
from ...core.platforms.did import NOT_A_DID, parse_did
from ...core.platforms.interfaces import Profile
from ...core.platforms.urls import NAME_ONLY, with_scheme
from .refusals import RefusedValue, error_message

# A site that may show our pages in a frame.
ORIGIN = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[0-9]{1,5})?")
NO_NETWORK = _("Write an address or a network, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/48.")
NO_ORIGIN = _("Write https:// and a host name, nothing after it: https://www.example.org")


def account_of_url(text: str) -> Profile:
    """Return the social media account of a URL or handle, without any request.

    Raise FeedError, with the reason, if it is not an account or may not be requested.
    """
    try:
        profile = recognise_account(text)
    except ValueError as error:
        if str(error) == NAME_ONLY:
            raise FeedError("name_only") from error
        allowed_url(text)  # raises a more exact error, if it can
        raise FeedError("malformed") from error
    allowed_url(profile.url)
    return profile


def complete_url(text: str) -> str:
    """Return a typed URL with its scheme. Raise FeedError if it may not be requested."""
    try:
        address = with_scheme(text)
    except ValueError as error:
        allowed_url(text)
        raise FeedError("malformed") from error
    allowed_url(address)
    return address


def is_email_address(value: str) -> bool:
    """Return True for an e-mail address. Raise InvalidEmail for anything else."""
    return Email().validate(value) is None


def is_did(value: str) -> bool:
    """Return True for a DID of the AT Protocol. Raise RefusedValue for anything else."""
    try:
        return bool(parse_did(value))
    except ValueError as error:
        raise RefusedValue(Message(NOT_A_DID, domain=PACKAGE_NAME), value) from error


def is_web_url(value: str) -> bool:
    """Return True for a URL that may be requested, else raise RefusedValue with the reason."""
    return _is_accepted(allowed_url, value)


def is_page_url(value: str) -> bool:
    """Return True for the URL of a page, even without a scheme, else raise RefusedValue."""
    return _is_accepted(complete_url, value)


def is_account_url(value: str) -> bool:
    """Return True for the URL or handle of an account, else raise RefusedValue."""
    return _is_accepted(account_of_url, value)


def is_web_origin(value: str) -> bool:
    """Return True for an https origin (RFC 6454). Raise RefusedValue for anything else."""
    if not ORIGIN.fullmatch(value):
        raise RefusedValue(NO_ORIGIN, value)
    return True


def is_ip_range(value: str) -> bool:
    """Return True for an IP address or a network (RFC 4632), else raise RefusedValue."""
    try:
        return bool(ip_network(value, strict=False))
    except ValueError as error:
        raise RefusedValue(NO_NETWORK, value) from error


def _is_accepted(read, value):
    try:
        read(value)
    except FeedError as error:
        raise RefusedValue(error_message(error), value) from error
    return True
