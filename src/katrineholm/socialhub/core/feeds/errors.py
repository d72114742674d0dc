"""Errors of URLs and feeds, each with a message that an editor can read."""

from typing import ClassVar


def _(text: str) -> str:
    """Mark a text for extraction; core has no translations."""
    return text


TEXTS = {
    "not_http": _("The address must begin with http:// or https://."),
    "malformed": _("The address is not written correctly."),
    "name_only": _(
        "A name alone does not say which service it is on: paste the profile's address."
    ),
    "too_long": _("The address is too long: ${limit} characters at most."),
    "userinfo": _("The address must not hold a user name or a password."),
    "port": _("The address uses a port that is not allowed: ${port}."),
    "private": _("The address leads to a private network, which is not allowed."),
    "not_found": _("There is no server with the name ${host}."),
    "no_answer": _("The server ${host} does not answer."),
    "insecure": _("The server ${host} has no valid certificate."),
    "too_slow": _("The server took longer than ${seconds} seconds and was given up."),
    "too_big": _("The answer is larger than ${limit} MB and was given up."),
    "too_many_redirects": _("The address is passed on more than ${limit} times."),
    "unreadable": _("The server's answer cannot be read."),
    "gone": _("The server says that the feed is gone for good (410)."),
    "missing": _("There is nothing at this address (404)."),
    "forbidden": _("The server refuses to show this address (${status})."),
    "challenged": _("The server takes us for a robot and asks for a check in a browser."),
    "busy": _("The server asks us to come back later (${status})."),
    "server_error": _("The server has a fault of its own (${status})."),
    "status": _("The server answered with the code ${status}."),
    "html": _("This is a web page, not a feed."),
    "not_a_feed": _("This is not a feed."),
    "bad_feed": _("The feed is damaged and cannot be read."),
    "overloaded": _("This site's own machine is too busy to read it now: try again in a while."),
    "too_heavy": _(
        "It takes too much time or memory to read, and was given up: see that the file is whole, "
        "and the right one."
    ),
    "bad_mapping": _("The mapping's expression for ${field} cannot be read."),
    "mapping_field": _("The mapping has a field that is not known: ${field}."),
    "mapping_excess": _("The mapping's expression for ${field} gives more than can be taken."),
    "bad_expression": _("This is no JMESPath expression: see that brackets and quotes are closed."),
    "bad_selector": _("This is no CSS selector: see that brackets and quotes are closed."),
    "long_expression": _("This is too long: ${limit} characters at most."),
    "no_selector": _("Write where the items are: without it nothing is found."),
    "nothing_told": _("Write where the link, the heading or the text is: one of them at least."),
    "no_items": _("Nothing is found where the items should be: the source may have been rebuilt."),
    "empty_items": _("The items that are found hold neither link, heading, text nor picture."),
    "bad_json": _("The JSON is damaged and cannot be read."),
    "endless_expression": _("The expressions take too long on this source: write simpler ones."),
    "is_a_feed": _("The address gives a feed already: it needs no description."),
    "json_not_page": _("The address gives JSON, and the description is of a web page."),
    "page_not_json": _("The address gives a web page, and the description is of JSON."),
    "empty": _("The server sent an empty answer."),
    "no_feed": _("No feed was found on this page."),
    "no_address": _("The channel has no feed address."),
    "no_token": _("The account is not connected: its token is missing or cannot be read."),
    "token_ended": _(
        "The service ${service} refuses the token, which has ended or was revoked (${number}): "
        "connect the account again."
    ),
    "no_permission": _("The token lacks a permission that ${service} asks for (${number})."),
    "no_such_account": _(
        "The service ${service} does not show the account to this token (${number})."
    ),
    "other_account": _("It is another account than the channel's: ${account}."),
    "login_declined": _("The log-in was declined at ${service}: nothing is connected."),
    "login_stranger": _("The answer is not the one that ${service} gives: log in again."),
    "login_refused": _("The service ${service} refused the log-in (${number}): log in again."),
    "login_scopes": _(
        "The service ${service} was not permitted to show the account's content: log in again, "
        "and leave everything ticked that it asks about."
    ),
    "rate_limited": _("The service ${service} asks us to come back later (${number})."),
    "interface_fault": _("The service ${service} answered with a fault (${number})."),
    "not_data": _("The service ${service} answered with something else than what was asked for."),
    "endless": _("The service ${service} leads from page to page without an end."),
    "robots": _("The site's robots.txt asks us not to read it."),
    "elsewhere": _("The address leads on to another host, ${host}: list that one instead."),
    "led_on": _("The receiver leads on to another address, which is not followed (${status})."),
    "unwanted": _("The receiver says that it wants no more (410)."),
    "no_secret": _("The receiver's secret cannot be read: the server's keys are not those it had."),
    "not_a_picture": _("This is not a picture of a known type."),
    "picture_too_large": _("The picture has too many pixels."),
}


class CodedError(Exception):
    """An error whose ``code`` is a key of ``texts``; ``values`` fill the message's placeholders."""

    texts: ClassVar[dict[str, str]]

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(code)

    @property
    def text(self) -> str:
        """The English message, with ``${names}`` not yet filled in."""
        return self.texts[self.code]

    def __str__(self) -> str:
        sentence = self.text
        for name, value in self.values.items():
            sentence = sentence.replace("${" + name + "}", value)
        return sentence


class FeedError(CodedError):
    """An error of a URL or feed; ``retry_after`` is the wait that the server asks for (seconds)."""

    texts = TEXTS

    def __init__(self, code: str, *, retry_after: int | None = None, **values: object) -> None:
        super().__init__(code, **values)
        self.retry_after = retry_after
