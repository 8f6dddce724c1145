"""The schema's history: one line of revisions for SQLite and PostgreSQL."""
