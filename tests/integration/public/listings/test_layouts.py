"""How the entries are arranged: an editor's choice for the hub; and the hub by kind (C3, C8)."""

import re

import pytest
import transaction


def change(hub, **values):
    for name, value in values.items():
        setattr(hub, name, value)
    transaction.commit()


@pytest.mark.parametrize("place", ["hub", "hub/kultur", "hub/kultur/bloggen"])
def test_every_stream_has_the_hubs_layout(filled, browse, place):
    session = browse()
    for layout in ("cards", "list", "wall"):
        change(filled, entry_layout=layout)
        text = session.get(place).text
        assert re.findall(r'class="socialhub-days socialhub-in-(\w+)"', text) == [layout]


def test_a_hub_from_before_there_were_layouts_shows_cards(filled, browse):
    filled.__dict__.pop("entry_layout", None)
    transaction.commit()
    assert "socialhub-in-cards" in browse().get("hub").text


def test_an_editor_chooses_the_layout_in_the_hubs_form(filled, browse, person):
    form = browse(*person("Manager")).get("hub/edit").text
    [options] = re.findall(r"<select[^>]*form.widgets.entry_layout.*?</select>", form, re.S)
    assert re.findall(r'value="(\w+)"', options) == ["cards", "list", "wall"]
