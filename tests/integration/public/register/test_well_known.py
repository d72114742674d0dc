"""What other systems find below /.well-known/."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.Five import BrowserView
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from zope.component import getGlobalSiteManager
from zope.interface import Interface, implementer
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces.browser import IDefaultBrowserLayer

DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
MASTODON = "https://mastodon.social/@katrineholm"


@pytest.fixture
def switch(functional_portal):
    """A function that sets the add-on's settings."""

    def switch(**settings):
        for name, value in settings.items():
            api.portal.set_registry_record(f"katrineholm.socialhub.{name}", value)
        transaction.commit()

    return switch


@pytest.fixture
def listed(make_functional_channel):
    """Channels in every state, one of them official and one paused."""
    make_functional_channel("mastodon", profile_url=MASTODON)
    for state in ("paused", "closed", "reported", "draft"):
        make_functional_channel(state, state=state)


def test_nothing_is_served_before_it_is_turned_on(listed, browse):
    for name in ("", "trust.txt", "atproto-did", "change-password", "trust.txt/more"):
        answer = browse().get(f".well-known/{name}")
        assert answer.status_code == 404
        assert "example.se" not in answer.text


def test_trust_txt_lists_the_official_accounts_of_every_hub(
    listed, functional_portal, browse, switch
):
    switch(trust_txt=True, office_email="info@katrineholm.example.se")
    answer = browse().get(".well-known/trust.txt")
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        200,
        "text/plain; charset=utf-8",
    )
    assert answer.text == (
        f"# {functional_portal.absolute_url()} and the accounts that it controls\n"
        "contact=info@katrineholm.example.se\n"
        f"social={MASTODON}\n"
        "social=https://paused.example.se/\n"
    )


def test_trust_txt_tells_a_manager_nothing_more(listed, functional_portal, browse, switch, person):
    switch(trust_txt=True)
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(functional_portal.hub.kultur, "retract")
    transaction.commit()
    answer = browse(*person("Manager")).get(".well-known/trust.txt")
    assert "social=" not in answer.text


@pytest.mark.parametrize("did", [DID, f" did={DID}\n"])
def test_the_did_of_the_domain_is_served_bare(listed, browse, switch, did):
    switch(atproto=True, atproto_did=did.strip())
    answer = browse().get(".well-known/atproto-did")
    assert (answer.status_code, answer.text) == (200, DID)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("did", ["", "katrineholm.se", "did:plc:kort"])
def test_what_is_no_did_is_not_served(listed, browse, switch, did):
    switch(atproto=True, atproto_did=did)
    assert browse().get(".well-known/atproto-did").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["", "trust.txt/trust.txt", "trust.txt/absolute_url", "atproto-did/x", "_trust", "make"],
)
def test_nothing_else_is_found_there(listed, browse, switch, name):
    switch(trust_txt=True, atproto=True, atproto_did=DID)
    assert browse().get(f".well-known/{name}").status_code == 404


def test_who_has_the_document_gets_it_once(listed, browse, switch):
    switch(trust_txt=True)
    tag = browse().get(".well-known/trust.txt").headers["ETag"]
    answer = browse().get(".well-known/trust.txt", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.text) == (304, "")


def test_a_head_request_is_answered(listed, browse, switch):
    switch(trust_txt=True)
    assert browse().head(".well-known/trust.txt").status_code == 200


def test_it_is_served_from_the_domains_root_behind_a_web_server(
    listed, functional_portal, browse, switch
):
    manage_addVirtualHostMonster(functional_portal.getPhysicalRoot(), "virtual_hosting")
    switch(trust_txt=True)
    server, _slash, site = functional_portal.absolute_url().rpartition("/")
    root = f"{server}/VirtualHostBase/https/www.katrineholm.se:443/{site}/VirtualHostRoot"
    answer = browse().get(f"{root}/.well-known/trust.txt")
    assert answer.text.startswith("# https://www.katrineholm.se and the accounts")
    assert "contact=https://www.katrineholm.se/contact-info\n" in answer.text


@implementer(IPublishTraverse)
class Others(BrowserView):
    """What another add-on serves."""

    def publishTraverse(self, request, name):
        self.name = name
        return self

    def __call__(self):
        return f"others' {self.name}"


def test_what_others_serve_there_is_left_to_them(listed, browse, switch):
    switch(trust_txt=True)
    registered = (Others, (Interface, IDefaultBrowserLayer), Interface, ".well-known")
    getGlobalSiteManager().registerAdapter(*registered)
    try:
        assert browse().get(".well-known/change-password").text == "others' change-password"
        assert browse().get(".well-known/trust.txt").text.startswith("# ")
    finally:
        getGlobalSiteManager().unregisterAdapter(*registered)
