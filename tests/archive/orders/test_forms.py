"""What is asked of whoever orders a package: by the names that a program sends."""

from zope.schema import getFieldNamesInOrder

from katrineholm.socialhub.archive.orders.forms import IOrdering
from katrineholm.socialhub.site.forms.schema import read

DAYS = {"from": "2026-06-01", "to": "2026-06-30"}


def test_a_package_is_asked_for_by_the_names_of_the_body():
    names = getFieldNamesInOrder(IOrdering)
    assert names == ["whose", "from", "to", "messages", "diary"]
    given = read(IOrdering, DAYS | {"whose": "uid", "diary": "1"})
    assert given == DAYS | {"whose": "uid", "messages": False, "diary": True}
