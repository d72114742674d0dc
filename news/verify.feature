Visitors and programs find out whether an account is the municipality's; the pages, trust.txt and the Bluesky handle prove it, and the worker looks for the link back.
