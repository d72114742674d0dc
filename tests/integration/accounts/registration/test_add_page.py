"""A channel is added in three steps, without JavaScript: address, people, texts."""

import re
from html import unescape

import pytest
import transaction
from filling import press as send
from lxml import html
from plone import api

PAGE = (
    b"<html><link rel=alternate type=application/rss+xml href=/a>"
    b"<link rel=alternate type=application/rss+xml href=/b>"
)
RSS = (
    "<rss version='2.0'><channel><title>{0}</title><item><title>{0}!</title></item></channel></rss>"
)
SUBSTITUTE = "Bo Ek <bo@example.se>"
PURPOSE = "Berätta om kulturen"
MOST_FIELDS = 12
SHOWN = ".//*[self::input or self::textarea or self::select][not(@type='hidden')]"


@pytest.fixture
def site(server):
    """A web site with two feeds."""
    server.says("/", PAGE, Content_Type="text/html")
    for name in ("a", "b"):
        server.says(f"/{name}", RSS.format(f"Flöde {name}").encode(), Content_Type="text/xml")
    return server


class Steps:
    """Somebody at the steps: ``fields`` are those of the form on the page."""

    def __init__(self, session, url):
        self.session, self.url = session, url
        self.see(session.get(url))

    def see(self, answer):
        self.status, self.text, self.at = answer.status_code, unescape(answer.text), answer.url
        page = html.fromstring(answer.text, base_url=answer.url)
        self.form = next(iter(page.xpath("//form[contains(@action, '++add++Channel')]")), None)
        transaction.begin()

    @property
    def fields(self):
        return self.form.fields

    def shown(self):
        return {each.get("name") for each in self.form.xpath(SHOWN)}

    def step(self):
        return re.search(r'aria-current="step"[^>]*>([^<]+)<', self.text)[1]

    def press(self, act, **given):
        self.see(send(self.session, self.form, "do", {"do": act} | given))
        return self

    def faults(self):
        found = re.findall(r'class="socialhub-fault"[^>]*>([^<]+)<', self.text)
        return found


@pytest.fixture
def address(functional_administration):
    """The address of the steps, in an administration that has an official contact."""
    functional_administration.email = "kultur@example.se"
    transaction.commit()
    return f"{functional_administration.absolute_url()}/++add++Channel"


@pytest.fixture
def editor(address, person, browse, functional_administration):
    """An editor who may add channels, too, at the first step."""
    name, password = person("Editor", at=functional_administration)
    with api.env.adopt_roles(["Manager"]):
        api.user.grant_roles(username=name, roles=["Contributor"], obj=functional_administration)
        api.user.get(name).setMemberProperties(
            {"fullname": "Bengt Ahlgren", "email": "b@example.se"}
        )
    transaction.commit()
    return Steps(browse(name, password), address)


@pytest.fixture
def contributor(address, person, browse, functional_administration):
    """The session of somebody who may add channels, but not report them."""
    return browse(*person("Contributor", at=functional_administration))


def test_a_channel_is_found_filled_in_and_reported(editor, site, functional_administration):
    assert editor.step() == "Kontot"
    editor.press("find", profile_url=site.url())
    assert editor.step() == "Personer"
    assert "Flöde a!" in editor.text
    assert editor.fields["responsible"] == "Bengt Ahlgren"
    editor.press("people", substitute=SUBSTITUTE)
    assert (editor.step(), editor.fields["title"]) == ("Texter", "Flöde a")
    assert functional_administration.objectIds() == []
    editor.press("report", purpose=PURPOSE)
    channel = functional_administration["flode-a"]
    assert editor.at == channel.absolute_url()
    assert api.content.get_state(channel) == "reported"
    kept = (channel.feed_url, channel.kind, channel.language, channel.dialogue)
    assert kept == (site.url("/a"), "blog", "sv", False)
    people = (channel.responsible, channel.substitute)
    assert people == (f"editor-{functional_administration.getId()}", SUBSTITUTE)


def test_who_answers_for_another_channel_is_offered_and_known_by_name(
    editor, site, functional_administration, make_functional_channel
):
    make_functional_channel("annan", responsible=SUBSTITUTE)
    editor.press("find", profile_url=site.url())
    assert f'<option value="{SUBSTITUTE}"' in editor.text
    editor.press("people", substitute="Bo Ek").press("save")
    assert functional_administration["flode-a"].substitute == SUBSTITUTE


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"substitute": "Nobody Here"}, "Ersättare: Skriv namnet"),
        ({"login_kind": "person"}, "Skriv vem, eller lämna båda tomma."),
        (
            {"login_kind": "person", "login_holder": "Nobody Here"},
            "Namn på den som har inloggningen: Skriv namnet",
        ),
    ],
)
def test_what_is_wrong_with_the_people_is_said_at_next_with_the_name_of_its_field(
    editor, site, given, told
):
    editor.press("find", profile_url=site.url()).press("people", **given)
    assert editor.step() == "Personer"
    assert editor.faults()[0].startswith(told)


