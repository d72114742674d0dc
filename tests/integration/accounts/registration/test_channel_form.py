"""The form that edits a channel without JavaScript: look up, choose, write, save."""

import re
from html import unescape

import pytest
import transaction
from Acquisition import aq_base
from filling import Person
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels.person_widget import known_persons

PAGE = (
    b"<html><link rel=alternate type=application/rss+xml href=/a>"
    b"<link rel=alternate type=application/rss+xml href=/b>"
)
NAMES = {"title": "IBasic.title", "email": "responsible.email"}
TABS = "enableFormTabbing"
RSS = (
    "<rss version='2.0'><channel><title>{0}</title><item><title>{0}!</title></item></channel></rss>"
)


@pytest.fixture
def site(server):
    """A web site with two feeds."""
    server.says("/", PAGE, Content_Type="text/html")
    for name in ("a", "b"):
        server.says(f"/{name}", RSS.format(f"Flöde {name}").encode(), Content_Type="text/xml")
    return server


@pytest.fixture
def manager(functional_administration, browse):
    """The Manager, at no page yet."""
    return Person(browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD))


@pytest.fixture
def channel(make_functional_channel):
    """A draft with an address and a title alone."""
    address = "https://example.se/"
    return make_functional_channel("titel", "draft", title="Titel", profile_url=address)


@pytest.fixture
def form(manager, channel):
    """The Manager at the form of the draft."""
    manager.open(channel.absolute_url() + "/edit")
    return manager


def write(form, **values):
    form.write(**{NAMES.get(name, name): value for name, value in values.items()})


def look_up(form, address):
    write(form, profile_url=address)
    form.press("socialhub.look_up")


def values(form):
    names = ("IBasic.title", "profile_url", "feed_url", "platform:list", "kind:list", "dialogue")
    return [form.fields[f"form.widgets.{name}"] for name in names]


def shown(form):
    """The text of what was found."""
    found = re.search(r'<div class="socialhub-found".*?</section>\s*</div>', form.contents, re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0] if found else "")).split())


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "http://10.0.0.1/", "hej"])
def test_what_is_wrong_with_an_address_is_said_in_the_form(form, address):
    look_up(form, address)
    assert re.search(r'socialhub-problems">\s*<li>[^<]+\.</li>', form.contents)
    assert form.fields["form.widgets.profile_url"] == address


@pytest.mark.parametrize(
    ("field", "value"),
    [("profile_url", "http://10.0.0.1/"), ("feed_url", "javascript:alert(1)"), ("interval", "1")],
)
def test_what_is_wrong_when_saving_is_said_at_the_field(form, channel, field, value):
    before = channel.modified()
    write(form, **{field: value})
    form.save()
    assert "invalid-feedback" in form.contents
    assert channel.modified() == before


def test_a_service_without_feeds_is_told_of(form):
    look_up(form, "https://www.facebook.com/katrineholm")
    assert "Facebook" in form.contents
    assert re.search(r'socialhub-advice">[^<]+\.', form.contents)
    assert values(form)[2:4] == ["", "facebook"]


def test_the_edit_form_looks_up_too(manager, site, make_functional_channel):
    channel = make_functional_channel(
        "bloggen", title="Bloggen", profile_url=site.url(), feed_url=site.url("/b"), kind="blog"
    )
    manager.open(channel.absolute_url() + "/edit")
    manager.press("socialhub.look_up")
    assert values(manager)[:3] == ["Bloggen", site.url(), site.url("/b")]
    manager.press("socialhub.feed_choice", 0)
    manager.save()
    assert (channel.title, channel.feed_url) == ("Bloggen", site.url("/a"))


def test_a_link_makes_the_site_ask_nobody(manager, site, channel):
    manager.open(
        f"{channel.absolute_url()}/edit?socialhub.look_up=1&form.widgets.profile_url={site.url()}"
    )
    assert site.requests == []


def test_yes_and_no_are_swedish(form):
    assert set(re.findall(r">\s*(Ja|Nej|yes|no)\s*<", form.contents)) == {"Ja", "Nej"}


def test_a_person_is_written_or_chosen_among_the_members(form, person, functional_administration):
    assert (
        len(re.findall(r'list="form-widgets-(?:responsible|substitute)-choices"', form.contents))
        == 2
    )
    assert f'<option value="{SITE_OWNER_NAME}">' not in form.contents  # not one of the site's
    person("Editor")
    form.reload()
    assert '<option value="editor-site">' in form.contents


