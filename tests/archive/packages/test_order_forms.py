"""What is asked of whoever orders a package: by the names that a program sends."""

from zope.schema import getFieldNamesInOrder

from katrineholm.socialhub.archive.packages.order_forms import IOrder
from katrineholm.socialhub.site.pages.form_schema import cleaned_data

DAYS = {"from": "2026-06-01", "to": "2026-06-30"}


def test_a_package_is_asked_for_by_the_names_of_the_body():
    names = getFieldNamesInOrder(IOrder)
    assert names == ["whose", "kind", "from", "to", "messages", "diary", "secret"]
    given = cleaned_data(IOrder, DAYS | {"whose": "uid", "diary": "1"})
    others = {"messages": False, "diary": True, "secret": "", "kind": ""}
    assert given == DAYS | {"whose": "uid"} | others
