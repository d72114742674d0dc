"""``@@found-accounts`` on a hub: accounts on the municipality's own sites that are not listed."""

from functools import cached_property
from time import time
from typing import Any
from urllib.parse import urlencode

from plone import api
from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import _, logger
from ...accounts.channels.add_permission import addable_administrations
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_date, formatted_time, local_date
from ...core.feeds.errors import FeedError
from ...core.feeds.settings import allowed_url
from ...core.platforms.catalogue import find_platform, platform_title, recognise_account
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.address_validation import complete_url
from ...site.pages.form_schema import Line
from ...site.pages.refusals import Refusal, error_message, message_from_code
from .found_accounts import (
    FoundAccount,
    OwnSite,
    begin_scans,
    own_sites,
    remove_site,
    set_stranger,
    site_page_count,
    store_site,
    unlisted_accounts,
    unset_stranger,
)

MOST_SITES = 20
MOST_SHOWN = 200  # accounts on the page
LONGEST = 100  # characters of an account's name on the page


def clean_site(text: str) -> str:
    """Return the URL of a site's first page. Raise Refusal if it may not be requested."""
    try:
        return allowed_url(complete_url(text))
    except FeedError as error:
        raise Refusal(error_message(error)) from error


class INewSite(Interface):
    """The form of a new site."""

    url = Line(
        title=_("The site's address"),
        description=_("For example https://www.katrineholm.se: the first page is enough."),
        clean=clean_site,
    )
    widget("url", type="url", placeholder="https://")


class ISite(Interface):
    """The form of acts on a listed site."""

    url = Line(title=_("The site's address"), judged=True)
    widget("url", type="hidden")


class IAccount(Interface):
    """The form of acts on a found account."""

    key = Line(title=_("Account"), judged=True)
    widget("key", type="hidden")


def add_site(hub: Any, url: str) -> None:
    """List a site, which the worker then scans. Raise Refusal."""
    sites = own_sites(hub)
    if url in {each.url for each in sites}:
        raise Refusal(_("The site is listed already."))
    if len(sites) >= MOST_SITES:
        raise Refusal(_("There are twenty sites already: remove one first."))
    store_site(hub, OwnSite(url, _user_id(), _now()))
    logger.info("Own site %s listed by %s", url, _user_id())


def drop_site(hub: Any, url: str) -> None:
    """Remove a site from the list. Raise Refusal if it is not there."""
    if url not in {each.url for each in own_sites(hub)}:
        raise Refusal(_("There is no such site."))
    remove_site(hub, url, _now())
    logger.info("Own site %s removed by %s", url, _user_id())


def scan_now(hub: Any) -> None:
    """Have the worker scan all sites. Raise Refusal if there is none."""
    if not own_sites(hub):
        raise Refusal(_("List a site first."))
    begin_scans(hub)


def decline_account(hub: Any, key: str) -> None:
    """Store that an account is not the municipality's. Raise Refusal if it is not listed here."""
    if not any(each.key == key and not each.by for each in unlisted_accounts(hub)):
        raise Refusal(_("The account is no longer in the list."))
    set_stranger(hub, key, _user_id(), _now())
    logger.info("Found account %s declined by %s", key, _user_id())


def accept_account(hub: Any, key: str) -> None:
    """Take back that an account is not the municipality's. Raise Refusal if nobody said so."""
    if not any(each.key == key and each.by for each in unlisted_accounts(hub)):
        raise Refusal(_("The account is no longer in the list."))
    unset_stranger(hub, key)
    logger.info("Found account %s taken back by %s", key, _user_id())


