"""The office sees all that is masked, by its titles as visitors see them."""

import pytest


@pytest.mark.usefixtures("framed")
def test_each_is_told_with_who_and_why(told, send_mask, browse, masking_office):
    assert "Inget är maskat." in browse(*masking_office).get("hub/@@masked-entries").text
    send_mask(words="Åsa Hemligson", reason="Begäran 7", do="mask")
    page = browse(*masking_office).get("hub/@@masked-entries").text
    for words in ("[uppgift dold] vann", "Begäran 7", "Bloggen", f"@@mask-entry/{told.entry}"):
        assert words in page
    assert "Hemligson" not in page
