"""Who speaks where for the municipality, and who answers. May import core and site."""
