"""The ways from the workplace, for those who may go them."""

from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD


def test_one_registers_where_one_may(contributor, school, workplace):
    places = workplace(contributor)["often"]["register"]
    assert [each["@id"].partition("/hub/")[2] for each in places] == ["kultur/++add++Channel"]
    places = workplace((SITE_OWNER_NAME, SITE_OWNER_PASSWORD))["often"]["register"]
    assert len(places) == 2
