"""Messages are thrown away with neither their hub nor their channel, through whatever door."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zExceptions import Forbidden

from katrineholm.socialhub.core.messages.store import messages_of

MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def delete(channel):
    api.content.delete(channel, check_linkintegrity=False)


def test_a_folder_that_holds_a_hub_is_copied_without_messages_and_stays(hub, receive, change):
    receive()
    portal = api.portal.get()
    change(lambda: api.content.create(portal, "Folder", "mapp", title="Mapp"))
    change(lambda: api.content.move(hub, portal.mapp))
    change(lambda: api.content.copy(portal.mapp, portal, "kopia"))
    assert len(messages_of(portal.mapp.hub)) == 1
    assert len(messages_of(portal.kopia.hub)) == 0
    with pytest.raises(Forbidden):
        change(delete, portal.mapp)


@pytest.fixture
def places(receive, channel, functional_portal, once):
    """A channel with a message in its administration, and another hub with an administration."""

    def make():
        receive()
        with api.env.adopt_user(SITE_OWNER_NAME):
            other = api.content.create(functional_portal, "SocialHub", "annat", title="Annat")
            api.content.create(other, "Administration", "nya", title="Nya", email="ny@example.se")

    once("places", make)
    return {
        "channel": (channel, functional_portal.annat.nya),
        "administration": (channel.aq_parent, functional_portal.annat),
    }


def zmi_delete(found, other):
    found.aq_parent.manage_delObjects([found.getId()])


def item_deleted(found, other):
    del found.aq_parent[found.getId()]


def cut_and_pasted(found, other):
    other.manage_pasteObjects(found.aq_parent.manage_cutObjects([found.getId()]))


def moved(found, other):
    api.content.move(found, other)


def moved_out_of_hubs(found, other):
    portal = api.portal.get()
    api.content.create(portal, "Folder", "mapp", title="Mapp")
    portal.mapp._verifyObjectPaste = lambda *given, **how: True
    portal.mapp.manage_pasteObjects(found.aq_parent.manage_cutObjects([found.getId()]))


INSIDE = [zmi_delete, item_deleted, delete, cut_and_pasted, moved, moved_out_of_hubs]


@pytest.mark.parametrize("do", INSIDE, ids=lambda do: do.__name__)
@pytest.mark.parametrize("what", ["channel", "administration"])
def test_neither_a_channel_with_messages_nor_its_administration_leaves_its_hub(
    places, change, do, what
):
    found, other = places[what]
    given = (found,) if do is delete else (found, other)
    with pytest.raises(Forbidden, match="Bloggen har meddelanden"):
        change(do, *given)
    transaction.abort()
    assert found.getId() in found.aq_parent
    assert found.getId() not in other


def rest_delete(session, path, other):
    return session.delete(path)


def rest_move(session, path, other):
    return session.post(f"{other}/@move", json={"source": f"/{path}"})


REST = [rest_delete, rest_move]


@pytest.mark.parametrize("do", REST, ids=lambda do: do.__name__)
@pytest.mark.parametrize(
    ("path", "other"), [("hub/kultur/bloggen", "annat/nya"), ("hub/kultur", "annat")]
)
def test_over_rest_it_is_refused_in_one_sentence(places, request_factory, do, path, other):
    answer = do(request_factory(basic_auth=MANAGER), path, other)
    assert answer.status_code == 403
    assert "Bloggen har meddelanden" in answer.json()["message"]
    transaction.begin()
    assert api.content.get(f"/{path}") is not None


PAGES = {
    "delete_confirmation": ("{path}/delete_confirmation", {"form.buttons.Delete": "Delete"}),
    "ZMI": ("{parent}/manage_main", {"ids:list": "{id}", "manage_delObjects:method": "Delete"}),
    "folder contents": ("{parent}/fc-delete", {"selection": '["{uid}"]'}),
}


@pytest.mark.parametrize(("page", "form"), PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("what", ["channel", "administration"])
def test_in_a_browser_it_is_refused_in_one_sentence(places, browse, page, form, what):
    found, _other = places[what]
    path = "/".join(found.getPhysicalPath()[2:])
    values = {"path": path, "parent": path.rpartition("/")[0], "id": found.getId()}
    values["uid"] = found.UID()
    session = browse(*MANAGER)
    shown = session.get(f"{path}/delete_confirmation").text
    token = shown.partition('name="_authenticator"')[2].partition('value="')[2].partition('"')[0]
    data = {
        name: text.replace("{id}", values["id"]).replace("{uid}", values["uid"])
        for name, text in form.items()
    }
    answer = session.post(page.format(**values), data=data | {"_authenticator": token})
    # What Zope publishes no longer leads nowhere.
    assert answer.status_code == 404 or "Bloggen har meddelanden" in answer.text
    transaction.begin()
    assert api.content.get(f"/{path}") is not None


def test_one_that_is_renamed_or_moved_within_its_hub_keeps_its_messages(places, change, rest):
    channel, _other = places["channel"]
    hub = channel.aq_parent.aq_parent
    change(api.content.rename, channel, "bloggen2")
    change(lambda: api.content.create(hub, "Administration", "bygg", title="B", email="b@x.se"))
    change(api.content.move, hub.kultur.bloggen2, hub.bygg)
    assert hub.bygg.bloggen2.UID() == messages_of(hub)[1]["channel"]
    assert [each["id"] for each in rest("anna").get("hub/@messages").json()["items"]] == [1]


def test_a_channel_without_messages_may_leave_its_hub(channel, functional_portal, change):
    change(lambda: api.content.create(functional_portal, "SocialHub", "annat", title="Annat"))
    other = functional_portal.annat
    change(lambda: api.content.create(other, "Administration", "nya", title="N", email="n@x.se"))
    change(api.content.move, channel, other.nya)
    assert "bloggen" in other.nya
