"""The entries as pages, portlet, services and outgoing feeds: one function behind them all.

Entry points: ``stream``, and its pages by name. May import core, site, accounts.
"""
