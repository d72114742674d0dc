Who edits a hub, an administration, a channel, a place or a party locks it, and a form or a `PATCH` with `edition` from before another change stores nothing.
