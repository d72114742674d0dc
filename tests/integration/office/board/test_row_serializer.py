"""A row of the board leads to where it is mended."""

import re


def test_a_row_leads_to_the_form_in_one_step(office, board_hub):
    page = office.get("hub/@@board").text
    row = page[page.index('/trasig">') :]
    form = re.search(r'href="([^"]*/edit[^"#]*)', row)[1]
    assert form.endswith("/hub/kultur/trasig/edit")
    assert office.get("hub/kultur/trasig/edit").status_code == 200
