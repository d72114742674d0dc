"""The figures over REST."""

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


def test_nobody_but_the_office_is_told(figures_hub, request_factory, person):
    editor = person("Editor", at=figures_hub.kultur)
    for login in (None, editor):
        answer = request_factory(basic_auth=login).get(f"hub/@channel-figures?{PERIOD}")
        assert answer.status_code == 401
