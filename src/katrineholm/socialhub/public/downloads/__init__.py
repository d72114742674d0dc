"""Imports of a service's data download into a channel.

Entry points: ``bringing`` (preview and import), ``told`` (a summary of a download). May import
``public.posting``, refresh, accounts, site and core.
"""
