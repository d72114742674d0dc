"""That something is held is told where it is shown, to those who may lift the hold."""

import pytest


@pytest.mark.usefixtures("framed")
def test_it_is_told_on_the_entrys_and_the_channels_page(named, browse, program, archivists):
    program(channel=named["channel"], reason="Tvist om badet")
    for page in (f"hub/@@entry/{named['entry']}", "hub/kultur/bloggen", "hub/@@holds"):
        assert "Tvist om badet" in browse(*archivists[0]).get(page).text
    for page in (f"hub/@@entry/{named['entry']}", "hub/kultur/bloggen"):
        assert "Tvist om badet" not in browse().get(page).text
