"""``@@follow`` on a hub, an administration or a channel: its stream is followed by e-mail.

The answer is the same whether the address is known or not. The mail to confirm is sent by the
worker, so that not even the time of the answer says anything about the address.
"""

from functools import cached_property
from time import time

from plone import api
from plone.autoform.directives import widget
from zope.interface import Interface

from ... import HOUR, _
from ...accounts.channels.hub import hub_of
from ...site.mail.recipients import NoRecipient, valid_recipient
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line, SingleChoice, vocabulary
from ...site.pages.information_page import InformationPage
from ...site.pages.languages import translated_title
from ...site.pages.page_values import link
from ...site.pages.rate_limits import RateWindow, set_too_many_requests
from ...site.pages.refusals import Refusal
from ...site.pages.retries import write_with_retries
from ..listings.query import query_from
from .followers import Wish, ask_to_follow
from .keys import is_open
from .news import query_of, stored_query
from .periods import DAILY, TITLES

WINDOW = RateWindow(HOUR)
FROM_ONE, FROM_ALL = 20, 1000  # of the forms that are sent in an hour
EVERYBODY = "everybody"
LONGEST_QUERY = 2000
CLOSED = _("Nothing can be followed by e-mail here.")
TOO_MANY = _("Many have asked for mail in a short time. Try again in an hour.")
NO_ADDRESS = _("Write your e-mail, for example anna@example.se.")
THANKS = _(
    "Thank you. Within some minutes there is a mail to the address. Open the link in it and "
    "confirm, within two days. If there is none, look among unwanted mail."
)


class TooMany(Refusal):
    """The refusal of a client that has to wait for ``seconds``."""

    status = 429

    def __init__(self, seconds: int):
        super().__init__(TOO_MANY)
        self.seconds = seconds


def cleaned_address(value: str) -> str:
    """Return an e-mail address. Raise Refusal if it is none."""
    try:
        address = valid_recipient(value)
    except NoRecipient:
        raise Refusal(NO_ADDRESS) from None
    if "<" in address:
        raise Refusal(NO_ADDRESS)
    return address


class IFollow(Interface):
    """The form by which a visitor follows a stream."""

    email = Line(title=_("Your e-mail"), demand=NO_ADDRESS, clean=cleaned_address)
    often = SingleChoice(
        title=_("How often do you want mail?"), vocabulary=vocabulary(TITLES), default=DAILY
    )
    query = Line(title=_("The query string of the stream"), required=False)
    # A trap: people do not see this field, but spam programs fill it in.
    homepage = Line(title=_("Leave this field empty"), required=False)
    widget("email", type="email", autocomplete="email")
    widget("often", type="radio")
    widget("query", type="hidden")
    widget("homepage", type="trap")


def _follow(at, given):
    if not is_offered(at.context, at.request):
        raise Refusal(CLOSED)
    if given["homepage"]:
        return
    client = at.request.getClientAddr() or ""
    if seconds := WINDOW.wait_seconds(client, FROM_ONE) or WINDOW.wait_seconds(EVERYBODY, FROM_ALL):
        set_too_many_requests(at.request, seconds)
        raise TooMany(seconds)
    query = query_of(given["query"][:LONGEST_QUERY])
    wish = Wish(
        at.context.UID(),
        stored_query(query),
        api.portal.get_current_language(),
        given["often"],
        followed_title(at.context, query, at.request),
        int(time()),
    )
    write_with_retries(lambda _tries: ask_to_follow(hub_of(at.context), given["email"], wish))


def is_offered(place, request) -> bool:
    """Return whether a place has a stream that can be followed now."""
    return is_open() and api.content.get_view("view", place, request).is_retrieved()


def links_after(place) -> list[dict]:
    """Return the links below a form about mails of a place."""
    title = translated_title(place)
    return [
        link(f"{hub_of(place).absolute_url()}/@@personal-data", _("Personal data")),
        link(place.absolute_url(), title["text"], title["language"]),
    ]


def followed_title(place, query, request) -> str:
    """Return the title of a stream: its place, its filters and its search text."""
    view = api.content.get_view("view", place, request)
    view.query = query
    return view.title


FOLLOW = Act(
    "follow",
    _follow,
    THANKS,
    title=_("Send"),
    fields=IFollow,
    then=lambda at, _done: at.context.absolute_url(),
)


class FollowPage(ActPage, InformationPage):
    """The page with the form or, with ``sent``, what happens next."""

    acts = acts(FOLLOW)
    classes = "socialhub-step"
    title = _("Follow by e-mail")
    robots = "noindex"

    def __call__(self):
        self.request.response.setHeader("X-Robots-Tag", self.robots)
        return super().__call__()

    @property
    def lead(self):
        if not self.is_offered:
            return CLOSED
        text = _(
            "You get a mail with what is new in ${title}. First you get one to confirm your "
            "address. It is stored encrypted, used for nothing else, and erased when you stop. "
            "Nobody sees whether you open a mail or follow its links."
        )
        return _(text, mapping={"title": followed_title(self.context, self.query, self.request)})

    @cached_property
    def is_offered(self) -> bool:
        """Whether there is a stream that can be followed now."""
        return is_offered(self.context, self.request)

    @cached_property
    def query(self):
        """The part of the stream that is to be followed."""
        form = self.request.form
        if isinstance(text := form.get("query"), str):
            return query_of(text[:LONGEST_QUERY])
        return query_from(form)

    @property
    def office_form(self) -> dict | None:
        if not self.is_offered:
            return None
        return self.form(FOLLOW.name, query=stored_query(self.query))

    @property
    def value(self) -> dict:
        """The page as plain values, for Volto."""
        about = {"title": self.title, "lead": self.lead, "links": self.after()}
        form = self.office_form
        if "sent" in self.request.form or form is None:
            return about | {"lead": "", "receipt": "", "text": THANKS if form else CLOSED}
        return form | about

    def after(self) -> list[dict]:
        return links_after(self.context)
