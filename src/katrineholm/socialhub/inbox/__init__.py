"""Incoming messages and their handling. May import core, site, accounts and refresh."""
