"""The public pages, portlets, blocks and services. May import core, site, accounts and refresh."""
