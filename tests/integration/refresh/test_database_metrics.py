"""The metrics of the whole database, for a monitoring system."""

import re
from pathlib import Path

import pytest
import transaction
import yaml
from BTrees.OOBTree import OOBTree
from helpers.integration.metrics import parsed
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.distribution.api import site as distribution
from plone.restapi.setuphandlers import install_pas_plugin
from Products.CMFCore.indexing import processQueue
from publishing import answer
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager, getUtilitiesFor
from zope.component.hooks import getSite, setSite

from katrineholm.socialhub.accounts.channels.facts import SITE_CACHE
from katrineholm.socialhub.office.webhooks import storage as webhooks
from katrineholm.socialhub.refresh.database_metrics import VARIABLE, database_samples, is_authorized
from katrineholm.socialhub.refresh.exposition import Sample
from katrineholm.socialhub.refresh.interfaces import IMetrics
from katrineholm.socialhub.testing import ANSWERS

PAGE, TOKEN, NOW = "/@@socialhub-metrics", "öppna-sesam-7d0c", 1_790_000_000
DATABASE, SITE, HUB = "", "/plone", "/plone /plone/hub"
ALARMS = Path(__file__).parents[3] / "docs" / "larm.yaml"
RULE_FIELDS = {"alert", "expr", "for", "labels", "annotations"}


@pytest.fixture(autouse=True)
def token(monkeypatch):
    monkeypatch.setenv(VARIABLE, TOKEN)


@pytest.fixture
def site(make_functional_channel, functional_portal):
    """A site with a hub and an official channel, committed."""
    make_functional_channel("bloggen", feed_url="https://a.example.se/rss")
    transaction.commit()
    return functional_portal


@pytest.fixture
def registers():
    """A function that registers metrics of another room or add-on."""
    manager, names = getGlobalSiteManager(), []

    def registers(function):
        names.append(function.__name__)
        manager.registerUtility(function, IMetrics, function.__name__)

    yield registers
    for name in names:
        manager.unregisterUtility(provided=IMetrics, name=name)


def asked(header=f"Bearer {TOKEN}", path=PAGE, **environ):
    # A server decodes what was sent as Latin-1.
    return answer(path, HTTP_AUTHORIZATION=header.encode().decode("latin-1"), **environ)


def errors():
    return parsed(asked().text)["socialhub_metrics_errors"]


def test_the_token_is_no_log_in_at_the_root(site):
    users = site.getPhysicalRoot().acl_users
    install_pas_plugin(site.getPhysicalRoot())
    assert users.jwt_auth.use_keyring
    transaction.commit()
    setSite(None)  # as in a process that has just been started
    try:
        assert [asked(header).status for header in (f"Bearer {TOKEN}", "Bearer fel")] == [200, 401]
    finally:
        setSite(site)


def test_a_monitoring_system_reads_all_metrics_of_a_site_and_its_hubs(site):
    found = asked()
    assert found.status == 200
    assert found.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert found.headers["cache-control"] == "no-store"
    metrics = parsed(found.text)
    assert metrics.pop("socialhub_metrics_errors") == {DATABASE: 0, SITE: 0, HUB: 0}
    assert metrics["socialhub_worker_active"] == {DATABASE: 0}
    assert metrics["socialhub_sources"] == {HUB: 1}
    places = {name.removeprefix("socialhub_"): [*values] for name, values in metrics.items()}
    times = [f"worker_{name}_timestamp_seconds" for name in ("since", "seen")]
    assert {name: found for name, found in places.items() if found != [HUB]} == {
        **{name: [DATABASE] for name in ("worker_active", *times)},
        **{
            name: [SITE]
            for name in (
                "round_timestamp_seconds",
                "mails_waiting",
                "mails_failed",
                "chore_errors",
                "channels",
            )
        },
    }


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer fel",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN.upper()}",
        "Basic dG9rZW46dG9rZW4=",
        f"Token {TOKEN}",
        TOKEN,
    ],
)
def test_without_the_token_nothing_is_said(site, header):
    found = asked(header)
    assert (found.status, found.text) == (401, "")
    assert found.headers["www-authenticate"].startswith("Bearer ")
    assert found.headers["cache-control"] == "no-store"


