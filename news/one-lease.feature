One worker is active for a database: on PostgreSQL another takes over within a minute of a machine that is gone, on ZEO within five, and whatever the clocks say.
