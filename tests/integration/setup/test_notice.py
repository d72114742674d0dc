"""The add-ons panel tells what is put away."""

import re

from helpers.integration.setup import _uninstall


def test_the_add_ons_panel_tells_with_numbers_before_and_after(site, browse, logins):
    panel = "prefs_install_products_form"
    manager = browse(*logins["manager"])
    before = re.sub(r"\s+", " ", manager.get(panel).text)
    assert "Om samlingsplatsen för sociala medier avinstalleras" in before
    assert "Kanaler: 1" in before
    assert "Samlingsplatser: 1" in before
    _uninstall(site)
    after = manager.get(panel).text
    assert "är avinstallerad" in after
    assert f'href="{site.absolute_url()}/hub"' in after.replace(
        "http://nohost/plone", site.absolute_url()
    )
    assert browse().get(panel, allow_redirects=False).status_code == 302
