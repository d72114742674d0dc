"""Texts to paste elsewhere are copied by a button, which says so."""

import pytest
from helpers.browser.pages import SCHOOL
from playwright.sync_api import expect


@pytest.mark.parametrize("path", [f"{SCHOOL}/skolbloggen/@@profile-text", "/@@new-entry"])
def test_a_text_is_copied_by_a_button(open_as, hub_url, path):
    page = open_as("bildning")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(hub_url + path)
    text = page.locator(".socialhub [readonly]").first
    page.locator(".socialhub-copies").first.click()
    expect(page.locator(".socialhub-copies + [role=status]").first).to_have_text("Kopierat")
    assert page.evaluate("navigator.clipboard.readText()") == text.input_value()
    page.context.clear_permissions()