def test_the_steps_ask_for_at_most_twelve_things_in_all(editor, site):
    seen = editor.shown()
    editor.press("find", profile_url=site.url())
    seen |= editor.shown()
    editor.press("people")
    seen |= editor.shown()
    assert "feed_url" in seen  # one of two
    assert len(seen) <= MOST_FIELDS


def test_a_draft_may_lack_what_a_report_needs_and_says_what_is_next(
    editor, site, functional_administration
):
    editor.press("find", profile_url=site.url()).press("people").press("report")
    assert functional_administration.objectIds() == []
    assert editor.step() == "Personer"  # the first fault is there
    editor.press("people").press("save")
    assert api.content.get_state(functional_administration["flode-a"]) == "draft"


def test_back_and_forth_keeps_what_was_typed_and_chosen(editor, site):
    editor.press("find", profile_url=site.url())
    editor.press("people", feed_url=site.url("/b"), substitute="Sara Ek <sara@example.se>")
    editor.press("to-people", title="Min titel", purpose="Två\nrader")
    assert editor.fields["substitute"] == "Sara Ek <sara@example.se>"
    editor.press("to-address")
    assert editor.fields["profile_url"] == site.url()
    editor.press("find").press("people")
    kept = [editor.fields[name] for name in ("title", "feed_url")]
    assert kept == ["Min titel", site.url("/b")]
    assert editor.fields["purpose"].split() == ["Två", "rader"]


@pytest.mark.parametrize("typed", ["", "javascript:alert(1)", "http://10.0.0.1/", "hej"])
def test_what_is_wrong_with_an_address_is_said_and_nothing_is_asked(
    editor, site, functional_administration, typed
):
    editor.press("find", profile_url=typed)
    assert editor.step() == "Kontot"
    assert re.fullmatch(r".+[.]", editor.faults()[0])
    assert (site.requests, functional_administration.objectIds()) == ([], [])


def test_an_address_on_facebook_leads_to_a_place(editor, functional_administration):
    editor.press("find", profile_url="https://www.facebook.com/katrineholm")
    assert "Plats på Facebook" in editor.faults()[0]
    assert f'href="{functional_administration.absolute_url()}/++add++FacebookPlace"' in editor.text


def test_an_account_on_the_list_is_told_at_the_first_step(editor, make_functional_channel):
    listed = make_functional_channel("listad", title="Listad", profile_url="https://x.com/listad")
    editor.press("find", profile_url="@listad på X")
    editor.press("find", profile_url="x.com/listad")
    assert "finns redan" in editor.faults()[0]
    assert f'href="{listed.absolute_url()}"' in editor.text


HOSTILE = {
    "profile_url": ["http://10.0.0.1/", "", "x" * 3000],
    "feed_url": ["javascript:alert(1)", "file:///etc/passwd"],
    "platform": ["no-such-service"],
    "kind": ["<b>"],
    "responsible": ["A <a@b>", "Nobody Here", "a@b.se\nBcc: x@y.se"],
    "contact_email": ["a@b", "a@b.se, c@d.se"],
    "language": ["xx", ""],
    "title": ["", "x" * 201],
    "purpose": ["x" * 1001],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name in HOSTILE for value in HOSTILE[name]]
)
def test_a_hostile_value_in_the_last_step_is_refused_in_a_sentence(
    editor, site, functional_administration, name, value
):
    editor.press("find", profile_url=site.url()).press("people", substitute=SUBSTITUTE)
    editor.press("save", **({"purpose": PURPOSE} | {name: value}))
    assert functional_administration.objectIds() == []
    assert editor.status == 200
    assert "Inget är sparat" in editor.text


def test_a_strangers_form_and_a_link_do_nothing(contributor, address, site):
    at = Steps(contributor, f"{address}?profile_url={site.url()}&do=find")
    assert at.fields["profile_url"] == site.url()
    assert at.step() == "Kontot"
    answer = contributor.post(address, data={"do": "find", "profile_url": site.url()})
    assert answer.status_code == 403
    assert site.requests == []


def test_who_may_not_report_saves_a_draft(contributor, address, site, functional_administration):
    at = Steps(contributor, address).press("find", profile_url=site.url()).press("people")
    assert at.form.xpath(".//button[@name='do']/@value") == ["save", "to-people"]
    at.press("save")
    assert functional_administration.objectIds() == ["flode-a"]


def test_who_may_not_add_a_channel_sees_no_step(address, browse, person, functional_administration):
    for session in (browse(), browse(*person("Reader", at=functional_administration))):
        assert session.get(address, allow_redirects=False).status_code in (302, 401, 403)
