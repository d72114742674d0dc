"""What visitors meet. May import core, site, accounts, and of ``refresh`` how a channel fares."""