def test_a_managers_password_is_no_token(site):
    found = answer(PAGE, login=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
    assert (found.status, found.text) == (401, "")


def test_a_token_in_the_query_string_which_is_logged_does_not_count(site):
    assert asked("", QUERY_STRING=f"token={TOKEN}").status == 401


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_token_of_the_operators_there_is_no_page(site, monkeypatch, value):
    monkeypatch.delenv(VARIABLE) if value is None else monkeypatch.setenv(VARIABLE, value)
    for header in ("", "Bearer ", f"Bearer {TOKEN}"):
        assert asked(header).status == 404


@pytest.mark.parametrize("path", ["/plone", "/plone/hub", "/plone/hub/kultur"])
def test_it_is_at_the_root_alone(site, path):
    assert asked(path=f"{path}{PAGE}").status == 404


@pytest.mark.parametrize("header", ["Bearer hemlig", "bearer hemlig", "BEARER  hemlig "])
def test_the_scheme_may_be_written_in_any_case(header):
    assert is_authorized(header, "hemlig")


@pytest.mark.parametrize("token", ["hemligÅ", "hemlig-à", "àÅ"])
def test_a_token_may_begin_and_end_with_any_letter(monkeypatch, token):
    monkeypatch.setenv(VARIABLE, token)
    assert is_authorized(f"Bearer {token}".encode().decode("latin-1"), token)
    assert not is_authorized(f"Bearer {token[:-1]}".encode().decode("latin-1"), token)


def labelled_sites(samples):
    return {each.labels["site"] for each in samples if each.labels}


def test_a_broken_hub_costs_its_own_lines_and_is_counted(site, caplog):
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(site, "SocialHub", "annan", title="Annan")
    hooks = OOBTree({"a": ("too", "few")})
    broken = PersistentMapping({name: OOBTree() for name in webhooks.PARTS} | {"hooks": hooks})
    IAnnotations(other)[webhooks.KEY] = broken
    transaction.commit()
    metrics = parsed(asked().text)
    assert metrics["socialhub_webhooks_waiting"] == {HUB: 0}
    assert metrics["socialhub_messages_late"] == {HUB: 0, "/plone /plone/annan": 0}
    assert metrics["socialhub_metrics_errors"] == {
        **dict.fromkeys((DATABASE, SITE, HUB), 0),
        "/plone /plone/annan": 1,
    }
    assert "Metrics of /plone/annan: TypeError" in caplog.text


def test_a_hub_that_cannot_be_read_at_all_costs_no_other(site):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(site, "SocialHub", "annan", title="Annan")
    transaction.commit()
    site._delOb("annan")  # and the catalogue has not heard of it
    transaction.commit()
    number = len([*getUtilitiesFor(IMetrics)])
    assert errors() == {DATABASE: 0, SITE: 0, HUB: 0, "/plone /plone/annan": number}


def test_metrics_that_fail_half_way_leave_nothing_half(site, registers):
    def half(hub, now):
        yield Sample("half", "Half", 1)
        raise LookupError("gone")

    registers(half)
    metrics = parsed(asked().text)
    assert "socialhub_half" not in metrics
    assert metrics["socialhub_metrics_errors"] == {DATABASE: 0, SITE: 0, HUB: 1}


def test_a_site_that_cannot_be_opened_is_counted(site):
    app = site.getPhysicalRoot()
    app._delOb("plone")  # and the folder still lists it
    transaction.commit()
    assert errors() == {DATABASE: 0, SITE: 1}


def test_each_site_with_the_add_on_has_its_own_lines(site, registers):
    seen, app, before = [], site.getPhysicalRoot(), getSite()

    def watch(hub, now):
        seen.append((getSite().getId(), hub.getPhysicalPath()))
        return ()

    registers(watch)
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = distribution.create(app, "classic", ANSWERS | {"site_id": "grannen"})
        assert labelled_sites(database_samples(app, NOW)) == {"/plone"}
        setSite(other)
        api.addon.install("katrineholm.socialhub")
        api.content.create(other, "SocialHub", "hub", title="Grannens")
        processQueue()
        setSite(before)
    seen.clear()
    samples = database_samples(app, NOW)
    assert labelled_sites(samples) == {"/plone", "/grannen"}
    assert [each.labels for each in samples if each.name == "worker_active"] == [{}]
    assert seen == [("plone", ("", "plone", "hub")), ("grannen", ("", "grannen", "hub"))]
    assert getSite() is before
    sources = [each.value for each in samples if each.name == "sources"]
    assert sources == [1, 0]


def test_it_writes_nothing_and_keeps_no_facts_of_channels(site):
    site._p_jar.cacheMinimize()
    SITE_CACHE._kept.clear()
    database_samples(site.getPhysicalRoot(), NOW)
    assert not site._p_jar._registered_objects
    assert not SITE_CACHE._kept


def test_no_channel_is_woken(site, make_functional_channel):
    for number in range(10):
        make_functional_channel(f"k{number}", feed_url=f"https://{number}.example.se/rss")
    transaction.commit()
    site._p_jar.cacheMinimize()
    assert parsed(asked().text)["socialhub_sources"] == {HUB: 11}
    database_samples(site.getPhysicalRoot(), NOW)
    channels = site.hub.kultur._tree.values()
    assert [each._p_changed for each in channels] == [None] * 11


def rules():
    groups = yaml.safe_load(ALARMS.read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def test_each_metric_of_an_alarm_exists(site, fill_storage):
    fill_storage()
    metrics = parsed(asked().text)
    named = {name for rule in rules() for name in re.findall(r"socialhub_\w+", rule["expr"])}
    assert named
    assert named - set(metrics) == set()


def test_each_alarm_has_a_name_of_its_own_and_says_in_swedish_what_is_wrong():
    found = rules()
    assert len({rule["alert"] for rule in found}) == len(found)
    for rule in found:
        summary = rule["annotations"]["summary"]
        assert set(rule) == RULE_FIELDS
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert set(rule["annotations"]) == {"summary"}
        assert re.fullmatch(r"([A-ZÅÄÖ][^{]*)?(\{\{ .+? \}\}[^{]*)*\.", summary)
