"""The figures for programs."""

from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

OFFICE = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
PERIOD = "from=2026-03&to=2026-05"


def test_programs_get_the_same_with_the_reason(figures_hub, request_factory):
    found = request_factory(basic_auth=OFFICE).get(f"hub/@channel-figures?{PERIOD}").json()
    assert found["months"] == ["2026-03", "2026-04", "2026-05"]
    blog, insta = found["items"]
    assert [each["number"] for each in blog["posts"]] == [2, 0, 1]
    assert insta["posts"][0] == {
        "number": None,
        "reason": "by_hand",
        "remark": "Skrivs in för hand: inget är inskrivet",
        "day": None,
    }
    assert insta["followers"][1] == {
        "number": 1240,
        "reason": None,
        "remark": None,
        "day": "2026-04-30",
    }


def test_programs_get_the_sums_of_the_period_and_of_each_month(figures_hub, request_factory):
    found = request_factory(basic_auth=OFFICE).get(f"hub/@channel-figures?{PERIOD}").json()
    assert [each["posts"]["number"] for each in found["month_sums"]] == [2, 0, 1]
    assert [each["messages"]["number"] for each in found["month_sums"]] == [None, None, 2]
    assert (found["sums"]["channels"], found["sums"]["messages"]["number"]) == (2, 2)
    assert [each["messages"] for each in found["items"][0]["handled"]] == [0, 0, 2]