@pytest.mark.parametrize(
    "text", ["nobody-here", "Anna Berg", "anna@katrineholm", "<a@b.se>", "A <a@b>", "A <>"]
)
def test_what_is_no_person_is_told_at_the_field(form, channel, text):
    write(form, responsible=text)
    form.save()
    field = form.contents.partition('data-fieldname="form.widgets.responsible"')[2][:1500]
    assert "invalid-feedback" in field
    assert channel.responsible is None


@pytest.fixture
def editor(browse, person, functional_administration):
    """The administration's editor, at no page yet."""
    name, password = person("Editor", at=functional_administration)
    return Person(browse(name, password))


def test_the_account_of_an_official_channel_is_not_on_its_editors_form(
    editor, make_functional_channel
):
    channel = make_functional_channel("bloggen", title="Bloggen", purpose="Gammalt")
    editor.open(channel.absolute_url() + "/edit")
    for name in ("profile_url", "feed_url", "platform:list", "also_known_as"):
        assert f'name="form.widgets.{name}"' not in editor.contents
    assert "socialhub.look_up" not in editor.contents
    write(editor, purpose="Nytt")
    editor.save()
    assert channel.purpose == "Nytt"


def test_who_may_not_change_the_account_has_nothing_looked_up(
    editor, site, make_functional_channel
):
    channel = make_functional_channel("bloggen", title="Bloggen")
    asked = {"socialhub.look_up": "1", "form.widgets.profile_url": site.url()}
    editor.session.post(f"{channel.absolute_url()}/edit", data=asked)
    assert site.requests == []


ANNA = "Anna Berg <anna@example.se>"


@pytest.mark.parametrize(
    ("text", "email", "kept"),
    [
        ("Anna Berg", "anna@example.se", ANNA),
        (ANNA, "", ANNA),
        (ANNA, "annan@example.se", ANNA),
        ("", "anna@example.se", "anna@example.se <anna@example.se>"),
        ("anna@example.se", "", "anna@example.se <anna@example.se>"),
        ("editor-site", "annan@example.se", "editor-site"),
        ("", "", None),
    ],
)
def test_somebody_new_is_written_with_name_and_mail_or_mail_alone(
    form, person, channel, text, email, kept
):
    person("Editor")
    write(form, responsible=text, email=email)
    form.save()
    assert channel.responsible == kept
    form.open(channel.absolute_url() + "/edit")
    form.save()
    assert channel.responsible == kept


@pytest.mark.parametrize(
    "email", ["anna", "anna@example.se>", "a@b.se\nBcc: x@y.se", "a@b.se, c@d.se"]
)
def test_a_bad_mail_is_told_at_the_field(form, channel, email):
    write(form, responsible="Anna Berg", email=email)
    form.save()
    assert 'href="#formfield-form-widgets-responsible"' in form.contents
    assert channel.responsible is None


def test_contacts_used_before_are_offered_to_those_who_may_see_them_alone(
    functional_administration, make_functional_channel, person, browse, form
):
    make_functional_channel("kanal", responsible=ANNA, substitute="borttagen")
    form.reload()
    assert '<option value="Anna Berg &lt;anna@example.se&gt;">' in form.contents
    assert "borttagen" not in form.contents
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(
            functional_administration.aq_parent, "Administration", "annan", title="Annan"
        )
    name, password = person("Contributor", at=other)
    editor = Person(browse(name, password))
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(other, "Channel", "egen", title="E", profile_url="https://egen.se/")
        transaction.commit()
    editor.open(other.absolute_url() + "/egen/edit")
    assert "<datalist" in editor.contents
    assert "anna@example.se" not in editor.contents
    assert SITE_OWNER_NAME not in editor.contents.partition("<datalist")[2].partition("</form>")[0]


def test_who_is_offered_is_read_from_the_book_and_wakes_no_channel(
    functional_administration, make_functional_channel
):
    channels = [make_functional_channel(f"k{number}", responsible=ANNA) for number in range(5)]
    jar = functional_administration._p_jar
    with api.env.adopt_user(SITE_OWNER_NAME):
        jar.cacheMinimize()
        assert known_persons().count(ANNA) == len(channels)
    assert [channel._p_changed for channel in map(aq_base, channels)] == [None] * len(channels)


