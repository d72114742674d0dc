A search shows what it names, asks what was meant, and offers topics where it finds nothing.
