"""Migrations of the record, run by Alembic when a record is opened; one file a revision in `versions`."""
