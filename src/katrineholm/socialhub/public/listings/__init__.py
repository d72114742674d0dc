"""Entries as pages, a portlet, services and outgoing feeds, all drawn from one stream.

Entry points: ``stream`` and the views registered by name. May import core, site, accounts.
"""
