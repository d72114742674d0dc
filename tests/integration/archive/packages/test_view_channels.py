"""The register of a package as pages."""


def test_a_channel_has_its_card_and_its_history(view):
    text = view.text("kanal-1.html")
    assert "Läge Officiell" in text
    assert "Förvaltning Kulturförvaltningen" in text
    assert "Ögonblicksbild" in text


def test_the_list_leads_to_each_channel(view):
    tree = view.tree("register.html")
    assert tree.xpath("//tbody/tr/th/a/@href") == ["kanal-1.html"]
