"""The office puts something on top, a visitor sees it within ten seconds, and it is let down."""

import time

from playwright.sync_api import expect

ON_TOP = ".socialhub-crisis"


def test_two_clicks_put_a_channel_on_top_for_a_visitor_who_is_there_already(open_as, hub_url):
    visitor, office = open_as(), open_as("informationskontoret")
    visitor.goto(hub_url)
    expect(visitor.locator(ON_TOP)).to_have_count(0)
    office.goto(hub_url)
    office.get_by_role("link", name="Viktigt nu").first.click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Viktigt nu")
    office.get_by_label("Kanal", exact=True).select_option(label="Skolbloggen")
    office.get_by_role("button", name="Lägg överst").click()
    expect(office.locator("#global_statusmessage")).to_contain_text("Det ligger nu överst")
    try:
        began = time.monotonic()
        while not visitor.locator(ON_TOP).count():
            assert time.monotonic() - began < 12
            visitor.wait_for_timeout(2000)
            visitor.goto(hub_url)
        notice = visitor.locator(ON_TOP).first
        expect(notice.get_by_role("heading", name="Viktigt nu")).to_be_visible()
        expect(notice.get_by_role("link", name="Skolbloggen").first).to_be_visible()
        assert notice.bounding_box()["y"] < visitor.locator(".socialhub-stream").bounding_box()["y"]
        assert visitor.locator(".socialhub-quiet").count() == 1
    finally:
        office.goto(f"{hub_url}/@@crisis")
        office.get_by_role("button", name="Avsluta nu").click()
    expect(office.get_by_role("button", name="Avsluta nu")).to_have_count(0)
    office.goto(hub_url)
    expect(office.locator(ON_TOP)).to_have_count(0)


def test_it_is_switched_without_a_script_too(open_as, hub_url):
    office = open_as("informationskontoret", java_script_enabled=False)
    office.goto(f"{hub_url}/@@crisis")
    form = office.locator("#socialhub-words")
    for name, value in {"title": "Vatten", "text": "Koka.", "until": "2020-01-01T12:00"}.items():
        form.locator(f"[name={name}]").fill(value)
    form.evaluate("form => form.noValidate = true")
    office.get_by_role("button", name="Visa först på varje sida").click()
    expect(office.get_by_role("alert").first).to_contain_text("Ange när det upphör")
