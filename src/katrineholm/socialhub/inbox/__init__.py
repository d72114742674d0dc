"""What comes in, and what is done with it. May import core, site, accounts and refresh."""
