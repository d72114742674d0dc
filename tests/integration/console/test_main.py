"""Commands that serve all sites of a database."""

from argparse import ArgumentParser
from functools import partial
from threading import Event

import pytest
import transaction
from helpers.integration.refresh import make_neighbour

from katrineholm.socialhub.console import main
from katrineholm.socialhub.console.site import sites_with_hubs
from katrineholm.socialhub.refresh.worker import Worker


@pytest.fixture
def neighbour(make_functional_channel, functional_portal):
    """A second site; both have a channel that was never retrieved."""
    make_functional_channel("bloggen", feed_url="https://one.example.se/rss")
    return make_neighbour(functional_portal, "https://other.example.se/rss")


@pytest.fixture
def serve(functional_portal, monkeypatch, caplog):
    """A function that runs a command for all sites: its exit status, and what it logged."""
    monkeypatch.setattr(Worker, "ask", lambda self, job: None)  # nothing new
    caplog.set_level("INFO")

    def serve(name, *arguments):
        command, parser = main.commands()[name], ArgumentParser()
        command.arguments(parser)
        options, app = parser.parse_args(arguments), functional_portal.getPhysicalRoot()
        caplog.clear()
        status = main._run_for_all(command, partial(sites_with_hubs, app), options, Event())
        return status, caplog.text

    return serve


COMMANDS = [
    (("refresh", "--due"), "0 channels with news, 1 without", "0 channels with news, 1 without"),
    (("refresh", "--all"), "0 channels with news, 1 without", "0 channels with news, 1 without"),
    (("remind",), "/plone/hub: 0 reminders", "/flen/hub: 0 reminders"),
    (("index", "--only", "entries"), "/plone/hub: 0 entries indexed", "/flen/hub: 0 entries"),
]


@pytest.mark.parametrize(("command", "own", "other"), COMMANDS)
def test_each_site_has_its_turn(serve, neighbour, command, own, other):
    status, log = serve(*command)
    assert status == 0
    assert own in log
    assert other in log.replace(own, "", 1)


@pytest.mark.parametrize(("command", "own", "other"), COMMANDS[1:])
def test_a_broken_site_is_named_and_stops_no_other(serve, neighbour, command, own, other):
    neighbour.portal_catalog._catalog = None
    transaction.commit()
    status, log = serve(*command)
    assert status == 1
    assert own in log
    assert "The site flen could not be served" in log
