"""Messages as the desk shows them."""


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


def test_a_long_list_is_on_several_pages(hub, filled, view, monkeypatch):
    assert view.text("index.html").count("Meddelande ") == 1
