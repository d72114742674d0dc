"""What the tests of ``public/facebook`` have in common."""

import transaction
from plone import api


def number():
    transaction.begin()
    return len(api.content.find(portal_type="FacebookPlace", unrestricted=True))