@pytest.mark.usefixtures("framed")
def test_a_fault_on_another_tab_is_hidden_by_none_and_has_a_link(form):
    assert TABS in form.contents
    write(form, responsible="Anna Berg")
    form.save()
    assert TABS not in form.contents
    found = re.findall(r'<a href="#([^"]+)"><strong>Ansvarig</strong>: Skriv', form.contents)
    assert found == ["formfield-form-widgets-responsible"]
    assert f'id="{found[0]}"' in form.contents


def test_each_fault_has_a_link(form):
    write(form, title="", profile_url="", responsible="Anna Berg")
    form.save()
    assert form.contents.count('href="#formfield-') == 3


def test_a_member_is_written_by_name_and_kept_by_user_name(form, person, channel):
    name, _password = person("Editor")
    api.user.get(name).setMemberProperties({"fullname": "Bengt Ahlgren"})
    transaction.commit()
    write(form, responsible="bengt ahlgren")
    form.save()
    assert channel.responsible == name
    form.open(channel.absolute_url() + "/edit")
    assert form.fields["form.widgets.responsible"] == "Bengt Ahlgren"
    assert f'<option value="Bengt Ahlgren">{name}</option>' in form.contents


def test_a_name_that_two_members_have_is_refused(form, person, channel):
    for role in ("Editor", "Contributor"):
        api.user.get(person(role)[0]).setMemberProperties({"fullname": "Bengt Ahlgren"})
    transaction.commit()
    write(form, responsible="Bengt Ahlgren")
    form.save()
    assert channel.responsible is None


def test_the_form_has_the_usual_languages_and_no_filters(form, channel):
    languages = form.form.xpath("//*[starts-with(@name, 'form.widgets.language')]/option")
    assert len(languages) < 30
    assert 'name="form.widgets.exclude_words"' not in form.contents


def test_a_link_to_a_field_leads_to_a_form_without_tabs(manager, make_functional_channel):
    url = f"{make_functional_channel('kanal').absolute_url()}/edit"
    manager.open(f"{url}?fieldset=duties")
    assert TABS not in manager.contents
    manager.open(url)
    assert TABS in manager.contents


@pytest.mark.usefixtures("framed")
def test_what_a_draft_lacks_leads_to_its_field(manager, make_functional_channel):
    channel = make_functional_channel("kanal", "draft")
    manager.open(channel.absolute_url())
    box = manager.contents.partition("socialhub-next")[2].partition("</section>")[0]
    problems = box.partition("<ul")[2].partition("</ul>")[0]
    urls = re.findall(r'href="([^"]+/edit[^"]*)"', problems)
    assert [url.rpartition("form-widgets-")[2] for url in urls] == [
        "responsible",
        "substitute",
        "purpose",
    ]
    for url in urls:
        manager.open(unescape(url))
        assert f'id="{url.rpartition("#")[2]}"' in manager.contents
    assert [("fieldset=duties" in url) for url in urls] == [True, True, False]


def test_no_script_leads_away_from_the_field_that_was_led_to(manager, make_functional_channel):
    address = f"{make_functional_channel('bloggen').absolute_url()}/edit"
    manager.open(address)
    assert "pat-formautofocus" in manager.contents
    write(manager, title="")
    manager.save()
    assert "pat-formautofocus" not in manager.contents
    manager.open(f"{address}?fieldset=duties")
    assert "pat-formautofocus" not in manager.contents


def test_who_answers_for_another_channel_is_written_by_name_alone(
    form, channel, make_functional_channel
):
    make_functional_channel("kanal", responsible=ANNA)
    write(form, responsible="anna berg")
    form.save()
    assert channel.responsible == ANNA


def test_a_name_that_two_have_is_told_at_the_field_with_both(
    form, channel, make_functional_channel
):
    make_functional_channel("kanal", responsible=ANNA, substitute="Anna Berg <ab@example.se>")
    write(form, responsible="Anna Berg")
    form.save()
    field = unescape(form.contents.partition('data-fieldname="form.widgets.responsible"')[2][:1500])
    assert f"Anna Berg <ab@example.se>, {ANNA}" in field.partition("invalid-feedback")[2]
    assert channel.responsible is None
