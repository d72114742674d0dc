"""The archivist's page."""

from datetime import date

import pytest
import transaction


@pytest.fixture
def blog(hub):
    for channel in (hub.kultur.bloggen, hub.kultur.annan):
        channel.official_since = date(2025, 1, 1)
        channel.reindexObject()
    transaction.commit()
    return hub.kultur.bloggen


@pytest.mark.usefixtures("framed")
def test_the_archivist_reads_it_on_one_page(hub, blog, browse, archivist):
    page = browse(*archivist).get("hub/@@archive").text
    assert "Kanaler med något att göra: 2" in page
    assert "Skulle ha gjorts 1 juli 2025" in page
    assert "Skulle ha gjorts 1 januari 2026" in page
    order = f"hub/@@packages?whose={blog.UID()}"
    assert order in page
    assert f'<option value="{blog.UID()}" selected' in browse(*archivist).get(order).text
