"""Messages as the desk shows them."""

import transaction
from helpers.integration.archive_view import HOSTILE, opened, receive
from plone import api

from katrineholm.socialhub.archive.packages import view_messages


def test_a_message_has_what_came_in_and_how_it_was_handled(view):
    text = view.text("meddelanden-1.html", "//article")
    assert "Avsändare Örjan" in text
    assert "https://social.example.se/o" in text
    assert "KS 2026/17" in text
    assert "Så som det kom <p>Hej!</p>" in text


def test_its_files_are_linked_under_their_own_names(view):
    [link] = view.tree("meddelanden-1.html").xpath("//td/a | //th/a[contains(@href, 'files')]")
    assert link.text.startswith("../")
    assert link.get("href").startswith("../messages/files/")


def test_a_long_list_is_on_several_pages(hub, filled, order, monkeypatch):
    with api.env.adopt_user("rut"):
        receive(hub, "second")
    transaction.commit()
    monkeypatch.setattr(view_messages, "MOST", 1)
    _status, package = order("--channel", "hub/kultur/bloggen", "--messages")
    view = opened(package)
    assert view.broken() == []
    [first, second] = (view.tree(f"meddelanden-{at}.html") for at in (1, 2))
    assert first.xpath("//nav[1]/a/@href") == ["index.html", "meddelanden-2.html"]
    assert second.xpath("//nav[1]/a/@href") == ["index.html", "meddelanden-1.html"]
    assert len(view.tree("index.html").xpath("//a[starts-with(@href, 'meddelanden-')]")) == 2


def test_what_the_sender_wrote_comes_first(view):
    said = view.tree("meddelanden-1.html").xpath("//article/blockquote")[0]
    assert said.text_content().startswith(f"Hej!\n{HOSTILE[:-1]}")
