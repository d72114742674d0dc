docs/drift.md has the commands of backup and restore, on ZEO and PostgreSQL and to a moment; a test runs them as they stand.