class FoundAccountsPage(ActPage):
    """The page, for the office; a POST with ``do`` performs an act."""

    title = _("Unlisted accounts")
    lead = _(
        "The municipality's own web sites are read once a week. Here are the accounts that they "
        "link to and that nobody has reported."
    )
    acts = acts(
        Act(
            "add-site",
            lambda at, given: add_site(at.context, given["url"]),
            _("The site is listed. It is read within a few minutes, one page at a time."),
            title=_("Add the site"),
            fields=INewSite,
        ),
        Act(
            "remove-site",
            lambda at, given: drop_site(at.context, given["url"]),
            _("The site is no longer read."),
            title=_("Remove"),
            fields=ISite,
        ),
        Act(
            "scan",
            lambda at, given: scan_now(at.context),
            _("The sites are read within a few minutes, one page at a time."),
            title=_("Read the sites now"),
        ),
        Act(
            "not-ours",
            lambda at, given: decline_account(at.context, given["key"]),
            _("The account is not asked about again."),
            title=_("Not ours"),
            fields=IAccount,
        ),
        Act(
            "take-back",
            lambda at, given: accept_account(at.context, given["key"]),
            _("The account is in the list again."),
            title=_("Take back"),
            fields=IAccount,
        ),
    )

    @cached_property
    def lists(self) -> list[dict]:
        """The lists of accounts: those to decide about, those not ours and those that are gone."""
        found = unlisted_accounts(self.context)
        waiting = [each for each in found if each.is_waiting]
        strangers = [each for each in found if each.by]
        gone = [each for each in found if each.gone and not each.by]
        return [
            self._list("waiting", _("To decide about"), waiting),
            self._list("strangers", _("Not ours"), strangers),
            self._list("gone", _("No longer linked to"), gone),
        ]

    @property
    def nothing(self) -> Message | str:
        """The text in place of accounts to decide about, or ""."""
        if self.lists[0]["rows"]:
            return ""
        if not any(each.ended for each in own_sites(self.context)):
            return _("No site has been read yet.")
        return _("Every account that was found is in the register.")

    def sites(self) -> list[dict]:
        """Return the listed sites with their last scan and buttons."""
        return [self._site(each) for each in own_sites(self.context)]

    @cached_property
    def administrations(self) -> list:
        """The administrations in which the user may add a channel."""
        return addable_administrations(self.context)

    def _ways(self, account_url):
        """Return a link to the add form of each administration, with the address filled in."""
        query = urlencode({"profile_url": account_url})
        return [
            {"title": each.title, "url": f"{each.absolute_url()}/++add++Channel?{query}"}
            for each in self.administrations
        ]

    def _list(self, id, title, accounts):
        rows = [self._row(each) for each in accounts[:MOST_SHOWN]]
        return {"id": id, "title": title, "rows": rows, "more": len(accounts) - len(rows)}

    def _row(self, account: FoundAccount):
        profile = recognise_account(account.url)
        service = find_platform(profile.platform)
        name = profile.account[:LONGEST]
        act = "take-back" if account.by else "not-ours"
        return {
            "url": account.url,
            "name": name,
            "service": platform_title(service) if service else "",
            "first": _day(account.first),
            "last": _day(account.last),
            "gone": account.gone and _day(account.gone),
            "count": account.count,
            "pages": account.pages,
            "by": account.by and member_name(account.by),
            "at": account.by and _day(account.at),
            "buttons": self.buttons(act, of=name, key=account.key),
            "ways": self._ways(account.url),
            "is_waiting": account.is_waiting,
        }

    def _site(self, site: OwnSite):
        return {
            "url": site.url,
            "pages": site_page_count(self.context, site.url),
            "ended": formatted_time(site.ended) if site.ended else None,
            "is_under_way": site.is_under_way(_now()),
            "is_whole": site.is_whole,
            "problem": message_from_code(site.code, dict(site.values)) if site.code else "",
            "buttons": self.buttons("remove-site", of=site.url, url=site.url),
        }


def _day(seconds) -> str:
    return formatted_date(local_date(seconds).isoformat())


def _user_id() -> str:
    return api.user.get_current().getId() or ""


def _now() -> int:
    return int(time())
